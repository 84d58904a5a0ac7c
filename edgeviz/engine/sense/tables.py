"""What every method shares: which pairs there are, their settings, their quantized weights, their quantizers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from onnx import TensorProto, numpy_helper
from torch import Tensor

from edgeviz.core.dataset import DataSpec
from edgeviz.core.graph import Layer
from edgeviz.core.points import quant_points
from edgeviz.core.recipe import Calibration, LayerRecipe, Recipe
from edgeviz.core.sensitivity import by_usefulness
from edgeviz.core.spec import Observer, Scheme, Spec, at_width
from edgeviz.engine.quant.coding import Coding
from edgeviz.engine.quant.params import QuantParams
from edgeviz.engine.quant.schemes import code_weight
from edgeviz.engine.session import Session, Tick, no_tick


@dataclass(frozen=True)
class Weight:
    """One stored weight and the layers that share it; mostly one."""

    name: str
    layers: tuple[Layer, ...]

    @property
    def axis(self) -> int:
        return self.layers[0].channel_axis


@dataclass(frozen=True)
class Point:
    """A tensor that a layer's activation width decides about, for the nodes that read it quantized."""

    tensor: str
    consumers: tuple[str, ...]


class Tables:
    """The pairs of a model under one choice of settings. Nothing here runs the model."""

    def __init__(
        self,
        opened: Session,
        weight: Spec,
        activation: Spec,
        weight_bits: Sequence[int],
        activation_bits: Sequence[int],
        calibration: Calibration,
    ) -> None:
        self.opened = opened
        self.calibration = calibration
        self.weight_specs = {b: at_width(weight, b) for b in by_usefulness(weight_bits)}
        self.activation_specs = {b: at_width(activation, b) for b in by_usefulness(activation_bits)}
        self._codings: dict[tuple[str, Spec], Coding] = {}

    @cached_property
    def weights(self) -> tuple[Weight, ...]:
        sharing: dict[str, list[Layer]] = {}
        for layer in self.opened.graph.layers:
            sharing.setdefault(layer.weight, []).append(layer)
        return tuple(Weight(name, tuple(layers)) for name, layers in sharing.items() if name in self._stored)

    @cached_property
    def points(self) -> dict[str, tuple[Point, ...]]:
        """Layer key -> the tensors that its activation width decides about when every layer has one.

        A residual add reads its inputs at the width of a layer beside it. Counting such a tensor with the one layer
        that decides about it lets the sum over layers count every quantizer of a full recipe exactly once.
        """
        layers = [layer for layer in self.opened.graph.layers if layer.input]
        # A spec of its own for every layer tells afterwards whose each point is.
        own = {
            Spec(8, Scheme.INTEGER, observer=Observer.PERCENTILE, percentile=50 + 50 * row / len(layers)): layer.key
            for row, layer in enumerate(layers)
        }
        recipe = Recipe({key: LayerRecipe(activation=spec) for spec, key in own.items()})
        found: dict[str, list[Point]] = {layer.key: [] for layer in layers}
        for point in quant_points(self.opened.graph, recipe):
            found[own[point.spec]].append(Point(point.tensor, point.consumers))
        return {key: tuple(points) for key, points in found.items()}

    def stored(self, weight: Weight) -> Tensor:
        """The float weight as it lies in the file, for models that cannot be run."""
        return torch.from_numpy(numpy_helper.to_array(self._stored[weight.name]).astype(np.float32))

    def quantized(self, weight: Weight, values: Tensor, bits: int) -> Tensor:
        """``values`` of ``weight`` at ``bits``, in their own type and memory layout."""
        key = (weight.name, self.weight_specs[bits])
        if key not in self._codings:
            self._codings[key] = code_weight(values, key[1], weight.axis, weight.name)
        return self._codings[key].values(values).to(values.dtype)

    def activation_params(self, data: DataSpec, tick: Tick = no_tick) -> Mapping[tuple[str, Spec], QuantParams]:
        """(tensor, spec) -> its parameters, for every point and width, from the calibration split."""
        found: dict[tuple[str, Spec], QuantParams] = {}
        for spec in self.activation_specs.values():
            recipe = Recipe({key: LayerRecipe(activation=spec) for key in self.points}, self.calibration)
            params = self.opened.activation_params(recipe, data, tick)
            found.update({(point.tensor, point.spec): value for point, value in params.items()})
        return found

    @cached_property
    def _stored(self) -> dict[str, TensorProto]:
        floating = (TensorProto.FLOAT, TensorProto.FLOAT16, TensorProto.BFLOAT16, TensorProto.DOUBLE)
        return {t.name: t for t in self.opened.prepared.graph.initializer if t.data_type in floating}


def decibels(noise: float, signal: float) -> float | None:
    """Signal over noise in dB; None where there is no noise or no signal."""
    return None if noise <= 0 or signal <= 0 else float(10 * np.log10(signal / noise))
