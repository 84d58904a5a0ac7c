"""Evaluating recipes: every figure with where it comes from, and errors that say what to do."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import helper

from edgeviz.core.dataset import DataSpec
from edgeviz.core.export import ImportCheck
from edgeviz.core.metric import Evaluation, Provenance
from edgeviz.core.recipe import Recipe, uniform
from edgeviz.core.statistics import wilson
from edgeviz.engine import evaluate
from edgeviz.engine.session import session
from edgeviz.jobs.context import CancelledError, Context, Untracked
from edgeviz.jobs.events import Failed, Finished, Log, Progress
from tests.engine.digits_model import DATA, digits_model, events_of, results_of, save
from tests.material import MATERIAL, needs_material

ENTRY = "edgeviz.engine.evaluate:run"
KEYS = ("conv", "fc")


def evaluations(events: list) -> list[Evaluation]:  # type: ignore[type-arg]
    assert isinstance(events[-1], Finished), events[-1]
    return [r for r in results_of(events) if isinstance(r, Evaluation)]


def test_the_float_model_and_its_quantized_versions_get_all_figures(tmp_path: Path) -> None:
    recipes = [Recipe(), uniform(KEYS, 8, 8), uniform(KEYS, 2, 32)]
    events = events_of(ENTRY, path=save(tmp_path), data=DATA, recipes=recipes)
    plain, eight, two = evaluations(events)
    assert [e.recipe for e in (plain, eight, two)] == recipes
    names = {"accuracy", "agreement", "size", "latency", "activation_memory", "macs", "bops"}
    assert all(set(e.metrics) == names for e in (plain, eight, two))
    accuracy = plain.metrics["accuracy"]
    assert accuracy.value > 0.93 and accuracy.samples == 300 and accuracy.provenance is Provenance.MEASURED
    assert (accuracy.low, accuracy.high) == wilson(round(accuracy.value * 300), 300)
    assert plain.value("agreement") == 1.0
    assert (eight.value("agreement") or 0) > 0.97
    assert (eight.value("size") or 0) < (plain.value("size") or 0)
    assert plain.metrics["latency"].device and plain.metrics["latency"].date


def test_an_evaluation_says_which_samples_are_right_a_bit_for_each(tmp_path: Path) -> None:
    path = save(tmp_path)
    recipes = [Recipe(), uniform(KEYS, 2, 32)]
    plain, two = evaluations(events_of(ENTRY, path=path, data=DATA, recipes=recipes, latency=False))
    opened = session(path)
    expected = opened.predictions(opened.float_outputs(DATA)) == opened.data(DATA).validation.y
    assert plain.outcomes is not None and two.outcomes is not None
    assert plain.outcomes.correct.tolist() == expected.tolist()
    assert len(plain.outcomes.bits) == 38
    for found in (plain, two):
        assert found.outcomes is not None
        assert found.outcomes.hits / found.outcomes.samples == found.value("accuracy")
    assert plain.outcomes.data == two.outcomes.data == opened.data(DATA).validation.name
    (bare,) = evaluations(events_of(ENTRY, path=path, data=None, recipes=[Recipe()], latency=False))
    assert bare.outcomes is None


def test_the_name_of_a_split_tells_its_samples_from_others(tmp_path: Path) -> None:
    opened = session(save(tmp_path))
    split = opened.data(DATA).validation
    same = dataclasses.replace(split, x=split.x.copy())
    assert same.name == split.name and len(split.name) == 16
    other = dataclasses.replace(split, x=split.x + np.float32(1))
    assert len({split.name, other.name, opened.data(DATA).calibration.name}) == 3


def test_every_job_reports_how_far_torch_is_from_onnxruntime(tmp_path: Path) -> None:
    path = save(tmp_path)
    first = results_of(events_of(ENTRY, path=path, data=DATA, recipes=[Recipe()], latency=False))
    assert isinstance(first[0], ImportCheck) and first[0].passed and first[0].samples == 16
    second = results_of(events_of(ENTRY, path=path, data=None, recipes=[Recipe()], latency=False))
    assert second[0] == first[0], "made once and kept"


def test_the_size_is_that_of_the_exported_file(tmp_path: Path) -> None:
    path = save(tmp_path)
    recipe = uniform(KEYS, 4, 8)
    (found,) = evaluations(events_of(ENTRY, path=path, data=DATA, recipes=[recipe], latency=False))
    report = events_of(
        "edgeviz.engine.export.job:run", path=path, data=DATA, recipe=recipe, target=str(tmp_path / "out.onnx")
    )[-1]
    assert isinstance(report, Finished)
    assert found.value("size") == report.payload.bytes == (tmp_path / "out.onnx").stat().st_size


def test_without_data_there_are_size_latency_and_cost_but_no_accuracy(tmp_path: Path) -> None:
    (found,) = evaluations(events_of(ENTRY, path=save(tmp_path), data=None, recipes=[uniform(KEYS, 8, 8)]))
    assert set(found.metrics) == {"size", "latency", "activation_memory", "macs", "bops"}
    with_data = evaluations(events_of(ENTRY, path=save(tmp_path), data=DATA, recipes=[uniform(KEYS, 8, 8)]))
    assert found.value("size") == with_data[0].value("size")


def test_a_batch_fixed_at_one_is_widened_where_the_network_allows(tmp_path: Path) -> None:
    path = save(tmp_path, batch=1)
    (fixed,) = evaluations(events_of(ENTRY, path=path, data=DATA, recipes=[Recipe()], latency=True))
    opened = session(path)
    assert opened.fixed_batch == 1 and opened.batch(np.zeros((4, 1, 8, 8), np.float32)) > 1
    assert (fixed.value("accuracy") or 0) > 0.93


def test_a_network_that_depends_on_its_fixed_batch_is_run_with_it(tmp_path: Path) -> None:
    model = onnx.ModelProto()
    model.CopyFrom(digits_model(batch=7))
    flatten = model.graph.node[2]
    flatten.op_type = "Reshape"
    flatten.input.append("shape")
    model.graph.initializer.append(onnx.numpy_helper.from_array(np.array([7, 384]), "shape"))
    onnx.save(model, tmp_path / "seven.onnx")
    (found,) = evaluations(
        events_of(ENTRY, path=str(tmp_path / "seven.onnx"), data=DATA, recipes=[uniform(KEYS, 8, 8)])
    )
    assert (found.value("accuracy") or 0) > 0.92 and found.metrics["accuracy"].samples == 300


def test_results_that_exist_are_kept_when_the_job_is_cancelled(tmp_path: Path) -> None:
    found: list[object] = []
    context = Context("test", found.append, lambda: any(isinstance(r, Evaluation) for r in results_of(found)))  # type: ignore[arg-type]
    with pytest.raises(CancelledError):
        evaluate.run(context, save(tmp_path), DATA, [uniform(KEYS, b, 8) for b in (8, 4, 2)], latency=False)
    assert sum(isinstance(r, Evaluation) for r in results_of(found)) == 1  # type: ignore[arg-type]


def test_cancelling_takes_effect_within_a_batch(tmp_path: Path) -> None:
    path = save(tmp_path)
    evaluate.run(Untracked(), path, DATA, [Recipe()], latency=False)
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 4

    with pytest.raises(CancelledError):
        evaluate.run(Context("test", lambda e: None, cancelled), path, DATA, [uniform(KEYS, 8, 8)], latency=False)
    assert asked == 5


def test_progress_ends_at_its_total(tmp_path: Path) -> None:
    events = events_of(ENTRY, path=save(tmp_path), data=DATA, recipes=[Recipe(), uniform(KEYS, 8, 8)])
    last = [e for e in events if isinstance(e, Progress)][-1]
    assert last.total is not None and last.done == last.total


def test_data_that_does_not_fit_the_model_fails_before_anything_is_computed(tmp_path: Path) -> None:
    wrong = dataclasses.replace(DATA, resize=(9, 9))
    end = events_of(ENTRY, path=save(tmp_path), data=wrong, recipes=[Recipe()])[-1]
    assert isinstance(end, Failed) and end.remedy and "EdgeViz" not in end.remedy


def test_an_unknown_layer_is_named(tmp_path: Path) -> None:
    end = events_of(ENTRY, path=save(tmp_path), data=DATA, recipes=[uniform(["nowhere"], 8, 8)])[-1]
    assert isinstance(end, Failed) and "nowhere" in end.what


def test_a_model_with_a_missing_operator_still_has_a_size(tmp_path: Path) -> None:
    model = onnx.ModelProto()
    model.CopyFrom(digits_model())
    model.graph.node[1].op_type, model.graph.node[1].domain = "Mystery", "some.where"
    model.opset_import.append(helper.make_opsetid("some.where", 1))
    onnx.save(model, tmp_path / "mystery.onnx")
    path = str(tmp_path / "mystery.onnx")
    end = events_of(ENTRY, path=path, data=DATA, recipes=[Recipe()])[-1]
    assert isinstance(end, Failed) and "Mystery" in end.what
    events = events_of(ENTRY, path=path, data=None, recipes=[uniform(KEYS, 4, 8)])
    (found,) = evaluations(events)
    assert "size" in found.metrics and "latency" not in found.metrics
    assert any(isinstance(e, Log) and "No latency" in e.text for e in events)


def test_a_model_file_that_changed_is_read_again(tmp_path: Path) -> None:
    path = save(tmp_path)
    first = session(path)
    assert session(path) is first
    save(tmp_path, batch=1)
    assert session(path) is not first


RESNET = DataSpec(
    source="npz",
    path=str(MATERIAL / "data" / "cifar10_dev.npz"),
    scale=1 / 255,
    mean=(0.485, 0.456, 0.406),
    std=(0.229, 0.224, 0.225),
    validation=2000,
)


@needs_material
def test_resnet20_reads_as_published_and_degrades_as_it_must() -> None:
    path = str(MATERIAL / "models" / "cifar_resnet20.onnx")
    keys = [layer.key for layer in session(path).graph.layers]
    recipes = [Recipe(), *(uniform(keys, bits, 32) for bits in (8, 4, 3, 2, 1)), uniform(keys, 8, 8)]
    found = evaluations(events_of(ENTRY, path=path, data=RESNET, recipes=recipes, latency=False))
    plain, eight, four, three, two, one, both = (e.value("accuracy") or 0 for e in found)
    assert plain == 0.914
    assert abs(eight - plain) < 0.005 and abs(both - plain) < 0.01
    assert 0.88 < four < 0.91 and 0.68 < three < 0.78
    assert two < 0.2 and one < 0.2
