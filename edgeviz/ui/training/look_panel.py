"""Teacher and student on real samples, and what a temperature does to their probabilities."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QIcon, QImage, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSlider,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.look import Look, softened
from edgeviz.core.train_request import Distillation
from edgeviz.jobs.events import Failed
from edgeviz.ui import formatting, theme
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.texts import error_text
from edgeviz.ui.training.bars import ProbabilityBars
from edgeviz.ui.training.feature_view import FeatureView
from edgeviz.ui.training.fields import ChoiceBox, NumberBox, allow, dress
from edgeviz.ui.training.looking import Looking, Question
from edgeviz.ui.training.run import Run
from edgeviz.ui.training.training import Training

#: Samples that are looked at together.
SAMPLES = 12
SIDE = 40
#: The slider is logarithmic: hundredths of a decade.
LEAST, MOST = 0.25, 50.0
#: Milliseconds in which changes are gathered before the models are asked.
QUIET = 150


@dataclass(frozen=True)
class Place:
    """A model: one of the project by its SHA-256, or a file."""

    sha256: str = ""
    path: str = ""


class LookPanel(QWidget):
    """Follows the selected run: its teacher, and the model that it trained. Others can be chosen.

    The models are asked once for each set of samples; the temperature is applied here, as fast as the slider moves.
    Both are looked at in float, as their files are.
    """

    def __init__(self, document: Document, jobs: Jobs, training: Training, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lookPanel")
        self.setAccessibleName(self.tr("Teacher and student"))
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.document = document
        self.training = training
        self.looking = Looking(jobs, self)
        self.found: Look | None = None
        self._first = 0
        self._run: Run | None = None
        #: Whether the model that the selected run is going to train will be looked at.
        self._waiting = False
        self._pair: tuple[str, str] | None = None
        self._files: tuple[str, ...] = ()
        self._timer = QTimer(self, singleShot=True, interval=QUIET)
        self._timer.timeout.connect(self._ask)
        self._build()
        self.looking.found.connect(self._found)
        self.looking.failed.connect(self._failed)
        for signal in (document.modelChanged, document.evaluationsChanged, document.dataChanged):
            signal.connect(self._offer)
        training.changed.connect(self._training_changed)
        self._offer()

    # ---- construction

    def _build(self) -> None:
        tr = self.tr
        self.teacher_box, self.student_box = ChoiceBox(), ChoiceBox()
        dress(self.teacher_box, "lookTeacher", tr("Teacher"), tr("Whose probabilities are on the left; in float"))
        dress(self.student_box, "lookStudent", tr("Student"), tr("Whose probabilities are on the right; in float"))
        self.maps_button = QToolButton()
        self.maps_button.setText(tr("Feature maps"))
        dress(
            self.maps_button, "showFeatureMaps", tr("Feature maps"),
            tr("Show what the two layers of the hint see, instead of the probabilities"),
        )  # fmt: skip
        self.maps_button.setCheckable(True)
        self.maps_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.maps_button.toggled.connect(self._switch)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        for title, box in ((tr("Teacher"), self.teacher_box), (tr("Student"), self.student_box)):
            label = QLabel(title)
            label.setBuddy(box)
            head.addWidget(label)
            head.addWidget(box, 1)
            box.changed.connect(self._chosen)
        self.student_box.activated.connect(self._student_chosen)
        head.addWidget(self.maps_button)

        self.samples = QListWidget()
        self.samples.setObjectName("lookSamples")
        self.samples.setAccessibleName(tr("Validation samples"))
        self.samples.setToolTip(tr("Choose a sample; the arrow keys walk through them"))
        self.samples.setIconSize(QSize(theme.px(SIDE), theme.px(SIDE)))
        self.samples.setMovement(QListView.Movement.Static)
        self.samples.setUniformItemSizes(True)
        self.samples.setFixedWidth(theme.px(SIDE + 62))
        self.samples.currentRowChanged.connect(self._show_sample)
        self.other_button = QPushButton(tr("Others"))
        dress(self.other_button, "otherSamples", tr("Other samples"), tr("Look at the next validation samples"))
        self.other_button.clicked.connect(self._other_samples)
        left = QVBoxLayout()
        left.setSpacing(theme.GRID)
        left.addWidget(self.samples, 1)
        left.addWidget(self.other_button)

        self.bars, self.features = ProbabilityBars(), FeatureView()
        self.views = QStackedLayout()
        self.views.addWidget(self.bars)
        self.views.addWidget(self.features)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        dress(
            self.slider, "temperatureSlider", tr("Temperature"),
            tr("Outputs are divided by it before the softmax. At 1 the probabilities are the networks' own; higher "
               "ones are flatter and show which wrong classes are the least wrong."),
        )  # fmt: skip
        self.slider.setRange(round(100 * log10(LEAST)), round(100 * log10(MOST)))
        self.slider.setPageStep(10)
        self.temperature = NumberBox(LEAST, MOST, 1.0, 2)
        dress(self.temperature, "temperatureBox", tr("Temperature"), tr("The same as a number; it has no unit"))
        self.temperature.setFixedWidth(theme.px(72))
        self.divergence = QLabel()
        self.divergence.setObjectName("lookDivergence")
        self.divergence.setAccessibleName(tr("Divergence"))
        self._about = (
            tr("Kullback-Leibler divergence of the student's probabilities from the teacher's at this temperature: "
               "what soft targets make small")
        )  # fmt: skip
        self.divergence.setMinimumWidth(self.divergence.fontMetrics().horizontalAdvance("KL 00.000 nats"))
        self.divergence.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        label = QLabel(tr("Temperature"))
        label.setBuddy(self.slider)
        below = QHBoxLayout()
        below.setSpacing(2 * theme.GRID)
        below.addWidget(label)
        below.addWidget(self.slider, 1)
        below.addWidget(self.temperature)
        below.addWidget(self.divergence)
        right = QVBoxLayout()
        right.setSpacing(theme.GRID)
        right.addLayout(self.views, 1)
        right.addLayout(below)
        self.content = QWidget()
        columns = QHBoxLayout(self.content)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(2 * theme.GRID)
        columns.addLayout(left)
        columns.addLayout(right, 1)
        self.note = QLabel()
        self.note.setObjectName("lookNote")
        self.note.setProperty("role", "muted")
        self.note.setWordWrap(True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.status = ElidedLabel()
        self.status.setObjectName("lookStatus")
        self.status.setProperty("role", "caption")
        self.status.hide()
        self.pages = QStackedLayout()
        self.pages.addWidget(self.content)
        self.pages.addWidget(self.note)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.PADDING, 8, theme.PADDING, 8)
        layout.setSpacing(theme.GRID)
        layout.addLayout(head)
        layout.addWidget(self.status)
        layout.addLayout(self.pages, 1)
        self.slider.valueChanged.connect(self._slid)
        self.temperature.valueChanged.connect(self._typed)

    # ---- what is looked at

    @Slot(object)
    def follow(self, run: Run | None) -> None:
        """Look at the teacher of ``run`` and at what it trained."""
        self._run = run
        taught = run.record.request.distillation if run is not None else None
        self._pair = taught.pairs[0] if taught is not None and taught.pairs else None
        if taught is not None:
            self._files = tuple(dict.fromkeys((*self._files, *taught.teachers)))[-8:]
            self.temperature.setValue(min(max(taught.temperature, LEAST), MOST))
        self._offer()
        if run is None:
            return
        teachers = taught.teachers if taught is not None else ()
        self.teacher_box.choose(Place(path=teachers[0]) if teachers else Place(run.record.parent))
        self._waiting = not self.student_box.choose(Place(run.record.model))

    def show_form(self, taught: Distillation | None) -> None:
        """The form's teachers can be looked at before anything is trained."""
        if taught is not None and set(taught.teachers) - set(self._files):
            self._files = tuple(dict.fromkeys((*self._files, *taught.teachers)))[-8:]
            self._offer()

    @Slot()
    def _training_changed(self) -> None:
        """The selected run has trained its model now: that is what one waits for, unless another was chosen."""
        run = self._run
        if run is not None and self._waiting and self.student_box.choose(Place(run.record.model)):
            self._waiting = False

    @Slot()
    def _student_chosen(self) -> None:
        self._waiting = False

    def _places(self) -> dict[Place, tuple[str, str]]:
        """The models that can be looked at, with name and tooltip: the open one, its family, files."""
        document, model = self.document, self.document.project.model
        found: dict[Place, tuple[str, str]] = {}
        if document.store is None or model is None or not model.sha256:
            return found
        found[Place(model.sha256)] = (model.name, self.tr("The open model"))
        try:
            names = document.store.models()
        except EdgeVizError:
            names = {}
        for sha256, name in names.items():
            found.setdefault(Place(sha256), (name, self.tr("A model of this project")))
        for path in self._files:
            found[Place(path=path)] = (Path(path).name, path)
        return found

    @Slot()
    def _offer(self) -> None:
        places = self._places()
        values = [(place, name, tip) for place, (name, tip) in places.items()]
        for box in (self.teacher_box, self.student_box):
            with QSignalBlocker(box):
                box.set_values(values)
        why = self.tr("Choose a run that matches layers (FitNets or attention transfer).")
        allow(self.maps_button, "" if self._pair is not None else why)
        if self._pair is None:
            self.maps_button.setChecked(False)
        self._chosen()

    @Slot()
    def _chosen(self) -> None:
        self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    # ---- asking

    def _samples_known(self) -> int:
        """How many validation samples there are, as far as that is known."""
        data: DataSpec | None = self.document.data
        measured = [e.outcomes.samples for e in self.document.evaluations if e.outcomes is not None]
        return measured[-1] if measured else min(data.validation, SAMPLES) if data is not None else 0

    def _obstacle(self) -> str:
        graph = self.document.graph
        if graph is None:
            return self.tr("Open a model to look at what it says of real samples.")
        if not graph.runs:
            return self.tr("This model cannot be run here.")
        if self.document.data is None:
            return self.tr("Choose data first (Ctrl+D): the samples come from it.")
        if self.teacher_box.chosen is None or self.student_box.chosen is None:
            return self.tr("The model is still being read.")
        if self.teacher_box.chosen == self.student_box.chosen:
            return self.tr("Teacher and student are the same model. Train a student, or choose another model above.")
        return ""

    @Slot()
    def _ask(self) -> None:
        if not self.isVisible():
            return
        why = self._obstacle()
        self.note.setText(why)
        self.pages.setCurrentIndex(1 if why else 0)
        data = self.document.data
        if why or data is None:
            self.status.hide()
            self.found = None
            self.looking.ask(None)
            return
        count = self._samples_known()
        rows = tuple(range(self._first, min(self._first + SAMPLES, count)))
        try:
            paths = [self._path(box.chosen) for box in (self.teacher_box, self.student_box)]
        except EdgeVizError as error:
            self._failed(Failed("", error.what, error.remedy, error.details))
            return
        pair = self._pair if self.maps_button.isChecked() else None
        self.looking.ask(Question(paths[0], paths[1], data, rows, pair))
        if self.looking.is_busy:
            self._say(self.tr("Asking teacher and student…"))

    def _path(self, place: Place) -> str:
        store = self.document.store
        assert store is not None
        return place.path or str(store.model_file(place.sha256))

    @Slot()
    def _other_samples(self) -> None:
        self._first += SAMPLES
        if self._first >= self._samples_known():
            self._first = 0
        self._ask()

    @Slot()
    def _switch(self) -> None:
        self.views.setCurrentIndex(1 if self.maps_button.isChecked() else 0)
        self._timer.start()

    @Slot(object)
    def _found(self, look: Look) -> None:
        self.found = look
        self._say("")
        row = self.samples.currentRow()
        with QSignalBlocker(self.samples):
            self.samples.clear()
            for at in range(len(look)):
                item = QListWidgetItem(look.name(int(look.labels[at])))
                if look.pictures is not None:
                    item.setIcon(QIcon(sample_picture(look, at, SIDE * 2)))
                item.setToolTip(self.tr("Sample {}: {}").format(look.rows[at], look.name(int(look.labels[at]))))
                self.samples.addItem(item)
            self.samples.setCurrentRow(min(max(row, 0), len(look) - 1))
        why = "" if self._samples_known() > SAMPLES else self.tr("There are no others.")
        allow(self.other_button, why)
        self._show_sample()

    @Slot(object)
    def _failed(self, event: Failed) -> None:
        self.found = None
        self._say("")
        self.note.setText(error_text(event))
        self.pages.setCurrentIndex(1)

    def _say(self, text: str) -> None:
        self.status.setText(text)
        self.status.setVisible(bool(text))

    # ---- showing

    @Slot()
    def _show_sample(self) -> None:
        look, at = self.found, self.samples.currentRow()
        if look is None or not 0 <= at < len(look):
            return
        t = self.temperature.value()
        one, other = softened(look.teacher[at], t), softened(look.student[at], t)
        names = tuple(look.name(row) for row in range(len(one)))
        self.bars.show_classes(one, other, names, int(look.labels[at]))
        self.features.show_features(look.features, at)
        found = look.divergence(t)
        self.divergence.setText(self.tr("KL {} nats").format(_nats(float(found[at]))))
        text = self.tr("Mean of the {} samples shown: {} nats")
        self.divergence.setAccessibleDescription(text.format(len(look), _nats(float(found.mean()))))
        self.divergence.setToolTip(f"<p>{self._about}</p><p>{self.divergence.accessibleDescription()}</p>")

    @Slot(int)
    def _slid(self, value: int) -> None:
        with QSignalBlocker(self.temperature):
            self.temperature.setValue(10 ** (value / 100))
        self._show_sample()

    @Slot(float)
    def _typed(self, value: float) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(100 * log10(value)))
        self._show_sample()


def _nats(value: float) -> str:
    return formatting.number(value, 3)


def sample_picture(look: Look, at: int, side: int) -> QPixmap:
    """The sample at ``at``, at most ``side`` pixels wide and high; ``look`` has pictures."""
    assert look.pictures is not None
    pixels = look.pictures[at]
    height, width = pixels.shape[:2]
    data = pixels.tobytes()
    picture = QImage(data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
    return QPixmap.fromImage(picture.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio))
