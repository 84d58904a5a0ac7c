# ruff: noqa: F811 - fixtures that are imported
"""Scenarios and rules edited in the Simulate workspace, with real clicks; what the project keeps of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from edgeviz.core.adaptive.lanes import blocks_of
from edgeviz.core.adaptive.policies.rules import DEFAULT, Rule, Rules
from edgeviz.core.adaptive.scenario import SignalKind
from edgeviz.core.adaptive.timeline import steps_of
from edgeviz.core.metric import Evaluation
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_request import TrainedModel, TrainRequest
from edgeviz.project import trained
from edgeviz.project.scenarios import presets, read_scenario
from edgeviz.ui import theme
from edgeviz.ui.adaptive.adapting import Adapting
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.simulator.kept import SETTING, Kept
from edgeviz.ui.simulator.life_bars import LifeBars
from edgeviz.ui.simulator.panel import SimulatorPanel
from edgeviz.ui.simulator.rules_model import LEVEL, POINT, QUANTITY, RulesModel
from edgeviz.ui.simulator.timeline import LANE, Timeline
from tests.core.builders import residual_graph
from tests.ui.conftest import document_of, evaluation, uniform_recipe
from tests.ui.test_simulator import document, jobs, panel, settled, summary  # noqa: F401


@pytest.fixture
def timeline(panel: SimulatorPanel) -> Timeline:
    panel.parts.tabs.setCurrentIndex(1)
    return panel.parts.timeline.timeline


def place(timeline: Timeline, lane: str, seconds: float) -> QPoint:
    height = theme.px(LANE)
    return QPoint(round(timeline._x(seconds)), timeline.lanes.index(lane) * height + height // 2)


def drag(qtbot: QtBot, widget: Timeline, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        qtbot.mouseMove(widget, start + (end - start) * step / 5)
    qtbot.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=end)


def test_a_block_is_added_dragged_and_removed_and_every_step_can_be_undone(
    panel: SimulatorPanel,
    timeline: Timeline,
    document: Document,
    qtbot: QtBot,
) -> None:
    before = panel.scenario
    assert before is not None
    qtbot.mouseDClick(timeline, Qt.MouseButton.LeftButton, pos=place(timeline, "rate", 60))
    assert panel.scenario is not None and timeline.lane == "rate" and timeline.index == 1
    added = steps_of(panel.scenario, "rate")
    assert len(added) == 3 and added[1][1] == 3.0 and added[0][1] == added[2][1] == 1.0
    drag(qtbot, timeline, place(timeline, "rate", added[1][0] + 6), place(timeline, "rate", added[1][0] + 26))
    moved = steps_of(panel.scenario, "rate")
    assert moved[1][0] == pytest.approx(added[1][0] + 20, abs=3)
    assert moved[2][0] - moved[1][0] == pytest.approx(added[2][0] - added[1][0])
    drag(qtbot, timeline, place(timeline, "rate", moved[2][0]), place(timeline, "rate", moved[2][0] + 10))
    assert steps_of(panel.scenario, "rate")[2][0] == pytest.approx(moved[2][0] + 10, abs=3)
    at = place(timeline, "rate", moved[1][0] + 4)
    drag(qtbot, timeline, at, at - QPoint(0, 10))
    assert steps_of(panel.scenario, "rate")[1][1] > 3.0
    assert document.undo_stack.count() == 4
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert steps_of(panel.scenario, "rate") == moved and timeline.steps == moved
    qtbot.keyClick(timeline, Qt.Key.Key_Delete)
    assert steps_of(panel.scenario, "rate") == steps_of(before, "rate")
    settled(panel, qtbot)
    for _ in range(3):
        document.undo_stack.undo()
    assert panel.scenario == before and not panel.scenarios.is_edited


def test_more_requests_on_the_timeline_are_played_at_once(
    panel: SimulatorPanel,
    timeline: Timeline,
    qtbot: QtBot,
) -> None:
    found = panel.parts.strips.strips
    assert found is not None
    before = found.run.requests
    timeline.setFocus()
    for _ in range(5):
        qtbot.keyClick(timeline, Qt.Key.Key_Plus)
    settled(panel, qtbot)
    found = panel.parts.strips.strips
    assert found is not None and found.run.requests == pytest.approx(1.5 * before, rel=0.1)


def test_all_of_it_goes_by_keyboard_and_by_typing(
    panel: SimulatorPanel,
    timeline: Timeline,
    qtbot: QtBot,
) -> None:
    timeline.setFocus()
    qtbot.keyClick(timeline, Qt.Key.Key_Down)
    assert timeline.lane == "slow_down" and "Contention" in timeline.accessibleDescription()
    qtbot.keyClick(timeline, Qt.Key.Key_Insert)
    steps = timeline.steps
    assert len(steps) == 3 and timeline.index == 1
    qtbot.keyClick(timeline, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert timeline.steps[1][0] > steps[1][0]
    view = panel.parts.timeline
    view.start_spin.setValue(10)
    view.end_spin.setValue(30)
    view.value_spin.setValue(4)
    assert timeline.steps == ((0.0, 1.0), (10.0, 4.0), (30.0, 1.0))
    assert view.start_spin.text() == "0:10" and view.end_spin.valueFromText("1:02:03") == 3723
    qtbot.mouseClick(view.reset_button, Qt.MouseButton.LeftButton)
    assert timeline.steps == ((0.0, 1.0),)


def test_a_scenario_is_saved_as_ones_own(
    panel: SimulatorPanel,
    timeline: Timeline,
    tmp_path: Path,
) -> None:
    timeline.set_value(2.0)
    panel.scenarios.save(str(tmp_path / "my_day.toml"))
    saved = read_scenario(tmp_path / "my_day.toml")
    assert saved.name == "my day" and steps_of(saved, "rate") == ((0.0, 2.0),)
    assert panel.parts.scenario_box.currentText() == "my day" and not panel.scenarios.is_edited


def test_rules_are_added_moved_edited_and_removed(
    panel: SimulatorPanel,
    document: Document,
    qtbot: QtBot,
) -> None:
    panel.parts.tabs.setCurrentIndex(2)
    view = panel.parts.rules
    view.view.setCurrentIndex(view.model.index(0, QUANTITY))
    qtbot.mouseClick(view.add_button, Qt.MouseButton.LeftButton)
    rules = panel.parts.thresholds.rules.rules
    assert len(rules) == len(DEFAULT) + 1 and rules[1] == Rule("queue", 1.0, "fastest") and view.row == 1
    view.view.edit(view.model.index(1, POINT))
    editor = view.view.findChild(QComboBox)
    assert editor is not None
    editor.setCurrentIndex(editor.findData("cheapest"))
    editor.activated.emit(editor.currentIndex())
    qtbot.waitUntil(lambda: panel.parts.thresholds.rules.rules[1].point == "cheapest")
    qtbot.mouseClick(view.up_button, Qt.MouseButton.LeftButton)
    assert panel.parts.thresholds.rules.rules[0].point == "cheapest" and view.row == 0
    before = summary(panel)
    while view.rules.rules:
        qtbot.mouseClick(view.remove_button, Qt.MouseButton.LeftButton)
    view.otherwise_box.setCurrentIndex(view.otherwise_box.findData("most accurate"))
    view.otherwise_box.activated.emit(view.otherwise_box.currentIndex())
    settled(panel, qtbot)
    assert panel.parts.thresholds.rules == Rules((), "most accurate")
    found = panel.parts.strips.strips
    assert found is not None and len(set(found.run.point[found.run.answered])) == 1 and summary(panel) != before
    qtbot.mouseClick(view.reset_button, Qt.MouseButton.LeftButton)
    assert panel.parts.thresholds.rules == Rules()
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    assert panel.parts.thresholds.rules == Rules()


def test_the_model_of_the_rules_is_sound() -> None:
    model = RulesModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for rules in (DEFAULT, DEFAULT[:1], (), DEFAULT):
        model.show(rules, ("a", "b"), (1e9, 2e9))
        assert model.rowCount() == len(rules)
    assert model.choices(LEVEL)[-1][1] == 1 and model.choices(POINT)[-1][1] == "b"


def test_the_project_keeps_scenario_points_policies_seeds_and_rules(
    panel: SimulatorPanel,
    timeline: Timeline,
    document: Document,
    jobs: Jobs,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    timeline.set_value(2.0)
    panel.parts.seeds_spin.setValue(7)
    panel.parts.choices.set_policies(["static", "rules"])
    panel.edit_rules(Rules(DEFAULT[:2]), "Remove rules")
    item = panel.parts.choices.points.item(0)
    item.setCheckState(Qt.CheckState.Checked if item.checkState() != Qt.CheckState.Checked else Qt.CheckState.Unchecked)
    chosen = [point.name for point in panel.points]
    qtbot.waitUntil(lambda: Kept.read(document.project.settings.get(SETTING)).points is not None)
    panel.keeper.keep()
    other = SimulatorPanel(document, jobs, Adapting(document, jobs, tmp_path))
    qtbot.addWidget(other)
    other.resize(770, 640)
    other.show()
    settled(other, qtbot)
    assert other.scenario == panel.scenario and other.scenarios.is_edited
    assert other.parts.seeds_spin.value() == 7 and other.parts.choices.chosen_policies == ("static", "rules")
    assert other.parts.thresholds.rules == Rules(DEFAULT[:2]) and [one.name for one in other.points] == chosen


@pytest.mark.parametrize(
    "value",
    (None, 3, {"rules": {"rules": [{"quantity": "luck", "value": 1, "point": "x"}]}}, {"seeds": "many", "points": 5},
     {"scenario": {"edited": {"name": 3}}, "deadline": float("nan")}),
)  # fmt: skip
def test_what_a_project_holds_is_read_with_doubt(value: object) -> None:
    found = Kept.read(value)
    assert found.rules == Rules() and found.seeds is None and found.points is None and found.deadline is None


def test_bars_say_how_long_the_battery_lasts(panel: SimulatorPanel, qtbot: QtBot) -> None:
    bars = panel.parts.life
    assert isinstance(bars, LifeBars) and "Run" in bars.accessibleDescription() + bars._empty
    panel.parts.seeds_spin.setValue(2)
    panel.all_seeds.run()
    qtbot.waitUntil(lambda: panel.all_seeds.job is None)
    panel.parts.tabs.setCurrentIndex(3)
    lives = [row.estimates["life"].mean for row in bars.rows]
    assert len(lives) == len(panel.policies()) and lives == sorted(lives, reverse=True)
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert panel.shown == bars.rows[0].policy and "h" in bars.accessibleDescription()
    # Of another scenario neither the bars nor the table are true any more, and both look it.
    table, cell = panel.parts.standings.model, panel.parts.standings.model.index(0, 1)
    assert table.data(cell, Qt.ItemDataRole.ForegroundRole) is None
    panel.open_scenario(str(presets()["quiet_kiosk"]))
    qtbot.waitUntil(lambda: "run again" in bars.accessibleDescription())
    assert table.data(cell, Qt.ItemDataRole.ForegroundRole) is not None


def test_points_of_all_models_are_offered_and_a_trained_one_that_is_adopted_plays(
    qapp: QApplication, jobs: Jobs, qtbot: QtBot, tmp_path: Path
) -> None:
    document = document_of(residual_graph(), tmp_path)
    assert document.store is not None and document.project.model is not None

    def measured(recipe: Recipe, accuracy: float, seconds: float) -> Evaluation:
        return evaluation(recipe, accuracy, 1000.0, seconds)

    document.store.add_evaluation(document.context, measured(Recipe(), 0.90, 0.02))
    four = uniform_recipe(document, 4, 8)
    path = tmp_path / "trained.onnx"
    path.write_bytes(b"other weights")
    graph = replace(residual_graph(), name="trained")
    request = TrainRequest(recipe=four)
    parent = document.project.model.sha256
    made = TrainedModel(str(path), "4 bit, trained", graph, parent, four, request, (measured(four, 0.88, 0.005),))
    trained.save(document.store, made, document.data, "Train")
    document._reset()
    panel = SimulatorPanel(document, jobs, Adapting(document, jobs, tmp_path))
    qtbot.addWidget(panel)
    panel.resize(770, 640)
    panel.show()
    settled(panel, qtbot)
    assert panel.offer is not None and len(panel.points) == 2, "the front: one of each model"
    keys = set(panel.offer.keys)
    document.adopt_evaluation(document.family[0], "Adopt")
    settled(panel, qtbot)
    assert document.graph is not None and document.graph.name == "trained"
    assert panel.offer is not None and set(panel.offer.keys) == keys and len(panel.points) == 2
    assert panel.shown == f"Static: {panel.offer.points[0].name}" and panel.offer.points[0].accuracy == 0.88
    document.undo_stack.undo()
    settled(panel, qtbot)
    assert panel.shown == f"Static: {panel.offer.points[1].name}"
    document.close()


def test_a_program_is_added_dragged_renamed_and_removed_and_every_step_can_be_undone(
    panel: SimulatorPanel, timeline: Timeline, document: Document, qtbot: QtBot
) -> None:
    view, before = panel.parts.timeline, panel.scenario
    assert before is not None
    count = len(before.contention.programs)
    qtbot.mouseClick(view.program_button, Qt.MouseButton.LeftButton)
    lane = f"program:{count}"
    assert panel.scenario is not None and timeline.lane == lane and view.more.isVisible()
    added = panel.scenario.contention.programs[count]
    assert view.cycle_spin.value() == pytest.approx(added.period) and "program" in timeline.accessibleDescription()
    middle = added.start + added.on / 2
    drag(qtbot, timeline, place(timeline, lane, middle), place(timeline, lane, middle + added.on))
    moved = panel.scenario.contention.programs[count]
    assert moved.start == pytest.approx(added.start + added.on, rel=0.2) and moved.on == added.on
    second = moved.start + moved.period + moved.on  # the end of its second run
    drag(qtbot, timeline, place(timeline, lane, second), place(timeline, lane, second + added.on / 2))
    longer = panel.scenario.contention.programs[count]
    assert longer.on > 1.2 * added.on and longer.start == moved.start
    view.value_spin.setValue(25)
    view.cycle_spin.setValue(round(added.period * 1.5))
    view.power_spin.setValue(1.5)
    view.name_edit.setText("backup at night")
    view.name_edit.editingFinished.emit()
    named = panel.scenario.contention.programs[count]
    assert (named.name, named.power, named.share) == ("backup at night", 1.5, 0.25)
    assert named.period == round(added.period * 1.5)
    settled(panel, qtbot)
    timeline.setFocus()
    qtbot.keyClick(timeline, Qt.Key.Key_Delete)
    assert panel.scenario.contention.programs == before.contention.programs and timeline.lane == "random"
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    assert panel.scenario == before


def test_contention_at_random_is_drawn_as_the_strips_meet_it_and_its_edges_can_be_dragged(
    panel: SimulatorPanel, timeline: Timeline, qtbot: QtBot
) -> None:
    assert panel.scenario is not None and panel.scenario.contention.slow_down.kind is SignalKind.MARKOV
    steps = blocks_of(panel.scenario, "random")
    edge = next(index for index in range(1, len(steps)) if steps[index][0] > panel.scenario.duration / 8)
    at = steps[edge][0]
    drag(qtbot, timeline, place(timeline, "random", at), place(timeline, "random", at * 1.2))
    assert timeline.lane == "random" and timeline.index == edge
    assert blocks_of(panel.scenario, "random")[edge][0] == pytest.approx(at * 1.2, rel=0.1)
    view = panel.parts.timeline
    timeline._choose("random", 1)
    assert "busy" in view.cycle_label.text() and view.more.isVisible() and not view.power_spin.isVisible()
    view.cycle_spin.setValue(20)
    view.value_spin.setValue(5)
    course = panel.scenario.contention.slow_down
    assert (course.other, course.other_stay) == (5, 20)
    qtbot.mouseClick(view.remove_button, Qt.MouseButton.LeftButton)
    assert panel.scenario.contention.slow_down.kind is SignalKind.CONSTANT and not view.more.isVisible()
    qtbot.mouseClick(view.add_button, Qt.MouseButton.LeftButton)
    assert panel.scenario.contention.slow_down.kind is SignalKind.MARKOV
    settled(panel, qtbot)
