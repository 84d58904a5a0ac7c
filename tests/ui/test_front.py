"""The predicted front: computed, drawn, adopted, moved along by a budget, verified. With real clicks and keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from edgeviz.core.dataset import DataSpec
from edgeviz.core.recipe import Calibration, Recipe, Repairs
from edgeviz.core.sensitivity import Part, Sensitivity
from edgeviz.ui import theme
from edgeviz.ui.document import Document
from edgeviz.ui.front.budget import BudgetBar
from edgeviz.ui.front.finder import FrontFinder, complete, observations
from edgeviz.ui.front.overlay import FrontOverlay
from edgeviz.ui.front.predicted import PredictedFront
from edgeviz.ui.plots import tradeoff as module
from edgeviz.ui.plots.tradeoff import TradeoffPanel
from tests.ui.panel_samples import chain, document_with, evaluation, sample_evaluations
from tests.ui.sensitivity_entries import table

GRAPH = chain()


@pytest.fixture
def document(qapp: object, tmp_path: Path) -> Iterator[Document]:
    document = document_with(tmp_path, sample_evaluations(GRAPH), GRAPH)
    yield document
    document.close()


def found_front(document: Document, qtbot: QtBot, sensitivity: Sensitivity | None = None) -> PredictedFront:
    finder = FrontFinder(document, document)
    document.set_sensitivity(sensitivity or table(GRAPH))
    qtbot.waitUntil(lambda: document.front is not None and finder._wanted is None)
    assert document.front is not None
    return document.front


@pytest.fixture
def front(document: Document, qtbot: QtBot) -> PredictedFront:
    return found_front(document, qtbot)


@pytest.fixture
def bar(document: Document, front: PredictedFront, qtbot: QtBot) -> BudgetBar:
    bar = BudgetBar(document)
    qtbot.addWidget(bar)
    bar.resize(560, 80)
    bar.show()
    qtbot.waitExposed(bar)
    return bar


@pytest.fixture
def overlay(document: Document, front: PredictedFront, qtbot: QtBot) -> FrontOverlay:
    panel = TradeoffPanel(document)
    overlay = FrontOverlay(panel)
    qtbot.addWidget(panel)
    panel.resize(700, 420)
    panel.show()
    qtbot.waitExposed(panel)
    qtbot.wait(3 * module.COALESCE)
    return overlay


# ---- finding


def test_costs_rise_losses_fall_and_accuracies_never_fall(front: PredictedFront) -> None:
    assert len(front) > 5
    assert (np.diff(front.costs) > 0).all()
    assert (np.diff(front.losses) < 0).all()
    assert (np.diff(front.accuracies) >= 0).all()
    assert (front.low <= front.accuracies).all()
    assert (front.accuracies <= front.high).all()


def test_a_points_cost_is_the_predicted_size_of_its_recipe(document: Document, front: PredictedFront) -> None:
    for index in (0, len(front) // 2, len(front) - 1):
        document.adopt(front.recipe_at(index), "point")
        assert document.metrics()["size"].value == pytest.approx(front.costs[index], abs=1)


def test_with_less_than_three_measured_recipes_no_accuracy_is_made_up(qtbot: QtBot, tmp_path: Path) -> None:
    document = document_with(tmp_path, sample_evaluations(GRAPH, 0)[:2], GRAPH)
    front = found_front(document, qtbot)
    assert not front.has_accuracy
    assert front.pairs == 2
    bar = BudgetBar(document)
    qtbot.addWidget(bar)
    assert "2 of 3" in bar.status.text()
    assert bar.accuracy_box.isHidden()
    document.close()


def test_a_measurement_refreshes_the_fit(document: Document, front: PredictedFront, qtbot: QtBot) -> None:
    index = next(i for i in range(len(front)) if document.evaluation(front.recipe_at(i)) is None)
    found = evaluation(GRAPH, front.recipe_at(index), 0.1, samples=5000)
    document.take_evaluation(found, document.context)
    qtbot.waitUntil(lambda: document.front is not None and document.front.pairs == front.pairs + 1)
    assert document.front is not None
    assert document.front.accuracies[index] < front.accuracies[index]


def test_accuracies_are_learned_from_recipes_with_the_same_repairs(
    document: Document, front: PredictedFront, qtbot: QtBot
) -> None:
    repairs = Repairs(adaround=2000)
    index = next(i for i in range(len(front)) if not front.recipe_at(i).is_float32)
    for row in front.spread(4):
        recipe = replace(front.recipe_at(row), repairs=repairs)
        document.take_evaluation(evaluation(GRAPH, recipe, 0.97, samples=5000), document.context)
    qtbot.wait(600)
    assert document.front is not None
    assert document.front.pairs == front.pairs, "what AdaRound won back says nothing of rounding to nearest"
    assert document.front.accuracies[index] == front.accuracies[index]
    document.edit("AdaRound", recipe=replace(document.recipe, repairs=repairs))
    qtbot.waitUntil(lambda: document.front is not None and document.front.pairs != front.pairs)
    assert document.front is not None and document.front.pairs == 5, "the float model and four repaired recipes"
    assert document.front.accuracies[index] > front.accuracies[index]


def test_while_widths_are_missing_only_complete_ones_count(document: Document, qtbot: QtBot) -> None:
    whole = table(GRAPH)
    cells = {key: cell for key, cell in whole.cells.items() if key[2] != 2 or key[0] != GRAPH.layers[0].key}
    partial = replace(whole, cells=cells)
    assert complete(GRAPH, partial, Part.WEIGHT, (8, 4, 2)) == (8, 4)
    front = found_front(document, qtbot, partial)
    used = {row.weight.bits for index in range(len(front)) for row in front.recipe_at(index).layers.values()}
    assert used == {8, 4}, "6 and 3 bits take the room of 8 and 4 in a file"


def test_an_empty_table_has_no_front_and_a_new_model_forgets_it(document: Document, qtbot: QtBot) -> None:
    found_front(document, qtbot)
    document.set_sensitivity(replace(table(GRAPH), cells={}))
    qtbot.waitUntil(lambda: document.front is None)


def test_recipes_of_unknown_widths_teach_nothing() -> None:
    found = sample_evaluations(GRAPH, 40)
    pairs = observations(table(GRAPH), found)
    assert 3 < len(pairs) < len(found)
    assert (0.0, 0.975, 600) in pairs


def test_bit_operations_are_spent_when_they_are_on_the_x_axis(document: Document, qtbot: QtBot) -> None:
    document.set_setting("tradeoff", {"x": "bops", "y": "accuracy", "log": False})
    front = found_front(document, qtbot)
    assert front.quantity == "bops"
    document.adopt(front.recipe_at(3), "point")
    assert document.metrics()["bops"].value == pytest.approx(front.costs[3])


# ---- on the plot


def test_a_limit_dragged_in_the_plot_sets_the_controls_and_adopts_nothing(
    document: Document, front: PredictedFront, bar: BudgetBar
) -> None:
    before = document.recipe
    wanted = float(front.costs[len(front) // 2])
    bar.propose(front.quantity, wanted)
    assert bar.cost_box.value() == pytest.approx(wanted * bar._scale[0], abs=0.1)
    assert document.recipe == before
    shown = bar.cost_box.value()
    bar.propose("latency", wanted / 2)
    assert bar.cost_box.value() == shown, "another quantity is not this budget"


def test_hollow_points_are_drawn_and_listed_in_the_legend(overlay: FrontOverlay) -> None:
    assert 5 < len(overlay.marks.data) <= 60
    texts = [entry.text for entry in overlay.panel.drawn.legend.entries]
    assert "Predicted front" in texts


def _free(overlay: FrontOverlay) -> int:
    """A mark that no measured point covers."""
    for row, (x, y) in enumerate(zip(overlay.x, overlay.y, strict=True)):
        if overlay.panel._at(overlay.panel.canvas.to_pixels(float(x), float(y))) is None:
            return row
    raise AssertionError("every mark is covered")


def _pixel(overlay: FrontOverlay, row: int) -> QPoint:
    return overlay.panel.canvas.to_pixels(float(overlay.x[row]), float(overlay.y[row])).toPoint()


def test_pointing_shows_the_predicted_figures_and_a_click_adopts(overlay: FrontOverlay, qtbot: QtBot) -> None:
    panel, document = overlay.panel, overlay.document
    document.adopt(Recipe(calibration=Calibration(99)), "calibration")
    qtbot.wait(3 * module.COALESCE)
    row = _free(overlay)
    qtbot.mouseMove(panel.canvas.viewport(), QPoint(80, 20))
    qtbot.mouseMove(panel.canvas.viewport(), _pixel(overlay, row))
    qtbot.waitUntil(lambda: overlay.hovered is not None)
    assert panel.card.isVisible()
    assert "○ predicted" in panel.card.text()
    qtbot.mouseClick(panel.canvas.viewport(), Qt.MouseButton.LeftButton, pos=_pixel(overlay, row))
    front = document.front
    assert front is not None
    adopted = [i for i in overlay.rows if front.recipe_at(int(i)).layers == document.recipe.layers]
    assert len(adopted) == 1
    assert document.recipe.calibration.samples == 99
    document.undo_stack.undo()
    assert document.recipe.is_float32
    qtbot.mouseMove(panel.canvas.viewport(), QPoint(80, 20))
    qtbot.waitUntil(lambda: panel.card.isHidden())


def test_up_and_down_walk_along_the_predicted_points_and_enter_adopts(overlay: FrontOverlay, qtbot: QtBot) -> None:
    canvas, document = overlay.panel.canvas, overlay.document
    canvas.setFocus()
    qtbot.keyClick(canvas, Qt.Key.Key_Up)
    qtbot.keyClick(canvas, Qt.Key.Key_Up)
    assert overlay.hovered == 1
    assert overlay.panel.card.isVisible()
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    front = document.front
    assert front is not None
    assert document.recipe.layers == front.recipe_at(int(overlay.rows[1])).layers
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert overlay.hovered == 0
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert overlay.hovered is None
    assert overlay.panel.hovered is not None
    qtbot.keyClick(canvas, Qt.Key.Key_Up)
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert overlay.panel.card.isHidden()


def test_other_axes_hide_the_front_and_a_logarithmic_one_keeps_it(overlay: FrontOverlay, qtbot: QtBot) -> None:
    document = overlay.document
    document.set_setting("tradeoff", {"x": "latency", "y": "accuracy", "log": False})
    assert not len(overlay.marks.data)
    document.set_setting("tradeoff", {"x": "size", "y": "accuracy", "log": True})
    assert len(overlay.marks.data)
    front = document.front
    assert front is not None
    assert overlay.x[0] == pytest.approx(np.log10(front.costs[0] / 1000))


def test_another_theme_recolours_the_marks(overlay: FrontOverlay, qapp: object) -> None:
    before = overlay.marks.opts["pen"].color().name()
    theme.apply_theme(qapp, theme.DARK)  # type: ignore[arg-type]
    QTest.qWait(3 * module.COALESCE)
    entry = next(entry for entry in overlay.panel.drawn.legend.entries if entry.text == "Predicted front")
    assert entry.brush.color().name() == theme.DARK.surface.lower(), "the legend shows the marks as they are now"
    assert overlay.marks.opts["pen"].color().name() != before


# ---- the budget


def test_without_a_front_there_is_no_budget_bar(document: Document, qtbot: QtBot) -> None:
    bar = BudgetBar(document)
    qtbot.addWidget(bar)
    assert bar.isHidden()


def test_a_drag_adopts_the_optimum_live_and_is_one_undo_step(bar: BudgetBar, qtbot: QtBot) -> None:
    document, slider, front = bar.document, bar.slider, bar.document.front
    assert front is not None
    slider.setSliderDown(True)
    seen = []
    for position in range(100, 900, 100):
        slider.setValue(position)
        seen.append(document.recipe)
    slider.setSliderDown(False)
    assert len(set(seen)) > 3
    budget = front.costs[0] + (front.costs[-1] - front.costs[0]) * 0.8
    best = front.within(budget)
    assert best is not None
    assert document.recipe.layers == front.recipe_at(best).layers
    assert document.undo_stack.count() == 1
    assert bar.status.text().startswith("○ predicted: ")
    slider.setSliderDown(True)
    slider.setValue(100)
    slider.setSliderDown(False)
    assert document.undo_stack.count() == 2, "another drag is another step"
    document.undo_stack.undo()
    document.undo_stack.undo()
    assert document.recipe == Recipe()


def test_keys_move_the_slider(bar: BudgetBar, qtbot: QtBot) -> None:
    bar.slider.setFocus()
    qtbot.keyClick(bar.slider, Qt.Key.Key_End)
    front = bar.document.front
    assert front is not None
    assert bar.document.recipe.layers == front.recipe_at(len(front) - 1).layers
    qtbot.keyClick(bar.slider, Qt.Key.Key_Home)
    assert bar.document.recipe.layers == front.recipe_at(0).layers


def type_into(box: object, qtbot: QtBot, text: str) -> None:
    box.setFocus()  # type: ignore[attr-defined]
    box.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(box, text)
    qtbot.keyClick(box, Qt.Key.Key_Return)


def test_a_typed_budget_is_kept_to(bar: BudgetBar, qtbot: QtBot) -> None:
    front = bar.document.front
    assert front is not None
    shown = round(float(front.costs[2] + front.costs[3]) / 2000, 1)
    type_into(bar.cost_box, qtbot, str(shown))
    found = front.within(shown * 1000)
    assert found is not None
    assert bar.document.recipe.layers == front.recipe_at(found).layers
    assert bar.document.metrics()["size"].value <= shown * 1000
    assert bar.cost_box.value() == shown, "what was asked for stays"


def test_the_controls_begin_where_the_current_recipe_is(bar: BudgetBar, qtbot: QtBot) -> None:
    front = bar.document.front
    assert front is not None
    # The float model costs more than all: the largest budget, which End then adopts.
    assert bar.slider.value() == bar.slider.maximum()
    assert bar.cost_box.value() * 1000 >= front.costs[-1]
    assert bar.document.recipe == Recipe()


def test_an_impossible_budget_says_what_is_needed_and_changes_nothing(bar: BudgetBar, qtbot: QtBot) -> None:
    type_into(bar.cost_box, qtbot, "0.5")
    assert bar.status.text().startswith("Impossible: the cheapest")
    assert bar.document.recipe == Recipe()
    type_into(bar.accuracy_box, qtbot, "99.9")
    assert bar.status.text().startswith("Impossible: no recipe")
    assert bar.document.recipe == Recipe()


def test_at_least_an_accuracy_adopts_the_cheapest_that_reaches_it(bar: BudgetBar, qtbot: QtBot) -> None:
    front = bar.document.front
    assert front is not None
    wanted = round(float(front.accuracies[len(front) // 2]) * 100, 1)
    type_into(bar.accuracy_box, qtbot, str(wanted))
    found = front.reaching(wanted / 100)
    assert found is not None
    assert bar.document.recipe.layers == front.recipe_at(found).layers
    assert found == 0 or front.accuracies[found - 1] < wanted / 100


def test_verify_asks_for_five_spread_points_that_are_not_measured(bar: BudgetBar, qtbot: QtBot) -> None:
    document, front = bar.document, bar.document.front
    assert front is not None
    assert not bar.verify_button.isEnabled(), "there is no data to measure on"
    document.offer_data(DataSpec())
    # Other data have no evaluations yet, and this table is the tests' own.
    with qtbot.waitSignal(bar.verifyRequested) as asked:
        qtbot.mouseClick(bar.verify_button, Qt.MouseButton.LeftButton)
    recipes = asked.args[0]
    assert len(recipes) == 5
    assert recipes[0].layers == front.recipe_at(0).layers
    assert recipes[-1].layers == front.recipe_at(len(front) - 1).layers
    for recipe in recipes:
        document.take_evaluation(evaluation(GRAPH, recipe, 0.9), document.context)
    assert not bar.verify_button.isEnabled()
    assert bar.verify_button.text() == "Verified"
