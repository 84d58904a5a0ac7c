"""The command palette: every action of the window and every layer, by a few letters."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from edgeviz.ui.main_window import MainWindow
from edgeviz.ui.palette.dialog import PaletteDialog
from edgeviz.ui.palette.entries import Entry, actions_of, plain
from edgeviz.ui.palette.matching import match
from edgeviz.ui.palette.model import PaletteModel
from tests.ui.panel_samples import chain, document_with, sample_evaluations

#: Where the palette says that the plot's own menu is.
SHOW = "Trade-off › Show"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    window = MainWindow(tmp_path / "data", QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    window.measuring.set_enabled(False)
    window.resize(1280, 800)
    window.show()
    yield window
    window.close()


def texts(dialog: PaletteDialog) -> list[str]:
    return [dialog.model.index(row, 0).data() for row in range(dialog.model.rowCount())]


# ---- matching


def test_letters_match_in_their_order_and_whole_words_beat_scattered_ones() -> None:
    assert match("exm", "Export model") is not None
    assert match("mxe", "Export model") is None
    scattered, whole = match("exp", "Export model"), match("exp", "Examine pixels")
    assert scattered is not None and whole is not None
    assert scattered.score > whole.score


def test_words_may_come_in_any_order() -> None:
    found = match("dark theme", "Theme: Dark")
    assert found is not None
    assert found.positions == (0, 1, 2, 3, 4, 7, 8, 9, 10)


def test_initials_are_found_at_the_beginnings_of_words() -> None:
    found = match("muw", "Measure uniform widths")
    assert found is not None
    assert found.positions == (0, 8, 16)


def test_letters_that_lower_case_makes_two_of_keep_their_places() -> None:
    found = match("x", "İİx")
    assert found is not None
    assert found.positions == (2,)


def test_nothing_typed_fits_everything() -> None:
    assert match(" ", "anything") is not None


# ---- what is listed


def test_every_action_that_the_window_shows_is_listed(window: MainWindow) -> None:
    listed = {id(action) for _, action in actions_of(window)}
    named = [action for action in vars(window).values() if isinstance(action, QAction)]
    assert len(named) >= 15
    assert [action.text() for action in named if id(action) not in listed and action.isVisible()] == []
    for dock in window.workspaces.docks("explore"):
        assert id(dock.toggleViewAction()) in listed


def test_the_buttons_of_every_panel_are_listed_and_are_pressed_where_they_are(window: MainWindow, qtbot: QtBot) -> None:
    document = document_with(Path(window.opener.folder), sample_evaluations(chain()), chain())
    store = document.store
    assert store is not None
    document.close()
    window.opener.open(store.path)
    qtbot.waitUntil(lambda: window.document.graph is not None and len(window.document.evaluations) > 0)
    qtbot.wait(200)
    dialog = window.shell.show_palette()
    listed = {(entry.path, entry.text): entry for entry in dialog._commands}
    assert (SHOW, "Size by: Latency") in listed and (SHOW, "Colour by: Nothing") in listed
    for path, text in (("Sensitivity", "Estimate sensitivity"), ("Compare", "Pin current"), ("Jobs", "Clear finished")):
        assert (path, text) in listed, text
    several = [entry for entry in dialog._commands if (entry.path, entry.text) == (SHOW, "Size by: Latency")]
    assert len(several) == 1
    size = listed[SHOW, "Size by: Latency"]
    dialog.edit.setText("size by latency")
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Return)
    assert window.tradeoff_extras.sizing.quantity == "latency" and not size.checked
    again = {(e.path, e.text): e for e in window.shell.show_palette()._commands}
    assert again[SHOW, "Size by: Latency"].checked
    assert window.workspaces.current == "explore" and not window.pins.keys
    again["Compare", "Pin current"].run()
    assert window.workspaces.current == "compare" and len(window.pins.keys) == 1
    window.workspaces.switch("compare")
    window.sensitivity_dock.hide()
    again["Sensitivity", "Estimate sensitivity"].run()
    assert window.workspaces.current == "explore" and window.sensitivity_dock.isVisible()


def test_an_entry_shows_its_keys_its_menu_and_why_it_cannot_be_run(window: MainWindow) -> None:
    entries = {entry.text: entry for entry in window.shell.show_palette()._commands}
    assert entries["Open"].shortcut == "Ctrl+O"
    assert entries["Open"].path == "File"
    assert entries["Export model"].reason == "Open a model first"
    assert entries["Undo"].reason == "Nothing to undo"
    assert entries["Weight bits: 4"].shortcut == "4"
    assert all(not text.startswith("&") and not text.endswith("…") for text in entries)


def test_two_actions_in_different_menus_with_one_text_are_told_apart(window: MainWindow) -> None:
    window.opener.open_demo()
    entries = window.shell.show_palette()._commands
    named = [(entry.path, entry.text) for entry in entries]
    assert len(named) == len(set(named)), sorted(name for name in named if named.count(name) > 1)


def test_the_model_is_sound(qtbot: QtBot) -> None:
    model = PaletteModel()
    assert isinstance(model, QAbstractListModel)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_entries([Entry(f"Command {n}", "Menu", lambda: None) for n in range(20)], "")
    model.set_pattern("1")
    assert model.rowCount() == 11
    model.set_pattern("nothing fits this")
    assert model.rowCount() == 0


# ---- using it


def test_enter_runs_what_is_chosen_and_closes_the_palette(window: MainWindow, qtbot: QtBot) -> None:
    dialog = window.shell.show_palette()
    qtbot.keyClicks(dialog.edit, "demo")
    assert texts(dialog)[0] == "Open the demo"
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert window.document.graph is not None


def test_arrow_keys_walk_the_list_while_the_text_keeps_the_focus(window: MainWindow, qtbot: QtBot) -> None:
    dialog = window.shell.show_palette()
    for key, row in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 1), (Qt.Key.Key_PageDown, 12)):
        qtbot.keyClick(dialog.edit, key)
        assert dialog.view.currentIndex().row() == row
    dialog.view.setCurrentIndex(dialog.model.index(0, 0))
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Up)
    assert dialog.view.currentIndex().row() == dialog.model.rowCount() - 1, "it goes round"


def test_escape_closes_without_running_anything(window: MainWindow, qtbot: QtBot) -> None:
    dialog = window.shell.show_palette()
    qtbot.keyClicks(dialog.edit, "demo")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert window.document.graph is None


def test_a_disabled_command_stays_and_says_why(window: MainWindow, qtbot: QtBot) -> None:
    dialog = window.shell.show_palette()
    qtbot.keyClicks(dialog.edit, "export model")
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.note.text() == "Open a model first"
    dialog.close()


def test_an_at_sign_goes_to_a_layer(window: MainWindow, qtbot: QtBot) -> None:
    window.opener.open_demo()
    dialog = window.shell.show_palette()
    qtbot.keyClicks(dialog.edit, "@block4c2")
    assert texts(dialog)[0] == "block4.body.conv2.conv"
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Return)
    assert window.document.selection == ("block4.body.conv2.conv",)


def test_an_at_sign_without_a_model_says_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    dialog = window.shell.show_palette()
    qtbot.keyClicks(dialog.edit, "@")
    assert dialog.model.rowCount() == 0
    assert "open a model" in dialog.note.text()
    qtbot.keyClick(dialog.edit, Qt.Key.Key_Backspace)
    assert dialog.model.rowCount() > 20
    dialog.close()


def test_five_hundred_entries_are_filtered(qtbot: QtBot) -> None:
    model = PaletteModel()
    words = ("measure", "export", "weight", "activation", "sensitivity", "recipe", "front", "layer", "uniform", "bits")
    entries = [
        Entry(f"{words[n % 10]} {words[n // 10 % 10]} {n}", "Menu › Other menu", lambda: None) for n in range(500)
    ]
    model.set_entries(entries, "")
    for pattern in ("e", "ex", "exp", "exp l"):
        model.set_pattern(pattern)
        assert model.rowCount() > 0
    first = model.entry(0)
    assert first is not None and {"export", "layer"} <= set(first.text.split())


def test_plain_text_keeps_a_written_ampersand() -> None:
    assert plain("&Save && close…") == "Save & close"
