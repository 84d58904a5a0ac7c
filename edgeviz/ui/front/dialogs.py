"""Opens the dialogs that the budget bar leads to, one of each."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QDialog, QWidget

from edgeviz.core.recipe import Recipe
from edgeviz.ui.front.against import AgainstGreedy
from edgeviz.ui.front.budget import BudgetBar
from edgeviz.ui.front.limits import LimitsDialog
from edgeviz.ui.measuring import Measuring
from edgeviz.ui.texts import kept


class FrontDialogs(QObject):
    """They stay open beside the window, so that it shows what they do."""

    def __init__(self, budget: BudgetBar, measuring: Measuring, window: QWidget) -> None:
        super().__init__(window)
        self.document = budget.document
        self.measuring = measuring
        self.window = window
        self._open: dict[str, QDialog] = {}
        budget.limitsRequested.connect(self.show_limits)
        budget.compareRequested.connect(self.show_against_greedy)

    @Slot()
    def show_limits(self) -> LimitsDialog:
        found = self._open.get("limits")
        dialog = found if isinstance(found, LimitsDialog) else LimitsDialog(self.document, self.window)
        self._show("limits", dialog)
        return dialog

    @Slot()
    def show_against_greedy(self) -> AgainstGreedy:
        found = self._open.get("greedy")
        dialog = found if isinstance(found, AgainstGreedy) else AgainstGreedy(self.document, self.window)
        if found is None:
            dialog.measureRequested.connect(self.measure)
        self._show("greedy", dialog)
        return dialog

    @Slot(object)
    def measure(self, recipes: tuple[Recipe, ...]) -> None:
        """Evaluate what the comparison needs, in the background."""
        job = self.measuring.measure_all(recipes, kept("Measure the front against greedy"))
        dialog = self._open.get("greedy")
        if job is not None and isinstance(dialog, AgainstGreedy):
            dialog.follow(job)

    def _show(self, name: str, dialog: QDialog) -> None:
        if name not in self._open:
            self._open[name] = dialog
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.destroyed.connect(self._forget)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    @Slot()
    def _forget(self) -> None:
        from shiboken6 import isValid

        self._open = {name: dialog for name, dialog in self._open.items() if isValid(dialog)}
