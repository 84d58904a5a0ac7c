from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from edgeviz.core.dataset import DataSpec
from edgeviz.core.recipe import uniform
from edgeviz.core.train_request import Distillation, Pruning, TrainRequest
from edgeviz.core.training import TrainSpec
from edgeviz.project import training_runs
from edgeviz.project.store import Store
from edgeviz.project.training_runs import RunRecord

REQUEST = TrainRequest(TrainSpec(epochs=3), uniform(["conv1"], 4, 8), distillation=Distillation(), pruning=Pruning())
RUN = RunRecord(
    "00aa11bb", "Distil", REQUEST, "c" * 64, "net.onnx", DataSpec(), "2026-01-01T10:00:00+00:00",
    curves={"loss": ((1, 2.5), (2, 1.25)), "accuracy": ((2, 0.5),)},
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "p.edgeviz", cache=tmp_path / "cache") as store:
        yield store


def test_a_run_is_read_as_it_was_written(store: Store) -> None:
    run = replace(RUN, outcome="finished", ended="later", seconds=12.5, model="d" * 64, accuracy=0.75)
    training_runs.save(store, run)
    assert training_runs.load(store) == ([run], [])


def test_a_run_whose_program_ended_is_interrupted_and_one_that_goes_on_is_not(store: Store) -> None:
    training_runs.save(store, RUN)
    assert training_runs.load(store)[0] == [replace(RUN, outcome="interrupted")]
    assert training_runs.load(store, frozenset({RUN.id}))[0] == [RUN]


def test_runs_come_in_the_order_of_their_start(store: Store) -> None:
    later = replace(RUN, id="00000000", started="2026-02-01T10:00:00+00:00")
    for run in (later, RUN):
        training_runs.save(store, run)
    assert [run.id for run in training_runs.load(store, frozenset({RUN.id, later.id}))[0]] == [RUN.id, later.id]


def test_a_forgotten_run_is_gone(store: Store) -> None:
    training_runs.save(store, RUN)
    training_runs.forget(store, RUN.id)
    training_runs.forget(store, RUN.id)
    assert training_runs.load(store) == ([], [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"seconds":0.0', b'"seconds":"many"'),
        (b"[1,2.5]", b"[1.5,2.5]"),
        (b"[1,2.5]", b"[1,1e999]"),
        (b"[1,2.5]", b"1"),
        (b'"outcome":"running"', b'"outcome":"sung"'),
        (b'"epochs":3', b'"epochs":0'),
        (b'"title":"Distil"', b'"title":7'),
    ],
)
def test_a_damaged_run_is_said_and_the_others_are_listed(store: Store, old: bytes, new: bytes) -> None:
    training_runs.save(store, RUN)
    training_runs.save(store, replace(RUN, id="11111111"))
    name = training_runs.PREFIX + RUN.id
    stored = store.artefact(name)
    assert stored is not None and old in stored[1]
    store.put_artefact(name, training_runs.MIME, stored[1].replace(old, new))
    found, damaged = training_runs.load(store)
    assert [run.id for run in found] == ["11111111"]
    assert len(damaged) == 1 and "damaged" in damaged[0]
