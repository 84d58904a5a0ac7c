"""What surrounds the panels: settings, history, log, crash report, tour, shortcuts."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage, QTextDocument
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QUndoView
from pytestqt.qtbot import QtBot

from edgeviz import resources
from edgeviz.app import _Crashes, _start_log
from edgeviz.core.dataset import DataSpec
from edgeviz.core.recipe import Recipe
from edgeviz.jobs.events import Failed, Finished
from edgeviz.jobs.spec import JobSpec
from edgeviz.ui import theme
from edgeviz.ui.bridge import Job
from edgeviz.ui.dialogs.crash_dialog import CrashDialog
from edgeviz.ui.dialogs.log_dialog import LogDialog
from edgeviz.ui.dialogs.settings_dialog import SettingsDialog
from edgeviz.ui.help.tour_dialog import TOUR, DocumentsDialog, TourDialog
from edgeviz.ui.main_window import MainWindow
from edgeviz.ui.plots import motion
from edgeviz.ui.shell import crash_report, log_file
from edgeviz.ui.shell.preferences import Preferences


def make(folder: Path) -> MainWindow:
    window = MainWindow(folder / "data", QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat))
    window.resize(1280, 800)
    window.show()
    return window


def shut(window: MainWindow) -> None:
    """Close it and let Qt delete it: Python's collector would take its panels' names away first."""
    window.close()
    window.deleteLater()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    window = make(tmp_path)
    window.auto_action.trigger()
    assert not window.measuring.enabled
    yield window
    shut(window)
    motion.set_reduced(False)


def settings_dialog(window: MainWindow) -> SettingsDialog:
    dialog = window.shell.show_settings()
    assert isinstance(dialog, SettingsDialog)
    return dialog


# ---- settings


def test_a_theme_is_seen_at_once_and_cancel_takes_it_back(window: MainWindow, qtbot: QtBot) -> None:
    dialog = settings_dialog(window)
    dialog.theme_box.setCurrentIndex(dialog.theme_box.findData("contrast"))
    assert theme.current() is theme.HIGH_CONTRAST
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert theme.current() is theme.LIGHT
    assert window.shell.preferences.theme == "system"


def test_saved_settings_take_effect_and_are_there_after_a_restart(window: MainWindow, tmp_path: Path) -> None:
    dialog = settings_dialog(window)
    dialog.theme_box.setCurrentIndex(dialog.theme_box.findData("dark"))
    dialog.motion_box.setChecked(True)
    dialog.measure_box.setChecked(True)
    dialog.calibration_box.setValue(64)
    dialog.recent_box.setValue(1)
    dialog.save_button.click()
    assert theme.current() is theme.DARK
    assert not motion.motion_allowed()
    assert window.measuring.enabled and window.auto_action.isChecked()
    window.settings.sync()
    again = make(tmp_path)
    preferences = again.shell.preferences
    assert (preferences.theme, preferences.reduced_motion, preferences.auto_measure) == ("dark", True, True)
    assert again.document.calibration_samples == 64
    assert again.files.most_recent == 1
    shut(again)


def test_measuring_switched_off_stays_off_after_a_restart(window: MainWindow, tmp_path: Path) -> None:
    window.settings.sync()
    again = make(tmp_path)
    assert not again.measuring.enabled
    assert not again.auto_action.isChecked()
    shut(again)


def test_found_data_takes_the_number_of_calibration_samples(window: MainWindow) -> None:
    window.shell.preferences.set_value("calibrationSamples", 77)
    window.document.offer_data(DataSpec())
    assert window.document.data == DataSpec(calibration=77)


def test_as_many_recent_files_are_listed_as_are_wished(window: MainWindow, tmp_path: Path) -> None:
    for name in ("a.onnx", "b.onnx", "c.onnx"):
        (tmp_path / name).write_bytes(b"x")
        from edgeviz.project import recovery

        recovery.add_recent(tmp_path / name, window.opener.folder)
    window.shell.preferences.set_value("recentFiles", 2)
    assert [action.text() for action in window.recent_menu.actions()] == ["c.onnx", "b.onnx"]
    window.shell.preferences.set_value("recentFiles", 0)
    assert not window.recent_menu.isEnabled()


def test_damaged_settings_count_as_the_defaults(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "x.ini"), QSettings.Format.IniFormat)
    for name, value in (("theme", "pink"), ("autoMeasure", "7"), ("recentFiles", "-3"), ("calibrationSamples", "x")):
        settings.setValue(name, value)
    found = Preferences(settings)
    assert (found.theme, found.auto_measure, found.recent_files, found.calibration_samples) == ("system", True, 10, 256)


# ---- history


def test_a_click_in_the_history_goes_back_to_that_step(window: MainWindow, qtbot: QtBot) -> None:
    window.opener.open_demo()
    window.history_dock.show()
    first, second = window.document.evaluations[3].recipe, window.document.evaluations[6].recipe
    window.document.adopt(first, "Adopt one")
    window.document.adopt(second, "Adopt another")
    view = window.history_dock.findChild(QUndoView)
    assert view is not None
    model = view.model()
    assert model is not None
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [
        "As opened",
        "Adopt one",
        "Adopt another",
    ]
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(model.index(1, 0)).center())
    assert window.document.recipe == first
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(model.index(0, 0)).center())
    assert window.document.recipe == Recipe()
    window.document.undo_stack.setIndex(2)
    assert window.document.recipe == second


# ---- log

LOG = """2026-01-01 10:00:00,000 INFO EdgeViz started
2026-01-01 10:00:01,000 WARNING the disk is slow
2026-01-01 10:00:02,000 ERROR Traceback (most recent call last):
  File "x.py", line 1
