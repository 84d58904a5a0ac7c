"""What is searched, for what, and by which means: the form at the left of the Search workspace."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas import differentiable
from edgeviz.core.nas.request import SearchRequest
from edgeviz.core.nas.reward import Goal, Reward
from edgeviz.project.hosts import load_hosts
from edgeviz.project.store import Store
from edgeviz.ui import theme
from edgeviz.ui.devices.library import DeviceLibrary
from edgeviz.ui.dialogs.parts import PrimaryButton
from edgeviz.ui.document import Document
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.search.effort_fields import EffortFields
from edgeviz.ui.search.goal_fields import GoalFields
from edgeviz.ui.search.judge_fields import AccuracyFields, LatencyFields
from edgeviz.ui.search.sampler_fields import SamplerFields
from edgeviz.ui.search.searches import Searches
from edgeviz.ui.search.space_fields import SpaceFields
from edgeviz.ui.search.words import sampler_name, search_title
from edgeviz.ui.texts import error_text, shown
from edgeviz.ui.training.fields import dress
from edgeviz.ui.training.form_frame import FormFrame
from edgeviz.ui.training.words import about
from edgeviz.ui.undoing import Edit

#: The project's setting that holds the form.
SETTING = "search"
#: Milliseconds in which changes of fields are gathered.
QUIET = 150


class SearchForm(FormFrame):
    """``request()`` is what the fields say. The form is kept in the project's settings.

    Its goal, which the plot draws and can change, is edited by undo steps; the other fields are no part of undo.
    ``folder`` holds the list of remote devices.
    """

    chooseDataRequested = Signal()
    #: Somebody edited the goal: whoever draws the reward draws it anew.
    goalChanged = Signal()

    def __init__(
        self,
        document: Document,
        searches: Searches,
        devices: DeviceLibrary,
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("search", parent)
        self.setAccessibleName(self.tr("Architecture search"))
        self.document, self.searches, self.devices, self.folder = document, searches, devices, folder
        self._store: Store | None = None
        self._showing = False
        self._seen = False
        #: The goal as the last undo step left it, and whether one that will be a step is being dragged.
        self._goal: Goal | None = None
        self._is_dragged = False
        self._timer = QTimer(self, singleShot=True, interval=QUIET)
        self._timer.timeout.connect(self._settle)
        self._build()
        document.shows["goal"] = self._show_goal
        for section in self.sections:
            section.changed.connect(self._edited)
        self.sampler.changed.connect(self._sampler_changed)
        self.goal.changed.connect(self._goal_edited)
        self.name.textEdited.connect(self._edited)
        document.modelChanged.connect(self._model_changed)
        document.pathChanged.connect(self._model_changed)
        document.dataChanged.connect(self._show_situation)
        searches.changed.connect(self._show_state)
        devices.changed.connect(self._show_places)
        self._sampler_changed()

    # ---- construction

    def _build(self) -> None:
        tr = self.tr
        self.space = SpaceFields(self.searches.library)
        self.sampler, self.goal = SamplerFields(), GoalFields()
        self.accuracy, self.latency, self.effort = AccuracyFields(), LatencyFields(), EffortFields()
        self.sections = (self.space, self.goal, self.sampler, self.effort, self.accuracy, self.latency)
        self.sampler.head.setChecked(False)
        self.accuracy.head.setChecked(False)
        self.data_label = ElidedLabel()
        self.data_label.setObjectName("searchData")
        self.data_button = QPushButton(tr("Choose data…"))
        dress(self.data_button, "searchChooseData", tr("Choose data"), tr("What candidates learn and are judged on"))
        self.data_button.clicked.connect(self.chooseDataRequested)
        dress(self.name, "searchName", tr("Name"), tr("What the search is called in lists; its settings by default"))
        data = QHBoxLayout()
        data.setContentsMargins(theme.PADDING, 0, 0, theme.GRID)
        data.setSpacing(theme.GRID)
        data.addWidget(self.data_label, 1)
        data.addWidget(self.data_button)
        fields = (self.space, data, *self.sections[1:])
        self.lay_out(tr("Settings of the search"), fields, PrimaryButton(tr("Start search"), "startSearch"))
        self.start_button.clicked.connect(self.start)

    # ---- what the fields say

    def request(self) -> SearchRequest:
        """Raises EdgeVizError where the fields do not fit together."""
        return SearchRequest(
            space=self.space.value(),
            goal=self.goal.value(),
            sampler=self.sampler.key,
            settings=self.sampler.settings(),
            seed=self.sampler.seed.value(),
            trials=self.effort.trials,
            seconds=self.effort.seconds,
            evaluating=self.accuracy.value(),
            costing=self.latency.value(),
            executing=self.effort.value(),
            name=self.name.text().strip(),
        )

    def show_request(self, request: SearchRequest) -> None:
        """Put a request into the fields."""
        self._showing = True
        self._show_places()
        self.space.show_space(request.space)
        self._show_all_but_the_space(request)
        self._goal = self._goal_now()
        self._showing = False
        self._edited()

    def _show_all_but_the_space(self, request: SearchRequest) -> None:
        self.goal.show_value(request.goal)
        self.sampler.show_value(request.sampler, dict(request.settings), request.seed)
        self.accuracy.show_value(request.evaluating)
        self.latency.show_value(request.costing)
        self.effort.show_value(request.trials, request.seconds, request.executing)
        self.name.setText(request.name)

    def obstacle(self) -> str:
        """Why the fields cannot be started as they are, "" where they can."""
        why = self.searches.obstacle()
        if why:
            return why
        try:
            request = self.request()
            if request.sampler == differentiable.KEY:
                differentiable.check(request)
        except EdgeVizError as error:
            return error_text(error)
        device = self.devices.profiles.devices.get(request.costing.device)
        if "energy" in request.goal.objectives and (device is None or device.energy is None):
            return self.tr("Energy is modelled: choose a device whose profile has figures for it, under Latency.")
        return ""

    @Slot()
    def start(self) -> None:
        """Start what the fields say."""
        if not self.obstacle():
            self.searches.start(self.request())

    # ---- following

    @Slot()
    def _edited(self) -> None:
        if not self._showing:
            self._timer.start()

    @Slot()
    def _sampler_changed(self) -> None:
        self.goal.show_sampler(sampler_name(self.sampler.key), self.sampler.seeks_front)
        self.effort.show_sampler(self.sampler.key)

    # ---- the goal

    def take_target(self, cost: str, target: float, dropped: bool) -> None:
        """The plot's target was dragged; where it is ``dropped``, it becomes an undo step."""
        self._is_dragged = not dropped
        self.goal.cost.choose(cost)
        self.goal.set_target(target)
        self._timer.start()

    def reward(self) -> Reward | None:
        """As the fields say; None where they do not fit together."""
        goal = self._goal_now()
        return None if goal is None else goal.reward

    def _goal_now(self) -> Goal | None:
        try:
            return self.goal.value()
        except EdgeVizError:
            return None

    @Slot()
    def _goal_edited(self) -> None:
        if not self._showing:
            self.goalChanged.emit()

    def _note_goal(self) -> None:
        """An edited goal that has come to rest is an undo step."""
        before, goal = self._goal, self._goal_now()
        if goal is None or goal == before or self._is_dragged:
            return
        self._goal = goal
        if before is not None:
            self.document.undo_stack.push(Edit(self.document, "goal", before, goal, self.tr("Goal of the search")))

    def _show_goal(self, goal: Goal) -> None:
        self._goal = goal
        if goal != self._goal_now():
            self.goal.show_value(goal)

    # ---- the situation

    @Slot()
    def _model_changed(self) -> None:
        document = self.document
        self._show_situation()
        if self._seen and document.store is not self._store and document.store is not None:
            self._store = document.store
            self._read()

    @Slot()
    def _show_situation(self) -> None:
        """What is possible depends on the model and the data."""
        graph, data = self.document.graph, self.document.data
        shape = self.searches.sample_shape()
        why = self.tr("Open a model first.") if graph is None or not graph.runs else ""
        self.space.show_situation(shape, why)
        name = "" if data is None else Path(data.path).name or data.source
        side = "×".join(map(str, shape)) if shape is not None else ""
        text = self.tr("Data: {} {}").format(name, side).strip() if name else self.tr("No data chosen")
        self.data_label.setText(text)
        self._timer.start()

    @Slot()
    def _show_places(self) -> None:
        try:
            hosts = [host.name for host in load_hosts(self.folder)]
        except EdgeVizError:
            # Device, Remote devices says what is wrong with that file.
            hosts = []
        self.latency.show_places(self.devices.profiles.devices.values(), hosts)

    @Slot()
    def _settle(self) -> None:
        """The fields have rested: remember them, and say what is missing."""
        if not self._seen:
            return
        for section in self.sections:
            section.summarize(section.text())
        self._note_goal()
        self._show_state()
        self.keep()

    @Slot()
    def _show_state(self) -> None:
        if not self._seen:
            return
        why = self.obstacle()
        self.problem.say(why, "" if self.document.graph is None else "warning")
        self.start_button.setEnabled(not why)
        self.start_button.setToolTip(why or self.tr("Search in the background (Ctrl+Return)"))
        if why:
            self.estimate.setText("")
            return
        request = self.request()
        self.name.setPlaceholderText(shown(search_title(request)))
        seconds = self.searches.estimate(request)
        self.estimate.setText(
            about(seconds) if seconds is not None else self.tr("the time is told after the first candidates")
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._seen:
            # Spaces, profiles and hosts are files: they are read when somebody looks.
            self._seen = True
            self._show_places()
            self.space.fill()
            self._model_changed()
        self._timer.start()

    # ---- the project's settings

    def keep(self) -> None:
        if self._store is None or self._store is not self.document.store:
            return
        try:
            text = self.request().to_json()
        except EdgeVizError:
            return
        self.document.set_setting(SETTING, json.loads(text))

    def _read(self) -> None:
        """The form as the project remembers it; what it does not remember stays as it is."""
        self._goal = self._goal_now()
        value = self.document.project.settings.get(SETTING)
        if value is None:
            return
        try:
            request = SearchRequest.from_json(json.dumps(value))
        except (EdgeVizError, TypeError, ValueError):
            return
        self.show_request(request)
