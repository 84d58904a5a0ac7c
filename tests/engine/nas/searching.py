"""A small search that takes seconds, with a latency that is modelled and so the same wherever it runs.

Run as a program it is what a killed window or command line would have been: ``python -m tests.engine.nas.searching
PROJECT`` keeps every candidate in the project and prints its number.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from edgeviz.core.nas.request import Costing, Executing, Found, SearchRequest
from edgeviz.jobs.context import run_job
from edgeviz.jobs.events import Result
from edgeviz.jobs.spec import JobSpec
from edgeviz.project import searches
from edgeviz.project.devices import find_device
from edgeviz.project.searches import SearchRecord
from edgeviz.project.store import Store
from tests.engine.nas.small_spaces import DIGITS, mnasnet, request

DEVICE = find_device("raspberry_pi_4")
ID = "00aa11bb"


def small(trials: int = 8, **executing: Any) -> SearchRequest:
    return replace(
        request(mnasnet()),
        costing=Costing("modelled", DEVICE.key),
        settings={"population": 4, "sample": 2},
        trials=trials,
        executing=Executing(**{"batch": 4, **executing}),
    )


def job(wanted: SearchRequest, folder: str, known: Sequence[Found] = ()) -> JobSpec:
    arguments = {"request": wanted, "data": DIGITS, "folder": folder, "known": known, "device": DEVICE}
    return JobSpec("edgeviz.engine.nas.job:run", "Search", arguments)


def plain(found: Sequence[Found]) -> list[tuple[Any, ...]]:
    """By their numbers, without clocks and dates."""
    return [
        (
            one.number,
            one.trial.key,
            one.trial.seed,
            one.trial.budget,
            one.trial.generation,
            one.trial.failed,
            {name: metric.value for name, metric in one.trial.metrics.items()},
            dict(one.facts),
        )
        for one in sorted(found, key=lambda one: one.number)
    ]


def main(path: str) -> None:
    with Store.open(path) as store:
        (record,), _ = searches.load(store) if searches.load(store)[0] else ([fresh(store)], [])

        def take(event: object) -> None:
            if isinstance(event, Result):
                searches.add(store, ID, event.payload)
                print(event.payload.number, flush=True)

        run_job(job(record.request, path + ".folder", record.found), take)
        searches.save(store, replace(record, outcome="finished"))


def fresh(store: Store) -> SearchRecord:
    record = SearchRecord(ID, "Small", small(10, workers=2), DIGITS, "2026-01-01T10:00:00+00:00")
    searches.save(store, record)
    return record


if __name__ == "__main__":
    main(sys.argv[1])
