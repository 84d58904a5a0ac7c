"""Pruning through the training job: what the written file holds is what was asked for, at any widths."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import RecipeError
from edgeviz.core.pruning import input_axis
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.spec import FLOAT32, weight_spec
from edgeviz.core.train_request import Pruning, Structure, TrainedModel, TrainRequest
from edgeviz.core.training import TrainSpec
from edgeviz.engine.quant.schemes import represented
from edgeviz.engine.session import Session, session
from edgeviz.engine.train import job
from edgeviz.jobs.context import Context
from edgeviz.jobs.events import Event, Result
from edgeviz.resources import resource

DEMO = str(resource("demo", "digits.onnx"))
DATA = DataSpec(scale=1 / 16, calibration=32, validation=100)
SPEC = TrainSpec(epochs=2, batch=64)


def trained(folder: Path, **parts: object) -> tuple[TrainedModel, Session]:
    events: list[Event] = []
    request = TrainRequest(SPEC, samples=192, **parts)  # type: ignore[arg-type]
    job.run(Context("job", events.append, lambda: False), DEMO, DATA, request, str(folder))
    found = next(e.payload for e in events if isinstance(e, Result) and isinstance(e.payload, TrainedModel))
    return found, session(found.path)


def widths(bits: int) -> Recipe:
    return Recipe({layer.key: LayerRecipe(weight_spec(bits), FLOAT32) for layer in session(DEMO).graph.layers})


def test_weights_that_were_pruned_while_they_were_quantized_are_zeros_in_the_file_and_when_coded(
    tmp_path: Path,
) -> None:
    found, made = trained(tmp_path, recipe=widths(4), pruning=Pruning(sparsity=0.8, ramp=0.5))
    codings = made.codings(found.recipe)
    zeros = total = 0
    for layer in made.graph.layers:
        weight = made.module.weight(layer.weight).detach()
        gone = weight == 0
        zeros, total = zeros + int(gone.sum()), total + gone.numel()
        coded = represented(weight, found.recipe[layer.key].weight, codings[layer.key])
        assert (coded[gone] == 0).all()
    assert zeros / total == pytest.approx(0.8, abs=1e-2)
    assert found.facts["sparsity"] == pytest.approx(0.8, abs=1e-3)


def test_two_of_four_survive_the_folding_of_batch_norms(tmp_path: Path) -> None:
    found, made = trained(tmp_path, pruning=Pruning(Structure.N_OF_M))
    seen = 0
    for layer in made.graph.layers:
        axis, weight = input_axis(layer), made.module.weight(layer.weight).detach()
        assert axis is not None
        if weight.shape[axis] % 4 == 0:
            kept = (weight != 0).movedim(axis, -1).unflatten(-1, (-1, 4)).sum(-1)
            assert int(kept.max()) <= 2
            seen += 1
    assert seen == found.facts["pruned_tensors"] > 0


def test_a_shrunk_network_is_trained_with_the_widths_of_its_layers(tmp_path: Path) -> None:
    before = session(DEMO).graph
    found, made = trained(tmp_path, recipe=widths(4), pruning=Pruning(Structure.CHANNELS, sparsity=0.5))
    assert made.graph.parameters < 0.7 * before.parameters
    assert {layer.key for layer in made.graph.layers} == {layer.key for layer in before.layers}
    assert set(found.recipe.layers) == set(before.layer_index)
    with torch.no_grad():
        assert made.module(torch.zeros(1, 1, 8, 8)).shape == (1, 10)  # type: ignore[union-attr]


def test_weights_without_a_zero_are_not_pruned(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="no zero"):
        trained(tmp_path, recipe=widths(1), pruning=Pruning())
