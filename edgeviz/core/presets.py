"""Recipes made for a whole model with one click."""

from __future__ import annotations

from dataclasses import replace

from edgeviz.core.graph import ModelGraph
from edgeviz.core.recipe import FLOAT32, Recipe, uniform


def uniform_recipe(graph: ModelGraph, weight_bits: int, activation_bits: int) -> Recipe:
    """The same widths in every layer of ``graph``; where a layer has no activation to quantize, only its weights.

    Recurrent weights and embeddings have none: a width there would count bit operations that nobody saves.
    """
    recipe = uniform((layer.key for layer in graph.layers), weight_bits, activation_bits)
    without = [layer.key for layer in graph.layers if not layer.input]
    return recipe.with_layers({key: replace(recipe[key], activation=FLOAT32) for key in without})
