"""edgeviz distill: a smaller network with the help of teachers, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import onnx
import pytest

from edgeviz.cli.main import main
from edgeviz.engine.train.students import graph_of
from edgeviz.resources import resource
from tests.engine.digits_model import save
from tests.engine.train.networks import convolutional

MODEL = str(resource("demo", "digits.onnx"))
SHORT = ["--epochs", "1", "--train-samples", "300", "--validation", "200"]


def run(*arguments: str, code: int = 0) -> None:
    assert main(["distill", *arguments]) == code


def last(model: onnx.ModelProto) -> list[int]:
    return [layer.channels for layer in graph_of(model).layers]


def test_half_the_width_is_taught_by_the_whole_model(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "thin.onnx"
    run(MODEL, "--width", "0.5", "--device", "toaster", "-o", str(target), *SHORT, code=2)
    assert "no device 'toaster'" in capsys.readouterr().err
    device = ("--device", "raspberry_pi_4")
    run(MODEL, "--width", "0.5", "--temperature", "3", *device, "-o", str(target), "--json", *SHORT)
    found = json.loads(capsys.readouterr().out)
    assert found["path"] == str(target) and found["steps"] == 2
    whole, thin = last(onnx.load(MODEL)), last(onnx.load(target))
    assert thin[:-1] == [max(1, round(0.5 * channels)) for channels in whole[:-1]] and thin[-1] == whole[-1] == 10
    assert len(found["before"]) == 1 and found["after"][0]["metrics"]["size"]["value"] > 0
    before, after = (found[when][0]["metrics"]["latency"] for when in ("before", "after"))
    assert before["device"] == after["device"] == "Raspberry Pi 4" and after["value"] < before["value"]
    assert not list(tmp_path.glob(".thin.training"))


def test_other_teachers_are_measured_beside_the_model_and_the_student_may_have_few_bits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    teacher = tmp_path / "teacher.onnx"
    onnx.save(onnx.load(MODEL), teacher)
    target = tmp_path / "small.onnx"
    arguments = ["--teacher", str(teacher), "--teacher", MODEL, "--method", "logits", "--synthetic", "40"]
    run(MODEL, *arguments, "--weights", "4", "--activations", "8", "-o", str(target), *SHORT)
    text = capsys.readouterr().out
    assert "teacher.onnx, teacher" in text and "digits.onnx, teacher" in text and "Float, before" in text
    assert target.exists() and "written:" in text


def test_fitnets_takes_a_pair_of_layers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layers = [layer.key for layer in graph_of(onnx.load(MODEL)).layers]
    pair = f"{layers[1]}={layers[1]}"
    hint = ["--method", "hint", "--pair", pair, "--hint-epochs", "1", "--no-reference", "--start", "random"]
    run(MODEL, "--width", "0.5", *hint, "-o", str(tmp_path / "a.onnx"), *SHORT)
    assert "4 steps" in capsys.readouterr().out
    run(MODEL, *hint[:3], "no=no", "--no-reference", "-o", str(tmp_path / "b.onnx"), *SHORT, code=1)
    assert "has no tensor 'no'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "code", "text"),
    [
        (["--method", "logits", "--alpha", "0.5"], 2, "--alpha is for --method hinton and hint"),
        (["--beta", "3"], 2, "--beta is for --method attention"),
        (["--method", "attention"], 1, "needs pairs of layers"),
        (["--alpha", "2"], 1, "share of the soft targets"),
        (["--student", "x.onnx", "--width", "0.5"], 1, "its own width and depth"),
    ],
)
def test_settings_that_do_nothing_or_are_impossible_are_refused_before_anything_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], code: int, text: str
) -> None:
    run(MODEL, *options, "-o", str(tmp_path / "a.onnx"), code=code)
    assert text in capsys.readouterr().err


def test_other_classes_are_refused_with_both_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    teacher = tmp_path / "three.onnx"
    onnx.save(convolutional(), teacher)
    run(MODEL, "--teacher", str(teacher), "-o", str(tmp_path / "a.onnx"), code=1)
    assert "three.onnx 3, digits.onnx 10" in capsys.readouterr().err


def test_a_model_without_blocks_says_that_it_cannot_be_shallower(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = save(tmp_path)
    run(plain, "--depth", "0.5", "--no-reference", "-o", str(tmp_path / "a.onnx"), *SHORT, code=1)
    assert "cannot be made shallower" in capsys.readouterr().err
