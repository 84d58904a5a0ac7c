"""Quantizers with the gradient rule that their paper trains them by.

Forward, each computes bit for bit what ``engine.quant`` makes of the same values, so that what was trained is what is
exported. Backward, where the true derivative is zero almost everywhere, each has the rule of its paper. Shadow weights
stay in float32; ``clip_shadow`` is for those schemes that confine them.
"""

from __future__ import annotations

from math import sqrt
from typing import Any

import torch
from torch import Tensor

from edgeviz.core.spec import Granularity, Scheme, Spec
from edgeviz.engine.quant.params import code_range
from edgeviz.engine.quant.primitives import binarize, round_trip
from edgeviz.engine.quant.schemes import TTQ_SHARE, code_weight, represented, ternary_codes

_SIGN = Spec(1, Scheme.BINARY)


def straight_through(x: Tensor, quantized: Tensor) -> Tensor:
    """``quantized`` forward, the gradient of the identity in ``x`` backward (Bengio et al. 2013, section 4)."""
    result: Tensor = _Identity.apply(x, quantized)
    return result


# ---- uniform, with a learned step or range ----


def lsq(v: Tensor, step: Tensor, low: int, high: int, axis: int | None = None) -> Tensor:
    """s·round(clip(v/s, −Q_N, Q_P)) with a learned step s (Esser et al. 2020, eq. 1 to 3 and 5).

    ``step`` has shape () or [channels] along ``axis``; codes lie in ``low`` = −Q_N … ``high`` = Q_P. By v the gradient
    passes where −Q_N < v/s < Q_P; by s it is round(v/s) − v/s there and −Q_N or Q_P outside, times 1/√(n·Q) (section
    2.2) with n the values that share a step and Q the larger of Q_N and Q_P. For activations, whose batch is not
    counted, use ``lsq_activations``.
    """
    return _lsq(v, step, low, high, axis, v.numel() / step.numel())


def lsq_activations(x: Tensor, step: Tensor, low: int, high: int) -> Tensor:
    """``lsq`` per tensor for activations [batch, ...]: n counts the features of one sample."""
    return _lsq(x, step, low, high, None, x.numel() / max(1, x.shape[0]))


def lsq_step(v: Tensor, high: int, axis: int | None = None) -> Tensor:
    """Where a step starts: 2·mean|v|/√Q_P (Esser et al. 2020, section 2.1), shape () or [channels along ``axis``].

    Where all values are zero, 1: a step of zero would divide by it.
    """
    size = v.detach().abs()
    mean = size.mean() if axis is None else size.movedim(axis, 0).flatten(1).mean(dim=1)
    return torch.where(mean > 0, 2 * mean / sqrt(high), torch.ones_like(mean))


def lsq_range(bits: int, signed: bool) -> tuple[int, int]:
    """Codes of a step: ±(2^(b−1) − 1) signed, as ``engine.quant`` confines weights, 0 … 2^b − 1 unsigned.

    The paper's signed range has one code more below, −2^(b−1), which a symmetric recipe does not. ValueError for one
    signed bit, which has no step: BWN is meant.
    """
    if signed and bits < 2:
        raise ValueError("one signed bit has no learned step; use bwn")
    return code_range(bits, symmetric=signed, restricted=True)


def pact(x: Tensor, alpha: Tensor, bits: int) -> Tensor:
    """round(y·(2^k − 1)/α)·α/(2^k − 1) with y = clip(x, 0, α) and a learned α > 0, shape () (Choi et al. 2018).

    Equations 1 to 3: by x the gradient passes where 0 <= x < α, by α it is 1 where x >= α and 0 elsewhere. α wants a
    weight decay of its own (section 3.2).
    """
    result: Tensor = _Pact.apply(x, alpha, (1 << bits) - 1)
    return result


# ---- DoReFa ----


def dorefa_weight(w: Tensor, bits: int) -> Tensor:
    """2·q_k(tanh(w)/(2·max|tanh(w)|) + ½) − 1; rounding is straight-through, the rest is differentiated.

    Zhou et al. 2016, eq. 9 and, at one bit, sign(w)·mean|w| with the gradient of the identity (eq. 7 and 8).
    """
    values = _represented(w, Spec(bits, Scheme.DOREFA), 0)
    if bits == 1:
        return straight_through(w, values)
    squashed = torch.tanh(w)
    largest = squashed.abs().max().clamp(min=torch.finfo(w.dtype).tiny)
    return straight_through(squashed / largest, values)


