"""Structured pruning: whole channels are cut out, and what is left is a smaller network of the same layers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, numpy_helper

from edgeviz.core.errors import ModelError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.pruning import check, share_of
from edgeviz.core.train_request import Pruning, Scope
from edgeviz.engine.compress.channels import ChannelGroup, Role, cut, groups

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Channels:
    """A group that may be cut, how much of it is asked for, and the importance of each channel, float64 [channels]."""

    group: ChannelGroup
    sparsity: float
    importance: Array
    #: Whether a share was given for it: it then does not compete with others.
    alone: bool


def shrink(proto: ModelProto, graph: ModelGraph, wanted: Pruning) -> ModelProto:
    """The prepared model ``proto`` without its least important channels.

    LAYER takes the share of ``wanted`` from every group of tied channels, GLOBAL that share of all channels that can
    be cut, the least important first. Each group keeps at least one; groups with a spared layer stay whole, and so do
    those that the model's output or an operator needs in full. Raises ModelError where nothing can be cut,
    RecipeError for unknown layers.
    """
    check(graph, wanted)
    found = candidates(proto, graph, wanted)
    if not found:
        reasons = dict.fromkeys(g.fixed for g in groups(proto) if g.fixed)
        raise ModelError(
            f"{graph.name} has no channels that could be cut.",
            "Prune single weights instead, or spare fewer layers.",
            "; ".join(reasons),
        )
    return cut(proto, kept_channels(found, wanted))


def candidates(proto: ModelProto, graph: ModelGraph, wanted: Pruning) -> list[Channels]:
    """The groups that may be cut. Where several layers of a group have shares of their own the smallest holds."""
    given = dict(wanted.layers)
    weights = {tensor.name: tensor for tensor in proto.graph.initializer}
    found = []
    for group in groups(proto):
        keys = [key for key in group.layers if key in graph.layer_index]
        if group.fixed or not keys or group.channels < 2 or any(key in wanted.spare for key in keys):
            continue
        own = [given[key] for key in keys if key in given]
        sparsity = min(own) if own else share_of(keys[0], wanted)
        found.append(Channels(group, sparsity, importance(group, weights), bool(own)))
    return found


def importance(group: ChannelGroup, weights: Mapping[str, TensorProto]) -> Array:
    """How much each channel matters: the root of the sum of squares of all that makes it and reads it.

    Biases and norms are left out. L2 over the whole group of coupled parameters, as DepGraph ranks them (Fang et al.
    2023). Each tensor is first divided by its mean over the channels, and the group's values by theirs: the scales of
    layers mean nothing once batch norms are folded. Without it ResNet-20 fell to 44 % of CIFAR-10 instead of 59 % with
    a tenth of each layer's channels gone, before any retraining.
    """
    total: Array = np.zeros(group.channels)
    for part in group.slices:
        if part.role is Role.BESIDE:
            continue
        array = numpy_helper.to_array(weights[part.parameter]).astype(np.float64)
        each = np.square(np.moveaxis(array, part.axis, 0)).reshape(array.shape[part.axis], -1).sum(axis=1)
        mine = each[part.positions].sum(axis=1)
        total += mine / max(float(mine.mean()), np.finfo(np.float64).tiny)
    found: Array = np.sqrt(total)
    mean = float(found.mean())
    return found / mean if mean > 0 else found


def kept_channels(found: list[Channels], wanted: Pruning) -> dict[int, NDArray[np.int64]]:
    """The positions that stay, by the group's id, in their order."""
    keep: dict[int, NDArray[np.int64]] = {}
    together: list[Channels] = []
    for channels in found:
        if wanted.scope is Scope.GLOBAL and not channels.alone:
            together.append(channels)
        else:
            keep[channels.group.id] = _most_important(channels, round(channels.sparsity * channels.group.channels))
    if together:
        scores = np.concatenate([_but_one(channels.importance) for channels in together])
        wanted_gone = round(wanted.sparsity * len(scores))
        gone = np.zeros(len(scores), bool)
        gone[np.argsort(scores, kind="stable")[:wanted_gone]] = True
        # The most important channel of each group is infinite: it goes last, and then not at all.
        gone &= np.isfinite(scores)
        ends = np.cumsum([channels.group.channels for channels in together])[:-1]
        for channels, part in zip(together, np.split(gone, ends), strict=True):
            keep[channels.group.id] = np.flatnonzero(~part).astype(np.int64)
    return keep


def _most_important(channels: Channels, removed: int) -> NDArray[np.int64]:
    removed = min(removed, channels.group.channels - 1)
    order = np.argsort(channels.importance, kind="stable")
    return np.sort(order[removed:]).astype(np.int64)


def _but_one(importance: Array) -> Array:
    found = importance.copy()
    found[int(np.argmax(found))] = np.inf
    return found
