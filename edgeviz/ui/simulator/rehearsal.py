"""One run of one policy, off the GUI thread, as often as somebody drags something: the latest request wins."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.policies.base import Policy
from edgeviz.core.adaptive.scenario import Scenario
from edgeviz.core.adaptive.simulate import simulate
from edgeviz.core.adaptive.strips import Strips
from edgeviz.core.errors import EdgeVizError
from edgeviz.ui.background import Background


@dataclass(frozen=True, eq=False)
class Rehearsal:
    """What was asked for and what came of it."""

    label: str
    points: tuple[OperatingPoint, ...]
    strips: Strips


class Rehearsing(QObject):
    """At most one run at a time: requests that come meanwhile replace each other, and the last follows."""

    rehearsed = Signal(object)
    failed = Signal(object)
    #: Whether a run is under way.
    busyChanged = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: Background | None = None
        self._next: Callable[[], object] | None = None

    @property
    def is_busy(self) -> bool:
        return self._worker is not None

    def request(
        self, label: str, scenario: Scenario, points: tuple[OperatingPoint, ...], policy: Policy, seed: int
    ) -> None:
        """Play ``policy`` once; its settings are copied, so that they may change meanwhile."""
        work = partial(_rehearse, label, scenario, points, copy.deepcopy(policy), seed)
        if self._worker is not None:
            self._next = work
            return
        self._start(work)
        self.busyChanged.emit(True)

    def forget(self) -> None:
        """Nothing that was asked for is wanted any more but the run under way."""
        self._next = None

    def _start(self, work: Callable[[], object]) -> None:
        self._worker = Background()
        self._worker.done.connect(self._done)
        self._worker.run(work)

    @Slot(object)
    def _done(self, result: object) -> None:
        self._worker = None
        following, self._next = self._next, None
        if following is not None:
            self._start(following)
        if isinstance(result, Rehearsal):
            self.rehearsed.emit(result)
        elif isinstance(result, EdgeVizError) and following is None:
            self.failed.emit(result)
        if following is None:
            self.busyChanged.emit(False)


def _rehearse(
    label: str, scenario: Scenario, points: tuple[OperatingPoint, ...], policy: Policy, seed: int
) -> Rehearsal:
    return Rehearsal(label, points, Strips(simulate(scenario, points, policy, seed), scenario))
