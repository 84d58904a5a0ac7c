"""What every format of a package is written from, each piece made once and only when a format asks for it."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import ModelError
from edgeviz.core.package import Findings
from edgeviz.core.points import QuantPoint
from edgeviz.core.recipe import Recipe
from edgeviz.engine.export.opset import nodes_of
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.measure import runtime
from edgeviz.engine.quant.params import QuantParams
from edgeviz.engine.repair.ready import Ready
from edgeviz.engine.session import Session, largest_difference

Array = np.ndarray[Any, Any]
#: Samples on which a file that was written is compared with what it should compute.
CHECKED = 8
#: Difference of outputs, relative to the largest of them, that is rounding and no error.
ROUNDING = 1e-4
#: And where codes may flip.
FLIPPED = 0.2


@dataclass
class Content:
    """One model with one recipe. ``stem`` begins the names of all files; ``check`` ends a job that was cancelled."""

    opened: Session
    recipe: Recipe
    data: DataSpec | None
    ready: Ready
    findings: Findings
    stem: str
    check: Callable[[], None] = lambda: None
    notes: dict[str, list[str]] = field(default_factory=dict)

    def note(self, name: str, text: str) -> None:
        """Something that the person should know of the format ``name``, said once."""
        found = self.notes.setdefault(name, [])
        if text not in found:
            found.append(text)

    # ---- what the recipe computes

    @cached_property
    def feed(self) -> dict[str, Array]:
        """Inputs by name: the first validation samples, seeded noise where there is no data."""
        batch = self.opened.fixed_batch or CHECKED
        if self.data is None:
            return self.opened.feed(None, batch)
        x = self.opened.data(self.data).validation.x[:batch]
        return self.opened.feed(np.resize(x, (self.opened.fixed_batch or len(x), *x.shape[1:])), batch)

    @cached_property
    def quantized(self) -> OnnxModule:
        """The simulation. Raises ModelError where operators are missing."""
        return self.ready.quantized()

    @cached_property
    def simulated(self) -> list[Array]:
        """Outputs of the simulation for ``feed``."""
        return self.computed(self.quantized)

    @cached_property
    def floats(self) -> list[Array]:
        """Outputs of the float model, before any repair, in onnxruntime."""
        return self.run(self.opened.prepared.SerializeToString())

    @cached_property
    def qdq(self) -> onnx.ModelProto:
        return self.ready.exported()

    def computed(self, module: Callable[..., Any]) -> list[Array]:
        """Outputs of a torch module for ``feed``."""
        with torch.inference_mode():
            found = module(*[torch.from_numpy(value) for value in self.feed.values()])
        return [one.numpy() for one in (found if isinstance(found, tuple) else (found,))]

    def run(self, model: bytes | str) -> list[Array]:
        """Outputs of an ONNX model (bytes or a path) in onnxruntime for ``feed``. Raises ModelError."""
        found: list[Array] = runtime.run(runtime.session(model), self.feed)
        return found

    @property
    def tolerance(self) -> float:
        """By how much outputs may differ, relative to the largest, where the recipe's codes are computed elsewhere.

        A code that flips at a rounding boundary moves an output by a step or so; that is no error of the file. A sum
        of signs that cancel has either sign, as the order of adding up has it: there is no bound.
        """
        return math.inf if any(params.binary for params in self.ready.activations.values()) else FLIPPED

    # ---- weights as they are stored

    @cached_property
    def weights_only(self) -> OnnxModule:
        """The float module with the weights and biases of the simulation, its activations in float."""
        return OnnxModule.from_proto(self.rounded)

    @cached_property
    def values(self) -> Mapping[str, Array]:
        """The float parameters of the simulation by initializer: quantized weights and biases in float32 again."""
        arrays = {tensor.name: tensor for tensor in self.ready.proto.graph.initializer}
        return {
            name: self.quantized.weight(name).detach().numpy()
            for name, tensor in arrays.items()
            if tensor.data_type == onnx.TensorProto.FLOAT and name in self.quantized.weights
        }

    @cached_property
    def rounded(self) -> onnx.ModelProto:
        """The float model whose weights and biases have the values that the recipe stores.

        Other tools quantize it again with the same scales and get the same codes, whatever their rounding and
        however the codes were found (AdaRound, k-means, clipped ranges).
        """
        model = onnx.ModelProto()
        model.CopyFrom(self.ready.proto)
        for tensor in model.graph.initializer:
            if tensor.name in self.values:
                value = self.values[tensor.name]
                # The first alone makes a scalar 1-D.
                array = np.ascontiguousarray(value).reshape(value.shape)
                tensor.CopyFrom(numpy_helper.from_array(array, tensor.name))
        for part in (model, model.graph, *nodes_of(model.graph)):
            part.ClearField("doc_string")
        for node in nodes_of(model.graph):
            node.ClearField("metadata_props")
        return model

    def rounded_file(self) -> dict[str, bytes]:
        return {f"{self.stem}.float.onnx": serialized(self.rounded)}

    def check_integers(self) -> None:
        """Raises ModelError where a format of scales has nothing to say."""
        if not self.weights and not self.ready.activations:
            raise ModelError(
                "The recipe has no scales: it leaves everything in float or in tables.",
                "Choose integer widths first, or another format.",
            )

    @cached_property
    def weights(self) -> dict[str, QuantParams]:
        """Scale and zero point by weight initializer, for those that have such: not for tables of values."""
        found = {}
        for layer in self.opened.graph.layers:
            coding = self.ready.codings.get(layer.key)
            if coding is not None and coding.affine is not None:
                found[layer.weight] = coding.affine
        return found

    def codes(self, key: str) -> Array:
        """The codes of the layer ``key``'s weight, int32 of its shape."""
        layer = self.opened.graph.layer(key)
        tensor = next(t for t in self.ready.proto.graph.initializer if t.name == layer.weight)
        array = np.array(numpy_helper.to_array(tensor), dtype=np.float32)
        found: Array = self.ready.codings[key].encode(torch.from_numpy(array)).numpy()
        return found

    def encodings(self, name: str) -> dict[str, QuantParams]:
        """One quantizer for each activation tensor: formats that name tensors have no room for more.

        Notes for the format ``name`` what gets lost by that.
        """
        found: dict[str, tuple[QuantPoint, QuantParams]] = {}
        for point, params in self.ready.activations.items():
            if params.binary:
                self.note(name, f"Signs are left out (XNOR-Net, {point.tensor}): the format has no code for them.")
                continue
            other = found.get(point.tensor)
            if other is not None:
                self.note(name, f"{point.tensor} is read at several widths; the file names the widest.")
            if other is None or params.bits > other[1].bits:
                found[point.tensor] = (point, params)
        graph = self.opened.graph
        for tensor, (point, _) in found.items():
            readers = {graph.nodes[row].key for row in graph.consumers.get(tensor, ())}
            if readers - set(point.consumers) or tensor in graph.outputs:
                self.note(name, f"Some readers of {tensor} see floats here; the format quantizes it for all.")
        return {tensor: params for tensor, (_, params) in found.items()}


