import math
import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgeviz.core.device.profile import Device, Energy, Frequency, Kernels, Levels, Sourced
from edgeviz.core.device.profile_table import (
    ENERGY,
    TRUSTS,
    WIDTHS,
    ProfileError,
    device_from_toml,
    device_to_toml,
    is_key,
)
from edgeviz.core.metric import Provenance

VALUES = st.floats(min_value=1e-20, max_value=1e20)
TEXTS = st.text(max_size=40)


def sourced(values: st.SearchStrategy[float] = VALUES) -> st.SearchStrategy[Sourced]:
    return st.builds(Sourced, values, st.sampled_from(TRUSTS), TEXTS)


@st.composite
def frequencies(draw: st.DrawFn) -> Frequency:
    values = tuple(sorted(draw(st.lists(VALUES, min_size=1, max_size=6, unique=True))))
    low, high = sorted((draw(VALUES), draw(VALUES)))
    levels = Levels(values, draw(st.sampled_from(TRUSTS)), draw(TEXTS))
    plain = [draw(sourced(st.just(value))) for value in (draw(st.sampled_from(values)), draw(VALUES), low, high)]
    return Frequency(levels, *plain, draw(sourced(st.floats(0, 1e9))))


@st.composite
def devices(draw: st.DrawFn) -> Device:
    rates = draw(st.dictionaries(st.sampled_from(WIDTHS), sourced(), min_size=1))
    shares = sourced(st.floats(1e-6, 1))
    efficiency = draw(shares) if draw(st.booleans()) else {bits: draw(shares) for bits in rates}
    pair = st.tuples(st.integers(1, 32), st.integers(1, 32))
    kernels = st.builds(
        Kernels, st.lists(pair, min_size=1, max_size=4, unique=True).map(tuple), st.sampled_from(TRUSTS), TEXTS
    )
    optional = {
        name: draw(st.none() | sourced()) for name in ("flash", "memory", "on_chip", "on_chip_bandwidth", "idle_power")
    }
    idle = optional["idle_power"]
    load = None if idle is None else draw(st.none() | sourced(st.floats(idle.value, 1e21)))
    return Device(
        key=draw(st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)),
        name=draw(st.text(min_size=1, max_size=40).filter(lambda text: bool(text.strip()))),
        rates=rates,
        efficiency=efficiency,
        bandwidth=draw(sourced()),
        layer_overhead=draw(sourced(st.floats(0, 1))),
        energy=draw(st.none() | st.builds(Energy, **{name: sourced() for name in ENERGY})),
        frequency=draw(st.none() | frequencies()),
        runtimes=draw(st.dictionaries(st.sampled_from(["onnxruntime-cpu", "tflite", "cmsis-nn"]), kernels)),
        note=draw(TEXTS),
        load_power=load,
        **optional,
    )


@given(devices())
def test_a_profile_survives_being_a_table(device: Device) -> None:
    assert device_from_toml(device.key, device_to_toml(device)) == device


def entry(value: Any, trust: str = "assumed") -> dict[str, Any]:
    return {"value": value, "trust": trust, "source": "made up"}


def table(**changes: Any) -> dict[str, Any]:
    frequency = {
        "levels": entry([6e8, 1e9, 1.5e9]), "nominal": entry(1.5e9), "capacitance": entry(1e-9),
        "voltage_low": entry(0.8), "voltage_high": entry(1.0), "static_power": entry(1),
    }  # fmt: skip
    plain = {
        "name": "Made up", "bandwidth": entry(1e9), "layer_overhead": entry(0), "efficiency": entry(0.5),
        "rates": {"8": entry(2e9), "32": entry(1e9)}, "frequency": frequency, "idle_power": entry(1),
        "load_power": entry(2), "runtimes": {"tflite": entry(["W8A8"])},
    }  # fmt: skip
    return {name: value for name, value in (plain | changes).items() if value is not None}


def frequency(**changes: Any) -> dict[str, Any]:
    return {"frequency": table()["frequency"] | changes}


