"""Peak RAM against a count on paper: a chain, a residual and a branch that is concatenated.

Every graph is counted twice, in float (4 bytes a value) and with 8-bit weights and activations. Nothing here calls
the code under test to find what is expected.
"""

from __future__ import annotations

from collections.abc import Sequence

from edgeviz.core.cost import activation_memory
from edgeviz.core.device.room import schedule
from edgeviz.core.graph import Layer, ModelGraph, Node, Tensor
from edgeviz.core.recipe import Recipe, uniform


def conv(key: str, source: str, target: str, channels: tuple[int, int], side: int) -> tuple[Node, Layer, Tensor]:
    """A 1×1 convolution on side × side maps."""
    shape = (channels[1], channels[0], 1, 1)
    weight = f"{key}.weight"
    macs = side * side * channels[0] * channels[1]
    layer = Layer(
        key, key, "Conv", "Conv 1×1", weight, shape, 0, source, target,
        macs=macs, input_shape=("N", channels[0], side, side), output_shape=("N", channels[1], side, side),
    )  # fmt: skip
    return Node(key, "Conv", (source, weight), (target,), macs=macs), layer, Tensor(weight, "float32", shape, True)


def graph_of(
    nodes: Sequence[Node | tuple[Node, Layer, Tensor]], shapes: dict[str, tuple[int, ...]], ends: tuple[str, str]
) -> ModelGraph:
    tensors = [Tensor(name, "float32", ("N", *shape)) for name, shape in shapes.items()]
    layered = [row for row in nodes if isinstance(row, tuple)]
    return ModelGraph(
        "by hand", "onnx", (ends[0],), (ends[1],), tuple(row[0] if isinstance(row, tuple) else row for row in nodes),
        {tensor.name: tensor for tensor in [*tensors, *(row[2] for row in layered)]}, tuple(row[1] for row in layered),
    )  # fmt: skip


def peak(graph: ModelGraph, recipe: Recipe) -> int:
    found = activation_memory(graph, recipe)
    assert schedule(graph, recipe).peak_bytes == found
    return found


def test_a_chain_holds_a_layers_input_and_output() -> None:
    chain = graph_of(
        [
            conv("a", "x", "t1", (4, 16), 8),
            Node("relu", "Relu", ("t1",), ("t2",)),
            conv("b", "t2", "t3", (16, 8), 8),
            conv("c", "t3", "y", (8, 2), 8),
        ],
        {"x": (4, 8, 8), "t1": (16, 8, 8), "t2": (16, 8, 8), "t3": (8, 8, 8), "y": (2, 8, 8)},
        ("x", "y"),
    )
    # Values:  x 4·64 = 256   t1, t2 16·64 = 1,024 (the Relu works in place)   t3 512   y 128.
    # a: x + t1 = 1,280   relu: t1 = 1,024   b: t2 + t3 = 1,536   c: t3 + y = 640.  Peak at b: 1,536 values.
    assert peak(chain, Recipe()) == 1536 * 4
    # 8 bits: every tensor but the output is read through a quantizer by all its readers, so it is a byte a value;
    # t1 and t2 share a place, which t2's width decides.  a: 256 + 1,024; b: 1,024 + 512 = 1,536; c: 512 + 128·4.
    assert peak(chain, uniform(("a", "b", "c"), 8, 8)) == 1536


def test_a_residual_holds_the_shortcut_until_it_is_added() -> None:
    residual = graph_of(
        [
            conv("a", "x", "t1", (2, 8), 4),
            conv("b", "t1", "t2", (8, 24), 4),
            conv("c", "t2", "t3", (24, 8), 4),
            Node("add", "Add", ("t3", "t1"), ("t4",)),
            conv("d", "t4", "y", (8, 2), 4),
        ],
        {"x": (2, 4, 4), "t1": (8, 4, 4), "t2": (24, 4, 4), "t3": (8, 4, 4), "t4": (8, 4, 4), "y": (2, 4, 4)},
        ("x", "y"),
    )
    # Values:  x 32   t1 128   t2 384   t3 128   t4 128   y 32.
    # a: x + t1 = 160.  b: t1 + t2 = 512.  c: t1 (the shortcut waits) + t2 + t3 = 640.
    # add: t1 + t3 + t4 = 384.  d: t4 + y = 160.  Peak at c: 640 values; without the shortcut it would be 512.
    assert peak(residual, Recipe()) == 640 * 4
    # 8 bits: t1, t2, t4 are quantized inputs of layers, a byte each; t3 is read by the Add alone and quantized there.
    # c: 128 + 384 + 128 bytes.
    assert peak(residual, uniform(("a", "b", "c", "d"), 8, 8)) == 640


def test_a_branch_holds_both_arms_until_they_are_concatenated() -> None:
    branch = graph_of(
        [
            conv("stem", "x", "s", (1, 4), 8),
            conv("left", "s", "l", (4, 2), 8),
            conv("right", "s", "r", (4, 6), 8),
            Node("join", "Concat", ("l", "r"), ("j",), attributes={"axis": 1}),
            Node("pool", "GlobalAveragePool", ("j",), ("p",)),
            Node("flat", "Flatten", ("p",), ("y",)),
        ],
        {"x": (1, 8, 8), "s": (4, 8, 8), "l": (2, 8, 8), "r": (6, 8, 8), "j": (8, 8, 8), "p": (8, 1, 1), "y": (8,)},
        ("x", "y"),
    )
    # Values:  x 64   s 256   l 128   r 384   j 512   p 8 (y lies in its place).
    # stem: 64 + 256.  left: s + l = 384.  right: s + l + r = 768 (s is needed until here, l waits for the join).
    # join: l + r + j = 1,024: a concatenation copies.  pool: j + p = 520.  Peak at the join: 1,024 values.
    assert peak(branch, Recipe()) == 1024 * 4
    # 8 bits: x and s are a byte a value. The arms are quantized where the join reads them, and what it writes is read
    # by the pooling alone, in float: j is 4 bytes a value.  join: 128 + 384 + 4·512 = 2,560.
    assert peak(branch, uniform(("stem", "left", "right"), 8, 8)) == 128 + 384 + 4 * 512
