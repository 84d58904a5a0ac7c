from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import ProjectError
from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.recipe import Recipe, uniform
from edgeviz.project import model_files
from edgeviz.project.store import JobRecord, ModelRecord, Project, Store, context_hash
from tests.project.samples import KEYS, evaluation, graph, model_file, outcomes, project


@pytest.fixture
def store(tmp_path):
    with Store.create(tmp_path / "a project.edgeviz", tmp_path / "cache") as opened:
        yield opened


def reopened(store: Store) -> Store:
    store.close()
    return Store.open(store.path, store._cache)


def test_a_project_is_read_as_it_was_written(store, tmp_path):
    written = project(tmp_path)
    store.write(written)
    with reopened(store) as again:
        assert again.read() == written


def test_a_new_project_is_empty(store):
    assert store.read() == Project()
    assert store.evaluations() == [] and store.jobs() == [] and store.artefacts() == []


def test_writing_another_recipe_changes_nothing_else_and_leaves_no_rubbish(store, tmp_path):
    first = project(tmp_path)
    store.write(first)
    for bits in (8, 7, 6, 5):
        store.write(replace(first, recipe=uniform(KEYS, bits, 8)))
    assert store.read() == replace(first, recipe=uniform(KEYS, 5, 8))
    assert store._one("SELECT count(*) FROM recipes")[0] == 1


def test_a_recipe_that_was_evaluated_survives_the_next_edit(store, tmp_path):
    first = project(tmp_path)
    store.write(first)
    store.add_evaluation("c", evaluation(first.recipe))
    store.write(replace(first, recipe=Recipe()))
    assert [e.recipe for e in store.evaluations("c")] == [first.recipe]


def test_evaluations_are_kept_by_context_in_the_order_in_which_they_came(store):
    recipes = [uniform(KEYS, bits, 8) for bits in (8, 4, 2)]
    for recipe in recipes:
        store.add_evaluation("one", evaluation(recipe))
    store.add_evaluation("two", evaluation(recipes[0], 0.5))
    with reopened(store) as again:
        assert [e.recipe for e in again.evaluations("one")] == recipes
        assert again.evaluations("two")[0].value("accuracy") == 0.5
        assert len(again.evaluations()) == 4
        assert again.evaluations("three") == []


def test_a_recipe_evaluated_again_gets_newer_figures_and_keeps_its_first_date_and_other_figures(store):
    recipe = uniform(KEYS, 8, 8)
    store.add_evaluation("c", evaluation(recipe, 0.8, name="first", created="2026-01-01T00:00:00+00:00"))
    later = evaluation(recipe, 0.9, created="2026-02-01T00:00:00+00:00")
    latency = Metric("latency", 0.002, Provenance.MEASURED, date="2026-02-01T00:00:00+00:00")
    store.add_evaluation("c", replace(later, metrics={"accuracy": later.metrics["accuracy"], "latency": latency}))
    (found,) = store.evaluations("c")
    assert found.value("accuracy") == 0.9 and found.value("size") == 4321.0 and found.value("latency") == 0.002
    assert found.name == "first" and found.created == "2026-01-01T00:00:00+00:00"
    assert store._one("SELECT updated FROM evaluations")[0] == "2026-02-01T00:00:00+00:00"


def test_an_evaluation_is_read_exactly_as_it_was_added(store):
    added = replace(evaluation(uniform(KEYS, 3, 8), name="n", created="2026-01-01", source="window"), context="c")
    store.add_evaluation("c", added)
    assert store.evaluations("c") == [added]


def test_which_samples_were_right_survives_saving_and_a_later_measurement_of_something_else(store):
    recipe = uniform(KEYS, 4, 8)
    store.add_evaluation("c", replace(evaluation(recipe), outcomes=outcomes(1)))
    latency = Metric("latency", 0.002, Provenance.MEASURED)
    store.add_evaluation("c", Evaluation(recipe, {"latency": latency}))
    with reopened(store) as again:
        assert again.evaluations("c")[0].outcomes == outcomes(1)
        again.add_evaluation("c", replace(evaluation(recipe), outcomes=outcomes(2)))
        assert again.evaluations("c")[0].outcomes == outcomes(2)
        again.add_evaluation("c", evaluation(recipe))
        assert again.evaluations("c")[0].outcomes is None, "they would not be those of the accuracy"


