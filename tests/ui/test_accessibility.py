"""Every control has a name that can be read out, can be reached by keys, and holds its text at a larger font."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from edgeviz.ui.main_window import MainWindow
from tests.screenshots.shots import DIALOGS, make_window

KINDS = (
    QAbstractButton,
    QComboBox,
    QAbstractSpinBox,
    QLineEdit,
    QAbstractItemView,
    QAbstractSlider,
    QPlainTextEdit,
    QTextEdit,
)


@pytest.fixture(scope="module")
def window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MainWindow]:
    """One window with the demo for all tests here: they only look."""
    window = make_window(tmp_path_factory.mktemp("window"))
    window.opener.open_demo()
    window.history_dock.show()
    QTest.qWait(30)
    while window.workspaces.is_arranging:
        QTest.qWait(10)
    yield window
    window.close()
    # Left to the collector its children would lose their attributes, and then hear of the next theme.
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def controls(root: QWidget) -> list[QWidget]:
    """What a person can act on in ``root`` itself: no scroll bars, no insides of compound controls, no other window."""
    found = []
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, KINDS) or isinstance(widget, (QScrollBar, QHeaderView)):
            continue
        if widget.window() is not root.window() or _inside_another(widget) or "_ext_button" in widget.objectName():
            continue
        # The scroll buttons of a tab bar stand for what its own arrow keys do.
        if type(widget.parent()).__name__ == "QTabBar" or type(widget).__name__ == "QTableCornerButton":
            continue
        found.append(widget)
    return found


def _inside_another(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, (QComboBox, QAbstractSpinBox, QLineEdit, QAbstractItemView)):
            return True
        parent = parent.parentWidget()
    return False


def describe(widget: QWidget) -> str:
    names = []
    at: QWidget | None = widget
    while at is not None and len(names) < 4:
        names.append(f"{type(at).__name__}#{at.objectName()}")
        at = at.parentWidget()
    return " < ".join(names)


def nameless(root: QWidget) -> list[str]:
    bad = []
    for widget in controls(root):
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name) if interface is not None else ""
        # The text of a button is its name, but "…" or "×" alone says nothing.
        if not any(letter.isalpha() for letter in name):
            bad.append(describe(widget))
    return bad


def unreachable(root: QWidget) -> list[str]:
    """Enabled controls that Tab does not come to, walking the chain of focus once around."""
    chain, at = set(), root.nextInFocusChain()
    for _ in range(5000):
        chain.add(id(at))
        if at is root:
            break
        at = at.nextInFocusChain()
    bad = []
    for widget in controls(root):
        proxy = widget.focusProxy() or widget
        policy = proxy.focusPolicy()
        if id(proxy) in chain and policy & Qt.FocusPolicy.TabFocus:
            continue
        if isinstance(widget, QAbstractButton) and _has_another_way(widget):
            continue
        # A radio button that is not chosen is reached by the arrows of its group.
        bad.append(describe(widget))
    return bad


def _has_another_way(button: QAbstractButton) -> bool:
    """A tool bar's button runs an action that a menu has too; the View menu hides a dock and gives it a window."""
    if isinstance(button, QToolButton) and button.defaultAction() is not None:
        return True
    return button.objectName().startswith("qt_dockwidget")


def test_every_control_of_the_window_has_a_name(window: MainWindow) -> None:
    assert len(controls(window)) > 40
    assert nameless(window) == []


def test_every_control_of_the_window_is_reached_by_tab(window: MainWindow) -> None:
    assert unreachable(window) == []


@pytest.mark.parametrize("name", DIALOGS)
def test_every_control_of_a_dialog_has_a_name_and_is_reached_by_tab(window: MainWindow, name: str) -> None:
    dialog = DIALOGS[name](window)
    try:
        assert len(controls(dialog)) >= 2
        assert nameless(dialog) == []
        assert unreachable(dialog) == []
    finally:
        dialog.close()


#: Roles that say nothing about what a thing is.
EMPTY_ROLES = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window}


def unspoken(root: QWidget) -> list[str]:
    """Whatever Tab comes to, painted canvases among it, that has no name or no role."""
    bad = []
    for widget in root.findChildren(QWidget):
        reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
        if not reached or widget.window() is not root.window() or _inside_another(widget):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name) if interface is not None else ""
        if not any(letter.isalpha() for letter in name):
            bad.append(f"no name: {describe(widget)}")
        elif interface.role() in EMPTY_ROLES and not isinstance(widget, QScrollArea):
            bad.append(f"no role: {describe(widget)}")
    return bad


def test_whatever_tab_comes_to_has_a_name_and_a_role(window: MainWindow) -> None:
    assert unspoken(window) == []


def test_canvases_say_how_they_are_used_by_keys(window: MainWindow) -> None:
    window.sensitivity.plot_button.setChecked(True)
    try:
        for canvas in (window.network.canvas, window.tradeoff.canvas, window.parallel, window.sensitivity.plot):
            interface = QAccessible.queryAccessibleInterface(canvas)
            assert "Left and Right" in interface.text(QAccessible.Text.Description) or "rrow" in interface.text(
                QAccessible.Text.Description
            ), describe(canvas)
            assert interface.role() == QAccessible.Role.Chart, describe(canvas)
    finally:
        window.sensitivity.plot_button.setChecked(False)


