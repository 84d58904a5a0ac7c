"""QDQ ONNX: integers in the file, QuantizeLinear and DequantizeLinear around them (``engine.export.qdq``)."""

from __future__ import annotations

from pathlib import Path

from edgeviz.engine.export.content import Content, compared, serialized

#: A code that flips at a rounding boundary moves an output by a step or so; that is no error of the file.
TOLERANCE = 0.2


def files(content: Content) -> dict[str, bytes]:
    return {f"{content.stem}.onnx": serialized(content.qdq)}


def check(content: Content, folder: Path) -> str:
    name = f"{content.stem}.onnx"
    return compared(content.run(str(folder / name)), content.simulated, "onnxruntime", name, TOLERANCE)
