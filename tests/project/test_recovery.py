from __future__ import annotations

from pathlib import Path

import pytest

from edgeviz.project import recovery
from edgeviz.project.store import Store
from tests.project.samples import evaluation, project


def crash(store: Store) -> Path:
    """What a killed process leaves: the file and its log, unlocked."""
    store._db.close()
    return store.path


def test_an_untitled_project_is_on_disk_from_the_first_moment(tmp_path):
    with recovery.new_untitled(tmp_path) as first, recovery.new_untitled(tmp_path) as second:
        assert first.path.is_file() and first.path != second.path
        assert recovery.is_untitled(first.path, tmp_path)
    assert not recovery.is_untitled(tmp_path / "x.edgeviz", tmp_path)


def test_an_untitled_project_left_by_a_crash_is_listed_with_what_it_holds(tmp_path):
    store = recovery.new_untitled(tmp_path)
    value = project(tmp_path)
    store.write(value)
    store.add_evaluation(value.context, evaluation(value.recipe))
    assert recovery.left_behind(tmp_path) == [], "it is open"
    path = crash(store)
    (found,) = recovery.left_behind(tmp_path)
    assert (found.path, found.model, found.evaluations) == (path, "tiny.onnx", 1)
    recovery.discard(path)
    assert recovery.left_behind(tmp_path) == []


def test_empty_untitled_projects_are_removed_and_damaged_ones_left_alone(tmp_path):
    empty = crash(recovery.new_untitled(tmp_path))
    damaged = empty.with_name("damaged.edgeviz")
    damaged.write_bytes(b"x" * 5000)
    assert recovery.left_behind(tmp_path) == []
    assert not empty.exists() and damaged.exists()


def test_recent_projects_come_newest_first_without_repeats_and_without_those_that_are_gone(tmp_path):
    files = [tmp_path / f"{name}.edgeviz" for name in "abc"]
    for file in files:
        file.touch()
        recovery.add_recent(file, tmp_path / "data")
    assert recovery.add_recent(files[0], tmp_path / "data") == [files[0], files[2], files[1]]
    files[2].unlink()
    assert recovery.recent(tmp_path / "data") == [files[0], files[1]]
    recovery.clear_recent(tmp_path / "data")
    assert recovery.recent(tmp_path / "data") == []


def test_the_list_of_recent_projects_ends_somewhere(tmp_path):
    for number in range(recovery.MAX_RECENT + 5):
        (tmp_path / str(number)).touch()
        recovery.add_recent(tmp_path / str(number), tmp_path)
    assert len(recovery.recent(tmp_path)) == recovery.MAX_RECENT


@pytest.mark.parametrize("content", ["", "{}", "3", "[1, null]", "[" * 100_000, '["\\u0000"]'])
def test_a_damaged_list_of_recent_projects_is_an_empty_one(tmp_path, content):
    (tmp_path / "recent.json").write_text(content)
    assert recovery.recent(tmp_path) == []
