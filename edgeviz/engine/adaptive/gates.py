"""Gates in a network: nodes that decide of each sample whether a block is computed, and files that really skip it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from edgeviz.core import blocks
from edgeviz.core.blocks import Block
from edgeviz.core.errors import ModelError
from edgeviz.core.graph import ModelGraph

#: A gate's bias at first: it opens with probability σ(2) = 0.88, so that training begins near the network as it was.
OPEN = 2.0
#: The input of the exported file that gates are compared with.
THRESHOLD = "gate_threshold"


def skippable(graph: ModelGraph) -> tuple[Block, ...]:
    """The blocks that may be left out, in order. Raises ModelError where there is none."""
    found = tuple(block for run in blocks.runs(graph) for block in run)
    if not found:
        raise ModelError(
            f"{graph.name} has no block that can be skipped: none has the same shape before and behind it.",
            "Choose another mechanism.",
        )
    return found


def refuse_again(proto: ModelProto, prefix: str, what: str) -> None:
    """Raises ModelError where ``proto`` has names that are about to be given: it was made adaptive before."""
    names = {name for node in proto.graph.node for name in (node.name, *node.output)}
    if any(name.startswith(prefix) for name in names):
        raise ModelError(f"This network has {what} already.", "Begin with the model that it was made from.")


def with_gates(proto: ModelProto, graph: ModelGraph, found: Sequence[Block], seed: int) -> ModelProto:
    """A copy of ``proto`` in which every block of ``found`` has a gate: the tensors gateN.logit and gateN.value.

    The value is the logit as it is: whoever runs it makes 0 or 1 of it. Weights are drawn from ``seed``.
    """
    refuse_again(proto, "gate0.", "gates")
    made = ModelProto()
    made.CopyFrom(proto)
    random = np.random.default_rng(seed)
    exits = {block.exit: (number, block) for number, block in enumerate(found)}
    nodes: list[NodeProto] = []
    for node in made.graph.node:
        ends = [name for name in node.output if name in exits]
        if not ends:
            nodes.append(node)
            continue
        number, block = exits[ends[0]]
        key, raw = f"gate{number}", f"gate{number}.block"
        own = NodeProto.FromString(node.SerializeToString())
        own.output[list(own.output).index(block.exit)] = raw
        shape = graph.tensors[block.entry].shape or ()
        tokens = len(shape) == 3
        channels = shape[-1 if tokens or len(shape) == 2 else 1]
        if not isinstance(channels, int):
            raise ModelError(f"The channels of {block.entry} are not known.", "Choose another mechanism.")
        weight = random.normal(0, 0.01, (1, channels)).astype(np.float32)
        constants = {
            f"{key}.weight": weight,
            f"{key}.bias": np.array([OPEN], np.float32),
            f"{key}.shape": np.array([-1, *(1,) * (len(shape) - 1)], np.int64),
        }
        made.graph.initializer.extend(numpy_helper.from_array(value, name) for name, value in constants.items())
        nodes += [
            own,
            *_looking(key, block.entry, len(shape)),
            helper.make_node("Identity", [f"{key}.logit"], [f"{key}.value"], name=f"{key}.value"),
            helper.make_node("Reshape", [f"{key}.value", f"{key}.shape"], [f"{key}.wide"], name=f"{key}.wide"),
            helper.make_node("Sub", [raw, block.entry], [f"{key}.change"], name=f"{key}.sub"),
            helper.make_node("Mul", [f"{key}.change", f"{key}.wide"], [f"{key}.taken"], name=f"{key}.mul"),
            helper.make_node("Add", [block.entry, f"{key}.taken"], [block.exit], name=f"{key}.add"),
        ]
    copied = [NodeProto.FromString(node.SerializeToString()) for node in nodes]
    del made.graph.node[:]
    made.graph.node.extend(copied)
    return made


def _looking(key: str, entry: str, rank: int) -> list[NodeProto]:
    """The nodes from what a block reads to its gate's logit [samples, 1]."""
    nodes, at = [], entry
    if rank == 3:
        nodes.append(helper.make_node("Transpose", [at], [f"{key}.turned"], name=f"{key}.turn", perm=[0, 2, 1]))
        at = f"{key}.turned"
    if rank > 2:
        nodes.append(helper.make_node("GlobalAveragePool", [at], [f"{key}.mean"], name=f"{key}.pool"))
        nodes.append(helper.make_node("Flatten", [f"{key}.mean"], [f"{key}.flat"], name=f"{key}.flatten", axis=1))
        at = f"{key}.flat"
    ends = [at, f"{key}.weight", f"{key}.bias"]
    return [*nodes, helper.make_node("Gemm", ends, [f"{key}.logit"], name=f"{key}.linear", transB=1)]


