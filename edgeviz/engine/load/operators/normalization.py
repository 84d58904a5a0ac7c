"""Normalizations."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from edgeviz.engine.load.operators.registry import NodeInfo, Run, operator


@operator("BatchNormalization", since=6, has_mode=True)
def batch_normalization(node: NodeInfo) -> Run:
    """Ioffe and Szegedy 2015, arXiv:1502.03167. Inference, or batch statistics while the module trains."""
    eps, momentum = node.attribute("epsilon", 1e-5), node.attribute("momentum", 0.9)
    training_mode = bool(node.attribute("training_mode", 0))

    def run(x: Tensor, w: Tensor, b: Tensor, mean: Tensor, var: Tensor, training: bool = False) -> Tensor:
        # ONNX's momentum is the share of the old statistics, torch's that of the new ones.
        return functional.batch_norm(x, mean, var, w, b, training, 1.0 - momentum, eps)

    def train(x: Tensor, w: Tensor, b: Tensor, mean: Tensor, var: Tensor, training: bool = False) -> tuple[Tensor, ...]:
        axes = [i for i in range(x.dim()) if i != 1]
        batch_var, batch_mean = torch.var_mean(x, axes, correction=0)
        y = functional.batch_norm(x, None, None, w, b, True, 0.0, eps)
        return y, mean * momentum + batch_mean * (1 - momentum), var * momentum + batch_var * (1 - momentum)

    return train if training_mode else run


@operator("InstanceNormalization", since=6)
def instance_normalization(node: NodeInfo) -> Run:
    eps = node.attribute("epsilon", 1e-5)
    return lambda x, w, b: functional.instance_norm(x, None, None, w, b, eps=eps)


@operator("LayerNormalization", since=17)
def layer_normalization(node: NodeInfo) -> Run:
    axis, eps = node.attribute("axis", -1), node.attribute("epsilon", 1e-5)
    if not node.has_output(1) and not node.has_output(2):

        def fast(x: Tensor, w: Tensor | None, b: Tensor | None = None) -> Tensor:
            shape = x.shape[axis:]
            if w is not None and w.shape != shape:
                w = w.expand(shape)
            if b is not None and b.shape != shape:
                b = b.expand(shape)
            return functional.layer_norm(x, shape, w, b, eps)

        return fast

    def run(x: Tensor, w: Tensor | None, b: Tensor | None = None) -> tuple[Tensor, ...]:
        axes = list(range(axis if axis >= 0 else axis + x.dim(), x.dim()))
        wide = x.float() if x.dtype in (torch.float16, torch.bfloat16) else x
        var, mean = torch.var_mean(wide, axes, correction=0, keepdim=True)
        inverse = torch.rsqrt(var + eps)
        y = ((wide - mean) * inverse).to(x.dtype)
        y = y if w is None else y * w
        return (y if b is None else y + b), mean, inverse

    return run


@operator("RMSNormalization", since=23)
def rms_normalization(node: NodeInfo) -> Run:
    """Zhang and Sennrich 2019, arXiv:1910.07467."""
    axis, eps = node.attribute("axis", -1), node.attribute("epsilon", 1e-5)

    def run(x: Tensor, w: Tensor) -> Tensor:
        axes = list(range(axis if axis >= 0 else axis + x.dim(), x.dim()))
        wide = x.float() if x.dtype in (torch.float16, torch.bfloat16) else x
        return (wide * torch.rsqrt(wide.square().mean(axes, keepdim=True) + eps)).to(x.dtype) * w

    return run


@operator("GroupNormalization", since=18)
def group_normalization_of_groups(node: NodeInfo) -> Run:
    """Version 18 has one scale and bias per group."""
    groups, eps = node.attribute("num_groups"), node.attribute("epsilon", 1e-5)

    def run(x: Tensor, w: Tensor, b: Tensor) -> Tensor:
        repeat = x.shape[1] // groups
        return functional.group_norm(x, groups, w.repeat_interleave(repeat), b.repeat_interleave(repeat), eps)

    return run


@operator("GroupNormalization", since=21)
def group_normalization(node: NodeInfo) -> Run:
    """Wu and He 2018, arXiv:1803.08494; since version 21 with scale and bias per channel."""
    groups, eps = node.attribute("num_groups"), node.attribute("epsilon", 1e-5)
    return lambda x, w, b: functional.group_norm(x, groups, w, b, eps)


@operator("LRN")
def local_response(node: NodeInfo) -> Run:
    size, alpha = node.attribute("size"), node.attribute("alpha", 1e-4)
    beta, bias = node.attribute("beta", 0.75), node.attribute("bias", 1.0)

    def run(x: Tensor) -> Tensor:
        before, after = (size - 1) // 2, size - 1 - (size - 1) // 2
        squares = functional.pad(x.square().flatten(2).transpose(1, 2), (before, after))
        total = squares.unfold(2, size, 1).sum(-1).transpose(1, 2).reshape(x.shape)
        return x / torch.pow(bias + alpha / size * total, beta)

    return run


@operator("LpNormalization")
def lp_normalization(node: NodeInfo) -> Run:
    axis, p = node.attribute("axis", -1), node.attribute("p", 2)

    def run(x: Tensor) -> Tensor:
        size = torch.linalg.vector_norm(x, p, axis, keepdim=True)
        return torch.where(size == 0, torch.zeros_like(x), x / size)

    return run


@operator("MeanVarianceNormalization", since=9)
def mean_variance_normalization(node: NodeInfo) -> Run:
    axes = list(node.attribute("axes", (0, 2, 3)))

    def run(x: Tensor) -> Tensor:
        var, mean = torch.var_mean(x, axes, correction=0, keepdim=True)
        return (x - mean) / (torch.sqrt(var) + 1e-9)

    return run
