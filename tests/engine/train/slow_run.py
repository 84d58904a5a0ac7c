"""A training that takes its time, to be killed: ``python -m tests.engine.train.slow_run CHECKPOINT``."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import torch
from torch import nn

from edgeviz.engine.train import loop
from edgeviz.jobs.context import Untracked
from tests.engine.train.test_loop import KILLED, digits, network


def _wait(module: nn.Module) -> None:
    time.sleep(0.05)


if __name__ == "__main__":
    loop.limit_torch()
    torch.set_num_threads(1)
    loop.fit(Untracked(), network(), *digits(), KILLED, after_step=_wait, path=Path(sys.argv[1]))
