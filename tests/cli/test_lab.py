from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from edgeviz.cli import lab, lab_tables
from edgeviz.cli.lab_options import add_allocate_options, add_front_options, add_sensitivity_options
from edgeviz.core.errors import ProjectError
from edgeviz.core.presets import keep_ends
from edgeviz.core.recipe import Calibration, Recipe, Repairs, uniform
from edgeviz.core.sensitivity import Cell, Method, Part, Sensitivity
from edgeviz.resources import resource
from tests.cli.test_cli import QUICK, ask
from tests.core.builders import residual_graph

DEMO = str(resource("demo", "digits.onnx"))
#: As little as shows the whole way: 16 samples, few widths.
SMALL = [*QUICK, "--method", "fisher", "--samples", "16", "--widths", "8,4,2"]


def answer(capsys, *argv: str):
    """The JSON of a command that must succeed."""
    assert ask(*argv, "--json") == 0
    return json.loads(capsys.readouterr().out)


# ---- options


def parse(*argv: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_sensitivity_options(parser)
    add_allocate_options(parser)
    return parser.parse_args(argv)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("120KB", 120e3), ("1.5M", 1.5e6), ("2 GB", 2e9), ("3e6", 3e6), ("900", 900), ("64 b", 64)],
)
def test_amounts_are_in_powers_of_1000(text, expected):
    assert parse("--size", text).size == expected


def test_times_and_energies_have_units():
    found = parse("--latency", "2ms", "--energy", "0.3 mJ")
    assert (found.latency, found.energy) == (pytest.approx(2e-3), pytest.approx(3e-4))
    assert parse("--latency", "350us").latency == pytest.approx(350e-6) and parse("--energy", "2e-6").energy == 2e-6


def test_an_accuracy_is_a_fraction_or_a_percentage():
    assert parse("--accuracy", "0.91").accuracy == parse("--accuracy", "91%").accuracy == 0.91


@pytest.mark.parametrize(
    "argv",
    [
        ["sensitivity"],
        ["sensitivity", DEMO, "--widths", "8,9"],
        ["sensitivity", DEMO, "--method", "guess"],
        ["front", DEMO, "--objective", "joy"],
        ["front", DEMO, "--objective", "size,size"],
        ["front", DEMO, "--device", "toaster"],
        ["allocate", DEMO, "--latency", "2 minutes"],
        ["allocate", DEMO],
        ["allocate", DEMO, "--size", "big"],
        ["allocate", DEMO, "--accuracy", "91"],
        ["allocate", DEMO, "--size", "1MB", "--output", "recipe.txt"],
    ],
)
def test_a_wrong_command_line_exits_with_2(capsys, argv):
    assert ask(*argv) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("command", ["sensitivity", "front", "allocate"])
def test_every_command_explains_its_options(capsys, command):
    assert ask(command, "--help") == 0
    text = capsys.readouterr().out
    assert "--json" in text and "--sensitivity" in text and "--data" in text


def test_the_options_of_front_and_allocate_have_defaults():
    parser = argparse.ArgumentParser()
    add_front_options(parser)
    assert vars(parser.parse_args([])) == {
        "objective": ("size",), "points": 12, "verify": 0, "device": None, "keep_ends": None,
        "equalize": None, "correct_bias": None, "reestimate": None, "adaround": None,
    }  # fmt: skip


# ---- on the demo model


def test_sensitivity_prints_layers_by_widths_and_the_same_as_json(capsys):
    value = answer(capsys, "sensitivity", DEMO, *SMALL, "--activation-widths", "8,4")
    assert value["method"] == "fisher" and value["samples"] == 16
    layers = {cell["layer"] for cell in value["cells"]}
    assert len(value["cells"]) == len(layers) * 5
    assert ask("sensitivity", DEMO, "--method", "sqnr", "--widths", "8,4") == 0
    out = capsys.readouterr().out
    assert all(layer in out for layer in layers) and "W8" in out and "A8" not in out and "noise power" in out


def test_the_front_falls_and_its_recipes_are_what_evaluate_reads(capsys, tmp_path):
    value = answer(capsys, "front", DEMO, *SMALL, "--points", "5")
    sizes = [point["costs"]["size"] for point in value["points"]]
    losses = [point["loss"] for point in value["points"]]
    assert sizes == sorted(sizes) and losses == sorted(losses, reverse=True) and 3 <= len(sizes) <= 5
    assert value["tolerance"] == 0 and value["size_of_front"] >= len(sizes)
    assert len(value["uniform"]) == 3 and value["greedy"]
    recipe = Recipe.from_json(json.dumps(value["points"][0]["recipe"]))
    assert recipe.hash == value["points"][0]["hash"]


