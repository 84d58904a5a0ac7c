"""A language that nobody speaks: every text that is translated stands in ⟦ ⟧ and is a third longer.

What is on screen without the brackets was never given to a translator; what does not fit will not fit in German.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QObject, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDockWidget,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QSpinBox,
    QTabBar,
    QWidget,
)

from edgeviz.ui.labels import ElidedLabel

#: How much longer than English other languages are.
LONGER = 0.35
#: Rows of a list or table that are looked at; the others are alike.
ROWS = 4
_OPEN, _CLOSE = "⟦", "⟧"
_WORD = re.compile(r"[A-Za-z]{3,}")
_MARKUP = re.compile(r"<[^<>]*>|&\w+;")


def pseudo(text: str) -> str:
    """ "Open…" → "⟦Open~~⟧…"."""
    body = text.rstrip("…")
    return f"{_OPEN}{body}{'~' * ceil(LONGER * len(body))}{_CLOSE}{text[len(body) :]}" if body.strip() else text


class PseudoTranslator(QTranslator):
    """Translates everything that the program says, and nothing of Qt's own."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        return None if re.match(r"Q[A-Z]", context) else pseudo(source)


def outside(text: str) -> str:
    """What of ``text`` is not within brackets; an elided text may have lost the closing one."""
    depth, found = 0, []
    for letter in text:
        if letter == _OPEN:
            depth += 1
        elif letter == _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0:
            found.append(letter)
    return "".join(found)


def untranslated(text: str, names: re.Pattern[str]) -> list[str]:
    """The words of ``text`` that are neither translated nor ``names``."""
    return _WORD.findall(names.sub(" ", _MARKUP.sub(" ", outside(text))))


# ---- what is on screen


def said(root: QWidget) -> Iterator[tuple[str, str]]:
    """(where, text) of everything that ``root`` shows, tells in a tooltip or reads out."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.window() is not root.window() and not isinstance(widget, QMenu):
            continue
        where = f"{type(widget).__name__} {widget.objectName()}"
        for text in _texts(widget):
            yield where, text
    for action in root.findChildren(QAction):
        for text in (action.text(), action.toolTip(), action.statusTip()):
            yield f"action {action.objectName()}", text


def _texts(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.statusTip(), widget.accessibleName(), widget.accessibleDescription())
    match widget:
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield widget.placeholderText()
        case QGroupBox() | QMenu():
            yield widget.title()
        case QDockWidget():
            yield widget.windowTitle()
        case QComboBox():
            yield from (widget.itemText(row) for row in range(widget.count()))
        case QTabBar():
            yield from (widget.tabText(row) for row in range(widget.count()))
        case QSpinBox():
            yield widget.prefix() + widget.suffix()
        case QHeaderView():
            pass
        case QAbstractItemView() if widget.model() is not None:
            yield from _cells(widget.model())


def _cells(model: QAbstractItemModel) -> Iterator[str]:
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    # PySide keeps the count of a list from Python.
    columns = range(1 if isinstance(model, QAbstractListModel) else model.columnCount())
    for column in columns:
        for role in roles:
            yield _text(model.headerData(column, Qt.Orientation.Horizontal, role))
    for row in range(min(ROWS, model.rowCount(QModelIndex()))):
        for column in columns:
            for role in (*roles, Qt.ItemDataRole.AccessibleTextRole):
                yield _text(model.index(row, column).data(role))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


# ---- what does not fit


def clipped(root: QWidget) -> Iterator[str]:
    """Labels and buttons that are smaller than their text and have no ellipsis."""
    for widget in (*root.findChildren(QLabel), *root.findChildren(QAbstractButton)):
        hidden = not widget.isVisible() or widget.visibleRegion().isEmpty()
        if hidden or widget.window() is not root.window() or isinstance(widget, ElidedLabel) or not widget.text():
            continue
        if isinstance(widget, QLabel) and (widget.wordWrap() or "<" in widget.text()):
            fits = not widget.wordWrap() or widget.heightForWidth(widget.width()) <= widget.height() + 1
        else:
            metrics = widget.fontMetrics()
            wide = metrics.horizontalAdvance(widget.text().split("\n")[0].replace("&", ""))
            fits = wide <= widget.width() and metrics.height() <= widget.height()
        if not fits:
            yield f"{type(widget).__name__} {widget.objectName()}: {widget.text()!r}"


def parents(thing: QObject) -> str:
    """Where something is, for a message: its named parents."""
    names = []
    at = thing.parent()
    while at is not None:
        if at.objectName():
            names.append(at.objectName())
        at = at.parent()
    return " in ".join(names[:3])
