"""Every way to search, started in the window by hand and followed to its end: the real jobs in real processes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from edgeviz.core.metric import Provenance
from edgeviz.core.nas.request import Clock, Fidelity, Proxy
from edgeviz.ui.main_window import MainWindow
from edgeviz.ui.search.candidates_model import CandidateColumn
from edgeviz.ui.search.run import SearchRun
from edgeviz.ui.search.words import fidelity_name, proxy_name, sampler_name
from tests.engine.nas.cluster import Cluster
from tests.ui.test_search import LEFT, PATIENCE, REQUEST, ended, picked, reopened, window

__all__ = ["window"]  # a fixture
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture
def form(window: MainWindow) -> Iterator[MainWindow]:
    """The window with a space of small networks, a modelled clock and four candidates in the form."""
    window.search.form.show_request(replace(REQUEST, trials=4))
    unfold(window)
    picked_clock(window)
    yield window


def unfold(window: MainWindow) -> None:
    for section in window.search.form.sections:
        section.head.setChecked(True)


def picked_clock(window: MainWindow) -> None:
    """Nothing is timed, so that searches are the same whatever else the machine does."""
    latency = window.search.form.latency
    latency.clock.choose(Clock.MODELLED)
    latency.device.choose("raspberry_pi_4")


def typed(qtbot: QtBot, box: QSpinBox, value: int) -> None:
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, str(value))
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert box.value() == value


def ticked(qtbot: QtBot, box: QCheckBox) -> None:
    qtbot.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))
    assert box.isChecked()


def started(qtbot: QtBot, window: MainWindow) -> SearchRun:
    """Click on Start."""
    form = window.search.form
    qtbot.waitUntil(form.start_button.isEnabled)
    assert form.obstacle() == ""
    qtbot.mouseClick(form.start_button, LEFT)
    run = window.search.searches.current
    assert run is not None and run.job is not None
    return run


def clicked(qtbot: QtBot, window: MainWindow, name: str) -> None:
    """Click on Pause, Resume or Stop."""
    page = window.search.page
    button: QWidget = page.buttons[getattr(page, f"{name}_action")]
    qtbot.waitUntil(lambda: button.isVisible() and button.isEnabled())
    qtbot.mouseClick(button, LEFT)


def drawn(qtbot: QtBot, window: MainWindow, run: SearchRun, candidates: int) -> None:
    """It is finished, and all that was found is on screen."""
    ended(qtbot, run)
    search = window.search
    assert run.state == "finished" and run.candidates == candidates and run.failures == 0
    qtbot.waitUntil(lambda: len(search.page.scatter.rows) == candidates)
    qtbot.waitUntil(lambda: search.candidates.model.rowCount() == candidates)
    qtbot.waitUntil(lambda: search.page.state.text().startswith(f"finished · {candidates} of "))
    assert run.figures.best is not None and run.figures.front
    assert search.page.drawing.columns[0].title == "Best so far"


def test_a_supernet_is_trained_first_can_be_paused_meanwhile_and_judges_all_candidates(
    form: MainWindow, qtbot: QtBot
) -> None:
    window, page = form, form.search.page
    picked(qtbot, window.search.form.accuracy.fidelity, fidelity_name(Fidelity.SUPERNET))
    typed(qtbot, window.search.form.accuracy.epochs, 40)
    run = started(qtbot, window)
    qtbot.waitUntil(lambda: run.job is not None and run.job.progress is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: "training the shared weights" in page.state.text())
    assert "trained first" in page.scatter.empty.text()
    clicked(qtbot, window, "pause")
    qtbot.waitUntil(lambda: run.is_over, timeout=PATIENCE)
    assert run.state == "paused" and run.found == []
    clicked(qtbot, window, "resume")
    drawn(qtbot, window, run, 4)
    notes = {one.trial.metrics["accuracy"].note for one in run.found}
    assert all("supernet" in note for note in notes)


def test_successive_halving_trains_the_best_longer_and_only_those_count(form: MainWindow, qtbot: QtBot) -> None:
    accuracy = form.search.form.accuracy
    picked(qtbot, accuracy.fidelity, fidelity_name(Fidelity.HALVING))
    typed(qtbot, accuracy.epochs, 4)
    typed(qtbot, accuracy.rungs, 2)
    typed(qtbot, accuracy.factor, 2)
    typed(qtbot, form.search.form.effort.batch, 4)
    run = started(qtbot, form)
    drawn(qtbot, form, run, 4)
    assert sorted(one.trial.budget for one in run.found) == [2.0] * 4 + [4.0] * 2
    figures = run.figures
    assert run.trial(figures.best or 0).budget == 4.0
    assert {run.trial(row).budget for row in figures.front} == {4.0}
    model = form.search.candidates.model
    epochs = [model.index(row, CandidateColumn.EPOCHS) for row in range(4)]
    qtbot.waitUntil(lambda: sorted(index.data() for index in epochs) == ["2", "2", "4", "4"])


def test_nsga_ii_seeks_the_front_of_several_costs_among_candidates_that_a_proxy_chose(
    form: MainWindow, qtbot: QtBot
) -> None:
    fields, search = form.search.form, form.search
    picked(qtbot, fields.sampler.sampler, sampler_name("nsga2"))
    for name in ("size", "macs", "energy"):
        ticked(qtbot, fields.goal.further.boxes[name])
    picked(qtbot, fields.accuracy.proxy, proxy_name(Proxy.SYNFLOW))
    typed(qtbot, fields.accuracy.draws, 3)
    run = started(qtbot, form)
    drawn(qtbot, form, run, 4)
    assert run.record.request.goal.objectives == ("accuracy", "latency", "size", "macs", "energy")
    assert all(one.proxies["synflow"] == one.proxies["synflow"] for one in run.found)
    view = search.candidates.view
    assert not view.isColumnHidden(CandidateColumn.SCREENING) and not view.isColumnHidden(CandidateColumn.ENERGY)
    assert view.isColumnHidden(CandidateColumn.LATENCY), "it is the cost of the reward already"
    picked(qtbot, search.page.scatter.axis, "Energy")
    assert (
        len(search.page.scatter.rows) == 4
        and "Energy" in search.page.scatter.canvas.plot.getAxis("bottom").label.toPlainText()
    )
    picked(qtbot, search.matters.axes, "All figures")
    form.matters_dock.raise_()
    qtbot.waitUntil(lambda: "energy" in search.matters.lines.lines.names)


def test_a_differentiable_search_is_paused_and_ends_in_its_likeliest_candidates(form: MainWindow, qtbot: QtBot) -> None:
    fields = form.search.form
    picked(qtbot, fields.sampler.sampler, sampler_name("differentiable"))
    typed(qtbot, fields.effort.candidates, 2)
    typed(qtbot, fields.accuracy.epochs, 4)
    run = started(qtbot, form)
    qtbot.waitUntil(lambda: run.job is not None and run.job.progress is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: "training the shared weights" in form.search.page.state.text())
    clicked(qtbot, form, "pause")
    qtbot.waitUntil(lambda: run.is_over, timeout=PATIENCE)
    assert run.state == "paused"
    clicked(qtbot, form, "resume")
    drawn(qtbot, form, run, 2)
    assert all(one.trial.metrics["latency"].provenance is Provenance.MODELLED for one in run.found)
    form.search_progress_dock.raise_()
    qtbot.waitUntil(lambda: form.search.progress.second.choose("entropy"))


def test_a_cluster_by_its_address_evaluates_although_a_worker_vanishes(
    form: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    pytest.importorskip("distributed", reason="distributed is not installed: pip install 'edgeviz[distributed]'")
    cluster = Cluster(tmp_path)
    try:
        cluster.add()
        cluster.add()
        effort = form.search.form.effort
        effort.scheduler.setFocus()
        qtbot.keyClicks(effort.scheduler, cluster.address)
        assert not effort.workers.isVisibleTo(effort.body)
        typed(qtbot, effort.candidates, 6)
        run = started(qtbot, form)
        qtbot.waitUntil(lambda: len(run.found) >= 1, timeout=PATIENCE)
        cluster.workers[0].send_signal(signal.SIGKILL)
        drawn(qtbot, form, run, 6)
    finally:
        cluster.stop()


def test_a_cluster_that_is_not_there_is_said(form: MainWindow, qtbot: QtBot) -> None:
    pytest.importorskip("distributed", reason="distributed is not installed: pip install 'edgeviz[distributed]'")
    told: list[object] = []
    form.search.failed.disconnect(form.show_error)
    form.search.failed.connect(told.append)
    scheduler = form.search.form.effort.scheduler
    scheduler.setFocus()
    qtbot.keyClicks(scheduler, "tcp://127.0.0.1:9")
    run = started(qtbot, form)
    qtbot.waitUntil(lambda: run.is_over, timeout=PATIENCE)
    assert run.state == "failed" and len(told) == 1
    assert "No Dask scheduler" in run.record.error
    qtbot.waitUntil(lambda: "No Dask scheduler" in form.search.page.state.text())
    assert form.search.page.resume_action.isEnabled()


def test_a_search_whose_window_was_killed_is_opened_again_and_goes_on(form: MainWindow, qtbot: QtBot) -> None:
    document = form.document
    typed(qtbot, form.search.form.effort.candidates, 6)
    qtbot.waitUntil(lambda: document.project.settings.get("search", {}).get("trials") == 6)
    store = document.store
    assert store is not None
    path = store.path
    document.close()
    command = [sys.executable, "-P", "-m", "tests.ui.searching_window", str(path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    other = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    known = [other.stdout.readline().strip() for _ in range(2)]
    other.kill()
    other.wait()
    from edgeviz.project.store import Store

    document.attach(Store.open(path), untitled=False)
    (run,) = form.search.searches.runs
    before = [one.trial.key for one in run.found]
    assert run.state == "interrupted" and set(known) <= set(before) and len(before) < 6
    assert "interrupted" in form.search.page.state.text()
    assert len(form.search.page.scatter.rows) == len(before)
    clicked(qtbot, form, "resume")
    drawn(qtbot, form, run, 6)
    assert [one.trial.key for one in run.found][: len(before)] == before
    assert len({one.trial.key for one in run.found}) == len(run.found) == 6, "nothing was evaluated twice"


def test_stop_ends_it_at_once_and_resume_goes_on_without_what_was_lost(form: MainWindow, qtbot: QtBot) -> None:
    typed(qtbot, form.search.form.effort.workers, 2)
    run = started(qtbot, form)
    qtbot.waitUntil(lambda: len(run.found) >= 1, timeout=PATIENCE)
    clicked(qtbot, form, "stop")
    qtbot.waitUntil(lambda: run.is_over, timeout=PATIENCE)
    # Two at a time come in as they end, and are read again in the order in which they were asked for.
    before = {one.trial.key for one in run.found}
    assert run.state == "cancelled"
    qtbot.waitUntil(lambda: form.search.page.state.text().startswith("stopped"))
    reopened(form)
    (run,) = form.search.searches.runs
    clicked(qtbot, form, "resume")
    drawn(qtbot, form, run, 4)
    assert before < {one.trial.key for one in run.found}
