"""Networks whose shape or names are unusual, as plain data: what a graph view has to bear."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from edgeviz.core.graph import ModelGraph, Node, Tensor

SHAPE = ("N", 16, 32, 32)


def graph_of(nodes: Sequence[Node], inputs: Sequence[str] = ("x",), outputs: Sequence[str] = (), name: str = "odd"):
    """A graph of ``nodes``, all of whose tensors have the shape [N, 16, 32, 32]."""
    names = [*inputs, *(tensor for node in nodes for tensor in node.outputs)]
    found = outputs or tuple(nodes[-1].outputs)
    tensors = {tensor: Tensor(tensor, shape=SHAPE) for tensor in names}
    return ModelGraph(name, "onnx", tuple(inputs), tuple(found), tuple(nodes), tensors, ())


def random_graph(count: int, seed: int = 0, spaced: bool = False) -> ModelGraph:
    """``count`` nodes, each reading one to three of those before it, mostly near ones; with modules if ``spaced``."""
    rng = np.random.default_rng(seed)
    nodes = []
    for at in range(count):
        reach = rng.integers(1, 4)
        back = np.minimum(rng.geometric(0.15, reach), at)
        far = rng.random(reach) < 0.02
        sources = {
            f"t{at - int(b) - 1}" if not f else f"t{rng.integers(0, at)}"
            for b, f in zip(back, far, strict=True)
            if at > b
        }
        inputs = tuple(sorted(sources)) or (f"t{at - 1}" if at else "x",)
        space = (f"block{at // 100}", f"part{at // 10 % 10}") if spaced else ()
        op = ("Conv", "Relu", "Add", "Mul", "MaxPool")[at % 5]
        nodes.append(Node(f"node_{at}", op, inputs, (f"t{at}",), namespace=space))
    return graph_of(nodes, name=f"random{count}")


def hub_graph(readers: int) -> ModelGraph:
    """One node whose tensor is read by ``readers`` others, whose tensors one node puts together."""
    hub = Node("hub", "Relu", ("x",), ("h",))
    spokes = [Node(f"spoke{at}", "Sigmoid", ("h",), (f"s{at}",)) for at in range(readers)]
    return graph_of([hub, *spokes, Node("join", "Concat", tuple(f"s{at}" for at in range(readers)), ("y",))])


def module_graph() -> ModelGraph:
    """stem → two stages of two blocks of three nodes each → head; and Shape → Gather beside it."""
    nodes = [Node("stem.conv", "Conv", ("x",), ("t0",), namespace=("stem",))]
    source = "t0"
    for stage in range(2):
        for block in range(2):
            space = (f"stage{stage}", f"block{block}")
            for at, op in enumerate(("Conv", "Relu", "Add")):
                out = f"s{stage}b{block}{at}"
                inputs = (source, f"s{stage}b{block}0") if op == "Add" else (source,)
                nodes.append(Node(f"{'.'.join(space)}.{op.lower()}", op, inputs, (out,), namespace=space))
                source = out
    nodes.append(Node("shape", "Shape", (source,), ("dims",)))
    nodes.append(Node("pick", "Gather", ("dims",), ("dim",)))
    nodes.append(Node("head.flat", "Reshape", (source, "dim"), ("flat",), namespace=("head",)))
    nodes.append(Node("head.fc", "Gemm", ("flat",), ("y",), namespace=("head",)))
    graph = graph_of(nodes)
    whole = {name: Tensor(name, "int64", (4,)) for name in ("dims", "dim")}
    return ModelGraph("modules", "onnx", ("x",), ("y",), graph.nodes, {**graph.tensors, **whole}, ())
