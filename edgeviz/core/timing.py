"""How an inference is timed: what a person may choose, with what is measured when nobody chooses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import Metric

#: Bounds of what can be chosen: threads, samples at once, seconds of timed runs.
MOST_THREADS, MOST_BATCH = 256, 4096
LEAST_BUDGET, MOST_BUDGET = 0.01, 600.0


@dataclass(frozen=True, slots=True)
class Timing:
    """threads: 0 for all cores but one; batch: samples in one inference; budget: seconds of timed runs."""

    threads: int = 0
    batch: int = 1
    budget: float = 0.4

    def __post_init__(self) -> None:
        if not 0 <= self.threads <= MOST_THREADS:
            raise EdgeVizError(
                f"{self.threads} threads cannot be used.",
                f"Choose 1 to {MOST_THREADS}, or 0 for all cores but one.",
            )
        if not 1 <= self.batch <= MOST_BATCH:
            raise EdgeVizError(f"A batch of {self.batch} cannot be measured.", f"Choose 1 to {MOST_BATCH:,} samples.")
        if not LEAST_BUDGET <= self.budget <= MOST_BUDGET:  # also refuses NaN
            raise EdgeVizError(
                f"{self.budget:g} seconds are no time to measure in.",
                f"Choose {LEAST_BUDGET:g} to {MOST_BUDGET:g} seconds.",
            )

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> Timing:
        """Raises EdgeVizError, KeyError, TypeError or ValueError on a malformed value."""
        return Timing(int(value["threads"]), int(value["batch"]), float(value["budget"]))


def timed_alike(one: Metric | None, other: Metric | None) -> bool:
    """Whether two figures may be compared: measured latencies only where device, threads and batch are the same."""
    if one is None or other is None or one.name != "latency":
        return True
    batches = {found.note.partition(",")[0] for found in (one, other) if found.note.startswith("batch ")}
    return one.device == other.device and len(batches) <= 1
