"""The measured sensitivity as anybody would write it: one full evaluation for each pair."""

from __future__ import annotations

import copy
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.dataset import DataSpec
from edgeviz.core.points import QuantPoint, quant_points
from edgeviz.core.recipe import LayerRecipe, Recipe, uniform
from edgeviz.core.sensitivity import CellKey, Part
from edgeviz.core.spec import activation_spec, weight_spec
from edgeviz.engine.quant.fake import activation_quantizer
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import Session

Array = NDArray[np.float64]


def plain_loop(
    opened: Session, data: DataSpec, samples: int, keys: list[CellKey], softmax: bool = False
) -> Mapping[CellKey, tuple[float, float, float]]:
    """(KL, cross-entropy change, accuracy change) for each of ``keys``. ``softmax``: the model ends in one."""
    split = opened.data(data).validation
    x, y = split.x[:samples], split.y[:samples]
    rows = np.arange(samples)
    before = log_softmax(opened.outputs(opened.module, x), softmax)
    found = {}
    for layer, part, bits in keys:
        after = log_softmax(opened.outputs(changed(opened, data, layer, part, bits), x), softmax)
        kl = float((np.exp(before) * (before - after)).sum(axis=1).mean())
        loss = float((before[rows, y] - after[rows, y]).mean())
        hits = float((after.argmax(axis=1) == y).mean() - (before.argmax(axis=1) == y).mean())
        found[layer, part, bits] = (kl, loss, hits)
    return found


def changed(opened: Session, data: DataSpec, key: str, part: Part, bits: int):  # type: ignore[no-untyped-def]
    """The module with nothing but one layer's weight, or its activations, quantized."""
    if part is Part.WEIGHT:
        weight = opened.graph.layer(key).weight
        sharers = [layer.key for layer in opened.graph.layers if layer.weight == weight]
        recipe = Recipe(dict.fromkeys(sharers, LayerRecipe(weight=weight_spec(bits))))
        return ready(opened, recipe, None).quantized()
    module = copy.deepcopy(opened.module)
    whole = uniform((layer.key for layer in opened.graph.layers), 32, bits)
    params = {(p.tensor, p.spec): v for p, v in opened.activation_params(whole, data).items()}
    for point in points_of(opened, key, bits):
        module.insert(point.tensor, point.consumers, activation_quantizer(point.spec, params[point.tensor, point.spec]))
    return module


def points_of(opened: Session, key: str, bits: int) -> list[QuantPoint]:
    """What ``key`` decides about in a recipe in which every other layer has another width."""
    keys = [layer.key for layer in opened.graph.layers]
    recipe = uniform(keys, 32, 7).with_layers({key: LayerRecipe(activation=activation_spec(bits))})
    return [p for p in quant_points(opened.graph, recipe) if p.spec.bits == bits]


def log_softmax(outputs: NDArray[np.float32], softmax: bool) -> Array:
    values = outputs.astype(np.float64)
    if softmax:
        values = np.log(np.clip(values, np.finfo(np.float32).tiny, 1))
    values = values - values.max(axis=1, keepdims=True)
    result: Array = values - np.log(np.exp(values).sum(axis=1, keepdims=True))
    return result
