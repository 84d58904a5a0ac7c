"""Asks for the picture of a network: small ones at once, large ones from a thread. The latest request wins."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.graph_find import searched
from edgeviz.core.graph_view import ROOT, GraphTree, automatic_level, build_tree
from edgeviz.ui.background import Background
from edgeviz.ui.graph.layout import Superseded, lay_out
from edgeviz.ui.graph.picture import Picture

#: Up to so many nodes, or boxes and edges seen, all is done within a frame or two, and a thread would only flicker.
SMALL_NODES, SMALL_BOXES = 700, 120


@dataclass(frozen=True)
class Request:
    """``expanded``: the open groups, None for the automatic level. ``tree``: one made before, if it still fits."""

    graph: ModelGraph
    horizontal: bool
    shapes: bool
    expanded: frozenset[str] | None = None
    tree: GraphTree | None = None


@dataclass(frozen=True, eq=False)
class Plan:
    """``members``: the nodes inside every box that is seen; ``standing``: for every box the one that stands for it."""

    request: Request
    tree: GraphTree
    expanded: frozenset[str]
    picture: Picture
    shown: Sequence[str]
    members: Mapping[str, Sequence[int]]
    standing: Mapping[str, str]


class Layouts(QObject):
    """``ready`` carries a Plan, or the EdgeVizError that prevented it; ``busyChanged`` says whether one is awaited."""

    ready = Signal(object)
    busyChanged = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cancel = threading.Event()
        self._background: Background | None = None
        #: What is being laid out.
        self.pending: Request | None = None

    @property
    def is_busy(self) -> bool:
        return self._background is not None

    def ask(self, request: Request) -> None:
        self.cancel()
        tree = request.tree
        small = len(request.graph.nodes) <= SMALL_NODES
        if small or (tree is not None and _is_quick(tree, request.expanded)):
            self.ready.emit(plan(request))
            return
        self._cancel = threading.Event()
        self._background = Background(self)
        self._background.done.connect(self._arrived)
        self.pending = request
        self._background.run(partial(_quietly, request, self._cancel))
        self.busyChanged.emit(True)

    def cancel(self) -> None:
        """Nobody waits for what is under way."""
        self._cancel.set()
        if self._background is not None:
            self._background = self.pending = None
            self.busyChanged.emit(False)

    @Slot(object)
    def _arrived(self, result: object) -> None:
        if self.sender() is not self._background:
            return
        self._background = self.pending = None
        self.busyChanged.emit(False)
        if isinstance(result, Plan | EdgeVizError):
            self.ready.emit(result)


def plan(request: Request, cancel: threading.Event | None = None) -> Plan:
    """Raises Superseded once ``cancel`` is set."""
    tree = request.tree or build_tree(request.graph, shapes=request.shapes)
    if request.expanded is None:
        expanded = automatic_level(tree)
    else:
        expanded = frozenset(group for group in request.expanded if group in tree.boxes)
    picture = lay_out(tree, expanded, request.horizontal, cancel.is_set if cancel is not None else lambda: False)
    shown = tree.shown(expanded)
    # Whatever the window asks next it must not wait for.
    picture.prepare()
    searched(tree, request.graph)
    _ = tree.box_of_node, tree.groups
    members = {box: tree.nodes_in(box) for box in shown}
    return Plan(request, tree, expanded, picture, shown, members, tree.standing(expanded))


def _quietly(request: Request, cancel: threading.Event) -> Plan | None:
    try:
        return plan(request, cancel)
    except Superseded:
        return None


def _is_quick(tree: GraphTree, expanded: frozenset[str] | None) -> bool:
    if expanded is None:
        return False
    edges = sum(len(tree.edges.get(group, ())) for group in (ROOT, *expanded))
    return edges <= SMALL_BOXES and len(tree.shown(expanded)) <= SMALL_BOXES
