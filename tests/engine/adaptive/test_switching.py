"""Switching between models, and cutting one between device and server."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from edgeviz.core.adaptive.model import AdaptiveModel
from edgeviz.core.adaptive.policies import make_policy
from edgeviz.core.adaptive.request import Model, Partition, Switching
from edgeviz.core.adaptive.simulate import simulate
from edgeviz.core.errors import EdgeVizError, ProjectError
from edgeviz.core.presets import uniform_recipe
from edgeviz.core.recipe import Recipe
from edgeviz.engine.adaptive import bundle
from edgeviz.engine.adaptive.job import run
from edgeviz.engine.session import session
from edgeviz.jobs.context import Untracked
from edgeviz.project.devices import find_device
from tests.core.simulated import scenario
from tests.engine.adaptive.making import DEMO, agrees, bundled, data, example, make, request, samples


@pytest.fixture(scope="module")
def switching(tmp_path_factory: pytest.TempPathFactory) -> AdaptiveModel:
    graph = session(DEMO).graph
    models = Model("float"), Model("eight bits", uniform_recipe(graph, 8, 8))
    return make(Switching(models), tmp_path_factory.mktemp("switching"))


@pytest.fixture(scope="module")
def partition(tmp_path_factory: pytest.TempPathFactory) -> AdaptiveModel:
    return make(Partition(4.0, 0.002), tmp_path_factory.mktemp("partition"))


def test_changing_the_model_takes_what_loading_it_takes(switching: AdaptiveModel) -> None:
    assert all(point.load > 0 and point.memory > 0 for point in switching.points)
    assert switching.metrics[1]["size"].value < switching.metrics[0]["size"].value / 2
    run_ = simulate(scenario(), switching.points, make_policy("rules"), 0)
    assert run_.point.max() <= 1


def test_the_example_of_a_bundle_changes_models(switching: AdaptiveModel, tmp_path: Path) -> None:
    x, labels = samples()
    folder = bundled(switching, tmp_path / "bundle")
    for number, point in enumerate(switching.points):
        agrees(switching, number, example(folder, x[:40], "--point", point.name), labels)


def test_every_cut_sends_what_goes_through_it_and_answers_as_the_whole(partition: AdaptiveModel) -> None:
    first, last = partition.points[0], partition.points[-1]
    assert first.scaling == 0 and first.remote > 0 and first.sent == 64 + 64 * 4
    assert last.sent == 0 and last.remote == 0
    assert all(np.array_equal(point.correct, last.correct) for point in partition.points)
    middle = partition.points[2]
    assert middle.sent == 24 * 64 * 4 + 64 and middle.scaling > 0 and middle.remote > 0.002
    assert partition.facts["largest_difference"] < 1e-4


def test_the_example_runs_both_halves(partition: AdaptiveModel, tmp_path: Path) -> None:
    x, labels = samples()
    folder = bundled(partition, tmp_path / "bundle")
    for number in (0, 2, len(partition.points) - 1):
        agrees(partition, number, example(folder, x[:30], "--point", partition.points[number].name), labels)


def test_for_a_device_latency_and_energy_are_what_its_profile_models(tmp_path: Path) -> None:
    device = find_device("raspberry_pi_4")
    model = run(Untracked(), DEMO, data(), request(Partition()), str(tmp_path), device)
    last = model.points[-1]
    assert "modelled" in last.source and last.fixed > 0
    assert last.energy is not None and last.energy > 0
    assert model.metrics[-1]["energy"].device == device.name


def test_a_bundle_can_be_one_file_and_never_replaces_another(switching: AdaptiveModel, tmp_path: Path) -> None:
    target = tmp_path / "bundle.zip"
    names = bundle.run(Untracked(), switching, str(target))
    with zipfile.ZipFile(target) as packed:
        assert set(packed.namelist()) == set(names) == {"model1.onnx", "model2.onnx", "adaptive.json", "run.py"}
    with pytest.raises(ProjectError, match="exists"):
        bundle.run(Untracked(), switching, str(target))
    assert not [one for one in tmp_path.iterdir() if one.name != "bundle.zip"]


def test_a_bundle_of_files_that_were_changed_is_refused(switching: AdaptiveModel, tmp_path: Path) -> None:
    other = replace(switching.files[0], sha256="0" * 64)
    with pytest.raises(EdgeVizError, match="not what was recorded"):
        bundle.run(Untracked(), replace(switching, files=(other, *switching.files[1:])), str(tmp_path / "x"))


def test_a_policy_that_the_example_cannot_follow_is_refused(switching: AdaptiveModel, tmp_path: Path) -> None:
    with pytest.raises(EdgeVizError, match="cannot follow"):
        bundle.run(Untracked(), switching, str(tmp_path / "x"), make_policy("alert"))
    with pytest.raises(EdgeVizError, match="no operating point"):
        bundle.run(Untracked(), switching, str(tmp_path / "x"), make_policy("static", {"point": "other"}))
    bundle.run(Untracked(), switching, str(tmp_path / "x"), make_policy("static", {"point": "eight bits"}))
    x, _ = samples()
    assert {row["point"] for row in example(tmp_path / "x", x[:5])} == {"eight bits"}


def test_another_network_on_the_same_samples_is_a_choice_too(tmp_path: Path) -> None:
    from tests.engine.digits_model import save

    made = make(Switching((Model("demo"), Model("other", Recipe(), save(tmp_path, batch=1)))), tmp_path / "out")
    assert made.points[0].accuracy > made.points[1].accuracy > 0.5
