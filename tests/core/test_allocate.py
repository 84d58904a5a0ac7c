from __future__ import annotations

import json
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edgeviz.core.allocate import Item, added, exact_front, fold, undominated
from edgeviz.core.pareto import non_dominated
from tests.material import MATERIAL

LAYERS = MATERIAL / "ref" / "hawq_v3_layers.json"

#: Small integers: sums are exact, and equal values are common.
number = st.integers(0, 6)


@st.composite
def problems(draw: st.DrawFn, objectives: int) -> list[list[list[int]]]:
    """objectives × groups × options."""
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=6))
    return [[draw(st.lists(number, min_size=n, max_size=n)) for n in sizes] for _ in range(objectives)]


def brute(problem: list[list[list[int]]]) -> set[tuple[int, ...]]:
    """The undominated sums of all combinations."""
    groups = list(zip(*problem, strict=True))
    sums = {
        tuple(sum(group[k][o] for group, o in zip(groups, chosen, strict=True)) for k in range(len(problem)))
        for chosen in product(*(range(len(group[0])) for group in groups))
    }
    return {a for a in sums if not any(b != a and all(x <= y for x, y in zip(b, a, strict=True)) for b in sums)}


@pytest.mark.parametrize("objectives", [2, 3])
@given(data=st.data())
@settings(max_examples=150, deadline=None)
def test_the_front_is_that_of_all_combinations(objectives, data):
    problem = data.draw(problems(objectives))
    front = exact_front(*problem)
    assert {tuple(map(int, row)) for row in front.values} == brute(problem)
    assert len(front) == len(brute(problem)) and not any(front.tolerance)


@pytest.mark.parametrize("objectives", [2, 3])
@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_the_choices_of_a_point_add_up_to_its_values(objectives, data):
    problem = data.draw(problems(objectives))
    front = exact_front(*problem)
    for values, chosen in zip(front.values, front.choices, strict=True):
        sums = [sum(group[o] for group, o in zip(groups, chosen, strict=True)) for groups in problem]
        assert sums == list(values)


@pytest.mark.parametrize("objectives", [2, 3])
@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_a_thinned_front_keeps_its_stated_tolerance(objectives, data):
    problem = data.draw(problems(objectives))
    thinned = exact_front(*problem, cells=data.draw(st.integers(1, 9)))
    slack = np.array([*thinned.tolerance, 0.0]) + 1e-9
    for point in brute(problem):
        assert (thinned.values <= np.array(point) + slack).all(axis=1).any()


def test_a_thinned_front_is_bounded_and_keeps_both_ends():
    rng = np.random.default_rng(0)
    costs, losses = np.sort(rng.random((30, 5))), np.sort(rng.random((30, 5)))[:, ::-1]
    exact, thinned = exact_front(costs, losses), exact_front(costs, losses, cells=100)
    assert len(thinned) <= 101 < len(exact)
    assert thinned.cost[0] == exact.cost[0] and thinned.loss[-1] == pytest.approx(exact.loss[-1], abs=0)
    assert 0 < thinned.tolerance[0] < 30 * np.ptp(exact.cost) / 100


@given(values=st.lists(st.tuples(number, number, number), min_size=1, max_size=600))
@settings(max_examples=50, deadline=None)
def test_three_objectives_are_pruned_as_all_pairs_say(values):
    table = np.array(values, float)
    found = {tuple(row) for row in table[undominated(table)]}
    assert found == {tuple(row) for row in table[non_dominated(table)]}
    assert len(undominated(table)) == len(found)


def test_of_several_branches_the_front_takes_the_better_one_at_every_cost():
    def item(variable: int, *rows: tuple[float, float], first: int = 0) -> Item:
        return Item(variable, np.array(rows, float), first)

    wide = (item(0, (4, 0)), item(1, (8, 0), (4, 5)))
    narrow = (item(0, (1, 2), first=1), item(1, (2, 1), (1, 9)))
    front = fold([(wide, narrow)], 2, 2)
    assert front.values.tolist() == [[2, 11], [3, 3], [12, 0]]
    assert front.choices.tolist() == [[1, 1], [1, 0], [0, 0]]
    assert [added((wide, narrow), chosen).tolist() for chosen in front.choices] == front.values.tolist()


def test_the_best_within_limits_is_the_last_that_fits():
    front = exact_front([[1, 2, 3]], [[9, 5, 1]])
    assert [front.best_within(limit) for limit in (0.5, 1, 2.9, 3, 100)] == [None, 0, 1, 2, 2]


def test_other_numbers_of_objectives_are_refused():
    with pytest.raises(ValueError, match="two or three"):
        exact_front([[1]], [[1]], [[1]], [[1]])


@pytest.mark.skipif(not LAYERS.exists(), reason="needs the published layers of HAWQ-V3")
def test_the_published_layers_of_resnet50_give_the_known_fronts():
    table = json.loads(LAYERS.read_text())["resnet50"]
    ties = {b: a for a, b in table["ties"]}
    groups: dict[int, list[int]] = {}
    for layer in range(len(table["par"])):
        groups.setdefault(ties.get(layer, layer), []).append(layer)
    assert len(groups) == 48

    def column(value):
        return [[sum(value(layer, bits) for layer in group) for bits in (8, 4)] for group in groups.values()]

    loss = column(lambda layer, bits: table["trace"][layer] * table[f"d{bits}"][layer])
    size = column(lambda layer, bits: table["par"][layer] * bits / 8)
    latency = column(lambda layer, bits: table[f"l{bits}"][layer])
    operations = column(lambda layer, bits: table["mac"][layer] * bits * bits)
    assert [len(exact_front(cost, loss)) for cost in (size, latency, operations)] == [201, 638, 110]
    assert len(exact_front(size, latency, loss)) == 6433
