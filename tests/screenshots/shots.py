"""Renders the start page, the workspaces, every dock, every dialog and the presentation to PNG files.

Docks are found from the window. A dialog needs a line in ``DIALOGS``; the test beside this module fails while a class
of ``edgeviz/ui`` that derives from QDialog has none.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QSettings, Qt, QThread
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from edgeviz.app import make_application
from edgeviz.core.adaptive.policies.rules import Rules
from edgeviz.core.timing import Timing
from edgeviz.jobs.events import Failed
from edgeviz.ui import language, theme
from edgeviz.ui.adaptive.bundle_dialog import BundleDialog
from edgeviz.ui.devices.profile_dialog import ProfileDialog
from edgeviz.ui.dialogs.calibration_dialog import CalibrationDialog
from edgeviz.ui.dialogs.data_dialog import DataDialog
from edgeviz.ui.dialogs.export_dialog import ExportDialog
from edgeviz.ui.dialogs.measure_dialog import MeasureDialog
from edgeviz.ui.dialogs.package_dialog import PackageDialog
from edgeviz.ui.dialogs.report_dialog import ReportDialog
from edgeviz.ui.main_window import MainWindow
from edgeviz.ui.simulator.choices import Source
from tests.project.test_adaptive_models import model as sample_adaptive_model
from tests.screenshots.searched import add_search

SIZES = {"1280x800": (1280, 800), "1920x1080": (1920, 1080)}

TRACEBACK = """Traceback (most recent call last):
  File "edgeviz/ui/layers/model.py", line 210, in data
    return self._columns[index.column()].text(row)
