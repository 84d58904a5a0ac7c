"""Every scheme of weights on a ResNet-20: accuracy with its interval, bytes, latency; nothing is trained.

All layers alike, CIFAR-10 test images. Latency of one image in onnxruntime on one thread, the median of many runs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tests.benchmarks.table import show
from tests.material import MATERIAL

PREPARATION = {"scale": 1 / 255, "mean": (0.485, 0.456, 0.406), "std": (0.229, 0.224, 0.225)}
IMAGES = 1000


def recipes(graph: Any) -> Iterator[tuple[str, Any]]:
    from edgeviz.core.recipe import LayerRecipe, Recipe
    from edgeviz.core.schemes import DOREFA, DOREFA_INPUTS, KMEANS, WEIGHTS, XNOR
    from edgeviz.core.spec import FLOAT32, Granularity, Spec, activation_spec, weight_spec

    def everywhere(weight: Spec, activation: Spec = FLOAT32) -> Recipe:
        return Recipe(
            {layer.key: LayerRecipe(weight, activation if layer.input else FLOAT32) for layer in graph.layers}
        )

    yield "float", Recipe()
    for bits in (8, 6, 5, 4, 3, 2):
        yield f"uniform {bits}", everywhere(weight_spec(bits))
    for bits in (8, 4):
        yield f"uniform {bits}, power-of-two scales", everywhere(weight_spec(bits, power_of_two=True))
    for scheme in WEIGHTS:
        if scheme not in (DOREFA, KMEANS):
            yield scheme.name, everywhere(scheme.spec)
    yield "TWN, per channel", everywhere(replace(WEIGHTS[4].spec, granularity=Granularity.CHANNEL))
    for bits in (8, 4, 2):
        yield f"DoReFa {bits}", everywhere(DOREFA.at(bits))
    for bits in (8, 6, 5, 4, 3, 2, 1):
        yield f"k-means {bits}", everywhere(KMEANS.at(bits))
    inputs = activation_spec(8)
    yield "uniform 8, inputs 8", everywhere(weight_spec(8), inputs)
    yield (
        "both, power-of-two scales",
        everywhere(weight_spec(8, power_of_two=True), activation_spec(8, power_of_two=True)),
    )
    yield "k-means 4, inputs 8", everywhere(KMEANS.at(4), inputs)
    yield "uniform 8, inputs DoReFa 8", everywhere(weight_spec(8), DOREFA_INPUTS.at(8))
    yield "uniform 8, inputs 2", everywhere(weight_spec(8), activation_spec(2))
    yield "uniform 8, inputs XNOR-Net", everywhere(weight_spec(8), XNOR.spec)
    yield "XNOR-Net", everywhere(weight_spec(1), XNOR.spec)


def main(images: int = IMAGES, latency: bool = True) -> None:
    if not MATERIAL.exists():
        print("needs the test material", file=sys.stderr)
        return
    from edgeviz.core.metric import Evaluation
    from edgeviz.engine.data.guess import guess
    from edgeviz.engine.evaluate import run
    from edgeviz.engine.session import session
    from edgeviz.jobs.context import Untracked

    path = str(MATERIAL / "models" / "cifar_resnet20.onnx")
    graph = session(path).graph
    data = replace(guess(str(MATERIAL / "data" / "cifar10_dev.npz"), graph), **PREPARATION, validation=images)
    rows = []
    for name, recipe in recipes(graph):
        found: list[Evaluation] = []

        class Collected(Untracked):
            def result(self, payload: object, found: list[Evaluation] = found) -> None:
                if isinstance(payload, Evaluation):
                    found.append(payload)

        run(Collected(), path, data, [recipe], latency=latency)
        metrics = found[-1].metrics
        accuracy, size = metrics["accuracy"], metrics["size"]
        low, high = accuracy.low or 0.0, accuracy.high or 0.0
        cells = [name, f"{100 * accuracy.value:.1f} %", f"{100 * low:.1f} … {100 * high:.1f} %", f"{size.value:,.0f}"]
        rows.append([*cells, f"{1000 * metrics['latency'].value:.2f} ms" if "latency" in metrics else "–"])
    show(["scheme", "accuracy", f"interval, {images} images", "bytes", "latency"], rows)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
