"""A panel knows whether somebody can see it, also where it is a dock's content behind another one."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from edgeviz.ui.sight import Sight


@pytest.fixture
def docks(qtbot: QtBot) -> tuple[QMainWindow, QDockWidget, QDockWidget]:
    window = QMainWindow()
    qtbot.addWidget(window)
    found = []
    for name in ("front", "behind"):
        dock = QDockWidget(name, window)
        dock.setObjectName(name)
        dock.setWidget(QWidget())
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        found.append(dock)
    window.tabifyDockWidget(*found)
    found[0].raise_()
    window.resize(600, 400)
    return window, found[0], found[1]


def test_a_panel_behind_another_is_out_of_sight_until_it_is_raised(
    docks: tuple[QMainWindow, QDockWidget, QDockWidget], qtbot: QtBot
) -> None:
    window, front, behind = docks
    seen, hidden = Sight(front.widget()), Sight(behind.widget())
    assert not seen.is_there and not hidden.is_there
    window.show()
    qtbot.waitUntil(lambda: seen.is_there and not hidden.is_there)
    assert behind.widget().isVisible()  # what Qt says
    with qtbot.waitSignal(hidden.gained):
        behind.raise_()
    assert hidden.is_there
    qtbot.waitUntil(lambda: not seen.is_there)
    behind.close()
    qtbot.waitUntil(lambda: seen.is_there and not hidden.is_there)


def test_a_panel_by_itself_is_in_sight_while_it_is_shown(qtbot: QtBot) -> None:
    panel = QWidget()
    qtbot.addWidget(panel)
    sight = Sight(panel)
    with qtbot.waitSignal(sight.gained):
        panel.show()
    assert sight.is_there
    panel.hide()
    assert not sight.is_there
