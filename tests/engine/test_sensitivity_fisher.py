"""The Fisher diagonal against its closed form, and beside what full evaluations measure."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnx import helper, numpy_helper
from scipy.stats import spearmanr

from edgeviz.core.dataset import DataSpec
from edgeviz.core.sensitivity import Method, Part
from edgeviz.engine import sensitivity
from edgeviz.engine.sense import instant
from edgeviz.engine.sense.likelihood import (
    FLOOR,
    cross_entropy,
    divergence,
    ending,
    fisher_direction,
    log_probabilities,
)
from edgeviz.engine.session import session
from edgeviz.jobs.context import Untracked
from edgeviz.jobs.events import Failed, Log
from tests.engine.digits_model import DATA, digits_model, events_of, results_of, save
from tests.material import MATERIAL, needs_material

ENTRY = "edgeviz.engine.sensitivity:run"


def test_the_directions_have_the_fisher_information_of_the_logits_as_covariance() -> None:
    p = torch.tensor([0.7, 0.2, 0.0999, 0.0001], dtype=torch.float64)
    v = fisher_direction(p.log().expand(200_000, 4), torch.Generator().manual_seed(1))
    assert torch.allclose(v.T @ v / len(v), p.diag() - torch.outer(p, p), atol=2e-3)
    assert torch.allclose(v.sum(dim=1), torch.zeros(1, dtype=torch.float64), atol=1e-9)


def test_the_diagonal_of_a_logistic_regression_is_its_closed_form_on_average(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # For logits W h the information about W_cj is E[p_c (1 - p_c) h_j²].
    path = save(tmp_path)
    going_on = torch.Generator().manual_seed(5)
    monkeypatch.setattr(instant, "fisher_direction", lambda log_p, _: fisher_direction(log_p, going_on))
    runs = [
        sensitivity.run(Untracked(), path, DATA, Method.FISHER, weight_bits=(4, 2), activation_bits=())
        for _ in range(40)
    ]
    opened = session(path)
    x = torch.from_numpy(opened.data(DATA).validation.x[:128])
    with torch.inference_mode():
        seen = opened.module.observe(("f", "y"), x)
    p = seen["y"].double().softmax(dim=1).numpy()
    information = (p * (1 - p)).T @ np.square(seen["f"].double().numpy()) / len(x)
    w = numpy_helper.to_array(digits_model().graph.initializer[2]).astype(np.float64)
    for bits in (4, 2):
        top = 2 ** (bits - 1) - 1
        scale = np.abs(w).max(axis=1, keepdims=True) / top
        error = np.clip(np.rint(w / scale), -top, top) * scale - w
        losses = [run.cells["fc", Part.WEIGHT, bits].loss for run in runs]
        assert np.mean(losses) == pytest.approx((information * error**2).sum() / 2, rel=0.12)


def test_it_needs_no_labels(tmp_path: Path) -> None:
    path = save(tmp_path)
    spec = DataSpec(scale=1 / 16, calibration=40, validation=32)
    opened = session(path)
    right = opened.data(spec)
    opened._data[replace(spec, seed=9).hash] = replace(
        right, validation=replace(right.validation, y=(right.validation.y + 3) % 10)
    )
    one = sensitivity.run(Untracked(), path, spec, Method.FISHER, activation_bits=())
    other = sensitivity.run(Untracked(), path, replace(spec, seed=9), Method.FISHER, activation_bits=())
    assert one.cells == other.cells


def test_a_first_estimate_comes_after_one_batch(tmp_path: Path) -> None:
    found = results_of(events_of(ENTRY, path=save(tmp_path), data=DATA, method=Method.FISHER))
    assert len(found) == 2 * 16 and [c.samples for c in found] == [32] * 16 + [128] * 16  # type: ignore[attr-defined]


def test_a_network_whose_operators_round_has_no_gradient_and_says_so(tmp_path: Path) -> None:
    model = onnx.ModelProto()
    model.CopyFrom(digits_model())
    model.graph.node[-1].output[0] = "logits"
    model.graph.node.append(helper.make_node("Cast", ["logits"], ["whole"], name="cast", to=7))
    model.graph.node.append(helper.make_node("Cast", ["whole"], ["y"], name="back", to=1))
    onnx.save(model, tmp_path / "round.onnx")
    end = events_of(ENTRY, path=str(tmp_path / "round.onnx"), data=DATA, method=Method.FISHER)[-1]
    assert isinstance(end, Failed) and "gradient" in end.what and "measured" in end.remedy


def test_layers_that_no_gradient_reaches_are_named_and_left_out(tmp_path: Path) -> None:
    model = onnx.ModelProto()
    model.CopyFrom(digits_model())
    relu = model.graph.node[1]
    relu.output[0] = "r0"
    model.graph.node.insert(2, helper.make_node("Cast", ["r0"], ["whole"], name="cast", to=7))
    model.graph.node.insert(3, helper.make_node("Cast", ["whole"], ["r"], name="back", to=1))
    onnx.save(model, tmp_path / "round.onnx")
    events = events_of(ENTRY, path=str(tmp_path / "round.onnx"), data=DATA, method=Method.FISHER)
    assert {cell.layer for cell in results_of(events)} == {"fc"}  # type: ignore[attr-defined]
    assert any(isinstance(e, Log) and "conv" in e.text for e in events)


# ---- what an output means ----


def test_probabilities_and_logits_give_the_same_figures() -> None:
    z = torch.randn(50, 7, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    noisy = z + 0.1 * z.roll(1, dims=1)
    expected = torch.nn.functional.kl_div(noisy.log_softmax(1), z.log_softmax(1), log_target=True, reduction="none")
    for ends_in, change in (("", lambda v: v), ("Softmax", lambda v: v.softmax(1)), ("LogSoftmax", torch.log_softmax)):
        one, other = (change(v, 1) if ends_in == "LogSoftmax" else change(v) for v in (z, noisy))
        found = divergence(log_probabilities(one, ends_in), log_probabilities(other, ends_in))
        assert torch.allclose(found, expected.sum(dim=1), atol=1e-9)


def test_one_output_is_one_class_against_none() -> None:
    logit = torch.tensor([[0.0], [2.0], [-800.0]])
    for values, ends_in in ((logit, ""), (logit.sigmoid(), "Sigmoid")):
        p = log_probabilities(values, ends_in).exp()
        assert torch.allclose(p[:, 1], logit[:, 0].double().sigmoid(), atol=1e-6) and torch.isfinite(p).all()


def test_outputs_that_are_no_numbers_count_as_all_wrong() -> None:
    good = log_probabilities(torch.tensor([[3.0, 1.0], [1.0, 2.0]]), "")
    bad = log_probabilities(torch.tensor([[float("nan"), 1.0], [float("inf"), 0.0]]), "")
    assert divergence(good, bad).tolist() == [FLOOR, FLOOR]
    assert cross_entropy(bad, torch.tensor([0, 1])).tolist() == [FLOOR, FLOOR]
    assert divergence(good, good).tolist() == [0.0, 0.0]


def test_the_ending_is_seen_through_reshapes(tmp_path: Path) -> None:
    model = onnx.ModelProto()
    model.CopyFrom(digits_model())
    model.graph.node[-1].output[0] = "logits"
    model.graph.node.append(helper.make_node("Softmax", ["logits"], ["p"], name="softmax"))
    model.graph.node.append(helper.make_node("Flatten", ["p"], ["y"], name="flat"))
    onnx.save(model, tmp_path / "soft.onnx")
    assert ending(session(tmp_path / "soft.onnx").graph) == "Softmax"
    assert ending(session(save(tmp_path)).graph) == ""


@needs_material
@pytest.mark.slow
def test_on_resnet20_it_orders_layers_nearly_as_full_evaluations_do() -> None:
    data = DataSpec(source="npz", path=str(MATERIAL / "data" / "cifar10_dev.npz"), scale=1 / 255, validation=200)
    data = replace(data, mean=(0.485, 0.456, 0.406), std=(0.229, 0.224, 0.225))
    path = str(MATERIAL / "models" / "cifar_resnet20.onnx")
    widths = {"weight_bits": (4,), "activation_bits": (6,)}
    full = sensitivity.run(Untracked(), path, data, Method.MEASURED, **widths)  # type: ignore[arg-type]
    fast = sensitivity.run(Untracked(), path, data, Method.FISHER, **widths)  # type: ignore[arg-type]
    for part, bits in ((Part.WEIGHT, 4), (Part.ACTIVATION, 6)):
        keys = [key for key in full.cells if key[1:] == (part, bits)]
        one, other = ([table.cells[key].loss for key in keys] for table in (full, fast))
        assert spearmanr(one, other).statistic > 0.7
        assert 0.5 < np.median(np.array(other) / one) < 1.6
