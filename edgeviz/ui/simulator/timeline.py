"""The scenario as lanes of blocks, which are dragged: what comes when, and how much of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from edgeviz.core.adaptive import lanes
from edgeviz.core.adaptive.lanes import PROGRAM, RANDOM, blocks_of, kind_of, lanes_of
from edgeviz.core.adaptive.scenario import Scenario, SignalKind
from edgeviz.core.adaptive.timeline import Steps, end_of, index_at, snapped
from edgeviz.core.errors import EdgeVizError
from edgeviz.ui import theme
from edgeviz.ui.accessible import mark_chart
from edgeviz.ui.simulator.lane_words import block_text, lane_title, value_text
from edgeviz.ui.simulator.strip import STEPS, clock

#: Pixels: the names on the left, a lane, the axis, and how near to an edge means the edge.
NAMES, LANE, AXIS, NEAR = 116, 18, 18, 5
#: A drag of so many pixels has a direction.
DRAG = 4


@dataclass
class _Drag:
    """What is dragged: the part of the block, and how everything was when it began."""

    part: str
    at: QPointF
    scenario: Scenario
    start: float
    value: float
    index: int


class Timeline(QWidget):
    """``scenario`` as it stands. One block of one lane is chosen."""

    #: The scenario is another one; whether that is the end of it (a drag goes on, a key does not), and what was done.
    edited = Signal(object, bool, str)
    blockChosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("timeline")
        self.setAccessibleName(self.tr("Timeline of the scenario"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        mark_chart(self)
        self.scenario: Scenario | None = None
        self.lane, self.index = "rate", 0
        self._drag: _Drag | None = None
        self._time = 0.0
        theme.notifier.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(400, theme.px(LANE) * len(self.lanes) + theme.px(AXIS))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    # ---- what is shown

    def show_scenario(self, scenario: Scenario | None) -> None:
        self._take(scenario)

    def _take(self, scenario: Scenario | None) -> None:
        """The same block stays chosen, as far as there is one."""
        before = len(self.lanes)
        self.scenario = scenario
        if self.lane not in self.lanes:
            self.lane, self.index = RANDOM, 0
        if before != len(self.lanes):
            self.updateGeometry()
        self._choose(self.lane, min(self.index, len(self.steps) - 1))

    @property
    def lanes(self) -> tuple[str, ...]:
        return lanes_of(self.scenario)

    @Slot(float)
    def set_time(self, seconds: float) -> None:
        self._time = seconds
        self.update()

    @property
    def steps(self) -> Steps:
        """The blocks of the chosen lane."""
        return blocks_of(self.scenario, self.lane) if self.scenario is not None else ((0.0, 0.0),)

    @property
    def gap(self) -> float:
        """The shortest block: a tick, within which nothing changes."""
        return self.scenario.tick if self.scenario is not None else 1.0

    # ---- changing

    def add_block(self, time: float | None = None) -> None:
        """An eighth of the whole time, around ``time`` or in the middle of the chosen block."""
        scenario = self.scenario
        if scenario is None or not lanes.can_add(scenario, self.lane):
            return
        whole, steps = scenario.duration, self.steps
        middle = (steps[self.index][0] + end_of(steps, self.index, whole)) / 2 if time is None else time
        start = snapped(max(0.0, middle - whole / 16), self._reach, ())
        end = min(whole, max(start + self.gap, snapped(start + whole / 8, self._reach, ())))
        self._apply(partial(lanes.with_block, scenario, self.lane, start, end), self.tr("Add a block"))
        self._choose(self.lane, min(1, len(self.steps) - 1) if self.lane == RANDOM else index_at(self.steps, start))

    def add_program(self) -> None:
        """Another program, which is chosen then."""
        if self.scenario is None:
            return
        before = len(self.lanes)
        self._apply(partial(lanes.with_another_program, self.scenario, self.tr("program")), self.tr("Add a program"))
        if len(self.lanes) > before:
            lane = [one for one in self.lanes if one.startswith(PROGRAM)][-1]
            self._choose(lane, self._first_run(lane))

    def remove_block(self) -> None:
        self._edit(lanes.without, self.tr("Remove a block"), self.index)

    def set_value(self, value: float) -> None:
        self._edit(lanes.with_value, self.tr("Change a value"), self.index, value)

    def set_start(self, time: float) -> None:
        self._edit(lanes.with_start, self.tr("Move an edge"), self.index, time, self.gap)

    def set_end(self, time: float) -> None:
        self._edit(lanes.with_end, self.tr("Move an edge"), self.index, time, self.gap)

    def set_length(self, seconds: float) -> None:
        """How long the state of the chosen block of random contention lasts on average."""
        self._edit(lanes.with_length, self.tr("Change a time"), self.index, seconds, self.gap)

    def set_period(self, seconds: float) -> None:
        self._edit(lanes.with_period, self.tr("Change a time"), seconds, self.gap)

    def set_program(self, name: str, power: float) -> None:
        self._edit(lanes.with_program, self.tr("Change a program"), name, power)

    def _edit(self, change: Callable[..., Scenario], text: str, *arguments: object) -> None:
        """``change`` in the chosen lane."""
        if self.scenario is not None:
            self._apply(partial(change, self.scenario, self.lane, *arguments), text)

    def _apply(self, change: Callable[[], Scenario], text: str, done: bool = True) -> None:
        try:
            scenario = change()
        except EdgeVizError:
            return  # such as a rate that makes too many requests: it stays as it was
        if scenario == self.scenario:
            return
        self._take(scenario)
        if self.lane.startswith(PROGRAM):
            self._choose(self.lane, self._first_run(self.lane))
        self.edited.emit(scenario, done, text)

    def _first_run(self, lane: str) -> int:
        """All runs of a program are one: the first stands for them."""
        assert self.scenario is not None
        steps = blocks_of(self.scenario, lane)
        return next((index for index, (_, share) in enumerate(steps) if share), 0)

    def _choose(self, lane: str, index: int) -> None:
        self.lane, self.index = lane, index
        self.setAccessibleDescription(self.description())
        self.update()
        self.blockChosen.emit()

    def description(self) -> str:
        """The chosen block in words."""
        if self.scenario is None:
            return ""
        start, value = self.steps[self.index]
        end = end_of(self.steps, self.index, self.scenario.duration)
        return block_text(self.lane, self.scenario, start, end, value)

    # ---- geometry

    @property
    def _left(self) -> int:
        return theme.px(NAMES)

    @property
    def _reach(self) -> float:
        """Seconds within which edges snap."""
        return 8 * self._seconds(1)

    def _seconds(self, pixels: float) -> float:
        assert self.scenario is not None
        return pixels * self.scenario.duration / max(1, self.width() - self._left - theme.GRID)

    def _x(self, seconds: float) -> float:
        return self._left + seconds / self._seconds(1)

    def _hit(self, at: QPointF) -> tuple[str, int, str] | None:
        """(lane, block, part) at a place: "start" or "body"."""
        row = int(at.y() // theme.px(LANE))
        if self.scenario is None or not 0 <= row < len(self.lanes) or at.x() < self._left - NEAR:
            return None
        lane = self.lanes[row]
        steps = blocks_of(self.scenario, lane)
        for index in range(1, len(steps)):
            if abs(self._x(steps[index][0]) - at.x()) <= NEAR:
                return lane, index, "start"
        return lane, index_at(steps, self._seconds(at.x() - self._left)), "body"

    # ---- input

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._hit(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if found is None or self.scenario is None:
            return
        lane, index, part = found
        start, value = blocks_of(self.scenario, lane)[index]
        is_run = lane.startswith(PROGRAM)
        if is_run and part == "body" and not value:
            self._choose(lane, self._first_run(lane))  # between two runs there is nothing to hold
            return
        self._choose(lane, self._first_run(lane) if is_run else index)
        part = part if part == "start" else ""
        self._drag = _Drag(part, event.position(), self.scenario, start, value, index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        drag = self._drag
        if drag is None:
            found = self._hit(event.position())
            is_edge = found is not None and found[2] == "start"
            self.setCursor(Qt.CursorShape.SplitHCursor if is_edge else Qt.CursorShape.ArrowCursor)
            return
        moved = event.position() - drag.at
        if not drag.part:
            if max(abs(moved.x()), abs(moved.y())) < DRAG:
                return
            drag.part = "body" if abs(moved.x()) > abs(moved.y()) else "value"
        lane, origin, index = kind_of(self.lane), drag.scenario, drag.index
        free = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if drag.part == "value":
            size = lane.step * max(1.0, round(abs(drag.value) / lane.step / 20))
            value = round((drag.value - moved.y() / 2 * size) / size) * size
            change, text = partial(lanes.with_value, origin, self.lane, index, value), self.tr("Change a value")
        else:
            time = drag.start + self._seconds(moved.x())
            time = time if free else snapped(time, self._reach, self._edges())
            if drag.part == "start":
                change = partial(lanes.with_start, origin, self.lane, index, time, self.gap)
                text = self.tr("Move an edge")
            else:
                change = partial(lanes.with_shift, origin, self.lane, index, time - drag.start, self.gap)
                text = self.tr("Move a block")
        self._apply(change, text, done=False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        if drag is not None and self.scenario is not None and self.scenario != drag.scenario:
            texts = {"value": self.tr("Change a value"), "start": self.tr("Move an edge")}
            self.edited.emit(self.scenario, True, texts.get(drag.part, self.tr("Move a block")))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._hit(event.position())
        if found is not None and found[2] == "body":
            self._choose(found[0], found[1])
            self.add_block(self._seconds(event.position().x() - self._left))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.scenario is None:
            return
        key, drag = event.key(), self._drag
        if key == Qt.Key.Key_Escape and drag is not None:
            self._drag = None
            self._take(drag.scenario)
            self.edited.emit(drag.scenario, False, "")
            return
        rows, by = self.lanes, max(self.gap, snapped(self.scenario.duration / 100, self._reach, ()))
        sign = -1 if key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Minus) else 1
        match key:
            case Qt.Key.Key_Left | Qt.Key.Key_Right if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._edit(lanes.with_shift, self.tr("Move a block"), self.index, sign * by, self.gap)
            case Qt.Key.Key_Left | Qt.Key.Key_Right if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.set_start(self.steps[self.index][0] + sign * by)
            case Qt.Key.Key_Left | Qt.Key.Key_Right if not self.lane.startswith(PROGRAM):
                self._choose(self.lane, min(max(0, self.index + sign), len(self.steps) - 1))
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                lane = rows[min(max(0, rows.index(self.lane) + sign), len(rows) - 1)]
                at = index_at(blocks_of(self.scenario, lane), self.steps[self.index][0])
                self._choose(lane, self._first_run(lane) if lane.startswith(PROGRAM) else at)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal | Qt.Key.Key_Minus:
                self.set_value(self.steps[self.index][1] + sign * kind_of(self.lane).step)
            case Qt.Key.Key_Insert:
                self.add_block()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.remove_block()
            case _:
                super().keyPressEvent(event)
                return
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._hit(QPointF(event.pos()))
            text = ""
            if found is not None and self.scenario is not None:
                lane, index, _ = found
                steps = blocks_of(self.scenario, lane)
                end = end_of(steps, index, self.scenario.duration)
                text = block_text(lane, self.scenario, steps[index][0], end, steps[index][1])
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _edges(self) -> list[float]:
        """Where the blocks of the other lanes begin that a person has set."""
        assert self.scenario is not None
        rows = [lane for lane in self.lanes if lane != self.lane and not lane.startswith((PROGRAM, RANDOM))]
        return [time for lane in rows for time, _ in blocks_of(self.scenario, lane)]

    # ---- looks

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        painter.setFont(theme.font(theme.CAPTION))
        metrics = painter.fontMetrics()
        height, right = theme.px(LANE), self.width() - theme.GRID
        for row, lane in enumerate(self.lanes):
            top = row * height
            painter.setPen(QColor(tokens.text if lane == self.lane else tokens.muted))
            name = lane_title(lane, self.scenario)
            name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, self._left - theme.GRID)
            box = QRectF(0, top, self._left - theme.GRID, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
            if self.scenario is not None:
                self._paint_lane(painter, lane, row, top + 1, height - 2, metrics)
        if self.scenario is None:
            return
        painter.setPen(QColor(tokens.muted))
        bottom, duration = height * len(self.lanes), self.scenario.duration
        most = max(2, (right - self._left) // theme.px(70))
        step = next((one for one in STEPS if duration / one <= most), duration)
        for number in range(int(duration / step) + 1):
            x = self._x(number * step)
            text = clock(number * step, step)
            width = metrics.horizontalAdvance(text)
            x = min(max(self._left, x - width / 2), self.width() - width)
            painter.drawText(QPointF(x, bottom + metrics.ascent() + 2), text)
        painter.setPen(QPen(QColor(tokens.accent), 1.5))
        painter.drawLine(QPointF(self._x(self._time), 0), QPointF(self._x(self._time), bottom))

    def _paint_lane(
        self, painter: QPainter, lane: str, row: int, top: float, height: float, metrics: QFontMetrics
    ) -> None:
        assert self.scenario is not None
        tokens, scenario = theme.current(), self.scenario
        steps = blocks_of(scenario, lane)
        # The first category is grey in the strips: lanes begin with the second.
        colour = QColor(tokens.categories[(row + 1) % len(tokens.categories)])
        low = min(value for _, value in steps)
        high = max(value for _, value in steps)
        for index, (start, value) in enumerate(steps):
            left, right = self._x(start), self._x(end_of(steps, index, scenario.duration))
            box = QRectF(left, top, max(1.0, right - left - 1), height)
            share = (value - low) / (high - low) if high > low else 0.0
            painter.fillRect(box, theme.mixed(tokens.surface, colour, 0.12 + 0.3 * share))
            is_run = lane.startswith(PROGRAM)
            if is_run and not value:
                continue
            is_chosen = lane == self.lane and (is_run or index == self.index)
            pen = QPen(QColor(tokens.accent if is_chosen else tokens.border), 2 if is_chosen else 1)
            painter.setPen(pen)
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
            painter.setPen(QColor(tokens.text))
            text = value_text(lane, value)
            if lane == "bandwidth" and scenario.bandwidth.kind is SignalKind.MARKOV:
                other = value_text(lane, scenario.bandwidth.other)
                text = self.tr("{}, at random {}").format(text, other)
            room = int(box.width()) - 2 * theme.GRID
            if metrics.horizontalAdvance(text) <= room:
                painter.drawText(box.adjusted(theme.GRID, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
        if self.hasFocus() and lane == self.lane and QApplication.activeWindow() is self.window():
            painter.setPen(QPen(QColor(tokens.accent), 1, Qt.PenStyle.DotLine))
            painter.drawRect(QRectF(0.5, top, self._left - theme.GRID - 1, height))
