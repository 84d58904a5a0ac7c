"""The repairs that need data, done in one walk through the network: AdaRound, bias correction, re-estimation.

The float and the quantized network run side by side over the calibration samples, layer after layer. A layer is
rounded first, then its output is corrected, and the layers behind it see it as it will be. So every correction is
exact for the layers before it, and the whole costs one pass through both networks (and what AdaRound takes).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.points import QuantPoint
from edgeviz.core.recipe import Recipe
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.quant.apply import apply
from edgeviz.engine.quant.coding import Coding
from edgeviz.engine.quant.params import QuantParams
from edgeviz.engine.quant.primitives import broadcast
from edgeviz.engine.repair import adaround, moments
from edgeviz.engine.repair.base import Base, Site
from edgeviz.engine.repair.columns import Shape, sampled
from edgeviz.engine.repair.kept import KeptRounding
from edgeviz.engine.repair.walk import Walk, peak_bytes

#: Work done, the whole (None: unknown; 1 for repairs), and what is being done. May raise to end the work.
Watch = Callable[[float, "float | None", str], None]

#: Bytes of tensors that both networks may hold together; where they would need more, fewer samples are used.
WALK_BYTES = 1 << 30
#: What a layer's own pass counts as in multiply-accumulates, so that progress moves at an even pace.
PASS = 1e8


@dataclass(frozen=True)
class Corrections:
    """What the repairs changed: codings by layer key, biases by name, and what is worth telling."""

    codings: Mapping[str, Coding]
    biases: Mapping[str, NDArray[np.float32]]
    notes: tuple[str, ...]


@dataclass
class _Said:
    """What was done to how many layers, and which were left out for which reason."""

    done: dict[str, int] = field(default_factory=dict)
    left: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def count(self, repair: str) -> None:
        self.done[repair] = self.done.get(repair, 0) + 1

    def leave(self, repair: str, reason: str, key: str) -> None:
        self.left.setdefault((repair, reason), []).append(key)

    def notes(self) -> list[str]:
        found = [f"{repair}: {n} layers." if n != 1 else f"{repair}: 1 layer." for repair, n in self.done.items()]
        for (repair, reason), keys in self.left.items():
            more = f" and {len(keys) - 4} more" if len(keys) > 4 else ""
            found.append(f"{repair} left out, because {reason}: {', '.join(keys[:4])}{more}.")
        return found


ADAROUND, BIAS, NORM = "AdaRound", "Bias correction", "Batch-norm re-estimation"


def learnable(base: Base, recipe: Recipe) -> tuple[list[str], dict[str, str]]:
    """Keys of the layers whose rounding AdaRound can learn, and why it cannot for the others that are quantized."""
    shared: dict[str, int] = {}
    for layer in base.graph.layers:
        shared[layer.weight] = shared.get(layer.weight, 0) + 1
    attributes = {node.key: node.attributes for node in base.graph.nodes}
    keys, left = [], {}
    for layer in base.graph.layers:
        spec = recipe[layer.key].weight
        if spec.is_float:
            continue
        why = Shape(layer, attributes.get(layer.node, {})).why_not
        if not spec.is_uniform or (spec.bits == 1 and spec.symmetric):
            why = "their codes are no multiples of a step"
        elif spec.bits > 8:
            why = "at 16 bits it makes no difference"
        elif shared[layer.weight] > 1:
            why = "they share their weight"
        elif layer.key not in base.sites and not (layer.op == "MatMul" and not why):
            why = base.skipped[layer.key]
        if why:
            left[layer.key] = why
        else:
            keys.append(layer.key)
    return keys, left


def corrected(
    base: Base,
    module: OnnxModule,
    recipe: Recipe,
    codings: Mapping[str, Coding],
    activations: Mapping[QuantPoint, QuantParams],
    batches: Sequence[Tensor],
    normed: Collection[str],
    kept: KeptRounding | None,
    watch: Watch,
) -> Corrections:
    """Do the repairs of ``recipe`` that need data on ``module``, the float module of ``base``, which stays as it is.

    ``batches`` are the calibration samples; ``normed`` the layers that a batch norm followed. Raises what ``watch``
    raises; the layers that AdaRound finished until then are in ``kept``.
    """
    quantized = apply(module, base.graph, recipe, activations, codings)
    run = _Run(base, module, quantized, recipe, dict(codings), normed, kept, watch)
    notes = run.walk(list(batches))
    return Corrections(run.codings, run.biases, (*run.said.notes(), *notes))


class _Run:
    def __init__(
        self,
        base: Base,
        module: OnnxModule,
        quantized: OnnxModule,
        recipe: Recipe,
        codings: dict[str, Coding],
        normed: Collection[str],
        kept: KeptRounding | None,
        watch: Watch,
    ) -> None:
        self.base, self.module, self.quantized, self.recipe = base, module, quantized, recipe
        self.codings, self.normed, self.kept, self.watch = codings, normed, kept, watch
        self.biases: dict[str, NDArray[np.float32]] = {}
        self.said = _Said()
        self._attributes = {node.key: node.attributes for node in base.graph.nodes}
        self._learnable, left = learnable(base, recipe)
        if not recipe.repairs.adaround:
            self._learnable, left = [], {}
        for key, why in left.items():
            self.said.leave(ADAROUND, why, key)
        for key, why in base.skipped.items():
            if recipe.repairs.reestimate and key in normed:
                self.said.leave(NORM, why, key)
            elif recipe.repairs.correct_bias:
                self.said.leave(BIAS, why, key)
        self._text = ""
        self._done = 0.0
        self._total = 0.0

    def walk(self, batches: list[Tensor]) -> list[str]:
        layers = [layer for layer in self.base.graph.layers if layer.key in self._results]
        wanted = list(self._results.values())
        self._total = sum(self._work(layer) for layer in layers)
        self._text = "Reading the network"
        batches, notes = self._fitting(batches, wanted)
        real = Walk(self.module, batches, wanted, self._check)
        coarse = Walk(self.quantized, batches, wanted, self._check)
        for number, layer in enumerate(layers, 1):
            self._text = f"Repairs: layer {number} of {len(layers)}, {layer.key}"
            self._check()
            begun = self._done
            self._layer(layer, real, coarse)
            self._done = begun + self._work(layer)
        return notes

    @property
    def _results(self) -> dict[str, str]:
        """Layer key -> the tensor at which float and quantized network are compared."""
        found = {key: site.output for key, site in self.base.sites.items()}
        for key in self._learnable:
            if key not in found:
                node = next(n for n in self.base.graph.nodes if n.key == self.base.graph.layer(key).node)
                found[key] = node.outputs[0]
        return found

    def _layer(self, layer: Layer, real: Walk, coarse: Walk) -> None:
        operation = coarse.before(layer.node)
        if operation is None:
            return
        result = self._results[layer.key]
        real.through(result)
        if layer.key in self._learnable:
            data = operation.inputs[0]
            self._round(layer, coarse[data], real[result])
        coarse.through(result)
        site = self.base.sites.get(layer.key)
        if site is not None:
            self._correct(site, real, coarse)

    # ---- AdaRound

    def _round(self, layer: Layer, inputs: list[Tensor], targets: list[Tensor]) -> None:
        w = self.module.weight(layer.weight).detach()
        params = self.codings[layer.key].affine
        assert params is not None
        row = self.base.graph.layer_index[layer.key]
        scale, zero = (broadcast(v, params.axis, w.ndim).expand(w.shape) for v in (params.scale, params.zero_point))
        floor = torch.floor(w / scale) + zero
        low, high = ((floor + up).clamp(params.qmin, params.qmax).to(torch.int32).numpy() for up in (0, 1))
        codes = self.kept.load(row, low, high) if self.kept is not None else None
        if codes is None:
            shape = Shape(layer, self._attributes[layer.node])
            columns, wanted = sampled(shape, inputs, targets, seed=row)
            problem = adaround.Problem(
                shape.rows(w), shape.rows(scale).contiguous(), shape.rows(zero).contiguous(), params.qmin, params.qmax,
                columns, wanted, self._bias(layer.key, shape.groups), self._bounds(self._results[layer.key]),
            )  # fmt: skip
            learned = adaround.learn(problem, self.recipe.repairs.adaround, row, self._iterating(layer))
            codes = (shape.back(learned) + zero).to(torch.int32).numpy()
            if self.kept is not None:
                self.kept.store(row, codes)
        kind = np.int8 if params.signed else np.int32
        self.codings[layer.key] = coding = Coding(params, codes.astype(kind))
        self.quantized.weight(layer.weight).data = coding.values(w)
        self.said.count(ADAROUND)

    def _bias(self, key: str, groups: int) -> Tensor:
        site = self.base.sites.get(key)
        if site is None:
            return torch.zeros(1)
        return (self.module.weight(site.bias).detach() * site.beta).reshape(groups, 1, -1)

    def _iterating(self, layer: Layer) -> Callable[[int], None]:
        begun, whole, text = self._done, self.recipe.repairs.adaround, self._text
        work = self._work(layer) - PASS

        def tick(step: int) -> None:
            self._done = begun + work * step / whole
            self._text = f"{text}: iteration {step:,} of {whole:,}"
            self._check()

        return tick

    def _bounds(self, tensor: str) -> tuple[float, float] | None:
        """The bounds of the Relu or Clip that alone reads ``tensor``."""
        graph = self.base.graph
        readers = graph.consumers.get(tensor, ())
        if len(readers) != 1 or tensor in graph.outputs:
            return None
        node = graph.nodes[readers[0]]
        if node.domain or node.op not in ("Relu", "Clip"):
            return None
        if node.op == "Relu":
            return 0.0, float("inf")
        low, high = node.attributes.get("min", -np.inf), node.attributes.get("max", np.inf)
        stored = self.module.weights
        for position, name in enumerate(node.inputs[1:3]):
            if name and name not in stored:
                return None
            if name:
                low, high = (stored.get(name).item(), high) if position == 0 else (low, stored.get(name).item())
        return float(low), float(high)

    # ---- corrections

    def _correct(self, site: Site, real: Walk, coarse: Walk) -> None:
        layer, repairs = site.layer, self.recipe.repairs
        reestimate = repairs.reestimate and layer.key in self.normed
        if not reestimate and not repairs.correct_bias:
            return
        found, expected = (moments.moments(walk[site.output], site.axis) for walk in (coarse, real))
        coding = self.codings.get(layer.key)
        why = self._why_no_gain(layer, coding, len(expected.mean)) if reestimate else ""
        if reestimate and not why:
            correction = moments.full_correction(found, expected)
            self.said.count(NORM)
        else:
            correction = moments.mean_correction(found, expected)
            self.said.count(f"{NORM}, the mean alone because {why}" if reestimate else BIAS)
        bias = self.module.weight(site.bias).detach().numpy()
        self.biases[site.bias] = correction.bias(bias, site.beta)
        if reestimate and not why and coding is not None:
            self.codings[layer.key] = correction.coding(coding, self.module.weight(layer.weight).detach())
        coarse.change(site.output, lambda y: correction(y, site.axis))

    def _why_no_gain(self, layer: Layer, coding: Coding | None, channels: int) -> str:
        if sum(other.weight == layer.weight for other in self.base.graph.layers) > 1:
            return "they share their weight"
        if self.recipe[layer.key].weight.power_of_two:
            return "their scales are powers of two"
        return moments.can_scale(coding, channels)

    # ---- memory and progress

    def _fitting(self, batches: list[Tensor], wanted: list[str]) -> tuple[list[Tensor], list[str]]:
        """As many batches as WALK_BYTES allows, at least one."""
        samples = sum(len(batch) for batch in batches)
        each = sum(peak_bytes(module, batches[0], wanted, self._check) for module in (self.module, self.quantized))
        fits = max(1, int(WALK_BYTES // max(1, each)))
        if fits >= len(batches):
            return batches, []
        batches = batches[:fits]
        used = sum(len(batch) for batch in batches)
        return batches, [f"The repairs used {used} of the {samples} calibration samples: more would not fit in memory."]

    def _work(self, layer: Layer) -> float:
        if layer.key not in self._learnable:
            return PASS
        outputs, width = layer.channels, prod(layer.weight_shape) / layer.channels
        return PASS + self.recipe.repairs.adaround * (2 * adaround.ROWS * outputs * width + 5e6)

    def _check(self) -> None:
        self.watch(self._done / max(1.0, self._total), 1.0, self._text)


def normed_layers(graph: ModelGraph, folded: Collection[str]) -> frozenset[str]:
    """Layers whose batch norm is estimated again: those it was folded into here, else every convolution.

    An exporter that folds them itself leaves no trace, and convolutions without a batch norm are rare.
    """
    if folded:
        return frozenset(folded)
    return frozenset(layer.key for layer in graph.layers if layer.op in ("Conv", "ConvTranspose"))
