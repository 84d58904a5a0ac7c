"""Measured layers, made up."""

from __future__ import annotations

from dataclasses import replace

from edgeviz.core.graph import ModelGraph
from edgeviz.core.layer_profile import (
    BetweenTime,
    Environment,
    LayerKernel,
    LayerProfile,
    LayerTime,
    OperatorTime,
)
from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.recipe import Recipe

PROFILE = LayerProfile(
    recipe="abc",
    environment=Environment("A CPU", 2, 1, 1, "onnxruntime 1.32.0", "2025-11-25T20:00:00+00:00", "performance", 0.5),
    kernels=(
        LayerKernel("a", "QLinearConv", 4, 8, 8, True),
        LayerKernel("b", "FusedConv", 4, 4, 32, False, unpacks=True),
        LayerKernel("c", "", 32, 32, 0, False),
    ),
    times=(LayerTime("a", 3e-3, 2e-3, 4e-3), LayerTime("b", 5e-3, 4e-3, 6e-3, 1e-3), LayerTime("c", None)),
    operators=(OperatorTime("QLinearConv", 1, 3e-3, 2e-3, 4e-3),),
    between=(BetweenTime("q", "QuantizeLinear", 2e-3, "node"),),
    kernel_seconds=10e-3,
    profiled_seconds=12e-3,
    latency=Metric("latency", 11e-3, Provenance.MEASURED, samples=15),
    runs=15,
)


def profile_of(graph: ModelGraph, recipe: Recipe, kernel: str = "FusedConv") -> LayerProfile:
    """Every layer in a float kernel with weights as the recipe has them: 1 ms, 2 ms … and 1 ms between them."""
    kernels = tuple(
        LayerKernel(layer.key, kernel, recipe[layer.key].weight.storage_bits, 8, 32, False) for layer in graph.layers
    )
    times = tuple(LayerTime(layer.key, at * 1e-3, at * 0.9e-3, at * 1.1e-3) for at, layer in enumerate(graph.layers, 1))
    between = (BetweenTime("q", "QuantizeLinear", 1e-3),)
    return replace(PROFILE, recipe=recipe.hash, kernels=kernels, times=times, between=between)
