"""All parameters as safetensors: codes with scale and zero point where the recipe has such, else floats.

The format: 8 bytes with the header's length (little endian), the header as JSON padded with spaces to a multiple
of 8 bytes, the tensors one after the other. A weight NAME that is coded is there as NAME.codes, NAME.scale and
NAME.zero_point (value = (codes − zero_point)·scale, along the axis that the metadata names), or as NAME.codes and
NAME.table (value = table[codes]).
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ml_dtypes
import numpy as np
from onnx import numpy_helper

from edgeviz.core.errors import ModelError
from edgeviz.engine.export.content import FAULT, Array, Content
from edgeviz.engine.export.qdq import FLOATS
from edgeviz.engine.quant.coding import Codebook
from edgeviz.engine.quant.params import QuantParams

DTYPES: dict[str, Any] = {
    "BOOL": np.bool_,
    "U8": np.uint8,
    "I8": np.int8,
    "U16": np.uint16,
    "I16": np.int16,
    "U32": np.uint32,
    "I32": np.int32,
    "U64": np.uint64,
    "I64": np.int64,
    "F16": np.float16,
    "BF16": ml_dtypes.bfloat16,
    "F32": np.float32,
    "F64": np.float64,
}
NAMES = {np.dtype(kind): name for name, kind in DTYPES.items()}


def files(content: Content) -> dict[str, bytes]:
    tensors, about = _tensors(content)
    return {f"{content.stem}.safetensors": written(tensors, about)}


def _tensors(content: Content) -> tuple[dict[str, Array], dict[str, str]]:
    layers = {layer.weight: layer for layer in reversed(content.opened.graph.layers)}
    found: dict[str, Array] = {}
    about = {"format": "pt", "edgeviz.recipe": content.recipe.hash}
    for tensor in content.ready.proto.graph.initializer:
        name, layer = tensor.name, layers.get(tensor.name)
        array = content.values.get(name)
        array = np.asarray(numpy_helper.to_array(tensor)) if array is None else array
        if layer is not None:
            about[f"{name}.layer"] = layer.key
        coding = content.ready.codings.get(layer.key) if layer is not None else None
        if layer is None or coding is None:
            spec = None if layer is None else content.recipe[layer.key].weight
            narrow = spec is not None and spec.scheme in FLOATS and not spec.is_float32
            found[name] = array.astype(FLOATS[spec.scheme]) if spec is not None and narrow else array
            continue
        codes = content.codes(layer.key)
        if isinstance(coding.params, Codebook):
            found[f"{name}.codes"] = codes.astype(np.uint8)
            found[f"{name}.table"] = coding.params.values.astype(np.float32)
            continue
        found[f"{name}.codes"] = codes.astype(kind_of(coding.params))
        found[f"{name}.scale"] = coding.params.scale
        found[f"{name}.zero_point"] = coding.params.zero_point
        if coding.params.axis is not None:
            about[f"{name}.axis"] = str(coding.params.axis)
    return {name: array for name, array in found.items() if array.dtype in NAMES}, about


def kind_of(params: QuantParams) -> Any:
    """The numpy integer of whole bytes that holds a code."""
    return np.dtype(f"{'i' if params.signed else 'u'}{1 if params.bits <= 8 else 2}").type


def written(tensors: Mapping[str, Array], about: Mapping[str, str]) -> bytes:
    """The bytes of a file; the metadata are texts."""
    header: dict[str, Any] = {"__metadata__": dict(about)}
    parts: list[bytes] = []
    at = 0
    # Larger items first, so that each begins at a multiple of its own size.
    for name, array in sorted(tensors.items(), key=lambda item: (-item[1].dtype.itemsize, item[0])):
        part = np.ascontiguousarray(array).tobytes()
        header[name] = {
            "dtype": NAMES[array.dtype],
            "shape": list(array.shape),
            "data_offsets": [at, at + len(part)],
        }
        parts.append(part)
        at += len(part)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return b"".join([struct.pack("<Q", len(text)), text, *parts])


def read(content: bytes, name: str) -> tuple[dict[str, Array], dict[str, str]]:
    """Tensors and metadata of a file's bytes. Raises ModelError where it is damaged."""
    try:
        (length,) = struct.unpack_from("<Q", content)
        if length > len(content) - 8:
            raise ValueError("it ends within its header")
        header = json.loads(content[8 : 8 + length])
        about = header.pop("__metadata__", {})
        found = {}
        for key, row in header.items():
            begin, end = row["data_offsets"]
            if not 0 <= begin <= end <= len(content) - 8 - length:
                raise ValueError(f"{key} lies outside")
            part = content[8 + length + begin : 8 + length + end]
            found[key] = np.frombuffer(part, DTYPES[row["dtype"]]).reshape(row["shape"])
        return found, about
    except (KeyError, TypeError, ValueError, AttributeError, struct.error) as error:
        raise ModelError(f"{name} is no sound safetensors file: {error}.", "Export it again.") from error


def check(content: Content, folder: Path) -> str:
    name = f"{content.stem}.safetensors"
    found, _ = read((folder / name).read_bytes(), name)
    for key, expected in content.values.items():
        if key in found:
            value: Array = found[key].astype(np.float32)
        elif f"{key}.table" in found:
            value = found[f"{key}.table"][found[f"{key}.codes"]]
        else:
            params = content.weights[key]
            shape = [1] * expected.ndim
            if params.axis is not None:
                shape[params.axis] = -1
            scale, zero = found[f"{key}.scale"].reshape(shape), found[f"{key}.zero_point"].reshape(shape)
            value = ((found[f"{key}.codes"].astype(np.int32) - zero).astype(np.float32) * scale).astype(np.float32)
        if not np.array_equal(value, expected):
            raise ModelError(f"{name}: {key} does not come out as it was.", FAULT)
    return f"read back: {len(content.values)} float parameters have their values"
