"""What changing to a model costs: seconds until onnxruntime has it ready, and the memory that it then takes.

Measured in a fresh process for each file: in one that has loaded others, freed memory would be used again.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from edgeviz.core.errors import ModelError
from edgeviz.engine.threads import threads

#: Times that a file is loaded, and seconds after which the process is given up.
TIMES, PATIENCE = 7, 120.0

_SCRIPT = """
import gc, json, sys, time
import numpy as np, onnxruntime
path, threads, times = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
options = onnxruntime.SessionOptions()
options.log_severity_level = 3
options.intra_op_num_threads, options.inter_op_num_threads = threads, 1

def resident():
    try:
        with open("/proc/self/statm") as file:
            pages = int(file.read().split()[1])
        import resource
        return pages * resource.getpagesize()
    except (OSError, ImportError):
        return None

def load():
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])

before = resident()
begun = time.perf_counter()
session = load()
seconds = [time.perf_counter() - begun]
feed = {}
for given in session.get_inputs():
    shape = [d if isinstance(d, int) else 1 for d in given.shape]
    kinds = {"tensor(float)": np.float32, "tensor(int64)": np.int64, "tensor(double)": np.float64}
    feed[given.name] = np.zeros(shape, kinds.get(given.type, np.float32))
session.run(None, feed)
after = resident()
for _ in range(times - 1):
    del session
    gc.collect()
    begun = time.perf_counter()
    session = load()
    seconds.append(time.perf_counter() - begun)
print(json.dumps({"seconds": seconds, "bytes": None if before is None else after - before}))
"""


@dataclass(frozen=True, slots=True)
class Loading:
    """seconds: median over several loads of a file that the system has read before. low, high: of them. memory: bytes
    that the process grew by when it had loaded the file and computed one answer; None where the system does not say."""

    seconds: float
    low: float
    high: float
    memory: float | None


def measure_loading(path: str, check: Callable[[], None] = lambda: None) -> Loading:
    """Raises ModelError where onnxruntime refuses the file; ``check`` is called meanwhile and may raise to cancel."""
    command = [sys.executable, "-I", "-c", _SCRIPT, path, str(threads()), str(TIMES)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    begun = time.monotonic()
    try:
        while True:
            try:
                out, err = process.communicate(timeout=0.2)
                break
            except subprocess.TimeoutExpired:
                check()
                if time.monotonic() - begun > PATIENCE:
                    raise ModelError(
                        f"Loading {path} took more than {PATIENCE:g} s.", "Choose a smaller model."
                    ) from None
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
    if process.returncode:
        raise ModelError(f"onnxruntime could not load {path}.", "The details give its reason.", err[-2000:])
    found = json.loads(out)
    seconds, grown = found["seconds"], found["bytes"]
    return Loading(median(seconds), min(seconds), max(seconds), None if grown is None else float(max(grown, 0)))
