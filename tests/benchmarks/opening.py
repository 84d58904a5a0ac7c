"""Opening a model beside bare ``onnx.load``: time and peak memory.

Each in fresh processes. Ours reads the graph with shapes, MACs and layers, and no weights; ``onnx.load`` reads
weights and knows no shapes. The time counts from after the imports.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.table import in_fresh_process, median, show
from tests.material import MATERIAL

OURS = """
import json, resource, sys, time
import onnx, numpy
import edgeviz.engine.load.open
base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
begun = time.perf_counter()
graph = edgeviz.engine.load.open.open_model(sys.argv[1])
end = time.perf_counter()
print(json.dumps([end - begun, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base) / 1000, len(graph.layers)]))
"""
PEER = """
import json, resource, sys, time
import onnx
base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
begun = time.perf_counter()
model = onnx.load(sys.argv[1])
end = time.perf_counter()
print(json.dumps([end - begun, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base) / 1000, 0]))
"""


def main() -> None:
    if not MATERIAL.is_dir():
        print("skipped: needs the models of shared/material beside the checkout")
        return
    with tempfile.TemporaryDirectory() as folder:
        models = [MATERIAL / "models" / "imagenet_mobilenet_v2_1.0_224.onnx", *_large(Path(folder))]
        rows = []
        for model in models:
            ours = [in_fresh_process(OURS, str(model)) for _ in range(4)][1:]
            peer = [in_fresh_process(PEER, str(model)) for _ in range(4)][1:]
            seconds, memory = (median([run[i] for run in ours]) for i in (0, 1))
            peer_seconds, peer_memory = (median([run[i] for run in peer]) for i in (0, 1))
            rows.append(
                [
                    model.name,
                    f"{model.stat().st_size / 1e6:.0f} MB",
                    f"{seconds * 1e3:.0f} ms",
                    f"{peer_seconds * 1e3:.0f} ms",
                    f"{memory:.0f} MB",
                    f"{peer_memory:.0f} MB",
                    str(ours[0][2]),
                ]
            )
        show(["model", "file", "EdgeViz", "onnx.load", "EdgeViz memory", "onnx.load memory", "layers"], rows)


def _large(folder: Path) -> list[Path]:
    script = MATERIAL / "models" / "light" / "materialize_light.py"
    source = MATERIAL / "models" / "light" / "light_vgg19.onnx"
    target = folder / "vgg19.onnx"
    done = subprocess.run([sys.executable, str(script), str(source), str(target)], capture_output=True, check=False)
    return [target] if done.returncode == 0 and target.exists() else []
