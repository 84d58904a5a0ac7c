"""What is to be trained and how: the form at the left of the Train workspace."""

from __future__ import annotations

import json
from dataclasses import replace

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_presets import Preset
from edgeviz.core.train_request import TrainRequest
from edgeviz.core.training import TrainSpec
from edgeviz.project.store import Store
from edgeviz.ui import stored, theme
from edgeviz.ui.dialogs.parts import PrimaryButton
from edgeviz.ui.document import Document
from edgeviz.ui.texts import error_text, shown
from edgeviz.ui.training.estimating import Estimating
from edgeviz.ui.training.fields import dress
from edgeviz.ui.training.form_frame import FormFrame
from edgeviz.ui.training.graphs import Graphs
from edgeviz.ui.training.loop_fields import AdvancedFields, AugmentationFields, LoopFields
from edgeviz.ui.training.pair_fields import Side
from edgeviz.ui.training.preset_menu import PresetButton, preset_sentence
from edgeviz.ui.training.pruning_fields import PruningFields
from edgeviz.ui.training.student_fields import CURRENT, FLOAT, StudentFields
from edgeviz.ui.training.teacher_fields import TeacherFields
from edgeviz.ui.training.training import Training
from edgeviz.ui.training.words import about, run_title

#: The project's setting that holds the form.
SETTING = "training"
#: Milliseconds in which changes of fields are gathered.
QUIET = 150


