"""Deep Compression in its window, with the real job: stages as they come, the file, the model that it decodes to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from edgeviz.core.compress.report import Stage
from edgeviz.core.compress.request import DeepRequest
from edgeviz.core.training import TrainSpec
from edgeviz.project import deep_reports
from edgeviz.project.store import Store
from edgeviz.resources import resource
from edgeviz.ui.main_window import MainWindow
from edgeviz.ui.training.compressing import Compressing
from edgeviz.ui.training.deep_dialog import SETTING, DeepDialog
from edgeviz.ui.training.deep_tables import LayerRatesModel, StagesModel

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 120_000


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    window = MainWindow(tmp_path / "own", QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    window.measuring.set_enabled(False)
    window.show()
    copy = shutil.copy(resource("demo", "digits.edgeviz"), tmp_path / "demo.edgeviz")
    window.document.attach(Store.open(copy, tmp_path / "cache"), untitled=False)
    yield window
    window.close()


def shown(window: MainWindow) -> DeepDialog:
    dialog = window.train.show_deep()
    assert isinstance(dialog, DeepDialog)
    return dialog


def test_from_the_menu_to_the_encoded_file_and_the_decoded_model(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    document, found = window.document, window.train.compressing
    window.train.deep_action.trigger()
    dialog = window.findChild(DeepDialog)
    assert dialog is not None and window.train.show_deep() is dialog
    dialog.epochs.setValue(1)
    dialog.tune_epochs.setValue(1)
    dialog.batch.setValue(256)
    dialog.conv_share.set_share(0.4)
    qtbot.mouseClick(dialog.start_button, LEFT)
    assert not dialog.epochs.isEnabled() and dialog.cancel_button.isVisible()
    # The job does not mind that nobody looks.
    dialog.close()
    qtbot.waitUntil(lambda: found.job is None, timeout=PATIENCE)
    assert found.error == "" and [one.stage for one in found.stages] == list(Stage)
    report = found.report
    assert report is not None and found.model in document.trained
    again = shown(window)
    assert again.conv_share.share == 0.4 and again.stages.index(3, 0).data() == "+ Huffman coding"
    assert again.layers.rowCount() == len(report.layers) > 3
    assert "100.0 %" in again.summary.text()
    key = report.layers[again.layers.largest].key
    assert (
        again.layers_view.currentIndex().row() == again.layers.largest
        and key in again.layers.index(again.layers.largest, 0).data()
    )
    assert "zeros" in again.plot.value.text()
    store = document.store
    assert store is not None
    qtbot.waitUntil(lambda: deep_reports.load(store, document.context, found.folder) == (report, found.model))
    reopened = Compressing(document, window.jobs, tmp_path / "own")
    assert reopened.report == report and reopened.model == found.model, "the project keeps it"
    again.save(str(tmp_path / "mine.edgedc"))
    qtbot.waitUntil(lambda: "Written" in again.status.text())
    assert (tmp_path / "mine.edgedc").stat().st_size == report.file
    qtbot.mouseClick(again.open_button, LEFT)
    model = document.project.model
    assert model is not None and model.sha256 == found.model
    document.undo_stack.undo()
    assert document.project.model is not model
    again.close()


def test_fields_show_and_give_any_request(window: MainWindow) -> None:
    dialog = shown(window)
    request = DeepRequest(
        0.3, 0.8, ramp=0.25, conv_bits=6, dense_bits=4, conv_index=3, dense_index=5,
        retrain=TrainSpec(4, 32, rate=0.01, seed=7), tune=TrainSpec(2, 32, rate=0.002, weight_decay=0.0, seed=7),
    )  # fmt: skip
    dialog.show_request(request)
    assert dialog.request() == request
    dialog.close()


@pytest.mark.parametrize("value", [3, {"format": "other"}, {"format": "edgeviz-deep-compression/1", "ramp": "x"}])
def test_a_damaged_setting_gives_the_defaults(window: MainWindow, value: object) -> None:
    window.document.set_setting(SETTING, value)
    dialog = shown(window)
    assert dialog.request() == DeepRequest()
    dialog.close()


def test_without_data_it_says_what_to_do(window: MainWindow) -> None:
    window.document.edit("No data", data=None)
    dialog = shown(window)
    assert not dialog.start_button.isEnabled() and "Ctrl+D" in dialog.start_button.toolTip()
    assert "Ctrl+D" in dialog.status.text()
    dialog.close()


def test_cancelling_is_acknowledged_and_the_same_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    dialog, found = shown(window), window.train.compressing
    dialog.epochs.setValue(500)
    qtbot.mouseClick(dialog.start_button, LEFT)
    qtbot.waitUntil(lambda: len(found.stages) == 1, timeout=PATIENCE)
    qtbot.mouseClick(dialog.cancel_button, LEFT)
    qtbot.waitUntil(lambda: found.job is None)
    assert found.report is None and dialog.start_button.isVisible() and dialog.epochs.isEnabled()
    dialog.close()


def test_the_tables_are_sound_models(qtbot: QtBot) -> None:
    for model in (StagesModel(), LayerRatesModel()):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    stages = StagesModel()
    stages.show_stages([])
    assert stages.rowCount() == 4 and stages.index(2, 1).data() == "–"
