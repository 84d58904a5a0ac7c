"""The presentation of the demo, with real keys and clicks, the real worker and the real simulator."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QDockWidget, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from edgeviz.core.adaptive.policies.rules import Rules
from edgeviz.ui import theme
from edgeviz.ui.main_window import MainWindow
from edgeviz.ui.presentation.bits_step import WIDTHS, BitsStep
from edgeviz.ui.presentation.busy_step import BusyStep
from edgeviz.ui.presentation.front_step import FrontStep
from edgeviz.ui.presentation.magnified import Magnified
from edgeviz.ui.presentation.network_step import ChoiceStep
from edgeviz.ui.presentation.notes import SETTING, notes_of
from edgeviz.ui.presentation.step import LEAST
from edgeviz.ui.presentation.window import PresentationWindow
from tests.screenshots.shots import make_window

#: A worker has to import torch first, on a machine that may be busy.
PATIENCE = 120_000
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    window = make_window(tmp_path)
    window.opener.open_demo()
    with qtbot.waitActive(window):
        pass
    qtbot.waitUntil(lambda: window.layers.view.isVisible() and window.layers.view.hasFocus())
    yield window
    window.close()


@pytest.fixture
def shown(qtbot: QtBot, window: MainWindow) -> PresentationWindow:
    """F5 is pressed; the screen of the tests is smaller than a projector's."""
    qtbot.keyClick(window, Qt.Key.Key_F5)
    shown = window.presenter.presentation
    assert shown is not None and shown.isFullScreen()
    shown.showNormal()
    shown.resize(1280, 720)
    with qtbot.waitActive(shown):
        pass
    return shown


def go(qtbot: QtBot, shown: PresentationWindow, key: str) -> None:
    shown.go([step.key for step in shown.steps].index(key))
    qtbot.wait(1)


def on_screen(figure: Magnified, inner: QPointF) -> QPoint:
    """Where a pixel of the magnified widget lies in the figure."""
    return figure.mapFromScene(inner)


def test_keys_and_a_remote_walk_through_the_five_steps(qtbot: QtBot, shown: PresentationWindow) -> None:
    seen = [shown.step.key]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(shown, key)
        seen.append(shown.step.key)
    assert seen == ["model", "bits", "front", "choice", "busy", "busy"]
    assert shown.title.text() == "The busy device"
    assert shown.dots.group.checkedId() == 4
    qtbot.keyClick(shown, Qt.Key.Key_PageUp)
    qtbot.keyClick(shown, Qt.Key.Key_Left)
    assert shown.step.key == "front"
    qtbot.keyClick(shown, Qt.Key.Key_Home)
    assert shown.step.key == "model"
    qtbot.keyClick(shown, Qt.Key.Key_End)
    assert shown.step.key == "busy"
    qtbot.mouseClick(shown.dots.group.button(1), LEFT)
    assert shown.step.key == "bits"


def test_leaving_restores_the_window_exactly(qtbot: QtBot, window: MainWindow, shown: PresentationWindow) -> None:
    def state() -> tuple[object, ...]:
        document = window.document
        docks = {dock.objectName(): (dock.isVisible(), dock.geometry()) for dock in window.findChildren(QDockWidget)}
        return (
            docks, window.geometry(), window.pages.currentWidget(), window.focusWidget(),
            document.recipe, document.selection,
            document.undo_stack.count(), window.workspaces.current, window.network.colours.name, theme.scale(),
        )  # fmt: skip

    before = state()
    for _ in shown.steps:
        qtbot.keyClick(shown, Qt.Key.Key_PageDown)
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.presenter.presentation is None)
    with qtbot.waitActive(window):
        pass
    assert state() == before
    # And once more: nothing of the first one is left.
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert window.presenter.presentation is not None
    assert window.presenter.presentation.step.key == "model"


def test_a_click_on_the_plot_adopts_and_the_choice_follows(
    qtbot: QtBot, window: MainWindow, shown: PresentationWindow
) -> None:
    go(qtbot, shown, "front")
    step = shown.step
    assert isinstance(step, FrontStep)
    plot = step.plot
    qtbot.waitUntil(lambda: plot.isVisible() and len(plot.cloud) > 0 and plot.canvas.view.width() > 100)
    current = window.document.recipe.hash
    qtbot.waitUntil(lambda: not plot._timer.isActive() and not plot._marker_timer.isActive())
    row = next(i for i in plot.cloud.front if plot.cloud.evaluations[i].recipe.hash != current)
    x, y = float(plot._view_x[row]), float(plot._view_y[row])
    inner = plot.canvas.viewport().mapTo(plot, plot.canvas.to_pixels(x, y).toPoint())
    at = on_screen(step.figure, step.figure.proxy.mapToScene(QPointF(inner)))
    qtbot.mouseMove(step.figure.viewport(), at)
    qtbot.mouseClick(step.figure.viewport(), LEFT, pos=at)
    qtbot.waitUntil(lambda: window.document.recipe.hash != current)
    chosen = window.document.recipe
    assert chosen.hash != current
    assert chosen.hash in {evaluation.recipe.hash for evaluation in plot.cloud.evaluations}
    # The plot was clicked, and the arrows still tell the story.
    qtbot.keyClick(shown, Qt.Key.Key_Right)
    choice = shown.step
    assert isinstance(choice, ChoiceStep)
    found = window.document.evaluation()
    assert found is not None
    assert choice.figures.cells["size"].state.value == window.figure_bar.cells["size"].state.value
    window.document.undo_stack.undo()
    assert window.document.recipe.hash == current


