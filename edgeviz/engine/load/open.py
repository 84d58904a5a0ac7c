"""Opening a model file: the one entry for the window, the command line and every job."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from edgeviz.core.errors import ModelError
from edgeviz.core.graph import ModelGraph
from edgeviz.engine.load import refuse
from edgeviz.engine.load.graph_builder import build_graph
from edgeviz.engine.load.onnx_file import OnnxFile, read_onnx
from edgeviz.engine.load.pt2_archive import read_archive
from edgeviz.engine.load.pt2_convert import ConversionError, convert
from edgeviz.engine.load.pt2_preview import quick_preview
from edgeviz.jobs.context import Context, Untracked


def load_onnx(path: str | Path) -> OnnxFile:
    """The model at ``path`` as an ONNX file; a .pt2 file is converted, or taken from the cache. Raises ModelError."""
    path = Path(path)
    if refuse.identify(path) == "torch.export":
        return convert(path)
    return read_onnx(path)


def open_model(path: str | Path) -> ModelGraph:
    """The graph of the model at ``path``, read without its weights. Raises ModelError."""
    return run(Untracked(), str(path))


def run(context: Context, path: str) -> ModelGraph:
    """Job entry: the model graph of the file at ``path``.

    A .pt2 file gives a partial result first, read from its JSON alone, while the conversion to ONNX runs. When
    PyTorch cannot convert it, that graph is the result, and ``missing_operators`` says why it does not run.
    """
    file = Path(path)
    context.progress(0, 3, "Reading the file")
    if refuse.identify(file) != "torch.export":
        model = read_onnx(file)
    else:
        archive = read_archive(file)
        early = quick_preview(archive)
        if early is not None:
            context.result(early)
        context.progress(1, 3, "Converting to ONNX")
        try:
            model = convert(file, archive)
        except ConversionError as error:
            if early is None:
                raise
            context.log(str(error), "warning")
            return replace(early, missing_operators=(error.cause,))
    context.progress(2, 3, "Finding shapes and layers")
    graph = build_graph(model)
    if not graph.layers and not graph.nodes:
        raise ModelError(f"{file.name} holds no network.", "Export the model again.")
    context.progress(3, 3)
    return graph
