"""The best recipe within several limits at once, by integer programming (HiGHS through scipy)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack

from edgeviz.core.allocate import Floats, fold
from edgeviz.core.errors import RecipeError
from edgeviz.core.frontier import ACTIVATION_BITS, CELLS, OBJECTIVES, WEIGHT_BITS, Choices, choose
from edgeviz.core.graph import ModelGraph
from edgeviz.core.prediction import AccuracyModel
from edgeviz.core.recipe import Calibration, Recipe, Spec
from edgeviz.core.sensitivity import Sensitivity

#: The solver stops within 1e-6 of the optimum: the objective is scaled to make that a part in 1e10 of its range.
OBJECTIVE_RANGE = 1e4
#: The solver may overstep a scaled limit by about this much; the limit is then drawn in and solved again.
OVERSTEP = 1e-6
#: Seconds after which the solver gives what it has.
TIME_LIMIT = 20.0


@dataclass(frozen=True)
class Allocation:
    """A recipe with its predicted figures. ``proven`` is False where the solver ran out of time before the proof."""

    recipe: Recipe
    costs: Mapping[str, float]
    loss: float
    proven: bool = True


@dataclass(frozen=True)
class Infeasible:
    """No choice keeps all limits. ``relaxed`` holds the limits to change and the value each would need.

    They are those with the least sum of relative changes; the other limits can stay.
    """

    message: str
    limits: Mapping[str, float]
    relaxed: Mapping[str, float]


def best_within(
    graph: ModelGraph,
    sensitivity: Sensitivity,
    limits: Mapping[str, float],
    weight_bits: Sequence[int] = WEIGHT_BITS,
    activation_bits: Sequence[int] = ACTIVATION_BITS,
    *,
    accuracy: AccuracyModel | None = None,
    weight: Spec | None = None,
    activation: Spec | None = None,
    calibration: Calibration | None = None,
    float_bytes: int | None = None,
) -> Allocation | Infeasible:
    """The recipe of least predicted loss that keeps ``limits``: at most "size" (bytes), "bops" and "loss".

    "accuracy" is a minimum (a fraction), turned into a loss by the model ``accuracy``. Where neither size nor bops
    is limited, the smallest recipe is sought instead. Raises RecipeError, see ``choose``, and for unknown limits.
    """
    unknown = [name for name in limits if name not in (*OBJECTIVES, "loss", "accuracy")]
    if unknown:
        raise RecipeError(f"{unknown[0]} cannot be limited.", f"Limit {', '.join(OBJECTIVES)}, loss or accuracy.")
    if "accuracy" in limits and accuracy is None:
        raise RecipeError(
            "A minimum accuracy needs evaluated recipes to predict accuracy from.", "Evaluate some points first."
        )
    choices = choose(
        graph, sensitivity, OBJECTIVES, weight_bits, activation_bits, weight=weight, activation=activation,
        calibration=calibration, float_bytes=float_bytes,
    )  # fmt: skip
    return solve(choices, limits, accuracy)


def solve(
    choices: Choices, limits: Mapping[str, float], accuracy: AccuracyModel | None = None
) -> Allocation | Infeasible:
    """``best_within`` on ``choices`` that hold every limited cost; "size" must be the first."""
    problem = _Problem(choices)
    names = (*choices.names, "loss")
    bounds = {name: value for name, value in limits.items() if name in names and np.isfinite(value)}
    if "accuracy" in limits:
        assert accuracy is not None
        allowed = accuracy.largest_loss(limits["accuracy"])
        least = problem.least("loss")
        if allowed is None or allowed < least:
            best = accuracy.predict(least).value
            return Infeasible(
                f"An accuracy of {_text('accuracy', limits['accuracy'])} is out of reach: with these widths at most "
                f"{_text('accuracy', best)} "
                "is predicted. Lower the accuracy, or allow wider weights and activations.",
                dict(limits),
                {"accuracy": best},
            )
        bounds["loss"] = min(allowed, bounds.get("loss", np.inf))
    minimise = "loss" if any(name in bounds for name in choices.names) else choices.names[0]
    found = _by_front(choices, minimise, bounds) or problem.minimise(minimise, bounds)
    if found is not None:
        chosen, proven = found
        totals = problem.totals(chosen)
        loss = totals.pop("loss")
        return Allocation(choices.recipe(chosen), totals, loss, proven)
    relaxed = _named(problem.relaxed(bounds), limits, accuracy)
    return Infeasible(_explain(limits, relaxed), dict(limits), relaxed)


def _by_front(choices: Choices, minimise: str, bounds: Mapping[str, float]) -> tuple[NDArray[np.int16], bool] | None:
    """The answer off the front where one cost alone is in play; None where there are two, or no answer there."""
    costs = [name for name in choices.names if name in bounds or name == minimise]
    if len(costs) != 1:
        return None
    column = choices.names.index(costs[0])
    stages = [
        tuple(tuple(replace(item, values=item.values[:, [column, -1]]) for item in branch) for branch in stage)
        for stage in choices.stages
    ]
    front = fold(stages, 2, len(choices.groups), CELLS)
    if any(front.tolerance):
        return None
    rows = np.flatnonzero(front.loss <= bounds.get("loss", np.inf))
    if minimise == "loss":
        best = front.best_within(bounds[costs[0]] - choices.base[column])
        rows = rows[rows == best]
    return (front.choices[rows[0]], True) if rows.size else None


class _Problem:
    """One binary column for every option of every item. In a stage of several branches the first item of each
    branch has one option, whose column says whether the branch is taken."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.names = (*choices.names, "loss")
        self.base = np.array([*choices.base, 0.0])
        values: list[Floats] = []
        self.places: list[tuple[int, int]] = []
        rows: list[tuple[int, int, float]] = []
        self.right: list[float] = []
        for stage in choices.stages:
            heads = []
            for branch in stage:
                for number, item in enumerate(branch):
                    columns = range(len(self.places), len(self.places) + len(item.values))
                    self.places += [(item.variable, item.first + option) for option in range(len(item.values))]
                    values.append(item.values)
                    if number == 0 and len(stage) > 1:
                        heads.append(columns[0])
                        continue
                    rows += [(len(self.right), column, 1.0) for column in columns]
                    if len(stage) > 1:
                        rows.append((len(self.right), heads[-1], -1.0))
                    self.right.append(0.0 if len(stage) > 1 else 1.0)
            if heads:
                rows += [(len(self.right), column, 1.0) for column in heads]
                self.right.append(1.0)
        self.values = np.concatenate(values)
        #: How much more than the least option of its item each option adds.
        self.excess = np.concatenate([part - part.min(axis=0) for part in values])
        row, column, entry = zip(*rows, strict=True)
        self.equal = csr_array((entry, (row, column)), shape=(len(self.right), len(self.places)))
        self.span = np.array(
            [max(self._extreme(k, max) - self._extreme(k, min), 1e-12) for k in range(len(self.names))]
        )

    def least(self, name: str) -> float:
        """The least total that any choice has."""
        column = self.names.index(name)
        return self._extreme(column, min) + float(self.base[column])

    def totals(self, chosen: NDArray[np.int16]) -> dict[str, float]:
        return dict(zip(self.names, map(float, self.choices.totals(chosen)), strict=True))

    def minimise(self, name: str, bounds: Mapping[str, float]) -> tuple[NDArray[np.int16], bool] | None:
        """The choice of least ``name`` within ``bounds``, and whether that is proven; None where there is none."""
        goal = self.names.index(name)
        drawn_in = dict.fromkeys(bounds, 0.0)
        for _ in range(8):
            limits = [(self.names.index(k), limit, drawn_in[k]) for k, limit in bounds.items()]
            found = self._solve(self.values[:, goal] * (OBJECTIVE_RANGE / self.span[goal]), limits, False)
            if found is None:
                return None
            totals = self.totals(found[0])
            over = [k for k, limit in bounds.items() if totals[k] > limit + 1e-12 * abs(limit)]
            if not over:
                return self._refined(goal, found, limits)
            for k in over:
                column = self.names.index(k)
                drawn_in[k] += 2 * (totals[k] - bounds[k]) / float(self.span[column]) + OVERSTEP
        return None

    def _refined(
        self, goal: int, found: tuple[NDArray[np.int16], bool], limits: Sequence[tuple[int, float, float]]
    ) -> tuple[NDArray[np.int16], bool]:
        """``found``, or what a second look finds better among the options that can still improve on it.

        Losses span many powers of ten, and the solver's absolute tolerance counts from the largest. Without the
        options that lose more than the whole of ``found`` the scale is right.
        """
        room = float(self.choices.totals(found[0])[goal]) - self.least(self.names[goal])
        hopeless = self.excess[:, goal] > room * (1 + 1e-9)
        if room <= 0 or not hopeless.any():
            return found
        again = self._solve(self.values[:, goal] * (OBJECTIVE_RANGE / room), limits, False, hopeless)
        if again is None:
            return found
        totals = self.choices.totals(again[0])
        kept = all(totals[k] <= limit + 1e-12 * abs(limit) for k, limit, _ in limits)
        return again if kept and totals[goal] < self.choices.totals(found[0])[goal] else found

    def relaxed(self, bounds: Mapping[str, float]) -> dict[str, float]:
        """What the limits that must give way would have to be, for the least sum of relative changes."""
        limits = [(self.names.index(name), limit, 0.0) for name, limit in bounds.items()]
        found = self._solve(np.zeros(len(self.places)), limits, True)
        assert found is not None, "with slack everything is feasible"
        totals = self.totals(found[0])
        return {name: totals[name] for name, limit in bounds.items() if totals[name] > limit + 1e-12 * abs(limit)}

    def _solve(
        self,
        objective: Floats,
        limits: Sequence[tuple[int, float, float]],
        slack: bool,
        excluded: NDArray[np.bool_] | None = None,
    ) -> tuple[NDArray[np.int16], bool] | None:
        """Minimise ``objective``; with ``slack`` the limits may give way, and their relative change counts instead."""
        columns = len(self.places)
        extra = len(limits) if slack else 0
        equal = hstack([self.equal, csr_array((len(self.right), extra))]) if extra else self.equal
        constraints = [LinearConstraint(equal, self.right, self.right)]
        for number, (k, limit, inward) in enumerate(limits):
            row = np.zeros((1, columns + extra))
            row[0, :columns] = self.values[:, k] / self.span[k]
            if slack:
                row[0, columns + number] = -max(abs(limit), 1e-6 * self.span[k]) / self.span[k]
            constraints.append(LinearConstraint(row, -np.inf, (limit - self.base[k]) / self.span[k] - inward))
        upper = np.ones(columns) if excluded is None else 1.0 - excluded
        found = milp(
            np.append(objective, np.full(extra, OBJECTIVE_RANGE)),
            constraints=constraints,
            integrality=np.append(np.ones(columns), np.zeros(extra)),
            bounds=Bounds(0.0, np.append(upper, np.full(extra, np.inf))),
            options={"mip_rel_gap": 0.0, "time_limit": TIME_LIMIT},
        )
        if found.x is None:
            if found.status == 2:
                return None
            raise RecipeError(f"No recipe was found in {TIME_LIMIT:.0f} s.", "Allow fewer widths or fewer limits.")
        chosen = np.full(len(self.choices.groups), -1, np.int16)
        for column in np.flatnonzero(found.x[:columns] > 0.5):
            variable, option = self.places[column]
            chosen[variable] = option
        return chosen, found.status == 0

    def _extreme(self, column: int, pick: Callable[[Iterable[float]], float]) -> float:
        return sum(
            pick([sum(pick(item.values[:, column].tolist()) for item in branch) for branch in stage])
            for stage in self.choices.stages
        )