def test_the_predicted_size_is_that_of_the_exported_file(capsys):
    value = answer(capsys, "front", DEMO, *SMALL, "--points", "4", "--verify", "2")
    for point in value["points"]:
        if "evaluation" in point:
            assert point["costs"]["size"] == pytest.approx(point["evaluation"]["metrics"]["size"]["value"], rel=0.03)


def test_verified_points_carry_a_measured_accuracy_and_all_a_predicted_one(capsys):
    value = answer(capsys, "front", DEMO, *SMALL, "--points", "4", "--verify", "3")
    measured = [point for point in value["points"] if "evaluation" in point]
    assert len(measured) == 3
    for point in value["points"]:
        accuracy = point["accuracy"]
        assert 0 <= accuracy["low"] <= accuracy["value"] <= accuracy["high"] <= 1
    for point in measured:
        found = point["evaluation"]["metrics"]["accuracy"]["value"]
        assert point["accuracy"]["low"] <= found <= point["accuracy"]["high"]
    assert ask("front", DEMO, *SMALL, "--objective", "bops", "--points", "3", "--verify", "2") == 0
    out = capsys.readouterr().out
    assert "BOPs" in out and "Uniform W4 A6" in out and "Greedy search" in out and "●" in out


def test_allocate_writes_a_recipe_within_the_limits(capsys, tmp_path):
    target = tmp_path / "recipe.json"
    arguments = ["allocate", DEMO, *SMALL, "--size", "45KB", "--output", str(target)]
    value = answer(capsys, *arguments)
    assert value["costs"]["size"] <= 45e3 and value["proven"]
    assert Recipe.from_json(target.read_text()).hash == value["hash"]
    assert ask(*arguments) == 1
    assert "--force" in capsys.readouterr().err
    assert ask(*arguments, "--force") == 0
    assert "classifier" in capsys.readouterr().out
    assert ask("evaluate", DEMO, "--recipe", str(target), "--no-latency", "--no-reference", *QUICK) == 0


def test_two_costs_are_weighed_together_and_the_tolerance_is_said(capsys):
    arguments = ["front", DEMO, *SMALL, "--objective", "size,latency", "--device", "raspberry_pi_4", "--points", "6"]
    value = answer(capsys, *arguments)
    assert value["objectives"] == ["size", "latency"] and set(value["tolerances"]) == {"size", "latency"}
    assert all(set(point["costs"]) == {"size", "latency"} for point in value["points"])
    assert ask(*arguments) == 0
    out = capsys.readouterr().out
    assert "Latency" in out and " exact" in out


def test_ends_can_be_kept_at_eight_bits(capsys):
    value = answer(capsys, "front", DEMO, *SMALL, "--points", "4", "--keep-ends")
    for point in value["points"]:
        layers = list(point["recipe"]["layers"].values())
        assert len(point["recipe"]["kept"]) == 2
        assert min(row["weight"]["bits"] for row in layers) < 8 or point is value["points"][-1]


def test_repairs_go_into_every_recipe_that_is_found_and_are_verified_with_it(capsys, tmp_path):
    target = tmp_path / "recipe.json"
    switches = ["--equalize", "--correct-bias", "--keep-ends"]
    value = answer(capsys, "front", DEMO, *SMALL, "--points", "3", "--verify", "1", *switches)
    for point in (*value["points"], *value["uniform"], *value["greedy"]):
        assert point["recipe"]["repairs"] == {"equalize": True, "correct_bias": True}
    assert sum("evaluation" in point for point in value["points"]) == 1
    value = answer(capsys, "allocate", DEMO, *SMALL, "--size", "45KB", "--output", str(target), *switches)
    recipe = Recipe.from_json(target.read_text())
    assert recipe.hash == value["hash"] and recipe.repairs.label == "CLE BC" and len(recipe.kept) == 2
    assert ask("front", DEMO, *SMALL, "--points", "3", "--adaround", "10") == 0
    assert "Repairs: AdaRound 10. The predicted loss is that of rounding" in capsys.readouterr().out


