"""One search as the window knows it: what was asked for, its candidates as arrays, and its job while it runs here."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import QUANTITIES, Provenance
from edgeviz.core.nas import differentiable
from edgeviz.core.nas.request import End, Ended, Fidelity, Found
from edgeviz.core.nas.trial import Trial
from edgeviz.core.pareto import front_order
from edgeviz.jobs.events import Failed, Finished
from edgeviz.project.searches import SearchRecord
from edgeviz.project.store import Store
from edgeviz.project.values import now
from edgeviz.ui.bridge import Job, JobState
from edgeviz.ui.texts import shown

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Figures:
    """The evaluations of a search in the order in which they became known, one row each.

    accuracy: fraction; cost: of the reward, in its stored unit; score: the reward; NaN where a candidate failed.
    elapsed: seconds of the search. rows: the last evaluation of each architecture, in order of arrival. front, best:
    rows among those with the largest budget: what nothing beats in all objectives of the goal, and the best reward
    (None while there is none).
    """

    accuracy: Floats
    cost: Floats
    score: Floats
    generation: NDArray[np.intp]
    budget: Floats
    elapsed: Floats
    rows: NDArray[np.intp]
    front: tuple[int, ...]
    best: int | None

    def __len__(self) -> int:
        return len(self.score)

    @property
    def full(self) -> NDArray[np.bool_]:
        """Evaluations at the largest budget: only those compare with each other."""
        return self.budget >= self.budget.max() if len(self) else np.zeros(0, dtype=bool)

    def reward_curve(self) -> Floats:
        """The best reward at the full budget after each evaluation, NaN before the first."""
        return np.fmax.accumulate(np.where(self.full, self.score, np.nan)) if len(self) else np.zeros(0)


class SearchRun:
    """``record`` is what the project keeps of it but for ``found``, its evaluations in the order in which they came."""

    def __init__(self, record: SearchRecord, store: Store) -> None:
        self.record = replace(record, found=())
        self.store = store
        self.found: list[Found] = []
        self.job: Job | None = None
        #: Evaluations known when it began to run.
        self._before = 0
        #: Somebody asked for a pause that is not yet there.
        self.pausing = False
        self._columns: tuple[list[float], ...] = ([], [], [], [], [], [])
        #: Architecture -> row of its last evaluation.
        self._last: dict[str, int] = {}
        #: Quantity -> its value in every row, and whether it was measured; read once, and further when rows came.
        self._read: dict[str, tuple[list[float], list[bool]]] = {}
        #: Objectives of each evaluation, smaller being better.
        self._objectives: list[tuple[float, ...]] = []
        self._figures: Figures | None = None
        for one in record.found:
            self.take(one)

    # ---- reading

    @property
    def title(self) -> str:
        """In the window's language, unless a person gave it."""
        return self.record.title if self.record.request.name else shown(self.record.title)

    @property
    def is_over(self) -> bool:
        return self.job is None

    @property
    def state(self) -> str:
        """One of ``project.searches.OUTCOMES``, or "queued"."""
        if self.job is not None:
            return "queued" if self.job.state is JobState.QUEUED else "running"
        return self.record.outcome

    @property
    def can_resume(self) -> bool:
        return self.is_over and self.record.outcome != "finished"

    @property
    def candidates(self) -> int:
        """Architectures that were evaluated."""
        return len(self.figures.rows)

    @property
    def failures(self) -> int:
        return sum(1 for row in self.figures.rows if self.found[row].trial.failed)

    @property
    def elapsed(self) -> float:
        """Seconds of the search, breaks left out."""
        return max((one.elapsed for one in self.found), default=0.0)

    @property
    def figures(self) -> Figures:
        if self._figures is None:
            self._figures = self._work_out()
        return self._figures

    def trial(self, row: int) -> Trial:
        return self.found[row].trial

    def values(self, name: str) -> Floats:
        """A metric of every evaluation, in its stored unit; NaN where it has none."""
        return np.array(self._column(name)[0], dtype=float)

    def measured(self, name: str) -> NDArray[np.bool_]:
        """Whether a metric was measured, of every evaluation."""
        return np.array(self._column(name)[1], dtype=bool)

    def objectives(self) -> Floats:
        """Evaluations × objectives, smaller being better; NaN where it failed or its budget was a smaller one."""
        costs = self._costs()
        costs[~self.figures.full] = np.nan
        return costs

    @property
    def is_preparing(self) -> bool:
        """Whether it runs, and what its candidates share is trained first: no candidate is known of this sitting."""
        request = self.record.request
        shares = request.evaluating.fidelity is Fidelity.SUPERNET or request.sampler == differentiable.KEY
        return shares and self.job is not None and len(self.found) == self._before

    # ---- changing

    def take(self, found: Found) -> None:
        """Add one evaluation."""
        self._last[found.trial.key] = len(self.found)
        self.found.append(found)
        self._figures = None
        trial, goal = found.trial, self.record.request.goal
        score = float("nan")
        if not trial.failed:
            try:
                score = goal.score(trial.metrics)
            except EdgeVizError:
                # A metric that the reward needs is missing: the point has no place, the table says what it has.
                score = float("nan")
        values = (
            trial.value(goal.reward.accuracy), trial.value(goal.reward.cost), score,
            float(trial.generation), trial.budget, found.elapsed,
        )  # fmt: skip
        for column, value in zip(self._columns, values, strict=True):
            column.append(value)
        self._objectives.append(
            tuple(
                -trial.value(name) if QUANTITIES[name].higher_is_better else trial.value(name)
                for name in goal.objectives
            )
        )

    def begin(self, job: Job) -> None:
        """It runs from now on."""
        self.job, self._before = job, len(self.found)

    def end(self, event: object) -> None:
        """The job is over: Finished, Failed or Cancelled."""
        job, self.job, self.pausing = self.job, None, False
        error = f"{event.what} {event.remedy}".strip() if isinstance(event, Failed) else ""
        outcome = str(job.state) if job is not None else "interrupted"
        if isinstance(event, Finished) and isinstance(event.payload, Ended) and event.payload.end is End.PAUSED:
            outcome = "paused"
        self.record = replace(self.record, outcome=outcome, ended=now(), error=error)

    # ---- internals

    def _column(self, name: str) -> tuple[list[float], list[bool]]:
        values, measured = self._read.setdefault(name, ([], []))
        for one in self.found[len(values) :]:
            metric = one.trial.metrics.get(name)
            values.append(one.trial.value(name))
            measured.append(metric is not None and metric.provenance is Provenance.MEASURED)
        return values, measured

    def _costs(self) -> Floats:
        """Evaluations × objectives of the goal, smaller being better."""
        count = len(self.record.request.goal.objectives)
        return np.array(self._objectives, dtype=float).reshape(len(self._objectives), count)

    def _work_out(self) -> Figures:
        accuracy, cost, score, generation, budget, elapsed = (np.array(one, dtype=float) for one in self._columns)
        rows = np.sort(np.fromiter(self._last.values(), np.intp, len(self._last)))
        front: tuple[int, ...] = ()
        best = None
        if len(rows):
            counted = rows[(budget[rows] >= budget.max()) & ~np.isnan(score[rows])]
            if len(counted):
                order = front_order(self._costs()[counted])
                front = tuple(int(counted[index]) for index in order)
                best = int(counted[int(np.argmax(score[counted]))])
        return Figures(accuracy, cost, score, generation.astype(np.intp), budget, elapsed, rows, front, best)
