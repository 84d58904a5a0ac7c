"""The list of jobs and the strip, with jobs that run in the real worker."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from edgeviz.jobs.events import Finished, Progress
from edgeviz.jobs.spec import JobSpec, Lane
from edgeviz.ui.bridge import Job, Jobs, JobState
from edgeviz.ui.jobs.model import JobsModel
from edgeviz.ui.jobs.panel import JobsPanel
from edgeviz.ui.jobs.strip import JobsStrip
from edgeviz.ui.jobs.texts import detail_text

ENTRIES = "tests.ui.entries"
WAIT = 30_000


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shutdown()


def spec(entry: str, title: str, lane: Lane = Lane.COMPUTE, **arguments: object) -> JobSpec:
    return JobSpec(f"{ENTRIES}:{entry}", title, arguments, light=True, lane=lane)


def ended(jobs: Jobs, number: int) -> Job:
    """A job that is over, put into the list without a worker."""
    job = Job(spec("count", f"Job {number}"), jobs)
    job.take(Finished(job.spec.id))
    jobs.jobs.append(job)
    return job


def test_jobs_are_listed_newest_first_with_progress_and_queue_position(
    jobs: Jobs, qtbot: QtBot, tmp_path: Path
) -> None:
    panel = JobsPanel(jobs)
    qtbot.addWidget(panel)
    QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    panel.show()
    assert panel.pages.currentWidget() is panel.empty
    go = tmp_path / "go"
    first = jobs.submit(spec("wait_for", "First", path=str(go)))
    second = jobs.submit(spec("count", "Second"))
    third = jobs.submit(spec("count", "Third"))
    titles = [panel.model.index(row).data() for row in range(panel.model.rowCount())]
    assert titles == ["Third", "Second", "First"]
    assert panel.model.ahead(third) == 2
    assert "2 ahead" in detail_text(third, panel.model.ahead(third))
    qtbot.waitUntil(lambda: first.progress is not None, timeout=WAIT)
    assert "Running · waiting · 1/4" in detail_text(first)
    go.touch()
    qtbot.waitUntil(lambda: third.is_over, timeout=WAIT)
    assert [job.state for job in (first, second, third)] == [JobState.FINISHED] * 3
    assert panel.count.text() == "All done"


def test_esc_cancels_the_focused_job(jobs: Jobs, qtbot: QtBot, tmp_path: Path) -> None:
    panel = JobsPanel(jobs)
    qtbot.addWidget(panel)
    panel.show()
    job = jobs.submit(spec("wait_for", "Waiting", path=str(tmp_path / "never")))
    qtbot.waitUntil(lambda: job.progress is not None, timeout=WAIT)
    panel.list.setCurrentIndex(panel.model.index_of(job))
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: job.state is JobState.CANCELLED, timeout=WAIT)
    assert not panel.cancel_button.isEnabled()


def test_the_cancel_button_cancels_the_selected_job_only(jobs: Jobs, qtbot: QtBot, tmp_path: Path) -> None:
    panel = JobsPanel(jobs)
    qtbot.addWidget(panel)
    panel.show()
    go = tmp_path / "go"
    first = jobs.submit(spec("wait_for", "First", path=str(go)))
    second = jobs.submit(spec("count", "Second"))
    panel.list.setCurrentIndex(panel.model.index_of(second))
    qtbot.mouseClick(panel.cancel_button, Qt.MouseButton.LeftButton)
    assert detail_text(second).startswith("Cancelling")
    go.touch()
    qtbot.waitUntil(lambda: first.is_over and second.is_over, timeout=WAIT)
    assert (first.state, second.state) == (JobState.FINISHED, JobState.CANCELLED)


def test_a_failed_job_says_why_and_its_details_can_be_copied(jobs: Jobs, qtbot: QtBot) -> None:
    panel = JobsPanel(jobs)
    qtbot.addWidget(panel)
    panel.show()
    job = jobs.submit(spec("fail", "Check the data"))
    qtbot.waitUntil(lambda: job.is_over, timeout=WAIT)
    qtbot.waitUntil(panel.error_box.isVisible)
    assert panel.what.text() == "labels.csv: row 7 has no label. Add the label."
    assert not panel.details.isVisible()
    qtbot.mouseClick(panel.details_button, Qt.MouseButton.LeftButton)
    assert panel.details.isVisible()
    assert "line two" in panel.details.toPlainText()
    qtbot.mouseClick(panel.copy_button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    for part in ("Check the data", "row 7", "Add the label.", "line two"):
        assert part in copied


def test_clear_finished_keeps_what_runs(jobs: Jobs, qtbot: QtBot, tmp_path: Path) -> None:
    for number in range(3):
        ended(jobs, number)
    panel = JobsPanel(jobs)
    qtbot.addWidget(panel)
    QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    panel.show()
    job = jobs.submit(spec("wait_for", "Waiting", path=str(tmp_path / "never")))
    assert panel.model.rowCount() == 4
    qtbot.mouseClick(panel.clear_button, Qt.MouseButton.LeftButton)
    assert panel.model.rowCount() == 1
    assert jobs.jobs == [job]
    assert not panel.clear_button.isEnabled()


def test_what_is_asked_in_passing_is_listed_once_it_takes_a_second(jobs: Jobs, qtbot: QtBot, tmp_path: Path) -> None:
    model = JobsModel(jobs)
    job = jobs.submit(spec("wait_for", "Look", Lane.INTERACTIVE, path=str(tmp_path / "never")))
    assert model.rowCount() == 0
    qtbot.waitUntil(lambda: model.rowCount() == 1, timeout=WAIT)
    assert time.monotonic() - (job.begun or 0) >= 1.0


def test_a_thousand_finished_jobs_are_listed_and_a_running_one_goes_on(jobs: Jobs, qtbot: QtBot) -> None:
    for number in range(1000):
        ended(jobs, number)
    panel = JobsPanel(jobs)
    qtbot.addWidget(panel)
    panel.resize(700, 400)
    panel.show()
    panel.grab()
    bar = panel.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    panel.list.viewport().grab()
    assert panel.model.rowCount() == 1000
    job = Job(spec("count", "Runs"), jobs)
    jobs.jobs.append(job)
    jobs.added.emit(job)
    for done in range(100):
        job.take(Progress(job.spec.id, done, 100, 1.0))
    assert panel.model.rowCount() == 1001


def test_the_strip_shows_the_running_job_and_cancels_it(jobs: Jobs, qtbot: QtBot, tmp_path: Path) -> None:
    strip = JobsStrip(jobs)
    qtbot.addWidget(strip)
    strip.resize(900, 28)
    strip.show()
    assert strip.title.full == "No job is running"
    job = jobs.submit(spec("wait_for", "Sensitivity", path=str(tmp_path / "never")))
    jobs.submit(spec("count", "Next"))
    qtbot.waitUntil(lambda: job.progress is not None, timeout=WAIT)
    assert strip.title.full.startswith("Sensitivity 1/4")
    assert "1 more queued" in strip.title.full
    assert strip.bar.value == 0.25
    assert strip.time.text().endswith("left")
    qtbot.mouseClick(strip.cancel_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not jobs.running, timeout=WAIT)
    assert job.state is JobState.CANCELLED
    assert strip.title.full == "Next · Finished"
    assert not strip.cancel_button.isVisible()


def test_the_strip_says_why_the_last_job_failed(jobs: Jobs, qtbot: QtBot) -> None:
    strip = JobsStrip(jobs)
    qtbot.addWidget(strip)
    job = jobs.submit(spec("fail", "Check the data"))
    qtbot.waitUntil(lambda: job.is_over, timeout=WAIT)
    assert strip.title.full == "Check the data · Failed · labels.csv: row 7 has no label."


def test_nothing_on_the_strip_is_cut_at_any_moment(jobs: Jobs, qtbot: QtBot) -> None:
    strip = JobsStrip(jobs)
    qtbot.addWidget(strip)
    strip.resize(900, 28)
    strip.show()
    QApplication.processEvents()
    strip._last = job = Job(spec("count", "Any"), jobs)
    # Narrow and wide marks and times in turn, looked at before the event loop comes round.
    for state, seconds in ((JobState.RUNNING, 1.0), (JobState.FINISHED, 3599.0), (JobState.FAILED, 7200.0)) * 2:
        job.state, job.seconds = state, seconds
        strip.refresh()
        for label in (strip.mark, strip.time):
            assert label.text() and label.fontMetrics().horizontalAdvance(label.text()) <= label.width(), state


def test_a_click_on_the_strip_asks_for_the_whole_list(jobs: Jobs, qtbot: QtBot) -> None:
    strip = JobsStrip(jobs)
    qtbot.addWidget(strip)
    strip.resize(600, 28)
    strip.show()
    with qtbot.waitSignal(strip.openRequested):
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(300, 14))
