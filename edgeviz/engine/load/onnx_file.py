"""An ONNX file read without its weights, which are fetched one by one when something needs them."""

from __future__ import annotations

import mmap
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import onnx
from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from onnx import TensorProto, numpy_helper

from edgeviz.core.errors import ModelError
from edgeviz.engine.load import protobuf_scan, refuse
from edgeviz.engine.load.check import check_model, malformed
from edgeviz.engine.load.external import payload
from edgeviz.engine.load.tensors import check_inline, is_external, model_tensors, nbytes

#: Files up to this size are read, larger ones are mapped.
_READ_UP_TO = 4 << 20
#: protobuf messages end at 2 GiB; beyond, a model cannot be handed to onnxruntime in one piece.
MAX_COMPLETE = (2 << 30) - (16 << 20)

#: Field of TensorProto -> its number.
_FIELD_NUMBERS = {name: number for number, name in protobuf_scan.PAYLOADS.items()}


@dataclass(frozen=True)
class OnnxFile:
    """A model file; ``proto`` holds everything but the payloads above 4 KiB.

    Those are external-data references: with an empty location into ``path`` itself, else into the file named.
    ``origin`` is the file the person opened, where ``path`` was converted from it.
    """

    path: Path
    proto: onnx.ModelProto
    origin: Path | None = None
    format: str = "ONNX"

    @property
    def name(self) -> str:
        return (self.origin or self.path).name

    @property
    def files(self) -> set[Path]:
        """Every file that this model is read from: the one opened, what it was converted to, and its weights."""
        return {self.path.resolve(), *self._data_files, *([self.origin.resolve()] if self.origin else [])}

    @cached_property
    def file_bytes(self) -> int:
        """Size of the file and of the files that hold its weights, in bytes."""
        if self.origin is not None:
            return self.origin.stat().st_size
        return sum(path.stat().st_size for path in {self.path.resolve()} | self._data_files)

    @cached_property
    def _data_files(self) -> set[Path]:
        sizes: dict[Path, int] = {}
        for owner, tensor in model_tensors(self.proto):
            if is_external(tensor):
                payload(self.path, tensor, owner, sizes)
        return {path.resolve() for path in sizes}

    @cached_property
    def _weights(self) -> dict[str, TensorProto]:
        found = {tensor.name: tensor for tensor in self.proto.graph.initializer}
        for node in self.proto.graph.node:
            if node.op_type == "Constant" and node.output:
                for attribute in node.attribute:
                    if attribute.name == "value":
                        found.setdefault(node.output[0], attribute.t)
        return found

    def weight(self, name: str) -> np.ndarray:
        """The initializer (or constant) ``name``, read from disk now. Raises ModelError, KeyError for no such name."""
        return self.read(self._weights[name], name)

    def read(self, tensor: TensorProto, owner: str = "") -> np.ndarray:
        """The values of a tensor of this file, whether they lie in the message or on disk."""
        try:
            if not is_external(tensor):
                return np.asarray(numpy_helper.to_array(tensor))
            return np.asarray(numpy_helper.to_array(self._inline(tensor, owner)))
        except (ValueError, TypeError, KeyError, DecodeError) as error:
            raise ModelError(
                f"The weights of {owner or tensor.name} cannot be decoded: {error}.", "Export the model again."
            ) from error

    def _inline(self, tensor: TensorProto, owner: str) -> TensorProto:
        where = payload(self.path, tensor, owner or tensor.name)
        with where.path.open("rb") as file:
            file.seek(where.offset)
            data = file.read(where.length)
        if len(data) != where.length:
            raise ModelError(
                f"{where.path.name} has become shorter since it was opened.", "Open the model again from a whole file."
            )
        complete = TensorProto()
        if where.field == "raw_data":
            complete.raw_data = data
        else:
            complete.ParseFromString(protobuf_scan.length_delimited(_FIELD_NUMBERS[where.field], data))
        complete.name = tensor.name
        complete.data_type = tensor.data_type
        complete.dims.extend(tensor.dims)
        check_inline(complete, owner or tensor.name)
        return complete

    def complete(self) -> onnx.ModelProto:
        """A copy with every weight in the message. Raises ModelError above 2 GiB."""
        total = sum(nbytes(tensor) for _, tensor in model_tensors(self.proto))
        if total > MAX_COMPLETE:
            raise ModelError(
                f"{self.name} holds {total / (1 << 30):.1f} GiB of weights.",
                "Models above 2 GiB can be looked at but not run or quantized: split the model.",
            )
        model = onnx.ModelProto()
        model.CopyFrom(self.proto)
        for owner, tensor in model_tensors(model):
            if is_external(tensor):
                tensor.CopyFrom(self._inline(tensor, owner))
        return model


def read_onnx(path: str | Path) -> OnnxFile:
    """Read the graph of the ONNX file at ``path`` without its weights.

    Raises ModelError for anything that is no whole, consistent ONNX model: another kind of file, a truncated
    one, weights that are missing or lie outside the model's folder, a cyclic graph, names that nothing defines.
    """
    path = Path(path)
    refuse.check(path)
    try:
        proto = onnx.ModelProto()
        proto.ParseFromString(_skeleton(path))
    except protobuf_scan.DamagedError as error:
        raise _damaged(path, error) from error
    except DecodeError as error:
        raise _damaged(path, error) from error
    if not proto.HasField("graph"):
        raise refuse.unknown(path)
    with malformed(path.name):
        for owner, tensor in model_tensors(proto):
            check_inline(tensor, owner)
        file = OnnxFile(path, check_model(proto, path.name))
    _ = file.file_bytes  # finds every file the weights lie in, and raises where one is missing or outside
    return file


def _skeleton(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size <= _READ_UP_TO:
                return protobuf_scan.skeleton(file.read())
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
                return protobuf_scan.skeleton(mapped)
    except OSError as error:
        raise ModelError(f"{path.name} cannot be read: {error.strerror or error}.", "Check its rights.") from error


def _damaged(path: Path, error: Exception) -> ModelError:
    if path.suffix.lower() != ".onnx":
        return refuse.unknown(path, str(error))
    truncated = getattr(error, "truncated", False)
    what = f"{path.name} is truncated." if truncated else f"{path.name} is damaged or not an ONNX model."
    return ModelError(what, "Export or download it again; a whole file opens with onnx.load.", str(error))
