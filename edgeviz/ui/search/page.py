"""The middle of the Search workspace: how the search that is looked at goes, its candidates and its best network."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAction, QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSplitter, QVBoxLayout, QWidget

from edgeviz.ui import formatting, theme
from edgeviz.ui.jobs.texts import fraction, left_text
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.plots.colouring import STEPS, cividis
from edgeviz.ui.search.choosing import Choosing
from edgeviz.ui.search.drawing import ArchitectureView
from edgeviz.ui.search.run import SearchRun
from edgeviz.ui.search.scatter import ScatterPanel
from edgeviz.ui.search.searches import Searches
from edgeviz.ui.search.words import outcome_name
from edgeviz.ui.texts import shown

#: Milliseconds in which news of a search are gathered.
COALESCE = 200


class SearchPage(QWidget):
    """``scatter`` and ``drawing`` beside each other, the state of the search above them."""

    def __init__(self, searches: Searches, choosing: Choosing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchPage")
        self.setAccessibleName(self.tr("Search"))
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.searches, self.choosing = searches, choosing
        self._timer = QTimer(self, singleShot=True, interval=COALESCE)
        self._timer.timeout.connect(self.refresh)
        self._build()
        for signal in (searches.changed, searches.progressed, searches.found):
            signal.connect(self._stale)
        for signal in (searches.currentChanged, choosing.changed):
            signal.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        tr = self.tr
        self.title = ElidedLabel()
        self.title.setObjectName("searchTitle")
        self.title.setProperty("role", "title")
        self.state = ElidedLabel()
        self.state.setObjectName("searchState")
        self.state.setProperty("role", "caption")
        self.key = GenerationKey()
        self.bar = QProgressBar()
        self.bar.setObjectName("searchProgress")
        self.bar.setAccessibleName(tr("Candidates evaluated"))
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(4)
        self.pause_action = self._action("pauseSearch", tr("Pause"), self.pause)
        self.resume_action = self._action("resumeSearch", tr("Resume"), self.resume)
        self.stop_action = self._action("stopSearch", tr("Stop"), self.stop)
        self.buttons: dict[QAction, QPushButton] = {}
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.state)
        head.addLayout(names, 1)
        head.addWidget(self.key)
        for action in (self.pause_action, self.resume_action, self.stop_action):
            button = QPushButton(action.text())
            button.setObjectName(f"{action.objectName()}Button")
            button.setAccessibleName(action.text())
            button.clicked.connect(action.trigger)
            self.buttons[action] = button
            head.addWidget(button)
        self.scatter = ScatterPanel(self.searches, self.choosing)
        self.drawing = ArchitectureView(self.choosing)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setObjectName("searchSplitter")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.scatter)
        self.splitter.addWidget(self.drawing)
        self.splitter.setStretchFactor(0, 4)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setSizes([560, 400])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.PADDING, 8, theme.PADDING, 4)
        layout.setSpacing(theme.GRID)
        layout.addLayout(head)
        layout.addWidget(self.bar)
        layout.addWidget(self.splitter, 1)

    def _action(self, name: str, text: str, slot: object) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        action.triggered.connect(slot)
        return action

    @property
    def run(self) -> SearchRun | None:
        return self.searches.current

    # ---- what a person does

    @Slot()
    def pause(self) -> None:
        if self.run is not None:
            self.searches.pause(self.run)

    @Slot()
    def resume(self) -> None:
        if self.run is not None:
            self.searches.resume(self.run)

    @Slot()
    def stop(self) -> None:
        if self.run is not None:
            self.searches.stop(self.run)

    # ---- following

    @Slot()
    def _stale(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def refresh(self) -> None:
        """Say how things stand, and what can be done."""
        self._timer.stop()
        run, tr = self.run, self.tr
        running = run is not None and run.job is not None
        self.title.setText(run.title if run is not None else tr("Architecture search"))
        self.state.setText(self._state_text())
        self.bar.setVisible(running)
        if run is not None and running:
            if run.is_preparing:
                # Steps of the training that comes before any candidate, in permille.
                self.bar.setRange(0, 1000)
                self.bar.setValue(round(1000 * (fraction(run.job) or 0.0)) if run.job is not None else 0)
            else:
                self.bar.setRange(0, run.record.request.trials)
                self.bar.setValue(min(run.candidates, run.record.request.trials))
        none = tr("There is no search.")
        preparing = run is not None and run.is_preparing
        waiting = tr("It waits for the candidates that are being evaluated.")
        over = none if run is None else "" if running else tr("It is not running.")
        states = (
            (self.pause_action, waiting if run is not None and run.pausing else over,
             tr("Break the training off; it goes on where it was") if preparing
             else tr("Finish the candidates that are being evaluated, and begin no other")),
            (self.resume_action, none if run is None else "" if run.can_resume else tr("It is running or finished."),
             tr("Go on where it was: no candidate is evaluated twice")),
            (self.stop_action, over, tr("End at once (Esc); candidates that are known are kept")),
        )  # fmt: skip
        for action, why, tip in states:
            action.setEnabled(not why)
            action.setToolTip(why or tip)
            self.buttons[action].setEnabled(not why)
            self.buttons[action].setToolTip(why or tip)
        self.buttons[self.pause_action].setVisible(running)
        self.buttons[self.stop_action].setVisible(running)
        self.buttons[self.resume_action].setVisible(run is not None and run.can_resume)
        generations = run.figures.generation if run is not None else None
        last = int(generations.max()) if generations is not None and len(generations) else 0
        self.key.show_last(last)
        self.drawing.refresh()

    def _state_text(self) -> str:
        run = self.run
        if run is None:
            return ""
        done, wanted = formatting.number(run.candidates), formatting.number(run.record.request.trials)
        parts = [
            self.tr("pausing") if run.pausing else outcome_name(run.state),
            self.tr("training the shared weights") if run.is_preparing and not run.pausing else "",
            self.tr("{} of {} candidates").format(done, wanted),
        ]
        if run.failures:
            parts.append(self.tr("{} failed").format(formatting.number(run.failures)))
        if run.elapsed:
            parts.append(formatting.duration(run.elapsed))
        if run.job is not None:
            parts.append(left_text(run.job))
        if run.record.error:
            parts.append(shown(run.record.error))
        return formatting.joined([part for part in parts if part])


class GenerationKey(QWidget):
    """What the colours of the points mean."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("generationKey")
        self.setAccessibleName(self.tr("Colours: generation"))
        self.label = QLabel()
        self.label.setProperty("role", "caption")
        self.bar = _Gradient()
        self.last_label = QLabel()
        self.last_label.setProperty("role", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GRID, 0, theme.GRID, 0)
        row.setSpacing(theme.GRID)
        for part in (self.label, self.bar, self.last_label):
            row.addWidget(part)
        self.setToolTip(
            self.tr("<p>Colour: generation of the sampler that asked for a candidate. Circles: latency measured; "
                    "diamonds: predicted or modelled. Star: the best reward. Small: stopped early.</p>")
        )  # fmt: skip
        self.hide()

    def show_last(self, last: int) -> None:
        self.setVisible(last > 0)
        self.label.setText(self.tr("Generation 0"))
        self.last_label.setText(formatting.number(last))


class _Gradient(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(72, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        gradient = QLinearGradient(0, 0, self.width(), 0)
        for step, brush in enumerate(cividis()):
            gradient.setColorAt(step / (STEPS - 1), brush.color())
        painter = QPainter(self)
        painter.fillRect(self.rect(), gradient)
        painter.setPen(QColor(theme.current().border))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
