"""apply(recipe): a quantized copy of a torch module, and what it needs to know about the weights."""

from __future__ import annotations

import copy
from collections.abc import Mapping

import torch

from edgeviz.core.graph import ModelGraph
from edgeviz.core.points import QuantPoint, quant_points
from edgeviz.core.recipe import Recipe
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.quant.coding import Coding
from edgeviz.engine.quant.fake import activation_quantizer
from edgeviz.engine.quant.params import QuantParams
from edgeviz.engine.quant.plan import bias_values, integer_biases, quantized_weights
from edgeviz.engine.quant.schemes import code_weight, represented


def recipe_weights(module: OnnxModule, graph: ModelGraph, recipe: Recipe) -> dict[str, Coding]:
    """How ``recipe`` codes every weight that is not a float, by layer key."""
    by_weight = {
        name: code_weight(module.weight(name), spec, layer.channel_axis, name)
        for name, (layer, spec) in quantized_weights(graph, recipe).items()
        if not spec.is_float
    }
    return {layer.key: by_weight[layer.weight] for layer in graph.layers if layer.weight in by_weight}


@torch.no_grad()
def apply(
    module: OnnxModule,
    graph: ModelGraph,
    recipe: Recipe,
    activation_params: Mapping[QuantPoint, QuantParams],
    weights: Mapping[str, Coding] | None = None,
) -> OnnxModule:
    """A copy of ``module`` that computes what the exported model of ``recipe`` computes.

    Weights are replaced by their quantized values once, so they cost nothing at run time; activations get a fake
    quantizer at every point of ``core.points.quant_points``. ``weights`` (by layer key) spares computing them.
    Raises RecipeError when the recipe does not fit the graph.
    """
    specs = quantized_weights(graph, recipe)
    if weights is None:
        weights = recipe_weights(module, graph, recipe)
    copied = copy.deepcopy(module)
    for name, (layer, spec) in specs.items():
        parameter = copied.weight(name)
        parameter.data = represented(parameter.data, spec, weights.get(layer.key))
    biases = integer_biases(
        graph, recipe, lambda name: module.weight(name).detach().numpy(), weights, activation_params
    )
    for key, (bias, params) in biases.items():
        copied.weight(str(graph.layer(key).bias)).data = torch.from_numpy(bias_values(bias, params))
    for point in quant_points(graph, recipe):
        copied.insert(point.tensor, point.consumers, activation_quantizer(point.spec, activation_params.get(point)))
    return copied.eval()
