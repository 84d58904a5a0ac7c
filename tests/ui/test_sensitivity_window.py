"""From a click on "Estimate sensitivity" to a verified front, in the real window with the real engine."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from pytestqt.qtbot import QtBot

from edgeviz.core.sensitivity import Method
from edgeviz.resources import resource
from edgeviz.ui.main_window import MainWindow

#: A worker has to import torch first, on a machine that may be busy.
PATIENCE = 120_000


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(tmp_path / "data", settings)
    window.measuring.set_enabled(False)
    window.resize(1280, 800)
    window.show()
    # The demo comes with its sensitivities; here they are to be found.
    project = Path(shutil.copyfile(resource("demo", "digits.edgeviz"), tmp_path / "digits.edgeviz"))
    with contextlib.closing(sqlite3.connect(project, isolation_level=None)) as database:
        database.execute("DELETE FROM artefacts WHERE name LIKE 'sensitivity/%'")
    window.opener.open(project)
    yield window
    window.close()


def test_a_sensitivity_becomes_a_front_a_budget_and_measurements(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    document, panel = window.document, window.sensitivity
    window.sensitivity_dock.raise_()
    assert window.budget.isHidden()
    panel.method_box.setCurrentIndex(panel.method_box.findData(Method.FISHER))
    panel.method_box.activated.emit(panel.method_box.currentIndex())
    qtbot.mouseClick(panel.run_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.probing.job is None, timeout=PATIENCE)
    assert window.probing.problem == ""
    assert window.probing.counts()[1:] == (0, 0)
    qtbot.waitUntil(lambda: document.front is not None and document.front.has_accuracy, timeout=PATIENCE)
    front = document.front
    assert front is not None
    assert window.budget.isVisible()
    qtbot.waitUntil(lambda: len(window.front_overlay.marks.data) > 0, timeout=PATIENCE)

    window.budget.slider.setFocus()
    qtbot.keyClick(window.budget.slider, Qt.Key.Key_End)
    assert document.recipe.layers == front.recipe_at(len(front) - 1).layers

    asked = len(window.budget._unverified)
    assert 0 < asked <= 5
    before = len(document.evaluations)
    qtbot.mouseClick(window.budget.verify_button, Qt.MouseButton.LeftButton)
    assert not window.budget.verify_button.isEnabled(), "nothing is asked for twice"
    qtbot.waitUntil(lambda: len(document.evaluations) == before + asked, timeout=PATIENCE)
    pairs = front.pairs + asked
    qtbot.waitUntil(lambda: document.front is not None and document.front.pairs == pairs, timeout=PATIENCE)
    assert not window.budget.verify_button.isEnabled()

    # Another project in between, and this one opened again: the table is there at once, and the front soon.
    kept = tmp_path / "kept.edgeviz"
    document.save_as(str(kept))
    window.opener.open_demo()
    assert document.sensitivity is not None
    assert document.sensitivity.method is Method.MEASURED, "the demo's own table"
    window.opener.open(kept)
    assert document.sensitivity is not None
    assert document.sensitivity.method is Method.FISHER
    qtbot.waitUntil(lambda: document.front is not None and document.front.pairs == pairs, timeout=PATIENCE)
