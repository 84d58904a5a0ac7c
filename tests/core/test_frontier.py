from __future__ import annotations

from dataclasses import replace
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edgeviz.core.baselines import greedy_front, uniform_points
from edgeviz.core.cost import bops
from edgeviz.core.device.energy import energy_joules
from edgeviz.core.device.latency import roofline_seconds
from edgeviz.core.errors import RecipeError
from edgeviz.core.frontier import OBJECTIVES, Choices, RecipeFront, choose, possible_costs, recipe_front
from edgeviz.core.graph import ModelGraph, Node
from edgeviz.core.presets import uniform_recipe
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.sensitivity import Cell, Method, Part, Sensitivity
from edgeviz.core.size import size_bytes
from edgeviz.core.spec import Granularity, Observer, activation_spec, weight_spec
from edgeviz.core.ties import tied_groups
from tests.core.builders import residual_graph, wide_graph
from tests.core.devices import small_device
from tests.core.sensitivities import random_sensitivity
from tests.core.test_ties import linear, network

DEVICE = small_device()
ALL = possible_costs(DEVICE)
COSTS = {
    "size": size_bytes,
    "bops": bops,
    "latency": lambda graph, recipe: roofline_seconds(graph, recipe, DEVICE),
    "energy": lambda graph, recipe: energy_joules(graph, recipe, DEVICE),
}


@st.composite
def networks(draw: st.DrawFn) -> ModelGraph:
    """Up to five layers, with shared inputs, shared weights and joins here and there."""
    tensors, parts = ["x"], []
    for index in range(draw(st.integers(1, 5))):
        source = draw(st.sampled_from(tensors))
        shared = draw(st.sampled_from(["", "", "shared"]))
        parts.append(linear(f"l{index}", source, f"t{index}", shared))
        tensors.append(f"t{index}")
        if draw(st.booleans()):
            other = draw(st.sampled_from(tensors))
            parts.append(
                Node(f"j{index}", draw(st.sampled_from(["Add", "Relu"])), (f"t{index}", other), (f"s{index}",))
            )
            tensors.append(f"s{index}")
    return network(*parts, Node("end", "Softmax", (tensors[-1],), ("y",)))


def check(graph: ModelGraph, sensitivity: Sensitivity, front: RecipeFront) -> None:
    """Every point's figures are those of its recipe."""
    for point in front:
        recipe = front.recipe(point)
        for name, value in point.costs.items():
            assert value == pytest.approx(COSTS[name](graph, recipe), rel=1e-11)
        assert point.loss == pytest.approx(sensitivity.predicted_loss(recipe))


@given(graph=networks(), seed=st.integers(0, 1000), objective=st.sampled_from(ALL))
@settings(max_examples=60, deadline=None)
def test_the_predicted_figures_of_a_point_are_those_of_its_recipe(graph, seed, objective):
    sensitivity = random_sensitivity(graph, seed)
    check(graph, sensitivity, recipe_front(graph, sensitivity, objective, (8, 4, 3), (16, 8, 4), device=DEVICE))


@given(graph=networks(), seed=st.integers(0, 1000), objective=st.sampled_from(ALL))
@settings(max_examples=40, deadline=None)
def test_no_recipe_that_respects_the_ties_beats_the_front(graph, seed, objective):
    sensitivity = random_sensitivity(graph, seed)
    front = recipe_front(graph, sensitivity, objective, (8, 4), (8, 6), device=DEVICE)
    ties = tied_groups(graph)
    for chosen in product((8, 4), repeat=len(ties.weights)):
        weights = {key: bits for group, bits in zip(ties.weights, chosen, strict=True) for key in group}
        for narrow in product((8, 6), repeat=len(ties.activations)):
            inputs = {key: bits for group, bits in zip(ties.activations, narrow, strict=True) for key in group}
            rows = {k: LayerRecipe(weight_spec(w), activation_spec(inputs[k])) for k, w in weights.items()}
            recipe = Recipe(rows)
            found = front.within(**{objective: COSTS[objective](graph, recipe) * (1 + 1e-11)})
            assert found is not None
            assert found.loss <= sensitivity.predicted_loss(recipe) * (1 + 1e-9)


