"""Attention and RotaryEmbedding (Vaswani et al. 2017, arXiv:1706.03762; Su et al. 2021, arXiv:2104.09864)."""

from __future__ import annotations

from math import sqrt

import torch
from torch import Tensor
from torch.nn import functional

from edgeviz.engine.load.operators.dtypes import TORCH_DTYPES
from edgeviz.engine.load.operators.registry import NodeInfo, Run, operator


def _heads(x: Tensor, count: int) -> Tensor:
    """[batch, time, count * size] -> [batch, count, time, size]"""
    return x.reshape(x.shape[0], x.shape[1], count, -1).transpose(1, 2)


def _offset(past: int, nonpad: Tensor | None, queries: int) -> Tensor | int:
    """How many keys precede the first query; per sample with a static cache."""
    return past if nonpad is None else (nonpad.reshape(-1, 1, 1, 1) - queries)


@operator("Attention", since=23)
def attention(node: NodeInfo) -> Run:
    """Scaled dot-product attention with grouped queries, caches, soft cap and the masks of ONNX 23 to 25."""
    q_heads, kv_heads = node.attribute("q_num_heads"), node.attribute("kv_num_heads")
    given_scale, cap = node.attribute("scale"), node.attribute("softcap", 0.0)
    causal, precision = bool(node.attribute("is_causal", 0)), node.attribute("softmax_precision", 0)
    left, right = node.attribute("left_window_size", -1), node.attribute("right_window_size", -1)
    mode = node.attribute("qk_matmul_output_mode", 0)
    # The scores are only materialised when something looks at them.
    fused = not node.has_output(3) and not cap and not precision

    def run(
        q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None = None, past_k: Tensor | None = None,
        past_v: Tensor | None = None, nonpad: Tensor | None = None,
    ) -> tuple[Tensor, ...]:  # fmt: skip
        flat = q.dim() == 3
        if flat:
            q, k, v = _heads(q, q_heads), _heads(k, kv_heads), _heads(v, kv_heads)
        past = 0
        if past_k is not None and past_v is not None:
            past = past_k.shape[2]
            k, v = torch.cat([past_k, k], 2), torch.cat([past_v, v], 2)
        present_k, present_v = k, v
        if q.shape[1] != k.shape[1]:
            repeat = q.shape[1] // k.shape[1]
            k, v = k.repeat_interleave(repeat, 1), v.repeat_interleave(repeat, 1)
        scale = 1 / sqrt(q.shape[-1]) if given_scale is None else given_scale
        bias = _bias(q, k, mask, past, nonpad, causal, left, right)
        if fused and bias is None:
            y, scores = functional.scaled_dot_product_attention(q, k, v, scale=scale), q
        else:
            y, scores = _explicit(q, k, v, bias, scale, cap, precision, mode)
        if flat:
            y = y.transpose(1, 2).flatten(2)
        return y, present_k, present_v, scores

    return run


def _bias(
    q: Tensor, k: Tensor, mask: Tensor | None, past: int, nonpad: Tensor | None, causal: bool, left: int, right: int
) -> Tensor | None:
    """What is added to the scores: 0 or a mask's value where a query may look, -inf elsewhere."""
    queries, keys = q.shape[2], k.shape[2]
    allowed: Tensor | None = None
    if causal or left >= 0 or right >= 0:
        distance = torch.arange(queries)[:, None] + _offset(past, nonpad, queries) - torch.arange(keys)
        allowed = torch.ones_like(distance, dtype=torch.bool)
        if causal:
            allowed = allowed & (distance >= 0)
        if left >= 0:
            allowed = allowed & (distance <= left)
        if right >= 0:
            allowed = allowed & (-distance <= right)
    if nonpad is not None:
        filled = torch.arange(keys) < nonpad.reshape(-1, 1, 1, 1)
        allowed = filled if allowed is None else allowed & filled
    bias = None
    if mask is not None:
        missing = keys - mask.shape[-1]
        if mask.dtype == torch.bool:
            mask = torch.zeros(mask.shape, dtype=q.dtype).masked_fill(~mask, float("-inf"))
        bias = functional.pad(mask, (0, missing), value=float("-inf")) if missing > 0 else mask
    if allowed is not None:
        forbidden = torch.zeros(allowed.shape, dtype=q.dtype).masked_fill(~allowed, float("-inf"))
        bias = forbidden if bias is None else bias + forbidden
    return bias


def _explicit(
    q: Tensor, k: Tensor, v: Tensor, bias: Tensor | None, scale: float, cap: float, precision: int, mode: int
) -> tuple[Tensor, Tensor]:
    root = torch.tensor(sqrt(scale)).to(q.dtype)
    scores = (q * root) @ (k.transpose(-1, -2) * root)
    shown = scores
    if cap:
        scores = torch.tanh(scores / cap) * cap
        shown = scores if mode == 1 else shown
    biased = scores if bias is None else scores + bias
    if mode == 2:
        shown = biased
    if precision:
        biased = biased.to(TORCH_DTYPES[precision])
    weights = torch.softmax(biased, -1)
    if bias is not None:
        # A query that may look nowhere gets zeros, not the NaN of a softmax over nothing.
        weights = weights.masked_fill(bias.amax(-1, keepdim=True) == float("-inf"), 0.0)
    if mode == 3:
        shown = weights
    return weights.to(q.dtype) @ v, shown.to(q.dtype)


@operator("RotaryEmbedding", since=23)
def rotary_embedding(node: NodeInfo) -> Run:
    interleaved, heads = bool(node.attribute("interleaved", 0)), node.attribute("num_heads", 0)
    rotated_size = node.attribute("rotary_embedding_dim", 0)

    def run(x: Tensor, cos: Tensor, sin: Tensor, positions: Tensor | None = None) -> Tensor:
        flat = x.dim() == 3
        y = _heads(x, heads) if flat else x
        size = rotated_size or y.shape[-1]
        rotate, rest = y[..., :size], y[..., size:]
        if positions is not None:
            cos, sin = cos[positions.to(torch.int64)], sin[positions.to(torch.int64)]
        cos, sin = cos.unsqueeze(1), sin.unsqueeze(1)
        a, b = (rotate[..., 0::2], rotate[..., 1::2]) if interleaved else rotate.chunk(2, -1)
        real, imaginary = cos * a - sin * b, sin * a + cos * b
        if interleaved:
            turned = torch.stack([real, imaginary], -1).flatten(-2)
        else:
            turned = torch.cat([real, imaginary], -1)
        y = torch.cat([turned, rest], -1)
        return y.transpose(1, 2).reshape(x.shape) if flat else y

    return run
