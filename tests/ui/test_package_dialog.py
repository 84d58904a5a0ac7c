"""Export for deployment, with the real export in the real worker."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edgeviz.core.package import FORMATS, USUAL, Part
from edgeviz.core.recipe import uniform
from edgeviz.project.store import Store
from edgeviz.resources import resource
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.dialogs.package_dialog import SETTING, PackageDialog
from edgeviz.ui.dialogs.package_model import FORMAT, SIZE, STATE, FormatsModel, format_title
from edgeviz.ui.document import Document

WAIT = 280_000


@pytest.fixture
def document(qapp: QApplication, tmp_path: Path) -> Iterator[Document]:
    """The demo project."""
    target = tmp_path / "digits.edgeviz"
    shutil.copyfile(resource("demo", "digits.edgeviz"), target)
    document = Document()
    document.attach(Store.open(target, cache=tmp_path / "cache"), untitled=True)
    graph = document.graph
    assert graph is not None
    document.adopt(uniform([layer.key for layer in graph.layers], 4, 8), "x")
    yield document
    document.close()


@pytest.fixture(scope="module")
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shutdown()


def opened(qtbot: QtBot, document: Document, jobs: Jobs) -> PackageDialog:
    dialog = PackageDialog(document, jobs)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def tick(dialog: PackageDialog, *names: str) -> None:
    for row, name in enumerate(FORMATS):
        state = Qt.CheckState.Checked if name in names else Qt.CheckState.Unchecked
        dialog.model.setData(dialog.model.index(row, FORMAT), state, Qt.ItemDataRole.CheckStateRole)


def text(dialog: PackageDialog, name: str, column: int) -> str:
    return str(dialog.model.index(list(FORMATS).index(name), column).data())


def test_the_table_is_a_sound_model_before_and_after(qapp: QApplication) -> None:
    model = FormatsModel(USUAL)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert model.rowCount() == len(FORMATS) and model.ticked == USUAL
    model.take(Part("csv", (("a.csv", 1500), ("b.csv", 500))))
    row = list(FORMATS).index("csv")
    assert model.index(row, SIZE).data() == "2.00 KB"
    assert "a.csv: 1,500 B" in model.index(row, SIZE).data(Qt.ItemDataRole.ToolTipRole)
    model.show_written((Part("qdq", (("a.onnx", 5),), "onnxruntime: the same"), Part("qonnx", problem="No.")))
    assert [model.index(row, STATE).data() for row in (0, 1)] == ["✓ onnxruntime: the same", "✗ No."]
    assert not model.flags(model.index(0, FORMAT)) & Qt.ItemFlag.ItemIsUserCheckable


def test_every_format_has_a_title_of_its_own(qapp: QApplication) -> None:
    assert [format_title(name) for name in FORMATS] == [one.title for one in FORMATS.values()]


def test_sizes_come_before_anything_is_written_and_are_those_of_the_files(
    document: Document, jobs: Jobs, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(qtbot, document, jobs)
    assert dialog.model.ticked == USUAL and text(dialog, "qdq", SIZE) == "…"
    tick(dialog, "qdq", "safetensors", "edgedc")
    qtbot.waitUntil(lambda: len(dialog.model.parts) == len(FORMATS), timeout=WAIT)
    told = {part.name: part.files for part in dialog.model.known}
    total = dialog.model.bytes
    assert "Ticked: 3 formats, 3 files" in dialog.total.text()
    out = tmp_path / "out"
    dialog.path_edit.setText(str(out))
    assert not out.exists() and dialog.export_button.isEnabled()
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    assert not dialog.view.isEnabled() and not dialog.export_button.isEnabled()
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=WAIT)
    assert {part.name: part.files for part in dialog.report.parts} == told
    assert dialog.report.bytes == total == sum(path.stat().st_size for path in out.iterdir())
    assert "read back and compared" in dialog.state.text() and dialog.state.state == "good"
    assert str(dialog.model.index(0, STATE).data()).startswith("✓ onnxruntime")
    assert document.project.settings[SETTING] == ["qdq", "edgedc", "safetensors"]
    assert dialog.open_button.isVisible() and not dialog.place.isVisible()


def test_a_zip_is_one_file_and_what_exists_is_replaced_only_when_that_is_ticked(
    document: Document, jobs: Jobs, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(qtbot, document, jobs)
    tick(dialog, "recipe", "csv")
    dialog.path_edit.setText(str(tmp_path / "model"))
    dialog.zip_radio.click()
    target = tmp_path / "model.zip"
    assert dialog.target == target and "before the zip file" in dialog.total.text()
    target.write_text("mine")
    dialog._watch.timeout.emit()
    assert not dialog.export_button.isEnabled() and dialog.replace_box.isVisible()
    dialog.replace_box.click()
    assert dialog.export_button.isEnabled()
    dialog.start()
    qtbot.waitUntil(lambda: dialog.report is not None, timeout=WAIT)
    with zipfile.ZipFile(target) as found:
        assert len(found.namelist()) == 4


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", "Choose where"),
        ("/nowhere/at/all", "does not exist"),
        ("file", "is a file"),
        ("a" * 300, "cannot be used"),
        ("\0", "cannot be used"),
    ],
)
def test_whatever_is_typed_as_a_place_gets_an_answer(
    document: Document, jobs: Jobs, qtbot: QtBot, tmp_path: Path, path: str, expected: str
) -> None:
    (tmp_path / "file").write_text("mine")
    dialog = opened(qtbot, document, jobs)
    dialog.path_edit.setText(str(tmp_path / path) if path and not path.startswith("/") else path)
    assert expected in dialog.state.text() and not dialog.export_button.isEnabled()
    tick(dialog)
    dialog.path_edit.setText(str(tmp_path / "out"))
    assert "at least one format" in dialog.state.text()


def test_an_export_that_fails_or_is_cancelled_leaves_nothing_and_can_be_tried_again(
    document: Document, jobs: Jobs, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(qtbot, document, jobs)
    tick(dialog, "recipe", "pt2")
    dialog.path_edit.setText(str(tmp_path / "out"))
    dialog.start()
    dialog.stop_or_close()
    qtbot.waitUntil(lambda: dialog._writing is None, timeout=WAIT)
    assert "Nothing was written" in dialog.state.text() and not (tmp_path / "out").exists()
    tick(dialog, "recipe")
    dialog.start()
    # Somebody is quicker: the folder holds that file by the time that it is written.
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / f"{dialog.stem}.recipe.json").write_text("mine")
    qtbot.waitUntil(lambda: dialog._writing is None, timeout=WAIT)
    assert "exists already" in dialog.state.text() and dialog.state.state == "bad"
    assert (tmp_path / "out" / f"{dialog.stem}.recipe.json").read_text() == "mine"


def test_what_adaround_has_to_learn_first_is_not_begun_by_opening_the_dialog(
    document: Document, jobs: Jobs, qtbot: QtBot
) -> None:
    from dataclasses import replace

    from edgeviz.core.recipe import Repairs

    document.adopt(replace(document.recipe, repairs=Repairs(adaround=50)), "y")
    before = len(jobs.jobs)
    dialog = opened(qtbot, document, jobs)
    assert len(jobs.jobs) == before and dialog.sizes_button.isVisible()
    dialog.sizes_button.click()
    assert len(jobs.jobs) == before + 1 and not dialog.sizes_button.isVisible()
    dialog.reject()
    qtbot.waitUntil(lambda: jobs.jobs[-1].is_over, timeout=WAIT)
