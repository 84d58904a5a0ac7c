"""Sensitivities in the project file: one artefact for each context and method, or structure that is pruned."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any, overload

from edgeviz.core.errors import ProjectError
from edgeviz.core.prune_sensitivity import PruneCell, PruneSensitivity
from edgeviz.core.sensitivity import Cell, Method, Sensitivity
from edgeviz.core.train_request import Structure
from edgeviz.project import codec
from edgeviz.project.store import Store

MIME = "application/json"
#: Cells that one table may hold: ten thousand layers at ten widths.
MAX_CELLS = 100_000
#: Seconds between two writes of a table that is being filled.
WRITE_EVERY = 2.0


def save(store: Store, context: str, table: Sensitivity | PruneSensitivity) -> None:
    """Keep ``table`` for ``context`` (``Project.context``), in place of an earlier one of the same kind.

    On disk when this returns, which takes a few milliseconds: call it for every few cells. Raises ProjectError.
    """
    if len(table.cells) > MAX_CELLS:
        raise ProjectError(
            f"A sensitivity of {len(table.cells):,} cells is too large for a project.",
            f"Choose fewer widths or sparsities: {MAX_CELLS:,} cells can be kept.",
        )
    text = json.dumps(table.to_json(), separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    store.put_artefact(_name(context, _kind(table)), MIME, text.encode())


@overload
def load(store: Store, context: str, kind: Method) -> Sensitivity | None: ...
@overload
def load(store: Store, context: str, kind: Structure) -> PruneSensitivity | None: ...
def load(store: Store, context: str, kind: Method | Structure) -> Sensitivity | PruneSensitivity | None:
    """What was kept for ``context`` and ``kind``: of a method, to widths; of a structure, to pruning.

    None when nothing was. Raises ProjectError when it is damaged.
    """
    found = store.artefact(_name(context, kind))
    if found is None:
        return None
    try:
        mime, data = found
        if mime != MIME or len(data) > codec.MAX_TEXT:
            raise ValueError(f"{len(data)} bytes of {mime[:40]}")
        value = codec.loads(data.decode())
        table = Sensitivity.from_json(value) if isinstance(kind, Method) else PruneSensitivity.from_json(value)
        if _kind(table) is not kind or len(table.cells) > MAX_CELLS:
            raise ValueError(f"{len(table.cells)} cells by {_kind(table)}")
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        what = "sensitivity" if isinstance(kind, Method) else "sensitivity to pruning"
        raise ProjectError(
            f"The {what} ({kind.value}) in {store.path.name} is damaged.",
            "Compute it again: that replaces it.",
            f"{type(error).__name__}: {error}",
        ) from error
    return table


class Recorder:
    """Keeps cells on disk while their job runs, called in the lane's thread.

    The whole table is one row, so it is written every few seconds and not for every cell.
    """

    def __init__(
        self,
        store: Store,
        context: str,
        known: Sensitivity | PruneSensitivity,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store, self._context, self._table, self._clock = store, context, known, clock
        self._fresh: list[Any] = []
        self._written = clock()

    def __call__(self, payload: object) -> None:
        if isinstance(payload, Cell | PruneCell):
            self._fresh.append(payload)
            if self._clock() - self._written >= WRITE_EVERY:
                self.flush()

    def replace(self, whole: Sensitivity | PruneSensitivity) -> None:
        """The finished table, which also knows its samples. To be called once the job has ended."""
        self._table, self._fresh = whole, []

    def flush(self) -> None:
        """Write what has come so far. Raises ProjectError."""
        self._table, self._fresh = self._table.with_cells(self._fresh), []
        if self._table.cells:
            save(self._store, self._context, self._table)
        self._written = self._clock()


def _kind(table: Sensitivity | PruneSensitivity) -> Method | Structure:
    return table.method if isinstance(table, Sensitivity) else table.structure


def _name(context: str, kind: Method | Structure) -> str:
    return f"{'sensitivity' if isinstance(kind, Method) else 'prune-sensitivity'}/{context}/{kind.value}"
