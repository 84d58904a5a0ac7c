"""Sensitivities, fronts and allocations as text and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from edgeviz.cli.tables import (
    LEGEND,
    count_text,
    evaluation_json,
    joule_text,
    metric_text,
    size_text,
    table,
    time_text,
)
from edgeviz.core.budget import Allocation
from edgeviz.core.frontier import FrontPoint, RecipeFront
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import QUANTITIES, Evaluation
from edgeviz.core.prediction import AccuracyModel
from edgeviz.core.recipe import Recipe
from edgeviz.core.sensitivity import Method, Part, Sensitivity

MEANING = {
    Method.SQNR: "Relative weight error: noise power over signal power.",
    Method.FISHER: "Estimated rise of the loss, in nats per sample: ½ Σ F δ².",
    Method.HESSIAN: "Mean Hessian trace · squared weight error (HAWQ-V2), in nats per sample.",
    Method.MEASURED: "KL divergence of the outputs from the float model's, in nats per sample.",
}


def loss_text(value: float) -> str:
    return f"{value:.3g}"


def cost_text(name: str, value: float) -> str:
    texts = {"bytes": size_text, "s": time_text, "J": joule_text}
    return texts.get(QUANTITIES[name].unit, count_text)(value)


def mark(name: str) -> str:
    """How sure a cost is before anything ran."""
    return "○" if name == "size" else "◇"


# ---- sensitivity ----


def sensitivity_text(graph: ModelGraph, found: Sensitivity) -> str:
    columns = sorted({(part, bits) for _, part, bits in found.cells}, key=lambda c: (c[0] is Part.ACTIVATION, -c[1]))
    header = ["Layer", *(f"{'W' if part is Part.WEIGHT else 'A'}{bits}" for part, bits in columns)]
    rows = []
    for layer in graph.layers:
        cells = [found.get(layer.key, part, bits) for part, bits in columns]
        rows.append([layer.key, *("–" if cell is None else loss_text(cell.loss) for cell in cells)])
    samples = f" {found.samples} samples." if found.samples else ""
    return table(header, rows, range(1, len(header))) + f"\n{MEANING[found.method]}{samples}{_errors_text(found)}"


def _errors_text(found: Sensitivity) -> str:
    """How sure the traces are; "" for methods without."""
    traces = [cell.trace for cell in found.cells.values() if cell.trace is not None]
    errors = [trace.error / abs(trace.mean) for trace in traces if trace.error is not None and trace.mean]
    if not errors:
        return ""
    vectors = max(trace.vectors for trace in traces)
    return (
        f" The standard error of a trace is {100 * median(errors):.0f} % (median), {100 * max(errors):.0f} % at most, "
        f"after up to {vectors} random vectors."
    )


# ---- front ----

#: Below a front or a recipe that carries repairs.
REPAIRED = "The predicted loss is that of rounding to the nearest code, before them."


@dataclass(frozen=True)
class FrontView:
    """A front to show: the points in the table, what it is compared with, and what was evaluated of it."""

    graph: ModelGraph
    front: RecipeFront
    shown: Sequence[FrontPoint]
    uniform: RecipeFront
    greedy: RecipeFront
    model: AccuracyModel | None
    measured: Mapping[int, Evaluation]

    @property
    def objective(self) -> str:
        return self.front.choices.names[0]


def front_text(view: FrontView) -> str:
    names = view.front.choices.names
    titles = [QUANTITIES[name].title for name in names]
    header = [*titles, "Loss", *(["Accuracy ○"] if view.model else [])]
    header += [*(["Accuracy ●"] if view.measured else []), "Weights", "Activations"]
    rows = []
    for point in view.shown:
        recipe = view.front.recipe(point)
        row = [*(cost_text(name, point.costs[name]) for name in names), loss_text(point.loss)]
        if view.model:
            row.append(accuracy_text(view.model, point.loss))
        if view.measured:
            evaluation = view.measured.get(point.index)
            row.append(metric_text(evaluation.metrics["accuracy"]) if evaluation else "")
        rows.append(
            [*row, widths_text(view.graph, recipe, Part.WEIGHT), widths_text(view.graph, recipe, Part.ACTIVATION)]
        )
    numeric = range(1 + len(names) + bool(view.model) + bool(view.measured))
    lines = [table(header, rows, numeric), f"{len(view.front)} points, {_exactness(view.front)}. {LEGEND}", ""]
    compared = []
    for point in view.uniform:
        last = view.uniform.recipe(point)[view.graph.layers[-1].key]
        best = view.front.within(**point.costs)
        figures = [cost_text(name, point.costs[name]) for name in names]
        figures += [loss_text(point.loss), loss_text(best.loss) if best else "–"]
        compared.append([f"Uniform W{last.weight.label} A{last.activation.label}", *figures])
    lines.append(table(["Compared", *titles, "Loss", "Front's loss there"], compared, range(1, 3 + len(names))))
    lines.append(f"Greedy search: {greedy_text(view.front, view.greedy)}")
    if view.front.choices.repairs:
        lines.append(f"Repairs: {view.front.choices.repairs.label}. {REPAIRED}")
    return "\n".join(lines)


def greedy_text(front: RecipeFront, greedy: RecipeFront) -> str:
    """By how much more the greedy walk loses than the front, at the front's own costs."""
    more = []
    for point in front.thinned(1000):
        found = greedy.within(**point.costs)
        if found is not None and point.loss > 0:
            more.append(found.loss / point.loss - 1)
    if not more:
        return "nothing to compare."
    return f"{100 * median(more):.1f} % more loss at the same cost (median), {100 * max(more):.0f} % at worst."


