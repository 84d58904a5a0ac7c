"""The formats of a package as a table: ticked or not, who reads them, what they take, what came of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from edgeviz.core.package import FORMATS, Part, total_bytes
from edgeviz.ui import theme
from edgeviz.ui.formatting import NOTHING, number, size
from edgeviz.ui.texts import shown

Index = QModelIndex | QPersistentModelIndex
translate = QCoreApplication.translate
Role = Qt.ItemDataRole

FORMAT, READERS, SIZE, STATE = range(4)


def format_title(name: str) -> str:
    """What a format is called on screen."""
    titles = {
        "qdq": translate("Package", "QDQ ONNX"),
        "fp16": translate("Package", "FP16 ONNX"),
        "pruned": translate("Package", "Float ONNX without dead channels"),
        "edgedc": translate("Package", "Deep Compression file"),
        "pt2": translate("Package", "torch.export program"),
        "safetensors": translate("Package", "Weights as safetensors"),
        "recipe": translate("Package", "Recipe"),
        "aimet1": translate("Package", "AIMET encodings 1.0.0"),
        "aimet2": translate("Package", "AIMET encodings 2.0.0"),
        "ort": translate("Package", "onnxruntime TensorQuantOverrides"),
        "qonnx": translate("Package", "QONNX"),
        "model_explorer": translate("Package", "Model Explorer node data"),
        "netron": translate("Package", "Netron attachment"),
        "csv": translate("Package", "Tables as CSV"),
        "script": translate("Package", "Script and command line"),
        "c_header": translate("Package", "C header of the weights"),
    }
    return titles.get(name, FORMATS[name].title)


class FormatsModel(QAbstractTableModel):
    """``ticked`` is what will be written, ``parts`` what is known of each format by name."""

    changed = Signal()

    def __init__(self, ticked: Collection[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ticked = {name for name in FORMATS if name in ticked}
        self.parts: dict[str, Part] = {}
        self._names = tuple(FORMATS)
        self._written = False

    @property
    def ticked(self) -> tuple[str, ...]:
        return tuple(name for name in FORMATS if name in self._ticked)

    @property
    def known(self) -> tuple[Part, ...]:
        """The ticked parts whose files are known."""
        return tuple(self.parts[name] for name in self.ticked if name in self.parts)

    @property
    def bytes(self) -> int:
        return total_bytes(self.known)

    def take(self, part: Part) -> None:
        """What came to be known of one format."""
        self.parts[part.name] = part
        if part.name in self._names:
            row = self._names.index(part.name)
            self.dataChanged.emit(self.index(row, FORMAT), self.index(row, STATE))
        self.changed.emit()

    def show_written(self, parts: Iterable[Part]) -> None:
        """The formats that were written, and nothing else."""
        self.beginResetModel()
        self._written = True
        self.parts = {part.name: part for part in parts}
        self._names = tuple(self.parts)
        self.endResetModel()

    def remarks(self, row: int) -> str:
        """All that there is to say of the format in ``row``."""
        name = self._names[row]
        part = self.parts.get(name)
        if part is None:
            return ""
        reason = part.details.splitlines()[0][:200] if part.details else ""
        lines = map(shown, (part.problem, part.remedy, reason, part.checked, *part.notes))
        files = ", ".join(f"{file} ({size(found)})" for file, found in part.files)
        return "\n".join(line for line in (*lines, files) if line)

    # ---- Qt's side

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 4

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section <= STATE:
            return None
        heads = (
            (translate("Package", "Format"), translate("Package", "Tick what is to be written")),
            (translate("Package", "For"), translate("Package", "Programs that such files are made for")),
            (translate("Package", "Size"), translate("Package", "Bytes of its files; 1 KB is 1000 bytes")),
            (
                translate("Package", "Read back") if self._written else translate("Package", "Remarks"),
                translate("Package", "What was compared after writing")
                if self._written
                else translate("Package", "What gets lost in this format, or why it cannot be written"),
            ),
        )
        if role == Role.DisplayRole:
            return heads[section][0]
        if role == Role.ToolTipRole:
            return heads[section][1]
        return _alignment(section) if role == Role.TextAlignmentRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        if index.isValid() and index.column() == FORMAT and not self._written:
            found |= Qt.ItemFlag.ItemIsUserCheckable
        return found

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._names):
            return None
        name, column = self._names[index.row()], index.column()
        part = self.parts.get(name)
        if role == Role.DisplayRole:
            return self._text(name, part, column)
        if role == Role.CheckStateRole and column == FORMAT and not self._written:
            return Qt.CheckState.Checked if name in self._ticked else Qt.CheckState.Unchecked
        if role in (Role.ToolTipRole, Role.AccessibleTextRole):
            return self._tip(name, part, column) if role == Role.ToolTipRole else self._text(name, part, column)
        if role == Role.ForegroundRole and column == STATE and part is not None and self._stands_out(part):
            return QColor(theme.current().bad if part.problem else theme.current().warning)
        return _alignment(column) if role == Role.TextAlignmentRole else None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        if role != Role.CheckStateRole or not index.isValid() or index.column() != FORMAT or self._written:
            return False
        name = self._names[index.row()]
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self._ticked.add(name)
        else:
            self._ticked.discard(name)
        self.dataChanged.emit(index, index, [Role.CheckStateRole])
        self.changed.emit()
        return True

    def _stands_out(self, part: Part) -> bool:
        return bool(part.problem or (part.notes and not self._written))

    # ---- texts

    def _text(self, name: str, part: Part | None, column: int) -> str:
        match column:
            case 0:
                return format_title(name)
            case 1:
                return shown(FORMATS[name].readers)
            case 2:
                return "…" if part is None else NOTHING if part.problem else size(part.bytes)
        if part is None:
            return ""
        if part.problem:
            return f"✗ {shown(part.problem)}"
        notes = f"⚠ {shown(part.notes[0])}" if part.notes else ""
        return f"✓ {shown(part.checked)}{' ⚠' * bool(notes)}" if part.checked else notes

    def _tip(self, name: str, part: Part | None, column: int) -> str:
        if part is None:
            return translate("Package", "Its size is being worked out") if column == SIZE else ""
        if column == SIZE:
            return "\n".join(f"{file}: {number(found)} B" for file, found in part.files)
        if column == STATE:
            return self.remarks(self._names.index(name))
        return "\n".join(file for file, _ in part.files)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == SIZE else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
