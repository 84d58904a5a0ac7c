"""The data dialog: guesses, checks live in the real worker, and lets through only what fits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edgeviz.core.dataset import DataSpec
from edgeviz.core.graph import ModelGraph, Tensor
from edgeviz.project.store import ModelRecord
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.dialogs.data_dialog import DataDialog
from edgeviz.ui.dialogs.data_fields import PRESETS, DataFields, FieldError, number_text, parse_number, parse_numbers
from edgeviz.ui.dialogs.data_views import ClassChart
from edgeviz.ui.document import Document

WAIT = 60_000


def graph(channels: int, size: int, classes: int) -> ModelGraph:
    tensors = {"x": Tensor("x", shape=("N", channels, size, size)), "y": Tensor("y", shape=("N", classes))}
    return ModelGraph("net", "onnx", ("x",), ("y",), (), tensors, ())


@pytest.fixture(scope="module")
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shutdown()


def opened(qtbot: QtBot, jobs: Jobs, model: ModelGraph) -> DataDialog:
    document = Document()
    document.show_preview(ModelRecord("net.onnx", "/nowhere/net.onnx", "", model))
    dialog = DataDialog(document, jobs)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def settle(qtbot: QtBot, dialog: DataDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.probe.busy, timeout=WAIT)


# ---- texts


@pytest.mark.parametrize(
    ("text", "value"), [("1", 1.0), ("1/255", 1 / 255), (" 0.5 ", 0.5), ("0,5", 0.5), ("-2e-3", -0.002)]
)
def test_numbers_may_be_quotients_and_have_a_decimal_comma(text: str, value: float) -> None:
    assert parse_number(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "a", "1/0", "1/", "inf", "nan/2x", "1//2"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        parse_number(text)


def test_lists_are_separated_by_commas_spaces_or_semicolons() -> None:
    assert parse_numbers("0.5, 0.25; 1/4 2") == (0.5, 0.25, 0.25, 2.0)
    assert parse_numbers("") == ()


def test_a_byte_scale_is_written_as_a_quotient() -> None:
    assert number_text(1 / 255) == "1/255"
    assert number_text(1.0) == "1"
    assert number_text(0.4914) == "0.4914"


# ---- fields


def test_a_spec_survives_the_fields_unchanged(qtbot: QtBot) -> None:
    fields = DataFields()
    qtbot.addWidget(fields)
    spec = DataSpec(
        *("npz", "/data/x.npz", "", (32, 48), "NHWC", 1 / 255, (0.4914, 0.4822, 0.4465), (0.2, 0.1, 0.3), 64, 500, 7, 1)
    )
    fields.show_spec(spec)
    assert fields.spec() == spec


@pytest.mark.parametrize("row", range(len(PRESETS)))
def test_a_preset_fills_scale_mean_and_deviation(qtbot: QtBot, row: int) -> None:
    fields = DataFields()
    qtbot.addWidget(fields)
    fields.show()
    fields.show_spec(DataSpec(scale=3.0))
    assert fields.preset_box.currentText() == "Own values"
    fields.preset_box.setFocus()
    for _ in range(len(PRESETS) - row):
        qtbot.keyClick(fields.preset_box, Qt.Key.Key_Up)
    spec, preset = fields.spec(), PRESETS[row]
    assert spec.scale == pytest.approx(preset.scale)
    assert (spec.mean, spec.std) == (preset.mean, preset.std)
    assert fields.preset_box.currentIndex() == row


@pytest.mark.parametrize(
    ("field", "text"), [("scale", "x"), ("scale", "0"), ("mean", "0.5 b"), ("std", "0"), ("std", "1 2 3 4")]
)
def test_a_mistake_is_named_at_its_field(qtbot: QtBot, field: str, text: str) -> None:
    fields = DataFields()
    qtbot.addWidget(fields)
    fields.show_spec(DataSpec(mean=(0.5,)))
    getattr(fields, f"{field}_edit").setText(text)
    with pytest.raises(FieldError) as caught:
        fields.spec()
    assert caught.value.field == field


def test_the_chart_finds_the_class_below_the_mouse(qtbot: QtBot) -> None:
    chart = ClassChart()
    qtbot.addWidget(chart)
    chart.resize(300, 72)
    chart.show_counts((10, 0, 5), ("cat", "dog"))
    assert chart.row_at(150) == 1
    assert chart.label(0) == "cat: 10 samples"
    assert chart.label(2) == "2: 5 samples"
    assert chart.row_at(-1) is None
    assert not chart.grab().isNull()


# ---- the dialog


def test_digits_are_offered_checked_and_used(qtbot: QtBot, jobs: Jobs) -> None:
    dialog = opened(qtbot, jobs, graph(1, 8, 10))
    assert not dialog.use_button.isEnabled()
    settle(qtbot, dialog)
    assert dialog.passed
    assert "1,797 samples · 10 classes · shape 1×8×8" in dialog.facts.text()
    assert len(dialog.chart.counts) == 10
    assert len(dialog.preview.pictures) == 16
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    assert dialog.spec().source == "digits"


def test_data_that_does_not_fit_says_why_and_cannot_be_used(qtbot: QtBot, jobs: Jobs) -> None:
    dialog = opened(qtbot, jobs, graph(1, 8, 10))
    settle(qtbot, dialog)
    qtbot.mouseClick(dialog.fields.resize_box, Qt.MouseButton.LeftButton)
    assert not dialog.use_button.isEnabled()
    settle(qtbot, dialog)
    assert "the model takes 1×8×8" in dialog.status.text()
    assert dialog.status.state == "bad"
    assert not dialog.use_button.isEnabled()
    dialog.accept()
    assert dialog.isVisible()
    qtbot.mouseClick(dialog.fields.resize_box, Qt.MouseButton.LeftButton)
    settle(qtbot, dialog)
    assert dialog.use_button.isEnabled()


def test_a_field_that_is_no_number_is_named_without_asking_the_worker(qtbot: QtBot, jobs: Jobs) -> None:
    dialog = opened(qtbot, jobs, graph(1, 8, 10))
    settle(qtbot, dialog)
    before = len(jobs.jobs)
    dialog.fields.mean_edit.setFocus()
    qtbot.keyClicks(dialog.fields.mean_edit, "x")
    assert dialog.fields.findChild(object, "meanError").text() == "Write numbers, such as 0.5 or 0.49, 0.48, 0.45."
    assert not dialog.use_button.isEnabled()
    assert not dialog.probe.busy
    assert len(jobs.jobs) == before


def test_only_the_last_of_many_quick_changes_is_checked(qtbot: QtBot, jobs: Jobs) -> None:
    dialog = opened(qtbot, jobs, graph(1, 8, 10))
    settle(qtbot, dialog)
    before = len(jobs.jobs)
    dialog.fields.scale_edit.clear()
    qtbot.keyClicks(dialog.fields.scale_edit, "0.125")
    settle(qtbot, dialog)
    assert [job.spec.title for job in jobs.jobs[before:]] == ["Check the data", "Preview the data"]
    assert "values 0 to 2" in dialog.facts.text()
    assert dialog.spec().scale == 0.125


def test_a_dropped_file_is_recognised(qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    path = tmp_path / "small.npz"
    np.savez(path, x=random.integers(0, 256, (60, 12, 12, 3), dtype=np.uint8), y=np.arange(60) % 3)
    dialog = opened(qtbot, jobs, graph(3, 12, 3))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(dialog, QDragEnterEvent(QPoint(9, 9), copy, data, left, none))
    QApplication.sendEvent(dialog, QDropEvent(QPointF(9, 9), copy, data, left, none))
    settle(qtbot, dialog)
    assert dialog.passed, dialog.status.text()
    assert dialog.file_button.isChecked()
    assert dialog.spec().source == "npz"
    assert dialog.fields.preset_box.currentText() == "0 to 1"
    assert "60 samples · 3 classes · shape 3×12×12" in dialog.facts.text()


def test_a_path_that_does_not_exist_is_an_inline_error(qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> None:
    dialog = opened(qtbot, jobs, graph(1, 8, 10))
    settle(qtbot, dialog)
    dialog.path_edit.setFocus()
    qtbot.keyClicks(dialog.path_edit, str(tmp_path / "missing.npz"))
    qtbot.keyClick(dialog.path_edit, Qt.Key.Key_Return)
    settle(qtbot, dialog)
    assert "missing.npz is not there." in dialog.status.text()
    assert not dialog.use_button.isEnabled()
    assert dialog.isVisible()
    qtbot.mouseClick(dialog.digits_button, Qt.MouseButton.LeftButton)
    settle(qtbot, dialog)
    assert dialog.passed


def test_a_model_without_built_in_data_is_asked_for_a_file_without_alarm(qtbot: QtBot, jobs: Jobs) -> None:
    dialog = opened(qtbot, jobs, graph(3, 12, 3))
    settle(qtbot, dialog)
    assert dialog.file_button.isChecked()
    assert "no data is embedded" in dialog.status.text()
    assert dialog.status.state == ""
    assert not dialog.use_button.isEnabled()
    assert dialog.focusWidget() is dialog.path_edit


def test_a_path_that_is_being_typed_is_not_lost_to_an_answer(qtbot: QtBot, jobs: Jobs) -> None:
    dialog = opened(qtbot, jobs, graph(1, 8, 10))
    dialog.activateWindow()
    dialog.path_edit.setFocus()
    qtbot.waitUntil(dialog.path_edit.hasFocus)
    qtbot.keyClicks(dialog.path_edit, "/some/where")
    settle(qtbot, dialog)
    assert dialog.path_edit.text() == "/some/where"


def test_closing_the_dialog_cancels_what_it_asked(qtbot: QtBot, jobs: Jobs) -> None:
    dialog = opened(qtbot, jobs, graph(1, 8, 10))
    dialog.reject()
    assert not dialog.probe.busy
    qtbot.waitUntil(lambda: not jobs.running, timeout=WAIT)
