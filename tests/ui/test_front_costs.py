"""The front beyond size: a device's costs, a second cost, layers kept wide, several limits, greedy beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from edgeviz.core.cost import activation_memory
from edgeviz.core.dataset import DataSpec
from edgeviz.core.device.energy import energy_joules
from edgeviz.core.device.latency import roofline_seconds
from edgeviz.core.metric import Provenance
from edgeviz.core.recipe import Recipe
from edgeviz.ui.document import Document
from edgeviz.ui.front.against import AgainstGreedy, pairs
from edgeviz.ui.front.budget import BudgetBar
from edgeviz.ui.front.finder import SECOND, FrontFinder
from edgeviz.ui.front.limits import SETTING, LimitsDialog
from edgeviz.ui.front.overlay import FrontOverlay
from edgeviz.ui.front.predicted import PredictedFront
from edgeviz.ui.plots import tradeoff as module
from edgeviz.ui.plots.tradeoff import TradeoffPanel
from tests.core.devices import small_device
from tests.ui.panel_samples import chain, document_with, evaluation, sample_evaluations
from tests.ui.sensitivity_entries import table

GRAPH = chain()
GRAPH = replace(
    GRAPH,
    layers=tuple(
        replace(layer, input_shape=("N", 16, 8, 8), output_shape=("N", 16, 8, 8), macs=147456 // (1 + row))
        for row, layer in enumerate(GRAPH.layers)
    ),
)
DEVICE = small_device(bandwidth=3e5)


@pytest.fixture
def document(qapp: object, tmp_path: Path) -> Iterator[Document]:
    document = document_with(tmp_path, sample_evaluations(GRAPH), GRAPH)
    document.set_device(DEVICE)
    FrontFinder(document, document)
    document.set_sensitivity(table(GRAPH))
    yield document
    document.close()


def front_of(document: Document, qtbot: QtBot, old: PredictedFront | None = None) -> PredictedFront:
    qtbot.waitUntil(lambda: document.front is not None and document.front is not old)
    assert document.front is not None
    return document.front


@pytest.fixture
def front(document: Document, qtbot: QtBot) -> PredictedFront:
    return front_of(document, qtbot)


@pytest.fixture
def bar(document: Document, front: PredictedFront, qtbot: QtBot) -> BudgetBar:
    bar = BudgetBar(document)
    qtbot.addWidget(bar)
    bar.resize(660, 100)
    bar.show()
    qtbot.waitExposed(bar)
    return bar


# ---- a device's costs


@pytest.mark.parametrize(("name", "figure"), [("latency", roofline_seconds), ("energy", energy_joules)])
def test_what_the_x_axis_shows_of_a_device_is_what_is_spent(document, front, qtbot, name, figure) -> None:
    document.set_setting("tradeoff", {"x": name, "y": "accuracy", "log": False})
    found = front_of(document, qtbot, front)
    assert found.quantity == name
    assert len(found) > 3
    bar = BudgetBar(document)
    qtbot.addWidget(bar)
    bar.slider.setValue(bar.slider.maximum() // 2)
    spent = figure(GRAPH, document.recipe, DEVICE)
    assert document.recipe != Recipe()
    assert document.metrics()[name].value == pytest.approx(spent)
    index = found.index_of(document.recipe, spent)
    assert index is not None
    assert found.costs[index] == pytest.approx(spent)
    assert found.evaluation(index).metrics[name].provenance is Provenance.MODELLED


def test_without_a_device_its_costs_are_not_spent(document: Document, front: PredictedFront, qtbot: QtBot) -> None:
    document.set_setting("tradeoff", {"x": "energy", "y": "accuracy", "log": False})
    found = front_of(document, qtbot, front)
    document.set_device(None)
    assert front_of(document, qtbot, found).quantity == "size"


# ---- the accuracy slider


def test_dragging_the_accuracy_follows_the_cheapest_recipes_and_is_one_undo_step(bar: BudgetBar) -> None:
    document, front, slider = bar.document, bar.document.front, bar.accuracy_slider
    assert front is not None
    slider.setSliderDown(True)
    seen = []
    for position in range(100, 1000, 150):
        slider.setValue(position)
        wanted = bar._wanted(front)
        found = front.reaching(wanted)
        assert found is not None
        assert document.recipe.layers == front.recipe_at(found).layers
        assert found == 0 or front.accuracies[found - 1] < wanted
        seen.append(document.recipe)
    slider.setSliderDown(False)
    assert len(set(seen)) > 2
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.recipe == Recipe()


# ---- three objectives


def test_a_second_cost_keeps_to_its_limit_and_says_how_exact_it_is(bar: BudgetBar, qtbot: QtBot) -> None:
    document, plain = bar.document, bar.document.front
    assert plain is not None
    row = bar.second.box.findData("latency")
    bar.second.box.setCurrentIndex(row)
    bar.second.box.activated.emit(row)
    whole = front_of(document, qtbot, plain)
    assert whole.second is not None
    # Other activation widths can be chosen too, which make no file smaller: the front by size is the same.
    assert np.isin(np.round(plain.costs), np.round(whole.costs)).all()
    assert bar.second.limit_box.isVisible()
    limit = (whole.second.least + whole.second.most) / 2
    bar.second.limit_box.setValue(limit * bar.second._factor)
    within = front_of(document, qtbot, whole)
    assert within.second is not None
    assert (within.second.costs <= within.second.limit * (1 + 1e-9)).all()
    assert (np.diff(within.costs) > 0).all()
    assert (np.diff(within.losses) < 0).all()
    assert roofline_seconds(GRAPH, document.recipe, DEVICE) <= within.second.limit * (1 + 1e-9), "moved along"
    assert bar.status.text().endswith("exact")
    document.set_setting(SECOND, {})
    assert front_of(document, qtbot, within).second is None


def test_a_limit_that_nothing_keeps_is_the_least_possible(document, front, qtbot) -> None:
    document.set_setting(SECOND, {"quantity": "energy", "limit": 1e-12})
    found = front_of(document, qtbot, front)
    assert len(found) >= 1
    assert found.second.limit == found.second.least


# ---- layers that are kept


def test_layers_that_the_recipe_keeps_at_eight_bits_stay_there(document, front, qtbot) -> None:
    first = GRAPH.layers[0].key
    document.adopt(replace(document.recipe, kept=(first,)), "Keep")
    found = front_of(document, qtbot, front)
    assert found.costs[0] > front.costs[0]
    assert all(found.recipe_at(i)[first].weight.bits == 8 for i in range(len(found)))
    bar = BudgetBar(document)
    qtbot.addWidget(bar)
    bar.slider.setValue(0)
    assert document.recipe.kept == (first,), "adopting leaves the switch as it is"
    assert len(document.recipe.layers) == len(GRAPH.layers)


# ---- greedy and uniform beside it


def test_the_plot_shows_greedy_and_uniform_with_the_front(document, front, qtbot) -> None:
    panel = TradeoffPanel(document)
    overlay = FrontOverlay(panel)
    qtbot.addWidget(panel)
    panel.resize(700, 420)
    panel.show()
    qtbot.waitExposed(panel)
    qtbot.wait(3 * module.COALESCE)
    names = [entry.text for entry in panel.drawn.legend.entries]
    assert {"Predicted front", "Greedy, predicted", "Uniform, predicted"} <= set(names)
    assert len(overlay.uniform.data) == 5
    document.set_setting("tradeoff", {"x": "macs", "y": "accuracy", "log": False})
    assert not len(overlay.greedy.data) and not len(overlay.uniform.data)


def test_greedy_never_loses_less_than_the_front(front: PredictedFront) -> None:
    assert front.greedy is not None
    for cost, loss in zip(front.greedy.costs, front.greedy.losses, strict=True):
        found = front.within(float(cost))
        assert found is not None
        assert front.losses[found] <= loss * (1 + 1e-9)


def test_the_comparison_counts_only_what_the_data_show(document, front, qtbot) -> None:
    document.offer_data(DataSpec())
    front = front_of(document, qtbot)
    dialog = AgainstGreedy(document)
    qtbot.addWidget(dialog)
    assert dialog.table.rowCount() == 6
    assert "Nothing is measured" in dialog.summary.text()
    with qtbot.waitSignal(dialog.measureRequested) as asked:
        qtbot.mouseClick(dialog.measure_button, Qt.MouseButton.LeftButton)
    wanted = set(asked.args[0])
    shown = pairs(document, front)
    assert wanted == {recipe for pair in shown for recipe in (pair.exact, pair.greedy)}
    exact = {pair.exact for pair in shown}
    for recipe in wanted:
        document.take_evaluation(evaluation(GRAPH, recipe, 0.95 if recipe in exact else 0.5), document.context)
    differ = sum(pair.exact != pair.greedy and pair.greedy not in exact for pair in shown)
    assert f"better at {differ}, worse at 0" in dialog.summary.text()
    assert not dialog.measure_button.isEnabled()


# ---- several limits


@pytest.fixture
def limits(document: Document, front: PredictedFront, qtbot: QtBot) -> LimitsDialog:
    dialog = LimitsDialog(document)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def set_limit(dialog: LimitsDialog, name: str, value: float) -> None:
    dialog.checks[name].setChecked(True)
    dialog.boxes[name].setValue(value * dialog._factors[name])


def search(dialog: LimitsDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.find_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog._task is None)


def test_every_limit_is_kept_by_the_recipe_that_is_adopted(limits: LimitsDialog, qtbot: QtBot) -> None:
    document = limits.document
    float_model = document.metrics(Recipe())
    for name in ("size", "latency", "energy", "activation_memory"):
        set_limit(limits, name, float_model[name].value * 0.6)
    set_limit(limits, "accuracy", 0.8)
    search(limits, qtbot)
    assert limits.answer.state == "good", limits.answer.text()
    recipe = document.recipe
    assert roofline_seconds(GRAPH, recipe, DEVICE) <= float_model["latency"].value * 0.6
    assert energy_joules(GRAPH, recipe, DEVICE) <= float_model["energy"].value * 0.6
    assert activation_memory(GRAPH, recipe) <= float_model["activation_memory"].value * 0.6
    assert document.undo_stack.count() == 1
    assert set(document.project.settings[SETTING]) == {"size", "latency", "energy", "activation_memory", "accuracy"}


def test_an_impossible_limit_offers_what_would_be_enough(limits: LimitsDialog, qtbot: QtBot) -> None:
    document = limits.document
    set_limit(limits, "size", 1000.0)
    set_limit(limits, "latency", document.metrics(Recipe())["latency"].value)
    search(limits, qtbot)
    assert limits.answer.state == "bad"
    assert "raise the size limit" in limits.answer.text()
    assert document.recipe == Recipe()
    button = limits.findChild(QPushButton, "relax0")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: limits._task is None and limits.answer.state == "good")
    assert document.metrics()["size"].value <= limits.boxes["size"].value() * 1000


def test_limits_of_a_device_wait_for_one_and_say_so(limits: LimitsDialog) -> None:
    limits.document.set_device(None)
    assert not limits.checks["latency"].isEnabled()
    assert "Choose a device" in limits.checks["energy"].toolTip()
    assert limits.checks["activation_memory"].isEnabled()
    for check in limits.checks.values():
        check.setChecked(False)
    assert not limits.find_button.isEnabled()
    assert "at least one" in limits.find_button.toolTip()