ValueError: no
2026-01-01 10:00:03,000 INFO Open m.onnx: finished after 1.0 s
"""


def test_the_lines_of_a_traceback_belong_to_one_entry(tmp_path: Path) -> None:
    path = tmp_path / "edgeviz.log"
    path.write_text("cut off in the middle of a line\n" + LOG)
    entries = log_file.read_end(path)
    assert [entry.level for entry in entries] == ["INFO", "WARNING", "ERROR", "INFO"]
    assert entries[2].text.endswith("ValueError: no")


def test_of_a_long_log_only_the_end_is_read(tmp_path: Path) -> None:
    path = tmp_path / "edgeviz.log"
    path.write_text(LOG * 1000)
    assert 0 < len(log_file.read_end(path, 4000)) < 100


def test_the_log_is_filtered_by_level_copied_and_followed(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "edgeviz.log"
    dialog = LogDialog(path)
    qtbot.addWidget(dialog)
    dialog.open()
    assert dialog.note.text() == "Nothing was logged yet."
    path.write_text(LOG)
    dialog.refresh()
    assert dialog.text.toPlainText().strip() == LOG.strip()
    dialog.level_box.setCurrentIndex(dialog.level_box.findData("ERROR"))
    assert dialog.text.toPlainText().startswith("2026-01-01 10:00:02,000 ERROR Traceback")
    assert "disk" not in dialog.text.toPlainText()
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == dialog.text.toPlainText()
    dialog._look()
    with path.open("a") as file:
        file.write("2026-01-01 10:00:04,000 ERROR again\n")
    dialog._look()
    assert dialog.text.toPlainText().endswith("ERROR again")


def test_how_jobs_ended_is_logged(window: MainWindow, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="edgeviz"):
        for event in (Failed("1", "It broke.", "Mend it.", "details"), Finished("2")):
            job = Job(JobSpec("x:y", "Measure"))
            job.take(event)
            window.jobs.ended.emit(job)
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("ERROR", "Measure: It broke.\nMend it.\ndetails"),
        ("INFO", "Measure: finished"),
    ]


# ---- crash report


def test_a_crash_shows_a_report_that_can_be_copied(window: MainWindow, qtbot: QtBot) -> None:
    home = str(Path.home())
    _start_log(window.opener.folder)
    try:
        desk = QObject(window)
        desk.window = window  # type: ignore[attr-defined]
        crashes = _Crashes(desk)  # type: ignore[arg-type]
        try:
            raise ValueError(f"cannot do this in {home}/secret")
        except ValueError as error:
            crashes.hook(ValueError, error, error.__traceback__)
        (dialog,) = window.findChildren(CrashDialog)
    finally:
        for handler in list(logging.getLogger("edgeviz").handlers):
            logging.getLogger("edgeviz").removeHandler(handler)
            handler.close()
    dialog.copy_button.click()
    text = QGuiApplication.clipboard().text()
    assert "ValueError: cannot do this in ~/secret" in text
    assert home not in text
    for name in ("EdgeViz ", "Python ", "System ", "Qt ", "PySide6 ", "torch ", "onnx ", "onnxruntime "):
        assert f"\n{name}" in text, name
    assert "INFO EdgeViz" in text, "the end of the log"
    assert text.count("ValueError: cannot") == 1
    dialog.close()


def test_a_home_that_is_the_root_is_not_replaced_everywhere() -> None:
    assert crash_report.private("/usr/lib/x", Path("/")) == "/usr/lib/x"


# ---- help


def test_the_tour_is_a_resource_whose_pictures_exist_and_are_small() -> None:
    import re

    path = resources.resource(*TOUR)
    names = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", path.read_text(encoding="utf-8"))
    assert len(names) >= 4
    for name in names:
        picture = path.parent / name
        assert not QImage(str(picture)).isNull(), name
        assert picture.stat().st_size <= 120 << 10, name


def test_the_tour_opens_once_and_fits_its_pictures_into_the_text(window: MainWindow, qtbot: QtBot) -> None:
    window.shell.tour_action.trigger()
    window.shell.tour_action.trigger()
    (dialog,) = window.findChildren(TourDialog)
    for width in (700, 1100):
        dialog.resize(width, 600)
        qtbot.waitUntil(lambda: 0 < dialog.pages.document().idealWidth() <= dialog.pages.viewport().width())
        qtbot.wait(150)
        assert dialog.pages.horizontalScrollBar().maximum() == 0
    dialog.close()


def test_the_documents_are_read_in_the_program_page_by_page(window: MainWindow, qtbot: QtBot) -> None:
    window.shell.documents_action.trigger()
    (dialog,) = window.findChildren(DocumentsDialog)
    pages = dialog.pages
    assert "A page for each lab" in pages.toPlainText() and not dialog.back_button.isEnabled()
    # What is not among the documents everywhere is no link.
    assert "ARCHITECTURE.md" not in pages.toHtml() and "Architecture" in pages.toPlainText()
    pages.anchorClicked.emit(QUrl("benchmarks.md"))
    assert pages.toPlainText().startswith("Benchmarks") and dialog.back_button.isEnabled()
    pages.verticalScrollBar().setValue(90)
    pages.anchorClicked.emit(QUrl("compare.md#when-one-recipe-is-better"))
    assert "McNemar" in pages.toPlainText()
    pages.anchorClicked.emit(QUrl("../LICENSE"))
    for begin in ("Benchmarks", "Documents"):
        qtbot.mouseClick(dialog.back_button, Qt.MouseButton.LeftButton)
        assert pages.toPlainText().startswith(begin)
        assert pages.verticalScrollBar().value() == (90 if begin == "Benchmarks" else 0)
    assert not dialog.back_button.isEnabled()
    pages.show_page(resources.documents() / "tutorial.md")
    for picture in ("images/tutorial/demo.png", "../resources/docs/images/simulate.png"):
        assert not pages.loadResource(QTextDocument.ResourceType.ImageResource.value, picture).isNull()
    dialog.close()


def test_links_of_a_page_follow_the_theme(window: MainWindow, qapp: QApplication) -> None:
    dialog = window.shell.show_documents()
    assert isinstance(dialog, DocumentsDialog)
    for chosen in (theme.DARK, theme.LIGHT):
        theme.apply_theme(qapp, chosen)
        assert f"color:{chosen.accent.lower()}" in dialog.pages.toHtml()
    dialog.close()


def test_documents_that_are_missing_leave_no_dialog_behind(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as damaged:
        damaged.setattr("edgeviz.ui.help.tour_dialog.documents", lambda: tmp_path)
        with pytest.raises(FileNotFoundError):
            window.shell.show_documents()
    dialog = window.shell.show_documents()
    assert dialog.isVisible()
    dialog.close()


def test_the_tour_names_only_commands_that_there_are(window: MainWindow) -> None:
    import re

    from edgeviz.ui.palette.entries import actions_of, plain

    window.opener.open_demo()
    text = resources.resource(*TOUR).read_text(encoding="utf-8")
    known = {f"{path} › {plain(action.text())}" for path, action in actions_of(window)}
    named = re.findall(r"\*\*([^*]+ › [^*]+)\*\*", text)
    assert len(named) >= 4
    assert [name for name in named if name not in known] == []


def test_the_list_of_shortcuts_comes_from_the_actions(window: MainWindow) -> None:
    dialog = window.shell.show_shortcuts()
    rows = {text: keys for text, _, keys in dialog.rows}  # type: ignore[attr-defined]
    assert rows["Open"] == "Ctrl+O"
    assert rows["Command palette"] == "Ctrl+Shift+P"
    assert rows["4"] in ("4", "Shift+4, Alt+4")
    dialog.filter.setText("ctrl+shift+p")  # type: ignore[attr-defined]
    tree = dialog.tree  # type: ignore[attr-defined]
    visible = [
        tree.topLevelItem(n).text(0) for n in range(tree.topLevelItemCount()) if not tree.topLevelItem(n).isHidden()
    ]
    assert visible == ["View"]
    dialog.close()


def test_no_two_actions_of_the_window_share_a_key(window: MainWindow) -> None:
    from edgeviz.ui.palette.entries import actions_of

    window.opener.open_demo()
    context = Qt.ShortcutContext.WindowShortcut
    keys = [
        sequence.toString()
        for _, action in actions_of(window)
        if action.shortcutContext() is context
        for sequence in action.shortcuts()
    ]
    assert sorted(key for key in keys if keys.count(key) > 1) == []


def test_a_label_says_where_own_files_are(window: MainWindow, qapp: QApplication) -> None:
    dialog = settings_dialog(window)
    label = dialog.findChild(QLabel, "settingsFolder")
    assert label is not None
    assert label.text() == str(window.opener.folder)
    dialog.reject()


def test_a_message_that_does_not_fit_ends_in_dots_and_its_tooltip_has_all_of_it(window: MainWindow) -> None:
    window.opener.open_demo()
    window.import_label.setText("● Import checked: differs from onnxruntime by 9.5e-07")
    bar = window.statusBar()
    window.show()
    long = "The last change is not saved, because the disk is full. " * 6
    bar.showMessage(long)
    assert bar.shown_message.endswith("…") and bar.toolTip() == long
    bar.showMessage("Saved")
    assert bar.shown_message == "Saved" and bar.toolTip() == ""
    picture = window.grab().toImage()
    bar.clearMessage()
    assert window.grab().toImage() != picture


def test_the_buttons_of_a_dock_follow_the_theme(window: MainWindow, qtbot: QtBot, qapp: QApplication) -> None:
    window.opener.open_demo()
    button = window.tradeoff_dock.findChild(QAbstractButton, "qt_dockwidget_closebutton")
    for name in ("dark", "contrast", "light"):
        theme.apply_theme(qapp, theme.THEMES[name])
        qtbot.wait(20)
        image = button.icon().pixmap(16, 16).toImage()
        colours = [image.pixelColor(x, y) for x in range(16) for y in range(16)]
        strongest = max((c for c in colours if c.alpha() > 200), key=lambda c: c.alpha())
        assert theme.contrast(strongest, theme.current().surface) >= 3
