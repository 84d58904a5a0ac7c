"""QONNX (Pappalardo et al. 2022): a float model with Quant nodes, at any width from 1 to 16 bits.

Quant(x, scale, zero point, bit width) with the attributes signed, narrow and rounding_mode; BipolarQuant(x, scale)
for signs. Weights are float initializers that hold the values of their codes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import helper, numpy_helper

from edgeviz.engine.export.content import Content, compared, serialized
from edgeviz.engine.export.opset import nodes_of, set_ir_version
from edgeviz.engine.quant.params import QuantParams

DOMAIN = "qonnx.custom_op.general"


def files(content: Content) -> dict[str, bytes]:
    content.check_integers()
    model = onnx.ModelProto()
    model.CopyFrom(content.rounded)
    writer = _Writer(model)
    graph = content.opened.graph
    for layer in graph.layers:
        params = content.weights.get(layer.weight)
        if params is not None:
            writer.insert(layer.weight, {layer.node}, params, len(layer.weight_shape))
    if len(content.weights) < len(content.ready.codings):
        content.note("qonnx", "Weights from a table (k-means, DoReFa) are floats that hold the table's values.")
    for point, params in content.ready.activations.items():
        writer.insert(point.tensor, set(point.consumers), params, 0)
    return {f"{content.stem}.qonnx.onnx": serialized(writer.finish())}


class _Writer:
    def __init__(self, model: onnx.ModelProto) -> None:
        self.model = model
        self._before: list[onnx.NodeProto] = []
        self._after: dict[str, list[onnx.NodeProto]] = {}
        self._initializers = {tensor.name for tensor in model.graph.initializer}
        self._taken = {name for node in nodes_of(model.graph) for name in (*node.input, *node.output)}
        self._taken |= self._initializers
        self._quantized: dict[str, str] = {}

    def insert(self, tensor: str, consumers: set[str], params: QuantParams, rank: int) -> None:
        """``consumers`` (names of nodes) read ``tensor`` through a quantizer; a weight has one for all its layers."""
        quantized = self._quantized.get(tensor) if tensor in self._initializers else None
        if quantized is None:
            quantized = self._node(tensor, params, rank)
        for node in self.model.graph.node:
            if node.name in consumers:
                for index, name in enumerate(node.input):
                    if name == tensor:
                        node.input[index] = quantized

    def _node(self, tensor: str, params: QuantParams, rank: int) -> str:
        shape = [1] * rank
        if params.axis is not None:
            shape[params.axis] = -1
        scale = self._constant(f"{tensor}_scale", params.scale.reshape(shape if params.axis is not None else ()))
        result = self._name(f"{tensor}_quant")
        if params.binary:
            node = helper.make_node("BipolarQuant", [tensor, scale], [result], name=result, domain=DOMAIN)
        else:
            zero = params.zero_point.astype(np.float32).reshape(shape if params.axis is not None else ())
            inputs = [tensor, scale, self._constant(f"{tensor}_zero", zero)]
            inputs.append(self._constant(f"{tensor}_bits", np.float32(params.bits)))
            narrow = int(params.signed and params.qmin == -params.qmax)
            node = helper.make_node(
                "Quant", inputs, [result], name=result, domain=DOMAIN,
                signed=int(params.signed), narrow=narrow, rounding_mode="ROUND",
            )  # fmt: skip
        if tensor in self._initializers:
            self._before.append(node)
            self._quantized[tensor] = result
        else:
            self._after.setdefault(tensor, []).append(node)
        return result

    def _name(self, wanted: str) -> str:
        name, number = wanted, 2
        while name in self._taken:
            name, number = f"{wanted}_{number}", number + 1
        self._taken.add(name)
        return name

    def _constant(self, wanted: str, value: Any) -> str:
        name = self._name(wanted)
        self.model.graph.initializer.append(numpy_helper.from_array(np.asarray(value, np.float32), name))
        return name

    def finish(self) -> onnx.ModelProto:
        """The model with its nodes in topological order."""
        graph = self.model.graph
        nodes = list(self._before)
        for value in graph.input:
            nodes += self._after.get(value.name, [])
        for node in graph.node:
            nodes.append(node)
            for name in node.output:
                nodes += self._after.get(name, [])
        copies = []
        for node in nodes:
            copied = onnx.NodeProto()
            copied.CopyFrom(node)
            copies.append(copied)
        del graph.node[:]
        graph.node.extend(copies)
        self.model.opset_import.append(helper.make_opsetid(DOMAIN, 1))
        set_ir_version(self.model)
        return self.model


def plain(model: onnx.ModelProto) -> onnx.ModelProto:
    """``model`` with its quantizers written out in ONNX's own operators, which onnxruntime can run."""
    found = onnx.ModelProto()
    found.CopyFrom(model)
    values = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    nodes: list[onnx.NodeProto] = []
    for node in model.graph.node:
        if node.domain != DOMAIN:
            nodes.append(node)
            continue
        at = f"{node.name}:"
        x, scale = node.input[:2]
        constants: dict[str, Any] = {}
        if node.op_type == "BipolarQuant":
            constants = {f"{at}zero": np.float32(0), f"{at}plus": values[scale], f"{at}minus": -values[scale]}
            nodes.append(helper.make_node("Less", [x, f"{at}zero"], [f"{at}negative"]))
            nodes.append(helper.make_node("Where", [f"{at}negative", f"{at}minus", f"{at}plus"], [node.output[0]]))
        else:
            settings = {a.name: helper.get_attribute_value(a) for a in node.attribute}
            bits, signed, narrow = int(values[node.input[3]]), settings["signed"], settings["narrow"]
            low = -(2 ** (bits - 1)) + narrow if signed else 0
            high = 2 ** (bits - 1) - 1 if signed else 2**bits - 1 - narrow
            constants = {f"{at}low": np.float32(low), f"{at}high": np.float32(high)}
            steps = [
                ("Div", [x, scale]), ("Add", [f"{at}0", node.input[2]]), ("Round", [f"{at}1"]),
                ("Clip", [f"{at}2", f"{at}low", f"{at}high"]), ("Sub", [f"{at}3", node.input[2]]),
            ]  # fmt: skip
            nodes += [helper.make_node(op, inputs, [f"{at}{row}"]) for row, (op, inputs) in enumerate(steps)]
            nodes.append(helper.make_node("Mul", [f"{at}4", scale], [node.output[0]]))
        found.graph.initializer.extend(numpy_helper.from_array(np.asarray(v), k) for k, v in constants.items())
    copies = [onnx.NodeProto.FromString(node.SerializeToString()) for node in nodes]
    del found.graph.node[:]
    found.graph.node.extend(copies)
    kept = [entry for entry in found.opset_import if entry.domain != DOMAIN]
    del found.opset_import[:]
    # Clip with limits as inputs and Round.
    for entry in kept:
        if entry.domain in ("", "ai.onnx") and entry.version < LEAST_OPSET:
            entry.version = LEAST_OPSET
    found.opset_import.extend(kept)
    return found


LEAST_OPSET = 11


def check(content: Content, folder: Path) -> str:
    """The quantizers as the specification has them, in ONNX's own operators, run by onnxruntime."""
    name = f"{content.stem}.qonnx.onnx"
    model = onnx.load(folder / name)
    found = content.run(plain(model).SerializeToString())
    return compared(found, content.simulated, "onnxruntime (quantizers written out)", name, content.tolerance)
