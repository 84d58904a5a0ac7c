"""Opening a model file: the one entry for the window, the command line and every job."""

from __future__ import annotations

from pathlib import Path

from edgeviz.core.graph import ModelGraph
from edgeviz.engine.load.graph_builder import build_graph
from edgeviz.engine.load.onnx_file import OnnxFile, read_onnx
from edgeviz.jobs.context import Context


def load_onnx(path: str | Path) -> OnnxFile:
    """The model at ``path`` as an ONNX file. Raises ModelError."""
    return read_onnx(Path(path))


def open_model(path: str | Path) -> ModelGraph:
    """The graph of the model at ``path``, read without its weights. Raises ModelError."""
    return build_graph(load_onnx(path))


def run(context: Context, path: str) -> ModelGraph:
    """Job entry: the model graph of the file at ``path``."""
    context.progress(0, 2, "Reading the file")
    file = load_onnx(path)
    context.progress(1, 2, "Finding shapes and layers")
    graph = build_graph(file)
    context.progress(2, 2)
    return graph
