"""edgeviz adapt: from options to an adaptive model, its bundle and its operating points."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from edgeviz.cli.adapt_options import adapt_request, add_adapt_options
from edgeviz.cli.options import UsageError
from edgeviz.core.adaptive.request import AdaptRequest, Exits, Head, Partition, Rule, Skipping, Widths
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.train_request import Augmentation
from edgeviz.core.training import TrainSpec
from edgeviz.project import adaptive_models
from edgeviz.project.scenarios import read_points
from edgeviz.project.store import Store
from edgeviz.project.values import ModelRecord, Project
from edgeviz.resources import resource
from tests.cli.test_cli import QUICK, ask

DEMO = str(resource("demo", "digits.onnx"))


def request(*argv: str) -> AdaptRequest:
    parser = argparse.ArgumentParser()
    add_adapt_options(parser)
    return adapt_request(parser.parse_args(argv))


def test_options_come_to_a_request() -> None:
    found = request("--mechanism", "exits", "--place", "a", "--place", "b", "--head", "conv", "--rule", "entropy",
                    "--frozen", "--epochs", "3", "--flip", "--train-samples", "100", "--ways", "4")  # fmt: skip
    how = Exits(("a", "b"), head=Head.CONV, rule=Rule.ENTROPY, joint=False, ways=4)
    assert found == AdaptRequest(how, TrainSpec(epochs=3), Augmentation(True), 100)
    assert request("--mechanism", "exits").how == Exits()
    assert request("--mechanism", "skipping", "--per-budget", "--target", "0.3").how == Skipping(False, 0.3)
    assert request("--mechanism", "widths", "--widths", "1,0.5", "--universal").how == Widths((1, 0.5), True)
    assert request("--mechanism", "partition", "--server-speed", "2").how == Partition(2)


@pytest.mark.parametrize(
    "argv",
    [
        ("--mechanism", "exits", "--widths", "1,0.5"),
        ("--mechanism", "widths", "--exits", "2"),
        ("--mechanism", "partition", "--frozen"),
        ("--mechanism", "exits", "--exits", "2", "--place", "a"),
    ],
)
def test_an_option_of_another_mechanism_is_refused(argv: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        request(*argv)


def test_what_is_switched_between_must_be_there() -> None:
    with pytest.raises(EdgeVizError):
        request("--mechanism", "switching")


def test_a_network_is_cut_kept_in_its_project_and_its_points_go_into_the_simulator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from edgeviz.engine.load.open import open_model

    project = tmp_path / "p.edgeviz"
    with Store.create(project) as store:
        store.write(Project(ModelRecord.of(DEMO, open_model(DEMO))))
    points = tmp_path / "points.json"
    bundle = tmp_path / "bundle"
    code = ask(
        "adapt", str(project), "--mechanism", "partition", *QUICK, "--data", "digits",
        "--points", str(points), "-o", str(bundle), "--json",
    )  # fmt: skip
    assert code == 0
    value = json.loads(capsys.readouterr().out)
    assert (bundle / "run.py").is_file() and (bundle / "adaptive.json").is_file()
    assert [one.name for one in read_points(points)] == [one["name"] for one in value["points"]]
    with Store.open(project) as store:
        found, damaged = adaptive_models.load(store)
    assert list(found) == [value["id"]] and not damaged
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".")]
    assert ask("simulate", "tunnel", "--points", str(points), "--seeds", "1", "--policy", "rules") == 0
    assert "Threshold rules" in capsys.readouterr().out
    for name in (value["id"], found[value["id"]].name):
        arguments = ("simulate", "tunnel", "--points", str(project), "--adaptive", name, "--seeds", "1")
        assert ask(*arguments, "--policy", "static", "--json") == 0
        played = json.loads(capsys.readouterr().out)["points"]
        assert [one["name"] for one in played] == [one["name"] for one in value["points"]]
        assert not any(one["assumed_outcomes"] for one in played)
    assert ask("simulate", "tunnel", "--points", str(project), "--adaptive", "luck") == 1
    assert value["id"] in capsys.readouterr().err
    assert ask("simulate", "tunnel", "--adaptive", "luck") == 2


def test_without_a_place_for_the_result_nothing_is_begun(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("adapt", DEMO, "--mechanism", "partition", *QUICK) == 2
    assert "--output" in capsys.readouterr().err


def test_the_table_says_what_each_exit_does_alone_and_how_far_its_confidence_was_off(tmp_path: Path) -> None:
    from dataclasses import replace

    from edgeviz.cli.adapt import EXIT_FACTS, text_of
    from tests.project.test_adaptive_models import model

    made = model(tmp_path)
    facts = {f"{name}_{number}": 0.25 for name in EXIT_FACTS for number in (1, 2, 3)}
    found = text_of(replace(made, facts={**facts, "steps": 7.0}), "", ["somewhere"])
    assert "above 0.9" in found and "exit 2" in found and "the network's own" in found
    assert "25.0 %" in found and "steps: 7" in found and "temperature 1" not in found and "written: somewhere" in found
