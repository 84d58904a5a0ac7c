"""Measuring over a real sshd on loopback; skipped, with the reason, where none can run."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from edgeviz.core.device.host import Host
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import Evaluation, Provenance
from edgeviz.core.recipe import Recipe
from edgeviz.engine.measure import runtime
from edgeviz.engine.remote.connection import Connection, Limits
from edgeviz.engine.remote.measure import difference, measure_there, run
from edgeviz.engine.remote.probe import run as probe
from edgeviz.jobs.context import Untracked, run_job
from edgeviz.jobs.events import Event, Finished, Result
from edgeviz.jobs.spec import JobSpec
from tests.engine.remote.models import feed, network
from tests.engine.remote.sshd import Server, known, serve

PYTHON = sys.executable
SHORT = Limits(5, 30, 30)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from serve(tmp_path_factory.mktemp("ssh"))


def error_of(host: Host) -> EdgeVizError:
    with pytest.raises(EdgeVizError) as caught:
        probe(Untracked(), host, SHORT)
    assert caught.value.remedy
    return caught.value


def test_a_model_gives_there_what_it_gives_here(server: Server) -> None:
    with Connection(server.host(PYTHON), limits=SHORT) as there:
        found = measure_there(there, network(), feed(), 0.05)
    here = runtime.run(runtime.session(network()), feed())[0]
    assert found.output is not None
    np.testing.assert_allclose(found.output.reshape(found.shape), here, rtol=1e-5, atol=1e-6)
    assert difference(found, network(), feed()) == pytest.approx(0, abs=1e-6)


def test_a_recipe_is_measured_with_the_name_of_its_device(server: Server, tmp_path: Path) -> None:
    path = tmp_path / "small.onnx"
    path.write_bytes(network())
    events: list[Event] = []
    arguments = {"host": server.host(PYTHON), "path": str(path), "data": None, "recipes": (Recipe(),)}
    run_job(JobSpec("edgeviz.engine.remote.measure:run", "Measure", arguments), events.append)
    assert isinstance(events[-1], Finished)
    [result] = [event.payload for event in events if isinstance(event, Result)]
    assert isinstance(result, Evaluation)
    assert not result.metrics and set(result.elsewhere) == {"bench"}
    assert result.elsewhere["bench"].provenance is Provenance.MEASURED
    assert result.elsewhere["bench"].device.startswith("bench: ")


def test_an_unknown_host_key_is_refused_and_never_accepted_silently(server: Server) -> None:
    file = server.folder / "known_hosts"
    kept = file.read_text()
    try:
        file.write_text("")
        assert "is not known" in error_of(server.host(PYTHON)).what
        assert file.read_text() == ""
        known(server, server.folder / "otherhost")
        error = error_of(server.host(PYTHON))
        assert "has changed" in error.what
        assert f"ssh-keygen -R '[127.0.0.1]:{server.port}'" in error.remedy
    finally:
        file.write_text(kept)


def test_a_key_that_is_not_authorized_is_refused(server: Server) -> None:
    error = error_of(server.host(PYTHON, identity=str(server.folder / "stranger")))
    assert "refused the login" in error.what


def test_nobody_there_and_no_such_name_are_told_apart(server: Server) -> None:
    assert "refuses the connection" in error_of(server.host(PYTHON, port=1)).what
    assert "not known" in error_of(server.host(PYTHON, address="no-such-host.invalid", port=0)).what


def test_what_is_missing_there_is_named(server: Server, tmp_path: Path) -> None:
    assert "There is no Python" in error_of(server.host("/nowhere/python3")).what
    assert "numpy is missing" in error_of(server.host(f"{PYTHON} -S -E")).what
    (tmp_path / "onnxruntime.py").write_text("raise ModuleNotFoundError('no', name='onnxruntime')")
    assert "onnxruntime is missing" in error_of(server.host(f"env 'PYTHONPATH={tmp_path}' {PYTHON}")).what


def test_a_python_with_spaces_and_quotes_in_its_path_is_started(server: Server, tmp_path: Path) -> None:
    folder = tmp_path / "it's a $HOME `folder`"
    folder.mkdir()
    script = folder / "python 3"
    script.write_text(f'#!/bin/sh\nexec {PYTHON} "$@"\n')
    script.chmod(0o755)
    host = server.host(shlex.quote(str(script)))
    assert probe(Untracked(), host, SHORT)["python"]


def test_a_full_disk_there_is_reported(server: Server, tmp_path: Path) -> None:
    limited = f"bash -c 'ulimit -f 64; exec \"$@\"' limited env TMPDIR={tmp_path} {PYTHON}"
    with (
        pytest.raises(EdgeVizError, match="disk of bench is full"),
        Connection(server.host(limited), limits=SHORT) as there,
    ):
        measure_there(there, network(weights=16384), feed())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("large", [True, False], ids=["while the model is sent", "while it is measured"])
def test_killing_ssh_says_that_the_connection_dropped_and_leaves_nothing(
    server: Server, tmp_path: Path, large: bool
) -> None:
    there = Connection(server.host(f"env TMPDIR={tmp_path} {PYTHON}"), limits=SHORT).__enter__()
    failed: list[EdgeVizError] = []

    def measure() -> None:
        try:
            if large:
                header = {"model": 200_000_000, "inputs": []}
                there.request(header, [b"x" * 1_000_000])  # the rest never comes
            else:
                measure_there(there, network(), feed(), budget=60, most=10**9)
        except EdgeVizError as error:
            failed.append(error)

    thread = threading.Thread(target=measure)
    thread.start()
    _until(lambda: any(tmp_path.glob("*/*/model.onnx")))
    time.sleep(0.2)
    assert there.pid is not None
    os.kill(there.pid, signal.SIGKILL)
    thread.join(20)
    there.close()
    assert "dropped" in failed[0].what
    _until(lambda: list(tmp_path.iterdir()) == [])
    _until(lambda: not Path(f"/proc/{there.environment['pid']}").exists())


def test_an_address_that_is_an_option_never_reaches_ssh(server: Server) -> None:
    with pytest.raises(EdgeVizError, match="is no address"):
        replace(server.host(PYTHON), address="-oProxyCommand=touch /tmp/x")


def test_a_private_key_that_others_can_read_is_explained(server: Server, tmp_path: Path) -> None:
    loose = tmp_path / "loose"
    shutil.copy(server.folder / "client", loose)
    loose.chmod(0o644)
    error = error_of(server.host(PYTHON, identity=str(loose)))
    assert "other people can read it" in error.what


def _until(true, seconds: float = 20) -> None:
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < seconds
        time.sleep(0.02)


def test_the_job_entry_is_found_by_name() -> None:
    assert JobSpec("edgeviz.engine.remote.measure:run", "").resolve() is run
