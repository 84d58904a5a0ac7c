"""The search of the pictures: a real one, kept as the project keeps it, because it took minutes.

``python -m tests.screenshots.searched`` makes it anew: every network is trained on digits and timed here.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path

from edgeviz.core.dataset import DataSpec
from edgeviz.core.nas.fitting import fitted
from edgeviz.core.nas.request import Costing, Evaluating, Executing, SearchRequest
from edgeviz.core.nas.reward import Goal, Reward
from edgeviz.core.timing import Timing
from edgeviz.core.training import TrainSpec
from edgeviz.jobs.context import run_job
from edgeviz.jobs.events import Event, Failed, Result
from edgeviz.jobs.spec import JobSpec
from edgeviz.project import searches
from edgeviz.project.searches import SearchRecord
from edgeviz.project.spaces import load_spaces
from edgeviz.project.store import Store
from edgeviz.project.values import now
from edgeviz.ui.main_window import MainWindow
from edgeviz.ui.search.run import SearchRun

#: An artefact in each line: its name, a tab, its JSON.
FILE = Path(__file__).with_name("data") / "search.jsonl"


def add_search(window: MainWindow) -> None:
    """Put the search into the open project and look at it."""
    store, owner = window.document.store, window.search.searches
    assert store is not None
    for line in FILE.read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition("\t")
        store.put_artefact(name, searches.MIME, value.encode())
    (record,), damaged = searches.load(store)
    assert not damaged
    owner.runs.append(SearchRun(record, store))
    owner.changed.emit()
    owner.select(owner.runs[-1])


def asked() -> SearchRequest:
    """72 candidates of the small MnasNet space, three epochs each, timed for a fifth of a second."""
    return SearchRequest(
        fitted(load_spaces().spaces["mnasnet_small"], (1, 8, 8)),
        Goal(Reward(3e-4)),
        settings={"population": 16, "sample": 6},
        trials=72,
        evaluating=Evaluating(train=TrainSpec(epochs=3), validation=400),
        costing=Costing(timing=Timing(threads=1, budget=0.2)),
        executing=Executing(batch=12),
    )


def main() -> None:
    record = SearchRecord("0" * 31 + "1", "Digits, small networks", asked(), DataSpec(), now())
    with tempfile.TemporaryDirectory() as folder, Store.create(Path(folder) / "search.edgeviz") as store:

        def take(event: Event) -> None:
            if isinstance(event, Result):
                searches.add(store, record.id, event.payload)
                print(event.payload.number, event.payload.trial.value("latency"), flush=True)
            elif isinstance(event, Failed):
                raise RuntimeError(event.what)

        arguments = {"request": record.request, "data": record.data, "folder": folder}
        run_job(JobSpec("edgeviz.engine.nas.job:run", record.title, arguments), take)
        searches.save(store, replace(record, outcome="finished", ended=now()))
        stored = {name: store.artefact(name) for name in store.artefacts()}
        lines = [f"{name}\t{json.dumps(json.loads(value[1]), ensure_ascii=False, separators=(',', ':'))}"
                 for name, value in sorted(stored.items()) if value is not None]  # fmt: skip
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
