"""What two recipes do differently."""

from dataclasses import replace

from edgeviz.core.recipe import NO_REPAIRS, Calibration, LayerRecipe, Recipe, Repairs, uniform
from edgeviz.core.recipe_diff import Whole, layer_differences, transitions, whole_of
from edgeviz.core.sensitivity import Part
from edgeviz.core.spec import FLOAT32, activation_spec, weight_spec
from tests.core.builders import residual_graph


def test_layers_are_listed_in_order_with_what_each_recipe_makes_of_them() -> None:
    graph = residual_graph()
    keys = [layer.key for layer in graph.layers]
    one = uniform(keys, 8, 8)
    other = one.with_layers({"conv2": LayerRecipe(weight_spec(4), activation_spec(8))})
    found = layer_differences(graph, [one, other, Recipe()])
    assert [row.layer.key for row in found] == keys
    assert [row.differs for row in layer_differences(graph, [one, other])] == [False, True, False]
    assert found[1].rows[1].weight.bits == 4 and found[2].rows[2].weight == FLOAT32


def test_the_transition_matrix_counts_layers_and_weights() -> None:
    graph = residual_graph()
    keys = [layer.key for layer in graph.layers]
    one, other = uniform(keys, 8, 8), uniform(keys, 4, 8).with_layers({"fc": LayerRecipe(weight_spec(8))})
    found = transitions(graph, one, other)
    assert found.labels == ("8", "4")
    assert found.layers.tolist() == [[1, 2], [0, 0]]
    assert found.weights.tolist() == [[80, 8 * 27 + 8 * 72], [0, 0]]
    assert found.weights.sum() == sum(layer.weight_elements for layer in graph.layers)
    assert transitions(graph, one, other, Part.ACTIVATION).labels == ("FP32", "8")


def test_equal_recipes_fill_the_diagonal_alone() -> None:
    graph = residual_graph()
    recipe = uniform([layer.key for layer in graph.layers], 4, 8)
    found = transitions(graph, recipe, recipe)
    assert found.layers.sum() == found.layers.trace() == len(graph.layers)


def test_what_has_no_effect_is_no_difference() -> None:
    keys = [layer.key for layer in residual_graph().layers]
    plain = Recipe({}, Calibration(99), Repairs(equalize=True), ("fc",))
    assert whole_of(plain) == Whole(NO_REPAIRS, (), None)
    weights = replace(plain, layers=uniform(keys, 4, 32).layers)
    assert whole_of(weights) == Whole(Repairs(equalize=True), ("fc",), None), "nothing looks at samples"
    assert whole_of(replace(weights, repairs=Repairs(correct_bias=True))).samples == 99
    assert whole_of(uniform(keys, 4, 8)).samples == 256
