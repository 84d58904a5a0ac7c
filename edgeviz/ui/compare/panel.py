"""Compare: recipes side by side – figures, layers, transitions of widths, and samples that change their class."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.disagreement import Disagreement
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import Evaluation
from edgeviz.core.naming import describe
from edgeviz.core.recipe import Recipe
from edgeviz.core.recipe_diff import transitions
from edgeviz.core.sensitivity import Part
from edgeviz.jobs.events import Event, Failed, Finished
from edgeviz.jobs.spec import JobSpec, Lane
from edgeviz.ui import formatting, theme
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.compare.disagreement import DisagreementGrid
from edgeviz.ui.compare.matrix import TransitionMatrix
from edgeviz.ui.compare.model_diff import ModelDiffView
from edgeviz.ui.compare.models import ComparedColumn, FiguresModel, LayerDifferencesModel
from edgeviz.ui.compare.pins import Pins
from edgeviz.ui.compare.whole import whole_text
from edgeviz.ui.document import Document
from edgeviz.ui.texts import error_text, kept, name_text

#: Milliseconds in which changes are gathered before the tables are filled anew.
COALESCE = 60
#: Pixels that the name of a recipe may take in a table.
NAME = 160


class ComparePanel(QWidget):
    """Columns are the reference (the float model, or whichever is chosen), the pinned recipes and the current one."""

    failed = Signal(object)

    def __init__(self, document: Document, jobs: Jobs, pins: Pins, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comparePanel")
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.document = document
        self.jobs = jobs
        self.pins = pins
        self.columns: tuple[ComparedColumn, ...] = ()
        self._opened = ""
        self.figures = FiguresModel(self)
        self.layers = LayerDifferencesModel(self)
        self._job: Job | None = None
        self._build()
        #: Something changed while nobody saw it.
        self._is_stale = False
        self._timer = QTimer(self, singleShot=True, interval=COALESCE)
        self._timer.timeout.connect(self._refresh_if_seen)
        self._fitting = QTimer(self, singleShot=True, interval=COALESCE)
        self._fitting.timeout.connect(self._fit)
        for signal in (pins.changed, document.recipeChanged, document.evaluationsChanged, document.modelChanged):
            signal.connect(self._timer.start)
        self.refresh()

    # ---- construction

    def _build(self) -> None:
        self.reference_box = QComboBox()
        self.reference_box.setObjectName("compareReference")
        self.reference_box.setAccessibleName(self.tr("What the others are compared with"))
        self.reference_box.setToolTip(self.reference_box.accessibleName())
        self.reference_box.setMinimumContentsLength(8)
        self.reference_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.reference_box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.reference_box.setMaximumWidth(theme.px(320))
        self.reference_box.activated.connect(self.refresh)
        label = QLabel(self.tr("Compare with"))
        label.setBuddy(self.reference_box)
        self.pin_button = QPushButton(self.tr("Pin current"))
        self.pin_button.setObjectName("pinCurrent")
        self.pin_button.setToolTip(self.tr("Keep the current recipe as a column; pressed again it takes the pin away"))
        self.pin_button.clicked.connect(self.pins.toggle_current)
        self.clear_button = QPushButton(self.tr("Unpin all"))
        self.clear_button.setObjectName("unpinAll")
        self.clear_button.setToolTip(self.tr("Take all pins away; nothing that was measured is lost"))
        self.clear_button.clicked.connect(self.pins.clear)
        top = QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self.reference_box)
        top.addStretch(1)
        top.addWidget(self.pin_button)
        top.addWidget(self.clear_button)

        self.figures_view = _table(self.figures, "compareFigures", self.tr("Figures of the compared recipes"))
        self.figures_view.verticalHeader().show()
        self.whole = QLabel()
        self.whole.setObjectName("compareWhole")
        self.whole.setAccessibleName(self.tr("What the recipes do differently as a whole"))
        self.whole.setToolTip(
            self.tr("Repairs, layers kept at 8 bits and calibration samples; in brackets those of the first column")
        )
        self.whole.setTextFormat(Qt.TextFormat.PlainText)
        self.whole.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.whole.setWordWrap(True)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("compareTabs")
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._layers_page(), self.tr("Layers"))
        self.tabs.addTab(self._matrix_page(), self.tr("Transitions"))
        self.tabs.addTab(self._samples_page(), self.tr("Changed samples"))
        self.model_diff = ModelDiffView(self.document, self.jobs)
        self.tabs.addTab(self.model_diff, self.tr("Another model"))
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.figures_view)
        split.addWidget(self.tabs)
        split.setStretchFactor(1, 1)
        split.setSizes([190, 400])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addLayout(top)
        layout.addWidget(self.whole)
        layout.addWidget(split, 1)

    def _layers_page(self) -> QWidget:
        self.only_box = QCheckBox(self.tr("Only layers that differ"))
        self.only_box.setObjectName("onlyDifferences")
        self.only_box.setChecked(True)
        self.only_box.toggled.connect(self.layers.set_only_differences)
        self.only_box.toggled.connect(self._show_note)
        self.layers_view = _table(self.layers, "compareLayers", self.tr("Widths of each layer in the recipes"))
        self.layers_view.selectionModel().selectionChanged.connect(self._layer_selected)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self.only_box)
        self.layers_note = QLabel()
        self.layers_note.setObjectName("compareLayersNote")
        self.layers_note.setProperty("role", "muted")
        self.layers_note.setWordWrap(True)
        layout.addWidget(self.layers_note)
        layout.addWidget(self.layers_view, 1)
        # Without rows the sentence stands in the table's place, at the top.
        layout.addStretch(0)
        return page

    @Slot()
    def _show_note(self) -> None:
        """Why the table of layers is empty, and what fills it."""
        if len(self.columns) == 1:
            text = self.tr(
                "There is one recipe. Change a layer's bits, or pin points of the trade-off plot"
                " (Space, or Shift and dragging): the recipes then stand side by side."
            )
        else:
            text = self.tr("The recipes have the same widths in every layer.")
        is_empty = bool(self.columns) and not self.layers.rows
        self.layers_note.setText(text)
        self.layers_note.setVisible(is_empty)
        self.layers_view.setVisible(not is_empty)

    def _matrix_page(self) -> QWidget:
        self.matrices = (TransitionMatrix(), TransitionMatrix())
        page = QWidget()
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 8, 0, 0)
        for matrix, title in zip(self.matrices, (self.tr("Weights"), self.tr("Activations")), strict=True):
            column = QVBoxLayout()
            heading = QLabel(title)
            heading.setProperty("role", "title")
            column.addWidget(heading)
            column.addWidget(matrix, 1)
            layout.addLayout(column, 1)
        return page

    def _samples_page(self) -> QWidget:
        self.samples_button = QPushButton(self.tr("Find changed samples"))
        self.samples_button.setObjectName("findChanged")
        self.samples_button.setToolTip(
            self.tr("Run both recipes on the validation samples and show those whose class changes")
        )
        self.samples_button.clicked.connect(self.find_changed)
        self.samples_label = QLabel()
        self.samples_label.setObjectName("changedSummary")
        self.samples_label.setWordWrap(True)
        self.grid = DisagreementGrid()
        self.grid.setProperty("role", "panel")
        self.grid.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        area = QScrollArea()
        area.setObjectName("changedSamples")
        area.setAccessibleName(self.tr("Samples that changed their class"))
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(self.grid)
        page = QWidget()
        top = QHBoxLayout()
        top.addWidget(self.samples_button)
        top.addWidget(self.samples_label, 1)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addLayout(top)
        layout.addWidget(area, 1)
        return page

    # ---- what is compared

    @property
    def compared(self) -> ComparedColumn | None:
        """The recipe that the matrices and the samples set against the reference: the current one, else the last."""
        others = self.columns[1:]
        current = self.document.recipe
        found = (column for column in others if column.recipe == current and not column.model)
        return next(found, others[-1] if others else None)

    @Slot()
    def _refresh_if_seen(self) -> None:
        # With 500 layers it takes longer than a frame, which no edit in another workspace should wait for.
        self._is_stale = not self.isVisible()
        if not self._is_stale:
            self.refresh()

    @Slot()
    def _fit(self) -> None:
        _fit_columns(self.figures_view, 0)
        _fit_columns(self.layers_view, self.layers.FIXED)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fitting.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Fill everything from what the document holds now."""
        self._timer.stop()
        self._is_stale = False
        candidates = self._candidates()
        # Another model has another reference: the one that it was trained from.
        opened = self.document.project.model.sha256 if self.document.project.model is not None else ""
        chosen = self.reference_box.currentData() if opened == self._opened else None
        self._opened = opened
        self.reference_box.blockSignals(True)
        self.reference_box.clear()
        for column in candidates:
            self.reference_box.addItem(column.name, column.key)
        self.reference_box.setCurrentIndex(max(0, self.reference_box.findData(chosen)))
        self.reference_box.blockSignals(False)
        row = self.reference_box.currentIndex()
        self.columns = (candidates[row], *candidates[:row], *candidates[row + 1 :]) if candidates else ()
        self.figures.show(self.columns)
        # Layers are those of the open model.
        self.layers.show(self.document.graph, [column for column in self.columns if not column.model])
        self._show_note()
        reference, *others = self.columns or [None]
        alike = [c for c in others if c is not None and reference is not None and c.model == reference.model]
        texts = [whole_text(c.name, c.recipe, reference.recipe) for c in alike if reference is not None]
        self.whole.setText("\n".join(text for text in texts if text))
        self.whole.setVisible(bool(self.whole.text()))
        self._fit()
        has_model = self.document.graph is not None
        pinned = has_model and self.pins.is_pinned(self.document.recipe)
        self.pin_button.setEnabled(has_model)
        self.pin_button.setText(self.tr("Unpin current") if pinned else self.tr("Pin current"))
        self.clear_button.setEnabled(bool(self.pins.keys))
        self._show_matrices()
        self._forget_samples()

    def _candidates(self) -> list[ComparedColumn]:
        graph = self.document.graph
        if graph is None:
            return []
        pinned = self.pins.evaluations
        recipes = dict.fromkeys([Recipe(), *(r.recipe for r in pinned if not r.model), self.document.recipe])
        found = [_foreign(row) for row in pinned if row.model]
        for recipe in recipes:
            stored = self.document.evaluation(recipe)
            name = name_text((stored.name if stored else "") or describe(recipe, graph))
            if recipe == self.document.recipe:
                name = self.tr("{} (current)").format(name)
            found.append(ComparedColumn(name, recipe, self.document.metrics(recipe), stored))
        # The model that the open one was trained from is what a person looks for first.
        reference = self.document.reference
        if reference is not None and reference.model and not any(c.evaluation is reference for c in found):
            found.insert(0, _foreign(reference))
        return found

    def _show_matrices(self) -> None:
        graph, other = self.document.graph, self.compared
        for matrix, part in zip(self.matrices, Part, strict=True):
            if graph is None or other is None or other.model or self.columns[0].model:
                matrix.show_transitions(None, "", "")
            else:
                first = self.columns[0]
                matrix.show_transitions(transitions(graph, first.recipe, other.recipe, part), first.name, other.name)

    @Slot()
    def _layer_selected(self) -> None:
        rows = {index.row() for index in self.layers_view.selectionModel().selectedIndexes()}
        if rows:
            self.document.select(self.layers.rows[row].layer.key for row in sorted(rows))

    # ---- samples that change

    def _forget_samples(self) -> None:
        """What was found belongs to other recipes now."""
        if self._job is not None:
            job, self._job = self._job, None
            job.cancel()
        self.grid.show_found(None)
        other, graph = self.compared, self.document.graph
        possible = other is not None and self.document.data is not None and graph is not None and graph.runs
        self.samples_button.setEnabled(possible)
        if other is None:
            text = self.tr("Change a width or pin a recipe: two are needed to compare.")
        elif self.document.data is None:
            text = self.tr("Choose data first (Ctrl+D).")
        elif not possible:
            text = self.tr("This model cannot be run here.")
        else:
            text = self.tr("{} against {}").format(other.name, self.columns[0].name)
        self.samples_label.setText(text)

    @Slot()
    def find_changed(self) -> None:
        other, store, data = self.compared, self.document.store, self.document.data
        if other is None or store is None or data is None or self._job is not None:
            return
        try:
            paths = [str(store.model_file(column.model)) for column in (self.columns[0], other)]
        except EdgeVizError as error:
            self.failed.emit(Failed("", error.what, error.remedy, error.details))
            return
        arguments = {
            "path": paths[0],
            "data": data,
            "first": self.columns[0].recipe,
            "second": other.recipe,
            "second_path": paths[1],
        }
        spec = JobSpec("edgeviz.engine.disagreement:run", kept("Find changed samples"), arguments, lane=Lane.COMPUTE)
        self._job = self.jobs.submit(spec)
        self._job.ended.connect(self._ended)
        self.samples_button.setEnabled(False)
        self.samples_label.setText(self.tr("Running both recipes on the validation samples …"))

    @Slot(object)
    def _ended(self, event: Event) -> None:
        if self._job is None or event.job != self._job.spec.id:
            return
        self._job = None
        self.samples_button.setEnabled(True)
        if isinstance(event, Failed):
            self.samples_label.setText(error_text(event))
            self.failed.emit(event)
        elif isinstance(event, Finished) and isinstance(event.payload, Disagreement):
            self.show_found(event.payload)
        else:
            self.samples_label.setText(self.tr("Cancelled."))

    def show_found(self, found: Disagreement) -> None:
        """Show the samples of ``found``, and how many there are of which sort."""
        self.grid.show_found(found)
        number = formatting.number
        self.samples_label.setText(
            self.tr("{} of {} samples change their class: {} were right and are not any more, {} became right.").format(
                number(len(found)), number(found.samples), number(found.lost), number(found.won)
            )
        )


