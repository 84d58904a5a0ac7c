"""How the range of one part (weights or activations) is chosen, as a group of fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QWidget

from edgeviz.core.spec import MOMENTUM, PERCENTILE, WEIGHT_OBSERVERS, Observer, Spec
from edgeviz.ui import theme
from edgeviz.ui.dialogs.parts import caption, heading
from edgeviz.ui.formatting import percent
from edgeviz.ui.inspector.settings import momentum_box, percentile_box
from edgeviz.ui.layers import edits
from edgeviz.ui.layers.edits import Part
from edgeviz.ui.layers.texts import observer_text

#: Samples of one group of the moving average: engine.quant.calibrate.GROUP.
GROUP = 32


class RangeFields(QWidget):
    """Observer, its number where it has one, and a sentence on what it does. ``change`` is what they ask for."""

    changed = Signal()

    def __init__(self, part: Part, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = part
        self._samples = 1
        self.setObjectName(f"{part}Range")
        name = self.tr("Weights") if part is Part.WEIGHT else self.tr("Activations")
        self.observers: tuple[Observer, ...] = WEIGHT_OBSERVERS if part is Part.WEIGHT else tuple(Observer)
        self.observer = QComboBox()
        self.observer.setObjectName(f"{part}CalibrationObserver")
        self.observer.setAccessibleName(self.tr("{}: how the range is chosen").format(name))
        self.observer.setToolTip(self.observer.accessibleName())
        for observer in self.observers:
            text = observer_text(observer)
            self.observer.addItem(text[:1].upper() + text[1:], observer.value)
        self.percentile = percentile_box(self)
        self.percentile.setObjectName(f"{part}CalibrationPercentile")
        self.percentile.setAccessibleName(self.tr("{}: percent of absolute values kept").format(name))
        self.percentile.setToolTip(self.percentile.accessibleName())
        self.momentum = momentum_box(self)
        self.momentum.setObjectName(f"{part}CalibrationMomentum")
        self.about = caption(name=f"{part}CalibrationAbout")
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.addRow(heading(name))
        self.form.addRow(self.tr("Range by"), self.observer)
        self.form.addRow(self.tr("Percentile"), self.percentile)
        self.form.addRow(self.tr("Momentum"), self.momentum)
        self.form.addRow(self.about)
        for field in (self.observer, self.percentile, self.momentum):
            # The same width in both groups, so that their fields stand below each other.
            self.form.labelForField(field).setMinimumWidth(theme.px(72))
        self.observer.currentIndexChanged.connect(self._changed)
        self.percentile.valueChanged.connect(self._changed)
        self.momentum.valueChanged.connect(self._changed)

    def show_specs(self, specs: Sequence[Spec]) -> None:
        """Show what ``specs`` have in common; where they differ nothing is chosen, and nothing would change."""
        uniform = [spec for spec in specs if spec.is_uniform]
        observers = {spec.observer for spec in uniform}
        with QSignalBlocker(self.observer), QSignalBlocker(self.percentile), QSignalBlocker(self.momentum):
            self.observer.setPlaceholderText(self.tr("mixed: leave as they are") if uniform else "–")
            common = next(iter(observers)) if len(observers) == 1 else None
            self.observer.setCurrentIndex(-1 if common is None else self.observers.index(common))
            self.percentile.setValue(min((spec.percentile for spec in uniform), default=PERCENTILE))
            self.momentum.setValue(min((spec.momentum for spec in uniform), default=MOMENTUM))
        self.setEnabled(bool(uniform))
        self._shown = {(spec.percentile, spec.momentum) for spec in uniform}
        self._touched = False
        self._show()

    def set_samples(self, samples: int) -> None:
        """How many samples the ranges come from: the moving average says what that means."""
        self._samples = samples
        self._show()

    @property
    def chosen(self) -> Observer | None:
        """The observer for all layers; None leaves every layer its own."""
        row = self.observer.currentIndex()
        return self.observers[row] if row >= 0 else None

    def change(self) -> Callable[[Spec], Spec]:
        """What the fields ask of a representation. Fields that nobody touched ask for nothing."""
        observer = self.chosen
        if observer is None or not self._touched:
            return lambda spec: spec
        settings = {"observer": observer, "percentile": self.percentile.value(), "momentum": self.momentum.value()}
        return lambda spec: edits.with_settings(spec, **settings)

    # ---- internals

    _touched = False

    @Slot()
    def _changed(self) -> None:
        self._touched = True
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        observer = self.chosen
        self.form.setRowVisible(self.percentile, observer is Observer.PERCENTILE)
        self.form.setRowVisible(self.momentum, observer is Observer.MOVING_AVERAGE)
        self.about.setText(self._sentence(observer) if self.isEnabled() else self._nothing())

    def _nothing(self) -> str:
        if self.part is Part.WEIGHT:
            return self.tr("No weight of these layers is uniformly quantized: choose bits first.")
        return self.tr("No activation of these layers is quantized: choose bits first.")

    def _sentence(self, observer: Observer | None) -> str:
        match observer:
            case Observer.MINMAX:
                return self.tr("Everything seen fits: exact for 8 bits, coarse where a few values are large.")
            case Observer.MOVING_AVERAGE:
                groups = -(-self._samples // GROUP)
                # A number and its sign stay on one line.
                share = percent((1 - self.momentum.value()) ** (groups - 1), 0).replace(" ", "\u00a0")
                return self.tr(
                    "One range for every 32 samples, averaged: the first 32 count {} here. Single large values matter "
                    "less."
                ).format(share)
            case Observer.PERCENTILE:
                return self.tr("Cuts off the largest values: a little below 100 % is usual, less for few bits.")
            case Observer.ENTROPY:
                return self.tr("Least Kullback–Leibler divergence of the clipped and quantized histogram (TensorRT).")
            case Observer.MSE:
                return self.tr("Least squared error of the quantized values: usually best below 8 bits.")
            case Observer.UNIT:
                return self.tr("0 to 1 whatever the data, as DoReFa trains them: other networks lose what lies beyond.")
            case None:
                return self.tr("The layers differ; each keeps its own until one is chosen.")
