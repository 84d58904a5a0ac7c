"""The form of a data set: text and numbers in, a DataSpec out, with every mistake named at its field."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QSpinBox, QWidget

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError
from edgeviz.ui import theme
from edgeviz.ui.dialogs.parts import StateLabel
from edgeviz.ui.texts import error_text


@dataclass(frozen=True)
class Preset:
    """A usual preprocessing of images stored as bytes."""

    key: str
    scale: float
    mean: tuple[float, ...] = ()
    std: tuple[float, ...] = ()


BYTE = 1 / 255
#: Means and deviations as published with torchvision (ImageNet) and in most CIFAR-10 training scripts.
PRESETS = (
    Preset("none", 1.0),
    Preset("unit", BYTE),
    Preset("signed", 1 / 127.5, (1.0,)),
    Preset("imagenet", BYTE, (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
    Preset("cifar10", BYTE, (0.4914, 0.4822, 0.4465), (0.2023, 0.1994, 0.2010)),
)


class FieldError(Exception):
    """A field whose text cannot be used."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


def number_text(value: float) -> str:
    """As a person writes it: 1/255 and not 0.00392…"""
    for below in (255, 127.5, 16, 128, 256):
        if value != 1 and abs(value * below - 1) < 1e-9:
            return f"1/{below:g}"
    return f"{value:.10g}"


def parse_number(text: str) -> float:
    """A number or a quotient of two. Raises ValueError."""
    above, slash, below = text.strip().replace(",", ".").partition("/")
    value = float(above)
    if slash:
        if float(below) == 0:
            raise ValueError("division by 0")
        value /= float(below)
    if not abs(value) < float("inf"):
        raise ValueError("not finite")
    return value


def parse_numbers(text: str) -> tuple[float, ...]:
    """Numbers separated by spaces, commas or semicolons. Raises ValueError."""
    return tuple(parse_number(part) for part in re.split(r"[\s,;]+", text.strip()) if part)


