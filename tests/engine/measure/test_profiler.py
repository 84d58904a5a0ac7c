"""Seconds of layers: real kernels, nothing lost, nothing left behind."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from edgeviz.core.advisor import Situation, advise
from edgeviz.core.errors import ModelError
from edgeviz.core.layer_profile import LayerProfile, profile_from_json, profile_to_json
from edgeviz.core.presets import uniform_recipe
from edgeviz.core.recipe import LayerRecipe
from edgeviz.core.spec import FLOAT16
from edgeviz.core.timing import Timing
from edgeviz.engine.measure import profiler
from edgeviz.engine.measure.environment import environment
from edgeviz.engine.measure.profiler import profile_layers, record
from edgeviz.engine.measure.runtime import device_name
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import session as opened
from edgeviz.jobs.context import CancelledError
from tests.engine.export.networks import network, samples
from tests.engine.measure.test_kernels import convolution

#: The advice that comes from kernels.
RULES = ("size-not-time", "weight-only", "activation-missing")
SHORT = Timing(budget=0.05)


def profile(name: str, weights: int, activations: int, folder: Path, timing: Timing = SHORT) -> LayerProfile:
    onnx.save(network(name), folder / "network.onnx")
    model = opened(folder / "network.onnx")
    recipe = uniform_recipe(model.graph, weights, activations)
    exported = ready(model, recipe, None).exported().SerializeToString()
    return profile_layers(exported, model.graph, recipe.hash, model.feed(None, timing.batch), timing)


@pytest.mark.parametrize(("weights", "activations"), [(32, 32), (8, 8), (4, 32)])
def test_every_layer_has_a_time_and_all_kernels_are_counted_once(
    weights: int, activations: int, tmp_path: Path
) -> None:
    found = profile("convolutions", weights, activations, tmp_path)
    assert [time.key for time in found.times] == ["a", "b", "c", "d"]
    assert all(time.seconds is not None and time.low is not None and time.high is not None for time in found.times)
    assert all(time.low <= time.seconds <= time.high for time in found.times)  # type: ignore[operator]
    assert sum(share for time in found.times if (share := found.share(time.key))) <= 1
    kernels = sum(each.count for each in found.operators)
    unpacking = sum(kernel.unpacks for kernel in found.kernels)
    assert kernels == len(found.kernels) + len(found.between) + unpacking
    assert 0 < found.kernel_seconds <= found.profiled_seconds
    assert profile_from_json(profile_to_json(found)) == found


def test_what_quantizes_and_pools_lies_between_layers(tmp_path: Path) -> None:
    found = profile("convolutions", 8, 8, tmp_path)
    assert "QuantizeLinear" in {each.op for each in found.between}
    assert {each.node for each in found.between} & {"n_pool", "n_flat"}


def test_weights_that_are_unpacked_at_every_run_count_with_their_layer(tmp_path: Path) -> None:
    found = profile("convolutions", 4, 32, tmp_path)
    assert all(kernel.unpacks for kernel in found.kernels)
    assert not [each for each in found.between if "weight" in each.name]


def test_a_recurrent_cell_is_timed_once(tmp_path: Path) -> None:
    first, second = profile("recurrent", 32, 32, tmp_path).times
    assert first.seconds is not None and second.seconds is None


def test_threads_and_batch_are_used_and_recorded(tmp_path: Path) -> None:
    found = profile("convolutions", 32, 32, tmp_path, Timing(threads=2, batch=3, budget=0.02))
    assert (found.environment.threads, found.environment.batch) == (2, 3)
    assert found.device == found.latency.device == device_name(2) and "batch 3" in found.latency.note
    assert found.environment.provider == "CPUExecutionProvider"


def test_the_environment_says_where_and_when() -> None:
    found = environment()
    assert found.cpu and found.cores >= 1 and found.date and found.runtime.startswith("onnxruntime")
    assert found.device == device_name()


def test_a_large_network_is_run_less_often_so_that_the_file_stays_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(profiler, "MOST_EVENTS", 60)
    model = network("convolutions").SerializeToString()
    found = record(model, {"x": samples("convolutions", 1)}, 500)
    assert 1 <= found.runs <= 60 // len(found.kernels)
    assert all(len(times) == found.runs for times in found.kernels.values())


def test_cancelling_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    calls = []

    def check() -> None:
        calls.append(1)
        if len(calls) == 3:
            raise CancelledError

    with pytest.raises(CancelledError):
        record(network("convolutions").SerializeToString(), {"x": samples("convolutions", 1)}, 100, check)
    assert len(calls) == 3 and not list(tmp_path.iterdir())


def test_a_job_that_is_cancelled_after_the_last_run_does_not_read_the_profile_to_its_end() -> None:
    last, looks = False, 0

    def tick(done: int, total: int) -> None:
        nonlocal last
        last = done == total

    def check() -> None:
        nonlocal looks
        looks += last
        # The first look belongs to the last run, the second to the file, the third to its first lines.
        if looks == 3:
            raise CancelledError

    with pytest.raises(CancelledError):
        record(network("convolutions").SerializeToString(), {"x": samples("convolutions", 1)}, 100, check, 1, tick)


def test_a_model_that_is_refused_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(ModelError):
        record(b"no model", {"x": np.zeros((1, 3, 8, 8), np.float32)}, 10)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("weights", "activations", "rule", "says"),
    [
        (8, 8, None, ""),
        (4, 8, None, ""),
        (4, 32, "size-not-time", "W4 here saves size, not time: layer conv stored in 4 bits, computed in FP32."),
        (2, 32, "size-not-time", "W2 here saves size, not time: layer conv stored in 2 bits, computed in FP32."),
        (8, 32, "weight-only", "Weight-only: layer conv stored in 8 bits, computed in FP32 all the same."),
        (8, 16, "weight-only", "Weight-only: layer conv stored in 8 bits, computed in FP32 all the same."),
        (32, 32, None, ""),
    ],
)
def test_the_advisor_says_of_the_convolution_what_its_kernel_says(
    weights: int, activations: int, rule: str | None, says: str, tmp_path: Path
) -> None:
    onnx.save(convolution(), tmp_path / "convolution.onnx")
    model = opened(tmp_path / "convolution.onnx")
    recipe = uniform_recipe(model.graph, weights, activations)
    exported = ready(model, recipe, None).exported().SerializeToString()
    found = profile_layers(exported, model.graph, recipe.hash, model.feed(None, 1), SHORT)
    advice = advise(Situation(model.graph, recipe, has_data=True, profile=found))
    ours = {each.rule: str(each.summary) for each in advice if each.rule in RULES}
    assert ours == ({} if rule is None else {rule: says})


def test_a_convolution_whose_reader_takes_16_bits_lacks_an_activation(tmp_path: Path) -> None:
    onnx.save(_two_convolutions(), tmp_path / "network.onnx")
    model = opened(tmp_path / "network.onnx")
    eight = uniform_recipe(model.graph, 8, 8)
    recipe = eight.with_layers({"second": LayerRecipe(eight["second"].weight, FLOAT16)})
    exported = ready(model, recipe, None).exported().SerializeToString()
    found = profile_layers(exported, model.graph, recipe.hash, model.feed(None, 1), SHORT)
    assert not found.kernel_of["first"].integer, "onnxruntime has no scale for what the first one writes"
    (advice,) = [
        each
        for each in advise(Situation(model.graph, recipe, has_data=True, profile=found))
        if each.rule == "activation-missing"
    ]
    assert advice.recipe is not None and advice.recipe["second"].activation.bits == 8
    exported = ready(model, advice.recipe, None).exported().SerializeToString()
    after = profile_layers(exported, model.graph, advice.recipe.hash, model.feed(None, 1), SHORT)
    assert after.kernel_of["first"].integer, "following the advice mends it"


def _two_convolutions() -> onnx.ModelProto:
    rng = np.random.default_rng(0)
    graph = helper.make_graph(
        [
            helper.make_node("Conv", ["x", "a"], ["first_out"], name="first", pads=[1, 1, 1, 1]),
            helper.make_node("Conv", ["first_out", "b"], ["second_out"], name="second", pads=[1, 1, 1, 1]),
            helper.make_node("GlobalAveragePool", ["second_out"], ["y"], name="pool"),
        ],
        "two",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", 8, 8, 8])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["N", 8, 1, 1])],
        [numpy_helper.from_array(rng.normal(0, 0.1, (8, 8, 3, 3)).astype(np.float32), name) for name in "ab"],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
