"""The Train workspace with the real job in the real worker: start, follow, cancel, resume, open, look, compare."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edgeviz.core.dataset import DataSpec
from edgeviz.core.look import softened
from edgeviz.core.train_request import Distillation, Method, Scope, Structure, Student, TrainRequest
from edgeviz.core.training import TrainSpec
from edgeviz.jobs.events import Sample
from edgeviz.project import sensitivities, training_runs
from edgeviz.project.store import Store
from edgeviz.project.training_runs import RunRecord
from edgeviz.resources import resource
from edgeviz.ui.dialogs.error_dialog import ErrorDialog
from edgeviz.ui.main_window import MainWindow
from edgeviz.ui.training.run import Run
from edgeviz.ui.training.runs_model import Column, RunsModel
from edgeviz.ui.training.suggest_dialog import SuggestDialog
from tests.ui.conftest import uniform_recipe

LEFT = Qt.MouseButton.LeftButton
#: A worker has to import torch first, on a machine that may be busy.
PATIENCE = 120_000
SHORT = TrainSpec(epochs=1, batch=256, rate=1e-4)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(tmp_path / "own", settings)
    qtbot.addWidget(window)
    window.measuring.set_enabled(False)
    window.resize(1280, 800)
    window.show()
    qtbot.waitActive(window)
    copy = shutil.copy(resource("demo", "digits.edgeviz"), tmp_path / "demo.edgeviz")
    window.document.attach(Store.open(copy, tmp_path / "cache"), untitled=False)
    window.workspaces.switch("train")
    yield window
    window.close()


def ended(qtbot: QtBot, run: Run) -> None:
    qtbot.waitUntil(lambda: run.is_over, timeout=PATIENCE)
    assert run.record.error == ""


def record(window: MainWindow, **changes: object) -> RunRecord:
    model = window.document.project.model
    assert model is not None
    made = RunRecord("0" * 32, "Earlier", TrainRequest(SHORT), model.sha256, model.name, DataSpec(), "2026-01-01")
    return replace(made, **changes)  # type: ignore[arg-type]


def reopened(window: MainWindow) -> None:
    store = window.document.store
    assert store is not None
    path = store.path
    window.document.close()
    window.document.attach(Store.open(path), untitled=False)


def test_start_by_click_follow_open_by_double_click_and_undo(window: MainWindow, qtbot: QtBot) -> None:
    document, train = window.document, window.train
    document.adopt(uniform_recipe(document, 4, 8), "Four bits")
    train.form.show_request(TrainRequest(SHORT, document.recipe, name="Recovered"))
    before, points = document.project.model, window.tradeoff.cloud.evaluations
    qtbot.waitUntil(train.form.start_button.isEnabled)
    qtbot.mouseClick(train.form.start_button, LEFT)
    (run,) = train.training.runs
    assert run.shown and train.runs.current is run and train.runs.model.rowCount() == 1
    ended(qtbot, run)
    assert run.state == "finished" and run.record.model in document.trained
    assert len(run.curves["loss"]) and len(run.curves["accuracy"]) == 1 and len(run.curves["rate"])
    # It is a point of the trade-off plot; the float weights behind it are none.
    qtbot.waitUntil(lambda: len(window.tradeoff.cloud.evaluations) == len(points) + 1)
    view = train.runs.view
    index = train.runs.model.index(0, Column.STATE)
    assert index.data().startswith("✓")
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
    qtbot.mouseDClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
    assert document.project.model is not None and document.project.model.sha256 == run.record.model
    assert document.recipe == run.record.request.recipe
    assert "the open one" in train.runs.open_action.toolTip()
    document.undo_stack.undo()
    assert document.project.model == before
    # It is there again after the project was closed.
    reopened(window)
    (again,) = train.training.runs
    assert again.record.accuracy == run.record.accuracy and again.record.outcome == "finished"
    assert again.curves["loss"].values.tolist() == run.curves["loss"].values.tolist()
    assert train.training.obstacle_to_open(again) == ""


def test_ctrl_return_starts_escape_cancels_and_resume_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    train = window.train
    train.form.show_request(TrainRequest(TrainSpec(epochs=400, batch=64, rate=1e-5)))
    qtbot.waitUntil(train.start_action.isEnabled)
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (run,) = train.training.runs
    qtbot.waitUntil(lambda: len(run.curves["accuracy"]) >= 2, timeout=PATIENCE)
    assert train.runs.cancel_action.isEnabled() and not train.runs.resume_action.isEnabled()
    train.runs.view.setFocus()
    qtbot.keyClick(train.runs.view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: run.is_over)
    assert run.state == "cancelled" and not run.record.model
    steps = run.curves["loss"].steps[-1]
    qtbot.waitUntil(train.runs.buttons[train.runs.resume_action].isVisible)
    qtbot.mouseClick(train.runs.buttons[train.runs.resume_action], LEFT)
    assert run.job is not None
    qtbot.waitUntil(lambda: bool(run.curves["loss"].steps[-1] > steps + 5), timeout=PATIENCE)
    # It went on and did not begin anew: no step came twice, none was left out by much.
    seen = run.curves["accuracy"].steps
    assert np.all(np.diff(seen) > 0) and np.ptp(np.diff(seen)) == 0
    train.training.cancel(run)
    qtbot.waitUntil(lambda: run.is_over)


def test_a_run_that_the_program_did_not_survive_can_be_resumed(window: MainWindow, qtbot: QtBot) -> None:
    store = window.document.store
    assert store is not None
    training_runs.save(store, record(window, curves={"loss": ((1, 1.0), (2, 0.5))}))
    reopened(window)
    train = window.train
    (run,) = train.training.runs
    assert run.state == "interrupted" and run.shown
    train.runs.select(run)
    assert train.runs.resume_action.isEnabled()
    train.runs.resume_action.trigger()
    ended(qtbot, run)
    assert run.state == "finished" and run.record.model in window.document.trained


def test_removing_a_run_takes_it_out_of_the_project(window: MainWindow, qtbot: QtBot) -> None:
    store = window.document.store
    assert store is not None
    training_runs.save(store, record(window, outcome="failed", error="It failed."))
    reopened(window)
    train = window.train
    train.runs.select(train.training.runs[0])
    assert train.runs.note.text() == "It failed."
    qtbot.keyClick(train.runs.view, Qt.Key.Key_Delete)
    assert train.training.runs == [] and train.runs.pages.currentWidget() is train.runs.empty
    assert window.document.store is not None and training_runs.load(window.document.store) == ([], [])


def test_another_project_ends_the_run_and_lists_its_own(window: MainWindow, qtbot: QtBot) -> None:
    run = window.train.training.start(TrainRequest(TrainSpec(epochs=1000)))
    assert run is not None and run.job is not None
    job = run.job
    window.opener.open_demo()
    assert window.train.training.runs == []
    qtbot.waitUntil(lambda: job.is_over, timeout=PATIENCE)


def test_the_list_is_a_sound_model(window: MainWindow, qtbot: QtBot) -> None:
    training = window.train.training
    model = RunsModel(training)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    store = window.document.store
    assert store is not None
    for number in range(3):
        run = Run(record(window, id=f"{number:032x}", started=f"2026-01-0{number + 1}"), store, number)
        training.runs.append(run)
        training.changed.emit()
    assert [model.index(row, 0).data() for row in range(3)] == ["Earlier"] * 3
    assert model.run(model.index(0, 0)) is training.runs[-1]
    assert model.setData(model.index(1, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert training.runs[1].shown and model.index(1, 0).data(Qt.ItemDataRole.DecorationRole) is not None
    del training.runs[1]
    training.changed.emit()
    training.runs.clear()
    training.changed.emit()
    assert model.rowCount() == 0


def drawn(window: MainWindow, *values: list[float]) -> list[Run]:
    """Runs with these losses and a few accuracies, without a job."""
    store = window.document.store
    assert store is not None
    runs = []
    for number, losses in enumerate(values):
        run = Run(record(window, id=f"{number:032x}", title=f"Run {number}"), store, number)
        for step, loss in enumerate(losses, 1):
            run.take(Sample("", "loss", step, loss))
            run.take(Sample("", "rate", step, 1e-3 / step))
        for step in range(2, len(losses) + 1, 2):
            run.take(Sample("", "accuracy", step, 1 - losses[step - 1] / 4))
        run.shown = True
        runs.append(run)
    window.train.training.runs = runs
    window.train.training.changed.emit()
    window.train.curves.redraw()
    return runs


def test_ticked_runs_are_drawn_and_read_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    curves = window.train.curves
    drawn(window, [2.0, 1.5, 1.0, 0.5], [3.0, 2.0, 2.0, 1.0])
    canvas = curves.canvases["loss"]
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    assert curves.reading.text() == "step 1 · Run 0 2.00 · Run 1 3.00"
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert curves.reading.text() == "step 2 · Run 0 1.50 62.5 % · Run 1 2.00 50.0 %"
    qtbot.keyClick(canvas, Qt.Key.Key_End)
    assert curves.reading.text().startswith("step 4")
    assert "Run 0: 0.500" in canvas.accessibleDescription()
    window.train.training.show(window.train.training.runs[0], False)
    qtbot.waitUntil(lambda: len(curves.shown) == 1)


def test_switches_smooth_take_logarithms_and_are_remembered(window: MainWindow, qtbot: QtBot) -> None:
    curves = window.train.curves
    (run,) = drawn(window, [4.0, 0.0, 4.0, 0.0, 4.0, 0.04])
    canvas = curves.canvases["loss"]

    def line() -> np.ndarray:
        return canvas._items[run.record.id][1].getData()[1]

    assert line().tolist() == run.curves["loss"].values.tolist()
    qtbot.mouseClick(curves.smooth_button, LEFT)
    assert np.ptp(line()[1:]) < 3.0
    qtbot.mouseClick(curves.smooth_button, LEFT)
    qtbot.mouseClick(curves.log_button, LEFT)
    # A loss of 0 has no logarithm: it is drawn at the smallest one there is.
    assert line()[0] == pytest.approx(np.log10(4.0)) and line()[1] == pytest.approx(np.log10(0.04))
    assert not curves.canvases["rate"].isVisible()
    qtbot.mouseClick(curves.rate_button, LEFT)
    assert curves.canvases["rate"].isVisible()
    reopened(window)
    assert [b.isChecked() for b in (curves.smooth_button, curves.log_button, curves.rate_button)] == [False, True, True]


def test_curves_that_nobody_sees_are_not_drawn(window: MainWindow, qtbot: QtBot) -> None:
    curves = window.train.curves
    window.workspaces.switch("explore")
    (run,) = drawn(window, [2.0, 1.0])
    run.take(Sample("", "loss", 3, 0.5))
    window.train.training.sampled.emit(run)
    qtbot.wait(300)
    canvas = curves.canvases["loss"]
    assert len(canvas._items[run.record.id][1].getData()[0]) == 2
    window.workspaces.switch("train")
    qtbot.waitUntil(lambda: len(canvas._items[run.record.id][1].getData()[0]) == 3)


def test_curves_are_saved_as_pictures_and_numbers(window: MainWindow, tmp_path: Path) -> None:
    drawn(window, [2.0, 1.5, 1.0])
    menu = window.train.curves.menus["loss"]
    for name in ("a.png", "b.svg", "c.csv"):
        menu.save(str(tmp_path / name))
    assert not QImage(str(tmp_path / "a.png")).isNull()
    assert "<svg" in (tmp_path / "b.svg").read_text()
    with (tmp_path / "c.csv").open() as file:
        rows = list(csv.reader(file))
    assert rows[:2] == [["run", "curve", "step", "value"], ["Run 0", "loss", "1", "2.0"]] and len(rows) == 1 + 3 + 1 + 3
    menu.save(str(tmp_path / "nowhere" / "c.csv"))
    dialog = window.findChild(ErrorDialog)
    assert dialog is not None
    dialog.reject()


def test_distilling_into_half_the_width_beside_the_same_without_a_teacher(window: MainWindow, qtbot: QtBot) -> None:
    train = window.train
    request = TrainRequest(SHORT, student=Student(width=0.5), distillation=Distillation(temperature=3.0))
    taught = train.training.start(request)
    assert taught is not None
    ended(qtbot, taught)
    assert train.runs.plain_action.isEnabled()
    train.runs.plain_action.trigger()
    alone = train.training.runs[-1]
    assert alone is not taught and alone.record.request.distillation is None
    assert alone.record.request.student == request.student and "no teacher" in alone.title
    ended(qtbot, alone)
    assert {run.title for run in train.curves.shown} == {taught.title, alone.title}

    # Teacher and student on real samples; the temperature softens both at once.
    train.runs.select(taught)
    look = train.look
    qtbot.waitUntil(lambda: look.found is not None, timeout=PATIENCE)
    assert look.found is not None and look.samples.count() == len(look.found) > 4
    assert look.temperature.value() == 3.0
    assert np.allclose(look.bars.teacher, softened(look.found.teacher[0], 3.0))
    look.temperature.setValue(1.0)
    sharp = look.bars.teacher.max()
    look.slider.setFocus()
    qtbot.keyClick(look.slider, Qt.Key.Key_End)
    assert look.temperature.value() == pytest.approx(50.0, rel=0.01)
    assert look.bars.teacher.max() < sharp and look.bars.student.max() < 0.5
    assert np.allclose(look.bars.student, softened(look.found.student[0], look.temperature.value()))
    assert look.divergence.text() == "KL 0.000 nats" or float(look.divergence.text().split()[1]) < 0.2
    qtbot.keyClick(look.samples, Qt.Key.Key_Down)
    assert look.bars.truth == look.found.labels[1] and "the true class" in look.bars.accessibleDescription()
    first = look.found.rows
    qtbot.mouseClick(look.other_button, LEFT)
    qtbot.waitUntil(lambda: look.found is not None and look.found.rows != first, timeout=PATIENCE)


def test_hints_show_feature_maps_of_the_pair(window: MainWindow, qtbot: QtBot) -> None:
    train, graph = window.train, window.document.graph
    assert graph is not None
    layers = [layer for layer in graph.layers if layer.op == "Conv"]
    pair = (layers[1].output, layers[1].output)
    taught = Distillation(Method.HINT, pairs=(pair,), hint_epochs=1)
    run = train.training.start(TrainRequest(SHORT, student=Student(width=0.5), distillation=taught))
    assert run is not None
    ended(qtbot, run)
    assert run.epochs == (2, 2)
    train.runs.select(run)
    look = train.look
    qtbot.waitUntil(look.maps_button.isEnabled, timeout=PATIENCE)
    qtbot.mouseClick(look.maps_button, LEFT)
    qtbot.waitUntil(lambda: not look.looking.is_busy and not look._timer.isActive(), timeout=PATIENCE)
    assert look.found is not None and look.found.features is not None, look.note.text()
    assert look.views.currentWidget() is look.features and "channels" in look.features.accessibleDescription()
    look.features.grab()


def test_a_failure_is_said_and_stays_with_the_run(window: MainWindow, qtbot: QtBot) -> None:
    failures = []
    window.train.failed.disconnect(window.show_error)
    window.train.failed.connect(failures.append)
    taught = Distillation(Method.HINT, pairs=(("nowhere", "nowhere"),))
    run = window.train.training.start(TrainRequest(SHORT, distillation=taught))
    assert run is not None
    qtbot.waitUntil(lambda: run.is_over, timeout=PATIENCE)
    assert run.state == "failed" and "nowhere" in run.record.error
    assert failures[0].what in run.record.error
    window.train.runs.select(run)
    assert "nowhere" in window.train.runs.note.text()
    QApplication.processEvents()


def test_sparsities_are_suggested_from_what_each_layer_can_lose(window: MainWindow, qtbot: QtBot) -> None:
    pruning = window.train.form.pruning
    pruning.structure.choose(Structure.WEIGHTS)
    qtbot.mouseClick(pruning.suggest_button, LEFT)
    dialog = window.findChild(SuggestDialog)
    assert dialog is not None and not dialog.use_button.isEnabled()
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    qtbot.mouseClick(dialog.run_button, LEFT)
    qtbot.waitUntil(dialog.use_button.isEnabled, timeout=PATIENCE)
    graph = window.document.graph
    assert graph is not None and {key for key, _ in dialog.model.shares()} == {layer.key for layer in graph.layers}
    strict = dict(dialog.model.shares())
    dialog.drop.setValue(50.0)
    loose = dict(dialog.model.shares())
    assert all(loose[key] >= share for key, share in strict.items()) and loose != strict
    qtbot.mouseClick(dialog.use_button, LEFT)
    wanted = pruning.value()
    assert wanted is not None and dict(wanted.layers) == loose and wanted.scope is Scope.LAYER
    assert window.train.form.obstacle() == ""
    document = window.document
    store = document.store
    assert store is not None
    qtbot.waitUntil(lambda: sensitivities.load(store, document.context, Structure.WEIGHTS) is not None)
    qtbot.waitUntil(lambda: window.findChild(SuggestDialog) is None)
    qtbot.mouseClick(pruning.suggest_button, LEFT)
    again = window.findChild(SuggestDialog)
    assert again is not None and again.use_button.isEnabled(), "the project has kept what was measured"
    assert again.model.table.cells == dialog.model.table.cells
    again.reject()


def test_nothing_is_started_from_a_form_that_nobody_sees(window: MainWindow, qtbot: QtBot) -> None:
    window.workspaces.switch("explore")
    qtbot.waitUntil(window.train.start_action.isEnabled)
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.train.training.runs == [] and window.workspaces.current == "train"
    assert window.train.form.isVisible()