IndexError: list index out of range
"""


def _palette(window: MainWindow, text: str) -> QDialog:
    dialog = window.shell.show_palette()
    dialog.edit.setText(text)
    return dialog


def _open(dialog: QDialog) -> QDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def _error(window: MainWindow) -> QDialog:
    what = "Cannot read resnet.onnx: the file ends after 4,000 bytes."
    dialog = window.show_error(Failed("", what, "Export it again.", "expected 102,400 bytes"))
    dialog.details_button.setChecked(True)
    return dialog


def _crash(window: MainWindow) -> QDialog:
    dialog = window.shell.show_crash(TRACEBACK)
    dialog.details_button.setChecked(True)
    return dialog


def _details(window: MainWindow) -> QDialog:
    graph = window.document.graph
    assert graph is not None
    window.document.select([graph.layers[0].key])
    dialog = window.inspector.show_details()
    assert dialog is not None
    return dialog


LOG = """2026-01-01 10:00:00,000 INFO EdgeViz 0.1.0 started
2026-01-01 10:00:04,213 INFO Open digits.onnx: finished after 1.2 s
2026-01-01 10:01:30,007 ERROR Measure the current recipe: digits.npz is not there any more.
Choose the data again.
2026-01-01 10:02:11,590 INFO Measure the current recipe: finished after 3.4 s
"""


def _log(window: MainWindow) -> QDialog:
    window.shell.log_path.write_text(LOG)
    return window.shell.show_log()


def _about(window: MainWindow) -> QDialog:
    window.show_about()
    return next(dialog for dialog in window.findChildren(QDialog) if dialog.objectName() == "aboutDialog")


def _hosts(window: MainWindow) -> QDialog:
    dialog = window.device_menu.remote_menu.edit_hosts()
    assert dialog is not None
    return dialog


def _space(window: MainWindow) -> QDialog:
    window.workspaces.switch("search")
    dialog = window.search.edit_space()
    assert dialog is not None
    return dialog


def _train_candidate(window: MainWindow) -> QDialog:
    if window.search.choosing.trial is None:
        add_search(window)
    dialog = window.search.train_fully()
    assert dialog is not None
    return dialog


#: name -> what opens it on the demo.
def _packaged(window: MainWindow) -> QDialog:
    """Written to a folder that is gone when the program ends; what cannot be written says why."""
    dialog = _open(PackageDialog(window.document, window.jobs, window))
    folder = tempfile.TemporaryDirectory(prefix="edgeviz-shots-")
    dialog.finished.connect(lambda: folder.cleanup())
    dialog.path_edit.setText(f"{folder.name}/package")
    for row in range(dialog.model.rowCount()):
        dialog.model.setData(dialog.model.index(row, 0), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    dialog.start()
    return dialog


def _bundle(window: MainWindow) -> QDialog:
    """With a policy that the program in a bundle cannot follow."""
    made = sample_adaptive_model(Path(tempfile.mkdtemp()))
    dialog = BundleDialog(made, Rules(), None, window)
    dialog.policy_box.choose("alert")
    dialog.open()
    return dialog


DIALOGS: dict[str, Callable[[MainWindow], QDialog]] = {
    "about": _about,
    "adaptive": lambda window: window.simulator.models.show_make(),
    "bundle": _bundle,
    "calibration": lambda window: _open(CalibrationDialog(window.document, window.jobs, window)),
    "crash": _crash,
    "deep_compression": lambda window: window.train.show_deep(),
    "data": lambda window: _open(DataDialog(window.document, window.jobs, window)),
    "documents": lambda window: window.shell.show_documents(),
    "error": _error,
    "details": _details,
    "against_greedy": lambda window: window.front_dialogs.show_against_greedy(),
    "limits": lambda window: window.front_dialogs.show_limits(),
    "hosts": _hosts,
    "export": lambda window: _open(ExportDialog(window.document, window.jobs, window)),
    "export_package": lambda window: _open(PackageDialog(window.document, window.jobs, window)),
    "export_package_done": _packaged,
    "log": _log,
    "measure_layers": lambda window: _open(MeasureDialog(Timing(), "", window)),
    "palette": lambda window: _palette(window, ""),
    "palette_search": lambda window: _palette(window, "meas"),
    "palette_layers": lambda window: _palette(window, "@block"),
    "profiles": lambda window: _open(ProfileDialog(window.device_box.library, "raspberry_pi_4", window, window.jobs)),
    "prune_sensitivity": lambda window: window.train.show_suggest(),
    "report": lambda window: _open(ReportDialog(window.document, window.jobs, window)),
    "search_space": _space,
    "settings": lambda window: window.shell.show_settings(),
    "shortcuts": lambda window: window.shell.show_shortcuts(),
    "tour": lambda window: window.shell.show_tour(),
    "train_candidate": _train_candidate,
}


def settle(window: MainWindow, seconds: float = 60) -> None:
    """Let jobs that panels and dialogs started come in; gives up after ``seconds``."""
    app = QApplication.instance()
    assert app is not None
    clock = QElapsedTimer()
    clock.start()
    quiet = 0
    # Longer than any panel waits for a further change before it asks for something.
    while quiet < 20 and clock.elapsed() < seconds * 1000:
        app.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        quiet = 0 if window.jobs.running or window.simulator.is_busy else quiet + 1
        QThread.msleep(15)


def make_window(folder: Path, size: tuple[int, int] = (1280, 800)) -> MainWindow:
    """A window that measures nothing by itself and keeps its files in ``folder``."""
    window = MainWindow(folder, QSettings(str(folder / "settings.ini"), QSettings.Format.IniFormat))
    window.measuring.set_enabled(False)
    window.resize(*size)
    window.show()
    return window


def open_demo(window: MainWindow) -> None:
    """The demo with an edit behind it, so that every panel has something to show."""
    window.opener.open_demo()
    graph = window.document.graph
    assert graph is not None
    window.document.adopt(window.document.evaluations[4].recipe, "Adopt a point of the front")
    window.document.select([graph.layers[2].key])
    settle(window)


def take(
    target: Path,
    sizes: Sequence[str] = tuple(SIZES),
    themes: Sequence[str] = (),
    only: Sequence[str] = (),
    spoken: str = language.ENGLISH,
) -> Iterator[Path]:
    """Render what ``only`` names (all by default) in the language ``spoken``; yield each file when it is written."""
    target.mkdir(parents=True, exist_ok=True)
    app = make_application()
    language.apply_language(spoken)
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="edgeviz-", ignore_cleanup_errors=True) as scratch:
            window = make_window(Path(scratch), SIZES[size])
            try:
                for path, widget in _pictures(window, target, size, themes or tuple(theme.THEMES), only, app):
                    if not widget.grab().save(str(path)):
                        raise OSError(f"Cannot write {path}.")
                    yield path
            finally:
                window.close()


def _pictures(
    window: MainWindow, target: Path, size: str, themes: Sequence[str], only: Sequence[str], app: QApplication
) -> Iterator[tuple[Path, QWidget]]:
    def wanted(name: str) -> bool:
        return not only or any(name.startswith(start) for start in only)

    def picture(name: str, widget: QWidget) -> tuple[Path, QWidget]:
        settle(window)
        return target / f"{name}_{theme.current().name}_{size}.png", widget

    def in_theme() -> Iterator[tuple[Path, QWidget]]:
        for name in filter(lambda name: wanted(f"workspace_{name}"), window.workspaces.names):
            window.workspaces.switch(name)
            if name == "search" and window.search.choosing.trial is None:
                add_search(window)
            if name == "simulate":
                # The demo's recipes have no latency of this machine; the scenario brings networks of its own.
                window.simulator.parts.choices.set_source(Source.SCENARIO)
                settle(window)
                window.simulator.all_seeds.run()
            yield picture(f"workspace_{name}", window)
        window.workspaces.switch(window.workspaces.names[0])
        # Some docks belong to several workspaces.
        for dock in dict.fromkeys(dock for name in window.workspaces.names for dock in window.workspaces.docks(name)):
            name = f"dock_{dock.objectName().removesuffix('Dock')}"
            if wanted(name):
                was_hidden = dock.isHidden()
                dock.show()
                dock.raise_()
                yield picture(name, dock)
                dock.setVisible(not was_hidden)
        for name, show in DIALOGS.items():
            if wanted(f"dialog_{name}"):
                dialog = show(window)
                yield picture(f"dialog_{name}", dialog)
                dialog.close()
                settle(window)
        if wanted("present"):
            yield from _presented(window, target, theme.current().name, size)

    def apply(chosen: str) -> None:
        theme.apply_theme(app, theme.THEMES[chosen])

    for chosen in filter(lambda _: wanted("start"), themes):
        apply(chosen)
        yield picture("start", window)
    open_demo(window)
    # Every change of the theme dresses the whole window anew: one for each theme, not one for each picture.
    for chosen in themes:
        apply(chosen)
        yield from in_theme()


def _presented(window: MainWindow, target: Path, chosen: str, size: str) -> Iterator[tuple[Path, QWidget]]:
    """Every step, and the speaker's notes."""
    window.presenter.start()
    shown = window.presenter.presentation
    assert shown is not None
    shown.showNormal()
    shown.resize(*SIZES[size])
    for index, step in enumerate(shown.steps):
        shown.go(index)
        settle(window)
        yield target / f"present_{step.key}_{chosen}_{size}.png", shown
    shown.toggle_notes()
    assert shown.notes is not None
    yield target / f"present_notes_{chosen}_{size}.png", shown.notes
    shown.close()
    settle(window)
