"""Modules that sit on activations and make them what an exported graph would compute."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from edgeviz.core.spec import Spec
from edgeviz.engine.quant.params import QuantParams
from edgeviz.engine.quant.primitives import binarize, fake_quantize_ste, float_round_trip


class FakeQuantize(nn.Module):
    """Quantize and dequantize by fixed per-tensor parameters; the gradient passes straight through."""

    def __init__(self, params: QuantParams) -> None:
        super().__init__()
        if params.axis is not None:
            raise ValueError("activations are quantized per tensor")
        self.params = params
        # Python numbers spare the kernels a broadcast; float(float32) is exact.
        self._scale = float(params.scale)
        self._low = float(params.qmin - int(params.zero_point))
        self._high = float(params.qmax - int(params.zero_point))

    def forward(self, x: Tensor) -> Tensor:
        if x.requires_grad and torch.is_grad_enabled():
            return fake_quantize_ste(x, self.params)
        if self.params.binary:
            return binarize(x, torch.tensor(self._scale))
        return torch.div(x, self._scale).round_().clamp_(self._low, self._high).mul_(self._scale)

    def extra_repr(self) -> str:
        p = self.params
        return f"bits={p.bits}, scale={float(p.scale):.6g}, zero_point={int(p.zero_point)}, codes={p.qmin}…{p.qmax}"


class FloatPrecision(nn.Module):
    """Round to a narrower float and back."""

    def __init__(self, spec: Spec) -> None:
        super().__init__()
        self.spec = spec

    def forward(self, x: Tensor) -> Tensor:
        return float_round_trip(x, self.spec)

    def extra_repr(self) -> str:
        return self.spec.label


def activation_quantizer(spec: Spec, params: QuantParams | None) -> nn.Module:
    """The module for ``spec``; integers need their ``params``."""
    if spec.is_integer:
        if params is None:
            raise ValueError(f"{spec.label}-bit activations need calibrated parameters")
        return FakeQuantize(params)
    return FloatPrecision(spec)
