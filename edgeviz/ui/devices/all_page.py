"""The page with every device side by side: a click chooses one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSignalBlocker, QSortFilterProxyModel, Qt, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QTableView, QVBoxLayout, QWidget

from edgeviz.core.device.profile import Device
from edgeviz.core.device.whatif import Case, across
from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.recipe import Recipe
from edgeviz.ui import theme
from edgeviz.ui.devices.all_model import BOUND, DEVICE, SORT, AllModel, Row, as_text, place_key
from edgeviz.ui.document import Document
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.tables import dress_table

#: Of the devices' names, in pixels: where everything has room, and where latencies are to be seen without scrolling.
WIDEST, NARROW = 260, 190


class AllPage(QWidget):
    """``show_devices`` says which there are; the figures follow the document."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("allDevices")
        self.document = document
        self._devices: tuple[Device, ...] = ()
        #: What the rows were worked out from.
        self._shown: object = None
        self.model = AllModel(self)
        self.proxy = QSortFilterProxyModel(self)
        self.proxy.setSourceModel(self.model)
        self.proxy.setSortRole(SORT)
        self.view = QTableView()
        self._build()

    def _build(self) -> None:
        view = self.view
        dress_table(view, self.proxy, "allDevicesTable", self.tr("All devices"))
        view.setAccessibleDescription(self.tr("Enter makes the chosen device the current one; Ctrl+C copies."))
        view.setSortingEnabled(True)
        view.sortByColumn(DEVICE, Qt.SortOrder.AscendingOrder)
        header = view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        view.clicked.connect(self._choose)
        view.activated.connect(self._choose)
        copy = QAction(self.tr("Copy the table"), view)
        copy.setObjectName("copyDevices")
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy_tsv)
        view.addAction(copy)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.note = ElidedLabel(
            self.tr("◇ modelled from the profiles, for one sample. A click makes a device the current one.")
        )
        self.note.setObjectName("allDevicesNote")
        self.note.setProperty("role", "caption")
        self.tsv_button = self._button("copyTsv", self.tr("Copy as TSV"), self.tr("For a spreadsheet (Ctrl+C)"))
        self.tsv_button.clicked.connect(self.copy_tsv)
        self.csv_button = self._button("copyCsv", self.tr("Copy as CSV"), self.tr("Separated by commas, in s, J and B"))
        self.csv_button.clicked.connect(self.copy_csv)
        below = QHBoxLayout()
        below.addWidget(self.note, 1)
        below.addWidget(self.tsv_button)
        below.addWidget(self.csv_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.PADDING, theme.GRID, theme.PADDING, theme.GRID)
        layout.setSpacing(theme.GRID)
        layout.addWidget(view, 1)
        layout.addLayout(below)

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setToolTip(tip)
        button.setAutoDefault(True)
        return button

    # ---- following

    def show_devices(self, devices: Sequence[Device]) -> None:
        """The profiles that there are, in their order."""
        self._devices = tuple(devices)

    @Slot()
    def refresh(self) -> None:
        document = self.document
        if document.graph is None:
            self.model.show((), "")
            self._shown = None
            return
        # An edited profile is the chosen device before it is in the list.
        chosen = document.device
        devices = tuple(chosen if chosen and chosen.key == one.key else one for one in self._devices)
        if chosen is not None and all(one.key != chosen.key for one in devices):
            devices = (*devices, chosen)
        cases = (self._case(document.recipe), self._case(Recipe()))
        measured = tuple(
            Row(None, self._measured(document.recipe, place), self._measured(Recipe(), place), place)
            for place in ("", *document.places)
        )
        shown = (cases, measured, devices)
        key = chosen.key if chosen is not None else place_key(document.place)
        if shown == self._shown:
            # Another device is the current one: that changes no figure here.
            self.model.set_current(key)
        else:
            self._shown = shown
            rows = list(measured)
            if cases[0] is not None and cases[1] is not None:
                rows += [Row(standing) for standing in across(cases[0], cases[1], devices)]
            self.model.show(rows, key)
            for column in range(DEVICE + 1, BOUND + 1):
                self.view.resizeColumnToContents(column)
            self._fit_names()
        self._mark()

    @Slot()
    def show_selection(self) -> None:
        """Nothing here belongs to a layer."""

    @Slot()
    def copy_tsv(self) -> None:
        self._copy("\t")

    @Slot()
    def copy_csv(self) -> None:
        self._copy(",")

    # ---- internals

    def _case(self, recipe: Recipe) -> Case | None:
        graph, asked = self.document.graph, self.document.demand(recipe)
        metrics = self.document.metrics(recipe)
        if graph is None or asked is None or "size" not in metrics or "activation_memory" not in metrics:
            return None
        return Case(graph, recipe, asked, int(metrics["size"].value), int(metrics["activation_memory"].value))

    def _measured(self, recipe: Recipe, place: str) -> Metric | None:
        found = self.document.evaluation(recipe)
        if found is None:
            return None
        metric = found.elsewhere.get(place) if place else found.metrics.get("latency")
        return metric if metric is not None and metric.provenance is Provenance.MEASURED else None

    def _fit_names(self) -> None:
        """Names of devices have what room the figures leave, within bounds: the figures scroll."""
        header = self.view.horizontalHeader()
        taken = sum(header.sectionSize(column) for column in range(DEVICE + 1, BOUND))
        taken += self.view.sizeHintForColumn(BOUND) + 2 * theme.PADDING
        room = self.view.viewport().width() - taken
        needed = self.view.sizeHintForColumn(DEVICE) + theme.PADDING
        narrow = min(theme.px(NARROW), needed)
        header.resizeSection(DEVICE, min(theme.px(WIDEST), max(narrow, room)))

    def _mark(self) -> None:
        """Select the current device's row, without choosing it again."""
        row = self.model.row_of(self.model.current)
        if row is not None:
            with QSignalBlocker(self.view.selectionModel()):
                self.view.setCurrentIndex(self.proxy.mapFromSource(self.model.index(row, DEVICE)))
            self.view.viewport().update()

    def _copy(self, delimiter: str) -> None:
        order = [self.proxy.mapToSource(self.proxy.index(row, 0)).row() for row in range(self.proxy.rowCount())]
        text = as_text(self.model, [self.model.rows[row] for row in order], delimiter)
        QGuiApplication.clipboard().setText(text)

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        row = self.model.rows[self.proxy.mapToSource(index).row()]
        if row.key == self.model.current:
            return
        if row.place:
            self.document.set_place(row.place)
        else:
            self.document.set_device(row.device)

    # ---- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_names()
