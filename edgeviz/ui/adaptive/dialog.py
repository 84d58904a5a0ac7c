"""What adaptive model to make of the open one, and how it is trained."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.adaptive.request import AdaptRequest, Mechanism
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.training import TrainSpec
from edgeviz.ui import theme
from edgeviz.ui.adaptive.adapting import Adapting
from edgeviz.ui.adaptive.fields import HowFields, fields_for
from edgeviz.ui.adaptive.words import mechanism_meaning, mechanism_title
from edgeviz.ui.dialogs.parts import PrimaryButton, StateLabel, caption
from edgeviz.ui.texts import error_text
from edgeviz.ui.training.fields import ChoiceBox, dress
from edgeviz.ui.training.loop_fields import AdvancedFields, AugmentationFields, LoopFields


class AdaptDialog(QDialog):
    """Starts the job and closes; the Jobs panel shows it, and the model appears in the Simulate workspace."""

    def __init__(self, adapting: Adapting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("adaptDialog")
        self.setWindowTitle(self.tr("Make an adaptive model"))
        self.adapting = adapting
        tr, document = self.tr, adapting.document
        self.kind = ChoiceBox([(one, mechanism_title(one), mechanism_meaning(one)) for one in Mechanism])
        dress(self.kind, "adaptKind", tr("Kind"), tr("How the model adapts at run time"))
        self.meaning = caption(name="adaptMeaning")
        self.fields: dict[Mechanism, HowFields] = {}
        self.stack = QStackedWidget()
        self.device = ChoiceBox([(None, tr("● measured on this machine"), "")])
        if document.device is not None:
            name = tr("◇ modelled for {}").format(document.device.name)
            self.device.set_values([(None, tr("● measured on this machine"), ""), (document.device, name, "")])
            self.device.choose(document.device)
        dress(self.device, "adaptDevice", tr("Latency and energy"), tr(
            "Of the operating points. To have them modelled, choose a device in the tool bar first."))  # fmt: skip
        self.name = QLineEdit()
        dress(self.name, "adaptName", tr("Name"), tr("What the model is called; by itself after what it is"))
        self.name.setMaxLength(100)
        self.loop = LoopFields()
        self.loop.show_value(TrainSpec(epochs=10))
        self.augmentation, self.advanced = AugmentationFields(), AdvancedFields(whole=False)
        shape = document.graph.input_shape() if document.graph is not None else None
        why = "" if shape is not None and len(shape) == 4 else tr("The samples of this model are no images.")
        self.augmentation.show_possible(why)
        self.sections = (self.loop, self.augmentation, self.advanced)
        for section in self.sections:
            section.changed.connect(self._summarize)
        self.problem = StateLabel("adaptProblem")
        self.start_button = PrimaryButton(tr("Make"), "adaptStart")
        self.start_button.clicked.connect(self.start)
        self.close_button = QPushButton(tr("Close"))
        self.close_button.setObjectName("adaptClose")
        self.close_button.clicked.connect(self.reject)
        self._lay_out()
        self.kind.changed.connect(self._show_kind)
        self.adapting.changed.connect(self._show_state)
        self._show_kind()
        self.resize(theme.px(480), theme.px(560))

    def _lay_out(self) -> None:
        tr = self.tr
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for text, field in ((tr("Kind"), self.kind), (tr("Figures"), self.device), (tr("Name"), self.name)):
            label = QLabel(text)
            label.setBuddy(field)
            form.addRow(label, field)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.GRID, 0)
        column.setSpacing(2 * theme.GRID)
        column.addLayout(form)
        column.addWidget(self.meaning)
        column.addWidget(self.stack)
        for section in self.sections:
            column.addWidget(section)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.start_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.PADDING, theme.PADDING, theme.PADDING, theme.PADDING)
        layout.setSpacing(2 * theme.GRID)
        layout.addWidget(area, 1)
        layout.addWidget(self.problem)
        layout.addLayout(row)

    # ---- what is chosen

    @property
    def mechanism(self) -> Mechanism:
        return Mechanism(self.kind.chosen)

    def request(self) -> AdaptRequest:
        """Raises EdgeVizError where the settings make no sense."""
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
        return AdaptRequest(
            self.fields[self.mechanism].value(), spec, self.augmentation.value(), more.samples.value(),
            self.name.text().strip(),
        )  # fmt: skip

    @Slot()
    def start(self) -> None:
        try:
            request = self.request()
        except EdgeVizError as error:
            self.problem.say(error_text(error), "bad")
            return
        if self.adapting.start(request, self.device.chosen):
            self.accept()

    # ---- inside

    @Slot()
    def _show_kind(self) -> None:
        if self.adapting.document.graph is not None:
            if self.mechanism not in self.fields:
                found = self.fields[self.mechanism] = fields_for(self.mechanism, self.adapting.document)
                found.changed.connect(self._show_state)
                self.stack.addWidget(found)
                self._walk_through(found)
            self.stack.setCurrentWidget(self.fields[self.mechanism])
        self.meaning.setText(mechanism_meaning(self.mechanism))
        for section in self.sections:
            section.setVisible(self.mechanism not in (Mechanism.SWITCHING, Mechanism.PARTITION))
        self._summarize()
        self._show_state()

    @Slot()
    def _summarize(self) -> None:
        self.advanced.show_optimizer(self.loop.optimizer.chosen)
        for section in self.sections:
            section.summarize(section.text())

    def _walk_through(self, found: HowFields) -> None:
        """Tab comes to fields that were made later where they stand: behind the name."""
        inside: list[QWidget] = []
        at = found.nextInFocusChain()
        while at is not None and at is not found:
            if found.isAncestorOf(at) and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
                inside.append(at)
            at = at.nextInFocusChain()
        before: QWidget = self.name
        for widget in inside:
            QWidget.setTabOrder(before, widget)
            before = widget

    @Slot()
    def _show_state(self) -> None:
        why = self.adapting.obstacle()
        self.start_button.setEnabled(not why)
        self.problem.say(why, "warning" if why else "")
