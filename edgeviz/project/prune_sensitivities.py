"""Sensitivities to pruning in the project file: one artefact for each context and structure."""

from __future__ import annotations

import json

from edgeviz.core.errors import ProjectError
from edgeviz.core.prune_sensitivity import PruneSensitivity
from edgeviz.core.train_request import Structure
from edgeviz.project import codec
from edgeviz.project.sensitivities import MAX_CELLS, MIME
from edgeviz.project.store import Store


def save(store: Store, context: str, found: PruneSensitivity) -> None:
    """Keep ``found`` for ``context`` (``Project.context``), in place of an earlier one. Raises ProjectError."""
    if len(found.cells) > MAX_CELLS:
        raise ProjectError(
            f"A sensitivity of {len(found.cells):,} cells is too large for a project.",
            f"Choose fewer sparsities: {MAX_CELLS:,} cells can be kept.",
        )
    text = json.dumps(found.to_json(), separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    store.put_artefact(_name(context, found.structure), MIME, text.encode())


def load(store: Store, context: str, structure: Structure) -> PruneSensitivity | None:
    """What was kept, None when nothing was. Raises ProjectError when it is damaged."""
    kept = store.artefact(_name(context, structure))
    if kept is None:
        return None
    try:
        mime, data = kept
        if mime != MIME or len(data) > codec.MAX_TEXT:
            raise ValueError(f"{len(data)} bytes of {mime[:40]}")
        found = PruneSensitivity.from_json(codec.loads(data.decode()))
        if found.structure is not structure or len(found.cells) > MAX_CELLS:
            raise ValueError(f"{len(found.cells)} cells of {found.structure}")
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise ProjectError(
            f"The sensitivity to pruning ({structure.value}) in {store.path.name} is damaged.",
            "Compute it again: that replaces it.",
            f"{type(error).__name__}: {error}",
        ) from error
    return found


def _name(context: str, structure: Structure) -> str:
    return f"prune-sensitivity/{context}/{structure.value}"
