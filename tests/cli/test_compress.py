"""edgeviz compress and decompress."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from edgeviz.cli.compress import request_from
from edgeviz.cli.compress_options import add_compress_options
from edgeviz.cli.options import UsageError
from edgeviz.core.compress.request import DeepRequest
from edgeviz.core.errors import RecipeError
from edgeviz.resources import resource
from tests.cli.test_cli import ask
from tests.core.builders import residual_graph

DEMO = str(resource("demo", "digits.onnx"))
QUICK = ["--epochs", "1", "--tune-epochs", "1", "--train-samples", "300", "--validation", "200", "--batch", "64"]


def parse(*argv: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_compress_options(parser)
    return parser.parse_args([*argv, "-o", "x.edgedc"])


def test_without_options_it_is_the_default_request():
    assert request_from(parse(), residual_graph()) == DeepRequest()


def test_options_say_what_is_asked_for_and_patterns_are_layers():
    found = request_from(
        parse(
            "--conv-sparsity", "0.4", "--dense-bits", "4", "--prune", "conv*=0.3", "--prune", "conv2=0.5",
            "--bits", "fc=3", "--dense-index", "5", "--epochs", "2", "--tune-rate", "0.01", "--flip", "--no-unfold",
            "--train-seed", "4", "--balanced",
        ),
        residual_graph(),
    )  # fmt: skip
    assert dict(found.layers) == {"conv1": 0.3, "conv2": 0.5}
    assert dict(found.layer_bits) == {"fc": 3}
    assert (found.conv_sparsity, found.dense_bits, found.dense_index) == (0.4, 4, 5)
    assert (found.retrain.epochs, found.tune.rate) == (2, 0.01)
    assert found.retrain.seed == found.tune.seed == 4
    assert found.augmentation.flip and found.balanced and not found.unfold


@pytest.mark.parametrize("wrong", [["--prune", "fc"], ["--prune", "fc=much"], ["--bits", "=3"]])
def test_a_layer_needs_a_number(wrong):
    with pytest.raises(UsageError):
        request_from(parse(*wrong), residual_graph())


def test_a_layer_that_is_not_there_is_an_error():
    with pytest.raises(RecipeError, match="nothing"):
        request_from(parse("--bits", "nothing=3"), residual_graph())


@pytest.mark.parametrize(
    "argv",
    [
        ["compress", DEMO],
        ["compress", DEMO, "-o", "x.onnx"],
        ["compress", DEMO, "-o", "x.edgedc", "--conv-bits", "9"],
        ["compress", DEMO, "-o", "x.edgedc", "--dense-index", "6"],
        ["decompress", "x.edgedc"],
        ["decompress", "x.edgedc", "-o", "x.txt"],
    ],
)
def test_a_wrong_command_line_exits_with_2(capsys, argv):
    assert ask(*argv) == 2


def test_a_model_is_compressed_and_comes_back(capsys, tmp_path: Path):
    file, back = tmp_path / "demo.edgedc", tmp_path / "demo.onnx"
    assert ask("compress", DEMO, "-o", str(file), *QUICK, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["stage"] for one in found["stages"]] == ["original", "pruned", "shared", "coded"]
    assert found["file_bytes"] == file.stat().st_size < Path(DEMO).stat().st_size / 5
    assert found["agreement"]["value"] == 1.0
    assert found["evaluation"]["metrics"]["compressed"]["unit"] == "bytes"
    assert [one.name for one in tmp_path.iterdir()] == ["demo.edgedc"]

    assert ask("decompress", str(file), "-o", str(back), "--json") == 0
    assert json.loads(capsys.readouterr().out)["bytes"] == back.stat().st_size
    values = {row["key"]: row["values"] for row in found["layers"]}
    tensors = {t.name: numpy_helper.to_array(t) for t in onnx.load(back).graph.initializer}
    keys = {node.name: node.input[1] for node in onnx.load(back).graph.node if node.op_type in ("Conv", "Gemm")}
    assert {key: len(np.unique(tensors[keys[key]])) for key in values} == values

    assert ask("compress", DEMO, "-o", str(file), *QUICK) == 1
    assert "--force" in capsys.readouterr().err


def test_a_damaged_file_says_so(capsys, tmp_path: Path):
    file = tmp_path / "x.edgedc"
    file.write_bytes(b"EDGEDC\r\n" + bytes(100))
    assert ask("decompress", str(file), "-o", str(tmp_path / "x.onnx")) == 1
    assert "x.edgedc" in capsys.readouterr().err
    assert not (tmp_path / "x.onnx").exists()
