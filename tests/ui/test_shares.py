"""What the plot and the network get of a large window, and that a hand which drags an edge is obeyed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QSettings, Qt
from pytestqt.qtbot import QtBot

from edgeviz.ui.main_window import MainWindow


def make(qtbot: QtBot, folder: Path, size: tuple[int, int]) -> MainWindow:
    settings = QSettings(str(folder / "s.ini"), QSettings.Format.IniFormat)
    window = MainWindow(folder, settings)
    window.measuring.set_enabled(False)
    window.resize(*size)
    window.show()
    qtbot.waitActive(window)
    window.opener.open_demo()
    qtbot.wait(30)
    return window


def widths(window: MainWindow) -> tuple[int, int]:
    return window.layers.width(), window.tradeoff_dock.width()


def drag_the_edge(window: MainWindow, qtbot: QtBot, by: int) -> None:
    """The line between the layers table and the trade-off plot, with the mouse."""
    at = QPoint(window.tradeoff_dock.x() - 1, window.tradeoff_dock.geometry().center().y())
    qtbot.mouseMove(window, at)
    qtbot.mousePress(window, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(window, at + QPoint(by, 0))
    qtbot.wait(30)
    qtbot.mouseRelease(window, Qt.MouseButton.LeftButton, pos=at + QPoint(by, 0))
    qtbot.wait(30)


def test_at_the_first_start_the_plot_gets_its_share_of_a_large_window(qtbot: QtBot, tmp_path: Path) -> None:
    window = make(qtbot, tmp_path, (1920, 1080))
    table, plot = widths(window)
    assert 850 < plot < 1000 and table >= 900
    assert window.network_dock.height() > 300
    window.workspaces.switch("compare")
    qtbot.wait(30)
    assert window.tradeoff_dock.width() == plot
    window.close()


def test_it_follows_the_window_in_both_directions(qtbot: QtBot, tmp_path: Path) -> None:
    window = make(qtbot, tmp_path, (1280, 800))
    small = widths(window)
    assert small[1] == 508
    window.resize(1920, 1080)
    qtbot.waitUntil(lambda: window.tradeoff_dock.width() > 850)
    assert window.network_dock.height() > 300
    window.resize(1280, 800)
    qtbot.waitUntil(lambda: widths(window) == small)
    window.close()


def test_an_edge_that_was_dragged_stays_where_it_is_also_after_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    window = make(qtbot, tmp_path, (1600, 900))
    before = window.tradeoff_dock.width()
    drag_the_edge(window, qtbot, 60)
    dragged = window.tradeoff_dock.width()
    assert dragged == before - 60
    window.resize(1800, 1000)
    qtbot.wait(30)
    assert window.tradeoff_dock.width() == dragged
    window.close()
    again = make(qtbot, tmp_path, (1800, 1000))
    assert again.tradeoff_dock.width() == dragged
    again.reset_layout_action.trigger()
    qtbot.wait(30)
    assert again.tradeoff_dock.width() > 800
    again.close()


def test_a_start_in_a_larger_window_gives_the_plot_its_share_of_that_one(qtbot: QtBot, tmp_path: Path) -> None:
    window = make(qtbot, tmp_path, (1280, 800))
    window.close()
    again = make(qtbot, tmp_path, (1920, 1080))
    qtbot.waitUntil(lambda: again.tradeoff_dock.width() > 850)
    again.close()
