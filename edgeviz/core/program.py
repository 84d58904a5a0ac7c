"""Choices as an integer program (HiGHS through scipy): one binary column for every option of every item."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, hstack

from edgeviz.core.allocate import Floats
from edgeviz.core.errors import RecipeError
from edgeviz.core.frontier import Choices
from edgeviz.core.peak import PeakMemory

#: The solver stops within 1e-6 of the optimum: the objective is scaled to make that a part in 1e10 of its range.
OBJECTIVE_RANGE = 1e4
#: The solver may overstep a scaled limit by about this much; the limit is then drawn in and solved again.
OVERSTEP = 1e-6
#: Seconds after which the solver gives what it has.
TIME_LIMIT = 20.0
#: The name of the one cost that is a maximum and no sum.
MEMORY = "activation_memory"

Found = tuple[NDArray[np.int16], bool]
#: A cost, the most that it may be, and by how much (scaled) the solver is told less.
Limit = tuple[str, float, float]


class Program:
    """In a stage of several branches the first item of each branch has one option, whose column says whether the
    branch is taken. With ``memory`` the peak of the activations can be limited and minimised too."""

    def __init__(self, choices: Choices, memory: PeakMemory | None = None) -> None:
        self.choices = choices
        self.memory = memory
        self.sums = (*choices.names, "loss")
        self.base = np.array([*choices.base, 0.0])
        values: list[Floats] = []
        self.places: list[tuple[int, int]] = []
        rows: list[tuple[int, int, float]] = []
        right: list[float] = []
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
                    rows += [(len(right), column, 1.0) for column in columns]
                    if len(stage) > 1:
                        rows.append((len(right), heads[-1], -1.0))
                    right.append(0.0 if len(stage) > 1 else 1.0)
            if heads:
                rows += [(len(right), column, 1.0) for column in heads]
                right.append(1.0)
        self.values = np.concatenate(values)
        #: How much more than the least option of its item each option adds.
        self.excess = np.concatenate([part - part.min(axis=0) for part in values])
        row, column, entry = zip(*rows, strict=True)
        self.equal = csr_array((entry, (row, column)), shape=(len(right), len(self.places)))
        self.right = right
        self.span = np.array([self._range(k) for k in range(len(self.sums))])

    def least(self, name: str) -> float:
        """The least total of a sum that any choice has."""
        column = self.sums.index(name)
        return self._extreme(column, min) + float(self.base[column])

    def totals(self, chosen: NDArray[np.int16]) -> dict[str, float]:
        """Every cost and the loss."""
        found = dict(zip(self.sums, map(float, self.choices.totals(chosen)), strict=True))
        if self.memory is not None:
            found[MEMORY] = float(self.memory.value(chosen))
        return found

    def minimise(self, name: str, bounds: Mapping[str, float]) -> Found | None:
        """The choice of least ``name`` within ``bounds``, and whether that is proven; None where there is none."""
        drawn_in = dict.fromkeys(bounds, 0.0)
        for _ in range(8):
            limits = [(k, limit, drawn_in[k]) for k, limit in bounds.items()]
            found = self._solve(name, limits)
            if found is None:
                return None
            totals = self.totals(found[0])
            over = [k for k, limit in bounds.items() if exceeds(totals[k], limit)]
            if not over:
                return found if name == MEMORY else self._refined(name, found, limits)
            for k in over:
                drawn_in[k] += 2 * (totals[k] - bounds[k]) / self._span(k) + OVERSTEP
        return None

    def relaxed(self, bounds: Mapping[str, float]) -> dict[str, float]:
        """What the limits that must give way would have to be, for the least sum of relative changes."""
        found = self._solve(None, [(name, limit, 0.0) for name, limit in bounds.items()])
        assert found is not None, "with slack everything is feasible"
        totals = self.totals(found[0])
        return {name: totals[name] for name, limit in bounds.items() if exceeds(totals[name], limit)}

    def _refined(self, name: str, found: Found, limits: Sequence[Limit]) -> Found:
        """``found``, or better: losses span many powers of ten, and the solver's absolute tolerance counts from the
        largest. Without the options that lose more than the whole of ``found`` the scale is right.
        """
        goal = self.sums.index(name)
        room = float(self.choices.totals(found[0])[goal]) - self.least(name)
        hopeless = self.excess[:, goal] > room * (1 + 1e-9)
        if room <= 0 or not hopeless.any():
            return found
        again = self._solve(name, limits, hopeless, room)
        if again is None:
            return found
        totals = self.totals(again[0])
        kept = not any(exceeds(totals[k], limit) for k, limit, _ in limits)
        return again if kept and totals[name] < self.totals(found[0])[name] else found

    def _solve(
        self,
        goal: str | None,
        limits: Sequence[Limit],
        excluded: NDArray[np.bool_] | None = None,
        scale: float | None = None,
    ) -> Found | None:
        """Minimise ``goal``; without one the limits may give way, and their relative change is minimised instead.

        Columns: the options, products of options for the memory, the peak where that is the goal, and the slacks.
        """
        options = len(self.places)
        has_memory = goal == MEMORY or any(name == MEMORY for name, _, _ in limits)
        steps, constant, products = self._memory_rows() if has_memory else (csr_array((0, options)), np.zeros(0), [])
        peak_at = options + len(products)
        slack_at = peak_at + (goal == MEMORY)
        columns = slack_at + (len(limits) if goal is None else 0)

        def widened(matrix: csr_array) -> csr_array:
            return hstack([matrix, csr_array((matrix.shape[0], columns - matrix.shape[1]))], format="csr")

        constraints = [LinearConstraint(widened(self.equal), self.right, self.right)]
        if products:
            # A product is at least its factors' sum less all but one of them; nothing rewards it for being more.
            entries = [(r, c, 1.0) for r, parts in enumerate(products) for c in parts]
            entries += [(r, options + r, -1.0) for r in range(len(products))]
            r, c, v = zip(*entries, strict=True)
            joined = csr_array((v, (r, c)), shape=(len(products), columns))
            constraints.append(LinearConstraint(joined, -np.inf, [len(parts) - 1.0 for parts in products]))
        for number, (name, limit, inward) in enumerate(limits):
            span = self._span(name)
            if name == MEMORY:
                rows, base = widened(steps), constant
            else:
                k = self.sums.index(name)
                rows, base = widened(csr_array(self.values[None, :, k])), np.array([self.base[k]])
            scaled = rows * (1 / span)
            if goal is None:
                scaled = scaled + _column(-max(abs(limit), 1e-6 * span) / span, slack_at + number, scaled.shape)
            constraints.append(LinearConstraint(scaled, -np.inf, (limit - base) / span - inward))
        objective = np.zeros(columns)
        if goal is None:
            objective[slack_at:] = OBJECTIVE_RANGE
        elif goal == MEMORY:
            objective[peak_at] = OBJECTIVE_RANGE
            scaled = widened(steps) * (1 / self._span(MEMORY))
            scaled = scaled + _column(-1.0, peak_at, scaled.shape)
            constraints.append(LinearConstraint(scaled, -np.inf, -constant / self._span(MEMORY)))
        else:
            objective[:options] = self.values[:, self.sums.index(goal)] * (
                OBJECTIVE_RANGE / (scale or self._span(goal))
            )
        upper = np.append(np.ones(options), np.full(columns - options, np.inf))
        if excluded is not None:
            upper[:options] -= excluded
        found = milp(
            objective,
            constraints=constraints,
            integrality=np.append(np.ones(options), np.zeros(columns - options)),
            bounds=Bounds(0.0, upper),
            options={"mip_rel_gap": 0.0, "time_limit": TIME_LIMIT},
        )
        if found.x is None:
            if found.status == 2:
                return None
            raise RecipeError(f"No recipe was found in {TIME_LIMIT:.0f} s.", "Allow fewer widths or fewer limits.")
        chosen = np.full(len(self.choices.groups), -1, np.int16)
        for column in np.flatnonzero(found.x[:options] > 0.5):
            variable, option = self.places[column]
            chosen[variable] = option
        return chosen, found.status == 0

    def _memory_rows(self) -> tuple[csr_array, Floats, list[list[int]]]:
        """Bytes at every step: [steps, options and products], what no option changes, and each product's factors."""
        assert self.memory is not None
        options = len(self.places)
        column = {place: index for index, place in enumerate(self.places)}
        products: list[list[int]] = []
        parts: list[list[tuple[int, float]]] = []
        fixed = []
        for term in self.memory.terms:
            entries = []
            for chosen, nbytes in term.nbytes.items():
                factors = [column[pair] for pair in zip(term.variables, chosen, strict=True)]
                if len(factors) == 1:
                    entries.append((factors[0], float(nbytes)))
                elif factors:
                    entries.append((options + len(products), float(nbytes)))
                    products.append(factors)
            parts.append(entries)
            fixed.append(0.0 if term.variables else float(next(iter(term.nbytes.values()))))
        steps = [sorted(step) for step in self.memory.steps]
        constant = np.array([sum(fixed[index] for index in step) for step in steps])
        cells = [(r, c, v) for r, step in enumerate(steps) for index in step for c, v in parts[index]]
        table = np.array(cells, float).reshape(-1, 3)
        places = (table[:, 0].astype(int), table[:, 1].astype(int))
        # Entries at the same place add up.
        return csr_array((table[:, 2], places), shape=(len(steps), options + len(products))), constant, products

    def _span(self, name: str) -> float:
        if name == MEMORY:
            assert self.memory is not None
            return float(max(self.memory.largest, 1))
        return float(self.span[self.sums.index(name)])

    def _range(self, column: int) -> float:
        most, least = self._extreme(column, max), self._extreme(column, min)
        # Where nothing can be chosen there is no range to scale by.
        return most - least if most - least > 1e-12 * abs(most) else max(abs(most), 1e-12)

    def _extreme(self, column: int, pick: Callable[[Iterable[float]], float]) -> float:
        return sum(
            pick([sum(pick(item.values[:, column].tolist()) for item in branch) for branch in stage])
            for stage in self.choices.stages
        )


def _column(value: float, column: int, shape: tuple[int, int]) -> csr_array:
    """A matrix that is ``value`` in one column and empty elsewhere."""
    rows = shape[0]
    return csr_array((np.full(rows, value), (np.arange(rows), np.full(rows, column))), shape=shape)


def exceeds(value: float, limit: float) -> bool:
    """Whether ``value`` is above ``limit`` by more than the rounding of a sum."""
    return value > limit + 1e-12 * abs(limit)
