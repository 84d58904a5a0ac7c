"""What the post-training repairs win back on real models, and what they cost.

CIFAR-10: 256 training images calibrate, 1,000 test images measure; keyword spotting: 100 and 300 of the samples at
hand. Accuracy is of the simulation, which is what an export computes. The MobileNet of the visual wake-word test has no
labelled data here: what is measured is how often it agrees with its float self on 200 ImageNet pictures. The SQNR is
that of the network's outputs (10·log10 of their variance over the mean squared error).
Seconds are those of repairing (one thread; a finished AdaRound is not read from the cache here).
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from edgeviz.core.dataset import DataSpec
from edgeviz.core.presets import uniform_recipe
from edgeviz.core.recipe import Recipe, Repairs
from edgeviz.core.spec import Granularity
from edgeviz.engine.data.dataset import load
from edgeviz.engine.data.guess import guess
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import Session, session
from tests.benchmarks.table import show
from tests.material import MATERIAL

#: Iterations of AdaRound for each layer.
ITERATIONS = 1000
NONE, CLE, BIAS, NORM = Repairs(), Repairs(equalize=True), Repairs(correct_bias=True), Repairs(reestimate=True)
ROUNDING = Repairs(adaround=ITERATIONS)
CHANNEL, TENSOR = Granularity.CHANNEL, Granularity.TENSOR

#: Weight bits, activation bits, granularity of the weights, repairs.
Case = tuple[int, int, Granularity, Repairs]
RESNET: Sequence[Case] = (
    (8, 8, CHANNEL, NONE),
    *((4, 32, CHANNEL, repairs) for repairs in (NONE, CLE, BIAS, NORM, ROUNDING)),
    *((3, 32, CHANNEL, repairs) for repairs in (NONE, BIAS, NORM, ROUNDING)),
    *((4, 8, CHANNEL, repairs) for repairs in (NONE, BIAS, replace(ROUNDING, correct_bias=True))),
    *((4, 32, TENSOR, repairs) for repairs in (NONE, CLE, BIAS, ROUNDING)),
)
SEPARABLE: Sequence[Case] = (
    *((8, 8, TENSOR, repairs) for repairs in (NONE, CLE, Repairs(equalize=True, correct_bias=True))),
    *((6, 32, TENSOR, repairs) for repairs in (NONE, CLE, Repairs(equalize=True, correct_bias=True))),
    (8, 8, CHANNEL, NONE),
)


def main() -> None:
    if not MATERIAL.is_dir():
        print("skipped: needs the models and data of shared/material beside the checkout")
        return
    cifar = DataSpec(
        "npz", str(MATERIAL / "data" / "cifar10_dev.npz"), scale=1 / 255, mean=(0.485, 0.456, 0.406),
        std=(0.229, 0.224, 0.225), calibration=256, validation=1000,
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        rows = [
            *_rows("cifar_resnet20", cifar, RESNET),
            *_rows("cifar_resnet56", cifar, ((8, 8, CHANNEL, NONE),)),
            *_rows("mlperf_kws_dscnn", _guessed("mlperf_kws_dscnn", "kws01_dev.npz", 100, 300), SEPARABLE),
            *_rows("mlperf_vww_mobilenetv1_025", _pictures(Path(folder)), SEPARABLE, labelled=False),
        ]  # fmt: skip
    show(["model", "recipe", "repairs", "accuracy", "agrees with float", "output SQNR", "seconds"], rows)


def _guessed(model: str, data: str, calibration: int, validation: int) -> DataSpec:
    graph = session(MATERIAL / "models" / f"{model}.onnx").graph
    spec = guess(str(MATERIAL / "data" / data), graph)
    return replace(spec, calibration=calibration, validation=validation)


def _pictures(folder: Path) -> DataSpec:
    """264 ImageNet pictures as the wake-word network takes them, with labels that mean nothing."""
    spec = _guessed("mlperf_vww_mobilenetv1_025", "imagenet300_dev.zip", 64, 200)
    data = load(spec, (1, 3, 96, 96), None)
    x = np.concatenate([data.calibration.x, data.validation.x])
    np.savez(folder / "pictures.npz", x=x, y=np.arange(len(x)) % 2)
    return DataSpec("npz", str(folder / "pictures.npz"), calibration=64, validation=200)


def _rows(model: str, data: DataSpec, cases: Sequence[Case], labelled: bool = True) -> Iterator[list[str]]:
    opened = session(MATERIAL / "models" / f"{model}.onnx")
    yield [model, "float", "", *_figures(opened, data, Recipe(), labelled)]
    for weights, activations, granularity, repairs in cases:
        recipe = uniform_recipe(opened.graph, weights, activations)
        layers = {
            key: replace(row, weight=replace(row.weight, granularity=granularity)) for key, row in recipe.layers.items()
        }
        recipe = replace(recipe, layers=layers, repairs=repairs)
        name = f"W{weights} A{activations} per {granularity}"
        row = [model, name, repairs.label or "–", *_figures(opened, data, recipe, labelled)]
        print("   ", " | ".join(row), flush=True)
        yield row


def _figures(opened: Session, data: DataSpec, recipe: Recipe, labelled: bool) -> list[str]:
    split = opened.data(data).validation
    real = opened.predictions(opened.float_outputs(data))
    begun = time.perf_counter()
    prepared = ready(opened, recipe, data)
    seconds = time.perf_counter() - begun
    outputs, floats = opened.outputs(prepared.quantized(), split.x), opened.float_outputs(data)
    found = opened.predictions(outputs)
    noise, signal = np.square(outputs - floats).sum(), np.square(floats - floats.mean(axis=0)).sum()
    ratio = f"{10 * np.log10(signal / noise):.1f} dB" if noise else "–"
    accuracy = f"{(found == split.y).mean():.1%}" if labelled else "–"
    return [accuracy, f"{(found == real).mean():.1%}", ratio, f"{seconds:.1f}" if recipe.repairs else "–"]
