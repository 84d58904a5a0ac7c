"""A small model, its project and its evaluations, without any engine."""

from __future__ import annotations

from pathlib import Path

from edgeviz.core.dataset import DataSpec
from edgeviz.core.graph import Layer, ModelGraph, Node, Tensor
from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.outcomes import Outcomes
from edgeviz.core.recipe import Recipe, uniform
from edgeviz.project.store import ModelRecord, Project

KEYS = ("conv", "fc")


def graph() -> ModelGraph:
    return ModelGraph(
        name="tiny",
        format="onnx",
        inputs=("x",),
        outputs=("y",),
        nodes=(
            Node("conv", "Conv", ("x", "conv.weight"), ("h",), namespace=("net",), attributes={"pads": (1, 1)}, macs=9),
            Node("fc", "Gemm", ("h", "fc.weight", "fc.bias"), ("y",), attributes={"alpha": 1.0}, macs=12),
        ),
        tensors={
            "x": Tensor("x", shape=("N", 1, 8, 8)),
            "h": Tensor("h", shape=("N", None)),
            "y": Tensor("y", shape=None),
            "conv.weight": Tensor("conv.weight", shape=(4, 1, 3, 3), is_parameter=True),
        },
        layers=(
            Layer("conv", "conv", "Conv", "Conv 3×3", "conv.weight", (4, 1, 3, 3), 0, "x", "h", input_shape=("N", 1)),
            Layer("fc", "fc", "Gemm", "Linear", "fc.weight", (10, 4), 0, "h", "y", bias="fc.bias", bias_elements=10),
        ),
        opset=21,
        producer="tests",
        file_bytes=1000,
    )


def model_file(folder: Path, content: bytes = b"a model" * 50) -> Path:
    path = folder / "tiny.onnx"
    path.write_bytes(content)
    return path


def project(folder: Path, recipe: Recipe | None = None) -> Project:
    record = ModelRecord.of(model_file(folder), graph())
    data = DataSpec(resize=(8, 8), mean=(0.5,), std=(0.25,), calibration=64)
    return Project(record, data, recipe or uniform(KEYS, 4, 8), {"x": "size", "selection": ["conv"]})


def evaluation(recipe: Recipe, accuracy: float = 0.9, **settings: str) -> Evaluation:
    metrics = {
        "accuracy": Metric("accuracy", accuracy, Provenance.MEASURED, 0.8, 0.95, 100, date="2026-01-01T00:00:00+00:00"),
        "size": Metric("size", 4321.0, Provenance.MEASURED),
    }
    return Evaluation(recipe, metrics, **settings)


def outcomes(wrong: int, samples: int = 100) -> Outcomes:
    """All samples right but every tenth, and the first ``wrong`` of the others."""
    correct = [row % 10 != 0 and row > wrong for row in range(samples)]
    return Outcomes.of(correct, "0123456789abcdef")
