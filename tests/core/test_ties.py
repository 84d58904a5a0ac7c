from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from edgeviz.core.graph import Layer, ModelGraph, Node, Tensor
from edgeviz.core.points import quant_points
from edgeviz.core.presets import keep_ends
from edgeviz.core.recipe import LayerRecipe, Recipe, uniform
from edgeviz.core.sensitivity import Part
from edgeviz.core.spec import Scheme, Spec, activation_spec, weight_spec
from edgeviz.core.ties import Ties, beside_kept, deciders, disagreeing, lifted, tied_groups, with_ties
from tests.core.builders import residual_graph, wide_graph


def linear(key: str, source: str, target: str, weight: str = "") -> tuple[Node, Layer]:
    weight = weight or f"{key}.weight"
    return (
        Node(key, "MatMul", (source, weight), (target,), macs=16),
        Layer(key, key, "MatMul", "Linear", weight, (4, 4), 1, source, target, macs=16),
    )


def network(*parts: tuple[Node, Layer] | Node) -> ModelGraph:
    nodes = tuple(part if isinstance(part, Node) else part[0] for part in parts)
    layers = tuple(part[1] for part in parts if not isinstance(part, Node))
    weights = {layer.weight: Tensor(layer.weight, shape=(4, 4), is_parameter=True) for layer in layers}
    names = dict.fromkeys(name for node in nodes for name in (*node.inputs, *node.outputs))
    tensors = {name: weights.get(name) or Tensor(name, shape=("N", 4)) for name in names}
    return ModelGraph("net", "onnx", ("x",), ("y",), nodes, tensors, layers, file_bytes=4000)


def test_a_chain_ties_nothing():
    ties = tied_groups(wide_graph(5))
    assert all(len(group) == 1 for group in (*ties.weights, *ties.activations))
    assert len(ties.weights) == len(ties.activations) == 5


def test_layers_that_read_one_tensor_share_their_activation_width_but_not_their_weights():
    graph = network(linear("q", "x", "a"), linear("k", "x", "b"), linear("v", "x", "c"))
    ties = tied_groups(graph)
    assert ties.activations == (("q", "k", "v"),)
    assert ties.weights == (("q",), ("k",), ("v",))


def test_layers_that_share_a_weight_share_everything():
    graph = network(linear("a", "x", "h", "w"), linear("b", "h", "g"), linear("c", "g", "y", "w"))
    ties = tied_groups(graph)
    assert ties.weights == (("a", "c"), ("b",)) == ties.activations


def test_the_operands_of_an_addition_and_of_a_concatenation_share_a_width():
    for op in ("Add", "Concat"):
        graph = network(
            linear("stem", "x", "s"), linear("a", "s", "h"), linear("b", "h", "g"),
            Node("join", op, ("g", "s"), ("j",)), linear("head", "j", "y"),
        )  # fmt: skip
        # s is written by the stem and read by a, g is written by b; head reads what the join makes.
        assert tied_groups(graph).activations == (("stem", "a", "b"), ("head",))


def test_an_addition_of_a_constant_ties_nothing_more():
    graph = network(linear("a", "x", "h"), Node("bias", "Add", ("h", "c"), ("g",)), linear("b", "g", "y"))
    assert tied_groups(graph).activations == (("a",), ("b",))


def test_a_tensor_that_is_pooled_too_is_stored_at_one_width():
    graph = network(linear("a", "x", "h"), linear("b", "h", "y"), Node("pool", "GlobalAveragePool", ("h",), ("p",)))
    assert deciders(graph)["h"] == ("b", "a")
    assert tied_groups(graph).activations == (("a", "b"),)


def test_a_layer_without_an_input_to_quantize_has_a_weight_group_only():
    graph = residual_graph()
    layers = (replace(graph.layers[0], input=""), *graph.layers[1:])
    ties = tied_groups(replace(graph, layers=layers))
    assert ties.activations == (("conv2",), ("fc",)) and len(ties.weights) == 3


# ---- editing tied layers together

KEYS = tuple("abcdef")
SHARING = Ties((("a", "c"), ("b",), ("d", "e", "f")), (("a", "b", "c"), ("d",), ("e", "f")))
rows = st.builds(
    LayerRecipe,
    st.sampled_from([Spec(), *(weight_spec(bits) for bits in (2, 4, 8))]),
    st.sampled_from([Spec(), Spec(16), Spec(16, Scheme.INTEGER), *(activation_spec(bits) for bits in (4, 8))]),
)
recipes = st.builds(Recipe, st.dictionaries(st.sampled_from(KEYS), rows))


