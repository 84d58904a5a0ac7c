from __future__ import annotations

import numpy as np
import pytest

from edgeviz.core.nas.moves import draw
from edgeviz.core.train_request import Augmentation, TrainedModel
from edgeviz.core.training import TrainSpec
from edgeviz.engine.load.open import open_model
from edgeviz.engine.nas import open as full
from edgeviz.engine.nas import sizes
from edgeviz.engine.train.result import trained_for
from edgeviz.jobs.context import CancelledError, Context, Untracked
from tests.engine.nas.small_spaces import DIGITS, elastic, mnasnet

SPEC = TrainSpec(epochs=3, batch=32, rate=1e-2)


@pytest.mark.parametrize("bits", [False, True])
def test_an_architecture_becomes_a_model_that_opens_like_a_trained_one(bits, tmp_path):
    import onnx

    space = mnasnet(bits)
    key = space.architecture(draw(space, np.random.default_rng(2))).key
    results = []
    context = Context("", lambda event: results.append(event), lambda: False)
    found = full.run(context, space, key, DIGITS, SPEC, str(tmp_path), augmentation=Augmentation(crop=1), name="Best")
    assert [one.payload for one in results if hasattr(one, "payload")] == [found] and isinstance(found, TrainedModel)
    assert found.name == "Best" and len(found.accuracies) >= 3
    assert open_model(found.path).classes() == 10
    assert trained_for(onnx.load(found.path)) == found.recipe
    assert found.recipe.is_float32 != bits
    accuracy = found.evaluations[0].metrics["accuracy"]
    assert accuracy.value > 0.3 and accuracy.samples == 300  # chance is 0.1
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [found.path.rsplit("/", 1)[-1]]


def test_a_training_that_was_stopped_ends_where_it_would_have(tmp_path):
    space = mnasnet()
    key = space.architecture(draw(space, np.random.default_rng(2))).key
    whole = full.run(Untracked(), space, key, DIGITS, SPEC, str(tmp_path / "whole"))
    calls = []

    def stopped():
        calls.append(1)
        return len(calls) > 100

    with pytest.raises(CancelledError):
        full.run(Context("", lambda event: None, stopped), space, key, DIGITS, SPEC, str(tmp_path / "part"))
    again = full.run(Untracked(), space, key, DIGITS, SPEC, str(tmp_path / "part"), resume=True)
    assert again.path.rsplit("/", 1)[-1] == whole.path.rsplit("/", 1)[-1]  # the name is the SHA-256


def test_the_range_of_sizes_is_that_of_the_smallest_and_the_largest():
    found = sizes.run(Untracked(), elastic(), drawn=3)
    assert found.macs[0] < found.macs[1] and found.parameters[0] < found.parameters[1]
