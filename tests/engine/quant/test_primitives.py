"""Primitives by hand, by law and against the operators they simulate."""

from __future__ import annotations

import ml_dtypes
import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

from edgeviz.core.spec import FLOAT16, Granularity, Scheme, Spec
from edgeviz.engine.quant.params import QuantParams, full_range, params_from_range
from edgeviz.engine.quant.primitives import (
    dequantize,
    fake_quantize,
    fake_quantize_ste,
    float_round_trip,
    quantize,
)
from edgeviz.engine.quant.weights import weight_params

fixed = settings(derandomize=True, deadline=None, max_examples=60)

BITS = (1, 2, 3, 4, 5, 6, 7, 8, 16)
reals = st.floats(-1e4, 1e4, width=32, allow_nan=False).map(lambda v: 0.0 if abs(v) < 1e-6 else v)
arrays = st.lists(reals, min_size=2, max_size=48).map(lambda v: torch.tensor(v, dtype=torch.float32))
specs = st.builds(
    Spec,
    bits=st.sampled_from(BITS),
    scheme=st.just(Scheme.INTEGER),
    symmetric=st.booleans(),
    granularity=st.just(Granularity.TENSOR),
)


def params_for(x: torch.Tensor, spec: Spec) -> QuantParams:
    return params_from_range(float(x.min()), float(x.max()), spec)


@fixed
@given(arrays, specs)
def test_quantizing_twice_changes_nothing_more(x: torch.Tensor, spec: Spec) -> None:
    params = params_for(x, spec)
    once = fake_quantize(x, params)
    assert torch.equal(fake_quantize(once, params), once)


@fixed
@given(arrays, specs.filter(lambda s: not (s.symmetric and s.bits == 1)))
def test_the_error_inside_the_range_is_at_most_half_a_step(x: torch.Tensor, spec: Spec) -> None:
    params = params_for(x, spec)
    scale, zero = float(params.scale), int(params.zero_point)
    low, high = (params.qmin - zero) * scale, (params.qmax - zero) * scale
    inside = (x.double() >= low) & (x.double() <= high)
    error = (fake_quantize(x, params).double() - x.double()).abs()
    rounding = 2.0**-23 * x.double().abs()
    assert bool((error[inside] <= scale / 2 + 2 * rounding[inside]).all())


@fixed
@given(arrays, specs.filter(lambda s: not s.symmetric))
def test_affine_codes_represent_zero_exactly(x: torch.Tensor, spec: Spec) -> None:
    params = params_for(x, spec)
    assert params.qmin <= int(params.zero_point) <= params.qmax
    assert float(fake_quantize(torch.zeros(1), params)) == 0.0


@fixed
@given(arrays, specs)
def test_a_larger_value_never_gets_a_smaller_code(x: torch.Tensor, spec: Spec) -> None:
    codes = quantize(torch.sort(x).values, params_for(x, spec))
    assert bool((codes.diff() >= 0).all())


@fixed
@given(arrays, specs)
def test_codes_stay_in_their_range_and_symmetric_means_zero_point_zero(x: torch.Tensor, spec: Spec) -> None:
    params = params_for(x, spec)
    codes = quantize(x * 3, params)
    assert params.qmin <= int(codes.min()) and int(codes.max()) <= params.qmax
    assert not spec.symmetric or not params.zero_point.any()
    low, high = params.storage_range
    assert low <= params.qmin and params.qmax <= high


@fixed
@given(arrays, specs)
def test_fake_quantizing_is_quantizing_and_dequantizing(x: torch.Tensor, spec: Spec) -> None:
    params = params_for(x, spec)
    assert torch.equal(dequantize(quantize(x, params), params), fake_quantize(x, params))


@fixed
@given(st.integers(1, 4), st.integers(1, 9), st.integers(0, 2), specs, st.integers(0, 99))
def test_per_channel_equals_per_tensor_on_each_channel(
    channels: int, size: int, axis: int, spec: Spec, seed: int
) -> None:
    w = torch.randn(channels, size, 2, generator=torch.Generator().manual_seed(seed)).movedim(0, axis).contiguous()
    per_channel = Spec(spec.bits, Scheme.INTEGER, spec.symmetric, Granularity.CHANNEL)
    whole = fake_quantize(w, weight_params(w, per_channel, axis))
    for channel in range(channels):
        part = w.select(axis, channel)
        assert torch.equal(whole.select(axis, channel), fake_quantize(part, weight_params(part, spec, 0)))


def test_known_values_by_hand() -> None:
    spec = Spec(4, Scheme.INTEGER, symmetric=True)
    params = params_from_range(-3.5, 1.0, spec)
    assert params.scale == np.float32(0.5) and (params.qmin, params.qmax) == (-8, 7)
    x = torch.tensor([-3.5, -0.25, 0.25, 0.75, 1.0, 9.0, -9.0])
    assert quantize(x, params).tolist() == [-7, 0, 0, 2, 2, 7, -8]
    affine = params_from_range(-1.0, 2.0, Spec(2, Scheme.INTEGER, symmetric=False))
    assert affine.scale == np.float32(1.0) and int(affine.zero_point) == 1
    assert fake_quantize(torch.tensor([-4.0, -0.6, 0.5, 1.5, 8.0]), affine).tolist() == [-1.0, -1.0, 0.0, 2.0, 2.0]


