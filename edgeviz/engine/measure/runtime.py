"""onnxruntime sessions, all made alike: quiet, on the CPU, with as many threads as torch."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

from edgeviz.core.errors import ModelError
from edgeviz.engine.threads import threads

Array = np.ndarray[Any, Any]

#: onnxruntime's log level "error": its warnings are about optimisations and mean nothing to a user.
ERRORS_ONLY = 3


def session(model: bytes | str, optimized: str = "", count: int = 0, profile: str = "") -> onnxruntime.InferenceSession:
    """A session for a model's bytes or path.

    ``optimized`` names a file for the graph as onnxruntime runs it, ``profile`` begins the name of the file that its
    profiler writes; ``count`` threads, 0 for the usual number. Raises ModelError when onnxruntime refuses the model.
    """
    options = onnxruntime.SessionOptions()
    options.log_severity_level = ERRORS_ONLY
    options.intra_op_num_threads = count or threads()
    options.inter_op_num_threads = 1
    # Fused MatMuls would otherwise round float activations to 8 bits behind the recipe's back.
    options.add_session_config_entry("session.qdq_matmulnbits_accuracy_level", "1")
    if saturates():
        options.add_session_config_entry("session.x64quantprecision", "1")
    if optimized:
        options.optimized_model_filepath = optimized
    if profile:
        options.enable_profiling = True
        options.profile_file_prefix = profile
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the binding's exceptions share no base class but Exception
        name = Path(model).name if isinstance(model, str) else "the model"
        raise ModelError(
            f"onnxruntime {onnxruntime.__version__} refuses {name}.",
            "The details give its reason; a newer onnxruntime or other bit widths may help.",
            str(error),
        ) from error


@cache
def saturates() -> bool:
    """Whether this CPU's fast kernels for uint8 × int8 lose large sums, as those of x86 without VNNI do.

    They add pairs of products in 16 bits. Tried rather than read from CPU flags, which differ by system. The exact
    kernels must not be asked for in vain: on a CPU with VNNI they took 2.4 times as long.
    """
    model, shape, value, expected = saturation_probe()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = ERRORS_ONLY
    running = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    given = np.full(shape, value, dtype=np.uint8)
    return bool((running.run(None, {"a": given})[0] != expected).any())


def saturation_probe() -> tuple[bytes, tuple[int, int], int, int]:
    """A model that tells whether large sums are lost; shape and value of its input "a", what every output must be."""
    depth = 64
    a, b = np.full((4, depth), 255, dtype=np.uint8), np.full((depth, 16), 127, dtype=np.int8)
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["a", "b"], ["y"])],
        "saturation",
        [helper.make_tensor_value_info("a", TensorProto.UINT8, list(a.shape))],
        [helper.make_tensor_value_info("y", TensorProto.INT32, [4, 16])],
        [numpy_helper.from_array(b, "b")],
    )
    opsets = [helper.make_opsetid("", 13)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=helper.find_min_ir_version_for(opsets))
    return model.SerializeToString(), (4, depth), 255, 255 * 127 * depth


def run(running: onnxruntime.InferenceSession, feed: Mapping[str, Array], outputs: Sequence[str] | None = None) -> Any:
    """The outputs for ``feed``. Raises ModelError when the model fails on it."""
    try:
        return running.run(outputs, dict(feed))
    except Exception as error:  # as above
        raise ModelError(
            "onnxruntime could not run the model on the data.",
            "Check that the samples have the shape and type of the model's input.",
            str(error),
        ) from error


@cache
def device_name(count: int = 0) -> str:
    """This machine's CPU and how it is used: "Intel(R) Xeon(R) … · 1 thread · onnxruntime 1.32.0"."""
    count = count or threads()
    return f"{cpu_name()} · {count} thread{'s' if count > 1 else ''} · onnxruntime {onnxruntime.__version__}"


def cpu_name() -> str:
    """What the system calls this machine's CPU."""
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text(errors="replace").splitlines():
            if line.lower().startswith(("model name", "hardware")):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine() or os.name
