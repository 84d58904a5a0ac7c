"""The form's teacher: how it teaches, which models it is, and the pairs of layers that are matched."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from edgeviz.core.train_request import Distillation, Method
from edgeviz.ui import theme
from edgeviz.ui.formatting import joined, percent, significant
from edgeviz.ui.training.fields import ChoiceBox, NumberBox, PercentBox, Section, WholeBox, allow, dress
from edgeviz.ui.training.pair_fields import PairFields, Side
from edgeviz.ui.training.words import method_name, method_tip

_DEFAULT = Distillation()
#: What can be opened as a model.
PATTERNS = "*.onnx *.pt2"


class TeacherFields(Section):
    """``value()`` is the Distillation, None without a teacher. Raises EdgeVizError where it cannot be one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("trainTeacher", "", unfolded=True)
        self.head.setText(self.tr("Teacher"))
        self.head.setAccessibleName(self.tr("Teacher"))
        tr = self.tr
        self.paths: tuple[str, ...] = ()
        self.method = ChoiceBox((method, method_name(method), method_tip(method)) for method in (None, *Method))
        dress(self.method, "trainMethod", tr("How the teacher teaches"), tr("What the student learns from a teacher"))
        self.teachers = QListWidget()
        self.teachers.setMaximumHeight(theme.px(52))
        dress(
            self.teachers, "trainTeachers", tr("Teachers"),
            tr("Models whose outputs the student learns; without a file it is the open model as it was loaded. "
               "The mean of several is learned."),
        )  # fmt: skip
        self.add_button, self.remove_button = QPushButton(tr("Add file…")), QPushButton(tr("Remove"))
        dress(self.add_button, "addTeacher", tr("Add a teacher"), tr("Choose a model file with the same classes"))
        dress(self.remove_button, "removeTeacher", tr("Remove the teacher"), tr("Take the selected file off the list"))
        self.add_button.clicked.connect(self.choose_file)
        self.remove_button.clicked.connect(self._remove)
        self.files = QWidget()
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GRID)
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self.files)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.teachers)
        column.addLayout(buttons)
        self.temperature = NumberBox(0.05, 1000.0, _DEFAULT.temperature, 3)
        dress(
            self.temperature, "trainTemperature", tr("Temperature"),
            tr("Outputs are divided by it before the softmax, of teacher and student: the higher, the more the "
               "student hears of the classes that the teacher finds unlikely. 2 to 8 are usual."),
        )  # fmt: skip
        self.alpha = PercentBox(0.0, 1.0, _DEFAULT.alpha)
        dress(
            self.alpha, "trainAlpha", tr("Share of the soft targets"),
            tr("Weight of the teacher's targets; the rest is that of the labels"),
        )  # fmt: skip
        self.pairs = PairFields()
        self.beta = NumberBox(0.0, 1e9, _DEFAULT.beta, 3)
        dress(self.beta, "trainBeta", tr("Weight of the attention loss"), tr("β of the paper: 1,000 is usual"))
        self.hint_epochs = WholeBox(1, 100_000, _DEFAULT.hint_epochs)
        dress(
            self.hint_epochs, "trainHintEpochs", tr("Epochs of the hint"),
            tr("Epochs of the first stage, in which only the student's part up to its layer learns"),
        )  # fmt: skip
        self.synthetic = WholeBox(0, 10_000_000, 0)
        self.synthetic.setSpecialValueText(tr("none"))
        dress(
            self.synthetic, "trainSynthetic", tr("Made up samples"),
            tr("Samples between real ones (MUNGE) that the teachers label, besides the real ones"),
        )  # fmt: skip
        self.add(tr("Method"), self.method)
        self.files_label = self.add(tr("Teachers"), self.files, self.teachers)
        self.add(tr("Temperature"), self.temperature)
        self.add(tr("Soft targets"), self.alpha)
        self.add_wide(self.pairs)
        self.add(tr("Attention β"), self.beta)
        self.add(tr("Hint epochs"), self.hint_epochs)
        self.add(tr("Made up"), self.synthetic)
        self.method.changed.connect(self._method_changed)
        for box in (self.temperature, self.alpha, self.beta, self.hint_epochs, self.synthetic):
            box.valueChanged.connect(self.changed)
        self.pairs.changed.connect(self.changed)
        self._list_teachers()
        self._show_rows()

    # ---- values

    def value(self) -> Distillation | None:
        method = self.method.chosen
        if method is None:
            return None
        given: dict[str, object] = {"method": method, "teachers": self.paths}
        if method in (Method.HINTON, Method.HINT):
            given |= {"temperature": self.temperature.value(), "alpha": self.alpha.share}
        if method in (Method.HINT, Method.ATTENTION):
            given["pairs"] = self.pairs.pairs()[: 1 if method is Method.HINT else None]
        if method is Method.ATTENTION:
            given["beta"] = self.beta.value()
        if method is Method.HINT:
            given["hint_epochs"] = self.hint_epochs.value()
        if method is Method.LOGITS:
            given["synthetic"] = self.synthetic.value()
        return Distillation(**given)  # type: ignore[arg-type]

    def show_value(self, value: Distillation | None) -> None:
        """Put a value into the fields; what it has no place for stays as it was."""
        self.method.choose(value.method if value is not None else None)
        if value is None:
            return
        self.paths = value.teachers
        self.temperature.setValue(value.temperature)
        self.alpha.set_share(value.alpha)
        self.beta.setValue(value.beta)
        self.hint_epochs.setValue(value.hint_epochs)
        self.synthetic.setValue(value.synthetic)
        self.pairs.show_pairs(value.pairs)
        self._list_teachers()
        self.changed.emit()

    def text(self) -> str:
        """What the folded section says."""
        method = self.method.chosen
        if method is None:
            return method_name(None)
        parts = [method_name(method)]
        if method in (Method.HINTON, Method.HINT):
            parts += [f"T {significant(self.temperature.value(), 2)}", percent(self.alpha.share, 0)]
        return joined(parts)

    def show_sides(self, teacher: Side, student: Side) -> None:
        """Which layers the pairs may name."""
        self.pairs.show_sides(teacher, student)

    # ---- internals

    @Slot()
    def _method_changed(self) -> None:
        self._show_rows()
        self.changed.emit()

    def _show_rows(self) -> None:
        method = self.method.chosen
        soft = method in (Method.HINTON, Method.HINT)
        for field, shown in (
            (self.files, method is not None),
            (self.temperature, soft),
            (self.alpha, soft),
            (self.pairs, method in (Method.HINT, Method.ATTENTION)),
            (self.beta, method is Method.ATTENTION),
            (self.hint_epochs, method is Method.HINT),
            (self.synthetic, method is Method.LOGITS),
        ):
            self.set_row_visible(field, shown)
        self.pairs.set_several(method is Method.ATTENTION)

    def _list_teachers(self) -> None:
        row = self.teachers.currentRow()
        self.teachers.clear()
        if not self.paths:
            self.teachers.addItem(self.tr("The open model, as loaded"))
        for path in self.paths:
            self.teachers.addItem(Path(path).name)
            self.teachers.item(self.teachers.count() - 1).setToolTip(path)
        self.teachers.setCurrentRow(min(max(row, 0), self.teachers.count() - 1))
        allow(self.remove_button, "" if self.paths else self.tr("There is no file on the list."))

    @Slot()
    def choose_file(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Choose a teacher"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Models ({})").format(PATTERNS))
        dialog.fileSelected.connect(self.add_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def add_file(self, path: str) -> None:
        if path not in self.paths:
            self.paths = (*self.paths, path)
            self._list_teachers()
            self.changed.emit()

    @Slot()
    def _remove(self) -> None:
        row = self.teachers.currentRow()
        if 0 <= row < len(self.paths):
            self.paths = self.paths[:row] + self.paths[row + 1 :]
            self._list_teachers()
            self.changed.emit()
