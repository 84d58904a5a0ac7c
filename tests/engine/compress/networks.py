"""Small graphs made up for tests: every way in which channels are joined, in any order."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from hypothesis import strategies as st
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from edgeviz.engine.compress.channels import ChannelGroup, Role


class Maker:
    """Nodes and weights as they are added; ``now`` is the last tensor [N, ``channels``, 8, 8]."""

    def __init__(self, seed: int = 0, channels: int = 3) -> None:
        self.rng = np.random.default_rng(seed)
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.now, self.channels = "x", channels
        self._inputs = channels

    def constant(self, array: Any) -> str:
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.asarray(array), name))
        return name

    def weight(self, *shape: int) -> str:
        return self.constant(self.rng.standard_normal(shape).astype(np.float32) / 3)

    def add(self, op: str, *inputs: str, outputs: int = 1, **attributes: Any) -> str:
        name = f"{op.lower()}_{len(self.nodes)}"
        made = [f"{name}.out{k}" for k in range(outputs)]
        self.nodes.append(helper.make_node(op, inputs, made, name=name, **attributes))
        self.now = made[0]
        return self.now

    def conv(self, out: int, group: int = 1, kernel: int = 3) -> str:
        w, b = self.weight(out, self.channels // group, kernel, kernel), self.weight(out)
        self.channels = out
        return self.add("Conv", self.now, w, b, group=group, pads=[kernel // 2] * 4)

    def model(self, classes: int = 5, flatten: bool = False, opset: int = 17) -> onnx.ModelProto:
        if flatten:
            self.add("MaxPool", self.now, kernel_shape=[4, 4], strides=[4, 4])
            features = self.channels * 4
        else:
            self.add("GlobalAveragePool", self.now)
            features = self.channels
        self.add("Flatten", self.now)
        self.add("Gemm", self.now, self.weight(classes, features), self.weight(classes), transB=1)
        x = helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", self._inputs, 8, 8])
        y = helper.make_tensor_value_info(self.now, TensorProto.FLOAT, ["N", classes])
        graph = helper.make_graph(self.nodes, "made", [x], [y], self.weights)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)


STEPS = ("conv", "relu", "depthwise", "grouped", "add", "concat", "excite", "prelu", "norm", "shuffle", "split")
STEPS += ("affine", "pad", "slice", "gate", "transposed", "layers last")


@st.composite
def made_up(draw: st.DrawFn) -> onnx.ModelProto:
    """A network of one to seven random steps."""
    made = Maker(draw(st.integers(0, 1000)))
    made.conv(draw(st.sampled_from([4, 6, 8])))
    seen = [(made.now, made.channels)]
    for step in draw(st.lists(st.sampled_from(STEPS), min_size=1, max_size=7)):
        channels = made.channels
        if step == "conv":
            made.conv(draw(st.sampled_from([4, 6, 8])))
        elif step == "relu":
            made.add("Relu", made.now)
        elif step == "depthwise":
            made.conv(channels * draw(st.sampled_from([1, 2])), group=channels)
        elif step == "grouped":
            made.conv(draw(st.sampled_from([4, 8])), group=2)
        elif step in ("add", "concat"):
            other, size = draw(st.sampled_from(seen))
            if step == "concat":
                made.add("Concat", made.now, other, axis=1)
                made.channels += size
            elif size == channels:
                made.add("Add", made.now, other)
        elif step == "excite":
            here = made.now
            made.add("GlobalAveragePool", here)
            made.conv(3, kernel=1)
            made.add("Relu", made.now)
            made.conv(channels, kernel=1)
            made.add("Mul", made.add("Sigmoid", made.now), here)
        elif step == "prelu":
            made.add("PRelu", made.now, made.weight(channels, 1, 1))
        elif step == "norm":
            variance = made.constant(made.rng.uniform(0.5, 2, channels).astype(np.float32))
            made.add(
                "BatchNormalization",
                made.now,
                made.weight(channels),
                made.weight(channels),
                made.weight(channels),
                variance,
            )
        elif step == "shuffle":
            made.add("Reshape", made.now, made.constant(np.asarray([-1, 2, channels // 2, 8, 8])))
            made.add("Transpose", made.now, perm=[0, 2, 1, 3, 4])
            made.add("Reshape", made.now, made.constant(np.asarray([-1, channels, 8, 8])))
        elif step == "split":
            sizes = made.constant(np.asarray([channels // 2, channels - channels // 2]))
            first = made.add("Split", made.now, sizes, outputs=2, axis=1)
            made.add("Concat", first.replace("out0", "out1"), first, axis=1)
        elif step == "slice":
            whole, at = made.now, channels // 2
            ends = [[0], [at]], [[at], [np.iinfo(np.int64).max]]
            parts = [made.add("Slice", whole, *(made.constant(np.asarray(v)) for v in (*e, [1]))) for e in ends]
            made.add("Concat", parts[1], parts[0], axis=1)
        elif step == "gate":
            first = made.add("Split", made.now, outputs=2, axis=1)
            made.add("Mul", first, made.add("Sigmoid", first.replace("out0", "out1")))
            made.channels //= 2
        elif step == "transposed":
            made.channels = draw(st.sampled_from([4, 6]))
            weight, bias = made.weight(channels, made.channels, 3, 3), made.weight(made.channels)
            made.add("ConvTranspose", made.now, weight, bias, pads=[1, 1, 1, 1])
        elif step == "layers last":
            made.add("Transpose", made.now, perm=[0, 2, 3, 1])
            made.channels = draw(st.sampled_from([4, 6]))
            made.add("MatMul", made.now, made.weight(channels, made.channels))
            made.add("Add", made.now, made.weight(made.channels))
            made.add("Transpose", made.now, perm=[0, 3, 1, 2])
        elif step == "affine":
            made.add("Mul", made.now, made.weight(1, channels, 1, 1))
        else:
            made.add("Pad", made.now, made.constant(np.asarray([0, 1, 0, 0, 0, 1, 0, 0])))
            made.channels += 2
        if made.channels % 2:
            made.conv(4)
        seen.append((made.now, made.channels))
    return made.model(flatten=draw(st.booleans()))


def zeroed(
    proto: onnx.ModelProto,
    groups: tuple[ChannelGroup, ...],
    keep: dict[int, NDArray[np.int64]],
    roles: frozenset[Role] = frozenset(Role),
) -> onnx.ModelProto:
    """``proto`` with all weights of the channels that are not kept at zero, in the places of ``roles``."""
    result = onnx.ModelProto()
    result.CopyFrom(proto)
    stored = {tensor.name: tensor for tensor in result.graph.initializer}
    for group in groups:
        gone = np.setdiff1d(np.arange(group.channels), keep.get(group.id, np.arange(group.channels)))
        for part in group.slices:
            if part.role in roles:
                array = np.moveaxis(numpy_helper.to_array(stored[part.parameter]).copy(), part.axis, 0)
                array[part.positions[gone].ravel()] = 0
                array = np.ascontiguousarray(np.moveaxis(array, 0, part.axis))
                stored[part.parameter].CopyFrom(numpy_helper.from_array(array, part.parameter))
    return result
