"""Finding nodes of a graph view by name, operator or shape."""

from __future__ import annotations

from edgeviz.core.graph import ModelGraph, Shape
from edgeviz.core.graph_view import GraphTree, Kind
from edgeviz.core.memo import last_answer

#: Shapes may be typed with any of these between the numbers.
_CROSSES = str.maketrans({"×": "x", "*": "x", ",": "x", " ": "x"})


def find_boxes(tree: GraphTree, graph: ModelGraph, text: str) -> tuple[str, ...]:
    """Ids of the nodes, inputs and outputs that have every word of ``text``, in the graph's order.

    A word is part of the name, the operator, the module path, a layer's kind, or the shape of what is written:
    "16x32x32", "16×32×32" or one dimension more.
    """
    words = text.lower().split()
    if not words:
        return ()
    rows = searched(tree, graph)
    for word in words:
        plain = word.translate(_CROSSES)
        rows = tuple(row for row in rows if word in row[1] or plain in row[2])
    return tuple(row[0] for row in rows)


@last_answer
def searched(tree: GraphTree, graph: ModelGraph) -> tuple[tuple[str, str, str], ...]:
    """What is searched of each node, input and output, in the graph's order: id, text, and text with plain crosses.

    Of many thousand nodes it is made by the thread that lays them out, so that a search only compares.
    """
    found = []
    for box in sorted(tree.boxes.values(), key=lambda box: (box.first, box.id)):
        if box.kind is Kind.GROUP:
            continue
        if box.kind is Kind.NODE:
            node = graph.nodes[box.node]
            outputs = node.outputs
            parts = [node.key, node.op, "/".join(node.namespace), box.subtitle]
        else:
            outputs = (box.id.split(":", 1)[1],)
            parts = [box.title, box.kind]
        parts.extend(outputs)
        parts.extend(_shape_text(graph.tensors[name].shape) for name in outputs if name in graph.tensors)
        text = "\n".join(parts).lower()
        found.append((box.id, text, text.replace("×", "x")))
    return tuple(found)


def _shape_text(shape: Shape | None) -> str:
    return "x".join("?" if dim is None else str(dim) for dim in shape or ())
