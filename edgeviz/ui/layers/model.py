"""The layers of a model as rows: what the table shows, how it sorts, what the filter finds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.layer_profile import LayerProfile
from edgeviz.core.metric import QUANTITIES
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.sensitivity import Sensitivity
from edgeviz.core.size import layer_bytes
from edgeviz.core.spec import Spec
from edgeviz.core.ties import Ties, disagreeing, tied_groups
from edgeviz.ui import formatting
from edgeviz.ui.layers.edits import Part, has_activation, part_of
from edgeviz.ui.layers.running import LayersRunning
from edgeviz.ui.layers.sensitivity import LayerLosses
from edgeviz.ui.layers.texts import kept_text, spec_text
from edgeviz.ui.layers.tying import clash_text, partners_text

Index = QModelIndex | QPersistentModelIndex

#: The Spec of a bits cell, None where the layer has no such part.
SPEC_ROLE = Qt.ItemDataRole.UserRole + 1
#: The layer's share of the largest value in its column, 0 to 1.
SHARE_ROLE = Qt.ItemDataRole.UserRole + 2
#: The Tie of a bits cell.
TIE_ROLE = Qt.ItemDataRole.UserRole + 3
#: Whether a bits cell is kept at 8 bits or more.
KEPT_ROLE = Qt.ItemDataRole.UserRole + 4
#: Whether the cell's figure belongs to an earlier recipe.
OLD_ROLE = Qt.ItemDataRole.UserRole + 5
#: Those that ``LayersModel.data`` answers.
_ROLES = frozenset((
    int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.TextAlignmentRole), int(Qt.ItemDataRole.ToolTipRole),
    int(Qt.ItemDataRole.AccessibleTextRole), SPEC_ROLE, SHARE_ROLE, TIE_ROLE, KEPT_ROLE, OLD_ROLE,
))  # fmt: skip


class Tie(IntEnum):
    """Whether a bits cell belongs to a group of layers that must share a width."""

    FREE = 0
    TIED = 1
    #: The recipe gives the group's layers different widths.
    BROKEN = 2


class Column(IntEnum):
    NAME = 0
    KIND = 1
    SHAPE = 2
    PARAMETERS = 3
    MACS = 4
    SIZE = 5
    SENSITIVITY = 6
    WEIGHT = 7
    ACTIVATION = 8
    LATENCY = 9
    STORED = 10
    COMPUTES = 11
    KERNEL = 12


#: Columns whose cells are bit widths, and the part each edits.
PARTS = {Column.WEIGHT: Part.WEIGHT, Column.ACTIVATION: Part.ACTIVATION}
#: Columns of what was measured, which are hidden until somebody measures layers.
RUNNING = (Column.LATENCY, Column.STORED, Column.COMPUTES, Column.KERNEL)
NUMBERS = frozenset((Column.PARAMETERS, Column.MACS, Column.SIZE, Column.SENSITIVITY, Column.LATENCY, Column.STORED))


def natural(text: str) -> str:
    """A key by which "conv10" comes after "conv2"."""
    return re.sub(r"\d+", lambda found: found.group().zfill(9), text.lower())


#: Making an enumeration's member anew for every cell takes longer than the cell's text.
_COLUMNS = tuple(Column)


class LayersModel(QAbstractTableModel):
    """One row per layer in the order of the graph. Bits are edited through the document, never here."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.layers: tuple[Layer, ...] = ()
        self._keys: list[str] = []
        self.rows: list[LayerRecipe] = []
        self._recipe = Recipe()
        self._graph: ModelGraph | None = None
        self._row_of: dict[str, int] = {}
        self._sorting: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)
        self._most_macs = 0
        self.losses = LayerLosses()
        self.running = LayersRunning()
        self._scale = (1.0, "")
        self._ties = Ties((), ())
        self._broken: dict[Part, frozenset[str]] = {part: frozenset() for part in Part}

    def show_graph(self, graph: ModelGraph | None, recipe: Recipe) -> None:
        """Show another model. Everything is read anew."""
        self.beginResetModel()
        self._graph = graph
        self._ties = tied_groups(graph) if graph is not None else Ties((), ())
        self._broken = disagreeing(recipe, self._ties)
        self.losses = LayerLosses()
        self._take(graph.layers if graph else (), recipe)
        self._take(self._sorted(), recipe)
        self._most_macs = max((layer.macs for layer in self.layers), default=0)
        self._scale = formatting.axis_scale(QUANTITIES["macs"], self._most_macs)
        self.endResetModel()

    def show_recipe(self, recipe: Recipe) -> None:
        """Show another recipe of the same model: only the rows that differ are announced."""
        before, self._broken = self._broken, disagreeing(recipe, self._ties)
        marked = {key for part in Part for key in before[part] ^ self._broken[part]}
        old, self._recipe = self._recipe, recipe
        # What is chosen for a kept layer can change without changing what counts: the tooltip tells both.
        marked.update(
            key
            for key in {*old.kept, *recipe.kept}
            if (key in old.kept, old.chosen(key)) != (key in recipe.kept, recipe.chosen(key))
        )
        rows = recipe.rows_of(self._keys)
        changed = [
            row
            for row, (key, one, other) in enumerate(zip(self._keys, rows, self.rows, strict=True))
            if (one is not other and one != other) or key in marked
        ]
        self.rows = rows
        if changed:
            # One range: views repaint what is visible, and 5,000 single signals would take longer than that.
            self.dataChanged.emit(self.index(changed[0], Column.SIZE), self.index(changed[-1], Column.ACTIVATION))

    def show_sensitivity(self, sensitivity: Sensitivity | None) -> None:
        """Show other losses of the same model. Rows keep their places: they must not run away while a table fills."""
        self.losses = LayerLosses(self._graph, sensitivity)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, Column.SENSITIVITY, Column.SENSITIVITY)
        if self.layers:
            last = self.index(len(self.layers) - 1, Column.SENSITIVITY)
            self.dataChanged.emit(self.index(0, Column.SENSITIVITY), last)

    def show_profile(self, profile: LayerProfile | None, is_old: bool) -> None:
        """Show how the layers run. ``is_old``: as they were measured before the last edits."""
        if profile is self.running.profile and is_old == self.running.is_old:
            return
        self.running = LayersRunning(profile, is_old)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, RUNNING[0], RUNNING[-1])
        if self.layers:
            self.dataChanged.emit(self.index(0, RUNNING[0]), self.index(len(self.layers) - 1, RUNNING[-1]))

    def row_of(self, key: str) -> int | None:
        """The row that shows layer ``key``."""
        return self._row_of.get(key)

    def _take(self, layers: Sequence[Layer], recipe: Recipe) -> None:
        self.layers = tuple(layers)
        self._recipe = recipe
        self._keys = [layer.key for layer in self.layers]
        self.rows = recipe.rows_of(self._keys)
        self._row_of = {key: row for row, key in enumerate(self._keys)}

    def _sorted(self) -> list[Layer]:
        column, order = self._sorting
        layers = list(self._graph.layers) if self._graph else []
        if column < 0:
            return layers
        values = {layer.key: self._sort_value(self._row_of[layer.key], Column(column)) for layer in layers}
        return sorted(layers, key=lambda layer: values[layer.key], reverse=order is Qt.SortOrder.DescendingOrder)

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    # ---- Qt

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort here and not in the proxy, which would ask 100,000 times for a value where this asks once a row."""
        self._sorting = (column, order)
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        keys = [self.layers[index.row()].key for index in old]
        self._take(self._sorted(), self._recipe)
        new = [self.index(self._row_of[key], index.column()) for key, index in zip(keys, old, strict=True)]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.layers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        # Most of what Qt asks for while it paints (fonts, icons, brushes) is answered by the delegates.
        if role not in _ROLES or not index.isValid():
            return None
        row, column = index.row(), _COLUMNS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                if column in NUMBERS:
                    return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                side = Qt.AlignmentFlag.AlignHCenter if column in PARTS else Qt.AlignmentFlag.AlignLeft
                return int(side | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tooltip(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                title = {Column.WEIGHT: self.tr("Weight bits"), Column.ACTIVATION: self.tr("Activation bits")}
                spec = self.spec(row, column)
                text = spec.label if spec else self._text(row, column)
                kept = self.tr(", kept") if self.is_kept(row, column) else ""
                return f"{title.get(column, self._title(column))}: {text}{kept}{self._tie_name(row, column)}"
        if role == SPEC_ROLE:
            return self.spec(row, column)
        if role == TIE_ROLE:
            return self.tie(row, column)
        if role == KEPT_ROLE:
            return self.is_kept(row, column)
        if role == SHARE_ROLE and column is Column.MACS:
            return self.layers[row].macs / self._most_macs if self._most_macs else 0.0
        if role == SHARE_ROLE and column is Column.SENSITIVITY:
            return self.losses.share(self.layers[row].key)
        if role == SHARE_ROLE and column is Column.LATENCY:
            return self.running.share(self.layers[row].key)
        if role == OLD_ROLE:
            return column in RUNNING and self.running.is_old
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        column = Column(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._title(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._about(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.data(self.index(0, section), role) if self.layers else None
        return None

    def spec(self, row: int, column: Column) -> Spec | None:
        """The representation in a bits cell; None for other cells and where nothing can be quantized."""
        if column is Column.WEIGHT:
            return self.rows[row].weight
        if column is Column.ACTIVATION and has_activation(self.layers[row]):
            return self.rows[row].activation
        return None

    def tie(self, row: int, column: Column) -> Tie:
        """Whether the layer shares the width in a bits cell with others, and whether it does so now."""
        part, key = PARTS.get(column), self.layers[row].key
        if part is None or not self._ties.partners(key, part):
            return Tie.FREE
        return Tie.BROKEN if key in self._broken[part] else Tie.TIED

    @property
    def broken(self) -> frozenset[str]:
        """The layers whose ties the recipe breaks."""
        return frozenset().union(*self._broken.values())

    def is_kept(self, row: int, column: Column) -> bool:
        """Whether this is a bits cell of a layer that does not fall below 8 bits."""
        return column in PARTS and self.layers[row].key in self._recipe.kept and self.spec(row, column) is not None

    # ---- texts

    def _tie_name(self, row: int, column: Column) -> str:
        match self.tie(row, column):
            case Tie.TIED:
                return self.tr(", tied")
            case Tie.BROKEN:
                return self.tr(", differs from its ties")
        return ""

    def _title(self, column: Column) -> str:
        match column:
            case Column.NAME:
                return self.tr("Name")
            case Column.KIND:
                return self.tr("Kind")
            case Column.SHAPE:
                return self.tr("Output")
            case Column.PARAMETERS:
                return self.tr("Params")
            case Column.MACS:
                return formatting.axis_label(QUANTITIES["macs"], self._scale[1])
            case Column.SIZE:
                return self.tr("Size (KB)")
            case Column.SENSITIVITY:
                return self.losses.title()
            case Column.WEIGHT:
                return self.tr("W bits")
            case Column.ACTIVATION:
                return self.tr("A bits")
            case _:
                return self.running.title(RUNNING.index(column))

    def _about(self, column: Column) -> str:
        match column:
            case Column.NAME:
                return self.tr("The layer's name in the model. A third click on a header restores the model's order.")
            case Column.KIND:
                return self.tr("What the layer computes.")
            case Column.SHAPE:
                return self.tr("Shape of the output for one sample.")
            case Column.PARAMETERS:
                return self.tr("Number of weights and biases.")
            case Column.MACS:
                return self.tr("Multiply-accumulate operations for one sample; the bar is the share of the largest.")
            case Column.SIZE:
                return self.tr("Weights, scales and bias as stored at the present bit width; 1 KB is 1000 bytes.")
            case Column.SENSITIVITY:
                return self.losses.about()
            case Column.WEIGHT:
                return self.tr(
                    "Weight bits. Click a cell, press Enter or F2, or type a digit: 1 to 8 bits, 9 for FP16, "
                    "0 for float."
                )
            case Column.ACTIVATION:
                return self.tr(
                    "Activation bits: of the layer's input. Click a cell, press Enter or F2, or type Shift or Alt "
                    "and a digit: 1 to 8 bits, 9 for FP16, 0 for float."
                )
            case _:
                return self.running.about(RUNNING.index(column))

    def _text(self, row: int, column: Column) -> str:
        layer = self.layers[row]
        match column:
            case Column.NAME:
                return layer.key
            case Column.KIND:
                return layer.kind
            case Column.SHAPE:
                return formatting.shape(layer.output_shape)
            case Column.PARAMETERS:
                return formatting.number(layer.parameters)
            case Column.MACS:
                return formatting.number(layer.macs * self._scale[0], 2 if self._scale[1] else 0)
            case Column.SIZE:
                return formatting.number(layer_bytes(layer, self.rows[row].weight) / 1000, 1)
            case Column.SENSITIVITY:
                return self.losses.text(layer.key)
            case _ if column in RUNNING:
                return self.running.text(RUNNING.index(column), layer.key)
            case _:
                spec = self.spec(row, column)
                return formatting.NOTHING if spec is None else "32" if spec.is_float32 else spec.short

    def _tooltip(self, row: int, column: Column) -> str:
        layer = self.layers[row]
        match column:
            case Column.MACS:
                whole = self._graph.macs if self._graph else 0
                share = formatting.percent(layer.macs / whole) if whole else formatting.NOTHING
                return self.tr("{} MACs, {} of the model's").format(formatting.number(layer.macs), share)
            case Column.SIZE:
                return self.tr("{} bytes").format(formatting.number(layer_bytes(layer, self.rows[row].weight)))
            case Column.SENSITIVITY:
                return self.losses.tooltip(layer.key)
            case _ if column in RUNNING:
                return self.running.tooltip(layer.key)
            case Column.WEIGHT | Column.ACTIVATION:
                spec = self.spec(row, column)
                if spec is None:
                    return self.tr("This layer's input cannot be quantized: it holds indices or an inner state.")
                part, tie = PARTS[column], self.tie(row, column)
                parts = [spec_text(spec, part)]
                if self.is_kept(row, column):
                    parts.append(kept_text(spec, part_of(self._recipe.chosen(layer.key), part), part))
                if tie is not Tie.FREE:
                    parts.append(partners_text(self._ties.partners(layer.key, part), part))
                if tie is Tie.BROKEN:
                    parts.append(clash_text(part))
                return "\n".join(parts)
            case _:
                return self._text(row, column)

    def _sort_value(self, row: int, column: Column) -> Any:
        layer = self.layers[row]
        match column:
            case Column.NAME:
                return natural(layer.key)
            case Column.PARAMETERS:
                return layer.parameters
            case Column.MACS:
                return layer.macs
            case Column.SIZE:
                return layer_bytes(layer, self.rows[row].weight)
            case Column.SENSITIVITY:
                return self.losses.sort_value(layer.key)
            case Column.LATENCY | Column.STORED:
                return self.running.sort_value(RUNNING.index(column), layer.key)
            case Column.WEIGHT | Column.ACTIVATION:
                spec = self.spec(row, column)
                return -1 if spec is None else 2 * spec.bits + (not spec.is_uniform)
            case Column.SHAPE:
                return natural(formatting.shape(layer.output_shape))
            case _:
                return natural(self._text(row, column))


class LayersProxy(QSortFilterProxyModel):
    """Filters by words in name and kind; the model itself sorts.

    Nothing is sorted again while bits change: a row must not run away from under the hand that edits it.
    """

    def __init__(self, model: LayersModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._words: Sequence[str] = ()
        self.setDynamicSortFilter(False)
        self.setSourceModel(model)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._model.sort(column, order)

    def set_filter(self, text: str) -> None:
        words = text.lower().split()
        if hasattr(self, "endFilterChange"):
            self.beginFilterChange()
            self._words = words
            self.endFilterChange(QSortFilterProxyModel.Direction.Rows)
        else:  # before Qt 6.10
            self._words = words
            self.invalidateRowsFilter()

    def shown_layers(self) -> list[Layer]:
        """The layers shown, in the order shown."""
        return [self._model.layers[self.mapToSource(self.index(row, 0)).row()] for row in range(self.rowCount())]

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        if not self._words:
            return True
        layer = self._model.layers[source_row]
        text = f"{layer.key} {layer.kind} {layer.op}".lower()
        return all(word in text for word in self._words)