class DataFields(QWidget):
    """Edits everything of a spec but where the data comes from."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dataFields")
        self._base = DataSpec()
        self._loading = False
        self._errors: dict[str, StateLabel] = {}
        self.resize_box = QCheckBox(self.tr("to"))
        self.height_box = self._spin("resizeHeight", 1, 4096, 32, self.tr("Height in pixels"))
        self.width_box = self._spin("resizeWidth", 1, 4096, 32, self.tr("Width in pixels"))
        self.layout_box = QComboBox()
        for name, text in (
            ("NCHW", self.tr("NCHW, channels first")),
            ("NHWC", self.tr("NHWC, channels last")),
            ("none", self.tr("none, as stored")),
        ):
            self.layout_box.addItem(text, name)
        self.preset_box = QComboBox()
        names = {
            "none": self.tr("None"),
            "unit": self.tr("0 to 1"),
            "signed": self.tr("−1 to 1"),
            "imagenet": "ImageNet",
            "cifar10": "CIFAR-10",
        }
        for preset in PRESETS:
            self.preset_box.addItem(names[preset.key], preset)
        self.preset_box.addItem(self.tr("Own values"), None)
        self.scale_edit, self.mean_edit, self.std_edit = QLineEdit(), QLineEdit(), QLineEdit()
        self.calibration_box = self._spin("calibrationSamples", 1, 1_000_000, 256, self.tr("Samples for ranges"))
        self.validation_box = self._spin("validationSamples", 1, 1_000_000, 1000, self.tr("Samples for accuracy"))
        self.seed_box = self._spin("dataSeed", 0, 2_147_483_647, 0, self.tr("Seed of the split"))
        self.offset_box = self._spin("labelOffset", -1000, 1000, 0, self.tr("Number added to every label"))
        self._lay_out()
        self._connect()
        self.show_spec(DataSpec())

    # ---- construction

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        size = QWidget()
        row = QHBoxLayout(size)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.resize_box, self.height_box, QLabel("×"), self.width_box):
            row.addWidget(widget)
        row.addStretch(1)
        self._row(form, "resize", self.tr("Resize"), size, self.tr("Height × width in pixels that images are given"))
        self._name(self.resize_box, "resize", self.tr("Resize images"))
        self._row(form, "layout", self.tr("Layout"), self.layout_box, self.tr("The order of axes the model takes"))
        self._row(
            form, "preset", self.tr("Preprocessing"), self.preset_box, self.tr("Fills in scale, mean and deviation")
        )
        self._row(
            form,
            "scale",
            self.tr("Scale"),
            self.scale_edit,
            self.tr("Values are multiplied by it first; 1/255 is fine"),
        )
        self._row(
            form, "mean", self.tr("Mean"), self.mean_edit, self.tr("Subtracted: one number, or one for each channel")
        )
        self._row(
            form, "std", self.tr("Deviation"), self.std_edit, self.tr("Divided by: one number, or one for each channel")
        )
        self.mean_edit.setPlaceholderText(self.tr("none"))
        self.std_edit.setPlaceholderText(self.tr("none"))
        self._row(
            form,
            "calibration",
            self.tr("Calibration"),
            self.calibration_box,
            self.tr("Samples that set the ranges of activations"),
        )
        self._row(
            form, "validation", self.tr("Validation"), self.validation_box, self.tr("Samples that measure accuracy")
        )
        self._row(form, "seed", self.tr("Seed"), self.seed_box, self.tr("Draws the samples of both splits"))
        self._row(
            form,
            "label_offset",
            self.tr("Label offset"),
            self.offset_box,
            self.tr("Added to every label: 1 for models with a background class before the others"),
        )

    def _row(self, form: QFormLayout, field: str, title: str, widget: QWidget, tip: str) -> None:
        if isinstance(widget, QComboBox | QLineEdit):
            self._name(widget, field, title)
        widget.setToolTip(tip)
        label = QLabel(title)
        label.setToolTip(tip)
        form.addRow(label, widget)
        label.setBuddy(widget)
        error = StateLabel(f"{field}Error")
        error.hide()
        self._errors[field] = error
        form.addRow("", error)

    @staticmethod
    def _name(widget: QWidget, field: str, title: str) -> None:
        widget.setObjectName(f"{field}Field")
        widget.setAccessibleName(title)

    @staticmethod
    def _spin(name: str, low: int, high: int, value: int, title: str) -> QSpinBox:
        box = QSpinBox()
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setToolTip(title)
        box.setRange(low, high)
        box.setValue(value)
        box.setGroupSeparatorShown(name != "dataSeed")
        box.setLocale(QLocale())
        # Numbers below each other end at one edge, whatever their largest value is.
        box.setMinimumWidth(64 if name.startswith("resize") else theme.px(128))
        return box

    def _connect(self) -> None:
        self.resize_box.toggled.connect(self._edited)
        for box in (
            *(self.height_box, self.width_box, self.calibration_box),
            *(self.validation_box, self.seed_box, self.offset_box),
        ):
            box.valueChanged.connect(self._edited)
        self.layout_box.currentIndexChanged.connect(self._edited)
        for edit in (self.scale_edit, self.mean_edit, self.std_edit):
            edit.textChanged.connect(self._numbers_edited)
        self.preset_box.activated.connect(self._preset_chosen)

    # ---- the value

    def show_spec(self, spec: DataSpec) -> None:
        """Fill every field from ``spec``; ``changed`` is not emitted."""
        self._loading = True
        self._base = spec
        self.resize_box.setChecked(spec.resize is not None)
        if spec.resize is not None:
            self.height_box.setValue(spec.resize[0])
            self.width_box.setValue(spec.resize[1])
        self.layout_box.setCurrentIndex(self.layout_box.findData(spec.layout))
        self._show_numbers(spec.scale, spec.mean, spec.std)
        self.calibration_box.setValue(spec.calibration)
        self.validation_box.setValue(spec.validation)
        self.seed_box.setValue(spec.seed)
        self.offset_box.setValue(spec.label_offset)
        self._loading = False
        self._update()

    def spec(self) -> DataSpec:
        """What the fields say. Raises FieldError for a text that is no number, DataError for what does not fit."""
        found: dict[str, tuple[float, ...]] = {}
        for field, edit in (("mean", self.mean_edit), ("std", self.std_edit)):
            try:
                found[field] = parse_numbers(edit.text())
            except ValueError:
                raise FieldError(field, self.tr("Write numbers, such as 0.5 or 0.49, 0.48, 0.45.")) from None
        try:
            scale = parse_number(self.scale_edit.text())
        except ValueError:
            raise FieldError("scale", self.tr("Write a number, such as 1 or 1/255.")) from None
        if scale == 0:
            raise FieldError("scale", self.tr("A scale of 0 would make all samples equal."))
        if any(value == 0 for value in found["std"]):
            raise FieldError("std", self.tr("It cannot be divided by 0."))
        if found["mean"] and found["std"] and len(found["mean"]) != len(found["std"]):
            raise FieldError("std", self.tr("Give as many numbers as for the mean."))
        try:
            return replace(
                self._base,
                resize=(self.height_box.value(), self.width_box.value()) if self.resize_box.isChecked() else None,
                layout=self.layout_box.currentData(),
                scale=scale,
                mean=found["mean"],
                std=found["std"],
                calibration=self.calibration_box.value(),
                validation=self.validation_box.value(),
                seed=self.seed_box.value(),
                label_offset=self.offset_box.value(),
            )
        except DataError as error:
            raise FieldError("preset", error_text(error)) from error

    def show_error(self, error: FieldError | None) -> None:
        """Name the mistake below its field."""
        for field, label in self._errors.items():
            label.say(str(error) if error is not None and error.field == field else "", "bad")

    # ---- internals

    def _show_numbers(self, scale: float, mean: tuple[float, ...], std: tuple[float, ...]) -> None:
        self.scale_edit.setText(number_text(scale))
        self.mean_edit.setText(", ".join(map(number_text, mean)))
        self.std_edit.setText(", ".join(map(number_text, std)))

    @Slot()
    def _edited(self) -> None:
        if not self._loading:
            self._update()
            self.changed.emit()

    @Slot()
    def _numbers_edited(self) -> None:
        self._edited()

    @Slot()
    def _preset_chosen(self) -> None:
        preset = self.preset_box.currentData()
        if isinstance(preset, Preset):
            self._loading = True
            self._show_numbers(preset.scale, preset.mean, preset.std)
            self._loading = False
        self._edited()

    def _update(self) -> None:
        for box in (self.height_box, self.width_box):
            box.setEnabled(self.resize_box.isChecked())
        self.preset_box.setCurrentIndex(self._preset_row())

    def _preset_row(self) -> int:
        """The preset that the three texts amount to, the last row where they are somebody's own."""
        try:
            values = tuple(parse_numbers(edit.text()) for edit in (self.scale_edit, self.mean_edit, self.std_edit))
        except ValueError:
            return self.preset_box.count() - 1
        for row, preset in enumerate(PRESETS):
            wanted = ((preset.scale,), preset.mean, preset.std)
            if all(
                len(a) == len(b) and all(abs(x - y) < 1e-9 for x, y in zip(a, b, strict=True))
                for a, b in zip(values, wanted, strict=True)
            ):
                return row
        return self.preset_box.count() - 1
