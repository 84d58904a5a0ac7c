"""Presets: Turing's widths, rounded to, fixed and mixed."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edgeviz.core.graph import ModelGraph
from edgeviz.core.presets import (
    TURING_BITS,
    TuringKind,
    turing_fixed,
    turing_recipe,
    turing_rounded,
    uniform_recipe,
)
from edgeviz.core.recipe import Calibration, LayerRecipe, Recipe
from edgeviz.core.sensitivity import Method, Part, Sensitivity
from edgeviz.core.size import size_bytes
from edgeviz.core.spec import BITS, FLOAT16, FLOAT32, WEIGHTS_ONLY, Observer, Scheme, Spec, activation_spec, weight_spec
from edgeviz.core.ties import disagreeing, tied_groups
from tests.core.builders import residual_graph, wide_graph
from tests.core.sensitivities import random_sensitivity

weights = st.sampled_from([Spec(bits, scheme) for scheme in Scheme for bits in BITS[scheme]])
inputs = st.sampled_from(
    [Spec(bits, scheme) for scheme in Scheme if scheme not in WEIGHTS_ONLY for bits in BITS[scheme]]
)


def widths(recipe: Recipe, graph: ModelGraph) -> list[tuple[int, int]]:
    return [(recipe[layer.key].weight.bits, recipe[layer.key].activation.bits) for layer in graph.layers]


@settings(derandomize=True, deadline=None)
@given(st.lists(st.tuples(weights, inputs), min_size=3, max_size=3))
def test_rounding_leaves_only_what_turing_has_and_narrows_nothing_but_floats(pairs: list[tuple[Spec, Spec]]) -> None:
    graph = residual_graph()
    recipe = Recipe({layer.key: LayerRecipe(*pair) for layer, pair in zip(graph.layers, pairs, strict=True)})
    found = turing_rounded(graph, recipe)
    for layer in graph.layers:
        for part in Part:
            old, new = (getattr(one[layer.key], part.value) for one in (recipe, found))
            assert new == FLOAT16 or (new.is_integer and new.bits in (8, 4, 1))
            assert new.bits >= min(old.bits, 16)
    assert turing_rounded(graph, found) == found


def test_rounding_goes_to_the_next_width_and_keeps_the_settings() -> None:
    graph = residual_graph()
    row = LayerRecipe(weight_spec(3, symmetric=False), activation_spec(6, observer=Observer.MSE))
    found = turing_rounded(graph, Recipe({"conv1": row, "conv2": LayerRecipe(weight_spec(1))}, Calibration(40)))
    assert widths(found, graph) == [(4, 8), (1, 16), (16, 16)]
    assert not found["conv1"].weight.symmetric and found["conv1"].activation.observer is Observer.MSE
    assert found.calibration == Calibration(40)


def test_without_a_sensitivity_it_is_four_bits_with_the_ends_at_eight() -> None:
    graph = wide_graph(5)
    choice = turing_recipe(graph, None)
    assert choice.kind is TuringKind.FIXED and choice.recipe == turing_fixed(graph)
    assert widths(choice.recipe, graph) == [(8, 8), (4, 4), (4, 4), (4, 4), (8, 8)]
    assert (
        choice.size
        == size_bytes(graph, choice.recipe)
        < choice.uniform
        == size_bytes(graph, uniform_recipe(graph, 8, 8))
    )


def test_what_is_tied_to_an_end_has_its_width() -> None:
    graph = residual_graph()
    recipe = turing_fixed(graph)
    assert widths(recipe, graph) == [(8, 8), (4, 8), (8, 8)]
    assert not any(disagreeing(recipe, tied_groups(graph)).values())


@pytest.mark.parametrize("seed", range(4))
def test_the_mix_is_the_best_of_all_that_keep_the_budget(seed: int) -> None:
    graph = residual_graph()
    sensitivity = random_sensitivity(graph, seed, (16, 8, 4, 2, 1))
    choice = turing_recipe(graph, sensitivity, 0.9)
    best = min(
        sum(
            sensitivity.cells[layer.key, Part.WEIGHT, bits].loss
            for layer, bits in zip(graph.layers, chosen, strict=True)
            if bits != 16
        )
        for chosen in product(TURING_BITS, repeat=3)
        if size_bytes(
            graph,
            Recipe(
                {
                    layer.key: LayerRecipe(weight_spec(bits), activation_spec(8))
                    for layer, bits in zip(graph.layers, chosen, strict=True)
                }
            ),
        )
        <= choice.budget
    )
    found = sum(
        sensitivity.cells[key, Part.WEIGHT, row.weight.bits].loss
        for key, row in choice.recipe.layers.items()
        if row.weight.is_integer
    )
    assert choice.kind is TuringKind.MIXED and choice.size <= choice.budget
    assert found == pytest.approx(best)
    assert {bits for pair in widths(choice.recipe, graph) for bits in pair} <= set(TURING_BITS)


def test_a_budget_that_nothing_keeps_gives_the_smallest_and_says_so() -> None:
    graph = wide_graph(4)
    choice = turing_recipe(graph, random_sensitivity(graph, 0, (8, 4)), 0.1)
    assert choice.kind is TuringKind.SMALLEST and choice.size > choice.budget
    assert widths(choice.recipe, graph) == [(4, 8)] * 4


def test_the_mix_counts_kept_layers_at_the_8_bits_that_they_have() -> None:
    graph = wide_graph(6)
    kept = (graph.layers[0].key, graph.layers[-1].key)
    choice = turing_recipe(graph, random_sensitivity(graph, 1, (8, 4)), kept=kept)
    recipe = replace(choice.recipe, kept=kept)
    assert choice.kind is TuringKind.MIXED and choice.size <= choice.budget
    assert all(recipe[key].weight.bits >= 8 for key in kept)
    assert choice.size == size_bytes(graph, recipe), "what is said is the size of what is adopted"


def test_widths_that_were_not_measured_are_not_chosen() -> None:
    graph = wide_graph(6)
    choice = turing_recipe(graph, random_sensitivity(graph, 1, (8, 6, 4, 3, 2)))
    assert choice.kind is TuringKind.MIXED
    assert {row.weight.bits for row in choice.recipe.layers.values()} <= {16, 8, 4}
    assert turing_recipe(graph, random_sensitivity(graph, 1, (8, 3, 2))).kind is TuringKind.FIXED
    weights_only = Sensitivity(Method.MEASURED).with_cells(
        cell for cell in random_sensitivity(graph, 1, (8, 4)).cells.values() if cell.part is Part.WEIGHT
    )
    assert all(row.activation == FLOAT16 for row in turing_recipe(graph, weights_only).recipe.layers.values())
    by_error = turing_recipe(graph, random_sensitivity(graph, 1, (8, 4), Method.SQNR))
    assert all(row.activation == activation_spec(8) for row in by_error.recipe.layers.values())


def test_a_layer_without_activation_keeps_none() -> None:
    graph = residual_graph()
    lookup = replace(graph, layers=(graph.layers[0], replace(graph.layers[1], input=""), graph.layers[2]))
    for recipe in (turing_fixed(lookup), turing_rounded(lookup, Recipe()), turing_recipe(lookup, None).recipe):
        assert recipe["conv2"].activation == FLOAT32
