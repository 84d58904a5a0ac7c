"""Distillation as stages of the one training loop: which module is trained in each, and on what loss.

Every method has one stage but FitNets, whose first stage brings a hidden layer of the student to the teacher's hint.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor, nn

from edgeviz.core.errors import DataError, EdgeVizError
from edgeviz.core.munge import munge
from edgeviz.core.train_request import Distillation, Method
from edgeviz.core.training import TrainSpec
from edgeviz.engine.data.dataset import Split
from edgeviz.engine.data.part import MAX_KEPT_BYTES, size_text
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.train import loop, losses
from edgeviz.engine.train.loop import Batch, Objective
from edgeviz.engine.train.teachers import Reader, Teachers, tried
from edgeviz.jobs.context import Context

#: Share of the soft targets at the end of FitNets' second stage, where both parts weigh the same.
LAST_ALPHA = 0.5


@dataclass(frozen=True, eq=False)
class Stage:
    """One call of ``loop.fit``. ``train`` may hold made up samples behind the real ones."""

    module: nn.Module
    objective: Objective
    train: Split
    spec: TrainSpec
    label: str


class Taught(nn.Module):
    """A student in a stage of FitNets, with what the stage needs and a checkpoint must not lose.

    ``regressor`` belongs to the first stage. ``steps`` counts the steps of the second one, over which the share of the
    soft targets falls. In the first stage the network's output is not trained yet, so no epoch is the best: the last
    one is kept (``keeps_last``, which the loop asks for).
    """

    def __init__(self, student: nn.Module, regressor: losses.Regressor | None = None) -> None:
        super().__init__()
        self.student = student
        self.regressor = regressor
        self.keeps_last = regressor is not None
        self.steps: Tensor
        self.register_buffer("steps", torch.zeros((), dtype=torch.int64))

    def forward(self, *inputs: Tensor) -> Tensor:
        found: Tensor = self.student(*inputs)
        return found


def stages(
    wanted: Distillation,
    teachers: Sequence[nn.Module],
    student: OnnxModule,
    train: Split,
    spec: TrainSpec,
    *,
    augmented: bool = False,
    context: Context | None = None,
    names: Sequence[str] = (),
) -> tuple[Stage, ...]:
    """The stages in which ``student`` is trained, in order; they share its weights.

    ``names`` are what the teachers are called in messages; ``augmented``: samples of a batch are changed, so that the
    teachers must look at each batch. Otherwise they are asked here, once about every sample, with progress in
    ``context``. Raises EdgeVizError where teachers and student do not fit: other classes, tensors that are not there,
    inputs that do not go in.
    """
    if not len(train):
        raise DataError("Training needs samples to learn from.", "Ask for more samples.")
    called = tuple(names) or tuple(
        "The teacher" if len(teachers) == 1 else f"Teacher {i + 1}" for i in range(len(teachers))
    )
    one = torch.from_numpy(np.resize(train.x[:2], (2, *train.x.shape[1:]))).to(next(student.parameters()))
    reader = Reader(student, "The student", [own for _, own in wanted.pairs])
    classes = tried(student, reader, one).shape[1]
    # A network that teaches itself is copied: training changes it.
    teachers = [copy.deepcopy(teacher) if teacher is student else teacher for teacher in teachers]
    asked = Teachers(teachers, called, classes, one, [hint for hint, _ in wanted.pairs])
    real = train
    if wanted.synthetic:
        train = _extended(train, wanted.synthetic, spec.seed, asked)
    needs_logits = wanted.method is not Method.ATTENTION
    if needs_logits and not augmented:
        asked.remember(train, context)
        if context is not None and asked.answers is not None:
            _report(asked.answers[: len(real)], real, context)
    if wanted.pairs and wanted.method in (Method.HINT, Method.ATTENTION) and not augmented:
        asked.remember_maps(train, context)
    match wanted.method:
        case Method.HINTON:
            return (Stage(student, _hinton(reader, asked, wanted, spec), train, spec, "Soft targets"),)
        case Method.LOGITS:
            return (Stage(student, _logits(reader, asked), train, spec, "The teachers' outputs"),)
        case Method.ATTENTION:
            _check_attention(reader, asked, student, one)
            return (Stage(student, _attention(reader, asked, wanted, spec), train, spec, "Attention transfer"),)
        case Method.HINT:
            hinted = Taught(student, _regressor(reader, asked, student, one, spec.seed))
            first = replace(spec, epochs=wanted.hint_epochs, patience=0)
            annealed = Taught(student)
            return (
                Stage(hinted, _hint(reader, asked), train, first, "Hint"),
                Stage(annealed, _annealed(reader, asked, wanted, spec, len(train)), train, spec, "Soft targets"),
            )


# ---- the losses ----


def _hinton(reader: Reader, teachers: Teachers, wanted: Distillation, spec: TrainSpec) -> Objective:
    def loss(module: nn.Module, batch: Batch) -> Tensor:
        return _mixed(
            reader.logits(module, batch.x), teachers.logits(batch), batch, wanted.temperature, wanted.alpha, spec
        )

    return loss


def _logits(reader: Reader, teachers: Teachers) -> Objective:
    def loss(module: nn.Module, batch: Batch) -> Tensor:
        return losses.logit_matching(reader.logits(module, batch.x), [teachers.logits(batch)])

    return loss


def _attention(reader: Reader, teachers: Teachers, wanted: Distillation, spec: TrainSpec) -> Objective:
    def loss(module: nn.Module, batch: Batch) -> Tensor:
        logits, maps = reader.all(module, batch.x)
        return loop.hard_loss(logits, batch, spec) + losses.attention_transfer(maps, teachers.maps(batch), wanted.beta)

    return loss


def _hint(reader: Reader, teachers: Teachers) -> Objective:
    def loss(module: nn.Module, batch: Batch) -> Tensor:
        assert isinstance(module, Taught) and module.regressor is not None
        (guided,), (hint,) = reader.maps(module.student, batch.x), teachers.maps(batch)
        return losses.hint_loss(guided, hint, module.regressor)

    return loss


def _annealed(reader: Reader, teachers: Teachers, wanted: Distillation, spec: TrainSpec, samples: int) -> Objective:
    """Hinton's loss with a share of the soft targets that falls linearly to LAST_ALPHA (or stays below it)."""
    total = spec.steps(samples)

    def loss(module: nn.Module, batch: Batch) -> Tensor:
        assert isinstance(module, Taught)
        alpha = annealed(wanted.alpha, int(module.steps), total)
        if module.training:
            module.steps += 1
        logits = reader.logits(module.student, batch.x)
        return _mixed(logits, teachers.logits(batch), batch, wanted.temperature, alpha, spec)

    return loss


