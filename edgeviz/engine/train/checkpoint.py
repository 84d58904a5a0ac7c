"""A training run on disk: everything that the next step depends on, written whole or not at all.

torch's format, read with ``weights_only``: tensors, numbers and texts, never code of a stranger's.
"""

from __future__ import annotations

import io
import json
import pickle
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.training import TrainSpec
from edgeviz.engine.export.job import write_atomically

FORMAT = "edgeviz training"
VERSION = 1


@dataclass
class State:
    """Where a run stands. ``step`` steps are done; ``history`` has (mean loss, hits) of each epoch that is over.

    ``loss_sum`` adds up the losses of the running epoch; ``best`` holds the weights of epoch ``best_epoch`` (from 0,
    −1 for none yet). ``rng`` is torch's own generator, which dropout and stochastic rounding draw from.
    """

    step: int = 0
    loss_sum: float = 0.0
    history: list[tuple[float, int]] = field(default_factory=list)
    best_epoch: int = -1
    best: dict[str, Tensor] = field(default_factory=dict)
    rng: Tensor | None = None
    module: dict[str, Tensor] = field(default_factory=dict)
    optimizer: dict[str, Any] = field(default_factory=dict)
    schedule: dict[str, Any] = field(default_factory=dict)


def identity(spec: TrainSpec, samples: str) -> str:
    """What a checkpoint belongs to: the settings and the names of the samples, as text."""
    return json.dumps({"spec": spec.to_json(), "samples": samples}, sort_keys=True)


def save(path: Path, state: State, belongs: str) -> None:
    """Write ``state``; what was at ``path`` before stays until it is complete. Raises EdgeVizError, e.g. disk full."""
    content = io.BytesIO()
    torch.save({"format": FORMAT, "version": VERSION, "belongs": belongs, "state": vars(state)}, content)
    write_atomically(path, content.getvalue())


def load(path: Path, belongs: str) -> State:
    """The state at ``path``. Raises EdgeVizError where it is no checkpoint, damaged, newer, or of another run."""
    try:
        found = torch.load(path, map_location="cpu", weights_only=True)
        if found["format"] != FORMAT:
            raise ValueError("another format")
        version, owner = int(found["version"]), found["belongs"]
        state = State(**found["state"]) if version == VERSION else State()
    except (OSError, RuntimeError, EOFError, KeyError, TypeError, ValueError, pickle.UnpicklingError) as error:
        raise EdgeVizError(
            f"{path} is no checkpoint of a training that can be read.",
            "Choose another file, or begin the training anew.",
            str(error),
        ) from error
    if version != VERSION:
        raise EdgeVizError(
            f"{path} was written by another version of EdgeViz (format {version}, not {VERSION}).",
            "Resume it with that version, or begin the training anew.",
        )
    if owner != belongs:
        raise EdgeVizError(
            f"{path} belongs to a training with other settings or other samples.",
            "Choose the settings and the data it was begun with, or begin the training anew.",
            f"checkpoint: {owner}\nnow: {belongs}",
        )
    return state
