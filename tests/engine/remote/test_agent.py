"""The remote script over a plain pipe, as ssh would start it: no sshd is needed here."""

from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from edgeviz.core.device.host import Host
from edgeviz.core.errors import EdgeVizError
from edgeviz.engine.remote import agent
from edgeviz.engine.remote.command import remote_command
from edgeviz.engine.remote.connection import Connection, Limits
from edgeviz.engine.remote.measure import difference, measure_there
from edgeviz.jobs.context import CancelledError
from tests.engine.remote.models import feed, network

PYTHON = sys.executable
USUAL = Limits()


def connection(python: str = PYTHON, limits: Limits = USUAL, prefix: str = "", **more) -> Connection:
    host = Host("bench", "bench.invalid", python=python, threads=1)
    return Connection(host, limits=limits, command=["sh", "-c", prefix + "exec " + remote_command(host)], **more)


def error_of(python: str, prefix: str = "") -> EdgeVizError:
    with pytest.raises(EdgeVizError) as caught, connection(python, prefix=prefix) as there:
        measure_there(there, network(), feed())
    return caught.value


def left_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


def stub(folder: Path, name: str, text: str) -> str:
    """A Python command that finds ``name`` with ``text`` as its source first."""
    (folder / f"{name}.py").write_text(text)
    return f"env PYTHONPATH={folder} {PYTHON}"


def test_the_script_needs_nothing_newer_than_python_3_8() -> None:
    ast.parse(Path(agent.__file__).read_text(), feature_version=(3, 8))


def test_it_measures_and_its_outputs_are_those_of_this_machine(tmp_path: Path) -> None:
    stages: list[str] = []
    with connection(f"env TMPDIR={tmp_path} {PYTHON}") as there:
        for key in ("cpu", "cores", "python", "numpy", "onnxruntime", "memory"):
            assert there.environment[key]
        found = measure_there(there, network(), feed(), 0.05, report=lambda one: stages.append(one["stage"]))
        again = measure_there(there, network(weights=10), feed(), 0.05)
    assert difference(found, network(), feed()) == pytest.approx(0, abs=1e-6)
    assert len(found.times) >= 15
    assert found.threads == 1
    assert again.shape == (1, 10)
    assert {"receive", "load", "measure"} <= set(stages)
    assert left_in(tmp_path) == []
    metric = found.latency(there.host, 1)
    assert metric.low is not None and metric.high is not None
    assert metric.low <= metric.value <= metric.high
    assert metric.device.startswith("bench: ")
    assert "onnxruntime" in metric.device


def test_a_profile_names_the_nodes_and_fits_into_the_latency() -> None:
    with connection() as there:
        found = measure_there(there, network(), feed(), 0.05, profile=20)
    assert "dense" in {node.name for node in found.nodes} or any(node.operator for node in found.nodes)
    assert 0 < sum(node.seconds for node in found.nodes) < 0.1


def test_outputs_beyond_the_limit_come_as_their_beginning_and_a_checksum_of_all() -> None:
    model = network(weights=agent.MAX_VALUES + 5)
    with connection() as there:
        found = measure_there(there, model, feed(), 0.01)
    assert found.output is not None and found.output.size == agent.MAX_VALUES
    assert found.shape == (1, agent.MAX_VALUES + 5)
    assert len(found.sha256) == 64
    assert difference(found, model, feed()) == pytest.approx(0, abs=1e-5)


def test_a_banner_before_the_first_answer_is_skipped_even_without_a_line_end() -> None:
    with connection(prefix="echo welcome; printf 'you have mail'; ") as there:
        assert np.isfinite(measure_there(there, network(), feed(), 0.01).times).all()


def test_endless_garbage_is_refused() -> None:
    error = error_of(PYTHON, "yes; ")
    assert "not from the measuring script" in error.what


def test_missing_and_broken_modules_are_named_with_the_command_that_installs_them(tmp_path: Path) -> None:
    for name in ("numpy", "onnxruntime"):
        folder = tmp_path / name
        folder.mkdir()
        error = error_of(stub(folder, name, f"raise ModuleNotFoundError('no {name}', name='{name}')"))
        assert f"{name} is missing on bench" in error.what
        assert f"pip install --upgrade {name}" in error.remedy
    (tmp_path / "broken").mkdir()
    error = error_of(stub(tmp_path / "broken", "onnxruntime", "raise ImportError('libgomp.so.1: no such file')"))
    assert "cannot be loaded" in error.what
    assert "libgomp" in error.details


def test_no_site_packages_means_that_numpy_is_missing() -> None:
    assert "numpy is missing" in error_of(f"{PYTHON} -S -E").what


def test_an_old_python_is_named_with_its_version(tmp_path: Path) -> None:
    old = tmp_path / "python2"
    # Runs the very bootstrap, with another version than this one's.
    old.write_text(f"#!{PYTHON}\nimport sys\nsys.version_info = (3, 6, 9)\nexec(sys.argv[sys.argv.index('-c') + 1])\n")
    old.chmod(0o755)
    error = error_of(str(old))
    assert "Python 3.6 on bench is too old" in error.what


