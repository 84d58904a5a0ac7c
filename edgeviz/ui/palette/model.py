"""The entries that fit what was typed, best first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from edgeviz.ui.palette.entries import Entry
from edgeviz.ui.palette.matching import Match, match

ENTRY = Qt.ItemDataRole.UserRole
#: The positions in the entry's text that were typed.
POSITIONS = Qt.ItemDataRole.UserRole + 1
#: What a match in the name of a menu counts less than one in the entry's own text.
BEHIND = 50
#: More lines than anybody reads.
MOST = 200

Index = QModelIndex | QPersistentModelIndex


class PaletteModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[Entry] = ()
        self._shown: list[tuple[Entry, tuple[int, ...]]] = []

    def set_entries(self, entries: Sequence[Entry], pattern: str) -> None:
        """Show those of ``entries`` that ``pattern`` fits; all of them, in their order, where it is empty."""
        self._entries = entries
        self.set_pattern(pattern)

    def set_pattern(self, pattern: str) -> None:
        ranked = []
        for number, entry in enumerate(self._entries):
            found = match(pattern, entry.text)
            if found is None or not found.whole:
                # "view theme dark" names an entry by its menus.
                around = match(pattern, f"{entry.path} {entry.text}")
                if around is not None and (around.whole or found is None):
                    found = Match(around.score - BEHIND, (), around.whole)
            if found is not None:
                ranked.append((not found.whole, -found.score, not entry.enabled, number, found.positions))
        if pattern.strip():
            ranked.sort()
            # Scattered letters are a guess: not beside what was really named.
            if ranked and not ranked[0][0]:
                ranked = [row for row in ranked if not row[0]]
        self.beginResetModel()
        self._shown = [(self._entries[number], positions) for *_, number, positions in ranked[:MOST]]
        self.endResetModel()

    def entry(self, row: int) -> Entry | None:
        return self._shown[row][0] if 0 <= row < len(self._shown) else None

    # ---- Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        entry, positions = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return entry.reason or entry.path
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.text, entry.path, entry.shortcut, entry.reason) if part)
        if role == ENTRY:
            return entry
        if role == POSITIONS:
            return positions
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        # A disabled entry stays selectable: its reason is read there.
        return super().flags(index)
