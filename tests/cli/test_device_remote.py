"""device measure --host, over a real sshd."""

from __future__ import annotations

import argparse
import io
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from edgeviz.cli.console import Console
from edgeviz.cli.device_remote import measure_remote
from edgeviz.cli.options import UsageError, add_data_options, add_recipe_options
from edgeviz.cli.remote_options import add_remote_options, host_from
from edgeviz.core.device.host import Host
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.recipe import Recipe
from edgeviz.project.hosts import save_hosts
from edgeviz.project.store import Store
from edgeviz.resources import resource
from tests.engine.remote.sshd import Server, serve


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from serve(tmp_path_factory.mktemp("ssh"))


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edgeviz.project.hosts.data_directory", lambda: tmp_path / "data")


def parsed(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("--json", action="store_true")
    add_recipe_options(parser)
    add_data_options(parser)
    add_remote_options(parser)
    return parser.parse_args(arguments)


def test_a_host_is_a_saved_device_or_an_address_and_options_come_on_top(tmp_path: Path) -> None:
    save_hosts([Host("bench", "10.0.0.7", user="me")], tmp_path / "data")
    assert host_from(parsed("m", "--host", "bench", "--python", "py")) == Host(
        "bench", "10.0.0.7", user="me", python="py"
    )
    assert host_from(parsed("m", "--host", "me@pi:2222", "--host-threads", "2")).port == 2222
    with pytest.raises(UsageError):
        host_from(parsed("m"))
    with pytest.raises(EdgeVizError, match="is no address"):
        host_from(parsed("m", "--host=-oProxyCommand=x"))


def test_a_project_is_measured_there_and_remembers_it(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = shutil.copy(resource("demo", "digits.edgeviz"), tmp_path / "one.edgeviz")
    host = server.host(sys.executable)
    options = parsed(
        str(project), "--weights", "8", "--activations", "8", "--host", host.target, "--identity", host.identity,
        "--python", host.python, "--host-threads", "1", "--json",
    )  # fmt: skip
    measure_remote(options, Console(io.StringIO()))
    shown = json.loads(capsys.readouterr().out)
    assert shown["host"]["address"] == "127.0.0.1"
    assert len(shown["evaluations"]) == 2
    with Store.open(project) as store:
        found = {one.recipe: one for one in store.evaluations(store.read().context)}
    [latency] = found[Recipe()].elsewhere.values()
    assert latency.device.startswith(host.target)
    assert "accuracy" in found[Recipe()].metrics


def test_without_json_the_device_and_the_conditions_are_shown(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save_hosts([server.host(sys.executable)], tmp_path / "data")
    project = shutil.copy(resource("demo", "digits.edgeviz"), tmp_path / "one.edgeviz")
    measure_remote(parsed(str(project), "--host", "bench"), Console(io.StringIO()))
    out = capsys.readouterr().out
    assert "● measured on bench: " in out
    assert "median of" in out