def test_jobs_that_ran_when_the_program_was_killed_are_interrupted(store):
    store.add_job(JobRecord("1", "e:f", "Evaluate", "2026-01-01"))
    store.add_job(JobRecord("2", "e:f", "Export", "2026-01-02"))
    store.add_job(JobRecord("2", "e:f", "Export", "2026-01-02", "2026-01-03", "failed", "no space"))
    with reopened(store) as again:
        assert [(job.title, job.outcome) for job in again.jobs()] == [("Evaluate", "interrupted"), ("Export", "failed")]
        assert again.jobs()[1].error == "no space"


def test_the_job_history_keeps_the_last_few_hundred(store, monkeypatch):
    monkeypatch.setattr("edgeviz.project.store.MAX_JOBS", 3)
    for number in range(5):
        store.add_job(JobRecord(str(number), "e:f", "t", f"2026-01-0{number + 1}", outcome="finished"))
    assert [job.id for job in store.jobs()] == ["2", "3", "4"]


def test_artefacts_keep_their_bytes_and_type(store):
    store.put_artefact("report.html", "text/html", b"<p>")
    store.put_artefact("report.html", "text/html", b"<b>")
    assert store.artefact("report.html") == ("text/html", b"<b>")
    assert store.artefact("nothing") is None and store.artefacts() == ["report.html"]


def test_the_context_names_the_model_and_the_data():
    assert context_hash("a", DataSpec()) == context_hash("a", DataSpec())
    assert len({context_hash("a", DataSpec()), context_hash("b", DataSpec()), context_hash("a", None)}) == 3
    assert context_hash("a", DataSpec(seed=1)) != context_hash("a", DataSpec())


# ---- files


def test_closing_leaves_a_single_file(store, tmp_path):
    store.write(project(tmp_path))
    store.close()
    store.close()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a project.edgeviz", "tiny.onnx"]


def test_a_closed_project_says_so(store, tmp_path):
    store.close()
    with pytest.raises(ProjectError, match="closed"):
        store.write(Project())


def test_a_project_that_is_open_cannot_be_opened_again(store):
    with pytest.raises(ProjectError, match="open in another EdgeViz"):
        Store.open(store.path)


def test_creating_never_replaces_a_file(store):
    with pytest.raises(ProjectError, match="exists already"):
        Store.create(store.path)


def test_save_as_continues_on_the_new_file_and_leaves_the_old_one(store, tmp_path):
    written = project(tmp_path)
    store.write(written)
    store.add_evaluation("c", evaluation(written.recipe))
    old, new = store.path, tmp_path / "sub" / "new name.edgeviz"
    new.parent.mkdir()
    store.save_as(new)
    assert store.path == new
    store.write(replace(written, recipe=Recipe()))
    store.close()
    assert [p.name for p in new.parent.iterdir()] == ["new name.edgeviz"]
    with Store.open(old) as before, Store.open(new) as after:
        assert before.read() == written and after.read().recipe == Recipe()
        assert len(after.evaluations("c")) == len(before.evaluations("c")) == 1


def test_save_as_to_its_own_name_changes_nothing(store, tmp_path):
    store.write(project(tmp_path))
    store.save_as(store.path)
    assert store.read() == project(tmp_path)


def test_save_as_replaces_a_file_and_what_a_crash_left_beside_it(store, tmp_path):
    written = project(tmp_path)
    store.write(written)
    target = tmp_path / "old.edgeviz"
    target.write_bytes(b"something else")
    target.with_name("old.edgeviz-wal").write_bytes(b"left by a crash")
    store.save_as(target)
    assert store.read() == written
    store.close()
    assert not target.with_name("old.edgeviz-wal").exists()


def test_save_as_refuses_a_project_that_is_open_elsewhere(store, tmp_path):
    with Store.create(tmp_path / "other.edgeviz") as other:
        with pytest.raises(ProjectError, match="open in another EdgeViz"):
            store.save_as(other.path)
        assert other.read() == Project()
    assert store.path.name == "a project.edgeviz" and store.read() == Project()


