"""How a candidate is trained fully: longer than in the search, and on all samples."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from edgeviz.ui import theme
from edgeviz.ui.dialogs.parts import PrimaryButton, caption, heading
from edgeviz.ui.search.making import Making
from edgeviz.ui.training.loop_fields import LoopFields

#: Times the epochs of the search, and at least so many.
LONGER, LEAST = 10, 20


class TrainDialog(QDialog):
    """Starts the training of the candidate that is chosen when it opens."""

    def __init__(self, making: Making, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trainCandidateDialog")
        self.setWindowTitle(self.tr("Train a candidate"))
        self.making = making
        run, trial = making.choosing.run, making.choosing.trial
        assert run is not None and trial is not None
        self.spec = making.default_spec
        self.loop = LoopFields()
        self.loop.show_value(replace(self.spec, epochs=max(LEAST, LONGER * self.spec.epochs)))
        note = caption(
            self.tr("It begins anew, on all training samples, and becomes a model of the project that is opened. "
                    "It waits for a search that is running.")
        )  # fmt: skip
        self.start_button = PrimaryButton(self.tr("Train"), "trainCandidateStart")
        self.start_button.clicked.connect(self.start)
        close = QPushButton(self.tr("Close"))
        close.setObjectName("trainCandidateClose")
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(self.start_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.PADDING, theme.PADDING, theme.PADDING, theme.PADDING)
        layout.setSpacing(2 * theme.GRID)
        layout.addWidget(heading(making.title(run, trial)))
        layout.addWidget(self.loop)
        layout.addWidget(note)
        layout.addStretch(1)
        layout.addLayout(row)
        self.resize(theme.px(420), theme.px(340))
        self.loop.schedule.changed.connect(self._grow)

    def showEvent(self, event: QShowEvent) -> None:
        # Only now have all parts the fonts of the theme.
        super().showEvent(event)
        self._grow()

    @Slot()
    def _grow(self) -> None:
        """As tall as its rows need, which the note, whose height follows its width, keeps Qt from seeing to."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    @Slot()
    def start(self) -> None:
        loop = self.loop
        spec = replace(
            self.spec,
            epochs=loop.epochs.value(),
            batch=loop.batch.value(),
            optimizer=loop.optimizer.chosen,
            rate=loop.rate.value(),
            schedule=loop.schedule.chosen,
            decay_epochs=loop.decay_epochs.value(),
            decay=loop.decay.value(),
        )
        self.making.train(spec, 0)
        self.accept()
