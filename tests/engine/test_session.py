"""What a warm worker keeps, and when it must not."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import onnx
import pytest

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError
from edgeviz.core.recipe import Calibration, LayerRecipe, Recipe, uniform
from edgeviz.core.spec import Observer, activation_spec
from edgeviz.engine import session as module
from edgeviz.engine.session import largest_difference, session
from edgeviz.resources import resource


def test_a_difference_counts_nan_and_shape_as_infinite() -> None:
    ones = np.ones((2, 3), np.float32)
    wrong = ones.copy()
    wrong[0, 0] = np.nan
    assert largest_difference(ones, ones) == 0
    assert largest_difference(wrong, wrong) == 0
    assert largest_difference(wrong, ones) == np.inf
    assert largest_difference(ones, wrong) == np.inf
    assert largest_difference(ones[:1], ones) == np.inf
    assert largest_difference(ones + 0.5, ones) == pytest.approx(0.5)


def test_a_model_whose_weights_file_changed_is_read_anew(tmp_path: Path) -> None:
    model = onnx.load(str(resource("demo", "digits.onnx")))
    path = tmp_path / "external.onnx"
    onnx.save(model, str(path), save_as_external_data=True, location="weights.bin", size_threshold=0)
    first = session(path)
    assert session(path) is first
    before = first.module.weight(first.graph.layers[0].weight).detach().numpy().copy()
    weights = tmp_path / "weights.bin"
    weights.write_bytes(bytes(weights.stat().st_size))
    os.utime(weights, ns=(1, 1))
    again = session(path)
    assert again is not first
    assert not np.array_equal(again.file.weight(again.graph.layers[0].weight), before)


def test_data_that_was_written_again_is_read_anew(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    path = tmp_path / "data.npz"

    def write(scale: float) -> None:
        x = (rng.random((60, 1, 8, 8)) * scale).astype(np.float32)
        np.savez(path, x=x, y=np.arange(60) % 10)

    write(1.0)
    opened = session(shutil.copy(resource("demo", "digits.onnx"), tmp_path / "digits.onnx"))
    spec = DataSpec("npz", str(path), calibration=20, validation=20)
    first = opened.float_outputs(spec)
    assert opened.float_outputs(spec) is first
    write(16.0)
    assert not np.array_equal(opened.float_outputs(spec), first)


@pytest.mark.parametrize("bytes_allowed", [1, 40_000, 1 << 30])
def test_a_moving_average_does_not_depend_on_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bytes_allowed: int
) -> None:
    monkeypatch.setattr(module, "OBSERVED_BYTES", bytes_allowed)
    opened = session(shutil.copy(resource("demo", "digits.onnx"), tmp_path / "digits.onnx"))
    spec = activation_spec(8, observer=Observer.MOVING_AVERAGE, momentum=0.2)
    recipe = Recipe({layer.key: LayerRecipe(activation=spec) for layer in opened.graph.layers}, Calibration(100))
    found = opened.activation_params(recipe, DataSpec())
    x = opened.data(DataSpec()).calibration.x[:100]
    for point, params in found.items():
        average: list[float] = []
        for begin in range(0, 100, 32):
            part = opened.module.observe((point.tensor,), module.as_input(x[begin : begin + 32]))[point.tensor]
            low, high = float(part.min()), float(part.max())
            first = not average
            average = [low, high] if first else [a + 0.2 * (b - a) for a, b in zip(average, (low, high), strict=True)]
        expected = max(average[1], 0.0) - min(average[0], 0.0)
        assert float(params.scale) == pytest.approx(expected / 255, rel=1e-5)


def test_more_calibration_samples_than_there_are_is_an_error_unless_nobody_asked_for_them(tmp_path: Path) -> None:
    opened = session(shutil.copy(resource("demo", "digits.onnx"), tmp_path / "digits.onnx"))
    data = DataSpec(calibration=40)
    keys = [layer.key for layer in opened.graph.layers]
    assert opened.activation_params(uniform(keys, 8, 8), data)
    asked = Recipe(uniform(keys, 8, 8).layers, Calibration(500))
    with pytest.raises(DataError, match="500 samples, and the calibration split has 40") as caught:
        opened.activation_params(asked, data)
    assert "at most 40" in caught.value.remedy
