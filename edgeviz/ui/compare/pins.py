"""Recipes that somebody pinned to compare them. They are kept with the project, in the order of pinning."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.core.metric import Evaluation
from edgeviz.core.recipe import Recipe
from edgeviz.ui.document import Document

SETTING = "pins"
#: More columns than this cannot be read side by side.
MOST = 8


class Pins(QObject):
    """The pinned recipes of the open project, by hash. One that was not evaluated yet cannot be pinned."""

    changed = Signal()
    #: Something that a person wants to know, such as why nothing was pinned.
    said = Signal(str)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self._shown: tuple[str, ...] = ()
        for signal in (document.settingsChanged, document.evaluationsChanged, document.modelChanged):
            signal.connect(self._read)

    @property
    def hashes(self) -> tuple[str, ...]:
        stored = self.document.project.settings.get(SETTING)
        return tuple(row for row in stored if isinstance(row, str)) if isinstance(stored, list) else ()

    @property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """What is known of the pinned recipes; those of another model or other data are left out."""
        found = (self.document.evaluation_of(row) for row in self.hashes)
        return tuple(evaluation for evaluation in found if evaluation is not None)

    def is_pinned(self, recipe: Recipe) -> bool:
        return recipe.hash in self.hashes

    def toggle(self, recipe: Recipe) -> None:
        """Pin ``recipe``, or take its pin away."""
        if self.is_pinned(recipe):
            self._write([row for row in self.hashes if row != recipe.hash])
            self.said.emit(self.tr("Unpinned"))
        elif self.document.evaluation(recipe) is None:
            self.said.emit(self.tr("Measure this recipe before you pin it (F9)"))
        elif len(self.evaluations) >= MOST:
            self.said.emit(self.tr("{} recipes are pinned already: unpin one first").format(MOST))
        else:
            self._write([*self.hashes, recipe.hash])
            self.said.emit(self.tr("Pinned: Compare shows it beside the others"))

    def add(self, evaluations: Iterable[Evaluation]) -> None:
        """Pin all of ``evaluations`` for which there is room."""
        wanted = [row.recipe.hash for row in evaluations if row.recipe.hash not in self.hashes]
        room = MOST - len(self.evaluations)
        if wanted[:room]:
            self._write([*self.hashes, *wanted[:room]])
        if len(wanted) > room:
            text = self.tr("{} of {} recipes pinned: no more than {} can be compared at once")
            self.said.emit(text.format(max(0, room), len(wanted), MOST))

    @Slot()
    def toggle_current(self) -> None:
        if self.document.graph is not None:
            self.toggle(self.document.recipe)

    @Slot()
    def clear(self) -> None:
        self._write([])

    def _write(self, hashes: list[str]) -> None:
        self.document.set_setting(SETTING, hashes)

    @Slot()
    def _read(self) -> None:
        shown = tuple(evaluation.recipe.hash for evaluation in self.evaluations)
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()