def test_a_failed_save_as_leaves_no_half_file_and_the_project_goes_on(store, tmp_path):
    store.write(project(tmp_path))
    with pytest.raises(ProjectError):
        store.save_as(tmp_path / "no such folder" / "x.edgeviz")
    assert store.read() == project(tmp_path)
    assert not any(p.name.startswith(".") for p in tmp_path.iterdir())


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_project_says_so(store):
    store.close()
    store.path.chmod(0o444)
    with pytest.raises(ProjectError, match="read-only"):
        Store.open(store.path)


def test_a_full_disk_is_reported_and_loses_nothing(store, tmp_path):
    written = project(tmp_path)
    store.write(written)
    pages = store._one("PRAGMA page_count")[0]
    store._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(ProjectError, match="disk is full"):
        store.put_artefact("big", "x/y", bytes(1 << 20))
    store._db.execute("PRAGMA max_page_count = 1000000")
    assert store.read() == written
    store.put_artefact("big", "x/y", bytes(1 << 20))


def test_threads_may_add_and_read_at_the_same_time(store):
    errors = []

    def add(number: int) -> None:
        try:
            for bits in range(1, 9):
                store.add_evaluation(str(number), evaluation(uniform(KEYS, bits, 8)))
                store.evaluations(str(number))
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=add, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors and len(store.evaluations()) == 32


# ---- the model's file


def test_the_original_model_file_is_used_while_it_is_the_same(store, tmp_path):
    store.write(project(tmp_path))
    assert store.model_file() == tmp_path / "tiny.onnx"
    os.utime(tmp_path / "tiny.onnx", (1, 1))
    assert store.model_file() == tmp_path / "tiny.onnx"


@pytest.mark.parametrize("change", ["missing", "changed"])
def test_the_embedded_copy_steps_in_when_the_original_is_gone_or_another(store, tmp_path, change):
    store.write(project(tmp_path))
    original = (tmp_path / "tiny.onnx").read_bytes()
    (tmp_path / "tiny.onnx").unlink() if change == "missing" else model_file(tmp_path, b"another model")
    with reopened(store) as again:
        found = again.model_file()
        assert found.read_bytes() == original and found.is_relative_to(tmp_path / "cache")
        found.write_bytes(b"somebody changed the cache")
        assert again.model_file().read_bytes() == original


def test_a_model_that_moved_with_its_project_is_found_beside_it(store, tmp_path):
    value = project(tmp_path)
    store.write(replace(value, model=replace(value.model, embedded=False)))
    moved = tmp_path / "elsewhere"
    moved.mkdir()
    store.close()
    store.path.rename(moved / "p.edgeviz")
    (tmp_path / "tiny.onnx").rename(moved / "tiny.onnx")
    with Store.open(moved / "p.edgeviz") as again:
        assert again.model_file() == moved / "tiny.onnx"


def test_a_missing_model_without_a_copy_names_the_file_and_can_be_located(store, tmp_path):
    value = project(tmp_path)
    store.write(replace(value, model=replace(value.model, embedded=False)))
    (tmp_path / "sub").mkdir()
    (tmp_path / "tiny.onnx").rename(tmp_path / "sub" / "renamed.onnx")
    with pytest.raises(ProjectError, match=r"tiny\.onnx is missing") as caught:
        store.model_file()
    assert "Locate" in caught.value.remedy
    (tmp_path / "other.onnx").write_bytes(b"other")
    with pytest.raises(ProjectError, match="another model"):
        store.relocate_model(tmp_path / "other.onnx")
    record = store.relocate_model(tmp_path / "sub" / "renamed.onnx")
    assert store.model_file() == tmp_path / "sub" / "renamed.onnx" and store.read().model == record


def test_a_model_that_changed_after_it_was_opened_is_not_stored_under_its_old_hash(store, tmp_path):
    value = project(tmp_path)
    model_file(tmp_path, b"changed meanwhile")
    store.write(value)
    assert store.artefacts() == []
    with pytest.raises(ProjectError, match="has changed"):
        store.model_file()


