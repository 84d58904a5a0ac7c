"""Observers see a stream in bounded memory and still give the ranges of the whole."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from edgeviz.core.errors import ModelError
from edgeviz.core.spec import Granularity, Observer, Scheme, Spec
from edgeviz.engine.quant.observers import BINS, HistogramObserver, RangeObserver
from edgeviz.engine.quant.params import params_from_range
from edgeviz.engine.quant.primitives import fake_quantize
from edgeviz.engine.quant.weights import weight_params

fixed = settings(derandomize=True, deadline=None, max_examples=30)


def spec(bits: int = 8, symmetric: bool = False, observer: Observer = Observer.MINMAX, **more: float) -> Spec:
    return Spec(bits, Scheme.INTEGER, symmetric, observer=observer, **more)


def seeded(*shape: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


@fixed
@given(st.lists(st.floats(0.01, 1000.0), min_size=1, max_size=6), st.integers(0, 1000))
def test_the_order_and_size_of_batches_do_not_matter_to_the_range(spreads: list[float], seed: int) -> None:
    batches = [seeded(50, seed=seed + i) * spread for i, spread in enumerate(spreads)]
    forth, back = HistogramObserver(), HistogramObserver()
    for batch in batches:
        forth(batch)
    for batch in reversed(batches):
        back(batch)
    whole = torch.cat(batches)
    assert forth.range(spec()) == back.range(spec()) == (float(whole.min()), float(whole.max()))
    assert forth.mean_magnitude == pytest.approx(float(whole.double().abs().mean()), rel=1e-6)


@fixed
@given(st.lists(st.floats(1e-3, 1e4), min_size=1, max_size=8), st.integers(0, 1000))
def test_a_histogram_that_widens_loses_and_doubles_no_value(spreads: list[float], seed: int) -> None:
    observer = HistogramObserver()
    for i, spread in enumerate(spreads):
        observer(seeded(64, seed=seed + i) * spread)
    assert float(observer.counts.sum()) == 64 * len(spreads) == int(observer.count)


def test_memory_does_not_grow_with_the_stream() -> None:
    observer = HistogramObserver()
    for seed in range(50):
        observer(seeded(1000, seed=seed) * (seed + 1))
    held = sum(buffer.numel() * buffer.element_size() for buffer in observer.buffers())
    assert held < 8 * BINS + 100
    assert set(dict(observer.named_buffers())) == {"low", "high", "magnitude", "count", "counts", "reach"}


@pytest.mark.parametrize("percent", [90.0, 99.0, 99.9])
def test_the_percentile_is_that_of_all_values_together(percent: float) -> None:
    observer = HistogramObserver()
    batches = [seeded(20000, seed=i) * (1 + i) for i in range(4)]
    for batch in batches:
        observer(batch)
    exact = float(np.percentile(torch.cat(batches).abs().numpy(), percent))
    low, high = observer.range(spec(observer=Observer.PERCENTILE, percentile=percent))
    assert high == pytest.approx(exact, rel=0.01) and low == pytest.approx(-exact, rel=0.01)


def test_a_hundred_percent_is_the_full_range() -> None:
    observer = HistogramObserver()
    observer(torch.tensor([0.0, 1.0, 5.0]))
    observer(torch.tensor([-1.0, 7.0]))
    assert observer.range(spec(observer=Observer.PERCENTILE, percentile=100.0)) == (-1.0, 7.0)


@pytest.mark.parametrize("bits", [2, 3, 4, 8])
@pytest.mark.parametrize("symmetric", [True, False])
def test_the_mse_range_is_never_worse_than_the_full_one_and_better_at_few_bits(bits: int, symmetric: bool) -> None:
    observer = HistogramObserver()
    x = torch.cat([seeded(20000), torch.tensor([9.0, -6.0])])
    for part in x.split(3000):
        observer(part)
    full = params_from_range(float(x.min()), float(x.max()), spec(bits, symmetric))
    chosen = observer.params(spec(bits, symmetric, Observer.MSE))
    error, best = (float((fake_quantize(x, p) - x).square().mean()) for p in (full, chosen))
    assert best <= error * 1.01
    assert bits == 8 or best < 0.7 * error


def test_one_symmetric_bit_of_activations_is_their_mean_magnitude() -> None:
    observer = RangeObserver()
    observer(torch.tensor([1.0, -3.0]))
    observer(torch.tensor([2.0, 2.0]))
    assert float(observer.params(spec(1, symmetric=True)).scale) == 2.0


def test_an_infinite_activation_is_an_error_that_names_the_tensor() -> None:
    with pytest.raises(ModelError, match="conv1"):
        RangeObserver("conv1")(torch.tensor([1.0, float("inf")]))
    with pytest.raises(ModelError, match="conv1"):
        RangeObserver("conv1")(torch.tensor([float("nan")]))


def test_all_zero_activations_are_quantized_to_zero() -> None:
    for observer in (Observer.MINMAX, Observer.MSE, Observer.PERCENTILE):
        collected = HistogramObserver()
        collected(torch.zeros(100))
        params = collected.params(spec(8, observer=observer))
        assert float(fake_quantize(torch.zeros(2), params).sum()) == 0.0
        collected(torch.ones(10))
        assert float(collected.counts.sum()) == 110


# ---- weights ----


def exhaustive(row: torch.Tensor, setting: Spec) -> float:
    """The least error over a fine grid of joint shrink factors."""
    low, high = float(row.min()), float(row.max())
    found = []
    for factor in np.linspace(0.02, 1, 800):
        params = params_from_range(low * factor, high * factor, setting, restricted=True)
        found.append(float((fake_quantize(row, params) - row).square().sum()))
    return min(found)


@pytest.mark.parametrize("bits", [1, 2, 3, 4, 6])
@pytest.mark.parametrize("symmetric", [True, False])
def test_the_weight_search_finds_what_an_exhaustive_grid_finds(bits: int, symmetric: bool) -> None:
    if bits == 1 and symmetric:
        pytest.skip("one symmetric bit is BWN, which has a formula")
    w = seeded(6, 400) ** 3
    setting = Spec(bits, Scheme.INTEGER, symmetric, Granularity.CHANNEL, Observer.MSE)
    whole = fake_quantize(w, weight_params(w, setting, 0))
    for channel in range(6):
        error = float((whole[channel] - w[channel]).square().sum())
        assert error <= exhaustive(w[channel], setting) * 1.03


@pytest.mark.parametrize("granularity", list(Granularity))
def test_the_rough_start_on_long_rows_costs_no_accuracy(granularity: Granularity) -> None:
    w = seeded(2, 60000) ** 3
    setting = Spec(3, Scheme.INTEGER, True, granularity, Observer.MSE)
    error = float((fake_quantize(w, weight_params(w, setting, 0)) - w).square().sum())
    rows = w if granularity is Granularity.CHANNEL else w.reshape(1, -1)
    assert error <= sum(exhaustive(row, setting) for row in rows) * 1.01


def test_the_weight_search_does_not_depend_on_how_channels_are_blocked() -> None:
    w = seeded(300, 500)
    setting = Spec(4, Scheme.INTEGER, True, Granularity.CHANNEL, Observer.MSE)
    whole = weight_params(w, setting, 0).scale
    assert np.array_equal(whole[170:180], weight_params(w[170:180], setting, 0).scale)


def test_the_weight_percentile_leaves_out_the_largest_values() -> None:
    w = torch.arange(1.0, 101.0).reshape(1, 100)
    setting = Spec(8, Scheme.INTEGER, True, Granularity.CHANNEL, Observer.PERCENTILE, percentile=90.0)
    assert weight_params(w, setting, 0).scale.tolist() == [np.float32(90 / 127)]


def test_weights_keep_to_the_restricted_range_even_when_clipped() -> None:
    w = torch.tensor([[-10.0, -1.0, 1.0, 1.0]])
    setting = Spec(8, Scheme.INTEGER, True, Granularity.CHANNEL, Observer.PERCENTILE, percentile=50.0)
    params = weight_params(w, setting, 0)
    assert (params.qmin, params.qmax) == (-127, 127)
    assert fake_quantize(w, params).tolist() == [[-1.0, -1.0, 1.0, 1.0]]
