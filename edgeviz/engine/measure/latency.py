"""How long one inference takes in onnxruntime on this machine."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import cache

import numpy as np
from scipy.stats import binom

from edgeviz.core.metric import Metric, Provenance
from edgeviz.engine.measure.environment import environment
from edgeviz.engine.measure.runtime import Array, run, session

#: Seconds of warm-up, seconds of measuring, and the bounds of the number of timed runs.
WARM_UP, BUDGET, FEWEST, MOST = 0.05, 0.4, 15, 500


def median_interval(times: Array, confidence: float = 0.95) -> tuple[float, float, float]:
    """Median and its distribution-free interval from order statistics (Hahn & Meeker 1991, section 5.2)."""
    ordered = np.sort(times)
    count = len(ordered)
    below = _below(count, confidence)
    return float(np.median(ordered)), float(ordered[max(0, below - 1)]), float(ordered[min(count - 1, count - below)])


@cache
def _below(count: int, confidence: float) -> int:
    """Values below the interval of a median of ``count``; every layer of a network has as many."""
    return int(binom.ppf((1 - confidence) / 2, count, 0.5))


def measure_latency(
    model: bytes | str,
    feed: Mapping[str, Array],
    check: Callable[[], None] = lambda: None,
    budget: float = BUDGET,
    count: int = 0,
    clock: Callable[[], float] = time.perf_counter,
) -> Metric:
    """Latency of ``model`` for ``feed``, in seconds: the median of repeated runs after a warm-up.

    The time is that of the whole batch. ``count`` threads, 0 for the usual number. ``check`` is called between runs
    and may raise to cancel. ``clock`` gives the seconds that count, as ``alone.own_clock``. Raises ModelError when
    onnxruntime refuses the model.
    """
    about = environment(count)
    running = session(model, count=count)
    batch = max((len(value) for value in feed.values() if value.ndim), default=1)
    outputs = [running.get_outputs()[0].name]
    begun = time.perf_counter()
    while True:
        run(running, feed, outputs)
        check()
        if time.perf_counter() - begun > WARM_UP:
            break
    times: list[float] = []
    begun = time.perf_counter()
    while len(times) < FEWEST or (time.perf_counter() - begun < budget and len(times) < MOST):
        start = clock()
        running.run(outputs, dict(feed))
        times.append(clock() - start)
        check()
    median, low, high = median_interval(np.array(times))
    return Metric(
        "latency",
        median,
        Provenance.MEASURED,
        low=low,
        high=high,
        samples=len(times),
        device=about.device,
        date=about.date,
        note=f"batch {batch}, median of {len(times)} runs{about.words}",
    )
