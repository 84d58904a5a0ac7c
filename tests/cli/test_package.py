"""edgeviz export --formats: several formats at once."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from edgeviz.cli.main import main
from edgeviz.core.recipe import Recipe
from edgeviz.resources import resource
from tests.engine.digits_model import save


def run(*arguments: str) -> int:
    return main(list(arguments))


def test_the_demo_project_is_exported_with_what_it_knows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project, out = str(resource("demo", "digits.edgeviz")), tmp_path / "out"
    formats = "qdq,aimet2,csv,script,netron"
    assert run("export", project, "--weights", "4", "--formats", formats, "--output", str(out), "--json") == 0
    value = json.loads(capsys.readouterr().out)
    assert [part["format"] for part in value["parts"]] == ["qdq", "aimet2", "netron", "csv", "script"]
    assert all(part["checked"] and "problem" not in part for part in value["parts"])
    evaluations = (out / "digits.evaluations.csv").read_text(encoding="utf-8").splitlines()
    assert len(evaluations) > 10 and "accuracy" in evaluations[1] + evaluations[2]
    recipe = Recipe.from_json((out / "digits.recipe.json").read_text(encoding="utf-8"))
    assert recipe.hash == value["recipe_hash"]


def test_a_zip_is_written_and_replaced_only_with_force(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, target = save(tmp_path), tmp_path / "model.zip"
    command = ("export", path, "--weights", "4", "--formats", "recipe,safetensors", "--output", str(target))
    assert run(*command) == 0
    out = capsys.readouterr().out
    assert "safetensors" in out and "read back" in out
    with zipfile.ZipFile(target) as found:
        assert sorted(found.namelist()) == ["digits/digits.recipe.json", "digits/digits.safetensors"]
    assert run(*command) == 1
    assert "--force" in capsys.readouterr().err
    assert run(*command, "--force") == 0


def test_an_unknown_format_is_named_with_those_that_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", save(tmp_path), "--formats", "tflite", "--output", str(tmp_path / "out")) == 1
    assert "aimet2" in capsys.readouterr().err and not (tmp_path / "out").exists()
    assert run("export", save(tmp_path), "--formats", "csv", "--output", str(tmp_path / "small.onnx")) == 2
    assert not (tmp_path / "small.onnx").exists()


def test_data_can_be_named_by_the_recipe_of_an_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = save(tmp_path), tmp_path / "out"
    data = ("--data", "digits", "--validation", "50", "--scale", "0.0625")
    assert run("export", path, *data, "--formats", "recipe", "--output", str(out)) == 0
    capsys.readouterr()
    file = str(out / "digits.recipe.json")
    assert run("evaluate", path, "--recipe", file, "--data", file, "--no-reference", "--no-latency", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["data"]["validation"] == 50 and found["data"]["scale"] == 0.0625
    (tmp_path / "other.json").write_text("{}")
    assert run("evaluate", path, "--data", str(tmp_path / "other.json")) == 1
    assert "names no data" in capsys.readouterr().err