def with_threshold(proto: ModelProto, count: int) -> ModelProto:
    """``proto`` with gates that are 1 where the logit is above the input ``THRESHOLD`` []; any number of samples."""
    made = ModelProto()
    made.CopyFrom(proto)
    nodes = []
    values = {f"gate{number}.value" for number in range(count)}
    for node in made.graph.node:
        if node.output[0] not in values:
            nodes.append(node)
            continue
        key = node.output[0].removesuffix(".value")
        nodes.append(helper.make_node("Greater", [f"{key}.logit", THRESHOLD], [f"{key}.open"], name=f"{key}.open"))
        nodes.append(
            helper.make_node("Cast", [f"{key}.open"], [node.output[0]], name=f"{key}.value", to=TensorProto.FLOAT)
        )
    _nodes(made, nodes)
    made.graph.input.append(helper.make_tensor_value_info(THRESHOLD, TensorProto.FLOAT, []))
    ordered = [f"gate{number}.value" for number in range(count)]
    made.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, [None, 1]) for name in ordered)
    return made


def with_branches(proto: ModelProto, found: Sequence[Block]) -> ModelProto:
    """``proto`` for one sample at a time, with each block in the branch of an If.

    What a gate closes is not computed. ``found`` are the blocks of the network without gates: the nodes are those from
    a block's beginning to ``gateN.block``.
    """
    made = ModelProto()
    made.CopyFrom(proto)
    by_output = {name: node for node in made.graph.node for name in node.output}
    stored = {tensor.name for tensor in made.graph.initializer}
    inside: dict[str, int] = {}
    for number, block in enumerate(found):
        waiting = [f"gate{number}.block"]
        while waiting:
            name = waiting.pop()
            if name == block.entry or name in stored or name not in by_output or by_output[name].name in inside:
                continue
            inside[by_output[name].name] = number
            waiting += list(by_output[name].input)
    dropped = {f"gate{number}.{part}" for number in range(len(found)) for part in ("value", "wide", "sub", "mul")}
    bodies: dict[int, list[NodeProto]] = {number: [] for number in range(len(found))}
    nodes: list[NodeProto] = []
    for node in made.graph.node:
        if node.name in inside:
            bodies[inside[node.name]].append(node)
        elif node.name in dropped:
            continue
        elif node.name.startswith("gate") and node.name.endswith(".add"):
            number = int(node.name.partition(".")[0][4:])
            nodes += _branch(number, found[number], bodies[number])
        else:
            nodes.append(node)
    _nodes(made, nodes)
    made.graph.initializer.append(numpy_helper.from_array(np.array([], np.int64), "gate.scalar"))
    made.graph.input.append(helper.make_tensor_value_info(THRESHOLD, TensorProto.FLOAT, []))
    return made


def _branch(number: int, block: Block, body: Sequence[NodeProto]) -> list[NodeProto]:
    key = f"gate{number}"

    def result(name: str) -> Any:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, None)

    then = helper.make_graph(list(body), f"{key}.then", [], [result(f"{key}.block")])
    keep = helper.make_node("Identity", [block.entry], [f"{key}.kept"], name=f"{key}.keep")
    otherwise = helper.make_graph([keep], f"{key}.else", [], [result(f"{key}.kept")])
    return [
        helper.make_node("Greater", [f"{key}.logit", THRESHOLD], [f"{key}.open"], name=f"{key}.open"),
        helper.make_node("Reshape", [f"{key}.open", "gate.scalar"], [f"{key}.is_open"], name=f"{key}.is_open"),
        helper.make_node(
            "If", [f"{key}.is_open"], [block.exit], name=f"{key}.if", then_branch=then, else_branch=otherwise
        ),
    ]


def _nodes(made: ModelProto, nodes: Sequence[NodeProto]) -> None:
    copied = [NodeProto.FromString(node.SerializeToString()) for node in nodes]
    del made.graph.node[:]
    made.graph.node.extend(copied)


def block_macs(graph: ModelGraph, found: Sequence[Block]) -> list[float]:
    return [float(sum(graph.nodes[row].macs for row in block.nodes)) for block in found]
