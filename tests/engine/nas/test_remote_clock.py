"""The latency of a candidate over a real sshd on loopback; skipped, with the reason, where none can run."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import Provenance
from edgeviz.core.nas.moves import draw
from edgeviz.core.nas.request import Clock, Costing
from edgeviz.core.timing import Timing
from edgeviz.engine.nas.candidate import Task, evaluate
from tests.engine.nas.small_spaces import DIGITS, mnasnet, request
from tests.engine.remote.sshd import Server, serve


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from serve(tmp_path_factory.mktemp("ssh"))


def test_a_candidate_is_timed_on_the_remote_device(server: Server) -> None:
    space, host = mnasnet(), server.host(sys.executable)
    costing = Costing(Clock.REMOTE, host=host.name, timing=Timing(1, 1, 0.05))
    key = space.architecture(draw(space, np.random.default_rng(0))).key
    task = Task(replace(request(space), costing=costing), key, 1, 1, DIGITS, host=host)
    latency = evaluate(task).trial.metrics["latency"]
    assert latency.provenance is Provenance.MEASURED and latency.device.startswith(f"{host.name}: ")
    with pytest.raises(EdgeVizError):  # no candidate could be timed: the search ends
        evaluate(replace(task, host=replace(host, port=1)))
