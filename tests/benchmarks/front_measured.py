"""The exact front beside greedy at the same sizes, measured: accuracies on the same images, and what chance allows.

Weights at {8,6,4,3,2}, activations at 8 bits, a sensitivity measured on some of the calibration images. At every size
both give their recipe of least predicted loss within it. Which of two recipes is better is asked in pairs, image by
image: the interval of the difference is Newcombe's for paired proportions, and p is McNemar's exact one. Recipes are
fake-quantized in torch, as everywhere.

What is proven is that the exact front has the least *predicted* loss at every size. Measured, it need not be better at
every size: predictions err, and where both recipes are nearly the same the order of their accuracies is chance. So the
claim is "at no size worse beyond chance", and the last lines of the output count what was found.
"""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np

from tests.benchmarks.prediction import MODELS
from tests.benchmarks.table import show
from tests.material import MATERIAL

SIZES, IMAGES, SAMPLES = 6, 2000, 1000


def paired(one: np.ndarray, other: np.ndarray) -> tuple[float, float, float, float]:
    """How much more often ``one`` is right, the 95 % interval of that, and McNemar's exact p."""
    from edgeviz.core.outcomes import Outcomes
    from edgeviz.core.statistics import mcnemar, paired_interval

    both, gained, lost, neither = Outcomes.of(one).table(Outcomes.of(other))
    low, high = paired_interval(both, gained, lost, neither, 0.95)
    return (gained - lost) / len(one), low, high, mcnemar(gained, lost)


def rows(name: str, preparation: dict, images: int) -> list[list[str]]:
    from edgeviz.core.baselines import greedy_front, uniform_points
    from edgeviz.core.frontier import RecipeFront, recipe_front
    from edgeviz.core.recipe import Recipe
    from edgeviz.core.sensitivity import Method
    from edgeviz.engine.data.guess import guess
    from edgeviz.engine.repair.ready import ready
    from edgeviz.engine.sensitivity import run as sensitivity
    from edgeviz.engine.session import session
    from edgeviz.jobs.context import Untracked

    path = str(MATERIAL / "models" / f"{name}.onnx")
    opened = session(path)
    data = replace(guess(str(MATERIAL / "data" / "cifar10_dev.npz"), opened.graph), **preparation, validation=images)
    table = sensitivity(Untracked(), path, data, Method.MEASURED, activation_bits=(8,), samples=SAMPLES)
    front = recipe_front(opened.graph, table, cells=None)
    greedy, uniform = greedy_front(front.choices), uniform_points(front.choices)
    dataset = opened.data(data)
    known: dict[Recipe, np.ndarray] = {}

    def right(recipe: Recipe) -> np.ndarray:
        """Which images the recipe classifies rightly."""
        if recipe not in known:
            module = ready(opened, recipe, data).quantized()
            found = opened.predictions(opened.outputs(module, dataset.validation.x, lambda done: None))
            known[recipe] = found == dataset.validation.y
        return known[recipe]

    costs = front.costs("size")
    sizes = np.linspace(costs[0], costs[-1], SIZES + 2)[1:-1]
    found = []
    for size in sizes:

        def at(points: RecipeFront, size: float = float(size)) -> tuple[float, np.ndarray]:
            point = points.within(size=size)
            assert point is not None
            return point.loss, right(points.recipe(point))

        (loss, exact), (other_loss, walked) = at(front), at(greedy)
        better, low, high, p = paired(exact, walked)
        even = uniform.within(size=float(size))
        found.append(
            [
                name,
                f"{size / 1e3:.1f} KB",
                f"{100 * (other_loss / loss - 1):.0f} %",
                f"{100 * exact.mean():.1f} %",
                f"{100 * walked.mean():.1f} %",
                f"{100 * better:+.1f} ({100 * low:+.1f} to {100 * high:+.1f})",
                f"{p:.2f}",
                "–" if even is None else f"{100 * right(uniform.recipe(even)).mean():.1f} %",
            ]
        )
    return found


def main(models: tuple[str, ...] = ("cifar_resnet20",), images: int = IMAGES) -> None:
    if not MATERIAL.exists():
        print("needs the test material", file=sys.stderr)
        return
    header = ["model", "at most", "greedy's loss", "exact", "greedy", "points better", "p", "uniform within"]
    found = [row for name in models for row in rows(name, MODELS[name], images)]
    show(header, found)
    print(f"{images} images; differences in points with their paired 95 % interval.")
    print(summary([(float(row[5].split()[0]), float(row[6])) for row in found]))


def summary(found: list[tuple[float, float]]) -> str:
    """What pairs of difference (points) and p come to, in words that claim no more than they show."""
    lower = [(points, p) for points, p in found if points < 0]
    worse = sum(p < 0.05 for _, p in lower)
    better = sum(points > 0 and p < 0.05 for points, p in found)
    listed = ", ".join(f"{points:+.1f} (p = {p:.2f})" for points, p in lower)
    return (
        f"The exact front measured clearly better than greedy at {better} of {len(found)} sizes, clearly worse at "
        f"{worse}; lower at {len(lower)}{f': {listed}' if lower else ''}. Only its predicted loss is never worse."
    )


if __name__ == "__main__":
    main()