def annealed(alpha: float, step: int, total: int) -> float:
    """The share of the soft targets at ``step`` of ``total``: trust in the teacher falls as the student learns.

    Romero et al. 2015, section 2.3: λ is annealed linearly; here the share α = λ/(1 + λ) is.
    """
    last = min(alpha, LAST_ALPHA)
    return alpha + (last - alpha) * min(1.0, step / max(1, total - 1))


def _mixed(logits: Tensor, target: Tensor, batch: Batch, temperature: float, alpha: float, spec: TrainSpec) -> Tensor:
    soft = losses.soft_targets(logits, target, temperature)
    return soft if alpha == 1 else (1 - alpha) * loop.hard_loss(logits, batch, spec) + alpha * soft


# ---- what they need ----


def _report(answers: Tensor, split: Split, context: Context) -> None:
    """Say how good the teachers are on what they teach: prepared otherwise, the best network teaches nonsense."""
    right = int((answers.argmax(dim=1).numpy() == split.y).sum())
    chance = np.bincount(split.y).max() / len(split)
    text = f"The teachers find the class of {right / len(split):.1%} of the training samples"
    if right / len(split) < 2 * chance and right / len(split) < 0.5:
        context.log(f"{text}, hardly more than chance. Check that they take data prepared like this.", "warning")
    else:
        context.log(f"{text}.")


def _extended(train: Split, count: int, seed: int, teachers: Teachers) -> Split:
    """``train`` and ``count`` samples made up from it, with the class that the teachers find."""
    needed = (len(train) + count) * train.x[0].nbytes
    if needed > MAX_KEPT_BYTES:
        raise DataError(
            f"{count:,} made up samples would bring the training data to {size_text(needed)}.",
            f"Ask for at most {max(0, MAX_KEPT_BYTES // train.x[0].nbytes - len(train)):,}.",
        )
    if len(train) < 2:
        raise DataError("Samples are made up from two real ones at least.", "Ask for more training samples.")
    made = munge(train.x, count, seed)
    labels = teachers.classes(Split(made, np.zeros(count, np.int64))).numpy()
    return Split(np.concatenate([train.x, made]), np.concatenate([train.y, labels]))


@torch.no_grad()
def _sizes(reader: Reader, teachers: Teachers, student: OnnxModule, x: Tensor) -> list[tuple[torch.Size, torch.Size]]:
    """(student's, teacher's) shapes of the features of two samples."""
    was = student.training
    student.eval()
    own = reader.maps(student, x)
    student.train(was)
    rows = torch.zeros(len(x), dtype=torch.int64)
    return [(a.shape, b.shape) for a, b in zip(own, teachers.maps(Batch(x, rows, rows)), strict=True)]


def _regressor(reader: Reader, teachers: Teachers, student: OnnxModule, x: Tensor, seed: int) -> losses.Regressor:
    """From the student's width to the teacher's, with weights drawn from ``seed``."""
    ((own, hint),) = _sizes(reader, teachers, student, x)
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        made = losses.Regressor(own[1], hint[1], spatial=True)
    weight = next(student.parameters())
    return made.to(weight.device, weight.dtype)


def _check_attention(reader: Reader, teachers: Teachers, student: OnnxModule, x: Tensor) -> None:
    for name, (own, hint) in zip(reader.features, _sizes(reader, teachers, student, x), strict=True):
        if own[2:].numel() < 2 or hint[2:].numel() < 2:
            raise EdgeVizError(
                f"Attention at {name!r} has a single position: there is nothing to compare.",
                "Choose layers whose features are maps, before the pooling.",
            )
