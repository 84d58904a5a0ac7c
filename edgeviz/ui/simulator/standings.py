"""The table of policies: a row for each, with intervals over the seeds."""

from __future__ import annotations

import csv
import io
import math
from typing import Any

import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import drawSymbol
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPixmap

from edgeviz.core.adaptive.metrics import TITLES, Estimate
from edgeviz.core.adaptive.standing import STATIC, Standing, Table
from edgeviz.core.metric import QUANTITIES
from edgeviz.ui import formatting, theme
from edgeviz.ui.simulator.words import COLUMNS, column_meaning, column_title, label_text, mark_of
from edgeviz.ui.texts import name_text

Index = QModelIndex | QPersistentModelIndex
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
#: The role of what rows are sorted by, and of a row's label.
SORT = int(Qt.ItemDataRole.UserRole)
LABEL = SORT + 1
_QUANTITY = {"s": "latency", "J": "energy"}


class StandingsModel(QAbstractTableModel):
    """Columns are the policy and ``words.COLUMNS``; the best of each column is strong."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: Table | None = None
        #: factor and unit of each column.
        self._scales: dict[str, tuple[float, str]] = {}
        self._sorted = -1
        self._is_old = False
        theme.notifier.changed.connect(self._restyled)

    @property
    def rows(self) -> tuple[Standing, ...]:
        return self.table.standings if self.table is not None else ()

    def show(self, table: Table | None) -> None:
        """Of a run that goes on the rows stay where they are, and what is selected stays selected."""
        before = [row.policy for row in self.rows]
        same = table is not None and before == [row.policy for row in table.standings]
        if not same:
            self.beginResetModel()
        self.table = table
        self._scales = {name: self._scale(name) for name in COLUMNS}
        if not same:
            self.endResetModel()
        elif before:
            self.dataChanged.emit(self.index(0, 0), self.index(len(before) - 1, len(COLUMNS)))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS))

    def set_old(self, is_old: bool) -> None:
        """Figures of something else than what is set now are pale."""
        if is_old != self._is_old:
            self._is_old = is_old
            if self.rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(COLUMNS)))

    @Slot(int)
    def set_sorted(self, column: int) -> None:
        """The title of the sorted column leaves room for the arrow."""
        self._sorted = column
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS))

    def row_of(self, label: str) -> int | None:
        return next((number for number, row in enumerate(self.rows) if row.policy == label), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == LABEL:
            return row.policy
        if role == Qt.ItemDataRole.ForegroundRole and self._is_old:
            return QColor(theme.current().muted)
        if index.column() == 0:
            return self._policy(row, role)
        name = COLUMNS[index.column() - 1]
        found = row.estimates[name]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(name, found)
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(name, found)
            case Qt.ItemDataRole.FontRole if self._is_best(name, found):
                return theme.font(weight=theme.STRONG)
        if role == SORT:
            return -math.inf if math.isnan(found.mean) else found.mean
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section > 0 else int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if section == 0:
            return self.tr("Policy") if role == Qt.ItemDataRole.DisplayRole else None
        name = COLUMNS[section - 1]
        if role == Qt.ItemDataRole.ToolTipRole:
            return column_meaning(name)
        if role == Qt.ItemDataRole.DisplayRole:
            unit = self._scales[name][1] if name in self._scales else ""
            text = f"{column_title(name)} ({unit})" if unit else column_title(name)
            return f"{text}\N{EM SPACE}" if section == self._sorted else text
        return None

    def csv(self) -> str:
        """Means and the ends of their intervals, in s, J and fractions."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        names = [f"{name}{end}" for name in TITLES for end in ("", "_low", "_high")]
        writer.writerow(["policy", "name", "seeds", *names])
        for row in self.rows:
            cells = [
                value for name in TITLES for one in (row.estimates[name],) for value in (one.mean, one.low, one.high)
            ]
            writer.writerow([row.policy, row.name, len(row.figures), *cells])
        return text.getvalue()

    # ---- internals

    def _policy(self, row: Standing, role: int) -> Any:
        text = label_text(row.policy)
        point = row.name.partition(": ")[2]
        if not row.policy.startswith(STATIC) and point:
            text = f"{text} ({name_text(point)})"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, SORT):
            return text
        if role == Qt.ItemDataRole.DecorationRole:
            return symbol(row.policy)
        return None

    def _scale(self, name: str) -> tuple[float, str]:
        unit = TITLES[name][1]
        values = [abs(row.estimates[name].mean) for row in self.rows if math.isfinite(row.estimates[name].mean)]
        if unit == "fraction":
            return 100.0, "%"
        if name == "life":
            return 1 / 3600, "h"
        if unit in _QUANTITY:
            return formatting.axis_scale(QUANTITIES[_QUANTITY[unit]], max(values, default=0.0))
        return 1.0, ""

    def _text(self, name: str, found: Estimate) -> str:
        if math.isnan(found.mean):
            return formatting.NOTHING
        if math.isinf(found.mean):
            return self.tr("mains") if name == "life" else formatting.number(found.mean)
        factor = self._scales[name][0]
        shown, reach = found.mean * factor, (found.high - found.low) / 2 * factor
        percent = TITLES[name][1] == "fraction"
        places = 2 if percent else 0 if name == "switches" else _places(shown)
        text = formatting.number(shown, places)
        return f"{text} ±{formatting.number(reach, places)}" if reach else text

    def _tip(self, name: str, found: Estimate) -> str:
        if math.isnan(found.mean):
            return self.tr("Not known")
        text = column_meaning(name)
        if found.seeds < 2:
            return f"{text}\n{self.tr('One seed')}"
        return f"{text}\n{self.tr('Mean of {} seeds ± half the 95 % interval').format(found.seeds)}"

    def _is_best(self, name: str, found: Estimate) -> bool:
        values = [row.estimates[name].mean for row in self.rows if not math.isnan(row.estimates[name].mean)]
        if name == "switches" or len(values) < 2 or min(values) == max(values):
            return False
        return found.mean == (max(values) if TITLES[name][2] else min(values))

    @Slot()
    def _restyled(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, 0))


def _places(value: float) -> int:
    """Three digits."""
    return 0 if not value else max(0, 2 - math.floor(math.log10(abs(value))))


def symbol(label: str) -> QPixmap:
    """The mark of a policy, as the plot has it."""
    size, ratio, mark = theme.px(14), 2, mark_of(label)
    picture = QPixmap(size * ratio, size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(size / 2, size / 2)
    drawSymbol(painter, mark.symbol, size * 0.7, pg.mkPen(theme.current().text, width=0.8), pg.mkBrush(mark.colour))
    painter.end()
    return picture
