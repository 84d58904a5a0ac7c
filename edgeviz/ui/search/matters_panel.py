"""What matters in a search: how much each choice explains of a figure, and all candidates as lines across figures."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import QUANTITIES
from edgeviz.core.nas.importance import Importance, importance
from edgeviz.core.nas.space import Space
from edgeviz.ui import formatting, theme
from edgeviz.ui.accessible import mark_chart
from edgeviz.ui.dialogs.parts import caption
from edgeviz.ui.search.candidate_lines import FIGURES, REWARD, CandidateLines, groups
from edgeviz.ui.search.choosing import Choosing
from edgeviz.ui.search.run import SearchRun
from edgeviz.ui.search.words import value_text
from edgeviz.ui.simulator.latest import Latest
from edgeviz.ui.texts import error_text
from edgeviz.ui.training.fields import ChoiceBox, dress

#: Milliseconds between two updates while candidates come in.
REDRAW = 1000
#: Choices that are shown, the most important first: as bars, and as axes.
MOST_BARS, MOST_AXES = 40, 6
#: What the lines go through besides: the figures alone, or the choices that matter most.
ALL_FIGURES, MATTERING = "figures", "mattering"


class ImportanceBars(QWidget):
    """One bar for each choice: its share of what explains the figure, with the value that is best on average."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark_chart(self)
        self.setObjectName("importanceBars")
        self.setAccessibleName(self.tr("Importance of the choices"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.bars: list[tuple[str, float, str]] = []
        theme.notifier.changed.connect(self.update)

    def show_importance(self, found: Importance | None, space: Space | None, more_is_better: bool) -> None:
        self.bars = []
        if found is not None and space is not None:
            for choice in space.choices:
                effects = np.array(found.effects[choice.name], dtype=float)
                known = np.flatnonzero(~np.isnan(effects))
                best = ""
                if len(known) > 1:
                    pick = known[int(np.argmax(effects[known] if more_is_better else -effects[known]))]
                    best = value_text(choice.values[int(pick)])
                self.bars.append((choice.name, max(0.0, found.shares[choice.name]), best))
            self.bars = sorted(self.bars, key=lambda bar: -bar[1])[:MOST_BARS]
        said = [f"{name} {formatting.percent(share, 0)}" for name, share, _ in self.bars]
        self.setAccessibleDescription("; ".join(said))
        self.setFixedHeight(max(1, len(self.bars) * self._row()))
        self.update()

    def _row(self) -> int:
        return round(QFontMetricsF(theme.font(theme.CAPTION)).height()) + theme.GRID

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, font = theme.current(), theme.font(theme.CAPTION)
        metrics = QFontMetricsF(font)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        painter.setFont(font)
        named = min(self.width() * 0.45, max((metrics.horizontalAdvance(bar[0]) for bar in self.bars), default=0.0) + 8)
        said = metrics.horizontalAdvance(formatting.percent(1.0, 0)) + 8
        best_width = self.width() * 0.18
        room = max(10.0, self.width() - named - said - best_width)
        largest = max((share for _, share, _ in self.bars), default=0.0) or 1.0
        for index, (name, share, best) in enumerate(self.bars):
            top = index * self._row()
            base = top + metrics.ascent() + theme.GRID / 2
            painter.setPen(QColor(tokens.text))
            painter.drawText(QPointF(0, base), metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, named - 6))
            bar = QRectF(named, top + 4, room * share / largest, self._row() - 8)
            painter.fillRect(bar, QColor(tokens.accent))
            painter.drawText(QPointF(bar.right() + 4, base), formatting.percent(share, 0))
            painter.setPen(QColor(tokens.muted))
            painter.drawText(
                QRectF(self.width() - best_width, top, best_width - 2, self._row()),
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                metrics.elidedText(best, Qt.TextElideMode.ElideRight, best_width - 2),
            )
        if self.hasFocus():
            painter.setPen(QColor(tokens.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class MattersPanel(QWidget):
    """Importance at the left, candidates as lines at the right."""

    def __init__(self, choosing: Choosing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mattersPanel")
        self.setAccessibleName(self.tr("What matters"))
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.choosing = choosing
        self._is_stale = True
        self._timer = QTimer(self, singleShot=True, interval=REDRAW)
        self._timer.timeout.connect(self.refresh_if_seen)
        # Thousands of candidates take a while: it is worked out in a thread.
        self._working = Latest(self)
        self._working.done.connect(self._worked_out)
        self._build()
        searches = choosing.searches
        searches.found.connect(self._point_came)
        searches.currentChanged.connect(self.refresh)

    def _build(self) -> None:
        tr = self.tr
        self.figure = ChoiceBox([(REWARD, tr("Reward"), ""), *((name, formatting.title(name), "") for name in FIGURES)])
        dress(self.figure, "mattersFigure", tr("Figure"), tr("What the choices are held against"))
        self.figure.changed.connect(self.refresh)
        label = QLabel(tr("Matters to"))
        label.setBuddy(self.figure)
        self.bars = ImportanceBars()
        self.area = QScrollArea()
        self.area.setObjectName("importanceScroll")
        self.area.setAccessibleName(tr("Importance of the choices"))
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setWidget(self.bars)
        self.note = caption("", "mattersNote")
        self.lines = CandidateLines(self.choosing)
        self.axes = ChoiceBox()
        self._offer_axes()
        dress(self.axes, "candidateAxes", tr("Axes"), tr("Which choices and figures the lines go through"))
        self.axes.changed.connect(self._show_axes)
        axes_label = QLabel(tr("Axes"))
        axes_label.setBuddy(self.axes)
        above = QHBoxLayout()
        above.setSpacing(theme.GRID)
        above.addWidget(axes_label)
        above.addWidget(self.axes, 1)
        right = QVBoxLayout()
        right.setSpacing(theme.GRID)
        right.addLayout(above)
        self.lines_area = QScrollArea()
        self.lines_area.setObjectName("candidateLinesScroll")
        self.lines_area.setAccessibleName(self.lines.accessibleName())
        self.lines_area.setWidgetResizable(True)
        self.lines_area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.lines_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lines_area.setWidget(self.lines)
        right.addWidget(self.lines_area, 1)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(label)
        head.addWidget(self.figure, 1)
        left = QVBoxLayout()
        left.setSpacing(theme.GRID)
        left.addLayout(head)
        left.addWidget(self.area, 1)
        left.addWidget(self.note)
        left.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.PADDING, 4, theme.PADDING, 4)
        layout.setSpacing(theme.PADDING)
        layout.addLayout(left, 3)
        layout.addLayout(right, 5)

    # ---- following

    @Slot(object)
    def _point_came(self, run: SearchRun) -> None:
        if run is self.choosing.run:
            self._is_stale = True
            if not self._timer.isActive():
                self._timer.start()

    @Slot()
    def refresh_if_seen(self) -> None:
        if self.isVisible() and self._is_stale:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the candidates again."""
        self._timer.stop()
        self._is_stale = not self.isVisible()
        if self._is_stale:
            return
        run = self.choosing.run
        self._offer_axes()
        self._show_axes()
        if run is None or not len(run.figures):
            self._worked_out(None)
            return
        figures, space, name = run.figures, run.record.request.space, str(self.figure.chosen)
        rows = [int(row) for row in figures.rows[figures.full[figures.rows]]]
        keys = [run.trial(row).key for row in rows]
        values = figures.score[rows] if name == REWARD else [run.trial(row).value(name) for row in rows]
        self._working.submit(lambda: importance(space, [space.decode(key) for key in keys], values))

    def _offer_axes(self) -> None:
        """The groups of the space's choices."""
        run, tr = self.choosing.run, self.tr
        tip = tr("The choices whose share is the largest at the left, reward, accuracy and cost")
        rows: list[tuple[object, str, str]] = [(MATTERING, tr("What matters most"), tip)]
        rows.append((ALL_FIGURES, tr("All figures"), tr("All that is known of candidates, without their choices")))
        if run is not None:
            found = groups(run.record.request.space)
            titles = [title for title, _ in found]
            for place, (title, names) in enumerate(found):
                said = title.replace("_", " ") or tr("Other choices")
                part = f" {titles[:place].count(title) + 1}" if titles.count(title) > 1 else ""
                rows.append((names, said + part, ", ".join(names)))
        self.axes.set_values(rows)

    @property
    def _axes(self) -> tuple[str, ...]:
        """The choices that are axes."""
        match self.axes.chosen:
            case str(chosen) if chosen == ALL_FIGURES:
                return ()
            case str():
                return tuple(name for name, _, _ in self.bars.bars[:MOST_AXES])
            case names:
                return tuple(names)

    @Slot()
    def _show_axes(self) -> None:
        self.lines.show_choices(self._axes)

    @Slot(object)
    def _worked_out(self, found: object) -> None:
        run = self.choosing.run
        space = run.record.request.space if run is not None else None
        name = str(self.figure.chosen)
        better = name == REWARD or QUANTITIES[name].higher_is_better
        self.area.setVisible(isinstance(found, Importance))
        if isinstance(found, Importance):
            self.bars.show_importance(found, space, better)
            text = self.tr(
                "{} candidates; the choices one by one explain {} of those left out. Right: the best on average."
            )
            explained = formatting.percent(max(0.0, found.explained), 0)
            self.note.setText(text.format(formatting.number(found.candidates), explained))
        else:
            self.bars.show_importance(None, space, better)
            text = self.tr("Which choices matter is shown here after ten candidates.")
            self.note.setText(error_text(found) if isinstance(found, EdgeVizError) else text)
        if self.axes.chosen == MATTERING and self._axes != self.lines.choices:
            self._show_axes()
