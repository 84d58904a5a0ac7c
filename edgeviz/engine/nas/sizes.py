"""Job: how large the networks of a space are."""

from __future__ import annotations

import numpy as np

from edgeviz.core.nas.moves import draw
from edgeviz.core.nas.sizes import Sizes
from edgeviz.core.nas.space import Space
from edgeviz.engine.nas.supernet import extremes
from edgeviz.engine.nas.untrained import proto_of
from edgeviz.engine.train.students import graph_of
from edgeviz.jobs.context import Context

DRAWN = 12


def run(context: Context, space: Space, classes: int = 10, drawn: int = DRAWN) -> Sizes:
    """Builds some members of ``space`` and counts. The result is emitted and returned. Raises SpaceError."""
    rng = np.random.default_rng(0)
    chosen = [*extremes(space, largest=False), *extremes(space, largest=True)]
    chosen += [space.architecture(draw(space, rng)) for _ in range(drawn)]
    macs, parameters = [], []
    for one in context.track(chosen, len(chosen), "Building networks"):
        graph = graph_of(proto_of(space, one, classes))
        macs.append(graph.macs)
        parameters.append(graph.parameters)
    found = Sizes((min(macs), max(macs)), (min(parameters), max(parameters)), len(chosen))
    context.result(found)
    return found
