"""The first screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from edgeviz.project.recovery import LeftBehind
from edgeviz.ui.start_page import StartPage


@pytest.fixture
def page(qtbot: QtBot) -> StartPage:
    page = StartPage()
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    return page


def files(page: StartPage, box: str) -> list[QPushButton]:
    found = page.findChild(object, box)
    return [button for button in found.findChildren(QPushButton) if not button.isHidden()]


@pytest.mark.parametrize(
    ("button", "signal"),
    [("demo_button", "demoRequested"), ("model_button", "openRequested"), ("project_button", "openRequested")],
)
def test_each_way_to_begin_is_one_click_and_one_key(page: StartPage, qtbot: QtBot, button: str, signal: str) -> None:
    widget = getattr(page, button)
    with qtbot.waitSignal(getattr(page, signal)):
        qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(getattr(page, signal)):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_Space)
    with qtbot.waitSignal(getattr(page, signal)):
        qtbot.keyClick(widget, Qt.Key.Key_Return)


def test_recent_files_are_listed_and_open_on_a_click(page: StartPage, qtbot: QtBot, tmp_path: Path) -> None:
    paths = [tmp_path / "digits.edgeviz", tmp_path / "resnet20.onnx"]
    paths[0].touch()
    page.set_recent([str(path) for path in paths])
    buttons = files(page, "recentFiles")
    assert [button.accessibleName().split(",")[0] for button in buttons] == ["digits.edgeviz", "resnet20.onnx"]
    assert buttons[0].toolTip() == str(paths[0])
    with qtbot.waitSignal(page.recentRequested) as caught:
        qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert caught.args == [str(paths[1])]
    page.set_recent([paths[1]])
    qtbot.waitUntil(lambda: len(files(page, "recentFiles")) == 1)


def test_lists_that_are_empty_take_no_room(page: StartPage) -> None:
    assert page.recent_box.isHidden()
    assert page.recovered_box.isHidden()


def test_work_that_was_left_behind_can_be_recovered(page: StartPage, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "untitled.edgeviz"
    page.set_recovered([LeftBehind(path, 1_700_000_000.0, "kws.onnx", 12)])
    (button,) = files(page, "recoveredFiles")
    assert "12 measured recipes" in button.accessibleName()
    with qtbot.waitSignal(page.recoverRequested) as caught:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert caught.args == [str(path)]


def drag(path: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def test_a_dropped_model_is_opened(page: StartPage, qtbot: QtBot, tmp_path: Path) -> None:
    data = drag(tmp_path / "model.onnx")
    keys = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, keys)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(page.recentRequested) as caught:
        QApplication.sendEvent(
            page, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, keys)
        )
    assert caught.args == [str(tmp_path / "model.onnx")]


def test_a_file_of_another_kind_is_not_taken(page: StartPage, tmp_path: Path) -> None:
    data = drag(tmp_path / "photo.jpeg")
    enter = QDragEnterEvent(
        QPoint(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    page.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_nothing_is_cut_off_at_1280_by_800(page: StartPage, tmp_path: Path) -> None:
    page.set_recent([tmp_path / f"project {number}.edgeviz" for number in range(5)])
    QApplication.processEvents()
    for button in page.findChildren(QPushButton):
        if button.isVisible():
            assert page.rect().contains(button.mapTo(page, button.rect().center()))
