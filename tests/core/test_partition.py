"""Where a network is cut between device and server."""

from __future__ import annotations

import numpy as np
import pytest

from edgeviz.core.adaptive.partition import best_cut, crossover, cuts
from edgeviz.core.errors import EdgeVizError

DEVICE, SERVER, SIZES = [0.010, 0.020, 0.040], [0.001, 0.002, 0.004], [60_000.0, 8_000.0, 20_000.0]


def test_every_cut_adds_up_by_hand():
    found = cuts(DEVICE, SERVER, SIZES, 1e6, round_trip=0.005, power=4.0, radio_power=2.0)
    assert [one.after for one in found] == [0, 1, 2, 3]
    assert [one.seconds for one in found] == pytest.approx([0.072, 0.029, 0.059, 0.070])
    assert [one.joules for one in found] == pytest.approx([0.13, 0.066, 0.17, 0.28])
    assert best_cut(found).after == 1 and best_cut(found, energy=True).after == 1


def test_a_fast_network_sends_the_input_and_a_slow_one_nothing():
    after = crossover(DEVICE, SERVER, SIZES, np.geomspace(1e3, 1e9, 25))
    assert after[0] == 3 and after[-1] == 0 and 1 in after and (np.diff(after) <= 0).all()


def test_the_best_cut_is_the_minimum_over_random_networks():
    draw = np.random.default_rng(0)
    for _ in range(50):
        n = int(draw.integers(1, 12))
        device, server, sizes = draw.random(n), draw.random(n) / 10, draw.random(n) * 1e5
        bandwidth = float(draw.uniform(1e4, 1e6))
        plain = [device[:k].sum() + (sizes[k] / bandwidth if k < n else 0.0) + server[k:].sum() for k in range(n + 1)]
        assert best_cut(cuts(device, server, sizes, bandwidth)).seconds == pytest.approx(min(plain))


@pytest.mark.parametrize(
    ("arguments", "message"),
    (
        (([1.0], [1.0, 2.0], [1.0], 1e3), "do not fit"),
        (([1.0], [1.0], [1.0], 0.0), "bandwidth"),
        (([-1.0], [1.0], [1.0], 1e3), "not be below 0"),
        (([float("nan")], [1.0], [1.0], 1e3), "not be below 0"),
    ),
)
def test_lists_that_do_not_go_together_are_refused(arguments, message):
    with pytest.raises(EdgeVizError, match=message):
        cuts(*arguments)
