"""Predicted beside measured accuracy on recipes that the fit has not seen: rank correlation and mean error.

A sensitivity on 500 samples, seven points of the front evaluated to fit the accuracy beside the float model (each
time the one furthest from those that are known), then 30 recipes drawn around the front, from its best to its worst: a
point's recipe with a sixth of its tied weights set to other widths. Accuracy is measured on 1,000 images, those of the
sensitivity among them. Where the float model itself is below 80 %, what is above 80 % is a dash.
"""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
from scipy.stats import spearmanr

from tests.benchmarks.table import show
from tests.material import MATERIAL

RESNET = {"scale": 1 / 255, "mean": (0.485, 0.456, 0.406), "std": (0.229, 0.224, 0.225)}
VIT = {"scale": 1 / 255, "mean": (0.4914, 0.4822, 0.4465), "std": (0.2023, 0.1994, 0.2010)}
MODELS = {"cifar_resnet20": RESNET, "mlperf_ic_resnet8": {"scale": 1.0}, "cifar_vit_6x128": VIT}
UNSEEN, FITTED, SAMPLES = 30, 7, 500


def row(name: str, preparation: dict, method: str, unseen_count: int = UNSEEN) -> list[str]:
    from edgeviz.core.frontier import recipe_front
    from edgeviz.core.metric import Evaluation
    from edgeviz.core.prediction import Observation, expected, fit_accuracy
    from edgeviz.core.recipe import Recipe
    from edgeviz.core.sensitivity import Method
    from edgeviz.engine.data.guess import guess
    from edgeviz.engine.evaluate import run as evaluate
    from edgeviz.engine.sensitivity import run as sensitivity
    from edgeviz.engine.session import session
    from edgeviz.jobs.context import Untracked

    path = str(MATERIAL / "models" / f"{name}.onnx")
    graph = session(path).graph
    data = replace(guess(str(MATERIAL / "data" / "cifar10_dev.npz"), graph), **preparation, validation=1000)
    table = sensitivity(Untracked(), path, data, Method(method), activation_bits=(8,), samples=SAMPLES)
    front = recipe_front(graph, table)

    def accuracies(recipes: list[Recipe]) -> list[float]:
        found: dict[Recipe, float] = {}

        class Collected(Untracked):
            def result(self, payload: object) -> None:
                if isinstance(payload, Evaluation):
                    found[payload.recipe] = payload.metrics["accuracy"].value

        evaluate(Collected(), path, data, recipes, latency=False)
        return [found[recipe] for recipe in recipes]

    seen = [Observation(0.0, accuracies([Recipe()])[0], 1000)]
    model = expected(0.1)
    for _ in range(FITTED):
        index = model.most_uncertain(front.losses)
        if index is None:
            break
        seen.append(Observation(front[index].loss, accuracies([front.recipe(index)])[0], 1000))
        model = fit_accuracy(seen, 0.1)
    rng = np.random.default_rng(0)
    unseen: list[Recipe] = []
    base = np.geomspace(max(front.losses[-1], 1e-9), front.losses[0], unseen_count)
    for target in base:
        chosen = front.front.choices[int(np.argmin(np.abs(np.log(front.losses / target))))].copy()
        for variable in rng.choice(len(chosen), size=max(1, len(chosen) // 6), replace=False):
            chosen[variable] = rng.integers(len(front.choices.specs[variable]))
        unseen.append(front.choices.recipe(chosen))
    measured = np.array(accuracies(unseen))
    losses = np.array([table.predicted_loss(recipe) for recipe in unseen])
    value, low, high = model.curve(losses).T
    error = np.abs(value - measured)
    good = measured > 0.8
    return [
        name,
        method,
        f"{100 * seen[0].accuracy:.1f} %",
        f"{-spearmanr(losses, measured).statistic:.3f}",
        f"{100 * error[good].mean():.2f} points ({good.sum()})" if good.any() else "–",
        f"{100 * error.mean():.2f} points",
        f"{100 * ((low <= measured) & (measured <= high)).mean():.0f} %",
        f"{100 * (high - low).mean():.0f} points",
    ]


def main(
    models: tuple[str, ...] = tuple(MODELS), methods: tuple[str, ...] = ("fisher", "measured"), quick: bool = False
) -> None:
    if not MATERIAL.exists():
        print("needs the test material", file=sys.stderr)
        return
    if quick:
        print("quick: one model, measured, 12 recipes\n")
    cases = [("mlperf_ic_resnet8", "measured")] if quick else [(name, method) for name in models for method in methods]
    rows = [row(name, MODELS[name], method, 12 if quick else UNSEEN) for name, method in cases]
    header = ["model", "sensitivity", "float", "rank correlation", "mean error where above 80 %", "over all"]
    show([*header, "in the interval", "interval, mean width"], rows)


if __name__ == "__main__":
    main()
