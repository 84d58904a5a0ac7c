from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edgeviz.core.budget import NAMES, Allocation, Infeasible, best_within
from edgeviz.core.cost import activation_memory, bops
from edgeviz.core.device.energy import energy_joules
from edgeviz.core.device.latency import roofline_seconds
from edgeviz.core.errors import RecipeError
from edgeviz.core.frontier import choose, recipe_front
from edgeviz.core.peak import peak_memory
from edgeviz.core.prediction import fit_accuracy
from edgeviz.core.presets import uniform_recipe
from edgeviz.core.size import size_bytes
from tests.core.builders import residual_graph, wide_graph
from tests.core.devices import small_device
from tests.core.sensitivities import random_sensitivity
from tests.core.test_frontier import networks

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
    most = [limit * (1 + 1e-12) for limit in limits.values()]
    fits = [loss for size, operations, loss in totals if size <= most[0] and operations <= most[1]]
    found = best_within(graph, sensitivity, limits, **WIDTHS)
    if not fits:
        assert isinstance(found, Infeasible) and found.relaxed
        return
    assert isinstance(found, Allocation) and found.proven
    assert found.loss == pytest.approx(min(fits), rel=1e-9)
    assert found.costs == {
        "size": size_bytes(graph, found.recipe),
        "bops": bops(graph, found.recipe),
        "activation_memory": activation_memory(graph, found.recipe),
    }
    assert all(found.costs[name] <= limit * (1 + 1e-12) for name, limit in limits.items())


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
    assert all(f"raise the {NAMES.get(name, name)} limit" in found.message for name in found.relaxed)
    for number, name in enumerate(names):
        # The least that it can be where the others stay.
        rest = [k for k in range(len(names)) if k != number]
        fits = [total[number] for total in totals if all(total[k] <= limits[names[k]] * (1 + 1e-12) for k in rest)]
        if fits:
            assert found.alone[name] == pytest.approx(min(fits), rel=1e-9)
        else:
            assert found.alone[name] is None
    assert isinstance(best_within(graph, sensitivity, {**limits, **found.relaxed}, **WIDTHS), Allocation)


FIVE = ("size", "bops", "latency", "energy", "activation_memory")


@given(graph=networks(), seed=st.integers(0, 50), shares=st.tuples(*[st.floats(0.1, 1.2)] * 5))
@settings(max_examples=40, deadline=None)
def test_the_best_within_all_limits_at_once_is_that_of_all_choices(graph, seed, shares):
    device = small_device()
    sensitivity = random_sensitivity(graph, seed)
    widths = {"weight_bits": (8, 4), "activation_bits": (16, 8, 4)}
    choices = choose(graph, sensitivity, FIVE[:4], *widths.values(), device=device)
    rows = []
    for chosen in product(*(range(len(specs)) for specs in choices.specs)):
        totals = list(map(float, choices.totals(np.array(chosen, np.int16))))
        recipe = choices.recipe(np.array(chosen, np.int16))
        rows.append([*totals[:4], activation_memory(graph, recipe), totals[4]])
    table = np.array(rows)
    low, high = table.min(axis=0)[:5], table.max(axis=0)[:5]
    limits = dict(zip(FIVE, map(float, low + np.array(shares) * (high - low)), strict=True))
    bound = np.array(list(limits.values()))
    fits = (table[:, :5] <= bound + 1e-12 * np.abs(bound)).all(axis=1)
    found = best_within(graph, sensitivity, limits, **widths, device=device)
    if not fits.any():
        assert isinstance(found, Infeasible)
        for number, name in enumerate(FIVE):
            rest = [k for k in range(5) if k != number]
            others = (table[:, rest] <= bound[rest] + 1e-12 * np.abs(bound[rest])).all(axis=1)
            if others.any():
                assert found.alone[name] == pytest.approx(table[others, number].min(), rel=1e-9)
            else:
                assert found.alone[name] is None
        again = best_within(graph, sensitivity, {**limits, **found.relaxed}, **widths, device=device)
        assert isinstance(again, Allocation)
        return
    assert isinstance(found, Allocation)
    assert found.loss == pytest.approx(table[fits, 5].min(), rel=1e-9)
    assert found.costs["activation_memory"] == activation_memory(graph, found.recipe)
    assert found.costs["latency"] == pytest.approx(roofline_seconds(graph, found.recipe, device), rel=1e-11)
    assert found.costs["energy"] == pytest.approx(energy_joules(graph, found.recipe, device), rel=1e-11)
    assert all(found.costs[name] <= limit * (1 + 1e-12) for name, limit in limits.items())


@given(graph=networks(), seed=st.integers(0, 1000))
@settings(max_examples=80, deadline=None)
def test_the_peak_of_a_choice_is_the_activation_memory_of_its_recipe(graph, seed):
    choices = choose(graph, random_sensitivity(graph), ("size",), (8, 4), (16, 8, 4))
    memory = peak_memory(graph, choices)
    rng = np.random.default_rng(seed)
    for _ in range(10):
        chosen = np.array([rng.integers(len(specs)) for specs in choices.specs], np.int16)
        assert memory.value(chosen) == activation_memory(graph, choices.recipe(chosen)) <= memory.largest


def test_a_ram_limit_alone_is_kept_and_one_too_small_says_what_is_needed():
    graph = residual_graph()
    sensitivity = random_sensitivity(graph)
    least = activation_memory(graph, uniform_recipe(graph, 8, 4))
    most = activation_memory(graph, uniform_recipe(graph, 8, 8))
    widths = {"weight_bits": (8, 4), "activation_bits": (8, 4)}
    assert least < most
    for limit in (least, (least + most) // 2, most):
        found = best_within(graph, sensitivity, {"activation_memory": limit}, **widths)
        assert found.costs["activation_memory"] <= limit
    found = best_within(graph, sensitivity, {"activation_memory": least - 1}, **widths)
    assert isinstance(found, Infeasible) and found.relaxed == {"activation_memory": least}
    assert "raise the RAM limit" in found.message


def test_a_limit_of_a_device_needs_one():
    graph = residual_graph()
    with pytest.raises(RecipeError, match="Without a device"):
        best_within(graph, random_sensitivity(graph), {"latency": 1e-3})


def test_layers_that_must_stay_wide_do():
    graph = residual_graph()
    found = best_within(graph, random_sensitivity(graph), {}, **WIDTHS, least={"fc": 8})
    assert found.recipe["fc"].weight.bits == 8 and found.recipe["conv2"].weight.bits == 2


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