@given(graph=networks(), seed=st.integers(0, 1000), names=st.sampled_from(list(permutations(ALL, 2))))
@settings(max_examples=30, deadline=None)
def test_no_choice_beats_the_front_of_three_objectives(graph, seed, names):
    front = recipe_front(graph, random_sensitivity(graph, seed), names, (8, 4), (8, 6), device=DEVICE)
    check(graph, random_sensitivity(graph, seed), front)
    options = (range(len(specs)) for specs in front.choices.specs)
    for chosen in product(*options):
        first, second, loss = front.choices.totals(np.array(chosen, np.int16))
        found = front.within(**dict(zip(names, (first * (1 + 1e-11), second * (1 + 1e-11)), strict=True)))
        assert found is not None and found.loss <= loss * (1 + 1e-9)


def test_on_a_device_layers_alike_give_no_points_that_differ_by_rounding():
    graph = wide_graph(30)
    cells = [Cell(layer.key, part, bits, 4.0**-bits) for layer in graph.layers for part in Part for bits in (8, 6, 4)]
    sensitivity = Sensitivity(Method.MEASURED, 100).with_cells(cells)
    for name in ("latency", "energy"):
        front = recipe_front(graph, sensitivity, name, (8, 6, 4), (8, 4), device=DEVICE)
        assert (np.diff(front.costs(name)) > 1e-9 * front.costs(name)[0]).all()


def test_a_thinned_front_of_three_objectives_states_a_tolerance_that_holds():
    graph = wide_graph(8)
    layers = [replace(layer, macs=1000 * 3**index) for index, layer in enumerate(graph.layers)]
    graph = replace(graph, layers=tuple(layers))
    sensitivity = random_sensitivity(graph)
    names = ("size", "energy")
    exact = recipe_front(graph, sensitivity, names, (8, 4, 2), device=DEVICE, cells=None)
    rough = recipe_front(graph, sensitivity, names, (8, 4, 2), device=DEVICE, cells=60)
    assert exact.tolerance == {"size": 0, "energy": 0} and all(value > 0 for value in rough.tolerance.values())
    for point in exact:
        near = {name: value + rough.tolerance[name] for name, value in point.costs.items()}
        assert rough.within(**near).loss <= point.loss * (1 + 1e-9)


def test_costs_of_a_device_need_a_device_that_knows_them():
    graph = residual_graph()
    with pytest.raises(RecipeError, match="Without a device"):
        recipe_front(graph, random_sensitivity(graph), "latency")
    with pytest.raises(RecipeError, match="says nothing about energy"):
        recipe_front(graph, random_sensitivity(graph), "energy", device=replace(DEVICE, energy=None))


@pytest.mark.parametrize("objective", ALL)
def test_layers_that_must_stay_wide_do_and_the_rest_is_as_good_as_it_can_be(objective):
    graph = residual_graph()
    sensitivity = random_sensitivity(graph, 5)
    least = {"conv1": 8, "fc": 6}
    front = recipe_front(graph, sensitivity, objective, (8, 6, 4, 2), (8, 4), device=DEVICE, least=least)
    check(graph, sensitivity, front)
    free = recipe_front(graph, sensitivity, objective, (8, 6, 4, 2), (8, 4), device=DEVICE)
    assert front.costs(objective)[0] > free.costs(objective)[0]
    for point in front:
        recipe = front.recipe(point)
        assert recipe["conv1"].weight.bits == 8 == recipe["conv1"].activation.bits
        assert recipe["fc"].weight.bits >= 6 and recipe["fc"].activation.bits == 8
        assert recipe.kept == ("conv1",), "the recipe says what is kept at 8 bits"
    if objective in ("size", "bops"):
        assert min(front.recipe(p)["conv2"].weight.bits for p in front) == 2
    walk, same = greedy_front(front.choices), uniform_points(front.choices)
    assert all(points.recipe(p)["conv1"].weight.bits == 8 for points in (walk, same) for p in points)
    check(graph, sensitivity, walk)


