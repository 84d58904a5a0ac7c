"""Play, pause, how fast, and where: the controls of the time that the strips share."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSlider, QWidget

from edgeviz.ui import theme
from edgeviz.ui.simulator.strip import clock

#: Steps of the slider over a whole run.
STEPS = 2000
#: Simulated seconds for each real one.
SPEEDS = (1, 10, 60, 300, 1800)
#: Milliseconds between two frames.
FRAME = 40


class Player(QWidget):
    """``time`` goes from 0 to ``end`` s; at the end it stops, and playing begins anew."""

    timeChanged = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("player")
        self.time = 0.0
        self.end = 0.0
        self._real = QElapsedTimer()
        self._timer = QTimer(self, interval=FRAME)
        self._timer.timeout.connect(self._advance)
        self.play_button = QPushButton(self.tr("Play"))
        self.play_button.setObjectName("playButton")
        self.play_button.setCheckable(True)
        self.play_button.setToolTip(self.tr("Let the run go by, or hold it (Ctrl+P)"))
        self.play_button.setShortcut("Ctrl+P")
        self.play_button.toggled.connect(self._toggled)
        words = (self.tr("Play"), self.tr("Pause"))
        metrics = self.play_button.fontMetrics()
        self.play_button.setFixedWidth(max(metrics.horizontalAdvance(word) for word in words) + theme.px(32))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("scrubBar")
        self.slider.setAccessibleName(self.tr("Time of the run"))
        self.slider.setToolTip(self.tr("Which moment is read beside the strips"))
        self.slider.setRange(0, STEPS)
        self.slider.setPageStep(STEPS // 20)
        self.slider.valueChanged.connect(self._scrubbed)
        self.label = QLabel()
        self.label.setObjectName("playerTime")
        self.label.setAccessibleName(self.tr("Time in the run and its length"))
        self.label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.speed_box = QComboBox()
        self.speed_box.setObjectName("playSpeed")
        self.speed_box.setAccessibleName(self.tr("Speed"))
        self.speed_box.setToolTip(self.tr("How much of the run goes by in each second"))
        for speed in SPEEDS:
            # With letters: where a box has no label of its own, this is what is read out.
            slow = speed < 60
            text = self.tr("{} s/s").format(speed) if slow else self.tr("{} min/s").format(speed // 60)
            self.speed_box.addItem(text, speed)
        self.speed_box.setCurrentIndex(SPEEDS.index(300))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID * 2)
        layout.addWidget(self.play_button)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self.label)
        layout.addWidget(self.speed_box)
        self.set_end(0.0)

    @property
    def is_playing(self) -> bool:
        return self._timer.isActive()

    def set_end(self, seconds: float) -> None:
        self.end = seconds
        self.setEnabled(seconds > 0)
        widest = self.tr("{} of {}").format(clock(seconds), clock(seconds))
        self.label.setMinimumWidth(self.label.fontMetrics().horizontalAdvance(widest) + theme.GRID)
        self.set_time(min(self.time, seconds))

    @Slot(float)
    def set_time(self, seconds: float) -> None:
        self.time = min(max(0.0, seconds), self.end)
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(STEPS * self.time / self.end) if self.end else 0)
        self.label.setText(self.tr("{} of {}").format(clock(self.time), clock(self.end)))
        self.timeChanged.emit(self.time)

    @Slot()
    def stop(self) -> None:
        self.play_button.setChecked(False)

    @Slot(bool)
    def _toggled(self, playing: bool) -> None:
        self.play_button.setText(self.tr("Pause") if playing else self.tr("Play"))
        if playing:
            if self.time >= self.end:
                self.set_time(0.0)
            self._real.start()
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def _advance(self) -> None:
        passed = self._real.restart() / 1000
        self.set_time(self.time + passed * float(self.speed_box.currentData()))
        if self.time >= self.end:
            self.stop()

    @Slot(int)
    def _scrubbed(self, value: int) -> None:
        self.set_time(self.end * value / STEPS)
