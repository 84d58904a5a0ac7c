"""The sensitivity job: the same numbers as full evaluations, whatever the order, the batches and the interruptions."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
import torch
from onnx import helper, numpy_helper

from edgeviz.core.dataset import DataSpec
from edgeviz.core.points import quant_points
from edgeviz.core.presets import uniform_recipe
from edgeviz.core.recipe import Calibration, uniform
from edgeviz.core.sensitivity import Cell, Method, Part, Sensitivity
from edgeviz.core.spec import Granularity, activation_spec, weight_spec
from edgeviz.engine import sensitivity
from edgeviz.engine.sense import measured
from edgeviz.engine.sense.cut import Cuts, weight_branch
from edgeviz.engine.sense.tables import Tables
from edgeviz.engine.session import session
from edgeviz.jobs.context import CancelledError, Context, Untracked
from edgeviz.jobs.events import Failed, Finished, Progress
from edgeviz.resources import resource
from tests.engine.digits_model import DATA, digits_model, events_of, results_of, save
from tests.engine.export.networks import NETWORKS, network, samples
from tests.engine.plain_sensitivity import plain_loop, points_of
from tests.material import MATERIAL, needs_material

ENTRY = "edgeviz.engine.sensitivity:run"
SPLIT = DataSpec(validation=90, calibration=40)


def cells_of(events: list[Any]) -> list[Cell]:
    assert isinstance(events[-1], Finished), events[-1]
    found = results_of(events)
    assert all(isinstance(cell, Cell) for cell in found)
    return found  # type: ignore[return-value]


def measure(path: str, data: DataSpec, **settings: Any) -> Sensitivity:
    return sensitivity.run(Untracked(), path, data, Method.MEASURED, **settings)


def close(found: Sensitivity, expected: Any) -> None:
    assert found.cells.keys() == expected.keys()
    for key, (kl, loss, hits) in expected.items():
        cell = found.cells[key]
        assert cell.loss == pytest.approx(kl, rel=1e-3, abs=1e-7), key
        assert cell.loss_change == pytest.approx(loss, rel=1e-3, abs=1e-5), key
        assert cell.accuracy_change == pytest.approx(hits, abs=1e-9), key


def network_data(tmp_path: Path, name: str) -> tuple[str, DataSpec]:
    onnx.save(network(name), tmp_path / "model.onnx")
    x = samples(name, 120)
    classes = session(tmp_path / "model.onnx").module(torch.from_numpy(x)).shape[1]
    layout = "NCHW" if x.ndim == 4 else "none"
    stored = x.transpose(0, 2, 3, 1) if x.ndim == 4 else x
    np.savez(tmp_path / "data.npz", x=stored, y=np.arange(len(x)) % classes)
    data = DataSpec(source="npz", path=str(tmp_path / "data.npz"), layout=layout, calibration=30, validation=50)
    return str(tmp_path / "model.onnx"), data


# ---- measured ----


def test_measured_cells_of_the_demo_are_those_of_full_evaluations() -> None:
    path, data = str(resource("demo", "digits.onnx")), DataSpec(calibration=40, validation=90)
    found = measure(path, data)
    layers = session(path).graph.layers
    assert len(found.cells) == len(layers) * 5 + sum(bool(layer.input) for layer in layers) * 3
    close(found, plain_loop(session(path), data, 90, list(found.cells)))
    assert found.samples == 90 and all(cell.samples == 90 for cell in found.cells.values())


@pytest.mark.parametrize("name", sorted(NETWORKS.keys() - {"recurrent"}))
def test_measured_cells_of_branching_networks_are_those_of_full_evaluations(tmp_path: Path, name: str) -> None:
    path, data = network_data(tmp_path, name)
    found = measure(path, data, weight_bits=(8, 3), activation_bits=(6, 4))
    assert {key[0] for key in found.cells} == {layer.key for layer in session(path).graph.layers}
    close(found, plain_loop(session(path), data, 50, list(found.cells)))


def test_a_model_that_ends_in_softmax_is_measured_in_probabilities(tmp_path: Path) -> None:
    model = onnx.ModelProto()
    model.CopyFrom(digits_model())
    model.graph.node[-1].output[0] = "logits"
    model.graph.node.append(helper.make_node("Softmax", ["logits"], ["y"], name="softmax"))
    onnx.save(model, tmp_path / "soft.onnx")
    soft = measure(str(tmp_path / "soft.onnx"), DATA, samples=100, weight_bits=(4, 2))
    plain = measure(save(tmp_path), DATA, samples=100, weight_bits=(4, 2))
    for key, cell in plain.cells.items():
        if key[:2] == ("fc", Part.ACTIVATION):  # its output is quantized for the Softmax, and stays float without
            continue
        assert soft.cells[key].loss == pytest.approx(cell.loss, rel=1e-3, abs=1e-6)
        assert soft.cells[key].accuracy_change == cell.accuracy_change
    close(soft, plain_loop(session(tmp_path / "soft.onnx"), DATA, 100, list(soft.cells), softmax=True))


def test_a_network_that_depends_on_its_fixed_batch_is_measured_with_it(tmp_path: Path) -> None:
    model = onnx.ModelProto()
    model.CopyFrom(digits_model(batch=7))
    flatten = model.graph.node[2]
    flatten.op_type = "Reshape"
    flatten.input.append("shape")
    model.graph.initializer.append(numpy_helper.from_array(np.array([7, 384]), "shape"))
    onnx.save(model, tmp_path / "seven.onnx")
    path = str(tmp_path / "seven.onnx")
    found = measure(path, DATA, samples=40, weight_bits=(3,))
    assert session(path).batch(np.zeros((4, 1, 8, 8), np.float32)) == 7
    close(found, plain_loop(session(path), DATA, 40, list(found.cells)))
    fisher = sensitivity.run(Untracked(), path, DATA, Method.FISHER, samples=40)
    free = sensitivity.run(Untracked(), save(tmp_path), DATA, Method.FISHER, samples=40)
    for key, cell in free.cells.items():
        assert fisher.cells[key].loss == pytest.approx(cell.loss, rel=0.8)


def test_layers_that_share_a_weight_are_quantized_together_and_share_the_loss(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    nodes = [
        helper.make_node("MatMul", ["x", "w"], ["a"], name="first"),
        helper.make_node("Relu", ["a"], ["r"], name="relu"),
        helper.make_node("MatMul", ["r", "w"], ["y"], name="second"),
    ]
    value = helper.make_tensor_value_info
    weights = [numpy_helper.from_array(rng.normal(size=(6, 6)).astype(np.float32), "w")]
    graph = helper.make_graph(nodes, "tied", [value("x", 1, ["N", 6])], [value("y", 1, ["N", 6])], weights)
    onnx.save(helper.make_model(graph, ir_version=8, opset_imports=[helper.make_opsetid("", 17)]), tmp_path / "t.onnx")
    x = rng.normal(size=(80, 6)).astype(np.float32)
    np.savez(tmp_path / "d.npz", x=x, y=np.arange(80) % 6)
    data = DataSpec(source="npz", path=str(tmp_path / "d.npz"), layout="none", calibration=20, validation=40)
    path = str(tmp_path / "t.onnx")
    found = measure(path, data, weight_bits=(3,), activation_bits=())
    expected = plain_loop(session(path), data, 40, list(found.cells))
    assert len(found.cells) == 2
    assert sum(cell.loss for cell in found.cells.values()) == pytest.approx(next(iter(expected.values()))[0], rel=1e-4)
    once = sensitivity.run(Untracked(), path, data, Method.SQNR, weight_bits=(3,))
    assert len({cell.loss for cell in once.cells.values()}) == 1


@pytest.mark.parametrize("name", sorted(NETWORKS))
def test_every_quantizer_of_a_full_recipe_belongs_to_exactly_one_layer(tmp_path: Path, name: str) -> None:
    onnx.save(network(name), tmp_path / "model.onnx")
    opened = session(tmp_path / "model.onnx")
    tables = Tables(opened, weight_spec(8), activation_spec(8), (8,), (8,), Calibration())
    counted = [(p.tensor, c) for points in tables.points.values() for p in points for c in p.consumers]
    whole = quant_points(opened.graph, uniform_recipe(opened.graph, 8, 8))
    assert len(counted) == len(set(counted)) and set(counted) == {(p.tensor, c) for p in whole for c in p.consumers}
    for layer in opened.graph.layers:
        assert {(p.tensor, p.consumers) for p in tables.points.get(layer.key, ())} == {
            (p.tensor, p.consumers) for p in points_of(opened, layer.key, 4)
        }


# ---- anytime ----


def test_every_pair_has_a_cell_early_and_better_ones_later(tmp_path: Path) -> None:
    found = cells_of(events_of(ENTRY, path=save(tmp_path), data=DATA, method=Method.MEASURED, samples=100))
    assert {c.samples for c in found} == {16, 32, 64, 100}
    first = found[: 2 * 8]
    assert {c.samples for c in first} == {16} and len({c.key for c in first}) == 16
    weights, activations = ([c.bits for c in first if c.part is part] for part in Part)
    assert weights == [4, 4, 2, 2, 8, 8, 3, 3, 6, 6] and activations == [4, 4, 8, 8, 6, 6]


def test_a_cancelled_run_keeps_its_cells_and_the_next_one_continues_them(tmp_path: Path) -> None:
    path = save(tmp_path)
    events: list[Any] = []
    context = Context("test", events.append, lambda: len(results_of(events)) >= 20)
    with pytest.raises(CancelledError):
        sensitivity.run(context, path, DATA, Method.MEASURED, samples=100)
    kept = Sensitivity(Method.MEASURED).with_cells(results_of(events))  # type: ignore[arg-type]
    assert len(results_of(events)) == 20 and {c.samples for c in kept.cells.values()} == {16, 32}
    rest: list[Any] = []
    resumed = sensitivity.run(
        Context("r", rest.append, lambda: False), path, DATA, Method.MEASURED, samples=100, known=kept
    )
    assert {c.samples for c in results_of(rest)} == {32, 64, 100}  # type: ignore[attr-defined]
    whole = measure(path, DATA, samples=100)
    for key, cell in whole.cells.items():
        assert resumed.cells[key].samples == 100
        assert resumed.cells[key].loss == pytest.approx(cell.loss, rel=1e-4, abs=1e-9)
        assert resumed.cells[key].accuracy_change == pytest.approx(cell.accuracy_change, abs=1e-9)


def test_a_complete_table_is_not_computed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(tmp_path)
    for method in Method:
        known = sensitivity.run(Untracked(), path, DATA, method, samples=50)
        events = events_of(ENTRY, path=path, data=DATA, method=method, samples=50, known=known)
        assert cells_of(events) == [] and events[-1].payload.cells == known.cells
        wider = events_of(
            ENTRY, path=path, data=DATA, method=method, samples=50, known=known, weight_bits=(8, 5), activation_bits=()
        )
        assert ("fc", Part.WEIGHT, 5) in {c.key for c in cells_of(wider)}


def test_a_table_of_another_method_or_with_other_settings_is_passed_over(tmp_path: Path) -> None:
    path = save(tmp_path)
    known = measure(path, DATA, samples=50, weight_bits=(4,), activation_bits=())
    tensor = weight_spec(8, granularity=Granularity.TENSOR)
    other = measure(path, DATA, samples=50, weight_bits=(4,), activation_bits=(), known=known, weight=tensor)
    key = ("conv", Part.WEIGHT, 4)
    assert other.settings != known.settings == "" and other.cells[key].loss != known.cells[key].loss
    assert other.cells[key].sqnr < known.cells[key].sqnr  # type: ignore[operator]


def test_progress_ends_at_its_total(tmp_path: Path) -> None:
    for method in (Method.MEASURED, Method.FISHER):
        events = events_of(ENTRY, path=save(tmp_path), data=DATA, method=method, samples=70)
        last = [e for e in events if isinstance(e, Progress)][-1]
        assert last.total is not None and last.done == last.total


def test_weights_that_are_not_kept_give_the_same_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(tmp_path)
    known = measure(path, DATA, samples=50)
    monkeypatch.setattr(measured, "KEPT_BYTES", 0)
    monkeypatch.setattr(measured, "LIVE_BYTES", 1)  # one sample in a batch
    for key, cell in measure(path, DATA, samples=50).cells.items():
        assert cell.loss == pytest.approx(known.cells[key].loss, rel=1e-3, abs=1e-7)
        assert cell.sqnr == known.cells[key].sqnr


def test_at_a_cut_nothing_is_kept_that_the_rest_does_not_read(tmp_path: Path) -> None:
    onnx.save(network("convolutions"), tmp_path / "model.onnx")
    module = session(tmp_path / "model.onnx").module
    cuts = Cuts(module, [weight_branch(module, f"{name}.weight") for name in "abcd"])
    state = cuts.start([torch.from_numpy(samples("convolutions"))])
    found = []
    for place in range(len(cuts.places)):
        state = cuts.advance(state, place)
        found.append(set(state))
    assert found == [{"x"}, {"ra"}, {"rs"}, {"flat"}]


# ---- SQNR ----


def test_the_weight_error_follows_its_formula_and_six_decibels_a_bit(tmp_path: Path) -> None:
    found = sensitivity.run(Untracked(), save(tmp_path), None, Method.SQNR, weight_bits=(8, 7, 6))
    w = numpy_helper.to_array(digits_model().graph.initializer[2]).astype(np.float64)
    scale = np.abs(w).max(axis=1, keepdims=True) / 127
    expected = np.square(np.rint(w / scale) * scale - w).sum() / np.square(w).sum()
    cell = found.cells["fc", Part.WEIGHT, 8]
    assert cell.loss == pytest.approx(expected, rel=1e-3) and cell.samples == 0
    assert cell.sqnr == pytest.approx(-10 * np.log10(expected), abs=0.01)
    steps = [found.cells["fc", Part.WEIGHT, b].sqnr for b in (8, 7, 6)]
    assert all(abs(a - b - 6.05) < 0.4 for a, b in pairwise(steps))  # type: ignore[operator]
    assert not any(part is Part.ACTIVATION for _, part, _ in found.cells)


def test_the_weight_error_needs_neither_data_nor_operators(tmp_path: Path) -> None:
    model = onnx.ModelProto()
    model.CopyFrom(digits_model())
    model.graph.node[1].op_type, model.graph.node[1].domain = "Mystery", "some.where"
    model.opset_import.append(helper.make_opsetid("some.where", 1))
    onnx.save(model, tmp_path / "mystery.onnx")
    path = str(tmp_path / "mystery.onnx")
    assert len(cells_of(events_of(ENTRY, path=path, data=None, method=Method.SQNR))) == 10
    end = events_of(ENTRY, path=path, data=DATA, method=Method.MEASURED)[-1]
    assert isinstance(end, Failed) and "Mystery" in end.what and "SQNR" in end.remedy and not end.fault


@pytest.mark.parametrize("method", [Method.FISHER, Method.MEASURED])
def test_what_runs_the_model_asks_for_data(tmp_path: Path, method: Method) -> None:
    for wrong in ({"data": None}, {"data": DATA, "samples": 0}, {"data": DATA, "weight_bits": (4, 9)}):
        end = events_of(ENTRY, path=save(tmp_path), method=method, **wrong)[-1]
        assert isinstance(end, Failed) and end.remedy and not end.fault


# ---- real models ----


@needs_material
@pytest.mark.slow
def test_resnet20_has_the_numbers_of_full_evaluations() -> None:
    data = DataSpec(source="npz", path=str(MATERIAL / "data" / "cifar10_dev.npz"), scale=1 / 255, validation=100)
    path = str(MATERIAL / "models" / "cifar_resnet20.onnx")
    found = measure(path, data, weight_bits=(4, 2), activation_bits=(4,))
    keys = [layer.key for layer in session(path).graph.layers]
    assert uniform(keys, 4, 4).layers.keys() == {key[0] for key in found.cells}
    close(found, plain_loop(session(path), data, 100, list(found.cells)))