class FormPanel(FormFrame):
    """``request()`` is what the fields say. The form is kept in the project's settings, and is no part of undo."""

    def __init__(
        self,
        document: Document,
        training: Training,
        graphs: Graphs,
        estimating: Estimating,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("train", parent)
        self.setAccessibleName(self.tr("Training"))
        self.document = document
        self.training = training
        self.graphs = graphs
        self.estimating = estimating
        self._store: Store | None = None
        self._showing = False
        #: Whether the recipe, the data or the selection are others than the fields know of.
        self._is_behind = False
        self._timer = QTimer(self, singleShot=True, interval=QUIET)
        self._timer.timeout.connect(self._rested)
        self._build()
        for section in self.sections:
            section.changed.connect(self._edited)
        self.name.textEdited.connect(self._edited)
        for signal in (document.recipeChanged, document.dataChanged, document.selectionChanged):
            signal.connect(self._situation_changed)
        document.modelChanged.connect(self._model_changed)
        document.pathChanged.connect(self._model_changed)
        graphs.changed.connect(self._show_situation)
        estimating.changed.connect(self._show_state)
        training.changed.connect(self._show_state)
        self._model_changed()

    # ---- construction

    def _build(self) -> None:
        tr = self.tr
        self.presets = PresetButton(self.document)
        self.presets.chosen.connect(self._take_preset)
        self.sentence = QLabel()
        self.sentence.setObjectName("presetSentence")
        self.sentence.setProperty("role", "caption")
        self.sentence.setWordWrap(True)
        self.sentence.hide()
        self.student, self.teacher, self.pruning = StudentFields(), TeacherFields(), PruningFields()
        self.loop, self.augmentation, self.advanced = LoopFields(), AugmentationFields(), AdvancedFields()
        self.sections = (self.student, self.teacher, self.pruning, self.loop, self.augmentation, self.advanced)
        dress(
            self.name, "trainName", tr("Name"),
            tr("What the trained model is called in the plot and in lists; left empty, its settings are its name"),
        )  # fmt: skip
        top = QVBoxLayout()
        top.setContentsMargins(theme.PADDING, 8, theme.PADDING, 0)
        top.setSpacing(theme.GRID)
        top.addWidget(self.presets)
        top.addWidget(self.sentence)
        button = PrimaryButton(tr("Start training"), "startTraining")
        button.clicked.connect(self.start)
        self.lay_out(tr("Settings of the training"), self.sections, button, top)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    # ---- what the fields say

    def request(self) -> TrainRequest:
        """Raises EdgeVizError where the fields do not fit together."""
        self.catch_up()
        why = self.student.problem()
        if why:
            raise EdgeVizError(why)
        loop, more = self.loop, self.advanced
        spec = TrainSpec(
            epochs=loop.epochs.value(),
            batch=loop.batch.value(),
            optimizer=loop.optimizer.chosen,
            rate=loop.rate.value(),
            schedule=loop.schedule.chosen,
            weight_decay=more.weight_decay.value(),
            momentum=more.momentum.value(),
            decay_epochs=loop.decay_epochs.value(),
            decay=loop.decay.value(),
            clip=more.clip.value(),
            seed=more.seed.value(),
            patience=more.patience.value(),
            checkpoint_every=more.checkpoint.value(),
        )
        return TrainRequest(
            spec=spec,
            recipe=self.student.recipe(),
            student=self.student.student(),
            distillation=self.teacher.value(),
            pruning=self.pruning.value(),
            augmentation=self.augmentation.value(),
            activations=self.student.rule(),
            unfold=more.unfold.isChecked(),
            freeze=more.freeze.share,
            balanced=more.balanced.isChecked(),
            samples=more.samples.value(),
            name=self.name.text().strip(),
        )

    def show_request(self, request: TrainRequest) -> None:
        """Put a request into the fields."""
        self._showing = True
        self.student.show_value(request.recipe, request.activations, request.student)
        self.teacher.show_value(request.distillation)
        self.pruning.show_value(request.pruning)
        self.loop.show_value(request.spec)
        self.augmentation.show_value(request.augmentation)
        self.advanced.show_value(request)
        self.name.setText(request.name)
        self._showing = False
        self._edited()

    def obstacle(self) -> str:
        """Why the fields cannot be started as they are, "" where they can."""
        self.catch_up()
        why = self.training.obstacle()
        if why:
            return why
        for path in self._files():
            fault = self.graphs.fault(path)
            if fault:
                return fault
        try:
            request = self.request()
        except EdgeVizError as error:
            return error_text(error)
        taught = request.distillation
        same = request.student.is_open_model and request.recipe.is_float32 and request.pruning is None
        if taught is not None and not taught.teachers and same:
            return self.tr(
                "Teacher and student are the same network. Choose a smaller student, fewer bits, or a teacher's file."
            )
        return ""

    @Slot()
    def start(self) -> None:
        """Start what the fields say."""
        if not self.obstacle():
            self.estimating.stop()
            self.training.start(self.request())

    # ---- following

    @Slot()
    def _edited(self) -> None:
        if not self._showing:
            self.sentence.setVisible(self.presets.is_chosen_unchanged(self._plain_request()))
            self._timer.start()

    def _plain_request(self) -> TrainRequest | None:
        try:
            return replace(self.request(), name="")
        except EdgeVizError:
            return None

    @Slot()
    def _model_changed(self) -> None:
        document = self.document
        self._show_situation()
        if document.store is not self._store and document.store is not None:
            self._store = document.store
            self._read()
        self.presets.reload()

    @Slot()
    def _situation_changed(self) -> None:
        """In another workspace nobody sees it: an edit there does not wait for it."""
        self._is_behind = True
        if self.isVisible():
            self.catch_up()

    def catch_up(self) -> None:
        """Have the fields know of the document as it is now, also while nobody sees them."""
        if self._is_behind:
            self._show_situation()

    @Slot()
    def _show_situation(self) -> None:
        """What is possible depends on the model, its recipe, the data and the selection."""
        self._is_behind = False
        document, graph = self.document, self.document.graph
        self.student.show_situation(graph, document.recipe)
        self.pruning.show_selection(document.selection)
        shape = graph.input_shape() if graph is not None else None
        images = shape is not None and len(shape) == 4
        self.augmentation.show_possible("" if images else self.tr("The samples of this model are no images."))
        layers = document.selected_layers
        selected = layers[0] if layers else None
        teachers = self.teacher.paths
        student = self.student.student().path if not self.student.problem() else ""
        self.teacher.show_sides(self._side(teachers[0] if teachers else "", selected), self._side(student, selected))
        self._timer.start()

    def _side(self, path: str, selected: Layer | None) -> Side:
        if not path:
            return Side(self.document.graph, selected)
        why = self.tr("This network is not the open one: choose the layer from the list.")
        return Side(self._graph_of(path), None, why)

    def _graph_of(self, path: str) -> ModelGraph | None:
        return self.graphs.graph(path)

    def _files(self) -> list[str]:
        student = self.student.path if self.student.kind.chosen == "file" else ""
        teachers = self.teacher.paths if self.teacher.method.chosen is not None else ()
        return [path for path in (*teachers, student) if path]

    @Slot()
    def _rested(self) -> None:
        """Nobody sees it in another workspace: an edit there need not wait for what is said here."""
        if self.isVisible():
            self._settle()
        else:
            self.keep()

    @Slot()
    def _settle(self) -> None:
        """Say what the fields mean, what is missing and how long it takes, and remember them."""
        self.advanced.show_optimizer(self.loop.optimizer.chosen)
        for path in self._files():
            self.graphs.graph(path)
        for section in self.sections:
            section.summarize(section.text())
        self._show_state()
        self.keep()
        self._ask()

    @Slot()
    def _show_state(self) -> None:
        why = self.obstacle()
        no_model = self.document.graph is None
        fault = self.estimating.fault
        if fault and not why:
            # Whatever hinders the warm-up would hinder the training, but that is for the person to try.
            self.problem.say(self.tr("The time cannot be estimated: {}").format(fault), "warning")
        else:
            self.problem.say(why, "" if no_model else "warning")
        self.start_button.setEnabled(not why)
        self.start_button.setToolTip(why or self.tr("Train in the background (Ctrl+Return)"))
        self.name.setPlaceholderText(self._title())
        self.estimate.setText("" if why else self._estimate_text())

    def _title(self) -> str:
        request = self._plain_request()
        return "" if request is None else shown(run_title(request, self.document.graph))

    def _estimate_text(self) -> str:
        found = self.estimating
        if found.seconds is not None:
            return about(found.seconds)
        return self.tr("estimating the time…") if found.is_busy else ""

    def _ask(self) -> None:
        if self.isVisible() and not self.obstacle():
            self.estimating.ask(self.request())
        else:
            self.estimating.ask(None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.catch_up()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.estimating.stop()

    @Slot(object)
    def _take_preset(self, preset: Preset) -> None:
        self.show_request(replace(preset.request, name=self.name.text().strip()))
        self.sentence.setText(preset_sentence(preset))
        self.sentence.show()

    # ---- the project's settings

    def keep(self) -> None:
        """The recipe is left out: it is the project's own, or that of a preset which is chosen again."""
        request = self._plain_request()
        if request is None or self._store is None or self._store is not self.document.store:
            return
        bits = FLOAT if self.student.wants_float else CURRENT
        text = replace(request, recipe=Recipe(), name=self.name.text().strip()).to_json()
        self.document.set_setting(SETTING, {"bits": bits, "request": json.loads(text)})

    def _read(self) -> None:
        value = stored.mapping(self.document.project.settings.get(SETTING))
        try:
            request = TrainRequest.from_json(json.dumps(value["request"])) if "request" in value else TrainRequest()
        except (EdgeVizError, TypeError, ValueError):
            request = TrainRequest()
        bits = stored.name(value.get("bits"), (CURRENT, FLOAT)) or CURRENT
        self.show_request(replace(request, recipe=Recipe()))
        if bits == CURRENT:
            self.student.want_current()
