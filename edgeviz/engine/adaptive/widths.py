"""Slimmable networks: one set of weights, run with as many of its channels as there is time for.

Which channels a width takes follows the ties of ``compress.axes``, so residual branches and offsets agree. The most
important ones are taken first, and what a width takes every wider one takes too. Each width is a view of the shared
weights while they learn; what is written is one ONNX file for each, which read the weights from one file
(``shared``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from onnx import ModelProto
from torch import Tensor, nn
from torch.nn import functional

from edgeviz.core.adaptive.model import AdaptiveModel
from edgeviz.core.adaptive.request import Widths
from edgeviz.core.errors import ModelError
from edgeviz.core.train_request import Pruning, Structure
from edgeviz.engine.adaptive.common import Ground, Trainable, assembled, cost, file_graph, point, trained_facts
from edgeviz.engine.adaptive.shared import Store, reading
from edgeviz.engine.compress.channels import ChannelGroup, cut, groups
from edgeviz.engine.compress.shrink import Channels, candidates
from edgeviz.engine.data.dataset import Split
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.session import as_input
from edgeviz.engine.train import loop
from edgeviz.engine.train.compose import logits_of
from edgeviz.engine.train.losses import soft_targets
from edgeviz.engine.train.norms import recalibrate

#: Samples, and how many at once, that statistics of batch norms are taken from after the weights have changed.
STATISTICS, AT_ONCE = 1024, 64
#: Widths that universal training draws from lie on this grid, between the smallest and the largest.
GRID = 8

Ints = NDArray[np.int64]


def nested(found: Sequence[Channels], width: float) -> dict[int, Ints]:
    """The channels that ``width`` keeps of each group, by its id: the most important ones, at least one."""
    keep = {}
    for one in found:
        count = max(1, round(width * one.group.channels))
        order = np.argsort(-one.importance, kind="stable")
        keep[one.group.id] = np.sort(order[:count]).astype(np.int64)
    return keep


def positions(found: Sequence[ChannelGroup], keep: Mapping[int, Ints]) -> dict[str, dict[int, Ints]]:
    """Parameter → axis → the positions along it that stay, for every parameter that ``keep`` makes smaller."""
    gone: dict[tuple[str, int], list[Ints]] = {}
    sizes: dict[tuple[str, int], int] = {}
    for group in found:
        for place in group.slices:
            key = (place.parameter, place.axis)
            sizes[key] = sizes.get(key, 0) + place.positions.size
            if group.id in keep:
                removed = np.setdiff1d(np.arange(group.channels), keep[group.id])
                gone.setdefault(key, []).append(place.positions[removed].ravel())
    result: dict[str, dict[int, Ints]] = {}
    for (name, axis), parts in gone.items():
        removed = np.concatenate(parts)
        if len(removed):
            result.setdefault(name, {})[axis] = removed
    return result


class Taken(nn.Module):
    """A part of a shared parameter in place of a weight of its own; the parameter is not a part of this module."""

    def __init__(self, shared: nn.Parameter, kept: Mapping[int, Tensor]) -> None:
        super().__init__()
        self._shared, self.kept = [shared], dict(kept)

    def forward(self, own: Tensor) -> Tensor:
        found: Tensor = self._shared[0]
        for axis, index in self.kept.items():
            found = found.index_select(axis, index)
        return found


class Slim(nn.Module):
    """The network at several widths, the largest first; ``part`` is one of them."""

    def __init__(self, owner: OnnxModule, parts: Mapping[float, OnnxModule], told: Sequence[float]) -> None:
        super().__init__()
        self.owner = owner
        self.widths = sorted(parts, reverse=True)
        self.parts = nn.ModuleList(parts[width] for width in self.widths)
        self._told = [self.widths.index(width) for width in told]
        self._read = [logits_of(parts[width]) for width in self.widths]

    def at(self, number: int, x: Tensor) -> Tensor:
        """Logits [samples, classes] of the width with this number."""
        return self._read[number](self.parts[number], x)

    def forward(self, x: Tensor) -> Tensor:
        """What the widths that were asked for say together, by which the best epoch is chosen."""
        return torch.stack([functional.log_softmax(self.at(n, x), dim=1) for n in self._told]).mean(dim=0)


def build(ground: Ground) -> AdaptiveModel:
    """Raises ModelError, DataError, EdgeVizError."""
    wanted = ground.request.how
    assert isinstance(wanted, Widths)
    largest, smallest = wanted.widths[0], wanted.widths[-1]
    between = [n / GRID for n in range(1, GRID) if smallest < n / GRID < largest] if wanted.universal else []
    owner = ground.trainable(ground.opened.prepared, "width-1")
    proto = owner.start.prepared
    found = candidates(proto, owner.start.graph, Pruning(structure=Structure.CHANNELS))
    if not found:
        raise ModelError(
            f"{ground.opened.graph.name} has no channels that could be left out.", "Choose another mechanism."
        )
    trainables: dict[float, Trainable] = {}
    for width in sorted({*wanted.widths, *between}, reverse=True):
        if width == 1:
            trainables[width] = owner
            continue
        ground.context.progress(0, None, f"Width {width:g}")
        trainables[width] = narrowed(ground, owner, found, width, wanted.universal)
    module = Slim(owner.training.module, {w: one.training.module for w, one in trainables.items()}, wanted.widths)
    objective = sandwich(ground.request.spec) if wanted.universal else switchable(ground.request.spec)
    every = list({id(one): one for one in (owner, *trainables.values())}.values())
    trained = ground.fit(module, objective, every)
    return _measured(ground, wanted, owner, trainables, trained)


def narrowed(ground: Ground, owner: Trainable, found: Sequence[Channels], width: float, universal: bool) -> Trainable:
    """The network at ``width`` whose weights are those of ``owner``; its norms start at ``owner``'s factors."""
    proto = owner.start.prepared
    keep = nested(found, width)
    one = ground.trainable(cut(proto, keep), f"width-{width:g}")
    gone = positions(groups(proto), keep)
    module, shared = one.training.module, owner.training.module
    device = next(shared.parameters()).device

    def kept(name: str) -> dict[int, Tensor]:
        shape = shared.weight(name).shape
        return {
            axis: torch.from_numpy(np.setdiff1d(np.arange(shape[axis]), removed)).to(device)
            for axis, removed in gone.get(name, {}).items()
        }

    for name in list(module.weights.names()):
        own = module.weight(name)
        if not isinstance(own, nn.Parameter) or not own.requires_grad:
            continue
        readers = [operation.key for operation in module.operations if name in operation.inputs]
        module.insert(name, readers, Taken(shared.weight(name), kept(name)))
        own.requires_grad_(False)
    for place in one.training.places:
        norm, full = one.training.norms[place.tensor], owner.training.norms[place.tensor]
        index = next(iter(kept(str(place.layer.bias)).values()), torch.arange(len(full.gamma), device=device))
        norm.gamma.data = full.gamma.detach()[index].clone()
        norm.beta.data = full.beta.detach()[index].clone()
        if universal:
            norm.borrow(full, index)
    settle(ground, one)
    return one


