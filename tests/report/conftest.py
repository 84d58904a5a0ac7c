from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from edgeviz.core.adaptive.scenario_table import scenario_to_toml
from edgeviz.core.metric import Evaluation
from edgeviz.project.devices import find_device
from edgeviz.project.scenarios import find_scenario
from edgeviz.project.store import Store
from edgeviz.report.contents import Contents, Request, gather
from edgeviz.report.report import Report, make_report
from edgeviz.resources import resource


def nothing(done: int, total: int) -> None:
    """Nobody watches."""


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo with two pins, a current recipe that was evaluated, a limit and a short scenario."""
    folder = tmp_path_factory.mktemp("report")
    path = folder / "demo.edgeviz"
    shutil.copyfile(resource("demo", "digits.edgeviz"), path)
    with Store.open(path, cache=folder / "cache") as store:
        project = store.read()
        assert project.model is not None
        found = store.evaluations(project.context)
        scenario = replace(find_scenario("shared_board"), duration=60.0)
        settings = {
            "pins": [f"{project.model.sha256}:{found[row].recipe.hash}" for row in (5, 9)],
            "tradeoffLimit": {"size": 60_000},
            "simulator": {"scenario": {"scenario": "shared_board", "edited": scenario_to_toml(scenario)}},
            "device": "raspberry_pi_4",
        }
        store.write(replace(project, recipe=found[25].recipe, settings={**project.settings, **settings}))
    return path


@pytest.fixture
def demo_store(demo_file: Path, tmp_path: Path) -> Iterator[Store]:
    path = tmp_path / "demo.edgeviz"
    shutil.copyfile(demo_file, path)
    with Store.open(path, cache=tmp_path / "cache") as store:
        yield store


@pytest.fixture(scope="session")
def contents(demo_file: Path) -> Contents:
    with Store.open(demo_file) as store:
        return gather(store, find_device("raspberry_pi_4"), "2026-11-26T09:00:00+00:00")


@pytest.fixture(scope="session")
def report(contents: Contents) -> Report:
    return make_report(contents, Request("The title", "Which one?\nIn 50 KB.", "A. Engineer"), nothing)


def renamed(contents: Contents, name: str) -> Contents:
    """``contents`` in which every name that comes from elsewhere is ``name``."""
    project = contents.project
    assert project.model is not None
    graph = replace(
        project.model.graph, layers=tuple(replace(one, key=f"{name}{i}") for i, one in enumerate(contents.graph.layers))
    )
    model = replace(project.model, name=name, graph=graph)

    def named(one: Evaluation) -> Evaluation:
        metrics = {key: replace(metric, device=name, note=name, date=name) for key, metric in one.metrics.items()}
        return replace(one, name=name, metrics=metrics)

    assert contents.reference is not None
    return replace(
        contents,
        project=replace(project, model=model),
        evaluations=tuple(named(one) for one in contents.evaluations),
        reference=named(contents.reference),
        device=None,
        file=name,
    )