def _exactness(front: RecipeFront) -> str:
    if not any(front.tolerance.values()):
        return "exact"
    parts = [f"{cost_text(name, value)} of {QUANTITIES[name].title.lower()}" for name, value in front.tolerance.items()]
    return f"exact within {' and '.join(parts)}"


def accuracy_text(model: AccuracyModel, loss: float) -> str:
    value, low, high = model.predict(loss)
    return f"{100 * value:.1f} % ({100 * low:.1f}–{100 * high:.1f}) ○"


def widths_text(graph: ModelGraph, recipe: Recipe, part: Part) -> str:
    """How many layers have which width: "8×12 4×7"."""
    rows = [recipe[layer.key] for layer in graph.layers if part is Part.WEIGHT or layer.input]
    specs = [row.weight if part is Part.WEIGHT else row.activation for row in rows]
    counts = Counter((-spec.bits, spec.label) for spec in specs)
    return " ".join(f"{label}×{count}" for (_, label), count in sorted(counts.items()))


def front_json(view: FrontView) -> dict[str, Any]:
    return {
        "objective": view.objective,
        "unit": QUANTITIES[view.objective].unit,
        "size_of_front": len(view.front),
        "tolerance": view.front.tolerance[view.objective],
        "objectives": list(view.front.choices.names),
        "tolerances": view.front.tolerance,
        "points": [_point_json(view, point) for point in view.shown],
        "uniform": [_point_json(view, point, view.uniform) for point in view.uniform],
        "greedy": [_point_json(view, point, view.greedy) for point in view.greedy],
    }


def _point_json(view: FrontView, point: FrontPoint, points: RecipeFront | None = None) -> dict[str, Any]:
    recipe = (points or view.front).recipe(point)
    value: dict[str, Any] = {"costs": dict(point.costs), "loss": point.loss, "recipe": recipe, "hash": recipe.hash}
    if view.model:
        value["accuracy"] = view.model.predict(point.loss)._asdict()
    if points is None and point.index in view.measured:
        value["evaluation"] = evaluation_json(view.measured[point.index])
    return value


# ---- allocation ----


@dataclass(frozen=True)
class AllocationView:
    graph: ModelGraph
    answer: Allocation
    limits: Mapping[str, float]
    model: AccuracyModel | None
    target: Path | None


def allocation_text(view: AllocationView) -> str:
    recipe, answer = view.answer.recipe, view.answer
    rows = [
        [layer.key, recipe[layer.key].weight.label, recipe[layer.key].activation.label] for layer in view.graph.layers
    ]
    wide = max(len(QUANTITIES[name].title) for name in answer.costs)
    facts = [f"{QUANTITIES[n].title:<{wide}} {cost_text(n, value)} {mark(n)}" for n, value in answer.costs.items()]
    facts.append(f"{'Loss':<{wide}} {loss_text(answer.loss)} ○")
    if view.model:
        facts.append(f"{'Accuracy':<{wide}} {accuracy_text(view.model, answer.loss)}")
    if not answer.proven:
        facts.append("The search ended before it was proven that nothing better exists.")
    if recipe.repairs:
        facts.append(f"{'Repairs':<{wide}} {recipe.repairs.label}. {REPAIRED}")
    facts.append(f"Recipe {recipe.hash}" + (f": {view.target}" if view.target else ""))
    return table(["Layer", "Weights", "Activations"], rows, (1, 2)) + "\n" + "\n".join(facts)


def allocation_json(view: AllocationView) -> dict[str, Any]:
    value: dict[str, Any] = {
        "limits": dict(view.limits),
        "costs": dict(view.answer.costs),
        "loss": view.answer.loss,
        "proven": view.answer.proven,
        "recipe": view.answer.recipe,
        "hash": view.answer.recipe.hash,
        "output": view.target,
    }
    if view.model:
        value["accuracy"] = view.model.predict(view.answer.loss)._asdict()
    return value
