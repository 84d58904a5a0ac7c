"""One file of weights that several ONNX files read as external data, each a part of it, scaled channel by channel.

A width's convolution is the shared weight at some of its channels times the factors of its own folded batch norm. Its
file says so with Gather and Mul of constants, which onnxruntime computes once when it loads; so it runs as fast as with
weights of its own, and takes as much memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import GraphProto, ModelProto, NodeProto, TensorProto, helper, numpy_helper

#: Weights of fewer elements stay in the file that uses them.
LEAST = 1024
#: How exactly a weight must be a scaled part of the shared one.
TOLERANCE = 1e-5

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Store:
    """The weights in the file ``name``, float32, one behind the other; ``offsets``: bytes from its beginning."""

    name: str
    weights: Mapping[str, Floats]
    offsets: Mapping[str, int]

    @classmethod
    def of(cls, name: str, weights: Mapping[str, Floats]) -> Store:
        kept = {key: np.ascontiguousarray(w, "<f4") for key, w in weights.items() if w.ndim > 1 and w.size >= LEAST}
        offsets, at = {}, 0
        for key, weight in kept.items():
            offsets[key] = at
            at += weight.nbytes
        return cls(name, kept, offsets)

    @property
    def content(self) -> bytes:
        return b"".join(weight.tobytes() for weight in self.weights.values())


def reading(proto: ModelProto, store: Store, kept: Mapping[str, Mapping[int, NDArray[Any]]]) -> ModelProto:
    """``proto`` with those initializers read from ``store`` that are parts of its weights of the same name. kept: by
    name and axis the positions that stay, all where there is none. What is no scaled part of them stays as it is."""
    result = ModelProto()
    result.CopyFrom(proto)
    graph, made = result.graph, list[NodeProto]()
    for tensor in list(graph.initializer):
        name = tensor.name
        if name not in store.weights:
            continue
        indices = kept.get(name, {})
        taken = store.weights[name]
        for axis, index in indices.items():
            taken = np.take(taken, index, axis)
        found = _factors(taken, numpy_helper.to_array(tensor))
        if found is None:
            continue
        graph.initializer.remove(tensor)
        graph.initializer.append(_external(store, name))
        steps: list[tuple[str, TensorProto, dict[str, int]]] = [
            ("Gather", numpy_helper.from_array(np.asarray(index, np.int32), f"{name}.kept{axis}"), {"axis": axis})
            for axis, index in indices.items()
        ]
        if not (found == 1).all() or not steps:
            steps.append(("Mul", numpy_helper.from_array(found, f"{name}.factors"), {}))
        before = f"{name}.shared"
        for number, (kind, constant, attributes) in enumerate(steps, 1):
            graph.initializer.append(constant)
            after = name if number == len(steps) else f"{name}.part{number}"
            node = helper.make_node(kind, [before, constant.name], [after], f"{name}.{kind}{number}", **attributes)
            made.append(node)
            before = after
    _put_first(graph, made)
    return result


def _factors(taken: Floats, wanted: Floats) -> Floats | None:
    """What ``taken`` is multiplied by along one axis to be ``wanted``; None where it is no such product."""
    if taken.shape != wanted.shape:
        return None
    for axis in range(min(2, taken.ndim)):
        rows = np.moveaxis(taken, axis, 0).reshape(taken.shape[axis], -1)
        aims = np.moveaxis(wanted, axis, 0).reshape(taken.shape[axis], -1)
        largest = np.abs(rows).argmax(axis=1)[:, None]
        head = np.take_along_axis(rows, largest, 1)
        factors = np.where(head != 0, np.take_along_axis(aims, largest, 1) / np.where(head != 0, head, 1), 1)
        if np.allclose(rows * factors, aims, rtol=TOLERANCE, atol=TOLERANCE * float(np.abs(aims).max(initial=0))):
            shape = [1] * taken.ndim
            shape[axis] = -1
            return factors.reshape(shape).astype(np.float32)
    return None


def _external(store: Store, name: str) -> TensorProto:
    weight = store.weights[name]
    tensor = TensorProto(name=f"{name}.shared", data_type=TensorProto.FLOAT, dims=weight.shape)
    tensor.data_location = TensorProto.EXTERNAL
    for key, value in (("location", store.name), ("offset", store.offsets[name]), ("length", weight.nbytes)):
        tensor.external_data.add(key=key, value=str(value))
    return tensor


def _put_first(graph: GraphProto, nodes: list[NodeProto]) -> None:
    rest = list(graph.node)
    del graph.node[:]
    graph.node.extend([*nodes, *rest])
