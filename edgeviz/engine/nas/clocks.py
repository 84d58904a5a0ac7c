"""The latency of a candidate by the clock that the search was given; the figure says which."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from edgeviz.core.device.host import Host
from edgeviz.core.device.latency import latency_metric
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import EdgeVizError, ModelError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Metric
from edgeviz.core.nas.request import Clock, Costing
from edgeviz.core.recipe import Recipe
from edgeviz.engine.measure.latency import measure_latency
from edgeviz.engine.measure.runtime import Array


def latency(
    costing: Costing,
    graph: ModelGraph,
    recipe: Recipe,
    content: bytes,
    feed: Mapping[str, Array],
    device: Device | None = None,
    host: Host | None = None,
    check: Callable[[], None] = lambda: None,
) -> Metric:
    """Of ``content``, the file of ``recipe`` on ``graph``, for ``feed``.

    ``device``: whose table or profile is used; ``host``: of REMOTE. Raises ModelError where this network has no
    latency there, EdgeVizError where none can have one.
    """
    match costing.clock:
        case Clock.RUNTIME:
            return measure_latency(content, feed, check, costing.timing.budget, costing.timing.threads)
        case Clock.REMOTE:
            return _remote(costing, content, feed, host, check)
        case Clock.TABLE | Clock.MODELLED:
            found = latency_metric(graph, recipe, device_of(costing, device))
    if found is None:
        modelled = costing.clock is Clock.MODELLED
        why = "the device has no unit for its bit widths" if modelled else "the table knows too few of its layers"
        raise ModelError(f"No latency: {why}.", "Choose another source of latencies.")
    return found


def device_of(costing: Costing, device: Device | None) -> Device:
    """``device`` as the clock TABLE or MODELLED asks it: with its table, or without. Raises EdgeVizError."""
    if costing.clock is Clock.MODELLED:
        if device is None:
            raise EdgeVizError("The device whose latency is modelled is not known.", "Choose another device.")
        return replace(device, timings=None)
    if device is None or device.timings is None:
        raise EdgeVizError(
            "There is no table of measured layers for this machine.",
            "Measure one for the search space, or measure every candidate here.",
        )
    return device


def _remote(
    costing: Costing, content: bytes, feed: Mapping[str, Array], host: Host | None, check: Callable[[], None]
) -> Metric:
    from edgeviz.engine.remote.connection import Connection
    from edgeviz.engine.remote.measure import measure_there

    if host is None:
        raise EdgeVizError(f"The remote device {costing.host} is not known.", "Choose another one, or add it.")
    with Connection(replace(host, threads=costing.timing.threads or host.threads), check) as connection:
        measured = measure_there(connection, content, feed, costing.timing.budget)
    return measured.latency(host, costing.timing.batch)
