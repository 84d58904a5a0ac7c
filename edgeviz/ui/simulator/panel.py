"""Simulate: what happens to the model when the device gets busy, hot or low on battery, and which policy copes."""

from __future__ import annotations

import copy
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.policies import POLICIES, make_policy
from edgeviz.core.adaptive.policies.base import Policy
from edgeviz.core.adaptive.policies.rules import Rules
from edgeviz.core.adaptive.policies.static import Static
from edgeviz.core.adaptive.scenario import Scenario
from edgeviz.core.adaptive.standing import STATIC
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import Evaluation
from edgeviz.jobs.events import Failed
from edgeviz.ui.adaptive.adapting import Adapting
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.simulator.adaptive_models import AdaptiveModels
from edgeviz.ui.simulator.all_seeds import AllSeeds
from edgeviz.ui.simulator.choices import Source
from edgeviz.ui.simulator.keeper import Keeper
from edgeviz.ui.simulator.latest import Latest
from edgeviz.ui.simulator.layout import Parts
from edgeviz.ui.simulator.offer import Measured, Offer, of_adaptive, of_project, of_scenario
from edgeviz.ui.simulator.rehearsal import Rehearsal, played_on
from edgeviz.ui.simulator.rehearsal import rehearse as rehearse_run
from edgeviz.ui.simulator.scenarios import Scenarios
from edgeviz.ui.simulator.words import label_text
from edgeviz.ui.texts import error_text, shown
from edgeviz.ui.undoing import Edit

#: The policy that is shown at first.
SHOWN = Rules.title
#: Milliseconds in which changes are gathered.
COALESCE = 40


