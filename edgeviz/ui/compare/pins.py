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
    """The pinned recipes of the open project. One that was not evaluated yet cannot be pinned."""

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
    def keys(self) -> tuple[str, ...]:
        """``Document.lasting_key`` of each; a recipe's hash alone where an earlier version wrote it."""
        stored = self.document.project.settings.get(SETTING)
        return tuple(row for row in stored if isinstance(row, str)) if isinstance(stored, list) else ()

    @property
    def evaluations(self) -> tuple[Evaluation, ...]:
        """What is known of the pinned recipes; those measured with other data are left out."""
        found = (self.document.evaluation_of(row) for row in self.keys)
        return tuple(evaluation for evaluation in found if evaluation is not None)

    def is_pinned(self, recipe: Recipe) -> bool:
        """Whether ``recipe``, on the open model, is pinned."""
        return any(row.recipe == recipe and not row.model for row in self.evaluations)

    def toggle(self, recipe: Recipe) -> None:
        """Pin ``recipe`` on the open model, or take its pin away."""
        found = self.document.evaluation(recipe)
        if found is None:
            self.said.emit(self.tr("Measure this recipe before you pin it (F9)"))
        else:
            self.toggle_evaluation(found)

    def toggle_evaluation(self, found: Evaluation) -> None:
        """Pin what was evaluated, on the open model or another of the project, or take its pin away."""
        pinned = [row for row in self.keys if self.document.evaluation_of(row) is found]
        if pinned:
            self._write([row for row in self.keys if row not in pinned])
            self.said.emit(self.tr("Unpinned"))
        elif len(self.evaluations) >= MOST:
            self.said.emit(self.tr("{} recipes are pinned already: unpin one first").format(MOST))
        else:
            self._write([*self.keys, self.document.lasting_key(found)])
            self.said.emit(self.tr("Pinned: Compare shows it beside the others"))

    def add(self, evaluations: Iterable[Evaluation]) -> None:
        """Pin all of ``evaluations`` for which there is room."""
        pinned = {row.key for row in self.evaluations}
        wanted = [self.document.lasting_key(row) for row in evaluations if row.key not in pinned]
        room = MOST - len(self.evaluations)
        if wanted[:room]:
            self._write([*self.keys, *wanted[:room]])
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

    def _write(self, keys: list[str]) -> None:
        self.document.set_setting(SETTING, keys)

    @Slot()
    def _read(self) -> None:
        shown = tuple(evaluation.key for evaluation in self.evaluations)
        if shown != self._shown:
            self._shown = shown
            self.changed.emit()
