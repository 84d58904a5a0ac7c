import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgeviz.core.errors import RecipeError
from edgeviz.core.presets import ends, keep_ends
from edgeviz.core.recipe import Calibration, LayerRecipe, Recipe, Repairs, uniform
from edgeviz.core.spec import (
    BITS,
    WEIGHT_OBSERVERS,
    WEIGHTS_ONLY,
    Granularity,
    Observer,
    Scheme,
    Spec,
    activation_spec,
    at_width,
    weight_spec,
)
from tests.core.builders import residual_graph

integer_specs = st.builds(
    Spec,
    bits=st.sampled_from(BITS[Scheme.INTEGER]),
    scheme=st.just(Scheme.INTEGER),
    symmetric=st.booleans(),
    observer=st.sampled_from(Observer),
    momentum=st.floats(0.001, 1.0),
    power_of_two=st.booleans(),
)
other_specs = st.sampled_from([Spec(bits, scheme) for scheme in Scheme for bits in BITS[scheme]])
weight_specs = (integer_specs | other_specs).filter(lambda spec: spec.observer in WEIGHT_OBSERVERS)
activation_specs = integer_specs | other_specs.filter(lambda spec: spec.scheme not in WEIGHTS_ONLY)
recipes = st.builds(
    Recipe,
    st.dictionaries(st.text(max_size=8), st.builds(LayerRecipe, weight_specs, activation_specs), max_size=5),
    st.builds(Calibration, st.integers(1, 9999)),
)


@given(recipes)
def test_a_recipe_survives_json_with_the_same_hash(recipe: Recipe) -> None:
    again = Recipe.from_json(recipe.to_json())
    assert again == recipe
    assert again.hash == recipe.hash


def test_naming_a_layer_as_float_changes_nothing() -> None:
    assert Recipe({"a": LayerRecipe()}) == Recipe()
    assert Recipe({"a": LayerRecipe()}).hash == Recipe().hash


def test_the_order_of_layers_does_not_matter() -> None:
    a, b = LayerRecipe(weight_spec(4)), LayerRecipe(weight_spec(8))
    assert Recipe({"a": a, "b": b}).hash == Recipe({"b": b, "a": a}).hash


def test_every_setting_reaches_the_hash() -> None:
    base = weight_spec(4)
    variants = [
        weight_spec(3),
        weight_spec(4, symmetric=False),
        weight_spec(4, granularity=Granularity.TENSOR),
        weight_spec(4, observer=Observer.MSE),
        weight_spec(4, observer=Observer.PERCENTILE),
        weight_spec(4, observer=Observer.PERCENTILE, percentile=99.0),
    ]
    hashes = {Recipe({"a": LayerRecipe(spec)}).hash for spec in [base, *variants]}
    assert len(hashes) == 7


@pytest.mark.parametrize(("bits", "stored"), [(1, 2), (2, 2), (3, 4), (4, 4), (5, 8), (6, 8), (7, 8), (8, 8)])
def test_odd_widths_are_stored_in_the_next_larger_type(bits: int, stored: int) -> None:
    assert weight_spec(bits).storage_bits == stored


def test_labels_tell_half_precision_from_sixteen_bit_integers() -> None:
    assert weight_spec(16).label == "FP16"
    assert weight_spec(16, scheme=Scheme.INTEGER).label == "INT16"
    assert weight_spec(32).label == "FP32"
    assert weight_spec(4).label == "4"


def test_an_impossible_width_names_the_possible_ones() -> None:
    with pytest.raises(RecipeError, match=r"9 bits are not possible.*16, 8"):
        Spec(9, Scheme.INTEGER)


def test_activations_per_channel_are_refused() -> None:
    with pytest.raises(RecipeError, match="per channel"):
        LayerRecipe(activation=activation_spec(8, granularity=Granularity.CHANNEL))


def test_a_recipe_for_another_model_is_refused_by_name() -> None:
    with pytest.raises(RecipeError, match="conv9"):
        uniform(["conv9"], 8, 8).check(["conv1"])


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"format":"edgeviz-recipe/2"}', '{"format":"edgeviz-recipe/1"}', "[" * 100_000],
)
def test_text_that_is_no_recipe_is_refused(text: str) -> None:
    with pytest.raises(RecipeError):
        Recipe.from_json(text)


def test_an_unknown_scheme_is_named() -> None:
    text = uniform(["a"], 8, 8).to_json().replace('"integer"', '"magic"')
    with pytest.raises(RecipeError, match="magic"):
        Recipe.from_json(text)


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN", "8.5e400"])
def test_numbers_beyond_all_bounds_are_an_error_and_no_fault(number: str) -> None:
    text = uniform(["a"], 8, 8).to_json().replace('"bits":8', f'"bits":{number}')
    with pytest.raises(RecipeError):
        Recipe.from_json(text)


def test_what_an_observer_does_not_use_makes_no_difference() -> None:
    assert activation_spec(8, percentile=99.0) == activation_spec(8, momentum=0.5) == activation_spec(8)
    moving = activation_spec(8, observer=Observer.MOVING_AVERAGE, momentum=0.5)
    assert moving != activation_spec(8, observer=Observer.MOVING_AVERAGE)
    assert "momentum" not in uniform("a", 8, 8).to_json()
    assert Recipe.from_json(Recipe({"a": LayerRecipe(activation=moving)}).to_json())["a"].activation == moving


