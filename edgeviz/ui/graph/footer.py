"""The line below the network: totals of the model or of what is selected, and for a moment what was done."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from edgeviz.core.graph_totals import Totals, model_totals, totals
from edgeviz.ui import formatting, theme
from edgeviz.ui.document import Document
from edgeviz.ui.graph.laying import Plan
from edgeviz.ui.graph.selecting import Selecting
from edgeviz.ui.labels import ElidedLabel

#: Milliseconds for which it says what was done.
SAID = 4000


class Footer(ElidedLabel):
    def __init__(self, document: Document, selecting: Selecting, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.setObjectName("graphFooter")
        self.setProperty("role", "caption")
        self.setContentsMargins(theme.PADDING, 2, theme.PADDING, theme.GRID)
        self._document, self._selecting = document, selecting
        self._plan: Plan | None = None
        self._timer = QTimer(self, singleShot=True, interval=SAID)
        self._timer.timeout.connect(self.renew)
        selecting.marked.connect(self.renew)

    def take(self, plan: Plan | None) -> None:
        self._plan = plan
        self.renew()

    @Slot(str)
    def say(self, text: str) -> None:
        """What was done, until it is read or something else happens."""
        self.setText(text)
        self._timer.start()

    @Slot()
    def renew(self) -> None:
        self._timer.stop()
        self.setText(self._words())

    def _words(self) -> str:
        plan, graph, current = self._plan, self._document.graph, self._selecting.current
        if graph is None or plan is None:
            return ""
        nodes = self._selecting.nodes()
        if not nodes:
            return self._sum(model_totals(graph))
        box = plan.tree.boxes.get(current)
        is_box = box is not None and nodes == plan.tree.nodes_in(current)
        name = [" ".join(box.title.split())[:60]] if box is not None and is_box else []
        return formatting.joined([*name, self._sum(totals(graph, nodes))])

    def _sum(self, found: Totals) -> str:
        number, count = formatting.number, formatting.count
        parts = [self.tr("{} nodes").format(number(found.nodes))] if found.nodes != 1 else []
        if found.layers:
            one = found.layers == 1
            parts.append(self.tr("1 layer") if one else self.tr("{} layers").format(number(found.layers)))
        if found.macs:
            parts.append(self.tr("{} MACs").format(count(found.macs)))
        if found.parameters:
            parts.append(self.tr("{} parameters").format(count(found.parameters)))
        return formatting.joined(parts) or self.tr("1 node")
