"""One person's way through the whole program, by real clicks: ``python -m tests.screenshots.journey --output FOLDER``.

Open the demo, sensitivity, front, adopt a point, distil a little, simulate, present, export, report; a picture of each.
``--language ko``: in Korean. Under a real or a virtual display set QT_QPA_PLATFORM=xcb; without one it is offscreen.
Whatever a hand could not do fails: a widget that is hidden, disabled or out of sight is not clicked.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDockWidget,
    QMenu,
    QPushButton,
    QScrollArea,
    QTabBar,
    QToolButton,
    QWidget,
)

from edgeviz.app import make_application
from edgeviz.core.sensitivity import Method
from edgeviz.core.train_request import Method as Teaching
from edgeviz.ui import language, theme
from edgeviz.ui.dialogs.package_dialog import PackageDialog
from edgeviz.ui.dialogs.report_dialog import ReportDialog
from edgeviz.ui.main_window import MainWindow
from edgeviz.ui.plots.tradeoff import TradeoffPanel
from tests.screenshots.shots import make_window, settle

LEFT = Qt.MouseButton.LeftButton
#: Seconds until a job must have ended: a worker imports torch first, on a machine that may be busy.
PATIENCE = 240
DEVICE = "raspberry_pi_4"


class Person:
    """Sees what is on the screen, and has a mouse and a keyboard."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window = window
        self.folder = folder
        self.pictures: list[Path] = []

    def wait(self, done: Callable[[], bool], what: str) -> None:
        clock = QElapsedTimer()
        clock.start()
        while not done():
            if clock.elapsed() > PATIENCE * 1000:
                raise TimeoutError(f"Waited in vain until {what}.")
            QTest.qWait(20)

    def look(self, name: str, widget: QWidget | None = None) -> None:
        """Keep a picture of what is on the screen."""
        settle(self.window)
        path = self.folder / f"{len(self.pictures) + 1:02}_{name}.png"
        if not (widget or self.window).grab().save(str(path)):
            raise OSError(f"Cannot write {path}.")
        self.pictures.append(path)

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        area = widget.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(widget)
        self.wait(lambda: widget.isVisible() and widget.isEnabled(), f"{widget.objectName()} can be clicked")
        at = at or widget.rect().center()
        assert widget.visibleRegion().contains(at), f"{widget.objectName()} is covered or out of sight"
        QTest.mouseMove(widget, at)
        QTest.mouseClick(widget, LEFT, pos=at)

    def open(self, dock: QDockWidget) -> None:
        """By its tab, where it shares its place with others."""
        bars = self.window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        for bar in bars:
            for tab in range(bar.count()):
                if bar.isVisible() and bar.tabText(tab) == dock.windowTitle():
                    self.click(bar, bar.tabRect(tab).center())
        assert not dock.visibleRegion().isEmpty(), dock.windowTitle()

    def choose_in(self, menu: QMenu, action: QAction) -> None:
        bar = self.window.menuBar()
        self.click(bar, bar.actionGeometry(menu.menuAction()).center())
        self.wait(menu.isVisible, f"the menu {menu.title()} is open")
        self.click(menu, menu.actionGeometry(action).center())

    def choose(self, box: QComboBox, row: int) -> None:
        self.click(box)
        view = box.view()
        self.wait(view.isVisible, f"the list of {box.objectName()} is open")
        self.click(view.viewport(), view.visualRect(view.model().index(row, 0)).center())
        assert box.currentIndex() == row

    def write(self, field: QWidget, text: str) -> None:
        self.click(field)
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, text)

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(QApplication.activeModalWidget() or QApplication.activeWindow() or self.window, key)

    def button(self, name: str) -> QWidget:
        found = self.window.findChild(QPushButton, name) or self.window.findChild(QToolButton, name)
        assert found is not None, name
        return found

    def menu_of(self, action: QAction) -> QMenu:
        """The menu of the bar that has ``action``, itself or in a menu inside it."""
        for entry in self.window.menuBar().actions():
            menu = entry.menu()
            if isinstance(menu, QMenu) and action in menu.actions():
                return menu
        raise AssertionError(f"No menu has {action.objectName()}.")

    def dialog(self, action: QAction, kind: type[QDialog]) -> QDialog:
        self.choose_in(self.menu_of(action), action)
        found = [dialog for dialog in self.window.findChildren(kind) if dialog.isVisible()]
        assert len(found) == 1, kind
        return found[0]


def walk(window: MainWindow, folder: Path, results: Path) -> list[Path]:
    """Every step; the package and the report are written into ``results``. Returns the pictures."""
    person = Person(window, folder)
    person.look("start")
    person.click(person.button("demoButton"))
    person.wait(lambda: window.document.graph is not None, "the demo is open")
    person.look("demo")
    devices = [None, *window.device_library.profiles.devices]
    person.choose(window.device_box, devices.index(DEVICE))
    find_front(person)
    adopt(person)
    distil(person)
    simulate(person)
    present(person)
    export(person, results / "package")
    report(person, results / "report.html")
    return person.pictures


