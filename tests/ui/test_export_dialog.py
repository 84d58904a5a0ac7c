"""The export dialog on the demo model, with the real export in the real worker."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edgeviz.core.export import ExportReport
from edgeviz.core.recipe import LayerRecipe, Recipe, uniform
from edgeviz.core.spec import activation_spec, weight_spec
from edgeviz.project.store import Store
from edgeviz.resources import resource
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.dialogs.export_dialog import ExportDialog
from edgeviz.ui.dialogs.export_notes import default_name, storage_notes
from edgeviz.ui.dialogs.export_report import ReportView
from edgeviz.ui.document import Document
from tests.ui.panel_samples import chain, mixed

WAIT = 120_000
GRAPH = chain()


@pytest.fixture
def document(qapp: QApplication, tmp_path: Path) -> Iterator[Document]:
    """The demo project."""
    target = tmp_path / "digits.edgeviz"
    shutil.copyfile(resource("demo", "digits.edgeviz"), target)
    document = Document()
    document.attach(Store.open(target, cache=tmp_path / "cache"), untitled=True)
    yield document
    document.close()


@pytest.fixture(scope="module")
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shutdown()


def opened(qtbot: QtBot, document: Document, jobs: Jobs) -> ExportDialog:
    dialog = ExportDialog(document, jobs)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def quantize(document: Document, weights: int, activations: int) -> None:
    graph = document.graph
    assert graph is not None
    document.adopt(uniform([layer.key for layer in graph.layers], weights, activations), "x")


# ---- notes and names


def test_widths_without_a_type_of_their_own_are_told_with_their_layers() -> None:
    notes = storage_notes(GRAPH, mixed(GRAPH, [3, 3, 8, 4, 6, 1], 8))
    assert [note.text for note in notes] == [
        "1-bit weights of layer2.conv1 are stored as 2-bit integers, and sized as such.",
        "3-bit weights of 2 layers are stored as 4-bit integers, and sized as such.",
        "6-bit weights of layer2.conv0 are stored as 8-bit integers, and sized as such.",
    ]
    assert notes[1].layers == ("layer0.conv0", "layer0.conv1")


def test_widths_with_a_type_of_their_own_need_no_note() -> None:
    keys = [layer.key for layer in GRAPH.layers]
    for bits in (16, 8, 4, 2):
        assert storage_notes(GRAPH, uniform(keys, bits, 8)) == []
    assert storage_notes(GRAPH, Recipe()) == []


def test_activations_are_told_too() -> None:
    recipe = Recipe({GRAPH.layers[0].key: LayerRecipe(weight_spec(8), activation_spec(5))})
    (note,) = storage_notes(GRAPH, recipe)
    assert note.text == "5-bit activations of layer0.conv0 are written as 8-bit integers with a narrower range."


def test_the_proposed_name_has_model_and_recipe_and_nothing_odd() -> None:
    assert default_name("resnet20.onnx", "Mixed W4.3 A8") == "resnet20-mixed-w4.3-a8.onnx"
    assert default_name("a b/c:d.pt2", "Float") == "a-b-c-d-float.onnx"


# ---- the dialog


def test_the_recipe_is_exported_and_the_report_shown(
    document: Document, jobs: Jobs, qtbot: QtBot, tmp_path: Path
) -> None:
    quantize(document, 3, 8)
    dialog = opened(qtbot, document, jobs)
    assert dialog.path_edit.text().endswith("digits-uniform-w3a8.onnx")
    assert "KB" in dialog.size_label.text()
    target = tmp_path / "out" / "digits"
    dialog.path_edit.setText(str(target))
    assert "does not exist" in dialog.problem.text()
    assert not dialog.export_button.isEnabled()
    target.parent.mkdir()
    qtbot.waitUntil(dialog.export_button.isEnabled)
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    assert dialog.pages.currentIndex() == 1
    qtbot.waitUntil(lambda: dialog.pages.currentIndex() != 1, timeout=WAIT)
    assert dialog.report is not None, dialog.problem.text()
    written = target.with_suffix(".onnx")
    assert dialog.report.bytes == written.stat().st_size
    assert Path(dialog.report.recipe_path).is_file()
    rows = {name: value for name, value, _ in dialog.report_view.rows}
    assert {"File", "Accuracy, simulated", "Accuracy, exported", "Same answers", "Largest difference"} <= set(rows)
    qtbot.mouseClick(dialog.report_view.copy_button, Qt.MouseButton.LeftButton)
    assert str(written) in QGuiApplication.clipboard().text()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)


def test_a_file_that_exists_is_replaced_only_when_that_is_ticked(
    document: Document, jobs: Jobs, qtbot: QtBot, tmp_path: Path
) -> None:
    there = tmp_path / "there.onnx"
    there.write_bytes(b"precious")
    dialog = opened(qtbot, document, jobs)
    dialog.path_edit.setText(str(there))
    assert dialog.replace_box.isVisible()
    assert not dialog.export_button.isEnabled()
    dialog.start()
    assert there.read_bytes() == b"precious"
    qtbot.mouseClick(dialog.replace_box, Qt.MouseButton.LeftButton, pos=dialog.replace_box.rect().center() / 4)
    qtbot.keyClick(dialog.replace_box, Qt.Key.Key_Space) if not dialog.replace_box.isChecked() else None
    assert dialog.export_button.isEnabled()
    dialog.path_edit.setText(str(tmp_path / "other.onnx"))
    assert not dialog.replace_box.isChecked()


def test_the_model_itself_is_never_overwritten(document: Document, jobs: Jobs, qtbot: QtBot, tmp_path: Path) -> None:
    from dataclasses import replace

    model = document.project.model
    assert model is not None
    own = tmp_path / "own.onnx"
    own.write_bytes(b"x")
    document.project = replace(document.project, model=replace(model, path=str(own)))
    dialog = opened(qtbot, document, jobs)
    dialog.path_edit.setText(str(own))
    assert "the model itself" in dialog.problem.text()
    assert not dialog.replace_box.isVisible()
    assert not dialog.export_button.isEnabled()


def test_integer_activations_without_data_are_refused_before_the_start(
    document: Document, jobs: Jobs, qtbot: QtBot, tmp_path: Path
) -> None:
    from dataclasses import replace

    quantize(document, 8, 8)
    document.project = replace(document.project, data=None)
    dialog = opened(qtbot, document, jobs)
    dialog.path_edit.setText(str(tmp_path / "x.onnx"))
    assert "Choose data first" in dialog.problem.text()
    assert not dialog.export_button.isEnabled()


def test_an_export_can_be_cancelled_and_leaves_no_file(
    document: Document, jobs: Jobs, qtbot: QtBot, tmp_path: Path
) -> None:
    quantize(document, 8, 8)
    dialog = opened(qtbot, document, jobs)
    target = tmp_path / "cancelled.onnx"
    dialog.path_edit.setText(str(target))
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: dialog.pages.currentIndex() == 0, timeout=WAIT)
    assert dialog.isVisible()
    assert dialog.problem.text() == "The export was cancelled."
    assert not target.exists()
    assert dialog.export_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_report_without_data_says_that_nothing_was_measured(qtbot: QtBot) -> None:
    view = ReportView()
    qtbot.addWidget(view)
    view.show_report(ExportReport("/tmp/x.onnx", 1234, "/tmp/x.recipe.json", "ab12", 21, warnings=("Check it.",)))
    assert ("File", "1.23 KB", "exactly 1,234 bytes") in view.rows
    assert ("Accuracy, exported", "–", "no data to measure with") in view.rows
    assert "Check it." in view.warnings.text()
    assert "exactly 1,234 bytes" in view.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/", "is a folder"),
        ("..", "is a folder"),
        ("", "Choose a file"),
        ("~nobody-of-this-name/x.onnx", "does not exist"),
        ("/" + "x" * 300 + ".onnx", "cannot be used"),
        ("/nowhere-at-all/x.onnx", "does not exist"),
        ("/proc/x.onnx", "may not be written to"),
    ],
)
def test_whatever_is_typed_as_a_name_gets_an_answer(
    document: Document, jobs: Jobs, qtbot: QtBot, text: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The superuser may write everywhere.
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: "/proc" not in str(path) and access(path, mode))
    dialog = opened(qtbot, document, jobs)
    dialog.path_edit.setText(text)
    assert said in dialog.problem.text()
    assert not dialog.export_button.isEnabled()


def test_a_model_that_is_nowhere_is_exported_to_the_home_folder(document: Document, jobs: Jobs, qtbot: QtBot) -> None:
    from dataclasses import replace

    model = document.project.model
    assert model is not None
    document.project = replace(document.project, model=replace(model, path="/gone.onnx"))
    assert opened(qtbot, document, jobs).target.parent == Path.home()
