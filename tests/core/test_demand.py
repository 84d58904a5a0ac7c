"""All layers at once give what a layer at a time gives."""

from dataclasses import replace

import numpy as np
import pytest

from edgeviz.core.device import dvfs, energy, latency
from edgeviz.core.device.demand import demand, joules, metrics, times
from edgeviz.core.device.latency import roofline_seconds
from edgeviz.core.device.plain import all_plain_seconds, plain_nodes
from edgeviz.core.device.profile import Device, Frequency, Levels
from edgeviz.core.device.sweep import least, sweep, work_of
from edgeviz.core.metric import Provenance
from edgeviz.core.recipe import LayerRecipe, Recipe, uniform
from edgeviz.core.spec import Scheme, Spec, activation_spec, weight_spec
from edgeviz.project.devices import load_devices
from tests.core.builders import residual_graph, wide_graph
from tests.core.devices import small_device, sourced
from tests.core.networks import module_graph

KEYS = ("conv1", "conv2", "fc")
MIXED = Recipe(
    {
        "conv1": LayerRecipe(weight_spec(8), activation_spec(8)),
        "conv2": LayerRecipe(weight_spec(2), activation_spec(4)),
        "fc": LayerRecipe(replace(weight_spec(4), scheme=Scheme.KMEANS), activation_spec(8)),
    }
)
RECIPES = (Recipe(), uniform(KEYS, 8, 8), uniform(KEYS, 4, 4), uniform(KEYS, 16, 16), uniform(KEYS, 4, 32), MIXED)


def on_chip(kept: float) -> Device:
    return replace(small_device(), on_chip=sourced(kept), on_chip_bandwidth=sourced(9e6))


def clocked(low: float = 0.6, high: float = 1.4, static: float = 0.5) -> Device:
    levels = Levels((1e8, 5e8, 1e9, 2e9), Provenance.ASSUMED)
    values = (1e9, 1e-9, low, high, static)
    return replace(small_device(), frequency=Frequency(levels, *map(sourced, values)))


@pytest.mark.parametrize("recipe", RECIPES)
def test_the_arrays_say_what_the_layers_say(recipe: Recipe) -> None:
    graph = residual_graph()
    asked = demand(graph, recipe)
    for device in (small_device(), on_chip(2500.0), on_chip(10.0), *load_devices()):
        found = times(asked, device)
        assert found.cannot_run == latency.cannot_run(graph, recipe, device)
        for row, layer in enumerate(graph.layers):
            one = (layer, recipe[layer.key], device)
            assert found.widths[row] == (latency.compute_width(one[1], device) or 0)
            assert found.arithmetic[row] == pytest.approx(latency.arithmetic_seconds(*one))
            assert found.memory[row] == pytest.approx(latency.memory_seconds(*one))
        assert found.total == pytest.approx(latency.roofline_seconds(graph, recipe, device))
        assert joules(found) == pytest.approx(energy.energy_joules(graph, recipe, device))
        scalar = energy.modelled_metrics(graph, recipe, device)
        both = metrics(found)
        assert both.keys() == scalar.keys()
        for name, metric in both.items():
            assert metric == replace(scalar[name], value=metric.value)
            assert metric.value == pytest.approx(scalar[name].value)


def test_what_is_asked_is_counted_by_hand() -> None:
    # fc, 8 bits: 80 weights, 10 scales of 4 bytes and 10 zero points of 1; reads 8 codes, writes 10 floats.
    asked = demand(residual_graph(), uniform(KEYS, 8, 8))
    assert asked.macs.tolist() == [64 * 8 * 27, 64 * 8 * 72, 80]
    assert asked.weights[2] == 80 + 10 * 4 + 10
    assert asked.activations[2] == 8 + 40
    assert asked.moved[2] == 178
    assert asked.bits.tolist() == [8, 8, 8]
    assert asked.others == 0


def test_a_model_without_layers_takes_the_time_of_what_it_moves() -> None:
    graph = replace(residual_graph(), layers=())
    device = small_device()
    found = times(demand(graph, Recipe()), device)
    # Parameters are weights of no layer here, but constants all the same: add, pool and the nodes that were layers.
    moved = sum(plain.nbytes for plain in plain_nodes(graph))
    assert found.total == pytest.approx(moved / device.bandwidth.value)
    assert found.cannot_run == () and found.layers.size == 0
    # What nodes without weights compute is paid as floats, and what they move as bytes.
    energy = device.energy
    assert energy is not None
    dynamic = energy.calibration.value * (graph.macs * energy.mac_fp32.value + moved * energy.byte.value)
    assert joules(found) == pytest.approx(dynamic + energy.static_power.value * found.total)


