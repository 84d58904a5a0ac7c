from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from edgeviz.core.dataset import DataSpec
from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.nas.request import Evaluating, Fidelity, Found, SearchRequest
from edgeviz.core.nas.trial import Trial
from edgeviz.core.training import TrainSpec
from edgeviz.project import searches
from edgeviz.project.searches import SearchRecord
from edgeviz.project.store import Store
from tests.core.nas.spaces import GOAL, TINY

REQUEST = SearchRequest(
    TINY, GOAL, "tpe", {"start": 5}, evaluating=Evaluating(Fidelity.HALVING, TrainSpec(epochs=9)), begin=("0-1",)
)
RECORD = SearchRecord("00aa11bb", "Tiny search", REQUEST, DataSpec(), "2026-01-01T10:00:00+00:00")
GOOD = Found(
    0,
    Trial(
        "110",
        {
            "accuracy": Metric("accuracy", 0.75, Provenance.MEASURED, low=0.7, high=0.8, samples=1000),
            "latency": Metric("latency", 0.002, Provenance.MODELLED, device="made up"),
        },
        3.0, 1, 12.5, 7,
    ),
    {"entropy": 1.5}, {"naswot": -math.inf}, 14.5,
)  # fmt: skip
FAILED = Found(1, Trial("0-0", failed="It does not fit."), elapsed=20.0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "p.edgeviz", cache=tmp_path / "cache") as store:
        yield store


def keep(store: Store, record: SearchRecord = RECORD) -> None:
    searches.save(store, record)
    for found in (FAILED, GOOD):
        searches.add(store, record.id, found)


def test_a_search_is_read_as_it_was_written_with_its_candidates_by_their_numbers(store: Store) -> None:
    record = replace(RECORD, parent="c" * 64, parent_name="net.onnx", ended="later", outcome="paused", error="why")
    keep(store, record)
    assert searches.load(store) == ([replace(record, found=(GOOD, FAILED))], [])


def test_a_candidate_that_is_known_again_replaces_the_older(store: Store) -> None:
    keep(store)
    newer = replace(GOOD, elapsed=99.0)
    searches.add(store, RECORD.id, newer)
    assert searches.load(store)[0][0].found == (newer, FAILED)


def test_a_search_whose_program_ended_is_interrupted_and_can_go_on(store: Store) -> None:
    keep(store)
    (record,) = searches.load(store)[0]
    assert record.outcome == "interrupted" and record.can_go_on
    (record,) = searches.load(store, frozenset({RECORD.id}))[0]
    assert record.outcome == "running" and not record.can_go_on


def test_searches_come_in_the_order_of_their_start_and_keep_their_candidates_apart(store: Store) -> None:
    later = replace(RECORD, id="00000000", started="2026-02-01T10:00:00+00:00")
    searches.save(store, later)
    keep(store)
    assert [(one.id, len(one.found)) for one in searches.load(store)[0]] == [(RECORD.id, 2), (later.id, 0)]
    searches.forget(store, RECORD.id)
    searches.forget(store, RECORD.id)
    assert [one.id for one in searches.load(store)[0]] == [later.id]
    assert not any(RECORD.id in name for name in store.artefacts())


def change(store: Store, name: str, old: bytes, new: bytes) -> None:
    stored = store.artefact(name)
    assert stored is not None and old in stored[1]
    store.put_artefact(name, searches.MIME, stored[1].replace(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"outcome":"running"', b'"outcome":"sung"'),
        (b'"title":"Tiny search"', b'"title":7'),
        (b'"trials":100', b'"trials":-1'),
        (b'"sampler":"tpe"', b'"sampled":"tpe"'),
        (b'"begin":["0-1"]', b'"begin":["000"]'),
        (b'"format":"edgeviz-search-request/1"', b'"format":"edgeviz-search-request/9"'),
        (b"{", b"["),
    ],
)
def test_a_damaged_search_is_said_and_the_others_are_listed(store: Store, old: bytes, new: bytes) -> None:
    keep(store)
    keep(store, replace(RECORD, id="11111111"))
    change(store, searches.PREFIX + RECORD.id, old, new)
    found, damaged = searches.load(store)
    assert [one.id for one in found] == ["11111111"]
    assert len(damaged) == 1 and "damaged" in damaged[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"key":"110"', b'"key":"999"'),
        (b'"key":"110"', b'"key":7'),
        (b'"number":0', b'"number":1'),
        (b'"number":0', b'"number":-1'),
        (b'"value":0.75', b'"value":"much"'),
        (b'"value":0.75', b'"value":1e999'),
        (b'"low":0.7', b'"low":[]'),
        (b'"budget":3.0', b'"budget":0'),
        (b'"entropy":1.5', b'"entropy":"high"'),
        (b'"facts":{"entropy":1.5}', b'"facts":[1]'),
        (b'"elapsed":14.5', b'"elapsed":-3'),
        (b'"device":"made up"', b'"device":{}'),
        (b'"failed":""', b'"failed":' + b'"' + b"x" * searches.LARGEST + b'"'),
        (b"{", b'{"a":' * 5000),
    ],
)
def test_a_damaged_candidate_is_said_and_the_others_are_listed(store: Store, old: bytes, new: bytes) -> None:
    keep(store)
    change(store, f"{searches.CANDIDATES}{RECORD.id}/00000000", old, new)
    (record,), damaged = searches.load(store)
    assert record.found == (FAILED,)
    assert damaged == ["Damaged candidates of the search Tiny search, which are not listed: 1."]
