"""How the volume that a search dominates has grown, worked out beside the window.

With five or six objectives and hundreds of candidates that takes a part of a second, and the library for it is loaded
first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.core.nas.volume import DominatedVolume, reference_point
from edgeviz.ui.background import Background
from edgeviz.ui.search.run import SearchRun

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class _Grown:
    """The volume of ``run`` after each of its first evaluations, those with less than ``budget`` left out."""

    run: SearchRun
    budget: float
    volume: DominatedVolume
    steps: tuple[float, ...]


class Volumes(QObject):
    """The curve of one search at a time: ``curve(run)`` is what is known of it, ``changed`` says when it is more."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: _Grown | None = None
        self._working: Background | None = None

    def curve(self, run: SearchRun) -> Floats:
        """The volume dominated in all objectives after each evaluation, as a share of the last one that is known.

        NaN where nothing is dominated or it is not worked out yet. The reference is the worst of what was found so far,
        so volumes of two searches do not compare.
        """
        known = self._known if self._known is not None and self._known.run is run else None
        curve = np.full(len(run.found), np.nan)
        costs = run.objectives()
        if not np.isfinite(costs).all(axis=1).any():
            return curve
        budget = float(run.figures.budget.max())
        if known is not None:
            # Void where a larger budget has come since; the next one is being worked out then.
            curve[: len(known.steps)] = known.steps
            curve /= known.steps[-1] if known.steps[-1] > 0 else 1.0
        stale = known is None or len(known.steps) < len(costs) or known.budget != budget
        if stale and self._working is None:
            self._working = Background(self)
            self._working.done.connect(self._done)
            self._working.run(partial(_grow, run, budget, costs, known))
        return curve

    @Slot(object)
    def _done(self, result: object) -> None:
        self._working = None
        if isinstance(result, _Grown):
            self._known = result
            self.changed.emit()


def _grow(run: SearchRun, budget: float, costs: Floats, known: _Grown | None) -> _Grown:
    """Only where the reference moved, or a larger budget made evaluations void, all of it is worked out anew."""
    reference = reference_point(costs)
    if known is None or (known.budget, known.volume.reference) != (budget, reference):
        known = _Grown(run, budget, DominatedVolume(reference), ())
    return _Grown(
        run, budget, known.volume, (*known.steps, *(known.volume.add(row) for row in costs[len(known.steps) :]))
    )
