"""Job: the distributions of one layer's weights and input, in float and as the recipe represents them."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from onnx import ModelProto, numpy_helper

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import EdgeVizError, RecipeError
from edgeviz.core.graph import Layer
from edgeviz.core.layer_view import Distribution, LayerView
from edgeviz.core.points import quant_points
from edgeviz.core.recipe import Recipe
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.quant.coding import Coding
from edgeviz.engine.quant.fake import activation_quantizer
from edgeviz.engine.quant.params import QuantParams
from edgeviz.engine.quant.plan import input_point
from edgeviz.engine.quant.schemes import code_weight, represented
from edgeviz.engine.repair.ready import Ready, known, ready
from edgeviz.engine.session import Session, session
from edgeviz.jobs.context import Context

Array = NDArray[Any]

BINS = 128
#: Samples and values of the input activation that are looked at.
SAMPLES, VALUES = 32, 1 << 20
#: Distinct quantized values up to which each is worth a line of its own.
MOST_LEVELS = 64


def run(context: Context, path: str, data: DataSpec | None, recipe: Recipe, key: str) -> LayerView:
    """The view of layer ``key`` under ``recipe``. The weight part needs neither data nor a model that can run."""
    opened = session(path)
    recipe.check(opened.graph.layer_index)
    if key not in opened.graph.layer_index:
        raise RecipeError(f"The model has no layer {key!r}.", "Select a layer of the open model.")
    layer, row = opened.graph.layer(key), recipe[key]
    shown = _repaired(context, opened, data, recipe)
    coding: Coding | None = None
    if shown is not None:
        weight, coding = _weight(shown.proto, layer), shown.codings.get(key)
    else:
        weight = _weight(opened.prepared, layer)
        coding = None if row.weight.is_float else opened.learned.coding(layer, row.weight, weight)
        if coding is None and not row.weight.is_float:
            coding = code_weight(weight, row.weight, layer.channel_axis, layer.weight)
    quantized = represented(weight, row.weight, coding)
    params = None if coding is None else coding.affine
    rows = weight.movedim(layer.channel_axis, 0).reshape(layer.channels, -1)
    context.check()
    activation, found, note = _activation(context, opened, data, recipe, layer, shown)
    return LayerView(
        key=key,
        recipe=row,
        weight=distribution(weight.numpy().ravel(), quantized.numpy().ravel()),
        channel_low=rows.amin(dim=1).double().numpy(),
        channel_high=rows.amax(dim=1).double().numpy(),
        channel_scale=np.empty(0) if params is None else np.atleast_1d(params.scale).astype(np.float64),
        activation=activation,
        activation_scale=None if found is None else float(found.scale),
        activation_zero_point=None if found is None else int(found.zero_point),
        activation_note=note,
        note=_left_out(recipe, shown),
    )


def distribution(real: Array, quantized: Array, bins: int = BINS) -> Distribution:
    """Histograms of both over the range of both, and the SQNR of ``quantized``. Values must be finite."""
    low = float(min(real.min(), quantized.min()))
    high = float(max(real.max(), quantized.max()))
    edges = np.linspace(low, high, bins + 1) if high > low else np.linspace(low - 0.5, high + 0.5, bins + 1)
    levels = np.unique(quantized)
    noise = float(np.square(real.astype(np.float64) - quantized).sum())
    signal = float(np.square(real.astype(np.float64)).sum())
    return Distribution(
        edges=edges,
        float_counts=np.histogram(real, edges)[0].astype(np.float64),
        quantized_counts=np.histogram(quantized, edges)[0].astype(np.float64),
        levels=levels.astype(np.float64) if len(levels) <= MOST_LEVELS else np.empty(0),
        sqnr=float("inf") if noise == 0 else float(10 * np.log10(max(signal, np.finfo(float).tiny) / noise)),
        low=low,
        high=high,
        samples=real.size,
    )


def _repaired(context: Context, opened: Session, data: DataSpec | None, recipe: Recipe) -> Ready | None:
    """The repaired model, as far as that is a matter of seconds; None without repairs or where it cannot be had."""
    if not recipe.repairs or opened.graph.missing_operators:
        return None
    try:
        return ready(opened, known(opened, recipe, data), data, context.progress)
    except EdgeVizError:
        return None  # the job that measures reports the error in full; _left_out says what is shown


def _left_out(recipe: Recipe, shown: Ready | None) -> str:
    if not recipe.repairs:
        return ""
    if shown is None:
        return "Shown without the repairs: the model or the data cannot be used."
    if shown.recipe != recipe:
        return "Shown before AdaRound: measure the recipe to learn the rounding."
    return ""


def _weight(model: ModelProto, layer: Layer) -> torch.Tensor:
    tensor = next(t for t in model.graph.initializer if t.name == layer.weight)
    return torch.from_numpy(numpy_helper.to_array(tensor).astype(np.float32))


def _activation(
    context: Context, opened: Session, data: DataSpec | None, recipe: Recipe, layer: Layer, shown: Ready | None
) -> tuple[Distribution | None, QuantParams | None, str]:
    if not layer.input:
        return None, None, "This layer's input is not an activation."
    if data is None:
        return None, None, "Choose a data set to see the activation."
    if opened.graph.missing_operators:
        return None, None, f"The model cannot be run: {', '.join(opened.graph.missing_operators)}."
    try:
        x = opened.data(data).calibration.x
        progress = lambda seen: context.progress(seen, None, "Calibrating")  # noqa: E731
        params = opened.activation_params(recipe, data, progress) if shown is None else shown.activations
    except EdgeVizError as error:
        # The weights are worth showing all the same; the job that measures reports the error in full.
        return None, None, str(error)
    module = opened.module if shown is None else shown.module
    values = _observed(opened, module, layer.input, x)
    spec = recipe[layer.key].activation
    point = input_point(layer, quant_points(opened.graph, recipe))
    found = params.get(point) if point is not None else None
    quantized = values if spec.is_float32 else activation_quantizer(spec, found)(values)
    return distribution(values.numpy(), quantized.numpy()), found, ""


def _observed(opened: Session, module: OnnxModule, tensor: str, x: NDArray[np.float32]) -> torch.Tensor:
    """Values of ``tensor`` on some calibration samples, thinned evenly to at most VALUES."""
    batch = opened.batch(x)
    parts: list[torch.Tensor] = []
    with torch.inference_mode():
        if batch == opened.fixed_batch:
            groups = [x[i : i + batch] for i in range(0, min(len(x), SAMPLES), batch) if i + batch <= len(x)]
        else:
            groups = [x[:SAMPLES]]
        for group in groups or [np.resize(x, (batch, *x.shape[1:]))]:
            seen = module.observe((tensor,), torch.from_numpy(np.ascontiguousarray(group)))[tensor]
            parts.append(seen.reshape(-1).to(torch.float32))
    values = torch.cat(parts)
    return values[:: max(1, -(-values.numel() // VALUES))].clone()
