"""How the boxes of the graph view look: colours and numbers from an overlay, families of operators, texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtGui import QColor

from edgeviz.core.graph import ModelGraph
from edgeviz.core.graph_view import Box, GraphTree, Kind
from edgeviz.core.overlay import OVERLAYS, Coloured, Known, Overlay, Scale, Sum, Values, colour_boxes
from edgeviz.core.overlay_files import Imported
from edgeviz.ui import formatting, theme
from edgeviz.ui.formatting import translate
from edgeviz.ui.sensitivity.view import heat

#: Families of operators, by words in the operator's name; the first that fits. The colour is a place in
#: ``Theme.categories``.
FAMILIES: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("convolution", 0, ("conv",)),
    ("linear", 2, ("gemm", "matmul", "linear", "einsum", "addmm", "lstm", "gru", "rnn", "embedding")),
    ("normalization", 3, ("normalization", "norm", "lrn")),
    ("pooling", 4, ("pool", "reducemean", "resize", "upsample")),
    (
        "activation",
        1,
        ("relu", "clip", "sigmoid", "tanh", "gelu", "elu", "swish", "softmax", "softplus", "mish", "erf", "silu"),
    ),
    ("arithmetic", 5, ("add", "mul", "sub", "div", "pow", "sqrt", "max", "min", "sum", "exp", "log", "neg")),
)


#: How much of a colour is left where it belongs to an earlier recipe.
OLD = 0.3
#: What the name of an overlay from a file begins with.
FILE = "file:"


@lru_cache(maxsize=1024)
def family(op: str) -> int:
    """Index into FAMILIES, or -1: everything that only moves values."""
    word = op.lower()
    for at, (_, _, parts) in enumerate(FAMILIES):
        if any(part in word for part in parts):
            return at
    return -1


def family_title(at: int) -> str:
    titles = {
        "convolution": translate("Graph", "Convolution"),
        "linear": translate("Graph", "Linear"),
        "normalization": translate("Graph", "Normalization"),
        "pooling": translate("Graph", "Pooling"),
        "activation": translate("Graph", "Activation"),
        "arithmetic": translate("Graph", "Arithmetic"),
    }
    return titles[FAMILIES[at][0]] if at >= 0 else translate("Graph", "Other")


def family_colour(at: int) -> QColor:
    tokens = theme.current()
    return QColor(tokens.categories[FAMILIES[at][1]]) if at >= 0 else QColor(tokens.muted)


def overlay_title(name: str) -> str:
    """What the menu calls an overlay; an imported one is called as its file calls it."""
    if name.startswith(FILE):
        return name.removeprefix(FILE)
    titles = {
        "operator": translate("Graph", "Operator"),
        "weight_bits": translate("Graph", "Weight bits"),
        "activation_bits": translate("Graph", "Activation bits"),
        "size": translate("Graph", "Size of the weights"),
        "macs": translate("Graph", "MACs"),
        "latency": translate("Graph", "Latency on the device"),
        "latency_measured": translate("Graph", "Measured latency"),
        "energy": translate("Graph", "Energy on the device"),
        "sensitivity": translate("Graph", "Sensitivity at 4-bit weights"),
        "loss": translate("Graph", "Loss at the present bits"),
        "sqnr": translate("Graph", "Weight error (SQNR)"),
    }
    return titles.get(name, formatting.title(name))


def why_empty(name: str, known: Known) -> str:
    """Why an overlay has no values, and what would give it some."""
    if name == "latency" and known.device is None:
        return translate("Graph", "Choose a device in the tool bar: latency per layer is modelled for it.")
    if name == "energy" and known.device is None:
        return translate("Graph", "Choose a device in the tool bar: energy per layer is modelled for it.")
    if name == "energy" and known.device is not None and known.device.energy is None:
        return translate("Graph", "The profile of this device says nothing about energy.")
    if name == "latency_measured":
        return translate("Graph", "Measure the layers first.")
    if name in ("latency", "energy") and known.device is not None:
        return translate("Graph", "The device cannot run these layers at their widths: it has no unit for them.")
    if name in ("sensitivity", "loss", "sqnr"):
        if known.sensitivity is None or not known.sensitivity.cells:
            return translate("Graph", "Measure the sensitivity first (Sensitivity panel).")
        if name != "sensitivity" and known.recipe.is_float32:
            return translate("Graph", "All layers are float: nothing is quantized yet.")
        return translate("Graph", "The sensitivity table has no values for these widths yet.")
    return translate("Graph", "This model has no values of this kind.")


def value_text(unit: str, value: float) -> str:
    """A value in a box or in the legend."""
    match unit:
        case "bytes":
            return formatting.size(value)
        case "s":
            return formatting.seconds(value)
        case "J":
            return formatting.joules(value)
        case "count":
            return formatting.count(value)
        case "bits":
            return formatting.number(value)
    small = value != 0 and not 1e-3 <= abs(value) < 1e6
    text = formatting.locale().toString(float(value), "e", 1) if small else formatting.significant(value)
    return f"{text} {unit}".strip()


@dataclass(frozen=True, slots=True)
class Look:
    """``fill``, text colour, outline, and the number that is printed; ``stripe``: the colour of a family."""

    fill: QColor
    ink: QColor
    border: QColor
    value: str = ""
    stripe: QColor | None = None


@dataclass(frozen=True, eq=False)
class Looks:
    """The looks of all visible boxes under one overlay, and what its legend needs."""

    overlay: Overlay
    title: str
    coloured: Coloured
    boxes: Mapping[str, Look]
    #: For categories: family -> number of nodes. For bits: width -> number of nodes.
    counts: Mapping[int, int]
    values: Values
    reason: str = ""
    #: Whether the values belong to an earlier recipe.
    is_old: bool = False


def imported_overlay(found: Imported) -> Overlay:
    """An overlay of a file. What its numbers mean is not known, so a group shows the largest of them."""
    values = dict(found.values)
    return Overlay(f"{FILE}{found.name}", "", Sum.LARGEST, lambda known: values)


def make_looks(overlay: Overlay, known: Known, tree: GraphTree, members: Mapping[str, Sequence[int]]) -> Looks:
    """``members``: the nodes in each of the boxes that are seen."""
    values = overlay.values(known)
    is_old = overlay.name == "latency_measured" and known.is_profile_old
    coloured = colour_boxes(values, members, overlay.total)
    counts: dict[int, int] = {}
    tokens = theme.current()
    surface, text = QColor(tokens.surface), QColor(tokens.text)
    plain = Look(surface, QColor(tokens.muted) if coloured.values else text, QColor(tokens.border))
    nodes = known.graph.nodes
    if overlay.scale is Scale.CATEGORY:
        for op, count in Counter(nodes[at].op for at in tree.box_of_node).items():
            counts[family(op)] = counts.get(family(op), 0) + count
    elif overlay.scale is Scale.BITS:
        for bits in values.values():
            counts[int(bits)] = counts.get(int(bits), 0) + 1
    families = {kind: _family_look(kind) for kind in range(-1, len(FAMILIES))}
    group = Look(theme.mixed(surface, tokens.muted, 0.06), text, theme.mixed(tokens.border, tokens.muted, 0.5))

    def look(box_id: str) -> Look:
        box = tree.boxes[box_id]
        if overlay.scale is Scale.CATEGORY:
            return families[family(nodes[box.node].op)] if box.kind is Kind.NODE else group
        value = coloured.values.get(box_id)
        if value is None:
            return plain
        if overlay.scale is Scale.BITS:
            return _bits_look(int(value), coloured.ranges.get(box_id))
        fill, ink = heat(coloured.level_of(value))
        if is_old:
            fill, ink = theme.mixed(surface, fill, OLD), QColor(tokens.muted)
        return Look(fill, ink, theme.mixed(fill, tokens.text, 0.25), value_text(overlay.unit, value))

    reason = "" if values or overlay.scale is Scale.CATEGORY else why_empty(overlay.name, known)
    order = sorted(counts) if overlay.scale is Scale.BITS else sorted(counts, key=lambda at: (at < 0, -counts[at]))
    ordered = {key: counts[key] for key in order}
    boxes = LooksOf(members, look)
    return Looks(overlay, overlay_title(overlay.name), coloured, boxes, ordered, values, reason, is_old)


def changed_boxes(old: Looks, new: Looks) -> frozenset[str] | None:
    """The boxes that look otherwise in ``new``, of the same picture and theme; None where all may."""
    one, other = old.coloured, new.coloured
    if old.overlay is not new.overlay or old.is_old is not new.is_old or bool(one.values) is not bool(other.values):
        return None
    if new.overlay.scale is Scale.MAGNITUDE and (
        (one.least, one.most, one.logarithmic) != (other.least, other.most, other.logarithmic)
    ):
        return None
    every = one.values.keys() | other.values.keys()
    values = (box for box in every if one.values.get(box) != other.values.get(box))
    ranges = (box for box in one.ranges.keys() | other.ranges.keys() if one.ranges.get(box) != other.ranges.get(box))
    return frozenset((*values, *ranges))


class LooksOf(Mapping[str, Look]):
    """The looks of the boxes that are seen, each made when it is first painted: of thousands few are at a time."""

    def __init__(self, seen: Mapping[str, object], make: Callable[[str], Look]) -> None:
        self._seen = seen
        self._make = make
        self._made: dict[str, Look] = {}

    def __getitem__(self, box_id: str) -> Look:
        found = self._made.get(box_id)
        if found is None:
            if box_id not in self._seen:
                raise KeyError(box_id)
            found = self._made[box_id] = self._make(box_id)
        return found

    def __contains__(self, box_id: object) -> bool:
        return box_id in self._seen

    def __iter__(self) -> Iterator[str]:
        return iter(self._seen)

    def __len__(self) -> int:
        return len(self._seen)


def _family_look(at: int) -> Look:
    tokens, colour = theme.current(), family_colour(at)
    fill = theme.mixed(tokens.surface, colour, 0.14 if at >= 0 else 0.05)
    border = theme.mixed(tokens.border, colour, 0.55 if at >= 0 else 0.2)
    return Look(fill, QColor(tokens.text), border, stripe=colour)


def _bits_look(bits: int, span: tuple[float, float] | None) -> Look:
    text = f"{int(span[0])}–{int(span[1])}" if span else str(bits)
    return Look(theme.bits_colour(bits), theme.bits_text_colour(bits), theme.bits_border(bits), text)


# ---- texts


def head(box: Box) -> str:
    """The first line: what it is."""
    return box.subtitle if box.kind is Kind.NODE else box.title


def foot(box: Box) -> str:
    """The second line: its name, or what is inside."""
    match box.kind:
        case Kind.NODE if box.hubs:
            return translate("Graph", "{} · many readers").format(box.title)
        case Kind.NODE:
            return box.title
        case Kind.GROUP:
            return translate("Graph", "{} nodes").format(formatting.number(box.size))
        case Kind.INPUT:
            return translate("Graph", "Input")
    return translate("Graph", "Output")


def tooltip(box: Box, tree: GraphTree, graph: ModelGraph, looks: Looks | None) -> str:
    """Everything that is known about a box, one fact a line. Plain text: names are others' and may hold markup."""
    lines = []
    if box.kind is Kind.NODE:
        node = graph.nodes[box.node]
        op = f"{node.domain}.{node.op}" if node.domain else node.op
        lines.append(_cut(f"{node.key} – {op}" if node.key else op))
        for word, names in (
            (translate("Graph", "Reads"), [n for n in node.inputs if n and n not in graph.constants]),
            (translate("Graph", "Writes"), [n for n in node.outputs if n]),
        ):
            for name in names[:4]:
                tensor = graph.tensors.get(name)
                shape = formatting.shape(tensor.shape) if tensor else formatting.NOTHING
                kind = tensor.dtype if tensor else ""
                lines.append(_cut(f"{word}: {shape} {kind}  {name}"))
            if len(names) > 4:
                lines.append(translate("Graph", "… and {} more").format(len(names) - 4))
        if node.macs:
            lines.append(f"MACs: {formatting.count(node.macs)}")
        attributes = ", ".join(f"{k}={_cut(str(v), 40)}" for k, v in list(node.attributes.items())[:6])
        if attributes:
            lines.append(_cut(attributes, 160))
        if box.hubs:
            readers = len(tree.targets.get(box.node, ()))
            lines.append(
                translate("Graph", "Read by {} nodes; these edges are hidden.").format(formatting.number(readers))
            )
    elif box.kind is Kind.GROUP:
        lines.append(_cut(box.id.lstrip("/")) if "|" not in box.id else _cut(box.title))
        lines.append(foot(box))
        lines.append(translate("Graph", "Double-click or + opens it."))
    else:
        name = box.id.split(":", 1)[1]
        tensor = graph.tensors.get(name)
        lines.append(_cut(f"{foot(box)}: {name}"))
        if tensor is not None:
            lines.append(f"{formatting.shape(tensor.shape)} {tensor.dtype}")
    if looks is not None and box.id in looks.boxes and (value := looks.boxes[box.id].value):
        lines.append(f"{looks.title}: {value}")
    return "\n".join(lines)


def _cut(text: str, length: int = 110) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def all_overlays(imported: Sequence[Overlay]) -> dict[str, Overlay]:
    """Ours by name, then imported ones as "file:<name>"."""
    return {**OVERLAYS, **{overlay.name: overlay for overlay in imported}}
