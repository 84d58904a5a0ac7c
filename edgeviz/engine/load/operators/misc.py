"""Casts, constants, ranges, random numbers and the rest."""

from __future__ import annotations

from math import prod

import numpy as np
import torch
from onnx import TensorProto
from torch import Tensor
from torch.nn import functional

from edgeviz.engine.load.operators.dtypes import SUB_BYTE, TORCH_DTYPES, cast, to_tensor
from edgeviz.engine.load.operators.registry import NodeInfo, Run, ints, operator

#: 2 GiB of single bytes, the largest message that an ONNX file can hold.
MAXIMUM_ELEMENTS = 1 << 31


@operator("Cast", since=6, any_type=True)
def cast_(node: NodeInfo) -> Run:
    to, saturate = node.attribute("to"), bool(node.attribute("saturate", 1))
    mode = node.attribute("round_mode", "up")
    if to not in TORCH_DTYPES:
        raise TypeError("a cast to strings cannot be carried by a tensor")
    if node.input_type(0) == to:
        return lambda x: x
    dtype = TORCH_DTYPES[to]
    if dtype in (torch.float32, torch.float64) and to != TensorProto.FLOAT4E2M1:
        return lambda x: x.to(dtype)
    return lambda x: cast(x, to, saturate, mode)


@operator("CastLike", since=15, any_type=True)
def cast_like(node: NodeInfo) -> Run:
    saturate, mode = bool(node.attribute("saturate", 1)), node.attribute("round_mode", "up")
    to = node.input_type(1) or node.output_type(0)
    by_dtype = {dtype: kind for kind, dtype in reversed(TORCH_DTYPES.items())}

    def run(x: Tensor, like: Tensor) -> Tensor:
        return cast(x, to or by_dtype[like.dtype], saturate, mode)

    return run


@operator("BitCast", since=26, any_type=True)
def bit_cast(node: NodeInfo) -> Run:
    to = node.attribute("to")
    if to in SUB_BYTE or node.input_type(0) in SUB_BYTE:
        raise TypeError("bits of types below one byte are not kept by a tensor")
    dtype = TORCH_DTYPES[to]
    return lambda x: x.contiguous().view(dtype) if x.dim() else x.reshape(1).view(dtype).reshape(())


@operator("Constant", any_type=True)
def constant(node: NodeInfo) -> Run:
    value = to_tensor(constant_value(node.attributes))
    return lambda: value


def constant_value(attributes: dict[str, object] | object) -> np.ndarray:
    """The value of a Constant node from its attributes. TypeError for strings and sparse tensors."""
    assert isinstance(attributes, dict)
    for name, value in attributes.items():
        if name == "value" and isinstance(value, np.ndarray):
            return value
        if name in ("value_float", "value_floats"):
            return np.array(value, np.float32)
        if name in ("value_int", "value_ints"):
            return np.array(value, np.int64)
    raise TypeError(f"a constant given by {', '.join(attributes)} cannot be carried by a tensor")


@operator("ConstantOfShape", since=9, any_type=True)
def constant_of_shape(node: NodeInfo) -> Run:
    value = node.attribute("value")
    fill = torch.zeros((), dtype=torch.float32) if value is None else to_tensor(value).reshape(())

    def run(shape: Tensor) -> Tensor:
        wanted = tuple(shape.tolist())
        if prod(wanted) > MAXIMUM_ELEMENTS:
            raise ValueError(f"a constant of shape {wanted} is too large")
        return fill.expand(wanted).clone()

    return run


@operator("Range", since=11)
def range_(node: NodeInfo) -> Run:
    def run(start: Tensor, limit: Tensor, delta: Tensor) -> Tensor:
        first, step = start.item(), delta.item()
        count = max(int(np.ceil((limit.item() - first) / step)), 0)
        if start.is_floating_point():
            return start + torch.arange(count, dtype=torch.int64).to(start.dtype) * delta
        return torch.arange(count, dtype=torch.int64).mul_(int(step)).add_(int(first)).to(start.dtype)

    return run


