"""What a project holds, read and prepared for the window: small ones at once, large ones in a thread."""

from __future__ import annotations

from dataclasses import dataclass

from edgeviz.core.cost import predicted_metrics
from edgeviz.core.device.demand import demand
from edgeviz.core.errors import ProjectError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Evaluation
from edgeviz.core.recipe import Recipe
from edgeviz.core.ties import tied_groups
from edgeviz.project.store import Project, Store, context_hash
from edgeviz.ui.graph.memory import identity

#: Graphs of up to so many nodes, and project files of up to so many bytes, are read within a frame or two.
SMALL_NODES, SMALL_BYTES = 2000, 1_500_000


@dataclass(frozen=True)
class Contents:
    """``evaluations``: those of the project's model and data, oldest first."""

    project: Project
    evaluations: tuple[Evaluation, ...]


def read_contents(store: Store) -> Contents:
    """Everything that the window shows of ``store``. Raises ProjectError, and closes ``store``, if it is damaged."""
    try:
        project = store.read()
        return Contents(project, tuple(store.evaluations(project_context(project))))
    except ProjectError:
        store.close()
        raise


def read_prepared(store: Store) -> tuple[Store, Contents]:
    """``read_contents``, with what is worked out of a large graph once; for a thread."""
    contents = read_contents(store)
    if contents.project.model is not None:
        prepared(contents.project.model.graph)
    return store, contents


def prepared(graph: ModelGraph) -> ModelGraph:
    """``graph``, with what takes long with many nodes and the window asks for at once worked out and kept: who reads
    what, when each activation lives, which layers share a width, and under which name its picture is remembered."""
    predicted_metrics(graph, Recipe())
    demand(graph, Recipe())
    tied_groups(graph)
    identity(graph)
    _ = graph.layer_index, graph.parameters
    return graph


def is_small(store: Store) -> bool:
    try:
        return store.path.stat().st_size <= SMALL_BYTES
    except OSError:
        return True


def project_context(project: Project) -> str:
    """Which model and data evaluations belong to; "" while the model's identity is not known yet."""
    model = project.model
    return context_hash(model.sha256, project.data) if model and model.sha256 else ""
