import math
from dataclasses import replace

import pytest

from edgeviz.core.device import dvfs
from edgeviz.core.device.latency import roofline_seconds
from edgeviz.core.device.profile import Device, Frequency, Levels
from edgeviz.core.metric import Provenance
from edgeviz.core.recipe import Recipe, uniform
from tests.core.builders import residual_graph
from tests.core.devices import small_device, sourced


def device(low: float = 1.0, high: float = 1.0, static: float = 2.0, levels: tuple[float, ...] = (1e8, 1e10)) -> Device:
    frequency = Frequency(
        Levels(levels, Provenance.ASSUMED), sourced(1e9), sourced(1e-9), sourced(low), sourced(high), sourced(static)
    )
    return replace(small_device(), frequency=frequency)


def test_power_is_capacitance_times_voltage_squared_times_clock_and_the_static_part() -> None:
    one = device(low=0.5, high=1.5, levels=(1e9, 3e9))
    assert one.frequency is not None
    assert dvfs.volts(2e9, one.frequency) == pytest.approx(1.0)
    assert dvfs.watts(3e9, one.frequency) == pytest.approx(1e-9 * 1.5**2 * 3e9 + 2)


def test_capacitance_comes_from_idle_and_load() -> None:
    # A Raspberry Pi 4: 2.7 W idle, 6.4 W under load at 1.5 GHz.
    found = dvfs.capacitance(2.7, 6.4, 1.5e9, 1.0)
    assert found == pytest.approx(3.7 / 1.5e9)


def test_at_the_nominal_clock_the_latency_is_the_rooflines() -> None:
    for recipe in (Recipe(), uniform(("conv1", "conv2", "fc"), 4, 4)):
        found = dvfs.work(residual_graph(), recipe, device())
        assert found is not None
        assert found.seconds(1e9) == pytest.approx(roofline_seconds(residual_graph(), recipe, device()))
        for hertz in (1e8, 5e8, 1e9, 4e9):
            assert sum(found.split(hertz)) == pytest.approx(found.seconds(hertz))


def test_arithmetic_goes_with_the_clock_and_memory_does_not() -> None:
    found = dvfs.Work(((3.0, 1.0), (1.0, 4.0)), 0.5, 1e9)
    assert found.split(1e9) == (3.5, 4.0)
    assert found.split(2e9) == (1.75, 4.0)
    # So slow that the second layer's arithmetic becomes the longer part.
    assert found.split(0.2e9) == (pytest.approx(5 * 4.5), 0.0)


def test_with_constant_voltage_the_minimum_is_the_closed_forms() -> None:
    # E = (C·V²·f + P)·(a·f₀/f + b) is least at f = √(P·a·f₀ / (C·V²·b)).
    found = dvfs.Work(((0.3, 0.0), (0.0, 0.1)), 0.0, 1e9)
    expected = math.sqrt(2.0 * 0.3 * 1e9 / (1e-9 * 0.1))
    best = dvfs.minimum(found, device())
    assert best is not None
    assert best.hertz == pytest.approx(expected, rel=1e-5)
    assert 1e8 < best.hertz < 1e10


def test_with_voltage_rising_with_the_clock_and_arithmetic_alone_the_minimum_is_the_closed_forms() -> None:
    # V = k·f: E = C·k²·a·f² + P·a/f is least at f = (P / (2·C·k²))^⅓.
    one = device(low=0.1, high=10.0, static=0.5)
    best = dvfs.minimum(dvfs.Work(((1.0, 0.0),), 0.0, 1e9), one)
    assert best is not None
    assert best.hertz == pytest.approx((0.5 / (2 * 1e-9 * 1e-18)) ** (1 / 3), rel=1e-4)


def test_a_best_level_is_one_that_can_be_set() -> None:
    one = device(low=0.1, high=10.0, static=0.5, levels=(1e8, 5e8, 7e8, 1e10))
    found = dvfs.Work(((1.0, 0.0),), 0.0, 1e9)
    level = dvfs.best_level(found, one)
    assert level is not None
    assert level.hertz in (5e8, 7e8)
    best = dvfs.minimum(found, one)
    assert best is not None
    assert best.joules <= level.joules


def test_with_a_period_the_wait_is_paid_and_late_clocks_are_none() -> None:
    one = replace(device(), idle_power=sourced(0.25))
    found = dvfs.Work(((0.3, 0.0),), 0.0, 1e9)
    assert one.frequency is not None
    at = dvfs.operation(found, one, 1e9, period=1.0)
    assert at is not None
    assert at.joules == pytest.approx(0.3 * 3.0 + 0.7 * 0.25)
    assert dvfs.operation(found, one, 1e9, period=0.2) is None
    assert dvfs.minimum(found, one, period=1e-6) is None
    assert [o.hertz for o in dvfs.curve(found, one, [1e8, 1e9, 1e10], period=1.0)] == [1e9, 1e10]


def test_racing_to_idle_pays_where_idling_is_cheap_and_the_voltage_constant() -> None:
    found = dvfs.Work(((0.3, 0.0),), 0.0, 1e9)
    race = dvfs.best_level(found, replace(device(), idle_power=sourced(0.01)), period=10.0)
    stay = dvfs.best_level(found, replace(device(low=0.1, high=10), idle_power=sourced(2.0)), period=10.0)
    assert race is not None and stay is not None
    assert (race.hertz, stay.hertz) == (1e10, 1e8)


def test_without_frequencies_or_a_unit_there_is_no_work() -> None:
    assert dvfs.work(residual_graph(), Recipe(), small_device()) is None
    only = replace(device(), rates={8: sourced(1e6)})
    assert dvfs.work(residual_graph(), Recipe(), only) is None
    assert dvfs.work(residual_graph(), uniform(("conv1", "conv2", "fc"), 8, 8), only) is not None
