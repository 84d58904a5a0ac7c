"""Training a ResNet-20 of CIFAR-10: images a second against a bare torch loop, and what training wins back at few bits.

Times are of the processor, on one thread, the faster quarter of steps that take turns: what else the machine does
counts little. The recovery is of ``epochs`` passes over 1,800 of the 8,000 training images, the first and the last
layer at 8 bits. Accuracy on test images that took no part in training or in choosing epoch and learning rate, which
200 held-out training images did; "export" is the exported file, read and run by onnxruntime. XNOR-Net needs a network
with another activation than Relu before its signs: "rounded" is of that network, which was never trained with it.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks.table import show
from tests.material import MATERIAL

PREPARATION: dict[str, Any] = {"scale": 1 / 255, "mean": (0.485, 0.456, 0.406), "std": (0.229, 0.224, 0.225)}
BATCH, ROUNDS = 64, 12
IMAGES, SAMPLES = 1000, 2000


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


@dataclass(frozen=True)
class Row:
    """One line of the recovery: weights and inputs of every layer but the first and the last, which have 8 bits.

    ``rates``: learning rates, of which the one that is best on held-out training samples counts. ``signed``: in the
    network with a hard tanh before its layers, because behind a Relu all signs are +. ``samples``: training images,
    where the row needs more than the others.
    """

    name: str
    weight: Any
    inputs: Any
    epochs: int
    rates: tuple[float, ...]
    signed: bool = False
    samples: int = 0


def rows() -> tuple[Row, ...]:
    from edgeviz.core.schemes import TTQ, XNOR
    from edgeviz.core.spec import FLOAT32, Granularity, Scheme, Spec, activation_spec, weight_spec

    eight, four = activation_spec(8), activation_spec(4)
    return (
        Row("4, inputs 8", weight_spec(4), eight, 3, (1e-4, 3e-4)),
        Row("4, inputs 4", weight_spec(4), four, 3, (1e-4, 5e-4)),
        Row("2, inputs 8", weight_spec(2), eight, 3, (1e-3,)),
        Row("2 TWN", Spec(2, Scheme.TERNARY, granularity=Granularity.CHANNEL), FLOAT32, 3, (1e-3,)),
        Row("2 TTQ", TTQ.spec, FLOAT32, 3, (1e-3,)),
        Row("1 BWN, inputs 8", weight_spec(1), eight, 4, (1e-3,)),
        Row("1 BinaryConnect", Spec(1, Scheme.BINARY), FLOAT32, 4, (2e-3,)),
        Row("1 BinaryConnect, stochastic", Spec(1, Scheme.STOCHASTIC), FLOAT32, 12, (5e-3,), samples=5000),
        Row("1 XNOR-Net, inputs 1", weight_spec(1), XNOR.spec, 20, (2e-3,), True, 5000),
    )


def recovery(samples: int = SAMPLES, images: int = IMAGES, chosen: Sequence[Row] = ()) -> None:
    import onnxruntime

    from edgeviz.core.metric import Evaluation
    from edgeviz.core.presets import keep_ends
    from edgeviz.core.recipe import LayerRecipe, Recipe
    from edgeviz.core.train_request import ActivationRule, Augmentation, TrainedModel, TrainRequest
    from edgeviz.core.training import TrainSpec
    from edgeviz.engine import evaluate
    from edgeviz.engine.export import job as export
    from edgeviz.engine.session import session
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

    def of_export(file: str) -> float:
        """Accuracy of the exported file itself, read anew."""
        held = session(path).data(data).validation
        running = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
        name = running.get_inputs()[0].name
        parts = [running.run(None, {name: held.x[at : at + 50]})[0] for at in range(0, len(held), 50)]
        return 100 * float((np.concatenate(parts).argmax(axis=1) == held.y).mean())

    table = []
    for row in chosen or rows():
        recipe = Recipe({layer.key: LayerRecipe(row.weight, row.inputs) for layer in graph.layers})
        recipe = keep_ends(recipe, graph, True)
        with tempfile.TemporaryDirectory() as folder:
            start = with_hard_tanh(path, folder) if row.signed else path
            before = Kept()
            evaluate.run(before, start, data, [recipe], latency=False)
            runs = []
            for rate in row.rates:
                request = TrainRequest(
                    TrainSpec(epochs=row.epochs, batch=BATCH, rate=rate),
                    recipe,
                    augmentation=Augmentation(flip=True, crop=4),
                    activations=ActivationRule.LSQ,
                    samples=row.samples or samples,
                )
                after = Kept()
                job.run(after, start, data, request, folder)
                runs.append(after.found[-1])
            trained = max(runs, key=lambda run: run.accuracies[run.best])
            file = str(Path(folder) / "q.onnx")
            export.run(Untracked(), trained.path, data, trained.recipe, file)
            exported = of_export(file)
        cells = [
            shown(before.found[-1].metrics["accuracy"]),
            shown(trained.evaluations[0].metrics["accuracy"]),
            f"{exported:.1f}",
            f"{trained.request.spec.rate:g} of {', '.join(f'{rate:g}' for rate in row.rates)}",
            f"{row.epochs} × {(row.samples or samples) * 9 // 10:,}",
            f"{trained.seconds:,.0f} s",
        ]
        table.append([row.name, *cells])
        print(" · ".join((row.name, *cells)), file=sys.stderr, flush=True)
    header = ["weights", "rounded, %", "trained, %", "export, %", "rate", "epochs × images", "training took"]
    show(header, table)


def with_hard_tanh(path: str, folder: str) -> str:
    """The network with a hard tanh in place of each Relu that a convolution reads, as binary networks are built.

    XNOR-Net's blocks are norm, sign, convolution (Rastegari et al. 2016, section 3.3): behind a Relu every sign would
    be +. Without anything in its place the sums of the residual blocks would grow to hundreds, and where |x| > 1 no
    gradient passes a sign; the hard tanh is what a sign is the limit of (Courbariaux et al. 2016, section 1.3).
    """
    import onnx

    model = onnx.load(path)
    read = {node.input[0] for node in model.graph.node if node.op_type == "Conv"}
    for name, value in (("low", -1.0), ("high", 1.0)):
        model.graph.initializer.append(onnx.numpy_helper.from_array(np.array(value, np.float32), f"hard_tanh.{name}"))
    for node in model.graph.node:
        if node.op_type == "Relu" and node.output[0] in read:
            node.op_type = "Clip"
            node.input.extend(["hard_tanh.low", "hard_tanh.high"])
    made = str(Path(folder) / "signed.onnx")
    onnx.save(model, made)
    return made


def main(quick: bool = False) -> None:
    if not MATERIAL.exists():
        print("needs the test material", file=sys.stderr)
        return
    overhead(4 if quick else ROUNDS)
    print()
    if quick:
        print("quick: a quarter of the images, and 4 bits only")
    recovery(*((SAMPLES // 4, 300, rows()[:1]) if quick else ()))


if __name__ == "__main__":
    main("--quick" in sys.argv)