def test_operators_without_weights_take_the_bytes_they_move_counted_by_hand() -> None:
    graph = residual_graph()
    # The Relu is fused; add reads two tensors of 512 floats and writes one, the pooling reads 512 and writes 8.
    assert [(graph.nodes[plain.node].key, plain.nbytes) for plain in plain_nodes(graph)] == [
        ("add", 3 * 512 * 4),
        ("pool", 520 * 4),
    ]
    device = small_device()
    bare = times(demand(graph, Recipe()), device)
    assert bare.plain == pytest.approx((6144 + 2080) / device.bandwidth.value)
    assert bare.total == pytest.approx(float(bare.layers.sum()) + bare.plain)
    assert bare.total == pytest.approx(roofline_seconds(graph, Recipe(), device))
    # The pooling fits on the chip, the addition does not.
    fast = replace(device, on_chip=sourced(3000), on_chip_bandwidth=sourced(9e6))
    expected = 6144 / device.bandwidth.value + 2080 / 9e6
    assert times(demand(graph, Recipe()), fast).plain == pytest.approx(expected)
    assert all_plain_seconds(graph, fast) == pytest.approx(expected)
    # No width changes them.
    eight = Recipe({"fc": LayerRecipe(weight_spec(8), activation_spec(8))})
    assert times(demand(graph, eight), device).plain == bare.plain


def test_what_computes_shapes_moves_nothing() -> None:
    graph = module_graph()
    ops = {graph.nodes[plain.node].op for plain in plain_nodes(graph)}
    assert not ops & {"Shape", "Gather", "Reshape", "Relu"}


def test_an_unknown_width_is_no_unit_and_has_no_energy() -> None:
    only = replace(small_device(), rates={8: sourced(1e6)})
    found = times(demand(residual_graph(), Recipe({"fc": LayerRecipe(weight_spec(8), activation_spec(8))})), only)
    assert found.cannot_run == ("conv1", "conv2")
    assert np.isinf(found.total)
    assert metrics(found) == {}


# ---- clocks


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_sweep_is_one_operation_after_another(recipe: Recipe) -> None:
    graph, device = residual_graph(), clocked()
    found = work_of(times(demand(graph, recipe), device))
    scalar = dvfs.work(graph, recipe, device)
    assert found is not None and scalar is not None and device.frequency is not None
    swept = sweep(found, device.frequency)
    for at in (0, 7, 100, len(swept.hertz) - 1):
        one = dvfs.operation(scalar, device, float(swept.hertz[at]))
        assert one is not None
        assert swept.seconds[at] == pytest.approx(one.seconds)
        assert swept.joules[at] == pytest.approx(one.joules)
        assert swept.static[at] == pytest.approx(0.5 * one.seconds)


@pytest.mark.parametrize("static", [0.0, 0.05, 0.5, 5.0, 500.0])
def test_the_least_energy_is_where_golden_section_finds_it(static: float) -> None:
    graph, device = residual_graph(), clocked(static=static)
    found = work_of(times(demand(graph, MIXED), device))
    assert found is not None and device.frequency is not None
    at, is_inside = least(found, device.frequency)
    best = dvfs.minimum(found, device)
    assert best is not None
    assert at.joules[0] == pytest.approx(best.joules, rel=1e-9)
    assert is_inside == (1.0001e8 < best.hertz < 1.9999e9)


def test_the_least_energy_is_the_closed_forms() -> None:
    # V = k·f: E = C·k²·a·f² + P·a/f is least at f = (P / (2·C·k²))^⅓; here k = 1e-9, C = 1e-9.
    device = clocked(low=0.1, high=2.0, static=0.5)
    at, is_inside = least(dvfs.Work(((1.0, 0.0),), 0.0, 1e9), device.frequency)  # type: ignore[arg-type]
    assert is_inside
    assert at.hertz[0] == pytest.approx((0.5 / (2 * 1e-9 * 1e-18)) ** (1 / 3), rel=1e-5)


def test_a_device_of_one_clock_has_its_least_energy_there() -> None:
    one = clocked()
    assert one.frequency is not None
    single = replace(one.frequency, levels=Levels((1e9,), Provenance.ASSUMED))
    at, is_inside = least(dvfs.Work(((1.0, 0.5),), 0.0, 1e9), single)
    assert not is_inside
    assert at.hertz[0] == 1e9
    # At the highest voltage, as ``dvfs.volts`` has it.
    assert at.joules[0] == pytest.approx(1e-9 * 1.4**2 * 1e9 + 0.5)


def test_without_clocks_or_a_unit_there_is_no_work() -> None:
    asked = demand(residual_graph(), Recipe())
    assert work_of(times(asked, small_device())) is None
    assert work_of(times(asked, replace(clocked(), rates={8: sourced(1e6)}))) is None


def test_five_hundred_layers_are_nothing() -> None:
    graph = wide_graph(500)
    asked = demand(graph, Recipe())
    assert times(asked, small_device()).total == pytest.approx(
        latency.roofline_seconds(graph, Recipe(), small_device())
    )


def test_float_weights_of_sixteen_bits_need_a_unit_of_sixteen() -> None:
    half = Spec(16, scheme=Scheme.FLOAT)
    assert latency.needed_bits(LayerRecipe(half, half)) == 16
    assert latency.needed_bits(LayerRecipe()) == 32
    assert latency.needed_bits(LayerRecipe(weight_spec(4), activation_spec(8))) == 8
