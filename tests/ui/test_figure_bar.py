"""The figure bar: never blank, never jittering, honest about where a figure comes from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from edgeviz.core.dataset import DataSpec
from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.outcomes import Outcomes
from edgeviz.core.recipe import Recipe, uniform
from edgeviz.ui.document import Document
from edgeviz.ui.figure_bar import FIGURES, FigureBar
from tests.core.devices import small_device
from tests.ui.small_model import small_document


@pytest.fixture
def document() -> Document:
    QLocale.setDefault(QLocale.c())
    return small_document()


@pytest.fixture
def bar(qtbot: QtBot, document: Document) -> FigureBar:
    bar = FigureBar(document)
    qtbot.addWidget(bar)
    bar.resize(1280, bar.sizeHint().height())
    bar.show()
    return bar


def text(bar: FigureBar, name: str, part: str) -> str:
    found = bar.findChild(QLabel, f"figure-{name}-{part}")
    assert isinstance(found, QLabel)
    return found.text()


def evaluated(recipe: Recipe, accuracy: float) -> Evaluation:
    metrics = {
        "accuracy": Metric("accuracy", accuracy, Provenance.MEASURED, accuracy - 0.006, accuracy + 0.006, 2000),
        "latency": Metric("latency", 0.0019, Provenance.MEASURED, device="this machine"),
    }
    return Evaluation(recipe, metrics)


def with_data(document: Document) -> None:
    document.project = replace(document.project, data=DataSpec())
    document.dataChanged.emit()
    document.figuresChanged.emit()


def adopt_uniform(document: Document, bits: int = 8) -> Recipe:
    assert document.graph is not None
    recipe = uniform([layer.key for layer in document.graph.layers], bits, bits)
    document.adopt(recipe, "uniform")
    return recipe


def test_without_a_model_every_figure_is_a_dash_that_explains_itself(qtbot: QtBot) -> None:
    bar = FigureBar(Document())
    qtbot.addWidget(bar)
    for name, cell in bar.cells.items():
        assert text(bar, name, "value") == "–"
        assert "Open a model" in cell.toolTip()


def test_what_needs_no_run_is_there_at_once(bar: FigureBar) -> None:
    assert text(bar, "macs", "value") == "24.8 M"
    assert text(bar, "size", "caption").startswith("○ predicted")
    assert text(bar, "activation_memory", "caption").startswith("◇ modelled")


def test_accuracy_without_data_offers_to_choose_some(qtbot: QtBot, bar: FigureBar) -> None:
    link = bar.findChild(QPushButton, "figure-accuracy-link")
    assert isinstance(link, QPushButton) and link.isVisible()
    assert text(bar, "accuracy", "value") == "–"
    with qtbot.waitSignal(bar.chooseDataRequested):
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)


def test_a_measured_figure_shows_interval_change_and_samples(bar: FigureBar, document: Document) -> None:
    with_data(document)
    recipe = adopt_uniform(document)
    document.take_evaluation(evaluated(Recipe(), 0.917), document.context)
    document.take_evaluation(evaluated(recipe, 0.887), document.context)
    assert text(bar, "accuracy", "value") == "88.7 %"
    assert text(bar, "accuracy", "interval") == "±0.6"
    assert text(bar, "accuracy", "change") == "▼3.0"
    assert bar.cells["accuracy"].state.better is False
    assert text(bar, "accuracy", "caption") == "● measured · 2,000 samples"
    assert text(bar, "size", "change").startswith("▼")


def with_outcomes(evaluation: Evaluation, wrong: slice, samples: int = 2000) -> Evaluation:
    correct = np.ones(samples, bool)
    correct[wrong] = False
    accuracy = Metric("accuracy", correct.mean(), Provenance.MEASURED, 0.9, 0.95, samples)
    return replace(evaluation, metrics={"accuracy": accuracy}, outcomes=Outcomes.of(correct, "d"))


def test_a_change_that_the_data_do_not_show_has_no_arrow(bar: FigureBar, document: Document) -> None:
    with_data(document)
    recipe = adopt_uniform(document)
    document.take_evaluation(evaluated(Recipe(), 0.917), document.context)
    document.take_evaluation(evaluated(recipe, 0.912), document.context)
    assert text(bar, "accuracy", "change") == "≈"
    assert bar.cells["accuracy"].state.better is None
    assert text(bar, "accuracy", "caption") == "● no clear difference (intervals overlap, 2,000 samples)"


def test_pairs_of_samples_decide_where_they_are_known(bar: FigureBar, document: Document) -> None:
    with_data(document)
    recipe = adopt_uniform(document)
    document.take_evaluation(with_outcomes(evaluated(Recipe(), 0.9), slice(0, 170)), document.context)
    document.take_evaluation(with_outcomes(evaluated(recipe, 0.9), slice(5, 182)), document.context)
    assert text(bar, "accuracy", "caption") == "● no clear difference (p = 0.14, 2,000 samples)"
    tooltip = bar.cells["accuracy"].toolTip()
    assert "McNemar's exact test" in tooltip and "5 samples are right only here, 12 only with the other" in tooltip
    # The same 170 and ten more: intervals overlap, and yet it is worse.
    document.take_evaluation(with_outcomes(evaluated(recipe, 0.9), slice(0, 180)), document.context)
    assert text(bar, "accuracy", "change") == "▼0.5"
    assert bar.cells["accuracy"].state.better is False
    assert "p = 0.002" in bar.cells["accuracy"].toolTip()


def test_a_figure_of_an_earlier_recipe_is_dimmed_not_blank(bar: FigureBar, document: Document) -> None:
    with_data(document)
    document.take_evaluation(evaluated(Recipe(), 0.917), document.context)
    adopt_uniform(document)
    assert text(bar, "accuracy", "value") == "91.7 %"
    assert bar.cells["accuracy"].state.stale
    assert text(bar, "accuracy", "caption") == "of an earlier recipe"
    bar.set_pending({"accuracy"})
    assert text(bar, "accuracy", "caption") == "measuring…"


def test_a_failed_measurement_says_why_until_the_recipe_changes(bar: FigureBar, document: Document) -> None:
    with_data(document)
    bar.set_failed("accuracy", "Not enough memory.")
    assert "Not enough memory." in text(bar, "accuracy", "caption")
    adopt_uniform(document, 4)
    assert text(bar, "accuracy", "caption") == "not measured yet"


def test_a_model_that_cannot_run_says_which_operators_are_missing(bar: FigureBar, document: Document) -> None:
    assert document.graph is not None
    document.replace_graph(replace(document.graph, missing_operators=("custom.Thing",)))
    assert "custom.Thing" in bar.cells["accuracy"].toolTip()


def test_the_bar_fits_1280_pixels(bar: FigureBar) -> None:
    assert bar.minimumSizeHint().width() <= 1280


def test_nothing_moves_while_values_change(bar: FigureBar, document: Document) -> None:
    with_data(document)

    def places() -> list[tuple[int, int]]:
        bar.grab()
        labels = [bar.findChild(QLabel, f"figure-{name}-change") for name in FIGURES]
        return [(label.x(), cell.x()) for label, cell in zip(labels, bar.cells.values(), strict=True)]  # type: ignore[union-attr]

    before = places()
    for bits in (8, 4, 2, 8):
        recipe = adopt_uniform(document, bits)
        document.take_evaluation(evaluated(recipe, 0.05 * bits), document.context)
        assert places() == before


def test_in_a_narrow_window_the_last_figures_leave_and_come_back(qtbot: QtBot, bar: FigureBar) -> None:
    every = [cell.minimumSizeHint().width() for cell in bar.cells.values()]
    assert sum(every) <= 1280
    assert [name for name, cell in bar.cells.items() if not cell.isVisible()] == ["energy"], "no device has been chosen"
    # The window's tool bar, and not the bar's own layout, says how narrow it gets.
    bar.setMinimumWidth(bar.minimumSizeHint().width())
    bar.resize(bar.minimumSizeHint().width(), bar.height())
    assert [name for name, cell in bar.cells.items() if cell.isVisible()] == list(FIGURES)[:4]
    bar.resize(sum(every), bar.height())
    assert sum(cell.isVisible() for cell in bar.cells.values()) == len(FIGURES) - 1


def test_a_device_with_constants_brings_its_modelled_energy(qtbot: QtBot, bar: FigureBar, document: Document) -> None:
    document.set_device(small_device())
    cell = bar.cells["energy"]
    assert cell.isVisible()
    assert cell.state.value.endswith("J")
    assert "◇ modelled" in cell.state.caption
    assert "Small" in cell.state.tooltip
    document.set_device(replace(small_device(), energy=None))
    assert not cell.isVisible()
