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
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper
from torch import Tensor, nn

from edgeviz.core import blocks
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
from edgeviz.engine.adaptive.pieces import piece
from edgeviz.engine.adaptive.subsets import subsets
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.measure import runtime
from edgeviz.engine.session import Floats
from edgeviz.engine.train import loop
from edgeviz.engine.train.compose import logits_name, logits_of
from edgeviz.engine.train.students import graph_of

#: A gate's bias at first: it opens with probability σ(2) = 0.88, so that training begins near the network as it was.
OPEN = 2.0
#: Temperature of the Gumbel-sigmoid.
TEMPERATURE = 1.0
#: The input of the exported file that gates are compared with.
THRESHOLD = "gate_threshold"
#: Samples that the file with real branches is compared on with the one that computes everything.
COMPARED = 32


def skippable(graph: ModelGraph) -> tuple[Block, ...]:
    """The blocks that may be left out, in order. Raises ModelError where there is none."""
    found = tuple(block for run in blocks.runs(graph) for block in run)
    if not found:
        raise ModelError(
            f"{graph.name} has no block that can be skipped: none has the same shape before and behind it.",
            "Choose another mechanism.",
        )
    return found


def with_gates(proto: ModelProto, graph: ModelGraph, found: Sequence[Block], seed: int) -> ModelProto:
    """A copy of ``proto`` in which every block of ``found`` has a gate; see ``gate_name`` for its logit and its value.

    The value is the logit as it is: whoever runs it makes 0 or 1 of it.
    """
    made = ModelProto()
    made.CopyFrom(proto)
    random = np.random.default_rng(seed)
    exits = {block.exit: (number, block) for number, block in enumerate(found)}
    nodes: list[NodeProto] = []
    for node in made.graph.node:
        ends = [name for name in node.output if name in exits]
        if not ends:
            nodes.append(node)
            continue
        number, block = exits[ends[0]]
        key, raw = f"gate{number}", f"gate{number}.block"
        own = NodeProto.FromString(node.SerializeToString())
        own.output[list(own.output).index(block.exit)] = raw
        shape = graph.tensors[block.entry].shape or ()
        tokens = len(shape) == 3
        channels = shape[-1 if tokens or len(shape) == 2 else 1]
        if not isinstance(channels, int):
            raise ModelError(f"The channels of {block.entry} are not known.", "Choose another mechanism.")
        weight = random.normal(0, 0.01, (1, channels)).astype(np.float32)
        constants = {
            f"{key}.weight": weight,
            f"{key}.bias": np.array([OPEN], np.float32),
            f"{key}.shape": np.array([-1, *(1,) * (len(shape) - 1)], np.int64),
        }
        made.graph.initializer.extend(numpy_helper.from_array(value, name) for name, value in constants.items())
        nodes += [
            own,
            *_looking(key, block.entry, len(shape)),
            helper.make_node("Identity", [f"{key}.logit"], [f"{key}.value"], name=f"{key}.value"),
            helper.make_node("Reshape", [f"{key}.value", f"{key}.shape"], [f"{key}.wide"], name=f"{key}.wide"),
            helper.make_node("Sub", [raw, block.entry], [f"{key}.change"], name=f"{key}.sub"),
            helper.make_node("Mul", [f"{key}.change", f"{key}.wide"], [f"{key}.taken"], name=f"{key}.mul"),
            helper.make_node("Add", [block.entry, f"{key}.taken"], [block.exit], name=f"{key}.add"),
        ]
    copied = [NodeProto.FromString(node.SerializeToString()) for node in nodes]
    del made.graph.node[:]
    made.graph.node.extend(copied)
    return made


def _looking(key: str, entry: str, rank: int) -> list[NodeProto]:
    """The nodes from what a block reads to its gate's logit [samples, 1]."""
    nodes, at = [], entry
    if rank == 3:
        nodes.append(helper.make_node("Transpose", [at], [f"{key}.turned"], name=f"{key}.turn", perm=[0, 2, 1]))
        at = f"{key}.turned"
    if rank > 2:
        nodes.append(helper.make_node("GlobalAveragePool", [at], [f"{key}.mean"], name=f"{key}.pool"))
        nodes.append(helper.make_node("Flatten", [f"{key}.mean"], [f"{key}.flat"], name=f"{key}.flatten", axis=1))
        at = f"{key}.flat"
    ends = [at, f"{key}.weight", f"{key}.bias"]
    return [*nodes, helper.make_node("Gemm", ends, [f"{key}.logit"], name=f"{key}.linear", transB=1)]


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


def block_macs(graph: ModelGraph, found: Sequence[Block]) -> list[float]:
    return [float(sum(graph.nodes[row].macs for row in block.nodes)) for block in found]


