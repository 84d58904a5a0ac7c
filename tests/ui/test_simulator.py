"""The Simulate workspace, with real clicks, a real thread and a real worker, on short scenarios."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edgeviz.core.adaptive.standing import Table
from edgeviz.core.recipe import Recipe
from edgeviz.jobs.events import Failed
from edgeviz.project.scenarios import presets
from edgeviz.ui.adaptive.adapting import Adapting
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.simulator.choices import Choices, Source
from edgeviz.ui.simulator.latest import Latest
from edgeviz.ui.simulator.offer import Measured, of_project
from edgeviz.ui.simulator.panel import SHOWN, SimulatorPanel
from edgeviz.ui.simulator.standings import StandingsModel
from edgeviz.ui.simulator.strip import clock
from edgeviz.ui.simulator.words import COLUMNS
from tests.screenshots.shots import make_window
from tests.ui.panel_samples import chain, document_with, sample_evaluations

SHORT = """
name = "Two minutes"
story = "Others come and go."
duration = 120
deadline = 0.002
queue = 4

[platform]
name = "Board"
levels = [1e9, 2e9]
reference = 2e9
voltage_low = 0.8
voltage_high = 1.0
idle_power = 1.0
static_power = 1.5
dynamic_power = 2.0

[arrivals]
kind = "poisson"
rate = 20

[contention]
jitter = 0.1

[contention.slow_down]
kind = "markov"
value = 1
other = 2.5
stay = 20
other_stay = 10

