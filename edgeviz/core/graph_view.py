"""What a graph view shows of a model: nested groups, and the edges between the boxes of each group.

Nothing here draws or places anything. Parameters and folded constants are no boxes; a tensor with very many readers
is a hub, whose edges are kept aside, because thousands of lines from one box hide all others and make layered layouts
explode. No group has more than ``WIDEST`` children: a level that has is cut into consecutive parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from edgeviz.core.graph import ModelGraph, Node

#: A tensor with more readers than this is a hub.
HUB = 24
#: Children of one group.
WIDEST = 48
#: Boxes that the automatic first level shows at most, unless the root alone has more.
AUTOMATIC = 40

#: Where edges enter and leave a group, as the ends of edges within it.
ENTRY = "<entry>"
EXIT = "<exit>"
ROOT = ""


class Kind(StrEnum):
    NODE = "node"
    GROUP = "group"
    INPUT = "input"
    OUTPUT = "output"


@dataclass(frozen=True, slots=True)
class Box:
    """A node, a group of boxes, or an input or output of the model.

    ``id`` is unique and stays the same for the same file. ``title`` is the last part of the name, ``subtitle`` the
    operator; ``node`` is an index into ``ModelGraph.nodes``, -1 for all others. ``first`` and ``size``: the place of
    the first node in the graph's order, and the number of nodes inside.
    """

    id: str
    kind: Kind
    title: str
    subtitle: str
    parent: str
    depth: int
    node: int = -1
    first: int = 0
    size: int = 1
    children: tuple[str, ...] = ()
    #: Nodes whose edges from a hub are kept aside.
    hubs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """From one box to another of the same group, or from ENTRY or to EXIT; the tensors that flow, once each."""

    source: str
    target: str
    tensors: tuple[str, ...]


@dataclass(frozen=True)
class GraphTree:
    """All boxes by id, the root being ``ROOT``; ``edges`` by the id of the group in which they run."""

    boxes: Mapping[str, Box]
    edges: Mapping[str, tuple[Edge, ...]]
    #: Node index -> indices of the nodes it reads from, and those that read it, hubs included.
    sources: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    targets: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    @cached_property
    def box_of_node(self) -> dict[int, str]:
        return {box.node: box.id for box in self.boxes.values() if box.node >= 0}

    @cached_property
    def groups(self) -> tuple[Box, ...]:
        """All groups but the root, outer ones first."""
        found = [box for box in self.boxes.values() if box.kind is Kind.GROUP and box.id != ROOT]
        return tuple(sorted(found, key=lambda box: (box.depth, box.first)))

    def path(self, box_id: str) -> Iterator[str]:
        """The box and the groups around it, inmost first, without the root."""
        while box_id != ROOT:
            yield box_id
            box_id = self.boxes[box_id].parent

    def nodes_in(self, box_id: str) -> list[int]:
        """Indices of all nodes inside the box, in the graph's order."""
        found: list[int] = []
        stack = [box_id]
        while stack:
            box = self.boxes[stack.pop()]
            if box.node >= 0:
                found.append(box.node)
            stack.extend(box.children)
        return sorted(found)

    def shown(self, expanded: frozenset[str]) -> list[str]:
        """Ids of the boxes that are seen as one, when the groups of ``expanded`` are open."""
        found: list[str] = []
        stack = [ROOT]
        while stack:
            box = self.boxes[stack.pop()]
            if box.id == ROOT or box.id in expanded:
                stack.extend(reversed(box.children))
            else:
                found.append(box.id)
        return found

    def standing(self, expanded: frozenset[str]) -> dict[str, str]:
        """Box -> what ``visible`` says of it, for all boxes at once; the root is not among them."""
        found: dict[str, str] = {}
        stack = list(self.boxes[ROOT].children)
        while stack:
            box = self.boxes[stack.pop()]
            is_seen = box.parent == ROOT or (found[box.parent] == box.parent and box.parent in expanded)
            found[box.id] = box.id if is_seen else found[box.parent]
            stack.extend(box.children)
        return found

    def visible(self, box_id: str, expanded: frozenset[str]) -> str:
        """The box that stands for ``box_id``: itself, or the outmost closed group around it."""
        shown = box_id
        for outer in list(self.path(box_id))[1:]:
            if outer not in expanded:
                shown = outer
        return shown