def _named(
    needed: Mapping[str, float], limits: Mapping[str, float], accuracy: AccuracyModel | None
) -> dict[str, float]:
    """``needed`` in terms of what was asked: a loss that stands for an accuracy becomes one."""
    if "loss" not in needed or accuracy is None or "accuracy" not in limits:
        return dict(needed)
    named = {name: value for name, value in needed.items() if name != "loss"}
    if "loss" in limits and needed["loss"] > limits["loss"]:
        named["loss"] = needed["loss"]
    predicted = accuracy.predict(needed["loss"]).value
    if predicted < limits["accuracy"]:
        named["accuracy"] = predicted
    elif "loss" not in named:
        named["loss"] = needed["loss"]
    return named


def _explain(limits: Mapping[str, float], relaxed: Mapping[str, float]) -> str:
    parts = []
    for name, value in relaxed.items():
        limit = limits.get(name)
        if limit is None:
            parts.append(
                f"evaluate a recipe with a predicted loss of {_text(name, value)}, beyond which no accuracy is known"
            )
            continue
        change = (
            f" ({100 * abs(value - limit) / abs(limit):.1f} % {'less' if value < limit else 'more'})" if limit else ""
        )
        verb = "lower" if name == "accuracy" else "raise"
        parts.append(f"{verb} the {name} limit from {_text(name, limit)} to {_text(name, value)}{change}")
    return f"No choice of these widths keeps all limits. The least change: {' and '.join(parts)}."


def _text(name: str, value: float) -> str:
    """``value`` with four digits, rounded to the side on which it suffices."""
    if name == "accuracy":
        return f"{np.floor(value * 1e4) / 1e2:.2f} %"
    factor, unit = next(
        (pair for pair in ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")) if abs(value) >= pair[0]), (1.0, "")
    )
    step = 10.0 ** (np.floor(np.log10(abs(value) or 1.0)) - 3)
    digits = f"{np.ceil(value / step - 1e-9) * step / factor:.4g}"
    return f"{digits} {unit.upper() if unit == 'k' else unit}B" if name == "size" else f"{digits} {unit}".rstrip()
