"""Parallel coordinates: every evaluated recipe as a line across its figures.

Dragging on an axis filters, a click on a line adopts its recipe.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from edgeviz.core.metric import QUANTITIES, Evaluation, Metric
from edgeviz.core.naming import describe
from edgeviz.core.pareto import non_dominated
from edgeviz.ui import formatting, theme
from edgeviz.ui.document import Document
from edgeviz.ui.parallel.table import ACTIVATION_BITS, WEIGHT_BITS, Lines, lines
from edgeviz.ui.parallel.view import ParallelView
from edgeviz.ui.plots.card import card_html
from edgeviz.ui.texts import name_text

#: Milliseconds in which changes are gathered before the plot is drawn anew.
COALESCE = 50


class ParallelPanel(ParallelView):
    """Shows ``document.evaluations``."""

    #: Which evaluations the ranges on the axes leave, as recipe hashes.
    filtered = Signal(object)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("parallelPanel")
        self.setAccessibleName(self.tr("Parallel coordinates"))
        self.setAccessibleDescription(
            self.tr("Left and Right walk along the recipes, Enter adopts one, Escape clears the ranges.")
        )
        self.document = document
        self._timer = QTimer(self, singleShot=True, interval=COALESCE)
        self._timer.timeout.connect(self.refresh)
        for signal in (document.evaluationsChanged, document.recipeChanged, document.modelChanged):
            signal.connect(self._timer.start)
        theme.notifier.changed.connect(self._timer.start)
        self.refresh()

    # ---- reading

    def title(self, name: str) -> str:
        if name == WEIGHT_BITS:
            return self.tr("Weight bits")
        if name == ACTIVATION_BITS:
            return self.tr("Activation bits")
        return formatting.title(name)

    def text(self, name: str, value: float) -> str:
        if name in QUANTITIES:
            return formatting.quantity_text(QUANTITIES[name], value)
        return formatting.number(value, 1)

    @property
    def current(self) -> int | None:
        """The line of the document's recipe."""
        found = self.document.recipe.hash
        return next((i for i, row in enumerate(self.lines.evaluations) if row.recipe.hash == found), None)

    def empty_text(self) -> str:
        return self.tr("Two or more recipes that were measured become lines here.")

    def html(self, row: int) -> str:
        graph = self.document.graph
        if graph is None:
            return ""
        found = self.lines.evaluations[row]
        metrics = [found.metrics.get(name) for name in self.lines.names if name in QUANTITIES]
        name = name_text(found.name or describe(found.recipe, graph))
        return card_html(name, "", metrics, row == self.current)

    @Slot()
    def refresh(self) -> None:
        """Read the evaluations again and draw."""
        graph = self.document.graph
        old = self.lines.evaluations[self.hovered].recipe.hash if self.hovered is not None else ""
        rows = self.document.points if graph is not None else ()
        found = lines(graph, rows, _stored) if graph is not None else Lines((), (), np.empty((0, 0)))
        hovered = next((i for i, row in enumerate(found.evaluations) if row.recipe.hash == old), None)
        self.show_lines(found, _on_front(found), hovered)

    # ---- filtering, adopting

    def filter_changed(self) -> None:
        kept = zip(self.lines.evaluations, self._kept, strict=False)
        self.filtered.emit(frozenset(row.recipe.hash for row, keep in kept if keep) if self.limits else None)

    def adopt(self, row: int) -> None:
        found, graph = self.lines.evaluations[row], self.document.graph
        if graph is not None:
            name = name_text(found.name or describe(found.recipe, graph))
            self.document.adopt(found.recipe, self.tr("Adopt {}").format(name))


def _on_front(found: Lines) -> np.ndarray:
    """Which lines no other one beats in size and accuracy."""
    names = [name for name in ("size", "accuracy") if name in found.names]
    if len(names) < 2 or not len(found):
        return np.zeros(len(found), bool)
    columns = [found.names.index(name) for name in names]
    return non_dominated(1 - found.heights()[:, columns])


def _stored(evaluation: Evaluation, name: str) -> Metric | None:
    return evaluation.metrics.get(name)
