"""What is asked about the open model in a dialog of its own: data, calibration, timing, exports, the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QDialog

from edgeviz.ui.dialogs.calibration_dialog import CalibrationDialog
from edgeviz.ui.dialogs.data_dialog import DataDialog
from edgeviz.ui.dialogs.export_dialog import ExportDialog

if TYPE_CHECKING:
    from edgeviz.ui.main_window import MainWindow


class ModelDialogs(QObject):
    """Opens them over ``window``. Without a model none of them opens: the actions are off, and drops have no effect."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.document, self.jobs = window.document, window.jobs

    @property
    def _has_model(self) -> bool:
        return self.document.graph is not None

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot()
    def choose_data(self) -> None:
        if self._has_model:
            dialog = DataDialog(self.document, self.jobs, self.window)
            dialog.accepted.connect(self._data_chosen)
            self._open(dialog)

    @Slot()
    def _data_chosen(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, DataDialog):
            self.document.set_data(dialog.spec(), self.tr("Choose data"))

    @Slot()
    def calibrate(self) -> None:
        if self._has_model:
            dialog = CalibrationDialog(self.document, self.jobs, self.window)
            dialog.accepted.connect(self._calibrated)
            dialog.chooseDataRequested.connect(self.choose_data)
            self._open(dialog)

    @Slot()
    def _calibrated(self) -> None:
        dialog = self.sender()
        if isinstance(dialog, CalibrationDialog):
            self.document.adopt(dialog.recipe(), self.tr("Calibration"))

    @Slot()
    def measure_layers(self) -> None:
        from edgeviz.ui.dialogs.measure_dialog import MeasureDialog

        if self._has_model:
            preferences, profiling = self.window.shell.preferences, self.window.profiling
            dialog = MeasureDialog(preferences.timing, profiling.obstacle(), self.window)
            dialog.chosen.connect(preferences.set_timing)
            dialog.measureRequested.connect(profiling.measure)
            self._open(dialog)

    @Slot()
    def export_model(self) -> None:
        if self._has_model:
            self._open(ExportDialog(self.document, self.jobs, self.window))

    @Slot()
    def export_package(self) -> None:
        from edgeviz.ui.dialogs.package_dialog import PackageDialog

        if self._has_model:
            self._open(PackageDialog(self.document, self.jobs, self.window))

    @Slot()
    def write_report(self) -> None:
        from edgeviz.ui.dialogs.report_dialog import ReportDialog

        if self._has_model:
            self._open(ReportDialog(self.document, self.jobs, self.window))
