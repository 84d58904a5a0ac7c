"""Scores of a network before any training: one pass over one batch tells bad architectures from better ones, somewhat.

How well they rank the networks of a space is printed by ``python -m tests.benchmarks proxies``: do not trust them
beyond that.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.overrides import TorchFunctionMode

from edgeviz.core.nas.request import Proxy
from edgeviz.core.nas.space import Architecture, Space
from edgeviz.engine.nas.builders import build
from edgeviz.engine.nas.samples import Samples

#: Samples of the batch that NASWOT and the gradient look at.
BATCH = 64
#: Functions of torch that are a Relu.
RELUS = frozenset(("relu", "relu_"))


def proxy_score(proxy: Proxy, space: Space, architecture: Architecture, samples: Samples, seed: int) -> float:
    """The score of ``architecture`` with weights drawn from ``seed``; higher is better. Raises SpaceError."""
    network = build(space, architecture, samples.classes, seed)
    x, y = torch.from_numpy(samples.train.x[:BATCH]), torch.from_numpy(samples.train.y[:BATCH])
    return SCORES[proxy](network, x, y)


def synflow(network: nn.Module, x: Tensor, y: Tensor | None = None) -> float:
    """log Σ |θ · ∂R/∂θ| with R the sum of the outputs for an input of ones and all weights |θ| (Tanaka et al. 2020).

    In double precision; batch norms in evaluation mode with the statistics that they begin with, so that they hardly
    do anything (as Abdelfattah et al. 2021 compute it). Only the shape of ``x`` [n, ...] counts.
    """
    linear = copy.deepcopy(network).double().eval()
    weights = [p for p in linear.parameters() if p.ndim > 1]
    with torch.no_grad():
        for parameter in linear.parameters():
            parameter.abs_()
    total = linear(torch.ones((1, *x.shape[1:]), dtype=torch.float64)).sum()
    gradients = torch.autograd.grad(total, weights)
    score = sum(float((w.detach() * g).abs().sum()) for w, g in zip(weights, gradients, strict=True))
    return float(np.log(score)) if score > 0 else -np.inf


def naswot(network: nn.Module, x: Tensor, y: Tensor | None = None) -> float:
    """log |K| where K counts the Relus that two samples of ``x`` agree in (Mellor et al. 2021, equation 2).

    With batch norms on the statistics of the batch. −∞ where two samples have the same codes.
    """
    kernel = torch.zeros((len(x), len(x)), dtype=torch.float64)

    def see(output: Tensor) -> None:
        codes = (output.flatten(1) > 0).double()
        kernel.add_(codes @ codes.T + (1 - codes) @ (1 - codes).T)

    with torch.no_grad(), _batch_statistics(network), _Relus(see):
        network(x)
    sign, logarithm = np.linalg.slogdet(kernel.numpy())
    return float(logarithm) if sign > 0 else -np.inf


def gradient(network: nn.Module, x: Tensor, y: Tensor) -> float:
    """The norms of the gradients of the layers' weights, added up, of the cross-entropy (Abdelfattah et al. 2021)."""
    weights = [p for p in network.parameters() if p.ndim > 1]
    with _batch_statistics(network):
        loss = functional.cross_entropy(network(x), y)
        gradients = torch.autograd.grad(loss, weights)
    return float(sum(g.norm() for g in gradients))


SCORES: Mapping[Proxy, Callable[[nn.Module, Tensor, Tensor], float]] = {
    Proxy.SYNFLOW: synflow,
    Proxy.NASWOT: naswot,
    Proxy.GRADIENT: gradient,
}


class _Relus(TorchFunctionMode):
    """Hands every Relu's output to ``see``, whatever module computes it."""

    def __init__(self, see: Callable[[Tensor], None]) -> None:
        super().__init__()
        self._see = see

    def __torch_function__(self, function: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        found = function(*args, **(kwargs or {}))
        if getattr(function, "__name__", "") in RELUS:
            self._see(found)
        return found


@contextmanager
def _batch_statistics(network: nn.Module) -> Iterator[None]:
    """Norms use the batch and keep nothing of it."""
    was = network.training
    kept = {name: value.clone() for name, value in network.named_buffers()}
    network.train()
    try:
        yield
    finally:
        network.train(was)
        with torch.no_grad():
            for name, value in network.named_buffers():
                value.copy_(kept[name])
