"""Early exits: trained on digits, cut into stages, recorded and replayed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from torch.nn import functional

from edgeviz.core.adaptive.model import AdaptiveModel
from edgeviz.core.adaptive.request import Exits, Head, Rule
from edgeviz.core.errors import ModelError
from edgeviz.core.training import TrainSpec
from edgeviz.engine.adaptive.exits import joint_loss, logistic
from edgeviz.engine.measure import runtime
from edgeviz.engine.train import loop
from edgeviz.jobs.context import CancelledError
from tests.engine.adaptive.making import DEMO, Recorder, agrees, bundled, example, make, samples


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    loop.limit_torch()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def joint(tmp_path_factory: pytest.TempPathFactory) -> AdaptiveModel:
    return make(Exits(ways=4), tmp_path_factory.mktemp("exits"))


def test_exits_cost_less_than_the_whole_and_are_nearly_as_accurate(joint: AdaptiveModel) -> None:
    traces = joint.traces
    assert traces is not None and traces.exits == 3
    assert (np.diff(traces.seconds) > 0).all() and (np.diff(traces.macs) > 0).all()
    accuracies = traces.correct.mean(axis=1)
    assert accuracies.min() > 0.85
    first, last = joint.points[0], joint.points[-1]
    assert joint.share(0) < 0.7 and joint.share(len(joint.points) - 1) == 1
    assert first.seconds < last.seconds and last.accuracy >= first.accuracy - 0.02
    assert [one["accuracy"].value for one in joint.metrics] == [one.accuracy for one in joint.points]
    assert all(one["accuracy"].low < one["accuracy"].value <= one["accuracy"].high for one in joint.metrics)  # type: ignore[operator]


def test_the_stages_one_after_the_other_say_what_the_trace_recorded(joint: AdaptiveModel) -> None:
    x, labels = samples()
    assert joint.traces is not None
    carried = x
    for number, file in enumerate(joint.files):
        running = runtime.session(file.path)
        outputs = running.run(None, {running.get_inputs()[0].name: carried})
        assert np.array_equal(outputs[0].argmax(axis=1) == labels, joint.traces.correct[number])
        carried = outputs[-1]


def test_the_example_of_a_bundle_answers_as_recorded_with_onnxruntime_alone(
    joint: AdaptiveModel, tmp_path: Path
) -> None:
    x, labels = samples()
    folder = bundled(joint, tmp_path / "bundle")
    assert joint.traces is not None
    for number in (0, 1, len(joint.points) - 1):
        point = joint.points[number]
        rows = example(folder, x[:60], "--point", point.name)
        agrees(joint, number, rows, labels)
        left = joint.traces.taken(Rule.CONFIDENCE, joint.plan["points"][number]["threshold"])
        assert [int(row["exit"]) for row in rows] == (left[:60] + 1).tolist()
    by_policy = example(folder, x[:10])
    assert {row["point"] for row in by_policy} <= {point.name for point in joint.points}


def test_exits_on_a_network_that_stays_as_it_is_leave_its_own_answers_alone(tmp_path: Path) -> None:
    model = make(Exits(count=1, joint=False, head=Head.CONV, rule=Rule.ENTROPY, ways=3), tmp_path)
    x, labels = samples()
    running = runtime.session(DEMO)
    (own,) = running.run(None, {running.get_inputs()[0].name: x})
    assert model.traces is not None
    assert np.array_equal(own.argmax(axis=1) == labels, model.traces.correct[-1])
    assert model.traces.correct[0].mean() > 0.85
    names = [node.name for node in onnx.load(model.files[0].path).graph.node]
    assert "exit1.conv1" in names and "exit1.linear" in names


def test_places_can_be_chosen_and_what_is_no_place_is_refused(tmp_path: Path) -> None:
    model = make(Exits(places=("relu_5",), ways=2), tmp_path)
    assert len(model.files) == 2
    with pytest.raises(ModelError, match="No exit"):
        make(Exits(places=("relu_1",)), tmp_path)


def test_a_cancelled_run_goes_on_to_the_same_model(tmp_path: Path) -> None:
    how = Exits(count=1, ways=2)
    whole = make(how, tmp_path / "whole")
    with pytest.raises(CancelledError):
        make(how, tmp_path / "cut", Recorder(losses=4))
    assert list((tmp_path / "cut").rglob("*.checkpoint"))
    resumed = make(how, tmp_path / "cut", resume=True)
    assert [file.sha256 for file in resumed.files] == [file.sha256 for file in whole.files]
    assert not list((tmp_path / "cut").rglob("*.checkpoint"))


def test_the_joint_loss_is_the_weighted_sum_of_cross_entropies_and_so_is_its_gradient() -> None:
    torch.manual_seed(0)
    logits = [torch.randn(7, 5, dtype=torch.float64, requires_grad=True) for _ in range(3)]
    labels = torch.randint(0, 5, (7,))
    weights = (0.5, 0.0, 2.0)
    batch = loop.Batch(torch.zeros(7, 1), labels, torch.arange(7))
    joint_loss(logits, batch, weights, TrainSpec()).backward()
    for weight, one in zip(weights, logits, strict=True):
        expected = weight * (torch.softmax(one.detach(), 1) - functional.one_hot(labels, 5)) / 7
        found = torch.zeros_like(one) if one.grad is None else one.grad
        assert torch.allclose(found, expected)


def test_the_heads_start_at_the_logistic_regression_that_another_library_finds() -> None:
    from sklearn.linear_model import LogisticRegression

    random = np.random.default_rng(1)
    x = random.normal(0, 1, (300, 6)) * np.array([1, 10, 0.1, 1, 1, 1])
    y = random.integers(0, 3, 300)
    x[np.arange(300), y] += 1.5
    weight, bias = logistic(torch.from_numpy(x), torch.from_numpy(y), 3, lambda: None)
    scaled = (x - x.mean(axis=0)) / x.std(axis=0, ddof=1)
    known = LogisticRegression(C=1 / (300 * 1e-3), max_iter=2000, tol=1e-8).fit(scaled, y)
    ours = torch.softmax(torch.from_numpy(x) @ weight.T + bias, 1).numpy()
    assert np.allclose(ours, known.predict_proba(scaled), atol=2e-3)
