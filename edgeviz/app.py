"""Composition root of the desktop program: the only module that knows every wing."""

from __future__ import annotations

import faulthandler
import logging
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

import platformdirs
from PySide6.QtCore import QObject, QSettings, QThread, QTimer, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from edgeviz import __version__
from edgeviz.resources import resource
from edgeviz.ui import fonts, language, theme
from edgeviz.ui.desk import Desk
from edgeviz.ui.garbage import GuiGarbage
from edgeviz.ui.graph.layout import load as load_layout
from edgeviz.ui.main_window import MainWindow
from edgeviz.ui.shell import log_file
from edgeviz.ui.theme_menu import apply_chosen_theme

log = logging.getLogger("edgeviz")


def data_folder() -> Path:
    """Where untitled work, recent files and the log are kept."""
    return Path(platformdirs.user_data_dir("edgeviz", appauthor=False))


#: Seconds for which a busy thread keeps the interpreter from the window (Python's own 5 ms are felt).
SWITCH = 0.001


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(["edgeviz", *arguments])
    app.setApplicationName("EdgeViz")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("edgeviz")
    app.setWindowIcon(QIcon(str(resource("icons", "edgeviz.svg"))))
    if app.findChild(GuiGarbage) is None:
        GuiGarbage(app)
    # A painting takes the interpreter many times; behind a thread that lays out it would wait this long each time.
    sys.setswitchinterval(SWITCH)
    return app


class _Crashes(QObject):
    """Shows unexpected errors. The hook runs in the failing thread, so it only logs and emits."""

    happened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._showing = False
        self.happened.connect(self._show)

    def hook(self, kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
        text = "".join(traceback.format_exception(kind, error, at))
        log.error(text)
        print(text, file=sys.stderr)
        if issubclass(kind, Exception):
            self.happened.emit(text)

    @Slot(str)
    def _show(self, text: str) -> None:
        if self._showing:
            return
        self._showing = True
        dialog = self._desk.window.shell.show_crash(text)
        dialog.finished.connect(self._shown)

    @Slot()
    def _shown(self) -> None:
        self._showing = False


def _start_log(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(folder / log_file.NAME, maxBytes=1 << 20, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.info("EdgeViz %s started", __version__)


def run(path: str | None = None, demo: bool = False, present: bool = False) -> int:
    """Show the window, with ``path`` or the demo opened, until it is closed. Returns the exit status.

    ``present``: begin with the presentation of what is opened.
    """
    if sys.stderr is not None:
        faulthandler.enable()
    folder = data_folder()
    _start_log(folder)
    app = make_application()
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "edgeviz", "edgeviz")
    language.apply_language(language.chosen(settings))
    apply_chosen_theme(settings)
    desk = Desk(folder, settings)
    crashes = _Crashes(desk)
    sys.excepthook = crashes.hook
    for wish in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wish, lambda *_: desk.window.close())
    # Python only sees signals while it runs: wake it up now and then.
    heartbeat = QTimer(desk)
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start(500)
    window = desk.window
    window.show()
    # After the first paint, so that nothing delays it.
    QTimer.singleShot(0, fonts.hangul)
    QTimer.singleShot(0, window.jobs.warm_up)
    QTimer.singleShot(0, load_layout)
    QTimer.singleShot(0, window.look_for_untitled)
    if present:
        window.presenter.start_when_open()
    if path is not None:
        QTimer.singleShot(0, lambda: window.opener.open(path))
    elif demo:
        QTimer.singleShot(0, window.opener.open_demo)
    return app.exec()


def screenshots(project: str | Path, folder: str | Path) -> list[Path]:
    """Render the window with ``project``, light and dark, to PNG files in ``folder``; needs no display.

    The project itself is not touched: the window works on a copy.
    """
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    app = make_application()
    written = []
    with tempfile.TemporaryDirectory(prefix="edgeviz-", ignore_cleanup_errors=True) as scratch:
        settings = QSettings(str(Path(scratch) / "settings.ini"), QSettings.Format.IniFormat)
        window = MainWindow(Path(scratch), settings)
        window.measuring.set_enabled(False)
        window.resize(1280, 800)
        window.opener.restore(shutil.copyfile(project, Path(scratch) / "copy.edgeviz"))
        graph = window.document.graph
        if graph is not None and graph.layers:
            window.document.select([graph.layers[min(2, len(graph.layers) - 1)].key])
        for name, chosen in theme.THEMES.items():
            theme.apply_theme(app, chosen)
            window.show()
            _settle(app, window)
            path = target / f"edgeviz_{name}.png"
            window.grab().save(str(path))
            written.append(path)
        window.close()
    return written


def _settle(app: QApplication, window: MainWindow) -> None:
    """Let jobs that the panels started (histograms) come in, for a few seconds at most."""
    done = QTimer()
    done.setSingleShot(True)
    done.start(20_000)
    quiet = 0
    while done.isActive() and quiet < 10:
        app.processEvents()
        quiet = 0 if window.jobs.running else quiet + 1
        QThread.msleep(20)
