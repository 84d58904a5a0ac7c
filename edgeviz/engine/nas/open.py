"""Job: train an architecture fully and hand it over as a model, which opens like any trained one."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import Evaluation
from edgeviz.core.nas.space import Space
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_request import NO_AUGMENTATION, Augmentation, TrainedModel, TrainRequest
from edgeviz.core.training import TrainSpec
from edgeviz.engine import evaluate
from edgeviz.engine.nas.builders.settings import shape
from edgeviz.engine.nas.made import make
from edgeviz.engine.nas.samples import samples_of
from edgeviz.engine.quant.learned import Learned
from edgeviz.engine.session import session
from edgeviz.engine.train.augment import augmenter
from edgeviz.engine.train.job import Relay
from edgeviz.engine.train.result import write
from edgeviz.jobs.context import Context

#: Training samples at most that show how training goes; they choose nothing, and the accuracy told is on others.
HELD_OUT = 1000


def run(
    context: Context,
    space: Space,
    key: str,
    data: DataSpec,
    spec: TrainSpec,
    folder: str,
    samples: int = 0,
    parent: str = "",
    augmentation: Augmentation = NO_AUGMENTATION,
    name: str = "",
    resume: bool = False,
) -> TrainedModel:
    """Train the architecture ``key`` of ``space`` from new weights and write it into ``folder`` as <SHA-256>.onnx.

    At most ``samples`` training samples (0: all) are learned from, besides those that show how it goes. Emits the
    samples "loss", "rate" and "accuracy" (held-out training samples) and one ``TrainedModel``, evaluated on the
    validation split of ``data``. ``parent``: SHA-256 of the model that its space was made of; "" for none, and the
    model is its own parent. A run that was stopped goes on with ``resume``.
    Raises SpaceError, DataError, EdgeVizError.
    """
    begun = time.monotonic()
    architecture = space.decode(key)
    context.progress(0, None, "Reading training samples")
    used = samples_of(data, shape(space), samples, HELD_OUT, lambda done, total: context.progress(done, total))
    place = Path(folder)
    request = TrainRequest(spec=spec, augmentation=augmentation, samples=samples, name=name)
    own = place / "checkpoints" / _key(space, key, data, replace(request, name=""))
    try:
        own.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EdgeVizError(
            f"Nothing can be written into {place}: {error.strerror or error}.", "Choose another folder."
        ) from error
    augment = augmenter(augmentation, data, used.train.x.shape[1:], spec.seed)
    checkpoint = own / "network.checkpoint"
    with tempfile.TemporaryDirectory(prefix="edgeviz-network-") as temporary:
        made = make(
            context, space, architecture, data, used, spec, Path(temporary), checkpoint, resume, augment
        )  # fmt: skip
        request = replace(request, recipe=made.recipe)
        learned = made.opened.learned if not made.recipe.is_float32 else Learned()
        written = write(made.opened.file.complete(), place, request.to_json(), learned)
    opened = session(written)
    measuring = Relay(context)
    recipes = (made.recipe,) if made.recipe.is_float32 else (made.recipe, Recipe())
    evaluate.run(measuring, str(written), data, recipes)
    result = TrainedModel(
        path=str(written),
        name=name or f"{space.name}, {key}",
        graph=opened.graph,
        parent=parent or written.stem,
        recipe=made.recipe,
        request=request,
        evaluations=tuple(found for found in measuring.results if isinstance(found, Evaluation)),
        accuracies=made.epochs,
        best=len(made.epochs) - 1,
        steps=spec.steps(len(used.train)),
        seconds=time.monotonic() - begun,
        facts={
            "training_samples": len(used.train),
            "held_out_samples": len(used.held_out),
            "parameters": opened.graph.parameters,
        },
    )
    context.result(result)
    shutil.rmtree(own, ignore_errors=True)
    return result


def _key(space: Space, key: str, data: DataSpec, request: TrainRequest) -> str:
    """What a checkpoint belongs to."""
    return hashlib.sha256(f"{space.hash} {key} {data.hash} {request.to_json()}".encode()).hexdigest()[:24]
