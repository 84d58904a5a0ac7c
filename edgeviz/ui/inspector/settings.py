"""Combo boxes for one half of the selected layers' recipes. Where the layers differ they say "mixed"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QWidget,
)

from edgeviz.core.schemes import needs_training
from edgeviz.core.spec import WEIGHT_OBSERVERS, Granularity, Observer, Spec
from edgeviz.ui import formatting, theme
from edgeviz.ui.labels import ElidedComboBox, ElidedLabel
from edgeviz.ui.layers import edits
from edgeviz.ui.layers.delegates import chip_icon
from edgeviz.ui.layers.edits import SCHEMES, Part, Width, all_widths
from edgeviz.ui.layers.texts import granularity_text, observer_text, symmetry_text, training_text
from edgeviz.ui.layers.widths import width_about, width_text

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
        self._choices = all_widths(part)
        widths = [(width_text(width, part), width) for width in self._choices]
        self._bits = self._combo("Bits", self.tr("{}: bits and scheme").format(name), widths, mixed, self._set_bits)
        for row, width in enumerate(self._choices):
            self._bits.setItemData(row, width_about(width, part), Qt.ItemDataRole.ToolTipRole)
        # A line between floats and integers, and above each published scheme of several widths.
        starts = [widths[0] for _, widths in SCHEMES[part] if len(widths) > 1]
        for width in (*reversed(starts), SCHEMES[part][0][1][0], edits.integer(16)):
            self._bits.insertSeparator(self._choices.index(width))
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

        self._power_of_two = QCheckBox(self.tr("Power-of-two scale"), self)
        self._power_of_two.setObjectName(f"{part}PowerOfTwo")
        self._power_of_two.setAccessibleName(self.tr("{}: power-of-two scale").format(name))
        self._power_of_two.clicked.connect(self._set_power_of_two)
        # Beside the heading, so that it takes no height from the plots.
        self._note = ElidedLabel(self.tr("needs training"), self)
        self._note.setObjectName(f"{part}Note")
        self._note.setProperty("role", "warning-caption")
        self._note.explain(training_text())

        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(2 * theme.GRID)
        form.setVerticalSpacing(theme.GRID)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        title = QHBoxLayout()
        title.setSpacing(2 * theme.GRID)
        title.addWidget(heading)
        title.addWidget(self._note, 1)
        form.addRow(title)
        form.addRow(self.tr("Bits"), self._bits)
        if weight:
            form.addRow(self.tr("Scale"), self._granularity)
        else:
            self._granularity.hide()
        form.addRow(self.tr("Zero point"), self._symmetry)
        form.addRow(self.tr("Range by"), self._observer)
        form.addRow(self.tr("Percentile"), self._percentile)
        form.addRow(self.tr("Momentum"), self._momentum)
        form.addRow(self._power_of_two)
        self._form = form
        theme.notifier.changed.connect(self._paint_icons)
        self._paint_icons()

    def show_specs(self, specs: Sequence[Spec]) -> None:
        """Show what ``specs`` have in common. None of them: everything is disabled."""
        widths = {edits.width_of(spec, self.part) for spec in specs}
        self._show(self._bits, widths, bool(specs))
        about = width_about(next(iter(widths)), self.part) if len(widths) == 1 else ""
        self._bits.setToolTip(about or self._bits.accessibleName())
        for control, setting in (
            (self._granularity, "granularity"),
            (self._symmetry, "symmetric"),
            (self._observer, "observer"),
        ):
            able = [spec for spec in specs if spec.has(setting)]
            self._show(control, {getattr(spec, setting) for spec in able}, bool(able))
            control.setToolTip(control.accessibleName() if able else self._reason(specs, setting))
        percentiles = [spec for spec in specs if spec.has("percentile") and spec.observer is Observer.PERCENTILE]
        self._observer_row = self._observer.currentIndex()
        self._form.setRowVisible(self._percentile, bool(percentiles))
        if percentiles:
            with QSignalBlocker(self._percentile):
                self._percentile.setValue(percentiles[0].percentile)
        moving = [spec for spec in specs if spec.observer is Observer.MOVING_AVERAGE]
        self._form.setRowVisible(self._momentum, bool(moving))
        if moving:
            with QSignalBlocker(self._momentum):
                self._momentum.setValue(moving[0].momentum)
        able = [spec for spec in specs if spec.has("power_of_two")]
        chosen = {spec.power_of_two for spec in able}
        self._power_of_two.setEnabled(bool(able))
        states = Qt.CheckState
        mixed = len(chosen) > 1
        self._power_of_two.setTristate(mixed)
        self._power_of_two.setCheckState(
            states.PartiallyChecked if mixed else states.Checked if True in chosen else states.Unchecked
        )
        about = self.tr("Scales are rounded up to a power of two, so that a device can rescale by shifting")
        self._power_of_two.setToolTip(about if able else self._reason(specs, "power_of_two"))
        self._note.setVisible(any(needs_training(spec) for spec in specs))

    # ---- internals

    def _combo(
        self, name: str, about: str, items: Sequence[tuple[str, Any]], mixed: str, slot: Callable[[int], None]
    ) -> QComboBox:
        combo = ElidedComboBox(self)
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

    def _reason(self, specs: Sequence[Spec], setting: str) -> str:
        """Why none of ``specs`` has ``setting``."""
        if not specs:
            return self.tr("These layers have no activation that could be quantized")
        if all(spec.is_float for spec in specs):
            return self.tr("Floats have no scale: choose an integer width first")
        if any(spec.is_sign for spec in specs) and setting == "observer":
            return self.tr("The scale of a single bit is the mean magnitude, whatever the range")
        if any(spec.observer is Observer.UNIT for spec in specs) and setting == "symmetric":
            return self.tr("DoReFa's range 0 … 1 has no negative codes")
        return self.tr("This scheme has a formula of its own: only uniform integers have this setting")

    def _show(self, combo: QComboBox, values: set[Any], enabled: bool) -> None:
        wanted = next(iter(values)) if len(values) == 1 else None
        index = next((i for i in range(combo.count()) if wanted is not None and _same(combo.itemData(i), wanted)), -1)
        other = self.tr("mixed") if len(values) > 1 or combo is not self._bits else ""
        # The affine single bit can be read from a file, but is not offered.
        combo.setPlaceholderText("–" if not values else other or width_text(next(iter(values)), self.part))
        combo.setCurrentIndex(index)
        combo.setEnabled(enabled)

    def _paint_icons(self) -> None:
        for row in range(self._bits.count()):
            width = self._bits.itemData(row)
            if width is not None:  # a line between groups
                self._bits.setItemIcon(row, chip_icon(width[0]))

    def _set_bits(self, row: int) -> None:
        bits, word = self._bits.itemData(row)
        width: Width = (bits, str(word))
        part = self.part
        text = self.tr("Weights at {}") if part is Part.WEIGHT else self.tr("Activations at {}")
        self.edited.emit(lambda spec: edits.with_width(spec, width, part), text.format(edits.label_of(width, part)), "")

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

    def _set_power_of_two(self) -> None:
        # A click on "some have it" gives it to all.
        on = self._power_of_two.checkState() is not Qt.CheckState.Unchecked
        self._emit(self._power_of_two.text(), power_of_two=on)

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
