"""The main job in the real window, with the real engine behind it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSettings, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from edgeviz.core.metric import Provenance
from edgeviz.core.recipe import Recipe, uniform
from edgeviz.project.store import ModelRecord, Project, Store
from edgeviz.resources import resource
from edgeviz.ui.dialogs.error_dialog import ErrorDialog
from edgeviz.ui.main_window import MainWindow

#: A worker has to import torch first, on a machine that may be busy.
PATIENCE = 120_000


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(tmp_path / "data", settings)
    window.measuring.set_enabled(False)
    window.resize(1280, 800)
    window.show()
    yield window
    window.close()


def open_demo(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(window.start_page.findChild(QPushButton, "demoButton"), Qt.MouseButton.LeftButton)
    assert window.document.graph is not None


def open_model(window: MainWindow, qtbot: QtBot, path: Path) -> None:
    window.opener.open(str(path))
    qtbot.waitUntil(lambda: bool(window.document.context), timeout=PATIENCE)


def test_without_a_model_the_start_page_shows_and_nothing_can_be_exported(window: MainWindow) -> None:
    assert window.pages.currentWidget() is window.start_page
    assert not window.export_action.isEnabled()
    assert not window.tradeoff_dock.isVisible()


def test_one_click_on_the_demo_shows_layers_and_a_front(window: MainWindow, qtbot: QtBot) -> None:
    open_demo(window, qtbot)
    assert window.layers.isVisible()
    assert window.tradeoff_dock.isVisible()
    assert len(window.document.evaluations) >= 20
    accuracy = window.document.figure("accuracy").metric
    assert accuracy is not None
    assert accuracy.value > 0.97


def test_the_demo_is_a_copy_that_can_be_spoilt(window: MainWindow, qtbot: QtBot) -> None:
    before = resource("demo", "digits.edgeviz").read_bytes()
    open_demo(window, qtbot)
    keys = [layer.key for layer in window.document.graph.layers]  # type: ignore[union-attr]
    window.document.change_layers(keys, lambda row: row, "nothing")
    assert resource("demo", "digits.edgeviz").read_bytes() == before
    assert window.document.untitled


def test_a_digit_sets_the_bits_of_the_selected_layer_and_undo_takes_them_back(window: MainWindow, qtbot: QtBot) -> None:
    open_demo(window, qtbot)
    key = window.document.graph.layers[1].key  # type: ignore[union-attr]
    window.document.select([key])
    before = window.document.metrics()["size"].value
    qtbot.keyClick(window.layers.view, Qt.Key.Key_4)
    assert window.document.recipe[key].weight.bits == 4
    assert window.document.metrics()["size"].value < before
    window.undo_action.trigger()
    assert window.document.recipe == Recipe()
    window.redo_action.trigger()
    assert window.document.recipe[key].weight.bits == 4


def test_the_figures_of_an_edit_are_measured_in_the_background(window: MainWindow, qtbot: QtBot) -> None:
    open_demo(window, qtbot)
    window.measuring.set_enabled(True)
    key = window.document.graph.layers[1].key  # type: ignore[union-attr]
    window.document.select([key])
    qtbot.keyClick(window.layers.view, Qt.Key.Key_4)
    assert window.document.figure("accuracy").stale

    def measured() -> bool:
        found = window.document.evaluation()
        return found is not None and {"accuracy", "latency", "size"} <= set(found.metrics)

    qtbot.waitUntil(measured, timeout=PATIENCE)
    assert not window.document.figure("accuracy").stale
    latency = window.document.figure("latency")
    assert latency.metric is not None
    assert latency.baseline is not None, "the float model is measured first"
    assert latency.metric.provenance is Provenance.MEASURED
    assert "onnxruntime" in window.import_label.text()
    # What was measured is on disk, not only on screen.
    store = window.document.store
    assert store is not None
    stored = {e.recipe.hash: e for e in store.evaluations(window.document.context)}
    assert stored[window.document.recipe.hash].value("accuracy") is not None
    qtbot.waitUntil(lambda: "finished" in {job.outcome for job in store.jobs()}, timeout=PATIENCE)


def test_clicking_a_point_adopts_it_and_one_undo_brings_the_old_recipe_back(window: MainWindow, qtbot: QtBot) -> None:
    open_demo(window, qtbot)
    target = window.document.evaluations[5].recipe
    window.document.adopt(target, "Adopt")
    row = window.layers.view.model().index(0, 0)
    assert row.isValid()
    assert window.document.recipe == target
    window.undo_action.trigger()
    assert window.document.recipe == Recipe()


def test_another_device_shows_a_modelled_latency_at_once(window: MainWindow, qtbot: QtBot) -> None:
    open_demo(window, qtbot)
    row = window.device_box.findText("Raspberry Pi 4", Qt.MatchFlag.MatchStartsWith)
    window.device_box.setCurrentIndex(row)
    window.device_box.activated.emit(row)
    latency = window.document.figure("latency").metric
    assert latency is not None
    assert latency.provenance is Provenance.MODELLED
    assert latency.device == "Raspberry Pi 4"


def test_a_dropped_model_opens_with_data_that_fits(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    model = Path(shutil.copy(resource("demo", "digits.onnx"), tmp_path / "dropped.onnx"))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(model))])
    event = QDropEvent(
        QPointF(100, 100), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)
    qtbot.waitUntil(lambda: window.document.data is not None, timeout=PATIENCE)
    assert window.document.data is not None
    assert window.document.data.source == "digits"
    assert "dropped" in window.windowTitle()


def test_a_torch_export_file_opens_like_any_other(window: MainWindow, qtbot: QtBot) -> None:
    open_model(window, qtbot, resource("demo", "digits.pt2"))
    graph = window.document.graph
    assert graph is not None
    assert graph.runs
    assert [layer.key for layer in graph.layers][:2] == ["stem.conv", "block1.body.conv1.conv"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("table.onnx", b"a,b,c\n1,2,3\n" * 50, "table.onnx"),
        ("empty.onnx", b"", "empty.onnx"),
        ("noise.onnx", bytes(range(256)) * 40, "noise.onnx"),
        ("noise.edgeviz", b"not a database at all" * 40, "noise.edgeviz"),
        ("missing.onnx", None, "missing.onnx"),
    ],
)
def test_a_broken_file_is_an_error_that_names_it_and_the_work_stays(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, name: str, content: bytes | None, says: str
) -> None:
    open_demo(window, qtbot)
    window.document.adopt(window.document.evaluations[3].recipe, "Adopt")
    recipe = window.document.recipe
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    window.opener.open(str(path))
    qtbot.waitUntil(lambda: bool(window.findChildren(ErrorDialog)), timeout=PATIENCE)
    (dialog,) = window.findChildren(ErrorDialog)
    assert says in dialog.text
    assert window.document.recipe == recipe
    dialog.close()


def test_saving_gives_the_project_a_name_and_reopening_brings_everything_back(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    open_demo(window, qtbot)
    window.document.adopt(window.document.evaluations[4].recipe, "Adopt")
    recipe, count = window.document.recipe, len(window.document.evaluations)
    assert window.files.save_to(str(tmp_path / "mine"))
    assert not window.document.untitled
    assert list((tmp_path / "data" / "untitled").glob("*.edgeviz")) == []
    window.opener.open_demo()
    window.opener.open(str(tmp_path / "mine.edgeviz"))
    assert window.document.recipe == recipe
    assert len(window.document.evaluations) == count
    assert window.recent_menu.actions()[0].data() == str(tmp_path / "mine.edgeviz")


def test_opening_the_project_on_show_again_is_no_error(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    open_demo(window, qtbot)
    assert window.files.save_to(str(tmp_path / "mine"))
    store = window.document.store
    window.opener.open(str(tmp_path / "mine.edgeviz"))
    assert window.document.store is store and not window.findChildren(ErrorDialog)


def test_work_without_a_name_that_another_model_displaced_is_found_again(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    open_model(window, qtbot, resource("demo", "digits.onnx"))
    recipe = uniform([layer.key for layer in window.document.graph.layers], 4, 8)
    window.document.adopt(recipe, "Uniform")
    first = window.document.store
    displaced = first.path
    window.opener.open(resource("demo", "digits.pt2"))
    qtbot.waitUntil(lambda: window.document.store not in (None, first), timeout=PATIENCE)
    window.document.adopt(recipe, "Uniform")

    def offered() -> list[QAction]:
        window.recent_menu.aboutToShow.emit()
        return [a for a in window.recent_menu.actions() if a.property("untitled") and not a.isSeparator()]

    (action,) = offered()
    assert "digits.onnx" in action.text() and action.data() == str(displaced)
    action.trigger()
    assert window.document.store.path == displaced and window.document.recipe == recipe
    assert window.document.untitled
    (other,) = offered()
    assert "digits.pt2" in other.text()


def test_a_recipe_goes_out_and_comes_back(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    open_demo(window, qtbot)
    recipe = window.document.evaluations[6].recipe
    path = tmp_path / "recipe.json"
    path.write_text(recipe.to_json())
    window.files.load_recipe(str(path))
    assert window.document.recipe == recipe
    path.write_text("{}")
    window.files.load_recipe(str(path))
    assert window.document.recipe == recipe
    assert window.findChildren(ErrorDialog)


def test_closing_ends_the_workers_and_leaves_one_file(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    open_demo(window, qtbot)
    window.document.adopt(window.document.evaluations[4].recipe, "Adopt")
    window.measuring.measure_now()
    store = window.document.store
    assert store is not None
    window.close()
    assert not store.path.with_name(store.path.name + "-wal").exists()
    again = Store.open(store.path)
    assert again.read().recipe.layers
    again.close()


def test_themes_follow_the_choice(window: MainWindow, qapp: QApplication) -> None:
    for name in ("dark", "light"):
        (action,) = [a for a in window.theme_menu.group.actions() if a.data() == name]
        action.trigger()
        lightness = qapp.palette().window().color().lightness()
        assert (lightness < 80) == (name == "dark")


def test_opening_the_same_model_again_begins_afresh(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    model = Path(shutil.copy(resource("demo", "digits.onnx"), tmp_path / "twice.onnx"))
    open_model(window, qtbot, model)
    qtbot.waitUntil(lambda: window.document.data is not None, timeout=PATIENCE)
    first = window.document.store
    assert first is not None
    key = window.document.graph.layers[1].key  # type: ignore[union-attr]
    window.document.select([key])
    qtbot.keyClick(window.layers.view, Qt.Key.Key_4)
    window.opener.open(str(model))
    qtbot.waitUntil(lambda: window.document.store not in (None, first), timeout=PATIENCE)
    assert window.document.recipe == Recipe()
    # The edited one is kept among the untitled projects, and nothing holds its lock.
    kept = Store.open(first.path)
    assert kept.read().recipe.layers
    kept.close()


def test_a_model_that_was_moved_is_said_and_can_be_located(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    open_demo(window, qtbot)
    graph = window.document.graph
    assert graph is not None
    model = Path(shutil.copy(resource("demo", "digits.onnx"), tmp_path / "moved.onnx"))
    store = Store.create(tmp_path / "p.edgeviz")
    store.write(Project(model=replace(ModelRecord.of(model, graph), embedded=False)))
    store.close()
    model.rename(tmp_path / "elsewhere.onnx")
    window.opener.open(str(tmp_path / "p.edgeviz"))
    with qtbot.waitSignal(window.measuring.failed) as failed:
        window.measuring.measure_now()
    assert "moved.onnx" in failed.args[0].what
    assert "Locate" in failed.args[0].remedy
    assert window.document.store is not None
    window.document.relocated(window.document.store.relocate_model(tmp_path / "elsewhere.onnx"))
    assert window.document.store.model_file() == tmp_path / "elsewhere.onnx"
