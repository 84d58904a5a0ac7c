"""Activation ranges from one streaming pass over the calibration samples."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

import torch
from torch import Tensor

from edgeviz.core.points import QuantPoint
from edgeviz.core.spec import Observer
from edgeviz.engine.quant.observers import OBSERVERS, HistogramObserver, MovingAverageObserver, RangeObserver
from edgeviz.engine.quant.params import QuantParams


class Observable(Protocol):
    """The part of OnnxModule that calibration needs."""

    def observe(self, tensors: Collection[str], *inputs: Tensor) -> dict[str, Tensor]: ...


#: Samples over which a moving average takes one range. Batches end where a group does.
GROUP = 32
#: A tensor, and the momentum where its observer has one: averages of different momentum are different statistics.
Key = tuple[str, float | None]


def key_of(point: QuantPoint) -> Key:
    moving = point.spec.observer is Observer.MOVING_AVERAGE
    return point.tensor, point.spec.momentum if moving else None


class Calibrator:
    """Statistics of one model on one set of samples; what was collected once is not collected again."""

    def __init__(self, module: Observable) -> None:
        self._module = module
        self._observers: dict[Key, RangeObserver] = {}

    def missing(self, points: Iterable[QuantPoint]) -> dict[Key, type[RangeObserver]]:
        """The observers that are still needed. A histogram contains a range, so the richer one serves both."""
        wanted: dict[Key, type[RangeObserver]] = {}
        for point in points:
            if not point.spec.is_integer:
                continue
            kind, key = OBSERVERS[point.spec.observer], key_of(point)
            present = self._observers.get(key)
            if (present is None or not isinstance(present, kind)) and wanted.get(key) is not HistogramObserver:
                wanted[key] = kind
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
        observers = {key: _made(kind, *key) for key, kind in wanted.items()}
        by_tensor: dict[str, list[RangeObserver]] = {}
        for (tensor, _), observer in observers.items():
            by_tensor.setdefault(tensor, []).append(observer)
        seen, begun = 0, 0
        for batch in batches:
            values = self._module.observe(tuple(by_tensor), batch)
            for tensor, observing in by_tensor.items():
                value = values.pop(tensor)
                for observer in observing:
                    observer(value)
                del value
            seen += len(batch)
            if seen - begun >= GROUP:
                begun = seen
                _end_group(observers.values())
            yield seen
        if seen > begun:
            _end_group(observers.values())
        self._observers.update(observers)

    def params(self, points: Iterable[QuantPoint]) -> Mapping[QuantPoint, QuantParams]:
        """Parameters for every integer point; ``collect`` must have run for them."""
        return {p: self._observers[key_of(p)].params(p.spec) for p in points if p.spec.is_integer}


def _made(kind: type[RangeObserver], tensor: str, momentum: float | None) -> RangeObserver:
    return kind(tensor) if momentum is None else MovingAverageObserver(tensor, momentum)


def _end_group(observers: Iterable[RangeObserver]) -> None:
    for observer in observers:
        observer.end_group()
