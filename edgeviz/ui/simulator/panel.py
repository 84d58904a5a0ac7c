"""Simulate: what happens to the model when the device gets busy, hot or low on battery, and which policy copes."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.policies import POLICIES, make_policy, policy_table
from edgeviz.core.adaptive.policies.base import Policy
from edgeviz.core.adaptive.policies.rules import Rules
from edgeviz.core.adaptive.policies.static import Static
from edgeviz.core.adaptive.scenario import Scenario
from edgeviz.core.adaptive.standing import STATIC, Table
from edgeviz.core.errors import EdgeVizError
from edgeviz.jobs.events import Cancelled, Event, Failed
from edgeviz.jobs.spec import JobSpec, Lane
from edgeviz.project.scenarios import find_scenario, presets
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.simulator.choices import Source
from edgeviz.ui.simulator.latest import Latest
from edgeviz.ui.simulator.layout import Parts
from edgeviz.ui.simulator.offer import Measured, Offer, of_project, of_scenario
from edgeviz.ui.simulator.rehearsal import Rehearsal
from edgeviz.ui.simulator.rehearsal import rehearse as rehearse_run
from edgeviz.ui.simulator.words import label_text

ENTRY = "edgeviz.engine.adaptive.play:run"
#: The scenario that is there at first, and the policy that is shown.
FIRST, SHOWN = "shared_board", Rules.title
#: Milliseconds in which changes are gathered.
COALESCE = 40


class SimulatorPanel(QWidget):
    """The strips show one run of one policy, played in a thread; the table comes from a job over all seeds."""

    failed = Signal(object)
    measureRequested = Signal()

    def __init__(self, document: Document, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("simulatorPanel")
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.document = document
        self.jobs = jobs
        self.scenario: Scenario | None = None
        self.offer: Offer | None = None
        self.shown = SHOWN
        self.job: Job | None = None
        self.table: Table | None = None
        #: What the table was worked out from.
        self._played: object = None
        self._scenario_key = ""
        # Whoever drags sees every run on the way.
        self.rehearsing = Latest(self, every=True)
        self.offering = Latest(self)
        self.parts = Parts(self)
        self._offering = QTimer(self, singleShot=True, interval=COALESCE)
        self._offering.timeout.connect(self.refresh)
        self._rehearsal = QTimer(self, singleShot=True, interval=COALESCE)
        self._rehearsal.timeout.connect(self.rehearse)
        self._connect()
        self._show_state()

    def _connect(self) -> None:
        parts = self.parts
        parts.scenario_box.activated.connect(self._scenario_chosen)
        parts.open_button.clicked.connect(self.open_file)
        parts.deadline_spin.valueChanged.connect(self._settings_changed)
        parts.seeds_spin.valueChanged.connect(self._show_state)
        parts.run_button.clicked.connect(self.run)
        parts.cancel_button.clicked.connect(self.cancel)
        parts.choices.sourceChanged.connect(self._source_changed)
        parts.choices.changed.connect(self._choice_changed)
        parts.shown_box.activated.connect(self._shown_chosen)
        parts.thresholds.changed.connect(self._settings_changed)
        parts.strips.timePicked.connect(parts.player.set_time)
        parts.strips.deadlineMoved.connect(self._deadline_dragged)
        parts.player.timeChanged.connect(self._time_changed)
        parts.standings.policyChosen.connect(self.show_policy)
        parts.empty.measureRequested.connect(self.measureRequested)
        parts.empty.scenarioPointsRequested.connect(self._use_scenario_points)
        self.rehearsing.done.connect(self._rehearsed)
        self.offering.done.connect(self._offered)
        self.document.recipeChanged.connect(self._recipe_changed)
        for signal in (
            self.document.evaluationsChanged, self.document.modelChanged, self.document.settingsChanged,
        ):  # fmt: skip
            signal.connect(self._offering.start)

    # ---- what is set

    @property
    def current(self) -> Scenario | None:
        """The scenario as it is played: on the platform of the points, with the deadline that is set."""
        scenario, offer = self.scenario, self.offer
        if scenario is None or offer is None:
            return None
        governor = scenario.governor
        most = len(offer.platform.levels) - 1
        if governor.level > most:
            governor = replace(governor, level=most)
        deadline = self.parts.deadline_spin.value() * 1e-3
        return replace(scenario, platform=offer.platform, deadline=deadline, governor=governor)

    @property
    def is_busy(self) -> bool:
        """Whether the strips are about to show something else."""
        timers = (self._offering, self._rehearsal)
        return self.offering.is_busy or self.rehearsing.is_busy or any(timer.isActive() for timer in timers)

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

    def _signature(self, policies: Mapping[str, Policy]) -> object:
        points = tuple((one.name, one.seconds, one.accuracy, one.energy) for one in self.points)
        tables = tuple((label, repr(policy_table(policy))) for label, policy in policies.items())
        return self.current, points, tables, self.parts.seeds_spin.value()

    # ---- scenario

    def _load(self) -> None:
        """Read the presets, when somebody looks here for the first time."""
        box = self.parts.scenario_box
        for key in presets():
            try:
                name = find_scenario(key).name
            except EdgeVizError as error:
                self._fail(error)
                continue
            box.addItem(name, key)
        box.setCurrentIndex(max(0, box.findData(FIRST)))
        self._scenario_chosen()

    @Slot()
    def open_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Open a scenario"))
        dialog.setNameFilters([self.tr("Scenarios (*.toml)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self.open_scenario)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def open_scenario(self, path: str) -> None:
        """Add the scenario in the file at ``path`` to the list, and choose it."""
        try:
            scenario = find_scenario(str(Path(path).absolute()))
        except EdgeVizError as error:
            self._fail(error)
            return
        box = self.parts.scenario_box
        if box.findData(path) < 0:
            box.addItem(scenario.name, path)
        box.setItemText(box.findData(path), scenario.name)
        box.setCurrentIndex(box.findData(path))
        self._scenario_chosen()

    @Slot()
    def _scenario_chosen(self) -> None:
        box = self.parts.scenario_box
        key = str(box.currentData() or "")
        if not key:
            return
        try:
            scenario = find_scenario(key)
        except EdgeVizError as error:
            box.setCurrentIndex(box.findData(self._scenario_key))
            self._fail(error)
            return
        self.scenario, self._scenario_key = scenario, key
        # Until those of the new one are there, nothing is played.
        self.offer = None
        self.parts.story.setText(scenario.story or scenario.name)
        with QSignalBlocker(self.parts.deadline_spin):
            self.parts.deadline_spin.setValue(scenario.deadline * 1e3)
        self.parts.player.stop()
        self.parts.player.set_time(0.0)
        self.refresh()

    # ---- operating points

    @Slot()
    def refresh(self) -> None:
        """Offer the points that there are now."""
        self._offering.stop()
        scenario = self.scenario
        if scenario is None or not self.isVisible():
            return
        if self.parts.choices.source is Source.PROJECT:
            self.offering.submit(partial(of_project, Measured.of(self.document), scenario))
        else:
            self.offering.submit(partial(of_scenario, scenario))

    @Slot(object)
    def _offered(self, offer: object) -> None:
        scenario, choices = self.scenario, self.parts.choices
        if scenario is None:
            return
        project = choices.source is Source.PROJECT
        if isinstance(offer, EdgeVizError):
            offer = Offer((), (), scenario.platform, (), f"{offer.what} {offer.remedy}".strip())
        assert isinstance(offer, Offer)
        self.offer = offer
        choices.show_offer(offer)
        graph = self.document.graph
        runs = graph is not None and graph.runs and bool(graph.layers)
        self.parts.empty.explain(len(offer.points), offer.why, runs, bool(scenario.points) and project)
        needed = 2 if project else 1
        self.parts.show_empty(len(offer.points) < needed)
        self._choice_changed()

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
        index = self.offer.index_of(self.document.recipe.hash)
        if index is not None:
            self.parts.choices.add_point(index)
            self.show_policy(f"{STATIC}{self.offer.points[index].name}")

    # ---- the run that is shown

    @Slot()
    def _choice_changed(self) -> None:
        labels = self._labels()
        if self.shown not in labels:
            self.shown = SHOWN
        self.parts.fill_shown({label: label_text(label) for label in labels}, self.shown)
        self._settings_changed()

    @Slot()
    def _settings_changed(self) -> None:
        self._show_state()
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
            self.parts.say(f"{found.what} {found.remedy}".strip())
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

    # ---- all seeds

    @property
    def seeds(self) -> list[int]:
        """The first is that of the strips."""
        first = self.scenario.seed if self.scenario is not None else 0
        return list(range(first, first + self.parts.seeds_spin.value()))

    @Slot()
    def run(self) -> None:
        """Play every chosen policy with every seed, in the background."""
        scenario, points, policies = self.current, self.points, self.policies()
        if self.job is not None or scenario is None or not points or not policies:
            return
        arguments = {"scenario": scenario, "points": points, "policies": policies, "seeds": self.seeds}
        title = self.tr("Simulate {}").format(scenario.name)
        self._played = self._signature(policies)
        self.table = None
        self.job = self.jobs.submit(JobSpec(ENTRY, title, arguments, light=True, lane=Lane.COMPUTE))
        self.job.resulted.connect(self._resulted)
        self.job.changed.connect(self._show_progress)
        self.job.ended.connect(self._ended)
        self.parts.standings.show_table(None, 0)
        self._show_state()

    @Slot()
    def cancel(self) -> None:
        if self.job is not None:
            self.job.cancel()

    @Slot(object)
    def _resulted(self, payload: object) -> None:
        if isinstance(payload, Table):
            self.table = payload
            self.parts.standings.show_table(payload, self.parts.seeds_spin.value(), self._old())
            self.parts.standings.select(self.shown)

    @Slot()
    def _show_progress(self) -> None:
        progress = self.job.progress if self.job is not None else None
        if progress is not None and progress.total:
            self.parts.progress.setRange(0, round(progress.total))
            self.parts.progress.setValue(round(progress.done))

    @Slot(object)
    def _ended(self, event: Event) -> None:
        self.job = None
        self._show_state()
        if isinstance(event, Failed):
            self.failed.emit(event)
        elif isinstance(event, Cancelled) and self.table is None:
            self.parts.standings.verdict.setText(self.tr("Cancelled before the first seed was played."))

    def _old(self) -> str:
        if self.table is None or self._played == self._signature(self.policies()):
            return ""
        return self.tr("Of earlier settings: run again.")

    @Slot()
    def _show_state(self) -> None:
        is_running = self.job is not None
        self.parts.show_running(is_running)
        ready = self.current is not None and bool(self.points) and bool(self.parts.choices.chosen_policies)
        self.parts.run_button.setEnabled(not is_running and ready)
        if not is_running and self.table is not None:
            seeds = self._played[3] if isinstance(self._played, tuple) else self.table.seeds
            self.parts.standings.say(seeds, self._old())

    # ---- window

    def _fail(self, error: EdgeVizError) -> None:
        self.failed.emit(Failed("", error.what, error.remedy, error.details))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.scenario is None:
            self._load()
        else:
            self._offering.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.parts.player.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.job is not None:
            self.cancel()
            event.accept()
        else:
            super().keyPressEvent(event)
