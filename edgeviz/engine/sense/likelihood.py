"""Outputs of a classifier as log-probabilities, whatever it ends in, and what is computed from them."""

from __future__ import annotations

import math

import numpy as np
import torch
from torch import Tensor

from edgeviz.core.graph import ModelGraph

#: The smallest normal float32, and its −log: the most nats that one class can be wrong by.
TINY = float(np.finfo(np.float32).tiny)
FLOOR = -math.log(TINY)
#: Operators that only rearrange values.
_PASSING = frozenset({"Identity", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Cast", "Dropout"})


def ending(graph: ModelGraph) -> str:
    """The operator that gives the first output its meaning: "Softmax", "LogSoftmax", "Sigmoid", or "" for logits."""
    name = graph.outputs[0]
    while (row := graph.producers.get(name)) is not None:
        node = graph.nodes[row]
        if node.op not in _PASSING or not node.inputs:
            return node.op if node.op in ("Softmax", "LogSoftmax", "Sigmoid") else ""
        name = node.inputs[0]
    return ""


def log_probabilities(outputs: Tensor, ends_in: str) -> Tensor:
    """log p of every class [samples, classes] in float64; one output is a class of its own against "none".

    Several sigmoids are taken for one choice among classes, as the accuracy does. Differentiable.
    """
    values = outputs.reshape(len(outputs), -1).double()
    if ends_in in ("Softmax", "Sigmoid"):
        values = values.clamp(TINY, 1.0).log()
        if ends_in == "Sigmoid" and values.shape[1] == 1:
            return torch.cat([torch.log1p(-values.exp()).clamp(min=-FLOOR), values], dim=1)
    elif values.shape[1] == 1:
        values = torch.cat([torch.zeros_like(values), values], dim=1)
    return values.log_softmax(dim=1)


def divergence(expected: Tensor, found: Tensor) -> Tensor:
    """KL(expected ‖ found) [samples] in nats from log-probabilities; what is not a number counts as all wrong."""
    each = torch.where(expected > -FLOOR, expected.exp() * (expected - found.clamp(min=-FLOOR)), 0.0).sum(dim=1)
    return torch.nan_to_num(each, nan=FLOOR, posinf=FLOOR).clamp(min=0.0)


def cross_entropy(found: Tensor, labels: Tensor) -> Tensor:
    """−log p of the true class [samples], in nats."""
    chosen = found.gather(1, labels[:, None])[:, 0]
    return torch.nan_to_num(-chosen, nan=FLOOR, posinf=FLOOR).clamp(max=FLOOR)


def fisher_direction(log_p: Tensor, generator: torch.Generator) -> Tensor:
    """Random vectors v [samples, classes] with E[v vᵀ] = diag(p) − p pᵀ, the Fisher information of the logits.

    v = √p ∘ ε − p (√p·ε) with signs ε: a square root of the matrix times signs. Sampling a label from p and taking
    p − onehot has the same expectation, but most of its variance sits in labels that are hardly ever drawn.
    """
    p = log_p.exp()
    signs = torch.randint(0, 2, p.shape, generator=generator, dtype=p.dtype) * 2 - 1
    root = p.sqrt() * signs
    return root - p * root.sum(dim=1, keepdim=True)
