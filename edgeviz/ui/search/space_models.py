"""The rows of a space that is edited, as table models: choices and settings. What is wrong is red."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from edgeviz.core.nas.space import SpaceError
from edgeviz.ui import theme
from edgeviz.ui.search.space_draft import ChoiceDraft, SpaceDraft
from edgeviz.ui.texts import error_text

Index = QModelIndex | QPersistentModelIndex
#: Fields of a choice by their columns.
FIELDS = ("name", "values", "when")


class _Rows(QAbstractTableModel):
    """``draft`` is what is edited; ``edited`` carries the next one."""

    edited = Signal(object)

    def __init__(self, draft: SpaceDraft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self.error: SpaceError | None = None

    def show_draft(self, draft: SpaceDraft) -> None:
        """The same rows with other texts, or other rows."""
        same = self._count(draft) == self._count(self.draft)
        if not same:
            self.beginResetModel()
        self.draft = draft
        if not same:
            self.endResetModel()
        elif self._count(draft):
            self.dataChanged.emit(self.index(0, 0), self.index(self._count(draft) - 1, self.columnCount() - 1))

    def show_error(self, error: SpaceError | None) -> None:
        self.error = error
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._count(self.draft)

    def flags(self, index: Index) -> Qt.ItemFlag:
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsEditable if index.isValid() else found

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= self.rowCount():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(index.row(), index.column())
        wrong = self.error is not None and self._is_wrong(index.row(), index.column())
        if wrong and role == Qt.ItemDataRole.ForegroundRole:
            return QColor(theme.current().bad)
        if role == Qt.ItemDataRole.ToolTipRole:
            if wrong and self.error is not None:
                return error_text(self.error)
            return self._text(index.row(), index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        head, tip = self._heads()[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return head
        return tip if role == Qt.ItemDataRole.ToolTipRole else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        if str(value) != self._text(index.row(), index.column()):
            self.edited.emit(self._changed(index.row(), index.column(), str(value)))
        return True

    # ---- for subclasses

    def _count(self, draft: SpaceDraft) -> int:
        raise NotImplementedError

    def _text(self, row: int, column: int) -> str:
        raise NotImplementedError

    def _heads(self) -> tuple[tuple[str, str], ...]:
        raise NotImplementedError

    def _changed(self, row: int, column: int, text: str) -> SpaceDraft:
        raise NotImplementedError

    def _is_wrong(self, row: int, column: int) -> bool:
        raise NotImplementedError


class ChoicesModel(_Rows):
    """Name, values and conditions."""

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 3

    def _count(self, draft: SpaceDraft) -> int:
        return len(draft.choices)

    def _text(self, row: int, column: int) -> str:
        return str(getattr(self.draft.choices[row], FIELDS[column]))

    def _heads(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("Choice"), self.tr("Such as block1.kernel; what stands before the dot is its group")),
            (self.tr("Values"), self.tr("With commas between them: 3, 5 or conv, inverted")),
            (self.tr("Only where"), self.tr("An earlier choice = its values; with ; between several. Empty: always")),
        )

    def _changed(self, row: int, column: int, text: str) -> SpaceDraft:
        choice: ChoiceDraft = replace(self.draft.choices[row], **{FIELDS[column]: text.strip()})
        return self.draft.with_choice(row, choice)

    def _is_wrong(self, row: int, column: int) -> bool:
        assert self.error is not None
        parts = self.error.field.split(".", 3)
        if parts[:2] != ["choice", str(row)]:
            return False
        return len(parts) == 2 or FIELDS[column] == parts[2]


class SettingsModel(_Rows):
    """What the builder needs besides the choices."""

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 2

    def _count(self, draft: SpaceDraft) -> int:
        return len(draft.settings)

    def _text(self, row: int, column: int) -> str:
        return self.draft.settings[row][column]

    def _heads(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("Setting"), self.tr("What the networks have in common")),
            (
                self.tr("Value"),
                self.tr('A number, [a, list] or "a text"; filters and channels are numbers of channels'),
            ),
        )

    def _changed(self, row: int, column: int, text: str) -> SpaceDraft:
        pair = list(self.draft.settings[row])
        pair[column] = text.strip()
        return self.draft.with_setting(row, pair[0], pair[1])

    def _is_wrong(self, row: int, column: int) -> bool:
        assert self.error is not None
        return self.error.field == f"settings.{self.draft.settings[row][0]}"
