"""Channels that can only be cut together, and cutting them: the network that is left is really smaller.

A channel of a network with residual connections is the same position in many weights. ``groups`` finds them,
``cut`` takes some of them out of every parameter and rewrites the numbers in the file that counted them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import ModelProto, numpy_helper

from edgeviz.core.errors import ModelError
from edgeviz.engine.compress.axes import Atoms, Axes, Role, kept, light
from edgeviz.engine.compress.follow import follow
from edgeviz.engine.load.shapes import infer

__all__ = ["ChannelGroup", "Role", "Slice", "cut", "groups"]

Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class Slice:
    """Where the channels of a group are along one axis of a parameter: ``positions`` int64 [channels, each]."""

    parameter: str
    axis: int
    role: Role
    positions: Ints


@dataclass(frozen=True, eq=False, slots=True)
class ChannelGroup:
    """Channels of one kind: each is made, read and accompanied by the same parameters.

    ``layers`` are the keys of the nodes that make them. ``fixed`` says why they cannot be cut, "" where they can.
    ``exact``: without a channel the network computes what it computes with the channel at zero; where a layer norm
    is over them it does not.
    """

    id: int
    channels: int
    layers: tuple[str, ...]
    slices: tuple[Slice, ...]
    fixed: str = ""
    exact: bool = True


def groups(proto: ModelProto) -> tuple[ChannelGroup, ...]:
    """The channels that the layers of a prepared model make, in the order of the graph. Ids count from 0."""
    return tuple(group for group, _ in _found(follow(proto)))


def cut(proto: ModelProto, keep: Mapping[int, NDArray[np.int64]]) -> ModelProto:
    """``proto`` with only the channels ``keep`` (positions in a group, by its id) of those groups; others stay whole.

    Nodes keep their names, so layers keep their keys. Raises ModelError for a group that is fixed, or of which
    nothing would be left, and where the shapes do not come out as they should.
    """
    axes = follow(proto)
    found = {group.id: (group, units) for group, units in _found(axes)}
    labels = axes.labels()
    gone = np.zeros(int(labels.max(initial=0)) + 1, bool)
    for key, wanted in keep.items():
        if key not in found:
            raise ModelError(f"The model has no group of channels {key}.", "Ask for the groups of this model again.")
        group, units = found[key]
        positions = np.unique(np.asarray(wanted, np.int64))
        if len(positions) and not (positions[0] >= 0 and positions[-1] < group.channels):
            raise ModelError(f"{group.layers[0]} has {group.channels} channels.", "Choose positions from 0 on.")
        removed = np.setdiff1d(np.arange(group.channels), positions)
        if len(removed) and group.fixed:
            raise ModelError(f"Channels of {group.layers[0]} cannot be cut: {group.fixed}.", "Leave this layer whole.")
        if not len(positions):
            raise ModelError(f"No channel of {group.layers[0]} would be left.", "Keep at least one.")
        gone[units[removed]] = True
    result = _cut(axes, gone[labels])
    _check(axes, gone[labels], result)
    return result


def _found(axes: Axes) -> list[tuple[ChannelGroup, NDArray[np.int32]]]:
    """Groups, and the channel (a label of ``axes.labels``) of each position in them."""
    labels = axes.labels()
    places: dict[int, dict[tuple[str, int], list[int]]] = {}
    for key, atoms in axes.parameters.items():
        for position, label in enumerate(labels[atoms]):
            places.setdefault(int(label), {}).setdefault(key, []).append(position)
    reasons: dict[int, str] = {}
    for atoms, reason in axes.fixed:
        for label in np.unique(labels[atoms]):
            reasons.setdefault(int(label), reason)
    shared = {int(label) for atoms in axes.shared for label in np.unique(labels[atoms])}
    kinds: dict[tuple[tuple[tuple[str, int, int], ...], str, bool], list[int]] = {}
    for label, where in places.items():
        makers = any(axes.roles[key] is Role.OUT for key in where)
        if makers:
            signature = tuple((name, axis, len(positions)) for (name, axis), positions in where.items())
            kinds.setdefault((signature, reasons.get(label, ""), label in shared), []).append(label)
    found: list[tuple[ChannelGroup, NDArray[np.int32]]] = []
    for (_, fixed, inexact), members in kinds.items():
        slices = tuple(
            Slice(name, axis, axes.roles[name, axis], np.asarray([places[label][name, axis] for label in members]))
            for name, axis in places[members[0]]
        )
        layers = dict.fromkeys(
            node for s in slices if s.role is Role.OUT for node in axes.makers.get((s.parameter, s.axis), ())
        )
        group = ChannelGroup(len(found), len(members), tuple(layers), slices, fixed, not inexact)
        found.append((group, np.asarray(members, np.int32)))
    return found


def _cut(axes: Axes, removed: NDArray[np.bool_]) -> ModelProto:
    """``removed`` bool [atoms]."""
    result = ModelProto()
    result.CopyFrom(axes.model)
    graph = result.graph
    stored = {tensor.name: tensor for tensor in graph.initializer}
    by_name: dict[str, list[tuple[int, Atoms]]] = {}
    for (name, axis), atoms in axes.parameters.items():
        if removed[atoms].any():
            by_name.setdefault(name, []).append((axis, atoms))
    for name, cuts in by_name.items():
        array = numpy_helper.to_array(stored[name])
        for axis, atoms in cuts:
            array = np.compress(~removed[atoms], array, axis=axis)
        stored[name].CopyFrom(numpy_helper.from_array(np.ascontiguousarray(array), name))
    rewritten: dict[tuple[int, int], NDArray[np.int64]] = {}
    for size in axes.sizes:
        count, node = kept(size.atoms, removed), graph.node[size.node]
        if count == len(size.atoms):
            continue
        if isinstance(size.place, str):
            attribute = next(a for a in node.attribute if a.name == size.place)
            if attribute.type == onnx.AttributeProto.INT:
                attribute.i = count
            else:
                attribute.ints[size.entry] = count
            continue
        key = (size.node, size.place)
        if key not in rewritten:
            rewritten[key] = numpy_helper.to_array(stored[node.input[size.place]]).copy()
        rewritten[key].reshape(-1)[size.entry] = count
    taken = {name for node in graph.node for name in (*node.input, *node.output)} | set(stored)
    for (index, place), array in rewritten.items():
        node = graph.node[index]
        name = f"{node.input[place]}.{node.name}"
        while name in taken:
            name += "_"
        taken.add(name)
        node.input[place] = name
        graph.initializer.append(numpy_helper.from_array(array, name))
    replaced = {axes.model.graph.node[index].input[place] for index, place in rewritten}
    unused = replaced - {name for node in graph.node for name in node.input} - {value.name for value in graph.output}
    for row in reversed(range(len(graph.initializer))):
        if graph.initializer[row].name in unused:
            del graph.initializer[row]
    del graph.value_info[:]
    return result


def _check(axes: Axes, removed: NDArray[np.bool_], result: ModelProto) -> None:
    """Every tensor has the shape that it should, by inference from the parameters that are left."""
    try:
        # The checker knows no other domains: those models would fail whole as well.
        if not any(node.domain for node in result.graph.node):
            onnx.checker.check_model(result)
    except onnx.checker.ValidationError as error:
        raise ModelError("The cut model is not valid.", "Leave more layers whole.", str(error)) from error
    shapes = infer(light(result))
    for name, row in axes.rows.items():
        before, info = axes.shape(name), shapes.get(name)
        if before is None or info is None or info.sample is None:
            continue
        wanted = [d if atoms is None else kept(atoms, removed) for d, atoms in zip(before, row, strict=True)]
        if list(info.sample) != wanted:
            raise ModelError(
                f"The tensor {name} would have the shape {list(info.sample)} instead of {wanted}.",
                "Leave the layers whole that make and read it.",
            )
