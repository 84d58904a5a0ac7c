"""Leaving out blocks: a gate for each block that can be skipped, or whole subsets of blocks for each budget.

A block computes y of x; with its gate g it is x + g·(y − x), g 0 or 1, which for a residual block is SkipNet's
x + g·F(x) (Wang et al. 2018, eq. 1). Gates look at the mean of what their block reads. In training g is drawn from the
gate's probability and passed straight through (Gumbel-sigmoid: Jang et al. 2017; Maddison et al. 2017).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from onnx import ModelProto
from torch import Tensor, nn

from edgeviz.core.adaptive.model import AdaptiveModel, ModelFile
from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.request import Skipping
from edgeviz.core.blocks import Block
from edgeviz.core.errors import ModelError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Metric, Provenance
from edgeviz.engine.adaptive.common import (
    Cost,
    Ground,
    Trainable,
    as_logits,
    assembled,
    cost,
    file_graph,
    point,
    trained_facts,
)
from edgeviz.engine.adaptive.gates import THRESHOLD, block_macs, skippable, with_branches, with_gates, with_threshold
from edgeviz.engine.adaptive.pieces import piece
from edgeviz.engine.adaptive.subsets import subsets
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.measure import runtime
from edgeviz.engine.session import Floats
from edgeviz.engine.train import loop
from edgeviz.engine.train.compose import logits_name, logits_of
from edgeviz.engine.train.students import graph_of

#: Temperature of the Gumbel-sigmoid.
TEMPERATURE = 1.0
#: Samples that the file with real branches is compared on with the one that computes everything.
COMPARED = 32


class Gate(nn.Module):
    """0 or 1 of a logit [samples, 1]: drawn while training, above 0 otherwise. Gradients go straight through."""

    def forward(self, logit: Tensor) -> Tensor:
        if not self.training:
            return (logit > 0).to(logit.dtype)
        uniform = torch.rand(logit.shape, device=logit.device).clamp(1e-6, 1 - 1e-6)
        soft = torch.sigmoid((logit + torch.log(uniform) - torch.log1p(-uniform)) / TEMPERATURE)
        return (soft > 0.5).to(soft.dtype) + soft - soft.detach()


class Gated(nn.Module):
    """The network with gates, whose values [samples, 1] ``run`` gives beside the logits."""

    def __init__(self, inner: OnnxModule, count: int, read: Any, logits: str) -> None:
        super().__init__()
        self.inner, self._read = inner, read
        self._names = (logits, *(f"gate{number}.value" for number in range(count)))

    def run(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """(logits [samples, classes], gates [samples, blocks])."""
        found = self.inner.observe(self._names, x)
        return found[self._names[0]].flatten(1), torch.cat([found[name] for name in self._names[1:]], dim=1)

    def forward(self, x: Tensor) -> Tensor:
        found: Tensor = self._read(self.inner, x)
        return found


def compute_penalty(gates: Tensor, macs: Tensor, target: float) -> Tensor:
    """(Σ_i m_i·ḡ_i / Σ_i m_i − target)², ḡ_i the share of the batch that computes block i and m_i its multiplications.

    gates [samples, blocks], macs [blocks]. The squared distance from a target rate is that of ConvNet-AIG (Veit and
    Belongie 2018, eq. 7), here of the computation rather than of each block.
    """
    return ((gates.mean(dim=0) * macs).sum() / macs.sum() - target).square()


def build(ground: Ground) -> AdaptiveModel:
    """Raises ModelError, DataError, EdgeVizError."""
    wanted, opened = ground.request.how, ground.opened
    assert isinstance(wanted, Skipping)
    if not wanted.per_input:
        return subsets(ground, wanted)
    found = skippable(opened.graph)
    proto = with_gates(opened.prepared, opened.graph, found, ground.request.spec.seed)
    one = ground.trainable(proto, "gated", normed=_is_no_gate)
    for number in range(len(found)):
        one.training.module.transform(f"gate{number}.value", Gate())
    macs = block_macs(opened.graph, found)
    inner = one.training.module
    module = Gated(inner, len(found), logits_of(inner), logits_name(inner))
    weights = torch.tensor(macs, dtype=torch.float32, device=next(inner.parameters()).device)
    spec = ground.request.spec

    def objective(trained: nn.Module, batch: loop.Batch) -> Tensor:
        assert isinstance(trained, Gated)
        logits, gates = trained.run(batch.x)
        return loop.hard_loss(logits, batch, spec) + wanted.penalty * compute_penalty(gates, weights, wanted.target)

    trained = ground.fit(module, objective, [one])
    return _measured(ground, wanted, one, found, trained)


def _is_no_gate(key: str) -> bool:
    return not (key.startswith("gate") and key.partition(".")[0][4:].isdigit())


# ---- what it does ----


def _measured(
    ground: Ground, wanted: Skipping, one: Trainable, found: Sequence[Block], trained: loop.Trained
) -> AdaptiveModel:
    proto, graph, split = one.result(), one.start.graph, ground.validation
    _, held_out = ground.splits
    every = ground.write(with_threshold(proto, len(found)), "masked.onnx")
    file = ground.write(with_branches(proto, found), "gated.onnx")
    names = [graph.outputs[0], *(f"gate{number}.value" for number in range(len(found)))]

    def run(x: Floats, threshold: float, text: str) -> tuple[Floats, NDArray[np.bool_]]:
        logits, *gates = ground.answers(every, x, names, text, **{THRESHOLD: np.array(threshold, np.float32)})
        return as_logits(logits.reshape(len(x), -1)), np.concatenate(gates, axis=1) > 0.5

    def running(threshold: float) -> Metric:
        return ground.latency(file, {ground.input: ground.one(), THRESHOLD: np.array(threshold, np.float32)})

    _compare(ground, file, every, graph.outputs[0])
    costs = block_costs(ground, proto, graph, found)
    shut, opened = running(np.inf), running(-np.inf)
    macs = np.array(block_macs(ground.opened.graph, found))
    rest = float(graph.macs - macs.sum())
    none = cost(file_graph(every), file.size, shut, ground.device)
    if ground.device is None:
        # The blocks' shares of what they take together inside the file.
        factor = max(0.0, opened.value - shut.value) / sum(one.seconds for one in costs)
        costs = [replace(one, scaling=factor * one.scaling) for one in costs]
    else:
        # What the device is modelled to need of everything, less what it needs of the blocks.
        parts = [sum(getattr(c, name) for c in costs) for name in ("scaling", "fixed")]
        joules = None if none.joules is None else max(0.0, none.joules - sum(c.joules or 0.0 for c in costs))
        none = replace(
            none, scaling=max(0.0, none.scaling - parts[0]), fixed=max(0.0, none.fixed - parts[1]), joules=joules
        )
    rows, runs = [], []
    for threshold in chosen_thresholds(ground, run, held_out.x, macs, wanted.ways):
        logits, gates = run(split.x, threshold, "Gates on validation samples")
        share = float((gates @ macs).mean() / macs.sum())
        name = f"{100 * share:.0f} % of the blocks"
        rows.append(_row(name, none, costs, logits, gates, macs, rest, split))
        runs.append({"threshold": float(threshold)})
    rows, runs = _distinct(rows, runs)
    facts = trained_facts(trained) | {
        "blocks": float(len(found)),
        "seconds_all_shut": shut.value,
        "seconds_all_open": opened.value,
        "seconds_of_blocks_alone": sum(one.metrics["latency"].value for one in costs),
    }
    return assembled(
        ground, "blocks skipped", rows, [file], runs, facts, file=file.name, threshold_input=THRESHOLD,
        blocks=[list(block.layers) for block in found],
    )  # fmt: skip


def _distinct(rows: Any, runs: Any) -> tuple[Any, Any]:
    seen: dict[str, int] = {}
    for number, (made, _) in enumerate(rows):
        seen.setdefault(made.name, number)
    return [rows[n] for n in seen.values()], [runs[n] for n in seen.values()]


def chosen_thresholds(ground: Ground, run: Any, x: Floats, macs: NDArray[np.float64], ways: int) -> list[float]:
    """Thresholds of the gates whose computation on held-out samples is spread evenly, least first; 0, as trained, is
    among them."""
    candidates = np.array([-1e9, -4, -3, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 3, 4, 1e9])
    gates = [run(x, threshold, "Gates on held-out samples")[1] for threshold in candidates]
    shares = np.array([float((one @ macs).mean() / macs.sum()) for one in gates])
    wanted = np.linspace(shares[-1], shares[0], ways)
    picked = {int(np.abs(shares - share).argmin()) for share in wanted} | {7}
    return [float(candidates[index]) for index in sorted(picked, reverse=True)]


def block_costs(ground: Ground, proto: ModelProto, graph: ModelGraph, found: Sequence[Block]) -> list[Cost]:
    """Of each block by itself, for one sample."""
    costs = []
    x = torch.from_numpy(ground.one())
    entries = list(dict.fromkeys(block.entry for block in found))
    values = OnnxModule.from_proto(proto).observe(entries, x)
    for number, block in enumerate(found):
        part = piece(proto, graph, [block.entry], [f"gate{number}.block"])
        file = ground.write(part, f"block{number}.onnx")
        feed = {block.entry: values[block.entry].detach().numpy()}
        costs.append(cost(graph_of(part), file.size, ground.latency(file, feed), ground.device))
    return costs


def _row(
    name: str,
    none: Cost,
    costs: Sequence[Cost],
    logits: Floats,
    gates: NDArray[np.bool_],
    macs: NDArray[np.float64],
    rest: float,
    split: Any,
) -> tuple[OperatingPoint, dict[str, Metric]]:
    scaling = none.scaling + gates @ np.array([one.scaling for one in costs])
    fixed = none.fixed + gates @ np.array([one.fixed for one in costs])
    seconds = scaling + fixed
    mean = float(seconds.mean())
    joules = None
    if none.joules is not None:
        joules = none.joules + float((gates @ np.array([one.joules or 0.0 for one in costs])).mean())
    made, metrics = point(name, none, logits, split)
    made = replace(
        made,
        scaling=float(scaling.mean()),
        fixed=float(fixed.mean()),
        energy=joules,
        effort=(seconds / mean).astype(np.float32),
    )
    note = "mean over the samples, from the file with no block and with all, and each block timed by itself"
    metrics["latency"] = replace(metrics["latency"], value=mean, low=None, high=None, note=note)
    mean_macs = rest + float((gates @ macs).mean())
    metrics["macs"] = Metric("macs", mean_macs, Provenance.MODELLED, note="mean over the samples")
    if joules is not None:
        metrics["energy"] = replace(metrics["energy"], value=joules, note="dynamic, mean over the samples")
    return made, metrics


def _compare(ground: Ground, file: ModelFile, every: ModelFile, answer: str) -> None:
    """The file that really branches against the one that computes everything. Raises ModelError."""
    running = runtime.session(file.path)
    x = ground.validation.x[:COMPARED]
    for threshold in (0.0, -np.inf, np.inf):
        gate = {THRESHOLD: np.array(threshold, np.float32)}
        (expected,) = ground.answers(every, x, [answer], "Comparing", **gate)
        for row in range(len(x)):
            (found,) = runtime.run(
                running, {ground.input: x[row : row + 1], THRESHOLD: np.array(threshold, np.float32)}, [answer]
            )
            if not np.allclose(found, expected[row : row + 1], rtol=1e-3, atol=1e-3):
                raise ModelError("The file with branches computes something else.", "Report this model.")
