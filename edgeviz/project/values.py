"""The values a project consists of."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import ProjectError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.recipe import Recipe
from edgeviz.project import model_files


@dataclass(frozen=True)
class ModelRecord:
    """A model as the project knows it.

    ``path`` is absolute, as last seen, or "" in a project that travels; ``embedded`` models are copied in whole.
    """

    name: str
    path: str
    sha256: str
    graph: ModelGraph
    embedded: bool = False

    @staticmethod
    def of(path: str | Path, graph: ModelGraph) -> ModelRecord:
        """The record of the file at ``path``; reads all of it once, for its hash. Raises ProjectError."""
        file = Path(path).absolute()
        try:
            sha256 = model_files.model_sha256(file)
            return ModelRecord(file.name, str(file), sha256, graph, model_files.can_embed(file))
        except OSError as error:
            raise ProjectError(
                f"{file} cannot be read: {error.strerror or error}.", "Check the path and its permissions."
            ) from error


@dataclass(frozen=True)
class Project:
    """What the window edits. ``settings`` is small interface state that JSON can hold: axes, selection."""

    model: ModelRecord | None = None
    data: DataSpec | None = None
    recipe: Recipe = field(default_factory=Recipe)
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def context(self) -> str:
        """The context of this project's evaluations, "" without a model."""
        return context_hash(self.model.sha256, self.data) if self.model else ""


@dataclass(frozen=True)
class JobRecord:
    """One line of the job history. ``outcome``: running, finished, failed, cancelled or interrupted (by a crash)."""

    id: str
    entry: str
    title: str
    started: str
    ended: str = ""
    outcome: str = "running"
    error: str = ""


def context_hash(model_sha256: str, data: DataSpec | None) -> str:
    """Names one model on one data set: figures are comparable within a context and nowhere else."""
    return hashlib.sha256(f"{model_sha256}|{data.hash if data else ''}".encode()).hexdigest()[:16]


def now() -> str:
    """The date and time in UTC, ISO 8601 with seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")
