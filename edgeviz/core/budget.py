"""The best recipe within several limits at once, by integer programming (HiGHS through scipy)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from edgeviz.core.allocate import fold
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import RecipeError
from edgeviz.core.frontier import (
    ACTIVATION_BITS,
    CELLS,
    WEIGHT_BITS,
    Choices,
    choose,
    possible_costs,
)
from edgeviz.core.graph import ModelGraph
from edgeviz.core.peak import PeakMemory, peak_memory
from edgeviz.core.prediction import AccuracyModel
from edgeviz.core.program import MEMORY, Found, Program
from edgeviz.core.recipe import Calibration, Recipe
from edgeviz.core.sensitivity import Sensitivity
from edgeviz.core.spec import Spec

#: What can be limited: costs from above, the loss too, the accuracy from below.
LIMITS = ("size", MEMORY, "latency", "energy", "bops", "loss", "accuracy")
#: How an explanation calls them.
NAMES = {MEMORY: "RAM", "bops": "BOPs"}


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

    They are those with the least sum of relative changes; the other limits can stay. ``alone`` says for every limit
    what it would have to be if it were the only one to give way, None where that would not be enough.
    """

    message: str
    limits: Mapping[str, float]
    relaxed: Mapping[str, float]
    alone: Mapping[str, float | None] = field(default_factory=dict)


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
    device: Device | None = None,
    least: Mapping[str, int] | None = None,
) -> Allocation | Infeasible:
    """The recipe of least predicted loss that keeps ``limits``: at most "size" (bytes of the file, what flash must
    hold), "activation_memory" (bytes of RAM), "latency" (s) and "energy" (J) of ``device``, "bops" and "loss".

    "accuracy" is a minimum (a fraction), turned into a loss by the model ``accuracy``. Where no cost is limited,
    the smallest recipe is sought instead. Raises RecipeError, see ``choose``, and for unknown limits.
    """
    unknown = [name for name in limits if name not in LIMITS]
    if unknown:
        raise RecipeError(f"{unknown[0]} cannot be limited.", f"Limit {', '.join(LIMITS)}.")
    if "accuracy" in limits and accuracy is None:
        raise RecipeError(
            "A minimum accuracy needs evaluated recipes to predict accuracy from.", "Evaluate some points first."
        )
    # What is asked for comes along even where there is no device for it: then it is refused with the reason.
    names = dict.fromkeys((*possible_costs(device), *(n for n in limits if n in ("latency", "energy"))))
    choices = choose(
        graph, sensitivity, tuple(names), weight_bits, activation_bits, weight=weight, activation=activation,
        calibration=calibration, float_bytes=float_bytes, device=device, least=least,
    )  # fmt: skip
    return solve(choices, limits, accuracy, peak_memory(graph, choices))


def solve(
    choices: Choices,
    limits: Mapping[str, float],
    accuracy: AccuracyModel | None = None,
    memory: PeakMemory | None = None,
) -> Allocation | Infeasible:
    """``best_within`` on ``choices`` that hold every limited sum; "size" must be the first.

    ``memory`` is needed where "activation_memory" is limited, and makes it one of the figures.
    """
    program = Program(choices, memory)
    costs = (*choices.names, MEMORY)
    bounds = {name: value for name, value in limits.items() if name in (*costs, "loss") and np.isfinite(value)}
    if "accuracy" in limits:
        assert accuracy is not None
        allowed = accuracy.largest_loss(limits["accuracy"])
        least = program.least("loss")
        if allowed is None or allowed < least:
            best = accuracy.predict(least).value
            return Infeasible(
                f"An accuracy of {_text('accuracy', limits['accuracy'])} is out of reach: with these widths at most "
                f"{_text('accuracy', best)} "
                "is predicted. Lower the accuracy, or allow wider weights and activations.",
                dict(limits),
                {"accuracy": best},
                {"accuracy": best},
            )
        bounds["loss"] = min(allowed, bounds.get("loss", np.inf))
    minimise = "loss" if any(name in bounds for name in costs) else choices.names[0]
    found = _by_front(choices, minimise, bounds) or program.minimise(minimise, bounds)
    if found is not None:
        chosen, proven = found
        totals = program.totals(chosen)
        loss = totals.pop("loss")
        return Allocation(choices.recipe(chosen), totals, loss, proven)
    relaxed = _named(program.relaxed(bounds), limits, accuracy)
    alone = _alone(program, bounds, limits, accuracy)
    return Infeasible(_explain(limits, relaxed, alone), dict(limits), relaxed, alone)


