"""Errors in the window: what happened, what to do, the rest one click away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from edgeviz.core.errors import EdgeVizError, ModelError
from edgeviz.jobs.events import Failed
from edgeviz.ui.dialogs.about_dialog import AboutDialog
from edgeviz.ui.dialogs.error_dialog import ErrorDialog

WHAT = "Cannot read <b>resnet</b>.onnx: the file ends after 4,000 bytes."


@pytest.mark.parametrize(
    "error",
    [
        ModelError(WHAT, "Export it again.", "line\nof details"),
        Failed("1", WHAT, "Export it again.", "line\nof details"),
    ],
)
def test_an_error_says_what_happened_and_what_to_do(qtbot: QtBot, error: EdgeVizError | Failed) -> None:
    dialog = ErrorDialog(error)
    qtbot.addWidget(dialog)
    dialog.open()
    assert dialog.what.text() == WHAT
    assert dialog.what.textFormat() is Qt.TextFormat.PlainText
    assert dialog.remedy.text() == "Export it again."
    assert not dialog.details.isVisible()
    qtbot.mouseClick(dialog.details_button, Qt.MouseButton.LeftButton)
    assert dialog.details.isVisible()
    assert dialog.details.toPlainText() == "line\nof details"
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == f"{WHAT}\n\nExport it again.\n\nline\nof details"
    qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_without_details_there_is_no_button_for_them(qtbot: QtBot) -> None:
    dialog = ErrorDialog(EdgeVizError("It failed."))
    qtbot.addWidget(dialog)
    dialog.open()
    assert not dialog.details_button.isVisible()
    assert not dialog.remedy.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_about_lists_versions_that_can_be_copied(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("EdgeViz ") and "torch" in copied
