"""The operating points of one adaptive model, as a table model."""

from __future__ import annotations

from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from edgeviz.core.adaptive.model import AdaptiveModel
from edgeviz.core.metric import Metric
from edgeviz.ui import formatting
from edgeviz.ui.texts import name_text

Index = QModelIndex | QPersistentModelIndex


class PointColumn(IntEnum):
    NAME = 0
    ACCURACY = 1
    MACS = 2
    LATENCY = 3
    ENERGY = 4
    MEMORY = 5
    CHANGE = 6
    SENT = 7


#: What of a point's metrics a column shows.
METRICS = {
    PointColumn.ACCURACY: "accuracy", PointColumn.MACS: "macs", PointColumn.LATENCY: "latency",
    PointColumn.ENERGY: "energy",
}  # fmt: skip


class PointsModel(QAbstractTableModel):
    """Every figure has its mark in front; "–" where it is not known."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.model: AdaptiveModel | None = None

    def show(self, model: AdaptiveModel | None) -> None:
        if model is not self.model:
            self.beginResetModel()
            self.model = model
            self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() or self.model is None else len(self.model.points)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(PointColumn)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(PointColumn):
            return None
        column = PointColumn(section)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._head(column)
        return self._explanation(column) if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.model is None or not index.isValid() or index.row() >= len(self.model.points):
            return None
        row, column = index.row(), PointColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                metric = self._metric(row, column)
                return formatting.metric_tooltip(metric) if metric is not None else self._plain_tip(row, column)
            case Qt.ItemDataRole.TextAlignmentRole if column is not PointColumn.NAME:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def text(self, row: int, column: PointColumn) -> str:
        assert self.model is not None
        point, metric = self.model.points[row], self._metric(row, column)
        match column:
            case PointColumn.NAME:
                return name_text(point.name)
            case PointColumn.ACCURACY if metric is not None:
                return f"{metric.provenance.mark} {formatting.value_text(metric)} {formatting.interval_text(metric)}"
            case PointColumn.MACS:
                share = self.model.share(row)
                return "–" if share is None else formatting.percent(share, 0)
            case PointColumn.MEMORY:
                return formatting.size(point.memory) if point.memory else "–"
            case PointColumn.CHANGE:
                return formatting.seconds(point.load) if point.load else "–"
            case PointColumn.SENT:
                return formatting.size(point.sent) if point.sent else "–"
        return "–" if metric is None else f"{metric.provenance.mark} {formatting.value_text(metric)}"

    # ---- inside

    def _metric(self, row: int, column: PointColumn) -> Metric | None:
        assert self.model is not None
        return self.model.metrics[row].get(METRICS.get(column, ""))

    def _plain_tip(self, row: int, column: PointColumn) -> str:
        assert self.model is not None
        point = self.model.points[row]
        return name_text(point.name) if column is PointColumn.NAME else self._explanation(column)

    def _head(self, column: PointColumn) -> str:
        return {
            PointColumn.NAME: self.tr("Operating point"),
            PointColumn.ACCURACY: formatting.title("accuracy"),
            PointColumn.MACS: self.tr("MACs"),
            PointColumn.LATENCY: formatting.title("latency"),
            PointColumn.ENERGY: formatting.title("energy"),
            PointColumn.MEMORY: self.tr("Memory"),
            PointColumn.CHANGE: self.tr("To change"),
            PointColumn.SENT: self.tr("Sent"),
        }[column]

    def _explanation(self, column: PointColumn) -> str:
        return {
            PointColumn.NAME: self.tr("One way in which this model can run"),
            PointColumn.ACCURACY: self.tr("On the validation samples, with half of the 95 % interval"),
            PointColumn.MACS: self.tr("Share of the multiplications of the dearest point, mean over the samples"),
            PointColumn.LATENCY: self.tr("Of one sample, mean over the samples; without sending and the server"),
            PointColumn.ENERGY: self.tr("Of one answer; only where a device was chosen that it is modelled for"),
            PointColumn.MEMORY: self.tr("Weights and activations while this point is loaded"),
            PointColumn.CHANGE: self.tr("Measured time of changing to this point"),
            PointColumn.SENT: self.tr("Bytes that go to the server for each answer"),
        }[column]