def test_a_project_s_calibration_repairs_and_kept_layers_hold_as_in_the_window(capsys, tmp_path):
    from edgeviz.engine.load.open import open_model
    from edgeviz.project.store import ModelRecord, Project, Store

    path, graph = str(tmp_path / "p.edgeviz"), open_model(DEMO)
    own = keep_ends(Recipe({}, Calibration(40), Repairs(correct_bias=True)), graph, True)
    with Store.create(path) as store:
        store.write(Project(model=ModelRecord.of(DEMO, graph), recipe=own))
    few = ["--validation", "32", "--method", "fisher", "--samples", "16", "--widths", "8,4", "--points", "3"]
    value = answer(capsys, "front", path, *few)
    for point in value["points"]:
        found = Recipe.from_json(json.dumps(point["recipe"]))
        assert (found.calibration, found.repairs, found.kept) == (own.calibration, own.repairs, own.kept)
    value = answer(capsys, "front", path, *few, "--no-correct-bias", "--no-keep-ends")
    assert not any({"repairs", "kept"} & set(point["recipe"]) for point in value["points"])


def test_every_limit_at_once_is_kept_and_nothing_foreign_is_printed(capfd):
    limits = ["--size", "60KB", "--ram", "20KB", "--latency", "5ms", "--energy", "20mJ", "--bops", "1G"]
    assert ask("allocate", DEMO, *SMALL, *limits, "--device", "raspberry_pi_4", "--json") == 0
    value = json.loads(capfd.readouterr().out)
    assert set(value["costs"]) == {"size", "bops", "latency", "energy", "activation_memory"}
    assert all(value["costs"][name] <= limit for name, limit in value["limits"].items())
    limits = ["--size", "20KB", "--ram", "100", "--latency", "1us"]
    assert ask("allocate", DEMO, *SMALL, *limits, "--device", "raspberry_pi_4", "--json") == 1
    error = json.loads(capfd.readouterr().out)["error"]
    details = json.loads(error["details"])
    assert set(details["relaxed"]) == set(details["alone"]) == {"size", "activation_memory", "latency"}
    assert "raise the RAM limit from 100 B to" in error["what"] and "alone is not enough" in error["what"]


def test_a_limit_of_a_device_without_one_says_so(capsys):
    assert ask("allocate", DEMO, *SMALL, "--latency", "2ms", "--json") == 1
    assert "Without a device" in json.loads(capsys.readouterr().out)["error"]["what"]


def test_a_limit_that_cannot_be_kept_is_an_error_that_says_by_how_much(capsys):
    assert ask("allocate", DEMO, *SMALL, "--size", "10KB", "--json") == 1
    error = json.loads(capsys.readouterr().out)["error"]
    assert "raise the size limit from 10 KB to" in error["what"]
    assert json.loads(error["details"])["relaxed"]["size"] > 30e3


