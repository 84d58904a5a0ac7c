from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edgeviz.core.budget import Allocation, Infeasible, best_within
from edgeviz.core.cost import bops
from edgeviz.core.errors import RecipeError
from edgeviz.core.frontier import choose, recipe_front
from edgeviz.core.prediction import fit_accuracy
from edgeviz.core.size import size_bytes
from tests.core.builders import residual_graph, wide_graph
from tests.core.sensitivities import random_sensitivity

WIDTHS = {"weight_bits": (8, 4, 2), "activation_bits": (8, 4)}


def every_total(graph, sensitivity):
    """(size, bops, loss) of all choices."""
    choices = choose(graph, sensitivity, ("size", "bops"), (8, 4, 2), (8, 4))
    options = (range(len(specs)) for specs in choices.specs)
    return [tuple(map(float, choices.totals(chosen))) for chosen in product(*options)]


@given(seed=st.integers(0, 50), shares=st.tuples(st.floats(0, 1), st.floats(0, 1)))
@settings(max_examples=25, deadline=None)
def test_the_best_within_two_limits_is_that_of_all_choices(seed, shares):
    graph = residual_graph()
    sensitivity = random_sensitivity(graph, seed)
    totals = every_total(graph, sensitivity)
    columns = list(zip(*totals, strict=True))[:2]
    limits = {
        name: min(column) + share * (max(column) - min(column))
        for name, column, share in zip(("size", "bops"), columns, shares, strict=True)
    }
    fits = [loss for size, operations, loss in totals if size <= limits["size"] and operations <= limits["bops"]]
    found = best_within(graph, sensitivity, limits, **WIDTHS)
    if not fits:
        assert isinstance(found, Infeasible) and found.relaxed
        return
    assert isinstance(found, Allocation) and found.proven
    assert found.loss == pytest.approx(min(fits), rel=1e-9)
    assert found.costs == {"size": size_bytes(graph, found.recipe), "bops": bops(graph, found.recipe)}
    assert all(found.costs[name] <= limit for name, limit in limits.items())


def test_one_limit_gives_the_front_s_point():
    graph = wide_graph(20)
    sensitivity = random_sensitivity(graph)
    front = recipe_front(graph, sensitivity, "size", cells=None)
    for point in front.thinned(6):
        found = best_within(graph, sensitivity, {"size": point.costs["size"]})
        assert found.loss == pytest.approx(point.loss, rel=1e-9) and found.costs["size"] <= point.costs["size"]


@given(seed=st.integers(0, 50), shares=st.tuples(st.floats(0.2, 1.5), st.floats(0.2, 1.5), st.floats(0.2, 1.5)))
@settings(max_examples=25, deadline=None)
def test_the_relaxation_is_the_least_of_all_choices_and_suffices(seed, shares):
    graph = residual_graph()
    sensitivity = random_sensitivity(graph, seed)
    totals = every_total(graph, sensitivity)
    names = ("size", "bops", "loss")
    least = [min(column) for column in zip(*totals, strict=True)]
    limits = {name: share * value for name, share, value in zip(names, shares, least, strict=True)}
    found = best_within(graph, sensitivity, limits, **WIDTHS)
    if isinstance(found, Allocation):
        return

    def change(total):
        return sum(max(0.0, total[k] - limits[name]) / limits[name] for k, name in enumerate(names))

    assert sum((value - limits[name]) / limits[name] for name, value in found.relaxed.items()) == pytest.approx(
        min(map(change, totals)), rel=1e-4, abs=1e-6
    )
    assert all(f"raise the {name} limit" in found.message for name in found.relaxed)
    assert isinstance(best_within(graph, sensitivity, {**limits, **found.relaxed}, **WIDTHS), Allocation)


def test_a_minimum_accuracy_finds_the_smallest_recipe():
    graph = wide_graph(12)
    sensitivity = random_sensitivity(graph)
    front = recipe_front(graph, sensitivity, cells=None)
    ends = [front[0].loss, front[len(front) - 1].loss]
    model = fit_accuracy([(0.0, 0.92, 1000), (ends[1], 0.91, 1000), (ends[0], 0.2, 1000)])
    found = best_within(graph, sensitivity, {"accuracy": 0.9}, accuracy=model)
    assert model.predict(found.loss).value >= 0.9
    assert found.costs["size"] == front.at_most_loss(model.largest_loss(0.9)).costs["size"]


def test_an_accuracy_out_of_reach_says_what_can_be_reached():
    graph = wide_graph(3)
    model = fit_accuracy([(0.0, 0.92, 1000)])
    found = best_within(graph, random_sensitivity(graph), {"accuracy": 0.95, "size": 1e9}, accuracy=model)
    assert isinstance(found, Infeasible) and found.relaxed == {"accuracy": pytest.approx(0.92, abs=1e-3)}
    assert "95.00 %" in found.message and "92.00 %" in found.message


def test_a_size_too_small_for_an_accuracy_names_one_of_them():
    graph = wide_graph(12)
    sensitivity = random_sensitivity(graph)
    front = recipe_front(graph, sensitivity)
    model = fit_accuracy([(0.0, 0.92, 1000), (front[0].loss, 0.2, 1000)])
    limits = {"accuracy": 0.9, "size": front[0].costs["size"]}
    found = best_within(graph, sensitivity, limits, accuracy=model)
    assert isinstance(found, Infeasible) and "size" in found.relaxed
    assert isinstance(best_within(graph, sensitivity, {**limits, **found.relaxed}, accuracy=model), Allocation)


def test_without_limits_it_is_the_smallest():
    graph = residual_graph()
    found = best_within(graph, random_sensitivity(graph), {}, **WIDTHS)
    assert found.costs["size"] == min(size for size, _, _ in every_total(graph, random_sensitivity(graph)))


@pytest.mark.parametrize("limits", [{"joy": 1.0}, {"accuracy": 0.9}])
def test_limits_that_mean_nothing_are_refused(limits):
    graph = residual_graph()
    with pytest.raises(RecipeError):
        best_within(graph, random_sensitivity(graph), limits)
