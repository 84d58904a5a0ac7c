"""Titles of jobs and runs are in the language that the window has now, whichever one they were made in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from edgeviz.core.dataset import DataSpec
from edgeviz.core.recipe import Recipe, uniform
from edgeviz.core.train_request import Distillation, Method, Pruning, Structure, Student, TrainRequest
from edgeviz.jobs.events import Failed
from edgeviz.jobs.spec import JobSpec
from edgeviz.project.training_runs import RunRecord
from edgeviz.resources import resource
from edgeviz.ui import language
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.formatting import percent
from edgeviz.ui.jobs.model import JobsModel
from edgeviz.ui.jobs.strip import JobsStrip
from edgeviz.ui.texts import CONTEXT, kept, shown
from edgeviz.ui.training.run import Run
from edgeviz.ui.training.words import run_title
from tests.ui.conftest import keys

pytestmark = pytest.mark.usefixtures("english_again")


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shutdown()


def test_a_job_that_was_begun_before_the_language_changed_is_listed_in_the_new_one(jobs: Jobs) -> None:
    title = kept("Measure on {}").format("Float")
    job = Job(JobSpec("a:b", title), jobs)
    job.take(Failed(job.spec.id, f"{title}: the background process ended unexpectedly.", "Try it again."))
    jobs.jobs.append(job)
    assert JobsModel(jobs).index(0).data() == "Measure on Float"
    language.apply_language(language.KOREAN)
    assert JobsModel(jobs).index(0).data() == "부동소수점에서 측정"
    strip = JobsStrip(jobs)
    strip._show_last(job)
    assert "부동소수점에서 측정: 백그라운드" in strip.title.full and "background" not in strip.title.full
    language.apply_language(language.ENGLISH)
    assert JobsModel(jobs).index(0).data() == "Measure on Float"


def test_a_run_that_nobody_named_changes_its_name_with_the_language(document: Document) -> None:
    graph, store = document.graph, document.store
    assert graph is not None and store is not None
    request = TrainRequest(
        student=Student(width=0.5),
        recipe=uniform(keys(document), 4, 8),
        distillation=Distillation(Method.LOGITS),
        pruning=Pruning(Structure.WEIGHTS, sparsity=0.5),
    )
    share = percent(0.5, 0)
    english = f"Match outputs · width {share} · −{share} weights · Uniform W4A8"
    record = RunRecord("0" * 32, run_title(request, graph), request, "", "", DataSpec(), "")
    run = Run(record, store, 0)
    assert run.title == english
    language.apply_language(language.KOREAN)
    assert run.record.title == run_title(request, graph) == english
    assert not any("a" <= letter <= "z" for letter in run.title)
    run.record = replace(record, title="Match outputs", request=replace(request, name="Match outputs"))
    assert run.title == "Match outputs"


def test_the_first_word_of_a_run_s_name_is_a_large_letter(document: Document) -> None:
    graph = document.graph
    assert run_title(TrainRequest(student=Student(width=0.5)), graph) == f"Width {percent(0.5, 0)} · float"
    assert run_title(TrainRequest(student=Student(depth=0.5)), graph) == f"Depth {percent(0.5, 0)} · float"
    assert run_title(TrainRequest(recipe=Recipe()), graph) == "Fine-tune · float"


def test_every_sentence_with_values_is_found_again_by_its_own_template(qapp: QApplication) -> None:
    """One that another template swallowed would be in the wrong words, or its values in the wrong places."""
    language.apply_language(language.KOREAN)
    templates = json.loads(resource("translations", "templates.json").read_text(encoding="utf-8"))
    wrong = []
    for template in templates:
        values = [f"v{row}x" for row in range(template.count("{}"))]
        expected = QCoreApplication.translate(CONTEXT, template).format(*values)
        if (found := shown(template.format(*values))) != expected:
            wrong.append(f"{template!r}: {found!r}")
    assert not wrong, "\n".join(wrong)
