"""QDQ ONNX: integers in the file, QuantizeLinear and DequantizeLinear around them (``engine.export.qdq``)."""

from __future__ import annotations

from pathlib import Path

from edgeviz.engine.export.content import Content, compared, serialized


def files(content: Content) -> dict[str, bytes]:
    return {f"{content.stem}.onnx": serialized(content.qdq)}


def check(content: Content, folder: Path) -> str:
    name = f"{content.stem}.onnx"
    return compared(content.run(str(folder / name)), content.simulated, "onnxruntime", name, content.tolerance)
