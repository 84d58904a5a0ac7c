"""Quantization-aware training of a recipe: each layer's weights train through the estimator of its scheme.

Uniform symmetric weights of two bits and more learn their step (LSQ), one bit is BWN, and BinaryConnect, TWN, TTQ and
DoReFa have their own rules; shared weights train their centroids (Han et al. 2016); other uniform weights follow their
range straight-through (Jacob et al. 2018, section 3). Activations keep the ranges they were calibrated to and pass
gradients straight through inside them, or learn them (``ranges``). Batch norms (``norms``) are folded into what comes
out.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.points import QuantPoint, quant_points
from edgeviz.core.recipe import Recipe
from edgeviz.core.spec import Granularity, Scheme, Spec
from edgeviz.core.train_request import ActivationRule
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.quant.coding import Codebook, Coding
from edgeviz.engine.quant.fake import activation_quantizer
from edgeviz.engine.quant.learned import Learned, shared, stepped
from edgeviz.engine.quant.params import SMALLEST_SCALE, QuantParams
from edgeviz.engine.quant.plan import quantized_weights
from edgeviz.engine.quant.schemes import code_weight, represented, scaled_ternary
from edgeviz.engine.train import estimators
from edgeviz.engine.train.norms import Clock, Norm, Place, fold, rescale
from edgeviz.engine.train.ranges import LearnedRange, can_learn


class TrainedWeight(nn.Module):
    """The quantizer of one weight while it is trained; ``axis`` holds its output channels."""

    def __init__(self, w: Tensor, spec: Spec, axis: int) -> None:
        super().__init__()
        self.spec, self._channel_axis = spec, axis
        #: Along which there is a scale each; None for one scale.
        self.axis = axis if spec.granularity is Granularity.CHANNEL and w.ndim > 0 else None
        self.step: nn.Parameter | None = None
        self.table: nn.Parameter | None = None
        #: TTQ's scales of negative and of positive weights.
        self.scales: nn.ParameterList | None = None
        if spec.scheme is Scheme.KMEANS:
            self._share(w)
        if spec.scheme is Scheme.TRAINED_TERNARY:
            params = code_weight(w, spec, axis).params
            assert isinstance(params, Codebook)
            self.scales = nn.ParameterList(torch.tensor(float(abs(params.values[code]))) for code in (0, 2))
        if learns_step(spec):
            self.low, self.high = estimators.lsq_range(spec.bits, signed=True)
            self.step = nn.Parameter(estimators.lsq_step(w, self.high, self.axis))

    def forward(self, w: Tensor) -> Tensor:
        if self.step is not None:
            return estimators.lsq(w, self.step, self.low, self.high, self.axis)
        if self.table is not None:
            return estimators.shared_weights(self.table, self.codes)
        if self.scales is not None:
            negative, positive = self.scales
            return estimators.ttq(w, positive, negative)
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
        """How ``w`` is stored: with what was learned where there is such. Shared weights are to be ``settled``."""
        learned = self.learned()
        if learned is None:
            return code_weight(w, self.spec, self._channel_axis, name)
        if self.scales is not None:
            return scaled_ternary(w, learned)
        return shared(w, learned, self.spec.bits) if self.table is not None else stepped(learned, self.spec, self.axis)

    @torch.no_grad()
    def take_up(self, known: Coding, factor: float) -> None:
        """Go on from the step or the scales of an earlier training; a table comes with the weights.

        ``factor``: what the weights are multiplied by since then, which only those with a step are.
        """
        if self.step is not None and known.affine is not None:
            self.step.copy_(factor * torch.from_numpy(known.affine.scale))
        if self.scales is not None and isinstance(known.params, Codebook):
            for scale, code in zip(self.scales, (0, 2), strict=True):
                scale.fill_(float(abs(known.params.values[code])))

    def learned(self) -> NDArray[np.float32] | None:
        """Its steps, shape () or [channels], its table [2^bits] in rising order, or its two scales; None if none."""
        if self.scales is not None:
            return np.array([float(scale.detach()) for scale in self.scales], np.float32)
        if self.table is not None:
            return np.sort(self.table.detach().to("cpu", torch.float32).numpy())
        return None if self.step is None else self.step.detach().to("cpu", torch.float32).numpy().copy()

    @torch.no_grad()
    def settle(self, w: Tensor) -> None:
        """After an update: a step or scale stays above zero, BinaryConnect's shadow weights stay in −1 … 1.

        Shared weights are what the table says; a centroid of weights that were pruned stays at zero.
        """
        if self.step is not None:
            self.step.clamp_(min=float(SMALLEST_SCALE))
        for scale in self.scales or ():
            scale.clamp_(min=float(SMALLEST_SCALE))
        if self.table is not None:
            if self.zero is not None:
                self.table[self.zero] = 0.0
            w.copy_(self.table[self.codes])
        if self.spec.scheme in (Scheme.BINARY, Scheme.STOCHASTIC):
            estimators.clip_shadow(w)

    def _share(self, w: Tensor) -> None:
        coding = code_weight(w, self.spec, self._channel_axis)
        assert isinstance(coding.params, Codebook) and coding.codes is not None
        values = torch.from_numpy(coding.params.values.copy())
        #: The centroid that pruned weights share: where any weight is exactly zero, the one they were given.
        pruned = (w == 0).cpu()
        codes = torch.from_numpy(coding.codes.astype(np.int64))
        self.zero = int(codes[pruned][0]) if bool(pruned.any()) else None
        if self.zero is not None:
            values[self.zero] = 0.0
        self.table = nn.Parameter(values)
        self.codes: Tensor
        self.register_buffer("codes", codes)


def learns_step(spec: Spec) -> bool:
    """Whether LSQ trains weights like this: a scale that is free, codes on both sides of zero."""
    return spec.is_uniform and spec.symmetric and spec.bits > 1 and not spec.power_of_two


@dataclass(frozen=True, eq=False)
class Recovered:
    """What training came to: float weights, and how each layer's are coded; both are what ``quant.apply`` takes.

    ``learned`` is what of it does not follow from the weights, and the activation ranges; ``params`` are these as
    parameters, with the calibrated ones of the other points.
    """

    module: OnnxModule
    weights: Mapping[str, Coding]
    learned: Learned = field(default_factory=Learned)
    params: Mapping[QuantPoint, QuantParams] = field(default_factory=dict)


class Training:
    """A recipe in training: ``module`` goes to ``loop.fit`` with ``after_step``; ``result`` is what is kept of it."""

    def __init__(
        self,
        module: OnnxModule,
        graph: ModelGraph,
        recipe: Recipe,
        activation_params: Mapping[QuantPoint, QuantParams],
        rule: ActivationRule = ActivationRule.CALIBRATED,
        norms: Mapping[str, Norm] | None = None,
        places: Sequence[Place] = (),
        clock: Clock | None = None,
        earlier: Learned | None = None,
    ) -> None:
        """``module`` stays as it is; ``norms`` (by tensor) stand at ``places``. Raises RecipeError.

        Steps and ranges that are learned start from those of an ``earlier`` training for the same representation.
        """
        earlier = earlier or Learned()
        self._plain, self._graph, self._params = module, graph, activation_params
        self.module = copy.deepcopy(module)
        self.clock = clock or Clock()
        self.module.inserted.append(self.clock)
        self._norms, self.places = dict(norms or {}), tuple(places)
        factors = {p.layer.weight: rescale(self.module, p, self._norms[p.tensor]) for p in self.places}
        for tensor, norm in self._norms.items():
            self.module.transform(tensor, norm)
        for place in self.places:
            for name in place.kept or ():
                self.module.weight(name).requires_grad_(False)
        self._quantizers: dict[str, TrainedWeight] = {}
        for name, (layer, spec) in quantized_weights(graph, recipe).items():
            quantizer = TrainedWeight(self.module.weight(name).detach(), spec, layer.channel_axis)
            known = earlier.coding(layer, spec, module.weight(name).detach())
            if known is not None:
                quantizer.take_up(known, factors.get(name, 1.0))
            consumers = [other.node for other in graph.layers if other.weight == name]
            self.module.insert(name, consumers, quantizer)
            self._quantizers[name] = quantizer
        self._ranges: list[LearnedRange] = []
        #: Points whose range the rule does not fit.
        self.calibrated: list[QuantPoint] = []
        for point in quant_points(graph, recipe):
            params = activation_params.get(point)
            if rule is not ActivationRule.CALIBRATED:
                params = earlier.params([point]).get(point, params)
            self.module.insert(point.tensor, point.consumers, self._range(point, params, rule))
        self.after_step(self.module, counts=False)

    @property
    def norms(self) -> Mapping[str, Norm]:
        """By the tensors that they stand on."""
        return self._norms

    def before_step(self) -> None:
        """Statistics and learned ranges rest from the step on that the clock was set to."""
        self.clock.look()

    def after_step(self, module: nn.Module, counts: bool = True) -> None:
        for name, quantizer in self._quantizers.items():
            quantizer.settle(self.module.weight(name))
        for norm in self._norms.values():
            norm.settle()
        for learned in self._ranges:
            learned.settle()
        if counts:
            self.clock.tick()

    @torch.no_grad()
    def result(self) -> Recovered:
        """The weights as they are now, which after ``loop.fit`` are those of the best epoch; norms are folded."""
        found = copy.deepcopy(self._plain)
        found.weights.load_state_dict(self.module.weights.state_dict())
        gains = self._folded(found)
        by_weight: dict[str, Coding] = {}
        learned: dict[str, tuple[Spec, NDArray[np.float32]]] = {}
        for name, quantizer in self._quantizers.items():
            if quantizer.spec.is_float:
                continue
            w = found.weight(name).detach()
            values = quantizer.learned()
            if values is None or quantizer.step is None:
                by_weight[name] = quantizer.coding(w, name)
            else:
                scaled = values.astype(np.float64) * gains.get(name, 1.0)
                values = np.maximum(scaled, SMALLEST_SCALE).astype(np.float32)
                by_weight[name] = stepped(values, quantizer.spec, quantizer.axis)
            if values is not None:
                for layer in self._layers_of(name):
                    learned[layer.key] = quantizer.spec, values
        # Calibrated ranges too: those of the trained weights in float would be of another network.
        ranges = {(p.tensor, p.spec): (np.float32(q.scale), int(q.zero_point)) for p, q in self._params.items()}
        ranges |= {(r.point.tensor, r.point.spec): r.learned() for r in self._ranges}
        told = Learned(learned, ranges)
        weights = {layer.key: by_weight[layer.weight] for layer in self._graph.layers if layer.weight in by_weight}
        return Recovered(found.eval(), weights, told, {**self._params, **told.params(self._params)})

    # ---- inside ----

    def _range(self, point: QuantPoint, params: QuantParams | None, rule: ActivationRule) -> nn.Module:
        if params is None or not can_learn(point.spec, params, rule):
            if rule is not ActivationRule.CALIBRATED and point.spec.is_integer:
                self.calibrated.append(point)
            return activation_quantizer(point.spec, params)
        self._ranges.append(LearnedRange(point, params, rule, self.clock))
        return self._ranges[-1]

    def _layers_of(self, weight: str) -> list[Layer]:
        return [layer for layer in self._graph.layers if layer.weight == weight]

    def _folded(self, module: OnnxModule) -> dict[str, NDArray[np.float64]]:
        """Fold every norm into ``module``; weight -> what its output channels were multiplied by."""
        gains = {}
        nodes = {node.key: node for node in self._graph.nodes}
        for place in self.places:
            settings = nodes[place.layer.node].attributes
            groups, transposed = int(settings.get("group", 1)), bool(settings.get("transB", 0))
            gain = fold(module, place, self._norms[place.tensor], groups, transposed)
            if place.kept is None:
                gains[place.layer.weight] = gain
        return gains