def test_a_minimum_accuracy_is_kept_by_prediction(capsys):
    value = answer(capsys, "allocate", DEMO, *SMALL, "--accuracy", "0.8", "--verify", "4")
    assert value["accuracy"]["value"] >= 0.8 - 1e-9


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds the C library as Linux does")
def test_what_native_code_prints_does_not_get_among_the_results():
    code = (
        "import ctypes, sys; from edgeviz.jobs.streams import stdout_kept\n"
        "print('before')\nwith stdout_kept(): ctypes.CDLL(None).puts(b'noise')\nprint('after')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["before", "after"] and "noise" in done.stderr


# ---- keeping


def test_a_sensitivity_file_is_gone_on_from_and_fits_one_model_only(capsys, tmp_path, monkeypatch):
    file = tmp_path / "s.json"
    first = answer(capsys, "sensitivity", DEMO, *SMALL, "--sensitivity", str(file))
    given = []
    original = lab.run
    monkeypatch.setattr(lab, "run", lambda spec, *rest: given.append(spec) or original(spec, *rest))
    again = answer(capsys, "sensitivity", DEMO, *SMALL, "--sensitivity", str(file))
    assert again["cells"] == first["cells"]
    known = given[0].arguments["known"]
    assert known is not None and len(known.cells) == len(first["cells"])
    assert ask("sensitivity", DEMO, "--method", "sqnr", "--sensitivity", str(file)) == 1
    assert "another model" in capsys.readouterr().err


def test_a_project_keeps_its_sensitivities(capsys, tmp_path):
    from edgeviz.engine.load.open import open_model
    from edgeviz.project import sensitivities
    from edgeviz.project.store import ModelRecord, Project, Store, context_hash

    path = tmp_path / "p.edgeviz"
    record = ModelRecord.of(DEMO, open_model(DEMO))
    with Store.create(path) as store:
        store.write(Project(model=record))
    assert ask("sensitivity", str(path), "--method", "sqnr", "--widths", "8,4") == 0
    with Store.open(path) as store:
        found = sensitivities.load(store, context_hash(record.sha256, None), Method.SQNR)
    assert found is not None and {bits for _, _, bits in found.cells} == {8, 4}


@pytest.mark.parametrize("kept_in", ["project", "file"])
def test_a_killed_run_is_gone_on_from_the_project_or_the_file(capsys, tmp_path, monkeypatch, kept_in):
    from edgeviz.engine.load.open import open_model
    from edgeviz.project.store import ModelRecord, Project, Store

    model, more = DEMO, ["--sensitivity", str(tmp_path / "s.json")]
    if kept_in == "project":
        model, more = str(tmp_path / "p.edgeviz"), []
        with Store.create(model) as store:
            store.write(Project(model=ModelRecord.of(DEMO, open_model(DEMO))))
    options = ["sensitivity", model, *more, *QUICK, "--method", "measured", "--samples", "90", "--json"]
    # The process ends as if killed, without a word, when 25 cells have come.
    code = (
        "import os, sys; from edgeviz.cli import lab; from edgeviz.cli.main import main\n"
        "original = lab.run; count = [0]\n"
        "def run(spec, console, keep):\n"
        "    def counting(payload):\n"
        "        keep(payload); count[0] += 1\n"
        "        if count[0] == 25: os.kill(os.getpid(), 9)\n"
        "    return original(spec, console, counting)\n"
        "if __name__ == '__main__':\n"
        "    lab.run = run; main(sys.argv[1:])\n"
    )
    (tmp_path / "killed.py").write_text(code)
    command = [sys.executable, str(tmp_path / "killed.py"), *options]
    here = {**os.environ, "PYTHONPATH": str(Path(lab.__file__).parents[2])}
    done = subprocess.run(command, capture_output=True, check=False, env=here)
    assert done.returncode == -9 and not done.stdout
    given = []
    original = lab.run
    monkeypatch.setattr(lab, "run", lambda spec, *rest: given.append(spec) or original(spec, *rest))
    whole = answer(capsys, *options[:-1])
    assert len(given[0].arguments["known"].cells) >= 20, "cells are written ten by ten"
    assert {cell["samples"] for cell in whole["cells"]} == {whole["samples"]}


def test_the_hessian_is_a_method_and_its_errors_are_in_the_json(capsys, tmp_path):
    options = [*QUICK, "--method", "hessian", "--widths", "8,4"]
    value = answer(capsys, "sensitivity", DEMO, *options)
    assert value["method"] == "hessian" and {cell["part"] for cell in value["cells"]} == {"weight"}
    assert all({"mean", "squares", "vectors"} == cell["trace"].keys() for cell in value["cells"])
    assert ask("sensitivity", DEMO, *options) == 0
    out = capsys.readouterr().out
    assert "HAWQ-V2" in out and "A8" not in out and "standard error" in out


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"format": "edgeviz-sensitivity/1"}', b"\xff"])
def test_a_file_that_holds_no_sensitivities_is_refused(tmp_path, content):
    file = tmp_path / "s.json"
    file.write_bytes(content)
    with pytest.raises(ProjectError, match="holds no sensitivities"):
        lab.read_sensitivity(str(file), "", Method.SQNR)


def test_what_is_not_there_yet_is_no_error(tmp_path):
    assert lab.read_sensitivity(str(tmp_path / "none.json"), "", Method.SQNR) is None


def test_a_recipe_that_cannot_be_written_is_an_error(tmp_path: Path):
    with pytest.raises(ProjectError, match="cannot be written"):
        lab.write_text(tmp_path / "none" / "r.json", "x")


# ---- text


def test_widths_are_counted_widest_first():
    graph = residual_graph()
    recipe = uniform(["conv1", "fc"], 4, 8)
    assert lab_tables.widths_text(graph, recipe, Part.WEIGHT) == "FP32×1 4×2"


def test_cells_that_are_missing_are_shown_as_such():
    found = Sensitivity(Method.SQNR).with_cell(Cell("conv1", Part.WEIGHT, 4, 0.0123456))
    lines = lab_tables.sensitivity_text(residual_graph(), found).splitlines()
    assert lines[0].split() == ["Layer", "W4"] and lines[2].split() == ["conv1", "0.0123"]
    assert lines[3].split() == ["conv2", "–"]
