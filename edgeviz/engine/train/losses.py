"""What a student learns from its teachers: pure functions of logits, features and labels, each a mean over the batch.

Teachers are targets: nothing flows back into them.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

#: Defaults of the published programs: Hinton's temperature and share of the soft targets, attention's weight β.
TEMPERATURE, ALPHA, BETA = 4.0, 0.9, 1000.0


def softened(logits: Tensor, temperature: float) -> Tensor:
    """Probabilities e^(z_i/T) / Σ_j e^(z_j/T) of ``logits`` [..., classes] (Hinton et al. 2015, eq. 1)."""
    return torch.softmax(logits / _positive(temperature), dim=-1)


def soft_targets(student: Tensor, teacher: Tensor, temperature: float = TEMPERATURE) -> Tensor:
    """T²·KL(σ(z_t/T) ‖ σ(z_s/T)); logits [batch, classes] of both.

    Hinton et al. 2015, section 2. The gradient of the divergence shrinks with 1/T² (eq. 2 to 4), which T² makes up
    for, so that the share of the soft targets stays where it was put when T is changed.
    """
    target = softened(teacher.detach(), temperature)
    return temperature**2 * functional.kl_div(
        functional.log_softmax(student / temperature, dim=-1), target, reduction="batchmean"
    )


def distillation(
    student: Tensor,
    teacher: Tensor,
    labels: Tensor,
    temperature: float = TEMPERATURE,
    alpha: float = ALPHA,
    class_weights: Tensor | None = None,
) -> Tensor:
    """(1 − α)·CE(y, σ(z_s)) + α·T²·KL(σ(z_t/T) ‖ σ(z_s/T)) (Hinton et al. 2015, section 2).

    Logits [batch, classes], labels int64 [batch]; ``class_weights`` [classes] weigh the hard labels only.
    """
    if not 0.0 <= alpha <= 1.0:
        raise ValueError(f"alpha is a share from 0 to 1, not {alpha}")
    hard = functional.cross_entropy(student, labels, weight=class_weights)
    return (1 - alpha) * hard + alpha * soft_targets(student, teacher, temperature)


def ensemble(teachers: Sequence[Tensor]) -> Tensor:
    """Mean logits [batch, classes] of one or more teachers: the target of ``logit_matching``."""
    return torch.stack(tuple(teachers)).mean(dim=0)


def logit_matching(student: Tensor, teachers: Sequence[Tensor]) -> Tensor:
    """Mean squared difference between the logits of the student and the mean ones of ``teachers``; needs no labels.

    Buciluă et al. 2006, "Model Compression", fit an ensemble's outputs on unlabelled data; with logits instead of
    probabilities as in Ba and Caruana 2014, eq. 1, the limit of soft targets at high temperatures.
    """
    return functional.mse_loss(student, ensemble(teachers).detach())


class Regressor(nn.Module):
    """r of FitNets: brings a guided feature map to the width of the hint (Romero et al. 2015, section 2.2).

    A 1×1 convolution for maps [batch, channels, ...] with two spatial dimensions, a linear map for vectors
    [batch, channels]. Where maps differ in size, the guided one is brought to the hint's by average pooling.
    """

    def __init__(self, guided: int, hint: int, spatial: bool) -> None:
        super().__init__()
        self.map: nn.Module = nn.Conv2d(guided, hint, 1) if spatial else nn.Linear(guided, hint)

    def forward(self, features: Tensor, size: torch.Size | None = None) -> Tensor:
        if size is not None and features.ndim == 4 and features.shape[2:] != size:
            features = functional.adaptive_avg_pool2d(features, (size[0], size[1]))
        result: Tensor = self.map(features)
        return result


def hint_loss(guided: Tensor, hint: Tensor, regressor: Regressor) -> Tensor:
    """½‖v_hint(x) − r(u_guided(x))‖², mean over the batch (Romero et al. 2015, eq. 3).

    ``guided`` of the student and ``hint`` of the teacher: [batch, channels, height, width] or [batch, channels].
    """
    size = hint.shape[2:] if hint.ndim == 4 else None
    return 0.5 * (hint.detach() - regressor(guided, size)).square().flatten(1).sum(dim=1).mean()


def attention(features: Tensor) -> Tensor:
    """Q / ‖Q‖₂ with Q = vec(Σ_c |A_c|²): [batch, channels, height, width] → [batch, height·width]."""
    return functional.normalize(features.square().sum(dim=1).flatten(1), dim=1)


def attention_transfer(student: Sequence[Tensor], teacher: Sequence[Tensor], beta: float = BETA) -> Tensor:
    """(β/2)·Σ_j ‖Q_s/‖Q_s‖ − Q_t/‖Q_t‖‖₂ over pairs of feature maps (Zagoruyko and Komodakis 2017, eq. 2).

    Maps [batch, channels, height, width]; channels may differ, a student's map is pooled to its teacher's size.
    The mean over batch and positions of the *squared* difference is taken, as in the authors' program, for which
    β = 1000 is meant; the plain norm of the equation has no gradient where the two maps agree.
    """
    total = torch.zeros((), dtype=student[0].dtype, device=student[0].device)
    for own, target in zip(student, teacher, strict=True):
        size = target.shape[2:]
        seen = own if own.shape[2:] == size else functional.adaptive_avg_pool2d(own, (size[0], size[1]))
        total = total + (attention(seen) - attention(target.detach())).square().mean()
    return beta / 2 * total


def _positive(temperature: float) -> float:
    if not temperature > 0:
        raise ValueError(f"a temperature is above 0, not {temperature}")
    return temperature
