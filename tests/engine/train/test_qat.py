"""Quantization-aware training of a recipe: what is trained is what is applied, and it recovers accuracy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from edgeviz.core.recipe import LayerRecipe, Recipe, uniform
from edgeviz.core.spec import FLOAT32, Scheme, Spec, activation_spec, weight_spec
from edgeviz.core.training import TrainSpec
from edgeviz.engine.data.dataset import Split
from edgeviz.engine.quant.apply import apply
from edgeviz.engine.train import loop
from edgeviz.engine.train.qat import TrainedWeight, Training
from edgeviz.jobs.context import Untracked
from tests.engine.digits_model import digits_model
from tests.engine.export.networks import Prepared


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    loop.limit_torch()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def splits() -> tuple[Split, Split]:
    from sklearn.datasets import load_digits

    found = load_digits()
    x = (found.images[:, None] / 16).astype(np.float32)
    y = found.target.astype(np.int64)
    return Split(x[:1000], y[:1000]), Split(x[1000:], y[1000:])


@pytest.fixture
def net(tmp_path: Path) -> Prepared:
    return Prepared(tmp_path / "digits.onnx", digits_model())


SCHEMES = [
    weight_spec(2),
    weight_spec(4),
    weight_spec(3, symmetric=False),
    weight_spec(4, power_of_two=True),
    weight_spec(16),
    weight_spec(1),
    Spec(1, Scheme.BINARY),
    Spec(1, Scheme.STOCHASTIC),
    Spec(2, Scheme.TERNARY),
    Spec(2, Scheme.TRAINED_TERNARY),
    Spec(3, Scheme.DOREFA),
    Spec(3, Scheme.KMEANS),
]


@pytest.mark.parametrize("spec", SCHEMES, ids=lambda spec: f"{spec.label}-{spec.symmetric}-{spec.power_of_two}")
def test_what_was_trained_is_bit_for_bit_what_is_applied(net: Prepared, spec: Spec) -> None:
    recipe = Recipe({key: LayerRecipe(spec, FLOAT32) for key in net.keys})
    training = Training(net.module, net.graph, recipe, {})
    before = net.module.weight("fc.weight").detach().clone()
    train, validation = splits()
    small = Split(train.x[:128], train.y[:128])
    loop.fit(Untracked(), training.module, small, validation, TrainSpec(2, 64), after_step=training.after_step)
    found = training.result()
    x = torch.from_numpy(validation.x[:20])
    with torch.no_grad():
        applied = apply(found.module, net.graph, recipe, {}, found.weights)(x)
        assert torch.equal(applied, training.module(x))
    assert torch.equal(net.module.weight("fc.weight").detach(), before)
    assert not torch.equal(found.module.weight("fc.weight").detach(), before)
    if spec.scheme in (Scheme.BINARY, Scheme.STOCHASTIC):
        assert float(found.module.weight("fc.weight").detach().abs().max()) <= 1


def test_training_a_recipe_recovers_what_rounding_its_weights_lost(net: Prepared) -> None:
    """It is measured on samples that neither trained the two networks nor chose their best epochs."""
    rest, validation = splits()
    train, choosing = Split(rest.x[:800], rest.y[:800]), Split(rest.x[800:], rest.y[800:])
    with torch.no_grad():
        net.module.weight("fc.weight").zero_()
    spec = TrainSpec(epochs=10, batch=64, rate=1e-2)
    loop.fit(Untracked(), net.module, train, choosing, spec)
    for bits, gain in GAINS.items():
        recipe = uniform(net.keys, bits, 32)
        rounded = loop.hits(apply(net.module, net.graph, recipe, {}), validation, 256, lambda: None)
        training = Training(net.module, net.graph, recipe, {})
        loop.fit(Untracked(), training.module, train, choosing, spec, after_step=training.after_step)
        found = training.result()
        recovered = loop.hits(apply(found.module, net.graph, recipe, {}, found.weights), validation, 256, lambda: None)
        assert recovered >= rounded + gain * len(validation), bits


#: Bits, and the share of the validation samples that training wins back at least.
GAINS = {3: 0.01, 2: 0.05, 1: 0.1}


def test_layers_of_several_widths_train_together_with_quantized_inputs(net: Prepared) -> None:
    train, validation = splits()
    recipe = Recipe(
        {
            net.keys[0]: LayerRecipe(weight_spec(8), activation_spec(8)),
            net.keys[1]: LayerRecipe(weight_spec(2), activation_spec(4)),
        }
    )
    params = net.activations(recipe, torch.from_numpy(train.x[:100]))
    rounded = loop.hits(apply(net.module, net.graph, recipe, params), validation, 256, lambda: None)
    training = Training(net.module, net.graph, recipe, params)
    steps = [m.step for m in training.module.inserted if isinstance(m, TrainedWeight)]
    before = [step.detach().clone() for step in steps if step is not None]
    spec = TrainSpec(epochs=5, batch=64, rate=3e-3)
    loop.fit(Untracked(), training.module, train, validation, spec, after_step=training.after_step)
    found = training.result()
    applied = apply(found.module, net.graph, recipe, params, found.weights)
    assert loop.hits(applied, validation, 256, lambda: None) > rounded
    # Both layers' steps moved, that of the first layer through the quantizer of the second one's input.
    assert len(before) == 2
    assert not any(torch.equal(a, b) for a, b in zip(before, [s for s in steps if s is not None], strict=True))
