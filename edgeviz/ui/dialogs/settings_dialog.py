"""Settings that hold for every project. The theme is seen at once; Cancel takes it back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from edgeviz.project.recovery import MAX_RECENT
from edgeviz.ui import language, theme
from edgeviz.ui.dialogs.parts import PrimaryButton, at_least, caption
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.shell.preferences import MAX_CALIBRATION, SYSTEM, Preferences


class SettingsDialog(QDialog):
    """Show it with ``open()``. Everything but the theme takes effect when it is accepted.

    ``folder`` is where untitled work, the list of recent files and the log are kept.
    """

    #: Show this theme (a name, or "system") without keeping it.
    previewed = Signal(str)

    def __init__(self, preferences: Preferences, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settingsDialog")
        self.setWindowTitle(self.tr("Settings"))
        self.preferences = preferences
        self.folder = folder
        self._theme_before = preferences.theme
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self._build_looks(form)
        self._build_work(form)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 12)
        layout.setSpacing(16)
        layout.addLayout(form)
        layout.addStretch(1)
        layout.addWidget(self._build_buttons())
        at_least(self, 520)
        self.accepted.connect(self._keep)
        self.rejected.connect(self._restore)

    # ---- construction

    def _build_looks(self, form: QFormLayout) -> None:
        self.theme_box = QComboBox()
        self.theme_box.setObjectName("settingsTheme")
        for name, text in (
            (SYSTEM, self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("contrast", self.tr("High contrast")),
        ):
            self.theme_box.addItem(text, name)
        self.theme_box.setCurrentIndex(self.theme_box.findData(self._theme_before))
        self.theme_box.currentIndexChanged.connect(self._preview)
        self._row(form, self.tr("Theme"), self.theme_box, self.tr("Colours of the whole window; shown at once"))
        self.language_box = QComboBox()
        self.language_box.setObjectName("settingsLanguage")
        for name, text in ((SYSTEM, self.tr("As the system")), *language.LANGUAGES.items()):
            self.language_box.addItem(text, name)
        self.language_box.setCurrentIndex(self.language_box.findData(self.preferences.language))
        tip = self.tr("Language of the whole window, with its numbers and dates; what is open stays open")
        self._row(form, self.tr("Language"), self.language_box, tip)
        self.motion_box = QCheckBox(self.tr("Reduce motion"))
        self.motion_box.setObjectName("settingsMotion")
        self.motion_box.setChecked(self.preferences.reduced_motion)
        self._row(form, "", self.motion_box, self.tr("Markers jump instead of gliding; unticked follows the system"))

    def _build_work(self, form: QFormLayout) -> None:
        self.measure_box = QCheckBox(self.tr("Measure automatically"))
        self.measure_box.setObjectName("settingsMeasure")
        self.measure_box.setChecked(self.preferences.auto_measure)
        self._row(
            form,
            self.tr("Measuring"),
            self.measure_box,
            self.tr("Measure accuracy, size and latency in the background after every edit; F9 measures at any time"),
        )
        self.calibration_box = self._spin("settingsCalibration", 1, MAX_CALIBRATION)
        self.calibration_box.setValue(self.preferences.calibration_samples)
        self._row(
            form,
            self.tr("Calibration samples"),
            self.calibration_box,
            self.tr("Samples that set the activation ranges, wherever data is found or chosen anew"),
        )
        self.recent_box = self._spin("settingsRecent", 0, MAX_RECENT)
        self.recent_box.setValue(self.preferences.recent_files)
        self._row(
            form,
            self.tr("Recent files"),
            self.recent_box,
            self.tr("How many files the start page and the menu list; 0 lists none"),
        )
        self.folder_label = ElidedLabel(str(self.folder))
        self.folder_label.setObjectName("settingsFolder")
        self.folder_label.setMinimumWidth(260)
        self.folder_button = QPushButton(self.tr("Open folder"))
        self.folder_button.setObjectName("openDataFolder")
        self.folder_button.setAccessibleName(self.folder_button.text())
        self.folder_button.setToolTip(self.tr("Show the folder in the file manager"))
        self.folder_button.setAutoDefault(False)
        self.folder_button.clicked.connect(self.open_folder)
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self.folder_label, 1)
        across.addWidget(self.folder_button)
        form.addRow(self.tr("Own files"), row)
        note = caption(self.tr("Untitled work, the list of recent files and the log are kept there."))
        note.setMinimumWidth(theme.px(300))
        form.addRow("", note)

    def _build_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.save_button = PrimaryButton(self.tr("Save settings"), "saveSettings")
        self.save_button.setToolTip(self.tr("Keep these settings"))
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.accept)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.setObjectName("cancelSettings")
        self.cancel_button.setAccessibleName(self.cancel_button.text())
        self.cancel_button.setToolTip(self.tr("Leave everything as it was"))
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.cancel_button, QDialogButtonBox.ButtonRole.RejectRole)
        return buttons

    def _row(self, form: QFormLayout, title: str, widget: QWidget, tip: str) -> None:
        text = widget.text() if isinstance(widget, QCheckBox) else title
        widget.setAccessibleName(text)
        widget.setToolTip(tip)
        form.addRow(title, widget)

    def _spin(self, name: str, least: int, most: int) -> QSpinBox:
        box = QSpinBox()
        box.setObjectName(name)
        box.setRange(least, most)
        box.setGroupSeparatorShown(True)
        box.setMinimumWidth(theme.px(104))
        return box

    # ---- what happens

    @Slot()
    def _preview(self) -> None:
        self.previewed.emit(str(self.theme_box.currentData()))

    @Slot()
    def _restore(self) -> None:
        if self.theme_box.currentData() != self._theme_before:
            self.previewed.emit(self._theme_before)

    @Slot()
    def _keep(self) -> None:
        for name, value in (
            ("theme", str(self.theme_box.currentData())),
            ("reducedMotion", self.motion_box.isChecked()),
            ("autoMeasure", self.measure_box.isChecked()),
            ("calibrationSamples", self.calibration_box.value()),
            ("recentFiles", self.recent_box.value()),
            ("language", str(self.language_box.currentData())),
        ):
            self.preferences.set_value(name, value)

    @Slot()
    def open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))
