"""The calibration dialogue: samples, ranges, scope and preview, with the real engine behind one window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QComboBox, QMenu
from pytestqt.qtbot import QtBot

from edgeviz.core.recipe import Calibration, LayerRecipe, Recipe
from edgeviz.core.spec import Observer, activation_spec
from edgeviz.jobs.events import Failed, Finished
from edgeviz.ui.dialogs.calibration_dialog import CalibrationDialog
from edgeviz.ui.document import Document
from edgeviz.ui.layers.edits import Part
from edgeviz.ui.main_window import MainWindow
from tests.ui.conftest import keys, uniform_recipe
from tests.ui.test_inspector import FakeJobs, view_of

PATIENCE = 120_000
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def jobs() -> FakeJobs:
    return FakeJobs()


def opened(qtbot: QtBot, document: Document, jobs: FakeJobs, available: int | None = 256) -> CalibrationDialog:
    dialog = CalibrationDialog(document, jobs)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.open()
    if available is not None:
        counting = jobs.jobs[0]
        counting.take(Finished(counting.spec.id, (available, 1000)))
    return dialog


def choose(dialog: CalibrationDialog, part: Part, observer: Observer) -> None:
    fields = dialog.ranges[part]
    fields.observer.setCurrentIndex(fields.observers.index(observer))


def test_the_number_of_samples_that_the_data_has_is_shown_and_more_are_refused(
    qtbot: QtBot, document: Document, jobs: FakeJobs
) -> None:
    dialog = opened(qtbot, document, jobs)
    assert dialog.of.text() == "of 256 in the calibration split"
    assert "1,000" in dialog.of.toolTip()
    dialog.samples.setValue(300)
    assert "There are 256 samples" in dialog.status.text() and dialog.status.state == "bad"
    assert not dialog.apply_button.isEnabled() and not dialog.data_button.isHidden()
    dialog.samples.setValue(256)
    assert dialog.status.text() == "" and dialog.apply_button.isEnabled()
    assert "300 to 1,000" in dialog.advice.text()
    dialog.samples.setValue(20)
    assert dialog.advice.text().startswith("Few")


def test_the_default_takes_what_there_is(qtbot: QtBot, document: Document, jobs: FakeJobs) -> None:
    dialog = opened(qtbot, document, jobs, 60)
    assert dialog.samples.value() == 256 and dialog.apply_button.isEnabled()
    dialog.samples.setValue(257)
    assert not dialog.apply_button.isEnabled()


def test_fields_that_nobody_touched_change_nothing(qtbot: QtBot, document: Document, jobs: FakeJobs) -> None:
    first = keys(document)[0]
    recipe = uniform_recipe(document, 8, 8)
    mixed = replace(recipe[first], activation=activation_spec(8, observer=Observer.PERCENTILE, percentile=99.0))
    document.adopt(recipe.with_layers({first: mixed}), "mixed")
    dialog = opened(qtbot, document, jobs)
    assert dialog.recipe() == document.recipe
    assert dialog.ranges[Part.ACTIVATION].chosen is None
    assert "each keeps its own" in dialog.ranges[Part.ACTIVATION].about.text()
    dialog.samples.setValue(128)
    assert dialog.recipe() == replace(document.recipe, calibration=Calibration(128))


def test_an_observer_with_its_number_is_given_to_all_layers(qtbot: QtBot, document: Document, jobs: FakeJobs) -> None:
    document.adopt(uniform_recipe(document, 8, 8), "start")
    dialog = opened(qtbot, document, jobs)
    fields = dialog.ranges[Part.ACTIVATION]
    assert not fields.form.isRowVisible(fields.percentile) and not fields.form.isRowVisible(fields.momentum)
    choose(dialog, Part.ACTIVATION, Observer.PERCENTILE)
    assert fields.form.isRowVisible(fields.percentile)
    fields.percentile.setValue(99.5)
    choose(dialog, Part.WEIGHT, Observer.MSE)
    for key in keys(document):
        row = dialog.recipe()[key]
        assert (row.activation.observer, row.activation.percentile) == (Observer.PERCENTILE, 99.5)
        assert row.weight.observer is Observer.MSE
    choose(dialog, Part.ACTIVATION, Observer.MOVING_AVERAGE)
    assert fields.form.isRowVisible(fields.momentum) and not fields.form.isRowVisible(fields.percentile)
    # 256 samples are 8 groups: 0.99 ** 7 is 93 %.
    assert "the first 32 count 93\u00a0%" in fields.about.text()
    fields.momentum.setValue(0.5)
    assert dialog.recipe()[keys(document)[0]].activation.momentum == 0.5
    assert "count 1\u00a0%" in fields.about.text()


def test_weights_are_offered_only_what_does_something(qtbot: QtBot, document: Document, jobs: FakeJobs) -> None:
    dialog = opened(qtbot, document, jobs)
    weights, inputs = dialog.ranges[Part.WEIGHT], dialog.ranges[Part.ACTIVATION]
    assert [weights.observer.itemText(row) for row in range(3)] == ["Min-max", "Percentile", "MSE"]
    assert weights.observer.count() == 3 and inputs.observer.count() == len(Observer)
    assert not weights.isEnabled() and "choose bits first" in weights.about.text()


def test_only_the_selected_layers_and_those_tied_to_them_are_changed(
    qtbot: QtBot, document: Document, jobs: FakeJobs
) -> None:
    document.adopt(uniform_recipe(document, 8, 8), "start")
    document.select(["conv2"])
    dialog = opened(qtbot, document, jobs)
    qtbot.mouseClick(dialog.selected_button, LEFT)
    choose(dialog, Part.ACTIVATION, Observer.ENTROPY)
    choose(dialog, Part.WEIGHT, Observer.MSE)
    found = dialog.recipe()
    observers = [found[key].activation.observer for key in keys(document)]
    assert observers == [Observer.ENTROPY, Observer.ENTROPY, Observer.MINMAX]
    assert [found[key].weight.observer is Observer.MSE for key in keys(document)] == [False, True, False]


def test_the_preview_asks_for_one_layer_alone_and_says_its_range(
    qtbot: QtBot, document: Document, jobs: FakeJobs
) -> None:
    document.adopt(uniform_recipe(document, 8, 8), "start")
    document.select(["conv2"])
    dialog = opened(qtbot, document, jobs)
    choose(dialog, Part.ACTIVATION, Observer.MSE)
    qtbot.waitUntil(lambda: len(jobs.jobs) == 2)
    arguments = jobs.jobs[1].spec.arguments
    assert arguments["key"] == "conv2" and list(arguments["recipe"].layers) == ["conv2"]
    assert arguments["recipe"]["conv2"].activation.observer is Observer.MSE
    view = replace(view_of(document, "conv2"), activation_scale=0.02, activation_zero_point=100)
    jobs.answer(view)
    assert "range -2.00 to 3.10" in dialog.facts.text() and "step 0.02" in dialog.facts.text()
    dialog.samples.setValue(64)
    qtbot.waitUntil(lambda: len(jobs.jobs) == 3)
    jobs.jobs[2].take(Failed(jobs.jobs[2].spec.id, "The model is gone.", "Locate it."))
    assert dialog.plot.note.text() == "The model is gone. Locate it."


def test_without_data_the_dialogue_says_so_and_offers_to_choose_some(
    qtbot: QtBot, document: Document, jobs: FakeJobs
) -> None:
    document.project = replace(document.project, data=None)
    dialog = opened(qtbot, document, jobs, None)
    assert "No data is chosen" in dialog.status.text() and dialog.apply_button.isEnabled()
    with qtbot.waitSignal(dialog.chooseDataRequested):
        qtbot.mouseClick(dialog.data_button, LEFT)
    assert not jobs.jobs


def test_every_control_has_a_name_for_screen_readers(qtbot: QtBot, document: Document, jobs: FakeJobs) -> None:
    dialog = opened(qtbot, document, jobs)
    controls = [dialog.samples, dialog.layer_box, dialog.all_button, dialog.selected_button, dialog.apply_button]
    controls += [one for f in dialog.ranges.values() for one in (f.observer, f.percentile, f.momentum)]
    assert all(one.objectName() and one.accessibleName() for one in controls)


# ---- in the window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(tmp_path / "data", settings)
    window.measuring.set_enabled(False)
    window.resize(1280, 800)
    window.show()
    window.opener.open_demo()
    yield window
    window.close()


def test_calibrating_in_the_window_is_one_undo_step_and_shows_what_the_engine_finds(
    window: MainWindow, qtbot: QtBot
) -> None:
    document = window.document
    assert document.graph is not None
    rows = {layer.key: LayerRecipe(activation=activation_spec(4)) for layer in document.graph.layers if layer.input}
    document.adopt(Recipe(rows), "start")
    before, steps = document.recipe, document.undo_stack.count()
    document.select([document.graph.layers[1].key])
    combo = window.inspector.findChild(QComboBox, "activationObserver")
    shown = combo.currentIndex()
    combo.setCurrentIndex(combo.count() - 1)
    combo.activated.emit(combo.count() - 1)
    assert combo.currentIndex() == shown, "the entry opens a dialogue and is no observer"
    dialog = window.findChild(CalibrationDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.of.text()) and "range" in dialog.facts.text(), timeout=PATIENCE)
    first = dialog.facts.text()
    choose(dialog, Part.ACTIVATION, Observer.ENTROPY)
    dialog.samples.setValue(40)
    qtbot.waitUntil(lambda: "range" in dialog.facts.text() and dialog.facts.text() != first, timeout=PATIENCE)
    qtbot.mouseClick(dialog.apply_button, LEFT)
    assert document.recipe.calibration == Calibration(40)
    assert {row.activation.observer for row in document.recipe.layers.values()} == {Observer.ENTROPY}
    assert document.undo_stack.count() == steps + 1
    document.undo_stack.undo()
    assert document.recipe == before


def test_calibration_is_in_the_menus_and_has_a_shortcut(window: MainWindow, qtbot: QtBot) -> None:
    assert window.calibrate_action.shortcut().toString() == "Ctrl+Shift+D"
    menus = [action.menu() for action in window.menuBar().actions()]
    assert any(window.calibrate_action in menu.actions() for menu in menus if menu is not None)
    window.layers.view.menuRequested.emit(window.mapToGlobal(window.rect().center()))
    menu = window.layers.findChild(QMenu, "layersMenu")
    assert window.calibrate_action in menu.actions()
    menu.close()
