"""How many threads the engine may use: one core stays free for the window."""

from __future__ import annotations

import os
from functools import cache

import torch


def threads() -> int:
    """Threads for torch and onnxruntime alike: the cores this process may use, less one, at least one."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)
    return max(1, cores - 1)


@cache
def limit_torch() -> None:
    """Apply ``threads`` to torch, once per process. Two busy threads on two busy cores run many times slower."""
    torch.set_num_threads(threads())
