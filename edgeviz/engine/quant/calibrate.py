"""Activation ranges from one streaming pass over the calibration samples."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

import torch
from torch import Tensor

from edgeviz.core.points import QuantPoint
from edgeviz.engine.quant.observers import OBSERVERS, HistogramObserver, RangeObserver
from edgeviz.engine.quant.params import QuantParams


class Observable(Protocol):
    """The part of OnnxModule that calibration needs."""

    def observe(self, tensors: Collection[str], *inputs: Tensor) -> dict[str, Tensor]: ...


class Calibrator:
    """Statistics of one model on one set of samples; what was collected once is not collected again."""

    def __init__(self, module: Observable) -> None:
        self._module = module
        self._observers: dict[str, RangeObserver] = {}

    def missing(self, points: Iterable[QuantPoint]) -> dict[str, type[RangeObserver]]:
        """Tensor -> the observer it still needs. A histogram contains a range, so the richer one serves both."""
        wanted: dict[str, type[RangeObserver]] = {}
        for point in points:
            if not point.spec.is_integer:
                continue
            kind = OBSERVERS[point.spec.observer]
            present = self._observers.get(point.tensor)
            if (present is None or not isinstance(present, kind)) and wanted.get(point.tensor) is not HistogramObserver:
                wanted[point.tensor] = kind
        return wanted

    @torch.no_grad()
    def collect(self, points: Iterable[QuantPoint], batches: Iterable[Tensor]) -> Iterator[int]:
        """Run the model over ``batches`` for what ``points`` still need; yields the samples seen so far.

        Nothing runs when nothing is missing. The observers count only once the pass is complete, so that a
        cancelled pass leaves no half statistics behind.
        """
        wanted = self.missing(points)
        if not wanted:
            return
        observers = {name: kind(name) for name, kind in wanted.items()}
        seen = 0
        for batch in batches:
            values = self._module.observe(tuple(observers), batch)
            for name, observer in observers.items():
                observer(values.pop(name))
            seen += len(batch)
            yield seen
        self._observers.update(observers)

    def observer(self, tensor: str) -> RangeObserver:
        return self._observers[tensor]

    def params(self, points: Iterable[QuantPoint]) -> Mapping[QuantPoint, QuantParams]:
        """Parameters for every integer point; ``collect`` must have run for them."""
        return {p: self._observers[p.tensor].params(p.spec) for p in points if p.spec.is_integer}