def settle(ground: Ground, one: Trainable) -> None:
    """Take the statistics of the norms of ``one`` anew from training samples."""
    train, _ = ground.splits
    recalibrate(one.training.module, one.training.norms.values(), _batches(ground, one, train))


def _batches(ground: Ground, one: Trainable, split: Split) -> Any:
    device = next(one.training.module.parameters()).device
    for begin in range(0, min(len(split), STATISTICS), AT_ONCE):
        ground.context.check()
        part = split.x[begin : begin + AT_ONCE]
        if len(part) > 1:
            yield as_input(part).to(device)


def switchable(spec: Any) -> loop.Objective:
    """The sum of the widths' cross-entropies (Yu et al. 2019, algorithm 1)."""

    def loss(module: nn.Module, batch: loop.Batch) -> Tensor:
        assert isinstance(module, Slim)
        found = [loop.hard_loss(module.at(n, batch.x), batch, spec) for n in range(len(module.widths))]
        return torch.stack(found).sum()

    return loss


def sandwich(spec: Any) -> loop.Objective:
    """The largest width learns from labels, the smallest and two drawn between from its answers (Yu and Huang 2019,
    algorithm 1)."""

    def loss(module: nn.Module, batch: loop.Batch) -> Tensor:
        assert isinstance(module, Slim)
        last = len(module.widths) - 1
        full = module.at(0, batch.x)
        total = loop.hard_loss(full, batch, spec)
        drawn = (torch.randperm(last - 1)[:2] + 1).tolist() if last > 1 else []
        for number in (last, *sorted(drawn)):
            total = total + soft_targets(module.at(number, batch.x), full, 1.0)
        return total

    return loss


