"""Begins and ends the presentation, and connects it with what the window can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from edgeviz.ui.presentation.window import PresentationWindow

if TYPE_CHECKING:
    from edgeviz.ui.main_window import MainWindow


class Presenter(QObject):
    """The steps are made anew each time: no figure of a presentation is worked out while nobody presents."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.presentation: PresentationWindow | None = None
        self._awaits = False
        window.document.modelChanged.connect(self._model_changed)

    @Slot()
    def start(self) -> None:
        """Show the story of the open project on the whole screen."""
        window = self.window
        if window.document.graph is None:
            return
        if self.presentation is None:
            self.presentation = self._make()
            self.presentation.setScreen(window.screen())
            self.presentation.ended.connect(self._ended)
        self.presentation.showFullScreen()
        self.presentation.activateWindow()

    def end(self) -> None:
        if self.presentation is not None:
            self.presentation.close()

    def start_when_open(self) -> None:
        """Present as soon as there is a model."""
        self._awaits = True
        self._model_changed()

    def _make(self) -> PresentationWindow:
        from edgeviz.ui.presentation.bits_step import BitsStep
        from edgeviz.ui.presentation.busy_step import BusyStep
        from edgeviz.ui.presentation.front_step import FrontStep
        from edgeviz.ui.presentation.network_step import ChoiceStep, ModelStep

        window = self.window
        document = window.document
        front, choice = FrontStep(document), ChoiceStep(document, window.measuring)
        busy = BusyStep(document, window.simulator)
        front.measureRequested.connect(window.measure_uniform)
        busy.measureRequested.connect(window.measure_uniform)
        choice.chooseDataRequested.connect(self._choose_data)
        steps = [ModelStep(document), BitsStep(document, window.jobs), front, choice, busy]
        return PresentationWindow(document, steps, window)

    @Slot()
    def _choose_data(self) -> None:
        """Data are chosen in the window, which is behind the presentation."""
        self.end()
        self.window.dialogs.choose_data()

    @Slot()
    def _model_changed(self) -> None:
        if self.window.document.graph is None:
            self.end()
        elif self._awaits:
            self._awaits = False
            # Panels hear of the model in the same moment.
            QTimer.singleShot(0, self.start)

    @Slot()
    def _ended(self) -> None:
        self.presentation = None
        self.window.activateWindow()
