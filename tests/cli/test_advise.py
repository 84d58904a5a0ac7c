"""edgeviz advise: the advisor without a window."""

from __future__ import annotations

import json
import re

import pytest

from edgeviz.core.recipe import Recipe
from edgeviz.core.spec import Granularity
from edgeviz.project.store import ModelRecord, Project, Store
from edgeviz.resources import resource
from tests.cli.test_cli import QUICK, ask

DEMO = str(resource("demo", "digits.onnx"))


def test_a_recipe_at_one_bit_is_measured_and_called_what_it_is(capsys):
    assert ask("advise", DEMO, "--weights", "1", *QUICK) == 0
    out = capsys.readouterr().out
    assert "Against float: worse (p < 0.001, 60 samples)" in out
    assert "1-bit weights in 12 layers" in out and "from 100 % in float" in out and "→ Sets these weights to 4" in out


def test_the_first_change_can_be_written_and_used(capsys, tmp_path):
    target = tmp_path / "next.json"
    arguments = ["advise", DEMO, "--weights", "1", *QUICK, "--output", str(target), "--json"]
    assert ask(*arguments) == 0
    value = json.loads(capsys.readouterr().out)
    change = next(row for row in value["advice"] if row["recipe"])
    recipe = Recipe.from_json(target.read_text())
    assert json.loads(recipe.to_json()) == change["recipe"]
    assert {row.weight.bits for _, row in recipe.rows()} == {4}
    assert ask(*arguments) == 1, "nothing is replaced unasked"
    capsys.readouterr()
    assert ask("compare", DEMO, str(target), "W1A8", *QUICK) == 0
    assert "better (p < 0.001" in capsys.readouterr().out


def test_a_sensitivity_names_the_layer_that_loses_most(capsys):
    rest = ["--set", "block1.body.conv1.conv=W2", "--sensitivity", "fisher", "--validation", "200"]
    assert ask("advise", DEMO, *rest, "--json") == 0
    value = json.loads(capsys.readouterr().out)
    rules = {row["rule"]: row for row in value["advice"]}
    assert "no-sensitivity" not in rules
    if "dominating" in rules:  # unless the accuracy shows no clear difference
        assert "block1.body.conv1.conv" in rules["dominating"]["summary"]
    else:
        assert "no clear difference" in value["comparison"]


def test_a_measured_sensitivity_is_made_with_the_recipe_s_own_scales_and_names_a_layer_s_loss(capsys):
    rest = ["--weights", "2", "--granularity", "tensor", "--sensitivity", "measured", "--validation", "200"]
    assert ask("advise", DEMO, *rest, "--json") == 0
    rules = {row["rule"]: row for row in json.loads(capsys.readouterr().out)["advice"]}
    found = rules["per-channel"]
    assert re.fullmatch(
        r"Layer \S+ \(.+\) loses \d+\.\d points at 2 bits per tensor: use per channel\.", found["summary"]
    )
    recipe = Recipe.from_json(json.dumps(found["recipe"]))
    assert {row.weight.granularity for _, row in recipe.rows()} == {Granularity.CHANNEL}


def test_without_measuring_a_project_says_only_what_it_knows(capsys, tmp_path, monkeypatch):
    from edgeviz.engine.load.open import open_model

    path = tmp_path / "p.edgeviz"
    with Store.create(path) as store:
        store.write(Project(model=ModelRecord.of(DEMO, open_model(DEMO))))
    monkeypatch.setattr("edgeviz.cli.advise.run_evaluations", None)
    assert ask("advise", str(path), "--no-measure", "--json") == 0
    value = json.loads(capsys.readouterr().out)
    assert value["comparison"] is None
    assert [row["rule"] for row in value["advice"]] == ["start", "no-sensitivity"]
    assert ask("advise", str(path), "--no-measure") == 0
    assert "add --sensitivity fisher" in capsys.readouterr().out


@pytest.mark.parametrize(
    "argv", [["--sensitivity", "guess"], ["--output", "x.txt"], ["--weights", "8", "--recipe", "x"]]
)
def test_a_wrong_command_line_exits_with_2(capsys, argv):
    assert ask("advise", DEMO, *argv) == 2
    assert capsys.readouterr().err


def test_a_preset_is_what_advice_is_given_on(capsys):
    assert ask("advise", DEMO, "--preset", "turing", "--no-measure", "--json", *QUICK) == 0
    recipe = Recipe.from_json(json.dumps(json.loads(capsys.readouterr().out)["recipe"]))
    assert {row.weight.bits for _, row in recipe.rows()} == {4, 8}