def _foreign(evaluation: Evaluation) -> ComparedColumn:
    """The column of another model of the project: nothing is worked out for it, what was measured stands there."""
    metrics = dict(evaluation.metrics)
    return ComparedColumn(name_text(evaluation.name), evaluation.recipe, metrics, evaluation, evaluation.model)


def _table(model: FiguresModel | LayerDifferencesModel, name: str, about: str) -> QTableView:
    view = QTableView()
    view.setObjectName(name)
    view.setAccessibleName(about)
    view.setModel(model)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setFrameShape(QTableView.Shape.NoFrame)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(theme.px(theme.ROW_HEIGHT))
    view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    view.horizontalHeader().setHighlightSections(False)
    # Names of mixed recipes are long, and end in what tells them apart.
    view.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideMiddle)
    return view


def _fit_columns(view: QTableView, fixed: int) -> None:
    """Columns as wide as what is in them; where room is short the names of recipes widen them to ``NAME`` only."""
    view.resizeColumnsToContents()
    header, narrowest = view.horizontalHeader(), theme.px(NAME)
    if header.length() <= view.viewport().width():
        return
    for column in range(fixed, header.count()):
        content = view.sizeHintForColumn(column) + 1
        header.resizeSection(column, max(content, min(narrowest, header.sectionSize(column))))
