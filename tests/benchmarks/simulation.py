"""Images per second: fake-quantized evaluation beside the plain float module and onnxruntime.

One thread, batch 100, best of interleaved rounds; W8A8 and W4A8, per-channel weights.
"""

from __future__ import annotations

import json

from tests.benchmarks.table import in_fresh_process, show
from tests.material import MATERIAL

CODE = """
import json, sys, time
import numpy as np, torch, onnxruntime
from edgeviz.core.dataset import DataSpec
from edgeviz.core.recipe import uniform
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import session
torch.set_num_threads(1)
path, shape = sys.argv[1], json.loads(sys.argv[2])
opened = session(path)
x = torch.randn(100, *shape, generator=torch.Generator().manual_seed(0))
data = DataSpec(**json.loads(sys.argv[3])) if sys.argv[3] else None
keys = [layer.key for layer in opened.graph.layers]
modules = {"float": opened.module}
for widths in ((8, 8), (4, 8)):
    recipe = uniform(keys, *widths)
    modules["W%dA%d" % widths] = ready(opened, recipe, data).quantized()
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
peer = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
name = peer.get_inputs()[0].name
best = {}
with torch.inference_mode():
    for round in range(6):
        for label, module in modules.items():
            begun = time.perf_counter()
            module(x)
            best[label] = min(best.get(label, 1e9), time.perf_counter() - begun)
        begun = time.perf_counter()
        peer.run(None, {name: x.numpy()})
        best["onnxruntime"] = min(best.get("onnxruntime", 1e9), time.perf_counter() - begun)
print(json.dumps({label: 100 / seconds for label, seconds in best.items()}))
"""


def main() -> None:
    if not MATERIAL.is_dir():
        print("skipped: needs the models of shared/material beside the checkout")
        return
    models, data = MATERIAL / "models", MATERIAL / "data"
    cifar = {"source": "npz", "path": str(data / "cifar10_dev.npz"), "scale": 1 / 255}
    cases = [
        ("cifar_resnet20.onnx", [3, 32, 32], cifar),
        ("mlperf_ic_resnet8.onnx", [3, 32, 32], {**cifar, "scale": 1.0}),
        ("cifar_vit_6x128.onnx", [3, 32, 32], cifar),
    ]
    rows = []
    for name, shape, spec in cases:
        speed = in_fresh_process(CODE, str(models / name), json.dumps(shape), json.dumps(spec))
        row = [name, *[f"{speed[key]:.0f}" for key in ("float", "W8A8", "W4A8", "onnxruntime")]]
        rows.append([*row, *[f"{speed[key] / speed['float']:.2f}" for key in ("W8A8", "W4A8")]])
    show(["model", "float", "W8A8", "W4A8", "onnxruntime float", "W8A8 / float", "W4A8 / float"], rows)
