"""Quantization-aware training of a recipe: each layer's weights train through the estimator of its scheme.

Uniform symmetric weights of two bits and more learn their step (LSQ), one bit is BWN, and BinaryConnect, TWN and DoReFa
have their own rules; other uniform weights follow their range straight-through (Jacob et al. 2018, section 3).
Activations keep the ranges they were calibrated to and pass gradients straight through inside them.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from edgeviz.core.errors import RecipeError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.points import QuantPoint, quant_points
from edgeviz.core.recipe import Recipe
from edgeviz.core.spec import Granularity, Scheme, Spec
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.quant.coding import Coding
from edgeviz.engine.quant.fake import activation_quantizer
from edgeviz.engine.quant.params import SMALLEST_SCALE, QuantParams
from edgeviz.engine.quant.plan import quantized_weights
from edgeviz.engine.quant.schemes import code_weight, represented
from edgeviz.engine.train import estimators


class TrainedWeight(nn.Module):
    """The quantizer of one weight while it is trained; ``axis`` holds its output channels."""

    def __init__(self, w: Tensor, spec: Spec, axis: int) -> None:
        super().__init__()
        self.spec, self._channel_axis = spec, axis
        #: Along which there is a scale each; None for one scale.
        self.axis = axis if spec.granularity is Granularity.CHANNEL and w.ndim > 0 else None
        self.step: nn.Parameter | None = None
        if learns_step(spec):
            self.low, self.high = estimators.lsq_range(spec.bits, signed=True)
            self.step = nn.Parameter(estimators.lsq_step(w, self.high, self.axis))

    def forward(self, w: Tensor) -> Tensor:
        if self.step is not None:
            return estimators.lsq(w, self.step, self.low, self.high, self.axis)
        match self.spec.scheme:
            case Scheme.INTEGER if self.spec.is_sign:
                return estimators.bwn(w, self.axis)
            case Scheme.TERNARY:
                return estimators.twn(w, self.axis)
            case Scheme.DOREFA:
                return estimators.dorefa_weight(w, self.spec.bits)
            case Scheme.STOCHASTIC if self.training:
                return estimators.binary_connect(w, torch.default_generator)
        coding = None if self.spec.is_float else self.coding(w)
        return estimators.straight_through(w, represented(w.detach(), self.spec, coding))

    def coding(self, w: Tensor, name: str = "") -> Coding:
        """How ``w`` is stored: with the learned step where there is one."""
        if self.step is None:
            return code_weight(w, self.spec, self._channel_axis, name)
        step = self.step.detach().to("cpu", torch.float32).numpy().copy()
        zero = np.zeros(step.shape, np.int32)
        return Coding(QuantParams(step, zero, self.low, self.high, self.axis, self.spec.bits, True))

    @torch.no_grad()
    def settle(self, w: Tensor) -> None:
        """After an update: a step stays above zero, BinaryConnect's shadow weights stay in −1 … 1."""
        if self.step is not None:
            self.step.clamp_(min=float(SMALLEST_SCALE))
        if self.spec.scheme in (Scheme.BINARY, Scheme.STOCHASTIC):
            estimators.clip_shadow(w)


def learns_step(spec: Spec) -> bool:
    """Whether LSQ trains weights like this: a scale that is free, codes on both sides of zero."""
    return spec.is_uniform and spec.symmetric and spec.bits > 1 and not spec.power_of_two


@dataclass(frozen=True, eq=False)
class Recovered:
    """What training came to: float weights, and how each layer's are coded; both are what ``quant.apply`` takes."""

    module: OnnxModule
    weights: Mapping[str, Coding]


class Training:
    """A recipe in training: ``module`` goes to ``loop.fit`` with ``after_step``; ``result`` is what is kept of it."""

    def __init__(
        self,
        module: OnnxModule,
        graph: ModelGraph,
        recipe: Recipe,
        activation_params: Mapping[QuantPoint, QuantParams],
    ) -> None:
        """``module`` stays as it is. Raises RecipeError where the recipe does not fit or cannot be trained yet."""
        self._plain, self._graph = module, graph
        self.module = copy.deepcopy(module)
        self._quantizers: dict[str, TrainedWeight] = {}
        for name, (layer, spec) in quantized_weights(graph, recipe).items():
            if spec.scheme is Scheme.KMEANS:
                raise RecipeError(
                    f"The shared weights of {layer.key!r} cannot be trained yet.",
                    "Choose another scheme for this layer, or leave its weights in float.",
                )
            quantizer = TrainedWeight(module.weight(name).detach(), spec, layer.channel_axis)
            consumers = [other.node for other in graph.layers if other.weight == name]
            self.module.insert(name, consumers, quantizer)
            self._quantizers[name] = quantizer
        for point in quant_points(graph, recipe):
            quantize = activation_quantizer(point.spec, activation_params.get(point))
            self.module.insert(point.tensor, point.consumers, quantize)

    def after_step(self, module: nn.Module) -> None:
        for name, quantizer in self._quantizers.items():
            quantizer.settle(self.module.weight(name))

    @torch.no_grad()
    def result(self) -> Recovered:
        """The weights as they are now, which after ``loop.fit`` are those of the best epoch."""
        found = copy.deepcopy(self._plain)
        found.weights.load_state_dict(self.module.weights.state_dict())
        by_weight = {
            name: quantizer.coding(self.module.weight(name).detach(), name)
            for name, quantizer in self._quantizers.items()
            if not quantizer.spec.is_float
        }
        return Recovered(
            found.eval(),
            {layer.key: by_weight[layer.weight] for layer in self._graph.layers if layer.weight in by_weight},
        )