@pytest.mark.parametrize("name", DIALOGS)
def test_tab_walks_through_a_dialog_as_it_is_read_and_escape_leaves_it(window: MainWindow, name: str) -> None:
    dialog = DIALOGS[name](window)
    assert unspoken(dialog) == []
    # From row to row, within one from left to right: never back up past a whole control.
    last = None
    at = dialog.nextInFocusChain()
    while at is not dialog:
        shown = at.isVisible() and at.isEnabled() and at.focusPolicy() & Qt.FocusPolicy.TabFocus
        if shown and at in controls(dialog):
            box = at.rect().translated(at.mapTo(dialog, at.rect().topLeft()))
            if last is not None and box.bottom() < last.top():
                assert box.left() > last.left(), f"{describe(at)} is above what comes before it"
            last = box
        at = at.nextInFocusChain()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    if name == "export_package_done" and dialog.isVisible():
        # Not done yet on a busy machine: the first one cancelled what was being written.
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_walk_finds_what_is_wrong(qapp: QApplication) -> None:
    root = QWidget()
    box = QComboBox(root)
    button = QToolButton(root)
    button.setText("×")
    edit = QLineEdit(root)
    edit.setAccessibleName("Name")
    edit.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    assert [text.split("#")[0] for text in nameless(root)] == ["QComboBox", "QToolButton"]
    assert "QLineEdit" in " ".join(text.split("#")[0] for text in unreachable(root))
    assert box.focusPolicy() & Qt.FocusPolicy.TabFocus


# ---- larger text

CLIPPED = """
import sys, tempfile, time
from pathlib import Path
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
import edgeviz.ui.theme as theme
factor = float(sys.argv[1])
theme.scale = lambda: factor
from edgeviz.app import make_application
from edgeviz.ui.labels import ElidedLabel
from tests.screenshots.shots import DIALOGS, make_window
app = make_application()
theme.apply_theme(app, theme.LIGHT)
window = make_window(Path(tempfile.mkdtemp()))

def check(root, place):
    # A text that comes from the background is laid out an event or two later: what stays clipped is.
    for _ in range(10):
        for _ in range(10):
            app.processEvents()
            time.sleep(0.01)
        found = list(clipped(root))
        if not found:
            return
    for line in found:
        print("CLIPPED", place, *line)

def clipped(root):
    for widget in root.findChildren(QLabel) + root.findChildren(QPushButton) + root.findChildren(QToolButton):
        # A dock behind another in its tabs has not been laid out.
        hidden = not widget.isVisible() or widget.visibleRegion().isEmpty()
        if hidden or widget.window() is not root.window() or isinstance(widget, ElidedLabel):
            continue
        if isinstance(widget, QLabel) and (widget.text() == "" or widget.wordWrap()):
            tall = widget.heightForWidth(widget.width()) if widget.wordWrap() and widget.text() else 0
            if tall > widget.height() + 1:
                yield widget.objectName(), repr(widget.text()), "needs height", tall, widget.height()
            continue
        if not widget.text():
            continue
        need, have = widget.sizeHint(), widget.size()
        if widget.fontMetrics().horizontalAdvance(widget.text().split(chr(10))[0]) > have.width() or \\
                widget.fontMetrics().height() > have.height():
            yield type(widget).__name__, widget.objectName(), repr(widget.text()), need, have

check(window, "start")
window.opener.open_demo()
for workspace in window.workspaces.names:
    window.workspaces.switch(workspace)
    check(window, workspace)
    for dock in window.workspaces.docks(workspace):
        dock.show()
        dock.raise_()
        check(window, workspace + ", " + dock.windowTitle())
    if workspace == "explore":
        print("EXPLORE", window.width(), window.height())
window.workspaces.switch("explore")
window.history_dock.hide()
for name, show in DIALOGS.items():
    dialog = show(window)
    check(dialog, name)
    dialog.close()
print("DONE", window.width(), window.height())
window.close()
"""


@pytest.mark.slow
@pytest.mark.parametrize("factor", ["1", "1.5"])
def test_no_label_and_no_button_is_clipped_at_a_larger_font(factor: str) -> None:
    """In a process of its own: the scale is the system's, and it is read while modules are imported."""
    root = Path(__file__).resolve().parents[2]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", CLIPPED, factor]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=240)
    lines = done.stdout.splitlines()
    assert [line for line in lines if line.startswith("CLIPPED")] == [], done.stderr[-2000:]
    assert "EXPLORE 1280 800" in lines, (lines, done.stderr[-2000:])
    # Where text is half as large again, so is the screen: forms beside plots need more than 1280 there.
    (size,) = (line.split()[1:] for line in lines if line.startswith("DONE"))
    most = (1280, 800) if factor == "1" else (1920, 1080)
    assert all(int(value) <= limit for value, limit in zip(size, most, strict=True)), lines
