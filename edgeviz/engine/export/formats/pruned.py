"""The float model as ONNX, smaller by the channels that are zero or that nobody reads.

Zeros of pruned weights stay zeros; channels that can go without changing what the network computes are cut out of
every weight that they are in (``engine.compress.channels``).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

from edgeviz.engine.compress.archive import slim
from edgeviz.engine.compress.channels import ChannelGroup, Role, cut, groups
from edgeviz.engine.export.content import ROUNDING, Content, compared, serialized


def files(content: Content) -> dict[str, bytes]:
    model = slim(content.opened.prepared)
    weights = {tensor.name: tensor for tensor in model.graph.initializer}
    keep: dict[int, NDArray[np.int64]] = {}
    gone = 0
    for group in groups(model):
        dead = dead_channels(group, weights)
        if group.fixed or not group.exact or not dead.any():
            continue
        # One channel is left: a network without any is none.
        dead[0] &= not dead.all()
        keep[group.id] = np.flatnonzero(~dead).astype(np.int64)
        gone += int(dead.sum())
    if gone:
        model = cut(model, keep)
        content.note("pruned", f"Channels cut out because they are zero or never read: {gone}.")
    else:
        content.note("pruned", "No channel is zero: nothing could be cut out.")
    layers = {layer.weight for layer in content.opened.graph.layers}
    arrays = [numpy_helper.to_array(tensor) for tensor in model.graph.initializer if tensor.name in layers]
    total = sum(array.size for array in arrays)
    zeros = total - sum(int(np.count_nonzero(array)) for array in arrays)
    if zeros * 100 >= total > 0:
        content.note("pruned", f"{zeros / total:.0%} of the weights are zero. An ONNX file stores zeros as well.")
    return {f"{content.stem}.pruned.onnx": serialized(model)}


def dead_channels(group: ChannelGroup, weights: dict[str, onnx.TensorProto]) -> NDArray[np.bool_]:
    """Which channels are never read, or made of zeros alone with nothing added to them; bool [channels].

    Whether an activation function makes something of the zero is left to the comparison after writing.
    """
    made, read = np.ones(group.channels, bool), np.ones(group.channels, bool)
    reads = False
    for part in group.slices:
        array = np.moveaxis(numpy_helper.to_array(weights[part.parameter]), part.axis, 0)
        zero = ~(array.reshape(array.shape[0], -1) != 0).any(axis=1)
        mine = zero[part.positions].all(axis=1)
        if part.role is Role.IN:
            read &= mine
            reads = True
        else:
            made &= mine
    return made | (read & reads)


def check(content: Content, folder: Path) -> str:
    name = f"{content.stem}.pruned.onnx"
    return compared(content.run(str(folder / name)), content.floats, "onnxruntime", name, ROUNDING)
