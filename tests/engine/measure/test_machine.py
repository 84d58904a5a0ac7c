from edgeviz.core.device.profile import THIS_MACHINE
from edgeviz.core.device.profile_table import device_from_toml, device_to_toml
from edgeviz.core.metric import Provenance
from edgeviz.jobs.context import run_job
from edgeviz.jobs.events import Event, Finished
from edgeviz.jobs.spec import JobSpec


def test_this_machines_profile_is_measured_says_how_and_is_a_profile() -> None:
    events: list[Event] = []
    arguments = {"side": 128, "copied": 1 << 20, "budget": 0.02}
    run_job(JobSpec("edgeviz.engine.measure.machine:run", "probe", arguments), events.append)
    assert isinstance(events[-1], Finished)
    device = events[-1].payload
    assert device.key == THIS_MACHINE
    assert device_from_toml(device.key, device_to_toml(device)) == device
    for figure in (device.rates[32], device.rates[8], device.bandwidth, device.layer_overhead):
        assert figure.provenance is Provenance.MEASURED
        assert "onnxruntime" in figure.source and "thread" in figure.source
        assert figure.value > 0
    assert device.efficiency.provenance is Provenance.ASSUMED
    # A machine that does less than a microcontroller, or more than a rack, was not measured.
    assert 1e8 < device.rates[32].value < 1e15
    assert 1e8 < device.bandwidth.value < 1e13
    assert device.layer_overhead.value < 1e-3