def dorefa_activation(x: Tensor, bits: int) -> Tensor:
    """q_k(clip(x, 0, 1)): the gradient passes where x lies in 0 … 1 (Zhou et al. 2016, eq. 5, 6 and 11)."""
    clipped = x.clamp(0, 1)
    top = (1 << bits) - 1
    step = torch.ones((), dtype=x.dtype, device=x.device) / top
    return straight_through(clipped, round_trip(clipped.detach(), step, step.new_zeros(()), step.new_tensor(top)))


# ---- shared weights ----


def shared_weights(table: Tensor, codes: Tensor) -> Tensor:
    """table[codes]: weights [...] that share the centroids of ``table`` [2^b]; ``codes`` int64 [...].

    The gradient of a centroid is the sum of those of its members (Han et al. 2016, section 3.3).
    """
    result: Tensor = _Shared.apply(table, codes)
    return result


# ---- binary ----


def binary_connect(w: Tensor, generator: torch.Generator | None = None) -> Tensor:
    """±1: the sign, or with a ``generator`` +1 with probability clip((w + 1)/2, 0, 1).

    Courbariaux et al. 2015, eq. 1 to 3 and algorithm 1: the gradient by the binary weight updates the real one, which
    ``clip_shadow`` keeps in −1 … 1 (section 2.4). A generator draws anew at every call.
    """
    if generator is None:
        return straight_through(w, _represented(w, _SIGN, 0))
    drawn = torch.rand(w.shape, generator=generator, device=generator.device).to(w.device)
    one = torch.ones((), dtype=w.dtype, device=w.device)
    return straight_through(w, torch.where(drawn < ((w.detach() + 1) / 2).clamp(0, 1), one, -one))


@torch.no_grad()
def clip_shadow(w: Tensor) -> None:
    """Keep real weights in −1 … 1, in place after an update (Courbariaux et al. 2015, section 2.4)."""
    w.clamp_(-1, 1)


def bwn(w: Tensor, axis: int | None = 0) -> Tensor:
    """α·sign(w) with α = mean|w| of each filter along ``axis``, of the whole tensor for None.

    Rastegari et al. 2016, eq. 6; backward as in section 3.1: ∂C/∂W̃·(1/n + α·1[|w| <= 1]), n values in a filter.
    """
    spec = Spec(1, Scheme.INTEGER, granularity=_granularity(axis))
    result: Tensor = _Bwn.apply(w, _represented(w, spec, axis or 0), axis)
    return result


def xnor_input(x: Tensor, scale: Tensor) -> Tensor:
    """β·sign(x) with ``scale`` = β, shape (); by x the gradient is β·1[|x| <= 1], by β it is Σ sign(x).

    Rastegari et al. 2016, section 3.2. β is one number for the tensor instead of the paper's K, as everywhere in
    EdgeViz (see ``core.schemes.XNOR``). The weights beside such inputs are those of ``bwn``.
    """
    result: Tensor = _SignInput.apply(x, scale)
    return result


# ---- ternary ----


def twn(w: Tensor, axis: int | None = None) -> Tensor:
    """−α, 0, +α with Δ = 0.7·mean|w| and α = mean of |w| above Δ (Li et al. 2016, eq. 5 and 6).

    Backward: the gradient by the ternary weight updates the real one (section 2.3). One α for the tensor, or for each
    channel along ``axis``.
    """
    spec = Spec(2, Scheme.TERNARY, granularity=_granularity(axis))
    return straight_through(w, _represented(w, spec, axis or 0))


def ttq(w: Tensor, positive: Tensor, negative: Tensor, share: float = TTQ_SHARE) -> Tensor:
    """+W_p where w > Δ, −W_n where w < −Δ, else 0; Δ = share·max|w|, learned scales of shape () (Zhu et al. 2017).

    Equations 6 to 8: by W_p the sum of the gradients over w > Δ, by W_n minus that over w < −Δ (the true derivative
    of −W_n; the paper writes the sum without the sign), by w the gradient times W_p, 1 or W_n.
    """
    result: Tensor = _Ttq.apply(w, positive, negative, share)
    return result


# ---- inside ----


