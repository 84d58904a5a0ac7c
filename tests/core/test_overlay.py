"""Values that nodes are coloured by, and how they add up in groups."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edgeviz.core.device.energy import energy_joules
from edgeviz.core.device.latency import layer_seconds, roofline_seconds
from edgeviz.core.device.plain import plain_nodes
from edgeviz.core.graph import ModelGraph
from edgeviz.core.layer_profile import BetweenTime
from edgeviz.core.overlay import OVERLAYS, Coloured, Known, Overlay, Scale, Sum, Values, colour_boxes, joined
from edgeviz.core.recipe import LayerRecipe, Recipe, uniform
from edgeviz.core.sensitivity import Cell, Method, Part, Sensitivity
from edgeviz.core.size import layer_bytes
from edgeviz.core.spec import activation_spec, weight_spec
from tests.core.builders import residual_graph
from tests.core.devices import small_device
from tests.core.profiles import profile_of
from tests.core.sensitivities import random_sensitivity

GRAPH = residual_graph()
KEYS = [layer.key for layer in GRAPH.layers]
#: The layers' nodes.
CONV1, CONV2, FC = 0, 2, 5


def values(name: str, recipe: Recipe | None = None, graph: ModelGraph = GRAPH, **known: object) -> Values:
    return OVERLAYS[name].values(Known(graph, recipe or Recipe(), **known))


def test_bits_are_those_of_the_recipe() -> None:
    recipe = Recipe({"conv1": LayerRecipe(weight_spec(4), activation_spec(8))})
    assert values("weight_bits", recipe) == {CONV1: 4, CONV2: 32, FC: 32}
    assert values("activation_bits", recipe) == {CONV1: 8, CONV2: 32, FC: 32}


def test_a_layer_without_an_activation_has_no_activation_bits() -> None:
    layers = (replace(GRAPH.layers[0], input=""), *GRAPH.layers[1:])
    assert set(values("activation_bits", graph=replace(GRAPH, layers=layers))) == {CONV2, FC}


def test_sizes_add_up_to_the_sum_over_the_layers() -> None:
    recipe = uniform(KEYS, 4, 8)
    found = values("size", recipe)
    assert sum(found.values()) == sum(layer_bytes(layer, recipe[layer.key].weight) for layer in GRAPH.layers)
    assert found[FC] < values("size")[FC]


def test_a_weight_that_layers_share_is_counted_once() -> None:
    shared = replace(GRAPH.layers[1], weight=GRAPH.layers[0].weight)
    graph = replace(GRAPH, layers=(GRAPH.layers[0], shared, GRAPH.layers[2]))
    assert values("size", graph=graph)[CONV2] == 0


def test_macs_are_those_of_every_node_that_has_some() -> None:
    found = values("macs")
    assert set(found) == {CONV1, CONV2, FC} and sum(found.values()) == GRAPH.macs


def test_two_layers_of_one_node_are_put_together() -> None:
    second = replace(GRAPH.layers[2], key="fc.recurrent", weight="other")
    graph = replace(GRAPH, layers=(*GRAPH.layers, second))
    recipe = Recipe({"fc.recurrent": LayerRecipe(weight_spec(2), activation_spec(8))})
    assert values("weight_bits", recipe, graph)[FC] == 2
    one, two = (layer_bytes(layer, recipe[layer.key].weight) for layer in graph.layers[2:])
    assert values("size", recipe, graph)[FC] == pytest.approx(one + two)


def test_measured_latency_is_that_of_kernels_and_of_nodes_between_layers() -> None:
    profile = profile_of(GRAPH, Recipe())
    between = (*profile.between, BetweenTime("p", "GlobalAveragePool", 5e-4, "pool"))
    profile = replace(profile, between=between)
    found = values("latency_measured", Recipe(), profile=profile)
    assert found == {0: 1e-3, 2: 2e-3, 4: 5e-4, 5: 3e-3}
    assert not Known(GRAPH, Recipe(), profile=profile).is_profile_old
    assert Known(GRAPH, uniform(["conv1"], 4, 8), profile=profile).is_profile_old
    assert values("latency_measured", Recipe()) == {}


def test_latency_and_energy_need_a_device_and_add_up_to_what_widths_can_change() -> None:
    device, recipe = small_device(), uniform(KEYS, 8, 8)
    assert values("latency", recipe) == values("energy", recipe) == {}
    found = values("latency", recipe, device=device)
    assert found[CONV2] == layer_seconds(GRAPH.layers[1], recipe["conv2"], device)
    assert {at: found[at] for at in (3, 4)} == {plain.node: plain.nbytes / 3e6 for plain in plain_nodes(GRAPH)}
    assert sum(found.values()) == pytest.approx(roofline_seconds(GRAPH, recipe, device))
    assert device.energy is not None
    whole = energy_joules(GRAPH, recipe, device)
    found = values("energy", recipe, device=device)
    # What is in no node is the overhead of each layer.
    waiting = device.energy.static_power.value * len(KEYS) * device.layer_overhead.value
    assert sum(found.values()) + waiting == pytest.approx(whole)
    assert values("energy", recipe, device=replace(device, energy=None)) == {}


def test_sensitivity_is_the_loss_at_four_bits_whatever_the_recipe() -> None:
    table = random_sensitivity(GRAPH)
    expected = {node: table.get(key, Part.WEIGHT, 4).loss for node, key in zip((0, 2, 5), KEYS, strict=True)}
    assert values("sensitivity", sensitivity=table) == expected
    assert values("sensitivity", uniform(KEYS, 2, 8), sensitivity=table) == expected
    assert values("sensitivity") == {}


def test_the_present_loss_sums_weights_and_activations_of_quantized_layers() -> None:
    table = random_sensitivity(GRAPH)
    assert values("loss", sensitivity=table) == {}
    cells = [table.get("conv2", part, bits) for part, bits in ((Part.WEIGHT, 4), (Part.ACTIVATION, 8))]
    recipe = Recipe({"conv2": LayerRecipe(weight_spec(4), activation_spec(8))})
    assert values("loss", recipe, sensitivity=table) == {CONV2: pytest.approx(sum(cell.loss for cell in cells))}


def test_a_layer_with_a_part_that_was_not_measured_has_no_loss_rather_than_half() -> None:
    table = Sensitivity(Method.MEASURED, 100).with_cells([Cell("conv2", Part.WEIGHT, 4, 0.5)])
    recipe = Recipe({"conv2": LayerRecipe(weight_spec(4), activation_spec(8))})
    assert values("loss", recipe, sensitivity=table) == {}


def test_the_weight_error_is_given_in_decibels_where_it_is_known() -> None:
    cells = [Cell("conv1", Part.WEIGHT, 4, 0.5, sqnr=21.5), Cell("conv2", Part.WEIGHT, 4, 0.5)]
    table = Sensitivity(Method.SQNR, 0).with_cells(cells)
    assert values("sqnr", uniform(KEYS, 4, 32), sensitivity=table) == {CONV1: 21.5}


def test_every_overlay_survives_a_model_without_layers() -> None:
    bare = replace(GRAPH, layers=())
    for overlay in OVERLAYS.values():
        found = overlay.values(Known(bare, Recipe(), small_device(), random_sensitivity(GRAPH)))
        assert set(found) <= {CONV1, CONV2, 3, 4, FC}, overlay.name


# ---- groups and scales


def test_groups_add_up_or_show_their_extreme() -> None:
    assert joined([1.0, 2.0, 4.0], Sum.TOTAL) == 7
    assert joined([1.0, 2.0, 4.0], Sum.LARGEST) == 4
    assert joined([1.0, 2.0, 4.0], Sum.SMALLEST) == 1


def test_a_box_with_nothing_known_has_no_value_and_mixed_ones_have_a_range() -> None:
    found = colour_boxes({0: 4.0, 1: 8.0}, {"a": [0, 1], "b": [2], "c": [1]}, Sum.SMALLEST)
    assert dict(found.values) == {"a": 4.0, "c": 8.0} and dict(found.ranges) == {"a": (4.0, 8.0)}
    assert found.level("b") is None and (found.level("a"), found.level("c")) == (0.0, 1.0)
    assert found.at_level(0.5) == 6.0


def test_widely_spread_values_get_a_scale_of_ratios_on_which_zero_is_the_least() -> None:
    found = colour_boxes({0: 0.0, 1: 1.0, 2: 10.0, 3: 100.0}, {str(at): [at] for at in range(4)}, Sum.TOTAL)
    assert found.logarithmic and (found.least, found.most) == (1.0, 100.0)
    assert [found.level(str(at)) for at in range(4)] == [0.0, 0.0, pytest.approx(0.5), 1.0]
    assert found.at_level(0.5) == pytest.approx(10.0)


def test_values_below_zero_or_all_equal_make_a_usable_scale() -> None:
    found = colour_boxes({0: -5.0, 1: 500.0}, {"a": [0], "b": [1]}, Sum.TOTAL)
    assert not found.logarithmic and (found.level("a"), found.level("b")) == (0.0, 1.0)
    same = colour_boxes({0: 3.0, 1: 3.0}, {"a": [0], "b": [1]}, Sum.TOTAL)
    assert same.level("a") == 0.5 and same.at_level(1.0) == 3.0
    assert colour_boxes({}, {"a": [0]}, Sum.TOTAL).level("a") is None


@pytest.mark.parametrize("scale", [1e-308, 1e-300, 1e300, 1e307])
def test_extreme_values_stay_on_the_scale(scale: float) -> None:
    found = colour_boxes({0: scale, 1: 9 * scale, 2: 0.0}, {str(at): [at] for at in range(3)}, Sum.LARGEST)
    assert all(0 <= found.level(str(at)) <= 1 for at in range(3))


def test_the_range_of_all_doubles_does_not_overflow() -> None:
    found = colour_boxes({0: -1.7e308, 1: 1.7e308, 2: 0.0}, {str(at): [at] for at in range(3)}, Sum.LARGEST)
    assert [found.level(str(at)) for at in range(3)] == [0.0, 1.0, 0.5]
    tiny = colour_boxes({0: 5e-324, 1: 1.7e308}, {"a": [0], "b": [1]}, Sum.LARGEST)
    assert (tiny.level("a"), tiny.level("b")) == (0.0, 1.0)


def test_overlays_say_what_kind_of_scale_and_figure_they_are() -> None:
    assert all(isinstance(overlay, Overlay) and name == overlay.name for name, overlay in OVERLAYS.items())
    bits = [name for name, overlay in OVERLAYS.items() if overlay.scale is Scale.BITS]
    assert bits == ["weight_bits", "activation_bits"]
    assert Coloured({}).values == {}
