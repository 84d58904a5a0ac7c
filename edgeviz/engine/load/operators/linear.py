"""Matrix products: MatMul, Gemm, Einsum, Det."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from edgeviz.engine.load.operators.registry import NodeInfo, Run, operator, plain

plain({"MatMul": torch.matmul, "Det": torch.det})


@operator("Gemm", since=6)
def gemm(node: NodeInfo) -> Run:
    alpha, beta = node.attribute("alpha", 1.0), node.attribute("beta", 1.0)
    left, right = bool(node.attribute("transA", 0)), bool(node.attribute("transB", 0))
    if alpha == 1.0 and beta == 1.0 and not left and right:

        def linear(a: Tensor, b: Tensor, c: Tensor | None = None) -> Tensor:
            # The usual fully connected layer; functional.linear takes a bias per output feature only.
            if c is None or (c.dim() == 1 and c.shape[0] == b.shape[0]):
                return functional.linear(a, b, c)
            return functional.linear(a, b) + c

        return linear

    def run(a: Tensor, b: Tensor, c: Tensor | None = None) -> Tensor:
        y = torch.matmul(a.t() if left else a, b.t() if right else b)
        if alpha != 1.0:
            y = (y * alpha).to(a.dtype)
        if c is None:
            return y
        return y + (c if beta == 1.0 else (c * beta).to(c.dtype))

    return run


@operator("Einsum", since=12)
def einsum(node: NodeInfo) -> Run:
    equation = node.attribute("equation", "")
    return lambda *tensors: torch.einsum(equation, *tensors)
