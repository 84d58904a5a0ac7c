"""The language is switched in the open window, and nothing is lost by it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from edgeviz.core.adaptive.policies.rules import Rules
from edgeviz.jobs.events import Failed
from edgeviz.ui import fonts, formatting, language, texts, theme
from edgeviz.ui.desk import Desk
from edgeviz.ui.help.tour_dialog import tour_path
from edgeviz.ui.palette.entries import actions_of, plain
from edgeviz.ui.simulator.choices import Source

#: A worker has to import torch first, on a machine that may be busy.
PATIENCE = 120_000

pytestmark = pytest.mark.usefixtures("english_again")


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    language.apply_language(language.ENGLISH)
    desk = Desk(tmp_path / "data", QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    desk.window.measuring.set_enabled(False)
    desk.window.shell.preferences.set_value("autoMeasure", False)
    desk.window.resize(1280, 800)
    desk.window.show()
    yield desk
    desk.window.close()


def click(qtbot: QtBot, desk: Desk, name: str) -> None:
    """Choose a language in the menu, as a hand does."""
    menu = desk.window.shell.language_menu
    action = menu.findChild(QAction, f"language_{name}")
    assert action is not None
    menu.popup(desk.window.pos())
    old = desk.window
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    qtbot.waitUntil(lambda: desk.window is not old)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def menus(desk: Desk) -> list[str]:
    return [action.text() for action in desk.window.menuBar().actions()]


def test_a_click_in_the_menu_switches_to_korean_and_another_one_back(desk: Desk, qtbot: QtBot) -> None:
    english = menus(desk)
    assert english[0] == "&File"
    click(qtbot, desk, "ko")
    assert menus(desk)[0] == "파일(&F)"
    assert desk.window.isVisible()
    assert desk.window.shell.language_menu.findChild(QAction, "language_ko").isChecked()
    click(qtbot, desk, "en")
    assert menus(desk) == english


def test_a_window_in_another_language_has_the_same_work_undo_and_selection(desk: Desk, qtbot: QtBot) -> None:
    window = desk.window
    window.opener.open_demo()
    document = window.document
    keys = [layer.key for layer in document.graph.layers]  # type: ignore[union-attr]
    before = document.recipe
    document.select([keys[2]])
    window.layers.view.setFocus()
    qtbot.keyClick(window.layers.view, Qt.Key.Key_4)
    edited = document.recipe
    assert edited != before
    window.workspaces.switch("train")
    window.train.form.loop.epochs.setValue(7)
    size = window.size()
    places = {dock.objectName(): dock.isVisible() for dock in window.workspaces.docks("train")}
    count = len(document.evaluations)

    click(qtbot, desk, "ko")
    window = desk.window
    assert window.document is document and document.recipe == edited and document.selection == (keys[2],)
    assert window.workspaces.current == "train" and window.size() == size
    assert window.train.form.loop.epochs.value() == 7
    assert {dock.objectName(): dock.isVisible() for dock in window.workspaces.docks("train")} == places
    assert len(document.evaluations) == count
    window.workspaces.switch("explore")
    assert window.layers.view.model().rowCount() > 0
    window.undo_action.trigger()
    assert document.recipe == before

    click(qtbot, desk, "en")
    desk.window.redo_action.trigger()
    assert document.recipe == edited


def test_edits_of_scenario_rules_goal_and_constants_are_undone_in_the_window_that_is_there_now(
    desk: Desk, qtbot: QtBot
) -> None:
    window = desk.window
    window.opener.open_demo()
    document, simulator = window.document, window.simulator
    document.set_device(window.device_library.profiles.devices["raspberry_pi_4"])
    window.workspaces.switch("simulate")
    qtbot.waitUntil(lambda: simulator.scenarios.scenario is not None and not simulator.is_busy, timeout=PATIENCE)
    scenario, rules = simulator.scenarios.scenario, simulator.parts.thresholds.rules
    goal = window.search.form.goal.value()
    energy = document.device.energy  # type: ignore[union-attr]
    assert scenario is not None and energy is not None
    simulator.scenarios.edit(replace(scenario, deadline=2 * scenario.deadline), True, "Deadline")
    simulator.edit_rules(Rules(rules.rules[1:], rules.otherwise), "A rule less")
    window.search.form._note_goal()
    window.search.form.goal.show_value(replace(goal, reward=replace(goal.reward, target=2 * goal.reward.target)))
    window.search.form._note_goal()
    window.device_panel.editing.set("energy.static_power", "9")
    assert document.undo_stack.count() == 4

    click(qtbot, desk, "ko")
    window = desk.window
    simulator = window.simulator
    for _ in range(4):
        window.undo_action.trigger()
    assert simulator.scenarios.scenario == scenario and simulator.parts.thresholds.rules == rules
    assert window.search.form.goal.value() == goal
    assert window.device_library.profiles.devices["raspberry_pi_4"].energy == energy
    window.redo_action.trigger()
    assert simulator.scenarios.scenario.deadline == 2 * scenario.deadline  # type: ignore[union-attr]


@pytest.mark.slow
def test_what_runs_goes_on_and_the_new_window_gets_its_results(desk: Desk, qtbot: QtBot) -> None:
    window = desk.window
    window.opener.open_demo()
    window.workspaces.switch("simulate")
    window.simulator.parts.choices.set_source(Source.SCENARIO)
    qtbot.waitUntil(lambda: not window.simulator.is_busy, timeout=PATIENCE)
    window.measuring.measure_now()
    window.simulator.all_seeds.run()
    running = list(window.jobs.running)
    assert len(running) >= 2 and window.simulator.all_seeds.table is None

    click(qtbot, desk, "ko")
    window = desk.window
    assert window.jobs.running == running
    assert not any(job.cancel_event.is_set() for job in running)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=PATIENCE)
    assert not any(isinstance(job.end, Failed) for job in running)
    assert window.simulator.all_seeds.table is not None
    found = window.document.evaluation()
    assert found is not None and "latency" in found.metrics
    assert window.jobs_panel.model.rowCount() >= 2


def test_every_menu_has_another_name_in_korean(desk: Desk, qtbot: QtBot) -> None:
    english = menus(desk)
    click(qtbot, desk, "ko")
    assert not set(english) & set(menus(desk))
    assert all(isinstance(action.menu(), QMenu) for action in desk.window.menuBar().actions())


def test_the_tour_in_korean_has_the_same_pictures_and_names_only_commands_that_there_are(
    desk: Desk, qtbot: QtBot
) -> None:
    english, korean = (tour_path(spoken).read_text(encoding="utf-8") for spoken in ("en", "ko"))
    pictures = re.compile(r"!\[[^\]]+\]\(([^)]+)\)")
    assert pictures.findall(korean) == pictures.findall(english)
    click(qtbot, desk, "ko")
    desk.window.opener.open_demo()
    known = {f"{path} › {plain(action.text())}" for path, action in actions_of(desk.window)}
    named = re.findall(r"\*\*([^*]+ › [^*]+)\*\*", korean)
    assert len(named) >= 4
    assert [name for name in named if name not in known] == []


# ---- the language itself


def test_the_settings_dialog_offers_every_language_and_keeps_the_chosen_one(desk: Desk, qtbot: QtBot) -> None:
    old = desk.window
    dialog = old.shell.show_settings()
    box = dialog.language_box  # type: ignore[attr-defined]
    assert [box.itemData(row) for row in range(box.count())] == ["system", *language.LANGUAGES]
    box.setCurrentIndex(box.findData("ko"))
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: desk.window is not old)
    assert language.chosen(desk.settings) == "ko"
    assert desk.window.windowTitle() and language.current() == "ko"


def test_a_language_that_there_is_not_counts_as_the_systems(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    settings.setValue("language", "tlh")
    assert language.chosen(settings) == "system"
    assert language.resolved("system") in language.LANGUAGES


def test_numbers_and_dates_follow_the_language(qapp: QApplication) -> None:
    language.apply_language("ko")
    assert formatting.number(1234.5, 1) == "1,234.5"
    assert "오" in formatting.date_text("2026-01-01T15:00:00")
    QLocale.setDefault(QLocale(QLocale.Language.German))
    assert formatting.number(1234.5, 1) == "1.234,5"


def test_the_font_of_the_program_has_every_syllable(qapp: QApplication) -> None:
    from PySide6.QtGui import QFont, QRawFont

    family = fonts.hangul()
    assert family
    raw = QRawFont.fromFont(QFont(family))
    assert raw.familyName() == family
    assert all(raw.supportsCharacter(code) for code in range(0xAC00, 0xD7A4))


def test_latin_letters_keep_the_systems_font_in_korean(qapp: QApplication) -> None:
    from PySide6.QtGui import QFontInfo

    before = QFontInfo(theme.font()).family()
    language.apply_language("ko")
    assert QFontInfo(theme.font()).family() == before
    assert theme.font().families()[-1] == fonts.hangul()


# ---- texts of modules without Qt


def test_texts_of_the_core_stay_english_in_english(qapp: QApplication) -> None:
    language.apply_language("en")
    assert texts.shown("Battery life") == "Battery life"


def test_a_sentence_with_values_is_translated_and_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"{} has {} layers.": "{1}개 레이어: {0}", "the model": "모델", "Choose another.": "다른 것을 고르세요."}

    class Known:
        @staticmethod
        def translate(context: str, text: str) -> str:
            return known.get(text, text)

    monkeypatch.setattr(texts, "QCoreApplication", Known)
    monkeypatch.setattr(texts, "_templates", lambda: texts._Templates(["{} has {} layers.", "Layer {}"]))
    texts.set_translating(True)
    assert texts.shown("net.onnx has 12 layers.") == "12개 레이어: net.onnx"
    assert texts.shown("the model has 3 layers. Choose another.") == "3개 레이어: 모델 다른 것을 고르세요."
    assert texts.shown("unknown.onnx") == "unknown.onnx"