def _alone(
    program: Program, bounds: Mapping[str, float], limits: Mapping[str, float], accuracy: AccuracyModel | None
) -> dict[str, float | None]:
    """For each limit the least that it can be while all others stay; None where the others contradict themselves."""
    found: dict[str, float | None] = {}
    for name in bounds:
        least = program.minimise(name, {k: v for k, v in bounds.items() if k != name})
        if least is None:
            found |= dict.fromkeys(_loss_limits(limits) if name == "loss" else (name,))
        else:
            found |= _named({name: program.totals(least[0])[name]}, limits, accuracy)
    return {name: value for name, value in found.items() if name in limits}


def _loss_limits(limits: Mapping[str, float]) -> list[str]:
    return [name for name in ("loss", "accuracy") if name in limits]


def _by_front(choices: Choices, minimise: str, bounds: Mapping[str, float]) -> Found | None:
    """The answer off the front where one cost alone is in play; None where there are two, or no answer there."""
    costs = [name for name in choices.names if name in bounds or name == minimise]
    if len(costs) != 1 or MEMORY in bounds:
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


def _explain(limits: Mapping[str, float], relaxed: Mapping[str, float], alone: Mapping[str, float | None]) -> str:
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
        parts.append(f"{_step(name, value, limit)}{change}")
    text = f"No choice of these widths keeps all limits. The least change: {' and '.join(parts)}."
    others = {name: value for name, value in alone.items() if list(relaxed) != [name]}
    ways = [_step(name, value, limits[name]) for name, value in others.items() if value is not None]
    if ways:
        text += f" {'Or' if len(relaxed) == 1 else 'Or one limit alone:'} {', or '.join(ways)}."
    hopeless = [NAMES.get(name, name) for name, value in others.items() if value is None]
    if hopeless:
        text += f" Changing {' or '.join(hopeless)} alone is not enough."
    return text


def _step(name: str, value: float, limit: float) -> str:
    verb = "lower" if name == "accuracy" else "raise"
    return f"{verb} the {NAMES.get(name, name)} limit from {_text(name, limit)} to {_text(name, value)}"


#: Units of stored values; a loss and bit operations have none.
_UNITS = {"size": "B", MEMORY: "B", "latency": "s", "energy": "J"}
_FACTORS = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"), (1.0, ""))
_SMALL = ((1.0, ""), (1e-3, "m"), (1e-6, "µ"), (1e-9, "n"))


def _text(name: str, value: float) -> str:
    """``value`` with four digits, rounded to the side on which it suffices."""
    if name == "accuracy":
        return f"{np.floor(value * 1e4) / 1e2:.2f} %"
    scale = _SMALL if name in ("latency", "energy") else _FACTORS
    factor, prefix = next((pair for pair in scale if abs(value) >= pair[0]), scale[-1])
    if name == "loss":
        factor, prefix = 1.0, ""
    unit = _UNITS.get(name, "")
    step = 10.0 ** (np.floor(np.log10(abs(value) or 1.0)) - 3)
    digits = f"{np.ceil(value / step - 1e-9) * step / factor:.4g}"
    return f"{digits} {prefix.upper() if (prefix, unit) == ('k', 'B') else prefix}{unit}".rstrip()