def find_front(person: Person) -> None:
    window, document = person.window, person.window.document
    person.open(window.sensitivity_dock)
    box = window.sensitivity.method_box
    person.choose(box, box.findData(Method.HESSIAN))
    person.click(window.sensitivity.run_button)
    person.wait(lambda: window.probing.job is None, "the sensitivity is known")
    assert window.probing.problem == ""
    person.wait(lambda: document.front is not None, "there is a front")
    person.look("sensitivity")
    before = len(document.evaluations)
    person.click(window.budget.verify_button)
    person.wait(lambda: len(document.evaluations) > before, "points of the front are measured")
    person.wait(lambda: not window.jobs.running, "all of them are")
    person.look("front")


def adopt(person: Person) -> None:
    """Click the point of the front with the fewest bytes among those within 3 points of the float model's accuracy."""
    window, document = person.window, person.window.document
    plot: TradeoffPanel = window.tradeoff
    person.wait(lambda: not plot.visibleRegion().isEmpty() and len(plot.cloud.front) > 1, "the plot shows a front")
    floor = max(found.metrics["accuracy"].value for found in document.evaluations if "accuracy" in found.metrics) - 0.03
    good = [
        int(row) for row in plot.cloud.front
        if plot.cloud.evaluations[row].metrics["accuracy"].value >= floor
        and not plot.cloud.evaluations[row].recipe.is_float32
    ]  # fmt: skip
    row = min(good, key=lambda row: float(plot.cloud.evaluations[row].metrics["size"].value))
    wanted = plot.cloud.evaluations[row].recipe
    at = plot.canvas.to_pixels(float(plot._view_x[row]), float(plot._view_y[row])).toPoint()
    person.click(plot.canvas.viewport(), at)
    person.wait(lambda: document.recipe == wanted, "the point is adopted")
    person.look("adopted")


def distil(person: Person) -> None:
    """The bits that were adopted are trained for an epoch, with the float model as teacher."""
    window = person.window
    person.click(person.button("workspaceButton_train"))
    form = window.train.form
    for section in (form.teacher, form.loop):
        if not section.head.isChecked():
            person.click(section.head)
    person.choose(form.teacher.method, form.teacher.method._values.index(Teaching.HINTON))
    person.write(form.loop.epochs, "1")
    person.wait(form.start_button.isEnabled, "the training can start")
    person.click(form.start_button)
    (run,) = window.train.training.runs
    person.wait(lambda: run.is_over, "the training is over")
    assert run.record.error == "" and run.record.model
    person.look("distilled")


def simulate(person: Person) -> None:
    window, panel = person.window, person.window.simulator
    person.click(person.button("workspaceButton_simulate"))
    person.wait(lambda: not panel.is_busy, "the scenario is played")
    person.click(panel.parts.run_button)
    person.wait(lambda: panel.all_seeds.job is None and not panel.is_busy, "all seeds are played")
    assert panel.all_seeds.table is not None
    person.look("simulated")
    person.click(person.button(f"workspaceButton_{window.workspaces.names[0]}"))


def present(person: Person) -> None:
    window = person.window
    person.choose_in(person.menu_of(window.present_action), window.present_action)
    shown = window.presenter.presentation
    assert shown is not None
    shown.showNormal()
    shown.resize(1280, 800)
    for index, step in enumerate(shown.steps):
        if index:
            QTest.keyClick(shown, Qt.Key.Key_Right)
        assert shown.step is step
        person.look(f"present_{step.key}", shown)
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    person.wait(lambda: window.presenter.presentation is None, "the presentation is over")


def export(person: Person, folder: Path) -> None:
    window = person.window
    dialog = person.dialog(window.package_action, PackageDialog)
    assert isinstance(dialog, PackageDialog)
    person.write(dialog.path_edit, str(folder))
    person.click(dialog.export_button)
    person.wait(lambda: dialog.report is not None, "the package is written")
    person.look("exported", dialog)
    assert dialog.report is not None
    assert dialog.report.bytes == sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    person.click(dialog.close_button)


def report(person: Person, path: Path) -> None:
    dialog = person.dialog(person.window.report_action, ReportDialog)
    assert isinstance(dialog, ReportDialog)
    person.write(dialog.path_edit, str(path))
    person.click(dialog.write_button)
    person.wait(lambda: bool(dialog.written), "the report is written")
    person.look("reported", dialog)
    person.click(dialog.close_button)


def go(folder: Path, spoken: str = language.ENGLISH, results: Path | None = None) -> list[Path]:
    """The whole way in the language ``spoken``; returns the pictures that were written into ``folder``."""
    app = make_application()
    theme.apply_theme(app, theme.LIGHT)
    language.apply_language(spoken)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="edgeviz-", ignore_cleanup_errors=True) as scratch:
        window = make_window(Path(scratch) / "data")
        window.activateWindow()
        try:
            return walk(window, folder, results or Path(scratch))
        finally:
            window.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, required=True, help="folder of the pictures")
    parser.add_argument("--language", default=language.ENGLISH, choices=(language.ENGLISH, "ko"))
    given = parser.parse_args()
    for written in go(given.output, given.language):
        print(written)
