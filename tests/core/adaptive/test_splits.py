"""Splits between device and server, against Neurosurgeon's formula worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from edgeviz.core.adaptive.model import FORMAT, AdaptiveModel
from edgeviz.core.adaptive.partition import cuts
from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.request import AdaptRequest, Partition
from edgeviz.core.adaptive.splits import Splits, modelled_splits, recorded_splits
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.outcomes import Outcomes
from tests.core.builders import residual_graph

SPLITS = Splits(("server", "middle", "here"), (0.0, 0.1, 0.3), (0.3, 0.2, 0.0), (1000.0, 100.0, 0.0), 0.01)


def test_the_rest_moves_to_the_server_as_the_bandwidth_grows() -> None:
    assert SPLITS.best_over([1.0, 2000.0, 1e7], 10.0).tolist() == [2, 1, 0]
    best = SPLITS.best(2000.0, 10.0)
    assert (best.device, best.sending, best.server) == pytest.approx((0.1, 0.06, 0.02))
    with pytest.raises(EdgeVizError, match="above 0"):
        SPLITS.best(0.0, 1.0)


def test_a_made_model_is_taken_apart_into_what_it_was_put_together_from() -> None:
    outcomes = Outcomes.of(np.ones(4, bool), "four")

    def point(name: str, here: float, there: float, sent: float) -> OperatingPoint:
        remote = 0.01 + there / 8 if sent else 0.0
        return OperatingPoint(name, here, outcomes, sent=sent, remote=remote)

    points = [point("server", 0.0, 0.3, 1000.0), point("middle", 0.1, 0.2, 100.0), point("here", 0.3, 0.0, 0.0)]
    plan = {"format": FORMAT, "points": [{}] * 3}
    accuracy = {"accuracy": Metric("accuracy", 1.0, Provenance.MEASURED)}
    model = AdaptiveModel("cut", "", AdaptRequest(Partition(8.0, 0.01)), tuple(points), (accuracy,) * 3, (), plan)
    found = recorded_splits(model)
    assert not found.modelled
    with pytest.raises(EdgeVizError, match="not split"):
        recorded_splits(replace(model, request=AdaptRequest()))
    assert found.names == SPLITS.names and found.sizes == SPLITS.sizes
    assert found.server == pytest.approx(SPLITS.server) and found.device == pytest.approx(SPLITS.device)
    # Neurosurgeon's sum over layers says the same.
    theirs = cuts([0.1, 0.2], [0.025, 0.05], [1000, 100], 500.0, 0.01)
    for one, other in zip(found.cuts(500.0, 4.0), theirs, strict=True):
        assert one.device == pytest.approx(other.device) and one.sending == pytest.approx(other.sending)
    assert found.cuts(500.0, 4.0)[2].seconds == pytest.approx(0.3), "nothing is sent, so nothing waits"


def test_a_roofline_s_layers_add_up_to_all_on_the_device() -> None:
    graph = residual_graph()
    found = modelled_splits(graph, [0.01] * len(graph.layers), 0.004, 0.0, ("server", "here"))
    assert found.modelled and found.device[0] == 0.0
    assert found.device[-1] == pytest.approx(0.01 * len(graph.layers) + 0.004)
    assert list(found.device) == sorted(found.device) and found.server[-1] == 0.0 and found.sizes[-1] == 0.0
