"""The open model beside another file: which nodes were added, removed or changed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.graph import ModelGraph
from edgeviz.core.graph_diff import GraphDiff, Status, graph_diff
from edgeviz.jobs.events import Event, Failed, Finished
from edgeviz.jobs.spec import JobSpec, Lane
from edgeviz.ui import formatting, theme
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.texts import error_text, kept

#: Rows beyond this are counted and not listed: nobody reads them.
MOST_ROWS = 5000
MARKS = {Status.SAME: "=", Status.CHANGED: "≠", Status.ADDED: "+", Status.REMOVED: "−"}


class ModelDiffView(QWidget):
    """Chooses a second model file, has its graph read by a job, and lists the differences."""

    failed = Signal(object)

    def __init__(self, document: Document, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("modelDiff")
        self.document = document
        self.jobs = jobs
        self.diff: GraphDiff | None = None
        self._other: ModelGraph | None = None
        self._job: Job | None = None
        self.button = QPushButton(self.tr("Choose another model…"))
        self.button.setObjectName("chooseOtherModel")
        self.button.setToolTip(self.tr("Compare the open model's graph with another ONNX or torch.export file"))
        self.button.clicked.connect(self.choose)
        self.summary = QLabel(self.tr("Nothing compared yet."))
        self.summary.setObjectName("modelDiffSummary")
        self.summary.setWordWrap(True)
        self.everything = QCheckBox(self.tr("Equal nodes too"))
        self.everything.setObjectName("showSame")
        self.everything.toggled.connect(self._fill)
        self.tree = QTreeWidget()
        self.tree.setObjectName("modelDiffTree")
        self.tree.setAccessibleName(self.tr("Differences between the models"))
        self.tree.setHeaderLabels([self.tr("Node"), self.tr("Operator"), self.tr("Change")])
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.tree.header().resizeSection(0, theme.px(220))
        self.tree.itemSelectionChanged.connect(self._selected)
        top = QHBoxLayout()
        top.addWidget(self.button)
        top.addWidget(self.summary, 1)
        top.addWidget(self.everything)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.tree, 1)
        document.modelChanged.connect(self._model_changed)
        self._model_changed()

    @Slot()
    def choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Compare with"))
        dialog.setNameFilters([self.tr("Models (*.onnx *.pt2)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self.compare_with)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def compare_with(self, path: str) -> None:
        """Read the graph of the file at ``path`` in the background and show the differences."""
        if self._job is not None:
            self._job.cancel()
        title = kept("Read {}").format(Path(path).name)
        self._job = self.jobs.submit(
            JobSpec("edgeviz.engine.load.open:run", title, {"path": path}, lane=Lane.INTERACTIVE)
        )
        self._job.ended.connect(self._ended)
        self.summary.setText(self.tr("Reading {} …").format(Path(path).name))

    # ---- internals

    @Slot(object)
    def _ended(self, event: Event) -> None:
        if self._job is None or event.job != self._job.spec.id:
            return
        self._job = None
        if isinstance(event, Failed):
            self.summary.setText(error_text(event))
            self.failed.emit(event)
        elif isinstance(event, Finished) and isinstance(event.payload, ModelGraph):
            self._other = event.payload
            self._compare()
        else:
            self.summary.setText(self.tr("Cancelled."))

    @Slot()
    def _model_changed(self) -> None:
        self.button.setEnabled(self.document.graph is not None)
        self._compare()

    def _compare(self) -> None:
        graph, other = self.document.graph, self._other
        self.diff = graph_diff(graph, other) if graph is not None and other is not None else None
        self.everything.setEnabled(self.diff is not None)
        self._fill()

    @Slot()
    def _fill(self) -> None:
        self.tree.clear()
        diff, other = self.diff, self._other
        if diff is None or other is None:
            return
        counts = {status: diff.count(status) for status in Status}
        text = self.tr("{}: {} nodes the same, {} changed, {} added, {} removed.").format(
            other.name, *(formatting.number(counts[status]) for status in MARKS)
        )
        wanted = [c for c in diff.changes if c.status is not Status.SAME or self.everything.isChecked()]
        if len(wanted) > MOST_ROWS:
            text += " " + self.tr("The first {} are listed.").format(formatting.number(MOST_ROWS))
        self.summary.setText(text)
        tokens = theme.current()
        colours = {Status.ADDED: tokens.good, Status.REMOVED: tokens.bad, Status.CHANGED: tokens.warning}
        items = []
        for change in wanted[:MOST_ROWS]:
            node = change.second or change.first
            assert node is not None
            what = "; ".join(change.what) or _word(change.status)
            item = QTreeWidgetItem([node.key, node.op, f"{MARKS[change.status]} {what}"])
            item.setToolTip(0, node.key)
            item.setToolTip(2, what)
            item.setData(0, Qt.ItemDataRole.UserRole, change.first.key if change.first else "")
            if change.status in colours:
                item.setForeground(2, QColor(colours[change.status]))
            items.append(item)
        self.tree.addTopLevelItems(items)

    @Slot()
    def _selected(self) -> None:
        """A node that the open model has as a layer is selected everywhere."""
        graph = self.document.graph
        keys = {str(item.data(0, Qt.ItemDataRole.UserRole)) for item in self.tree.selectedItems()}
        if graph is not None:
            chosen = [layer.key for layer in graph.layers if layer.node in keys]
            if chosen:
                self.document.select(chosen)


def _word(status: Status) -> str:
    translate = formatting.translate
    return {
        Status.SAME: translate("ModelDiff", "the same"),
        Status.CHANGED: translate("ModelDiff", "changed"),
        Status.ADDED: translate("ModelDiff", "added"),
        Status.REMOVED: translate("ModelDiff", "removed"),
    }[status]
