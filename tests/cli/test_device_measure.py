"""edgeviz device measure: the kernels that really run, in a table and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from edgeviz.cli.main import main
from edgeviz.core.layer_profile import profile_from_json
from edgeviz.resources import resource
from tests.engine.digits_model import save

DEMO = str(resource("demo", "digits.onnx"))
SHORT = ["--budget", "0.02"]


def test_weights_alone_save_size_and_not_time_and_the_table_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["device", "measure", DEMO, "--weights", "4", "--activations", "32", "--layers", *SHORT]) == 0
    out = capsys.readouterr().out
    line = next(line for line in out.splitlines() if line.startswith("block1.body.conv1.conv "))
    assert "FP32" in line and "unpacks" in line and " 4 " in line
    assert "W4 here saves size, not time: 12 of 12 layers" in out
    assert "with the profiler" in out and "onnxruntime" in out and "1 thread" in out


def test_integers_on_both_sides_run_as_integer_kernels(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["device", "measure", DEMO, "--json", "--threads", "2", "--batch", "3", *SHORT]) == 0
    found = profile_from_json(json.loads(capsys.readouterr().out))
    assert {kernel.computes for kernel in found.kernels} == {"INT8"}
    assert {kernel.kernel for kernel in found.kernels} == {"QLinearConv", "QGemm"}
    assert (found.environment.threads, found.environment.batch) == (2, 3)


def test_without_layers_only_the_operators_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["device", "measure", DEMO, *SHORT]) == 0
    out = capsys.readouterr().out
    assert "QLinearConv" in out and "block1.body.conv1.conv" not in out and "saves size" not in out


@pytest.mark.parametrize(("wrong", "says"), [(["--threads", "999"], "999 threads"), (["--budget", "nan"], "seconds")])
def test_options_that_cannot_be_are_refused(wrong: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["device", "measure", DEMO, *wrong]) == 1
    assert says in capsys.readouterr().err


def test_a_batch_that_the_file_does_not_take_is_refused_with_the_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = save(tmp_path, batch=1)
    assert main(["device", "measure", path, "--batch", "4", *SHORT]) == 1
    err = capsys.readouterr().err
    assert "takes 1 sample at a time, not 4" in err and "free batch" in err


def test_evaluate_times_with_the_threads_and_the_batch_that_are_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    timing = ["--threads", "2", "--batch", "3", *SHORT]
    assert main(["evaluate", DEMO, "--no-reference", "--validation", "64", "--json", *timing]) == 0
    (found,) = json.loads(capsys.readouterr().out)["evaluations"]
    latency = found["metrics"]["latency"]
    assert "2 threads" in latency["device"] and latency["note"].startswith("batch 3, ")