def test_a_large_model_is_not_embedded(store, tmp_path, monkeypatch):
    monkeypatch.setattr(model_files, "MAX_EMBEDDED", 10)
    value = project(tmp_path)
    assert not value.model.embedded
    store.write(value)
    assert store.artefacts() == []


def test_external_data_belongs_to_the_model_and_is_not_embedded(tmp_path):
    entry = b"\x0a\x08location\x12\x09tiny.data"
    path = model_file(tmp_path, b"head" + entry + b"tail")
    (tmp_path / "tiny.data").write_bytes(b"weights")
    before = ModelRecord.of(path, graph())
    assert not before.embedded and model_files.external_files(path) == ["tiny.data"]
    (tmp_path / "tiny.data").write_bytes(b"WEIGHTS")
    assert ModelRecord.of(path, graph()).sha256 != before.sha256


def test_external_data_outside_the_folder_is_not_touched(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "secret").write_bytes(b"x")
    entry = b"\x0a\x08location\x12\x09../secret"
    assert model_files.external_files(model_file(tmp_path / "in", entry)) == []


def test_a_project_that_travels_needs_no_path(store, tmp_path):
    value = project(tmp_path)
    store.write(value)
    store.write(replace(value, model=replace(value.model, path="")))
    (tmp_path / "tiny.onnx").unlink()
    with reopened(store) as again:
        assert again.read().model.path == ""
        assert again.model_file().name == "tiny.onnx"


# ---- versions


DATA = Path(__file__).parent / "data"


def old_file(folder: Path, version: int = 1) -> Path:
    path = folder / "old.edgeviz"
    path.write_bytes((DATA / f"version{version}.edgeviz").read_bytes())
    return path


def test_there_is_a_stored_file_of_every_version():
    from edgeviz.project import schema

    found = {}
    for path in DATA.glob("version*.edgeviz"):
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as db:
            found[db.execute("PRAGMA user_version").fetchone()[0]] = path.name
    assert found == {number: f"version{number}.edgeviz" for number in range(1, schema.newest() + 1)}


@pytest.mark.parametrize("version", [1, 2])
def test_a_file_of_every_version_is_read_in_full(tmp_path, version):
    with Store.open(old_file(tmp_path, version), tmp_path / "cache") as store:
        value = store.read()
        assert value.model is not None and value.model.graph == graph()
        assert value.recipe == uniform(KEYS, 4, 8) and value.data is not None and value.data.resize == (8, 8)
        found = store.evaluations(value.context)
        assert [e.name for e in found] == ["r0", "r1", "r2"]
        assert [e.outcomes for e in found] == ([None] * 3 if version == 1 else [outcomes(n) for n in range(3)])
        assert store.jobs()[0].outcome == "finished" and store.model_file().is_file()


def test_each_migration_brings_an_old_file_one_version_further(tmp_path, monkeypatch):
    from edgeviz.project import schema

    steps = (*schema.MIGRATIONS, ("ALTER TABLE jobs ADD COLUMN note TEXT",), ("UPDATE jobs SET note = 'third'",))
    monkeypatch.setattr(schema, "MIGRATIONS", steps)
    path = old_file(tmp_path)
    with Store.open(path) as store:
        assert store._one("PRAGMA user_version")[0] == len(steps)
        assert store._one("SELECT note FROM jobs")[0] == "third"
    with Store.open(path) as store:
        assert store.jobs()[0].title == "Evaluate"


def test_a_migration_that_fails_leaves_the_version_before_it(tmp_path, monkeypatch):
    from edgeviz.project import schema

    steps = (*schema.MIGRATIONS, ("ALTER TABLE jobs ADD COLUMN note TEXT", "UPDATE nothing SET x = 1"))
    path = old_file(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", steps)
        with pytest.raises(ProjectError):
            Store.open(path)
    with Store.open(path) as store:
        assert store._one("PRAGMA user_version")[0] == schema.newest() and len(store.evaluations()) == 3


def test_a_newer_project_is_refused_and_left_as_it_is(store):
    store.close()
    db = sqlite3.connect(store.path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    before = store.path.read_bytes()
    with pytest.raises(ProjectError, match="newer EdgeViz"):
        Store.open(store.path)
    assert store.path.read_bytes() == before
