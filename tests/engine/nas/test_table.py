from __future__ import annotations

from dataclasses import replace

import numpy as np

from edgeviz.core.metric import Provenance
from edgeviz.core.nas.moves import draw
from edgeviz.core.nas.request import Clock, Costing
from edgeviz.core.timing import Timing
from edgeviz.engine.nas import table
from edgeviz.engine.nas.candidate import Task, evaluate
from edgeviz.jobs.context import Untracked
from edgeviz.project.devices import load_devices
from tests.engine.nas.small_spaces import DIGITS, mnasnet, request


def test_a_table_made_for_a_space_predicts_the_latency_of_its_networks():
    space = mnasnet()
    found = table.run(Untracked(), space, timing=Timing(1, 1, 0.01), profiled=3, passes=1)
    assert len(found.trials) == table.TRIED
    device = replace(load_devices()[0], timings=found)
    asked = replace(request(space), costing=Costing(Clock.TABLE))
    key = space.architecture(draw(space, np.random.default_rng(99))).key
    latency = evaluate(Task(asked, key, 1, 1, DIGITS, device=device)).trial.metrics["latency"]
    assert latency.provenance is Provenance.PREDICTED
    assert latency.value > 0 and latency.device == found.device
