"""Adaptive models in the project file: kept, read back, and read with doubt."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from edgeviz.core.adaptive.exits import point_at
from edgeviz.core.adaptive.model import FORMAT, AdaptiveModel, ModelFile
from edgeviz.core.adaptive.request import AdaptRequest, Exits, Rule
from edgeviz.core.errors import ProjectError
from edgeviz.core.metric import Metric, Provenance
from edgeviz.project import adaptive_models
from edgeviz.project.store import Store
from tests.core.adaptive.test_exits import traces


def model(folder: Path, name: str = "exits") -> AdaptiveModel:
    found = traces()
    points = tuple(point_at(found, Rule.CONFIDENCE, t, f"above {t}") for t in (0.3, 0.9))
    metric = Metric("accuracy", 0.5, Provenance.MEASURED, 0.4, 0.6, 400)
    files = []
    for number in range(2):
        path = folder / f"stage{number}.onnx"
        path.write_bytes(b"model %d" % number)
        files.append(ModelFile(path.name, str(path), hashlib.sha256(path.read_bytes()).hexdigest(), 7))
    plan = {
        "format": FORMAT,
        "mechanism": "exits",
        "stages": [{"file": file.name} for file in files],
        "points": [{"name": point.name, "threshold": 0.5} for point in points],
    }
    return AdaptiveModel(
        name, "ab" * 32, AdaptRequest(Exits()), points, ({"accuracy": metric},) * 2, tuple(files), plan, found,
        1.5, "2026-01-01T00:00:00+00:00", {"macs": 5.0}, {"loss": ((1, 2.5), (2, 1.25)), "accuracy": ((2, 0.5),)},
    )  # fmt: skip


def test_what_is_kept_survives_closing_and_reopening(tmp_path: Path) -> None:
    made = model(tmp_path)
    with Store.create(tmp_path / "p.edgeviz") as store:
        key = adaptive_models.save(store, made)
    for file in made.files:
        Path(file.path).unlink()
    with Store.open(tmp_path / "p.edgeviz") as store:
        found, damaged = adaptive_models.load(store)
        assert list(found) == [key] and not damaged
        again = adaptive_models.extract(store, found[key], tmp_path / "out")
    for what in ("request", "plan", "metrics", "curves"):
        assert getattr(again, what) == getattr(made, what)
    assert again.traces is not None and made.traces is not None
    for field in ("correct", "confidence", "entropy", "seconds", "macs"):
        assert np.array_equal(getattr(again.traces, field), getattr(made.traces, field))
    for one, other in zip(again.points, made.points, strict=True):
        assert (one.name, one.scaling, one.outcomes) == (other.name, other.scaling, other.outcomes)
        assert np.array_equal(one.effort, other.effort)  # type: ignore[arg-type]
    assert [Path(file.path).read_bytes() for file in again.files] == [b"model 0", b"model 1"]


def test_what_is_removed_can_be_put_back_until_it_is_purged(tmp_path: Path) -> None:
    with Store.create(tmp_path / "p.edgeviz") as store:
        key = adaptive_models.save(store, model(tmp_path))
        adaptive_models.remove(store, key)
        assert adaptive_models.load(store) == ({}, [])
        adaptive_models.put_back(store, key)
        found, _ = adaptive_models.load(store)
        adaptive_models.extract(store, found[key], tmp_path / "out")
        assert found[key].traces is not None
        # Made again while it was removed, it is there once.
        adaptive_models.remove(store, key)
        assert adaptive_models.save(store, model(tmp_path)) == key
        adaptive_models.purge(store)
        found, damaged = adaptive_models.load(store)
        assert list(found) == [key] and not damaged


def test_purging_one_leaves_the_files_that_another_shares(tmp_path: Path) -> None:
    with Store.create(tmp_path / "p.edgeviz") as store:
        one, other = (adaptive_models.save(store, model(tmp_path, name)) for name in ("one", "other"))
        adaptive_models.remove(store, one)
        adaptive_models.purge(store)
        found, _ = adaptive_models.load(store)
        assert list(found) == [other]
        adaptive_models.extract(store, found[other], tmp_path / "out")
        adaptive_models.remove(store, other)
        adaptive_models.purge(store)
        assert not [name for name in store.artefacts() if name.startswith("adaptive")]


def test_a_file_that_was_exchanged_is_not_given_out(tmp_path: Path) -> None:
    made = model(tmp_path)
    with Store.create(tmp_path / "p.edgeviz") as store:
        key = adaptive_models.save(store, made)
        store.put_artefact(f"adaptive-file/{made.files[0].sha256}", "application/octet-stream", b"other")
        found, _ = adaptive_models.load(store)
        with pytest.raises(ProjectError, match="not in the project"):
            adaptive_models.extract(store, found[key], tmp_path / "out")
        assert not (tmp_path / "out").exists()


def test_what_is_too_large_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    made = model(tmp_path)
    large = replace(made, files=(replace(made.files[0], size=1 << 30), made.files[1]))
    with Store.create(tmp_path / "p.edgeviz") as store:
        with pytest.raises(ProjectError, match="too much"):
            adaptive_models.save(store, large)
        assert not store.artefacts()


def damage(store: Store, key: str, **changes: object) -> None:
    stored = store.artefact(f"adaptive/{key}")
    assert stored is not None
    value = json.loads(stored[1])
    store.put_artefact(f"adaptive/{key}", stored[0], json.dumps({**value, **changes}).encode())


FILE = {"name": "a.onnx", "sha256": "0" * 64, "size": 1}


@pytest.mark.parametrize(
    "changes",
    [
        {"points": []}, {"points": 3}, {"points": [{}]}, {"metrics": []}, {"metrics": [[], []]}, {"plan": []},
        {"curves": {"loss": 3}}, {"curves": {"loss": [[1]]}}, {"curves": {"loss": [[-1, 2.0]]}},
        {"curves": {"loss": [[1, 2.0]] * 501}},
        {"plan": {}}, {"plan": {"format": FORMAT, "points": [1, 2], "stages": [{"file": "other.onnx"}]}},
        {"files": [FILE | {"name": "../a.onnx"}]}, {"files": [FILE | {"name": "/etc/a.onnx"}]},
        {"files": [FILE | {"name": "a"}]}, {"files": [FILE | {"sha256": "../x"}]}, {"files": [FILE | {"size": "x"}]},
        {"traces": [3, 10**9]}, {"traces": [-1, 1]}, {"traces": [2, 400]}, {"traces": "many"}, {"traces": [3]},
        {"request": {}}, {"request": {"format": "x"}}, {"facts": {"a": "b"}}, {"facts": []}, {"seconds": None},
        {"name": 3}, {"created": []},
    ],
    ids=str,
)  # fmt: skip
def test_a_damaged_record_is_named_and_left_out(tmp_path: Path, changes: dict[str, object]) -> None:
    with Store.create(tmp_path / "p.edgeviz") as store:
        key = adaptive_models.save(store, model(tmp_path))
        damage(store, key, **changes)
        found, damaged = adaptive_models.load(store)
        assert not found and len(damaged) == 1 and "damaged" in damaged[0]


@pytest.mark.parametrize("content", [b"", b"x" * 100, b"\xff" * 10_000])
def test_a_damaged_trace_is_no_adaptive_model(tmp_path: Path, content: bytes) -> None:
    with Store.create(tmp_path / "p.edgeviz") as store:
        key = adaptive_models.save(store, model(tmp_path))
        store.put_artefact(f"adaptive-traces/{key}", "application/octet-stream", content)
        found, damaged = adaptive_models.load(store)
        assert not found and damaged


@pytest.mark.parametrize("content", [b"", b"[]", b"[" * 100_000, b"\xff", b'{"name": "x"}'])
def test_what_is_no_record_is_named_too(tmp_path: Path, content: bytes) -> None:
    with Store.create(tmp_path / "p.edgeviz") as store:
        store.put_artefact("adaptive/x", adaptive_models.MIME, content)
        found, damaged = adaptive_models.load(store)
        assert not found and damaged
