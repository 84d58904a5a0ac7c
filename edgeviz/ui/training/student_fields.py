"""The form's student: at which widths it is trained, and which network it is."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from edgeviz.core.graph import ModelGraph
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_request import ActivationRule, Start, Student
from edgeviz.ui import theme
from edgeviz.ui.formatting import joined, percent
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.training.fields import ChoiceBox, PercentBox, Section, allow, choices, dress
from edgeviz.ui.training.teacher_fields import PATTERNS
from edgeviz.ui.training.words import recipe_name, rule_name, start_name

OPEN, SMALLER, FILE = "open", "smaller", "file"
CURRENT, FLOAT, GIVEN = "current", "float", "given"


class StudentFields(Section):
    """``recipe()``, ``rule()`` and ``student()`` are its values."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("trainStudent", "", unfolded=True)
        tr = self.tr
        self.head.setText(tr("Student"))
        self.head.setAccessibleName(tr("Student"))
        self.path = ""
        self._current = self._given = Recipe()
        self._graph: ModelGraph | None = None
        #: What a person wants, also while it is not possible: the current bits come back with the next recipe.
        self._wanted = CURRENT
        self.bits = ChoiceBox()
        dress(
            self.bits, "trainBits", tr("Widths it is trained for"),
            tr("In every step the network computes as it will with these bits, so that the weights learn to live with "
               "them (quantization-aware training)."),
        )  # fmt: skip
        self._offer_bits()
        self.rule_box = ChoiceBox(choices(ActivationRule, rule_name))
        dress(
            self.rule_box, "trainRanges", tr("Ranges of activations"),
            tr("Set by calibration before training, or learned with the weights: LSQ (Esser et al. 2020) or PACT (Choi "
               "et al. 2018). What is learned travels in the trained model."),
        )  # fmt: skip
        self.kind = ChoiceBox(
            (
                (OPEN, tr("The open model"), tr("Its own structure and weights")),
                (SMALLER, tr("A smaller open model"), tr("With fewer channels or fewer blocks")),
                (FILE, tr("A model file"), tr("Any other network with the same inputs and classes")),
            )
        )
        dress(self.kind, "trainStudentKind", tr("Which network is trained"), tr("The network that learns"))
        self.file_label = ElidedLabel()
        self.file_label.setObjectName("trainStudentFile")
        self.file_button = QPushButton(tr("Choose…"))
        dress(self.file_button, "chooseStudent", tr("Choose the student's file"), tr("A model with the same classes"))
        self.file_button.clicked.connect(self.choose_file)
        self.file_row = QWidget()
        row = QHBoxLayout(self.file_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.file_label, 1)
        row.addWidget(self.file_button)
        self.width_box, self.depth_box = PercentBox(0.05, 1.0, 0.5), PercentBox(0.0, 1.0, 1.0)
        dress(
            self.width_box, "trainWidth", tr("Width"),
            tr("Share of the channels that every hidden layer keeps; channels that are added up keep the same"),
        )  # fmt: skip
        dress(
            self.depth_box, "trainDepth", tr("Depth"),
            tr("Share of the blocks that can be left out: those with an identity beside them"),
        )  # fmt: skip
        self.start_box = ChoiceBox(choices(Start, start_name))
        dress(
            self.start_box, "trainStart", tr("Weights at first"),
            tr("The loaded weights of what is kept, or random ones (He et al. 2015), which need many more epochs"),
        )  # fmt: skip
        self.add(tr("Train at"), self.bits)
        self.add(tr("Ranges"), self.rule_box)
        self.add(tr("Network"), self.kind)
        self.add(tr("File"), self.file_row, self.file_button)
        self.add(tr("Width"), self.width_box)
        self.add(tr("Depth"), self.depth_box)
        self.add(tr("Start"), self.start_box)
        for box in (self.bits, self.rule_box, self.start_box):
            box.changed.connect(self.changed)
        self.bits.changed.connect(self._bits_changed)
        self.bits.activated.connect(self._bits_chosen)
        self.kind.changed.connect(self._kind_changed)
        for number in (self.width_box, self.depth_box):
            number.valueChanged.connect(self.changed)
        self._show_rows()

    # ---- values

    @property
    def wants_float(self) -> bool:
        """Whether float was chosen, and not only because there are no bits."""
        return self._wanted == FLOAT

    def want_current(self) -> None:
        """Train at the bits that the window shows, as soon as there are some."""
        self._wanted = CURRENT
        self._offer_bits()

    def recipe(self) -> Recipe:
        return {CURRENT: self._current, GIVEN: self._given}.get(self.bits.chosen, Recipe())

    def rule(self) -> ActivationRule:
        return self.rule_box.chosen if self._has_ranges() else ActivationRule.CALIBRATED

    def student(self) -> Student:
        kind, start = self.kind.chosen, self.start_box.chosen
        if kind == FILE:
            return Student(self.path, start=start)
        if kind == SMALLER:
            return Student(width=self.width_box.share, depth=self.depth_box.share, start=start)
        return Student(start=start)

    def problem(self) -> str:
        """Why there is no such student, "" where there is."""
        if self.kind.chosen == FILE and not self.path:
            return self.tr("Choose the student's file.")
        if self.kind.chosen == SMALLER and self.student().is_open_model:
            return self.tr("Width and depth are both 100 %: the student is the open model. Choose less of one.")
        return ""

    def show_value(self, recipe: Recipe, rule: ActivationRule, student: Student) -> None:
        if recipe.is_float32:
            self._wanted = FLOAT
        elif recipe == self._current:
            self._wanted = CURRENT
        else:
            self._given, self._wanted = recipe, GIVEN
        self._offer_bits()
        self.rule_box.choose(rule)
        self.path = student.path
        self.kind.choose(FILE if student.path else OPEN if student.is_open_model else SMALLER)
        if not student.path and not student.is_open_model:
            self.width_box.set_share(student.width)
            self.depth_box.set_share(student.depth)
        self.start_box.choose(student.start)
        self._show_rows()
        self.changed.emit()

    def show_situation(self, graph: ModelGraph | None, recipe: Recipe) -> None:
        """The open model and its current recipe."""
        if graph is not self._graph:
            self._given = Recipe()
            self._wanted = CURRENT if self._wanted == GIVEN else self._wanted
        self._graph, self._current = graph, recipe
        self._offer_bits()
        self._bits_changed()

    def text(self) -> str:
        """What the folded section says."""
        student = self.student()
        parts = [recipe_name(self.recipe(), self._graph)]
        if student.path:
            parts.append(Path(student.path).name)
        elif not student.is_open_model:
            parts.append(f"{percent(student.width, 0)} × {percent(student.depth, 0)}")
        return joined(parts)

    # ---- internals

    def _offer_bits(self) -> None:
        tr = self.tr
        values = [
            (
                CURRENT,
                tr("Current bits: {}").format(recipe_name(self._current, self._graph)),
                tr("The widths that the window shows now"),
            ),
            (FLOAT, tr("Float"), tr("Without quantization; it can be quantized afterwards")),
        ]
        if not self._given.is_float32 and self._given != self._current:
            values.insert(1, (GIVEN, recipe_name(self._given, self._graph), tr("The widths of the preset or run")))
        why = tr("Every layer is in float: choose bits in Explore first.") if self._current.is_float32 else ""
        self.bits.set_values(values)
        self.bits.allow_value(CURRENT, why)
        if not self.bits.choose(FLOAT if why and self._wanted == CURRENT else self._wanted):
            self.bits.choose(FLOAT if why else CURRENT)

    def _has_ranges(self) -> bool:
        recipe = self.recipe()
        return any(row.activation.is_integer for row in recipe.layers.values())

    @Slot()
    def _bits_chosen(self) -> None:
        self._wanted = self.bits.chosen

    @Slot()
    def _bits_changed(self) -> None:
        why = "" if self._has_ranges() else self.tr("No activation is quantized: there is no range to find.")
        allow(self.rule_box, why)

    @Slot()
    def _kind_changed(self) -> None:
        self._show_rows()
        self.changed.emit()

    def _show_rows(self) -> None:
        kind = self.kind.chosen
        self.set_row_visible(self.file_row, kind == FILE)
        self.set_row_visible(self.width_box, kind == SMALLER)
        self.set_row_visible(self.depth_box, kind == SMALLER)
        self.file_label.setText(Path(self.path).name if self.path else self.tr("none chosen"))
        self.file_label.explain(self.path)

    @Slot()
    def choose_file(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Choose a student"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Models ({})").format(PATTERNS))
        dialog.fileSelected.connect(self.set_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def set_file(self, path: str) -> None:
        self.path = path
        self._show_rows()
        self.changed.emit()
