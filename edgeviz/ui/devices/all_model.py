"""All devices as a table: the current recipe and the float model on each."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median_low
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from edgeviz.core.device.profile import Device
from edgeviz.core.device.room import Fit, Room
from edgeviz.core.device.whatif import Standing
from edgeviz.core.metric import QUANTITIES, Metric, Provenance
from edgeviz.ui import formatting, theme
from edgeviz.ui.devices.room_bar import share_text
from edgeviz.ui.devices.words_of_bounds import bound_title, width_title
from edgeviz.ui.texts import shown

Index = QModelIndex | QPersistentModelIndex
DEVICE, LATENCY, FLOAT, FASTER, RAM, FLASH, ENERGY, LESS, BOUND = range(9)
SORT = Qt.ItemDataRole.UserRole
INFINITE = float("inf")


@dataclass(frozen=True)
class Row:
    """One device. What is measured, this machine or ``place``, has latencies instead of a ``standing``."""

    standing: Standing | None
    latency: Metric | None = None
    float_latency: Metric | None = None
    place: str = ""

    @property
    def device(self) -> Device | None:
        return None if self.standing is None else self.standing.device

    @property
    def key(self) -> str:
        return place_key(self.place) if self.standing is None else self.standing.device.key

    @property
    def seconds(self) -> float | None:
        return _value(self.latency) if self.standing is None else self.standing.current.seconds

    @property
    def float_seconds(self) -> float | None:
        return _value(self.float_latency) if self.standing is None else self.standing.float32.seconds

    @property
    def joules(self) -> float | None:
        return None if self.standing is None else self.standing.current.joules

    @property
    def speed_up(self) -> float | None:
        before, after = self.float_seconds, self.seconds
        return before / after if before is not None and after else None

    @property
    def saving(self) -> float | None:
        return None if self.standing is None else self.standing.saving

    @property
    def fit(self) -> Fit | None:
        return None if self.standing is None else self.standing.current.fit


class AllModel(QAbstractTableModel):
    """Sorted by a proxy through the role ``SORT``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self.current = ""
        self._units = {name: formatting.axis_scale(QUANTITIES[name]) for name in ("latency", "energy")}

    def show(self, rows: Sequence[Row], current: str) -> None:
        """``current``: the key of the chosen device; "" is this machine."""
        same = [row.key for row in rows] == [row.key for row in self.rows]
        if not same:
            self.beginResetModel()
        self.rows, self.current = tuple(rows), current
        for name, values in (("latency", [row.seconds for row in rows]), ("energy", [row.joules for row in rows])):
            known = [value for value in values if value is not None]
            # Devices differ by thousands: the unit is one in which most of them read well.
            self._units[name] = formatting.axis_scale(QUANTITIES[name], median_low(known) if known else None)
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, BOUND))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, BOUND)

    def set_current(self, key: str) -> None:
        """Another device is the chosen one."""
        before, self.current = self.current, key
        for row in (at for at in (self.row_of(before), self.row_of(key)) if at is not None):
            self.dataChanged.emit(self.index(row, 0), self.index(row, BOUND))

    def row_of(self, key: str) -> int | None:
        return next((at for at, row in enumerate(self.rows) if row.key == key), None)

    # ---- texts

    def name(self, row: Row) -> str:
        return row.device.name if row.device is not None else row.place or self.tr("This machine")

    def text(self, row: Row, column: int) -> str:
        if column == DEVICE:
            return self.tr("✓ {}").format(self.name(row)) if row.key == self.current else self.name(row)
        if column in (LATENCY, FLOAT):
            value = row.seconds if column == LATENCY else row.float_seconds
            if (
                row.standing is not None
                and not (row.standing.current if column == LATENCY else row.standing.float32).runs
            ):
                return self.tr("cannot run")
            text = _scaled(value, self._units["latency"][0])
            # The header says ◇ for all others.
            provenance = Provenance.MEASURED if row.standing is None else row.standing.current.provenance
            return text if value is None or provenance is Provenance.MODELLED else f"{provenance.mark} {text}"
        if column == ENERGY:
            return _scaled(row.joules, self._units["energy"][0])
        if column in (FASTER, LESS):
            value = row.speed_up if column == FASTER else row.saving
            return formatting.NOTHING if value is None else f"×{formatting.significant(value)}"
        if column in (RAM, FLASH):
            return formatting.NOTHING if row.fit is None else self._room(_room(row.fit, column))
        return self.verdict(row)

    def verdict(self, row: Row) -> str:
        """What the time goes to, or why there is none: "cannot run: INT8 only"."""
        if row.standing is None:
            if row.latency is None:
                return self.tr("not measured yet")
            return self.tr("● measured there") if row.place else self.tr("● measured")
        if not row.standing.current.runs:
            units = ", ".join(map(width_title, sorted(row.standing.device.rates, reverse=True)))
            return self.tr("cannot run: {} only").format(units)
        bound = row.standing.current.bound
        return formatting.NOTHING if bound is None else bound_title(bound)

    def _room(self, room: Room) -> str:
        share = room.share
        if share is None:
            return formatting.NOTHING
        if room.excess:
            return self.tr("{} too much").format(formatting.size(room.excess))
        return self.tr("{} · fits").format(share_text(share))

    def _tip(self, row: Row, column: int) -> str:
        if row.standing is None:
            metric = row.latency if column == LATENCY else row.float_latency if column == FLOAT else None
            return formatting.metric_tooltip(metric) if metric else self.tr("Measured, not modelled")
        if column == DEVICE:
            return "\n".join(text for text in (row.standing.device.name, shown(row.standing.device.note)) if text)
        if column in (RAM, FLASH):
            room = _room(row.standing.current.fit, column)
            needed = formatting.size(room.needed)
            if room.limit is None:
                return self.tr("{} needed; the profile gives no limit").format(needed)
            limit = f"{formatting.size(room.limit.value)} {room.limit.provenance.mark}"
            text = self.tr("{} of {}").format(needed, limit)
            if column == RAM and row.standing.current.fit.weights_in_ram:
                text += "\n" + self.tr("With the weights: the profile has no flash to run them from")
            return text
        if not row.standing.current.runs:
            lacking = ", ".join(map(width_title, row.standing.current.lacking))
            return self.tr("{}. Layers of this recipe need {}.").format(self.verdict(row), lacking)
        if column == FLOAT and not row.standing.float32.runs:
            return self.tr("The float model cannot run here")
        if column == BOUND:
            return self.tr("What most of the time goes to")
        if row.standing.current.provenance is Provenance.PREDICTED and column in (LATENCY, FLOAT, FASTER):
            return self.tr("○ predicted: a sum of layers that were measured there")
        return self.tr("◇ modelled from the device's profile")

    # ---- Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else BOUND + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignLeft if column in (DEVICE, BOUND) else Qt.AlignmentFlag.AlignRight
                return int(side | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.FontRole if row.key == self.current:
                font = QFont(theme.font())
                font.setWeight(theme.STRONG)
                return font
            case Qt.ItemDataRole.ForegroundRole if self._is_bad(row, column):
                return QColor(theme.current().bad)
            case Qt.ItemDataRole.AccessibleTextRole if column == DEVICE and row.key == self.current:
                return self.tr("{}, the current device").format(self.name(row))
            case _ if role == SORT:
                return self._sort_value(row, column)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section <= BOUND:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section in (DEVICE, BOUND) else Qt.AlignmentFlag.AlignRight
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        time, energy = (self._units[name][1] for name in ("latency", "energy"))
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                self.tr("Device"),
                self.tr("◇ Latency ({})").format(time),
                self.tr("◇ Float ({})").format(time),
                self.tr("Speed-up"),
                self.tr("RAM"),
                self.tr("Flash"),
                self.tr("◇ Energy ({})").format(energy),
                self.tr("Saving"),
                self.tr("Bound by"),
            )[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return (
                self.tr("A click makes it the current device"),
                self.tr("Of the current recipe, for one sample"),
                self.tr("Latency of the float model, for one sample"),
                self.tr("How many times faster than the float model"),
                self.tr("Peak of the current recipe against the device's RAM"),
                self.tr("Exported model against the device's flash"),
                self.tr("Of the current recipe, for one sample"),
                self.tr("How many times less energy than the float model"),
                self.tr("What most of the time goes to"),
            )[section]
        return None

    # ---- internals

    def _is_bad(self, row: Row, column: int) -> bool:
        if row.standing is None:
            return False
        if column in (RAM, FLASH):
            return _room(row.standing.current.fit, column).fits is False
        return column in (LATENCY, BOUND) and not row.standing.current.runs

    def _sort_value(self, row: Row, column: int) -> Any:
        """What is not known comes last."""
        if column in (DEVICE, BOUND):
            return self.name(row).casefold() if column == DEVICE else self.verdict(row)
        if column in (RAM, FLASH):
            share = None if row.fit is None else _room(row.fit, column).share
            return INFINITE if share is None else share
        find: Callable[[Row], float | None] = {
            LATENCY: lambda one: one.seconds,
            FLOAT: lambda one: one.float_seconds,
            FASTER: lambda one: one.speed_up,
            ENERGY: lambda one: one.joules,
            LESS: lambda one: one.saving,
        }[column]
        value = find(row)
        return INFINITE if value is None else value


HEADER = (
    *("device", "latency_s", "float_latency_s", "speed_up", "energy_j", "float_energy_j", "energy_saving"),
    *("ram_bytes", "ram_limit_bytes", "flash_bytes", "flash_limit_bytes", "verdict", "provenance"),
)


def as_text(model: AllModel, rows: Sequence[Row], delimiter: str) -> str:
    """``rows`` as CSV or, with a tab, TSV: stored units, every digit."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(HEADER)
    for row in rows:
        floats = None if row.standing is None else row.standing.float32.joules
        rooms = [None, None] if row.fit is None else [row.fit.ram, row.fit.flash]
        cells: list[object] = [model.name(row), row.seconds, row.float_seconds, row.speed_up, row.joules]
        cells += [floats, row.saving]
        for room in rooms:
            cells += [None, None] if room is None else [room.needed, room.limit.value if room.limit else None]
        provenance = Provenance.MEASURED if row.standing is None else row.standing.current.provenance
        cells += [model.verdict(row), provenance.value]
        writer.writerow(["" if cell is None else cell for cell in cells])
    return out.getvalue()


def place_key(place: str) -> str:
    """The key of a row of measured latencies; "" is this machine, and no profile's key has a colon."""
    return f"place:{place}" if place else ""


def _room(found: Fit, column: int) -> Room:
    return found.ram if column == RAM else found.flash


def _value(metric: Metric | None) -> float | None:
    return None if metric is None else metric.value


def _scaled(value: float | None, factor: float) -> str:
    return formatting.NOTHING if value is None else formatting.significant(value * factor)
