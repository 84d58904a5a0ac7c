"""What searched networks are built of: every part computes in torch and writes itself as ONNX, batch norms folded.

A part's place in the module is the key of its layers in the file, and names the operator it belongs to
("block2.inverted1.project"): a weight has the same name in every network of a space that has it, which is what a
supernet shares by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from edgeviz.core.nas.sizes import rounded
from edgeviz.engine.nas.writer import Writer

Floats = NDArray[np.float64]


def written_name(parameter: str) -> str:
    """What a network's file calls the weight ``parameter`` of its module: a ConvNorm's goes by its layer's name."""
    layer = parameter.removesuffix(".conv.weight")
    return parameter if layer == parameter else f"{layer}.weight"


class ConvNorm(nn.Module):
    """A convolution without bias, its batch norm and, where wanted, a Relu. "Same" padding for odd kernels."""

    def __init__(
        self, inputs: int, outputs: int, kernel: int, stride: int = 1, depthwise: bool = False, relu: bool = True
    ) -> None:
        super().__init__()
        groups = inputs if depthwise else 1
        self.conv = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, groups=groups, bias=False)
        self.norm = nn.BatchNorm2d(outputs)
        self.relu = relu
        nn.init.kaiming_normal_(self.conv.weight, mode="fan_out", nonlinearity="relu")

    def forward(self, x: Tensor) -> Tensor:
        x = self.norm(self.conv(x))
        return functional.relu(x) if self.relu else x

    def write(self, to: Writer, x: str, key: str) -> str:
        gain, shift = _line(self.norm)
        weight = _array(self.conv.weight) * gain[:, None, None, None]
        inputs = [x, to.weight(f"{key}.weight", weight), to.weight(f"{key}.bias", shift)]
        half = self.conv.kernel_size[0] // 2
        x = to.node(
            "Conv",
            inputs,
            key,
            kernel_shape=list(self.conv.kernel_size),
            strides=list(self.conv.stride),
            pads=[half] * 4,
            group=self.conv.groups,
        )
        return to.node("Relu", [x], f"{key}.relu") if self.relu else x


