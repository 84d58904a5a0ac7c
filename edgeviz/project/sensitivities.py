"""Sensitivities in the project file: one artefact for each context and method."""

from __future__ import annotations

import json

from edgeviz.core.errors import ProjectError
from edgeviz.core.sensitivity import Method, Sensitivity
from edgeviz.project import codec
from edgeviz.project.store import Store

MIME = "application/json"
#: Cells that one table may hold: ten thousand layers at ten widths.
MAX_CELLS = 100_000


def save(store: Store, context: str, sensitivity: Sensitivity) -> None:
    """Keep ``sensitivity`` for ``context`` (``Project.context``), in place of an earlier one of the same method.

    On disk when this returns, which takes a few milliseconds: call it for every few cells. Raises ProjectError.
    """
    if len(sensitivity.cells) > MAX_CELLS:
        raise ProjectError(
            f"A sensitivity of {len(sensitivity.cells):,} cells is too large for a project.",
            f"Choose fewer widths: {MAX_CELLS:,} cells can be kept.",
        )
    text = json.dumps(sensitivity.to_json(), separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    store.put_artefact(_name(context, sensitivity.method), MIME, text.encode())


def load(store: Store, context: str, method: Method) -> Sensitivity | None:
    """What was kept for ``context`` and ``method``, None when nothing was. Raises ProjectError when it is damaged."""
    found = store.artefact(_name(context, method))
    if found is None:
        return None
    try:
        mime, data = found
        if mime != MIME or len(data) > codec.MAX_TEXT:
            raise ValueError(f"{len(data)} bytes of {mime[:40]}")
        sensitivity = Sensitivity.from_json(codec.loads(data.decode()))
        if sensitivity.method is not method or len(sensitivity.cells) > MAX_CELLS:
            raise ValueError(f"{len(sensitivity.cells)} cells by {sensitivity.method}")
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise ProjectError(
            f"The sensitivity ({method.value}) in {store.path.name} is damaged.",
            "Compute it again: that replaces it.",
            f"{type(error).__name__}: {error}",
        ) from error
    return sensitivity


def _name(context: str, method: Method) -> str:
    return f"sensitivity/{context}/{method.value}"
