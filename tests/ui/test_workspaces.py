"""Workspaces: arrangements that are remembered, one for each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QComboBox, QDockWidget, QLabel, QMainWindow, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from edgeviz.ui.main_window import MainWindow
from edgeviz.ui.shell.workspace_switch import WorkspaceSwitch
from edgeviz.ui.shell.workspaces import EXPLORE, Workspaces

#: What Explore shows at first.
ALL = {"Repairs", "Trade-off", "Parallel coordinates", "Network", "Inspector", "Sensitivity", "Advisor", "Jobs"}
ALL |= {"Device"}


class _WithSecond(MainWindow):
    """A window with one more panel, which registers for a workspace."""

    def _build_panels(self) -> None:
        super()._build_panels()
        panel, page = QLabel("found"), QLabel("reward")
        panel.setObjectName("found")
        self.pages.addWidget(page)
        dock = self._dock("Found", panel, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.workspaces.register("second", "Second", page, [dock], [self.tradeoff_dock])


def make(folder: Path, second: bool = False) -> MainWindow:
    """A window at 1280×800; ``second`` registers a workspace of its own panel, sharing the trade-off plot."""
    kind = _WithSecond if second else MainWindow
    window = kind(folder / "data", QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat))
    window.measuring.set_enabled(False)
    window.resize(1280, 800)
    window.show()
    return window


def shut(window: MainWindow) -> None:
    """Close it and let Qt delete it: Python's collector would take its panels' names away first."""
    window.close()
    window.deleteLater()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    window = make(tmp_path)
    yield window
    shut(window)


@pytest.fixture
def two(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    window = make(tmp_path, second=True)
    window.opener.open_demo()
    yield window
    shut(window)


def shown(window: MainWindow) -> set[str]:
    found = window.findChildren(QDockWidget)
    return {dock.windowTitle() for dock in found if not dock.isHidden()}


def test_one_workspace_has_no_switch_and_no_keys(qtbot: QtBot, tmp_path: Path) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    workspaces = Workspaces(window, QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    workspaces.register(EXPLORE, "Explore")
    switch = WorkspaceSwitch(workspaces, window)
    assert not switch.is_needed
    assert not switch.menu.menuAction().isVisible()
    assert [action.shortcut().toString() for action in switch.menu.actions()] == [""]


def is_in_front(window: MainWindow, panel: QWidget) -> bool:
    return panel.window() is window and not panel.visibleRegion().isEmpty()


def test_without_a_model_no_dock_shows(window: MainWindow) -> None:
    assert shown(window) == set()


def test_the_history_shows_only_when_it_is_asked_for(window: MainWindow) -> None:
    window.opener.open_demo()
    assert shown(window) == ALL
    window.history_dock.toggleViewAction().trigger()
    assert "History" in shown(window)


def test_of_docks_that_share_a_place_the_first_is_in_front(window: MainWindow, qtbot: QtBot) -> None:
    window.opener.open_demo()
    qtbot.waitUntil(lambda: not window.network.visibleRegion().isEmpty())
    assert window.sensitivity.visibleRegion().isEmpty()


def test_each_workspace_remembers_which_dock_is_in_front(window: MainWindow, qtbot: QtBot) -> None:
    window.opener.open_demo()
    panels = {"explore": window.tradeoff, "compare": window.parallel}
    window.workspaces.switch("compare")
    window.parallel_dock.raise_()
    qtbot.waitUntil(lambda: is_in_front(window, window.parallel))
    for _ in range(2):
        for name, panel in panels.items():
            window.workspaces.switch(name)
            qtbot.waitUntil(partial(is_in_front, window, panel), timeout=5000)
            qtbot.wait(50)
            assert is_in_front(window, panel), name


def test_a_registered_panel_makes_a_workspace(two: MainWindow, qtbot: QtBot) -> None:
    assert two.workspaces.names == ["explore", "compare", "train", "search", "simulate", "second"]
    qtbot.waitUntil(two.shell.switch.isVisible)
    assert "Found" not in shown(two)
    two.activateWindow()
    qtbot.keyClick(two, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert two.workspaces.current == "search" and "Found" not in shown(two)
    qtbot.mouseClick(two.shell.switch.findChildren(QToolButton)[-1], Qt.MouseButton.LeftButton)
    assert two.workspaces.current == "second"
    assert shown(two) == {"Found", "Trade-off"}
    assert two.pages.currentWidget() is two.workspaces.page
    qtbot.mouseClick(two.shell.switch.findChildren(QToolButton)[0], Qt.MouseButton.LeftButton)
    assert two.workspaces.current == "explore"
    assert two.pages.currentWidget() is two.layers


def test_the_last_workspace_is_marked_after_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    settings.setValue("workspace", "search")
    window = QMainWindow()
    qtbot.addWidget(window)
    workspaces = Workspaces(window, settings)
    for name in (EXPLORE, "search"):
        workspaces.register(name, name.title())
    switch = WorkspaceSwitch(workspaces, window)
    workspaces.begin()
    assert workspaces.current == "search"
    assert [button.text() for button in switch.findChildren(QToolButton) if button.isChecked()] == ["Search"]


def test_each_workspace_remembers_its_own_docks(two: MainWindow) -> None:
    two.jobs_dock.close()
    two.workspaces.switch("second")
    two.tradeoff_dock.close()
    two.workspaces.switch("explore")
    assert shown(two) == ALL - {"Jobs"}
    two.workspaces.switch("second")
    assert shown(two) == {"Found"}


def test_reset_puts_back_the_current_workspace_only(two: MainWindow) -> None:
    two.jobs_dock.close()
    two.workspaces.switch("second")
    two.tradeoff_dock.close()
    two.reset_layout_action.trigger()
    assert shown(two) == {"Found", "Trade-off"}
    two.workspaces.switch("explore")
    assert "Jobs" not in shown(two)
    two.reset_layout_action.trigger()
    assert "Jobs" in shown(two)


def test_the_arrangement_is_the_same_after_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    first = make(tmp_path)
    first.opener.open_demo()
    first.inspector_dock.close()
    first.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, first.jobs_dock)
    first.advisor_dock.raise_()
    first.workspaces.set_available(False)
    first.workspaces.set_available(True)
    qtbot.waitUntil(lambda: is_in_front(first, first.advisor) and not is_in_front(first, first.network))
    shut(first)
    second = make(tmp_path)
    second.opener.open_demo()
    assert shown(second) == ALL - {"Inspector"}
    assert second.dockWidgetArea(second.jobs_dock) is Qt.DockWidgetArea.LeftDockWidgetArea
    qtbot.waitUntil(lambda: is_in_front(second, second.advisor) and not is_in_front(second, second.network))
    shut(second)


def test_a_dock_that_a_newer_version_brings_shows_in_a_remembered_arrangement(qtbot: QtBot, tmp_path: Path) -> None:
    first = make(tmp_path)
    first.opener.open_demo()
    first.inspector_dock.close()
    names = first.settings.value("workspaces/explore/docks")
    assert names is None
    shut(first)
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    known = settings.value("workspaces/explore/docks")
    assert isinstance(known, list)
    settings.setValue("workspaces/explore/docks", [name for name in known if "jobs" not in name.lower()])
    settings.sync()
    second = make(tmp_path)
    second.jobs_dock.hide()
    second.opener.open_demo()
    assert shown(second) == ALL - {"Inspector"}
    shut(second)


def test_the_arrangement_of_a_version_without_workspaces_is_taken_over(qtbot: QtBot, tmp_path: Path) -> None:
    first = make(tmp_path)
    first.opener.open_demo()
    first.inspector_dock.close()
    first.settings.setValue("windowState", first.saveState())
    first.workspaces.set_available(False)
    shut(first)
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    settings.remove("workspaces")
    settings.sync()
    second = make(tmp_path)
    second.opener.open_demo()
    assert shown(second) == ALL - {"Inspector"}
    shut(second)


def test_a_damaged_arrangement_counts_as_none(qtbot: QtBot, tmp_path: Path) -> None:
    settings = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    settings.setValue("workspaces/explore/state", b"nonsense")
    settings.setValue("workspace", "gone")
    settings.sync()
    window = make(tmp_path)
    window.opener.open_demo()
    assert window.workspaces.current == EXPLORE
    assert shown(window) == ALL
    shut(window)


def test_five_workspaces_fit_into_the_tool_bar(window: MainWindow, qtbot: QtBot) -> None:
    window.opener.open_demo()
    assert window.workspaces.names == ["explore", "compare", "train", "search", "simulate"]
    qtbot.waitUntil(window.shell.switch.isVisible)
    assert window.tool_bar.width() == 1280
    assert window.tool_bar.sizeHint().width() <= 1280


def test_the_panel_with_the_focus_gets_a_window_of_its_own_by_key(window: MainWindow) -> None:
    window.opener.open_demo()
    box = window.tradeoff.findChild(QComboBox)
    assert box is not None
    box.setFocus()
    window.shell.float_action.trigger()
    assert window.tradeoff_dock.isFloating()
    window.layers.view.setFocus()
    window.activateWindow()
    window.shell.float_action.trigger()
    assert window.statusBar().currentMessage().startswith("Go into a panel")
