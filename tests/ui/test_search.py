"""The Search workspace with the real job in the real worker: start, follow, pause, stop, resume, open the best."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from edgeviz.core.dataset import DataSpec
from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.nas.request import Clock, Evaluating, Executing, Found, SearchRequest
from edgeviz.core.nas.reward import Goal, Reward
from edgeviz.core.nas.space import Choice, Condition, Space
from edgeviz.core.nas.trial import Trial
from edgeviz.core.training import TrainSpec
from edgeviz.project import searches
from edgeviz.project.searches import SearchRecord
from edgeviz.project.store import Store
from edgeviz.resources import resource
from edgeviz.ui.dialogs.error_dialog import ErrorDialog
from edgeviz.ui.main_window import MainWindow
from edgeviz.ui.search.candidates_model import CandidateColumn, CandidatesModel
from edgeviz.ui.search.run import SearchRun
from edgeviz.ui.search.runs_model import SearchesModel
from edgeviz.ui.search.space_dialog import SpaceDialog

LEFT = Qt.MouseButton.LeftButton
#: Workers have to import torch first, on a machine that may be busy.
PATIENCE = 240_000

#: Networks of a few thousand weights, on digits.
SPACE = Space(
    "small",
    "Small",
    "mnasnet",
    (
        Choice("block1.operator", ("conv", "separable", "inverted")),
        Choice("block1.expansion", (2, 3), (Condition("block1.operator", ("inverted",)),)),
        Choice("block1.kernel", (3, 5)),
        Choice("block1.width", (0.5, 1.0)),
        Choice("block2.operator", ("conv", "separable", "inverted")),
        Choice("block2.expansion", (2, 3), (Condition("block2.operator", ("inverted",)),)),
        Choice("block2.kernel", (3, 5)),
        Choice("block2.layers", (1, 2)),
    ),
    {"input": [1, 8, 8], "stem": 4, "filters": [8, 8], "strides": [1, 2], "head": 16},
)
GOAL = Goal(Reward(1e-3))
REQUEST = SearchRequest(
    SPACE,
    GOAL,
    settings={"population": 2, "sample": 2},
    trials=3,
    evaluating=Evaluating(train=TrainSpec(epochs=1, batch=128), samples=256, validation=100),
    executing=Executing(batch=2),
)


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
    window.workspaces.switch("search")
    yield window
    window.close()


def found(number: int, key: str, accuracy: float, latency: float, **more: object) -> Found:
    metrics = {
        "accuracy": Metric("accuracy", accuracy, Provenance.MEASURED, accuracy - 0.05, accuracy + 0.05, 100),
        "latency": Metric("latency", latency, Provenance.MEASURED, device="here"),
        "size": Metric("size", 1000.0 + number, Provenance.MEASURED),
        "macs": Metric("macs", 1e6 * (1 + number), Provenance.MODELLED),
    }
    fields = {"generation": number // 3, "seconds": 2.0, **more}
    return Found(number, Trial(key, metrics, **fields), {"population": float(number)}, {}, 2.0 * (number + 1))


def keys(count: int) -> list[str]:
    return [one.key for one, _ in zip(SPACE.all(), range(count), strict=False)]


def record(*candidates: Found, **changes: object) -> SearchRecord:
    made = SearchRecord("0" * 32, "Earlier", REQUEST, DataSpec(), "2026-01-01T00:00:00", outcome="interrupted")
    return replace(made, found=candidates, **changes)  # type: ignore[arg-type]


def stored(window: MainWindow, made: SearchRecord) -> None:
    """Put a search into the project, and open the project again."""
    store = window.document.store
    assert store is not None
    searches.save(store, made)
    for one in made.found:
        searches.add(store, made.id, one)
    reopened(window)


def reopened(window: MainWindow) -> None:
    store = window.document.store
    assert store is not None
    path = store.path
    window.document.close()
    window.document.attach(Store.open(path), untitled=False)


def some(window: MainWindow, count: int = 12) -> SearchRun:
    """A search with ``count`` candidates, every fourth of which failed."""
    rows = [found(n, key, 0.5 + 0.03 * (n % 7), 1e-3 * (1 + n % 5)) for n, key in enumerate(keys(count))]
    rows[3] = Found(3, Trial(rows[3].trial.key, failed="It does not fit."), elapsed=8.0)
    stored(window, record(*rows))
    (run,) = window.search.searches.runs
    return run


def picked(qtbot: QtBot, box: QComboBox, text: str) -> None:
    """Choose an entry by the keyboard."""
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    while box.currentText() != text and box.currentIndex() < box.count() - 1:
        qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == text


def ended(qtbot: QtBot, run: SearchRun) -> None:
    qtbot.waitUntil(lambda: run.is_over, timeout=PATIENCE)
    assert run.record.error == ""


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_search_by_click_see_points_pause_resume_and_open_the_best(window: MainWindow, qtbot: QtBot) -> None:
    document, search = window.document, window.search
    # So many that none is the last one before the click on the pause arrives.
    search.form.show_request(replace(REQUEST, trials=12))
    assert search.form.request().space.hash == SPACE.hash
    qtbot.waitUntil(search.form.start_button.isEnabled)
    qtbot.mouseClick(search.form.start_button, LEFT)
    (run,) = search.searches.runs
    assert search.searches.current is run and search.runs.model.rowCount() == 1
    # Points arrive one by one, in the plot and in the table.
    qtbot.waitUntil(lambda: len(search.page.scatter.rows) >= 1, timeout=PATIENCE)
    qtbot.waitUntil(lambda: search.candidates.model.rowCount() >= 1)
    assert run.job is not None and search.page.bar.isVisible()
    qtbot.waitUntil(search.page.buttons[search.page.pause_action].isVisible)
    qtbot.mouseClick(search.page.buttons[search.page.pause_action], LEFT)
    qtbot.waitUntil(lambda: run.is_over, timeout=PATIENCE)
    before = [one.trial.key for one in run.found]
    assert run.state == "paused" and 1 <= len(before) < 12
    # What was found is on disk, and the search goes on after the program was closed.
    reopened(window)
    (run,) = search.searches.runs
    assert run.state == "paused" and [one.trial.key for one in run.found] == before
    qtbot.waitUntil(search.page.buttons[search.page.resume_action].isVisible)
    qtbot.mouseClick(search.page.buttons[search.page.resume_action], LEFT)
    ended(qtbot, run)
    assert run.state == "finished" and run.candidates == 12
    assert len({one.trial.key for one in run.found}) == 12 and not run.failures
    # A double click on the best one's row opens it as a model; undo goes back.
    view = search.candidates.view
    qtbot.waitUntil(lambda: search.candidates.model.rowCount() == 12)
    index = search.candidates.model.index(0, CandidateColumn.REWARD)
    assert index.data(CandidatesModel.RowRole) == run.figures.best
    opened = document.project.model
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
    qtbot.mouseDClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
    assert "is being trained" in search.candidates.open_action.toolTip()
    qtbot.waitUntil(lambda: document.project.model != opened, timeout=PATIENCE)
    assert document.project.model is not None and document.project.model.sha256 in document.trained
    assert document.graph is not None and any("block1" in layer.key for layer in document.graph.layers)
    assert len(search.searches.runs) == 1
    document.undo_stack.undo()
    assert document.project.model == opened


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_escape_stops_at_once_and_what_was_known_is_kept(window: MainWindow, qtbot: QtBot) -> None:
    search = window.search
    run = search.searches.start(replace(REQUEST, trials=500))
    assert run is not None
    qtbot.waitUntil(lambda: len(run.found) >= 1, timeout=PATIENCE)
    assert not search.runs.forget_action.isEnabled()
    search.runs.view.setFocus()
    qtbot.keyClick(search.runs.view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: run.is_over)
    assert run.state == "cancelled" and run.can_resume
    count = len(run.found)
    reopened(window)
    (again,) = search.searches.runs
    assert len(again.found) == count and again.state == "cancelled"


def test_an_interrupted_search_is_listed_and_drawn_and_can_be_resumed_or_removed(
    window: MainWindow, qtbot: QtBot
) -> None:
    run = some(window)
    search = window.search
    assert run.state == "interrupted" and run.candidates == 12 and run.failures == 1
    assert len(search.page.scatter.rows) == 11
    assert search.page.resume_action.isEnabled() and not search.page.pause_action.isEnabled()
    assert "1 failed" in search.page.state.text()
    assert search.page.drawing.columns[0].title == "Best so far"
    assert search.page.drawing.columns[1].title == "MobileNetV2-like"
    search.runs.view.setFocus()
    qtbot.keyClick(search.runs.view, Qt.Key.Key_Delete)
    assert search.searches.runs == [] and search.runs.pages.currentWidget() is search.runs.empty
    assert window.document.store is not None and searches.load(window.document.store) == ([], [])
    assert search.page.scatter.pages.currentWidget() is search.page.scatter.empty


def test_plot_table_and_drawing_show_the_same_candidate(window: MainWindow, qtbot: QtBot) -> None:
    run = some(window)
    search = window.search
    scatter, table = search.page.scatter, search.candidates
    qtbot.waitUntil(lambda: scatter.canvas.isVisible())
    row = int(scatter.rows[4])
    place = scatter.place(row)
    assert place is not None
    at = scatter.canvas.to_pixels(*place).toPoint()
    qtbot.mouseMove(scatter.canvas.viewport(), at)
    qtbot.mouseMove(scatter.canvas.viewport(), at + QPoint(1, 0))
    assert scatter.hovered is not None and scatter.card.isVisible()
    qtbot.mouseClick(scatter.canvas.viewport(), LEFT, pos=at)
    qtbot.waitUntil(lambda: search.choosing.row is not None)
    chosen = search.choosing.row
    assert table.view.currentIndex().data(CandidatesModel.RowRole) == chosen
    assert search.page.drawing.columns[0].title == "Chosen candidate"
    # By keys along the plot, and from the table back to the plot.
    scatter.canvas.setFocus()
    qtbot.keyClick(scatter.canvas, Qt.Key.Key_Right)
    assert search.choosing.row != chosen
    index = table.model.index(0, 0)
    qtbot.mouseClick(table.view.viewport(), LEFT, pos=table.view.visualRect(index).center())
    assert search.choosing.row == run.figures.best
    assert scatter.ring.getData()[0].tolist() == [scatter.place(search.choosing.row)[0]]  # type: ignore[index]


def test_the_table_sorts_by_any_column_and_is_copied_as_text(window: MainWindow, qtbot: QtBot) -> None:
    some(window)
    table = window.search.candidates
    table.view.sortByColumn(CandidateColumn.COST, Qt.SortOrder.AscendingOrder)
    costs = [table.model.index(row, CandidateColumn.COST).data(CandidatesModel.SortRole) for row in range(12)]
    assert costs[:11] == sorted(costs[:11]) and costs[11] != costs[11], "what failed comes last"
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 13 and lines[0].startswith("No.\tAccuracy\tLatency\tReward")
    assert "failed: It does not fit." in lines[-1]


def test_lists_are_sound_models(window: MainWindow, qtbot: QtBot) -> None:
    run = some(window)
    search = window.search
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    for model in (search.candidates.model, search.runs.model):
        QAbstractItemModelTester(model, fatal)
    assert isinstance(search.runs.model, SearchesModel)
    run.take(found(20, keys(20)[19], 0.9, 1e-3))
    search.searches.found.emit(run)
    qtbot.waitUntil(lambda: search.candidates.model.rowCount() == 13)
    search.searches.runs.append(SearchRun(record(id="1" * 32), run.store))
    search.searches.changed.emit()
    assert search.runs.model.rowCount() == 2
    search.searches.select(search.searches.runs[-1])
    assert search.candidates.model.rowCount() == 0
    search.searches.runs.clear()
    search.searches.changed.emit()
    assert search.runs.model.rowCount() == 0


def test_progress_is_read_by_evaluations_and_by_time_and_remembered(window: MainWindow, qtbot: QtBot) -> None:
    run = some(window)
    progress = window.search.progress
    window.search_progress_dock.raise_()
    qtbot.waitUntil(progress.isVisible)
    assert progress.reading_at(1.0).startswith("evaluation 1 · best reward")
    assert progress.second.count() == 2, "the volume, and what the sampler said of itself"
    assert progress.second.choose("population")
    assert progress.second_curve(run)[2] == 2.0
    qtbot.mouseClick(progress.time_button, LEFT)
    assert progress.steps(run)[-1] == 24.0
    reopened(window)
    assert progress.by_time


def test_what_matters_is_worked_out_from_ten_candidates_on(window: MainWindow, qtbot: QtBot) -> None:
    some(window, 40)
    matters = window.search.matters
    window.matters_dock.raise_()
    qtbot.waitUntil(lambda: len(matters.bars.bars) > 0)
    assert {name for name, _, _ in matters.bars.bars} == {choice.name for choice in SPACE.choices}
    assert "candidates" in matters.note.text()
    lines = matters.lines
    figures = {"reward", "accuracy", "latency"}
    best = {f"choice/{name}" for name, _, _ in matters.bars.bars[:6]}
    assert figures < set(lines.lines.names) <= best | figures, "those that differ, of the choices that matter most"
    picked(qtbot, matters.axes, "kernel")
    assert set(lines.lines.names) == {"choice/block1.kernel", "choice/block2.kernel"} | figures
    assert lines.title("choice/block1.kernel") == "block1 kernel"
    assert [lines.text("choice/block1.kernel", tick) for tick in lines.ticks("choice/block1.kernel")] == ["3", "5"]
    # Dragging along an axis leaves the candidates with large kernels in the first block.
    axis = lines.lines.names.index("choice/block1.kernel")
    top = QPoint(round(lines._x(axis)), round(lines._y(1.0)))
    qtbot.mousePress(lines, LEFT, pos=top)
    qtbot.mouseMove(lines, top + QPoint(0, 12))
    qtbot.mouseRelease(lines, LEFT, pos=top + QPoint(0, 12))
    rows = [row for row, kept in zip(lines.rows, lines._kept, strict=True) if kept]
    run = window.search.searches.current
    assert run is not None and 0 < len(rows) < len(lines.rows)
    assert {SPACE.values(SPACE.decode(run.trial(row).key))["block1.kernel"] for row in rows} == {5}
    picked(qtbot, matters.axes, "All figures")
    assert set(lines.lines.names) == {"reward", "accuracy", "latency", "size", "macs"}
    lines.setFocus()
    qtbot.keyClick(lines, Qt.Key.Key_Right)
    qtbot.keyClick(lines, Qt.Key.Key_Return)
    assert window.search.choosing.row == lines.rows[lines.hovered or 0]


def test_pictures_and_numbers_of_the_plots_are_saved(window: MainWindow, tmp_path: Path) -> None:
    some(window)
    menu = window.search.page.scatter.menu
    for name in ("a.png", "b.svg", "c.csv"):
        menu.save(str(tmp_path / name))
    assert not QImage(str(tmp_path / "a.png")).isNull() and "<svg" in (tmp_path / "b.svg").read_text()
    with (tmp_path / "c.csv").open() as file:
        rows = list(csv.reader(file))
    assert rows[0][:2] == ["candidate", "key"] and len(rows) == 13 and rows[4][-1] == "It does not fit."
    window.search.progress.menus["reward"].save(str(tmp_path / "d.csv"))
    assert (tmp_path / "d.csv").read_text().startswith("evaluation,seconds,best reward")
    menu.save(str(tmp_path / "nowhere" / "c.csv"))
    (dialog,) = window.search.page.scatter.findChildren(ErrorDialog)
    dialog.reject()


def test_ctrl_return_shows_the_form_first_and_then_starts(window: MainWindow, qtbot: QtBot) -> None:
    window.workspaces.switch("explore")
    window.search.start_action.trigger()
    assert window.workspaces.current == "search" and window.search.form.isVisible()
    assert window.search.searches.runs == []
    assert window.search.start_action.shortcut().toString() == "Ctrl+Return"
    assert window.train.start_action.shortcut().isEmpty()


def test_damaged_searches_are_told_of_and_the_others_listed(window: MainWindow) -> None:
    store = window.document.store
    assert store is not None
    searches.save(store, record())
    store.put_artefact(f"{searches.PREFIX}{'1' * 32}", searches.MIME, b"{}")
    told: list[object] = []
    window.search.failed.disconnect(window.show_error)
    window.search.failed.connect(told.append)
    reopened(window)
    assert len(window.search.searches.runs) == 1 and len(told) == 1


def test_the_space_dialog_says_what_is_wrong_where_it_is_and_saves_as_mine(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *names, **more: str(tmp_path / "user"))
    dialog = window.search.edit_space()
    assert isinstance(dialog, SpaceDialog)
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(model, fatal) for model in (dialog.choices, dialog.settings)]
    assert testers and dialog.space is not None and "architectures" in dialog.count_label.text()
    count = dialog.space.count
    # One value less of the last choice: fewer architectures.
    last = dialog.choices.index(dialog.choices.rowCount() - 1, 1)
    assert dialog.choices.setData(last, "1, 2")
    assert dialog.space is not None and dialog.space.count < count
    assert dialog.choices.setData(last, "1, 1")
    assert dialog.space is None and not dialog.save_button.isEnabled()
    assert "twice" in dialog.problem.text() and "twice" in last.data(Qt.ItemDataRole.ToolTipRole)
    assert last.data(Qt.ItemDataRole.ForegroundRole) is not None
    assert dialog.choices.index(0, 1).data(Qt.ItemDataRole.ForegroundRole) is None
    dialog.choices.setData(last, "1, 2")
    condition = dialog.choices.index(0, 2)
    dialog.choices.setData(condition, "nothing = 1")
    assert dialog.space is None and "not before it" in dialog.problem.text()
    dialog.choices.setData(condition, "")
    setting = dialog.settings.index(0, 1)
    text = setting.data()
    dialog.settings.setData(setting, "[1, ")
    assert dialog.space is None and "cannot be read" in dialog.problem.text()
    dialog.settings.setData(setting, text)
    qtbot.mouseClick(dialog.add_button, LEFT)
    assert dialog.choices.rowCount() == last.row() + 2
    qtbot.mouseClick(dialog.remove_button, LEFT)
    assert dialog.choices.rowCount() == last.row() + 1
    dialog.name.setFocus()
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "My space")
    target = tmp_path / "exported.toml"
    dialog.export_file(str(target))
    qtbot.mouseClick(dialog.save_button, LEFT)
    assert window.search.form.space.box.currentText() == "My space"
    assert "my_space" in window.search.searches.library.spaces.own
    again = window.search.edit_space()
    assert isinstance(again, SpaceDialog) and again.delete_button.isEnabled()
    again.import_file(str(target))
    assert again.draft.name == "My space" and not again.delete_button.isEnabled()
    again.import_file(str(tmp_path / "nowhere.toml"))
    assert "no file" in again.problem.text()
    again.reject()


def test_the_form_is_remembered_with_the_project(window: MainWindow, qtbot: QtBot) -> None:
    form = window.search.form
    form.show_request(replace(REQUEST, sampler="tpe", settings={"start": 7}, seed=5, seconds=120.0, name="Mine"))
    wanted = form.request()
    settings = window.document
    qtbot.waitUntil(lambda: settings.project.settings.get("search", {}).get("name") == "Mine")
    reopened(window)
    assert window.search.form.request() == wanted
    assert wanted.settings == {"start": 7} and wanted.sampler == "tpe" and wanted.seconds == 120.0


def test_every_sampler_has_fields_for_its_settings_within_their_bounds(window: MainWindow) -> None:
    from edgeviz.core.nas.samplers import SAMPLERS, make

    sampler = window.search.form.sampler
    for key in SAMPLERS:
        assert sampler.sampler.choose(key)
        for box in sampler.boxes().values():
            assert box.toolTip() and box.accessibleName()
            box.setValue(box.minimum())
        if key != "evolution":
            make(key, SPACE, GOAL, 0, sampler.settings())


def test_the_reward_is_on_screen_with_every_number(window: MainWindow) -> None:
    goal = window.search.form.goal
    goal.form.choose("hard")
    assert (goal.value().reward.alpha, goal.value().reward.beta) == (0.0, -1.0) and goal.alpha.isReadOnly()
    goal.form.choose("own")
    goal.beta.setValue(-0.5)
    assert not goal.beta.isReadOnly() and goal.value().reward.beta == -0.5
    goal.cost.choose("size")
    goal.target.setValue(50.0)
    assert goal.value().reward.cost == "size" and goal.value().reward.target == pytest.approx(50e3)
    goal.cost.choose("latency")
    window.search.form.sampler.sampler.choose("nsga2")
    assert "NSGA-II seeks the front of accuracy and latency" in goal.note.text()


def test_several_costs_are_the_objectives_of_a_front_and_the_form_says_who_seeks_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    form = window.search.form
    goal = form.goal
    form.area.ensureWidgetVisible(goal.further)
    assert not goal.further.boxes["latency"].isEnabled(), "the cost of the reward is an objective already"
    for name in ("size", "macs"):
        qtbot.mouseClick(goal.further.boxes[name], LEFT, pos=QPoint(8, goal.further.boxes[name].height() // 2))
    assert form.request().goal.objectives == ("accuracy", "latency", "size", "macs")
    assert "follows this reward alone" in goal.note.text() and "NSGA-II" in goal.note.text()
    form.sampler.sampler.choose("nsga2")
    assert goal.note.text().startswith("NSGA-II seeks the front of accuracy, latency, size")
    # The cost of the reward is said once.
    goal.cost.choose("size")
    assert form.request().goal.objectives == ("accuracy", "size", "macs")
    wanted = form.request()
    form.show_request(replace(REQUEST, name="Another"))
    form.show_request(wanted)
    assert form.request() == wanted
    # Energy needs a device that models it.
    goal.further.boxes["energy"].setChecked(True)
    assert "Energy is modelled" in form.obstacle()
    form.latency.clock.choose(Clock.MODELLED)
    form.latency.device.choose("raspberry_pi_4")
    assert form.obstacle() == ""


def test_the_front_of_several_costs_is_marked_whichever_cost_is_on_the_axis(window: MainWindow, qtbot: QtBot) -> None:
    some = [found(n, key, 0.9 - 0.1 * n, 1e-3 * (1 + n)) for n, key in enumerate(keys(3))]
    # The second is beaten in accuracy and latency, but is the smallest.
    size = Metric("size", 10.0, Provenance.MEASURED)
    some[1] = replace(some[1], trial=replace(some[1].trial, metrics={**some[1].trial.metrics, "size": size}))
    goal = Goal(Reward(1e-3), ("accuracy", "latency", "size"))
    stored(window, record(*some, request=replace(REQUEST, goal=goal)))
    scatter = window.search.page.scatter
    (run,) = window.search.searches.runs
    assert set(run.figures.front) == {0, 1} and run.figures.best == 0
    assert len(scatter.front_line.getData()[0]) <= 2, "the line is the front of what the axes show"
    assert scatter.reward_lines.target.isVisible()
    picked(qtbot, scatter.axis, "Size")
    assert scatter._read_x(scatter.place(1)[0]) == "10 B"  # type: ignore[index]
    assert not scatter.reward_lines.target.isVisible(), "the target is one of latency"
    picked(qtbot, scatter.axis, "Latency")
    assert scatter.reward_lines.target.isVisible()


def test_a_dragged_target_is_the_forms_and_one_undo_step(window: MainWindow, qtbot: QtBot) -> None:
    some(window)
    search, document = window.search, window.document
    form, scatter = search.form, search.page.scatter
    qtbot.waitUntil(scatter.canvas.isVisible)
    form.show_request(replace(REQUEST, goal=GOAL))
    timers = (form._timer, search.page._timer, scatter._timer)
    # What still comes to rest moves the plot below the mouse.
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in timers))
    qtbot.wait(100)
    steps, lines = document.undo_stack.count(), scatter.reward_lines
    heights = [curve.getData()[1].tolist() for curve in lines.contours]
    middle = sum(scatter.canvas.view.viewRange()[1]) / 2
    begin = scatter.canvas.to_pixels(lines.target.value(), middle).toPoint()
    end = scatter.canvas.to_pixels(lines.target.value() + 0.3, middle).toPoint()
    viewport = scatter.canvas.viewport()
    qtbot.mouseMove(viewport, begin)
    qtbot.mousePress(viewport, LEFT, pos=begin)
    for part in (0.2, 0.5, 0.8, 1.0):
        qtbot.mouseMove(viewport, begin + (end - begin) * part)
        # A hand rests on its way; that is no step of its own.
        qtbot.wait(200)
    assert document.undo_stack.count() == steps
    qtbot.mouseRelease(viewport, LEFT, pos=end)
    target = form.request().goal.reward.target
    there = scatter.canvas.to_pixels(float(np.log10(target * 1e3)), middle).toPoint()
    assert abs(there.x() - end.x()) <= 3, (begin, end, there)
    assert lines.target.value() == pytest.approx(np.log10(target * 1e3))
    assert [curve.getData()[1].tolist() for curve in lines.contours] != heights
    assert lines.searched.isVisible() and lines.searched.value() == pytest.approx(0.0)
    qtbot.waitUntil(lambda: document.undo_stack.count() == steps + 1)
    assert document.undo_stack.undoText() == "Goal of the search"
    document.undo_stack.undo()
    assert form.request().goal == GOAL and lines.target.value() == pytest.approx(0.0)
    assert not lines.searched.isVisible()
    document.undo_stack.redo()
    assert form.request().goal.reward.target == target
    # A goal that is typed is a step too, and no step comes of itself.
    form.goal.target.setFocus()
    form.goal.target.selectAll()
    qtbot.keyClicks(form.goal.target, "3")
    qtbot.keyClick(form.goal.target, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: document.undo_stack.count() == steps + 2)
    qtbot.wait(400)
    assert document.undo_stack.count() == steps + 2
    document.undo_stack.undo()
    assert form.request().goal.reward.target == target


def test_what_the_differentiable_search_cannot_do_is_said_before_it_starts(window: MainWindow) -> None:
    form = window.search.form
    form.show_request(replace(REQUEST, sampler="differentiable"))
    assert "latency of layers" in form.obstacle() and not form.effort.workers.isVisible()
    form.latency.clock.choose(Clock.MODELLED)
    assert form.obstacle() == ""
    form.goal.cost.choose("size")
    assert "latency alone" in form.obstacle()
    form.sampler.sampler.choose("tpe")
    assert form.obstacle() == "" and form.effort.workers.isVisibleTo(form.effort.body)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_space_comes_from_the_open_model_and_a_candidate_becomes_its_student(
    window: MainWindow, qtbot: QtBot
) -> None:
    some(window)
    search = window.search
    qtbot.mouseClick(search.form.space.model_button, LEFT)
    qtbot.waitUntil(lambda: search.form.space.unfiled is not None, timeout=PATIENCE)
    space = search.form.request().space
    assert space.builder == "model" and search.form.obstacle() == ""
    search.candidates.distil_action.trigger()
    qtbot.waitUntil(lambda: window.workspaces.current == "train", timeout=PATIENCE)
    assert Path(window.train.form.student.path).is_file()
    assert window.train.form.teacher.method.chosen is not None
