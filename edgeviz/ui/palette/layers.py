"""The layers of the model as lines of the palette."""

from __future__ import annotations

from functools import partial

from edgeviz.ui.document import Document
from edgeviz.ui.palette.entries import Entry


def layer_entries(document: Document) -> list[Entry]:
    """Choosing one selects the layer; every view follows."""
    graph = document.graph
    if graph is None:
        return []
    return [Entry(layer.key, layer.kind, partial(document.select, [layer.key])) for layer in graph.layers]
