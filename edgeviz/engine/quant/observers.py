"""Observers: statistics of activations collected in a stream, in bounded memory, held in buffers."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from edgeviz.core.errors import ModelError
from edgeviz.core.spec import MOMENTUM, Observer, Spec
from edgeviz.engine.quant.entropy import best_bound
from edgeviz.engine.quant.params import QuantParams, params_from_range
from edgeviz.engine.quant.search import Array, best_range

#: Histogram bins over −reach … +reach. At 8 bits one step of the quantizer spans 16 or 32 bins.
BINS = 8192
#: Above this width the steps are finer than the bins, and clipping gains nothing: the range is used as it is.
WIDEST_SEARCH = 10


class RangeObserver(nn.Module):
    """Smallest and largest value and the mean magnitude of everything seen. Serves Observer.MINMAX."""

    low: Tensor
    high: Tensor
    magnitude: Tensor
    count: Tensor

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.name = name
        self.register_buffer("low", torch.tensor(torch.inf))
        self.register_buffer("high", torch.tensor(-torch.inf))
        self.register_buffer("magnitude", torch.tensor(0.0, dtype=torch.float64))
        self.register_buffer("count", torch.tensor(0, dtype=torch.int64))

    @torch.no_grad()
    def forward(self, x: Tensor) -> Tensor:
        """Take ``x`` (any shape) into account and return it. Raises ModelError when it is not finite."""
        if x.numel() == 0:
            return x
        values = x.detach().to(torch.float32)
        low, high = values.aminmax()
        if not (torch.isfinite(low) and torch.isfinite(high)):
            raise ModelError(
                f"The tensor {self.name!r} becomes infinite or not a number on the calibration samples.",
                "Check the preprocessing (scale, mean, deviation), or leave this layer's activations in float.",
            )
        self.low = torch.minimum(self.low, low)
        self.high = torch.maximum(self.high, high)
        self.magnitude += values.abs().sum(dtype=torch.float64)
        self.count += values.numel()
        self._collect(values, max(float(high), -float(low)))
        return x

    def _collect(self, values: Tensor, largest: float) -> None:
        """For subclasses that keep more than the range."""

    def end_group(self) -> None:
        """A group of ``calibrate.GROUP`` samples is complete: for subclasses to which that matters."""

    @property
    def mean_magnitude(self) -> float:
        return float(self.magnitude) / max(1, int(self.count))

    def range(self, spec: Spec) -> tuple[float, float]:
        """The real range to quantize by ``spec``."""
        return float(self.low), float(self.high)

    def params(self, spec: Spec) -> QuantParams:
        """Per-tensor parameters for ``spec``, an integer. One symmetric bit: scale = mean|x| (XNOR-Net)."""
        if int(self.count) == 0:
            raise ModelError(f"The tensor {self.name!r} was never computed.", "Calibrate with at least one sample.")
        if spec.observer is Observer.UNIT:
            return params_from_range(0.0, 1.0, spec)
        if spec.is_sign:
            return params_from_range(-self.mean_magnitude, self.mean_magnitude, spec)
        return params_from_range(*self.range(spec), spec)


class MovingAverageObserver(RangeObserver):
    """Adds the moving average of the range over groups of samples. Serves Observer.MOVING_AVERAGE.

    The first group's range starts it, each later one moves it by ``momentum`` of the way (Jacob et al. 2018,
    section 3.1; torch.ao's MovingAverageMinMaxObserver). The groups are told, not taken from how many samples are
    computed at once: that depends on the memory, and the range of a recipe must not.
    """

    average: Tensor
    group: Tensor

    def __init__(self, name: str = "", momentum: float = MOMENTUM) -> None:
        super().__init__(name)
        self.momentum = momentum
        #: Low and high: of all groups so far (NaN before the first), and of the group under way.
        self.register_buffer("average", torch.full((2,), torch.nan))
        self.register_buffer("group", torch.tensor([torch.inf, -torch.inf]))

    def _collect(self, values: Tensor, largest: float) -> None:
        low, high = values.aminmax()
        self.group = torch.stack((torch.minimum(self.group[0], low), torch.maximum(self.group[1], high)))

    @torch.no_grad()
    def end_group(self) -> None:
        if not torch.isfinite(self.group).all():
            return
        first = bool(torch.isnan(self.average).any())
        self.average = self.group if first else self.average + self.momentum * (self.group - self.average)
        self.group = torch.tensor([torch.inf, -torch.inf])

    def range(self, spec: Spec) -> tuple[float, float]:
        if spec.observer is not Observer.MOVING_AVERAGE or bool(torch.isnan(self.average).any()):
            return super().range(spec)
        return float(self.average[0]), float(self.average[1])


class HistogramObserver(RangeObserver):
    """Adds a histogram that widens by doubling. Serves Observer.PERCENTILE, ENTROPY and MSE.

    The histogram spans −reach … +reach. When a larger value comes, reach doubles as often as needed and
    neighbouring bins merge, so that no value is ever counted twice and nothing has to be seen again.
    """

    counts: Tensor
    reach: Tensor

    def __init__(self, name: str = "") -> None:
        super().__init__(name)
        self.register_buffer("counts", torch.zeros(BINS, dtype=torch.float64))
        self.register_buffer("reach", torch.tensor(0.0, dtype=torch.float64))

    def _collect(self, values: Tensor, largest: float) -> None:
        if float(self.reach) == 0.0:
            if largest == 0.0:
                self.counts[BINS // 2] += values.numel()
                return
            # What came before was all zero and stays in the bin right of the centre.
            self.reach = torch.tensor(float(np.float32(largest)), dtype=torch.float64)
        while largest > float(self.reach):
            pairs = self.counts.reshape(-1, 2).sum(dim=1)
            self.counts = torch.nn.functional.pad(pairs, (BINS // 4, BINS // 4))
            self.reach = self.reach * 2
        reach = float(self.reach)
        self.counts += torch.histc(values.reshape(-1), BINS, -reach, reach)

    def centres(self) -> NDArray[np.float64]:
        """The middle of each bin, in real units."""
        reach = float(self.reach)
        return np.asarray((np.arange(BINS) + 0.5) * (2 * reach / BINS) - reach, dtype=np.float64)

    def range(self, spec: Spec) -> tuple[float, float]:
        low, high = super().range(spec)
        if float(self.reach) == 0.0:
            return low, high
        if spec.observer is Observer.PERCENTILE:
            bound = self._percentile(spec.percentile)
            return max(low, -bound), min(high, bound)
        if spec.observer is Observer.ENTROPY and spec.bits <= WIDEST_SEARCH:
            bound = best_bound(self.counts.numpy(), float(self.reach), min(low, 0.0), max(high, 0.0), spec)
            return max(low, -bound), min(high, bound)
        if spec.observer is Observer.MSE and spec.bits <= WIDEST_SEARCH:
            return self._least_squares(spec, low, high)
        return low, high

    def _percentile(self, percent: float) -> float:
        """The magnitude that ``percent`` of the values do not exceed, interpolated within its bin."""
        counts = self.counts.numpy()
        folded = counts[BINS // 2 :] + counts[: BINS // 2][::-1]
        below = np.concatenate(([0.0], np.cumsum(folded)))
        edges = np.linspace(0.0, float(self.reach), BINS // 2 + 1)
        return float(np.interp(below[-1] * percent / 100, below, edges))

    def _least_squares(self, spec: Spec, low: float, high: float) -> tuple[float, float]:
        filled = np.flatnonzero(self.counts.numpy())
        centres, weights = self.centres()[filled], self.counts.numpy()[filled]

        def error(lows: Array, highs: Array) -> Array:
            params = params_from_range(lows[0], highs[0], spec)
            scale, zero = float(params.scale), int(params.zero_point)
            codes = np.clip(np.rint(centres / scale), params.qmin - zero, params.qmax - zero)
            return np.array([float(weights @ np.square(codes * scale - centres))])

        if spec.symmetric:
            high = max(-low, high)
            low = -high
        lows, highs = best_range(error, np.array([min(low, 0.0)]), np.array([max(high, 0.0)]), spec.symmetric)
        return float(lows[0]), float(highs[0])


#: What each observer setting needs to have collected.
OBSERVERS: dict[Observer, type[RangeObserver]] = {
    Observer.MINMAX: RangeObserver,
    Observer.MOVING_AVERAGE: MovingAverageObserver,
    Observer.PERCENTILE: HistogramObserver,
    Observer.ENTROPY: HistogramObserver,
    Observer.MSE: HistogramObserver,
    Observer.UNIT: RangeObserver,
}
