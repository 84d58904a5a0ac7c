"""Batch norms put behind the layers of a network that has none, and folded away again after training.

A prepared model has its batch norms folded into its layers, and such a network trains badly: nothing keeps the scale of
activations in bounds (Ioffe and Szegedy 2015). A norm is put back so that the function stays what it was: its mean and
variance are those of real data, β is the mean and γ the deviation. A layer whose code scales with its weights (one
step for each channel) takes the trained norm in (Jacob et al. 2018, eq. 14). Others (±1, a table of values, one step
for all channels) cannot be scaled by channel: their norm stays in the network as a multiplication and an addition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional

from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.recipe import Recipe
from edgeviz.core.spec import Granularity, Scheme, Spec
from edgeviz.engine.load.evaluate import attributes
from edgeviz.engine.load.normalize import per_output
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.repair.base import Arrays, Base, with_biases

#: torch's share of the new statistics, and what is added to a variance.
MOMENTUM, EPSILON = 0.1, 1e-5
#: γ stays above this: a channel whose sign is flipped would change the codes that it was trained with.
SMALLEST_GAIN = 1e-8
#: What may stand between the last linear layer and the answer.
_BEFORE_THE_ANSWER = frozenset(("Softmax", "LogSoftmax", "Sigmoid", "Reshape", "Flatten"))
#: What keeps the scale of activations in bounds already.
_NORMS = frozenset(("LayerNormalization", "RMSNormalization", "SimplifiedLayerNormalization", "GroupNormalization"))
_NORMS |= {"InstanceNormalization", "BatchNormalization", "MeanVarianceNormalization", "LpNormalization"}
#: Samples whose statistics a norm starts with.
SAMPLES = 512


@dataclass(frozen=True, slots=True)
class Place:
    """A norm behind the layer ``layer``, on what ``tensor`` is before any activation.

    ``kept``: the initializers of the multiplication and the addition that it stays in the network as; None where it is
    folded into the layer's weight and bias.
    """

    layer: Layer
    tensor: str
    beta: float = 1.0
    kept: tuple[str, str] | None = None


class Clock(nn.Module):
    """Steps done, in a buffer, so that a resumed run freezes when the first one would have."""

    steps: Tensor

    def __init__(self, freeze_from: int | None = None) -> None:
        super().__init__()
        self.freeze_from = freeze_from
        self.register_buffer("steps", torch.zeros((), dtype=torch.int64))
        self.frozen = False

    def look(self) -> None:
        """Before a step: whether statistics and learned ranges rest now."""
        self.frozen = self.freeze_from is not None and int(self.steps) >= self.freeze_from

    @torch.no_grad()
    def tick(self) -> None:
        self.steps += 1


class Norm(nn.Module):
    """A batch norm over axis 1 whose γ stays positive; the identity at first on data of ``mean`` and ``variance``."""

    mean: Tensor
    variance: Tensor

    def __init__(self, mean: Tensor, variance: Tensor, clock: Clock) -> None:
        super().__init__()
        self.register_buffer("mean", mean.to(torch.float32).clone())
        self.register_buffer("variance", variance.to(torch.float32).clone())
        self.gamma = nn.Parameter((self.variance + EPSILON).sqrt())
        self.beta = nn.Parameter(self.mean.clone())
        self._clock = [clock]  # not a part of this module: every norm has the same
        self.momentum = MOMENTUM
        self._lender: list[tuple[Norm, Tensor]] = []  # not a part of this module either

    def forward(self, x: Tensor) -> Tensor:
        batch = self.training and not self._clock[0].frozen
        gamma, beta = self.factors()
        return functional.batch_norm(x, self.mean, self.variance, gamma, beta, batch, self.momentum, EPSILON)

    def factors(self) -> tuple[Tensor, Tensor]:
        """(γ, β), [channels] each: its own, or those of some channels of another norm."""
        for other, channels in self._lender:
            return other.gamma[channels], other.beta[channels]
        return self.gamma, self.beta

    def borrow(self, other: Norm, channels: Tensor) -> None:
        """From now on γ and β are those of ``other`` at ``channels`` int64 [channels of this norm]."""
        self._lender = [(other, channels)]
        self.gamma.requires_grad_(False)
        self.beta.requires_grad_(False)

    @torch.no_grad()
    def settle(self) -> None:
        self.gamma.clamp_(min=SMALLEST_GAIN)

    @torch.no_grad()
    def line(self) -> tuple[np.ndarray, np.ndarray]:
        """(gain, shift) in float64, [channels] each: the norm is gain·x + shift in evaluation mode."""
        gamma, beta, mean, variance = (
            t.detach().cpu().double().numpy() for t in (*self.factors(), self.mean, self.variance)
        )
        gain = gamma / np.sqrt(variance + EPSILON)
        return gain, beta - mean * gain


def scales_with_channels(layer: Layer, spec: Spec, groups: int = 1) -> bool:
    """Whether the codes of g·w are those of w for a positive g of each output channel."""
    if spec.is_float:
        return True
    if spec.granularity is not Granularity.CHANNEL or spec.power_of_two:
        return False
    if layer.op == "ConvTranspose" and groups > 1:
        return False  # a scale is shared by the channels of the same place in every group
    return spec.scheme in (Scheme.INTEGER, Scheme.TERNARY)


def prepared_for_norms(
    proto: onnx.ModelProto, graph: ModelGraph, recipe: Recipe
) -> tuple[onnx.ModelProto, tuple[Place, ...]]:
    """A copy of ``proto`` (prepared) that computes the same, and where norms can be put into it.

    Behind every convolution, and every linear layer with a matrix of samples × channels, that is not the answer of the
    network; not where a weight serves twice, and not in a network that normalises by itself (a transformer). Each gets
    a bias of its own; what cannot take its norm in gets a multiplication by 1 and an addition of 0.
    """
    nodes = {node.name: node for node in proto.graph.node}
    own = any(node.op_type in _NORMS for node in proto.graph.node)
    chosen = () if own else tuple(layer for layer in graph.layers if _can_have_norm(layer, graph, nodes))
    base = with_biases(Base(proto, replace(graph, layers=chosen)))
    arrays = Arrays(base.proto)
    places = []
    added: dict[str, list[onnx.NodeProto]] = {}
    nodes = {node.name: node for node in base.proto.graph.node}
    for key, site in base.sites.items():
        if site.layer.op not in ("Conv", "ConvTranspose", "Gemm") or arrays.uses[site.layer.weight] > 1:
            continue
        node = nodes[site.layer.node]
        groups = int(attributes(node).get("group", 1))
        known = _already(replace(site.layer, bias=site.bias), site.output, graph, arrays)
        if known is not None:
            places.append(known)
            continue
        kept = None
        if not scales_with_channels(site.layer, recipe[key].weight, groups):
            kept, added[key] = _in_the_network(site.layer, node, arrays)
        places.append(Place(site.layer, site.output, site.beta, kept))
    arrays.write()
    if added:
        _insert(base.proto, added)
    return base.proto, tuple(places)


@torch.no_grad()
def norms_for(module: OnnxModule, places: Sequence[Place], batches: Iterable[Tensor], clock: Clock) -> dict[str, Norm]:
    """Tensor -> the norm to put on it, with statistics of the float ``module`` over ``batches``."""
    if not places:
        return {}
    count: dict[str, int] = {}
    sums: dict[str, Tensor] = {}
    squares: dict[str, Tensor] = {}
    names = tuple(place.tensor for place in places)
    for batch in batches:
        for name, value in module.observe(names, batch).items():
            rows = value.detach().transpose(0, 1).flatten(1).double()
            count[name] = count.get(name, 0) + rows.shape[1]
            sums[name] = sums.get(name, torch.zeros(())) + rows.sum(dim=1)
            squares[name] = squares.get(name, torch.zeros(())) + rows.square().sum(dim=1)
    found = {}
    for name in names:
        mean = sums[name] / count[name]
        variance = (squares[name] / count[name] - mean.square()).clamp(min=0)
        found[name] = Norm(mean, variance, clock)
    return found


@torch.no_grad()
def rescale(module: OnnxModule, place: Place, norm: Norm) -> float:
    """Give the weight before ``norm`` the deviation of He et al. 2015, √(2/fan-in); returns what it was multiplied by.

    Before a norm the scale of a weight means nothing to the network, but much to an optimizer: Adam moves every weight
    by the learning rate. A network for pixels of 0 … 255 has weights of a hundredth in its first layer, which a few
    such steps would wipe out. Where the norm stays in the network (``place.kept``) codes do depend on the scale: 1.
    """
    layer, weight = place.layer, module.weight(place.layer.weight)
    size = float(weight.detach().double().square().mean().sqrt())
    if place.kept is not None or not size:
        return 1.0
    factor = (2 * layer.channels / weight.numel()) ** 0.5 / size
    weight.mul_(factor)
    module.weight(str(layer.bias)).mul_(factor)
    norm.mean *= factor
    norm.variance *= factor**2
    # The same function to the last channel: where the variance is next to nothing EPSILON is what counts.
    norm.gamma.copy_((norm.variance + EPSILON).sqrt() / factor)
    return factor


@torch.no_grad()
def recalibrate(module: nn.Module, norms: Iterable[Norm], batches: Iterable[Tensor]) -> None:
    """Let the statistics of ``norms``, which ``module`` holds, be those of ``batches``, all of the same weight.

    What a norm sees depends on those before it, which take each batch's own statistics meanwhile (Yu and Huang 2019,
    section 3.3). ``module`` is left in the mode that it was in.
    """
    chosen, was = list(norms), module.training
    frozen = [norm._clock[0].frozen for norm in chosen]
    try:
        module.train()
        for number, batch in enumerate(batches, 1):
            for norm in chosen:
                norm._clock[0].frozen = False
                norm.momentum = 1 / number
            module(batch)
    finally:
        for norm, before in zip(chosen, frozen, strict=True):
            norm.momentum, norm._clock[0].frozen = MOMENTUM, before
        module.train(was)


@torch.no_grad()
def fold(module: OnnxModule, place: Place, norm: Norm, groups: int, transposed: bool) -> np.ndarray:
    """Take ``norm`` into the weights of ``module``; returns its gain, float64 [channels].

    ``groups`` and ``transposed`` are the node's attributes (``transB`` of a Gemm).
    """
    gain, shift = norm.line()
    if place.kept is not None:
        scale, offset = (module.weight(name) for name in place.kept)
        gains, shifts = gain.reshape(tuple(scale.shape)), shift.reshape(tuple(offset.shape))
        shifts = shifts + gains * offset.detach().cpu().double().numpy()
        offset.data = torch.from_numpy(shifts).to(offset)
        scale.data = torch.from_numpy(gains * scale.detach().cpu().double().numpy()).to(scale)
        return gain
    layer = place.layer
    weight, bias = module.weight(layer.weight), module.weight(str(layer.bias))
    settings = {"group": groups, "transB": int(transposed)}
    values = weight.detach().cpu().double().numpy()
    values = values * per_output(layer.op, settings, values, gain)
    weight.data = torch.from_numpy(values).to(weight)
    moved = bias.detach().cpu().double().numpy()
    moved = (moved * place.beta * gain.reshape(moved.shape) + shift.reshape(moved.shape)) / place.beta
    bias.data = torch.from_numpy(moved).to(bias)
    return gain


# ---- inside ----


def _can_have_norm(layer: Layer, graph: ModelGraph, nodes: dict[str, onnx.NodeProto]) -> bool:
    node = nodes.get(layer.node)
    if node is None or layer.op not in ("Conv", "ConvTranspose", "Gemm") or node.output[0] in graph.outputs:
        return False
    if sum(other.weight == layer.weight for other in graph.layers) > 1 or layer.weight != node.input[1]:
        return False
    tensor = graph.tensors.get(node.output[0])
    if tensor is None or tensor.dtype != "float32" or graph.tensors[layer.weight].dtype != "float32":
        return False
    return layer.op != "Gemm" or not _reaches_output_alone(graph, node.output[0])


def _reaches_output_alone(graph: ModelGraph, tensor: str) -> bool:
    """Whether ``tensor`` is the answer but for a Softmax or the like: its scale belongs to the classes."""
    for _ in range(4):
        if tensor in graph.outputs:
            return True
        readers = graph.consumers.get(tensor, ())
        if len(readers) != 1 or graph.nodes[readers[0]].op not in (
            "Softmax",
            "LogSoftmax",
            "Sigmoid",
            "Reshape",
            "Flatten",
        ):
            return False
        tensor = graph.nodes[readers[0]].outputs[0]
    return False


def _already(layer: Layer, result: str, graph: ModelGraph, arrays: Arrays) -> Place | None:
    """The place of a norm that an earlier training left in the network: a product and a sum by channel."""
    names, tensor, channels = list[str](), result, arrays[str(layer.bias)].size
    for op in ("Mul", "Add"):
        readers = graph.consumers.get(tensor, ())
        node = graph.nodes[readers[0]] if len(readers) == 1 and arrays.uses[tensor] == 1 else None
        if node is None or node.op != op:
            return None
        other = next((name for name in node.inputs if name != tensor), "")
        if other not in arrays or arrays.uses[other] > 1 or arrays[other].shape != _by_channel(layer, channels):
            return None
        names.append(other)
        tensor = node.outputs[0]
    return None if tensor in graph.outputs else Place(layer, tensor, kept=(names[0], names[1]))


def _by_channel(layer: Layer, channels: int) -> tuple[int, ...]:
    """The shape in which ``channels`` values, more than one, broadcast over what ``layer`` puts out."""
    return (channels,) if layer.op == "Gemm" else (channels, *(1,) * (len(layer.weight_shape) - 2))


def _in_the_network(layer: Layer, node: onnx.NodeProto, arrays: Arrays) -> tuple[tuple[str, str], list[onnx.NodeProto]]:
    channels = arrays[node.input[2]].size
    shape = _by_channel(layer, channels)
    names = [arrays.fresh(f"{layer.key}.norm.{part}") for part in ("scale", "shift")]
    arrays[names[0]], arrays[names[1]] = np.ones(shape, np.float32), np.zeros(shape, np.float32)
    result = node.output[0]
    inner = [arrays.fresh(f"{result}.{part}") for part in ("before_norm", "scaled")]
    del node.output[:]
    node.output.append(inner[0])
    make = onnx.helper.make_node
    return (names[0], names[1]), [
        make("Mul", [inner[0], names[0]], [inner[1]], name=f"{layer.key}.norm.Mul"),
        make("Add", [inner[1], names[1]], [result], name=f"{layer.key}.norm.Add"),
    ]


def _insert(proto: onnx.ModelProto, added: dict[str, list[onnx.NodeProto]]) -> None:
    nodes = []
    by_output = {behind[0].input[0]: behind for behind in added.values()}
    for node in proto.graph.node:
        nodes.append(node)
        nodes += by_output.get(node.output[0], []) if node.output else []
    copied = [onnx.NodeProto.FromString(node.SerializeToString()) for node in nodes]
    del proto.graph.node[:]
    proto.graph.node.extend(copied)


def stored(proto: onnx.ModelProto, values: Callable[[str], Tensor | None]) -> onnx.ModelProto:
    """A copy of ``proto`` whose float initializers are ``values`` of their names, where there are such."""
    copied = onnx.ModelProto()
    copied.CopyFrom(proto)
    for tensor in copied.graph.initializer:
        value = values(tensor.name)
        if value is None or not value.is_floating_point():
            continue
        old = numpy_helper.to_array(tensor)
        array = value.detach().cpu().double().numpy().astype(old.dtype)
        if array.shape == old.shape and not np.array_equal(array, old, equal_nan=True):
            tensor.CopyFrom(numpy_helper.from_array(array, tensor.name))
    return copied
