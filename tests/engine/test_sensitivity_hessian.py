"""The Hessian's trace against exact ones, and the run that estimates it: early, sure of its error, resumable."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnx import helper, numpy_helper
from torch.nn import functional

from edgeviz.core.dataset import DataSpec
from edgeviz.core.sensitivity import Cell, Method, Part, Sensitivity, Trace
from edgeviz.engine import sensitivity
from edgeviz.engine.sense import hessian
from edgeviz.engine.sense.hessian import curvature
from edgeviz.engine.session import session
from edgeviz.jobs.context import CancelledError, Context, Untracked
from edgeviz.jobs.events import Failed, Log
from tests.engine.digits_model import DATA, digits_model, events_of, results_of, save

ENTRY = "edgeviz.engine.sensitivity:run"


def run(path: str, data: DataSpec = DATA, **settings: object) -> Sensitivity:
    return sensitivity.run(Untracked(), path, data, Method.HESSIAN, **settings)  # type: ignore[arg-type]


# ---- the estimate ----


def test_a_quadratic_has_the_trace_of_its_matrix() -> None:
    generator = torch.Generator().manual_seed(2)
    root = torch.randn(12, 12, generator=generator, dtype=torch.float64)
    matrix = root @ root.T
    w = torch.randn(12, generator=generator, dtype=torch.float64, requires_grad=True)
    (slope,) = torch.autograd.grad(w @ matrix @ w / 2, w, create_graph=True)
    draws = [curvature(slope, w, hessian._signs(w, generator)) for _ in range(4000)]
    error = np.std(draws) / len(draws) ** 0.5
    assert abs(np.mean(draws) - float(matrix.trace())) < 4 * error < 0.1 * float(matrix.trace())
    # Signs square to 1: where the matrix is diagonal every vector gives the trace itself.
    (slope,) = torch.autograd.grad((matrix.diagonal() * w * w).sum() / 2, w, create_graph=True)
    assert curvature(slope, w, hessian._signs(w, generator)) == pytest.approx(float(matrix.trace()), rel=1e-12)


def test_the_trace_of_a_network_is_that_of_its_exact_hessian_on_labels(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Trace, "VECTORS", 1500)
    monkeypatch.setattr(Trace, "TOLERANCE", 0.0)
    path, few = save(tmp_path), replace(DATA, calibration=20)
    found = run(path, few, weight_bits=(4, 2))
    # The same network written down again, and its cross-entropy differentiated twice in every pair of weights.
    w = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()).double() for t in digits_model().graph.initializer}
    split = session(path).data(few).calibration
    x, y = torch.from_numpy(split.x).double(), torch.from_numpy(split.y)

    def features(kernel: torch.Tensor) -> torch.Tensor:
        return functional.conv2d(x, kernel, w["conv.bias"], padding=1).relu().flatten(1)

    def loss(kernel: torch.Tensor) -> torch.Tensor:
        return functional.cross_entropy(features(kernel) @ w["fc.weight"].T + w["fc.bias"], y)

    whole = torch.autograd.functional.hessian(loss, w["conv.weight"]).reshape(54, 54)
    h = features(w["conv.weight"])
    p = (h @ w["fc.weight"].T + w["fc.bias"]).softmax(dim=1)
    exact = {
        "conv": float(whole.trace()) / 54,
        # A logistic regression: Σ_c p_c (1 − p_c) Σ_j h_j².
        "fc": float(((p * (1 - p)).sum(dim=1) * h.square().sum(dim=1)).mean()) / 3840,
    }
    for layer, expected in exact.items():
        trace = found.cells[layer, Part.WEIGHT, 4].trace
        assert trace is not None and trace.error is not None and trace.vectors == 1500
        assert abs(trace.mean - expected) < 4 * trace.error < 0.3 * expected
    values = w["fc.weight"].numpy()
    for bits in (4, 2):
        top = 2 ** (bits - 1) - 1
        scale = np.abs(values).max(axis=1, keepdims=True) / top
        error = np.clip(np.rint(values / scale), -top, top) * scale - values
        cell = found.cells["fc", Part.WEIGHT, bits]
        assert cell.trace is not None
        assert cell.loss == pytest.approx(cell.trace.mean * np.square(error).sum(), rel=1e-4)
    assert not any(part is Part.ACTIVATION for _, part, _ in found.cells)


def test_the_stated_error_is_that_of_many_estimates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Trace, "VECTORS", 16)
    monkeypatch.setattr(Trace, "TOLERANCE", 0.0)
    path, few = save(tmp_path), replace(DATA, calibration=20)
    plain, estimates, errors = hessian._signs, [], []
    for repeat in range(40):
        going_on = torch.Generator().manual_seed(repeat)
        monkeypatch.setattr(hessian, "_signs", lambda value, _, g=going_on: plain(value, g))
        trace = run(path, few, weight_bits=(4,)).cells["conv", Part.WEIGHT, 4].trace
        assert trace is not None and trace.error is not None
        estimates.append(trace.mean)
        errors.append(trace.error)
    assert 0.6 < np.mean(errors) / np.std(estimates) < 1.6


def test_it_stops_once_the_error_is_small_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Trace, "TOLERANCE", 0.6)
    found = run(save(tmp_path), weight_bits=(4,))
    for cell in found.cells.values():
        assert cell.trace is not None and cell.trace.error is not None
        assert Trace.LEAST <= cell.trace.vectors < Trace.VECTORS
        assert cell.trace.error <= 0.6 * cell.trace.mean
        assert not found.is_provisional(cell)


def test_it_needs_no_labels(tmp_path: Path) -> None:
    path = save(tmp_path)
    spec = DataSpec(scale=1 / 16, calibration=32, validation=32)
    opened = session(path)
    right = opened.data(spec)
    opened._data[replace(spec, validation=33).hash] = replace(
        right, calibration=replace(right.calibration, y=(right.calibration.y + 3) % 10)
    )
    assert run(path, spec).cells == run(path, replace(spec, validation=33)).cells


# ---- the run ----


def test_every_layer_has_a_first_cell_after_one_vector(tmp_path: Path) -> None:
    found = results_of(events_of(ENTRY, path=save(tmp_path), data=DATA, method=Method.HESSIAN))
    first = [cell for cell in found[:10] if isinstance(cell, Cell) and cell.trace is not None]
    assert {cell.layer for cell in first} == {"conv", "fc"} and len(first) == 10
    assert all(cell.trace.vectors == 1 and cell.trace.error is None for cell in first)  # type: ignore[union-attr]
    assert all(cell.samples == 32 for cell in first) and found[-1].samples == 96  # type: ignore[attr-defined]


@pytest.mark.parametrize("stop", [1, 12, 37])
def test_a_cancelled_run_goes_on_and_ends_where_one_without_a_break_does(tmp_path: Path, stop: int) -> None:
    path = save(tmp_path)
    whole = run(path)
    kept: list[Cell] = []

    class Cancelling(Context):
        def result(self, payload: object) -> None:
            assert isinstance(payload, Cell)
            kept.append(payload)

    with pytest.raises(CancelledError):
        job = Cancelling("", lambda event: None, lambda: len(kept) >= stop)
        sensitivity.run(job, path, DATA, Method.HESSIAN)
    part = Sensitivity.from_json(replace(whole, cells={}).with_cells(kept).to_json())
    again = run(path, known=part)
    assert again.cells.keys() == whole.cells.keys()
    for key, cell in whole.cells.items():
        assert again.cells[key].loss == pytest.approx(cell.loss, rel=1e-9)
        assert again.cells[key].trace.vectors == cell.trace.vectors  # type: ignore[union-attr]


def test_other_widths_need_no_further_vector(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(tmp_path)
    known = run(path, weight_bits=(8, 4))
    monkeypatch.setattr(hessian, "_slopes", lambda *_: pytest.fail("a gradient was computed"))
    more = run(path, weight_bits=(8, 4, 3), known=known)
    assert ("fc", Part.WEIGHT, 3) in more.cells
    assert more.cells["fc", Part.WEIGHT, 3].trace == known.cells["fc", Part.WEIGHT, 4].trace


def _distance(x: torch.Tensor) -> torch.Tensor:
    """|x|, by an operator of torch whose gradient has no derivative."""
    return torch.cdist(x.reshape(-1, 1), x.new_zeros(1, 1), compute_mode="donot_use_mm_for_euclid_dist").reshape(
        x.shape
    )


def test_an_operator_without_a_second_derivative_is_named(tmp_path: Path) -> None:
    path = save(tmp_path)
    module = session(path).module
    module._operations = [replace(o, run=_distance, in_place=None) if o.op == "Relu" else o for o in module.operations]
    end = events_of(ENTRY, path=path, data=DATA, method=Method.HESSIAN)[-1]
    assert isinstance(end, Failed) and not end.fault
    assert "Relu" in end.what and '"relu"' in end.what and "Fisher" in end.remedy


def test_a_network_without_a_gradient_says_so_and_layers_without_one_are_named(tmp_path: Path) -> None:
    for at, name in ((4, "none"), (2, "some")):
        model = onnx.ModelProto()
        model.CopyFrom(digits_model())
        before = model.graph.node[at - 1]
        after = before.output[0]
        before.output[0] = "raw"
        model.graph.node.insert(at, helper.make_node("Cast", ["raw"], ["whole"], name="cast", to=7))
        model.graph.node.insert(at + 1, helper.make_node("Cast", ["whole"], [after], name="back", to=1))
        onnx.save(model, tmp_path / f"{name}.onnx")
    end = events_of(ENTRY, path=str(tmp_path / "none.onnx"), data=DATA, method=Method.HESSIAN)[-1]
    assert isinstance(end, Failed) and "gradient" in end.what and "measured" in end.remedy
    events = events_of(ENTRY, path=str(tmp_path / "some.onnx"), data=DATA, method=Method.HESSIAN)
    assert {cell.layer for cell in results_of(events)} == {"fc"}  # type: ignore[attr-defined]
    assert any(isinstance(e, Log) and "conv" in e.text for e in events)
