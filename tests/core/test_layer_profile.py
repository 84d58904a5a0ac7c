"""The plain record of what a runtime does with each layer, and how an inference is timed."""

from __future__ import annotations

import json

import pytest

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.layer_profile import (
    BetweenTime,
    Environment,
    LayerKernel,
    LayerProfile,
    LayerTime,
    OperatorTime,
    profile_from_json,
    profile_to_json,
)
from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.timing import Timing

PROFILE = LayerProfile(
    recipe="abc",
    environment=Environment("A CPU", 2, 1, 1, "onnxruntime 1.32.0", "2025-11-25T20:00:00+00:00", "performance", 0.5),
    kernels=(
        LayerKernel("a", "QLinearConv", 4, 8, 8, True),
        LayerKernel("b", "FusedConv", 4, 4, 32, False, unpacks=True),
        LayerKernel("c", "", 32, 32, 0, False),
    ),
    times=(LayerTime("a", 3e-3, 2e-3, 4e-3), LayerTime("b", 5e-3, 4e-3, 6e-3, 1e-3), LayerTime("c", None)),
    operators=(OperatorTime("QLinearConv", 1, 3e-3, 2e-3, 4e-3),),
    between=(BetweenTime("q", "QuantizeLinear", 2e-3, "node"),),
    kernel_seconds=10e-3,
    profiled_seconds=12e-3,
    latency=Metric("latency", 11e-3, Provenance.MEASURED, samples=15),
    runs=15,
)


def test_a_profile_goes_through_json_unchanged() -> None:
    assert profile_from_json(json.loads(json.dumps(profile_to_json(PROFILE)))) == PROFILE


def test_shares_are_of_all_kernels_and_unknown_where_a_layer_was_not_timed() -> None:
    assert PROFILE.share("a") == pytest.approx(0.3) and PROFILE.share("b") == pytest.approx(0.5)
    assert PROFILE.share("c") is None and PROFILE.share("no layer") is None
    assert PROFILE.overhead == pytest.approx(12 / 11 - 1)


def test_four_stored_bits_under_a_float_kernel_save_size_only() -> None:
    assert [kernel.saves_size_only for kernel in PROFILE.kernels] == [False, True, False]
    assert [kernel.computes for kernel in PROFILE.kernels] == ["INT8", "FP32", ""]


def test_the_device_is_named_as_metrics_name_it() -> None:
    assert PROFILE.device == "A CPU · 1 thread · onnxruntime 1.32.0"


@pytest.mark.parametrize(
    "wrong", [{"threads": -1}, {"threads": 1000}, {"batch": 0}, {"budget": 0.0}, {"budget": float("nan")}]
)
def test_a_timing_that_cannot_be_is_refused_with_a_remedy(wrong: dict[str, float]) -> None:
    with pytest.raises(EdgeVizError) as caught:
        Timing(**wrong)  # type: ignore[arg-type]
    assert caught.value.remedy.startswith("Choose")


def test_a_timing_goes_through_json_unchanged() -> None:
    assert Timing.from_json(json.loads(json.dumps(Timing(2, 8, 1.5).to_json()))) == Timing(2, 8, 1.5)