def test_one_affine_bit_has_two_levels_one_of_which_is_zero() -> None:
    spec = Spec(1, Scheme.INTEGER, symmetric=False)
    assert fake_quantize(torch.tensor([0.0, 1.0, 3.0, 4.0]), params_from_range(0.0, 4.0, spec)).tolist() == [0, 0, 4, 4]
    assert fake_quantize(torch.tensor([-4.0, -1.0, 0.0]), params_from_range(-4.0, 0.0, spec)).tolist() == [-4, 0, 0]


def test_one_symmetric_bit_is_the_binary_weight_of_the_paper() -> None:
    w = torch.tensor([[1.0, -3.0, 0.0, 2.0], [-1.0, -1.0, 0.5, -0.5]])
    spec = Spec(1, Scheme.INTEGER, symmetric=True, granularity=Granularity.CHANNEL)
    params = weight_params(w, spec, 0)
    assert params.scale.tolist() == [1.5, 0.75]
    assert fake_quantize(w, params).tolist() == [[1.5, -1.5, 1.5, 1.5], [-0.75, -0.75, 0.75, -0.75]]
    assert quantize(w, params).unique().tolist() == [-1, 1]


def test_an_all_zero_tensor_stays_zero() -> None:
    for bits in BITS:
        for symmetric in (True, False):
            params = params_from_range(0.0, 0.0, Spec(bits, Scheme.INTEGER, symmetric))
            assert float(params.scale) == 1.0
            if not params.binary:
                assert float(fake_quantize(torch.zeros(3), params).abs().sum()) == 0.0


def test_half_precision_rounds_as_numpy_does() -> None:
    x = torch.randn(1000, generator=torch.Generator().manual_seed(1)) * 100
    assert np.array_equal(float_round_trip(x, FLOAT16).numpy(), x.numpy().astype(np.float16).astype(np.float32))


@pytest.mark.parametrize("bits", [1, 2, 3, 4, 6, 8, 16])
@pytest.mark.parametrize("symmetric", [True, False])
def test_the_gradient_is_one_inside_the_range_and_zero_where_it_clips(bits: int, symmetric: bool) -> None:
    params = params_from_range(-1.0, 1.0, Spec(bits, Scheme.INTEGER, symmetric))
    x = torch.tensor([-50.0, 0.1, 50.0], requires_grad=True)
    out = fake_quantize_ste(x, params)
    out.sum().backward()
    assert x.grad is not None and x.grad.tolist() == [0.0, 1.0, 0.0]
    assert torch.equal(out.detach(), fake_quantize(x.detach(), params))


TYPES = {
    (2, True): ml_dtypes.int2,
    (2, False): ml_dtypes.uint2,
    (4, True): ml_dtypes.int4,
    (4, False): ml_dtypes.uint4,
    (8, True): np.int8,
    (8, False): np.uint8,
    (16, True): np.int16,
    (16, False): np.uint16,
}
OPSET = {2: 25, 4: 21, 8: 21, 16: 21}


@pytest.mark.parametrize("bits", [2, 4, 8, 16])
@pytest.mark.parametrize("symmetric", [True, False])
@pytest.mark.parametrize("runtime", ["onnxruntime", "reference"])
def test_fake_quantizing_equals_the_onnx_operators_bit_for_bit(bits: int, symmetric: bool, runtime: str) -> None:
    rng = np.random.default_rng(bits)
    spec = Spec(bits, Scheme.INTEGER, symmetric)
    signed_type = TYPES[bits, symmetric]
    for low, high in ((-1.7, 2.3), (0.0, 1.0), (-0.3, 0.0), (-8.0, 7.5)):
        params = params_from_range(low, high, spec)
        low_code, high_code = full_range(bits, symmetric)
        assert (params.qmin, params.qmax) == (low_code, high_code)
        # Random values, then ties: every half step near the middle, where rounding decides.
        ties = (np.arange(-40, 40) + 0.5).astype(np.float32) * params.scale
        x = np.concatenate([rng.normal(0, 2, 3000).astype(np.float32), ties, np.float32([0, 1e30, -1e30])])
        graph = helper.make_graph(
            [
                helper.make_node("QuantizeLinear", ["x", "s", "z"], ["q"]),
                helper.make_node("DequantizeLinear", ["q", "s", "z"], ["y"]),
            ],
            "pair",
            [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n"])],
            [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["n"])],
            [
                numpy_helper.from_array(params.scale, "s"),
                numpy_helper.from_array(params.zero_point.astype(signed_type), "z"),
            ],
        )
        opsets = [helper.make_opsetid("", OPSET[bits])]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=helper.find_min_ir_version_for(opsets))
        onnx.checker.check_model(model)
        if runtime == "onnxruntime":
            (expected,) = onnxruntime.InferenceSession(model.SerializeToString()).run(None, {"x": x})
        else:
            x = x[np.abs(x) < 1e9]  # the reference overflows its integer cast
            (expected,) = ReferenceEvaluator(model).run(None, {"x": x})
        assert np.array_equal(fake_quantize(torch.from_numpy(x), params).numpy(), expected)
