"""The microcontroller's profile against what MLPerf Tiny published for it."""

import pytest

from edgeviz.project.devices import load_profiles
from tests.benchmarks import mcu
from tests.material import needs_material


def anomaly() -> mcu.Published:
    return mcu.Published("anomaly", mcu.dense(mcu.ANOMALY), 131.95, 323e-6)


def test_the_anomaly_net_has_the_macs_and_weights_of_the_published_one() -> None:
    # 640·128 twice, 128·128 six times, 128·8 twice.
    graph = mcu.dense(mcu.ANOMALY)
    assert graph.macs == 2 * 640 * 128 + 6 * 128 * 128 + 2 * 128 * 8 == 264_192
    assert len(graph.layers) == 10


def test_the_anomaly_net_takes_about_what_is_published() -> None:
    net = anomaly()
    seconds, joules = mcu.modelled(net, load_profiles().shipped[mcu.KEY])
    assert seconds == pytest.approx(net.seconds, rel=0.03)
    assert joules == pytest.approx(net.joules, rel=0.08)


def test_constants_that_are_fitted_on_a_net_give_its_figures() -> None:
    net = anomaly()
    seconds, joules = mcu.modelled(net, mcu.fitted(net, load_profiles().shipped[mcu.KEY]))
    assert seconds == pytest.approx(net.seconds, rel=1e-6)
    assert joules == pytest.approx(net.joules, rel=1e-6)


@needs_material
def test_each_net_predicts_the_other() -> None:
    words, net = mcu.nets()
    device = load_profiles().shipped[mcu.KEY]
    for one, other in ((words, net), (net, words)):
        seconds, joules = mcu.modelled(other, mcu.fitted(one, device))
        assert seconds == pytest.approx(other.seconds, rel=0.03)
        assert joules == pytest.approx(other.joules, rel=0.10)


@needs_material
def test_the_trace_runs_most_of_its_time_above_the_profiles_power() -> None:
    for power in mcu.trace().values():
        found, level = mcu.running(power)
        assert len(found) > 0.9 * len(power)
        assert 0.040 < level * 1e-3 < found.mean() * 1e-3 < 0.055
