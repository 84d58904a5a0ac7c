"""Slimmable networks: one set of weights at several widths."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnx import helper, numpy_helper

from edgeviz.core.adaptive.model import AdaptiveModel
from edgeviz.core.adaptive.request import Widths
from edgeviz.core.train_request import Pruning, Structure
from edgeviz.engine.adaptive.shared import Store, reading
from edgeviz.engine.adaptive.widths import Slim, narrowed, nested, sandwich, switchable, written
from edgeviz.engine.compress.shrink import candidates
from edgeviz.engine.measure import runtime
from edgeviz.engine.train import loop
from tests.engine.adaptive.making import SPEC, agrees, bundled, example, ground, make, samples


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    loop.limit_torch()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> AdaptiveModel:
    return make(Widths((1, 0.75, 0.5)), tmp_path_factory.mktemp("widths"))


def slim(folder: Path, universal: bool = False, widths: tuple[float, ...] = (1, 0.75, 0.5)):  # type: ignore[no-untyped-def]
    place = ground(Widths(widths, universal), folder)
    owner = place.trainable(place.opened.prepared, "width-1")
    found = candidates(owner.start.prepared, owner.start.graph, Pruning(structure=Structure.CHANNELS))
    parts = {1.0: owner} | {w: narrowed(place, owner, found, w, universal) for w in widths if w < 1}
    module = Slim(owner.training.module, {w: one.training.module for w, one in parts.items()}, widths)
    return place, owner, parts, module, found


def batch(count: int = 32) -> loop.Batch:
    x, y = samples()
    return loop.Batch(torch.from_numpy(x[:count]), torch.from_numpy(y[:count]), torch.arange(count))


def test_a_narrower_width_computes_less_and_takes_no_other_samples(model: AdaptiveModel) -> None:
    assert [point.name for point in model.points] == ["width 1", "width 0.75", "width 0.5"]
    macs = [one["macs"].value for one in model.metrics]
    assert macs[1] < 0.65 * macs[0] and macs[2] < 0.35 * macs[0]
    assert model.points[0].accuracy > 0.9 and model.points[1].accuracy > 0.8
    assert len({point.memory for point in model.points}) == 1


def test_the_example_of_a_bundle_answers_as_recorded(model: AdaptiveModel, tmp_path: Path) -> None:
    x, labels = samples()
    folder = bundled(model, tmp_path / "bundle.d")
    for number, point in enumerate(model.points):
        agrees(model, number, example(folder, x[:50], "--point", point.name), labels)


def test_what_a_width_takes_every_wider_one_takes_too(tmp_path: Path) -> None:
    *_, found = slim(tmp_path)
    wide, narrow = nested(found, 0.75), nested(found, 0.5)
    for group, kept in narrow.items():
        assert set(kept) <= set(wide[group])


def test_a_width_that_is_written_says_what_it_said_in_training(tmp_path: Path) -> None:
    _, owner, parts, module, _ = slim(tmp_path)
    with torch.no_grad():
        owner.training.module.weight("block1.body.conv1.conv.weight").mul_(1.3)
    module.eval()
    x = batch().x
    for number, width in enumerate(module.widths):
        file = tmp_path / f"{width}.onnx"
        onnx.save(written(owner, parts[width]), file)
        running = runtime.session(str(file))
        found = running.run(None, {running.get_inputs()[0].name: x.numpy()})[0]
        with torch.no_grad():
            expected = module.at(number, x).numpy()
        assert np.allclose(found, expected, rtol=1e-3, atol=1e-3 * np.abs(expected).max())


def test_the_gradient_of_shared_weights_is_the_sum_of_what_every_width_asks_for(tmp_path: Path) -> None:
    _, owner, _, module, _ = slim(tmp_path)
    module.train()
    weight = owner.training.module.weight("block1.body.conv1.conv.weight")
    total = torch.zeros_like(weight)
    one = batch()
    for number in range(3):
        module.zero_grad()
        loop.hard_loss(module.at(number, one.x), one, SPEC).backward()
        assert weight.grad is not None
        total += weight.grad
        if number:
            untouched = (weight.grad.abs().sum(dim=(1, 2, 3)) == 0).sum()
            assert untouched == round((1 - module.widths[number]) * 24)
    module.zero_grad()
    switchable(SPEC)(module, one).backward()
    assert torch.allclose(weight.grad, total, rtol=1e-4, atol=1e-6)  # type: ignore[arg-type]


def test_each_width_has_statistics_of_its_own_and_in_universal_training_shares_the_factors(tmp_path: Path) -> None:
    _, owner, parts, _, _ = slim(tmp_path, universal=True, widths=(1, 0.5))
    narrow, full = parts[0.5].training, owner.training
    place = narrow.places[1]
    norm, wide = narrow.norms[place.tensor], full.norms[place.tensor]
    gamma, _ = norm.factors()
    assert set(gamma.tolist()) <= set(wide.gamma.tolist()) and len(gamma) == 12
    with torch.no_grad():
        wide.gamma.mul_(2)
    assert torch.equal(norm.factors()[0], 2 * gamma.detach())
    assert not any(norm.mean[0] == one for one in wide.mean)
    assert not norm.gamma.requires_grad


def test_in_sandwich_training_only_the_largest_width_sees_labels(tmp_path: Path) -> None:
    _, _, _, module, _ = slim(tmp_path, universal=True, widths=(1, 0.75, 0.5))
    module.train()
    one = batch()
    loss = sandwich(SPEC)(module, one)
    with torch.no_grad():
        full, *others = (module.at(number, one.x) for number in range(3))
        hard = torch.nn.functional.cross_entropy(full, one.y)
        soft = [torch.nn.functional.kl_div(o.log_softmax(1), full.softmax(1), reduction="batchmean") for o in others]
    assert float(loss.detach()) == pytest.approx(float(hard + sum(soft)), rel=1e-4)


def test_every_width_may_be_asked_for(tmp_path: Path) -> None:
    model = make(Widths((0.6, 0.3), universal=True), tmp_path)
    assert [point.name for point in model.points] == ["width 0.6", "width 0.3"]
    kept = {t.name: numpy_helper.to_array(t) for t in onnx.load(model.files[2].path).graph.initializer}
    assert any(len(w) == 7 for name, w in kept.items() if name.endswith(".kept0"))


def test_all_widths_read_their_weights_from_one_file(model: AdaptiveModel) -> None:
    assert model.files[0].name == "weights.bin"
    # Little more than the largest width alone, where each with weights of its own takes nearly twice as much.
    assert model.facts["bytes_on_disk"] < 0.7 * model.facts["bytes_alone"]
    for file in model.files[1:]:
        found = onnx.load(file.path, load_external_data=False).graph
        outside = [t for t in found.initializer if t.external_data]
        assert len(outside) > 3 and file.size < 0.5 * model.files[0].size
        assert {entry.value for t in outside for entry in t.external_data if entry.key == "location"} == {"weights.bin"}


def test_a_weight_that_is_no_part_of_the_shared_one_stays_in_its_file() -> None:
    rng = np.random.default_rng(0)
    shared = rng.standard_normal((64, 32)).astype(np.float32)
    store = Store.of("weights.bin", {"a": shared, "b": shared})
    kept = np.arange(0, 64, 2)
    part, other = shared[kept] * np.float32(3), rng.standard_normal((32, 32)).astype(np.float32)
    graph = helper.make_graph(
        [helper.make_node("Add", ["a", "b"], ["y"])], "g", [], [helper.make_tensor_value_info("y", 1, (32, 32))],
        [numpy_helper.from_array(part, "a"), numpy_helper.from_array(other, "b")],
    )  # fmt: skip
    found = reading(helper.make_model(graph), store, {"a": {0: kept}, "b": {0: kept}}).graph
    assert [t.name for t in found.initializer if t.external_data] == ["a.shared"]
    assert [node.op_type for node in found.node] == ["Gather", "Mul", "Add"]
    assert "b" in [t.name for t in found.initializer]
