"""The sensitivity panel: which layers suffer from which width, as a heat map that fills in while it is computed."""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.sensitivity import Method
from edgeviz.core.spec import Scheme, Spec
from edgeviz.ui import formatting, theme
from edgeviz.ui.document import Document
from edgeviz.ui.jobs.texts import count_text, fraction, left_text, state_text
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.layers import edits
from edgeviz.ui.sensitivity.model import NAME, SensitivityModel, unit_text
from edgeviz.ui.sensitivity.plot import SensitivityPlot
from edgeviz.ui.sensitivity.probing import WIDTHS, Probing
from edgeviz.ui.sensitivity.view import HeatScale, HeatView


class SensitivityPanel(QWidget):
    """Shows ``document.sensitivity``; runs and widths go through ``Probing`` and the document."""

    def __init__(self, document: Document, probing: Probing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sensitivityPanel")
        self.setAccessibleName(self.tr("Sensitivity"))
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._document = document
        self._probing = probing
        self._following = False
        self.model = SensitivityModel(self)
        self.view = HeatView(self)
        self.view.setAccessibleName(self.tr("Sensitivity of layers to widths"))
        self.view.setAccessibleDescription(
            self.tr("Arrows move, Enter or Space gives the layer the width of the cell.")
        )
        self.view.setModel(self.model)
        self.plot = SensitivityPlot(self.model, self)
        self._build()
        self.view.selectionModel().selectionChanged.connect(self._take_selection)
        self.view.widthRequested.connect(self._set_width)
        self.view.horizontalHeader().sectionClicked.connect(self._sort_by)
        self.plot.layerChosen.connect(self._choose_layer)
        document.modelChanged.connect(self._show_model)
        document.recipeChanged.connect(self._show_recipe)
        document.selectionChanged.connect(self._show_selection)
        document.sensitivityChanged.connect(self._show_sensitivity)
        probing.changed.connect(self._show_state)
        theme.notifier.changed.connect(self.view.viewport().update)
        self._show_model()

    # ---- construction

    def _build(self) -> None:
        self.method_box = QComboBox()
        self.method_box.setObjectName("sensitivityMethod")
        self.method_box.setAccessibleName(self.tr("How sensitivity is found"))
        for method, text, tip in (
            (
                Method.SQNR,
                self.tr("SQNR (instant)"),
                self.tr("How much noise rounding adds to the weights. Needs no data; says nothing about activations."),
            ),
            (
                Method.FISHER,
                self.tr("Fisher (instant)"),
                self.tr("What the noise costs the loss, from the squared gradients of one pass over the data."),
            ),
            (
                Method.HESSIAN,
                self.tr("Hessian trace"),
                self.tr(
                    "HAWQ-V2: the mean second derivative of the loss, from random vectors, times the squared rounding "
                    "error. Of weights alone; stops once the trace is known to 10 %."
                ),
            ),
            (
                Method.MEASURED,
                self.tr("Measured"),
                self.tr("Runs the model once for each layer and width. Slow, and the most faithful."),
            ),
        ):
            self.method_box.addItem(text, method)
            self.method_box.setItemData(self.method_box.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.method_box.activated.connect(self._choose)
        self.run_button = QPushButton()
        self.run_button.setObjectName("sensitivityRun")
        self.run_button.clicked.connect(self._run_or_cancel)
        self.progress = QProgressBar()
        self.progress.setObjectName("sensitivityProgress")
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 1000)
        self.progress.setFixedWidth(theme.px(90))
        self.status = ElidedLabel()
        self.status.setObjectName("sensitivityStatus")
        self.status.setProperty("role", "caption")
        self.sort_button = QToolButton()
        self.sort_button.setObjectName("sensitivitySort")
        self.sort_button.setText(self.tr("Worst first"))
        self.sort_button.setAccessibleName(self.tr("Most sensitive layers first"))
        self.sort_button.setToolTip(self.tr("The layers that lose most first, instead of the model's order"))
        self.sort_button.setCheckable(True)
        self.sort_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sort_button.toggled.connect(self._sort)
        self.plot_button = QToolButton()
        self.plot_button.setObjectName("sensitivityAsPlot")
        self.plot_button.setText(self.tr("Plot"))
        self.plot_button.setAccessibleName(self.tr("Show as a plot"))
        self.plot_button.setToolTip(self.tr("Lines over the layers, one for each width, instead of the heat map"))
        self.plot_button.setCheckable(True)
        self.plot_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.plot_button.toggled.connect(self._show_as_plot)
        self.scale = HeatScale()
        self.scale_labels = QLabel(self.tr("less loss")), QLabel(self.tr("more"))
        for label in self.scale_labels:
            label.setProperty("role", "caption")
        head = QHBoxLayout()
        head.setContentsMargins(theme.PADDING, 2 * theme.GRID, theme.PADDING, 2 * theme.GRID)
        head.setSpacing(2 * theme.GRID)
        head.addWidget(self.method_box)
        head.addWidget(self.run_button)
        head.addWidget(self.progress)
        head.addWidget(self.status, 1)
        head.addWidget(self.scale_labels[0])
        head.addWidget(self.scale)
        head.addWidget(self.scale_labels[1])
        head.addWidget(self.sort_button)
        head.addWidget(self.plot_button)

        self._full = QWidget(self)
        layout = QVBoxLayout(self._full)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        self._shapes = QStackedLayout()
        self._shapes.addWidget(self.view)
        self._shapes.addWidget(self.plot)
        layout.addLayout(self._shapes, 1)
        self._empty = QLabel(self.tr("Open a model to see which layers suffer from which width."), self)
        self._empty.setObjectName("sensitivityEmpty")
        self._empty.setProperty("role", "muted")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._full)

    # ---- following the document

    @Slot()
    def _show_model(self) -> None:
        graph = self._document.graph
        self._following = True
        self.model.show_graph(graph, self._document.recipe, self._document.sensitivity)
        self._following = False
        self._pages.setCurrentWidget(self._full if graph is not None else self._empty)
        self.view.fit_columns()
        self._show_selection()
        self._show_state()

    @Slot()
    def _show_recipe(self) -> None:
        self.model.show_recipe(self._document.recipe)

    @Slot()
    def _show_sensitivity(self) -> None:
        self.model.show_sensitivity(self._document.sensitivity)
        if self.model.by_sensitivity and self._probing.job is None:
            self.model.sort_by_sensitivity(True, self.model.sorted_by)
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        """What can be run, what is running, and what is known."""
        probing, method, job = self._probing, self._probing.method, self._probing.job
        self.model.method = method
        rows = self.method_box.model()
        for row in range(self.method_box.count()):
            obstacle = probing.obstacle(self._method_at(row))
            if isinstance(rows, QStandardItemModel):
                rows.item(row).setEnabled(not obstacle)
        self.method_box.setCurrentIndex(self.method_box.findData(method))
        tip = obstacle_of = probing.obstacle(method)
        if not tip:
            tip = str(self.method_box.currentData(Qt.ItemDataRole.ToolTipRole))
        self.method_box.setToolTip(tip)
        wanted, missing, provisional = probing.counts()
        unfinished = missing + provisional > 0
        self.progress.setVisible(job is not None)
        self.run_button.setProperty("primary", job is None and unfinished and not obstacle_of)
        self.run_button.style().unpolish(self.run_button)
        self.run_button.style().polish(self.run_button)
        if job is not None:
            done = fraction(job)
            self.progress.setRange(0, 1000 if done is not None else 0)
            self.progress.setValue(round(1000 * (done or 0)))
            self.run_button.setText(self.tr("Cancel"))
            self.run_button.setToolTip(self.tr("Stop; what is known already stays"))
            self.run_button.setEnabled(not job.cancel_event.is_set())
        else:
            verb = self.tr("Measure sensitivity") if method is Method.MEASURED else self.tr("Estimate sensitivity")
            some = self._document.sensitivity is not None and bool(self._document.sensitivity.cells)
            self.run_button.setText(self.tr("Go on") if some and unfinished else verb)
            self.run_button.setToolTip(
                self.tr("Everything is known for this model and data.") if not unfinished else self.method_box.toolTip()
            )
            self.run_button.setEnabled(unfinished and not obstacle_of and bool(self._document.context))
        self.run_button.setAccessibleName(self.run_button.text())
        self._show_status(obstacle_of, wanted, missing, provisional)

    def _show_status(self, obstacle: str, wanted: int, missing: int, provisional: int) -> None:
        probing, job, table = self._probing, self._probing.job, self._document.sensitivity
        theme.set_role(self.status, "error-caption" if probing.problem else "caption")
        self.status.explain(unit_text(probing.method))
        if job is not None:
            self.status.setText(formatting.joined([count_text(job) or state_text(job), left_text(job)]))
        elif probing.problem or obstacle:
            self.status.setText(probing.problem or obstacle)
        elif table is not None and table.cells:
            parts = [unit_text(table.method)]
            if missing:
                number = formatting.number
                parts.insert(0, self.tr("{} of {} cells").format(number(wanted - missing), number(wanted)))
            elif provisional:
                parts.insert(0, self.tr("from few samples so far"))
            self.status.setText(formatting.joined(parts))
        else:
            self.status.setText(unit_text(probing.method))
        has_values = table is not None and bool(table.cells)
        for button in (self.sort_button, self.plot_button):
            button.setVisible(has_values)
        for widget in (*self.scale_labels, self.scale):
            widget.setVisible(has_values and not self.plot_button.isChecked())

    @Slot()
    def _show_selection(self) -> None:
        if self._following:
            return
        self._following = True
        rows = sorted(row for key in self._document.selection if (row := self.model.row_of(key)) is not None)
        selection = QItemSelection()
        start = 0
        for position in range(1, len(rows) + 1):
            if position == len(rows) or rows[position] != rows[position - 1] + 1:
                first = self.model.index(rows[start], NAME)
                selection.select(first, self.model.index(rows[position - 1], len(WIDTHS)))
                start = position
        flags = QItemSelectionModel.SelectionFlag
        self.view.selectionModel().select(selection, flags.ClearAndSelect | flags.Rows)
        current = self.view.currentIndex()
        if rows and not self.view.selectionModel().isSelected(current):
            index = self.model.index(rows[0], max(NAME, current.column()))
            self.view.selectionModel().setCurrentIndex(index, flags.NoUpdate)
            self.view.scrollTo(index)
        self.plot.show_chosen(self._document.selection)
        self._following = False

    # ---- what a person does

    @Slot()
    def _take_selection(self) -> None:
        if self._following:
            return
        self._following = True
        ranges = self.view.selectionModel().selection()
        parts = (ranges.at(position) for position in range(ranges.count()))
        rows = sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})
        self._document.select(self.model.layers[row].key for row in rows)
        self._following = False
        self.plot.show_chosen(self._document.selection)

    @Slot(QModelIndex)
    def _set_width(self, index: QModelIndex) -> None:
        part, bits = WIDTHS[index.column() - 1]
        half = edits.Part(part.value)
        layer = self.model.layers[index.row()]

        def change(spec: Spec) -> Spec:
            return edits.with_width(spec, (bits, Scheme.INTEGER), half)

        changed = edits.changes(self._document.recipe, [layer], half, change, self._document.tying.active)
        if changed:
            which = self.tr("weights") if half is edits.Part.WEIGHT else self.tr("activation")
            self._document.set_layers(changed, self.tr("Set {} of {} to {} bits").format(which, layer.key, bits))

    @Slot(int)
    def _choose(self, row: int) -> None:
        self._probing.choose(self._method_at(row))

    def _method_at(self, row: int) -> Method:
        # Qt hands the text of a StrEnum back.
        return Method(self.method_box.itemData(row))

    @Slot()
    def _run_or_cancel(self) -> None:
        if self._probing.job is not None:
            self._probing.cancel()
        else:
            self._probing.start()
        self._show_state()

    @Slot(bool)
    def _sort(self, on: bool) -> None:
        self._order(on, NAME)

    @Slot(int)
    def _sort_by(self, column: int) -> None:
        """A click on a width's header: by it, or no longer by it."""
        with QSignalBlocker(self.sort_button):
            self.sort_button.setChecked(False)
        is_new = not self.model.by_sensitivity or self.model.sorted_by != column
        self._order(is_new and column != NAME, column)

    def _order(self, on: bool, column: int) -> None:
        self.model.sort_by_sensitivity(on, column)
        header = self.view.horizontalHeader()
        header.setSortIndicatorShown(on and column != NAME)
        header.setSortIndicator(column, Qt.SortOrder.DescendingOrder)
        self.view.scrollToTop()

    @Slot(bool)
    def _show_as_plot(self, on: bool) -> None:
        self._shapes.setCurrentWidget(self.plot if on else self.view)
        self._show_state()

    @Slot(str)
    def _choose_layer(self, key: str) -> None:
        self._document.select((key,))