def serialized(model: onnx.ModelProto) -> bytes:
    found: bytes = model.SerializeToString(deterministic=True)
    return found


def as_json(value: Any) -> bytes:
    """UTF-8; a name that is no text has surrogates, which are written as \\udcff."""
    text = json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False)
    return (text + "\n").encode("utf-8", "backslashreplace")


def compared(found: Sequence[Array], expected: Sequence[Array], reader: str, name: str, tolerance: float) -> str:
    """A sentence on the outputs that ``reader`` gets, held against ``expected``.

    ``tolerance`` is relative to the largest output. Raises ModelError where they differ by more.
    """
    if len(found) != len(expected):
        raise ModelError(f"{name}: {reader} finds {len(found)} outputs instead of {len(expected)}.", FAULT)
    largest, size = 0.0, 0.0
    for one, other in zip(found, expected, strict=True):
        largest = max(largest, largest_difference(np.asarray(one), np.asarray(other)))
        finite = np.abs(other[np.isfinite(other)]) if other.dtype.kind == "f" else np.abs(other)
        size = max(size, float(finite.max(initial=0)))
    if not largest <= tolerance * max(size, 1e-6):
        raise ModelError(f"{name}: {reader} computes something else, by {largest:.3g} of {size:.3g}.", FAULT)
    samples = len(expected[0]) if expected and expected[0].ndim else 1
    if not largest:
        return f"{reader}: the same outputs on {samples} samples"
    return f"{reader}: outputs differ by at most {largest:.2g} of {size:.2g} on {samples} samples"


def same(found: Any, expected: Any, name: str) -> None:
    """Raises ModelError where what was read back is not what was meant."""
    if found != expected:
        raise ModelError(f"{name} does not hold what was to be written.", FAULT)


def read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ModelError(f"{path.name} is not valid JSON: {error}.", FAULT) from error


FAULT = "Do not use the file, and report this: it is a fault in EdgeViz."
