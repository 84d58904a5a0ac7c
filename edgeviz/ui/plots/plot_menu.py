"""The right button's menu of a plot: reset the view, save it as a picture or as numbers."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from edgeviz.core.errors import EdgeVizError
from edgeviz.ui.dialogs.error_dialog import ErrorDialog
from edgeviz.ui.plots import saving
from edgeviz.ui.plots.canvas import Canvas

#: The header and the rows of a CSV file.
Table = tuple[Sequence[str], Sequence[Sequence[object]]]


class PlotMenu(QMenu):
    """``table`` gives the plot's numbers in stored units when they are asked for."""

    def __init__(self, canvas: Canvas, file_name: str, table: Callable[[], Table]) -> None:
        super().__init__(canvas)
        self.setObjectName(f"{canvas.objectName()}Menu")
        self._canvas, self._file_name, self._table = canvas, file_name, table
        reset = self.addAction(self.tr("Reset the view"))
        reset.triggered.connect(canvas.resetRequested)
        self.addSeparator()
        for kind, text in (
            ("png", self.tr("Save as PNG…")),
            ("svg", self.tr("Save as SVG…")),
            ("csv", self.tr("Save the values as CSV…")),
        ):
            action = self.addAction(text)
            action.setObjectName(f"{canvas.objectName()}_{kind}")
            action.setData(kind)
            action.triggered.connect(self._choose_file)
        canvas.menuRequested.connect(self._open)

    @Slot(object)
    def _open(self, at: QPoint) -> None:
        self.popup(at)

    @Slot()
    def _choose_file(self) -> None:
        action = self.sender()
        kind = str(action.data()) if isinstance(action, QAction) else "png"
        name = f"{self._file_name}.{kind}"
        dialog = QFileDialog(self._canvas, self.tr("Save the plot"), name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{kind.upper()} (*.{kind})")
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(name)
        dialog.fileSelected.connect(self.save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def save(self, path: str) -> None:
        """Write .png, .svg or .csv, as the suffix says."""
        self._canvas.show_crosshair(None)
        target = Path(path)
        try:
            match target.suffix.lower():
                case ".csv":
                    header, rows = self._table()
                    with target.open("w", newline="", encoding="utf-8") as file:
                        csv.writer(file).writerows([header, *rows])
                case ".svg":
                    saving.write_svg(target, self._canvas)
                case _:
                    saving.write_png(target, self._canvas)
        except OSError as error:
            what = self.tr("{} cannot be written: {}.").format(path, error.strerror or error)
            dialog = ErrorDialog(EdgeVizError(what, self.tr("Choose another folder or name.")), self._canvas)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()
