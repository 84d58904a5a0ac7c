"""A package of exports for deployment: which formats there are, what a package is made from, what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from edgeviz.core.device.profile import Device
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.layer_profile import LayerProfile
from edgeviz.core.metric import Evaluation
from edgeviz.core.sensitivity import Sensitivity


@dataclass(frozen=True, slots=True)
class Format:
    """``name`` is what the command line takes, and the module in ``engine.export.formats`` that writes it.

    ``files``: endings of the files, behind the package's stem. ``readers``: programs that they are made for.
    """

    name: str
    title: str
    files: tuple[str, ...]
    readers: str


#: In the order in which they are offered. A new format is a line here and a module of its name.
FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format("qdq", "QDQ ONNX", (".onnx",), "onnxruntime, TensorRT, OpenVINO"),
        Format("fp16", "FP16 ONNX", (".fp16.onnx",), "onnxruntime, TensorRT, OpenVINO"),
        Format("pruned", "Float ONNX without dead channels", (".pruned.onnx",), "every ONNX runtime"),
        Format("edgedc", "Deep Compression file", (".edgedc",), "EdgeViz (edgeviz decompress)"),
        Format("pt2", "torch.export program", (".pt2",), "PyTorch (torch.export.load)"),
        Format("safetensors", "Weights as safetensors", (".safetensors",), "safetensors, PyTorch, JAX"),
        Format("recipe", "Recipe", (".recipe.json",), "EdgeViz"),
        Format("aimet1", "AIMET encodings 1.0.0", (".1.encodings", ".float.onnx"), "AIMET, QNN"),
        Format("aimet2", "AIMET encodings 2.0.0", (".2.encodings", ".float.onnx"), "AIMET, newer QNN"),
        Format("ort", "onnxruntime TensorQuantOverrides", (".overrides.json", ".float.onnx"), "onnxruntime quantize"),
        Format("qonnx", "QONNX", (".qonnx.onnx",), "qonnx, FINN, hls4ml"),
        Format("model_explorer", "Model Explorer node data", (".node_data.json",), "Model Explorer, EdgeViz"),
        Format("netron", "Netron attachment", (".attachment.json",), "Netron, EdgeViz"),
        Format(
            "csv",
            "Tables as CSV",
            (".layers.csv", ".evaluations.csv", ".sensitivities.csv"),
            "spreadsheets, pandas",
        ),
        Format("script", "Script and command line", (".reproduce.py", ".reproduce.sh", ".recipe.json"), "EdgeViz"),
        Format("c_header", "C header of the weights", (".weights.h",), "C99 compilers"),
    )
}

#: What is ticked where nobody has chosen yet.
USUAL = ("qdq", "recipe", "csv", "script")


@dataclass(frozen=True)
class Findings:
    """What a project knows beside model, recipe and data: goes into tables, overlays and the script."""

    evaluations: tuple[Evaluation, ...] = ()
    sensitivities: tuple[Sensitivity, ...] = ()
    profile: LayerProfile | None = None
    device: Device | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One format of a package. ``files``: names and bytes. ``checked``: what reading it back was compared with.

    ``problem`` says why it was not written, ``remedy`` what to do; then there are no files.
    """

    name: str
    files: tuple[tuple[str, int], ...] = ()
    checked: str = ""
    notes: tuple[str, ...] = ()
    problem: str = ""
    remedy: str = ""
    details: str = ""

    @property
    def bytes(self) -> int:
        return sum(size for _, size in self.files)


@dataclass(frozen=True, slots=True)
class PackageReport:
    """``path`` is a folder or a zip file of ``bytes``; a file that several parts have counts once."""

    path: str
    bytes: int
    recipe_hash: str
    parts: tuple[Part, ...]

    @property
    def failed(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.problem)


def parse_formats(text: str) -> tuple[str, ...]:
    """Names separated by commas, or "all". Raises EdgeVizError naming what there is."""
    names = [name.strip() for name in text.split(",") if name.strip()]
    if names == ["all"]:
        return tuple(FORMATS)
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        what = f"There is no format {unknown[0]!r}." if unknown else "No format is named."
        raise EdgeVizError(what, f"Choose from {', '.join(FORMATS)}, or all.")
    return tuple(name for name in FORMATS if name in names)


def plain_stem(text: str) -> str:
    """``text`` with only characters that every file system takes, "model" where none is left."""
    return re.sub(r"[^\w.]+", "-", text).strip("-.") or "model"


def total_bytes(parts: Iterable[Part]) -> int:
    """Bytes of all files, each counted once."""
    return sum({name: size for part in parts for name, size in part.files}.values())


def part_to_json(part: Part) -> dict[str, Any]:
    """Plain values, empty ones left out."""
    value: dict[str, Any] = {"format": part.name, "files": dict(part.files), "bytes": part.bytes}
    for name in ("checked", "notes", "problem", "remedy", "details"):
        if found := getattr(part, name):
            value[name] = list(found) if isinstance(found, tuple) else found
    return value
