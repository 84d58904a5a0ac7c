"""The fifth step: the device gets busy, with the chosen version alone and with a policy that switches."""

from __future__ import annotations

import copy
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from edgeviz.core.adaptive.policies.base import Policy
from edgeviz.core.adaptive.policies.rules import Rules
from edgeviz.core.adaptive.policies.static import Static
from edgeviz.core.adaptive.scenario import Scenario
from edgeviz.core.adaptive.standing import STATIC
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import Evaluation
from edgeviz.ui import theme
from edgeviz.ui.document import Document
from edgeviz.ui.plots.motion import motion_allowed
from edgeviz.ui.presentation.magnified import Magnified
from edgeviz.ui.presentation.step import Missing, Step
from edgeviz.ui.simulator.latest import Latest
from edgeviz.ui.simulator.offer import Measured, Offer, of_project, of_scenario
from edgeviz.ui.simulator.panel import SimulatorPanel
from edgeviz.ui.simulator.player import Player
from edgeviz.ui.simulator.rehearsal import Rehearsal, played_on, rehearse
from edgeviz.ui.simulator.strips_view import StripsView
from edgeviz.ui.simulator.words import label_text, right_in_time, summary
from edgeviz.ui.texts import error_text, name_text, shown

#: As many can be read from afar; the others are in the Simulate workspace.
STRIPS = 3


