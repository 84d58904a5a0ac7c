"""Trained models in the project file: each a model of its own, with what it came from and how it was made.

The model and its evaluations are rows like those of any other; what training tells besides is one artefact each.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import isfinite
from pathlib import Path

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import EdgeVizError, ProjectError
from edgeviz.core.metric import Evaluation
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_request import TrainedModel, TrainRequest
from edgeviz.project import codec
from edgeviz.project.store import Store
from edgeviz.project.values import ModelRecord, context_hash, now

MIME = "application/json"
PREFIX = "trained/"
#: Epochs of one run whose accuracy is kept.
MAX_EPOCHS = 100_000


@dataclass(frozen=True)
class TrainedRecord:
    """What the project knows of a trained model; ``sha256`` and ``parent`` are those of model files."""

    sha256: str
    name: str
    parent: str
    recipe: Recipe
    request: TrainRequest
    accuracies: tuple[float, ...] = ()
    best: int = 0
    steps: int = 0
    seconds: float = 0.0
    created: str = ""
    facts: dict[str, float] = field(default_factory=dict)


def save(store: Store, trained: TrainedModel, data: DataSpec | None, source: str = "") -> ModelRecord:
    """Keep ``trained`` with its evaluations on ``data``; ``source`` is the title of the job. On disk when this returns.

    The file is removed once the project holds a copy. Raises ProjectError.
    """
    path = Path(trained.path)
    model = replace(ModelRecord.of(path, trained.graph), name=trained.name)
    store.add_model(model)
    context = context_hash(model.sha256, data)
    for evaluation in trained.evaluations:
        name = evaluation.name or (trained.name if evaluation.recipe == trained.recipe else "")
        store.add_evaluation(context, replace(evaluation, name=name, source=source or evaluation.source))
    value = {
        "name": trained.name,
        "parent": trained.parent,
        "recipe": json.loads(trained.recipe.to_json()),
        "request": json.loads(trained.request.to_json()),
        "accuracies": list(trained.accuracies[:MAX_EPOCHS]),
        "best": trained.best,
        "steps": trained.steps,
        "seconds": trained.seconds,
        "created": now(),
        "facts": {str(key): float(fact) for key, fact in trained.facts.items() if isfinite(fact)},
    }
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    store.put_artefact(PREFIX + model.sha256, MIME, text.encode())
    if store.holds_copy(model.sha256):
        path.unlink(missing_ok=True)
    return model


def load(store: Store) -> dict[str, TrainedRecord]:
    """Every trained model by its SHA-256, oldest first. Raises ProjectError where one is damaged."""
    known = store.models()
    names = [name for name in store.artefacts() if name.startswith(PREFIX)]
    found = (_read(store, name) for name in names if name.removeprefix(PREFIX) in known)
    return {record.sha256: record for record in sorted(found, key=lambda record: record.created)}


def family(store: Store, opened: str, data: DataSpec | None) -> tuple[Evaluation, ...]:
    """Evaluations on ``data`` of every model but the one whose SHA-256 is ``opened``. Raises ProjectError."""
    found: list[Evaluation] = []
    for sha256, name in store.models().items():
        if sha256 != opened:
            rows = store.evaluations(context_hash(sha256, data))
            # The same data: figures of different models can be compared, which the context would forbid.
            found += (replace(row, model=sha256, context="", name=row.name or _name(name, row.recipe)) for row in rows)
    return tuple(found)


def remove(store: Store, sha256: str, datas: Iterable[DataSpec | None]) -> None:
    """Forget a trained model that is not open, with its evaluations on ``datas``. Raises ProjectError."""
    store.remove_model(sha256, [context_hash(sha256, data) for data in datas], [PREFIX + sha256])


def root(trained: dict[str, TrainedRecord], sha256: str) -> str:
    """The model that nobody trained here, from which ``sha256`` descends."""
    seen: set[str] = set()
    while sha256 in trained and sha256 not in seen:
        seen.add(sha256)
        sha256 = trained[sha256].parent
    return sha256


def is_shadow(record: TrainedRecord | None, recipe: Recipe) -> bool:
    """Whether ``recipe`` reads the float weights behind those that a model was trained to be quantized to.

    These shadow weights (Courbariaux et al. 2015) are no network that anybody trained: their accuracy says nothing.
    """
    return record is not None and recipe.is_float32 and not record.recipe.is_float32


def _name(model: str, recipe: Recipe) -> str:
    return f"{model}, float" if recipe.is_float32 else f"{model}, {recipe.hash[:6]}"


def _read(store: Store, name: str) -> TrainedRecord:
    try:
        stored = store.artefact(name)
        if stored is None or stored[0] != MIME or len(stored[1]) > codec.MAX_TEXT:
            raise ValueError("no JSON, or too long")
        value = codec.loads(stored[1].decode())
        accuracies = tuple(float(accuracy) for accuracy in value["accuracies"])
        facts = {codec.name(key): float(fact) for key, fact in dict(value["facts"]).items()}
        if len(accuracies) > MAX_EPOCHS or not all(map(isfinite, (*accuracies, *facts.values()))):
            raise ValueError("accuracies or facts")
        return TrainedRecord(
            name.removeprefix(PREFIX),
            codec.name(value["name"]),
            codec.text(value["parent"]),
            Recipe.from_json(json.dumps(value["recipe"])),
            TrainRequest.from_json(json.dumps(value["request"])),
            accuracies,
            int(value["best"]),
            int(value["steps"]),
            float(value["seconds"]),
            codec.text(value["created"]),
            facts,
        )
    except (EdgeVizError, KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        if isinstance(error, ProjectError):
            raise
        raise ProjectError(
            f"What {store.path.name} says of a trained model is damaged.",
            "Train it again, or go on without it.",
            f"{type(error).__name__}: {error}",
        ) from error
