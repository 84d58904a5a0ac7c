"""edgeviz compare: two recipes on the same samples."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from edgeviz.cli.compare import comparison_text
from edgeviz.cli.options import short_recipe
from edgeviz.core.comparison import Comparison, Reason, Verdict
from edgeviz.core.recipe import Recipe
from edgeviz.core.spec import FLOAT32, activation_spec, weight_spec
from edgeviz.project.store import ModelRecord, Project, Store
from edgeviz.resources import resource
from tests.cli.test_cli import QUICK, ask
from tests.core.builders import residual_graph

DEMO = str(resource("demo", "digits.onnx"))


def test_a_recipe_that_is_much_worse_is_called_worse_and_json_says_the_same(capsys):
    assert ask("compare", DEMO, "W1A8", "float", *QUICK) == 0
    out = capsys.readouterr().out
    assert "W1 A8 against Float: worse (p < 0.001, 60 samples)" in out and "McNemar" in out
    assert ask("compare", DEMO, "W1A8", "float", *QUICK, "--json") == 0
    value = json.loads(capsys.readouterr().out)
    found = value["comparison"]
    assert found["verdict"] == "worse" and found["p_value"] < 0.001 and found["samples"] == 60
    assert found["bootstrap"][0] <= found["difference"] <= found["bootstrap"][1]
    accuracy = [value[name]["metrics"]["accuracy"]["value"] for name in ("first", "second")]
    assert found["difference"] == pytest.approx(accuracy[0] - accuracy[1])
    assert (found["only_first_right"] - found["only_second_right"]) / 60 == pytest.approx(found["difference"])


def test_eight_bits_are_no_clear_difference_and_recipes_may_be_files(capsys, tmp_path: Path):
    from edgeviz.engine.load.open import open_model

    file = tmp_path / "r.json"
    recipe = short_recipe("W8A8", open_model(DEMO))
    assert recipe is not None
    file.write_text(recipe.to_json())
    assert ask("compare", DEMO, str(file), "float", *QUICK) == 0
    assert "no clear difference (p = " in capsys.readouterr().out


def test_a_project_remembers_what_was_measured_and_knows_its_current_recipe(capsys, tmp_path, monkeypatch):
    from edgeviz.engine.load.open import open_model

    path, graph = tmp_path / "p.edgeviz", open_model(DEMO)
    recipe = short_recipe("W4A8", graph)
    assert recipe is not None
    with Store.create(path) as store:
        store.write(Project(model=ModelRecord.of(DEMO, graph), recipe=recipe))
    assert ask("compare", str(path), "current", "W8A8", *QUICK, "--json") == 0
    first = json.loads(capsys.readouterr().out)
    assert first["first"]["hash"] == recipe.hash
    monkeypatch.setattr("edgeviz.cli.compare.run_evaluations", None)
    assert ask("compare", str(path), "current", "W8A8", *QUICK, "--json") == 0
    assert json.loads(capsys.readouterr().out)["comparison"] == first["comparison"]


@pytest.mark.parametrize(
    ("words", "code"),
    [(["W9"], 2), (["W9", "float"], 1), (["nonsense", "float"], 2), (["current", "float"], 2), (["no.json", "W8"], 1)],
)
def test_what_is_no_recipe_is_an_error_that_says_what_is(capsys, words, code):
    assert ask("compare", DEMO, *words, *QUICK) == code
    assert capsys.readouterr().err


def test_short_forms_mean_the_same_in_every_layer():
    graph = residual_graph()
    found = short_recipe("w4a8", graph)
    assert found is not None and len(found.layers) == 3
    assert found["conv1"].weight == weight_spec(4) and found["fc"].activation == activation_spec(8)
    only = short_recipe("WFP16", graph)
    assert only is not None and only["fc"].weight.label == "FP16" and only["fc"].activation == FLOAT32
    assert short_recipe("", graph) is None and short_recipe("x.json", graph) is None
    assert short_recipe("W32A32", graph) == Recipe()


def test_what_cannot_be_compared_says_why():
    found = Comparison(Verdict.INCOMPARABLE, reason=Reason.CHANGED_DATA)
    assert comparison_text(found, "a", "b") == (
        "a against b: not comparable: the data changed between the two measurements"
    )