def test_a_layer_for_which_no_width_is_wide_enough_is_named():
    graph = residual_graph()
    with pytest.raises(RecipeError, match="weights of fc must not fall below 8 bits, and only 4, 2"):
        recipe_front(graph, random_sensitivity(graph), weight_bits=(4, 2), least={"fc": 8})
    with pytest.raises(RecipeError, match="no layer joy"):
        recipe_front(graph, random_sensitivity(graph), least={"joy": 8})


def test_widths_that_a_layer_must_not_have_need_no_cell():
    graph = residual_graph()
    full = random_sensitivity(graph)
    cells = {k: v for k, v in full.cells.items() if k != ("conv2", Part.WEIGHT, 2)}
    front = recipe_front(graph, replace(full, cells=cells), weight_bits=(8, 4, 2), least={"conv2": 4})
    assert front.recipe(0)["conv2"].weight.bits == 4


def test_two_costs_at_once_hold_both_single_fronts():
    graph = residual_graph()
    sensitivity = random_sensitivity(graph)
    both = recipe_front(graph, sensitivity, OBJECTIVES, (8, 4, 2), (8, 4))
    check(graph, sensitivity, both)
    for name in OBJECTIVES:
        for point in recipe_front(graph, sensitivity, name, (8, 4, 2), (8, 4)):
            assert both.within(**point.costs).loss == pytest.approx(point.loss)


def test_layers_that_are_tied_come_out_at_one_width():
    graph = residual_graph()
    front = recipe_front(graph, random_sensitivity(graph), "bops", activation_bits=(8, 6, 4))
    for point in front:
        recipe = front.recipe(point)
        assert recipe["conv1"].activation == recipe["conv2"].activation


def test_recurrent_weights_and_embeddings_keep_float_activations():
    graph = residual_graph()
    graph = replace(graph, layers=(replace(graph.layers[0], input=""), *graph.layers[1:]))
    sensitivity = random_sensitivity(graph)
    for objective in OBJECTIVES:
        front = recipe_front(graph, sensitivity, objective, activation_bits=(8, 4))
        check(graph, sensitivity, front)
        assert front.recipe(0)["conv1"].activation.is_float32


def test_floating_point_widths_lose_nothing_and_need_no_cell():
    graph = residual_graph()
    sensitivity = random_sensitivity(graph, bits=(8, 4))
    front = recipe_front(graph, sensitivity, "size", (32, 16, 8, 4), (32,))
    check(graph, sensitivity, front)
    assert front[len(front) - 1].loss == 0 and front.recipe(len(front) - 1)["fc"].weight.bits in (16, 32)


def test_settings_beside_the_width_are_kept():
    graph = wide_graph(3)
    front = recipe_front(
        graph, random_sensitivity(graph), weight=weight_spec(8, granularity=Granularity.TENSOR),
        activation=activation_spec(8, observer=Observer.MSE),
    )  # fmt: skip
    row = front.recipe(0)["block0.linear0"]
    assert row.weight.granularity is Granularity.TENSOR and row.activation.observer is Observer.MSE


def test_missing_cells_are_named():
    graph = residual_graph()
    sensitivity = random_sensitivity(graph, bits=(8, 4))
    with pytest.raises(RecipeError, match=r"lacks 3 values: weights at 2 bits of conv1, conv2, fc") as caught:
        recipe_front(graph, sensitivity, weight_bits=(8, 4, 2))
    assert "leave them out" in caught.value.remedy
    cells = {k: v for k, v in sensitivity.cells.items() if k != ("fc", Part.ACTIVATION, 8)}
    with pytest.raises(RecipeError, match="lacks 1 value: activations at 8 bits of fc"):
        recipe_front(graph, replace(sensitivity, cells=cells), weight_bits=(8, 4))


def test_a_sensitivity_of_weights_alone_takes_one_activation_width():
    graph = residual_graph()
    sensitivity = random_sensitivity(graph, method=Method.SQNR)
    assert len(recipe_front(graph, sensitivity)) > 3
    with pytest.raises(RecipeError, match="cannot compare activation widths"):
        recipe_front(graph, sensitivity, activation_bits=(8, 4))


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"objective": "joy"}, "joy is not a cost"),
        ({"weight_bits": ()}, "No width"),
        ({"activation_bits": (32, 8)}, "32 bits cannot be chosen"),
    ],
)
def test_what_cannot_be_chosen_is_refused(changes, match):
    graph = residual_graph()
    with pytest.raises(RecipeError, match=match):
        recipe_front(graph, random_sensitivity(graph), **changes)


