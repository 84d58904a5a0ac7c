"""Architecture searches in the project file: what was asked for, how it stands, and an artefact for each candidate.

A candidate is on disk when ``add`` returns, so a crash loses at most those that were being evaluated. A search is on
disk from its start, so that it can go on with exactly its request.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Any

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import EdgeVizError, ProjectError
from edgeviz.core.nas.request import Found, SearchRequest
from edgeviz.core.nas.trial import Trial
from edgeviz.core.training import number, whole
from edgeviz.project import codec
from edgeviz.project.store import Store

MIME = "application/json"
PREFIX, CANDIDATES = "search/", "search-candidate/"
#: Searches that a project lists, and candidates of one that are read; the oldest searches are not.
MOST_SEARCHES, MOST_CANDIDATES = 100, 200_000
#: Characters of a candidate, and names in one of its tables.
LARGEST, MOST_NAMES = 256 << 10, 100
OUTCOMES = ("running", "finished", "paused", "failed", "cancelled", "interrupted")

_ID = re.compile(r"[0-9a-f]{8,64}")
_BROKEN = (EdgeVizError, KeyError, TypeError, ValueError, AttributeError, RecursionError)


@dataclass(frozen=True)
class SearchRecord:
    """One search of a project.

    id: hexadecimal, unique. parent, parent_name: SHA-256 and name of the model whose space it is, "" for other spaces.
    outcome: one of ``OUTCOMES``; "interrupted" is one whose program ended before it did. found: by their numbers.
    """

    id: str
    title: str
    request: SearchRequest
    data: DataSpec
    started: str
    parent: str = ""
    parent_name: str = ""
    ended: str = ""
    outcome: str = "running"
    error: str = ""
    found: tuple[Found, ...] = ()

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError("a search's id is hexadecimal")
        if self.outcome not in OUTCOMES:
            raise ValueError(f"there is no outcome {self.outcome[:40]!r}")

    @property
    def can_go_on(self) -> bool:
        """Whether there may be something left to do."""
        return self.outcome in ("paused", "failed", "cancelled", "interrupted")


def save(store: Store, record: SearchRecord) -> None:
    """Keep request and state of ``record`` on disk; its candidates go by ``add``. Raises ProjectError."""
    value = {
        "title": record.title,
        "request": json.loads(record.request.to_json()),
        "data": record.data.to_json(),
        "started": record.started,
        "parent": record.parent,
        "parent_name": record.parent_name,
        "ended": record.ended,
        "outcome": record.outcome,
        "error": record.error,
    }
    store.put_artefact(PREFIX + record.id, MIME, codec.dumps(value).encode())


def add(store: Store, search: str, found: Found) -> None:
    """Keep one candidate of the search with this id. On disk when this returns. Raises ProjectError."""
    value = {
        "number": found.number,
        "trial": found.trial.to_json(),
        "facts": dict(found.facts),
        "proxies": dict(found.proxies),
        "elapsed": found.elapsed,
    }
    store.put_artefact(f"{CANDIDATES}{search}/{found.number:08d}", MIME, codec.dumps(value).encode())


def load(store: Store, running: frozenset[str] = frozenset()) -> tuple[list[SearchRecord], list[str]]:
    """The searches of the project, oldest first, and a sentence for each that is damaged.

    A search that says it is running and is not among ``running`` was interrupted. Raises ProjectError.
    """
    names = store.artefacts()
    candidates: dict[str, list[str]] = {}
    for name in names:
        if name.startswith(CANDIDATES):
            candidates.setdefault(name.removeprefix(CANDIDATES).partition("/")[0], []).append(name)
    found, damaged = [], []
    for name in [name for name in names if name.startswith(PREFIX)]:
        try:
            record = _read(store, name)
        except _BROKEN as error:
            if isinstance(error, ProjectError):
                raise
            damaged.append(f"A search in {store.path.name} is damaged and not listed: {error}")
            continue
        if record.outcome == "running" and record.id not in running:
            record = replace(record, outcome="interrupted")
        found.append(record)
    found = sorted(found, key=lambda record: record.started)[-MOST_SEARCHES:]
    whole_ones = []
    for record in found:
        known, lost = _candidates(store, record, candidates.get(record.id, [])[:MOST_CANDIDATES])
        if lost:
            damaged.append(f"Damaged candidates of the search {record.title}, which are not listed: {lost}.")
        whole_ones.append(replace(record, found=known))
    return whole_ones, damaged


def forget(store: Store, search: str) -> None:
    """Take the search with this id and its candidates out of the project. Raises ProjectError."""
    prefix = f"{CANDIDATES}{search}/"
    store.drop_artefact(PREFIX + search, *(name for name in store.artefacts() if name.startswith(prefix)))


def _candidates(store: Store, record: SearchRecord, names: list[str]) -> tuple[tuple[Found, ...], int]:
    """Those that can be read, by their numbers, and how many cannot."""
    found: dict[int, Found] = {}
    for name in names:
        try:
            one = _found(_value(store, name, LARGEST))
            record.request.space.decode(one.trial.key)
            if name.rpartition("/")[2] != f"{one.number:08d}":
                raise ValueError("a candidate under another one's number")
            found[one.number] = one
        except _BROKEN as error:
            if isinstance(error, ProjectError):
                raise
    return tuple(found[one] for one in sorted(found)), len(names) - len(found)


def _found(value: dict[str, Any]) -> Found:
    whole("the number of a candidate", value["number"], 0, 1 << 40)
    number("the seconds of a search", value["elapsed"], 0.0, 1e12)
    # Also checks what a metric says.
    codec.unpack_metrics(codec.dumps(value["trial"]["metrics"]))
    return Found(
        value["number"],
        Trial.from_json(value["trial"]),
        _figures(value["facts"]),
        _figures(value["proxies"]),
        float(value["elapsed"]),
    )


def _figures(value: Any) -> dict[str, float]:
    if not isinstance(value, dict) or len(value) > MOST_NAMES:
        raise ValueError("no table of figures, or too long")
    for name, figure in value.items():
        # NaN and infinity are possible scores of a network that was not trained.
        if isinstance(figure, bool) or not isinstance(figure, int | float):
            raise ValueError(f"{name[:40]!r} is no number")
    return {codec.name(name): float(figure) for name, figure in value.items()}


def _read(store: Store, name: str) -> SearchRecord:
    value = _value(store, name, codec.MAX_TEXT)
    return SearchRecord(
        id=name.removeprefix(PREFIX),
        title=codec.name(value["title"]),
        request=SearchRequest.from_json(json.dumps(value["request"])),
        data=codec.data_from_json(value["data"]),
        started=codec.text(value["started"]),
        parent=codec.text(value["parent"]),
        parent_name=codec.name(value["parent_name"]),
        ended=codec.text(value["ended"]),
        outcome=codec.text(value["outcome"]),
        error=codec.text(value["error"]),
    )


def _value(store: Store, name: str, largest: int) -> dict[str, Any]:
    stored = store.artefact(name)
    if stored is None or stored[0] != MIME or len(stored[1]) > largest:
        raise ValueError("no JSON, or too long")
    return codec.loads(stored[1].decode())
