"""Sensitivities as a table: a row for each layer, a column for each width of weights and activations."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, log10
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.recipe import Recipe
from edgeviz.core.sensitivity import Cell, Method, Part, Sensitivity, Trace
from edgeviz.ui import formatting
from edgeviz.ui.sensitivity.probing import WEIGHT_BITS, WIDTHS

Index = QModelIndex | QPersistentModelIndex

#: What the delegate paints: a ``Mark``, None in the column of names.
MARK_ROLE = Qt.ItemDataRole.UserRole + 1
NAME = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """``level``: place on the colour scale, 0 (harmless) to 1; None without a value. ``possible``: whether there
    can be one. ``current``: whether the recipe has this width here. ``first``: the first column of its part."""

    level: float | None
    possible: bool
    current: bool
    first: bool


class SensitivityModel(QAbstractTableModel):
    """Colours are of the logarithm of the loss, over all cells of the table."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.layers: tuple[Layer, ...] = ()
        self.sensitivity: Sensitivity | None = None
        self.recipe = Recipe()
        self.method = Method.SQNR
        self.by_sensitivity = False
        #: The column whose losses decide about the order; NAME for the worst of each layer.
        self.sorted_by = NAME
        #: Logarithms (base 10) of the least and the largest loss above zero.
        self.scale = (0.0, 0.0)
        self._graph: ModelGraph | None = None
        self._row_of: dict[str, int] = {}

    # ---- what is shown

    def show_graph(self, graph: ModelGraph | None, recipe: Recipe, sensitivity: Sensitivity | None) -> None:
        """Show another model."""
        self.beginResetModel()
        self._graph, self.recipe, self.sensitivity = graph, recipe, sensitivity
        self._rescale()
        self._order()
        self.endResetModel()

    def show_sensitivity(self, sensitivity: Sensitivity | None) -> None:
        """Other cells of the same model. Rows keep their places: they must not run away while the table fills."""
        self.sensitivity = sensitivity
        self._rescale()
        self._all_changed()

    def show_recipe(self, recipe: Recipe) -> None:
        """Another recipe: the rows between the first and the last that differ are announced."""
        keys = [layer.key for layer in self.layers]
        pairs = zip(recipe.rows_of(keys), self.recipe.rows_of(keys), strict=True)
        rows = [row for row, (one, other) in enumerate(pairs) if one is not other and one != other]
        self.recipe = recipe
        if rows:
            self.dataChanged.emit(self.index(rows[0], 1), self.index(rows[-1], len(WIDTHS)))

    def sort_by_sensitivity(self, on: bool, column: int = NAME) -> None:
        """The layers that lose most first, at the width of ``column`` or (NAME) at any; or the model's own order."""
        self.by_sensitivity, self.sorted_by = on, column
        self.layoutAboutToBeChanged.emit()
        old = self.persistentIndexList()
        keys = [self.layers[index.row()].key for index in old]
        self._order()
        new = [self.index(self._row_of[key], index.column()) for key, index in zip(keys, old, strict=True)]
        self.changePersistentIndexList(old, new)
        self.layoutChanged.emit()

    def row_of(self, key: str) -> int | None:
        """The row that shows layer ``key``."""
        return self._row_of.get(key)

    def cell(self, row: int, column: int) -> Cell | None:
        """What is known of one width of one layer."""
        if column == NAME or self.sensitivity is None:
            return None
        part, bits = WIDTHS[column - 1]
        return self.sensitivity.get(self.layers[row].key, part, bits)

    def possible(self, row: int, column: int) -> bool:
        """Whether the layer has such a part: lookups and recurrent weights have no input to quantize."""
        return column != NAME and (WIDTHS[column - 1][0] is Part.WEIGHT or self.layers[row].input != "")

    # ---- Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.layers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1 + len(WIDTHS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        if role == MARK_ROLE:
            return self._mark(row, column)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                if column == NAME:
                    return self.layers[row].key
                found = self.cell(row, column)
                return "" if found is None or self.sensitivity is None else cell_text(found, self.sensitivity.method)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tooltip(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignLeft if column == NAME else Qt.AlignmentFlag.AlignHCenter
                return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section <= len(WIDTHS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if section == NAME:
                return self.tr("Layer")
            part, bits = WIDTHS[section - 1]
            return f"{'W' if part is Part.WEIGHT else 'A'}{bits}"
        if role == Qt.ItemDataRole.ToolTipRole:
            if section == NAME:
                return self.tr("The layer's name in the model. A click restores the model's order.")
            sorting = self.tr("A click sorts by this width, the worst first; another restores the model's order.")
            return f"{part_text(*WIDTHS[section - 1])}\n{unit_text(self.method)}\n{sorting}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == NAME else Qt.AlignmentFlag.AlignHCenter
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    # ---- internals

    def _all_changed(self) -> None:
        if self.layers:
            self.dataChanged.emit(self.index(0, 1), self.index(len(self.layers) - 1, len(WIDTHS)))

    def _rescale(self) -> None:
        cells = self.sensitivity.cells.values() if self.sensitivity else ()
        losses = [cell.loss for cell in cells if cell.loss > 0 and isfinite(cell.loss)]
        self.scale = (log10(min(losses)), log10(max(losses))) if losses else (0.0, 0.0)

    def _order(self) -> None:
        layers = list(self._graph.layers) if self._graph else []
        if self.by_sensitivity and self.sensitivity is not None:
            worst: dict[str, float] = {}
            width = WIDTHS[self.sorted_by - 1] if self.sorted_by != NAME else None
            for cell in self.sensitivity.cells.values():
                if width is not None and (cell.part, cell.bits) != width:
                    continue
                worst[cell.layer] = max(worst.get(cell.layer, 0.0), cell.loss)
            layers.sort(key=lambda layer: worst.get(layer.key, -1.0), reverse=True)
        self.layers = tuple(layers)
        self._row_of = {layer.key: row for row, layer in enumerate(self.layers)}

    def _mark(self, row: int, column: int) -> Mark | None:
        if column == NAME:
            return None
        found = self.cell(row, column)
        part, bits = WIDTHS[column - 1]
        spec = getattr(self.recipe[self.layers[row].key], part.value)
        return Mark(
            None if found is None else self._level(found.loss),
            self.possible(row, column),
            spec.is_uniform and spec.bits == bits,
            column == 1 + len(WEIGHT_BITS),
        )

    def _level(self, loss: float) -> float:
        low, high = self.scale
        if loss <= 0:
            return 0.0
        if not isfinite(loss):
            return 1.0
        return (log10(loss) - low) / (high - low) if high > low else 0.5

    def _tooltip(self, row: int, column: int) -> str:
        layer = self.layers[row]
        if column == NAME:
            return f"{layer.key}\n{layer.kind}"
        head = f"{layer.key} · {part_text(*WIDTHS[column - 1])}"
        if not self.possible(row, column):
            return f"{head}\n" + self.tr("This layer's input cannot be quantized: it holds indices or an inner state.")
        found, table = self.cell(row, column), self.sensitivity
        lines = [head]
        if found is None or table is None:
            weights_only = self.method.is_of_weights and WIDTHS[column - 1][0] is Part.ACTIVATION
            lines.append(
                self.tr("This method looks at weights alone: Fisher and Measured cover activations.")
                if weights_only
                else self.tr("Not known yet.")
            )
        else:
            lines += facts(found, table)
        mark = self._mark(row, column)
        lines.append(
            self.tr("This is the layer's width now.")
            if mark is not None and mark.current
            else self.tr("Click, Enter or Space gives the layer this width.")
        )
        return "\n".join(lines)

    def _spoken(self, row: int, column: int) -> str:
        layer = self.layers[row]
        if column == NAME:
            return layer.key
        found = self.cell(row, column)
        text = self.tr("not known") if found is None or self.sensitivity is None else facts(found, self.sensitivity)[0]
        return f"{layer.key}, {part_text(*WIDTHS[column - 1])}: {text}"


# ---- texts


def part_text(part: Part, bits: int) -> str:
    """ "Weights at 4 bits"."""
    translate = formatting.translate
    text = (
        translate("Sensitivity", "Weights at {} bits")
        if part is Part.WEIGHT
        else translate("Sensitivity", "Input activation at {} bits")
    )
    return text.format(bits)


def cell_text(cell: Cell, method: Method) -> str:
    """The number in a cell: dB for SQNR, else thousandths of a nat."""
    if method is Method.SQNR:
        decibels = cell.sqnr if cell.sqnr is not None else (-10 * log10(cell.loss) if cell.loss > 0 else float("inf"))
        return formatting.number(decibels)
    shown = cell.loss * 1000
    if not isfinite(shown):
        return formatting.number(shown)
    if shown <= 0:
        return "0"
    if shown < 0.01:
        return "<" + formatting.number(0.01, 2)
    return formatting.count(shown).replace(" ", "") if shown >= 1000 else formatting.significant(shown, 2)


def unit_text(method: Method) -> str:
    """What the numbers in the cells are."""
    translate = formatting.translate
    if method is Method.SQNR:
        return translate("Sensitivity", "Signal to quantization noise, dB: more is better")
    if method is Method.FISHER:
        return translate("Sensitivity", "Estimated loss in thousandths of a nat: less is better")
    if method is Method.HESSIAN:
        return translate("Sensitivity", "Mean Hessian trace × squared error, thousandths of a nat: less is better")
    return translate("Sensitivity", "KL divergence from float in thousandths of a nat: less is better")


def facts(cell: Cell, table: Sensitivity) -> list[str]:
    """What is known of a cell, one fact a line, the loss first."""
    translate, number = formatting.translate, formatting.number
    loss = formatting.significant(cell.loss) if cell.loss >= 1e-3 or cell.loss <= 0 else f"{cell.loss:.2e}"
    texts = {
        Method.SQNR: translate("Sensitivity", "Relative error: {} (noise power / signal power)"),
        Method.FISHER: translate("Sensitivity", "Loss: {} nats per sample (Fisher)"),
        Method.HESSIAN: translate("Sensitivity", "Loss: {} nats per sample (HAWQ-V2: trace × squared error)"),
        Method.MEASURED: translate("Sensitivity", "Loss: {} nats per sample (KL from the float outputs)"),
    }
    lines = [texts[table.method].format(loss)]
    if cell.sqnr is not None:
        lines.append(translate("Sensitivity", "SQNR: {} dB").format(number(cell.sqnr, 1)))
    if cell.trace is not None:
        lines.append(_trace_text(cell.trace))
    if cell.loss_change is not None:
        lines.append(translate("Sensitivity", "Change of the loss on labels: {}").format(_signed(cell.loss_change, 4)))
    if cell.accuracy_change is not None:
        points = _signed(cell.accuracy_change * 100, 1)
        lines.append(translate("Sensitivity", "Accuracy: {} points").format(points))
    word = {
        Method.SQNR: translate("Sensitivity", "○ estimated from the rounding error alone"),
        Method.FISHER: translate("Sensitivity", "○ estimated from gradients"),
        Method.HESSIAN: translate("Sensitivity", "○ estimated from second derivatives"),
        Method.MEASURED: translate("Sensitivity", "● measured, this layer alone quantized"),
    }[table.method]
    samples = translate("Sensitivity", "{} samples").format(number(cell.samples)) if cell.samples else ""
    lines.append(formatting.joined([word, samples, formatting.date_text(table.date)]))
    return lines


def _trace_text(trace: Trace) -> str:
    significant, vectors = formatting.significant, formatting.number(trace.vectors)
    if trace.error is None:
        text = formatting.translate("Sensitivity", "Mean Hessian trace: {} (one random vector, error not known)")
        return text.format(significant(trace.mean, 3))
    text = formatting.translate("Sensitivity", "Mean Hessian trace: {} ± {} (standard error, {} random vectors)")
    return text.format(significant(trace.mean, 3), significant(trace.error, 2), vectors)


def _signed(value: float, decimals: int) -> str:
    text = formatting.number(abs(value), decimals)
    if not any(character in "123456789" for character in text):
        return "±0"
    return ("+" if value > 0 else "−") + text
