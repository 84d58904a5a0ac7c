"""A project file may come from anybody: whatever is in it, the answer is a ProjectError, never a crash."""

from __future__ import annotations

import json
import random
import sqlite3
import zlib
from pathlib import Path

import pytest

from edgeviz.core.errors import ProjectError
from edgeviz.core.graph import graph_to_json
from edgeviz.project import codec
from edgeviz.project.store import Store
from tests.project.samples import evaluation, graph, project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "p.edgeviz"
    value = project(tmp_path)
    with Store.create(target) as store:
        store.write(value)
        store.add_evaluation(value.context, evaluation(value.recipe))
    return target


def altered(path: Path, *statements: str, values: tuple[object, ...] = ()) -> Path:
    db = sqlite3.connect(path)
    for statement in statements:
        db.execute(statement, values)
    db.commit()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    return path


def use(path: Path) -> None:
    """Everything the program reads from a project."""
    with Store.open(path, path.parent / "cache") as store:
        store.read()
        store.evaluations()
        store.jobs()
        for name in store.artefacts():
            store.artefact(name)
        store.model_file()


def refused(path: Path) -> ProjectError:
    before = {p.name for p in path.parent.iterdir()}
    with pytest.raises(ProjectError) as caught:
        use(path)
    assert caught.value.what and caught.value.remedy
    assert {p.name for p in path.parent.iterdir()} - before <= {"cache"}
    return caught.value


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"hello,world\n" * 500, bytes(8192)])
def test_a_file_that_is_no_project_is_refused_and_left_as_it_is(tmp_path, content):
    file = tmp_path / "x.edgeviz"
    file.write_bytes(content)
    assert "not an EdgeViz project" in refused(file).what
    assert file.read_bytes() == content


def test_another_program_s_database_is_refused_and_left_as_it_is(tmp_path):
    file = altered(tmp_path / "x.edgeviz", "CREATE TABLE t (x)")
    content = file.read_bytes()
    assert "not an EdgeViz project" in refused(file).what
    assert file.read_bytes() == content and list(tmp_path.iterdir()) == [file]


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    assert "does not exist" in refused(tmp_path / "nothing.edgeviz").what
    assert "folder" in refused(tmp_path).what


@pytest.mark.parametrize(
    "value",
    [
        "",
        "[]",
        "{}",
        b"\x00",
        7,
        '{"samples": 9, "data": "", "correct": "/w=="}',
        '{"samples": -1, "data": "", "correct": ""}',
        '{"samples": 1e30, "data": "", "correct": ""}',
        '{"samples": 3, "data": 7, "correct": "/w=="}',
        '{"samples": 3, "data": "", "correct": "/w=="}',
        '{"samples": 8, "data": "", "correct": "%%%%"}',
        '{"samples": 8, "data": "", "correct": ["/w=="]}',
        '{"samples": 99999999999, "data": "", "correct": "/w=="}',
    ],
)
def test_malformed_outcomes_are_refused(path, value):
    assert "damaged" in refused(altered(path, "UPDATE evaluations SET outcomes = ?", values=(value,))).what


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_project_is_refused(path, share):
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    refused(path)


def test_random_damage_is_an_error_or_harmless(path):
    content = path.read_bytes()
    dice = random.Random(1)
    for _ in range(60):
        broken = bytearray(content)
        for _ in range(dice.randint(1, 40)):
            broken[dice.randrange(len(broken))] = dice.randrange(256)
        path.write_bytes(broken)
        try:
            use(path)
        except ProjectError as error:
            assert error.remedy
        for suffix in ("-wal", "-shm", "-journal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON evaluations BEGIN DELETE FROM recipes; END",
        "CREATE VIEW v AS SELECT * FROM recipes",
        "CREATE VIRTUAL TABLE f USING fts5(x)",
    ],
)
def test_a_schema_that_could_run_something_is_refused(path, statement):
    assert "never writes" in refused(altered(path, statement)).what