def test_the_slider_quantizes_the_weights_anew(qtbot: QtBot, window: MainWindow, shown: PresentationWindow) -> None:
    go(qtbot, shown, "bits")
    step = shown.step
    assert isinstance(step, BitsStep)
    recipe = window.document.recipe
    qtbot.waitUntil(lambda: 4 in step._views and 4 in step._looks, timeout=PATIENCE)
    at_four = step._views[4]
    assert at_four.weight.sqnr < 40
    step.slider.setFocus()
    while step.bits != 2:
        qtbot.keyClick(step.slider, Qt.Key.Key_Down)
    assert step.bits_label.text() == "2 bits"
    qtbot.waitUntil(lambda: 2 in step._views and 2 in step._looks, timeout=PATIENCE)
    assert step._views[2].weight.sqnr < at_four.weight.sqnr
    assert step.histogram.value.text().startswith("SQNR")
    # Float weights give the float model's answers.
    step.slider.setValue(WIDTHS.index(32))
    qtbot.waitUntil(lambda: 32 in step._looks, timeout=PATIENCE)
    assert abs(step._looks[32].teacher - step._looks[32].student).max() < 1e-4
    assert "stays" in shown.story.text()
    sample = step.sample
    qtbot.mouseClick(step.next_button, LEFT)
    assert step.sample != sample
    # A button that was clicked does not take the arrows.
    qtbot.keyClick(step.next_button, Qt.Key.Key_Right)
    assert shown.step.key == "front"
    assert window.document.recipe == recipe


def test_the_busy_device_is_played_with_one_version_and_with_rules(
    qtbot: QtBot, window: MainWindow, shown: PresentationWindow
) -> None:
    edits = window.document.undo_stack.count()
    go(qtbot, shown, "busy")
    step = shown.step
    assert isinstance(step, BusyStep)
    qtbot.waitUntil(lambda: len(step.runs) == 2 and not step.is_busy, timeout=PATIENCE)
    # The demo's recipes have no latency of this machine: it says so, and plays what the scenario brings.
    assert step.missing.label.text().startswith("Networks of the scenario")
    fixed = step.strips.strips
    assert fixed is step.runs[step._fixed].strips
    qtbot.mouseClick(step.rules_button, LEFT)
    assert step.strips.strips is step.runs[Rules.title].strips
    step.player.set_time(60.0)
    assert step.strips.time == 60.0
    assert "right in time" in step.rules_button.text()
    assert window.document.undo_stack.count() == edits


def test_notes_stay_with_the_project(qtbot: QtBot, window: MainWindow, shown: PresentationWindow) -> None:
    qtbot.keyClick(shown, Qt.Key.Key_N)
    notes = shown.notes
    assert notes is not None
    with qtbot.waitActive(notes):
        pass
    qtbot.keyClicks(notes.edit, "Not N, a note")
    assert shown.step.key == "model"
    qtbot.keyClick(notes.edit, Qt.Key.Key_PageDown)
    assert shown.step.key == "bits"
    assert notes.edit.toPlainText() == ""
    qtbot.keyClicks(notes.edit, "Slowly")
    qtbot.keyClick(notes.edit, Qt.Key.Key_PageUp)
    assert notes.edit.toPlainText() == "Not N, a note"
    qtbot.waitUntil(notes.isActiveWindow)
    qtbot.keyClick(notes.edit, Qt.Key.Key_Escape)
    assert shown.notes is None and shown.isVisible()
    assert window.document.store is not None
    kept = window.document.store.read().settings[SETTING]
    assert kept == {"notes": {"model": "Not N, a note", "bits": "Slowly"}}


@pytest.mark.parametrize("value", [None, 3, {"notes": 4}, {"notes": {"model": 5}}, {"notes": ["model"]}])
def test_strange_notes_in_a_file_are_no_notes(window: MainWindow, value: object) -> None:
    window.document.set_setting(SETTING, value)
    assert notes_of(window.document, "model") is None


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (3840, 2160)])
def test_no_text_is_smaller_than_18_points_or_cut(
    qtbot: QtBot, shown: PresentationWindow, size: tuple[int, int]
) -> None:
    shown.resize(*size)
    unit = size[1] / 720
    for index, step in enumerate(shown.steps):
        shown.go(index)
        QApplication.processEvents()
        for label in shown.findChildren(QLabel):
            if not label.isVisible() or not label.text() or label.window() is not shown or not label.pixmap().isNull():
                continue
            if label.objectName() == "graphBusy":
                continue
            assert label.fontInfo().pixelSize() >= round(LEAST * unit) - 1, (step.key, label.text())
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed, (step.key, label.text())
        for button in shown.findChildren(QPushButton):
            if button.isVisible() and button.window() is shown and not step.isAncestorOf(button):
                assert button.height() >= button.sizeHint().height(), (step.key, button.text())
        for figure in step.findChildren(Magnified):
            if figure.isVisible():
                smallest = figure.magnification * theme.px(theme.CAPTION)
                assert smallest >= 0.9 * LEAST * unit, (step.key, figure.objectName())


def test_without_a_model_there_is_nothing_to_present(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(tmp_path)
    with qtbot.waitActive(window):
        pass
    assert not window.present_action.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert window.presenter.presentation is None
    window.presenter.start_when_open()
    window.opener.open_demo()
    qtbot.waitUntil(lambda: window.presenter.presentation is not None)
    window.close()
    assert window.presenter.presentation is None
