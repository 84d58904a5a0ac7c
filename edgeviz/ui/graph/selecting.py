"""One selection for the network and the rest of the window: boxes stand for the layers inside them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.ui.document import Document
from edgeviz.ui.graph.canvas import GraphCanvas
from edgeviz.ui.graph.laying import Plan


class Selecting(QObject):
    """``current`` is the box that keys act on, a layer or not; "" for none. ``marked`` when what is marked changed."""

    marked = Signal()

    def __init__(self, document: Document, canvas: GraphCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._canvas = canvas
        self._plan: Plan | None = None
        self._following = False
        self._graph: ModelGraph | None = None
        self._node_index: dict[str, int] = {}
        self._layers_of: dict[str, list[Layer]] = {}
        self.current = ""
        document.selectionChanged.connect(self._follow)

    def take(self, plan: Plan | None) -> None:
        """What is seen now. The marks stay until ``mark``."""
        self._plan = plan

    def keys_in(self, box_id: str) -> list[str]:
        """Keys of the layers inside a box; none for "", the background."""
        plan, graph = self._plan, self._document.graph
        if plan is None or graph is None or not box_id or box_id not in plan.tree.boxes:
            return []
        self._read(graph)
        nodes = plan.members.get(box_id) or plan.tree.nodes_in(box_id)
        return [layer.key for at in nodes for layer in self._layers_of.get(graph.nodes[at].key, ())]

    def choose(self, box_id: str, add: bool = False) -> None:
        """Make ``box_id`` the current box and select the layers in it, or add or remove them."""
        self.current = box_id
        keys = self.keys_in(box_id)
        if add:
            chosen = self._document.selection
            keys = [k for k in chosen if k not in keys] if keys and set(keys) <= set(chosen) else [*chosen, *keys]
        self._following = True
        self._document.select(keys)
        self._following = False
        self.mark()

    def make_current(self, box_id: str) -> None:
        """Keys act on ``box_id`` from now on; the selection stays."""
        self.current = box_id
        self.mark()

    def mark(self) -> list[str]:
        """Mark the boxes that hold selected layers; their ids, in the order of the selection."""
        plan, graph = self._plan, self._document.graph
        if plan is None or graph is None:
            return []
        self._read(graph)
        rows, index, own = graph.layer_index, self._node_index, plan.tree.box_of_node
        nodes = dict.fromkeys(graph.layers[rows[key]].node for key in self._document.selection if key in rows)
        boxes = [own[index[key]] for key in nodes if key in index and index[key] in own]
        shown = list(dict.fromkeys(plan.standing[box] for box in boxes))
        if self.current not in plan.picture.index:
            self.current = plan.standing.get(self.current, "")
        self._canvas.mark(frozenset(shown), self.current)
        self.marked.emit()
        return shown

    def nodes(self) -> list[int]:
        """Indices of the nodes of the selected layers, or else those inside the current box."""
        plan, graph = self._plan, self._document.graph
        if plan is None or graph is None:
            return []
        self._read(graph)
        chosen = dict.fromkeys(layer.node for layer in self._document.selected_layers)
        if self.current and set(self.keys_in(self.current)) == set(self._document.selection):
            return plan.tree.nodes_in(self.current)
        return [self._node_index[key] for key in chosen if key in self._node_index]

    @Slot()
    def _follow(self) -> None:
        """Others have selected something."""
        if self._following or self._plan is None:
            return
        boxes = self.mark()
        if boxes and self.current not in boxes:
            self.make_current(boxes[0])
        if boxes:
            self._canvas.bring_in(self.current)
        elif self._canvas.begun and self._canvas.visibleRegion().isEmpty():
            # Behind another tab the view followed a selection that is gone by now; nobody has seen it: it begins anew.
            self.make_current("")
            self._canvas.begin()

    def _read(self, graph: ModelGraph) -> None:
        if self._graph is graph:
            return
        self._graph = graph
        self._node_index = {node.key: at for at, node in enumerate(graph.nodes)}
        self._layers_of = {}
        for layer in graph.layers:
            self._layers_of.setdefault(layer.node, []).append(layer)
