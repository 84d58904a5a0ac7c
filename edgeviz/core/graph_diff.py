"""What changed between two model graphs: nodes that were added, removed, or are still there but different.

Nodes are matched by key first, for exporters keep names from one version of a model to the next. What is left is
matched by what it is (operator, attributes, output shapes) in the order of the graph, as a text is compared line by
line: renaming everything changes nothing.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from edgeviz.core.graph import ModelGraph, Node, Shape

#: Pairs of nodes beyond which what is left between two equal ends counts as replaced: a search takes quadratic time.
MOST_PAIRS = 20_000_000


class Status(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class NodeChange:
    """A node of either graph. ``first`` is None for what was added, ``second`` for what was removed.

    ``what`` names the differences of a changed node: "operator Relu → Clip", "strides (1, 1) → (2, 2)".
    """

    status: Status
    first: Node | None
    second: Node | None
    what: tuple[str, ...] = ()


@dataclass(frozen=True)
class GraphDiff:
    """All nodes of both graphs: the second's in its order, the removed ones where they were."""

    changes: tuple[NodeChange, ...]

    def count(self, status: Status) -> int:
        return sum(change.status is status for change in self.changes)

    @property
    def is_same(self) -> bool:
        return all(change.status is Status.SAME for change in self.changes)


def graph_diff(first: ModelGraph, second: ModelGraph) -> GraphDiff:
    """The differences of ``second`` from ``first``. Takes the nodes, not the weights, into account."""
    partner = _match(first, second)
    changes: list[NodeChange] = []
    removed = [row for row in range(len(first.nodes)) if row not in set(partner.values())]
    waiting = iter(removed)
    next_removed = next(waiting, None)
    for index, node in enumerate(second.nodes):
        row = partner.get(index)
        while row is not None and next_removed is not None and next_removed < row:
            changes.append(NodeChange(Status.REMOVED, first.nodes[next_removed], None))
            next_removed = next(waiting, None)
        if row is None:
            changes.append(NodeChange(Status.ADDED, None, node))
        else:
            what = _differences(first, first.nodes[row], second, node)
            changes.append(NodeChange(Status.CHANGED if what else Status.SAME, first.nodes[row], node, what))
    while next_removed is not None:
        changes.append(NodeChange(Status.REMOVED, first.nodes[next_removed], None))
        next_removed = next(waiting, None)
    return GraphDiff(tuple(changes))


def _match(first: ModelGraph, second: ModelGraph) -> dict[int, int]:
    """Index in ``second`` -> index in ``first``."""
    keys = {node.key: row for row, node in enumerate(first.nodes)}
    found = {
        index: keys[node.key]
        for index, node in enumerate(second.nodes)
        if node.key in keys and first.nodes[keys[node.key]].op == node.op
    }
    taken = set(found.values())
    rest_first = [row for row in range(len(first.nodes)) if row not in taken]
    rest_second = [row for row in range(len(second.nodes)) if row not in found]
    # First what is alike in every respect, then what has at least the same operator.
    for signature in (_signature, _operator):
        pairs = _aligned(
            rest_first, rest_second, [signature(first, row) for row in rest_first],
            [signature(second, row) for row in rest_second],
        )  # fmt: skip
        found.update(pairs)
        taken = set(pairs.values())
        rest_first = [row for row in rest_first if row not in taken]
        rest_second = [row for row in rest_second if row not in pairs]
    return found


def _aligned(
    first: Sequence[int], second: Sequence[int], first_keys: Sequence[Hashable], second_keys: Sequence[Hashable]
) -> dict[int, int]:
    # Most models differ in a few places: what is alike at both ends needs no search.
    shorter = min(len(first), len(second))
    head = 0
    while head < shorter and first_keys[head] == second_keys[head]:
        head += 1
    tail = 0
    while tail < shorter - head and first_keys[-1 - tail] == second_keys[-1 - tail]:
        tail += 1
    found = {second[step]: first[step] for step in range(head)}
    found.update({second[-1 - step]: first[-1 - step] for step in range(tail)})
    ours, theirs = first_keys[head : len(first) - tail], second_keys[head : len(second) - tail]
    if len(ours) * len(theirs) > MOST_PAIRS:
        return found
    for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            found[second[head + block.b + step]] = first[head + block.a + step]
    return found


def _operator(graph: ModelGraph, row: int) -> Hashable:
    node = graph.nodes[row]
    return node.domain, node.op


def _signature(graph: ModelGraph, row: int) -> Hashable:
    node = graph.nodes[row]
    attributes = tuple(sorted((name, repr(value)) for name, value in node.attributes.items()))
    return node.domain, node.op, attributes, tuple(_shape(graph, name) for name in node.outputs), len(node.inputs)


def _shape(graph: ModelGraph, tensor: str) -> Shape | None:
    found = graph.tensors.get(tensor)
    return None if found is None else found.shape


def _differences(first: ModelGraph, a: Node, second: ModelGraph, b: Node) -> tuple[str, ...]:
    found = []
    if (a.domain, a.op) != (b.domain, b.op):
        found.append(f"operator {a.op} → {b.op}")
    found += _attributes(a.attributes, b.attributes)
    for kind, ours, theirs in (("input", a.inputs, b.inputs), ("output", a.outputs, b.outputs)):
        if len(ours) != len(theirs):
            found.append(f"{len(ours)} → {len(theirs)} {kind}s")
            continue
        for position, (one, other) in enumerate(zip(ours, theirs, strict=True)):
            before, after = _shape(first, one), _shape(second, other)
            if before is not None and after is not None and before != after:
                found.append(f"{kind} {position + 1} {_text(before)} → {_text(after)}")
    return tuple(found)


def _attributes(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> list[str]:
    names = sorted({*ours, *theirs})
    return [
        f"{name} {ours.get(name, '–')} → {theirs.get(name, '–')}"
        for name in names
        if repr(ours.get(name)) != repr(theirs.get(name))
    ]


def _text(shape: Shape) -> str:
    return "×".join("?" if dim is None else str(dim) for dim in shape) or "scalar"
