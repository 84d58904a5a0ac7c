"""The project's adaptive models: their operating points as a table and a plot, and what can be done with them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.adaptive.request import Partition
from edgeviz.core.adaptive.splits import recorded_splits
from edgeviz.ui import formatting, theme
from edgeviz.ui.adaptive.adapting import Adapting
from edgeviz.ui.adaptive.learning_view import LearningView
from edgeviz.ui.adaptive.points_model import PointColumn, PointsModel
from edgeviz.ui.adaptive.share_plot import SharePlot
from edgeviz.ui.adaptive.split_view import SplitView
from edgeviz.ui.adaptive.words import mechanism_title
from edgeviz.ui.dialogs.parts import caption
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.tables import dress_table
from edgeviz.ui.texts import shown

KEY = Qt.ItemDataRole.UserRole


class AdaptiveView(QWidget):
    """Newest first. Choosing a model shows its points; "Use" lets them play."""

    #: This model's points are to play in the simulator.
    useRequested = Signal(str)
    #: This model is to be written.
    exportRequested = Signal(str)

    def __init__(self, adapting: Adapting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("adaptiveView")
        self.adapting = adapting
        tr = self.tr
        self.make_action = self._action("makeAdaptive", tr("Make adaptive model…"))
        self.use_action = self._action("useAdaptive", tr("Use its points"), self._use)
        self.export_action = self._action("exportAdaptive", tr("Export bundle…"), self._export)
        self.curves_action = self._action("adaptiveCurvesShown", tr("Curves"), self._show_page)
        self.curves_action.setCheckable(True)
        self.remove_action = self._action("removeAdaptive", tr("Remove"), self.remove)
        self.remove_action.setShortcut(Qt.Key.Key_Delete)
        self.remove_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.list = QListWidget()
        self.list.setObjectName("adaptiveModels")
        self.list.setAccessibleName(tr("Adaptive models, newest first"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.addAction(self.remove_action)
        self.list.currentItemChanged.connect(self._show_current)
        self.list.itemActivated.connect(self._use)
        self.model = PointsModel(self)
        self.table = self._table()
        self.plot = SharePlot()
        self.pictures = QStackedWidget()
        self.splits = SplitView()
        self.pictures.addWidget(self.plot)
        self.pictures.addWidget(self.splits)
        split = self.columns = QSplitter(Qt.Orientation.Horizontal)
        split.setObjectName("adaptiveColumns")
        for widget in (self.list, self.table, self.pictures):
            split.addWidget(widget)
        split.setSizes([theme.px(130), theme.px(400), theme.px(240)])
        for index, share in enumerate((1, 3, 2)):
            split.setStretchFactor(index, share)
        split.setChildrenCollapsible(False)
        self.empty = caption(tr(
            "No adaptive model yet. One is made of the open model by training exits, gates or widths, or by cutting or"
            " collecting models; what each of its operating points does on every sample is recorded for the simulator."
        ), "adaptiveEmpty")  # fmt: skip
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages = QStackedWidget()
        self.pages.addWidget(split)
        self.pages.addWidget(self.empty)
        self.learning = LearningView(adapting)
        self.pages.addWidget(self.learning)
        self._was_learning = False
        self.note = ElidedLabel()
        self.note.setObjectName("adaptiveNote")
        self.note.setProperty("role", "caption")
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.note, 1)
        self.buttons: dict[QAction, QPushButton] = {}
        every = (self.curves_action, self.use_action, self.export_action, self.remove_action, self.make_action)
        for action in every:
            button = self.buttons[action] = QPushButton(action.text())
            button.setObjectName(f"{action.objectName()}Button")
            button.setAccessibleName(action.text())
            button.setAutoDefault(True)
            if action.isCheckable():
                button.setCheckable(True)
                action.toggled.connect(button.setChecked)
            button.clicked.connect(action.trigger)
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.pages, 1)
        layout.addLayout(row)
        adapting.changed.connect(self.refresh)
        adapting.made.connect(self.choose)
        adapting.exported.connect(self._exported)
        for signal in (adapting.document.modelChanged, adapting.document.dataChanged):
            signal.connect(self._show_state)
        self.refresh()

    def _action(self, name: str, text: str, slot: object = None) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        if slot is not None:
            action.triggered.connect(slot)
        return action

    def _table(self) -> QTableView:
        view = QTableView()
        dress_table(view, self.model, "adaptivePoints", self.tr("Operating points of the adaptive model"))
        view.setFrameShape(QTableView.Shape.NoFrame)
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        view.selectionModel().currentRowChanged.connect(self._row_changed)
        return view

    # ---- what is shown

    @property
    def current(self) -> str:
        """The id of the model that is looked at; "" where there is none."""
        item = self.list.currentItem()
        return str(item.data(KEY)) if item is not None else ""

    @Slot(str)
    def choose(self, key: str) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(KEY) == key:
                self.list.setCurrentRow(row)

    @Slot()
    def refresh(self) -> None:
        """List the models that there are now; the same one stays chosen."""
        models, before = self.adapting.models, self.current
        keys = list(reversed(models))
        if keys != [self.list.item(row).data(KEY) for row in range(self.list.count())]:
            with QSignalBlocker(self.list):
                self.list.clear()
                for key in keys:
                    model = models[key]
                    item = QListWidgetItem(model.name, self.list)
                    item.setData(KEY, key)
                    lines = [model.name, mechanism_title(model.mechanism), formatting.date_text(model.created)]
                    item.setToolTip("\n".join(lines))
                self.list.setCurrentRow(keys.index(before) if before in keys else 0 if keys else -1)
        self._show_current()

    @Slot()
    def _show_current(self) -> None:
        model = self.adapting.models.get(self.current)
        self.learning.show_model(self.current, model)
        self._show_page()
        self.model.show(model)
        self._fit()
        for column in range(self.model.columnCount()):
            values = {self.model.text(row, PointColumn(column)) for row in range(self.model.rowCount())}
            self.table.setColumnHidden(column, bool(values) and values == {"–"})
        self.plot.show_model(model)
        how = model.request.how if model is not None else None
        if model is not None and isinstance(how, Partition):
            self.splits.show_splits(recorded_splits(model), how.server_speed)
        is_split = isinstance(how, Partition)
        if is_split != (self.pictures.currentWidget() is self.splits):
            self.pictures.setCurrentWidget(self.splits if is_split else self.plot)
            whole = sum(self.columns.sizes())
            table, picture = (3, 4) if is_split else (4, 3)
            list_width = self.columns.sizes()[0]
            rest = max(7, whole - list_width)
            self.columns.setSizes([list_width, rest * table // 7, rest * picture // 7])
        self._show_state()

    @Slot()
    def _show_page(self) -> None:
        """What the training comes to while it goes on, or when it is asked for; else the models."""
        adapting = self.adapting
        is_learning = adapting.job is not None and adapting.course is not None
        if is_learning != self._was_learning:
            self._was_learning = is_learning
            self.curves_action.setChecked(is_learning)
        if self.curves_action.isChecked() and (is_learning or self.learning.shown):
            self.pages.setCurrentWidget(self.learning)
        else:
            self.pages.setCurrentIndex(0 if self.current else 1)
        self._show_note()

    def _fit(self) -> None:
        """A name may be long; its tooltip has all of it."""
        metrics, view = self.table.fontMetrics(), self.table
        for column in PointColumn:
            texts = [str(self.model.headerData(column, Qt.Orientation.Horizontal))]
            texts += [self.model.text(row, column) for row in range(self.model.rowCount())]
            widest = max(metrics.horizontalAdvance(text) for text in texts) + theme.px(20)
            view.setColumnWidth(column, min(widest, theme.px(160)) if column is PointColumn.NAME else widest)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Before, it has not got the fonts of the window.
        self._fit()

    @Slot()
    def _show_state(self) -> None:
        adapting, model = self.adapting, self.adapting.models.get(self.current)
        why = adapting.obstacle()
        self._allow(self.make_action, why, self.tr("Early exits, skipped blocks, widths, switching, partition"))
        none = "" if model is not None else self.tr("Choose an adaptive model first.")
        self._allow(self.use_action, none, self.tr("Let the operating points of this model play (Enter)"))
        busy = self.tr("A bundle is being written.") if adapting.is_exporting else ""
        self._allow(
            self.export_action, none or busy,
            self.tr("The ONNX files, a policy, and a program that runs them with onnxruntime"),
        )  # fmt: skip
        has_curves = (adapting.job is not None and adapting.course is not None) or bool(self.learning.shown)
        no_curves = (
            ""
            if has_curves
            else self.tr("No curves: nothing was trained, or the model is from a version that kept none.")
        )
        tip = self.tr("Loss and held-out accuracy of the training, instead of the points")
        self._allow(self.curves_action, no_curves, tip)
        self._allow(self.remove_action, none, self.tr("Take this model out of the project (Del); it can be undone"))
        self._show_note()

    def _show_note(self) -> None:
        adapting, model = self.adapting, self.adapting.models.get(self.current)
        if adapting.job is not None:
            text = self.tr("Being made: see the Jobs panel.")
        elif model is None:
            text = adapting.obstacle()
        elif self.pages.currentWidget() is self.learning:
            text = self.tr("Training of {}").format(model.name)
        else:
            samples = formatting.number(model.points[0].outcomes.samples)
            text = self.tr("{} · recorded on {} samples · {}").format(
                mechanism_title(model.mechanism), samples, shown(model.points[0].source)
            )
        self.note.setText(text)

    def _allow(self, action: QAction, why_not: str, tip: str) -> None:
        action.setEnabled(not why_not)
        action.setToolTip(why_not or tip)
        button = self.buttons[action]
        button.setEnabled(not why_not)
        button.setToolTip(why_not or tip)

    # ---- what a person does

    @Slot()
    def _use(self) -> None:
        if self.current:
            self.useRequested.emit(self.current)

    @Slot()
    def remove(self) -> None:
        if self.current:
            self.adapting.remove(self.current)

    @Slot()
    def _export(self) -> None:
        if self.current:
            self.exportRequested.emit(self.current)

    @Slot(str)
    def _exported(self, path: str) -> None:
        self.note.setText(self.tr("Written: {}").format(path))

    @Slot(QModelIndex, QModelIndex)
    def _row_changed(self, row: QModelIndex, _before: QModelIndex) -> None:
        self.plot.select(row.row() if row.isValid() else -1)
