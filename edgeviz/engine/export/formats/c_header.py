"""Weights as constants in C99, for a microcontroller's flash: codes with scale and zero point, or floats.

value = (code − zero_point)·scale. Codes of 2 and 4 bits are packed into bytes, the first one in the lowest bits, as
ONNX packs them; EDGEVIZ_CODE reads them.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from edgeviz import __version__
from edgeviz.core.errors import ModelError
from edgeviz.core.graph import Layer
from edgeviz.engine.export.content import FAULT, Array, Content
from edgeviz.engine.quant.coding import Codebook

HEAD = """/* Weights of {model}, recipe {hash}, written by EdgeViz {version}.
 *
 * A layer NAME has NAME_SHAPE, and either floats NAME_WEIGHT, or codes NAME_CODES of NAME_BITS bits each:
 *   value = (code - NAME_ZERO_POINT[i]) * NAME_SCALE[i], with i the position along NAME_AXIS (0 where there is none),
 *   or value = NAME_TABLE[code].
 * Codes of 2 and 4 bits are packed, the first one in the lowest bits: read them with EDGEVIZ_CODE_S (signed) or
 * EDGEVIZ_CODE_U (unsigned), which take the array, the position of the weight and NAME_BITS.
 */
#ifndef {guard}
#define {guard}

#include <stdint.h>

#ifndef EDGEVIZ_CODE_U
#define EDGEVIZ_CODE_U(codes, i, bits) \\
    ((((const uint8_t *)(codes))[(i) * (bits) / 8] >> ((i) * (bits) % 8)) & ((1u << (bits)) - 1u))
#define EDGEVIZ_CODE_S(codes, i, bits) \\
    ((int)(EDGEVIZ_CODE_U(codes, i, bits) ^ (1u << ((bits) - 1))) - (int)(1u << ((bits) - 1)))
