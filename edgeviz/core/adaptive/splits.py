"""Every place where one network can be split between device and server: recorded from a made model, or modelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from edgeviz.core.adaptive.model import AdaptiveModel
from edgeviz.core.adaptive.partition import Cut, best_cut
from edgeviz.core.adaptive.request import Partition
from edgeviz.core.blocks import passages
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Provenance


@dataclass(frozen=True)
class Splits:
    """From all on the server to all on the device. device: seconds of the part here. server: seconds of the rest on a
    server that is as fast as the device. sizes: bytes that are sent. round_trip: seconds of a message whatever its
    size. modelled: the seconds are those of a roofline, not timed."""

    names: tuple[str, ...]
    device: tuple[float, ...]
    server: tuple[float, ...]
    sizes: tuple[float, ...]
    round_trip: float
    modelled: bool = False

    def cuts(self, bandwidth: float, speed: float) -> list[Cut]:
        """Each split at ``bandwidth`` B/s with a server ``speed`` times as fast as the device. Raises EdgeVizError."""
        if not (bandwidth > 0 and speed > 0):
            raise EdgeVizError("Bandwidth and speed of the server must be above 0.", "Choose larger ones.")
        return [
            Cut(after, here, size / bandwidth + self.round_trip if size else 0.0, there / speed, 0.0)
            for after, (here, there, size) in enumerate(zip(self.device, self.server, self.sizes, strict=True))
        ]

    def best(self, bandwidth: float, speed: float) -> Cut:
        """The quickest split; of equals the one that sends least."""
        return best_cut(self.cuts(bandwidth, speed))

    def best_over(self, bandwidths: ArrayLike, speed: float) -> NDArray[np.int64]:
        """[bandwidths]: index of the quickest split at each."""
        return np.array([self.best(float(one), speed).after for one in np.ravel(bandwidths)], np.int64)


def recorded_splits(model: AdaptiveModel) -> Splits:
    """Of a partition model: the times that its points were put together from. Raises EdgeVizError for another."""
    how, points = model.request.how, model.points
    if not isinstance(how, Partition):
        raise EdgeVizError(f"{model.name} is not split between device and server.", "Choose a partition model.")
    latencies = [one["latency"] for one in model.metrics if "latency" in one]
    modelled = any(one.provenance is not Provenance.MEASURED for one in latencies)
    sending = [point.sent > 0 for point in points]
    return Splits(
        tuple(point.name for point in points),
        tuple(point.scaling + point.fixed for point in points),
        tuple(
            max(0.0, point.remote - how.round_trip) * how.server_speed if sends else 0.0
            for point, sends in zip(points, sending, strict=True)
        ),
        tuple(point.sent for point in points),
        how.round_trip,
        modelled,
    )


def modelled_splits(
    graph: ModelGraph, layers: Sequence[float], plain: float, round_trip: float, names: tuple[str, str]
) -> Splits:
    """What a roofline says of ``graph``. layers: seconds of each layer on the device, in the graph's order. plain: of
    all operators without weights, taken as equal. names: of all on the server, and of all on the device; the others are
    called after the tensor that is sent, float32."""
    rows = {node.key: row for row, node in enumerate(graph.nodes)}
    seconds = np.zeros(len(graph.nodes))
    own = {layer.node for layer in graph.layers}
    others = [row for key, row in rows.items() if key not in own]
    seconds[others] = plain / max(1, len(others))
    for layer, took in zip(graph.layers, layers, strict=True):
        seconds[rows[layer.node]] += took
    total = float(seconds.sum())
    inside = passages(graph)
    here = [0.0, *(float(seconds[list(one.after)].sum()) for one in inside), total]
    given = graph.tensors[graph.inputs[0]].nbytes or 0
    return Splits(
        (names[0], *(one.tensor for one in inside), names[1]),
        tuple(here),
        tuple(max(0.0, total - took) for took in here),
        (float(given), *(float(one.bytes) for one in inside), 0.0),
        round_trip,
        modelled=True,
    )
