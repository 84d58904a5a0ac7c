"""The advisor's dock, with real clicks: what it says, the button that does it, one undo, and dismissing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.outcomes import Outcomes
from edgeviz.core.presets import uniform_recipe
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.spec import Granularity, activation_spec, weight_spec
from edgeviz.core.statistics import wilson
from edgeviz.project.store import Store
from edgeviz.ui import theme
from edgeviz.ui.advisor.advising import QUIET
from edgeviz.ui.advisor.card import AdviceCard
from edgeviz.ui.advisor.panel import AdvisorPanel
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.main_window import MainWindow
from edgeviz.ui.sensitivity.probing import Probing
from tests.ui.conftest import evaluation, keys
from tests.ui.sensitivity_entries import table

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(document: Document, qtbot: QtBot) -> Iterator[AdvisorPanel]:
    jobs = Jobs()
    panel = AdvisorPanel(document, Probing(document, jobs))
    qtbot.addWidget(panel)
    panel.resize(1000, 260)
    panel.show()
    settled(panel, qtbot)
    yield panel
    jobs.shutdown()


def settled(panel: AdvisorPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not panel.advising.is_stale, timeout=20 * QUIET)


def measured(document: Document, recipe: Recipe, hits: int, samples: int = 2000) -> None:
    accuracy = Metric("accuracy", hits / samples, Provenance.MEASURED, *wilson(hits, samples), samples)
    found = evaluation(recipe, 0.5, 3000.0)
    outcomes = Outcomes.of(np.arange(samples) < hits, "d")
    changed = replace(found, metrics={**found.metrics, "accuracy": accuracy}, outcomes=outcomes)
    document.take_evaluation(changed, document.context)


def per_tensor(document: Document, bits: int = 4) -> Recipe:
    row = LayerRecipe(weight_spec(bits, granularity=Granularity.TENSOR), activation_spec(8))
    return Recipe(dict.fromkeys(keys(document), row))


def losing(panel: AdvisorPanel, document: Document, qtbot: QtBot) -> Recipe:
    """The per-tensor recipe is current, and measured 6.4 points below float."""
    recipe = per_tensor(document)
    document.adopt(recipe, "Per tensor")
    measured(document, Recipe(), 1828)
    measured(document, recipe, 1700)
    qtbot.wait(2 * QUIET)
    settled(panel, qtbot)
    return recipe


def card(panel: AdvisorPanel, rule: str) -> AdviceCard:
    return next(card for card in panel.cards if card.advice.rule == rule)


def test_a_button_changes_the_recipe_and_one_undo_brings_it_back(
    panel: AdvisorPanel, document: Document, qtbot: QtBot
) -> None:
    recipe = losing(panel, document, qtbot)
    found = card(panel, "per-channel")
    assert "loses 6.4 points" in found.summary.text() and "per tensor" in found.summary.text()
    assert found.isVisible() and found.button.isEnabled()
    steps = document.undo_stack.count()
    qtbot.mouseClick(found.button, LEFT)
    assert document.recipe == found.advice.recipe != recipe
    assert document.undo_stack.count() == steps + 1 and document.undo_stack.undoText() == "Use per channel"
    qtbot.waitUntil(lambda: not any(c.advice.rule == "per-channel" for c in panel.cards))
    document.undo_stack.undo()
    assert document.recipe == recipe
    qtbot.waitUntil(lambda: any(c.advice.rule == "per-channel" for c in panel.cards))


def test_the_keyboard_presses_the_button(panel: AdvisorPanel, document: Document, qtbot: QtBot) -> None:
    losing(panel, document, qtbot)
    found = card(panel, "ends")
    found.button.setFocus()
    qtbot.keyClick(found.button, Qt.Key.Key_Space)
    assert document.recipe == found.advice.recipe


def test_the_layers_that_are_meant_are_selected(panel: AdvisorPanel, document: Document, qtbot: QtBot) -> None:
    losing(panel, document, qtbot)
    qtbot.mouseClick(card(panel, "ends").layers_button, LEFT)
    assert document.selection == ("conv1", "fc")
    document.select([])
    qtbot.mouseClick(card(panel, "ends").why, LEFT)
    assert document.selection == ("conv1", "fc")


def test_what_is_dismissed_stays_away_in_this_project_until_it_is_asked_for(
    panel: AdvisorPanel, document: Document, qtbot: QtBot
) -> None:
    losing(panel, document, qtbot)
    assert not panel.restore_button.isVisible()
    qtbot.mouseClick(card(panel, "ends").close_button, LEFT)
    assert "ends" not in [c.advice.rule for c in panel.cards]
    assert panel.restore_button.text() == "Show 1 dismissed"
    assert document.store is not None
    path = document.store.path
    document.close()
    with Store.open(path) as store:
        assert len(store.read().settings["advisorDismissed"]) == 1
        document.store = None
    document.attach(Store.open(path), untitled=False)
    qtbot.wait(2 * QUIET)
    settled(panel, qtbot)
    measured(document, Recipe(), 1828)
    measured(document, document.recipe, 1700)
    qtbot.wait(2 * QUIET)
    settled(panel, qtbot)
    assert "per-channel" in [c.advice.rule for c in panel.cards]
    assert "ends" not in [c.advice.rule for c in panel.cards]
    qtbot.mouseClick(panel.restore_button, LEFT)
    assert "ends" in [c.advice.rule for c in panel.cards]


def test_advice_without_a_change_asks_for_work(panel: AdvisorPanel, document: Document, qtbot: QtBot) -> None:
    assert {c.advice.rule for c in panel.cards} >= {"no-sensitivity", "start"}
    document.set_sensitivity(table(document.graph))  # type: ignore[arg-type]
    qtbot.wait(2 * QUIET)
    settled(panel, qtbot)
    assert "no-sensitivity" not in [c.advice.rule for c in panel.cards]
    eight = uniform_recipe(document.graph, 8, 8)  # type: ignore[arg-type]
    document.adopt(eight, "8 bits")
    measured(document, Recipe(), 1828)
    measured(document, eight, 1827)
    qtbot.wait(2 * QUIET)
    settled(panel, qtbot)
    with qtbot.waitSignal(panel.uniformRequested):
        qtbot.mouseClick(card(panel, "room").button, LEFT)
    document.edit("No data", data=None)
    qtbot.wait(2 * QUIET)
    settled(panel, qtbot)
    assert panel.cards[0].advice.rule == "no-data"
    with qtbot.waitSignal(panel.dataRequested):
        qtbot.mouseClick(panel.cards[0].button, LEFT)


def test_without_a_model_or_anything_to_say_the_panel_says_so(qtbot: QtBot) -> None:
    document, jobs = Document(), Jobs()
    panel = AdvisorPanel(document, Probing(document, jobs))
    qtbot.addWidget(panel)
    panel.show()
    label = panel.findChild(QLabel, "advisorEmpty")
    assert isinstance(label, QLabel) and label.isVisible() and "Open a model" in label.text()
    jobs.shutdown()


def test_every_control_has_a_name_and_a_tooltip(panel: AdvisorPanel, document: Document, qtbot: QtBot) -> None:
    losing(panel, document, qtbot)
    for found in panel.cards:
        for control in (found.button, found.close_button, found.layers_button):
            assert control.objectName() and control.accessibleName() and control.toolTip()
        assert found.button.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert found.height() < 120, "as high as its text"


def test_the_cards_read_in_both_themes(panel: AdvisorPanel, document: Document, qtbot: QtBot) -> None:
    losing(panel, document, qtbot)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for tokens in (theme.LIGHT, theme.DARK):
        theme.apply_theme(app, tokens)
        image = panel.grab().toImage()
        assert image.pixelColor(image.width() // 2, 3) == QColor(tokens.surface)


def test_in_the_window_the_tab_counts_the_advice_and_data_is_chosen_in_the_dialogue(
    qtbot: QtBot, tmp_path: Path
) -> None:
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(tmp_path / "data", settings)
    qtbot.addWidget(window)
    window.measuring.set_enabled(False)
    window.resize(1280, 800)
    window.show()
    window.opener.open_demo()
    qtbot.waitUntil(lambda: len(window.advisor.cards) > 0)
    assert window.advisor_dock.windowTitle() == f"Advisor ({len(window.advisor.cards)})"
    window.document.edit("No data", data=None)
    qtbot.waitUntil(lambda: any(c.advice.rule == "no-data" for c in window.advisor.cards))
    window.advisor_dock.raise_()
    qtbot.wait(50)
    qtbot.mouseClick(card(window.advisor, "no-data").button, LEFT)
    from edgeviz.ui.dialogs.data_dialog import DataDialog

    qtbot.waitUntil(lambda: window.findChild(DataDialog) is not None)
    dialog = window.findChild(DataDialog)
    assert dialog is not None
    dialog.reject()
    window.close()