class BusyStep(Step):
    """Plays the scenario and the rules of the Simulate workspace, without changing them."""

    key = "busy"
    measureRequested = Signal()

    def __init__(self, document: Document, simulator: SimulatorPanel, parent: QWidget | None = None) -> None:
        title = self.tr("The busy device")
        note = self.tr("First the chosen version alone, then the policy that switches between versions.")
        super().__init__(title, note, parent)
        self.document, self.simulator = document, simulator
        self.offer: Offer | None = None
        self.runs: dict[str, Rehearsal] = {}
        self.offering, self.rehearsing = Latest(self), Latest(self, every=True)
        self._queue: list[str] = []
        self._fixed = ""
        self._build()
        self.offering.done.connect(self._offered)
        self.rehearsing.done.connect(self._rehearsed)
        for signal in (document.recipeChanged, document.evaluationsChanged, document.modelChanged):
            signal.connect(self.refresh)

    def _build(self) -> None:
        tr = self.tr
        self.missing = Missing(
            tr("Measure uniform widths"), tr("Evaluate the same width in every layer, with its latency")
        )
        self.missing.button.clicked.connect(self.measureRequested)
        self.missing.hide()
        self.fixed_button, self.rules_button = QPushButton(tr("One version")), QPushButton(tr("Switching"))
        self.fixed_button.setObjectName("showFixed")
        self.rules_button.setObjectName("showSwitching")
        self.fixed_button.setToolTip(tr("The same version all the time"))
        self.rules_button.setToolTip(tr("Threshold rules choose the version while the device runs"))
        self.which = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(2 * theme.GRID)
        for button in (self.fixed_button, self.rules_button):
            button.setCheckable(True)
            self.which.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.fixed_button.setChecked(True)
        self.which.buttonClicked.connect(self._show_run)
        self.column.addWidget(self.missing)
        self.column.addLayout(row)
        self.strips, self.player = StripsView(most=STRIPS), Player()
        both = QWidget()
        both.setAccessibleName(tr("The run in time"))
        both.setProperty("role", "panel")
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.strips, 1)
        column.addWidget(self.player)
        self.figure = Magnified(both)
        self.column.addWidget(self.figure, 1)
        self.strips.timePicked.connect(self.player.set_time)
        self.player.timeChanged.connect(self.strips.set_time)

    # ---- what is played

    @property
    def scenario(self) -> Scenario | None:
        return self.simulator.scenario

    @property
    def is_busy(self) -> bool:
        return self.offering.is_busy or self.rehearsing.is_busy or self.strips.is_drawing

    @property
    def _shown(self) -> str:
        return self._fixed if self.fixed_button.isChecked() else Rules.title

    def enter(self) -> None:
        if not self.simulator.keeper.is_loaded:
            self.simulator.keeper.load()
        self.refresh()

    def leave(self) -> None:
        self.player.stop()

    def retire(self) -> None:
        """The presentation ends: what is being worked out is not waited for."""
        self.leave()
        for latest in (self.offering, self.rehearsing):
            latest.retire()

    @Slot()
    def refresh(self) -> None:
        """Offer the versions that there are now."""
        scenario = self.scenario
        if scenario is not None and self.isVisible():
            measured = Measured.of(self.document)
            self.offering.submit(partial(_offer, measured, scenario))

    @Slot(object)
    def _offered(self, offer: object) -> None:
        if isinstance(offer, EdgeVizError):
            self.missing.say(error_text(offer), self._can_measure())
            return
        assert isinstance(offer, Offer)
        self.offer, self.runs = offer, {}
        borrowed = bool(offer.keys) and not any(offer.keys)
        if not offer.points:
            self.missing.say(self.tr("Two versions with a known latency are needed."), self._can_measure())
        elif borrowed:
            text = self.tr("Networks of the scenario: this project lacks measured latencies.")
            self.missing.say(text, self._can_measure())
        else:
            self.missing.say("")
        self.figure.setVisible(bool(offer.points))
        for button in self.which.buttons():
            button.setEnabled(bool(offer.points))
        if offer.points:
            self._fixed = f"{STATIC}{offer.points[self._fixed_index(offer)].name}"
            self._show_outcomes()
            self._queue = [self._fixed, Rules.title]
            self._play_next()
        self.storyChanged.emit()

    def _can_measure(self) -> bool:
        graph = self.document.graph
        return graph is not None and graph.runs

    def _fixed_index(self, offer: Offer) -> int:
        """The current recipe, or else the most accurate version."""
        index = offer.index_of(self.document.lasting_key(Evaluation(self.document.recipe, {})))
        best = max(range(len(offer.points)), key=lambda row: offer.points[row].accuracy)
        return best if index is None else index

    def _play_next(self) -> None:
        scenario, offer = self.scenario, self.offer
        if not self._queue or scenario is None or offer is None:
            return
        label = self._queue.pop(0)
        rows = sorted({*offer.front(), self._fixed_index(offer)})
        points = tuple(offer.points[row] for row in rows)
        seconds = self.simulator.parts.deadline_spin.value() * 1e-3
        played = played_on(scenario, offer.platform, seconds)
        policy: Policy = copy.deepcopy(self.simulator.parts.thresholds.rules)
        if label != Rules.title:
            policy = Static(label.removeprefix(STATIC))
        self.rehearsing.submit(partial(rehearse, label, played, points, policy, played.seed))

    @Slot(object)
    def _rehearsed(self, found: object) -> None:
        if isinstance(found, EdgeVizError):
            self.missing.say(error_text(found), False)
            return
        assert isinstance(found, Rehearsal)
        self.runs[found.label] = found
        self._show_outcomes()
        if found.label == self._shown:
            self._show_run()
        self.storyChanged.emit()
        self._play_next()

    @Slot()
    def _show_run(self) -> None:
        found = self.runs.get(self._shown)
        if found is None:
            return
        self.strips.show_run(found.strips, found.points)
        self.player.set_end(found.strips.end)
        if motion_allowed() and self.isVisible():
            self.player.play_button.setChecked(True)
        self.storyChanged.emit()

    def _show_outcomes(self) -> None:
        """Each button says whose run it shows and what came of it."""
        names = (
            (self.fixed_button, self._fixed, self.tr("{} alone").format(name_text(self._fixed.removeprefix(STATIC)))),
            (self.rules_button, Rules.title, label_text(Rules.title)),
        )
        for button, label, name in names:
            run = self.runs.get(label)
            text = self.tr("{}: {} right in time").format(name, right_in_time(run)) if run is not None else name
            # An ampersand would be taken for a key.
            button.setText(text.replace("&", "&&"))
            button.setToolTip(summary(run) if run is not None else self.tr("Being played…"))

    def story(self) -> str:
        scenario = self.scenario
        if scenario is None:
            return self.tr("No scenario could be read.")
        first, stop, _ = shown(scenario.story).partition(". ")
        return first + stop.rstrip() or shown(scenario.name)


def _offer(measured: Measured, scenario: Scenario) -> Offer:
    """The project's versions; the scenario's own networks where those are too few."""
    offer = of_project(measured, scenario)
    return offer if len(offer.points) >= 2 or not scenario.points else of_scenario(scenario)
