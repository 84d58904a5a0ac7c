"""The presentation: one step after the other, as large as the screen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from edgeviz.ui import theme
from edgeviz.ui.document import Document
from edgeviz.ui.presentation.dots import Dots
from edgeviz.ui.presentation.notes import NotesWindow
from edgeviz.ui.presentation.step import LEAST, Step

#: Pixels of the titles on a screen of this size; larger ones have larger type.
TITLE, STORY = 40, 26
WIDTH, HEIGHT = 1280, 720


class _Pages(QStackedWidget):
    """Takes the room that is left: what one step would like must not push another one's buttons off the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    def hasHeightForWidth(self) -> bool:
        return False


class PresentationWindow(QWidget):
    """Owns its steps. Closing it ends the presentation; the window behind has never been touched."""

    ended = Signal()

    def __init__(self, document: Document, steps: list[Step], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("presentation")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWindowTitle(self.tr("Presentation – EdgeViz"))
        self.document, self.steps = document, steps
        self.notes: NotesWindow | None = None
        self.index = 0
        self._build()
        theme.notifier.changed.connect(self._restyle)
        self.go(0)

    @property
    def step(self) -> Step:
        return self.steps[self.index]

    def _build(self) -> None:
        tr = self.tr
        self.title, self.story = QLabel(), QLabel()
        self.title.setObjectName("stepTitle")
        self.story.setObjectName("stepStory")
        self.story.setWordWrap(True)
        for label in (self.title, self.story):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.pages = _Pages()
        for step in self.steps:
            self.pages.addWidget(step)
            step.storyChanged.connect(self._show_story)
        self.dots = Dots([step.title for step in self.steps])
        self.dots.chosen.connect(self.go)
        self.notes_button, self.end_button = QPushButton(tr("Notes")), QPushButton(tr("End"))
        for button, name, tip, slot in (
            (
                self.notes_button,
                "showNotes",
                tr("The speaker's notes, in a window of their own (N)"),
                self.toggle_notes,
            ),
            (self.end_button, "endPresentation", tr("Back to the window (Esc)"), self.close),
        ):
            button.setObjectName(name)
            button.setToolTip(tip)
            button.clicked.connect(slot)
        below = QHBoxLayout()
        below.addWidget(self.notes_button)
        below.addStretch(1)
        below.addWidget(self.dots)
        below.addStretch(1)
        below.addWidget(self.end_button)
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.title)
        self.column.addWidget(self.story)
        self.column.addWidget(self.pages, 1)
        self.column.addLayout(below)
        # As shortcuts, so that no figure or button that was clicked takes them; a slider has Up and Down.
        for keys, act in (
            (("Right", "PgDown"), self.forward),
            (("Left", "PgUp"), self.back),
            (("Home",), self.first),
            (("End",), self.last),
            (("N",), self.toggle_notes),
            (("Esc",), self.close),
        ):
            for key in keys:
                QShortcut(QKeySequence(key), self).activated.connect(act)

    # ---- the story

    @Slot(int)
    def go(self, index: int) -> None:
        """Show the step at ``index``; beyond either end nothing happens."""
        if not 0 <= index < len(self.steps):
            return
        self.step.leave()
        self.index = index
        step = self.step
        self.pages.setCurrentWidget(step)
        self.title.setText(step.title)
        self.dots.show_step(index)
        self.setAccessibleName(self.dots.group.button(index).accessibleName())
        self.setFocus()
        step.enter()
        self._show_story()
        self._show_notes()

    @Slot()
    def forward(self) -> None:
        self.go(self.index + 1)

    @Slot()
    def back(self) -> None:
        self.go(self.index - 1)

    @Slot()
    def first(self) -> None:
        self.go(0)

    @Slot()
    def last(self) -> None:
        self.go(len(self.steps) - 1)

    @Slot()
    def _show_story(self) -> None:
        self.story.setText(self.step.story())

    # ---- the speaker's notes

    @Slot()
    def toggle_notes(self) -> None:
        if self.notes is not None:
            self.notes.close()
            return
        # Not of this window: its type is that of a room.
        self.notes = NotesWindow(self.document, self.parentWidget())
        self.notes.nextRequested.connect(self.forward)
        self.notes.previousRequested.connect(self.back)
        self.notes.closed.connect(self._notes_closed)
        others = [screen for screen in QGuiApplication.screens() if screen is not self.screen()]
        if others:
            self.notes.setGeometry(others[0].availableGeometry())
        self._show_notes()
        self.notes.show()
        self.notes.activateWindow()

    def _show_notes(self) -> None:
        if self.notes is not None:
            after = self.steps[self.index + 1].title if self.index + 1 < len(self.steps) else ""
            self.notes.show_step(self.step.key, self.step.title, self.step.note, after)

    @Slot()
    def _notes_closed(self) -> None:
        if self.notes is not None:
            self.notes.deleteLater()
            self.notes = None
        self.activateWindow()

    # ---- size and theme

    @property
    def unit(self) -> float:
        """How much larger the window is than 1280 × 720."""
        return max(0.5, min(self.width() / WIDTH, self.height() / HEIGHT))

    @Slot()
    def _restyle(self) -> None:
        unit, tokens = self.unit, theme.current()
        least = round(LEAST * unit)
        self.setStyleSheet(
            f"#presentation {{ background: {tokens.surface}; }}"
            f"#presentation QLabel, #presentation QPushButton {{ font-size: {least}px; }}"
            f"#presentation #stepTitle {{ font-size: {round(TITLE * unit)}px; font-weight: 600; }}"
            f"#presentation #stepStory {{ font-size: {round(STORY * unit)}px; color: {tokens.muted}; }}"
            f"#presentation QPushButton {{ padding: {round(4 * unit)}px {round(14 * unit)}px; }}"
            f"#presentation QPushButton:checked {{ border: {round(2 * unit)}px solid {tokens.accent}; }}"
            f"#presentation QSlider {{ min-height: {round(32 * unit)}px; }}"
            f"#presentation QSlider::groove:horizontal {{ height: {round(6 * unit)}px; }}"
            f"#presentation QSlider::handle:horizontal {{ width: {round(20 * unit)}px; height: {round(20 * unit)}px;"
            f" margin: -{round(9 * unit)}px 0; border-radius: {round(12 * unit)}px; }}"
        )
        margin = round(32 * unit)
        self.column.setContentsMargins(margin, round(20 * unit), margin, round(16 * unit))
        self.column.setSpacing(round(12 * unit))
        self.dots.set_unit(unit)
        for step in self.steps:
            step.set_unit(unit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.notes is not None:
            self.notes.close()
        for step in self.steps:
            step.retire()
        super().closeEvent(event)
        self.ended.emit()
