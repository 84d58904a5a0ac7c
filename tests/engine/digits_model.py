"""A small classifier of digits with known accuracy, for tests that go end to end without outside data."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from edgeviz.core.dataset import DataSpec
from edgeviz.jobs.context import run_job
from edgeviz.jobs.events import Event, Result
from edgeviz.jobs.spec import JobSpec

DATA = DataSpec(scale=1 / 16, calibration=100, validation=300)


@cache
def digits_model(batch: int | str = "N", opset: int = 17) -> onnx.ModelProto:
    """An untrained convolution whose features a logistic regression reads."""
    from sklearn.datasets import load_digits
    from sklearn.linear_model import LogisticRegression

    digits = load_digits()
    kernel = np.random.default_rng(3).normal(0, 0.4, (6, 1, 3, 3)).astype(np.float32)
    images = (digits.images / 16).astype(np.float32)
    padded = np.pad(images, ((0, 0), (1, 1), (1, 1)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(1, 2))
    features = np.maximum(np.einsum("nijkl,ckl->ncij", windows, kernel[:, 0]), 0).reshape(len(images), -1)
    fitted = LogisticRegression(max_iter=400, C=0.5).fit(features, digits.target)
    nodes = [
        helper.make_node("Conv", ["x", "conv.weight", "conv.bias"], ["c"], name="conv", pads=[1, 1, 1, 1]),
        helper.make_node("Relu", ["c"], ["r"], name="relu"),
        helper.make_node("Flatten", ["r"], ["f"], name="flatten"),
        helper.make_node("Gemm", ["f", "fc.weight", "fc.bias"], ["y"], name="fc", transB=1),
    ]
    weights = {
        "conv.weight": kernel,
        "conv.bias": np.zeros(6, np.float32),
        "fc.weight": fitted.coef_.astype(np.float32),
        "fc.bias": fitted.intercept_.astype(np.float32),
    }
    graph = helper.make_graph(
        nodes,
        "digits",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, [batch, 1, 8, 8])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, [batch, 10])],
        [numpy_helper.from_array(value, name) for name, value in weights.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)


def save(folder: Path, **settings: int | str) -> str:
    path = folder / "digits.onnx"
    onnx.save(digits_model(**settings), path)  # type: ignore[arg-type]
    return str(path)


def events_of(entry: str, **arguments: object) -> list[Event]:
    found: list[Event] = []
    run_job(JobSpec(entry, "test", arguments), found.append)
    return found


def results_of(events: list[Event]) -> list[object]:
    return [event.payload for event in events if isinstance(event, Result)]
