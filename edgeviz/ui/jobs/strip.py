"""One line at the bottom of the window: the job that runs, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from edgeviz.jobs.events import Failed
from edgeviz.jobs.spec import Lane
from edgeviz.ui import theme
from edgeviz.ui.bridge import Job, Jobs, JobState
from edgeviz.ui.formatting import joined, number
from edgeviz.ui.jobs.delegate import draw_bar, state_mark
from edgeviz.ui.jobs.model import NOTABLE
from edgeviz.ui.jobs.texts import count_text, elapsed, elapsed_text, fraction, left_text, state_text
from edgeviz.ui.texts import shown

TICK = 250


class _Bar(QWidget):
    """A thin progress bar, None while the share is not known."""

    def __init__(self) -> None:
        super().__init__()
        self.value: float | None = None
        self.setFixedSize(140, 16)

    def set_value(self, value: float | None) -> None:
        if value != self.value:
            self.value = value
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_bar(painter, QRect(0, 6, self.width(), 4), self.value)


class _ElidedLabel(QLabel):
    """Never wider than there is room for; the tooltip has all of it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._full = ""

    @property
    def full(self) -> str:
        return self._full

    def say(self, text: str) -> None:
        if text != self._full:
            self._full = text
            self.setAccessibleName(text)
            self.setToolTip(text)
            self.updateGeometry()
            self._elide()

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        self.setText(self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, self.width()))


class JobsStrip(QWidget):
    """Shows the job that runs, else how the last one ended. A click asks for the whole list."""

    openRequested = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobsStrip")
        self.setAccessibleName(self.tr("Jobs"))
        self.jobs = jobs
        self._last: Job | None = None
        #: What the mark shows: a style sheet costs more than all the rest of the strip.
        self._marked: tuple[JobState, theme.Theme] | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.mark = QLabel()
        self.mark.setObjectName("stripMark")
        self.title = _ElidedLabel("stripTitle")
        self.bar = _Bar()
        self.bar.setObjectName("stripBar")
        self.time = QLabel()
        self.time.setObjectName("stripTime")
        self.time.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.setObjectName("stripCancel")
        self.cancel_button.setAccessibleName(self.tr("Cancel the running job"))
        self.cancel_button.setToolTip(self.tr("Cancel this job (Esc)"))
        self.cancel_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.cancel_button.clicked.connect(self.cancel)
        self._layout = layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 0, 8, 0)
        layout.setSpacing(8)
        for widget in (self.mark, self.title, self.bar, self.time, self.cancel_button):
            layout.addWidget(widget, 1 if widget is self.title else 0)
        self.setFixedHeight(28)
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self.refresh)
        jobs.added.connect(self._added)
        jobs.ended.connect(self._ended)
        theme.notifier.changed.connect(self.refresh)
        self.refresh()

    @property
    def job(self) -> Job | None:
        """The job that runs, long ones first."""
        open_jobs = self.jobs.running
        long = [job for job in open_jobs if job.spec.lane is Lane.COMPUTE or (elapsed(job) or 0) >= NOTABLE]
        running = [job for job in long if job.state is JobState.RUNNING]
        return next(iter(running or long), None)

    @Slot()
    def cancel(self) -> None:
        job = self.job
        if job is not None:
            job.cancel()

    @Slot()
    def refresh(self) -> None:
        job = self.job
        for widget in (self.bar, self.cancel_button):
            widget.setVisible(job is not None)
        if job is not None:
            self._show_running(job)
        elif self._last is not None:
            self._show_last(self._last)
        else:
            self._marked = None
            self.mark.clear()
            self.title.say(self.tr("No job is running"))
            self.time.clear()
        # Else the mark and the time are cut until the event loop comes round: "▸" is narrower than "✓".
        self._layout.activate()

    def _show_running(self, job: Job) -> None:
        waiting = sum(1 for other in self.jobs.running if other.spec.lane is Lane.COMPUTE and other is not job)
        more = self.tr("{} more queued").format(number(waiting)) if waiting else ""
        self._mark(job.state)
        state = state_text(job) if job.state is JobState.QUEUED or job.cancel_event.is_set() else ""
        self.title.say(joined([f"{shown(job.spec.title)} {count_text(job)}".strip(), state, more]))
        self.bar.set_value(fraction(job))
        self.time.setText(left_text(job) or elapsed_text(job))
        self.cancel_button.setEnabled(not job.cancel_event.is_set())

    def _show_last(self, job: Job) -> None:
        self._mark(job.state)
        what = shown(job.end.what) if isinstance(job.end, Failed) else ""
        self.title.say(joined([shown(job.spec.title), state_text(job), what]))
        self.time.setText(elapsed_text(job))

    def _mark(self, state: JobState) -> None:
        tokens = theme.current()
        if (state, tokens) == self._marked:
            return
        self._marked = state, tokens
        colours = {JobState.FINISHED: tokens.good, JobState.FAILED: tokens.bad, JobState.RUNNING: tokens.accent}
        self.mark.setText(state_mark(state))
        self.mark.setStyleSheet(f"color: {colours.get(state, tokens.muted)};")

    @Slot(object)
    def _added(self, job: Job) -> None:
        job.changed.connect(self.refresh)
        self._timer.start()
        self.refresh()

    @Slot(object)
    def _ended(self, job: Job) -> None:
        if job.spec.lane is Lane.COMPUTE or (job.seconds or 0) >= NOTABLE:
            self._last = job
        if not self.jobs.running:
            self._timer.stop()
        self.refresh()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.openRequested.emit()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.job is not None:
            self.cancel()
            event.accept()
        else:
            super().keyPressEvent(event)