@pytest.mark.parametrize(
    ("changes", "field", "match"),
    [
        ({"bandwidth": entry(-1)}, "bandwidth", "above 0"),
        ({"bandwidth": entry(math.nan)}, "bandwidth", "finite"),
        ({"bandwidth": entry(math.inf)}, "bandwidth", "finite"),
        ({"bandwidth": entry(10**400)}, "bandwidth", "finite"),
        ({"bandwidth": entry(True)}, "bandwidth", "no number"),
        ({"bandwidth": entry("1e9")}, "bandwidth", "no number"),
        ({"bandwidth": 1e9}, "bandwidth", "malformed"),
        ({"bandwidth": entry(1, "hearsay")}, "bandwidth", "trust"),
        ({"bandwidth": entry(1, "modelled")}, "bandwidth", "trust"),
        ({"bandwidth": entry(1) | {"source": 3}}, "bandwidth", "source"),
        ({"bandwidth": entry(1) | {"unit": "m"}}, "bandwidth", "unit is unknown"),
        ({"layer_overhead": entry(-1)}, "layer_overhead", "below 0"),
        ({"speed": entry(1)}, "speed", "unknown"),
        ({"bandwidth": None}, "bandwidth", "missing"),
        ({"name": 3}, "name", "no text"),
        ({"name": " "}, "name", "empty"),
        ({"rates": {"7": entry(1)}}, "rates.7", "no width"),
        ({"rates": [1]}, "rates", "no table"),
        ({"efficiency": entry(1.5)}, "efficiency", "at most 1"),
        ({"efficiency": {"8": entry(0.5)}}, "efficiency.32", "missing"),
        ({"efficiency": {str(bits): entry(0.5) for bits in (4, 8, 32)}}, "efficiency.4", "no rates.4"),
        ({"load_power": entry(0.5)}, "load_power", "below idle_power"),
        (frequency(levels=entry([2, 1])), "frequency.levels", "must rise"),
        (frequency(levels=entry([1, 1])), "frequency.levels", "must rise"),
        (frequency(levels=entry(1)), "frequency.levels", "list"),
        (frequency(levels=entry([])), "frequency.levels", "list"),
        (frequency(nominal=entry(2e9)), "frequency.nominal", "outside"),
        (frequency(voltage_high=entry(0.7)), "frequency.voltage_high", "below voltage_low"),
        (frequency(volts=entry(1)), "frequency.volts", "unknown"),
        ({"frequency": {}}, "frequency.levels", "missing"),
        ({"runtimes": {"tflite": entry(["INT8"])}}, "runtimes.tflite", "no kernel"),
        ({"runtimes": {"tflite": entry(["W8A64"])}}, "runtimes.tflite", "no kernel"),
        ({"runtimes": {"tflite": entry([])}}, "runtimes.tflite", "list its kernels"),
        ({"runtimes": {"../x": entry(["W8A8"])}}, "runtimes.../x", "no name"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_profile_is_named_with_a_remedy(changes: dict[str, Any], field: str, match: str) -> None:
    with pytest.raises(ProfileError, match=match) as caught:
        device_from_toml("made_up", table(**changes))
    assert caught.value.field == field
    assert caught.value.remedy
    again = pickle.loads(pickle.dumps(caught.value))
    assert (again.what, again.field) == (caught.value.what, field)


def test_each_width_can_have_its_own_efficiency() -> None:
    device = device_from_toml("d", table(efficiency={"8": entry(0.5), "32": entry(0.25)}))
    assert (device.speed(8), device.speed(32)) == (1e9, 0.25e9)
    assert device_from_toml("d", table()).speed(8) == 1e9


def test_nothing_stands_in_for_a_unit_that_is_not_there() -> None:
    device = device_from_toml("d", table(rates={"8": entry(1)}))
    assert device.compute_bits(4, 8) == 8
    assert device.compute_bits(32, 8) is None


def test_a_key_is_no_path() -> None:
    assert all(map(is_key, ("raspberry_pi_4", "T4", "my-board.v2")))
    assert not any(map(is_key, ("", "..", "../x", "a/b", "a\\b", ".hidden", "a..b", "x" * 65, "ä", "a b", "a.", "a\n")))


def test_trusts_are_measured_vendor_and_assumed() -> None:
    assert {trust.value for trust in TRUSTS} == {"measured", "vendor", "assumed"}
    assert Provenance.MODELLED not in TRUSTS
