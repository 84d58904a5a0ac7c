"""What the palette and the list of shortcuts know: every action of a window, with where it is found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDockWidget,
    QGraphicsScene,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QToolBar,
    QToolButton,
    QWidget,
)

#: Between the names of nested menus.
ARROW = " › "


@dataclass(frozen=True, eq=False)
class Entry:
    """One line of the palette. ``reason`` says why it cannot be run now, "" where it can."""

    text: str
    path: str
    run: Callable[[], object]
    shortcut: str = ""
    reason: str = ""
    checked: bool | None = None

    @property
    def enabled(self) -> bool:
        return not self.reason


def plain(text: str) -> str:
    """A menu's text without its underlined letters and its ellipsis; in Korean the letter stands behind: "(&F)"."""
    text = re.sub(r"\(&\w\)", "", text)
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").strip().removesuffix("…")


def keys_text(action: QAction) -> str:
    """Every shortcut of an action as the system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(keys.toString(native) for keys in action.shortcuts() if not keys.isEmpty())


def actions_of(window: QMainWindow) -> list[tuple[str, QAction]]:
    """(menu path, action) of everything that can be triggered: the menus in their order, then what only panels have."""
    found: list[tuple[str, QAction]] = []
    seen: set[int] = set()
    for path, action in _in_menus(window.menuBar().actions(), ()):
        if id(action) not in seen:
            seen.add(id(action))
            found.append((ARROW.join(path), action))
    for menu in window.findChildren(QMenu):
        # What is hidden as a menu (a workspace switch with one workspace) hides its entries.
        if not menu.menuAction().isVisible():
            seen |= {id(action) for action in menu.actions()}
        elif isinstance(menu.parent(), QToolButton):
            menu.aboutToShow.emit()
    # A panel that offers the actions of another (bits in the graph's own menu) has its own objects with their names.
    names = {(action.objectName(), action.text()) for _, action in found if action.objectName()}
    for action in window.findChildren(QAction):
        name = (action.objectName(), action.text())
        if id(action) not in seen and name not in names and _is_ours(action):
            seen.add(id(action))
            names |= {name} if action.objectName() else set()
            found.append((_place(action), action))
    return found


def entries_of(window: QMainWindow, reason: Callable[[QAction], str]) -> list[Entry]:
    """The window's actions as entries; ``reason`` says why a disabled action is disabled."""
    return [
        Entry(
            *_named(path, plain(action.text())),
            action.trigger,
            keys_text(action),
            "" if action.isEnabled() else reason(action),
            action.isChecked() if action.isCheckable() else None,
        )
        for path, action in actions_of(window)
    ]


def _named(path: str, text: str) -> tuple[str, str]:
    """(text, path): what stands in a submenu carries its name, for "4" alone says nothing."""
    outer, arrow, inner = path.rpartition(ARROW)
    return (f"{inner}: {text}", outer) if arrow else (text, path)


def _in_menus(actions: Iterable[QAction], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], QAction]]:
    for action in actions:
        menu = action.menu()
        if not action.isVisible() or action.isSeparator():
            continue
        if isinstance(menu, QMenu):
            # A menu that ticks or fills itself when it opens does so now.
            menu.aboutToShow.emit()
            yield from _in_menus(menu.actions(), (*path, plain(action.text() or menu.title())))
        elif plain(action.text()):
            yield path, action


def _is_ours(action: QAction) -> bool:
    """Not a separator, not a menu, and not what Qt itself puts into text fields and tool bars."""
    if action.isSeparator() or not action.isVisible() or not plain(action.text()) or action.menu() is not None:
        return False
    if action.objectName().startswith("qt_"):
        return False
    parent = action.parent()
    if isinstance(parent, QGraphicsScene):  # pyqtgraph's own export, which has no place in this window
        return False
    while isinstance(parent, QWidget):
        if isinstance(parent, (QLineEdit, QPlainTextEdit, QTextEdit)) or parent.windowType().name == "Dialog":
            return False
        parent = parent.parent()
    return not isinstance(action.parent(), (QToolBar, QDockWidget))


def _place(action: QAction) -> str:
    """The name of the menu or panel that an action is found in."""
    titles: list[str] = []
    at: QObject | None = action.parent()
    while at is not None:
        if isinstance(at, QMenu) and at.title():
            titles.append(plain(at.title()))
        elif isinstance(at, QDockWidget):
            titles.append(at.windowTitle())
        elif isinstance(at, QMainWindow):
            break
        elif isinstance(at, QWidget) and not titles and at.accessibleName():
            titles.append(at.accessibleName())
        at = at.parent()
    return ARROW.join(reversed(titles))
