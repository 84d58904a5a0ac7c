"""Accuracy, size and latency of uniform recipes on cifar_resnet20, with the size predicted before the file exists.

2,000 CIFAR-10 test images, calibrated on 256 training images; nothing is trained. Accuracy is of the simulation,
size of the exported file, latency of that file in onnxruntime.
"""

from __future__ import annotations

from edgeviz.core.dataset import DataSpec
from edgeviz.core.metric import Evaluation
from edgeviz.core.presets import uniform_recipe
from edgeviz.core.recipe import Recipe
from edgeviz.core.size import size_bytes
from edgeviz.engine import evaluate
from edgeviz.engine.session import session
from edgeviz.jobs.context import Context
from tests.benchmarks.table import show
from tests.material import MATERIAL

WIDTHS = ((8, 8), (4, 8), (4, 4), (16, 16), (8, 32), (4, 32), (3, 32), (2, 32), (1, 32))


def main() -> None:
    if not MATERIAL.is_dir():
        print("skipped: needs the models and data of shared/material beside the checkout")
        return
    path = str(MATERIAL / "models" / "cifar_resnet20.onnx")
    graph = session(path).graph
    data = DataSpec(
        "npz",
        str(MATERIAL / "data" / "cifar10_dev.npz"),
        scale=1 / 255,
        mean=(0.485, 0.456, 0.406),
        std=(0.229, 0.224, 0.225),
        calibration=256,
        validation=2000,
    )
    recipes = {"float": Recipe()} | {f"W{w} A{a}": uniform_recipe(graph, w, a) for w, a in WIDTHS}
    found: dict[str, Evaluation] = {}

    def keep(event: object) -> None:
        payload = getattr(event, "payload", None)
        if isinstance(payload, Evaluation):
            found[payload.recipe.hash] = payload

    evaluate.run(Context("benchmark", keep, lambda: False), path, data, list(recipes.values()))
    float_bytes = int(found[Recipe().hash].value("size") or 0)
    rows = []
    for name, recipe in recipes.items():
        one = found[recipe.hash]
        size, latency = one.value("size") or 0.0, one.value("latency")
        predicted = size_bytes(graph, recipe, float_bytes)
        rows.append(
            [
                name,
                f"{one.value('accuracy'):.2%}",
                f"{size:,.0f}",
                f"{predicted / size - 1:+.2%}",
                "–" if latency is None else f"{latency * 1e3:.2f} ms",
            ]
        )
    show(["recipe", "accuracy", "bytes of the file", "predicted size", "latency"], rows)
