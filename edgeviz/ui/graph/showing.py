"""What is painted of the network, where it lies on the screen, and its texts cut to their room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

from edgeviz.core.graph_view import Edge, GraphTree
from edgeviz.ui.graph.looks import Looks
from edgeviz.ui.graph.picture import Picture


@dataclass(slots=True)
class Show:
    """What is painted: the picture, its looks, and what is marked in it."""

    picture: Picture
    tree: GraphTree
    looks: Looks
    #: The label of an edge: shape and width.
    label: Callable[[Edge], tuple[str, str]]
    selected: frozenset[str] = frozenset()
    matches: frozenset[str] = frozenset()
    current: str = ""
    texts: dict[tuple[str, int, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """Where the picture lies on the screen: pixel = place · scale + offset."""

    scale: float
    dx: float
    dy: float

    def rects(self, found: np.ndarray) -> np.ndarray:
        return found * self.scale + np.array([self.dx, self.dy, 0.0, 0.0])

    def points(self, found: np.ndarray) -> np.ndarray:
        return found * self.scale + np.array([self.dx, self.dy])


def elided(show: Show, font: QFont, text: str, width: float, middle: bool = False) -> str:
    """Elided once for each width in steps of 4 pixels: measuring text is the dearest part of painting.

    ``middle``: names are told apart by their ends.
    """
    key = (text, int(width) // 4, f"{font.pixelSize()} {int(font.weight())} {middle}")
    found = show.texts.get(key)
    if found is None:
        if len(show.texts) > 20_000:
            show.texts.clear()
        plain = " ".join(text[:600].split())
        mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        found = QFontMetricsF(font).elidedText(plain, mode, float(int(width) // 4 * 4))
        show.texts[key] = found
    return found
