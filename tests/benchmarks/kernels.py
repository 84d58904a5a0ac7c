"""What a width saves in time: one 3×3 convolution of 256 channels, its kernel, and where the time goes.

Weights alone in 8, 4 or 2 bits, or beside 16-bit activations, run in a float kernel; 8 bits on both sides run in an
integer kernel. One image of 256×14×14, one thread, median of many runs and 95 % interval; the recipes are timed in
turns, three rounds, the fastest median counts, so that a busy moment does not decide. Seconds are the processor's.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import onnx

from edgeviz.core.layer_profile import LayerProfile
from edgeviz.core.presets import uniform_recipe
from edgeviz.core.timing import Timing
from edgeviz.engine.measure.profiler import profile_layers
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import session
from tests.benchmarks.table import show
from tests.engine.measure.test_kernels import convolution

WIDTHS = ((32, 32), (8, 8), (4, 8), (8, 32), (4, 32), (2, 32), (8, 16))
ROUNDS, TIMING = 3, Timing(threads=1, budget=1.0)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "convolution.onnx"
        onnx.save(convolution(14), path)
        opened = session(path)
        recipes = {widths: uniform_recipe(opened.graph, *widths) for widths in WIDTHS}
        files = {
            widths: ready(opened, recipe, None).exported().SerializeToString() for widths, recipe in recipes.items()
        }
        best: dict[tuple[int, int], LayerProfile] = {}
        for _ in range(ROUNDS):
            for widths, recipe in recipes.items():
                feed = opened.feed(None, 1)
                found = profile_layers(files[widths], opened.graph, recipe.hash, feed, TIMING, alone=True)
                if widths not in best or found.latency.value < best[widths].latency.value:
                    best[widths] = found
    plain = best[32, 32].latency.value
    rows = []
    for (weights, activations), found in best.items():
        (kernel,), metric = found.kernels, found.latency
        low, high = metric.low or metric.value, metric.high or metric.value
        share = found.share(kernel.key)
        rows.append([
            "float" if weights == 32 else f"W{weights} A{activations}",
            kernel.kernel,
            f"{kernel.stored_bits}",
            kernel.computes,
            f"{metric.value * 1e3:.2f} ms",
            f"{low * 1e3:.2f}–{high * 1e3:.2f}",
            f"{metric.value / plain:.2f}×",
            f"{share:.0%}" if share is not None else "–",
            f"{found.overhead:+.0%}",
            f"{len(files[weights, activations]) / 1000:.0f} KB",
            "saves size, not time" if kernel.saves_size_only else "",
        ])  # fmt: skip
    about = best[32, 32].environment
    print(f"{best[32, 32].device}{about.words}, {about.date}\n")
    header = ["recipe", "kernel", "stored", "computes", "latency", "95 %", "of float", "layer", "profiler", "file", ""]
    show(header, rows)
