"""Calibrating this machine from the Device menu, with the real worker: the table is on disk and predicts."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from edgeviz.core.device.profile import THIS_MACHINE
from edgeviz.core.metric import Provenance
from edgeviz.core.presets import uniform_recipe
from edgeviz.core.timing import Timing
from edgeviz.project.timings import load_timings
from edgeviz.resources import resource
from edgeviz.ui.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    window = MainWindow(tmp_path, QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    window.measuring.set_enabled(False)
    qtbot.addWidget(window)
    window.show()
    return window


def test_without_a_model_there_is_nothing_to_calibrate_with(window: MainWindow) -> None:
    assert not window.device_menu.calibrate_action.isEnabled()


def test_a_calibrated_machine_predicts_every_recipe_from_measured_layers(qtbot: QtBot, window: MainWindow) -> None:
    window.opener.open(str(resource("demo") / "digits.onnx"))
    action = window.device_menu.calibrate_action
    qtbot.waitUntil(action.isEnabled)
    window.device_menu.calibrating.passes = 1
    window.device_menu.calibrating.timing = Timing(budget=0.02)
    with qtbot.waitSignal(window.device_menu.calibrating.calibrated, timeout=240_000):
        action.trigger()
        assert not action.isEnabled(), "one run at a time"
    table = load_timings(THIS_MACHINE)
    document = window.document
    assert table is not None and document.device is not None
    assert document.device.timings == table and "calibrated" in window.device_box.currentText()
    assert len(table.trials) == 8 and "Tried on 8 recipes" in window.statusBar().currentMessage()
    latency = document.metrics(uniform_recipe(document.graph, 4, 8))["latency"]
    assert latency.provenance is Provenance.PREDICTED and latency.device == table.device
    assert 0 < latency.value < 1
    assert all(table.is_measured(layer, document.recipe[layer.key]) for layer in document.graph.layers)
