"""What the speaker sees: the notes of the step, what follows, and how long it has taken."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from edgeviz.ui import stored, theme
from edgeviz.ui.document import Document
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.simulator.strip import clock

SETTING = "presentation"
#: Characters of the notes of one step that are kept.
LONGEST = 20_000
#: Milliseconds without a further key before notes are kept.
QUIET = 400
_REMOTE = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Escape)


def notes_of(document: Document, key: str) -> str | None:
    """The notes of a step, None where none were written. The file comes from anybody."""
    notes = stored.mapping(stored.mapping(document.project.settings.get(SETTING)).get("notes"))
    found = notes.get(key)
    return found[:LONGEST] if isinstance(found, str) else None


def keep_notes(document: Document, key: str, text: str) -> None:
    """Keep the notes of a step with the project."""
    settings = stored.mapping(document.project.settings.get(SETTING))
    notes = {**stored.mapping(settings.get("notes")), key: text[:LONGEST]}
    document.set_setting(SETTING, {**settings, "notes": notes})


class _Edit(QPlainTextEdit):
    """Leaves the keys of a presenter's remote to the window."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and event.key() in _REMOTE:
            event.ignore()
            return False
        return super().event(event)


class NotesWindow(QWidget):
    """A window of its own, for the speaker's screen. Page Up and Page Down go on from here too."""

    nextRequested = Signal()
    previousRequested = Signal()
    closed = Signal()

    def __init__(self, document: Document, parent: QWidget | None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("speakerNotes")
        self.setWindowTitle(self.tr("Speaker notes – EdgeViz"))
        self.document = document
        self._key = ""
        self._keeping = QTimer(self, singleShot=True, interval=QUIET)
        self._keeping.timeout.connect(self.keep)
        self._real = QElapsedTimer()
        self._real.start()
        self._ticking = QTimer(self, interval=1000)
        self._ticking.timeout.connect(self._tick)
        self._build()

    def _build(self) -> None:
        tr = self.tr
        self.now, self.after = QLabel(), ElidedLabel()
        self.now.setObjectName("notesNow")
        self.now.setProperty("role", "title")
        self.after.setObjectName("notesNext")
        self.time = QLabel()
        self.time.setObjectName("notesTime")
        self.time.setAccessibleName(tr("Time since the presentation began"))
        self.time.setToolTip(self.time.accessibleName())
        self.edit = _Edit()
        self.edit.setObjectName("notesEdit")
        self.edit.setAccessibleName(tr("Notes of this step"))
        self.edit.setToolTip(tr("Kept with the project"))
        self.edit.setTabChangesFocus(True)
        self.edit.textChanged.connect(self._keeping.start)
        hint = ElidedLabel(tr("Page Down and Page Up change the step. Esc closes the notes."))
        hint.setProperty("role", "caption")
        head = QHBoxLayout()
        head.addWidget(self.now, 1)
        head.addWidget(self.time)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.PADDING, theme.PADDING, theme.PADDING, theme.PADDING)
        column.addLayout(head)
        column.addWidget(self.edit, 1)
        column.addWidget(self.after)
        column.addWidget(hint)
        self.setStyleSheet(
            f"#notesNow, #notesTime {{ font-size: {theme.px(20)}px; }} #notesEdit {{ font-size: {theme.px(18)}px; }}"
        )
        for key, signal in (("PgDown", self.nextRequested), ("PgUp", self.previousRequested)):
            QShortcut(QKeySequence(key), self).activated.connect(signal)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.close)
        self.resize(theme.px(640), theme.px(420))
        self._tick()
        self._ticking.start()

    def show_step(self, key: str, title: str, note: str, after: str) -> None:
        """``note`` is shown while none is written; ``after``: the title of what follows, "" at the end."""
        self.keep()
        self._key = key
        self.now.setText(title)
        self.edit.setPlaceholderText(note)
        with QSignalBlocker(self.edit):
            self.edit.setPlainText(notes_of(self.document, key) or "")
        self.after.setText(self.tr("Next: {}").format(after) if after else self.tr("This is the last step."))

    @Slot()
    def keep(self) -> None:
        """What was written goes into the project."""
        self._keeping.stop()
        text = self.edit.toPlainText()
        if self._key and text != (notes_of(self.document, self._key) or ""):
            keep_notes(self.document, self._key, text)

    @Slot()
    def _tick(self) -> None:
        self.time.setText(clock(self._real.elapsed() / 1000))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep()
        super().closeEvent(event)
        self.closed.emit()
