"""The model made ready to run: weights inline, constants and batch norms folded, keys as node names."""

from __future__ import annotations

from typing import Any

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, numpy_helper

from edgeviz.core.errors import ModelError
from edgeviz.engine.load.check import malformed
from edgeviz.engine.load.evaluate import attributes, fold
from edgeviz.engine.load.onnx_file import MAX_COMPLETE, OnnxFile
from edgeviz.engine.load.shapes import infer
from edgeviz.engine.load.structure import FOLDS, BatchNorm, structure

Array = np.ndarray[Any, Any]


def prepare(file: OnnxFile) -> ModelProto:
    """A complete model that computes what ``file`` computes, with fewer nodes.

    ``node.name`` is the node's key; nodes and tensor names are those of ``build_graph``. Raises ModelError when
    weights cannot be read or exceed 2 GiB.
    """
    with malformed(file.name):
        return _prepare(file)


def _prepare(file: OnnxFile) -> ModelProto:
    plan = structure(file.proto, infer(file.proto))
    model = file.complete()
    graph = model.graph
    values = _Values({tensor.name: tensor for tensor in graph.initializer})
    for index in sorted(plan.folded):
        values.fold(graph.node[index])
    nodes: list[NodeProto] = []
    for index in plan.kept:
        node = NodeProto()
        node.CopyFrom(graph.node[index])
        node.name = plan.names[index].key
        norm = plan.norms.get(index)
        if norm is not None:
            with np.errstate(all="ignore"):  # a negative variance gives NaN, as it does in onnxruntime
                _fold_norm(node, graph.node[norm.node], norm, values)
        nodes.append(node)
    used = {name for node in nodes for name in node.input} | set(plan.consumers) | plan.graph_outputs
    stored = {tensor.name for tensor in graph.initializer}
    written = {name for node in nodes for name in node.output}
    _keep_only(graph.initializer, used - set(values.arrays))
    _keep_only(graph.value_info, written)
    for row in reversed(range(len(graph.input))):
        if graph.input[row].name in stored:
            del graph.input[row]
    graph.initializer.extend(numpy_helper.from_array(values.arrays[n], n) for n in values.arrays if n in used)
    del graph.node[:]
    graph.node.extend(nodes)
    # Weights that are not inputs as well exist from version 4 on.
    model.ir_version = max(model.ir_version, 4)
    return model


def _keep_only(entries: Any, names: set[str]) -> None:
    """Delete in place, because a second list would hold every weight twice."""
    for row in reversed(range(len(entries))):
        if entries[row].name not in names:
            del entries[row]


class _Values:
    """The constants of a model: those stored, and those computed, which are in ``arrays``."""

    def __init__(self, stored: dict[str, TensorProto]) -> None:
        self._stored = stored
        self.arrays: dict[str, Array] = {}
        self._bytes = 0

    def __getitem__(self, name: str) -> Array:
        found = self.arrays.get(name)
        return np.asarray(numpy_helper.to_array(self._stored[name])) if found is None else found

    def __setitem__(self, name: str, value: Array) -> None:
        self._bytes += value.nbytes
        if self._bytes > MAX_COMPLETE:
            raise ModelError(
                "The constants of the model exceed 2 GiB once they are computed.", "The model cannot be run here."
            )
        self.arrays[name] = value

    def fold(self, node: NodeProto) -> None:
        inputs = [self[name] if name else None for name in node.input]
        self[node.output[0]] = np.asarray(fold(node, inputs, MAX_COMPLETE), order="C")


def _fold_norm(node: NodeProto, norm: NodeProto, names: BatchNorm, values: _Values) -> None:
    """Fold y = γ·(x - μ)/√(σ² + ε) + β into the layer ``node`` that computes x = W·a + b.

    W' = W·g per output channel and b' = (b - μ)·g + β with g = γ/√(σ² + ε) (Jacob et al. 2018, eq. 14), in
    float64 so that the rounding of the result is the only one.
    """
    weight_at, bias_at = FOLDS[node.op_type]
    settings = attributes(node)
    gamma, beta, mean, variance = (values[name].astype(np.float64).ravel() for name in norm.input[1:5])
    gain = gamma / np.sqrt(variance + float(attributes(norm).get("epsilon", 1e-5)))
    weight = values[node.input[weight_at]]
    has_bias = len(node.input) > bias_at and node.input[bias_at]
    bias = values[node.input[bias_at]].astype(np.float64).ravel() if has_bias else np.zeros(1)
    factor = float(settings.get("beta", 1.0)) if node.op_type == "Gemm" else 1.0
    new_weight = weight.astype(np.float64) * per_output(node.op_type, settings, weight, gain)
    new_bias = ((bias * factor - mean) * gain + beta) / factor
    values[names.weight] = new_weight.astype(weight.dtype)
    values[names.bias] = new_bias.astype(weight.dtype)
    inputs = list(node.input) + [""] * (bias_at + 1 - len(node.input))
    inputs[weight_at], inputs[bias_at] = names.weight, names.bias
    del node.input[:]
    node.input.extend(inputs)
    del node.output[:]
    node.output.append(names.output)


def per_output(op: str, settings: dict[str, Any], weight: Array, gain: Array) -> Array:
    """``gain`` shaped so that it multiplies each output channel of ``weight``."""
    if op == "Gemm":
        return gain[:, None] if settings.get("transB") else gain[None, :]
    ones = (1,) * (weight.ndim - 2)
    if op == "Conv":
        return gain.reshape(-1, 1, *ones)
    # ConvTranspose: [inputs, outputs of a group, …]; the inputs of a group are consecutive rows.
    groups = int(settings.get("group", 1))
    return np.repeat(gain.reshape(groups, -1), weight.shape[0] // groups, axis=0).reshape(weight.shape[0], -1, *ones)
