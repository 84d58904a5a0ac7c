"""What is on the screen before a model is: three ways to begin, and what was open before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QMimeData, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from edgeviz.project.recovery import LeftBehind
from edgeviz.ui import theme
from edgeviz.ui.dialogs.parts import PrimaryButton, muted, scaled_font
from edgeviz.ui.formatting import date_text, joined, number

WIDTH = 720
#: Of the content of the three large buttons, in pixels. A widget's own minimum has no effect beside a style sheet's.
HEIGHT = 32
SUFFIXES = (".onnx", ".pt2", ".edgeviz")


class _FileButton(QPushButton):
    """One file: its name, and below it where and when."""

    def __init__(self, path: str, title: str, line: str) -> None:
        super().__init__()
        self.path = path
        self.setObjectName("fileButton")
        self.setAccessibleName(f"{title}, {line}")
        self.setToolTip(path)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._title, self._line = QLabel(), muted(QLabel())
        self._texts = (title, line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.setSpacing(1)
        self._line.setFont(scaled_font(self._line, 0.9))
        for label in (self._title, self._line):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            layout.addWidget(label)

    def sizeHint(self) -> QSize:
        return QSize(200, self._title.sizeHint().height() + self._line.sizeHint().height() + 13)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - 20
        for label, text, mode in zip(
            (self._title, self._line),
            self._texts,
            (Qt.TextElideMode.ElideRight, Qt.TextElideMode.ElideMiddle),
            strict=True,
        ):
            label.setText(label.fontMetrics().elidedText(text, mode, room))


class StartPage(QWidget):
    """Emits what a person wants; the window does it."""

    demoRequested = Signal()
    #: Choose a model or a project.
    openRequested = Signal()
    #: Open this file: a recent one, or one that was dropped here.
    recentRequested = Signal(str)
    #: Go on with untitled work (path) that was left behind.
    recoverRequested = Signal(str)
    #: Untitled work that the person does not want any more.
    discardRequested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("startPage")
        self.setAcceptDrops(True)
        self._dropping = False
        title = QLabel("EdgeViz")
        title.setFont(scaled_font(title, 2.6, bold=True))
        line = muted(QLabel(self.tr("Choose bit widths for a network, see what they cost, export the result.")))
        line.setFont(scaled_font(line, 1.15))
        line.setWordWrap(True)
        self.demo_button = PrimaryButton(self.tr("Try the demo"), "demoButton", height=HEIGHT)
        self.demo_button.setToolTip(self.tr("A small digit classifier with its trade-off already measured"))
        self.demo_button.clicked.connect(self.demoRequested)
        self.model_button = self._choice(
            "openModelButton", self.tr("Open a model…"), self.tr("An ONNX file or a torch.export archive (.pt2)")
        )
        self.project_button = self._choice(
            "openProjectButton", self.tr("Open a project…"), self.tr("An EdgeViz project (.edgeviz)")
        )
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        for button in (self.demo_button, self.model_button, self.project_button):
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            # Outside dialogs Qt presses buttons by Space only.
            button.setAutoDefault(True)
            buttons.addWidget(button, 1)
        self.recovered_box, self.recovered_rows = self._section(self.tr("Recovered work"), "recoveredFiles")
        self.recent_box, self.recent_rows = self._section(self.tr("Recent"), "recentFiles")
        self.drop_hint = QLabel(self.tr("or drop a model or a project here"))
        self.drop_hint.setObjectName("dropHint")
        self.drop_hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.drop_hint.setMinimumHeight(72)

        column = QWidget()
        column.setMaximumWidth(WIDTH)
        rows = QVBoxLayout(column)
        rows.setContentsMargins(24, 24, 24, 24)
        rows.setSpacing(0)
        rows.addStretch(2)
        rows.addWidget(title)
        rows.addSpacing(4)
        rows.addWidget(line)
        rows.addSpacing(24)
        rows.addLayout(buttons)
        rows.addSpacing(12)
        rows.addWidget(self.drop_hint)
        rows.addSpacing(20)
        rows.addWidget(self.recovered_box)
        rows.addWidget(self.recent_box)
        rows.addStretch(3)
        centre = QWidget()
        across = QHBoxLayout(centre)
        across.setContentsMargins(0, 0, 0, 0)
        across.addStretch(1)
        across.addWidget(column, 1000)
        across.addStretch(1)
        area = QScrollArea()
        area.setWidget(centre)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        theme.notifier.changed.connect(self._restyle)
        self.set_recent([])
        self.set_recovered([])
        self._restyle()

    # ---- what is listed

    def set_recent(self, paths: Sequence[str | Path]) -> None:
        """List projects and models, newest first; each shows its folder and when it was changed."""
        rows = [(str(path), path.name, joined((_folder(path.parent), _changed(path)))) for path in map(Path, paths)]
        self._fill(self.recent_box, self.recent_rows, rows, self._recent_clicked)

    def set_recovered(self, found: Sequence[LeftBehind]) -> None:
        """List untitled work that an earlier session left behind."""
        rows = []
        for item in found:
            when = date_text(datetime.fromtimestamp(item.modified, UTC).isoformat())
            measured = self.tr("{} measured recipes").format(number(item.evaluations))
            if item.evaluations < 2:
                measured = self.tr("1 measured recipe") if item.evaluations else self.tr("nothing measured")
            line = joined((self.tr("untitled"), measured, when))
            rows.append((str(item.path), item.model, line))
        self._fill(self.recovered_box, self.recovered_rows, rows, self._recovered_clicked)
        for button in self.recovered_box.findChildren(_FileButton):
            discard = QAction(self.tr("Discard"), button)
            discard.setObjectName("discardRecovered")
            discard.setShortcut(QKeySequence.StandardKey.Delete)
            discard.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            discard.triggered.connect(self._discard_clicked)
            button.addAction(discard)
            button.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
            button.setToolTip(self.tr("{}\nDelete or the right mouse button discards it").format(button.path))

    def _fill(self, box: QWidget, layout: QVBoxLayout, rows: list[tuple[str, str, str]], slot: object) -> None:
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for path, title, line in rows:
            button = _FileButton(path, title, line)
            button.clicked.connect(slot)
            layout.addWidget(button)
        box.setVisible(bool(rows))

    @Slot()
    def _recent_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, _FileButton):
            self.recentRequested.emit(button.path)

    @Slot()
    def _recovered_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, _FileButton):
            self.recoverRequested.emit(button.path)

    @Slot()
    def _discard_clicked(self) -> None:
        action = self.sender()
        button = action.parent() if action is not None else None
        if isinstance(button, _FileButton):
            self.discardRequested.emit(button.path)

    # ---- dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event.mimeData()):
            event.acceptProposedAction()
            self._dropping = True
            self._restyle()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._dropping = False
        self._restyle()

    def dropEvent(self, event: QDropEvent) -> None:
        self._dropping = False
        self._restyle()
        path = _dropped(event.mimeData())
        if path:
            event.acceptProposedAction()
            self.recentRequested.emit(path)

    # ---- looks

    def _choice(self, name: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setToolTip(tip)
        button.clicked.connect(self.openRequested)
        return button

    def _section(self, title: str, name: str) -> tuple[QWidget, QVBoxLayout]:
        box = QWidget()
        box.setObjectName(name)
        label = muted(QLabel(title))
        label.setFont(scaled_font(label, 0.9, bold=True))
        label.setContentsMargins(10, 0, 0, 4)
        outer = QVBoxLayout(box)
        outer.setContentsMargins(0, 0, 0, 16)
        outer.setSpacing(0)
        outer.addWidget(label)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        outer.addLayout(rows)
        return box, rows

    @Slot()
    def _restyle(self) -> None:
        tokens = theme.current()
        edge = tokens.accent if self._dropping else theme.mixed(tokens.border, tokens.muted, 0.5).name()
        self.drop_hint.setStyleSheet(
            f"#dropHint {{ border: 1px dashed {edge}; border-radius: 6px; color: {tokens.muted}; }}"
        )
        choice = (
            f"QPushButton {{ background: {tokens.surface}; color: {tokens.text}; border: 1px solid {tokens.border};"
            f" border-radius: 4px; padding: 4px 14px; min-height: {HEIGHT + 2}px; }}"
            f"QPushButton:hover {{ border-color: {tokens.accent}; }}"
            f"QPushButton:focus {{ border: 2px solid {tokens.accent}; }}"
        )
        self.model_button.setStyleSheet(choice)
        self.project_button.setStyleSheet(choice)
        files = (
            "#fileButton { background: transparent; border: 1px solid transparent; border-radius: 4px; }"
            f"#fileButton:hover {{ background: {tokens.surface}; border-color: {tokens.border}; }}"
            f"#fileButton:focus {{ border-color: {tokens.accent}; }}"
        )
        self.recent_box.setStyleSheet(files)
        self.recovered_box.setStyleSheet(files)


def _folder(path: Path) -> str:
    """The folder as a person writes it."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)


def _changed(path: Path) -> str:
    try:
        return date_text(datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat())
    except OSError:
        return ""


def _dropped(mime: QMimeData) -> str:
    """The first file that EdgeViz opens, "" where there is none."""
    paths = [url.toLocalFile() for url in mime.urls() if url.isLocalFile()]
    return next((path for path in paths if Path(path).suffix.lower() in SUFFIXES), "")