@pytest.mark.parametrize("observer", [Observer.MOVING_AVERAGE, Observer.ENTROPY])
def test_observers_that_mean_nothing_for_weights_are_refused_there(observer: Observer) -> None:
    with pytest.raises(RecipeError, match="weights cannot") as caught:
        LayerRecipe(weight_spec(8, observer=observer))
    assert "minmax" in caught.value.remedy


@pytest.mark.parametrize("momentum", [0.0, -1.0, 1.5, float("nan")])
def test_a_momentum_out_of_range_is_refused(momentum: float) -> None:
    with pytest.raises(RecipeError, match="momentum"):
        activation_spec(8, observer=Observer.MOVING_AVERAGE, momentum=momentum)


def test_the_range_of_dorefa_is_for_activations_and_has_no_codes_below_zero() -> None:
    inputs = activation_spec(2, observer=Observer.UNIT, symmetric=True)
    assert not inputs.symmetric
    assert LayerRecipe(activation=inputs).activation == activation_spec(2, observer=Observer.UNIT)
    with pytest.raises(RecipeError, match="by unit"):
        LayerRecipe(weight_spec(2, observer=Observer.UNIT))


def test_one_bit_is_the_sign_by_default_for_weights_and_activations() -> None:
    assert weight_spec(1).is_sign and activation_spec(1).is_sign
    assert not activation_spec(1, symmetric=False).is_sign and not weight_spec(2).is_sign
    assert not Spec(1, Scheme.BINARY).is_sign, "BinaryConnect has no scale"


def test_short_labels_fit_the_chips_of_a_table_and_tell_schemes_apart() -> None:
    found = [Spec(bits, scheme).short for scheme in Scheme for bits in BITS[scheme]]
    assert max(map(len, found)) <= 5
    assert len(set(found)) == len(found)


def test_another_width_keeps_the_scheme_where_it_has_that_width() -> None:
    assert at_width(Spec(4, Scheme.KMEANS), 2) == Spec(2, Scheme.KMEANS)
    assert at_width(Spec(2, Scheme.TERNARY, granularity=Granularity.CHANNEL), 8) == weight_spec(8)
    assert at_width(activation_spec(8), 1) == activation_spec(1)
    assert at_width(activation_spec(8, observer=Observer.UNIT), 1) == activation_spec(1, observer=Observer.UNIT)
    assert at_width(weight_spec(8, observer=Observer.MSE), 3) == weight_spec(3, observer=Observer.MSE)


def test_repairs_have_a_label_and_say_whether_they_need_data() -> None:
    assert Repairs().label == "" and not Repairs()
    everything = Repairs(equalize=True, correct_bias=True, reestimate=True, adaround=2000)
    assert everything.label == "CLE BC BN AdaRound 2000"
    assert not Repairs(equalize=True).needs_data
    assert all(r.needs_data for r in (Repairs(correct_bias=True), Repairs(reestimate=True), Repairs(adaround=1)))
    recipe = replace(Recipe(), repairs=everything)
    assert Recipe.from_json(recipe.to_json()) == recipe


def test_a_kept_layer_counts_with_8_bits_and_remembers_what_was_chosen() -> None:
    recipe = replace(uniform(["a", "b"], 3, 4), kept=("a",))
    assert (recipe["a"].weight.bits, recipe["a"].activation.bits, recipe["b"].weight.bits) == (8, 8, 3)
    assert recipe.chosen("a") == recipe["b"]
    assert recipe.chosen("nothing") == LayerRecipe()


def test_the_ends_are_the_first_and_the_last_layer_and_who_shares_their_weights() -> None:
    graph = residual_graph()
    keys = [layer.key for layer in graph.layers]
    assert ends(graph) == (keys[0], keys[-1])
    tied = replace(graph, layers=(*graph.layers[:-1], replace(graph.layers[-1], weight=graph.layers[1].weight)))
    assert ends(tied) == (keys[0], keys[1], keys[-1])
    recipe = keep_ends(uniform(keys, 4, 4), graph, True)
    assert keep_ends(recipe, graph, False) == uniform(keys, 4, 4)
    assert ends(replace(graph, layers=())) == ()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"repairs": {"equalize": "false"}}, "equalize"),
        ({"repairs": {"magic": True}}, "magic"),
        ({"kept": "conv1"}, "kept"),
        ({"kept": [1]}, "kept"),
    ],
)
def test_a_switch_is_true_or_false_and_nothing_that_python_takes_for_it(change: dict[str, object], says: str) -> None:
    value = {**json.loads(Recipe().to_json()), **change}
    with pytest.raises(RecipeError, match=says):
        Recipe.from_json(json.dumps(value))


def test_the_canonical_text_is_json_with_sorted_keys_whatever_layers_are_called() -> None:
    keys = ("b", "a", 'quoted "name" \\', "한글", "\u2028\n", "\U0001f600", "")
    rows = {key: LayerRecipe(weight_spec(2 + at), activation_spec(8)) for at, key in enumerate(keys)}
    recipe = Recipe(rows, Calibration(32), Repairs(equalize=True, adaround=20), kept=("한글", "a"))
    text = recipe.to_json()
    assert text == json.dumps(json.loads(text), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert Recipe.from_json(text) == recipe and Recipe.from_json(text).hash == recipe.hash


def test_all_rows_at_once_are_what_counts_for_each_layer() -> None:
    recipe = Recipe({"a": LayerRecipe(weight_spec(2)), "b": LayerRecipe(weight_spec(4))}, kept=("b", "c"))
    assert recipe.rows_of(("a", "b", "c", "d")) == [recipe["a"], recipe["b"], recipe["c"], recipe["d"]]
    assert recipe.rows_of(("b",))[0].weight.bits == 8