def test_no_python_and_a_python_that_fails_are_told_apart(tmp_path: Path) -> None:
    assert "There is no Python" in error_of("/nowhere/python3").what
    assert "did not start the measuring script" in error_of("false").what


def test_a_model_that_needs_a_newer_onnxruntime_says_so() -> None:
    with pytest.raises(EdgeVizError, match="too old for this model"), connection() as there:
        measure_there(there, network(opset=99, ir=99), feed())


def test_a_model_that_is_none_is_refused_by_name() -> None:
    with pytest.raises(EdgeVizError, match="refuses the model"), connection() as there:
        measure_there(there, b"no model", feed())


def test_inputs_that_do_not_fit_are_reported() -> None:
    with pytest.raises(EdgeVizError, match="could not run"), connection() as there:
        measure_there(there, network(), {"x": np.zeros((1, 3), np.float32)})


def test_a_full_disk_is_reported_and_nothing_stays(tmp_path: Path) -> None:
    # 64 blocks of 512 bytes or of 1 KB, by shell: less than the model.
    with (
        pytest.raises(EdgeVizError, match="disk of bench is full") as caught,
        connection(f"env TMPDIR={tmp_path} {PYTHON}", prefix="ulimit -f 64; ") as there,
    ):
        measure_there(there, network(weights=16384), feed())
    assert "TMPDIR" in caught.value.remedy
    assert left_in(tmp_path) == []


def test_a_connection_that_drops_in_mid_transfer_leaves_no_file(tmp_path: Path) -> None:
    host = Host("bench", "bench.invalid", python=f"env TMPDIR={tmp_path} {PYTHON}")
    there = subprocess.Popen(
        ["sh", "-c", "exec " + remote_command(host)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert there.stdin is not None and there.stdout is not None
    script = Path(agent.__file__).read_bytes()
    header = b'{"model": 50000000}'
    there.stdin.write(b"%d\n" % len(script) + script + b"%d\n" % len(header) + header + b"x" * 3_000_000)
    there.stdin.flush()
    _until(lambda: any(tmp_path.glob("*/*/model.onnx")))
    there.stdin.close()
    there.wait(10)
    there.stdout.close()
    assert left_in(tmp_path) == []


@pytest.mark.parametrize("end", ["hang-up", "end of input"])
def test_a_connection_that_drops_while_measuring_ends_the_script_and_leaves_no_file(tmp_path: Path, end: str) -> None:
    there = connection(f"env TMPDIR={tmp_path} {PYTHON}").__enter__()
    pid = there.environment["pid"]
    failed: list[BaseException] = []

    def measure() -> None:
        try:
            measure_there(there, network(), feed(), budget=60, most=10**9)
        except EdgeVizError as error:
            failed.append(error)

    thread = threading.Thread(target=measure)
    thread.start()
    _until(lambda: any(tmp_path.glob("*/*/model.onnx")))
    time.sleep(0.2)
    if end == "hang-up":
        os.kill(pid, signal.SIGHUP)
    else:
        there._process.stdin.close()
    thread.join(20)
    there.close()
    assert "dropped" in str(failed[0])
    assert left_in(tmp_path) == []
    _until(lambda: not Path(f"/proc/{pid}").exists())


def test_a_device_that_stays_silent_is_given_up(tmp_path: Path) -> None:
    silent = tmp_path / "python3"
    silent.write_text("#!/bin/sh\nexec sleep 60\n")
    silent.chmod(0o755)
    begun = time.monotonic()
    with pytest.raises(EdgeVizError, match="did not answer"), connection(str(silent), Limits(1, 0.2, 1)):
        pass
    assert time.monotonic() - begun < 30  # it sleeps for a minute


def test_a_run_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(EdgeVizError, match="while measuring"), connection(limits=Limits(run=0.5)) as there:
        measure_there(there, network(), feed(), budget=60, most=10**9)


def test_cancelling_ends_the_process_at_once() -> None:
    stop = threading.Event()

    def check() -> None:
        if stop.is_set():
            raise CancelledError

    begun = time.monotonic()
    with pytest.raises(CancelledError), connection(check=check) as there:
        threading.Timer(0.3, stop.set).start()
        begun = time.monotonic()
        measure_there(there, network(), feed(), budget=60, most=10**9)
    assert time.monotonic() - begun < 30  # it would measure for a minute
    assert there._process.poll() is not None


def test_no_ssh_client_is_said_so() -> None:
    host = Host("bench", "bench.invalid")
    with pytest.raises(EdgeVizError, match="no ssh client"), Connection(host, command=["/nowhere/ssh"]):
        pass


def _until(true, seconds: float = 20) -> None:
    begun = time.monotonic()
    while not true():
        assert time.monotonic() - begun < seconds
        time.sleep(0.02)
