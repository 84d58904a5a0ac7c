"""Presets of trainings: each is a request that can be made, with bits that differ from one another."""

from __future__ import annotations

from edgeviz.core.presets import uniform_recipe
from edgeviz.core.recipe import Recipe
from edgeviz.core.spec import Scheme
from edgeviz.core.train_presets import train_presets
from edgeviz.core.train_request import TrainRequest
from tests.core.builders import residual_graph


def test_every_preset_is_a_request_of_its_own_with_a_name_and_a_sentence() -> None:
    graph = residual_graph()
    found = train_presets(graph, Recipe(), images=True)
    assert len({p.key for p in found}) == len({p.name for p in found}) == len({p.request.to_json() for p in found})
    for preset in found:
        assert preset.sentence.endswith(".") and TrainRequest.from_json(preset.request.to_json()) == preset.request
        preset.request.recipe.check(graph.layer_index)
    assert not any(p.key == "recover" for p in found)


def test_presets_take_over_the_recipe_and_keep_the_ends_of_binary_networks_wide() -> None:
    graph = residual_graph()
    recipe = uniform_recipe(graph, 3, 8)
    found = {p.key: p.request for p in train_presets(graph, recipe, images=False)}
    assert found["recover"].recipe == found["quick"].recipe == recipe
    keys = [layer.key for layer in graph.layers]
    assert [found["binary"].recipe[key].weight.scheme for key in keys[:1]] == [Scheme.INTEGER]
    assert found["binary"].recipe[keys[0]].weight.bits == found["binary"].recipe[keys[-1]].weight.bits == 8
    assert any(row.weight.scheme is Scheme.BINARY for _, row in found["binary"].recipe.rows())
    assert not any(request.augmentation for request in found.values())
