"""The form of a device profile: a line for each field with value, unit, trust and source."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.device.fields import GROUPS
from edgeviz.core.device.profile_table import TRUSTS, WIDTHS, is_runtime
from edgeviz.ui import theme
from edgeviz.ui.devices import words
from edgeviz.ui.devices.draft import LEVELS, RUNTIMES, UNITS, Draft, Row, shown_unit
from edgeviz.ui.dialogs.parts import StateLabel, caption, heading, muted
from edgeviz.ui.formatting import joined

#: Columns: what, value, unit, trust, source.
WHAT, VALUE, UNIT, TRUST, SOURCE = range(5)


class TrustBox(QComboBox):
    """The wheel scrolls the form past it, and changes nothing on the way."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class FieldLine(QWidget):
    """The widgets of one field. They lie in the grid of a group; this owns them and says that they changed."""

    edited = Signal()

    def __init__(self, path: str, grid: QGridLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.path = path
        title, name = words.title(path), path.replace(".", "_")
        row = grid.rowCount()
        self.label = QLabel(title)
        self.value = QLineEdit()
        self.value.setObjectName(f"value_{name}")
        self.value.setMinimumWidth(theme.px(110))
        self.value.setMaximumWidth(theme.px(110 if path in UNITS and path != LEVELS else 280))
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.label.setBuddy(self.value)
        self.trust = TrustBox()
        self.trust.setObjectName(f"trust_{name}")
        for trust in TRUSTS:
            self.trust.addItem(words.trust_title(trust.value), trust.value)
        self.source = QLineEdit()
        self.source.setObjectName(f"source_{name}")
        self.source.setMinimumWidth(theme.px(140))
        unit = shown_unit(path)
        self.value.setAccessibleName(joined((title, unit)))
        self.trust.setAccessibleName(self.tr("Trust of {}").format(title))
        self.source.setAccessibleName(self.tr("Source of {}").format(title))
        self.trust.setToolTip(
            self.tr("Whether the figure was measured on the device, comes from its maker, or neither")
        )
        self.message = StateLabel(f"message_{name}")
        self.message.hide()
        widgets = (self.label, self.value, muted(QLabel(unit)), self.trust, self.source)
        for column, widget in enumerate(widgets):
            grid.addWidget(widget, row, column)
        grid.addWidget(self.message, row + 1, VALUE, 1, SOURCE - VALUE + 1)
        self.widgets = (*widgets, self.message)
        self.value.textChanged.connect(self._edited)
        self.source.textChanged.connect(self._edited)
        self.trust.currentIndexChanged.connect(self._edited)
        self._explain()

    def row(self) -> Row:
        return Row(self.value.text(), str(self.trust.currentData()), self.source.text())

    def show_row(self, row: Row) -> None:
        blockers = [QSignalBlocker(widget) for widget in (self.value, self.trust, self.source)]
        self.value.setText(row.text)
        self.value.setCursorPosition(0)
        self.trust.setCurrentIndex(max(0, self.trust.findData(row.trust)))
        self.source.setText(row.source)
        self.source.setCursorPosition(0)
        del blockers
        self._explain()

    def set_shown(self, shown: bool) -> None:
        for widget in self.widgets[:-1]:
            widget.setVisible(shown)
        self.message.setVisible(shown and bool(self.message.text()))

    def say(self, text: str) -> None:
        self.message.say(text, "bad" if text else "")

    def remove(self) -> None:
        for widget in self.widgets:
            widget.deleteLater()
        self.deleteLater()

    @Slot()
    def _edited(self) -> None:
        self._explain()
        self.edited.emit()

    def _explain(self) -> None:
        row, meaning = self.row(), words.meaning(self.path)
        # An empty field has no trust to choose.
        for widget in (self.trust, self.source):
            widget.setEnabled(bool(row.text.strip()))
        unit = shown_unit(self.path)
        lines = [self.tr("{} ({})").format(meaning, unit) if unit else meaning]
        if row.text.strip():
            lines += [
                words.trust_title(row.trust),
                self.tr("Source: {}").format(row.source or self.tr("none is given")),
            ]
        tip = "\n".join(lines)
        self.label.setToolTip(tip)
        self.value.setToolTip(tip)
        # A line holds part of a long source.
        self.source.setToolTip(
            row.source or self.tr("Where the figure comes from: a data sheet, a measurement, a guess")
        )


class ProfileForm(QScrollArea):
    """Shows a draft and reads it back."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("profileForm")
        self.setAccessibleName(self.tr("Fields of the device profile"))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.lines: dict[str, FieldLine] = {}
        self._grids: dict[str, QGridLayout] = {}
        inside = QWidget()
        self._layout = QVBoxLayout(inside)
        self._layout.setContentsMargins(0, 0, theme.PADDING, 0)
        self._layout.setSpacing(theme.GRID)
        for group, units in GROUPS.items():
            grid = self._group(group)
            for path in units:
                self._line(path, grid)
        self._group("runtimes")
        self._layout.addLayout(self._adding())
        self._layout.addStretch(1)
        self.setWidget(inside)

    def show_draft(self, draft: Draft) -> None:
        runtimes = [path for path in draft.rows if path.startswith(RUNTIMES)]
        for path in [path for path in self.lines if path.startswith(RUNTIMES) and path not in runtimes]:
            self.lines.pop(path).remove()
        for path in runtimes:
            if path not in self.lines:
                self._line(path, self._grids["runtimes"])
        for path, line in self.lines.items():
            line.show_row(draft.row(path))
            line.say("")
        self._show_widths()

    def rows(self) -> dict[str, Row]:
        return {path: line.row() for path, line in self.lines.items() if line.value.text().strip()}

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Each message at its field; what has none of its own comes back."""
        for path, line in self.lines.items():
            line.say(errors.get(path, ""))
        self._show_widths()
        return [text for path, text in errors.items() if path not in self.lines]

    def _show_widths(self) -> None:
        """An efficiency is asked for only where there is a unit."""
        for bits in WIDTHS:
            line, peak = self.lines[f"efficiency.{bits}"], self.lines[f"rates.{bits}"]
            line.set_shown(any(one.value.text().strip() for one in (line, peak)) or bool(line.message.text()))

    # ---- construction

    def _group(self, group: str) -> QGridLayout:
        self._layout.addSpacing(theme.GRID * 2)
        self._layout.addWidget(heading(words.group_title(group)))
        self._layout.addWidget(caption(words.group_text(group)))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GRID * 2)
        grid.setVerticalSpacing(theme.GRID)
        grid.setColumnMinimumWidth(WHAT, theme.px(170))
        grid.setColumnMinimumWidth(UNIT, theme.px(52))
        grid.setColumnStretch(SOURCE, 1)
        self._layout.addLayout(grid)
        self._grids[group] = grid
        return grid

    def _line(self, path: str, grid: QGridLayout) -> None:
        line = FieldLine(path, grid, self)
        line.edited.connect(self.edited)
        self.lines[path] = line

    def _adding(self) -> QHBoxLayout:
        self.runtime_name = QLineEdit()
        self.runtime_name.setObjectName("runtimeName")
        self.runtime_name.setPlaceholderText(self.tr("Name of a runtime"))
        self.runtime_name.setAccessibleName(self.tr("Name of the runtime to add"))
        self.runtime_name.setToolTip(self.tr("Letters, digits and hyphens, such as onnxruntime-cpu"))
        self.add_button = QPushButton(self.tr("Add runtime"))
        self.add_button.setObjectName("addRuntime")
        self.add_button.setAccessibleName(self.add_button.text())
        self.add_button.setToolTip(self.tr("Adds a line for what this runtime has kernels for"))
        self.add_button.setAutoDefault(False)
        self.add_button.setEnabled(False)
        self.add_button.clicked.connect(self.add_runtime)
        self.runtime_name.textChanged.connect(self._runtime_named)
        row = QHBoxLayout()
        row.addWidget(self.runtime_name)
        row.addWidget(self.add_button)
        row.addStretch(1)
        return row

    @Slot()
    def _runtime_named(self) -> None:
        name = self.runtime_name.text().strip()
        self.add_button.setEnabled(is_runtime(name) and RUNTIMES + name not in self.lines)

    @Slot()
    def add_runtime(self) -> None:
        path = RUNTIMES + self.runtime_name.text().strip()
        self._line(path, self._grids["runtimes"])
        self.lines[path].show_row(Row("W8A8"))
        self.runtime_name.clear()
        self.lines[path].value.setFocus()
        self.edited.emit()
