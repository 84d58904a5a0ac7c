"""Moving average and entropy: beside plain loops, torch, scipy and onnxruntime."""

from __future__ import annotations

import tracemalloc
import weakref
from collections.abc import Collection, Iterator

import numpy as np
import pytest
import scipy.stats
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from edgeviz.core.points import QuantPoint
from edgeviz.core.spec import Observer, Scheme, Spec
from edgeviz.engine.quant.calibrate import GROUP, Calibrator
from edgeviz.engine.quant.entropy import LEAST, best_bound, divergences, without_zeros
from edgeviz.engine.quant.observers import BINS, HistogramObserver, MovingAverageObserver
from edgeviz.engine.quant.params import params_from_range

fixed = settings(derandomize=True, deadline=None, max_examples=30)


def seeded(*shape: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def spec(observer: Observer, bits: int = 8, symmetric: bool = False, **more: float) -> Spec:
    return Spec(bits, Scheme.INTEGER, symmetric, observer=observer, **more)


def moving(momentum: float = 0.01) -> Spec:
    return spec(Observer.MOVING_AVERAGE, momentum=momentum)


class Echo:
    """A model whose only tensors are its input under two names; it counts what is alive."""

    def __init__(self) -> None:
        self.alive: weakref.WeakSet[torch.Tensor] = weakref.WeakSet()
        self.most = 0
        self.passes = 0

    def observe(self, tensors: Collection[str], *inputs: torch.Tensor) -> dict[str, torch.Tensor]:
        self.passes += 1
        found = {}
        for name in tensors:
            found[name] = inputs[0] * 1.0
            self.alive.add(found[name])
        self.most = max(self.most, len(self.alive))
        return found


def collected(x: torch.Tensor, point: QuantPoint, batch: int) -> Calibrator:
    calibrator = Calibrator(Echo())
    for _ in calibrator.collect([point], [part for group in x.split(GROUP) for part in group.split(batch)]):
        pass
    return calibrator


# ---- moving average


@fixed
@given(st.integers(1, 6), st.floats(0.01, 1.0), st.integers(0, 1000), st.floats(0.0, 3.0))
def test_the_moving_average_is_that_of_torch(groups: int, momentum: float, seed: int, shift: float) -> None:
    reference = torch.ao.quantization.MovingAverageMinMaxObserver(averaging_constant=momentum)
    observer = MovingAverageObserver("t", momentum)
    for index in range(groups):
        batch = seeded(GROUP, 5, seed=seed + index) * (1 + index) + shift
        reference(batch)
        observer(batch)
        observer.end_group()
    assert observer.range(moving(momentum)) == (float(reference.min_val), float(reference.max_val))


@pytest.mark.parametrize("batch", [1, 3, 8, 32])
def test_the_moving_average_does_not_depend_on_how_many_samples_are_computed_at_once(batch: int) -> None:
    x = seeded(100, 7) * torch.linspace(1, 9, 100)[:, None]
    point = QuantPoint("t", moving(0.3), ("n",))
    (params,) = collected(x, point, batch).params([point]).values()
    reference = torch.ao.quantization.MovingAverageMinMaxObserver(averaging_constant=0.3)
    for group in x.split(GROUP):
        reference(group)
    expected = params_from_range(float(reference.min_val), float(reference.max_val), point.spec)
    assert params.scale == expected.scale and params.zero_point == expected.zero_point


def test_two_momenta_of_one_tensor_are_two_statistics_from_one_pass() -> None:
    x = seeded(96, 4) * torch.linspace(1, 9, 96)[:, None]
    points = [QuantPoint("t", moving(m), ("n",)) for m in (0.1, 1.0)]
    points.append(QuantPoint("t", spec(Observer.MINMAX), ("n",)))
    model = Echo()
    calibrator = Calibrator(model)
    list(calibrator.collect(points, x.split(GROUP)))
    slow, last, whole = (calibrator.params(points)[point].scale for point in points)
    assert model.passes == 3 and not calibrator.missing(points)
    assert slow < last == params_from_range(float(x[64:].min()), float(x[64:].max()), moving()).scale <= whole


def test_a_moving_average_of_nothing_but_empty_groups_is_the_range() -> None:
    observer = MovingAverageObserver("t")
    observer(torch.tensor([1.0, -2.0]))
    assert observer.range(moving()) == (-2.0, 1.0)


# ---- entropy


def plain(counts: np.ndarray, reach: float, low: float, high: float, setting: Spec, bins: int) -> float:
    """KL(P ‖ Q) for clipping at ``bins`` bins, bin by bin, as in the slides; scipy computes the entropy."""
    half, width = len(counts) // 2, 2 * reach / len(counts)
    bound = bins * width
    low, high = max(low, -bound), min(high, bound)
    start, stop = half + int(np.floor(low / width + 1e-9)), max(half + int(np.ceil(high / width - 1e-9)), half + 1)
    p = counts[start:stop].astype(float).copy()
    q = p.copy()
    p[0] += counts[:start].sum()
    p[-1] += counts[stop:].sum()
    params = params_from_range(low, high, setting)
    middles = (np.arange(start, stop) - half + 0.5) * width
    codes = np.clip(np.floor(middles / float(params.scale) + 0.5) + int(params.zero_point), params.qmin, params.qmax)
    for code in np.unique(codes):
        mine = codes == code
        q[mine] = np.where(p[mine] > 0, q[mine].sum() / max(1, np.count_nonzero(p[mine])), 0.0)
    q[(p > 0) & (q == 0)] = LEAST
    return float(scipy.stats.entropy(p, q))


@fixed
@given(
    st.integers(0, 10_000),
    st.sampled_from([1, 2, 3, 4, 8]),
    st.booleans(),
    st.sampled_from([-1, 0, 1]),
    st.integers(5, 400),
)
def test_the_divergence_is_what_scipy_makes_of_a_plain_loop(
    seed: int, bits: int, symmetric: bool, side: int, values: int
) -> None:
    assume(not (symmetric and bits == 1))
    x = np.random.default_rng(seed).standard_normal(values) ** 3
    x = x if side == 0 else side * np.abs(x)
    reach = float(np.abs(x).max()) * 1.3
    counts = np.histogram(x, 256, (-reach, reach))[0].astype(float)
    low, high = min(0.0, float(x.min())), max(0.0, float(x.max()))
    setting = spec(Observer.ENTROPY, bits, symmetric)
    bins = np.arange(1, 129)
    expected = [plain(counts, reach, low, high, setting, int(n)) for n in bins]
    assert divergences(counts, reach, low, high, setting, bins) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@fixed
@given(st.integers(0, 10_000), st.sampled_from([2, 4, 8]), st.booleans())
def test_the_bound_found_has_the_least_divergence_or_nearly(seed: int, bits: int, symmetric: bool) -> None:
    observer = HistogramObserver()
    observer(seeded(20_000, seed=seed) * 2)
    setting = spec(Observer.ENTROPY, bits, symmetric)
    counts, reach, (low, high) = observer.counts.numpy(), float(observer.reach), observer.range(spec(Observer.MINMAX))
    bound = best_bound(counts, reach, low, high, setting)
    half = BINS // 2
    candidates = np.arange(max(1, (1 << bits) // 2), half + 1)
    every = divergences(without_zeros(counts), reach, low, high, setting, candidates)
    mine = divergences(without_zeros(counts), reach, low, high, setting, [round(bound / reach * half)])
    assert mine[0] <= every.min() * 1.05 + 1e-6
    assert 0 < bound <= reach


@pytest.mark.parametrize("shape", ["normal", "laplace", "student"])
def test_the_clipping_agrees_with_onnxruntimes_on_the_same_histogram(shape: str) -> None:
    calibrate = pytest.importorskip("onnxruntime.quantization.calibrate")
    random = np.random.default_rng(1)
    x = {
        "normal": random.standard_normal(200_000),
        "laplace": random.laplace(size=200_000),
        "student": random.standard_t(4, 200_000),
    }[shape].astype(np.float32)
    reach = float(np.abs(x).max())
    # Its histogram has an odd number of bins, with zero in the middle one, and its levels are 255 equal stretches.
    counts, edges = np.histogram(x, 2049, (-reach, reach))
    collector = calibrate.HistogramCollector("entropy", True, 2049, 255, 99.99, "symmetric")
    theirs = float(collector.get_entropy_threshold((counts, edges, x.min(), x.max(), reach), 255)[1])
    even = np.histogram(x, 2048, (-reach, reach))[0].astype(float)
    mine = best_bound(even, reach, float(x.min()), float(x.max()), spec(Observer.ENTROPY, 8, symmetric=True))
    # Its levels do not lie on the codes of the quantizer, so the flat minimum is not at quite the same place.
    assert mine == pytest.approx(theirs, rel=0.2)


def test_a_heap_of_zeros_does_not_pull_the_range_in() -> None:
    x = seeded(50_000).abs()
    alone, beside = HistogramObserver(), HistogramObserver()
    alone(x)
    beside(torch.cat((x, torch.zeros(200_000))))
    setting = spec(Observer.ENTROPY)
    assert beside.range(setting)[1] == pytest.approx(alone.range(setting)[1], rel=0.25)


@pytest.mark.parametrize("bits", [2, 4, 8])
def test_values_in_steps_or_far_from_zero_are_not_clipped_to_a_single_bin(bits: int) -> None:
    pixels, far = HistogramObserver(), HistogramObserver()
    pixels(torch.from_numpy(np.random.default_rng(1).binomial(16, 0.4, 50_000)).float())
    far(8 + 8 * torch.rand(50_000, generator=torch.Generator().manual_seed(1)))
    setting = spec(Observer.ENTROPY, bits)
    assert pixels.range(setting)[1] >= 8.0, "of digits from 0 to 16 none but 0 and 1 were left"
    assert far.range(setting)[1] >= 12.0


@pytest.mark.parametrize("bits", [2, 4, 8])
def test_entropy_clips_an_outlier_and_keeps_to_the_range_seen(bits: int) -> None:
    observer = HistogramObserver()
    observer(torch.cat((seeded(50_000), torch.tensor([60.0]))))
    low, high = observer.range(spec(Observer.ENTROPY, bits))
    assert high < 20 and low >= float(observer.low)
    positive = HistogramObserver()
    positive(torch.cat((seeded(50_000).abs(), torch.tensor([60.0]))))
    assert positive.range(spec(Observer.ENTROPY, bits))[0] == float(positive.low)


def test_at_sixteen_bits_entropy_takes_the_range_as_it_is() -> None:
    observer = HistogramObserver()
    observer(torch.tensor([-1.0, 5.0]))
    assert observer.range(spec(Observer.ENTROPY, 16)) == (-1.0, 5.0)


@pytest.mark.parametrize("values", [[0.0], [3.0], [-3.0], [0.0, 1e-30, 1.0], [-1e-30, 2.0], [1e30, -1e30]])
def test_entropy_finds_a_range_for_any_few_values(values: list[float]) -> None:
    for bits in (1, 2, 8):
        for symmetric in (True, False):
            observer = HistogramObserver()
            observer(torch.tensor(values))
            params = observer.params(spec(Observer.ENTROPY, bits, symmetric))
            assert np.isfinite(params.scale) and params.scale > 0


# ---- memory


def batches(count: int) -> Iterator[torch.Tensor]:
    for seed in range(count):
        yield seeded(GROUP, 500, seed=seed)


@pytest.mark.parametrize("observer", list(Observer))
def test_no_activation_outlives_its_batch_and_memory_does_not_grow_with_the_samples(observer: Observer) -> None:
    point = QuantPoint("t", spec(observer), ("n",))
    held = []
    for count in (3, 60):
        model = Echo()
        calibrator = Calibrator(model)
        tracemalloc.start()
        for _ in calibrator.collect([point], batches(count)):
            assert not model.alive
        held.append(tracemalloc.get_traced_memory()[0])
        tracemalloc.stop()
        assert model.most == 1
        buffers = calibrator._observers.values()
        assert sum(b.numel() * b.element_size() for o in buffers for b in o.buffers()) < 8 * BINS + 200
    assert held[1] < held[0] + 20_000
