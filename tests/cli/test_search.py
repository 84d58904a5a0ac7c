"""edgeviz search: spaces, tables and JSON, a project from which it is resumed, the best as a model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from edgeviz.cli import search, search_options
from edgeviz.core.nas import differentiable
from edgeviz.core.nas.request import Clock, End, Ended, Fidelity, Proxy
from edgeviz.core.nas.reward import HARD, SOFT
from edgeviz.core.nas.samplers import SAMPLERS
from edgeviz.project import searches
from edgeviz.project.spaces import load_spaces
from edgeviz.project.store import Store
from edgeviz.ui.search import goal_fields
from tests.cli.test_cli import ask
from tests.engine.nas.small_spaces import MNASNET

QUICK = ("--data", "digits", "--scale", "0.0625", "--target", "1ms", "--epochs", "1", "--samples", "200")
MORE = ("--held-out", "100", "--train-batch", "32", "--rate", "0.01", "--round", "2", "--device", "raspberry_pi_4")


@pytest.fixture
def space(tmp_path: Path) -> str:
    path = tmp_path / "small.toml"
    path.write_text(MNASNET)
    return str(path)


def test_spaces_are_listed(capsys):
    assert ask("search", "--list-spaces") == 0
    out = capsys.readouterr().out
    assert all(key in out for key in load_spaces().spaces)
    assert ask("search", "--list-spaces", "--json") == 0
    rows = json.loads(capsys.readouterr().out)["spaces"]
    assert {row["key"]: row["count"] for row in rows}["nasbench201"] == 15_625


def test_the_options_offer_what_there_is():
    assert set(search_options.SAMPLERS) == {*SAMPLERS, differentiable.KEY}
    assert search_options.COSTS == goal_fields.COSTS
    assert tuple(Fidelity) == search_options.FIDELITIES and tuple(Proxy) == search_options.PROXIES
    assert tuple(Clock) == search_options.CLOCKS
    assert (search_options._exponents("soft"), search_options._exponents("hard")) == (SOFT, HARD)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "name the latency to aim at with --target, as in --target 2ms"),
        (("--cost", "macs"), "name the macs to aim at with --target, as in --target 20M"),
        (("--cost", "size", "--target", "2ms"), "--target 2ms is no size; write it as in --target 500KB"),
        (("--target", "1ms", "--further-cost", "energy"), "energy is modelled: name a --device"),
        (("--target", "1ms", "--sampler", "differentiable", "--workers", "2"), "--workers is not for --sampler"),
        (("--target", "1ms", "--sampler", "differentiable", "--hand-made"), "--hand-made is not for --sampler"),
        (("--target", "1ms", "--space", "nowhere"), "there is no search space 'nowhere'; there are"),
        (("--target", "1ms", "--clock", "modelled"), "--clock modelled needs --device"),
        (("--target", "1ms", "--clock", "runtime", "--device", "edge_tpu"), "--device is for --clock"),
        (("--resume",), "--resume needs the --project"),
        (("--target", "1ms", "--project", "a.zip"), "must end in .edgeviz"),
        (("--target", "1ms", "--output", "a.bin"), "must end in .onnx"),
        (("--target", "1ms", "--space", "nasbench201", "--hand-made"), "no members made by hand"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_trained(arguments, message, capsys):
    assert ask("search", *arguments) == 2
    assert message in capsys.readouterr().err


def test_a_sampler_says_which_settings_it_has(space, capsys):
    assert ask("search", *QUICK, *MORE, "--space", space, "--setting", "size=3") == 1
    assert "has no setting 'size'. It has population, sample" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--target", "1ms"), "latency of layers"),
        (("--target", "1M", "--cost", "macs", "--device", "raspberry_pi_4"), "latency alone"),
        (("--target", "1ms", "--fidelity", "halving", "--device", "raspberry_pi_4"), "by its probabilities alone"),
    ],
)
def test_what_cannot_be_searched_by_gradients_is_said_at_once(arguments, message, space, capsys):
    assert ask("search", "--data", "digits", "--space", space, "--sampler", "differentiable", *arguments) == 1
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "entry", "reward", "objectives"),
    [
        (("--target", "350us"), "job", ("latency", 350e-6), ("accuracy", "latency")),
        (
            ("--cost", "size", "--target", "20KB", *(f"--further-cost={one}" for one in search_options.COSTS)),
            "job",
            ("size", 20e3),
            ("accuracy", "size", "latency", "macs", "activation_memory", "energy"),
        ),
        (("--cost", "energy", "--target", "0.5mJ"), "job", ("energy", 0.5e-3), ("accuracy", "energy")),
        (
            ("--target", "1ms", "--sampler", "differentiable"),
            "differentiable",
            ("latency", 1e-3),
            ("accuracy", "latency"),
        ),
    ],
)
def test_cost_target_and_further_costs_are_what_is_searched_for(
    arguments, entry, reward, objectives, space, monkeypatch, capsys
):
    begun, really = [], search.run

    def instead(spec, *rest):
        if ".nas." not in spec.entry:
            return really(spec, *rest)
        begun.append(spec)
        return Ended(End.PAUSED, 0)

    monkeypatch.setattr(search, "run", instead)
    assert ask("search", "--data", "digits", "--space", space, "--device", "raspberry_pi_4", *arguments) == 0
    (spec,) = begun
    goal = spec.arguments["request"].goal
    assert spec.entry == f"edgeviz.engine.nas.{entry}:run"
    assert (goal.reward.cost, goal.objectives) == (reward[0], objectives)
    assert goal.reward.target == pytest.approx(reward[1])


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_five_costs_are_in_the_table_and_the_probabilities_find_candidates_too(space, capsys):
    quick = ("--data", "digits", "--scale", "0.0625", "--epochs", "1", "--samples", "100", "--held-out", "100")
    quick += ("--train-batch", "32", "--device", "raspberry_pi_4", "--space", space, "--trials", "2")
    costs = ("--cost", "size", "--target", "20KB", *(f"--further-cost={one}" for one in search_options.COSTS))
    assert ask("search", *quick, *costs, "--sampler", "nsga2", "--round", "2") == 0
    out = capsys.readouterr().out
    for title in ("Latency", "Size", "MACs", "Energy", "Peak activations"):
        assert title in out.splitlines()[0]
    assert "front: what nothing found beats in Accuracy, Size, Latency, MACs, Peak activations and Energy" in out

    assert ask("search", *quick, "--target", "1ms", "--sampler", "differentiable", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["end"] == "trials" and found["candidates"] == 2
    assert all(one["reward"] > 0 for one in found["found"])


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_search_is_kept_in_its_project_resumed_from_there_and_its_best_is_written(space, tmp_path, capsys):
    project, model = str(tmp_path / "p.edgeviz"), tmp_path / "best.onnx"
    assert ask("search", *QUICK, *MORE, "--space", space, "--trials", "2", "--project", project) == 0
    out = capsys.readouterr().out
    assert "2 candidates of" in out and "● measured" in out and "raspberry" not in out
    with Store.open(project) as store:
        ((record,), _) = searches.load(store)
    assert record.outcome == "finished" and [one.number for one in record.found] == [0, 1]

    assert ask("search", "--project", project, "--resume", "--target", "2ms") == 2
    assert "--target cannot be changed" in capsys.readouterr().err
    more = ("--trials", "4", "--output", str(model), "--final-epochs", "1", "--json")
    assert ask("search", "--project", project, "--resume", *more) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["number"] for one in found["found"]] == [0, 1, 2, 3] and found["end"] == "trials"
    rewards = {one["key"]: one["reward"] for one in found["found"]}
    assert found["best"] == max(rewards, key=rewards.__getitem__)
    assert model.stat().st_size > 1000 and found["trained"]["path"] == str(model)
    with Store.open(project) as store:
        ((again,), _) = searches.load(store)
    assert again.found[:2] == record.found and again.id == record.id and len(again.found) == 4