class SqueezeExcite(nn.Module):
    """Channels weighed by what the whole picture says of them (Hu et al. 2018); ``inner`` channels in between."""

    def __init__(self, channels: int, inner: int) -> None:
        super().__init__()
        self.reduce = nn.Conv2d(channels, inner, 1)
        self.widen = nn.Conv2d(inner, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        seen = functional.relu(self.reduce(x.mean((2, 3), keepdim=True)))
        return x * torch.sigmoid(self.widen(seen))

    def write(self, to: Writer, x: str, key: str) -> str:
        seen = to.node("GlobalAveragePool", [x], f"{key}.pool")
        seen = to.node("Relu", [_conv1(to, self.reduce, seen, f"{key}.reduce")], f"{key}.relu")
        gate = to.node("Sigmoid", [_conv1(to, self.widen, seen, f"{key}.widen")], f"{key}.sigmoid")
        return to.node("Mul", [x, gate], f"{key}.mul")


@dataclass(frozen=True, slots=True)
class LayerPlan:
    """One layer of a block. operator: conv, separable or inverted; expansion: of the inverted bottleneck only.

    squeeze_excite: channels inside it as a share of those it weighs, 0 for none. skip: add the input where the shapes
    agree.
    """

    operator: str
    inputs: int
    outputs: int
    kernel: int
    stride: int = 1
    expansion: float = 1.0
    squeeze_excite: float = 0.0
    skip: bool = True

    @property
    def hidden(self) -> int:
        """Channels that the spatial convolution puts out."""
        match self.operator:
            case "inverted":
                return rounded(self.inputs * self.expansion)
            case "separable":
                return self.inputs
            case _:
                return self.outputs


class SearchedLayer(nn.Module):
    """A plain convolution, a depthwise one and a 1×1 projection, or an inverted bottleneck (Sandler et al. 2018)."""

    def __init__(self, plan: LayerPlan) -> None:
        super().__init__()
        hidden = plan.hidden
        inverted, plain = plan.operator == "inverted", plan.operator == "conv"
        if inverted:
            self.expand = ConvNorm(plan.inputs, hidden, 1)
        if plain:
            self.conv = ConvNorm(plan.inputs, hidden, plan.kernel, plan.stride)
        else:
            self.depthwise = ConvNorm(hidden, hidden, plan.kernel, plan.stride, depthwise=True)
        if plan.squeeze_excite > 0:
            self.squeeze = SqueezeExcite(hidden, rounded(hidden * plan.squeeze_excite))
        if not plain:
            self.project = ConvNorm(hidden, plan.outputs, 1, relu=False)
        self.adds = plan.skip and plan.stride == 1 and plan.inputs == plan.outputs

    def forward(self, x: Tensor) -> Tensor:
        made = x
        for part in self.children():
            made = part(made)
        return made + x if self.adds else made

    def write(self, to: Writer, x: str, key: str) -> str:
        made = x
        for name, part in self.named_children():
            assert isinstance(part, ConvNorm | SqueezeExcite)
            made = part.write(to, made, f"{key}.{name}")
        return to.node("Add", [made, x], f"{key}.add") if self.adds else made


def block_of(layers: Sequence[LayerPlan]) -> nn.Sequential:
    """The layers one after the other, each named by its operator and number."""
    block = nn.Sequential()
    for number, layer in enumerate(layers, 1):
        block.add_module(f"{layer.operator}{number}", SearchedLayer(layer))
    return block


def on_batches(module: nn.Module) -> nn.Module:
    """``module`` with batch norms that use the batch's statistics always and keep none. In place."""
    for norm in module.modules():
        if isinstance(norm, nn.BatchNorm2d):
            norm.track_running_stats = False
            norm.running_mean = norm.running_var = norm.num_batches_tracked = None
    return module


@dataclass(frozen=True)
class NetworkPlan:
    """A whole network: stem, blocks of layers by name, a 1×1 head, the mean over the picture, a linear layer.

    shape: (channels, height, width) of a sample. resolution: pixels of the sides that the blocks see; the picture is
    resized by the network itself, so that every network of a space takes the same data.
    """

    shape: tuple[int, int, int]
    classes: int
    stem: int
    stem_stride: int
    blocks: Mapping[str, Sequence[LayerPlan]]
    head: int
    resolution: tuple[int, int] | None = None


class Network(nn.Module):
    """A searched network. forward: [n, *shape] -> logits [n, classes]."""

    #: The loop keeps the last epoch: the samples that candidates are judged by choose nothing.
    keeps_last = True

    def __init__(self, plan: NetworkPlan) -> None:
        super().__init__()
        self.plan = plan
        self.stem = ConvNorm(plan.shape[0], plan.stem, 3, plan.stem_stride)
        width = plan.stem
        self.block_names = tuple(plan.blocks)
        for name, layers in plan.blocks.items():
            self.add_module(name, block_of(layers))
            width = layers[-1].outputs
        self.head = ConvNorm(width, plan.head, 1)
        self.classifier = nn.Linear(plan.head, plan.classes)
        nn.init.normal_(self.classifier.weight, std=0.01)
        nn.init.zeros_(self.classifier.bias)

    def forward(self, x: Tensor) -> Tensor:
        if self.plan.resolution is not None:
            x = functional.interpolate(x, self.plan.resolution, mode="bilinear", align_corners=False)
        x = self.stem(x)
        for name in self.block_names:
            x = self.get_submodule(name)(x)
        answer: Tensor = self.classifier(self.head(x).mean((2, 3)))
        return answer

    def proto(self, name: str) -> onnx.ModelProto:
        """The network as an ONNX model with a free batch, its batch norms folded into the convolutions."""
        to, x = Writer(), "input"
        if self.plan.resolution is not None:
            x = self._resize(to, x, self.plan.resolution)
        x = self.stem.write(to, x, "stem")
        for block in self.block_names:
            for key, layer in self.get_submodule(block).named_children():
                assert isinstance(layer, SearchedLayer)
                x = layer.write(to, x, f"{block}.{key}")
        x = to.node("GlobalAveragePool", [self.head.write(to, x, "head")], "pool")
        x = to.node("Flatten", [x], "flatten", axis=1)
        weight = to.weight("classifier.weight", _array(self.classifier.weight))
        bias = to.weight("classifier.bias", _array(self.classifier.bias))
        x = to.node("Gemm", [x, weight, bias], "classifier", transB=1)
        return to.model(self.plan.shape, x, self.plan.classes, name)

    def _resize(self, to: Writer, x: str, size: tuple[int, int]) -> str:
        sides = zip(size, self.plan.shape[1:], strict=True)
        scales = np.array([1, 1, *(want / have for want, have in sides)], np.float32)
        for axis, (want, have) in enumerate(zip(size, self.plan.shape[1:], strict=True), 2):
            while int(float(scales[axis]) * have) < want:  # rounded down, it would lose a row
                scales[axis] = np.nextafter(scales[axis], np.float32(np.inf))
        names = ["", to.weight("resize.scales", scales)]
        return to.node("Resize", [x, *names], "resize", mode="linear", coordinate_transformation_mode="half_pixel")


def _line(norm: nn.BatchNorm2d) -> tuple[Floats, Floats]:
    """(gain, shift): the norm is gain·x + shift in evaluation mode (Jacob et al. 2018, eq. 14)."""
    assert norm.running_mean is not None and norm.running_var is not None
    gain = _array(norm.weight) / np.sqrt(_array(norm.running_var) + norm.eps)
    return gain, _array(norm.bias) - _array(norm.running_mean) * gain


def _array(value: Tensor) -> Floats:
    found: Floats = value.detach().cpu().double().numpy()
    return found


def _conv1(to: Writer, conv: nn.Conv2d, x: str, key: str) -> str:
    assert conv.bias is not None
    inputs = [x, to.weight(f"{key}.weight", _array(conv.weight)), to.weight(f"{key}.bias", _array(conv.bias))]
    return to.node("Conv", inputs, key, kernel_shape=[1, 1])
