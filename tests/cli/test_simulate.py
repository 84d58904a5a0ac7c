"""edgeviz simulate: tables, JSON and CSV, points from a project, and what goes wrong."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from edgeviz.cli.options import short_recipe
from edgeviz.core.adaptive.policies import POLICIES
from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.outcomes import Outcomes
from edgeviz.core.recipe import Recipe
from edgeviz.project.scenarios import presets
from edgeviz.project.store import ModelRecord, Project, Store
from edgeviz.resources import resource
from tests.cli.test_cli import ask

DEMO = str(resource("demo", "digits.onnx"))


@pytest.fixture
def short(tmp_path: Path) -> str:
    """Two minutes of the shared board."""
    path = tmp_path / "short.toml"
    path.write_text(presets()["shared_board"].read_text().replace("duration = 3600", "duration = 120"))
    return str(path)


def test_without_a_scenario_the_presets_are_listed(capsys):
    assert ask("simulate") == 0
    out = capsys.readouterr().out
    assert all(key in out for key in presets())
    assert ask("simulate", "--json") == 0
    assert {one["key"] for one in json.loads(capsys.readouterr().out)["presets"]} == set(presets())


def test_every_policy_has_its_line_and_the_best_static_choice_is_compared(short, capsys):
    assert ask("simulate", short, "--seeds", "2") == 0
    out = capsys.readouterr().out
    for kind in POLICIES.values():
        assert f"\n{kind.title}" in out
    assert "against the best static choice in hindsight" in out and "points ± " in out
    assert "outcomes assumed" in out and "▫" in out and "2 seeds" in out


def test_json_holds_every_run_and_the_mean(short, capsys):
    assert (
        ask("simulate", short, "--seeds", "3", "--policy", "static:S-MobileNet 0.5×", "--policy", "alert", "--json")
        == 0
    )
    value = json.loads(capsys.readouterr().out)
    static, alert = value["policies"]
    assert static["name"] == "Static: S-MobileNet 0.5×" and alert["policy"] == "ALERT"
    accuracies = [run["accuracy"] for run in alert["runs"]]
    assert alert["mean"]["accuracy"]["mean"] == pytest.approx(sum(accuracies) / 3) and value["seeds"] == [0, 1, 2]
    assert alert["mean"]["life"]["mean"] is None and value["points"][0]["assumed_outcomes"] is True


def test_figures_requests_and_ticks_are_written_as_csv(short, tmp_path, capsys):
    files = [tmp_path / f"{name}.csv" for name in ("csv", "requests", "ticks")]
    options = [part for file in files for part in (f"--{file.stem}", str(file))]
    assert ask("simulate", short, "--seeds", "2", "--policy", "pid", "--policy", "rules", *options) == 0
    figures, requests, ticks = (list(csv.DictReader(file.open())) for file in files)
    assert [(row["policy"], row["seed"]) for row in figures] == [
        ("PID on latency", "0"), ("PID on latency", "1"), ("Threshold rules", "0"), ("Threshold rules", "1"),
    ]  # fmt: skip
    assert len(requests) == 2 * 1200 and {row["fate"] for row in requests} <= {
        "in_time",
        "late",
        "dropped",
        "stale",
        "lost",
    }
    good = sum(row["right"] == "1" and row["fate"] == "in_time" for row in requests[:1200]) / 1200
    assert good == pytest.approx(float(figures[0]["accuracy"]))
    assert len(ticks) >= 240 and float(ticks[0]["busy"]) <= 1
    capsys.readouterr()
    assert ask("simulate", short, "--csv", str(files[0])) == 1
    assert "exists already" in capsys.readouterr().err


def test_points_come_from_a_projects_evaluations_with_what_each_had_right(short, tmp_path, capsys):
    from edgeviz.engine.load.open import open_model

    path, graph = tmp_path / "p.edgeviz", open_model(DEMO)
    bits = Outcomes.of([True] * 9 + [False], "d")
    with Store.create(path) as store:
        store.write(Project(model=ModelRecord.of(DEMO, graph)))
        for latency, name, recipe in ((0.02, "small", short_recipe("W4A8", graph)), (0.05, "", Recipe())):
            assert recipe is not None
            metrics = {
                "accuracy": Metric("accuracy", 0.9, Provenance.MEASURED, samples=10),
                "latency": Metric("latency", latency, Provenance.MEASURED, device="this machine"),
            }
            context = store.read().context
            store.add_evaluation(context, Evaluation(recipe, metrics, context, name, outcomes=bits))
    assert ask("simulate", short, "--points", str(path), "--seeds", "1", "--policy", "static", "--json") == 0
    value = json.loads(capsys.readouterr().out)
    assert value["points"][0] == {"name": "small", "latency": 0.02, "accuracy": 0.9, "assumed_outcomes": False}
    assert ask("simulate", short, "--points", str(path), "--device", "raspberry_pi_4", "--seeds", "1") == 0
    assert "modelled on Raspberry Pi 4" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    (
        (("nowhere",), 1, "no scenario 'nowhere'"),
        (("shared_board", "--policy", "luck"), 1, "no policy 'luck'"),
        (("shared_board", "--policy", "static:luck"), 1, "no operating point 'luck'"),
        (("shared_board", "--points", "luck"), 1, "no operating points 'luck'"),
        (("shared_board", "--device", "toaster"), 2, "no device 'toaster'"),
        (("shared_board", "--seeds", "0"), 2, "--seeds"),
        (("shared_board", "--first-seed", "-1"), 2, "--first-seed"),
        (("shared_board", "--csv", "/nowhere/x.csv"), 1, "does not exist"),
    ),
)
def test_what_is_wrong_is_said(arguments, code, message, capsys):
    assert ask("simulate", *arguments) == code
    assert message in capsys.readouterr().err
