"""The repairs panel, the locks in the table, and what is measured by itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from edgeviz.core.presets import ends
from edgeviz.core.recipe import ADAROUND, LayerRecipe, Recipe, Repairs
from edgeviz.core.spec import weight_spec
from edgeviz.project.store import Store
from edgeviz.resources import resource
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.layers import edits
from edgeviz.ui.layers.edits import Part, integer
from edgeviz.ui.layers.model import KEPT_ROLE, Column, LayersModel
from edgeviz.ui.measuring import QUIET, Measuring
from edgeviz.ui.repairs.panel import RepairsPanel
from tests.ui.conftest import keys, uniform_recipe

PATIENCE = 120_000
SWITCHES = {
    "repairsEqualize": Repairs(equalize=True),
    "repairsBias": Repairs(correct_bias=True),
    "repairsNorms": Repairs(reestimate=True),
    "repairsAdaRound": Repairs(adaround=ADAROUND),
}


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Document, Measuring, RepairsPanel]]:
    document, jobs = Document(), Jobs()
    path = shutil.copy(resource("demo", "digits.edgeviz"), tmp_path / "demo.edgeviz")
    document.attach(Store.open(path, tmp_path / "cache"), untitled=False)
    measuring = Measuring(document, jobs)
    measuring.set_enabled(False)
    panel = RepairsPanel(document, measuring)
    qtbot.addWidget(panel)
    panel.resize(900, 260)
    panel.show()
    yield document, measuring, panel
    jobs.shutdown()
    document.close()


def click(qtbot: QtBot, panel: RepairsPanel, name: str) -> None:
    box = panel.findChild(QCheckBox, name)
    # The label is longer than the box: a click has to land on one of them.
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center() - box.rect().center() / 2)


def state(panel: RepairsPanel) -> str:
    return panel.findChild(QLabel, "repairsState").text()


@pytest.mark.parametrize("name", list(SWITCHES))
def test_each_switch_is_one_undo_step(desk: tuple[Document, Measuring, RepairsPanel], qtbot: QtBot, name: str) -> None:
    document, _, panel = desk
    before = document.undo_stack.count()
    click(qtbot, panel, name)
    assert document.recipe.repairs == SWITCHES[name]
    assert document.undo_stack.count() == before + 1
    document.undo_stack.undo()
    assert document.recipe.repairs == Repairs() and not panel.findChild(QCheckBox, name).isChecked()
    document.undo_stack.redo()
    click(qtbot, panel, name)
    assert document.recipe.repairs == Repairs()


def test_turning_the_iterations_is_one_step(desk: tuple[Document, Measuring, RepairsPanel], qtbot: QtBot) -> None:
    document, _, panel = desk
    spin = panel.findChild(QSpinBox, "repairsIterations")
    assert not spin.isEnabled() and spin.value() == ADAROUND
    click(qtbot, panel, "repairsAdaRound")
    count = document.undo_stack.count()
    for _ in range(3):
        spin.stepDown()
    assert document.recipe.repairs.adaround == ADAROUND - 3000
    assert document.undo_stack.count() == count + 1
    document.undo_stack.undo()
    assert spin.value() == ADAROUND


def test_the_ends_are_kept_through_every_edit_and_undo(
    desk: tuple[Document, Measuring, RepairsPanel], qtbot: QtBot
) -> None:
    document, _, panel = desk
    graph = document.graph
    assert graph is not None
    document.adopt(uniform_recipe(document, 4, 4), "4 bits")
    click(qtbot, panel, "repairsEnds")
    first, last = ends(graph)
    assert [document.recipe[key].weight.bits for key in (first, keys(document)[1], last)] == [8, 4, 8]
    changes = edits.changes(
        document.recipe, graph.layers, Part.ACTIVATION, lambda s: edits.with_width(s, integer(2), Part.ACTIVATION)
    )
    document.set_layers(changes, "2-bit activations")
    assert document.recipe[first].activation.bits == 8
    assert document.recipe.chosen(first).weight.bits == 4, "an edit of one half leaves what was chosen for the other"
    preset = edits.Preset("3/8", integer(3), integer(8))
    document.adopt(edits.preset(document.recipe, graph.layers, preset), "preset")
    assert document.recipe[last].weight.bits == 8
    click(qtbot, panel, "repairsEnds")
    assert document.recipe[last].weight.bits == 3 and document.recipe.kept == ()
    document.undo_stack.undo()
    assert document.recipe[last].weight.bits == 8


def test_the_table_shows_what_counts_with_a_lock_and_says_what_was_chosen(
    desk: tuple[Document, Measuring, RepairsPanel],
) -> None:
    document, _, _ = desk
    graph = document.graph
    assert graph is not None
    model = LayersModel()
    recipe = uniform_recipe(document, 4, 8)
    model.show_graph(graph, recipe)
    cell = model.index(0, Column.WEIGHT)
    assert (model.data(cell), model.data(cell, KEPT_ROLE)) == ("4", False)
    changed: list[int] = []
    model.dataChanged.connect(lambda top, bottom: changed.append(bottom.row()))
    model.show_recipe(replace(recipe, kept=ends(graph)))
    assert changed == [len(graph.layers) - 1]
    assert (model.data(cell), model.data(cell, KEPT_ROLE)) == ("8", True)
    tip = model.data(cell, Qt.ItemDataRole.ToolTipRole)
    assert "Kept at 8 bits" in tip and "Chosen: 4-bit integer" in tip
    assert model.data(cell, Qt.ItemDataRole.AccessibleTextRole) == "Weight bits: 8, kept"
    assert not model.data(model.index(1, Column.WEIGHT), KEPT_ROLE)
    assert not model.data(model.index(0, Column.NAME), KEPT_ROLE)
    model.sort(Column.NAME)
    row = model.row_of(graph.layers[0].key)
    assert model.data(model.index(row, Column.WEIGHT), KEPT_ROLE)


def test_the_panel_says_what_is_missing(desk: tuple[Document, Measuring, RepairsPanel], qtbot: QtBot) -> None:
    document, _, panel = desk
    document.adopt(Recipe(), "float")
    assert "No repair is on" in state(panel)
    click(qtbot, panel, "repairsAdaRound")
    assert "Choose bits first" in state(panel)
    button = panel.findChild(QPushButton, "repairsMeasure")
    assert not button.isEnabled()
    document.adopt(replace(uniform_recipe(document, 4, 8), repairs=Repairs(adaround=ADAROUND)), "4 bits")
    assert "press the button" in state(panel) and button.isEnabled()
    signs = Recipe(
        dict.fromkeys(keys(document), LayerRecipe(weight_spec(1, symmetric=True))), repairs=Repairs(adaround=ADAROUND)
    )
    document.adopt(signs, "signs")
    assert "AdaRound changes nothing here" in state(panel)


def test_adaround_is_measured_only_when_asked_and_survives_the_next_edit(
    desk: tuple[Document, Measuring, RepairsPanel], qtbot: QtBot
) -> None:
    document, measuring, panel = desk
    asked = replace(uniform_recipe(document, 4, 8), repairs=Repairs(adaround=20))
    document.adopt(asked, "AdaRound")
    measuring.set_enabled(True)
    qtbot.waitUntil(lambda: not measuring.jobs.running, timeout=PATIENCE)
    qtbot.wait(3 * QUIET)
    assert not any(asked in job.spec.arguments["recipes"] for job in measuring.jobs.jobs)
    qtbot.mouseClick(panel.findChild(QPushButton, "repairsMeasure"), Qt.MouseButton.LeftButton)
    assert measuring.is_running(asked) and "Being measured" in state(panel)
    assert not panel.findChild(QPushButton, "repairsMeasure").isEnabled()
    other = replace(asked, layers={**asked.layers, keys(document)[1]: asked[keys(document)[0]]})
    document.adopt(replace(other, repairs=Repairs(adaround=30)), "another edit")
    assert measuring.is_running(asked) and "press the button" in state(panel)
    qtbot.waitUntil(lambda: document.evaluation(asked) is not None, timeout=PATIENCE)
    document.adopt(asked, "back")
    assert "accuracy" in document.evaluation(asked).metrics
    assert "Measured" in state(panel)
