"""Measured layers in the window: from the action to table, inspector, network and project, with the real engine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from edgeviz.core.recipe import Recipe
from edgeviz.core.timing import Timing
from edgeviz.project import layer_profiles
from edgeviz.project.store import Store
from edgeviz.resources import resource
from edgeviz.ui.bridge import JobState
from edgeviz.ui.dialogs.measure_dialog import MeasureDialog
from edgeviz.ui.document import Document
from edgeviz.ui.inspector.facts import Facts
from edgeviz.ui.layers.model import OLD_ROLE, RUNNING, SHARE_ROLE, Column, LayersModel
from edgeviz.ui.layers.panel import LayersPanel
from edgeviz.ui.layers.running import LayersRunning
from edgeviz.ui.main_window import MainWindow
from edgeviz.ui.shell.preferences import Preferences
from tests.core.builders import residual_graph
from tests.core.profiles import PROFILE, profile_of
from tests.ui.conftest import uniform_recipe

PATIENCE = 120_000
GRAPH = residual_graph()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(tmp_path / "own", settings)
    qtbot.addWidget(window)
    window.measuring.set_enabled(False)
    window.show()
    copy = shutil.copy(resource("demo", "digits.edgeviz"), tmp_path / "demo.edgeviz")
    window.document.attach(Store.open(copy, tmp_path / "cache"), untitled=False)
    yield window
    window.close()


def cells(model: LayersModel, row: int = 0) -> list[str]:
    return [model.index(row, column).data() for column in RUNNING]


def test_the_action_measures_the_layers_and_every_view_shows_them(qtbot: QtBot, window: MainWindow) -> None:
    document = window.document
    document.adopt(uniform_recipe(document, 4, 32), "Weights alone")
    assert window.layers.view.isColumnHidden(Column.KERNEL)
    window.layers_action.trigger()
    dialog = window.findChild(MeasureDialog)
    assert isinstance(dialog, MeasureDialog)
    dialog.batch.setValue(2)
    dialog.budget.setValue(0.05)
    qtbot.mouseClick(dialog.measure_button, Qt.MouseButton.LeftButton)
    assert window.profiling.obstacle()
    qtbot.waitUntil(lambda: document.profile is not None, timeout=PATIENCE)
    profile = document.profile
    assert profile is not None and profile.recipe == document.recipe.hash and profile.environment.batch == 2
    model = window.layers.model
    assert not window.layers.view.isColumnHidden(Column.KERNEL)
    assert cells(model)[1:3] == ["4", "FP32"] and cells(model)[3] in ("Conv", "FusedConv")
    assert "W4 here saves size, not time." in model.index(0, Column.COMPUTES).data(Qt.ItemDataRole.ToolTipRole)
    qtbot.waitUntil(lambda: window.profiling.job is None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: bool(window.advisor.cards), timeout=PATIENCE)
    assert any(card.advice.rule == "size-not-time" for card in window.advisor.cards)
    # Kept, and there again when the recipe comes back.
    assert window.shell.preferences.timing == Timing(0, 2, 0.05) == window.measuring.timing
    window.shell.preferences.set_timing(Timing(2, 2, 0.05))
    assert window.device_menu.calibrating.threads == 2, "predictions stand beside what is measured so"
    window.shell.preferences.set_timing(Timing(0, 2, 0.05))
    store, model_record = document.store, document.project.model
    assert store is not None and model_record is not None
    assert layer_profiles.load(store, model_record.sha256, document.recipe.hash) == profile
    document.adopt(uniform_recipe(document, 8, 8), "Integers")
    assert document.is_profile_old and model.index(0, Column.LATENCY).data(OLD_ROLE)
    document.undo_stack.undo()
    assert document.profile is profile and not model.index(0, Column.LATENCY).data(OLD_ROLE)


def test_a_project_that_is_opened_again_shows_its_measured_layers(qtbot: QtBot, window: MainWindow) -> None:
    document = window.document
    graph, store, model = document.graph, document.store, document.project.model
    assert graph is not None and store is not None and model is not None
    recipe = uniform_recipe(document, 8, 32)
    layer_profiles.save(store, model.sha256, profile_of(graph, recipe))
    document.adopt(recipe, "Weights alone")
    path = store.path
    document.close()
    document.attach(Store.open(path), untitled=False)
    assert document.profile == profile_of(graph, document.recipe)
    document.adopt(Recipe(), "Float")
    assert document.is_profile_old


def test_a_damaged_profile_is_said_once_and_the_project_opens(qtbot: QtBot, window: MainWindow) -> None:
    document = window.document
    store, model, graph = document.store, document.project.model, document.graph
    assert store is not None and model is not None and graph is not None
    recipe = uniform_recipe(document, 8, 32)
    layer_profiles.save(store, model.sha256, profile_of(graph, recipe))
    (name,) = [name for name in store.artefacts() if name.startswith(layer_profiles.PREFIX)]
    store.put_artefact(name, "application/json", b"{")
    path = store.path
    document.close()
    document.attach(Store.open(path), untitled=False)
    with qtbot.waitSignal(window.profiling.failed) as failed:
        document.adopt(recipe, "Weights alone")
    assert "damaged" in failed.args[0].what and document.profile is None
    document.undo_stack.undo()
    document.undo_stack.redo()
    assert document.profile is None


def test_another_model_cancels_the_run(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    job = window.profiling.measure(Timing(budget=60.0))
    assert job is not None and window.profiling.measure(Timing()) is None
    copy = shutil.copy(resource("demo", "digits.edgeviz"), tmp_path / "other.edgeviz")
    window.document.attach(Store.open(copy, tmp_path / "cache"), untitled=False)
    qtbot.waitUntil(lambda: job.state is JobState.CANCELLED, timeout=PATIENCE)
    assert window.document.profile is None


def test_measured_columns_are_seen_at_the_usual_width_and_others_give_way(qtbot: QtBot, document: Document) -> None:
    panel = LayersPanel(document)
    qtbot.addWidget(panel)
    panel.resize(770, 400)
    panel.show()
    document.set_profile(profile_of(GRAPH, document.recipe))
    assert not any(panel.view.isColumnHidden(column) for column in RUNNING)
    assert panel.view.horizontalHeader().length() <= panel.view.viewport().width()
    panel.resize(1700, 400)
    qtbot.waitUntil(lambda: not any(panel.view.isColumnHidden(column) for column in (Column.SHAPE, Column.MACS)))
    panel.resize(770, 400)
    document.set_profile(None)
    assert panel.view.isColumnHidden(Column.KERNEL) and not panel.view.isColumnHidden(Column.SHAPE)


def test_shares_sort_and_have_bars(qtbot: QtBot, document: Document) -> None:
    panel = LayersPanel(document)
    qtbot.addWidget(panel)
    document.set_profile(profile_of(GRAPH, document.recipe))
    model = panel.model
    assert [cells(model, row)[0] for row in range(3)] == ["14.3", "28.6", "42.9"]
    assert model.index(2, Column.LATENCY).data(SHARE_ROLE) == 1.0
    model.sort(Column.LATENCY, Qt.SortOrder.DescendingOrder)
    assert [layer.key for layer in model.layers] == ["fc", "conv2", "conv1"]
    for column in RUNNING:
        assert model.headerData(column, Qt.Orientation.Horizontal)
        assert "Measured" in model._about(column) or "Stored" in model._about(column)


def test_the_inspector_says_how_the_selected_layers_run(qtbot: QtBot, document: Document) -> None:
    facts = Facts()
    qtbot.addWidget(facts)
    recipe = uniform_recipe(document, 4, 32)
    running = LayersRunning(profile_of(GRAPH, recipe), is_old=True)
    facts.show_layers(GRAPH, GRAPH.layers[:1], recipe, running)
    texts = [value.text() for _, value in facts._labels]
    assert "● 14.3 % · FusedConv FP32 · stored in 4 bits · before the last edits" in texts
    facts.show_layers(GRAPH, GRAPH.layers[:2], recipe, LayersRunning(profile_of(GRAPH, recipe)))
    assert "● 42.9 % · FusedConv FP32" in [value.text() for _, value in facts._labels]


def test_a_layer_without_a_kernel_of_its_own_says_so() -> None:
    running = LayersRunning(PROFILE)
    assert running.text(0, "c") == running.text(3, "c") == "–"
    assert "No kernel of its own" in running.tooltip("c") and "Not measured" in running.tooltip("nothing")


def test_a_timing_in_the_settings_that_cannot_be_counts_as_the_usual_one(tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    preferences = Preferences(settings)
    for text in ("", "1", "1 2 x", "0 0 1", "-1 1 1", "1 1 nan"):
        settings.setValue("timing", text)
        assert preferences.timing == Timing()
    preferences.set_timing(Timing(2, 8, 1.5))
    assert preferences.timing == Timing(2, 8, 1.5)


def test_another_timing_makes_f9_measure_float_and_recipe_alike(qtbot: QtBot, window: MainWindow) -> None:
    window.document.adopt(uniform_recipe(window.document, 8, 8), "Integers")
    window.measuring.set_timing(Timing(batch=2, budget=0.02))
    window.measuring.measure_now()
    job = next(job for job in window.jobs.jobs if job.spec.arguments.get("recipes"))
    assert job.spec.arguments["recipes"] == (Recipe(), window.document.recipe)
    assert job.spec.arguments["timing"].batch == 2
    job.cancel()
