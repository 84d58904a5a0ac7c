"""The form's loop: how long and how fast it learns, augmentation, and what is seldom touched."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox

from edgeviz.core.train_request import NO_AUGMENTATION, Augmentation, TrainRequest
from edgeviz.core.training import MOST_BATCH, MOST_EPOCHS, Optimizer, Schedule, TrainSpec
from edgeviz.ui.formatting import joined, number, significant
from edgeviz.ui.training.fields import ChoiceBox, NumberBox, PercentBox, Section, WholeBox, allow, choices, dress
from edgeviz.ui.training.words import optimizer_name, schedule_name

_SPEC, _REQUEST = TrainSpec(), TrainRequest()


class LoopFields(Section):
    """Epochs, batch, optimizer and learning rate."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("trainLoop", "", unfolded=True)
        tr = self.tr
        self.head.setText(tr("Learning"))
        self.head.setAccessibleName(tr("Learning"))
        self.epochs = WholeBox(0, MOST_EPOCHS, _SPEC.epochs)
        self.epochs.setSpecialValueText(tr("none"))
        dress(
            self.epochs, "trainEpochs", tr("Epochs"),
            tr("Passes over the training samples; none: only prune, without retraining"),
        )  # fmt: skip
        self.batch = WholeBox(1, MOST_BATCH, _SPEC.batch)
        dress(self.batch, "trainBatch", tr("Batch (samples)"), tr("Samples in one step"))
        self.optimizer = ChoiceBox(choices(Optimizer, optimizer_name))
        dress(
            self.optimizer, "trainOptimizer", tr("Optimizer"),
            tr("Adam needs least care; SGD with momentum often ends a little better"),
        )  # fmt: skip
        self.rate = NumberBox(1e-7, 100.0, _SPEC.rate, 7)
        dress(
            self.rate, "trainRate", tr("Learning rate"),
            tr("At the start. Fine-tuning wants about a tenth of what training from scratch takes: 0.001 for Adam, "
               "0.01 for SGD."),
        )  # fmt: skip
        self.schedule = ChoiceBox(choices(Schedule, schedule_name))
        dress(self.schedule, "trainSchedule", tr("Schedule"), tr("The learning rate over the steps"))
        self.decay_epochs, self.decay = WholeBox(1, MOST_EPOCHS, _SPEC.decay_epochs), NumberBox(1e-6, 1.0, _SPEC.decay)
        dress(self.decay_epochs, "trainDecayEpochs", tr("Epochs between decays"), tr("Epochs between two decays"))
        dress(self.decay, "trainDecay", tr("Decay"), tr("What the learning rate is multiplied by then"))
        self.add(tr("Epochs"), self.epochs)
        self.add(tr("Batch"), self.batch)
        self.add(tr("Optimizer"), self.optimizer)
        self.add(tr("Rate"), self.rate)
        self.add(tr("Schedule"), self.schedule)
        self.add(tr("Every (epochs)"), self.decay_epochs)
        self.add(tr("Times"), self.decay)
        for box in (self.epochs, self.batch, self.rate, self.decay_epochs, self.decay):
            box.valueChanged.connect(self.changed)
        for choice in (self.optimizer, self.schedule):
            choice.changed.connect(self.changed)
        self.schedule.changed.connect(self._show_rows)
        self.optimizer.choose(_SPEC.optimizer)
        self.schedule.choose(_SPEC.schedule)
        self._show_rows()

    def show_value(self, spec: TrainSpec) -> None:
        self.epochs.setValue(spec.epochs)
        self.batch.setValue(spec.batch)
        self.optimizer.choose(spec.optimizer)
        self.rate.setValue(spec.rate)
        self.schedule.choose(spec.schedule)
        self.decay_epochs.setValue(spec.decay_epochs)
        self.decay.setValue(spec.decay)

    def text(self) -> str:
        """What the folded section says."""
        epochs = self.tr("{} epochs").format(number(self.epochs.value()))
        return joined([epochs, optimizer_name(self.optimizer.chosen), significant(self.rate.value(), 2)])

    @Slot()
    def _show_rows(self) -> None:
        stepped = self.schedule.chosen is Schedule.STEP
        self.set_row_visible(self.decay_epochs, stepped)
        self.set_row_visible(self.decay, stepped)


