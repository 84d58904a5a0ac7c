"""Training a ResNet-20 of CIFAR-10: images a second against a bare torch loop, and what training wins back at few bits.

Times are of the processor, on one thread, the faster quarter of steps that take turns: what else the machine does
counts little. The recovery is of ``epochs`` passes over 2,250 of the 8,000 training images, the first and the last
layer at 8 bits, inputs at 8 bits; accuracy on test images that took no part in training or in choosing the epoch.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.benchmarks.table import show
from tests.material import MATERIAL

PREPARATION: dict[str, Any] = {"scale": 1 / 255, "mean": (0.485, 0.456, 0.406), "std": (0.229, 0.224, 0.225)}
BATCH, ROUNDS = 64, 12
#: Bits or scheme, epochs and learning rate of each row of the recovery.
ROWS = (("4", 3, 1e-4), ("2", 4, 1e-3), ("1 BWN", 5, 1e-3), ("1 BinaryConnect", 5, 2e-3))
IMAGES, SAMPLES = 1000, 2500


def prepared(images: int = IMAGES) -> tuple[str, Any, Any]:
    from edgeviz.engine.data.guess import guess
    from edgeviz.engine.load.open import open_model

    path = str(MATERIAL / "models" / "cifar_resnet20.onnx")
    graph = open_model(path)
    return (
        path,
        graph,
        replace(guess(str(MATERIAL / "data" / "cifar10_dev.npz"), graph), **PREPARATION, validation=images),
    )


def overhead(rounds: int = ROUNDS) -> None:
    """Every kind of training makes a step in turn, so that all meet the same machine."""
    import torch
    from torch.nn import functional

    from edgeviz.core.presets import uniform_recipe
    from edgeviz.core.train_request import Augmentation, TrainRequest
    from edgeviz.core.training import TrainSpec
    from edgeviz.engine.threads import limit_torch
    from edgeviz.engine.train import loop
    from edgeviz.engine.train.compose import compose
    from edgeviz.jobs.context import Untracked
    from tests.benchmarks.resnet import resnet20

    limit_torch()
    torch.set_num_threads(1)
    path, graph, data = prepared(100)
    x, y = torch.randn(BATCH, 3, 32, 32), torch.randint(0, 10, (BATCH,))

    def bare(channels_last: bool) -> Callable[[], float]:
        layout = torch.channels_last if channels_last else torch.contiguous_format
        module = resnet20().train().to(memory_format=layout)  # type: ignore[call-overload]
        batch = x.contiguous(memory_format=layout)
        optimizer = torch.optim.Adam(module.parameters(), 1e-3, weight_decay=1e-4)

        def step() -> float:
            begun = time.process_time()
            optimizer.zero_grad()
            functional.cross_entropy(module(batch), y).backward()
            optimizer.step()
            return time.process_time() - begun

        return step

    def ours(bits: int, inputs: int, rule: str, augmentation: Augmentation, folder: Path) -> Callable[[], float]:
        request = TrainRequest(
            TrainSpec(epochs=1, batch=BATCH),
            uniform_recipe(graph, bits, inputs),
            activations=rule,  # type: ignore[arg-type]
            augmentation=augmentation,
            samples=50 + BATCH * 10,
        )
        composed = compose(Untracked(), path, data, request, folder)
        (stage,) = composed.stages
        held = type(composed.held_out)(composed.held_out.x[:2], composed.held_out.y[:2])
        objective = composed.objective(stage)

        def step() -> float:
            """Seconds of a step of an epoch of the real loop."""
            ends: list[float] = []

            def after(module: Any) -> None:
                composed.after_step(module)
                ends.append(time.process_time())

            count = 4 * BATCH
            some = type(held)(stage.train.x[:count], stage.train.y[:count])
            loop.fit(Untracked(), stage.module, some, held, stage.spec, objective, after, augment=composed.augment)
            return (ends[-1] - ends[0]) / (len(ends) - 1)

        return step

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        kinds: dict[str, Callable[[], float]] = {
            "bare torch loop": bare(False),
            "bare torch loop, channels last": bare(True),
            "float": ours(32, 32, "calibrated", Augmentation(), place),
            "float, flip and crop": ours(32, 32, "calibrated", Augmentation(True, 4), place),
            "weights 4": ours(4, 32, "calibrated", Augmentation(), place),
            "weights 4, inputs 8": ours(4, 8, "calibrated", Augmentation(), place),
            "weights 4, inputs 8, learned ranges (LSQ)": ours(4, 8, "lsq", Augmentation(), place),
            "weights 4, inputs 8, learned ranges (PACT)": ours(4, 8, "pact", Augmentation(), place),
            "weights 1 (BWN)": ours(1, 32, "calibrated", Augmentation(), place),
        }
        times: dict[str, list[float]] = {name: [] for name in kinds}
        for _ in range(rounds):
            for name, step in kinds.items():
                times[name].append(step())
    best = {name: sorted(found)[len(found) // 4] for name, found in times.items()}
    first = best["bare torch loop"]
    whole = best["float"]
    rows = [[name, f"{BATCH / t:.0f}", f"{first / t:.2f}", f"{whole / t:.2f}"] for name, t in best.items()]
    show(["training", "images/s", "of the bare loop", "of float"], rows)


def recovery(samples: int = SAMPLES, images: int = IMAGES, rows: Any = ROWS) -> None:
    from edgeviz.core.metric import Evaluation
    from edgeviz.core.presets import keep_ends, uniform_recipe
    from edgeviz.core.recipe import LayerRecipe, Recipe
    from edgeviz.core.spec import Scheme, Spec, activation_spec
    from edgeviz.core.train_request import ActivationRule, Augmentation, TrainedModel, TrainRequest
    from edgeviz.core.training import TrainSpec
    from edgeviz.engine import evaluate
    from edgeviz.engine.export import job as export
    from edgeviz.engine.train import job
    from edgeviz.jobs.context import Untracked

    path, graph, data = prepared(images)

    class Kept(Untracked):
        def __init__(self) -> None:
            super().__init__()
            self.found: list[Any] = []

        def result(self, payload: object) -> None:
            if isinstance(payload, Evaluation | TrainedModel):
                self.found.append(payload)

    def shown(metric: Any) -> str:
        return f"{100 * metric.value:.1f} ({100 * metric.low:.1f} … {100 * metric.high:.1f})"

    table = []
    for name, epochs, rate in rows:
        if "Connect" in name:
            row = LayerRecipe(Spec(1, Scheme.BINARY), activation_spec(8))
            recipe = Recipe({layer.key: row for layer in graph.layers})
        else:
            recipe = uniform_recipe(graph, int(name.split()[0]), 8)
        recipe = keep_ends(recipe, graph, True)
        before, after = Kept(), Kept()
        evaluate.run(before, path, data, [recipe], latency=False)
        request = TrainRequest(
            TrainSpec(epochs=epochs, batch=BATCH, rate=rate),
            recipe,
            augmentation=Augmentation(flip=True, crop=4),
            activations=ActivationRule.LSQ,
            samples=samples,
        )
        with tempfile.TemporaryDirectory() as folder:
            job.run(after, path, data, request, folder)
            trained = after.found[-1]
            report = export.run(Untracked(), trained.path, data, trained.recipe, str(Path(folder) / "q.onnx"))
        rounded, found = before.found[-1].metrics["accuracy"], trained.evaluations[0].metrics["accuracy"]
        exported = "–" if report.exported is None else f"{100 * report.exported.value:.1f}"
        cells = [
            shown(rounded),
            shown(found),
            exported,
            f"{epochs} × {samples * 9 // 10:,}",
            f"{trained.seconds:,.0f} s",
        ]
        table.append([name, *cells])
        print(" · ".join((name, *cells)), file=sys.stderr, flush=True)
    show(["weights", "rounded, %", "trained, %", "in onnxruntime", "epochs × images", "training took"], table)


def main(quick: bool = False) -> None:
    if not MATERIAL.exists():
        print("needs the test material", file=sys.stderr)
        return
    overhead(4 if quick else ROUNDS)
    print()
    if quick:
        print("quick: a quarter of the images, and 4 bits only")
    recovery(*((SAMPLES // 4, 300, ROWS[:1]) if quick else ()))


if __name__ == "__main__":
    main("--quick" in sys.argv)
