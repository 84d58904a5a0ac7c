"""The exact front: points and time, on published layers and on random ones; greedy and integer programming beside it.

Published: HAWQ-V3's ResNet-50 (Yao et al. 2021), 48 tied groups; between 4 and 8 bits and beyond, ‖ΔW‖² by
((127 / (2^(b-1) - 1))², latency linear in the width. Random: uniform costs and losses, sorted, which is hard.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from edgeviz.core.allocate import Front, exact_front
from edgeviz.core.baselines import greedy_front
from edgeviz.core.budget import best_within
from edgeviz.core.frontier import OBJECTIVES, recipe_front
from edgeviz.core.graph import ModelGraph
from edgeviz.jobs.streams import stdout_kept
from tests.benchmarks.table import median, show
from tests.core.builders import wide_graph
from tests.core.sensitivities import random_sensitivity
from tests.material import MATERIAL

LAYERS = MATERIAL / "ref" / "hawq_v3_layers.json"
ROUNDS = 5


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """The result, and the best of a few rounds in seconds."""
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        found = work()
        best = min(best, time.perf_counter() - begun)
    return found, best


def row(name: str, work: Callable[[], Front]) -> list[str]:
    front, seconds = timed(work)
    spans = np.ptp(front.values[:, :-1], axis=0)
    slack = max(100 * t / s for t, s in zip(front.tolerance, spans, strict=True))
    return [name, str(len(front)), f"{seconds * 1e3:.0f} ms", "exact" if slack == 0 else f"{slack:.2f} % of the range"]


def published() -> list[list[str]]:
    table = json.loads(LAYERS.read_text())["resnet50"]
    ties = {b: a for a, b in table["ties"]}
    groups: dict[int, list[int]] = {}
    for layer in range(len(table["par"])):
        groups.setdefault(ties.get(layer, layer), []).append(layer)

    def column(bits: tuple[int, ...], value: Callable[[int, int], float]) -> list[list[float]]:
        return [[sum(value(layer, b) for layer in group) for b in bits] for group in groups.values()]

    def noise(layer: int, b: int) -> float:
        return table["d4"][layer] if b == 4 else table["d8"][layer] * (127 / (2 ** (b - 1) - 1)) ** 2

    def latency(layer: int, b: int) -> float:
        return table["l4"][layer] + (table["l8"][layer] - table["l4"][layer]) * (b - 4) / 4

    rows = []
    for title, bits in (("{4,8}", (8, 4)), ("2–8", (8, 7, 6, 5, 4, 3, 2))):
        loss = column(bits, lambda layer, b: table["trace"][layer] * noise(layer, b))
        costs = {
            "size": column(bits, lambda layer, b: table["par"][layer] * b / 8),
            "latency": column(bits, latency),
            "BOPs": column(bits, lambda layer, b: table["mac"][layer] * b * b),
        }
        rows += [
            row(f"ResNet-50, {title}, {name}", lambda cost=cost, loss=loss: exact_front(cost, loss))
            for name, cost in costs.items()
        ]
        cells = None if len(bits) == 2 else 16384
        rows.append(
            row(
                f"ResNet-50, {title}, size and latency",
                lambda costs=costs, loss=loss, cells=cells: exact_front(
                    costs["size"], costs["latency"], loss, cells=cells
                ),
            )
        )
    return rows


def random_rows() -> list[list[str]]:
    rows = []
    for groups, cells in ((50, None), (100, None), (100, 16384), (100, 4096)):
        rng = np.random.default_rng(0)
        costs, losses = np.sort(rng.random((groups, 7))), np.sort(rng.random((groups, 7)))[:, ::-1]
        name = f"random, {groups} layers × 7 widths" + (f", grid of {cells}" if cells else "")
        rows.append(row(name, lambda c=costs, loss=losses, n=cells: exact_front(c, loss, cells=n)))
    return rows


def recipes(graph: ModelGraph, activations: tuple[int, ...], objective: str) -> list[str]:
    """From a graph and a table to the front of recipes; greedy's extra loss; two limits by programming."""
    sensitivity = random_sensitivity(graph)
    widths = (8, 7, 6, 5, 4, 3, 2)
    front, seconds = timed(lambda: recipe_front(graph, sensitivity, objective, widths, activations))
    greedy, walking = timed(lambda: greedy_front(front.choices))
    points = front.thinned(400)
    more = [
        other.loss / point.loss - 1
        for point in points
        if point.loss and (other := greedy.within(**point.costs)) is not None
    ]
    times, gaps = [], []
    for point in front.thinned(12)[1:-1]:
        begun = time.perf_counter()
        # A second limit that does not bind: with one alone the front itself is asked.
        limits = {**dict.fromkeys(OBJECTIVES, 1e15), **point.costs}
        with stdout_kept():
            answer = best_within(graph, sensitivity, limits, widths, activations)
        times.append(time.perf_counter() - begun)
        gaps.append(abs(answer.loss / point.loss - 1))  # type: ignore[union-attr]
    return [
        f"{graph.name}, {objective}, W2–8 A{'/'.join(map(str, activations))}",
        str(len(front)),
        f"{seconds * 1e3:.0f} ms",
        f"{walking * 1e3:.0f} ms",
        f"{100 * median(more):.1f} / {100 * max(more):.0f} %",
        f"{median(times) * 1e3:.0f} / {max(times) * 1e3:.0f} ms",
        f"{max(gaps):.0e}",
    ]


def main() -> None:
    rows = published() if LAYERS.exists() else []
    show(["front", "points", "time", "tolerance"], rows + random_rows())
    graphs = [replace(wide_graph(50), name="50 linear layers")]
    if MATERIAL.exists():
        from edgeviz.engine.load.open import open_model

        graphs += [
            open_model(str(MATERIAL / "models" / f"{name}.onnx")) for name in ("cifar_resnet20", "cifar_resnet56")
        ]
    print()
    show(
        [
            "recipes",
            "points",
            "front",
            "greedy",
            "greedy loses more, median / max",
            "two limits (milp), median / max",
            "gap",
        ],
        [recipes(graph, a, o) for graph in graphs for a, o in (((8,), "size"), ((8, 6, 4), "bops"))],
    )


if __name__ == "__main__":
    main()