class SimulatorPanel(QWidget):
    """The strips show one run of one policy, played in a thread; the table comes from a job over all seeds."""

    failed = Signal(object)
    measureRequested = Signal()

    def __init__(self, document: Document, jobs: Jobs, adapting: Adapting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("simulatorPanel")
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.document = document
        self.jobs = jobs
        self.offer: Offer | None = None
        self.shown = SHOWN
        # Whoever drags sees every run on the way.
        self.rehearsing = Latest(self, every=True)
        self.offering = Latest(self)
        self.adapting = adapting
        self.parts = Parts(self, self.adapting)
        self.scenarios = Scenarios(self.parts.scenario_box, document, self)
        document.shows["rules"] = self.show_rules
        self.keeper = Keeper(self)
        self.all_seeds = AllSeeds(self)
        self.models = AdaptiveModels(self)
        self._is_adopting = False
        self._offering = QTimer(self, singleShot=True, interval=COALESCE)
        self._offering.timeout.connect(self.refresh)
        self._rehearsal = QTimer(self, singleShot=True, interval=COALESCE)
        self._rehearsal.timeout.connect(self.rehearse)
        #: The window's Simulate menu.
        self.menu = self._build_menu()
        self._connect()
        self.models.refresh()
        self.all_seeds.show_state()

    def _connect(self) -> None:
        parts = self.parts
        parts.open_button.clicked.connect(self.scenarios.open_file)
        self.scenarios.opened_another.connect(self._scenario_opened)
        self.scenarios.changed.connect(self._scenario_edited)
        self.scenarios.failed.connect(self._fail)
        parts.timeline.timeline.edited.connect(self.scenarios.edit)
        parts.timeline.resetRequested.connect(self.scenarios.reset)
        parts.timeline.saveRequested.connect(self.scenarios.save_as)
        parts.player.timeChanged.connect(parts.timeline.timeline.set_time)
        parts.life.policyChosen.connect(self.show_policy)
        parts.deadline_spin.valueChanged.connect(self._settings_changed)
        parts.seeds_spin.valueChanged.connect(self.keeper.start)
        parts.choices.sourceChanged.connect(self._source_changed)
        parts.choices.changed.connect(self._choice_changed)
        parts.shown_box.activated.connect(self._shown_chosen)
        parts.thresholds.edited.connect(self._drag_rules)
        parts.rules.edited.connect(self.edit_rules)
        parts.strips.timePicked.connect(parts.player.set_time)
        parts.strips.deadlineMoved.connect(self._deadline_dragged)
        parts.player.timeChanged.connect(self._time_changed)
        parts.standings.policyChosen.connect(self.show_policy)
        parts.empty.measureRequested.connect(self.measureRequested)
        parts.empty.scenarioPointsRequested.connect(self._use_scenario_points)
        self.rehearsing.done.connect(self._rehearsed)
        self.offering.done.connect(self._offered)
        self.document.recipeChanged.connect(self._recipe_changed)
        self.document.modelChanged.connect(self._model_changed)
        for signal in (
            self.document.evaluationsChanged, self.document.modelChanged, self.document.settingsChanged,
        ):  # fmt: skip
            signal.connect(self._offer_again)

    def _build_menu(self) -> QMenu:
        menu = QMenu(self.tr("Sim&ulate"), self)
        menu.setObjectName("simulateMenu")
        menu.setToolTipsVisible(True)
        view = self.parts.adaptive
        view.make_action.setShortcut("Ctrl+Shift+M")
        menu.addActions([view.make_action])
        menu.addSeparator()
        menu.addActions([view.use_action, view.export_action, view.remove_action])
        return menu

    # ---- what is set

    @property
    def scenario(self) -> Scenario | None:
        return self.scenarios.scenario

    @property
    def current(self) -> Scenario | None:
        """The scenario as it is played: on the platform of the points, with the deadline that is set."""
        scenario, offer = self.scenario, self.offer
        if scenario is None or offer is None:
            return None
        return played_on(scenario, offer.platform, self.parts.deadline_spin.value() * 1e-3)

    @property
    def is_busy(self) -> bool:
        """Whether the strips are about to show something else."""
        timers = (self._offering, self._rehearsal)
        is_waiting = any(timer.isActive() for timer in timers) or self.parts.strips.is_drawing
        return is_waiting or self.offering.is_busy or self.rehearsing.is_busy

    @property
    def points(self) -> tuple[OperatingPoint, ...]:
        return self.parts.choices.chosen_points

    def policies(self) -> dict[str, Policy]:
        """Those that are checked, by their labels."""
        found: dict[str, Policy] = {}
        for key in self.parts.choices.chosen_policies:
            if key == Static.key:
                found |= {f"{STATIC}{one.name}": Static(one.name) for one in self.points}
            else:
                found[POLICIES[key].title] = self._policy(key)
        return found

    def _policy(self, key: str) -> Policy:
        return self.parts.thresholds.rules if key == Rules.key else make_policy(key)

    def _labels(self) -> dict[str, Policy]:
        """Everything that can be shown in the strips, checked or not."""
        found = {kind.title: self._policy(key) for key, kind in POLICIES.items() if kind is not Static}
        return found | {f"{STATIC}{one.name}": Static(one.name) for one in self.points}

    # ---- scenario

    @Slot(str)
    def open_scenario(self, path: str) -> None:
        self.scenarios.open(path)

    @Slot()
    def _scenario_opened(self) -> None:
        scenario = self.scenario
        assert scenario is not None
        # Until those of the new one are there, nothing is played.
        self.offer = None
        self.parts.story.setText(shown(scenario.story or scenario.name))
        with QSignalBlocker(self.parts.deadline_spin):
            self.parts.deadline_spin.setValue(scenario.deadline * 1e3)
        self.parts.player.stop()
        self.parts.player.set_time(0.0)
        self.parts.timeline.show_scenario(scenario, False)
        self.refresh()

    @Slot()
    def _scenario_edited(self) -> None:
        timeline = self.parts.timeline
        if timeline.timeline.scenario != self.scenario:
            timeline.show_scenario(self.scenario, self.scenarios.is_edited)
        timeline.reset_button.setEnabled(self.scenarios.is_edited)
        self._settings_changed()

    # ---- rules

    @Slot(object, str)
    def edit_rules(self, rules: Rules, text: str, key: str = "") -> None:
        """Other threshold rules, which can be undone."""
        edit = Edit(self.document, "rules", self.parts.thresholds.rules, rules, text, key)
        self.document.undo_stack.push(edit)

    @Slot(object, str)
    def _drag_rules(self, rules: Rules, text: str) -> None:
        self.edit_rules(rules, text, f"threshold {self.parts.thresholds.index}")

    def show_rules(self, rules: Rules) -> None:
        self.parts.thresholds.show_rules(rules)
        self._list_rules()
        if self.offer is not None:
            self._settings_changed()

    def _list_rules(self) -> None:
        levels = self.offer.platform.levels if self.offer is not None else ()
        self.parts.rules.show_rules(self.parts.thresholds.rules, [one.name for one in self.points], levels)

    # ---- operating points

    @Slot()
    def _offer_again(self) -> None:
        if not self.keeper.is_writing:
            self._offering.start()

    @Slot()
    def refresh(self) -> None:
        """Offer the points that there are now."""
        self._offering.stop()
        scenario = self.scenario
        if scenario is None or not self.isVisible():
            return
        source = self.parts.choices.source
        if source is Source.ADAPTIVE:
            model = self.adapting.models.get(self.parts.choices.adaptive)
            # Where it is still being read, it is offered when it is.
            if model is not None:
                self.offering.submit(partial(of_adaptive, model, scenario, self.document.device))
        elif source is Source.PROJECT:
            self.offering.submit(partial(of_project, Measured.of(self.document), scenario))
        else:
            self.offering.submit(partial(of_scenario, scenario))

    @Slot(object)
    def _offered(self, offer: object) -> None:
        scenario, choices = self.scenario, self.parts.choices
        if scenario is None:
            return
        project = choices.source is not Source.SCENARIO
        if isinstance(offer, EdgeVizError):
            offer = Offer((), (), scenario.platform, (), error_text(offer))
        assert isinstance(offer, Offer)
        # Points of a model that is open now were called otherwise before.
        key = self.offer.key_of(self.shown.removeprefix(STATIC)) if self.offer is not None else ""
        index = offer.index_of(key)
        if self.shown.startswith(STATIC) and index is not None:
            self.shown = f"{STATIC}{offer.points[index].name}"
        self.offer = offer
        choices.show_offer(offer)
        graph = self.document.graph
        runs = graph is not None and graph.runs and bool(graph.layers)
        self.parts.empty.explain(len(offer.points), offer.why, runs, bool(scenario.points) and project)
        needed = 2 if choices.source is Source.PROJECT else 1
        self.parts.show_empty(len(offer.points) < needed)
        self._choice_changed()
        if self._is_adopting:
            self._is_adopting = False
            self._recipe_changed()

    @Slot()
    def _source_changed(self) -> None:
        self.offer = None
        self.refresh()

    @Slot()
    def _use_scenario_points(self) -> None:
        self.parts.choices.set_source(Source.SCENARIO)

    @Slot()
    def _recipe_changed(self) -> None:
        """A point that was adopted on the trade-off plot plays in the strips."""
        if not self.isVisible() or self.offer is None:
            return
        index = self.offer.index_of(self.document.lasting_key(Evaluation(self.document.recipe, {})))
        if index is not None:
            self.parts.choices.add_point(index)
            self.show_policy(f"{STATIC}{self.offer.points[index].name}")

    @Slot()
    def _model_changed(self) -> None:
        """Another model of the same project was opened by a point of it, or another project."""
        model, offer = self.document.project.model, self.offer
        keys = offer.keys if offer is not None else ()
        known = model is not None and any(key.startswith(f"{model.sha256}:") for key in keys)
        self._is_adopting = known and self.isVisible()
        if not known:
            self.keeper.is_loaded = False
            if self.isVisible():
                self.keeper.load()

    # ---- the run that is shown

    @Slot()
    def _choice_changed(self) -> None:
        labels = self._labels()
        if self.shown not in labels:
            self.shown = SHOWN
        self._list_rules()
        self.parts.fill_shown({label: label_text(label) for label in labels}, self.shown)
        self._settings_changed()

    @Slot()
    def _settings_changed(self) -> None:
        self.all_seeds.show_state()
        self.keeper.start()
        if not self._rehearsal.isActive():
            self._rehearsal.start()

    @Slot(float)
    def _deadline_dragged(self, seconds: float) -> None:
        self.parts.deadline_spin.setValue(seconds * 1e3)

    @Slot()
    def _shown_chosen(self) -> None:
        self.show_policy(str(self.parts.shown_box.currentData()))

    @Slot(str)
    def show_policy(self, label: str) -> None:
        """Play the policy of this label in the strips."""
        if label in self._labels():
            self.shown = label
            self._choice_changed()

    @Slot()
    def rehearse(self) -> None:
        scenario, points = self.current, self.points
        policy = self._labels().get(self.shown)
        self.parts.thresholds.setVisible(self.shown == Rules.title)
        self.parts.standings.select(self.shown)
        self.parts.life.select(self.shown)
        if not self.isVisible() or scenario is None or policy is None:
            return
        if not points:
            self.parts.say(self.tr("Check at least one operating point."))
            return
        work = partial(rehearse_run, self.shown, scenario, points, copy.deepcopy(policy), scenario.seed)
        self.rehearsing.submit(work)

    @Slot(object)
    def _rehearsed(self, found: object) -> None:
        if isinstance(found, EdgeVizError):
            self.parts.say(error_text(found))
            return
        assert isinstance(found, Rehearsal)
        self.parts.say("")
        self.parts.strips.show_run(found.strips, found.points)
        self.parts.player.set_end(found.strips.end)
        self.parts.describe(found)

    @Slot(float)
    def _time_changed(self, seconds: float) -> None:
        self.parts.strips.set_time(seconds)
        if self.parts.player.is_playing:
            self.parts.strips.follow(seconds)

    def take_over(self, other: SimulatorPanel) -> None:
        """Go on with what the panel of an earlier window played, and is playing."""
        self.shown = other.shown
        self.all_seeds.take_over(other.all_seeds)

    # ---- window

    def _fail(self, error: EdgeVizError) -> None:
        self.failed.emit(Failed("", error.what, error.remedy, error.details))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self.keeper.is_loaded:
            self.keeper.load()
        else:
            self._offering.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.parts.player.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.all_seeds.job is not None:
            self.all_seeds.cancel()
            event.accept()
        else:
            super().keyPressEvent(event)