[battery]
capacity = 1
"""
GRAPH = chain()
ROWS = sample_evaluations(GRAPH, 12)


@pytest.fixture
def document(qapp: QApplication, tmp_path: Path) -> Iterator[Document]:
    document = document_with(tmp_path, ROWS, GRAPH)
    yield document
    document.close()


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shutdown()


@pytest.fixture
def panel(document: Document, jobs: Jobs, qtbot: QtBot, tmp_path: Path) -> SimulatorPanel:
    path = tmp_path / "short.toml"
    path.write_text(SHORT)
    panel = SimulatorPanel(document, jobs, Adapting(document, jobs, tmp_path))
    qtbot.addWidget(panel)
    panel.resize(770, 640)
    panel.show()
    panel.open_scenario(str(path))
    settled(panel, qtbot)
    return panel


def settled(panel: SimulatorPanel, qtbot: QtBot) -> None:
    """The strips show what is set."""
    qtbot.wait(80)
    qtbot.waitUntil(lambda: not panel.is_busy)


def summary(panel: SimulatorPanel) -> str:
    return panel.parts.summary.text()


def test_the_scenario_tells_its_story_and_the_front_of_the_project_plays_at_once(panel: SimulatorPanel) -> None:
    parts = panel.parts
    assert parts.story.text() == "Others come and go."
    assert parts.scenario_box.count() == 1 + len(presets()) and parts.scenario_box.currentText() == "Two minutes"
    assert len(panel.points) >= 2 and len(panel.points) < len(ROWS)
    assert panel.offer is not None and len(panel.offer.points) == len(ROWS)
    names = [point.name for point in panel.points]
    assert all(b.accuracy > a.accuracy for a, b in zip(panel.points, panel.points[1:], strict=False)), names
    assert "right in time" in summary(panel) and parts.strips.strips is not None
    assert parts.strips.strips.run.policy == SHOWN


def test_strips_that_would_say_nothing_are_left_out(panel: SimulatorPanel) -> None:
    strips = panel.parts.strips
    assert not strips.charge.isHidden() and not strips.contention.isHidden() and not strips.frequency.isHidden()
    assert strips.temperature.isHidden() and strips.bandwidth.isHidden()


def test_a_run_fills_the_table_and_the_plot_and_a_row_shows_its_policy(
    panel: SimulatorPanel, jobs: Jobs, qtbot: QtBot
) -> None:
    parts = panel.parts
    parts.seeds_spin.setValue(3)
    qtbot.mouseClick(parts.run_button, Qt.MouseButton.LeftButton)
    assert not parts.cancel_button.isHidden() and parts.run_button.isHidden()
    qtbot.waitUntil(lambda: panel.all_seeds.job is None)
    model = parts.standings.model
    statics = [row for row in model.rows if row.policy.startswith("Static: ")]
    assert len(statics) == len(panel.points) and len(model.rows) == len(statics) + 9
    assert panel.all_seeds.table is not None and panel.all_seeds.table.seeds == 3
    assert all(len(row.figures) == 3 for row in model.rows)
    assert "±" in str(model.index(0, 1).data())
    assert "points" in parts.standings.verdict.text() and "earlier" not in parts.standings.verdict.text()
    assert len(parts.standings.plot.rows) == len(model.rows)
    view, proxy = parts.standings.view, parts.standings.proxy
    row = next(n for n in range(proxy.rowCount()) if proxy.index(n, 0).data().startswith("ALERT"))
    view.scrollTo(proxy.index(row, 0))
    centre = view.visualRect(proxy.index(row, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    settled(panel, qtbot)
    assert panel.shown == "ALERT" and parts.shown_box.currentText() == "ALERT"
    assert parts.strips.strips is not None and parts.strips.strips.run.policy == "ALERT"
    assert parts.standings.plot.chosen == "ALERT"
    # The strips show the first of the seeds that the table is of.
    alert = next(row for row in model.rows if row.policy == "ALERT")
    assert alert.figures[0].accuracy == pytest.approx(float(parts.strips.strips.run.good.mean()))


def test_the_table_is_sorted_by_a_click_and_copied_as_csv(panel: SimulatorPanel, qtbot: QtBot) -> None:
    panel.all_seeds.run()
    qtbot.waitUntil(lambda: panel.all_seeds.job is None)
    standings = panel.parts.standings
    header = standings.view.horizontalHeader()
    column = COLUMNS.index("misses") + 1
    at = QPointF(header.sectionViewportPosition(column) + 12, header.height() / 2).toPoint()
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    proxy = standings.proxy
    found = [proxy.index(row, column).data(proxy.sortRole()) for row in range(proxy.rowCount())]
    assert found in (sorted(found), sorted(found, reverse=True))
    qtbot.mouseClick(standings.copy_button, Qt.MouseButton.LeftButton)
    rows = list(csv.DictReader(io.StringIO(QGuiApplication.clipboard().text())))
    assert len(rows) == len(standings.model.rows) and {"accuracy", "misses_low", "p99", "regret_high"} <= set(rows[0])
    assert float(rows[0]["accuracy"]) == standings.model.rows[0].estimates["accuracy"].mean


def test_dragging_the_deadline_plays_again_at_once(panel: SimulatorPanel, qtbot: QtBot) -> None:
    strips = panel.parts.strips
    before = strips.strips
    assert before is not None
    canvas, line = strips.latency, strips.latency.deadline_line
    (left, right), _ = canvas.view.viewRange()
    start = canvas.to_pixels((left + right) / 2, line.value()).toPoint()
    end = canvas.to_pixels((left + right) / 2, line.value() - 0.3).toPoint()
    port = canvas.viewport()
    qtbot.mouseMove(port, start)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 11):
        qtbot.mouseMove(port, start + (end - start) * step / 10)
        qtbot.wait(5)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    settled(panel, qtbot)
    assert panel.parts.deadline_spin.value() == pytest.approx(2 * 10**-0.3, rel=0.1)
    now = strips.strips
    assert now is not None and now.run.deadline == pytest.approx(panel.parts.deadline_spin.value() * 1e-3)
    assert (now.run.fate != 0).sum() > (before.run.fate != 0).sum()


def test_a_threshold_under_the_slider_moves_the_strips(panel: SimulatorPanel, qtbot: QtBot) -> None:
    parts = panel.parts
    assert not parts.thresholds.isHidden()
    before = summary(panel)
    parts.thresholds.rule_box.setCurrentIndex(3)
    parts.thresholds.slider.setFocus()
    for _ in range(10):
        qtbot.keyClick(parts.thresholds.slider, Qt.Key.Key_Right)
    settled(panel, qtbot)
    rule = parts.thresholds.rules.rules[3]
    assert rule.quantity == "response" and not rule.above and rule.value == pytest.approx(0.9)
    assert "0.9" in parts.thresholds.rule_box.currentText()
    assert summary(panel) != before
    panel.show_policy("ALERT")
    settled(panel, qtbot)
    assert parts.thresholds.isHidden()


def test_figures_of_earlier_settings_say_so(panel: SimulatorPanel, qtbot: QtBot) -> None:
    parts = panel.parts
    parts.seeds_spin.setValue(1)
    panel.all_seeds.run()
    qtbot.waitUntil(lambda: panel.all_seeds.job is None)
    deadline = parts.deadline_spin.value()
    parts.deadline_spin.setValue(deadline * 2)
    assert "earlier settings" in parts.standings.verdict.text()
    parts.deadline_spin.setValue(deadline)
    assert "earlier settings" not in parts.standings.verdict.text()


def test_the_time_is_scrubbed_clicked_and_played(panel: SimulatorPanel, qtbot: QtBot) -> None:
    parts = panel.parts
    parts.player.slider.setValue(1000)
    assert parts.strips.time == pytest.approx(60, abs=0.5)
    reading = parts.strips.readings[parts.strips.charge].text()
    assert reading.endswith("%")
    strip = parts.strips.charge
    qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=strip.to_pixels(30, 50).toPoint())
    assert parts.player.time == pytest.approx(30, abs=1)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert parts.player.time > 30.5
    qtbot.mouseClick(parts.player.play_button, Qt.MouseButton.LeftButton)
    assert parts.player.is_playing
    qtbot.waitUntil(lambda: not parts.player.is_playing)
    assert parts.player.time == parts.player.end and parts.player.play_button.text() == "Play"


def test_the_strips_are_zoomed_together(panel: SimulatorPanel) -> None:
    strips = panel.parts.strips
    strips.latency.view.setXRange(20, 40, padding=0)
    assert strips.charge.view.viewRange()[0] == pytest.approx([20, 40], abs=1)
    strips.reset()
    assert strips.charge.view.viewRange()[0][1] >= 120


def test_a_point_adopted_on_the_trade_off_plot_plays_as_the_static_policy(
    panel: SimulatorPanel, document: Document, qtbot: QtBot
) -> None:
    offer = panel.offer
    assert offer is not None
    chosen = {point.name for point in panel.points}
    index = next(n for n, point in enumerate(offer.points) if point.name not in chosen and point.accuracy > 0.7)
    recipe = next(row.recipe for row in ROWS if document.lasting_key(row) == offer.keys[index])
    document.adopt(recipe, "Adopt")
    settled(panel, qtbot)
    assert panel.shown == f"Static: {offer.points[index].name}" and offer.points[index] in panel.points
    found = panel.parts.strips.strips
    assert found is not None and set(found.run.point[found.run.answered]) == {panel.points.index(offer.points[index])}
    document.undo_stack.undo()
    settled(panel, qtbot)
    assert panel.shown == "Static: Float" and document.recipe == Recipe()


def test_too_few_points_say_what_to_measure_and_the_scenario_has_its_own(
    jobs: Jobs, qtbot: QtBot, tmp_path: Path
) -> None:
    document = document_with(tmp_path, ROWS[:1], GRAPH)
    panel = SimulatorPanel(document, jobs, Adapting(document, jobs, tmp_path))
    qtbot.addWidget(panel)
    panel.resize(770, 640)
    panel.show()
    parts = panel.parts
    settled(panel, qtbot)
    assert parts.pages.currentWidget() is parts.empty and "has 1 of the two" in parts.empty.label.text()
    with qtbot.waitSignal(panel.measureRequested):
        qtbot.mouseClick(parts.empty.measure_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(parts.empty.other_button, Qt.MouseButton.LeftButton)
    settled(panel, qtbot)
    assert parts.pages.currentWidget() is not parts.empty and parts.choices.source is Source.SCENARIO
    assert len(panel.points) == 4 and "right in time" in summary(panel)
    document.close()


def test_cancelling_keeps_the_seeds_that_were_played(panel: SimulatorPanel, qtbot: QtBot) -> None:
    parts = panel.parts
    parts.seeds_spin.setValue(500)
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    qtbot.keyClick(panel, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    # The button is seen to be pressed first.
    qtbot.waitUntil(lambda: panel.all_seeds.job is not None)
    qtbot.waitUntil(lambda: panel.all_seeds.table is not None and panel.all_seeds.table.seeds >= 1)
    qtbot.mouseClick(parts.cancel_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.all_seeds.job is None)
    assert panel.all_seeds.table is not None and 1 <= panel.all_seeds.table.seeds < 500
    assert f"{panel.all_seeds.table.seeds} of 500 seeds" in parts.standings.verdict.text()


def test_a_scenario_that_cannot_be_read_is_said_and_the_one_before_stays(
    panel: SimulatorPanel, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(SHORT.replace("capacity = 1", "capacity = -1"))
    heard: list[Failed] = []
    panel.failed.connect(heard.append)
    panel.open_scenario(str(path))
    assert len(heard) == 1 and "wrong.toml" in heard[0].what and "capacity" in heard[0].what
    assert panel.scenario is not None and panel.scenario.name == "Two minutes"
    assert panel.parts.scenario_box.currentText() == "Two minutes"


def test_points_are_checked_by_hand_and_without_any_nothing_runs(panel: SimulatorPanel, qtbot: QtBot) -> None:
    choices = panel.parts.choices
    front = len(panel.points)
    for row in range(choices.points.count()):
        choices.points.item(row).setCheckState(Qt.CheckState.Unchecked)
    settled(panel, qtbot)
    assert not panel.parts.run_button.isEnabled() and "at least one" in panel.parts.message.text()
    qtbot.mouseClick(choices.front_button, Qt.MouseButton.LeftButton)
    settled(panel, qtbot)
    assert len(panel.points) == front and panel.parts.run_button.isEnabled() and not panel.parts.message.text()


def test_a_new_measurement_keeps_what_is_checked(panel: SimulatorPanel, document: Document, qtbot: QtBot) -> None:
    choices = panel.parts.choices
    item = choices.points.item(0)
    is_checked = item.checkState() == Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if is_checked else Qt.CheckState.Checked)
    chosen = [point.name for point in panel.points]
    document.evaluationsChanged.emit()
    settled(panel, qtbot)
    assert [point.name for point in panel.points] == chosen


def test_names_of_points_are_distinct(document: Document, panel: SimulatorPanel) -> None:
    assert panel.scenario is not None
    for row in ROWS[:3]:
        document.name_evaluation(row, "the same")
    offer = of_project(Measured.of(document), panel.scenario)
    names = [point.name for point in offer.points]
    assert len(set(names)) == len(names) and "the same (3)" in names
    assert {offer.keys[names.index(f"the same{end}")] for end in ("", " (2)", " (3)")} == {
        document.lasting_key(row) for row in ROWS[:3]
    }


def test_the_model_of_the_table_is_sound(panel: SimulatorPanel, qtbot: QtBot) -> None:
    model = StandingsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    panel.parts.seeds_spin.setValue(2)
    panel.all_seeds.run()
    qtbot.waitUntil(lambda: panel.all_seeds.job is None)
    table = panel.all_seeds.table
    assert table is not None
    for shown in (table, Table(1, table.standings[:3], None), None, table):
        model.show(shown)
        assert model.rowCount() == (len(shown.standings) if shown else 0)


def test_the_latest_request_wins(qtbot: QtBot) -> None:
    for every, expected in ((True, [0, 19]), (False, [19])):
        latest, found = Latest(every=every), []
        latest.done.connect(found.append)
        for number in range(20):
            latest.submit(partial(int, number))
        qtbot.waitUntil(lambda latest=latest: not latest.is_busy)
        assert found == expected


def test_times_are_read_as_on_a_clock() -> None:
    assert [clock(0), clock(65), clock(3725)] == ["0:00", "1:05", "1:02:05"]
    assert clock(1.5, 0.5) == "0:01.5"


def test_choices_begin_with_every_policy(qtbot: QtBot) -> None:
    choices = Choices()
    qtbot.addWidget(choices)
    assert len(choices.chosen_policies) == 10 and choices.chosen_points == ()


def test_in_the_window_the_key_runs_what_the_workspace_is_for_and_the_plot_has_a_dock(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window(tmp_path)
    window.opener.open_demo()
    window.workspaces.switch("simulate")
    panel = window.simulator
    shown = {dock.windowTitle() for dock in window.workspaces.docks("simulate") if not dock.isHidden()}
    assert shown == {"Trade-off", "Policies"}
    qtbot.waitUntil(lambda: not window.tradeoff.visibleRegion().isEmpty())
    panel.parts.choices.set_source(Source.SCENARIO)
    panel.parts.seeds_spin.setValue(1)
    settled(panel, qtbot)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: panel.all_seeds.job is not None)
    panel.all_seeds.cancel()
    qtbot.waitUntil(lambda: panel.all_seeds.job is None)
    assert window.workspaces.current == "simulate"
    window.workspaces.switch("explore")
    assert window.train.start_action.shortcut().toString() == "Ctrl+Return"
    assert window.policies_dock.isHidden()
    window.close()


def test_in_the_window_a_click_on_the_trade_off_plot_plays_that_point_in_the_running_scenario(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window(tmp_path)
    window.opener.open_demo()
    # The demo's recipes have no latency of this machine: they are modelled for a board.
    window.document.set_device(window.device_library.profiles.devices["raspberry_pi_4"])
    window.workspaces.switch("simulate")
    panel, tradeoff = window.simulator, window.tradeoff
    settled(panel, qtbot)
    qtbot.waitUntil(lambda: not tradeoff.visibleRegion().isEmpty() and len(tradeoff.cloud.front) > 2)
    offer, before = panel.offer, panel.parts.strips.strips
    assert offer is not None and before is not None and panel.shown == SHOWN
    document = window.document
    index = next(
        int(row) for row in tradeoff.cloud.front
        if document.lasting_key(tradeoff.cloud.evaluations[row]) in offer.keys
        and tradeoff.cloud.evaluations[row].recipe != document.recipe
    )  # fmt: skip
    point = offer.index_of(document.lasting_key(tradeoff.cloud.evaluations[index]))
    assert point is not None
    at = tradeoff.canvas.to_pixels(float(tradeoff._view_x[index]), float(tradeoff._view_y[index])).toPoint()
    qtbot.mouseClick(tradeoff.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
    qtbot.waitUntil(lambda: panel.shown == f"Static: {offer.points[point].name}")
    settled(panel, qtbot)
    strips = panel.parts.strips.strips
    assert strips is not None and strips is not before
    assert strips.run.policy.endswith(offer.points[point].name)
    window.close()
