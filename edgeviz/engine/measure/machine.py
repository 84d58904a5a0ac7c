"""A profile of this machine: a quick measurement of its peaks in onnxruntime, for the roofline.

Large matrix products give the rates (FP32, and uint8 × int8 into int32), copying arrays the bandwidth, a chain of
additions of one number the overhead of an operator. The median of repeated runs counts. It says what the machine does
at best; the share of it that real layers reach stays an assumption.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

import numpy as np
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from edgeviz.core.device.profile import THIS_MACHINE, Device, Kernels, Sourced
from edgeviz.core.metric import Provenance
from edgeviz.engine.measure.runtime import Array, device_name, session
from edgeviz.jobs.context import Context

#: Rows and columns of the products; bytes that are copied, more than the caches hold; operators of the chain.
SIDE, COPIED, CHAIN = 768, 128 << 20, 200
#: Seconds for each measurement, and the fewest runs.
BUDGET, FEWEST = 0.5, 5


def run(context: Context, side: int = SIDE, copied: int = COPIED, budget: float = BUDGET) -> Device:
    """The entry of the job: this machine's profile."""
    rng = np.random.default_rng(0)
    floats: list[Array] = [rng.standard_normal((side, side), dtype=np.float32) for _ in range(2)]
    integers: list[Array] = [
        rng.integers(0, 128, (side, side), dtype=np.uint8),
        rng.integers(-64, 64, (side, side), dtype=np.int8),
    ]
    found = []
    for step, (kind, (left, right)) in enumerate((("MatMul", floats), ("MatMulInteger", integers))):
        context.progress(step, 4)
        running = session(_product(kind, left, right).SerializeToString())
        found.append(side**3 / _median(partial(running.run, None, {"x": left}), context, budget))
    context.progress(2, 4)
    source, target = (_touched(copied, context) for _ in range(2))
    copying = _median(lambda: np.copyto(target, source), context, budget)
    context.progress(3, 4)
    overhead = _overhead(context, budget)
    context.progress(4, 4)
    # Other programs' work makes a machine look slow: the source says how busy it was.
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    how = f"{device_name()}{load}, {datetime.now(UTC).isoformat(timespec='seconds')}"

    def measured(value: float, what: str) -> Sourced:
        return Sourced(value, Provenance.MEASURED, f"{what}; {how}")

    return Device(
        key=THIS_MACHINE,
        name="This machine (roofline)",
        rates={
            32: measured(found[0], f"product of {side}×{side} matrices in FP32"),
            8: measured(found[1], f"product of {side}×{side} matrices, uint8 × int8"),
        },
        efficiency=Sourced(0.5, Provenance.ASSUMED, "share of a large product's speed that real layers reach: a guess"),
        bandwidth=measured(2 * copied / copying, f"copying {copied >> 20} MB, read and written, one thread"),
        layer_overhead=measured(overhead, f"an addition of one number in a chain of {CHAIN}"),
        runtimes={
            "onnxruntime-cpu": Kernels(((32, 32), (8, 8)), Provenance.MEASURED, f"both products ran; {how}"),
        },
        note="Rates and bandwidth are measured, what real layers reach of them is not: prefer measured latencies.",
    )


def _touched(nbytes: int, context: Context) -> Array:
    """An array whose pages are there: the system gives them at the first touch, which takes longer than copying."""
    found = np.empty(nbytes, np.uint8)
    for piece in np.array_split(found, 16):
        context.check()
        piece.fill(1)
    return found


def _median(work: Callable[[], object], context: Context, budget: float) -> float:
    """Seconds of ``work``: the median of its runs after the first."""
    work()
    times: list[float] = []
    begun = time.perf_counter()
    while len(times) < FEWEST or time.perf_counter() - begun < budget:
        context.check()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return float(np.median(times))


def _overhead(context: Context, budget: float) -> float:
    feed = {"x": np.ones(1, np.float32)}
    seconds = []
    for length in (1, CHAIN + 1):
        # The terms are alternately x and what came before: no two additions can be folded into one.
        names = ["x", *(f"t{at}" for at in range(length))]
        nodes = [helper.make_node("Add", [names[at], "x"], [names[at + 1]]) for at in range(length)]
        running = session(_model(nodes, "x", [1], names[-1], [1], TensorProto.FLOAT).SerializeToString())
        seconds.append(_median(partial(running.run, None, feed), context, budget / 2))
    return max(0.0, seconds[1] - seconds[0]) / CHAIN


def _product(kind: str, left: Array, right: Array) -> ModelProto:
    node = helper.make_node(kind, ["x", "w"], ["y"])
    result = TensorProto.FLOAT if kind == "MatMul" else TensorProto.INT32
    model = _model([node], "x", list(left.shape), "y", [left.shape[0], right.shape[1]], result, left)
    model.graph.initializer.append(numpy_helper.from_array(right, "w"))
    return model


def _model(
    nodes: list[NodeProto], name: str, shape: list[int], output: str, result: list[int], kind: int,
    like: Array | None = None,
) -> ModelProto:  # fmt: skip
    given = TensorProto.FLOAT if like is None else helper.np_dtype_to_tensor_dtype(like.dtype)
    graph = helper.make_graph(
        nodes, "machine", [helper.make_tensor_value_info(name, given, shape)],
        [helper.make_tensor_value_info(output, kind, result)],
    )  # fmt: skip
    opsets = [helper.make_opsetid("", 13)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=helper.find_min_ir_version_for(opsets))
