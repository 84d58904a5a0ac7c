"""Students built from the open model: shallower, thinner, with its weights or with new ones. All are ONNX models."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import ModelProto, numpy_helper

from edgeviz.core import blocks
from edgeviz.core.errors import ModelError
from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.train_request import Start, Student
from edgeviz.engine.load.graph_builder import build_graph
from edgeviz.engine.load.layers import RECURRENT
from edgeviz.engine.load.normalize import prepare
from edgeviz.engine.load.onnx_file import OnnxFile
from edgeviz.engine.load.open import load_onnx
from edgeviz.jobs.context import Context

if TYPE_CHECKING:
    from edgeviz.engine.compress.channels import ChannelGroup

#: Standard deviation of new embeddings and position codes, as in the published transformers.
EMBEDDING = 0.02
#: (scale, shift) of these operators begin at 1 and 0.
NORMS = frozenset({"BatchNormalization", "LayerNormalization", "InstanceNormalization", "GroupNormalization"})
#: Values of this size in a table are a mask's.
LARGE = 1e3
#: Slope of a new PRelu.
SLOPE = 0.25


def student(proto: ModelProto, wanted: Student, seed: int, context: Context | None = None) -> ModelProto:
    """The network that ``wanted`` describes, made from the prepared model ``proto``, which stays as it is.

    Layers that are left keep their keys. ``seed`` is what RANDOM weights are drawn from. Layers that have to keep
    their width although another is wanted are named in a message of ``context``. Raises ModelError where nothing of
    the model can be made shallower or thinner, saying why, or where the file cannot be read.
    """
    if wanted.path:
        made = prepare(load_onnx(wanted.path))
    else:
        made = ModelProto()
        made.CopyFrom(proto)
        if wanted.depth < 1:
            made = shallower(made, wanted.depth)
        if wanted.width < 1:
            made = thinner(made, wanted.width, context)
    if wanted.start is Start.RANDOM:
        draw_weights(made, seed)
    onnx.checker.check_model(made, full_check=True)
    return made


def graph_of(proto: ModelProto, name: str = "student.onnx") -> ModelGraph:
    """The model graph of a complete model that is no file."""
    file = OnnxFile(Path(name), proto)
    file.__dict__["file_bytes"] = proto.ByteSize()  # else the size is read from disk
    return build_graph(file)


# ---- depth ----


def shallower(proto: ModelProto, depth: float) -> ModelProto:
    """``proto`` with the share ``depth`` of the blocks that can be left out (``core.blocks``). Raises ModelError."""
    graph = graph_of(proto)
    found = blocks.runs(graph)
    gone = blocks.left_out(found, depth)
    if not gone:
        raise ModelError(
            "This model cannot be made shallower: it has no block whose input and output have the same shape, with "
            "an identity beside it or with others like it in a row, behind the first one.",
            "Leave the depth at 1, make it thinner instead, or choose a student from a file.",
        )
    return without(proto, graph, gone)


def without(proto: ModelProto, graph: ModelGraph, gone: Iterable[blocks.Block]) -> ModelProto:
    """A copy of ``proto``, whose graph is ``graph``, in which whoever read the end of a block reads its beginning."""
    gone = tuple(gone)
    follow = {block.exit: block.entry for block in gone}
    dropped = {output for block in gone for row in block.nodes for output in graph.nodes[row].outputs}
    made = ModelProto()
    made.CopyFrom(proto)
    kept = [node for node in made.graph.node if not dropped.intersection(node.output)]
    for node in kept:
        for i, name in enumerate(node.input):
            while name in follow:
                name = follow[name]
            node.input[i] = name
    _replace(made, kept)
    return made


def _replace(model: ModelProto, nodes: Iterable[onnx.NodeProto]) -> None:
    """Let ``nodes`` be the graph: without those that nobody reads, and with the weights that are read."""
    graph, kept = model.graph, []
    needed = {value.name for value in graph.output}
    for node in reversed(list(nodes)):
        if needed.intersection(node.output):
            kept.append(node)
            needed.update(node.input)
            needed.update(_captured(node))
    kept.reverse()
    copies = [onnx.NodeProto.FromString(node.SerializeToString()) for node in kept]
    del graph.node[:]
    graph.node.extend(copies)
    written = {name for node in copies for name in node.output}
    for entries, names in ((graph.initializer, needed), (graph.value_info, written)):
        for row in reversed(range(len(entries))):
            if entries[row].name not in names:
                del entries[row]


def _captured(node: onnx.NodeProto) -> set[str]:
    """Every name that the bodies of a node (If, Loop) read."""
    found: set[str] = set()
    for attribute in node.attribute:
        for body in (attribute.g, *attribute.graphs):
            for inner in body.node:
                found.update(inner.input)
                found |= _captured(inner)
            found.update(value.name for value in body.output)
    return found


# ---- width ----


def thinner(proto: ModelProto, width: float, context: Context | None = None) -> ModelProto:
    """``proto`` with the share ``width`` of every hidden layer's channels: those with the greatest norm of weights.

    At least one channel is left of each. Raises ModelError where no channels can be cut, with the reasons.
    """
    from edgeviz.engine.compress.channels import cut, groups

    found = groups(proto)
    keep = strongest(proto, found, {group.id: width for group in found})
    reasons = {layer: group.fixed for group in found if group.fixed for layer in group.layers}
    texts = [f"{layer} ({reason})" for layer, reason in list(reasons.items())[:3]]
    if not keep:
        raise ModelError(
            f"This model cannot be made thinner to {width:.0%}: no channel of a hidden layer can be left out.",
            "Leave the width at 1, or choose a student from a file.",
            "; ".join(texts),
        )
    outputs = {node.name for node in proto.graph.node if set(node.output) & {v.name for v in proto.graph.output}}
    hidden = [layer for layer in reasons if layer not in outputs]
    if hidden and context is not None:
        context.log(f"{len(hidden)} layers keep their width: {'; '.join(texts)}.", "warning")
    return cut(proto, keep)


def strongest(
    proto: ModelProto, found: Iterable[ChannelGroup], widths: Mapping[int, float]
) -> dict[int, NDArray[np.int64]]:
    """For each group in ``widths`` that can be cut, the share of its channels with the greatest norm of weights.

    At least one channel is left of each. Groups that stay whole are not named.
    """
    arrays = {tensor.name: tensor for tensor in proto.graph.initializer}
    keep: dict[int, NDArray[np.int64]] = {}
    for group in found:
        stay = max(1, round(widths.get(group.id, 1.0) * group.channels))
        if group.fixed or stay == group.channels:
            continue
        strength = np.zeros(group.channels)
        for place in group.slices:
            if place.role.value == "out":
                array = numpy_helper.to_array(arrays[place.parameter]).astype(np.float64)
                along = np.moveaxis(array, place.axis, 0).reshape(array.shape[place.axis], -1)
                squares = np.square(along).sum(axis=1)
                strength += squares[place.positions].reshape(group.channels, -1).sum(axis=1)
        keep[group.id] = np.sort(np.argsort(-strength, kind="stable")[:stay]).astype(np.int64)
    return keep


# ---- weights ----


def draw_weights(proto: ModelProto, seed: int) -> None:
    """New weights in place, from ``seed``: N(0, 2 / inputs) for layers (He et al. 2015, eq. 10), biases 0, norms 1.

    Recurrent cells get U(−1/√h, 1/√h) of h hidden values, embeddings, position codes and class tokens N(0, 0.02²).
    Everything else stays: single numbers, factors, masks that are added to scores, what prepares the input.
    """
    from edgeviz.engine.load.torch_module import OnnxModule

    graph = graph_of(proto)
    trained = {name for name, p in _parameters(OnnxModule.from_proto(proto)) if p}
    layers = {layer.weight: layer for layer in graph.layers}
    biases = {layer.bias for layer in graph.layers if layer.bias} | _offsets(proto)
    tables = _tables(proto, {layer.node for layer in graph.layers})
    ones: set[str] = set()
    slopes: set[str] = set()
    for node in proto.graph.node:
        if node.op_type in NORMS:
            ones.add(node.input[1])
            biases.update(node.input[2:3])
        if node.op_type == "PRelu":
            slopes.add(node.input[1])
    random = np.random.default_rng(seed)
    for tensor in proto.graph.initializer:
        if tensor.name not in trained:
            continue
        array = numpy_helper.to_array(tensor)
        drawn = random.standard_normal(array.shape)
        if tensor.name in layers:
            drawn = _layer(drawn, layers[tensor.name], random)
        elif tensor.name in ones:
            drawn = np.ones(array.shape)
        elif tensor.name in slopes:
            drawn = np.full(array.shape, SLOPE)
        elif tensor.name in biases:
            drawn = np.zeros(array.shape)
        elif tensor.name in tables and array.size > 1 and np.abs(array).max(initial=0) < LARGE:
            drawn = drawn * EMBEDDING
        else:
            continue
        tensor.CopyFrom(numpy_helper.from_array(drawn.astype(array.dtype), tensor.name))


def _layer(drawn: NDArray[np.float64], layer: Layer, random: np.random.Generator) -> NDArray[np.float64]:
    if layer.op in RECURRENT:
        bound = 1 / np.sqrt(max(1, layer.weight_shape[1] // {"LSTM": 4, "GRU": 3}.get(layer.op, 1)))
        return random.uniform(-bound, bound, drawn.shape)
    if layer.op == "Gather":
        return drawn * EMBEDDING
    inputs = layer.weight_elements / max(1, layer.channels)
    return drawn * np.sqrt(2 / inputs)


def _offsets(proto: ModelProto) -> set[str]:
    """What is added to the result of a matrix product: biases that the exporter wrote as nodes of their own."""
    products = {output for node in proto.graph.node if node.op_type == "MatMul" for output in node.output}
    added = [node for node in proto.graph.node if node.op_type == "Add" and products.intersection(node.input)]
    return {name for node in added for name in node.input if name not in products}


def _tables(proto: ModelProto, layers: set[str]) -> set[str]:
    """What is added to or put beside values that a layer has computed, such as position codes and class tokens."""
    found: set[str] = set()
    behind: set[str] = set()
    for node in proto.graph.node:
        follows = bool(behind.intersection(node.input))
        if node.op_type in ("Expand", "Tile", "Gather") or (node.op_type in ("Add", "Concat") and follows):
            found.update(node.input)
        if follows or node.name in layers:
            behind.update(node.output)
    return found


def _parameters(module: object) -> list[tuple[str, bool]]:
    from edgeviz.engine.load.torch_module import OnnxModule

    assert isinstance(module, OnnxModule)
    return [(name, module.weight(name).requires_grad) for name in module.weights.names()]