@operator("EyeLike", since=9)
def eye_like(node: NodeInfo) -> Run:
    k, kind = node.attribute("k", 0), node.attribute("dtype")

    def run(x: Tensor) -> Tensor:
        y = torch.zeros(x.shape, dtype=TORCH_DTYPES[kind] if kind else x.dtype)
        if -x.shape[0] < k < x.shape[1]:
            torch.diagonal(y, k).fill_(1)
        return y

    return run


@operator("OneHot", since=9)
def one_hot(node: NodeInfo) -> Run:
    axis = node.attribute("axis", -1)

    def run(indices: Tensor, depth: Tensor, values: Tensor) -> Tensor:
        count = int(depth.reshape(-1)[0])
        index = indices.to(torch.int64)
        index = torch.where(index < 0, index + count, index)
        at = axis if axis >= 0 else axis + indices.dim() + 1
        shape = [1] * (indices.dim() + 1)
        shape[at] = count
        hot = index.unsqueeze(at) == torch.arange(count).reshape(shape)
        return torch.where(hot, values[1], values[0])

    return run


@operator("Dropout", since=6, has_mode=True)
def dropout(node: NodeInfo) -> Run:
    """Identity at inference; while the module trains, Srivastava et al. 2014 with the ratio of the file."""
    ratio = node.attribute("ratio")
    if ratio is None:
        known = node.constant(1)
        ratio = 0.5 if known is None else float(known.reshape(-1)[0])
    masked = node.has_output(1)

    def run(
        x: Tensor, rate: Tensor | None = None, training_mode: Tensor | None = None, training: bool = False
    ) -> Tensor | tuple[Tensor, Tensor]:
        probability = ratio if rate is None else float(rate)
        active = training or (training_mode is not None and bool(training_mode))
        if not masked:
            return functional.dropout(x, probability, active)
        if not active or probability == 0:
            return x, torch.ones_like(x, dtype=torch.bool)
        mask = torch.rand_like(x) >= probability
        return x * mask / (1 - probability), mask

    return run


def _generator(node: NodeInfo) -> torch.Generator | None:
    seed = node.attribute("seed")
    return None if seed is None else torch.Generator().manual_seed(int(abs(seed) * 1000))


@operator("RandomNormal", "RandomUniform")
def random(node: NodeInfo) -> Run:
    shape, dtype = ints(node.attribute("shape")), TORCH_DTYPES[node.attribute("dtype", 1)]
    return lambda: _draw(node, shape, dtype)


@operator("RandomNormalLike", "RandomUniformLike")
def random_like(node: NodeInfo) -> Run:
    kind = node.attribute("dtype")
    return lambda x: _draw(node, tuple(x.shape), TORCH_DTYPES[kind] if kind else x.dtype)


def _draw(node: NodeInfo, shape: tuple[int, ...], dtype: torch.dtype) -> Tensor:
    generator = _generator(node)
    if "Normal" in node.op:
        mean, scale = node.attribute("mean", 0.0), node.attribute("scale", 1.0)
        return torch.randn(shape, generator=generator).mul_(scale).add_(mean).to(dtype)
    low, high = node.attribute("low", 0.0), node.attribute("high", 1.0)
    return torch.rand(shape, generator=generator).mul_(high - low).add_(low).to(dtype)


@operator("Bernoulli", since=15)
def bernoulli(node: NodeInfo) -> Run:
    kind = node.attribute("dtype")

    def run(x: Tensor) -> Tensor:
        drawn = torch.rand(x.shape, generator=_generator(node)) < x
        return drawn.to(TORCH_DTYPES[kind] if kind else x.dtype)

    return run


@operator("Multinomial", since=7)
def multinomial(node: NodeInfo) -> Run:
    count, kind = node.attribute("sample_size", 1), node.attribute("dtype", 6)

    def run(x: Tensor) -> Tensor:
        drawn = torch.multinomial(torch.softmax(x, 1), count, True, generator=_generator(node))
        return drawn.to(TORCH_DTYPES[kind])

    return run