# ---- what is written ----


def with_threshold(proto: ModelProto, count: int) -> ModelProto:
    """``proto`` with gates that are 1 where the logit is above the input ``THRESHOLD`` []; any number of samples."""
    made = ModelProto()
    made.CopyFrom(proto)
    nodes = []
    values = {f"gate{number}.value" for number in range(count)}
    for node in made.graph.node:
        if node.output[0] not in values:
            nodes.append(node)
            continue
        key = node.output[0].removesuffix(".value")
        nodes.append(helper.make_node("Greater", [f"{key}.logit", THRESHOLD], [f"{key}.open"], name=f"{key}.open"))
        nodes.append(
            helper.make_node("Cast", [f"{key}.open"], [node.output[0]], name=f"{key}.value", to=TensorProto.FLOAT)
        )
    _nodes(made, nodes)
    made.graph.input.append(helper.make_tensor_value_info(THRESHOLD, TensorProto.FLOAT, []))
    ordered = [f"gate{number}.value" for number in range(count)]
    made.graph.output.extend(helper.make_tensor_value_info(name, TensorProto.FLOAT, [None, 1]) for name in ordered)
    return made


def with_branches(proto: ModelProto, found: Sequence[Block]) -> ModelProto:
    """``proto`` for one sample at a time, with each block in the branch of an If.

    What a gate closes is not computed. ``found`` are the blocks of the network without gates: the nodes are those from
    a block's beginning to ``gateN.block``.
    """
    made = ModelProto()
    made.CopyFrom(proto)
    by_output = {name: node for node in made.graph.node for name in node.output}
    stored = {tensor.name for tensor in made.graph.initializer}
    inside: dict[str, int] = {}
    for number, block in enumerate(found):
        waiting = [f"gate{number}.block"]
        while waiting:
            name = waiting.pop()
            if name == block.entry or name in stored or name not in by_output or by_output[name].name in inside:
                continue
            inside[by_output[name].name] = number
            waiting += list(by_output[name].input)
    dropped = {f"gate{number}.{part}" for number in range(len(found)) for part in ("value", "wide", "sub", "mul")}
    bodies: dict[int, list[NodeProto]] = {number: [] for number in range(len(found))}
    nodes: list[NodeProto] = []
    for node in made.graph.node:
        if node.name in inside:
            bodies[inside[node.name]].append(node)
        elif node.name in dropped:
            continue
        elif node.name.startswith("gate") and node.name.endswith(".add"):
            number = int(node.name.partition(".")[0][4:])
            nodes += _branch(number, found[number], bodies[number])
        else:
            nodes.append(node)
    _nodes(made, nodes)
    made.graph.initializer.append(numpy_helper.from_array(np.array([], np.int64), "gate.scalar"))
    made.graph.input.append(helper.make_tensor_value_info(THRESHOLD, TensorProto.FLOAT, []))
    return made


def _branch(number: int, block: Block, body: Sequence[NodeProto]) -> list[NodeProto]:
    key = f"gate{number}"

    def result(name: str) -> Any:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, None)

    then = helper.make_graph(list(body), f"{key}.then", [], [result(f"{key}.block")])
    keep = helper.make_node("Identity", [block.entry], [f"{key}.kept"], name=f"{key}.keep")
    otherwise = helper.make_graph([keep], f"{key}.else", [], [result(f"{key}.kept")])
    return [
        helper.make_node("Greater", [f"{key}.logit", THRESHOLD], [f"{key}.open"], name=f"{key}.open"),
        helper.make_node("Reshape", [f"{key}.open", "gate.scalar"], [f"{key}.is_open"], name=f"{key}.is_open"),
        helper.make_node(
            "If", [f"{key}.is_open"], [block.exit], name=f"{key}.if", then_branch=then, else_branch=otherwise
        ),
    ]


def _nodes(made: ModelProto, nodes: Sequence[NodeProto]) -> None:
    copied = [NodeProto.FromString(node.SerializeToString()) for node in nodes]
    del made.graph.node[:]
    made.graph.node.extend(copied)


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
    each = np.array([one.seconds for one in costs])
    seconds = none.seconds + gates @ each
    mean = float(seconds.mean())
    scaling = (none.scaling + float((gates @ np.array([one.scaling for one in costs])).mean())) / mean
    joules = None
    if none.joules is not None:
        joules = none.joules + float((gates @ np.array([one.joules or 0.0 for one in costs])).mean())
    made, metrics = point(name, none, logits, split)
    made = replace(
        made,
        scaling=scaling * mean,
        fixed=(1 - scaling) * mean,
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
