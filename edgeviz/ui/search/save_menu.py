"""What the right button offers on a plot of a search: show everything, save it as a picture or as numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from edgeviz.jobs.events import Failed
from edgeviz.ui.plots import saving
from edgeviz.ui.plots.canvas import Canvas


class PlotMenu(QMenu):
    """``write_csv`` writes the numbers and raises OSError; ``name`` is that of a file before it is chosen."""

    failed = Signal(object)
    resetRequested = Signal()

    def __init__(self, name: str, canvas: Canvas, write_csv: Callable[[Path], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}Menu")
        self.name, self.canvas, self.write_csv = name, canvas, write_csv
        reset = self.addAction(self.tr("Show everything\tR"))
        reset.setObjectName(f"{name}Reset")
        reset.triggered.connect(self.resetRequested)
        self.addSeparator()
        for kind, text in (
            ("png", self.tr("Save as PNG…")),
            ("svg", self.tr("Save as SVG…")),
            ("csv", self.tr("Save the numbers as CSV…")),
        ):
            action = self.addAction(text)
            action.setObjectName(f"{name}_{kind}")
            action.setData(kind)
            action.triggered.connect(self._choose_file)

    @Slot()
    def _choose_file(self) -> None:
        action = self.sender()
        kind = str(action.data()) if isinstance(action, QAction) else "png"
        name = f"{self.name}.{kind}"
        dialog = QFileDialog(self.parentWidget(), self.tr("Save the plot"), name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{kind.upper()} (*.{kind})")
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(name)
        dialog.fileSelected.connect(self.save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def save(self, path: str) -> None:
        """Write to ``path`` as its suffix says."""
        target = Path(path)
        self.canvas.show_crosshair(None)
        try:
            match target.suffix.lower():
                case ".csv":
                    self.write_csv(target)
                case ".svg":
                    saving.write_svg(target, self.canvas)
                case _:
                    saving.write_png(target, self.canvas)
        except OSError as error:
            what = self.tr("{} cannot be written: {}.").format(path, error.strerror or error)
            self.failed.emit(Failed("", what, self.tr("Choose another folder or name.")))
