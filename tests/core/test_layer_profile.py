"""The plain record of what a runtime does with each layer, and how an inference is timed."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.layer_profile import profile_from_json, profile_to_json
from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.timing import Timing, timed_alike
from tests.core.profiles import PROFILE


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


def test_latencies_are_compared_only_where_device_threads_and_batch_are_the_same() -> None:
    one = Metric("latency", 1.0, Provenance.MEASURED, device="a · 1 thread", note="batch 1, median of 50 runs")
    assert timed_alike(one, replace(one, value=2.0, note="batch 1, median of 9 runs")) and timed_alike(one, None)
    assert not timed_alike(one, replace(one, device="a · 2 threads"))
    assert not timed_alike(one, replace(one, note="batch 8, median of 50 runs"))
    assert timed_alike(Metric("size", 1.0, Provenance.MEASURED), Metric("size", 1.0, Provenance.PREDICTED, device="b"))
