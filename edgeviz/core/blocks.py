"""Blocks of a network that can be left out: what goes in has the shape of what comes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import floor

from edgeviz.core.graph import ModelGraph, Node

#: Operators whose result says nothing of the values they look at, only of their shape.
OF_SHAPE = frozenset({"Shape", "Size"})
#: Segments that one block of a repeated pattern may have.
LONGEST = 16


@dataclass(frozen=True, slots=True)
class Block:
    """Nodes (indices) from the tensor ``entry`` to the tensor ``exit``; whoever reads ``exit`` can read ``entry``."""

    entry: str
    exit: str
    nodes: tuple[int, ...]
    layers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Segment:
    """All nodes between two tensors that everything passes through; ``sign`` is equal for segments built alike."""

    entry: str
    exit: str
    nodes: tuple[int, ...]
    layers: tuple[str, ...]
    sign: tuple[object, ...]
    residual: bool


def runs(graph: ModelGraph) -> tuple[tuple[Block, ...], ...]:
    """The blocks that can be left out, one run for each stage of the network, in order.

    Two kinds are found. A *residual* block adds what it computes to what it reads (a shortcut that is the identity),
    so that without it the rest goes on as if it had added nothing. Blocks that *repeat*, built alike one after the
    other with the same shape between them, are those of plain networks (depthwise-separable blocks, VGG) and of
    transformers (attention and its feed-forward part, together with their norms). Right behind the first layer the
    first block of a run is kept; elsewhere the layers that lead into the stage are what is left of it.
    """
    data = _data(graph)
    segments = _segments(graph, data)
    found: list[tuple[Block, ...]] = []
    at = begun = 0
    while at < len(segments):
        if not segments[at].layers:
            at += 1
            continue
        length, repeats = _pattern(graph, segments, at)
        if not repeats:
            begun, at = begun + 1, at + 1
            continue
        blocks = [_joined(segments[at + i * length : at + (i + 1) * length]) for i in range(repeats)]
        first = 1 if begun <= 1 else 0
        kept = tuple(block for block in blocks[first:] if _closed(graph, block, data))
        if kept:
            found.append(kept)
        begun, at = begun + repeats, at + length * repeats
    return tuple(found)


def left_out(found: Sequence[Sequence[Block]], depth: float) -> tuple[Block, ...]:
    """The blocks that go when the share ``depth`` of them stays: spread evenly over the stages and within each.

    Below 1 at least one goes; a stage's share is rounded by the largest remainder.
    """
    total = sum(len(run) for run in found)
    if not total or depth >= 1:
        return ()
    stay = min(total - 1, floor(depth * total + 0.5))
    quotas = [stay * len(run) / total for run in found]
    kept = [floor(quota) for quota in quotas]
    by_rest = sorted(range(len(found)), key=lambda i: (kept[i] - quotas[i], i))
    for row in by_rest[: stay - sum(kept)]:
        kept[row] += 1
    gone: list[Block] = []
    for run, count in zip(found, kept, strict=True):
        stays = {floor((i + 0.5) * len(run) / count) for i in range(count)}
        gone += [block for i, block in enumerate(run) if i not in stays]
    return tuple(gone)


# ---- what everything passes through ----


def _segments(graph: ModelGraph, data: set[str]) -> list[_Segment]:
    layers: dict[str, list[str]] = {}
    for layer in graph.layers:
        layers.setdefault(layer.node, []).append(layer.key)
    rows = [i for i, node in enumerate(graph.nodes) if _writes(node, data)]
    uses: dict[str, int] = dict.fromkeys(graph.outputs, 1)
    for i in rows:
        for name in _read(graph.nodes[i], data):
            uses[name] = uses.get(name, 0) + 1
    open_ = {name for name in graph.inputs if name in uses}
    entry = next(iter(open_)) if len(open_) == 1 else ""
    found: list[_Segment] = []
    inside: list[int] = []
    for i in rows:
        node = graph.nodes[i]
        inside.append(i)
        for name in _read(node, data):
            uses[name] -= 1
            if not uses[name]:
                open_.discard(name)
        open_.update(name for name in node.outputs if uses.get(name, 0))
        if len(open_) != 1:
            continue
        (exit_,) = open_
        if exit_ in node.outputs:
            if entry:
                own = tuple(key for row in inside for key in layers.get(graph.nodes[row].key, ()))
                sign = tuple(_sign(graph, graph.nodes[row]) for row in inside)
                residual = node.op == "Add" and entry in node.inputs and bool(own)
                found.append(_Segment(entry, exit_, tuple(inside), own, sign, residual))
            entry, inside = exit_, []
    return found


def _data(graph: ModelGraph) -> set[str]:
    """The tensors whose values depend on those that are given, and not on their shapes alone."""
    found = set(graph.inputs)
    for node in graph.nodes:
        if node.op not in OF_SHAPE and any(name in found for name in node.inputs):
            found.update(name for name in node.outputs if name)
    return found


def _read(node: Node, data: set[str]) -> list[str]:
    """What ``node`` reads of the data, each name once; nothing where it looks at shapes only."""
    return [] if node.op in OF_SHAPE else [name for name in dict.fromkeys(node.inputs) if name in data]


def _writes(node: Node, data: set[str]) -> bool:
    return any(name in data for name in node.outputs)


def _sign(graph: ModelGraph, node: Node) -> tuple[object, ...]:
    constants = []
    for name in node.inputs:
        tensor = graph.tensors.get(name)
        constants.append(tensor.shape if tensor is not None and tensor.is_parameter else None)
    settings = tuple(sorted((name, repr(value)) for name, value in node.attributes.items()))
    return node.op, node.domain, tuple(constants), settings


# ---- patterns ----


def _pattern(graph: ModelGraph, segments: Sequence[_Segment], at: int) -> tuple[int, int]:
    """(segments of a block, repeats) of the run that begins at ``at``; repeats is 0 where none does."""
    for length in range(1, min(LONGEST, len(segments) - at) + 1):
        if not _same_shape(graph, segments[at].entry, segments[at + length - 1].exit):
            continue
        pattern = [segment.sign for segment in segments[at : at + length]]
        repeats = 1
        while [s.sign for s in segments[at + repeats * length : at + (repeats + 1) * length]] == pattern:
            repeats += 1
        if repeats > 1:
            return length, repeats
    if not segments[at].residual or not _same_shape(graph, segments[at].entry, segments[at].exit):
        return 1, 0
    # A lone residual block, with the activation or norm behind it.
    length = 1
    for segment in segments[at + 1 :]:
        if segment.layers or not _same_shape(graph, segments[at].entry, segment.exit):
            break
        length += 1
    return length, 1


def _same_shape(graph: ModelGraph, one: str, other: str) -> bool:
    first, second = graph.tensors[one], graph.tensors[other]
    known = first.shape is not None and len(first.shape) > 1 and None not in first.shape
    return known and first.shape == second.shape and first.dtype == second.dtype


def _joined(segments: Sequence[_Segment]) -> Block:
    nodes = tuple(row for segment in segments for row in segment.nodes)
    layers = tuple(key for segment in segments for key in segment.layers)
    return Block(segments[0].entry, segments[-1].exit, nodes, layers)


def _closed(graph: ModelGraph, block: Block, data: set[str]) -> bool:
    """Whether nothing outside needs what is computed inside: not even its shape, and the model does not put it out."""
    if block.exit in graph.outputs:
        return False
    inside = set(block.nodes)
    names = [n for row in block.nodes for n in graph.nodes[row].outputs if n and n != block.exit]
    return not any(row not in inside for row in _users(graph, names, data))


def _users(graph: ModelGraph, names: Sequence[str], data: set[str]) -> Iterator[int]:
    """Nodes of the data that depend on ``names``, directly or by way of shape arithmetic."""
    waiting, seen = list(names), set(names)
    while waiting:
        for row in graph.consumers.get(waiting.pop(), ()):
            node = graph.nodes[row]
            if _writes(node, data):
                yield row
                continue
            for name in node.outputs:
                if name and name not in seen:
                    seen.add(name)
                    waiting.append(name)


# ---- places to look in


@dataclass(frozen=True, slots=True)
class Passage:
    """A tensor that everything passes through: the network can be cut there, or an exit attached.

    after: nodes (indices) before it. macs: multiplications up to it, ``share`` of all. bytes: of one sample's values.
    """

    tensor: str
    after: tuple[int, ...]
    macs: int
    share: float
    bytes: int


def passages(graph: ModelGraph) -> tuple[Passage, ...]:
    """Where nothing but one tensor is needed further on, in order, one behind each layer or block.

    Behind a layer it is the last tensor of the same shape before the next one, that is behind its activation. Neither
    the input nor the output is among them.
    """
    found: list[Passage] = []
    before: list[int] = []
    macs, layers = 0, False
    total = max(1, graph.macs)
    for segment in _segments(graph, _data(graph)):
        before += segment.nodes
        macs += sum(graph.nodes[row].macs for row in segment.nodes)
        layers = layers or bool(segment.layers)
        tensor = graph.tensors[segment.exit]
        if segment.exit in graph.outputs or not tensor.nbytes or not layers:
            continue
        one = Passage(segment.exit, tuple(before), macs, macs / total, tensor.nbytes)
        if not segment.layers and found and found[-1].macs == macs:
            if tensor.shape == graph.tensors[found[-1].tensor].shape:
                found[-1] = one
            continue
        found.append(one)
    return tuple(found)


def suggested_exits(graph: ModelGraph, count: int) -> tuple[Passage, ...]:
    """``count`` places for exits, spread evenly over the multiplications, at ends of blocks where there are such.

    Only maps of features and rows of tokens with a known number of channels; fewer where there are fewer.
    """
    able = [one for one in passages(graph) if can_exit(graph, one.tensor) and one.share < 1]
    ends = {block.exit for run in runs(graph) for block in run} | {block.entry for run in runs(graph) for block in run}
    preferred = [one for one in able if one.tensor in ends]
    able = preferred if len(preferred) >= count else able
    chosen: dict[str, Passage] = {}
    for number in range(1, count + 1):
        left = [one for one in able if one.tensor not in chosen]
        if left:
            best = min(left, key=lambda one: abs(one.share - number / (count + 1)))
            chosen[best.tensor] = best
    return tuple(sorted(chosen.values(), key=lambda one: one.macs))


def can_exit(graph: ModelGraph, tensor: str) -> bool:
    """Whether an exit can read ``tensor``: [batch, channels], [batch, tokens, channels] or maps of features."""
    found = graph.tensors.get(tensor)
    shape = found.shape if found is not None else None
    if found is None or shape is None or found.dtype != "float32" or len(shape) not in (2, 3, 4):
        return False
    return isinstance(shape[-1 if len(shape) < 4 else 1], int)