def _represented(w: Tensor, spec: Spec, axis: int) -> Tensor:
    """What ``engine.quant`` makes of ``w``; its tables are arrays in the memory of the processor."""
    values = w.detach().to("cpu", torch.float32)
    return represented(values, spec, code_weight(values, spec, axis)).to(w.device, w.dtype)


def _granularity(axis: int | None) -> Granularity:
    return Granularity.TENSOR if axis is None else Granularity.CHANNEL


def _along(values: Tensor, axis: int | None, ndim: int) -> Tensor:
    """[channels] or () so that it broadcasts; unlike ``primitives.broadcast`` it stays where it is."""
    if axis is None or values.ndim == 0:
        return values.reshape(())
    return values.reshape([-1 if i == axis % ndim else 1 for i in range(ndim)])


def _lsq(v: Tensor, step: Tensor, low: int, high: int, axis: int | None, count: float) -> Tensor:
    result: Tensor = _Lsq.apply(v, step, low, high, axis, 1 / sqrt(max(1.0, count) * max(high, -low)))
    return result


class _Identity(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, quantized: Tensor) -> Tensor:
        return quantized.detach().clone()

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        return grads[0], None


class _Lsq(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, v: Tensor, step: Tensor, low: int, high: int, axis: int | None, gain: float) -> Tensor:
        s = _along(step, axis, v.ndim)
        ratio = v / s
        ctx.save_for_backward(ratio, step)
        ctx.settings = low, high, axis, gain
        return ratio.round().clamp_(s.new_tensor(low), s.new_tensor(high)).mul_(s)

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        ratio, step = ctx.saved_tensors
        low, high, axis, gain = ctx.settings
        inside = (ratio > low) & (ratio < high)
        slope = torch.where(inside, ratio.round() - ratio, ratio.clamp(low, high)) * grads[0]
        if step.ndim == 0 or axis is None:
            by_step = slope.sum().reshape(step.shape)
        else:
            by_step = slope.movedim(axis, 0).flatten(1).sum(dim=1)
        return grads[0] * inside, by_step * gain, None, None, None, None


class _Shared(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, table: Tensor, codes: Tensor) -> Tensor:
        ctx.save_for_backward(table, codes)
        return table[codes]

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        table, codes = ctx.saved_tensors
        # Counting with weights is many times faster than scattering, and adds in one order.
        total = torch.bincount(codes.reshape(-1), grads[0].reshape(-1).double(), minlength=len(table))
        return total.to(table.dtype), None


class _Pact(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, alpha: Tensor, top: int) -> Tensor:
        ctx.save_for_backward(x, alpha)
        return round_trip(x.clamp(min=0).minimum(alpha), alpha / top, alpha.new_zeros(()), alpha.new_tensor(top))

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        x, alpha = ctx.saved_tensors
        above = x >= alpha
        return grads[0] * ((x >= 0) & ~above), (grads[0] * above).sum().reshape(alpha.shape), None


class _Bwn(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, w: Tensor, quantized: Tensor, axis: int | None) -> Tensor:
        ctx.save_for_backward(w.abs() <= 1, quantized.abs())
        ctx.count = w.numel() / (1 if axis is None else w.shape[axis])
        return quantized.detach().clone()

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        inside, alpha = ctx.saved_tensors
        return grads[0] * (1 / ctx.count + alpha * inside), None, None


class _SignInput(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, scale: Tensor) -> Tensor:
        ctx.save_for_backward(x, scale)
        return binarize(x, scale)

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        x, scale = ctx.saved_tensors
        signs = binarize(x, torch.ones_like(scale))
        return grads[0] * scale * (x.abs() <= 1), (grads[0] * signs).sum().reshape(scale.shape)


class _Ttq(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, w: Tensor, positive: Tensor, negative: Tensor, share: float) -> Tensor:
        codes = ternary_codes(w, share)
        above, below = codes > 0, codes < 0
        ctx.save_for_backward(above, below, positive, negative)
        return torch.where(above, positive, torch.where(below, -negative, torch.zeros_like(w)))

    @staticmethod
    def backward(ctx: Any, *grads: Any) -> Any:
        above, below, positive, negative = ctx.saved_tensors
        gain = torch.where(above, positive, torch.where(below, negative, torch.ones_like(grads[0])))
        by_positive = (grads[0] * above).sum().reshape(positive.shape)
        by_negative = -(grads[0] * below).sum().reshape(negative.shape)
        return grads[0] * gain, by_positive, by_negative, None
