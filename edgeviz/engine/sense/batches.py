"""Samples in batches as torch takes them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from torch import Tensor

from edgeviz.engine.session import Floats, Session, as_input


def batches(opened: Session, x: Floats, batch: int) -> Iterator[tuple[Tensor, int]]:
    """``x`` in batches, each with the number of rows that count: a fixed batch is filled up with its last row."""
    for begin in range(0, len(x), batch):
        part = x[begin : begin + batch]
        rows = len(part)
        if batch == opened.fixed_batch and rows < batch:
            part = np.concatenate([part, np.repeat(part[-1:], batch - rows, axis=0)])
        yield as_input(part), rows