#endif
"""


def files(content: Content) -> dict[str, bytes]:
    guard = f"EDGEVIZ_{_plain(content.stem).upper()}_H"
    model = re.sub(r"[^ -~]|\*/", "?", content.opened.path.name)
    parts = [HEAD.format(model=model, hash=content.recipe.hash, version=__version__, guard=guard)]
    for name, layer in names(content).items():
        parts.append(_layer(content, name, layer))
    parts.append(f"\n#endif /* {guard} */\n")
    return {f"{content.stem}.weights.h": "".join(parts).encode("ascii")}


def names(content: Content) -> dict[str, Layer]:
    """Layers by identifiers that differ in every case; a weight that several layers share is there once."""
    found: dict[str, Layer] = {}
    seen: set[str] = set()
    for layer in content.opened.graph.layers:
        if layer.weight in seen:
            continue
        seen.add(layer.weight)
        name = wanted = _plain(layer.key).upper()
        number = 2
        while name in found:
            name, number = f"{wanted}_{number}", number + 1
        found[name] = layer
    return found


def _plain(text: str) -> str:
    """Letters, digits and underlines, not beginning with a digit."""
    plain = re.sub(r"[^0-9A-Za-z_]", "_", text) or "_"
    return f"L{plain}" if plain[0].isdigit() or plain[0] == "_" else plain


def _layer(content: Content, name: str, layer: Layer) -> str:
    lines = [f"\n/* {re.sub(r'[^ -~]|[*]/', '?', layer.key)} */"]
    values = content.values.get(layer.weight)
    coding = content.ready.codings.get(layer.key)
    shape = values.shape if values is not None else layer.weight_shape
    lines.append(_array("uint32_t", f"{name}_SHAPE", np.asarray(shape, np.int64)))
    if coding is None:
        if values is not None:
            lines.append(_array("float", f"{name}_WEIGHT", values))
    else:
        codes, params = content.codes(layer.key), coding.params
        bits = params.storage_bits
        signed = not isinstance(params, Codebook) and params.signed
        lines.append(f"#define {name}_BITS {bits}")
        kind = "uint8_t" if bits < 8 else f"{'' if signed else 'u'}int{bits}_t"
        lines.append(_array(kind, f"{name}_CODES", packed(codes, bits)))
        if isinstance(params, Codebook):
            lines.append(_array("float", f"{name}_TABLE", params.values))
        else:
            lines.append(f"#define {name}_AXIS {0 if params.axis is None else params.axis}")
            lines.append(_array("float", f"{name}_SCALE", np.atleast_1d(params.scale)))
            lines.append(_array("int32_t", f"{name}_ZERO_POINT", np.atleast_1d(params.zero_point)))
    bias = content.values.get(layer.bias) if layer.bias else None
    if bias is not None:
        lines.append(_array("float", f"{name}_BIAS", bias))
    return "\n".join(lines) + "\n"


def packed(codes: Array, bits: int) -> Array:
    """int codes of any shape as whole integers, several in a byte below 8 bits; the last byte is filled with zeros."""
    flat = codes.reshape(-1).astype(np.int64)
    if bits >= 8:
        return flat
    each = 8 // bits
    filled = np.concatenate([flat & ((1 << bits) - 1), np.zeros(-len(flat) % each, np.int64)])
    found: Array = (filled.reshape(-1, each) << (np.arange(each) * bits)).sum(axis=1)
    return found


def _array(kind: str, name: str, values: Array) -> str:
    flat = np.asarray(values).reshape(-1)
    if kind == "float":
        texts = [_float(value) for value in flat.astype(np.float32)]
    else:
        texts = [str(int(value)) for value in flat]
    rows = [", ".join(texts[at : at + 16]) for at in range(0, len(texts), 16)]
    # C has no arrays of length 0.
    return f"static const {kind} {name}[{max(1, len(texts))}] = {{\n" + ",\n".join(rows or ["0"]) + "\n};"


def _float(value: np.float32) -> str:
    """Exact: C99 reads what float32 prints shortest to the same float32."""
    text = np.format_float_scientific(value, unique=True, trim="0") if np.isfinite(value) else ""
    if not text:
        raise ModelError("A weight is infinite or not a number.", "Repair the model before it is exported.")
    return f"{text}f"


def read(text: str) -> dict[str, Array]:
    """The arrays of a header by name."""
    found = {}
    for kind, name, body in re.findall(r"static const (\w+) (\w+)\[\d+\] = \{([^}]*)\}", text):
        dtype = np.float32 if kind == "float" else np.dtype(kind.removesuffix("_t"))
        found[name] = np.array([part.strip().removesuffix("f") for part in body.split(",")]).astype(
            np.float64 if kind == "float" else np.int64
        ).astype(dtype)  # fmt: skip
    return found


def check(content: Content, folder: Path) -> str:
    file = f"{content.stem}.weights.h"
    found = read((folder / file).read_text(encoding="ascii"))
    for name, layer in names(content).items():
        expected = content.values.get(layer.weight)
        if expected is None:
            continue
        coding = content.ready.codings.get(layer.key)
        if coding is None:
            value: Array = found[f"{name}_WEIGHT"]
        else:
            codes = content.codes(layer.key)
            if not np.array_equal(found[f"{name}_CODES"].astype(np.int64), packed(codes, coding.params.storage_bits)):
                raise ModelError(f"{file}: the codes of {layer.key} are others.", FAULT)
            if isinstance(coding.params, Codebook):
                value = found[f"{name}_TABLE"][codes]
            else:
                shape = [1] * codes.ndim
                if coding.params.axis is not None:
                    shape[coding.params.axis] = -1
                zero, scale = found[f"{name}_ZERO_POINT"].reshape(shape), found[f"{name}_SCALE"].reshape(shape)
                value = (codes - zero).astype(np.float32) * scale
        if not np.array_equal(value.reshape(expected.shape), expected):
            raise ModelError(f"{file}: the weights of {layer.key} are others.", FAULT)
    return f"read back: the weights of {len(names(content))} layers"