def test_a_model_without_layers_is_refused():
    graph = replace(residual_graph(), layers=())
    with pytest.raises(RecipeError, match="no layer"):
        recipe_front(graph, Sensitivity(Method.MEASURED))


def test_points_are_found_by_cost_and_by_loss():
    graph = wide_graph(10)
    front = recipe_front(graph, random_sensitivity(graph))
    sizes = front.costs("size")
    assert front.within(size=sizes[0] - 1) is None and front.within(size=sizes[3]).index == 3
    assert front.within(size=sizes[4] - 1).index == 3 and front.within().index == len(front) - 1
    assert front.at_most_loss(front[5].loss).index == 5 and front.at_most_loss(0) is None
    assert (np.diff(sizes) > 0).all() and (np.diff(front.losses) < 0).all()


def test_a_thinned_front_keeps_both_ends_and_its_order():
    graph = wide_graph(20)
    front = recipe_front(graph, random_sensitivity(graph))
    points = front.thinned(12)
    assert 2 < len(points) <= 12 < len(front)
    rows = [point.index for point in points]
    assert rows == sorted(set(rows)) and rows[0] == 0 and rows[-1] == len(front) - 1
    assert front.thinned(10**6) == tuple(front)


def test_a_recipe_is_built_only_when_it_is_asked_for(monkeypatch):
    graph = wide_graph(60)
    built = []
    original = Choices.recipe
    monkeypatch.setattr(Choices, "recipe", lambda self, chosen: built.append(1) or original(self, chosen))
    front = recipe_front(graph, random_sensitivity(graph), "bops", (8, 7, 6, 5, 4, 3, 2), (8, 6, 4))
    assert len(list(front)) == len(front.costs("bops")) > 1000
    assert front.within(bops=float(front.costs("bops")[500])).index == 500 and not built
    assert front.recipe(front[500]) == front.recipe(np.int64(500)) and len(built) == 2


def test_the_greedy_walk_never_beats_the_front_and_starts_and_ends_with_it():
    graph = wide_graph(15)
    front = recipe_front(graph, random_sensitivity(graph, 3), cells=None)
    walk = greedy_front(front.choices)
    assert walk[len(walk) - 1].loss == pytest.approx(front[len(front) - 1].loss)
    assert walk[0].costs == front[0].costs
    assert all(front.within(**point.costs).loss <= point.loss * (1 + 1e-9) for point in walk)
    check(graph, random_sensitivity(graph, 3), walk)


def test_the_greedy_walk_narrows_activations_too():
    graph = residual_graph()
    choices = choose(graph, random_sensitivity(graph), ("bops",), (8, 4), (8, 4))
    walk = greedy_front(choices)
    assert walk.recipe(0) == uniform_recipe(graph, 4, 4)
    assert walk.recipe(len(walk) - 1) == uniform_recipe(graph, 8, 8)


def test_uniform_points_are_the_uniform_recipes():
    graph = residual_graph()
    points = uniform_points(choose(graph, random_sensitivity(graph), ("size",), (8, 4), (8, 6)))
    found = {points.recipe(point).hash for point in points}
    assert found == {uniform_recipe(graph, w, a).hash for w in (8, 4) for a in (8, 6)}


def test_a_device_without_a_unit_for_a_width_is_refused_by_name_and_the_rest_is_searched() -> None:
    graph = residual_graph()
    table = random_sensitivity(graph)
    only = replace(small_device(), rates={8: small_device().rates[8]})
    with pytest.raises(RecipeError, match=r"Small cannot run .* 8-bit weights and 32-bit activations"):
        recipe_front(graph, table, "latency", (8, 4), (32,), device=only)
    front = recipe_front(graph, table, "latency", (8, 4), (8,), device=only)
    assert len(front) >= 1
    assert np.isfinite(front.costs("latency")).all()
