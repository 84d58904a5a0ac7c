"""Deep Compression's tables: what each stage came to, and what each layer did."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt

from edgeviz.core.compress.report import DeepReport, LayerRate, Stage, StageResult
from edgeviz.ui import formatting

Index = QModelIndex | QPersistentModelIndex
translate = QCoreApplication.translate


def stage_name(stage: Stage) -> str:
    return {
        Stage.ORIGINAL: translate("DeepCompression", "As loaded"),
        Stage.PRUNED: translate("DeepCompression", "Pruned, retrained"),
        Stage.SHARED: translate("DeepCompression", "+ weights shared"),
        Stage.CODED: translate("DeepCompression", "+ Huffman coding"),
    }[stage]


class _Table(QAbstractTableModel):
    """Rows of texts; the first column is left, all others are numbers."""

    def __init__(self, heads: Sequence[tuple[str, str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads = tuple(heads)
        self._rows: list[tuple[str, ...]] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section][0]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._heads[section][1]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        text = self._rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        return _alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _show(self, rows: list[tuple[str, ...]]) -> None:
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()


class StagesModel(_Table):
    """One row for each stage, as the paper's tables have them; those to come are empty."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                (translate("DeepCompression", "Stage"), translate("DeepCompression", "What was done")),
                (
                    translate("DeepCompression", "Accuracy (%)"),
                    translate("DeepCompression", "On the validation samples, measured"),
                ),
                (
                    translate("DeepCompression", "Weights (KB)"),
                    translate(
                        "DeepCompression", "Bytes of all compressed weights, with index and tables; 1 KB is 1000 bytes"
                    ),
                ),
                (
                    translate("DeepCompression", "Rate (×)"),
                    translate("DeepCompression", "How many times smaller the weights are"),
                ),
                (
                    translate("DeepCompression", "File (KB)"),
                    translate("DeepCompression", "Bytes of the file, where there is one"),
                ),
                (translate("DeepCompression", "Time"), translate("DeepCompression", "How long the stage took")),
            ),
            parent,
        )

    def show_stages(self, stages: Sequence[StageResult]) -> None:
        found = {one.stage: one for one in stages}
        first = found.get(Stage.ORIGINAL)
        rows = []
        for stage in Stage:
            result = found.get(stage)
            if result is None or first is None:
                rows.append((stage_name(stage), *([formatting.NOTHING] * 5)))
                continue
            accuracy = result.accuracy
            half = f" {formatting.interval_text(accuracy)}" if accuracy is not None else ""
            rows.append(
                (
                    stage_name(stage),
                    formatting.NOTHING if accuracy is None else f"{formatting.number(accuracy.value * 100, 1)}{half}",
                    formatting.number(result.weights / 1000, 1),
                    formatting.number(first.weights / result.weights, 1) if result.weights else formatting.NOTHING,
                    formatting.number(result.file / 1000, 1) if result.file else formatting.NOTHING,
                    formatting.duration(result.seconds),
                )
            )
        self._show(rows)


class LayerRatesModel(_Table):
    """One row for each layer that was compressed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(
            (
                (
                    translate("DeepCompression", "Layer"),
                    translate("DeepCompression", "Select a layer to see its weights"),
                ),
                (translate("DeepCompression", "Weights"), translate("DeepCompression", "How many there are")),
                (
                    translate("DeepCompression", "Kept (%)"),
                    translate("DeepCompression", "Share of the weights that is left"),
                ),
                (
                    translate("DeepCompression", "Bits"),
                    translate("DeepCompression", "Of a shared weight's code, before Huffman"),
                ),
                (
                    translate("DeepCompression", "Gap"),
                    translate("DeepCompression", "Bits of the distance between kept weights; – where all are stored"),
                ),
                (
                    translate("DeepCompression", "Pruned (×)"),
                    translate("DeepCompression", "Times smaller after pruning"),
                ),
                (
                    translate("DeepCompression", "Shared (×)"),
                    translate("DeepCompression", "Times smaller after weight sharing"),
                ),
                (
                    translate("DeepCompression", "Coded (×)"),
                    translate("DeepCompression", "Times smaller after Huffman coding"),
                ),
            ),
            parent,
        )
        self.layers: tuple[LayerRate, ...] = ()

    @property
    def largest(self) -> int:
        """The row of the layer with most weights, -1 without any."""
        return max(range(len(self.layers)), key=lambda row: self.layers[row].elements, default=-1)

    def show_report(self, report: DeepReport | None) -> None:
        self.layers = report.layers if report is not None else ()
        self._show(
            [
                (
                    layer.key,
                    formatting.number(layer.elements),
                    formatting.number(layer.share * 100, 1),
                    formatting.number(layer.bits),
                    formatting.number(layer.gap) if layer.gap else formatting.NOTHING,
                    *(formatting.number(rate, 1) for rate in layer.rates),
                )
                for layer in self.layers
            ]
        )


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
