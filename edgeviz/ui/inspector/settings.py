"""Combo boxes for one half of the selected layers' recipes. Where the layers differ they say "mixed"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QSizePolicy,
    QWidget,
)

from edgeviz.core.recipe import WEIGHT_OBSERVERS, Granularity, Observer, Scheme, Spec
from edgeviz.ui import formatting, theme
from edgeviz.ui.layers import edits
from edgeviz.ui.layers.delegates import chip_icon
from edgeviz.ui.layers.edits import WIDTHS, Part, Width
from edgeviz.ui.layers.texts import granularity_text, observer_text, symmetry_text

#: The entry of "Range by" that opens the calibration dialogue.
CALIBRATE = "calibrate"


class PartSettings(QWidget):
    """Bits, granularity, symmetry and observer of weights or activations."""

    #: A change of a spec (Spec -> Spec), what it is called, and the key under which steps merge ("": never).
    edited = Signal(object, str, str)
    #: The person wants to see all about calibration.
    calibrationRequested = Signal()

    def __init__(self, part: Part, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = part
        self.setObjectName(f"{part}Settings")
        weight = part is Part.WEIGHT
        self._observer_row = -1
        self._observers = WEIGHT_OBSERVERS if weight else tuple(Observer)
        name = self.tr("Weights") if weight else self.tr("Activations")
        heading = QLabel(name, self)
        heading.setProperty("role", "title")
        mixed = self.tr("mixed")
        widths = [(self._width_text(width), width) for width in WIDTHS]
        self._bits = self._combo("Bits", self.tr("{}: bits").format(name), widths, mixed, self._set_bits)
        self._granularity = self._combo(
            "Granularity",
            self.tr("{}: one scale per channel or per tensor").format(name),
            [(_sentence(granularity_text(value)), value) for value in Granularity],
            mixed,
            self._set_granularity,
        )
        self._symmetry = self._combo(
            "Symmetry",
            self.tr("{}: symmetric (zero point 0) or affine").format(name),
            [(_sentence(symmetry_text(value)), value) for value in (True, False)],
            mixed,
            self._set_symmetry,
        )
        self._observer = self._combo(
            "Observer",
            self.tr("{}: how the range is chosen").format(name),
            [(_sentence(observer_text(value)), value) for value in self._observers],
            mixed,
            self._set_observer,
        )
        self._percentile = percentile_box(self)
        self._percentile.setObjectName(f"{part}Percentile")
        self._percentile.setAccessibleName(self.tr("{}: percentile of absolute values kept").format(name))
        self._percentile.setToolTip(self._percentile.accessibleName())
        self._percentile.valueChanged.connect(self._set_percentile)
        self._momentum = momentum_box(self)
        self._momentum.setObjectName(f"{part}Momentum")
        self._momentum.valueChanged.connect(self._set_momentum)
        # At the end of the list and not beside it: the panel has no width to spare.
        self._observer.insertSeparator(self._observer.count())
        self._observer.addItem(self.tr("Calibration…"), CALIBRATE)
        tip = self.tr("Choose samples and ranges for all layers, with a preview")
        self._observer.setItemData(self._observer.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)

        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(2 * theme.GRID)
        form.setVerticalSpacing(theme.GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(heading)
        form.addRow(self.tr("Bits"), self._bits)
        if weight:
            form.addRow(self.tr("Scale"), self._granularity)
        else:
            self._granularity.hide()
        form.addRow(self.tr("Zero point"), self._symmetry)
        form.addRow(self.tr("Range by"), self._observer)
        form.addRow(self.tr("Percentile"), self._percentile)
        form.addRow(self.tr("Momentum"), self._momentum)
        self._form = form
        theme.notifier.changed.connect(self._paint_icons)
        self._paint_icons()

    def show_specs(self, specs: Sequence[Spec]) -> None:
        """Show what ``specs`` have in common. None of them: everything is disabled."""
        integers = [spec for spec in specs if spec.is_uniform]
        percentiles = [spec for spec in integers if spec.observer is Observer.PERCENTILE]
        self._show(self._bits, {edits.width_of(spec) for spec in specs}, bool(specs))
        self._show(self._granularity, {spec.granularity for spec in integers}, bool(integers))
        self._show(self._symmetry, {spec.symmetric for spec in integers}, bool(integers))
        self._show(self._observer, {spec.observer for spec in integers}, bool(integers))
        self._observer_row = self._observer.currentIndex()
        self._form.setRowVisible(self._percentile, bool(percentiles))
        if percentiles:
            with QSignalBlocker(self._percentile):
                self._percentile.setValue(percentiles[0].percentile)
        moving = [spec for spec in integers if spec.observer is Observer.MOVING_AVERAGE]
        self._form.setRowVisible(self._momentum, bool(moving))
        if moving:
            with QSignalBlocker(self._momentum):
                self._momentum.setValue(moving[0].momentum)

    # ---- internals

    def _combo(
        self, name: str, about: str, items: Sequence[tuple[str, Any]], mixed: str, slot: Callable[[int], None]
    ) -> QComboBox:
        combo = QComboBox(self)
        combo.setObjectName(f"{self.part}{name}")
        combo.setAccessibleName(about)
        combo.setToolTip(about)
        combo.setPlaceholderText(mixed)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(7)
        combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for text, value in items:
            combo.addItem(text, value)
        # "activated" is a person's choice; "currentIndexChanged" would answer to show_specs as well.
        combo.activated.connect(slot)
        return combo

    def _width_text(self, width: Width) -> str:
        bits, scheme = width
        if scheme is Scheme.FLOAT:
            return self.tr("{} float").format(bits)
        return self.tr("{} integer").format(bits)

    def _show(self, combo: QComboBox, values: set[Any], enabled: bool) -> None:
        wanted = next(iter(values)) if len(values) == 1 else None
        index = next((i for i in range(combo.count()) if wanted is not None and _same(combo.itemData(i), wanted)), -1)
        combo.setPlaceholderText(self.tr("mixed") if values else "–")
        combo.setCurrentIndex(index)
        combo.setEnabled(enabled)

    def _paint_icons(self) -> None:
        for row, (bits, _) in enumerate(WIDTHS):
            self._bits.setItemIcon(row, chip_icon(bits))

    def _set_bits(self, row: int) -> None:
        width, part = WIDTHS[row], self.part
        label = Spec(bits=width[0], scheme=width[1]).label
        text = self.tr("Weights at {}") if part is Part.WEIGHT else self.tr("Activations at {}")
        self.edited.emit(lambda spec: edits.with_width(spec, width, part), text.format(label), "")

    def _set_granularity(self, row: int) -> None:
        value = list(Granularity)[row]
        self._emit(self._granularity.currentText(), granularity=value)

    def _set_symmetry(self, row: int) -> None:
        self._emit(self._symmetry.currentText(), symmetric=row == 0)

    def _set_observer(self, row: int) -> None:
        if self._observer.itemData(row) == CALIBRATE:
            self._observer.setCurrentIndex(self._observer_row)
            self.calibrationRequested.emit()
            return
        self._emit(self._observer.currentText(), observer=self._observers[row])

    def _set_percentile(self, value: float) -> None:
        def change(spec: Spec) -> Spec:
            chosen = spec.observer is Observer.PERCENTILE
            return edits.with_settings(spec, percentile=value) if chosen else spec

        # Turning the wheel is one step, however many notches it has.
        self.edited.emit(change, self.tr("Percentile"), f"{self.part}-percentile")

    def _set_momentum(self, value: float) -> None:
        def change(spec: Spec) -> Spec:
            chosen = spec.observer is Observer.MOVING_AVERAGE
            return edits.with_settings(spec, momentum=value) if chosen else spec

        self.edited.emit(change, self.tr("Momentum"), f"{self.part}-momentum")

    def _emit(self, text: str, **settings: Any) -> None:
        self.edited.emit(lambda spec: edits.with_settings(spec, **settings), text, "")


def momentum_box(parent: QWidget) -> QDoubleSpinBox:
    """A field for the share of each further range in a moving average."""
    box = QDoubleSpinBox(parent)
    box.setRange(0.001, 1.0)
    box.setDecimals(3)
    box.setSingleStep(0.01)
    box.setMinimumWidth(theme.px(84))
    box.setKeyboardTracking(False)
    box.setAccessibleName(formatting.translate("Layers", "Momentum of the moving average"))
    box.setToolTip(
        formatting.translate(
            "Layers", "Share with which each further 32 samples move the range; the first 32 start it. 1 keeps the last"
        )
    )
    return box


def percentile_box(parent: QWidget) -> QDoubleSpinBox:
    """A field for the percent of absolute values kept."""
    box = QDoubleSpinBox(parent)
    box.setRange(50.0, 100.0)
    box.setDecimals(3)
    box.setSingleStep(0.01)
    box.setMinimumWidth(theme.px(84))
    box.setSuffix(" %")
    box.setKeyboardTracking(False)
    return box


def _same(stored: Any, wanted: Any) -> bool:
    # Qt gives back tuples as lists.
    return (tuple(stored) if isinstance(stored, list) else stored) == wanted


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
