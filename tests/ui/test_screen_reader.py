"""What a screen reader is told: the tree of accessible objects, as it walks it, in every workspace and dialog."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QTableWidget, QVBoxLayout, QWidget

from edgeviz.ui.main_window import MainWindow
from tests.screenshots.shots import DIALOGS, make_window

#: Children that are looked at of one object: the cells of a table are all alike.
MOST_CHILDREN = 120
#: Roles that say nothing about what a thing is.
EMPTY_ROLES = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window}
#: Roles of what one can act on: each of them must say what it is for.
ACTED_ON = {
    QAccessible.Role.Button,
    QAccessible.Role.ButtonDropDown,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.CheckBox,
    QAccessible.Role.Chart,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.List,
    QAccessible.Role.MenuItem,
    QAccessible.Role.PageTab,
    QAccessible.Role.RadioButton,
    QAccessible.Role.Slider,
    QAccessible.Role.SpinBox,
    QAccessible.Role.Table,
    QAccessible.Role.Tree,
}


def told(root: QWidget) -> Iterator[tuple[str, QAccessibleInterface]]:
    """Every accessible object that is not hidden, with the roles on the way to it."""
    start = QAccessible.queryAccessibleInterface(root)
    assert start is not None
    waiting = [("", start)]
    while waiting:
        path, interface = waiting.pop()
        yield path, interface
        path += f"/{interface.role().name}"
        for row in range(min(interface.childCount(), MOST_CHILDREN)):
            child = interface.child(row)
            if child is not None and child.isValid() and not child.state().invisible:
                waiting.append((path, child))


def unsaid(root: QWidget) -> list[str]:
    """What can be acted on, or can have the focus, and has no name or no role."""
    bad = []
    for path, interface in told(root):
        role, name = interface.role(), interface.text(QAccessible.Text.Name)
        of = interface.object()
        where = f"{path}/{role.name} {type(of).__name__}#{of.objectName() if of is not None else ''}"
        inside = path.endswith(("/ComboBox", "/SpinBox")) or of is root
        # What hands the focus on to another, as a book of pages does to its tabs, is never spoken of itself.
        focusable = interface.state().focusable and isinstance(of, QWidget) and of.focusProxy() is None
        acted_on = role in ACTED_ON or (focusable and isinstance(of, QScrollArea))
        if acted_on and not inside and not any(letter.isalpha() for letter in name):
            bad.append(f"no name: {where}")
        elif focusable and role in EMPTY_ROLES and of is not root and not isinstance(of, QScrollArea):
            bad.append(f"no role: {where}")
    return bad


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """One window with the demo for all tests here: they only look."""
    window = make_window(tmp_path_factory.mktemp("window"))
    window.opener.open_demo()
    QTest.qWait(30)
    yield window
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_everything_in_every_workspace_says_what_it_is(window: MainWindow) -> None:
    try:
        for name in window.workspaces.names:
            window.workspaces.switch(name)
            for dock in window.workspaces.docks(name):
                dock.show()
                dock.raise_()
                QApplication.processEvents()
                assert unsaid(dock) == [], (name, dock.windowTitle())
            assert unsaid(window) == [], name
    finally:
        window.workspaces.switch(window.workspaces.names[0])


@pytest.mark.parametrize("name", DIALOGS)
def test_everything_in_a_dialog_says_what_it_is(window: MainWindow, name: str) -> None:
    dialog = DIALOGS[name](window)
    try:
        assert sum(1 for _ in told(dialog)) > 2
        assert unsaid(dialog) == []
    finally:
        dialog.close()


def test_what_has_no_name_is_found(qapp: QApplication) -> None:
    root = QWidget()
    layout = QVBoxLayout(root)
    edit, table = QLineEdit(), QTableWidget(2, 2)
    layout.addWidget(edit)
    layout.addWidget(table)
    root.show()
    assert {text.split()[-1] for text in unsaid(root)} == {"QLineEdit#", "QTableWidget#"}
    edit.setAccessibleName("Name")
    table.setAccessibleName("Values")
    assert unsaid(root) == []
    root.close()
