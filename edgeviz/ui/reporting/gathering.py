"""What the window knows, as the report takes it."""

from __future__ import annotations

from edgeviz.project.values import now
from edgeviz.report.contents import Contents
from edgeviz.ui.document import Document


def contents_of(document: Document) -> Contents:
    """The same as ``report.contents.gather`` reads from the file, from what is in memory already."""
    family = document.family
    others = {row.model for row in family}
    graphs = {model: document.graph_of(model) for model in others} if document.device is not None else {}
    return Contents(
        document.project,
        document.points,
        family,
        {model: graph for model, graph in graphs.items() if graph is not None},
        {model: document.model_name(model) for model in others},
        document.reference,
        document.device,
        document.store.path.name if document.store is not None and not document.untitled else "",
        now(),
    )
