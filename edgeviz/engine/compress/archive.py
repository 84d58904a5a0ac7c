"""A compressed model as a file, and back to ONNX."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from google.protobuf.message import DecodeError  # type: ignore[import-untyped]

from edgeviz.core.compress import stream
from edgeviz.core.compress.request import SUFFIX
from edgeviz.core.compress.stream import Encoded, SharedLayer
from edgeviz.core.errors import ModelError
from edgeviz.engine.export.job import write_atomically
from edgeviz.jobs.context import Context

#: What torch's exporter notes of every node's source code: a good part of a small file, and no part of the model.
TRACE = "pkg.torch.onnx.stack_trace"
#: A file that is larger was made by nobody: 2 GiB of weights is what an ONNX file holds.
MOST_BYTES = 1 << 31


def encode(model: onnx.ModelProto, layers: Sequence[SharedLayer], about: Mapping[str, str] | None = None) -> Encoded:
    """The file of ``model``, whose initializers that are named by ``layers`` are left out: they are in the layers."""
    rest = onnx.ModelProto()
    rest.CopyFrom(model)
    names = {layer.name for layer in layers}
    for tensor in rest.graph.initializer:
        if tensor.name in names:
            tensor.ClearField("raw_data")
            tensor.ClearField("float_data")
    return stream.write(rest.SerializeToString(deterministic=True), layers, about)


def decode(content: bytes, name: str) -> onnx.ModelProto:
    """The model of a compressed file's bytes. Raises ModelError naming the file, and the layer, that is damaged."""
    archive = stream.read(content, name)
    model = onnx.ModelProto()
    try:
        model.ParseFromString(archive.model())
    except DecodeError as error:
        raise ModelError(f"{name} holds no ONNX model.", "Get it again from where it came from.", str(error)) from error
    tensors = {tensor.name: tensor for tensor in model.graph.initializer}
    for layer in archive.layers():
        tensor = tensors.pop(layer.name, None)
        if tensor is None or tuple(tensor.dims) != layer.codes.shape or tensor.data_type != onnx.TensorProto.FLOAT:
            raise ModelError(
                f"{name}: the layer {layer.name[:80]!r} does not fit its model.",
                "Get it again from where it came from.",
            )
        tensor.raw_data = layer.values().astype("<f4").tobytes()
    return model


def slim(model: onnx.ModelProto) -> onnx.ModelProto:
    """``model`` without what only its exporter's authors read."""
    found = onnx.ModelProto()
    found.CopyFrom(model)
    found.graph.doc_string = ""
    for node in found.graph.node:
        node.doc_string = ""
        kept = [entry for entry in node.metadata_props if entry.key != TRACE]
        del node.metadata_props[:]
        node.metadata_props.extend(kept)
    return found


def set_weight(model: onnx.ModelProto, name: str, values: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> None:
    """Give the float initializer ``name`` other values of the same shape."""
    tensor = next(one for one in model.graph.initializer if one.name == name)
    tensor.ClearField("float_data")
    tensor.raw_data = np.ascontiguousarray(values, "<f4").tobytes()


def run(context: Context, path: str, target: str) -> int:
    """Job: decode the file ``path`` to the ONNX file ``target``; its bytes. Raises ModelError."""
    context.progress(0, None, "Decoding")
    source = Path(path)
    model = decode(read_bytes(source), source.name)
    context.check()
    content = model.SerializeToString(deterministic=True)
    write_atomically(Path(target), content)
    return len(content)


def read_bytes(path: Path) -> bytes:
    """The bytes of a compressed file. Raises ModelError."""
    try:
        if not path.is_file():
            raise ModelError(f"{path} is not a file.", f"Choose a file that ends in {SUFFIX}.")
        if path.stat().st_size > MOST_BYTES:
            raise ModelError(f"{path} is too large for a compressed model.", "Choose another file.")
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror or error}.", "Check the path.") from error
