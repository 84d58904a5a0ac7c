"""A search in the project as if it had been made: the pictures need no hour of training. The figures are made up."""

from __future__ import annotations

import numpy as np

from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.nas.fitting import fitted
from edgeviz.core.nas.request import Found, SearchRequest
from edgeviz.core.nas.reward import Goal, Reward
from edgeviz.core.nas.samplers import make
from edgeviz.core.nas.trial import Trial
from edgeviz.project import searches
from edgeviz.project.searches import SearchRecord
from edgeviz.project.spaces import load_spaces
from edgeviz.ui.main_window import MainWindow
from edgeviz.ui.search.run import SearchRun

CANDIDATES, ROUND = 160, 16


def add_search(window: MainWindow) -> None:
    """Put a search into the open project and look at it; its sampler is a real one, its networks are not trained."""
    document, store = window.document, window.document.store
    assert store is not None and document.data is not None
    space = fitted(load_spaces().spaces["mnasnet_small"], (1, 8, 8))
    settings = {"population": 24, "sample": 8}
    request = SearchRequest(space, Goal(Reward(4e-4)), settings=settings, trials=200)
    sampler = make("evolution", space, request.goal, 0, settings)
    rng = np.random.default_rng(0)
    record = SearchRecord("0" * 31 + "1", "Example with made-up figures", request, document.data, "2026-01-01T10:00:00")
    found: list[Found] = []
    while len(found) < CANDIDATES:
        asked = sampler.ask_many(ROUND)
        trials = [Trial(one.key, _metrics(space.values(one), rng), 3.0, sampler.generation, 6.0) for one in asked]
        for trial in trials:
            found.append(Found(len(found), trial, sampler.facts, {}, 6.0 * (len(found) + 1)))
        sampler.tell_many(trials)
    searches.save(store, record)
    for one in found:
        searches.add(store, record.id, one)
    owner = window.search.searches
    owner.runs.append(SearchRun(_interrupted(record, tuple(found)), store))
    owner.changed.emit()
    owner.select(owner.runs[-1])


def _interrupted(record: SearchRecord, found: tuple[Found, ...]) -> SearchRecord:
    from dataclasses import replace

    return replace(record, found=found, outcome="paused")


def _metrics(values: dict[str, object], rng: np.random.Generator) -> dict[str, Metric]:
    """Wider, deeper networks with larger kernels are slower and, up to a point, better."""
    depth = sum(int(value) for name, value in values.items() if name.endswith(".layers"))  # type: ignore[call-overload]
    width = sum(float(value) for name, value in values.items() if name.endswith(".width"))  # type: ignore[arg-type]
    plain = sum(1 for value in values.values() if value == "conv")
    wide = sum(1 for name, value in values.items() if name.endswith(".kernel") and value == 5)
    skips = sum(1 for value in values.values() if value == "identity")
    latency = 2.2e-5 * depth * width / 5 * (1 + 0.5 * plain) * (1 + 0.1 * wide) * float(rng.lognormal(0, 0.06))
    able = 0.9 * depth * width * (1 + 0.25 * plain + 0.06 * wide) + 4 * skips
    accuracy = min(0.985, 0.98 - 0.75 * float(np.exp(-able / 28)) + float(rng.normal(0, 0.012)))
    macs = 4e4 * depth * width * (1 + 3 * plain)
    return {
        "accuracy": Metric("accuracy", accuracy, Provenance.MEASURED, accuracy - 0.02, accuracy + 0.02, 400, "torch"),
        "latency": Metric("latency", latency, Provenance.MEASURED, latency * 0.95, latency * 1.05, 60, "this machine"),
        "size": Metric("size", 2e4 + 9e3 * depth * width * (1 + plain), Provenance.MEASURED),
        "macs": Metric("macs", macs, Provenance.MODELLED),
    }
