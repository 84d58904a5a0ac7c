"""What a warm worker keeps, and when it must not."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import onnx
import pytest

from edgeviz.core.dataset import DataSpec
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
