"""Distillation as a whole job: stopped and resumed, combined with few bits and augmentation."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import onnx
import pytest
import torch

from edgeviz.core.dataset import DataSpec
from edgeviz.core.recipe import uniform
from edgeviz.core.train_request import (
    ActivationRule,
    Augmentation,
    Distillation,
    Method,
    Start,
    Student,
    TrainedModel,
    TrainRequest,
)
from edgeviz.core.training import TrainSpec
from edgeviz.engine.session import session
from edgeviz.engine.train import job, loop, teachers
from edgeviz.engine.train.students import graph_of
from edgeviz.jobs import context as context_module
from edgeviz.jobs.context import CancelledError, Context
from edgeviz.jobs.events import Event, Log, Progress, Result
from edgeviz.resources import resource

MODEL = str(resource("demo", "digits.onnx"))
DATA = DataSpec(calibration=64, validation=300)
SPEC = TrainSpec(epochs=2, batch=32, rate=3e-3, seed=1)


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    loop.limit_torch()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


class Watched(Context):
    """Cancelled at the first look after ``word`` has been in the progress ``times`` times."""

    def __init__(self, word: str = "", times: int = 0) -> None:
        self.events: list[Event] = []
        self._word, self._left = word, times
        super().__init__("job", self.events.append, lambda: bool(word) and self._left < 0)

    def progress(self, done: float, total: float | None = None, text: str = "") -> None:
        self._left -= bool(self._word) and text.startswith(self._word)
        super().progress(done, total, text)

    @property
    def trained(self) -> TrainedModel:
        return next(e.payload for e in self.events if isinstance(e, Result) and isinstance(e.payload, TrainedModel))


def request(**changes: object) -> TrainRequest:
    layer = session(MODEL).graph.layers[2].key
    wanted = Distillation(Method.HINT, pairs=((layer, layer),), hint_epochs=1)
    base = TrainRequest(SPEC, student=Student(width=0.5, start=Start.RANDOM), distillation=wanted, samples=400)
    return replace(base, **changes)  # type: ignore[arg-type]


def run(folder: Path, wanted: TrainRequest, context: Watched, resume: bool = False) -> TrainedModel:
    job.run(context, MODEL, DATA, wanted, str(folder), resume)
    return context.trained


@pytest.mark.parametrize("stage", ["Hint", "Soft targets"])
def test_both_stages_of_fitnets_resume_to_the_same_file(tmp_path: Path, stage: str) -> None:
    whole = run(tmp_path / "a", request(), Watched())
    with pytest.raises(CancelledError):
        run(tmp_path / "b", request(), Watched(stage, 4))
    assert not list((tmp_path / "b").glob("*.onnx"))
    resumed = run(tmp_path / "b", request(), Watched(), resume=True)
    assert Path(resumed.path).name == Path(whole.path).name  # its name is the hash of what it holds
    assert resumed.steps == whole.steps


def test_a_student_of_half_the_width_at_four_bits_learns_from_the_whole_model(tmp_path: Path) -> None:
    keys = [layer.key for layer in session(MODEL).graph.layers]
    wanted = request(
        distillation=Distillation(temperature=3.0),
        recipe=uniform(keys, 4, 8),
        activations=ActivationRule.LSQ,
        student=Student(width=0.5),
        augmentation=Augmentation(crop=1, mixup=0.2),
        spec=replace(SPEC, epochs=10),
    )
    trained = run(tmp_path, wanted, Watched())
    assert trained.evaluations[0].recipe == trained.recipe
    assert trained.evaluations[0].metrics["accuracy"].value > 0.6
    made = graph_of(onnx.load(trained.path))
    assert made.parameters < 0.4 * session(MODEL).graph.parameters
    assert [layer.key for layer in made.layers] == keys


def test_the_student_and_what_is_asked_of_the_teacher_are_told_as_progress(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Another test may have asked the same teacher about the same samples: answers are kept.
    monkeypatch.setattr(teachers, "_ANSWERS", OrderedDict())
    # A quick teacher is through before the next event is due.
    monkeypatch.setattr(context_module, "INTERVAL", 0.0)
    context = Watched()
    run(tmp_path, request(distillation=Distillation(Method.LOGITS, synthetic=50)), context)
    texts = {e.text for e in context.events if isinstance(e, Progress)}
    assert any("Asking the teacher" in text for text in texts)
    assert context.trained.facts["training_samples"] == 350 + 50


@pytest.mark.parametrize(("scale", "level"), [(1.0, "info"), (1 / 16, "warning")])
def test_how_good_the_teacher_is_on_these_data_is_said(tmp_path: Path, scale: float, level: str) -> None:
    context = Watched()
    wanted = request(distillation=Distillation(), spec=replace(SPEC, epochs=1))
    job.run(context, MODEL, replace(DATA, scale=scale), wanted, str(tmp_path))
    (said,) = [e for e in context.events if isinstance(e, Log) and "The teachers find the class" in e.text]
    assert said.level == level and ("chance" in said.text) == (level == "warning")
