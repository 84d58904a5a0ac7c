import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from edgeviz.core.device.energy import energy_joules, energy_metric, mac_joules, modelled_metrics
from edgeviz.core.device.fields import entries
from edgeviz.core.device.latency import cannot_run, latency_metric, roofline_seconds
from edgeviz.core.device.profile import Device, Energy, Sourced
from edgeviz.core.device.profile_table import device_from_toml
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import Provenance
from edgeviz.core.recipe import LayerRecipe, Recipe, uniform
from tests.core.builders import residual_graph

KEYS = ("conv1", "conv2", "fc")
PROFILES = sorted((Path(__file__).parents[2] / "resources" / "devices").glob("*.toml"))


def sourced(value: float) -> Sourced:
    return Sourced(value, Provenance.ASSUMED)


def device(**rates: float) -> Device:
    return Device(
        "test", "Test", {int(k[1:]): sourced(v) for k, v in rates.items()},
        sourced(0.5), sourced(1e9), sourced(1e-6),
    )  # fmt: skip


#: Bytes that the addition and the pooling move.
PLAIN = 3 * 512 * 4 + 520 * 4


def test_compute_bound_layers_take_macs_over_rate_counted_by_hand() -> None:
    slow = device(b32=1e6)
    expected = residual_graph().macs / 5e5 + 3e-6 + PLAIN / 1e9
    assert roofline_seconds(residual_graph(), Recipe(), slow) == pytest.approx(expected)


def test_memory_bound_layers_take_bytes_over_bandwidth_counted_by_hand() -> None:
    fast = device(b32=1e15)
    moved = (216 + 192 + 512) * 4 + (576 + 512 + 512) * 4 + (80 + 8 + 10) * 4
    assert roofline_seconds(residual_graph(), Recipe(), fast) == pytest.approx((moved + PLAIN) / 1e9 + 3e-6)


def test_widths_below_the_smallest_unit_gain_no_arithmetic() -> None:
    cpu = device(b32=1e6, b8=2e6)
    eight = roofline_seconds(residual_graph(), uniform(KEYS, 8, 8), cpu)
    four = roofline_seconds(residual_graph(), uniform(KEYS, 4, 8), cpu)
    assert four == pytest.approx(eight)
    assert eight < 0.6 * roofline_seconds(residual_graph(), Recipe(), cpu)


def test_weights_alone_at_four_bits_still_compute_in_float() -> None:
    cpu = device(b32=1e6, b8=2e6)
    assert roofline_seconds(residual_graph(), uniform(KEYS, 4, 32), cpu) == pytest.approx(
        roofline_seconds(residual_graph(), Recipe(), cpu)
    )


def energy(static: float = 1e-30, calibration: float = 1.0) -> Energy:
    """Horowitz's constants with an SRAM's byte."""
    values = (2e-13, 1e-13, 4.6e-12, 1.5e-12, 1.25e-12, static, calibration)
    return Energy(*map(sourced, values))


def test_a_multiply_accumulate_costs_what_horowitz_says() -> None:
    table = energy()
    assert mac_joules(8, table) == pytest.approx(0.3e-12)
    assert mac_joules(4, table) == pytest.approx(0.15e-12)
    assert (mac_joules(16, table), mac_joules(32, table)) == (1.5e-12, 4.6e-12)


def test_energy_is_arithmetic_bytes_and_waiting_counted_by_hand() -> None:
    graph = residual_graph()
    moved = (216 + 192 + 512) * 4 + (576 + 512 + 512) * 4 + (80 + 8 + 10) * 4 + PLAIN
    cpu = replace(device(b32=1e6), energy=energy(static=2.0, calibration=3.0))
    expected = 3 * (graph.macs * 4.6e-12 + moved * 1.25e-12) + 2 * roofline_seconds(graph, Recipe(), cpu)
    assert energy_joules(graph, Recipe(), cpu) == pytest.approx(expected)


def test_eight_bits_take_less_energy_and_widths_without_a_unit_no_less_arithmetic() -> None:
    cpu = replace(device(b32=1e6, b8=2e6), energy=energy())
    figures = [energy_joules(residual_graph(), uniform(KEYS, bits, 8), cpu) for bits in (8, 4)]
    assert figures[0] < 0.2 * energy_joules(residual_graph(), Recipe(), cpu)
    saved = (216 + 576 + 80) // 2 * 1.25e-12
    assert figures[0] - figures[1] == pytest.approx(saved, rel=0.1), "only the bytes of the weights"


