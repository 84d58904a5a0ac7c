"""The float model at half precision: weights and arithmetic float16, inputs and outputs float32."""

from __future__ import annotations

from pathlib import Path

import onnx
from onnxruntime.transformers.float16 import convert_float_to_float16

from edgeviz.core.errors import ModelError
from edgeviz.engine.export.content import Content, compared, serialized

#: float16 has 11 bits; a deep network adds up their rounding.
TOLERANCE = 0.05


def files(content: Content) -> dict[str, bytes]:
    """Operators that onnxruntime's converter keeps in float32 (Resize and some more) stay so.

    Raises ModelError where the converter cannot handle the model.
    """
    model = onnx.ModelProto()
    model.CopyFrom(content.opened.prepared)
    if not content.recipe.is_float32:
        content.note("fp16", "It is the float model at half precision: the recipe's widths are not in it.")
    try:
        return {f"{content.stem}.fp16.onnx": serialized(convert_float_to_float16(model, keep_io_types=True))}
    except Exception as error:  # the converter documents none of what it raises
        raise ModelError(
            "The model cannot be converted to float16.", "Choose another format.", f"{type(error).__name__}: {error}"
        ) from error


def check(content: Content, folder: Path) -> str:
    name = f"{content.stem}.fp16.onnx"
    return compared(content.run(str(folder / name)), content.floats, "onnxruntime", name, TOLERANCE)
