"""Rooflines, room and devices side by side, against figures counted by hand."""

from dataclasses import replace

import pytest

from edgeviz.core.cost import activation_memory
from edgeviz.core.device.demand import demand, times
from edgeviz.core.device.roofline import Bound, by_kind, main_bound, plain_kind, points, ridge, roofs
from edgeviz.core.device.room import fit, layer_at, schedule
from edgeviz.core.device.whatif import Case, across
from edgeviz.core.recipe import Recipe, uniform
from tests.core.builders import residual_graph, wide_graph
from tests.core.devices import small_device, sourced

KEYS = ("conv1", "conv2", "fc")


def test_a_layers_point_is_counted_by_hand() -> None:
    graph = residual_graph()
    conv1, conv2, fc = points(graph, times(demand(graph, Recipe()), small_device()))
    # conv1 in float: 13,824 MAC; weights 216·4, input 192·4, output 512·4 bytes: 3,680.
    assert (conv1.macs, conv1.nbytes, conv1.width) == (13_824, 3_680, 32)
    assert conv1.intensity == pytest.approx(13_824 / 3_680)
    # 13,824 / (1e6 · 0.7) = 19.749 ms against 3,680 / 3e6 = 1.227 ms; and 10 µs.
    assert conv1.seconds == pytest.approx(13_824 / 0.7e6 + 1e-5)
    assert conv1.bound is Bound.ARITHMETIC
    # fc: 80 MAC and 392 bytes: 114 µs against 131 µs.
    assert fc.nbytes == 80 * 4 + 8 * 4 + 10 * 4
    assert fc.bound is Bound.MEMORY
    assert fc.seconds == pytest.approx(392 / 3e6 + 1e-5)
    assert fc.rate == pytest.approx(80 / fc.seconds)
    # Beside them an addition and a pooling move 8,224 bytes.
    whole = conv1.seconds + conv2.seconds + fc.seconds + 8224 / 3e6
    assert conv2.share == pytest.approx(conv2.seconds / whole)
    assert conv1.share + conv2.share + fc.share == pytest.approx(1 - 8224 / 3e6 / whole)


def test_no_point_lies_above_its_roof() -> None:
    graph, device = residual_graph(), small_device()
    for recipe in (Recipe(), uniform(KEYS, 8, 8), uniform(KEYS, 4, 4)):
        for point in points(graph, times(demand(graph, recipe), device)):
            roof = min(device.speed(point.width), point.intensity * device.bandwidth.value)
            assert point.rate <= roof * (1 + 1e-12)


def test_a_small_layer_is_bound_by_its_overhead() -> None:
    slow = replace(small_device(), layer_overhead=sourced(1.0))
    graph = residual_graph()
    found = times(demand(graph, Recipe()), slow)
    assert {point.bound for point in points(graph, found)} == {Bound.OVERHEAD}
    assert main_bound(found) is Bound.OVERHEAD


def test_roofs_are_the_rates_that_layers_reach() -> None:
    found = roofs(small_device())
    assert [(roof.width, pytest.approx(roof.rate)) for roof in found] == [(32, 0.7e6), (8, 2.1e6), (4, 4.9e6)]
    assert ridge(found[0], 3e6) == pytest.approx(0.7 / 3)


def test_time_is_summed_by_kind_longest_first() -> None:
    graph = residual_graph()
    found = times(demand(graph, Recipe()), small_device())
    conv, linear = by_kind(points(graph, found))
    plain = plain_kind(found, "no weights")
    assert plain is not None and (plain.name, plain.layers) == ("no weights", 2)
    assert (conv.name, conv.layers, linear.name, linear.layers) == ("Conv 3×3", 2, "Linear", 1)
    assert conv.seconds == pytest.approx((13_824 + 36_864) / 0.7e6 + 2e-5)
    assert conv.share + linear.share + plain.share == pytest.approx(1)


def test_a_layer_without_arithmetic_has_no_place() -> None:
    graph = residual_graph()
    bare = replace(graph, layers=(replace(graph.layers[0], macs=0), *graph.layers[1:]))
    first, second, _ = points(bare, times(demand(bare, Recipe()), small_device()))
    assert not first.has_place
    assert second.has_place


# ---- room


def test_the_schedule_peaks_where_the_peak_is_counted() -> None:
    graph = residual_graph()
    # Bytes in float: x 768; c1, in whose place r1 lies, 2,048; c2, sum 2,048; pooled 32; y 40.
    # conv1: x + c1; relu1: c1; conv2: r1 + c2; add: r1 + c2 + sum; pool: sum + pooled; fc: pooled + y.
    found = schedule(graph, Recipe())
    assert found.nbytes.tolist() == [2816, 2048, 4096, 6144, 2080, 72]
    assert found.nodes[found.peak] == "add"
    assert found.peak_bytes == 6144 == activation_memory(graph, Recipe())
    for recipe in (uniform(KEYS, 8, 8), uniform(KEYS, 4, 8)):
        assert schedule(graph, recipe).peak_bytes == activation_memory(graph, recipe)


def test_a_step_of_the_schedule_leads_to_the_layer_that_ran_last() -> None:
    graph = residual_graph()
    assert [layer_at(graph, step) for step in range(6)] == ["conv1", "conv1", "conv2", "conv2", "conv2", "fc"]
    assert layer_at(replace(graph, layers=graph.layers[2:]), 3) is None


def test_what_is_too_much_is_told_in_bytes() -> None:
    device = replace(small_device(), flash=sourced(1000), memory=sourced(4096), on_chip=sourced(2048))
    found = fit(1200, 2048, device)
    assert (found.flash.fits, found.flash.excess, found.flash.share) == (False, 200, 1.2)
    assert (found.ram.fits, found.ram.excess, found.ram.share) == (True, 0, 0.5)
    assert found.on_the_chip
    assert not fit(1200, 2049, device).on_the_chip


def test_without_flash_the_weights_take_ram() -> None:
    device = replace(small_device(), memory=sourced(3000))
    found = fit(1200, 2048, device)
    assert found.flash.fits is None
    assert (found.ram.needed, found.weights_in_ram, found.ram.excess) == (3248, 1200, 248)
    assert found.on_the_chip is None
    nothing = fit(1200, 2048, None)
    assert (nothing.ram.needed, nothing.ram.fits, nothing.ram.excess) == (2048, None, 0)


# ---- devices side by side


def test_devices_stand_side_by_side_with_float() -> None:
    graph, keys = residual_graph(), KEYS
    cases = [Case(graph, one, demand(graph, one), 1000, 500) for one in (uniform(keys, 8, 8), Recipe())]
    only = replace(small_device(), key="only8", rates={8: sourced(3e6)})
    both, one = across(cases[0], cases[1], (small_device(), only))
    assert both.speed_up == pytest.approx(both.float32.seconds / both.current.seconds)  # type: ignore[operator]
    assert 2 < both.speed_up < 3
    assert both.current.bound is Bound.ARITHMETIC
    assert one.current.runs and one.current.seconds == pytest.approx(both.current.seconds)
    assert not one.float32.runs and one.float32.lacking == (32,)
    assert one.speed_up is None and one.saving is None


def test_five_hundred_layers_on_ten_devices_take_a_moment() -> None:
    graph = wide_graph(500)
    case = Case(graph, Recipe(), demand(graph, Recipe()), 1000, 500)
    assert len(across(case, case, [small_device()] * 10)) == 10
