"""Masks: the right weights are zero, stay zero while the network trains, and a run resumes with them."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from edgeviz.core.dataset import DataSpec
from edgeviz.core.pruning import cubic
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.spec import FLOAT32, Scheme, Spec, weight_spec
from edgeviz.core.train_request import Pruning, Scope, Score, Structure
from edgeviz.core.training import TrainSpec
from edgeviz.engine.compress.pruner import Pruner, lamp, largest, n_of_m
from edgeviz.engine.data.dataset import Split
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.session import Session
from edgeviz.engine.train import loop
from edgeviz.engine.train.qat import Training
from edgeviz.jobs.context import CancelledError, Context, Untracked
from tests.engine.digits_model import digits_model
from tests.engine.export.networks import Prepared
from tests.material import MATERIAL, needs_material


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    loop.limit_torch()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def net(tmp_path: Path) -> Prepared:
    return Prepared(tmp_path / "digits.onnx", digits_model())


def splits() -> tuple[Split, Split]:
    from sklearn.datasets import load_digits

    found = load_digits()
    x = (found.images[:, None] / 16).astype(np.float32)
    y = found.target.astype(np.int64)
    return Split(x[:256], y[:256]), Split(x[1000:1300], y[1000:1300])


def fresh(net: Prepared) -> OnnxModule:
    """A copy whose weights are all a little off zero: some pixels are always dark, and their weights exactly zero."""
    module = copy.deepcopy(net.module)
    with torch.no_grad():
        module.weight("fc.weight").add_(1e-6)
    return module


def zeros(module: OnnxModule, name: str) -> int:
    return int((module.weight(name) == 0).sum())


# ---- which weights go ----


def test_the_smallest_go_exactly_as_many_as_asked_for_and_of_equals_the_first() -> None:
    one, other = torch.tensor([[3.0, 1.0], [2.0, 1.0]]), torch.tensor([1.0, 5.0])
    found = largest([one, other], 0.5)
    assert found[0].tolist() == [[True, False], [True, False]] and found[1].tolist() == [False, True]
    assert largest([other], 0.0)[0].all() and largest([], 0.5) == []


def test_lamp_is_the_square_over_those_that_are_not_smaller() -> None:
    w = torch.tensor([[2.0, 1.0], [0.0, 3.0]])
    torch.testing.assert_close(lamp(w), torch.tensor([[4 / 13, 1 / 14], [0, 1]], dtype=torch.float64))
    torch.testing.assert_close(lamp(w), lamp(w * 100))
    assert lamp(torch.zeros(3)).tolist() == [0, 0, 0]


def test_two_of_four_are_kept_along_the_inputs() -> None:
    w = torch.tensor([[1.0, 4.0, 3.0, 2.0, 9.0, 8.0, 7.0, 6.0]])
    assert n_of_m(w, 1, 2, 4).tolist() == [[False, True, True, False, True, True, False, False]]
    random = torch.rand(6, 8, 3, 3)
    mask = n_of_m(random, 1, 2, 4)
    assert (mask.reshape(6, 2, 4, 3, 3).sum(2) == 2).all()
    assert torch.equal(n_of_m(random.movedim(1, 0), 0, 2, 4).movedim(0, 1), mask)


def test_shares_of_layers_and_layers_left_whole(net: Prepared) -> None:
    module = fresh(net)
    Pruner(module, net.graph, Pruning(scope=Scope.LAYER, sparsity=0.5, layers=(("fc", 0.75),)), 1)
    assert (zeros(module, "conv.weight"), zeros(module, "fc.weight")) == (27, 2880)
    module = fresh(net)
    pruner = Pruner(module, net.graph, Pruning(sparsity=0.5, spare=("conv",)), 1)
    assert (zeros(module, "conv.weight"), zeros(module, "fc.weight")) == (0, 1920)
    assert pruner.facts() == {"pruned_tensors": 1, "pruned_weights": 3840, "pruned_zeros": 1920, "sparsity": 0.5}


def test_across_the_network_a_layers_scale_means_nothing_to_lamp_and_all_to_magnitude(net: Prepared) -> None:
    for score, same in ((Score.LAMP, True), (Score.MAGNITUDE, False)):
        counts = []
        for scale in (1.0, 0.01):
            module = fresh(net)
            with torch.no_grad():
                module.weight("conv.weight").mul_(scale)
            Pruner(module, net.graph, Pruning(sparsity=0.5, score=score), 1)
            counts.append(zeros(module, "conv.weight"))
            assert zeros(module, "conv.weight") + zeros(module, "fc.weight") == 1947
        assert (counts[0] == counts[1]) is same


def test_n_of_m_leaves_layers_whose_inputs_do_not_come_in_groups(net: Prepared) -> None:
    module = fresh(net)
    pruner = Pruner(module, net.graph, Pruning(Structure.N_OF_M, keep=1, of=4), 1)
    assert (zeros(module, "conv.weight"), zeros(module, "fc.weight")) == (0, 2880)
    assert pruner.facts()["sparsity"] == 0.75


# ---- while it trains ----


def test_what_is_pruned_stays_exactly_zero_while_the_rest_is_trained(net: Prepared) -> None:
    module = fresh(net)
    pruner = Pruner(module, net.graph, Pruning(sparsity=0.7), 100)
    gone, before = module.weight("fc.weight") == 0, module.weight("fc.weight").detach().clone()
    train, held = splits()
    loop.fit(Untracked(), module, train, held, TrainSpec(2, 32, "sgd", 0.05), after_step=pruner.after_step)  # type: ignore[arg-type]
    after = module.weight("fc.weight").detach()
    assert torch.equal(after == 0, gone) and not torch.equal(after, before)
    assert not torch.signbit(after[gone]).any()


def test_with_a_ramp_the_sparsity_follows_the_cubic_schedule(net: Prepared) -> None:
    module = fresh(net)
    pruner = Pruner(module, net.graph, Pruning(sparsity=0.8, ramp=0.5), 20)
    assert pruner.facts()["sparsity"] == 0 and not pruner.settled
    for step in range(1, 21):
        with torch.no_grad():
            module.weight("fc.weight").add_(0.001)
        pruner.after_step(module)
        assert pruner.facts()["sparsity"] == pytest.approx(cubic(step, 10, 0.8), abs=1e-3)
        assert pruner.settled == (step >= 10)


def test_a_long_ramp_chooses_a_hundred_times_at_most(net: Prepared, monkeypatch: pytest.MonkeyPatch) -> None:
    module = fresh(net)
    pruner = Pruner(module, net.graph, Pruning(sparsity=0.8, ramp=1.0), 950)
    calls = []
    choose = pruner._choose
    monkeypatch.setattr(pruner, "_choose", lambda progress: (calls.append(progress), choose(progress)))
    for _ in range(960):
        pruner.after_step(module)
    assert len(calls) <= 110 and calls[-1] == 1.0
    assert pruner.facts()["sparsity"] == pytest.approx(0.8, abs=1e-3)


def test_an_n_of_m_ramp_takes_one_more_of_each_group_at_a_time(net: Prepared) -> None:
    module = fresh(net)
    pruner = Pruner(module, net.graph, Pruning(Structure.N_OF_M, ramp=1.0), 10)
    seen = []
    for _ in range(10):
        pruner.after_step(module)
        seen.append(pruner.facts()["sparsity"])
    assert set(seen) <= {0.0, 0.25, 0.5} and seen == sorted(seen) and seen[-1] == 0.5


def test_an_epoch_before_the_sparsity_is_reached_is_not_the_best(net: Prepared) -> None:
    module = fresh(net)
    train, held = splits()
    spec = TrainSpec(4, 64, rate=1e-5)
    pruner = Pruner(module, net.graph, Pruning(sparsity=0.95, ramp=0.75), spec.steps(len(train)))
    found = loop.fit(Untracked(), module, train, held, replace(spec, patience=1), after_step=pruner.after_step)
    assert found.epochs[0].accuracy > found.epochs[-1].accuracy
    assert found.best == 2
    assert pruner.facts()["sparsity"] == pytest.approx(0.95, abs=1e-3)


class Stopping(Context):
    """Cancelled after so many looks."""

    def __init__(self, looks: int) -> None:
        self.looks = looks
        super().__init__("job", lambda event: None, self._look)

    def _look(self) -> bool:
        self.looks -= 1
        return self.looks < 0


@pytest.mark.parametrize("ramp", [0.0, 0.6])
def test_a_run_that_was_cancelled_resumes_with_its_masks_bit_for_bit(
    net: Prepared, tmp_path: Path, ramp: float
) -> None:
    train, held = splits()
    spec = TrainSpec(3, 64)

    def begin() -> tuple[OnnxModule, Pruner]:
        module = fresh(net)
        return module, Pruner(module, net.graph, Pruning(sparsity=0.8, ramp=ramp), spec.steps(len(train)))

    whole, pruner = begin()
    loop.fit(Untracked(), whole, train, held, spec, after_step=pruner.after_step)
    path = tmp_path / "checkpoint"
    module, pruner = begin()
    with pytest.raises(CancelledError):
        loop.fit(Stopping(5), module, train, held, spec, after_step=pruner.after_step, path=path)
    module, pruner = begin()
    loop.fit(Untracked(), module, train, held, spec, after_step=pruner.after_step, path=path, resume=True)
    for name, value in whole.state_dict().items():
        assert torch.equal(module.state_dict()[name], value), name


@pytest.mark.parametrize("spec", [weight_spec(4), weight_spec(3, symmetric=False), Spec(2, Scheme.TERNARY)])
def test_zeros_stay_zeros_when_the_weights_are_quantized_in_training(net: Prepared, spec: Spec) -> None:
    recipe = Recipe({key: LayerRecipe(spec, FLOAT32) for key in net.keys})
    training = Training(net.module, net.graph, recipe, {})
    pruner = Pruner(training.module, net.graph, Pruning(sparsity=0.6), 8)

    def after(module: torch.nn.Module) -> None:
        training.after_step(module)
        pruner.after_step(module)

    train, held = splits()
    loop.fit(Untracked(), training.module, train, held, TrainSpec(2, 64), after_step=after)
    found = training.result()
    gone = ~pruner.masks[1]
    assert (found.module.weight("fc.weight")[gone] == 0).all()
    name = next(o.outputs[0] for o in training.module.operations if o.outputs[0].startswith("fc.weight -> inserted"))
    with torch.no_grad():
        seen = training.module.observe([name], torch.zeros(1, 1, 8, 8))[name]
    assert gone.any() and (seen[gone] == 0).all()


# ---- the published floor ----


@needs_material
@pytest.mark.slow
def test_resnet20_without_retraining_falls_as_the_material_says() -> None:
    """Magnitudes of the weights as they were trained, before batch norms were folded into them."""
    models = MATERIAL / "models"
    opened = Session(models / "cifar_resnet20.onnx")
    data = DataSpec(
        "npz", str(MATERIAL / "data" / "cifar10_dev.npz"), scale=1 / 255, mean=(0.485, 0.456, 0.406),
        std=(0.229, 0.224, 0.225), calibration=16, validation=1000,
    )  # fmt: skip
    held = opened.data(data).validation
    stored = torch.load(models / "cifar_resnet20_akamaster.th", map_location="cpu", weights_only=True)["state_dict"]
    layers = {layer.key: layer.weight for layer in opened.graph.layers}
    sizes = [stored[f"module.{key}.weight"].abs() for key in layers]

    def accuracy(masks: list[torch.Tensor] | None, wanted: Pruning | None = None) -> float:
        module = OnnxModule.from_proto(opened.prepared)
        if wanted is not None:
            Pruner(module, opened.graph, wanted, 1)
        with torch.no_grad():
            for name, mask in zip(layers.values(), masks or (), strict=False):
                module.weight(name).masked_fill_(~mask, 0.0)
        return float((opened.predictions(opened.outputs(module, held.x)) == held.y).mean())

    for sparsity, floor in ((0.5, 0.901), (0.7, 0.736), (0.8, 0.421), (0.9, 0.102)):
        # Other samples than the material's figures: three standard errors of a proportion of 1,000.
        assert accuracy(largest(sizes, sparsity)) == pytest.approx(floor, abs=0.047)
    # Folded weights have lost the scale: LAMP does without it, plain magnitude does not.
    assert accuracy(None, Pruning(sparsity=0.5)) > 0.85
    assert accuracy(None, Pruning(sparsity=0.5, score=Score.MAGNITUDE)) < 0.7
