"""Trained models in a project file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from edgeviz.core.errors import ProjectError
from edgeviz.core.recipe import Recipe, uniform
from edgeviz.core.train_request import Pruning, TrainedModel, TrainRequest
from edgeviz.project import trained
from edgeviz.project.store import Store
from tests.project.samples import KEYS, evaluation, graph, project

FOUR = uniform(KEYS, 4, 8)
REQUEST = TrainRequest(recipe=FOUR, pruning=Pruning(), name="pruned")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store.create(tmp_path / "p.edgeviz", cache=tmp_path / "cache")
    store.write(project(tmp_path))
    return store


def made(folder: Path, parent: str, content: bytes = b"trained") -> TrainedModel:
    path = folder / f"{content.decode()}.onnx"
    path.write_bytes(content)
    rows = (evaluation(Recipe(), 0.8), evaluation(FOUR, 0.85))
    return TrainedModel(
        str(path), "pruned", graph(), parent, FOUR, REQUEST, rows, (0.7, 0.8), 1, 40, 2.5, {"zeros": 0.5}
    )


def test_a_trained_model_is_kept_whole_with_what_it_came_from(store: Store, tmp_path: Path) -> None:
    opened = store.read()
    assert opened.model is not None
    one = made(tmp_path, opened.model.sha256)
    model = trained.save(store, one, opened.data, "Train")
    assert not Path(one.path).exists(), "the project holds a copy"
    assert store.model_file(model.sha256).read_bytes() == b"trained"
    assert store.model(model.sha256).graph == graph()
    path = store.path
    store.close()
    with Store.open(path, cache=tmp_path / "cache") as again:
        record = trained.load(again)[model.sha256]
        assert (record.name, record.parent, record.recipe, record.request) == ("pruned", one.parent, FOUR, REQUEST)
        assert (record.accuracies, record.best, record.steps, record.facts) == ((0.7, 0.8), 1, 40, {"zeros": 0.5})
        assert again.read() == opened, "the open model stays what it was"
        rows = trained.family(again, one.parent, opened.data)
        assert [(row.model, row.name, row.source) for row in rows] == [
            (model.sha256, "pruned, float", "Train"),
            (model.sha256, "pruned", "Train"),
        ]
        assert trained.family(again, model.sha256, opened.data) == (), "the original was never evaluated"
        assert trained.family(again, one.parent, None) == (), "other data are other figures"


def test_the_root_is_the_model_that_nobody_trained(store: Store, tmp_path: Path) -> None:
    opened = store.read()
    assert opened.model is not None
    first = trained.save(store, made(tmp_path, opened.model.sha256), opened.data)
    second = trained.save(store, made(tmp_path, first.sha256, b"again"), opened.data)
    known = trained.load(store)
    assert list(known) == [first.sha256, second.sha256]
    assert {trained.root(known, sha) for sha in (opened.model.sha256, *known)} == {opened.model.sha256}
    looped = {sha: replace(row, parent=sha) for sha, row in known.items()}
    assert trained.root(looped, first.sha256) == first.sha256


def test_what_is_removed_leaves_nothing_and_the_open_model_stays(store: Store, tmp_path: Path) -> None:
    opened = store.read()
    assert opened.model is not None
    model = trained.save(store, made(tmp_path, opened.model.sha256), opened.data)
    before = set(store.artefacts())
    trained.remove(store, opened.model.sha256, [opened.data])
    assert set(store.artefacts()) == before and store.read() == opened
    trained.remove(store, model.sha256, [opened.data])
    assert trained.load(store) == {} and trained.family(store, "", opened.data) == ()
    assert not [name for name in store.artefacts() if model.sha256 in name]
    with pytest.raises(ProjectError):
        store.model(model.sha256)


@pytest.mark.parametrize("text", ["no JSON", "{}", '{"name": 3}', '{"accuracies": ["nan"]}'])
def test_a_damaged_record_is_an_error_that_says_so(store: Store, tmp_path: Path, text: str) -> None:
    opened = store.read()
    assert opened.model is not None
    model = trained.save(store, made(tmp_path, opened.model.sha256), opened.data)
    store.put_artefact(trained.PREFIX + model.sha256, trained.MIME, text.encode())
    with pytest.raises(ProjectError, match="damaged"):
        trained.load(store)
