"""Small graphs for tests, built by hand so that every expected number can be counted on paper."""

from __future__ import annotations

from edgeviz.core.graph import Layer, ModelGraph, Node, Tensor


def residual_graph() -> ModelGraph:
    """conv1 (3→8) → relu → conv2 (8→8) → add with conv1's output → pool → fc (8→10), on 3×8×8 inputs."""

    def tensor(name: str, *shape: int | str, parameter: bool = False) -> Tensor:
        return Tensor(name, "float32", shape, parameter)

    tensors = [
        tensor("x", "N", 3, 8, 8),
        tensor("c1", "N", 8, 8, 8),
        tensor("r1", "N", 8, 8, 8),
        tensor("c2", "N", 8, 8, 8),
        tensor("sum", "N", 8, 8, 8),
        tensor("pooled", "N", 8),
        tensor("y", "N", 10),
        tensor("conv1.weight", 8, 3, 3, 3, parameter=True),
        tensor("conv1.bias", 8, parameter=True),
        tensor("conv2.weight", 8, 8, 3, 3, parameter=True),
        tensor("fc.weight", 10, 8, parameter=True),
        tensor("fc.bias", 10, parameter=True),
    ]
    nodes = (
        Node("conv1", "Conv", ("x", "conv1.weight", "conv1.bias"), ("c1",), macs=64 * 8 * 27),
        Node("relu1", "Relu", ("c1",), ("r1",)),
        Node("conv2", "Conv", ("r1", "conv2.weight"), ("c2",), macs=64 * 8 * 72),
        Node("add", "Add", ("c2", "r1"), ("sum",)),
        Node("pool", "GlobalAveragePool", ("sum",), ("pooled",)),
        Node("fc", "Gemm", ("pooled", "fc.weight", "fc.bias"), ("y",), macs=80),
    )
    layers = (
        Layer(
            "conv1", "conv1", "Conv", "Conv 3×3", "conv1.weight", (8, 3, 3, 3), 0, "x", "r1", "conv1.bias", 8,
            64 * 8 * 27, ("N", 3, 8, 8), ("N", 8, 8, 8),
        ),
        Layer(
            "conv2", "conv2", "Conv", "Conv 3×3", "conv2.weight", (8, 8, 3, 3), 0, "r1", "c2", None, 0,
            64 * 8 * 72, ("N", 8, 8, 8), ("N", 8, 8, 8),
        ),
        Layer(
            "fc", "fc", "Gemm", "Linear", "fc.weight", (10, 8), 0, "pooled", "y", "fc.bias", 10,
            80, ("N", 8), ("N", 10),
        ),
    )  # fmt: skip
    return ModelGraph(
        name="residual",
        format="onnx",
        inputs=("x",),
        outputs=("y",),
        nodes=nodes,
        tensors={t.name: t for t in tensors},
        layers=layers,
        opset=17,
        file_bytes=4000,
    )


def wide_graph(layers: int) -> ModelGraph:
    """A chain of ``layers`` linear layers: for speed and for tables."""
    tensors = {"t0": Tensor("t0", "float32", ("N", 64))}
    nodes = []
    rows = []
    for index in range(layers):
        name = f"block{index // 10}.linear{index}"
        weight, source, target = f"{name}.weight", f"t{index}", f"t{index + 1}"
        tensors[weight] = Tensor(weight, "float32", (64, 64), True)
        tensors[target] = Tensor(target, "float32", ("N", 64))
        nodes.append(Node(name, "Gemm", (source, weight), (target,), macs=4096))
        rows.append(
            Layer(
                name, name, "Gemm", "Linear", weight, (64, 64), 0, source, target,
                macs=4096, input_shape=("N", 64), output_shape=("N", 64), namespace=(f"block{index // 10}",),
            )
        )  # fmt: skip
    return ModelGraph(
        "wide", "onnx", ("t0",), (f"t{layers}",), tuple(nodes), tensors, tuple(rows), file_bytes=layers * 16500
    )
