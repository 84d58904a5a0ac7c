"""File, Report…: the real job in the real worker, and the same contents as the file has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edgeviz.core.metric import QUANTITIES
from edgeviz.project.devices import find_device
from edgeviz.project.store import Store
from edgeviz.report.contents import SECTIONS, gather
from edgeviz.report.points import make_points
from edgeviz.report.texts import value_text
from edgeviz.ui import formatting
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.dialogs.report_dialog import SETTING, ReportDialog
from edgeviz.ui.document import Document
from edgeviz.ui.reporting.gathering import contents_of
from tests.report.conftest import demo_file, demo_store  # noqa: F401

WAIT = 280_000


@pytest.fixture
def document(qapp: QApplication, demo_store: Store) -> Iterator[Document]:  # noqa: F811
    document = Document()
    document.attach(demo_store, untitled=False)
    yield document
    document.close()


@pytest.fixture(scope="module")
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shutdown()


def opened(qtbot: QtBot, document: Document, jobs: Jobs, path: Path) -> ReportDialog:
    dialog = ReportDialog(document, jobs)
    qtbot.addWidget(dialog)
    dialog.path_edit.setText(str(path))
    dialog.open()
    return dialog


def test_page_and_pdf_are_written_in_the_background_and_opened(
    qtbot: QtBot, document: Document, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(qtbot, document, jobs, tmp_path / "a.html")
    qtbot.keyClicks(dialog.title_edit, "For the board")
    qtbot.mouseClick(dialog.kind_boxes["pdf"], Qt.MouseButton.LeftButton)
    assert dialog.names.text() == "a.html, a.pdf"
    qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    assert not dialog.form.isEnabled()
    qtbot.waitUntil(lambda: bool(dialog.written), timeout=WAIT)
    assert [Path(path).name for path in dialog.written] == ["a.html", "a.pdf"]
    assert "For the board" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
    assert dialog.state.state == "good" and dialog.close_button.text() == "Close"
    shown = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()))
    qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    assert shown == [str(tmp_path / "a.html")]
    # What was typed is there again.
    again = opened(qtbot, document, jobs, tmp_path / "b.html")
    assert again.title_edit.text() == "For the board" and again.kind_boxes["pdf"].isChecked()
    # The page exists now: it is replaced only when that is ticked.
    assert not dialog.write_button.isEnabled() and dialog.replace_box.isVisible()
    dialog.replace_box.setChecked(True)
    assert dialog.write_button.isEnabled()


def test_a_cancelled_report_leaves_no_file(qtbot: QtBot, document: Document, jobs: Jobs, tmp_path: Path) -> None:
    dialog = opened(qtbot, document, jobs, tmp_path / "a.html")
    dialog.start()
    dialog.reject()  # Esc
    qtbot.waitUntil(lambda: dialog.form.isEnabled(), timeout=WAIT)
    assert dialog.isVisible() and not list(tmp_path.glob("a*")) and dialog.state.state == "warning"


def test_what_keeps_a_report_from_being_written_is_said(
    qtbot: QtBot, document: Document, jobs: Jobs, tmp_path: Path
) -> None:
    dialog = opened(qtbot, document, jobs, tmp_path / "none" / "a.html")
    assert "does not exist" in dialog.state.text() and not dialog.write_button.isEnabled()
    dialog.path_edit.setText(str(tmp_path / "a"))
    assert not dialog.state.text() and dialog.target.name == "a.html"
    for box in dialog.section_boxes.values():
        box.setChecked(False)
    assert "Tick at least one part" in dialog.state.text()
    dialog.section_boxes["front"].setChecked(True)
    dialog.kind_boxes["html"].setChecked(False)
    assert "Tick at least one of" in dialog.state.text()
    dialog.path_edit.setText(str(tmp_path / ("x" * 400)))
    assert not dialog.write_button.isEnabled()


def test_the_report_speaks_as_the_window_does_until_another_language_is_chosen(
    qtbot: QtBot, document: Document, jobs: Jobs, tmp_path: Path
) -> None:
    dialog = opened(qtbot, document, jobs, tmp_path / "a.html")
    assert dialog.language_box.currentText() == "English" and dialog.request().language == "en"
    assert dialog.title_edit.placeholderText() == "Which version of digits.onnx?"
    qtbot.keyClick(dialog.language_box, Qt.Key.Key_Down)
    assert dialog.title_edit.placeholderText() == "digits.onnx: 어느 버전을 쓸까요?"
    qtbot.mouseClick(dialog.section_boxes["replay"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(dialog.written), timeout=WAIT)
    assert '<html lang="ko">' in (tmp_path / "a.html").read_text(encoding="utf-8")
    again = opened(qtbot, document, jobs, tmp_path / "b.html")
    assert again.language_box.currentData() == "ko"
    again.language_box.setCurrentText("English")
    again.start()
    qtbot.waitUntil(lambda: bool(again.written), timeout=WAIT)
    # What the window speaks is no choice, and is not kept.
    assert "language" not in document.project.settings[SETTING]


def test_settings_of_a_stranger_s_project_do_not_stop_the_dialog(
    qtbot: QtBot, document: Document, jobs: Jobs, tmp_path: Path
) -> None:
    document.set_setting(
        SETTING, {"title": [1], "question": "q" * 10_000, "sections": {"a": 1}, "kinds": "pdf", "language": "tlh"}
    )
    dialog = opened(qtbot, document, jobs, tmp_path / "a.html")
    assert dialog.sections == tuple(SECTIONS) and dialog.write_button.isEnabled()
    assert dialog.request().language == "en"


def test_the_window_and_the_file_give_the_same_points(document: Document) -> None:
    device = find_device("raspberry_pi_4")
    assert document.store is not None
    of_file = gather(document.store, device)
    document.set_device(device)
    of_window = contents_of(document)
    one, other = make_points(of_file), make_points(of_window)
    assert [row.name for row in one] == [row.name for row in other]
    assert [dict(row.evaluation.metrics) for row in one] == [dict(row.evaluation.metrics) for row in other]
    current = next(row for row in other if row.current)
    assert dict(current.evaluation.metrics) == document.metrics()


def test_values_are_written_with_the_digits_of_the_window() -> None:
    values = {"fraction": (0.0123, 0.98765), "bytes": (512, 1234, 97_600, 5e6), "count": (7, 1234, 40.6e6)}
    for name, quantity in QUANTITIES.items():
        for value in values.get(quantity.unit, (1.234e-7, 1.234e-4, 0.5, 97.6)):
            assert value_text(name, value) == formatting.quantity_text(quantity, value)


def test_the_names_of_what_will_be_written_are_whole_where_files_exist(
    qtbot: QtBot, document: Document, jobs: Jobs, tmp_path: Path
) -> None:
    (tmp_path / "decision.html").touch()
    dialog = opened(qtbot, document, jobs, tmp_path / "decision")
    for box in dialog.kind_boxes.values():
        box.setChecked(True)
    assert dialog.names.text() == "decision.html, decision.pdf, decision-figures"
    qtbot.waitUntil(dialog.replace_box.isVisible)
    qtbot.waitUntil(lambda: dialog.names.height() >= dialog.names.heightForWidth(dialog.names.width()))
    assert dialog.names.width() > dialog.names.fontMetrics().horizontalAdvance(dialog.names.text())
