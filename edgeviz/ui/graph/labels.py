"""What is written beside an edge: the shape of what flows, and the width at which the recipe stores it."""

from __future__ import annotations

from edgeviz.core.graph_view import Edge
from edgeviz.core.points import QuantPoint, quant_points
from edgeviz.ui import formatting
from edgeviz.ui.document import Document
from edgeviz.ui.formatting import translate


class EdgeLabels:
    """The labels for the model and the recipe of ``document``; ``follow`` when either is another."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._points: tuple[QuantPoint, ...] = ()
        self._widths: dict[str, str] = {}

    def follow(self) -> bool:
        """Read the widths anew; False where they are what they were."""
        graph = self._document.graph
        points = quant_points(graph, self._document.recipe) if graph is not None else ()
        if points is self._points:
            return False
        before, self._points = self._widths, points
        self._widths = {point.tensor: point.spec.label for point in points}
        return self._widths != before

    def __call__(self, edge: Edge) -> tuple[str, str]:
        """Shape and width of the first tensor, and how many more flow; "" where it is not known or float."""
        graph = self._document.graph
        tensor = graph.tensors.get(edge.tensors[0]) if graph is not None and edge.tensors else None
        if graph is None or tensor is None or tensor.shape is None:
            return "", ""
        label = self._widths.get(tensor.name, "")
        width = translate("Graph", "{} bits").format(label) if label.isdigit() else label
        shape = formatting.shape(tensor.shape)
        more = len(edge.tensors) - 1
        return (f"{shape} +{more}" if more else shape), width