def automatic_level(tree: GraphTree, limit: int = AUTOMATIC) -> frozenset[str]:
    """The groups to open at first: level after level, as long as at most ``limit`` boxes are seen.

    A whole level is opened or none of it, so that equals look equal.
    """
    expanded: frozenset[str] = frozenset()
    while True:
        shown = tree.shown(expanded)
        closed = [box_id for box_id in shown if tree.boxes[box_id].kind is Kind.GROUP]
        grown = len(shown) + sum(len(tree.boxes[box_id].children) - 1 for box_id in closed)
        if not closed or grown > limit:
            return expanded
        expanded |= frozenset(closed)


#: What starts a computation of shapes.
SHAPE_OPERATORS = frozenset(("Shape", "Size", "aten.sym_size.int"))
#: Module levels that become groups; deeper ones share the last.
DEEPEST = 16


def shape_arithmetic(graph: ModelGraph) -> frozenset[int]:
    """Nodes that only compute shapes: they read nothing but shapes and constants, and give small integers."""
    known: set[str] = set()
    found: list[int] = []
    for index, node in enumerate(graph.nodes):
        inputs = [name for name in node.inputs if name and name not in graph.constants]
        whole = (graph.tensors[name].dtype for name in node.outputs if name in graph.tensors)
        is_part = bool(inputs) and known.issuperset(inputs) and all(t in ("int64", "int32", "bool") for t in whole)
        if node.op in SHAPE_OPERATORS or is_part:
            found.append(index)
            known.update(node.outputs)
    return frozenset(found)


def build_tree(graph: ModelGraph, hub: int = HUB, widest: int = WIDEST, shapes: bool = False) -> GraphTree:
    """The nested boxes of ``graph``. ``shapes``: with the nodes that only compute shapes."""
    constants = graph.constants
    hidden = frozenset() if shapes else shape_arithmetic(graph)
    kept = [
        i
        for i, node in enumerate(graph.nodes)
        if i not in hidden and (not node.outputs or not set(node.outputs) <= constants)
    ]
    if not kept:
        kept = list(range(len(graph.nodes)))
    links, hubs, sources, targets = _links(graph, kept, hub)
    builder = _Builder(graph, widest)
    names = _unique_spaces(graph, kept)
    builder.add_children(ROOT, 0, [(i, names[i]) for i in kept], links, hubs)
    builder.add_ends()
    edges = _local_edges(builder.boxes, graph, kept, links)
    return GraphTree(builder.boxes, edges, sources, targets)


# ---- nodes and their links

Link = tuple[int, int, str]


def _links(
    graph: ModelGraph, kept: Sequence[int], hub: int
) -> tuple[list[Link], dict[int, list[str]], dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]]:
    """Edges between nodes as (source, target, tensor), hub tensors aside, and the neighbours of every node."""
    shown = set(kept)
    links: list[Link] = []
    hubs: dict[int, list[str]] = {}
    sources: dict[int, list[int]] = {}
    targets: dict[int, list[int]] = {}
    constants = graph.constants
    for tensor, readers in graph.consumers.items():
        source = graph.producers.get(tensor)
        if tensor in constants or source is None or source not in shown:
            continue
        readers = tuple(reader for reader in readers if reader in shown and reader != source)
        targets.setdefault(source, []).extend(readers)
        for reader in readers:
            sources.setdefault(reader, []).append(source)
        if len(readers) > hub:
            hubs.setdefault(source, []).append(tensor)
        else:
            links.extend((source, reader, tensor) for reader in readers)

    def once(found: dict[int, list[int]]) -> dict[int, tuple[int, ...]]:
        return {key: tuple(dict.fromkeys(rows)) for key, rows in found.items()}

    return links, hubs, once(sources), once(targets)


