"""The curves' menu: show everything, save a plot as a picture or all curves as numbers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from edgeviz.jobs.events import Failed
from edgeviz.ui.plots import saving
from edgeviz.ui.training.curve_canvas import CurveCanvas

if TYPE_CHECKING:
    from edgeviz.ui.training.curves_panel import CurvesPanel


class CurvesMenu(QMenu):
    """What the right button offers on a plot of curves."""

    def __init__(self, panel: CurvesPanel) -> None:
        super().__init__(panel)
        self.setObjectName("curvesMenu")
        self.panel = panel
        self._canvas: CurveCanvas | None = None
        reset = self.addAction(self.tr("Show everything\tR"))
        reset.setObjectName("resetCurves")
        reset.triggered.connect(panel.reset_view)
        self.addSeparator()
        for kind, text in (
            ("png", self.tr("Save as PNG…")),
            ("svg", self.tr("Save as SVG…")),
            ("csv", self.tr("Save all curves as CSV…")),
        ):
            action = self.addAction(text)
            action.setObjectName(f"saveCurves_{kind}")
            action.setData(kind)
            action.triggered.connect(self._choose_file)

    def show_for(self, canvas: CurveCanvas, at: QPoint) -> None:
        self._canvas = canvas
        self.popup(at)

    @Slot()
    def _choose_file(self) -> None:
        action = self.sender()
        kind = str(action.data()) if isinstance(action, QAction) else "png"
        name = f"{self._canvas.name if self._canvas is not None else 'curves'}.{kind}"
        dialog = QFileDialog(self.panel, self.tr("Save the curves"), name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{kind.upper()} (*.{kind})")
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(name)
        dialog.fileSelected.connect(self.save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def save(self, path: str) -> None:
        """Write to ``path`` as its suffix says: .png or .svg of the plot the menu belongs to, .csv of all curves."""
        target = Path(path)
        canvas = self._canvas or self.panel.canvases["loss"]
        canvas.show_crosshair(None)
        try:
            match target.suffix.lower():
                case ".csv":
                    self.panel.write_csv(target)
                case ".svg":
                    saving.write_svg(target, canvas)
                case _:
                    saving.write_png(target, canvas)
        except OSError as error:
            what = self.tr("{} cannot be written: {}.").format(path, error.strerror or error)
            self.panel.failed.emit(Failed("", what, self.tr("Choose another folder or name.")))
