"""Timing one thread beside other programs: what it computed, and the runs in which it had to wait.

Where one thread runs, the processor's time of a run is what it takes on a machine that does nothing else, as far as
caches and clocks allow. Waiting is what it took beyond that. With several threads neither can be told from outside.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from edgeviz.engine.measure.runtime import Array
from edgeviz.engine.threads import threads

#: The share of a run's time up to which waiting does not count, and the fewest runs that are kept.
WAITING, FEWEST = 0.05, 15


def can_tell(count: int) -> bool:
    """Whether ``count`` threads (0 for the usual number) are one, and the system's clock of a thread is fine enough.

    That of Windows goes by sixtieths of a second.
    """
    return (count or threads()) == 1 and sys.platform != "win32"


def own_clock(count: int) -> Callable[[], float]:
    """Seconds that this thread computed, where that can be told; else those that passed."""
    return time.thread_time if can_tell(count) else time.perf_counter


def undisturbed(passed: Array, computed: Array) -> NDArray[np.bool_]:
    """The runs that hardly waited, of those that took ``passed`` and computed ``computed`` seconds [runs].

    The least disturbed ``FEWEST`` where fewer did.
    """
    waited = (passed - computed) / np.maximum(passed, 1e-9)
    kept = waited <= WAITING
    if kept.sum() < FEWEST:
        kept[np.argsort(waited, kind="stable")[:FEWEST]] = True
    return np.asarray(kept, bool)
