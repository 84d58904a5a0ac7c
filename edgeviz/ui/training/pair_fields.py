"""Pairs of layers whose features are matched: chosen from lists, or taken from the selection in the network."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.ui import formatting, theme
from edgeviz.ui.training.fields import ChoiceBox, allow, dress

#: Layers that a list offers; beyond them a tensor's name can be typed.
MOST_LAYERS = 2000


@dataclass(frozen=True, eq=False)
class Side:
    """The layers of teacher or student. ``selected`` is what is selected in the network, where it belongs to it."""

    graph: ModelGraph | None = None
    selected: Layer | None = None
    #: Why nothing can be taken from the network.
    why_not: str = ""


class LayerBox(ChoiceBox):
    """A layer by its key; the value is the tensor that it gives. Another tensor can be typed."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        edit = self.lineEdit()
        assert edit is not None
        edit.setPlaceholderText(self.tr("layer"))
        edit.editingFinished.connect(self.changed)
        self._tensors: dict[str, str] = {}

    @property
    def tensor(self) -> str:
        """The tensor that is chosen, "" for none."""
        text = self.currentText().strip()
        return self._tensors.get(text, text)

    def set_graph(self, graph: ModelGraph | None) -> None:
        tensor = self.tensor
        layers = graph.layers[:MOST_LAYERS] if graph is not None else ()
        self._tensors = {layer.key: layer.output for layer in layers}
        with QSignalBlocker(self):
            self.clear()
            for layer in layers:
                self.addItem(layer.key)
                tip = formatting.joined([layer.kind, formatting.shape(layer.output_shape)])
                self.setItemData(self.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
            self.set_tensor(tensor)

    def set_tensor(self, tensor: str) -> None:
        key = next((key for key, found in self._tensors.items() if found == tensor), tensor)
        row = self.findText(key)
        self.setCurrentIndex(row)
        self.setEditText(key)


class PairRow(QWidget):
    """Teacher's layer and student's layer, each with a button that takes the one selected in the network."""

    changed = Signal()
    removed = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        tr = self.tr
        self.teacher, self.student = LayerBox(), LayerBox()
        self.take_teacher, self.take_student, self.remove = QToolButton(), QToolButton(), QToolButton()
        suffix = str(number) if number else ""
        texts = (
            (self.teacher, f"hintTeacher{suffix}", tr("Teacher's layer"), tr("Its output is the hint")),
            (self.student, f"hintStudent{suffix}", tr("Student's layer"), tr("Its output learns to be like the hint")),
        )
        for box, name, title, tip in texts:
            dress(box, name, title, tip)
            box.changed.connect(self.changed)
        for button, name, title in (
            (self.take_teacher, f"takeTeacher{suffix}", tr("Take the selected layer as the teacher's")),
            (self.take_student, f"takeStudent{suffix}", tr("Take the selected layer as the student's")),
        ):
            button.setText(tr("Take"))
            dress(button, name, title, tr("Take the layer that is selected in the network or in the table"))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.remove.setText("×")
        dress(self.remove, f"removePair{suffix}", tr("Remove this pair"), tr("Remove this pair"))
        self.remove.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.remove.clicked.connect(self.removed)
        self.take_teacher.clicked.connect(self._take_teacher)
        self.take_student.clicked.connect(self._take_student)
        self._sides = (Side(), Side())
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GRID)
        grid.setVerticalSpacing(theme.GRID)
        for row, (text, box, button) in enumerate(
            ((tr("Teacher's"), self.teacher, self.take_teacher), (tr("Student's"), self.student, self.take_student))
        ):
            label = QLabel(text)
            label.setBuddy(box)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
            grid.addWidget(button, row, 2)
        grid.addWidget(self.remove, 0, 3)
        grid.setColumnStretch(1, 1)

    @property
    def pair(self) -> tuple[str, str]:
        return self.teacher.tensor, self.student.tensor

    def show_sides(self, teacher: Side, student: Side) -> None:
        before = self._sides
        self._sides = (teacher, student)
        for box, button, side, old in (
            (self.teacher, self.take_teacher, teacher, before[0]),
            (self.student, self.take_student, student, before[1]),
        ):
            if side.graph is not old.graph:
                box.set_graph(side.graph)
            none = self.tr("Select a layer in the network first.")
            allow(button, side.why_not or ("" if side.selected is not None else none))

    @Slot()
    def _take_teacher(self) -> None:
        self._take(self.teacher, self._sides[0])

    @Slot()
    def _take_student(self) -> None:
        self._take(self.student, self._sides[1])

    def _take(self, box: LayerBox, side: Side) -> None:
        if side.selected is not None:
            box.set_tensor(side.selected.output)
            self.changed.emit()


class PairFields(QWidget):
    """One pair, or several where attention is transferred."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[PairRow] = []
        self._several = False
        self._sides = (Side(), Side())
        self._made = 0
        self.add_button = QPushButton(self.tr("Add a pair"))
        dress(self.add_button, "addPair", self.tr("Add a pair"), self.tr("Match another pair of layers as well"))
        self.add_button.clicked.connect(self._add_clicked)
        self._column = QVBoxLayout()
        self._column.setSpacing(2 * theme.GRID)
        below = QHBoxLayout()
        below.addWidget(self.add_button)
        below.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addLayout(self._column)
        layout.addLayout(below)
        self._add()

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The pairs of which both tensors are chosen."""
        return tuple(row.pair for row in self.rows if all(row.pair))

    def show_pairs(self, pairs: tuple[tuple[str, str], ...]) -> None:
        while len(self.rows) < max(1, len(pairs)):
            self._add()
        while len(self.rows) > max(1, len(pairs)):
            self._drop(self.rows[-1])
        for row, (teacher, student) in zip(self.rows, pairs, strict=False):
            row.teacher.set_tensor(teacher)
            row.student.set_tensor(student)
        self._refresh()

    def set_several(self, several: bool) -> None:
        self._several = several
        self._refresh()

    def show_sides(self, teacher: Side, student: Side) -> None:
        self._sides = (teacher, student)
        for row in self.rows:
            row.show_sides(teacher, student)

    # ---- internals

    def _add(self) -> PairRow:
        row = PairRow(self._made)
        self._made += 1
        row.changed.connect(self.changed)
        row.removed.connect(self._remove_clicked)
        row.show_sides(*self._sides)
        self.rows.append(row)
        self._column.addWidget(row)
        self._refresh()
        return row

    def _drop(self, row: PairRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _refresh(self) -> None:
        self.add_button.setVisible(self._several)
        for number, row in enumerate(self.rows):
            row.setVisible(self._several or number == 0)
            row.remove.setVisible(self._several and len(self.rows) > 1)

    @Slot()
    def _add_clicked(self) -> None:
        self._add()
        self.changed.emit()

    @Slot()
    def _remove_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, PairRow) and len(self.rows) > 1:
            self._drop(row)
            self._refresh()
            self.changed.emit()
