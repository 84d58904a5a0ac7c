"""AIMET's encodings 2.0.0, and the float model that they are for: the fields are those of QuantizeLinear."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from edgeviz.engine.export.content import Content, as_json, read_json, same
from edgeviz.engine.export.formats.aimet1 import PRODUCER, described, parameters
from edgeviz.engine.quant.params import QuantParams


def files(content: Content) -> dict[str, bytes]:
    content.check_integers()
    return {f"{content.stem}.2.encodings": as_json(_value(content)), **content.rounded_file()}


def _value(content: Content) -> dict[str, Any]:
    rows = {**content.encodings("aimet2"), **parameters(content, "aimet2")}
    return {"producer": PRODUCER, "version": "2.0.0", "encodings": [_encoding(*row) for row in sorted(rows.items())]}


def _encoding(name: str, params: QuantParams) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": name,
        "output_dtype": f"{'' if params.signed else 'u'}int{params.bits}",
        "y_scale": params.scale.astype(float).tolist(),
    }
    # Left out it means 0.
    if params.zero_point.any():
        found["y_zero_point"] = params.zero_point.tolist()
    if params.axis is not None:
        found["axis"] = params.axis
    return found


def check(content: Content, folder: Path) -> str:
    name = f"{content.stem}.2.encodings"
    value = read_json(folder / name)
    same(value, _value(content), name)
    weights = sum(row["name"] in content.weights for row in value["encodings"])
    return described(content, folder, len(value["encodings"]) - weights, weights)
