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
from edgeviz.ui.parallel.table import Lines
from edgeviz.ui.parallel.view import ParallelView
from edgeviz.ui.plots.card import card_html
from edgeviz.ui.search.choosing import Choosing
from edgeviz.ui.search.run import SearchRun
from edgeviz.ui.search.words import architecture_text, value_text
from edgeviz.ui.simulator.latest import Latest
from edgeviz.ui.texts import error_text
from edgeviz.ui.training.fields import ChoiceBox, dress

#: Milliseconds between two updates while candidates come in.
REDRAW = 1000
REWARD = "reward"
#: Axes of the lines, as far as candidates have them and differ in them.
AXES = ("accuracy", "latency", "size")
#: What choices can be held against, besides the reward.
FIGURES = (*AXES, "macs", "activation_memory", "energy")
#: Choices that are shown, the most important first.
MOST_BARS = 40


class CandidateLines(ParallelView):
    """Candidates with their figures at the full budget; a click chooses one."""

    def __init__(self, choosing: Choosing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("candidateLines")
        self.setAccessibleName(self.tr("Candidates as parallel coordinates"))
        self.setAccessibleDescription(
            self.tr("Left and Right walk along the candidates, Enter chooses one, Escape clears the ranges.")
        )
        self.choosing = choosing
        self.rows: list[int] = []
        choosing.changed.connect(self.update)
        theme.notifier.changed.connect(self.refresh)

    @property
    def current(self) -> int | None:
        row = self.choosing.shown
        return self.rows.index(row) if row in self.rows else None

    def title(self, name: str) -> str:
        return self.tr("Reward") if name == REWARD else formatting.title(name)

    def text(self, name: str, value: float) -> str:
        if name == REWARD:
            return formatting.number(value, 3)
        return formatting.quantity_text(QUANTITIES[name], value)

    def empty_text(self) -> str:
        return self.tr("Two or more candidates become lines here. Drag along an axis to filter.")

    def html(self, row: int) -> str:
        run = self.choosing.run
        if run is None:
            return ""
        trial = run.trial(self.rows[row])
        title = self.tr("Candidate {}").format(formatting.number(run.found[self.rows[row]].number + 1))
        metrics = [trial.metrics.get(name) for name in AXES]
        hint = architecture_text(run.record.request.space, trial.key)[:90]
        return card_html(title, "", metrics, False, hint=hint)

    def adopt(self, row: int) -> None:
        self.choosing.choose(self.rows[row])

    @Slot()
    def refresh(self) -> None:
        run = self.choosing.run
        hovered = self.rows[self.hovered] if self.hovered is not None else None
        names: list[str] = []
        columns: list[np.ndarray] = []
        self.rows = []
        if run is not None and len(run.figures):
            figures = run.figures
            usable = figures.full[figures.rows] & ~np.isnan(figures.score[figures.rows])
            self.rows = [int(row) for row in figures.rows[usable]]
            for name in (REWARD, *AXES):
                told = [run.trial(row).value(name) for row in self.rows]
                column = figures.score[self.rows] if name == REWARD else np.array(told, dtype=float)
                known = column[~np.isnan(column)]
                if len(known) and bool((known != known[0]).any()):
                    names.append(name)
                    columns.append(column)
        values = np.column_stack(columns) if columns else np.empty((len(self.rows), 0))
        front = set(run.figures.front) if run is not None else set()
        on_front = np.array([row in front for row in self.rows], dtype=bool)
        lines = Lines((), tuple(names), values, frozenset({"accuracy", REWARD}))
        self.show_lines(lines, on_front, self.rows.index(hovered) if hovered in self.rows else None)


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
        layout.addLayout(left, 4)
        layout.addWidget(self.lines, 5)

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
        self.lines.refresh()
        run = self.choosing.run
        if run is None or not len(run.figures):
            self._worked_out(None)
            return
        figures, space, name = run.figures, run.record.request.space, str(self.figure.chosen)
        rows = [int(row) for row in figures.rows[figures.full[figures.rows]]]
        keys = [run.trial(row).key for row in rows]
        values = figures.score[rows] if name == REWARD else [run.trial(row).value(name) for row in rows]
        self._working.submit(lambda: importance(space, [space.decode(key) for key in keys], values))

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
            return
        self.bars.show_importance(None, space, better)
        if isinstance(found, EdgeVizError):
            self.note.setText(error_text(found))
        else:
            self.note.setText(self.tr("Which choices matter is shown here after ten candidates."))