def _measured(
    ground: Ground, wanted: Widths, owner: Trainable, trainables: Mapping[float, Trainable], trained: loop.Trained
) -> AdaptiveModel:
    x, files, costs, answers = ground.validation.x, [], [], []
    store = Store.of("weights.bin", shared_weights(owner))
    alone = 0
    files.append(ground.keep(store.content, store.name))
    for width in wanted.widths:
        one = trainables[width]
        if wanted.universal:
            settle(ground, one)
        proto, name = written(owner, one), f"width-{width:g}.onnx"
        plain = ground.write(proto, name)
        graph, alone = file_graph(plain), alone + plain.size
        file = ground.keep(reading(proto, store, kept_of(one)).SerializeToString(deterministic=True), name)
        feed = {ground.input: ground.one()}
        # In memory each width has weights of its own: that is its size.
        costs.append(cost(graph, plain.size, ground.latency(file, feed), ground.device))
        answers.append(ground.answers(file, x, graph.outputs[:1], f"Width {width:g}")[0].reshape(len(x), -1))
        files.append(file)
    # All are loaded, so that changing the width costs nothing.
    memory = alone + max(one.metrics["activation_memory"].value for one in costs)
    made = [
        point(f"width {width:g}", one, logits, ground.validation, memory)
        for width, one, logits in zip(wanted.widths, costs, answers, strict=True)
    ]
    runs = [{"file": file.name} for file in files[1:]]
    sizes = {"bytes_on_disk": float(sum(file.size for file in files)), "bytes_alone": float(alone)}
    return assembled(ground, f"{len(runs)} widths", made, files, runs, {**trained_facts(trained), **sizes})


@torch.no_grad()
def shared_weights(owner: Trainable) -> dict[str, NDArray[np.float32]]:
    """The weights of which every width takes a part."""
    module = owner.training.module
    found = ((name, module.weight(name)) for name in module.weights.names())
    return {
        name: one.detach().cpu().numpy().copy()
        for name, one in found
        if isinstance(one, nn.Parameter) and one.requires_grad
    }


def kept_of(one: Trainable) -> dict[str, dict[int, Ints]]:
    """By the weights of ``one`` the positions of the shared ones that it takes, along each axis."""
    taken = ((op.inputs[0], op.run) for op in one.training.module.operations if isinstance(op.run, Taken))
    return {name: {axis: index.cpu().numpy() for axis, index in run.kept.items()} for name, run in taken}


@torch.no_grad()
def written(owner: Trainable, one: Trainable) -> ModelProto:
    """``one`` with the shared weights as they are now."""
    if one is not owner:
        module = one.training.module
        for inserted in module.operations:
            if isinstance(inserted.run, Taken):
                module.weight(inserted.inputs[0]).data = inserted.run(torch.empty(0)).clone()
    return one.result()