def _unique_spaces(graph: ModelGraph, kept: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The module path of each node: what the file says, or else what its name says ("a/b/conv" lies in a/b)."""
    if any(graph.nodes[i].namespace for i in kept):
        return {i: tuple(part for part in graph.nodes[i].namespace if part)[:DEEPEST] for i in kept}
    found = {}
    for i in kept:
        key = graph.nodes[i].key
        parts = key.split("/") if "/" in key else key.split(".")
        found[i] = tuple(part for part in parts[:-1] if part)[:DEEPEST]
    return found


def short_name(node: Node) -> str:
    """The part of the node's name that its module path does not say."""
    rest = node.key
    prefix = ".".join(node.namespace)
    if prefix and rest.startswith(prefix + ".") and len(rest) > len(prefix) + 1:
        return rest[len(prefix) + 1 :]
    for mark in ("/", "."):
        last = rest.rstrip(mark).rsplit(mark, 1)[-1]
        if mark in rest and last and not last.isdigit():
            return last
    return rest


class _Builder:
    def __init__(self, graph: ModelGraph, widest: int) -> None:
        self.graph = graph
        self.widest = widest
        self.boxes: dict[str, Box] = {}
        self.kinds = {layer.node: layer.kind for layer in graph.layers}

    def add_children(
        self,
        group: str,
        depth: int,
        members: list[tuple[int, tuple[str, ...]]],
        links: list[Link],
        hubs: dict[int, list[str]],
    ) -> None:
        """Add the boxes inside the group that holds all of ``members`` (node, rest of its module path)."""
        bins: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        for node, space in members:
            name = "/" + space[0] if space else f"#{node}"
            bins.setdefault(name, []).append((node, space[1:]))
        order = sorted(bins, key=lambda name: bins[name][0][0])
        parts = self._cut(order, bins, links)
        ids: list[str] = []
        for part in parts:
            rows = [row for name in part for row in bins[name]]
            if len(parts) > 1 and len(part) > 1:
                rows = [(node, self._whole(name, space)) for name in part for node, space in bins[name]]
                first, last = min(r[0] for r in rows), max(r[0] for r in rows)
                part_id = f"{group}|{first}-{last}"
                self._add_group(part_id, group, depth, self._span(part, bins), rows, links, hubs)
                ids.append(part_id)
                continue
            ids.extend(self._add(group, depth, name, bins[name], links, hubs) for name in part)
        size = len(members)
        first = min((node for node, _ in members), default=0)
        old = self.boxes.get(group)
        title, subtitle, parent = (old.title, old.subtitle, old.parent) if old else ("", "", ROOT)
        own_depth = old.depth if old else -1
        self.boxes[group] = Box(
            group, Kind.GROUP, title, subtitle, parent, own_depth, first=first, size=size, children=tuple(ids)
        )

    @staticmethod
    def _whole(name: str, space: tuple[str, ...]) -> tuple[str, ...]:
        return (name[1:], *space) if name.startswith("/") else space

    def _add(
        self,
        group: str,
        depth: int,
        name: str,
        rows: list[tuple[int, tuple[str, ...]]],
        links: list[Link],
        hubs: dict[int, list[str]],
    ) -> str:
        if len(rows) == 1:
            return self._add_node(group, depth, rows[0][0], hubs)
        title = name[1:]
        # A module that holds nothing but another module is one box: "transformer.layers".
        while all(space for _, space in rows) and len({space[0] for _, space in rows}) == 1:
            title = f"{title}.{rows[0][1][0]}"
            rows = [(node, space[1:]) for node, space in rows]
        group_id = f"{group}/{title}"
        while group_id in self.boxes:
            # A module called "a.b" beside a module a that holds only b.
            group_id += "'"
        around = self.boxes.get(group)
        if title.isdigit() and around is not None and "|" not in group:
            # "0" says nothing outside the frame of "layer1".
            title = f"{around.title}.{title}"
        self._add_group(group_id, group, depth, title, rows, links, hubs)
        return group_id

    def _add_group(
        self,
        group_id: str,
        parent: str,
        depth: int,
        title: str,
        rows: list[tuple[int, tuple[str, ...]]],
        links: list[Link],
        hubs: dict[int, list[str]],
    ) -> None:
        self.boxes[group_id] = Box(group_id, Kind.GROUP, title, "", parent, depth)
        inside = {node for node, _ in rows}
        within = [link for link in links if link[0] in inside and link[1] in inside]
        self.add_children(group_id, depth + 1, rows, within, hubs)

    def _add_node(self, group: str, depth: int, index: int, hubs: dict[int, list[str]]) -> str:
        node = self.graph.nodes[index]
        box_id = f"#{index}"
        kind = self.kinds.get(node.key, node.op)
        tensors = tuple(hubs.get(index, ()))
        self.boxes[box_id] = Box(
            box_id, Kind.NODE, short_name(node) or node.op, kind, group, depth, index, index, hubs=tensors
        )
        return box_id

    def _span(self, part: list[str], bins: dict[str, list[tuple[int, tuple[str, ...]]]]) -> str:
        ends = [
            name[1:] if name.startswith("/") else short_name(self.graph.nodes[bins[name][0][0]])
            for name in (part[0], part[-1])
        ]
        return f"{ends[0]} … {ends[1]}"

    def _cut(
        self, order: list[str], bins: dict[str, list[tuple[int, tuple[str, ...]]]], links: list[Link]
    ) -> list[list[str]]:
        """Cut a level that is too wide into consecutive parts, where few tensors cross if there is a choice."""
        count = len(order)
        if count <= self.widest:
            return [order]
        place = {node: at for at, name in enumerate(order) for node, _ in bins[name]}
        last: dict[tuple[int, str], int] = {}
        for source, target, tensor in links:
            a, b = place[source], place[target]
            last[a, tensor] = max(last.get((a, tensor), a), b)
        change = [0] * (count + 1)
        for (a, _), b in last.items():
            if b > a:
                change[a] += 1
                change[b] -= 1
        crossing, running = [], 0
        for at in range(count):
            running += change[at]
            crossing.append(running)
        step = max(8, -(-count // min(self.widest - 8, max(8, round(count**0.5)))))
        parts, start = [], 0
        while start < count:
            if count - start <= step + step // 3:
                parts.append(order[start:])
                break
            near = range(start + max(1, step * 2 // 3), min(count - 1, start + step + step // 3))
            # The first of the best: a tie goes to the place nearest to the wanted length.
            at = min(near, key=lambda i: (crossing[i], abs(i + 1 - start - step)))
            parts.append(order[start : at + 1])
            start = at + 1
        return parts

    def add_ends(self) -> None:
        """The model's inputs and outputs, as boxes of the root."""
        graph, root = self.graph, self.boxes[ROOT]
        constants = graph.constants
        inputs = [name for name in graph.inputs if name not in constants and name in graph.consumers]
        ends = []
        for kind, names in ((Kind.INPUT, inputs), (Kind.OUTPUT, graph.outputs)):
            found = []
            for name in list(dict.fromkeys(names))[: self.widest]:
                box_id = f"{kind}:{name}"
                at = -1 if kind is Kind.INPUT else len(graph.nodes)
                self.boxes[box_id] = Box(box_id, kind, name or kind, "", ROOT, 0, first=at, size=0)
                found.append(box_id)
            ends.append(tuple(found))
        children = (*ends[0], *root.children, *ends[1])
        self.boxes[ROOT] = Box(ROOT, Kind.GROUP, graph.name, "", ROOT, -1, size=root.size, children=children)


def _local_edges(
    boxes: Mapping[str, Box], graph: ModelGraph, kept: Sequence[int], links: Iterable[Link]
) -> dict[str, tuple[Edge, ...]]:
    """Every link as edges within the groups it passes: box to EXIT, …, box to box, …, ENTRY to box."""
    paths: dict[str, list[str]] = {}

    def path(box_id: str) -> list[str]:
        if box_id not in paths:
            up = [box_id]
            while up[-1] != ROOT:
                up.append(boxes[up[-1]].parent)
            paths[box_id] = up[::-1]
        return paths[box_id]

    found: dict[str, dict[tuple[str, str], dict[str, None]]] = {}

    def add(group: str, source: str, target: str, tensor: str) -> None:
        found.setdefault(group, {}).setdefault((source, target), {})[tensor] = None

    def connect(source: str, target: str, tensor: str) -> None:
        a, b = path(source), path(target)
        common = 0
        while common < min(len(a), len(b)) and a[common] == b[common]:
            common += 1
        add(a[common - 1], a[common], b[common], tensor)
        for level in range(common, len(a) - 1):
            add(a[level], a[level + 1], EXIT, tensor)
        for level in range(common, len(b) - 1):
            add(b[level], ENTRY, b[level + 1], tensor)

    for source, target, tensor in links:
        connect(f"#{source}", f"#{target}", tensor)
    shown = set(kept)
    for name in boxes[ROOT].children:
        box = boxes[name]
        if box.kind is Kind.INPUT:
            tensor = name.removeprefix(f"{Kind.INPUT}:")
            readers = [reader for reader in graph.consumers.get(tensor, ()) if reader in shown]
            for reader in readers if len(readers) <= HUB else ():
                connect(name, f"#{reader}", tensor)
        elif box.kind is Kind.OUTPUT:
            tensor = name.removeprefix(f"{Kind.OUTPUT}:")
            writer = graph.producers.get(tensor)
            if writer in shown:
                connect(f"#{writer}", name, tensor)
    return {
        group: tuple(Edge(a, b, tuple(tensors)) for (a, b), tensors in rows.items()) for group, rows in found.items()
    }
