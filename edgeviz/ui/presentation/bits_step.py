"""The second step: one slider takes bits from all weights, and a layer and the answers show what that does."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSlider, QWidget

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.graph import Layer
from edgeviz.core.layer_view import LayerView
from edgeviz.core.look import Look, softened
from edgeviz.core.presets import uniform_recipe
from edgeviz.jobs.events import Failed, Finished
from edgeviz.jobs.spec import JobSpec, Lane
from edgeviz.ui import formatting, theme
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.inspector.plots import HistogramBlock
from edgeviz.ui.presentation.magnified import Magnified
from edgeviz.ui.presentation.step import Step
from edgeviz.ui.texts import error_text, kept
from edgeviz.ui.training.bars import ProbabilityBars
from edgeviz.ui.training.look_panel import sample_picture

WEIGHTS, OUTPUTS = "edgeviz.engine.inspect_layer:run", "edgeviz.engine.inspect_outputs:run"
#: The slider's places from left to right; float is 32.
WIDTHS = (32, 16, 8, 7, 6, 5, 4, 3, 2, 1)
BEGIN = 4
#: Milliseconds without a further move before the weights are quantized anew.
QUIET = 120
#: Validation samples that are asked for at once.
SAMPLES = 8


class _Asking(QObject):
    """One question to the interactive lane at a time; a newer one takes its place."""

    #: What was found, or the Failed that says why not.
    answered = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        return self._job is not None

    def ask(self, spec: JobSpec | None) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
        if spec is not None:
            self._job = self._jobs.submit(spec)
            self._job.ended.connect(self._ended)

    @Slot(object)
    def _ended(self, event: object) -> None:
        if self._job is None or getattr(event, "job", None) != self._job.spec.id:
            return
        self._job = None
        if isinstance(event, Finished):
            self.answered.emit(event.payload)
        elif isinstance(event, Failed):
            self.answered.emit(event)


class BitsStep(Step):
    """Nothing here edits the project."""

    key = "bits"

    def __init__(self, document: Document, jobs: Jobs, parent: QWidget | None = None) -> None:
        title = self.tr("What bits do")
        note = self.tr("Move the slider slowly. At which width does the answer change?")
        super().__init__(title, note, parent)
        self.document = document
        self.weights, self.outputs = _Asking(jobs, self), _Asking(jobs, self)
        self._views: dict[int, LayerView] = {}
        self._looks: dict[int, Look] = {}
        self.sample = 0
        self._asked = BEGIN
        self._unit = 1.0
        self._timer = QTimer(self, singleShot=True, interval=QUIET)
        self._timer.timeout.connect(self._ask)
        self._build()
        self.weights.answered.connect(self._weights_answered)
        self.outputs.answered.connect(self._outputs_answered)
        for signal in (document.modelChanged, document.dataChanged, document.pathChanged):
            signal.connect(self._forget)
        self._show_bits()

    def _build(self) -> None:
        tr = self.tr
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("bitsSlider")
        self.slider.setAccessibleName(tr("Bits of all weights"))
        self.slider.setToolTip(tr("Bits of all weights (Up and Down)"))
        self.slider.setRange(0, len(WIDTHS) - 1)
        self.slider.setPageStep(1)
        self.slider.setInvertedControls(True)
        self.slider.setValue(WIDTHS.index(BEGIN))
        self.slider.valueChanged.connect(self._show_bits)
        self.bits_label = QLabel()
        self.bits_label.setObjectName("bitsLabel")
        self.picture = QLabel()
        self.picture.setObjectName("samplePicture")
        self.picture.setAccessibleName(tr("The sample"))
        self.next_button = QPushButton(tr("Next sample"))
        self.next_button.setObjectName("nextSample")
        self.next_button.setToolTip(tr("Show what the network says of another validation sample"))
        self.next_button.clicked.connect(self.next_sample)
        row = QHBoxLayout()
        row.setSpacing(4 * theme.GRID)
        row.addWidget(self.bits_label)
        row.addWidget(self.slider, 1)
        row.addWidget(self.picture)
        row.addWidget(self.next_button)
        self.column.addLayout(row)
        self.histogram = HistogramBlock("presentedWeights", tr("Weights"))
        self.bars = ProbabilityBars(sides=(tr("float"), tr("quantized")))
        self.note_label = QLabel()
        self.note_label.setObjectName("bitsNote")
        self.note_label.setWordWrap(True)
        self.note_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.note_label.hide()
        self.left, self.right = Magnified(self.histogram), Magnified(self.bars)
        figures = QHBoxLayout()
        figures.setSpacing(8 * theme.GRID)
        figures.addWidget(self.left, 1)
        figures.addWidget(self.right, 1)
        figures.addWidget(self.note_label, 1)
        self.column.addLayout(figures, 1)

    # ---- what is looked at

    @property
    def bits(self) -> int:
        return WIDTHS[self.slider.value()]

    @property
    def layer(self) -> Layer | None:
        """The selected layer, or else the one with most weights."""
        graph, selected = self.document.graph, self.document.selected_layers
        if graph is None or not graph.layers:
            return None
        return selected[0] if len(selected) == 1 else max(graph.layers, key=lambda layer: layer.weight_elements)

    @property
    def is_busy(self) -> bool:
        return self._timer.isActive() or self.weights.is_busy or self.outputs.is_busy

    def story(self) -> str:
        look, at = self._looks.get(self.bits), self.sample
        if look is None:
            return self.tr("All weights get as many bits as the slider says: fewer bits are a coarser grid.")
        float_class, class_ = int(look.teacher[at].argmax()), int(look.student[at].argmax())
        if float_class == class_:
            return self.tr("The answer to this sample stays {}.").format(look.name(class_))
        return self.tr("The answer to this sample changes from {} to {}.").format(
            look.name(float_class), look.name(class_)
        )

    def enter(self) -> None:
        self._show_bits()

    def leave(self) -> None:
        self._timer.stop()
        self.weights.ask(None)
        self.outputs.ask(None)

    @Slot()
    def next_sample(self) -> None:
        look = self._looks.get(self.bits)
        if look is not None:
            self.sample = (self.sample + 1) % len(look)
            self._show_look(look)

    # ---- asking

    @Slot()
    def _forget(self) -> None:
        self._views.clear()
        self._looks.clear()
        self.sample = 0
        self._show_bits()

    @Slot()
    def _show_bits(self) -> None:
        self.bits_label.setText(self.tr("float, 32 bits") if self.bits == 32 else self.tr("{} bits").format(self.bits))
        self._show_known()
        self._timer.start()

    def _show_known(self) -> None:
        view, look = self._views.get(self.bits), self._looks.get(self.bits)
        if view is not None:
            self._show_view(view)
        else:
            self.histogram.set_stale(True)
        if look is not None:
            self._show_look(look)
        self.storyChanged.emit()

    @Slot()
    def _ask(self) -> None:
        document, layer = self.document, self.layer
        graph, data = document.graph, document.data
        if not self.isVisible():
            return
        if graph is None or layer is None:
            self.histogram.say(self.tr("This model has no layer with weights to quantize."))
            self._say(self.tr("Without weights no answer changes."))
            return
        if document.store is None:
            return  # the project file is being made; pathChanged follows
        try:
            path = str(document.store.model_file())
        except EdgeVizError as error:
            self.histogram.say(error_text(error), error=True)
            return
        bits, recipe = self.bits, uniform_recipe(graph, self.bits, 32)
        if bits not in self._views:
            title = kept("Weights at {} bits").format(bits)
            self.weights.ask(_job(WEIGHTS, title, path=path, data=None, recipe=recipe, key=layer.key))
        if data is None:
            self._say(self.tr("Answers need data. End the presentation and choose some (Ctrl+D)."))
        elif bits not in self._looks:
            self._asked = bits
            title = kept("Answers at {} bits").format(bits)
            self.outputs.ask(_job(OUTPUTS, title, path=path, data=data, recipe=recipe, rows=self._rows(data)))

    def _rows(self, data: DataSpec) -> tuple[int, ...]:
        measured = [found.outcomes.samples for found in self.document.evaluations if found.outcomes is not None]
        return tuple(range(min(SAMPLES, measured[-1] if measured else data.validation)))

    @Slot(object)
    def _weights_answered(self, answer: object) -> None:
        if isinstance(answer, LayerView):
            self._views[self._bits_of(answer)] = answer
            self._show_known()
        elif isinstance(answer, Failed):
            self.histogram.say(error_text(answer), error=True)

    @staticmethod
    def _bits_of(view: LayerView) -> int:
        return view.recipe.weight.bits

    @Slot(object)
    def _outputs_answered(self, answer: object) -> None:
        if isinstance(answer, Look):
            # The slider may have gone on since.
            self._looks[self._asked] = answer
            self._say("")
            self._show_known()
        elif isinstance(answer, Failed):
            self._say(error_text(answer))

    # ---- showing

    def _say(self, why: str) -> None:
        """Why there are no answers to be seen; "" where there are."""
        self.note_label.setText(why)
        self.note_label.setVisible(bool(why))
        self.right.setVisible(not why)
        self.next_button.setVisible(not why)
        self.picture.setVisible(not why)

    def _show_view(self, view: LayerView) -> None:
        self.histogram.set_stale(False)
        label = self.tr("float") if self.bits == 32 else self.tr("{} bits").format(self.bits)
        self.histogram.show_distribution(view.weight, self.tr("Weight of {}").format(view.key), label)

    def _show_look(self, look: Look) -> None:
        at = self.sample
        one, other = (softened(logits[at], 1.0) for logits in (look.teacher, look.student))
        self.bars.show_classes(one, other, tuple(look.name(row) for row in range(len(one))), int(look.labels[at]))
        text = self.tr("Sample {}: {}").format(formatting.number(look.rows[at]), look.name(int(look.labels[at])))
        self.picture.setToolTip(text)
        if look.pictures is not None:
            self.picture.setPixmap(sample_picture(look, at, round(64 * self._unit)))
        else:
            self.picture.setText(text)
        self.storyChanged.emit()

    def set_unit(self, unit: float) -> None:
        super().set_unit(unit)
        self._unit = unit
        widest = max(self.tr("float, 32 bits"), self.tr("{} bits").format(16), key=len)
        self.bits_label.setMinimumWidth(self.bits_label.fontMetrics().horizontalAdvance(widest))
        look = self._looks.get(self.bits)
        if look is not None:
            self._show_look(look)


def _job(entry: str, title: str, **arguments: object) -> JobSpec:
    return JobSpec(entry, title, arguments, lane=Lane.INTERACTIVE)
