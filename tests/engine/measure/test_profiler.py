"""Seconds of layers: real kernels, nothing lost, nothing left behind."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import onnx
import pytest

from edgeviz.core.errors import ModelError
from edgeviz.core.layer_profile import LayerProfile, profile_from_json, profile_to_json
from edgeviz.core.presets import uniform_recipe
from edgeviz.core.timing import Timing
from edgeviz.engine.measure import profiler
from edgeviz.engine.measure.environment import environment
from edgeviz.engine.measure.profiler import profile_layers, record
from edgeviz.engine.measure.runtime import device_name
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import session as opened
from edgeviz.jobs.context import CancelledError
from tests.engine.export.networks import network, samples

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


def test_a_model_that_is_refused_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(ModelError):
        record(b"no model", {"x": np.zeros((1, 3, 8, 8), np.float32)}, 10)
    assert not list(tmp_path.iterdir())