def test_without_constants_there_is_no_energy() -> None:
    assert energy_metric(residual_graph(), Recipe(), device(b32=1e6)) is None


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"byte": None}, "energy.byte is missing"),
        ({"joy": {"value": 1, "trust": "assumed"}}, "energy.joy is unknown"),
        ({"calibration": {"value": -1, "trust": "assumed"}}, "energy.calibration must be above 0"),
    ],
)
def test_malformed_constants_of_energy_are_named(change: dict, match: str) -> None:
    value = tomllib.loads(PROFILES[0].read_text(encoding="utf-8"))
    table = {k: v for k, v in (value["energy"] | change).items() if v is not None}
    with pytest.raises(EdgeVizError, match=match):
        device_from_toml("broken", value | {"energy": table})
    with pytest.raises(EdgeVizError, match="energy is no table"):
        device_from_toml("broken", value | {"energy": 3})


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_every_shipped_profile_is_complete_and_says_where_its_numbers_come_from(path: Path) -> None:
    profile = device_from_toml(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
    assert all(entry.source for entry in entries(profile))
    shares = [profile.efficiency_at(bits) for bits in profile.rates]
    fields = [*shares, profile.bandwidth, profile.layer_overhead, *profile.rates.values()]
    assert profile.energy is not None
    fields += [getattr(profile.energy, name) for name in profile.energy.__dataclass_fields__]
    assert all(field.source for field in fields)
    recipe = uniform(KEYS, 8, 8)
    metric = latency_metric(residual_graph(), recipe, profile)
    assert metric is not None
    assert metric.provenance is Provenance.MODELLED
    assert metric.device == profile.name
    used = energy_metric(residual_graph(), recipe, profile)
    assert used is not None
    assert used.provenance is Provenance.MODELLED
    assert used.value > profile.energy.static_power.value * metric.value


def test_there_are_profiles() -> None:
    wanted = "raspberry_pi_4 jetson_nano jetson_orin_nano nvidia_t4 edge_tpu stm32l4r5 stm32h743 phone_note10"
    assert {path.stem for path in PROFILES} >= set(wanted.split())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"bandwidth": {"value": 0, "trust": "vendor"}}, "bandwidth"),
        ({"bandwidth": {"value": "fast", "trust": "vendor"}}, "bandwidth"),
        ({"bandwidth": {"value": 1, "trust": "hearsay"}}, "bandwidth"),
        ({"rates": {}}, "rate"),
        ({"name": None}, "name"),
    ],
)
def test_a_malformed_profile_names_its_field(change: dict, field: str) -> None:
    value = tomllib.loads(PROFILES[0].read_text(encoding="utf-8")) | change
    value = {k: v for k, v in value.items() if v is not None}
    with pytest.raises(EdgeVizError, match=field):
        device_from_toml("broken", value)


def test_what_a_device_has_no_unit_for_gets_no_figure() -> None:
    only = replace(device(b8=1e6), energy=energy())
    graph = residual_graph()
    assert cannot_run(graph, Recipe(), only) == KEYS
    assert modelled_metrics(graph, Recipe(), only) == {}
    eight = uniform(KEYS, 8, 8)
    assert cannot_run(graph, eight, only) == ()
    assert set(modelled_metrics(graph, eight, only)) == {"latency", "energy"}
    mixed = eight.with_layers({"fc": LayerRecipe()})
    assert cannot_run(graph, mixed, only) == ("fc",)
    assert latency_metric(graph, mixed, only) is None


def test_activations_that_stay_on_the_chip_move_as_fast_as_its_memory() -> None:
    fast = replace(device(b32=1e15), on_chip=sourced(3000), on_chip_bandwidth=sourced(4e9))
    weights = (216 + 576 + 80) * 4
    plain = roofline_seconds(residual_graph(), Recipe(), replace(fast, on_chip_bandwidth=None))
    found = roofline_seconds(residual_graph(), Recipe(), fast)
    # The activations of conv1 (2816 bytes) and fc (72) fit, those of conv2 (4096) do not.
    moved = [(216 * 4, 704 * 4), (576 * 4, 1024 * 4), (80 * 4, 18 * 4)]
    assert sum(w for w, _ in moved) == weights
    expected = sum(w / 1e9 + a / (4e9 if a <= 3000 else 1e9) for w, a in moved)
    # Of the operators without weights the pooling (2080 bytes) fits, the addition (6144) does not.
    assert found == pytest.approx(expected + 3e-6 + 6144 / 1e9 + 2080 / 4e9)
    assert found < plain


def shipped(key: str) -> Device:
    path = next(path for path in PROFILES if path.stem == key)
    return device_from_toml(key, tomllib.loads(path.read_text(encoding="utf-8")))


def test_the_edge_tpu_runs_eight_bits_alone_and_the_t4_invents_no_one_bit_rate() -> None:
    tpu, t4 = shipped("edge_tpu"), shipped("nvidia_t4")
    assert cannot_run(residual_graph(), Recipe(), tpu) == KEYS
    assert cannot_run(residual_graph(), uniform(KEYS, 4, 8), tpu) == ()
    assert t4.compute_bits(1, 1) == 4
    assert "experimental" in t4.note


def test_int4_over_int8_on_the_t4_and_int8_over_fp16_on_the_orin_are_the_measured_ratios_not_the_peaks() -> None:
    t4, orin = shipped("nvidia_t4"), shipped("jetson_orin_nano")
    assert 1.55 <= t4.speed(4) / t4.speed(8) <= 1.70
    assert orin.speed(8) / orin.speed(16) == pytest.approx(1.24, abs=0.04)


def test_the_stm32l4r5_is_calibrated_on_what_mlperf_tiny_published() -> None:
    # Key words: 13.32 inferences/s and 3372 µJ of 2.66 M MACs; anomalies: 131.95 and 323 µJ of 0.264 M.
    board = shipped("stm32l4r5")
    assert board.energy is not None
    watts = board.energy.static_power.value
    for macs, per_second, joules in ((2.66e6, 13.32, 3372e-6), (0.264e6, 131.95, 323e-6)):
        seconds = macs / board.speed(8)
        assert seconds * per_second == pytest.approx(1, rel=0.03)
        assert seconds * watts == pytest.approx(joules, rel=0.04)
