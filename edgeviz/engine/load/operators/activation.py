"""Activations, including Softmax and Clip."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from edgeviz.engine.load.operators.registry import NodeInfo, Overwriting, Run, operator, plain

plain(
    {
        "Sigmoid": torch.sigmoid,
        "Tanh": torch.tanh,
        "Softplus": lambda x: functional.softplus(x, threshold=1e9),
        "Softsign": functional.softsign,
        "Mish": functional.mish,
        "HardSwish": functional.hardswish,
    }
)


@operator("Relu")
def relu(node: NodeInfo) -> Run:
    return Overwriting(torch.relu, torch.relu_)


def _between(low: float | None, high: float | None) -> Run:
    if low is None and high is None:
        return lambda x, *_: x
    return Overwriting(lambda x, *_: torch.clamp(x, low, high), lambda x, *_: torch.clamp_(x, low, high))


@operator("LeakyRelu")
def leaky_relu(node: NodeInfo) -> Run:
    slope = node.attribute("alpha", 0.01)
    return lambda x: functional.leaky_relu(x, slope)


@operator("Elu")
def elu(node: NodeInfo) -> Run:
    alpha = node.attribute("alpha", 1.0)
    return lambda x: functional.elu(x, alpha)


@operator("Celu", since=12)
def celu(node: NodeInfo) -> Run:
    alpha = node.attribute("alpha", 1.0)
    return lambda x: functional.celu(x, alpha)


@operator("Selu")
def selu(node: NodeInfo) -> Run:
    # The default constants are those of Klambauer et al. 2017 in single precision.
    alpha, gamma = node.attribute("alpha", 1.6732632423543772), node.attribute("gamma", 1.0507009873554805)
    return lambda x: torch.where(x > 0, gamma * x, gamma * alpha * torch.expm1(x.clamp(max=0)))


@operator("Gelu", since=20)
def gelu(node: NodeInfo) -> Run:
    approximate = node.attribute("approximate", "none")
    return lambda x: functional.gelu(x, approximate=approximate)


@operator("Swish", since=24)
def swish(node: NodeInfo) -> Run:
    alpha = node.attribute("alpha", 1.0)
    return (lambda x: functional.silu(x)) if alpha == 1.0 else (lambda x: x * torch.sigmoid(alpha * x))


@operator("HardSigmoid")
def hard_sigmoid(node: NodeInfo) -> Run:
    alpha, beta = node.attribute("alpha", 0.2), node.attribute("beta", 0.5)
    return lambda x: (alpha * x + beta).clamp(0, 1)


@operator("ThresholdedRelu", since=10)
def thresholded_relu(node: NodeInfo) -> Run:
    alpha = node.attribute("alpha", 1.0)
    return lambda x: torch.where(x > alpha, x, torch.zeros_like(x))


@operator("Shrink", since=9)
def shrink(node: NodeInfo) -> Run:
    bias, threshold = node.attribute("bias", 0.0), node.attribute("lambd", 0.5)

    def run(x: Tensor) -> Tensor:
        zero = torch.zeros_like(x)
        return torch.where(x < -threshold, x + bias, torch.where(x > threshold, x - bias, zero)).to(x.dtype)

    return run


@operator("PRelu", since=6)
def prelu_of_channels(node: NodeInfo) -> Run:
    """Before version 7: one slope, or one for each channel."""
    return lambda x, slope: functional.prelu(x, slope.reshape(-1))


@operator("PRelu", since=7)
def prelu(node: NodeInfo) -> Run:
    return lambda x, slope: torch.where(x >= 0, x, x * slope)


def _bound(node: NodeInfo, index: int) -> float | int | None:
    value = node.constant(index)
    return None if value is None or value.size != 1 else value.reshape(-1)[0].item()


@operator("Clip", since=6)
def clip_attributes(node: NodeInfo) -> Run:
    return _between(node.attribute("min"), node.attribute("max"))


@operator("Clip", since=11)
def clip(node: NodeInfo) -> Run:
    if all(not node.has_input(i) or _bound(node, i) is not None for i in (1, 2)):
        return _between(_bound(node, 1), _bound(node, 2))
    return lambda x, low=None, high=None: x if low is None and high is None else torch.clamp(x, low, high)


def _flattened(run: Run, axis: int) -> Run:
    """Before version 13 the input counts as a matrix: the axes up to ``axis`` are rows, the others columns."""

    def on_matrix(x: Tensor) -> Tensor:
        rows = 1
        for size in x.shape[: axis if axis >= 0 else axis + x.dim()]:
            rows *= size
        return run(x.reshape(rows, -1), 1).reshape(x.shape)

    return on_matrix


def _hardmax(x: Tensor, axis: int) -> Tensor:
    return torch.zeros_like(x).scatter_(axis, x.argmax(axis, keepdim=True), 1)


_SOFTMAX: dict[str, Run] = {"Softmax": torch.softmax, "LogSoftmax": torch.log_softmax, "Hardmax": _hardmax}


@operator("Softmax", "LogSoftmax", "Hardmax")
def softmax_of_matrix(node: NodeInfo) -> Run:
    return _flattened(_SOFTMAX[node.op], node.attribute("axis", 1))


@operator("Softmax", "LogSoftmax", "Hardmax", since=13)
def softmax(node: NodeInfo) -> Run:
    run, axis = _SOFTMAX[node.op], node.attribute("axis", -1)
    return lambda x: run(x, axis)
