"""Settings of the wrong type in a project that came from anybody: they are as if they were not set."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from edgeviz.resources import resource
from edgeviz.ui import stored
from edgeviz.ui.front.limits import LimitsDialog
from edgeviz.ui.main_window import MainWindow

NAMES = ("advisorDismissed", "device", "editTiedTogether", "limits", "pins", "second_cost", "sensitivity", "tradeoff",
         "tradeoffColour", "tradeoffLimit")  # fmt: skip
BAD: tuple[Any, ...] = (
    ["x", ["y"], {"z": 1}],
    {"x": ["a"], "y": {}, "log": [], "quantity": ["size"], "limit": "much", "size": "small"},
    {"x": "size", "y": "accuracy", "quantity": "bops", "limit": 10**400, "size": 10**400, "accuracy": True},
    {"quantity": "bops", "limit": float("nan"), "size": float("nan"), "accuracy": float("-inf")},
    "name " * 20_000,
    -1e308,
)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    window = MainWindow(tmp_path / "data", QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    window.measuring.set_enabled(False)
    window.show()
    yield window
    window.close()
    window.deleteLater()


@pytest.mark.parametrize("value", BAD, ids=range(len(BAD)))
def test_a_project_with_settings_of_wrong_types_opens_with_its_defaults(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, value: Any
) -> None:
    path = tmp_path / "hostile.edgeviz"
    shutil.copy(resource("demo", "digits.edgeviz"), path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE document SET settings = ?", (json.dumps(dict.fromkeys(NAMES, value)),))
    window.opener.open(str(path))
    assert window.document.store is not None and window.document.store.path == path
    qtbot.wait(150)
    dialog = LimitsDialog(window.document, window)
    dialog.show()
    for name in ("compare", "explore"):
        window.workspaces.switch(name)
        window.grab()
    assert window.tradeoff.chooser.axes == ("size", "accuracy")
    assert not [box for box in window.findChildren(QDialog) if box is not dialog and box.isVisible()]
    dialog.close()


def test_only_finite_numbers_are_numbers() -> None:
    values = [1, 2.5, True, "3", None, [], float("nan"), float("inf"), 10**400]
    assert [stored.number(value) for value in values] == [1.0, 2.5, *[None] * 7]