@pytest.mark.parametrize("table", ["jobs", "evaluations", "artefacts"])
def test_a_missing_table_or_column_is_refused(path, table):
    assert "damaged" in refused(altered(path, f"ALTER TABLE {table} RENAME TO gone")).what


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE document SET data = '{'",
        "UPDATE document SET data = '[]'",
        """UPDATE document SET data = '{"unknown": 1}'""",
        """UPDATE document SET data = '{"mean": ["a"]}'""",
        """UPDATE document SET data = '{"resize": [1]}'""",
        """UPDATE document SET data = '{"path": 3}'""",
        """UPDATE document SET data = '{"std": [0]}'""",
        "UPDATE document SET settings = x'00ff'",
        "UPDATE document SET settings = 12",
        "UPDATE document SET settings = '" + "[" * 100_000 + "'",
        "UPDATE recipes SET json = '{}'",
        "UPDATE recipes SET json = 5",
        "UPDATE recipes SET json = replace(json, '4', '999')",
        "UPDATE evaluations SET metrics = '[1]'",
        """UPDATE evaluations SET metrics = '{"accuracy": 1}'""",
        """UPDATE evaluations SET metrics = replace(metrics, '0.9}', '"x"}')""",
        "UPDATE evaluations SET metrics = replace(metrics, '4321.0', 'NaN')",
        "UPDATE evaluations SET metrics = replace(metrics, 'accuracy\":', 'latency\":')",
        "UPDATE evaluations SET name = x'80'",
        "UPDATE models SET graph = x'00'",
        "UPDATE models SET graph = 'text'",
        "UPDATE models SET path = 'relative/path.onnx'",
        "UPDATE models SET path = 7",
        "UPDATE models SET files = '{}'",
        "PRAGMA user_version = 0",
        "PRAGMA application_id = 1",
    ],
)
def test_a_malformed_value_is_refused(path, change):
    refused(altered(path, "PRAGMA ignore_check_constraints = ON", change))


def with_graph(path: Path, value: object) -> Path:
    return altered(path, "UPDATE models SET graph = ?", values=(zlib.compress(json.dumps(value).encode()),))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("nodes", [["k", "Conv"]]),
        ("nodes", 3),
        ("node_names", ["too few"]),
        ("node_names", {}),
        ("node_names", 3),
        ("tensors", [["x", "float32", [-1], False]]),
        ("layers", [{"key": "a"}]),
        ("name", None),
        ("inputs", [1]),
        ("file_bytes", "many"),
        ("opset", 1e300),
    ],
)
def test_a_malformed_graph_is_refused(path, field, value):
    assert "damaged" in refused(with_graph(path, {**graph_to_json(graph()), field: value})).what


@pytest.mark.parametrize(
    "change",
    [
        {"channel_axis": 9},
        {"weight_shape": ["a"]},
        {"weight_shape": [-1]},
        {"node": "gone"},
        {"macs": "1"},
        {"key": "fc"},
    ],
)
def test_a_malformed_layer_is_refused(path, change):
    value = graph_to_json(graph())
    value["layers"][0].update(change)
    assert "damaged" in refused(with_graph(path, value)).what


def test_a_graph_that_expands_without_end_is_refused_before_it_fills_the_memory(path, monkeypatch):
    monkeypatch.setattr(codec, "MAX_GRAPH", 1 << 20)
    bomb = zlib.compress(b" " * (64 << 20), 9)
    assert "damaged" in refused(altered(path, "UPDATE models SET graph = ?", values=(bomb,))).what


def test_an_embedded_model_cannot_choose_where_it_is_unpacked(path):
    (path.parent / "tiny.onnx").unlink()
    altered(path, "UPDATE models SET path = '/nonexistent/x.onnx', name = '../../../escaped.onnx'")
    with Store.open(path, path.parent / "cache") as store:
        found = store.model_file()
    assert found.resolve().is_relative_to(path.parent / "cache") and found.name == "escaped.onnx"


def test_an_embedded_model_that_was_exchanged_is_refused(path):
    (path.parent / "tiny.onnx").unlink()
    assert "damaged" in refused(altered(path, "UPDATE artefacts SET bytes = x'00'")).what


def test_a_hash_that_is_none_is_refused(path):
    altered(
        path, "PRAGMA foreign_keys = OFF", "UPDATE models SET sha256 = '../x'", "UPDATE document SET model = '../x'"
    )
    refused(path)


def test_a_figure_of_a_quantity_from_a_later_version_is_left_out(path):
    altered(path, "UPDATE evaluations SET metrics = replace(metrics, 'accuracy', 'joy')")
    with Store.open(path) as store:
        assert list(store.evaluations()[0].metrics) == ["size"]


def test_a_model_path_that_is_a_device_is_never_read(path):
    (path.parent / "tiny.onnx").unlink()
    altered(path, "UPDATE models SET path = '/dev/zero'")
    with Store.open(path, path.parent / "cache") as store:
        assert store.model_file().is_relative_to(path.parent / "cache")


def test_a_malformed_evaluation_is_called_damage_and_not_a_second_window(path):
    """Closing must not hide the error: the broken read still holds its table then."""
    db = sqlite3.connect(path)
    db.execute("UPDATE evaluations SET metrics = 5")
    db.commit()
    db.close()
    with pytest.raises(ProjectError, match="is damaged"), Store.open(path) as store:
        store.evaluations()
    Store.open(path).close()


def test_a_name_of_megabytes_is_cut_and_stays_on_one_line(path):
    changed = altered(path, "UPDATE evaluations SET name = ?", values=("a\nb " * 500_000,))
    with Store.open(changed) as store:
        names = [found.name for found in store.evaluations()]
    assert names and all(0 < len(name) <= 200 and "\n" not in name for name in names)
