"""Measuring in the background, with the real engine on the demo model."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from edgeviz.core.recipe import Recipe
from edgeviz.project.store import Store
from edgeviz.resources import resource
from edgeviz.ui.bridge import Job, Jobs, JobState
from edgeviz.ui.document import Document
from edgeviz.ui.measuring import QUIET, Measuring
from tests.ui.conftest import uniform_recipe

PATIENCE = 120_000


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Document, Jobs, Measuring]]:
    document, jobs = Document(), Jobs()
    document.attach(_demo(tmp_path, "one"), untitled=False)
    yield document, jobs, Measuring(document, jobs)
    jobs.shutdown()
    document.close()


def _demo(folder: Path, name: str) -> Store:
    return Store.open(shutil.copy(resource("demo", "digits.edgeviz"), folder / f"{name}.edgeviz"), folder / "cache")


def measured(jobs: Jobs) -> list[Job]:
    """The evaluations, without the comparison that follows the opening of a model."""
    return [job for job in jobs.jobs if job.spec.arguments["recipes"]]


def quiet(qtbot: QtBot, jobs: Jobs) -> None:
    qtbot.waitUntil(lambda: not jobs.running, timeout=PATIENCE)
    qtbot.wait(3 * QUIET)


def test_the_float_model_comes_first_and_each_recipe_is_measured_once(
    desk: tuple[Document, Jobs, Measuring], qtbot: QtBot
) -> None:
    document, jobs, _ = desk
    document.adopt(uniform_recipe(document, 7, 7), "7 bits")
    qtbot.waitUntil(lambda: len(measured(jobs)) == 2, timeout=PATIENCE)
    quiet(qtbot, jobs)
    assert [job.spec.arguments["recipes"] for job in measured(jobs)] == [(Recipe(),), (document.recipe,)]
    document.undo_stack.undo()
    document.undo_stack.redo()
    quiet(qtbot, jobs)
    assert len(measured(jobs)) == 2


def test_what_a_person_cancels_stays_cancelled(desk: tuple[Document, Jobs, Measuring], qtbot: QtBot) -> None:
    document, jobs, measuring = desk
    document.adopt(uniform_recipe(document, 7, 7), "7 bits")
    qtbot.waitUntil(lambda: len(measured(jobs)) == 1, timeout=PATIENCE)
    measured(jobs)[0].cancel()
    qtbot.waitUntil(lambda: len(measured(jobs)) == 2, timeout=PATIENCE)
    measured(jobs)[1].cancel()
    quiet(qtbot, jobs)
    assert [job.state for job in measured(jobs)] == [JobState.CANCELLED, JobState.CANCELLED]
    measuring.measure_now()
    qtbot.waitUntil(lambda: len(measured(jobs)) == 3, timeout=PATIENCE)


def test_an_edit_ends_the_measuring_of_the_recipe_before_it(
    desk: tuple[Document, Jobs, Measuring], qtbot: QtBot
) -> None:
    document, jobs, _ = desk
    document.adopt(uniform_recipe(document, 7, 7), "7 bits")
    qtbot.waitUntil(lambda: len(measured(jobs)) == 2, timeout=PATIENCE)
    document.adopt(uniform_recipe(document, 7, 6), "7 and 6 bits")
    qtbot.waitUntil(lambda: len(measured(jobs)) == 3, timeout=PATIENCE)
    quiet(qtbot, jobs)
    assert measured(jobs)[2].state is JobState.FINISHED
    assert measured(jobs)[2].spec.arguments["recipes"] == (document.recipe,)


def test_another_project_ends_the_jobs_of_the_one_before(
    desk: tuple[Document, Jobs, Measuring], qtbot: QtBot, tmp_path: Path
) -> None:
    document, jobs, measuring = desk
    measuring.set_enabled(False)
    document.set_data(document.data.__class__(seed=3), "Other samples")  # type: ignore[union-attr]
    sweep = measuring.measure_uniform()
    assert sweep is not None
    assert measuring.measure_uniform() is sweep, "asked for twice, run once"
    document.attach(_demo(tmp_path, "two"), untitled=False)
    quiet(qtbot, jobs)
    assert sweep.state is JobState.CANCELLED
    assert len(document.evaluations) >= 20


def test_a_model_is_compared_with_onnxruntime_when_it_opens(qtbot: QtBot, tmp_path: Path) -> None:
    document, jobs = Document(), Jobs()
    measuring = Measuring(document, jobs)
    measuring.set_enabled(False)
    with qtbot.waitSignal(measuring.checked, timeout=PATIENCE) as checked:
        document.attach(_demo(tmp_path, "one"), untitled=False)
    assert checked.args[0].passed
    jobs.shutdown()
    document.close()
