"""Which layers are edited together: the ties of the open model, and whether edits follow them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Signal

from edgeviz.core.graph import ModelGraph
from edgeviz.core.sensitivity import Part
from edgeviz.core.ties import Ties, disagreeing, tied_groups
from edgeviz.ui import formatting

if TYPE_CHECKING:
    from edgeviz.ui.document import Document

#: Under which the window remembers whether edits follow the ties.
SETTING = "editTiedTogether"
#: Partners named in a tooltip; more are counted.
NAMED = 6


class Tying(QObject):
    """The ties of the document's model. ``active`` is what an edit passes to ``edits.changes``."""

    #: Edits follow the ties from now on, or no longer.
    enabledChanged = Signal(bool)

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self._graph: ModelGraph | None = None
        self._ties = Ties((), ())
        self._settings: QSettings | None = None
        self.enabled = True

    @property
    def ties(self) -> Ties:
        """Found once for each model; without one there are none."""
        graph = self._document.graph
        if graph is not self._graph:
            self._graph = graph
            self._ties = tied_groups(graph) if graph is not None else Ties((), ())
        return self._ties

    @property
    def active(self) -> Ties | None:
        """The ties that edits follow: None while they follow none."""
        return self.ties if self.enabled else None

    def set_enabled(self, enabled: bool) -> None:
        if enabled != self.enabled:
            self.enabled = enabled
            if self._settings is not None:
                self._settings.setValue(SETTING, enabled)
            self.enabledChanged.emit(enabled)

    def restore(self, settings: QSettings) -> None:
        """Follow the ties or not as ``settings`` remember it, and keep further choices there."""
        self.set_enabled(settings.value(SETTING, True, type=bool) is not False)
        self._settings = settings

    def disagreeing(self) -> dict[Part, frozenset[str]]:
        """The layers whose ties the current recipe breaks."""
        return disagreeing(self._document.recipe, self.ties)

    def tied_to(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """``keys`` and everything tied to them by weights or activations, in the order of the model."""
        graph = self._document.graph
        wanted = {other for key in keys for part in Part for other in (key, *self.ties.partners(key, part))}
        return tuple(layer.key for layer in graph.layers if layer.key in wanted) if graph is not None else ()


def partners_text(partners: tuple[str, ...], part: Part) -> str:
    """Who is tied to a layer and why: "Tied with conv2 and conv3: they share one weight, …"."""
    translate = formatting.translate
    named = list(partners[:NAMED])
    rest = len(partners) - len(named)
    names = ", ".join(named)
    if rest:
        names = translate("Layers", "{} and {} more").format(names, formatting.number(rest))
    if part is Part.WEIGHT:
        return translate("Layers", "Weights tied with {}: they share one weight, which is stored once.").format(names)
    return translate(
        "Layers",
        "Activations tied with {}: they read or write tensors that are stored once, or that an addition or "
        "concatenation joins at one width.",
    ).format(names)


def clash_text(part: Part) -> str:
    """What is wrong with a layer whose ties the recipe breaks, and what mends it."""
    translate = formatting.translate
    if part is Part.WEIGHT:
        return translate(
            "Layers",
            "⚠ These layers have different weight settings although there is only one weight to store: the recipe "
            "cannot be measured or exported. Give them the same bits and settings.",
        )
    return translate(
        "Layers",
        "⚠ These layers have different activation bits: a shared tensor is quantized twice, and no integer kernel can "
        "join its operands. Give them the same bits.",
    )
