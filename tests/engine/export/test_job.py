"""Exporting: the file appears whole, is proven in onnxruntime, and carries its recipe beside it."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import onnx
import pytest

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError, ModelError
from edgeviz.core.recipe import Recipe, Repairs, uniform
from edgeviz.engine.export import job
from edgeviz.jobs.context import Untracked
from tests.engine.digits_model import DATA, save

KEYS = ("conv", "fc")


def test_the_report_shows_simulated_and_exported_accuracy_and_their_agreement(tmp_path: Path) -> None:
    target = tmp_path / "small.onnx"
    report = job.run(Untracked(), save(tmp_path), DATA, uniform(KEYS, 8, 8), str(target))
    assert report.simulated is not None and report.exported is not None and report.agreement is not None
    assert report.simulated.value > 0.93
    assert abs(report.exported.value - report.simulated.value) <= 1 / 300
    assert report.agreement.value > 0.99 and report.samples == 300
    assert report.max_difference is not None and report.max_difference < 0.5
    assert report.bytes == target.stat().st_size and report.opset == 17
    onnx.checker.check_model(str(target), full_check=True)


def test_the_recipe_beside_the_file_says_where_it_comes_from(tmp_path: Path) -> None:
    path = save(tmp_path)
    recipe = uniform(KEYS, 4, 8)
    report = job.run(Untracked(), path, DATA, recipe, str(tmp_path / "small.onnx"))
    assert report.recipe_path == str(tmp_path / "small.recipe.json")
    value = json.loads(Path(report.recipe_path).read_text())
    assert Recipe.from_json(json.dumps(value["recipe"])) == recipe and value["recipe_hash"] == recipe.hash
    assert value["model"] == {"name": "digits.onnx", "sha256": hashlib.sha256(Path(path).read_bytes()).hexdigest()}
    assert value["exported"]["sha256"] == hashlib.sha256(Path(report.path).read_bytes()).hexdigest()
    assert DataSpec.from_json(value["data"]) == DATA
    assert value["expected_accuracy"]["value"] == report.simulated.value  # type: ignore[union-attr]


def test_widths_that_onnx_does_not_have_are_reported(tmp_path: Path) -> None:
    report = job.run(Untracked(), save(tmp_path), DATA, uniform(KEYS, 3, 6), str(tmp_path / "small.onnx"))
    text = " ".join(report.warnings)
    assert "3-bit weights are stored as 4-bit integers" in text
    assert "6 bits are 8-bit integers clipped" in text


def test_weight_only_quantization_is_said_to_bring_no_speed(tmp_path: Path) -> None:
    report = job.run(Untracked(), save(tmp_path), DATA, uniform(KEYS, 4, 32), str(tmp_path / "small.onnx"))
    assert any("compute in float" in warning for warning in report.warnings)


def test_weights_can_be_exported_without_data_but_activations_cannot(tmp_path: Path) -> None:
    path, target = save(tmp_path), tmp_path / "small.onnx"
    report = job.run(Untracked(), path, None, uniform(KEYS, 4, 32), str(target))
    assert target.exists() and report.exported is None and report.samples == 0
    target.unlink()
    with pytest.raises(DataError, match="ranges need data"):
        job.run(Untracked(), path, None, uniform(KEYS, 8, 8), str(target))
    assert not target.exists()


def test_the_open_model_is_never_overwritten(tmp_path: Path) -> None:
    path = save(tmp_path)
    before = Path(path).read_bytes()
    with pytest.raises(ModelError, match="is the model that is open"):
        job.run(Untracked(), path, DATA, uniform(KEYS, 8, 8), path)
    assert Path(path).read_bytes() == before


def test_the_weights_of_the_open_model_are_never_overwritten(tmp_path: Path) -> None:
    """They may lie in a file of their own, of any name."""
    whole, path = onnx.load(save(tmp_path)), tmp_path / "apart.onnx"
    onnx.save_model(whole, path, save_as_external_data=True, location="weights.onnx", size_threshold=0)
    before = (tmp_path / "weights.onnx").read_bytes()
    with pytest.raises(ModelError, match="a part of it"):
        job.run(Untracked(), str(path), DATA, uniform(KEYS, 8, 8), str(tmp_path / "weights.onnx"))
    (tmp_path / "link.onnx").symlink_to("weights.onnx")
    with pytest.raises(ModelError, match="a part of it"):
        job.run(Untracked(), str(path), DATA, uniform(KEYS, 8, 8), str(tmp_path / "link.onnx"))
    assert (tmp_path / "weights.onnx").read_bytes() == before


def test_a_pipe_or_a_folder_in_the_place_of_either_file_is_refused_and_left(tmp_path: Path) -> None:
    path = save(tmp_path)
    os.mkfifo(tmp_path / "pipe.onnx")
    (tmp_path / "a.recipe.json").mkdir()
    for name, text in (("pipe.onnx", "device or pipe"), ("a.onnx", "a.recipe.json is a folder")):
        with pytest.raises(ModelError, match=text):
            job.run(Untracked(), path, DATA, uniform(KEYS, 8, 8), str(tmp_path / name))
    assert (tmp_path / "pipe.onnx").is_fifo() and not (tmp_path / "a.onnx").exists()


def test_a_model_whose_file_name_is_no_text_is_exported(tmp_path: Path) -> None:
    path = Path(save(tmp_path)).rename(tmp_path / "caf\udce9.onnx")
    report = job.run(Untracked(), str(path), None, uniform(KEYS, 4, 32), str(tmp_path / "out.onnx"))
    assert json.loads(Path(report.recipe_path).read_text())["model"]["name"] == path.name


def test_a_cancelled_write_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cancel(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", cancel)
    with pytest.raises(KeyboardInterrupt):
        job.write_atomically(tmp_path / "a.onnx", b"x")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["model.tflite", "missing/model.onnx"])
def test_a_target_that_cannot_be_is_refused_before_any_work(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelError):
        job.run(Untracked(), save(tmp_path), DATA, uniform(KEYS, 8, 8), str(tmp_path / name))


def test_a_full_disk_leaves_what_was_there_and_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, target = save(tmp_path), tmp_path / "small.onnx"
    target.write_bytes(b"before")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ModelError, match="No space left") as caught:
        job.run(Untracked(), path, DATA, uniform(KEYS, 8, 8), str(target))
    assert "free some space" in caught.value.remedy
    assert target.read_bytes() == b"before"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["digits.onnx", "small.onnx"]


def test_a_file_that_onnxruntime_refuses_is_reported_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise ModelError("onnxruntime refuses it.", "", "reason")

    monkeypatch.setattr("edgeviz.engine.measure.runtime.session", refuse)
    report = job.run(Untracked(), save(tmp_path), DATA, uniform(KEYS, 8, 8), str(tmp_path / "small.onnx"))
    assert report.exported is None and any("refuses it. reason" in warning for warning in report.warnings)


def test_exporting_twice_gives_the_same_model_bytes(tmp_path: Path) -> None:
    path = save(tmp_path)
    one, two = tmp_path / "one.onnx", tmp_path / "two.onnx"
    for target in (one, two):
        job.run(Untracked(), path, DATA, uniform(KEYS, 4, 8), str(target))
    assert one.read_bytes() == two.read_bytes()


def test_the_notes_say_which_repairs_were_done_and_where_they_were_not(tmp_path: Path) -> None:
    repairs = Repairs(equalize=True, correct_bias=True, adaround=50)
    recipe = replace(uniform(KEYS, 4, 8), repairs=repairs)
    target = tmp_path / "repaired.onnx"
    report = job.run(Untracked(), save(tmp_path), DATA, recipe, str(target))
    said = "\n".join(report.warnings)
    for text in ("Cross-layer equalization: 1 pair", "Bias correction: 2 layers", "AdaRound: 2 layers"):
        assert text in said
    assert report.simulated is not None and report.exported is not None and report.agreement is not None
    assert abs(report.exported.value - report.simulated.value) <= 1 / 300 and report.agreement.value > 0.99
    beside = Recipe.from_json(target.with_suffix(".recipe.json").read_text())
    assert beside == recipe


def test_repairs_that_look_at_data_need_some(tmp_path: Path) -> None:
    model, target = save(tmp_path), str(tmp_path / "small.onnx")
    recipe = uniform(KEYS, 4, 32)
    job.run(Untracked(), model, None, replace(recipe, repairs=Repairs(equalize=True)), target)
    with pytest.raises(DataError, match="repairs"):
        job.run(Untracked(), model, None, replace(recipe, repairs=Repairs(correct_bias=True)), target)
