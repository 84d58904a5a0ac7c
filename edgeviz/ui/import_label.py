"""How far the imported model is from onnxruntime, or why it cannot be executed."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QWidget

from edgeviz.core.export import ImportCheck
from edgeviz.ui.document import Document
from edgeviz.ui.measuring import Measuring


class ImportLabel(QLabel):
    """Stands in the status bar. Empty until the model has been compared."""

    def __init__(self, document: Document, measuring: Measuring, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.setObjectName("importCheck")
        # The edge of the window, or the grip, is right beside it.
        self.setContentsMargins(0, 0, 8, 0)
        self.setAccessibleName(self.tr("Comparison with onnxruntime"))
        document.modelChanged.connect(self._follow)
        measuring.checked.connect(self._show)

    @Slot()
    def _follow(self) -> None:
        graph = self.document.graph
        missing = graph.missing_operators if graph is not None else ()
        if not missing:
            self.clear()
            self.setToolTip("")
            return
        self.setText(self.tr("Cannot be executed: {} not covered").format(", ".join(missing[:6])))
        self.setToolTip(
            self.tr("Layers, costs and weight errors work; measuring and export need these operators: {}").format(
                ", ".join(missing)
            )
        )

    @Slot(object)
    def _show(self, check: ImportCheck) -> None:
        if check.passed:
            text = self.tr("● Import checked: differs from onnxruntime by {:.1e}")
        else:
            text = self.tr("⚠ The import differs from onnxruntime by {:.1e}")
        self.setText(text.format(check.max_difference))
        self.setToolTip(
            self.tr(
                "The largest difference between the outputs of the imported model and of onnxruntime on {} samples. "
                "Up to {:.1e} it is rounding."
            ).format(check.samples, check.tolerance)
        )
