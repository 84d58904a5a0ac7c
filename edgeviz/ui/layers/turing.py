"""The presets for NVIDIA's Turing, whose tensor cores compute with 16, 8, 4 and 1 bits."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.presets import TURING_SHARE, TuringChoice, TuringKind, turing_recipe, turing_rounded
from edgeviz.core.recipe import Recipe
from edgeviz.ui import formatting
from edgeviz.ui.background import Background
from edgeviz.ui.document import Document
from edgeviz.ui.texts import error_text


@dataclass(frozen=True, eq=False)
class _Answer:
    graph: ModelGraph
    choice: TuringChoice


class TuringActions(QObject):
    """A menu with two actions: the best mix of Turing's widths, and the current recipe rounded up to them."""

    #: What was chosen and why, or why nothing was.
    message = Signal(str)

    def __init__(self, document: Document, owner: QWidget) -> None:
        super().__init__(owner)
        self._document = document
        self._background = Background(self)
        self._background.done.connect(self._take)
        self.menu = QMenu(self.tr("Turing tensor cores (1/4/8/16)"), owner)
        self.menu.setObjectName("presetsTuringMenu")
        self.menu.setAccessibleName(self.menu.title())
        self.menu.setToolTipsVisible(True)
        share = formatting.percent(TURING_SHARE, 0)
        self.mix = self._action(
            owner,
            "preset-turing",
            self.tr("Best mix at {} of the size at 8 bits").format(share),
            self.tr(
                "By the measured sensitivity: the least predicted loss of all mixes of FP16, 8, 4 and 1 bits of that "
                "size. Without it: 4 bits, the first and the last layer at 8."
            ),
            self._mix,
        )
        self.round = self._action(
            owner,
            "preset-turing-round",
            self.tr("Round all bits up to 1, 4, 8 or FP16"),
            self.tr("Keeps every layer's settings; FP32 and INT16, which tensor cores lack, become FP16."),
            self._round,
        )
        owner.addActions([self.mix, self.round])

    def _action(self, owner: QWidget, name: str, text: str, tip: str, slot: object) -> QAction:
        action = QAction(text, owner)
        action.setObjectName(name)
        action.setToolTip(
            tip + " " + self.tr("A layer computes at the wider of its two widths: narrower weights alone save memory.")
        )
        action.triggered.connect(slot)
        self.menu.addAction(action)
        return action

    @Slot()
    def _round(self) -> None:
        graph = self._document.graph
        if graph is not None:
            recipe = turing_rounded(graph, self._document.recipe)
            if recipe == self._document.recipe:
                self.message.emit(self.tr("Nothing changed: all widths are Turing's already."))
            else:
                self._document.adopt(recipe, self.tr("Round up to Turing's widths"))

    @Slot()
    def _mix(self) -> None:
        """A front over many layers takes up to a second: it is found in a thread."""
        graph, document = self._document.graph, self._document
        if graph is None:
            return
        sensitivity, recipe = document.sensitivity, document.recipe
        stored = document.evaluation(Recipe())
        size = stored.value("size") if stored else None
        float_bytes = int(size) if size is not None else None

        def work() -> _Answer:
            choice = turing_recipe(
                graph, sensitivity, calibration=recipe.calibration, float_bytes=float_bytes, kept=recipe.kept
            )
            return _Answer(graph, choice)

        self._background.run(work)

    @Slot(object)
    def _take(self, answer: object) -> None:
        if isinstance(answer, EdgeVizError):
            self.message.emit(error_text(answer))
        elif isinstance(answer, _Answer) and answer.graph is self._document.graph:
            # The widths alone are the preset's: repairs and calibration stay as they were chosen.
            recipe = replace(self._document.recipe, layers=answer.choice.recipe.layers)
            self._document.adopt(recipe, self.tr("Preset {}").format(self.tr("Turing")))
            self.message.emit(self._said(answer.choice))

    def _said(self, choice: TuringChoice) -> str:
        size, budget = formatting.size(choice.size), formatting.size(choice.budget)
        match choice.kind:
            case TuringKind.MIXED:
                return self.tr("Turing: the best mix within {}, predicted size {}").format(budget, size)
            case TuringKind.SMALLEST:
                return self.tr("Turing: nothing is as small as {}; the smallest is {}").format(budget, size)
            case TuringKind.FIXED:
                return self.tr(
                    "Turing: 4 bits, first and last layer 8: no sensitivity of 8 and 4 bits is known to choose by"
                )