@settings(derandomize=True, deadline=None)
@given(recipes, st.dictionaries(st.sampled_from(KEYS), rows))
def test_edited_together_no_group_that_was_touched_disagrees_and_no_other_changes(recipe, changes):
    found = recipe.with_layers(with_ties(recipe, changes, SHARING))
    broken = disagreeing(found, SHARING)
    for part in Part:
        for group in SHARING.groups(part):
            before = [getattr(recipe[key], part.value) for key in group]
            asked = [getattr(changes.get(key, recipe[key]), part.value) for key in group]
            after = [getattr(found[key], part.value) for key in group]
            if asked == before:
                assert after == before
            else:
                assert len(set(after)) == 1 and not broken[part] & set(group)
                changed = [new for new, old in zip(asked, before, strict=True) if new != old]
                assert after[0] in changed and after[0].bits == max(spec.bits for spec in changed)


@settings(derandomize=True, deadline=None)
@given(recipes)
def test_lifting_breaks_no_tie_and_narrows_nothing(recipe):
    found = lifted(recipe, SHARING)
    assert not any(disagreeing(found, SHARING).values())
    for key in KEYS:
        assert found[key].weight.bits >= recipe[key].weight.bits
        assert found[key].activation.bits >= recipe[key].activation.bits
    assert lifted(found, SHARING) == found


def test_activations_disagree_by_width_and_weights_by_anything():
    row = LayerRecipe(weight_spec(8), activation_spec(8))
    other = LayerRecipe(replace(row.weight, symmetric=False), replace(row.activation, symmetric=True))
    broken = disagreeing(Recipe({**dict.fromkeys(KEYS, row), "a": other}), SHARING)
    assert broken == {Part.WEIGHT: frozenset("ac"), Part.ACTIVATION: frozenset()}
    narrow = LayerRecipe(row.weight, activation_spec(4))
    assert disagreeing(Recipe({**dict.fromkeys(KEYS, row), "a": narrow}), SHARING)[Part.ACTIVATION] == frozenset("abc")


def test_operands_edited_together_are_stored_once():
    graph = residual_graph()
    ties = tied_groups(graph)
    assert ties.partners("conv1", Part.ACTIVATION) == ("conv2",) and not ties.partners("fc", Part.ACTIVATION)
    recipe = uniform(["conv1", "conv2", "fc"], 8, 8)
    change = {"conv1": replace(recipe["conv1"], activation=activation_spec(4, symmetric=True))}
    apart, together = recipe.with_layers(change), recipe.with_layers(with_ties(recipe, change, ties))
    for kept, quantizers in ((apart, 2), (together, 1)):
        assert sum(point.tensor == "r1" for point in quant_points(graph, kept)) == quantizers


@settings(derandomize=True, deadline=None)
@given(recipes, st.dictionaries(st.sampled_from(KEYS), rows), st.sets(st.sampled_from(KEYS), max_size=2))
def test_what_is_tied_to_a_kept_layer_does_not_fall_below_8_bits_either(recipe, changes, kept):
    whole = beside_kept(replace(recipe, kept=tuple(kept)), SHARING)
    found = whole.with_layers(with_ties(whole, changes, SHARING))
    for part, group in SHARING.bound:
        if set(group) & kept:
            assert all(getattr(found[key], part.value).bits >= 8 for key in group)
            if any(getattr(changes.get(key, whole.chosen(key)), part.value)
                   != getattr(whole.chosen(key), part.value) for key in group):  # fmt: skip
                assert not disagreeing(found, SHARING)[part] & set(group)
    assert {key: whole.chosen(key) for key in kept} == {key: recipe.chosen(key) for key in kept}


def test_ends_kept_in_a_residual_network_break_no_tie():
    graph = residual_graph()
    ties, narrow = tied_groups(graph), uniform(["conv1", "conv2", "fc"], 4, 4)
    found = keep_ends(narrow, graph, True)
    assert not any(disagreeing(found, ties).values())
    assert (found["conv2"].weight.bits, found["conv2"].activation.bits) == (4, 8)
    assert keep_ends(found, graph, False) == narrow, "switched off again nothing is left of it"
    apart = keep_ends(narrow, graph, True, follow_ties=False)
    assert apart["conv2"].activation.bits == 4 and disagreeing(apart, ties)[Part.ACTIVATION] == {"conv1", "conv2"}
