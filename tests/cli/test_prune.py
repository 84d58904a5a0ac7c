"""edgeviz prune: from options to a pruned file, and the table of what layers bear."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from edgeviz.cli.options import UsageError
from edgeviz.cli.prune import add_prune_options, pruning_from, sensitivity_text
from edgeviz.core.errors import RecipeError
from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.prune_sensitivity import PruneCell, PruneSensitivity
from edgeviz.core.train_request import Pruning, Scope, Score, Structure
from edgeviz.resources import resource
from tests.cli.test_cli import QUICK, ask

DEMO = str(resource("demo", "digits.onnx"))
SHORT = [*QUICK, "--epochs", "1", "--batch", "64", "--train-samples", "192", "--no-reference"]
GRAPH = ModelGraph(
    "m", "onnx", ("x",), ("y",), (), {},
    tuple(Layer(key, key, "Conv", "Conv", f"{key}.w", (8, 4, 3, 3), 0, "x", "y") for key in ("a.0", "a.1", "b")),
)  # fmt: skip


def pruning(*argv: str) -> Pruning:
    parser = argparse.ArgumentParser()
    add_prune_options(parser)
    return pruning_from(parser.parse_args(argv), GRAPH)


def test_options_come_to_a_pruning() -> None:
    assert pruning() == Pruning()
    assert pruning("--n-of-m", "1:4") == Pruning(Structure.N_OF_M, keep=1, of=4)
    assert pruning("--structure", "channels", "--scope", "layer", "--sparsity", "0.3") == Pruning(
        Structure.CHANNELS, Scope.LAYER, 0.3
    )
    found = pruning("--share", "a.*=0.2", "--share", "a.1=0.4", "--spare", "b", "--ramp", "0.5", "--score", "magnitude")
    assert found == Pruning(layers=(("a.0", 0.2), ("a.1", 0.4)), spare=("b",), ramp=0.5, score=Score.MAGNITUDE)


@pytest.mark.parametrize(
    "argv",
    [
        ("--n-of-m", "2:4", "--structure", "weights"),
        ("--n-of-m", "2:4", "--sparsity", "0.5"),
        ("--structure", "channels", "--ramp", "0.5"),
        ("--scope", "layer", "--score", "lamp"),
        ("--share", "a.0"),
        ("--share", "a.0=much"),
        ("--share", "a.0=1.5"),
    ],
)
def test_an_option_that_would_do_nothing_is_refused(argv: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        pruning(*argv)


def test_layers_that_are_not_there_are_named_with_those_that_are() -> None:
    with pytest.raises(RecipeError, match=r"'c'.*a\.0, a\.1, b"):
        pruning("--spare", "c")


def weights(path: Path) -> dict[str, np.ndarray]:
    found = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(path).graph.initializer}
    return {name: array for name, array in found.items() if array.ndim > 1}


def test_weights_are_pruned_and_retrained_into_a_file_of_their_own(tmp_path: Path, capsys) -> None:
    target = tmp_path / "pruned.onnx"
    assert ask("prune", DEMO, "--sparsity", "0.75", "--ramp", "0.3", *SHORT, "--output", str(target), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["sparsity"] == pytest.approx(0.75, abs=1e-3)
    arrays = weights(target)
    zeros = sum(int((array == 0).sum()) for array in arrays.values())
    assert zeros / sum(array.size for array in arrays.values()) == pytest.approx(0.75, abs=1e-2)
    assert ask("prune", DEMO, *SHORT, "--output", str(target)) == 1  # it is there already


def test_without_an_epoch_weights_are_pruned_and_nothing_is_trained(tmp_path: Path, capsys) -> None:
    target = str(tmp_path / "pruned.onnx")
    arguments = ["--sparsity", "0.5", "--epochs", "0", "--no-reference", "--output", target]
    assert ask("prune", DEMO, *QUICK, *arguments, "--json") == 0
    value = json.loads(capsys.readouterr().out)
    assert value["steps"] == 0 and value["held_out_accuracies"] == []
    assert value["sparsity"] == pytest.approx(0.5, abs=0.01)
    assert ask("qat", DEMO, *QUICK, "--epochs", "0", "--output", str(tmp_path / "q.onnx")) == 1
    assert "only pruning" in capsys.readouterr().err


def test_channels_are_cut_and_the_file_is_smaller_and_says_what_that_is_worth(tmp_path: Path, capsys) -> None:
    target = tmp_path / "pruned.onnx"
    arguments = ["--structure", "channels", "--scope", "layer", "--sparsity", "0.5", "--output", str(target)]
    assert ask("prune", DEMO, *SHORT, *arguments) == 0
    assert "smaller and faster" in capsys.readouterr().out
    assert target.stat().st_size < 0.6 * Path(DEMO).stat().st_size


def test_what_layers_bear_is_a_table_and_writes_no_model(tmp_path: Path, capsys) -> None:
    assert ask("prune", DEMO, "--sensitivity", "0.5,0.9", "--samples", "32", *QUICK, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert {cell["sparsity"] for cell in found["cells"]} == {0.5, 0.9} and found["samples"] == 32
    assert ask("prune", DEMO, "--sensitivity", "0.5", "--structure", "channels", "--samples", "32", *QUICK) == 0
    assert "bears" in capsys.readouterr().out
    assert ask("prune", DEMO, "--sensitivity", "--output", str(tmp_path / "x.onnx")) == 2
    assert ask("prune", DEMO) == 2
    assert ask("prune", DEMO, "--sensitivity", "--structure", "n_of_m", *QUICK) == 1


def test_a_project_keeps_the_table_and_asks_for_nothing_twice(tmp_path: Path, capsys, monkeypatch) -> None:
    from edgeviz.engine.compress import sensitivity
    from edgeviz.engine.load.open import open_model
    from edgeviz.project.store import ModelRecord, Project, Store

    path = str(tmp_path / "p.edgeviz")
    with Store.create(path) as store:
        store.write(Project(model=ModelRecord.of(DEMO, open_model(DEMO))))
    arguments = ["prune", path, "--sensitivity", "0.5,0.9", "--samples", "32", *QUICK, "--json"]
    assert ask(*arguments) == 0
    first = json.loads(capsys.readouterr().out)
    monkeypatch.setattr(sensitivity, "Cuts", None)  # nothing is measured again
    assert ask(*arguments) == 0
    again = json.loads(capsys.readouterr().out)
    assert sorted(again["cells"], key=str) == sorted(first["cells"], key=str)


def test_weights_that_have_no_zero_are_refused_before_anything_runs(tmp_path: Path, capsys) -> None:
    assert ask("prune", DEMO, "--weights", "1", *SHORT, "--output", str(tmp_path / "x.onnx")) == 1
    assert "no zero" in capsys.readouterr().err


def test_the_table_names_groups_and_the_largest_share_that_is_borne() -> None:
    cells = [PruneCell(("a", "b"), s, 0.1, 0.1, change, 100, 9) for s, change in ((0.3, 0.0), (0.5, -0.2))]
    text = sensitivity_text(PruneSensitivity(Structure.CHANNELS, 100).with_cells(cells))
    assert "a and 1 more" in text and "30 %" in text and "-20.0" in text
