"""Blocks that are skipped: by gates, input by input, or as subsets for a budget."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from edgeviz.core.adaptive.model import AdaptiveModel
from edgeviz.core.adaptive.request import Skipping
from edgeviz.core.errors import ModelError
from edgeviz.core.metric import Metric, Provenance
from edgeviz.engine.adaptive.common import Cost
from edgeviz.engine.adaptive.gates import THRESHOLD, skippable, with_branches, with_gates, with_threshold
from edgeviz.engine.adaptive.skipping import Gate, _row, compute_penalty
from edgeviz.engine.adaptive.subsets import Kept
from edgeviz.engine.data.dataset import Split
from edgeviz.engine.measure import runtime
from edgeviz.engine.session import session
from edgeviz.engine.train import loop
from edgeviz.engine.train.students import graph_of
from tests.engine.adaptive.making import DEMO, agrees, bundled, example, make, samples
from tests.engine.digits_model import save


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    loop.limit_torch()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> AdaptiveModel:
    return make(Skipping(ways=3), tmp_path_factory.mktemp("skipping"))


def run(proto: onnx.ModelProto, x: np.ndarray, threshold: float | None = None) -> np.ndarray:
    running = runtime.session(proto.SerializeToString())
    feed = {running.get_inputs()[0].name: x}
    if threshold is not None:
        feed[THRESHOLD] = np.array(threshold, np.float32)
    found: np.ndarray = running.run(None, feed)[0]
    return found


def gated() -> tuple[onnx.ModelProto, onnx.ModelProto, int]:
    """(with a threshold, with branches, blocks), gates that look at their input in earnest."""
    opened = session(DEMO)
    found = skippable(opened.graph)
    proto = with_gates(opened.prepared, opened.graph, found, 0)
    random = np.random.default_rng(0)
    for tensor in proto.graph.initializer:
        if tensor.name.startswith("gate") and tensor.name.endswith(".weight"):
            value = random.normal(0, 3, list(tensor.dims)).astype(np.float32)
            tensor.CopyFrom(onnx.numpy_helper.from_array(value, tensor.name))
    return with_threshold(proto, len(found)), with_branches(proto, found), len(found)


def test_with_every_gate_open_the_network_is_what_it_was_and_with_none_it_is_shallower() -> None:
    masked, branches, _ = gated()
    x, _ = samples()
    opened = session(DEMO)
    expected = run(opened.prepared, x[:20])
    assert np.allclose(run(masked, x[:20], -1e9), expected, atol=1e-3)
    from edgeviz.engine.train.students import without

    shallow = run(without(opened.prepared, opened.graph, skippable(opened.graph)), x[:20])
    assert np.allclose(run(masked, x[:20], 1e9), shallow, atol=1e-3)
    for row in range(5):
        assert np.allclose(run(branches, x[row : row + 1], -1e9), expected[row], atol=1e-3)
        assert np.allclose(run(branches, x[row : row + 1], 1e9), shallow[row], atol=1e-3)


def test_the_file_with_branches_says_what_the_one_that_computes_everything_says() -> None:
    masked, branches, _ = gated()
    x, _ = samples()
    running = runtime.session(masked.SerializeToString())
    gates = [one.name for one in running.get_outputs()[1:]]
    threshold = np.array(0.5, np.float32)
    opened = running.run(gates, {running.get_inputs()[0].name: x[:40], THRESHOLD: threshold})
    shares = np.concatenate(opened, axis=1).mean(axis=0)
    assert ((shares > 0) & (shares < 1)).any(), "a gate that decides by the input"
    expected = run(masked, x[:40], 0.5)
    found = np.concatenate([run(branches, x[row : row + 1], 0.5) for row in range(40)])
    assert np.allclose(found, expected, atol=1e-3)


def test_what_a_gate_closes_stands_in_a_branch_of_the_file(model: AdaptiveModel) -> None:
    graph = onnx.load(model.files[0].path).graph
    branches = [node for node in graph.node if node.op_type == "If"]
    assert len(branches) == 3
    inner = [n.op_type for node in branches for a in node.attribute for n in a.g.node]
    assert inner.count("Conv") == 6 and sum(node.op_type == "Conv" for node in graph.node) == 5


def test_samples_take_as_long_as_the_blocks_that_they_need(model: AdaptiveModel) -> None:
    assert model.points[-1].accuracy > 0.9
    shares = [model.share(number) for number in range(len(model.points))]
    assert shares == sorted(shares) and shares[0] < 0.7  # type: ignore[type-var,operator]
    for point in model.points:
        assert point.effort is not None and point.effort.mean() == pytest.approx(1, rel=1e-4)


def test_the_example_of_a_bundle_answers_as_recorded(model: AdaptiveModel, tmp_path: Path) -> None:
    x, labels = samples()
    folder = bundled(model, tmp_path / "bundle")
    for number in range(len(model.points)):
        agrees(model, number, example(folder, x[:50], "--point", model.points[number].name), labels)


def test_gates_are_drawn_in_training_and_decide_in_use_and_pass_gradients_on() -> None:
    gate = Gate()
    logit = torch.full((4000, 1), 1.0, requires_grad=True)
    torch.manual_seed(3)
    drawn = gate.train()(logit)
    assert set(drawn.detach().unique().round().tolist()) == {0.0, 1.0}
    assert float(drawn.detach().mean()) == pytest.approx(1 / (1 + np.exp(-1)), abs=0.02)
    drawn.sum().backward()
    assert logit.grad is not None and float(logit.grad.min()) > 0
    assert gate.eval()(torch.tensor([[-0.1], [0.1]])).flatten().tolist() == [0, 1]


def test_the_penalty_is_the_squared_distance_of_the_computation_from_its_target() -> None:
    gates = torch.tensor([[1.0, 0.0], [1.0, 1.0]], dtype=torch.float64, requires_grad=True)
    macs = torch.tensor([3.0, 1.0], dtype=torch.float64)
    loss = compute_penalty(gates, macs, 0.5)
    assert float(loss.detach()) == pytest.approx((3.5 / 4 - 0.5) ** 2)
    loss.backward()
    expected = 2 * (3.5 / 4 - 0.5) * torch.tensor([[3.0, 1.0], [3.0, 1.0]], dtype=torch.float64) / 4 / 2
    assert torch.allclose(gates.grad, expected)  # type: ignore[arg-type]


def test_subsets_of_blocks_are_networks_of_their_own(tmp_path: Path) -> None:
    model = make(Skipping(per_input=False, ways=4), tmp_path / "out")
    assert model.points[0].name == "3 of 3 blocks" and len(model.points) == 4
    macs = [one["macs"].value for one in model.metrics]
    assert macs == sorted(macs, reverse=True) and macs[-1] < macs[0]
    assert model.points[0].accuracy > 0.9
    x, labels = samples()
    folder = bundled(model, tmp_path / "bundle")
    agrees(model, 1, example(folder, x[:40], "--point", model.points[1].name), labels)


def test_a_bypassed_block_is_the_network_without_it() -> None:
    from copy import deepcopy

    from edgeviz.engine.train.students import without

    opened = session(DEMO)
    found = skippable(opened.graph)
    module = Kept(deepcopy(opened.module), found)
    module.keep([True, False, True])
    x, _ = samples()
    with torch.no_grad():
        ours = module(torch.from_numpy(x[:10])).numpy()
    shallow = without(opened.prepared, opened.graph, [found[1]])
    assert np.allclose(ours, run(shallow, x[:10]), atol=1e-3)
    assert len(graph_of(shallow).layers) < len(opened.graph.layers)


def test_a_network_without_such_blocks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no block"):
        skippable(session(save(tmp_path)).graph)


def test_seconds_that_no_clock_changes_are_never_below_zero_by_a_rounding() -> None:
    random = np.random.default_rng(4)
    logits, split = np.eye(2, dtype=np.float32), Split(np.zeros((2, 1), np.float32), np.arange(2))
    gates, macs = np.ones((2, 3), bool), np.ones(3)
    metrics = {name: Metric(name, 1.0, Provenance.MEASURED) for name in ("latency", "size", "activation_memory")}
    for _ in range(200):
        none, *costs = (Cost(float(seconds), 0.0, None, metrics) for seconds in random.uniform(1e-6, 1e-3, 4))
        made, _ = _row("all", none, costs, logits, gates, macs, 1.0, split)
        assert made.fixed == 0 and made.scaling == pytest.approx(none.seconds + sum(one.seconds for one in costs))