class AugmentationFields(Section):
    """``value()`` is the Augmentation; none of it where samples are no images."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("trainAugmentation", "", unfolded=False)
        tr = self.tr
        self.head.setText(tr("Augmentation"))
        self.head.setAccessibleName(tr("Augmentation"))
        self.flip = QCheckBox(tr("Mirror left to right"))
        dress(
            self.flip, "trainFlip", tr("Mirror left to right"),
            tr("Half of the images in each step; not for digits or text"),
        )  # fmt: skip
        self.crop = WholeBox(0, 512, 0, tr(" px"))
        self.crop.setSpecialValueText(tr("none"))
        dress(
            self.crop, "trainCrop", tr("Shift (pixels)"),
            tr("Images are moved by up to so many pixels in each direction; 4 is usual for 32×32"),
        )  # fmt: skip
        self.mixup = NumberBox(0.0, 100.0, 0.0, 3)
        self.mixup.setSpecialValueText(tr("none"))
        dress(
            self.mixup, "trainMixup", tr("Mixup"),
            tr("Pairs of samples and their labels are mixed; the parameter of the beta distribution (Zhang et al. "
               "2018), 0.2 is usual"),
        )  # fmt: skip
        self.add_wide(self.flip)
        self.add(tr("Shift"), self.crop)
        self.add(tr("Mixup"), self.mixup)
        self.flip.toggled.connect(self.changed)
        for box in (self.crop, self.mixup):
            box.valueChanged.connect(self.changed)

    def value(self) -> Augmentation:
        if not self.flip.isEnabled():
            return NO_AUGMENTATION
        return Augmentation(self.flip.isChecked(), self.crop.value(), round(self.mixup.value(), 3))

    def show_value(self, value: Augmentation) -> None:
        self.flip.setChecked(value.flip)
        self.crop.setValue(value.crop)
        self.mixup.setValue(value.mixup)

    def show_possible(self, why_not: str) -> None:
        for widget in (self.flip, self.crop, self.mixup):
            allow(widget, why_not)

    def text(self) -> str:
        """What the folded section says."""
        value = self.value()
        parts = [self.tr("mirror")] if value.flip else []
        if value.crop:
            parts.append(self.tr("{} px").format(value.crop))
        if value.mixup:
            parts.append(self.tr("mixup {}").format(significant(value.mixup, 2)))
        return joined(parts) or self.tr("none")


class AdvancedFields(Section):
    """What has a good default: decay, clipping, patience, seed, samples; ``whole``: ranges, norms, classes too."""

    changed = Signal()

    def __init__(self, whole: bool = True) -> None:
        super().__init__("trainAdvanced", "", unfolded=False)
        tr = self.tr
        self.head.setText(tr("Advanced"))
        self.head.setAccessibleName(tr("Advanced"))
        self.weight_decay = NumberBox(0.0, 1.0, _SPEC.weight_decay)
        dress(self.weight_decay, "trainWeightDecay", tr("Weight decay"), tr("Pulls all weights towards zero"))
        self.momentum = NumberBox(0.0, 0.9999, _SPEC.momentum, 4)
        dress(self.momentum, "trainMomentum", tr("Momentum"), tr("Of SGD: share of the last step that goes on"))
        self.clip = NumberBox(0.0, 1e6, 0.0, 3)
        self.clip.setSpecialValueText(tr("none"))
        dress(
            self.clip, "trainClip", tr("Greatest gradient norm"),
            tr("The gradient of all weights is shortened to this length; helps where the loss jumps"),
        )  # fmt: skip
        self.patience = WholeBox(0, MOST_EPOCHS, 0)
        self.patience.setSpecialValueText(tr("never"))
        dress(
            self.patience, "trainPatience", tr("Patience (epochs)"),
            tr("Stops after so many epochs without a better held-out accuracy; the best epoch is kept in any case"),
        )  # fmt: skip
        self.seed = WholeBox(0, (1 << 31) - 1, 0)
        dress(self.seed, "trainSeed", tr("Seed"), tr("Of order, augmentation and start: the same gives the same"))
        self.samples = WholeBox(0, 2_000_000_000, 0)
        self.samples.setSpecialValueText(tr("all"))
        dress(self.samples, "trainSamples", tr("Training samples"), tr("Learn from at most so many samples"))
        self.checkpoint = WholeBox(0, 1_000_000_000, 0)
        self.checkpoint.setSpecialValueText(tr("each epoch"))
        dress(
            self.checkpoint, "trainCheckpoint", tr("Steps between checkpoints"),
            tr("A run that is ended goes on from its last checkpoint; there is one after every epoch in any case"),
        )  # fmt: skip
        self.freeze = PercentBox(0.0, 1.0, _REQUEST.freeze)
        dress(
            self.freeze, "trainFreeze", tr("Frozen at the end"),
            tr("Share of the steps, the last ones, in which batch-norm statistics and learned ranges rest"),
        )  # fmt: skip
        self.unfold = QCheckBox(tr("Train with batch norms"))
        dress(
            self.unfold, "trainUnfold", tr("Train with batch norms"),
            tr("Batch norms are put back for training and folded again after: the result has the same layers"),
        )  # fmt: skip
        self.balanced = QCheckBox(tr("Every class weighs the same"))
        dress(
            self.balanced, "trainBalanced", tr("Every class weighs the same"),
            tr("The loss of rare classes counts more"),
        )  # fmt: skip
        self.unfold.setChecked(True)
        self.add(tr("Weight decay"), self.weight_decay)
        self.add(tr("Momentum"), self.momentum)
        self.add(tr("Clip"), self.clip)
        self.add(tr("Patience"), self.patience)
        self.add(tr("Seed"), self.seed)
        self.add(tr("Samples"), self.samples)
        self.add(tr("Checkpoint"), self.checkpoint)
        if whole:
            self.add(tr("Frozen"), self.freeze)
            self.add_wide(self.unfold)
            self.add_wide(self.balanced)
        for box in (self.weight_decay, self.momentum, self.clip, self.patience, self.seed, self.samples,
                    self.checkpoint, self.freeze):  # fmt: skip
            box.valueChanged.connect(self.changed)
        for check in (self.unfold, self.balanced):
            check.toggled.connect(self.changed)

    def show_value(self, request: TrainRequest) -> None:
        spec = request.spec
        self.weight_decay.setValue(spec.weight_decay)
        self.momentum.setValue(spec.momentum)
        self.clip.setValue(spec.clip)
        self.patience.setValue(spec.patience)
        self.seed.setValue(spec.seed)
        self.samples.setValue(min(request.samples, self.samples.maximum()))
        self.checkpoint.setValue(min(spec.checkpoint_every, self.checkpoint.maximum()))
        self.freeze.set_share(request.freeze)
        self.unfold.setChecked(request.unfold)
        self.balanced.setChecked(request.balanced)

    def show_optimizer(self, optimizer: Optimizer) -> None:
        why = "" if optimizer is Optimizer.SGD else self.tr("Momentum belongs to SGD.")
        allow(self.momentum, why)

    def text(self) -> str:
        """What the folded section says: what differs from the defaults."""
        parts = []
        if self.samples.value():
            parts.append(self.tr("{} samples").format(number(self.samples.value())))
        if self.seed.value():
            parts.append(self.tr("seed {}").format(self.seed.value()))
        if self.patience.value():
            parts.append(self.tr("patience {}").format(self.patience.value()))
        if self.balanced.isChecked():
            parts.append(self.tr("balanced"))
        return joined(parts) or self.tr("defaults")
