"""The plot's menu: reset the view, save it as a picture or as numbers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from edgeviz.core.errors import EdgeVizError
from edgeviz.ui.dialogs.error_dialog import ErrorDialog
from edgeviz.ui.plots import saving

if TYPE_CHECKING:
    from edgeviz.ui.plots.tradeoff import TradeoffPanel


class SaveMenu(QMenu):
    """What the right button offers on the trade-off plot."""

    def __init__(self, panel: TradeoffPanel) -> None:
        super().__init__(panel)
        self.setObjectName("tradeoffMenu")
        self.panel = panel
        reset = self.addAction(self.tr("Reset the view"))
        reset.setObjectName("resetView")
        reset.triggered.connect(panel.reset_view)
        self.addSeparator()
        for kind, text in (
            ("png", self.tr("Save as PNG…")),
            ("svg", self.tr("Save as SVG…")),
            ("csv", self.tr("Save the points as CSV…")),
        ):
            action = self.addAction(text)
            action.setObjectName(f"save_{kind}")
            action.setData(kind)
            action.triggered.connect(self._choose_file)

    @Slot(object)
    def show_at(self, at: QPoint) -> None:
        self.popup(at)

    @Slot()
    def _choose_file(self) -> None:
        action = self.sender()
        kind = str(action.data()) if isinstance(action, QAction) else "png"
        dialog = QFileDialog(self.panel, self.tr("Save the plot"), f"trade-off.{kind}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{kind.upper()} (*.{kind})")
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(f"trade-off.{kind}")
        dialog.fileSelected.connect(self.save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def save(self, path: str) -> None:
        """Write the plot to ``path`` as its suffix says: .png, .svg, or .csv with every metric of every point."""
        panel, target = self.panel, Path(path)
        panel.forget_pointer()
        try:
            match target.suffix.lower():
                case ".csv":
                    saving.write_csv(target, panel.cloud, panel.stored_name, panel.metric_of)
                case ".svg":
                    with panel.drawn.as_vectors():
                        saving.write_svg(target, panel.canvas)
                case _:
                    saving.write_png(target, panel.canvas)
        except OSError as error:
            what = self.tr("{} cannot be written: {}.").format(path, error.strerror or error)
            dialog = ErrorDialog(EdgeVizError(what, self.tr("Choose another folder or name.")), panel)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()
