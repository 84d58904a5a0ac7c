"""Activation quantizers whose range is learned while the network is trained: LSQ, PACT, and XNOR-Net's scale."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from edgeviz.core.points import QuantPoint
from edgeviz.core.spec import Observer, Spec
from edgeviz.core.train_request import ActivationRule
from edgeviz.engine.quant.params import SMALLEST_SCALE, QuantParams
from edgeviz.engine.train import estimators
from edgeviz.engine.train.norms import Clock


class LearnedRange(nn.Module):
    """One quantization point in training. It starts from the calibrated range and keeps its zero point.

    LSQ learns the step s (Esser et al. 2020), also beside a zero point that is not 0: codes then reach from q_min − Z
    to q_max − Z. PACT learns the bound α = s·q_max of inputs that are never negative (Choi et al. 2018). A single
    sign learns its β (Rastegari et al. 2016, section 3.2).
    """

    def __init__(self, point: QuantPoint, params: QuantParams, rule: ActivationRule, clock: Clock) -> None:
        super().__init__()
        self.point, self.zero_point = point, int(params.zero_point)
        self._rule, self._params, self._clock = rule, params, [clock]
        self._low, self._high = params.qmin - self.zero_point, params.qmax - self.zero_point
        first = float(params.scale) * (self._high if rule is ActivationRule.PACT and not params.binary else 1)
        self.value = nn.Parameter(torch.tensor(first))

    def forward(self, x: Tensor) -> Tensor:
        value = self.value.detach() if self._clock[0].frozen else self.value
        if self._params.binary:
            return estimators.xnor_input(x, value)
        if self._rule is ActivationRule.PACT:
            return estimators.pact(x, value, self.point.spec.bits)
        return estimators.lsq_activations(x, value, self._low, self._high)

    @torch.no_grad()
    def settle(self) -> None:
        self.value.clamp_(min=float(SMALLEST_SCALE) * max(1, self._high))

    @torch.no_grad()
    def learned(self) -> tuple[np.float32, int]:
        """(scale, zero point), the scale as the simulation divides by it."""
        value: Any = self.value
        scale = value / self._high if self._rule is ActivationRule.PACT and not self._params.binary else value
        return np.float32(scale.detach().cpu().numpy()), self.zero_point


def can_learn(spec: Spec, params: QuantParams | None, rule: ActivationRule) -> bool:
    """Whether ``rule`` learns the range of such a point.

    DoReFa's 0 … 1 is fixed by its definition, scales that are powers of two are no numbers that one could learn, and
    PACT's range begins at 0. With more than 8 bits there is nothing to gain.
    """
    if rule is ActivationRule.CALIBRATED or params is None or not spec.is_integer or spec.bits > 8:
        return False
    if spec.observer is Observer.UNIT or spec.power_of_two:
        return False
    return spec.is_sign or rule is ActivationRule.LSQ or int(params.zero_point) == params.qmin == 0
