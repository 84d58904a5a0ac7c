"""Training runs in the project file: what was asked for, how it went and what came out, one artefact for each.

A run is on disk from its start, so that one that a crash ended can be resumed with exactly its request.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import isfinite
from typing import Any

from edgeviz.core.curves import Points
from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import EdgeVizError, ProjectError
from edgeviz.core.train_request import TrainRequest
from edgeviz.project import codec
from edgeviz.project.store import Store

MIME = "application/json"
PREFIX = "training-run/"
#: Runs that a project lists; the oldest are not read.
MOST_RUNS = 100
OUTCOMES = ("running", "finished", "failed", "cancelled", "interrupted")

_ID = re.compile(r"[0-9a-f]{8,64}")


@dataclass(frozen=True)
class RunRecord:
    """One training run of a project.

    id: hexadecimal, unique. parent, parent_name: SHA-256 and name of the model that was trained. outcome: one of
    ``OUTCOMES``; "interrupted" is one whose program ended before it did. model: SHA-256 of the trained model, ""
    without one. accuracy: of the trained model at its recipe, on the validation split (the held-out accuracies by which
    the best epoch was chosen are the curve of that name). curves: points (step, value) by the names of ``CURVES``.
    """

    id: str
    title: str
    request: TrainRequest
    parent: str
    parent_name: str
    data: DataSpec
    started: str
    ended: str = ""
    outcome: str = "running"
    error: str = ""
    seconds: float = 0.0
    model: str = ""
    accuracy: float | None = None
    curves: Mapping[str, Points] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError("a run's id is hexadecimal")
        if self.outcome not in OUTCOMES:
            raise ValueError(f"there is no outcome {self.outcome[:40]!r}")


def save(store: Store, run: RunRecord) -> None:
    """Keep ``run``, in place of what was kept of it before. On disk when this returns. Raises ProjectError."""
    value = {
        "title": run.title,
        "request": json.loads(run.request.to_json()),
        "parent": run.parent,
        "parent_name": run.parent_name,
        "data": run.data.to_json(),
        "started": run.started,
        "ended": run.ended,
        "outcome": run.outcome,
        "error": run.error,
        "seconds": run.seconds,
        "model": run.model,
        "accuracy": run.accuracy,
        "curves": codec.curves_to_json(run.curves),
    }
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    store.put_artefact(PREFIX + run.id, MIME, text.encode())


def load(store: Store, running: frozenset[str] = frozenset()) -> tuple[list[RunRecord], list[str]]:
    """The runs of the project, oldest first, and a sentence for each that is damaged.

    A run that says it is running and is not among ``running`` was interrupted. Raises ProjectError.
    """
    found, damaged = [], []
    for name in [name for name in store.artefacts() if name.startswith(PREFIX)][-MOST_RUNS:]:
        try:
            run = _read(store, name)
        except (EdgeVizError, KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            if isinstance(error, ProjectError):
                raise
            damaged.append(f"A training run in {store.path.name} is damaged and not listed: {error}")
            continue
        if run.outcome == "running" and run.id not in running:
            run = replace(run, outcome="interrupted")
        found.append(run)
    return sorted(found, key=lambda run: run.started), damaged


def forget(store: Store, run: str) -> None:
    """Take the run with this id out of the project. Raises ProjectError."""
    store.drop_artefact(PREFIX + run)


def _read(store: Store, name: str) -> RunRecord:
    stored = store.artefact(name)
    if stored is None or stored[0] != MIME or len(stored[1]) > codec.MAX_TEXT:
        raise ValueError("no JSON, or too long")
    value = codec.loads(stored[1].decode())
    accuracy = value["accuracy"]
    return RunRecord(
        id=name.removeprefix(PREFIX),
        title=codec.name(value["title"]),
        request=TrainRequest.from_json(json.dumps(value["request"])),
        parent=codec.text(value["parent"]),
        parent_name=codec.name(value["parent_name"]),
        data=codec.data_from_json(value["data"]),
        started=codec.text(value["started"]),
        ended=codec.text(value["ended"]),
        outcome=codec.text(value["outcome"]),
        error=codec.text(value["error"]),
        seconds=_number(value["seconds"]),
        model=codec.text(value["model"]),
        accuracy=None if accuracy is None else _number(accuracy),
        curves=codec.curves_from_json(value["curves"]),
    )


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise ValueError("a number is expected")
    return float(value)
