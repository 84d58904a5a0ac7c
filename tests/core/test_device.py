import tomllib
from pathlib import Path

import pytest

from edgeviz.core.device.latency import roofline, roofline_seconds
from edgeviz.core.device.profile import Device, Sourced, device_from_toml
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import Provenance
from edgeviz.core.recipe import Recipe, uniform
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


def test_compute_bound_layers_take_macs_over_rate_counted_by_hand() -> None:
    slow = device(b32=1e6)
    expected = residual_graph().macs / 5e5 + 3e-6
    assert roofline_seconds(residual_graph(), Recipe(), slow) == pytest.approx(expected)


def test_memory_bound_layers_take_bytes_over_bandwidth_counted_by_hand() -> None:
    fast = device(b32=1e15)
    moved = (216 + 192 + 512) * 4 + (576 + 512 + 512) * 4 + (80 + 8 + 10) * 4
    assert roofline_seconds(residual_graph(), Recipe(), fast) == pytest.approx(moved / 1e9 + 3e-6)


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


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_every_shipped_profile_is_complete_and_says_where_its_numbers_come_from(path: Path) -> None:
    profile = device_from_toml(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
    fields = [profile.efficiency, profile.bandwidth, profile.layer_overhead, *profile.rates.values()]
    assert all(field.source for field in fields)
    metric = roofline(residual_graph(), Recipe(), profile)
    assert metric.provenance is Provenance.MODELLED
    assert metric.device == profile.name


def test_there_are_profiles() -> None:
    assert len(PROFILES) >= 4


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
