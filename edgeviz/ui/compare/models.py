"""Tables that set recipes side by side: their figures, and their widths layer by layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import QUANTITIES, Evaluation, Metric
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.recipe_diff import LayerDifference, layer_differences
from edgeviz.core.sensitivity import Part
from edgeviz.ui import formatting, theme
from edgeviz.ui.compare.verdict import Verdict, verdict
from edgeviz.ui.layers.texts import spec_text

Index = QModelIndex | QPersistentModelIndex
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class ComparedColumn:
    """A recipe with its name, what is known of it, and its evaluation where there is one.

    ``model``: SHA-256 of the model where it is not the open one.
    """

    name: str
    recipe: Recipe
    metrics: dict[str, Metric]
    evaluation: Evaluation | None = None
    model: str = ""

    @property
    def key(self) -> str:
        return f"{self.model}:{self.recipe.hash}"


class FiguresModel(QAbstractTableModel):
    """One row per quantity, one column per recipe; all but the first say how they differ from it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[ComparedColumn, ...] = ()
        self.names: tuple[str, ...] = ()

    def show(self, columns: Sequence[ComparedColumn]) -> None:
        self.beginResetModel()
        self.columns = tuple(columns)
        present = {name for column in columns for name in column.metrics}
        self.names = tuple(name for name in QUANTITIES if name in present)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def verdict_at(self, row: int, column: int) -> Verdict | None:
        """How that figure differs from the reference's; None for the reference and where one is missing."""
        if column == 0:
            return None
        return verdict(self.names[row], self.columns[column], self.columns[0])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        metric = self.columns[index.column()].metrics.get(self.names[index.row()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT
        if metric is None:
            return formatting.NOTHING if role == Qt.ItemDataRole.DisplayRole else None
        found = self.verdict_at(index.row(), index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                value = f"{metric.provenance.mark} {formatting.value_text(metric)}"
                return "  ".join(t for t in (value, formatting.interval_text(metric), found.text if found else "") if t)
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(t for t in (formatting.metric_tooltip(metric), found.reason if found else "") if t)
            case Qt.ItemDataRole.ForegroundRole if found is not None:
                tokens = theme.current()
                return QColor(tokens.muted if found.better is None else tokens.good if found.better else tokens.bad)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                return self.columns[section].name
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT
        elif orientation == Qt.Orientation.Vertical and section < len(self.names):
            if role == Qt.ItemDataRole.DisplayRole:
                return formatting.title(self.names[section])
            if role == Qt.ItemDataRole.ToolTipRole:
                return formatting.explanation(self.names[section])
        return None


class LayerDifferencesModel(QAbstractTableModel):
    """One row per layer, one column per recipe: "W4 A8". Cells that differ from the first column are marked."""

    FIXED = 2

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns: tuple[ComparedColumn, ...] = ()
        self.rows: tuple[LayerDifference, ...] = ()
        self._all: tuple[LayerDifference, ...] = ()
        self.only_differences = True

    def show(self, graph: ModelGraph | None, columns: Sequence[ComparedColumn]) -> None:
        self.beginResetModel()
        self.columns = tuple(columns)
        self._all = layer_differences(graph, [column.recipe for column in columns]) if graph and columns else ()
        self._choose()
        self.endResetModel()

    def set_only_differences(self, only: bool) -> None:
        self.beginResetModel()
        self.only_differences = only
        self._choose()
        self.endResetModel()

    def _choose(self) -> None:
        self.rows = tuple(row for row in self._all if row.differs or not self.only_differences)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.FIXED + len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column() - self.FIXED
        if role == Qt.ItemDataRole.DisplayRole:
            if column < 0:
                return row.layer.key if index.column() == 0 else row.layer.kind
            return row_text(row.rows[column], bool(row.layer.input))
        if role == Qt.ItemDataRole.ToolTipRole and column < 0:
            return row.layer.key
        if column > 0 and row.rows[column] != row.rows[0]:
            tokens = theme.current()
            if role == Qt.ItemDataRole.BackgroundRole:
                return theme.mixed(tokens.surface, tokens.accent, 0.18)
            if role == Qt.ItemDataRole.ToolTipRole:
                text = self.tr("Differs from {}").format(self.columns[0].name)
                return "\n".join((text, *row_texts(row.rows[column], bool(row.layer.input))))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if orientation != Qt.Orientation.Horizontal or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        if section < self.FIXED:
            return (self.tr("Layer"), self.tr("Kind"))[section]
        return self.columns[section - self.FIXED].name if section - self.FIXED < len(self.columns) else None


def row_texts(row: LayerRecipe, has_input: bool) -> list[str]:
    """Both representations with their settings: two that differ may be of the same widths."""
    translate = formatting.translate
    found = [translate("Compare", "Weights: {}").format(spec_text(row.weight))]
    if has_input:
        found.append(translate("Compare", "Activations: {}").format(spec_text(row.activation, Part.ACTIVATION)))
    return found


def row_text(row: LayerRecipe, has_input: bool) -> str:
    """ "W4 A8"; only the weights where there is no input that could be quantized."""
    if row.is_float32 or (row.weight.is_float and row.weight.label == row.activation.label):
        return row.weight.label
    return f"W{row.weight.label} A{row.activation.label}" if has_input else f"W{row.weight.label}"
