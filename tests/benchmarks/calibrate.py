"""Predicted against measured latency: sums of layers from a table of this machine, on recipes and models it never saw.

The table is learned from nine recipes of each model; then mixed recipes that are none of them are measured, twice, one
after another with the others, and the means are compared. Aim: nine of ten within 10 % (nn-Meter, MobiSys 2021, reports
99 % for phone CPUs). "the other models'": the table comes from the other models alone. "measured again" holds the
second measurement against the first: a prediction cannot be expected to come nearer than the machine to itself. Where
one thread runs, seconds are the processor's: other programs only lengthen the clock's.

A shared machine's speed drifts by half within minutes: the float model is timed right before each recipe, and both
prediction and measurement are taken relative to the float model of their own moment.
"""

from __future__ import annotations

import random
import time

import numpy as np

from edgeviz.core.device.latency import roofline_seconds
from edgeviz.core.device.learn_timings import learn
from edgeviz.core.device.timings import predict
from edgeviz.core.graph import ModelGraph
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.spec import FLOAT32, activation_spec, weight_spec
from edgeviz.core.timing import Timing
from edgeviz.engine.measure import calibrate
from edgeviz.engine.measure.alone import own_clock
from edgeviz.engine.measure.latency import measure_latency
from edgeviz.engine.measure.runtime import device_name
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import session
from edgeviz.jobs.context import Untracked
from edgeviz.project.devices import find_device
from tests.benchmarks.table import show
from tests.material import MATERIAL

MODELS = ("cifar_resnet20", "mlperf_kws_dscnn", "mlperf_vww_mobilenetv1_025", "cifar_vit_6x128")
RECIPES, PASSES, BUDGET = 20, 2, 0.1
WIDTHS = ((8, 8), (4, 8), (8, 32), (4, 32), (2, 32), (32, 32))


def main(quick: bool = False) -> None:
    context = Untracked()
    models = MODELS[:2] if quick else MODELS
    count = 6 if quick else RECIPES
    draw = random.Random(0)
    paths = {name: str(MATERIAL / "models" / f"{name}.onnx") for name in models}
    seen, times = {}, {}
    for name, path in paths.items():
        begun = time.perf_counter()
        seen[name] = calibrate.observe(context, [path], Timing(budget=calibrate.BUDGET))
        times[name] = time.perf_counter() - begun
    everything = learn([one for observations in seen.values() for one in observations])
    rows, errors = [], []
    pi = find_device("raspberry_pi_4")
    for name, path in paths.items():
        opened = session(path)
        recipes = [_recipe(opened.graph, draw) for _ in range(count)]
        passes = _measured(path, recipes)
        measured = np.median(passes, axis=0)
        rows.append([name, "measured again", *_quantiles(passes[-1] / passes[-2] - 1), ""])
        others = learn([one for other, observations in seen.items() if other != name for one in observations])
        tables = {"its own table": learn(seen[name]), "all models' table": everything, "the other models'": others}
        for label, table in tables.items():
            found = [predict(opened.graph, recipe, table) for recipe in recipes]
            plain = next(one.total for one in seen[name] if one.recipe.is_float32)
            error = np.array([one.seconds for one in found]) / plain / measured - 1
            if label == "its own table":
                errors.append(error)
            rows.append([name, label, *_quantiles(error), f"{np.mean([one.measured for one in found]):.0%}"])
        spread = np.array([roofline_seconds(opened.graph, recipe, pi) for recipe in recipes])
        rows.append([name, "rank by a Raspberry Pi 4's roofline", "", "", "", "", f"{_rank(spread, measured):+.2f}"])
    rows.append(["all", "own tables", *_quantiles(np.concatenate(errors)), ""])
    show(["model", "table", "within 10 %", "median error", "10 … 90 % of errors", "largest", "known"], rows)
    taken = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in times.items())
    print(f"\nTime to calibrate: {taken}; {count} recipes each, {device_name()}.")


def _recipe(graph: ModelGraph, draw: random.Random) -> Recipe:
    """Each layer at one of up to four pairs of widths."""
    few = draw.sample(WIDTHS, draw.choice((1, 2, 3, 4)))
    rows = {}
    for layer in graph.layers:
        weight, activation = draw.choice(few)
        rows[layer.key] = LayerRecipe(
            weight_spec(weight) if weight < 32 else FLOAT32,
            activation_spec(activation) if activation < 32 and layer.input else FLOAT32,
        )
    return Recipe(rows)


def _measured(path: str, recipes: list[Recipe]) -> np.ndarray:
    """Latencies as multiples of the float model's [passes, recipes]."""
    opened = session(path)
    feed = opened.feed(None, opened.fixed_batch or 1)
    context = Untracked()
    contents = [
        ready(opened, one, None, context.progress).exported().SerializeToString() for one in (Recipe(), *recipes)
    ]

    clock = own_clock(0)

    def ratio(content: bytes) -> float:
        plain = measure_latency(contents[0], feed, budget=BUDGET, clock=clock).value
        return measure_latency(content, feed, budget=BUDGET, clock=clock).value / plain

    return np.array([[ratio(content) for content in contents[1:]] for _ in range(PASSES)])


def _quantiles(error: np.ndarray) -> list[str]:
    low, high = np.quantile(error, [0.1, 0.9])
    within = float(np.mean(np.abs(error) <= 0.1))
    largest = error[np.argmax(np.abs(error))]
    return [f"{within:.0%}", f"{np.median(np.abs(error)):.1%}", f"{low:+.1%} … {high:+.1%}", f"{largest:+.1%}"]


def _rank(one: np.ndarray, other: np.ndarray) -> float:
    from scipy.stats import spearmanr

    return float(spearmanr(one, other).statistic)
