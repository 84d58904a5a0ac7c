"""Blocks left out for a budget: the network learns to do without any of them, and each budget gets a subset.

Every step trains the whole network and a random subset of its blocks (stochastic depth, Huang et al. 2016; LayerDrop,
Fan et al. 2020). Which block goes next is asked of held-out samples: the one without which most of them stay right.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch import Tensor, nn

from edgeviz.core.adaptive.model import AdaptiveModel
from edgeviz.core.adaptive.request import Skipping
from edgeviz.core.blocks import Block
from edgeviz.engine.adaptive.common import Ground, Trainable, assembled, cost, file_graph, point, trained_facts
from edgeviz.engine.adaptive.gates import block_macs, skippable
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.train import loop
from edgeviz.engine.train.compose import logits_of
from edgeviz.engine.train.losses import soft_targets
from edgeviz.engine.train.students import without

if TYPE_CHECKING:
    from edgeviz.engine.data.dataset import Split

#: Held-out samples that are asked which block goes next.
ASKED = 500


class Bypass(nn.Module):
    """The end of a block; what was put into it is kept by ``Entry`` and given instead while ``open`` is False."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self._entry, self.open = [entry], True

    def forward(self, y: Tensor) -> Tensor:
        return y if self.open else self._entry[0].seen


class Entry(nn.Module):
    """Lets the beginning of a block through and keeps it."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = torch.empty(0)

    def forward(self, x: Tensor) -> Tensor:
        self.seen = x
        return x


class Kept(nn.Module):
    """The network of which ``keep`` says what blocks are computed."""

    def __init__(self, inner: OnnxModule, found: Sequence[Block]) -> None:
        super().__init__()
        self._read = logits_of(inner)
        self.gates: list[Bypass] = []
        for block in found:
            entry = Entry()
            inner.transform(block.entry, entry)
            self.gates.append(Bypass(entry))
            inner.transform(block.exit, self.gates[-1])
        self.inner = inner

    def keep(self, flags: Sequence[bool]) -> None:
        for gate, flag in zip(self.gates, flags, strict=True):
            gate.open = flag

    def forward(self, x: Tensor) -> Tensor:
        found: Tensor = self._read(self.inner, x)
        return found


def subsets(ground: Ground, wanted: Skipping) -> AdaptiveModel:
    """Raises ModelError, DataError, EdgeVizError."""
    found = skippable(ground.opened.graph)
    one = ground.trainable(ground.opened.prepared, "subsets")
    module = Kept(one.training.module, found)
    spec, count = ground.request.spec, len(found)

    def objective(trained: nn.Module, batch: loop.Batch) -> Tensor:
        assert isinstance(trained, Kept)
        trained.keep([True] * count)
        full = trained(batch.x)
        share = wanted.target + (1 - wanted.target) * float(torch.rand(()))
        trained.keep((torch.rand(count) < share).tolist())
        part = trained(batch.x)
        trained.keep([True] * count)
        return loop.hard_loss(full, batch, spec) + soft_targets(part, full, 1.0)

    trained = ground.fit(module, objective, [one])
    module.keep([True] * count)
    _, held_out = ground.splits
    order = elimination(ground, module, held_out, count)
    return _measured(ground, wanted, one, found, order, block_macs(ground.opened.graph, found), trained)


def elimination(ground: Ground, module: Kept, split: Split, count: int) -> list[int]:
    """The blocks in the order in which they go, each time the one that costs held-out samples least."""
    part = type(split)(split.x[:ASKED], split.y[:ASKED])
    gone: list[int] = []
    while len(gone) < count:
        left = [number for number in range(count) if number not in gone]
        scores = []
        for number in left:
            ground.context.progress(len(gone), count, "Which block goes next")
            module.keep([i not in gone and i != number for i in range(count)])
            scores.append(loop.hits(module, part, 128, ground.context.check))
        gone.append(left[int(np.argmax(scores))])
    module.keep([True] * count)
    return gone


def _measured(
    ground: Ground,
    wanted: Skipping,
    one: Trainable,
    found: Sequence[Block],
    order: Sequence[int],
    macs: Sequence[float],
    trained: loop.Trained,
) -> AdaptiveModel:
    split, proto, graph = ground.validation, one.result(), one.start.graph
    known = {block.exit: block for block in found}
    steps = sorted({round(n) for n in np.linspace(0, len(order), wanted.ways)})
    files, rows, runs = [], [], []
    for step in steps:
        gone = [found[number] for number in order[:step]]
        made = without(proto, graph, [known[block.exit] for block in gone]) if gone else proto
        file = ground.write(made, f"blocks-{len(found) - step}.onnx")
        written = file_graph(file)
        costs = cost(written, file.size, ground.latency(file, {ground.input: ground.one()}), ground.device)
        (logits,) = ground.answers(file, split.x, written.outputs[:1], f"Without {step} blocks")
        rows.append((f"{len(found) - step} of {len(found)} blocks", costs, logits.reshape(len(split), -1)))
        files.append(file)
        runs.append({"file": file.name, "without": [list(block.layers) for block in gone]})
    memory = sum(file.size for file in files) + max(one.metrics["activation_memory"].value for _, one, _ in rows)
    points = [point(name, costs, logits, split, memory) for name, costs, logits in rows]
    facts = trained_facts(trained) | {"blocks": float(len(found)), "macs_of_blocks": float(sum(macs))}
    return assembled(ground, f"{len(files)} depths", points, files, runs, facts)
