"""A candidate made: built, trained with the project's one loop, quantized where its space says so, and stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import onnx
import torch

from edgeviz.core.dataset import DataSpec
from edgeviz.core.nas.space import Architecture, Space
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_request import TrainRequest
from edgeviz.core.training import TrainSpec
from edgeviz.engine.nas.builders import MODEL, build
from edgeviz.engine.nas.from_model import derive
from edgeviz.engine.nas.recipes import recipe_of
from edgeviz.engine.nas.samples import Samples
from edgeviz.engine.repair.ready import Ready, ready
from edgeviz.engine.session import Floats, Session, as_input
from edgeviz.engine.threads import limit_torch
from edgeviz.engine.train import loop
from edgeviz.engine.train.augment import Augment
from edgeviz.engine.train.compose import begin, logits_of
from edgeviz.engine.train.job import stored_model
from edgeviz.engine.train.result import write
from edgeviz.jobs.context import Context

#: Training with quantizers follows the training in float, for this share of its epochs (one at least) and at this
#: share of its learning rate.
SHARE, RATE = 0.25, 0.1
#: Samples that batch norms are estimated from once more, and how many of them at once.
STATISTICS, STATISTICS_BATCH = 1024, 128


class Quiet(Context):
    """A context for work inside an evaluation: nothing is reported, and ``check`` may raise to end it."""

    def __init__(self, check: Callable[[], None]) -> None:
        super().__init__("", lambda event: None, lambda: False)
        self._asked = check

    def check(self) -> None:
        self._asked()


@contextmanager
def one_thread() -> Iterator[None]:
    """torch on one thread: the same numbers come out whatever else runs, and workers do not share a core."""
    limit_torch()
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


@dataclass(frozen=True, eq=False)
class Made:
    """opened: the float model as a file of its own. recipe: what it is quantized to. right: held-out samples whose
    class is found when it is, of ``samples``. epochs: held-out accuracy after each."""

    opened: Session
    recipe: Recipe
    ready: Ready
    right: int
    samples: int
    epochs: tuple[float, ...]

    def exported(self) -> bytes:
        """The file that a device would get."""
        return self.ready.exported().SerializeToString(deterministic=True)


def make(
    context: Context,
    space: Space,
    architecture: Architecture,
    data: DataSpec,
    samples: Samples,
    spec: TrainSpec,
    folder: Path,
    path: Path | None = None,
    resume: bool = False,
    augment: Augment | None = None,
) -> Made:
    """Build ``architecture``, train it as ``spec`` says and store it in ``folder``; ``spec.seed`` draws its weights.

    Weights of few bits are trained for (quantization-aware, learned steps) after the training in float, not just
    rounded: two bits would otherwise be worth nothing. ``path``, ``resume`` and ``augment`` are the loop's, of the
    training in float. A network cut out of a model keeps its weights, and its batch norms are put back.
    Raises EdgeVizError where it cannot be built, trained or quantized.
    """
    if space.builder == MODEL:
        opened = stored(derive(space, architecture), folder, data, samples)
        opened, epochs = train_stored(context, opened, Recipe(), data, samples, spec, folder, path, resume, augment)
        return judged(context, opened, Recipe(), data, samples, epochs)
    network = build(space, architecture, samples.classes, spec.seed)
    trained = loop.fit(
        context, network, samples.train, samples.held_out, spec, path=path, resume=resume, augment=augment
    )
    reestimate(network, samples.train.x, context.check)
    epochs = tuple(epoch.accuracy for epoch in trained.epochs)
    opened = stored(network.proto(f"{space.key}-{architecture.key}"), folder, data, samples)
    recipe = recipe_of(space, architecture, opened.graph)
    if not recipe.is_float32:
        quantizing = replace(spec, epochs=max(1, round(SHARE * spec.epochs)), rate=RATE * spec.rate)
        opened, more = train_stored(context, opened, recipe, data, samples, quantizing, folder)
        epochs += more
    return judged(context, opened, recipe, data, samples, epochs)


@torch.no_grad()
def reestimate(network: torch.nn.Module, x: Floats, check: Callable[[], None]) -> None:
    """Statistics of the batch norms as of now, over some of ``x``; what they gathered while weights moved is dropped.

    After a few steps of training a running mean is mostly of weights that are gone, and weights that come from a
    supernet have none of their own (Yu and Huang 2019, section 3.2).
    """
    norms = [part for part in network.modules() if isinstance(part, torch.nn.BatchNorm2d)]
    momentum = [norm.momentum for norm in norms]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None  # every batch counts the same
    network.train()
    for first in range(0, min(len(x), STATISTICS), STATISTICS_BATCH):
        check()
        if len(some := x[first : first + STATISTICS_BATCH]) > 1:  # one sample has no variance
            network(as_input(some))
    network.eval()
    for norm, old in zip(norms, momentum, strict=True):
        norm.momentum = old


def stored(proto: onnx.ModelProto, folder: Path, data: DataSpec, samples: Samples) -> Session:
    """``proto`` as a file in ``folder`` with a session that has the data."""
    path = folder / "candidate.onnx"
    path.write_bytes(proto.SerializeToString(deterministic=True))
    opened = Session(path)
    opened.give_data(samples.dataset(data))
    return opened


def train_stored(
    context: Context,
    opened: Session,
    recipe: Recipe,
    data: DataSpec,
    samples: Samples,
    spec: TrainSpec,
    folder: Path,
    path: Path | None = None,
    resume: bool = False,
    augment: Augment | None = None,
) -> tuple[Session, tuple[float, ...]]:
    """The stored model trained further, batch norms put back and the quantizers of ``recipe`` in place.

    Returns the session of the new file, which holds the learned scales, and the held-out accuracy after each epoch.
    """
    request = TrainRequest(spec=spec, recipe=recipe)
    start, training = begin(context, opened, recipe, data, request, samples.train, folder)
    objective = loop.supervised(spec, logits_of(training.module))

    def loss(module: torch.nn.Module, batch: loop.Batch) -> torch.Tensor:
        training.before_step()
        return objective(module, batch)

    training.module.keeps_last = True  # type: ignore[assignment]
    trained = loop.fit(
        context,
        training.module,
        samples.train,
        samples.held_out,
        spec,
        loss,
        lambda module: training.after_step(training.module),
        path,
        resume,
        augment,
    )
    proto, learned = stored_model(start, training)
    made = Session(write(proto, folder, request.to_json(), learned))
    made.give_data(samples.dataset(data))
    return made, tuple(epoch.accuracy for epoch in trained.epochs)


def judged(
    context: Context, opened: Session, recipe: Recipe, data: DataSpec, samples: Samples, epochs: tuple[float, ...] = ()
) -> Made:
    """The stored model, quantized to ``recipe``, on the held-out samples."""
    prepared = ready(opened, recipe, data)
    right = loop.hits(prepared.quantized(), samples.held_out, 256, context.check)
    return Made(opened, recipe, prepared, right, len(samples.held_out), epochs)
