"""Every scheme against its formula, written here a second time in numpy, and against independent references."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import ml_dtypes
import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray
from sklearn.cluster import KMeans

from edgeviz.core.errors import ModelError
from edgeviz.core.recipe import Recipe
from edgeviz.core.spec import BITS, FLOATS, Granularity, Scheme, Spec, weight_spec
from edgeviz.core.statistics import wilson
from edgeviz.engine.quant.coding import Codebook
from edgeviz.engine.quant.params import params_from_range
from edgeviz.engine.quant.primitives import float_round_trip
from edgeviz.engine.quant.schemes import centroids, code_weight
from edgeviz.engine.repair.ready import ready
from tests.material import MATERIAL, needs_material

Array = NDArray[Any]

SPECS = [
    Spec(bits, scheme, granularity=granularity)
    for scheme in Scheme
    if scheme not in FLOATS
    for bits in BITS[scheme]
    for granularity in Granularity
    if granularity is Granularity.TENSOR or scheme in (Scheme.INTEGER, Scheme.TERNARY)
]


def name(spec: Spec) -> str:
    return f"{spec.scheme} {spec.bits} {spec.granularity}"


def coded(w: Array, spec: Spec, axis: int = 0) -> Array:
    """``w`` as it comes back from its codes, float32."""
    tensor = torch.from_numpy(np.asarray(w, np.float32))
    return code_weight(tensor, spec, axis).values(tensor).numpy()


def codes(w: Array, spec: Spec, axis: int = 0) -> Array:
    tensor = torch.from_numpy(np.asarray(w, np.float32))
    return code_weight(tensor, spec, axis).encode(tensor).numpy()


def gaussian(*shape: int, seed: int = 0) -> Array:
    return np.random.default_rng(seed).normal(0, 0.05, shape).astype(np.float32)


def error(w: Array, spec: Spec) -> float:
    return float(np.square(coded(w, spec).astype(np.float64) - w).sum())


#: Weights of every kind a network may hold: normal numbers of any size that float32 has, and zeros.
weights = arrays(
    np.float32,
    array_shapes(min_dims=1, max_dims=4, max_side=6),
    elements=st.floats(-100, 100, width=32, allow_subnormal=False),
)


# ---- what holds for all of them ----


@pytest.mark.parametrize("spec", SPECS, ids=name)
@settings(max_examples=40, deadline=None)
@given(w=weights)
def test_codes_fit_the_width_and_come_back_finite(spec: Spec, w: Array) -> None:
    coding = code_weight(torch.from_numpy(w), spec, 0)
    found = coding.encode(torch.from_numpy(w)).numpy()
    assert found.shape == w.shape
    assert len(np.unique(found)) <= 1 << spec.bits
    if isinstance(coding.params, Codebook):
        assert coding.params.values.shape == (1 << spec.bits,)
        assert found.min() >= 0 and found.max() < 1 << spec.bits
    else:
        assert coding.params.qmin <= found.min() and found.max() <= coding.params.qmax
        assert coding.params.storage_bits == spec.storage_bits
        low, high = coding.params.storage_range
        assert low <= coding.params.qmin and coding.params.qmax <= high
    assert np.isfinite(coding.values(torch.from_numpy(w)).numpy()).all()


#: DoReFa stretches what it is given to −1 … 1 and k-means places its centroids anew; one drawn at random differs.
REPEATABLE = [spec for spec in SPECS if spec.scheme not in (Scheme.DOREFA, Scheme.KMEANS, Scheme.STOCHASTIC)]


@pytest.mark.parametrize("spec", REPEATABLE, ids=name)
@settings(max_examples=40, deadline=None)
@given(w=weights)
def test_what_is_quantized_stays_as_it_is(spec: Spec, w: Array) -> None:
    once = coded(w, spec)
    np.testing.assert_allclose(coded(once, spec), once, rtol=1e-6, atol=0)


@pytest.mark.parametrize("spec", SPECS, ids=name)
@pytest.mark.parametrize("shape", [(3, 4), (1,), (0, 5), (3, 0), (0,), ()], ids=str)
def test_zeros_single_values_and_empty_weights_have_codes(spec: Spec, shape: tuple[int, ...]) -> None:
    found = coded(np.zeros(shape, np.float32), spec)
    assert found.shape == shape and np.isfinite(found).all()
    if spec.scheme not in (Scheme.BINARY, Scheme.STOCHASTIC, Scheme.DOREFA) and spec.bits > 1:
        assert not found.any(), "no scheme with a zero of its own changes zeros"


@pytest.mark.parametrize("spec", [s for s in SPECS if s.granularity is Granularity.CHANNEL], ids=name)
def test_a_channel_of_zeros_neither_changes_nor_disturbs_the_others(spec: Spec) -> None:
    w = gaussian(4, 9)
    w[2] = 0
    found = coded(w, spec)
    others = [0, 1, 3]
    np.testing.assert_array_equal(found[others], coded(w[others], spec))
    if spec.bits > 1:  # a single symmetric bit has no zero
        assert not found[2].any()


@pytest.mark.parametrize("spec", SPECS, ids=name)
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_weight_that_is_not_finite_is_refused_by_name(spec: Spec, bad: float) -> None:
    w = gaussian(3, 5)
    w[1, 2] = bad
    with pytest.raises(ModelError, match=r"'conv1\.weight'.*infinite or not a number") as caught:
        code_weight(torch.from_numpy(w), spec, 0, "conv1.weight")
    assert "float" in caught.value.remedy


# ---- binary ----


@settings(max_examples=50, deadline=None)
@given(w=weights)
def test_binaryconnect_is_the_sign_with_plus_one_at_zero(w: Array) -> None:
    np.testing.assert_array_equal(coded(w, Spec(1, Scheme.BINARY)), np.where(w >= 0, 1, -1))


def test_stochastic_binaryconnect_draws_plus_one_as_often_as_the_hard_sigmoid_says() -> None:
    drawn = 100_000
    for value in (-2.0, -1.0, -0.6, -0.1, 0.0, 0.25, 0.8, 1.0, 3.0):
        share = (coded(np.full(drawn, value), Spec(1, Scheme.STOCHASTIC)) == 1).mean()
        p = np.clip((value + 1) / 2, 0, 1)
        # Five standard deviations of a binomial: one in two million by chance, and the seed is fixed.
        assert abs(share - p) <= 5 * np.sqrt(p * (1 - p) / drawn)


def test_stochastic_binaryconnect_draws_the_same_for_the_same_recipe() -> None:
    w = gaussian(64, 64)
    first, second = (coded(w, Spec(1, Scheme.STOCHASTIC)) for _ in range(2))
    np.testing.assert_array_equal(first, second)
    assert 0.4 < (first == 1).mean() < 0.6


@settings(max_examples=50, deadline=None)
@given(w=weights)
def test_bwn_is_sign_times_the_mean_magnitude_of_each_filter(w: Array) -> None:
    rows = w.reshape(len(w), -1).astype(np.float64)
    alpha = np.abs(rows).mean(axis=1, keepdims=True)
    alpha = np.maximum(alpha, alpha.max() * 2.0**-12)  # dead filters, see weights.lifted
    alpha[np.abs(rows).max(axis=1) == 0] = alpha.max() or 1
    expected = np.where(rows >= 0, alpha, -alpha).reshape(w.shape)
    np.testing.assert_allclose(coded(w, weight_spec(1)), expected, rtol=1e-6)


def test_no_other_scale_makes_bwn_s_error_smaller() -> None:
    """Rastegari et al. 2016, eq. 6: for B = sign(W) the mean magnitude is the least-squares scale."""
    w = gaussian(1, 400)
    ours = error(w, weight_spec(1))
    alpha = float(np.abs(w).mean())
    for factor in (0.9, 0.99, 1.01, 1.1):
        assert ours < np.square(np.where(w >= 0, alpha, -alpha) * factor - w).sum()


# ---- ternary ----


def twn(rows: Array) -> Array:
    """Li et al. 2016, eq. 5 and 6, per row."""
    size = np.abs(rows.astype(np.float64))
    delta = 0.7 * size.mean(axis=1, keepdims=True)
    above = size > delta
    alpha = (size * above).sum(axis=1, keepdims=True) / np.maximum(1, above.sum(axis=1, keepdims=True))
    result: Array = np.where(above, np.sign(rows) * alpha, 0)
    return result


@pytest.mark.parametrize("granularity", list(Granularity))
@pytest.mark.parametrize("axis", [0, 1])
def test_twn_is_its_formula(granularity: Granularity, axis: int) -> None:
    w = gaussian(6, 5, 3, 3)
    rows = (
        np.moveaxis(w, axis, 0).reshape(w.shape[axis], -1) if granularity is Granularity.CHANNEL else w.reshape(1, -1)
    )
    expected = twn(rows)
    if granularity is Granularity.CHANNEL:
        moved = np.moveaxis(w, axis, 0)
        expected = np.moveaxis(expected.reshape(moved.shape), 0, axis)
    found = coded(w, Spec(2, Scheme.TERNARY, granularity=granularity), axis)
    np.testing.assert_allclose(found, expected.reshape(w.shape), rtol=1e-6)


def test_twn_s_threshold_is_near_the_best_one_for_gaussian_weights() -> None:
    """The paper, section 2.2: for normal weights the optimum is 0.75·mean|w|, of which 0.7 is the rule of thumb."""
    w = gaussian(20_000)
    size = np.sort(np.abs(w.astype(np.float64)))[::-1]
    # For every threshold just below the n-th largest: ‖w‖² − (Σ of the n largest)² / n  (eq. 4).
    errors = np.square(size).sum() - np.square(np.cumsum(size)) / np.arange(1, len(size) + 1)
    best = int(errors.argmin())
    assert 0.7 < size[best] / size.mean() < 0.8
    assert errors[best] <= error(w, Spec(2, Scheme.TERNARY)) <= 1.01 * errors[best]


# ---- DoReFa ----


@pytest.mark.parametrize("bits", range(2, 9))
def test_dorefa_is_its_formula(bits: int) -> None:
    w = gaussian(40, 30).astype(np.float64)
    top = 2**bits - 1
    squashed = np.tanh(w) / (2 * np.abs(np.tanh(w)).max()) + 0.5
    expected = 2 * np.rint(top * squashed) / top - 1
    found = coded(w, Spec(bits, Scheme.DOREFA))
    # float32 may fall on the other side of a tie: never by more than a step, and hardly ever.
    assert np.abs(found - expected).max() <= 2 / top + 1e-6
    assert (np.abs(found - expected) < 1e-6).mean() > 0.999
    assert found.min() == -1 or found.max() == 1


@settings(max_examples=50, deadline=None)
@given(w=weights)
def test_one_bit_dorefa_is_sign_times_the_mean_magnitude_of_the_tensor(w: Array) -> None:
    mean = np.abs(w.astype(np.float64)).mean()
    np.testing.assert_allclose(coded(w, Spec(1, Scheme.DOREFA)), np.where(w >= 0, mean, -mean), rtol=1e-5)


# ---- k-means ----


@pytest.mark.parametrize("bits", [1, 2, 3, 4])
def test_centroids_are_those_of_scikit_learn_from_the_same_start(bits: int) -> None:
    # Uniform weights leave no centroid without any; scikit-learn would move such a one elsewhere.
    values = np.random.default_rng(bits).uniform(-1, 1, 5000).astype(np.float32).astype(np.float64)
    start = np.linspace(values.min(), values.max(), 1 << bits)[:, None]
    reference = KMeans(1 << bits, init=start, n_init=1, max_iter=300, tol=0, algorithm="lloyd").fit(values[:, None])
    np.testing.assert_allclose(centroids(values, 1 << bits), np.sort(reference.cluster_centers_.ravel()), atol=1e-6)
    squares = error(values.astype(np.float32), Spec(bits, Scheme.KMEANS))
    assert squares == pytest.approx(reference.inertia_, rel=1e-4)


@pytest.mark.parametrize("bits", [2, 4, 8])
@settings(max_examples=40, deadline=None)
@given(w=weights)
def test_every_weight_takes_the_nearest_centroid_and_none_is_worse_than_at_the_start(bits: int, w: Array) -> None:
    found = coded(w, Spec(bits, Scheme.KMEANS)).astype(np.float64)
    table = code_weight(torch.from_numpy(w), Spec(bits, Scheme.KMEANS), 0).params
    assert isinstance(table, Codebook)
    assert (np.diff(table.values) >= 0).all()
    distances = np.abs(w.astype(np.float64)[..., None] - table.values.astype(np.float64))
    np.testing.assert_allclose(np.abs(found - w), distances.min(axis=-1), rtol=0, atol=1e-9)
    # Lloyd's steps never raise the error, so it is at most that of the evenly spaced values it began with.
    even = np.linspace(w.min(), w.max(), 1 << bits)
    begun = np.square(np.abs(w.astype(np.float64)[..., None] - even).min(axis=-1)).sum()
    assert np.square(found - w).sum() <= begun * (1 + 1e-5) + 1e-9 * np.square(w.astype(np.float64)).sum() + 1e-30


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), size=st.integers(300, 3000))
def test_more_bits_never_raise_the_error_of_weights_as_networks_have_them(seed: int, size: int) -> None:
    w = np.random.default_rng(seed).normal(0, 0.1, size).astype(np.float32)
    errors = [error(w, Spec(bits, Scheme.KMEANS)) for bits in range(1, 9)]
    assert all(more <= fewer for fewer, more in pairwise(errors))


def test_as_many_centroids_as_values_keep_evenly_spaced_weights_exactly() -> None:
    w = np.linspace(-0.5, 0.5, 16, dtype=np.float32)
    np.testing.assert_array_equal(coded(w, Spec(4, Scheme.KMEANS)), w)


def test_a_centroid_that_loses_all_its_weights_stays_and_the_others_are_right() -> None:
    # One outlier: between it and the rest there is nothing.
    w = np.append(gaussian(1000), np.float32(10))
    found = coded(w, Spec(3, Scheme.KMEANS))
    assert found[-1] == 10
    np.testing.assert_allclose(np.unique(found[:-1]), w[:-1].mean(), rtol=1e-5)


# ---- floats and powers of two ----


@settings(max_examples=60, deadline=None)
@given(w=arrays(np.float32, 20, elements=st.floats(width=32, allow_nan=False)))
def test_bfloat16_rounds_as_ml_dtypes_and_torch_do(w: Array) -> None:
    found = float_round_trip(torch.from_numpy(w), Spec(16, Scheme.BFLOAT))
    np.testing.assert_array_equal(found.numpy(), w.astype(ml_dtypes.bfloat16).astype(np.float32))
    np.testing.assert_array_equal(found.numpy(), torch.from_numpy(w).bfloat16().float().numpy())
    np.testing.assert_array_equal(float_round_trip(found, Spec(16, Scheme.BFLOAT)).numpy(), found.numpy())


@pytest.mark.parametrize("bits", [2, 3, 4, 8, 16])
@pytest.mark.parametrize("symmetric", [True, False])
@settings(max_examples=60, deadline=None)
@given(ends=st.tuples(st.floats(-1e4, 1e4, width=32), st.floats(-1e4, 1e4, width=32)))
def test_a_power_of_two_scale_is_one_and_clips_nothing_that_was_not_clipped(
    bits: int, symmetric: bool, ends: tuple[float, float]
) -> None:
    low, high = sorted(ends)
    spec = Spec(bits, Scheme.INTEGER, symmetric)
    plain = params_from_range(low, high, spec)
    params = params_from_range(low, high, Spec(bits, Scheme.INTEGER, symmetric, power_of_two=True))
    fraction, _ = np.frexp(params.scale)
    assert fraction == 0.5
    assert plain.scale * (1 - 1e-6) <= params.scale < 2 * plain.scale * (1 + 1e-6) or plain.scale == 1
    zero = int(params.zero_point)
    covered = (params.qmin - zero) * float(params.scale), (params.qmax - zero) * float(params.scale)
    half = float(params.scale) / 2
    assert covered[0] <= min(low, 0) + half * 1.0001 and max(high, 0) - half * 1.0001 <= covered[1]


@pytest.mark.parametrize("exponent", [-40, -3, 0, 5])
def test_a_scale_that_is_a_power_of_two_already_stays(exponent: int) -> None:
    step = 2.0**exponent
    params = params_from_range(-127 * step, 127 * step, Spec(8, Scheme.INTEGER, power_of_two=True), restricted=True)
    assert float(params.scale) == step


# ---- on a real network ----

#: ../shared/material/README.md: CIFAR-10 ResNet-20, weights only, per channel, max-abs, percent of 9,979 images.
PUBLISHED = {8: 91.9, 6: 91.8, 5: 91.2, 4: 89.8, 3: 72.9}
IMAGES = 500


@pytest.fixture(scope="module")
def resnet() -> Any:
    from edgeviz.engine.session import session

    return session(MATERIAL / "models" / "cifar_resnet20.onnx")


def correct(resnet: Any, spec: Spec, images: int = IMAGES) -> int:
    """How many of the first ``images`` test images are classified rightly with all weights as ``spec``."""
    from edgeviz.core.recipe import LayerRecipe

    with np.load(MATERIAL / "data" / "cifar10_dev.npz") as data:
        x, y = data["x_test"][:images], data["y_test"][:images]
    if x.shape[-1] == 3:
        x = x.transpose(0, 3, 1, 2)
    mean, std = ([[[v]] for v in values] for values in ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)))
    inputs = ((x.astype(np.float32) / 255 - np.float32(mean)) / np.float32(std)).astype(np.float32)
    recipe = Recipe({layer.key: LayerRecipe(spec) for layer in resnet.graph.layers})
    outputs = resnet.outputs(ready(resnet, recipe, None).quantized(), inputs)
    return int((resnet.predictions(outputs) == y.ravel()).sum())


@needs_material
@pytest.mark.slow
@pytest.mark.parametrize("bits", list(PUBLISHED))
def test_uniform_weights_of_resnet20_are_as_accurate_as_published(resnet: Any, bits: int) -> None:
    interval = wilson(correct(resnet, weight_spec(bits)), IMAGES, 0.99)
    assert interval[0] <= PUBLISHED[bits] / 100 <= interval[1]


@needs_material
@pytest.mark.slow
@pytest.mark.parametrize(
    "spec",
    [
        *(weight_spec(bits) for bits in (2, 1)),
        *(Spec(1, scheme) for scheme in (Scheme.BINARY, Scheme.STOCHASTIC)),
        *(Spec(bits, Scheme.DOREFA) for bits in (2, 8)),
    ],
    ids=name,
)
def test_resnet20_is_at_chance_where_the_app_says_so(resnet: Any, spec: Spec) -> None:
    """Good accuracy here without training would be a fault."""
    assert correct(resnet, spec) / IMAGES < 0.25


@needs_material
@pytest.mark.slow
def test_weight_sharing_and_bfloat16_hold_resnet20_where_uniform_weights_fail(resnet: Any) -> None:
    plain = correct(resnet, Spec())
    assert abs(correct(resnet, Spec(16, Scheme.BFLOAT)) - plain) <= 0.01 * IMAGES
    assert correct(resnet, Spec(5, Scheme.KMEANS)) >= plain - 0.02 * IMAGES
    assert correct(resnet, Spec(3, Scheme.KMEANS)) > correct(resnet, weight_spec(2)) + 0.2 * IMAGES
