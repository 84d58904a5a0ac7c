"""The constants behind the energy and the clocks, with their trust and source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from edgeviz.core.device import dvfs
from edgeviz.core.device.fields import Entry, entries
from edgeviz.core.device.profile import Device
from edgeviz.core.metric import Provenance
from edgeviz.ui import formatting, theme
from edgeviz.ui.devices import words
from edgeviz.ui.devices.draft import shown_unit, value_text
from edgeviz.ui.texts import shown

Index = QModelIndex | QPersistentModelIndex
GROUPS = ("frequency", "energy", "power")
#: The column that is edited, and the one that says how far to trust it.
VALUE, TRUST = 1, 2


def trust_text(trust: Provenance) -> str:
    """ "▫ assumed"."""
    return f"{trust.mark} {formatting.provenance_word(trust)}"


@dataclass(frozen=True, slots=True)
class Line:
    """``path`` is the field to edit; ``text`` its value as it is typed, in the unit shown. None: it is computed.

    ``about`` is where the value is from, or how it is computed.
    """

    path: str
    title: str
    value: str
    trust: Provenance
    about: str
    text: str | None = None

    @property
    def tip(self) -> str:
        """Worked out when it is looked at: a table of them takes as long as all of its cells."""
        if self.text is None:
            return self.about
        return "\n".join((words.meaning(self.path), f"{trust_text(self.trust)}: {shown(self.about)}"))


class ConstantsModel(QAbstractTableModel):
    """What, value with unit, and trust. Values are edited in place; nothing changes here before the profile has."""

    #: The path of a field and what was typed for it.
    typed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def show_device(self, device: Device | None) -> None:
        self.beginResetModel()
        self.lines = () if device is None else self._lines(device)
        self.endResetModel()

    def _lines(self, device: Device) -> tuple[Line, ...]:
        found = [self._line(entry) for entry in entries(device) if entry.group in GROUPS]
        order = {group: at for at, group in enumerate(GROUPS)}
        found.sort(key=lambda line: order.get(line.path.partition(".")[0], len(GROUPS)))
        frequency = device.frequency
        if frequency is None:
            return tuple(found)
        nominal = frequency.nominal.value
        dynamic = dvfs.watts(nominal, frequency) - frequency.static_power.value
        at = next(row for row, line in enumerate(found) if line.path == "frequency.capacitance")
        volts = dvfs.volts(nominal, frequency)
        about = self.tr("Effective capacitance × voltage² × clock, with {} V at the nominal clock").format(
            formatting.significant(volts)
        )
        value = f"{formatting.significant(dynamic)} W"
        trust = frequency.capacitance.provenance
        computed = Line("frequency.capacitance", self.tr("C·V²·f at the nominal clock"), value, trust, about)
        return (*found[: at + 1], computed, *found[at + 1 :])

    def _line(self, entry: Entry) -> Line:
        unit = shown_unit(entry.path)
        typed = value_text(entry.path, entry.value)
        if isinstance(entry.value, list):
            # The clocks: no other field of these groups is a list.
            clocks = [float(clock) for clock in entry.value]
            ends = (value_text(entry.path, clocks[0]), value_text(entry.path, clocks[-1]))
            text = self.tr("{} from {} to {}").format(len(clocks), *ends)
        else:
            text = typed
        trust = Provenance(entry.trust)
        return Line(entry.path, words.title(entry.path), f"{text} {unit}".strip(), trust, entry.source, typed)

    # ---- Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (line.title, line.value, trust_text(line.trust))[index.column()]
        if role == Qt.ItemDataRole.EditRole and index.column() == VALUE:
            return line.text
        if role == Qt.ItemDataRole.ToolTipRole:
            if line.text is None:
                return line.tip
            return "\n".join((line.tip, self.tr("Enter, F2 or a double click edits it.")))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 1:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 2:
            return QColor(theme.current().muted)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        is_field = index.isValid() and index.column() == VALUE and self.lines[index.row()].text is not None
        return found | Qt.ItemFlag.ItemIsEditable if is_field else found

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Say what was typed; the new value comes with the changed profile."""
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        line = self.lines[index.row()]
        if str(value).strip() != line.text:
            self.typed.emit(line.path, str(value).strip())
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return (self.tr("Constant"), self.tr("Value"), self.tr("Trust"))[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if section == 1 else Qt.AlignmentFlag.AlignLeft
                return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None


class ConstantDelegate(QStyledItemDelegate):
    """A line to type a constant in, which says what it is."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, ConstantsModel)
        line = model.lines[index.row()]
        editor = QLineEdit(parent)
        editor.setObjectName("constantEditor")
        editor.setFrame(False)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        editor.setAccessibleName(formatting.joined(part for part in (line.title, shown_unit(line.path)) if part))
        editor.setToolTip(line.tip)
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Over the cell, and to its left where that is narrower than a number with all its digits."""
        area = option.rect
        area.setLeft(min(area.left(), area.right() - theme.px(110)))
        editor.setGeometry(area)


class ConstantsTable(QTableView):
    """Enter, F2 or a double click edits a value; on a line that is computed they ask for the profile at its field."""

    editRequested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deviceConstants")
        self.setAccessibleName(self.tr("Constants of energy and clocks"))
        self.setAccessibleDescription(self.tr("Enter edits the chosen constant, Escape leaves it as it is."))
        self.constants = ConstantsModel(self)
        self.setModel(self.constants)
        self.setItemDelegate(ConstantDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(theme.ROW_HEIGHT))
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for section in (VALUE, TRUST):
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        self.activated.connect(self._edit)

    def show_device(self, device: Device | None) -> None:
        """The constants of ``device``; the line that was current stays so."""
        row = self.currentIndex().row()
        self.constants.show_device(device)
        self._fit_columns()
        # At once: put off, it comes after the first painting and has all painted again.
        self.doItemsLayout()
        if 0 <= row < self.constants.rowCount():
            self.setCurrentIndex(self.constants.index(row, VALUE))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_open = self.state() == QAbstractItemView.State.EditingState
        if event.key() == Qt.Key.Key_F2 and self.currentIndex().isValid() and not is_open:
            self._edit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _fit_columns(self) -> None:
        """Value and trust as wide as their longest text; Qt's own way asks for every cell, and more than once."""
        header, advance = self.horizontalHeader(), self.fontMetrics().horizontalAdvance
        lines = self.constants.lines
        for section, widths in (
            (VALUE, [advance(line.value) for line in lines]),
            (TRUST, [advance(trust_text(line.trust)) for line in lines]),
        ):
            width = header.sectionSizeHint(section)
            if widths:
                longest = self.constants.index(widths.index(max(widths)), section)
                width = max(width, self.sizeHintForIndex(longest).width())
            header.resizeSection(section, width)

    @Slot(QModelIndex)
    def _edit(self, index: QModelIndex) -> None:
        field = index.siblingAtColumn(VALUE)
        if self.constants.flags(field) & Qt.ItemFlag.ItemIsEditable:
            self.setCurrentIndex(field)
            self.edit(field)
        else:
            self.editRequested.emit(self.constants.lines[index.row()].path)
