"""Calibrating on a small model: every layer as every kernel, and what cannot calibrate says why."""

from __future__ import annotations

import math
from pathlib import Path

import onnx
import pytest
from onnx import TensorProto, helper

from edgeviz.cli.main import main
from edgeviz.core.device.references import reference_recipes, trial_recipes
from edgeviz.core.device.timings import FLOAT, INTEGER, WIDENED, predict
from edgeviz.core.errors import ModelError
from edgeviz.core.recipe import Recipe
from edgeviz.core.timing import Timing
from edgeviz.engine.measure import calibrate
from edgeviz.engine.measure.runtime import device_name
from edgeviz.engine.session import session
from edgeviz.jobs.context import Untracked
from edgeviz.project.devices import find_device
from edgeviz.resources import resource
from tests.engine.remote.models import network

SHORT = Timing(budget=0.01)


@pytest.fixture
def model(tmp_path: Path) -> str:
    path = tmp_path / "small.onnx"
    path.write_bytes(network())
    return str(path)


def test_every_layer_is_measured_as_every_kernel(model: str) -> None:
    found = calibrate.run(Untracked(), [model], timing=SHORT, passes=1, probe=False)
    graph = session(model).graph
    kernels = {kernel for times in found.timings.layers.values() for kernel in times}
    assert kernels == {FLOAT, INTEGER, WIDENED, "float, 8-bit weights", "float, 4-bit weights", "float, 2-bit weights"}
    assert found.timings.device == device_name() and found.timings.models == (graph.name,)
    assert len(found.timings.trials) == len(trial_recipes(graph, calibrate.TRIALS))
    assert all(one.model == graph.name and one.seconds > 0 for one in found.timings.trials)
    for recipe in reference_recipes(graph):
        estimate = predict(graph, recipe, found.timings)
        assert estimate.measured == 1.0 and 0 < estimate.seconds < 1 and math.isfinite(estimate.seconds)


def test_a_table_of_another_device_is_not_built_upon(model: str) -> None:
    first = calibrate.run(Untracked(), [model], timing=SHORT, passes=1, probe=False).timings
    again = calibrate.run(Untracked(), [model], known=first, timing=SHORT, passes=1, probe=False).timings
    assert len(again.totals) == 2 * len(first.totals)
    from dataclasses import replace

    other = calibrate.run(
        Untracked(), [model], known=replace(first, device="another"), timing=SHORT, passes=1, probe=False
    ).timings
    assert len(other.totals) == len(first.totals)


def test_a_second_model_is_predicted_before_it_is_measured(model: str, capsys: pytest.CaptureFixture[str]) -> None:
    demo = str(resource("demo") / "digits.onnx")
    first = calibrate.run(Untracked(), [model], timing=SHORT, passes=1, probe=False).timings
    assert first.unseen == ()
    second = calibrate.run(Untracked(), [demo], known=first, timing=SHORT, passes=1, probe=False).timings
    assert {one.model for one in second.unseen} == {session(demo).graph.name}
    assert len(second.unseen) == len(trial_recipes(session(demo).graph, calibrate.TRIALS))
    both = calibrate.run(Untracked(), [model, demo], timing=SHORT, passes=1, probe=False).timings
    assert len(both.unseen) == len(both.trials) and set(both.models) > {one.model for one in both.unseen}
    assert main(["device", "calibrate", model, demo, "--passes", "1"]) == 0
    assert "New models" in capsys.readouterr().out


def test_a_model_without_layers_says_so(tmp_path: Path) -> None:
    value = [helper.make_tensor_value_info(name, TensorProto.FLOAT, [1, 4]) for name in ("x", "y")]
    graph = helper.make_graph([helper.make_node("Relu", ["x"], ["y"])], "plain", value[:1], value[1:])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    path = tmp_path / "plain.onnx"
    onnx.save(model, path)
    with pytest.raises(ModelError, match="no layer with weights"):
        calibrate.run(Untracked(), [str(path)], timing=SHORT, passes=1, probe=False)


def test_the_command_keeps_table_and_profile_and_figures_use_them(
    model: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["device", "calibrate", model, "--passes", "1", "--threads", "2"]) == 0
    assert "--device this-machine" in capsys.readouterr().out
    device = find_device("this-machine")
    assert device.timings is not None and device.name == "This machine (calibrated)"
    assert "2 threads" in device.timings.device
    assert main(["inspect", model, "--device", "this-machine"]) == 0
    assert "sum of layers measured" in capsys.readouterr().out
    assert main(["device", "calibrate", model, "--passes", "0"]) == 1
    assert predict(session(model).graph, Recipe(), device.timings).measured == 1.0
