"""Measured sensitivity beside a plain loop of full evaluations, and the instant methods beside gradient passes.

One thread. Seconds are of the processor, so that other programs on the machine disturb little. ResNet-20 is compared
pair by pair; for MobileNetV2 the plain loop runs for some pairs only, as each costs the same, and a pair's share is
scaled up. "limit" is half a float forward pass for each pair. Fisher: passes forward and backward over its samples.
Published beside it: AIMET's simulator on onnxruntime took 1.5 s a pair where a float pass took 0.45 s.
"""

from __future__ import annotations

from tests.benchmarks.table import in_fresh_process, show
from tests.material import MATERIAL

CODE = """
import copy, json, sys, time
from dataclasses import replace
import numpy as np, torch, onnxruntime
import torch.nn.functional as F
torch.set_num_threads(1)
from edgeviz.core.sensitivity import Method, Part
from edgeviz.engine.data.guess import guess
from edgeviz.engine.sense.instant import FISHER_SAMPLES
from edgeviz.engine.sensitivity import run
from edgeviz.engine.session import as_input, session
from edgeviz.jobs.context import Untracked
from tests.engine.plain_sensitivity import plain_loop
path, source, samples, every = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
opened = session(path)
data = replace(guess(source, opened.graph), calibration=32, validation=samples)
split = opened.data(data).validation
x, y = split.x[:samples], split.y[:samples]

def seconds(call):
    begun = time.process_time()
    result = call()
    return time.process_time() - begun, result

warm = opened.outputs(opened.module, x[:32])
forward = min(seconds(lambda: opened.outputs(opened.module, x))[0] for _ in range(3))
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = 1
peer = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
step = opened.fixed_batch or 32
name = peer.get_inputs()[0].name
runtime = min(
    seconds(lambda: [peer.run(None, {name: x[i : i + step]}) for i in range(0, len(x), step)])[0] for _ in range(3)
)
quick, table = seconds(lambda: run(Untracked(), path, data, Method.MEASURED, activation_bits=(), samples=samples))
cells = table.cells
chosen = [key for row, key in enumerate(cells) if row % every == 0]
plain, expected = seconds(lambda: plain_loop(opened, data, samples, chosen))
kl = max(abs(cells[k].loss - v[0]) for k, v in expected.items())
hits = max(abs(cells[k].accuracy_change - v[2]) for k, v in expected.items())
sqnr, errors = seconds(lambda: run(Untracked(), path, None, Method.SQNR))
few = min(samples, FISHER_SAMPLES)
run(Untracked(), path, data, Method.FISHER, samples=few)
fisher, instant = seconds(lambda: run(Untracked(), path, data, Method.FISHER, samples=few))
module = copy.deepcopy(opened.module).train(False)

def gradients():
    for i in range(0, few, 32):
        F.cross_entropy(module(as_input(x[i : i + 32])), torch.from_numpy(y[i : i + 32])).backward()

passes = min(seconds(gradients)[0] for _ in range(2))
print(json.dumps({
    "pairs": len(cells), "samples": len(x), "forward": forward, "runtime": runtime, "quick": quick,
    "plain": plain * len(cells) / len(chosen), "kl": kl, "hits": hits, "sqnr": sqnr, "errors": len(errors.cells),
    "fisher": fisher, "instant": len(instant.cells), "passes": passes,
}))
"""

#: Float passes that AIMET's quantization simulator needed for a pair, as published.
AIMET = 1.5 / 0.45


def main(quick: bool = False) -> None:
    if not MATERIAL.is_dir():
        print("skipped: needs the models of shared/material beside the checkout")
        return
    models, data = MATERIAL / "models", MATERIAL / "data"
    cases = [
        ("cifar_resnet20.onnx", "cifar10_dev.npz", 1000, 1),
        ("imagenet_mobilenet_v2_1.0_224.onnx", "imagenet300_dev.zip", 64, 16),
    ]
    if quick:
        print("quick: 200 and 16 images\n")
        cases = [(name, source, 200 if samples == 1000 else 16, every * 2) for name, source, samples, every in cases]
    measured, published, instant = [], [], []
    for name, source, samples, every in cases:
        r = in_fresh_process(CODE, str(models / name), str(data / source), str(samples), str(every))
        each = r["quick"] / r["pairs"]
        measured.append(
            [
                name,
                f"{r['pairs']} × {r['samples']}",
                f"{r['plain'] / r['pairs']:.3f} s",
                f"{each:.3f} s",
                f"{r['samples'] / each:.0f}",
                f"{r['plain'] / r['quick']:.2f}",
                f"{each / (r['forward'] / 2):.2f}",
                f"{r['kl']:.1e}",
                f"{r['hits']:.1e}",
            ]
        )
        published.append(
            [
                name,
                f"{AIMET:.2f}",
                f"{each / r['forward']:.2f}",
                f"{AIMET / (each / r['forward']):.1f}",
                f"{each / r['runtime']:.2f}",
                f"{AIMET / (each / r['runtime']):.1f}",
            ]
        )
        instant.append(
            [
                name,
                f"{1000 * r['sqnr']:.0f} ms for {r['errors']}",
                f"{r['fisher']:.2f} s for {r['instant']}",
                f"{r['sqnr'] / r['passes']:.2f}",
                f"{r['fisher'] / r['passes']:.2f}",
                f"{(r['sqnr'] + r['fisher']) / r['passes']:.2f}",
            ]
        )
    show(
        ["model", "pairs × images", "plain, a pair", "measured, a pair", "images/s", "plain / measured",
         "measured / limit", "largest KL difference", "accuracy difference"],
        measured,
    )  # fmt: skip
    print()
    show(
        ["model", "AIMET: float passes a pair", "here, in torch's float passes", "times fewer",
         "in onnxruntime's float passes", "times fewer"],
        published,
    )  # fmt: skip
    print()
    show(
        ["model", "SQNR, cells", "Fisher, cells", "SQNR / gradient pass", "Fisher / gradient pass", "both"],
        instant,
    )
