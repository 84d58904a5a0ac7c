"""The main window: composes the panels, owns the actions, and knows nothing about how anything is computed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QDockWidget,
    QLabel,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QToolBar,
    QWidget,
)

from edgeviz.core.recipe import Recipe
from edgeviz.jobs.events import Failed
from edgeviz.project import recovery
from edgeviz.ui import theme
from edgeviz.ui.advisor.panel import AdvisorPanel
from edgeviz.ui.compare.panel import ComparePanel
from edgeviz.ui.device_box import DeviceBox
from edgeviz.ui.devices.menu import DeviceMenu
from edgeviz.ui.devices.panel import DevicePanel
from edgeviz.ui.dialogs.about_dialog import AboutDialog
from edgeviz.ui.dialogs.error_dialog import ErrorDialog
from edgeviz.ui.figure_bar import FigureBar
from edgeviz.ui.files import Files
from edgeviz.ui.front.budget import BudgetBar
from edgeviz.ui.front.dialogs import FrontDialogs
from edgeviz.ui.front.overlay import FrontOverlay
from edgeviz.ui.graph.panel import GraphPanel
from edgeviz.ui.import_label import ImportLabel
from edgeviz.ui.inspector.panel import InspectorPanel
from edgeviz.ui.jobs.panel import JobsPanel
from edgeviz.ui.jobs.strip import JobsStrip
from edgeviz.ui.layers.panel import LayersPanel
from edgeviz.ui.model_dialogs import ModelDialogs
from edgeviz.ui.parallel.panel import ParallelPanel
from edgeviz.ui.plots.extras import TradeoffExtras
from edgeviz.ui.plots.tradeoff import TradeoffPanel
from edgeviz.ui.presentation.presenter import Presenter
from edgeviz.ui.repairs.panel import RepairsPanel
from edgeviz.ui.search.workspace import SearchWorkspace
from edgeviz.ui.sensitivity.panel import SensitivityPanel
from edgeviz.ui.shell.dock_buttons import DockButtons
from edgeviz.ui.shell.history import HistoryPanel
from edgeviz.ui.shell.pages import Pages
from edgeviz.ui.shell.shares import Share
from edgeviz.ui.shell.shell import Shell
from edgeviz.ui.shell.status_bar import StatusBar
from edgeviz.ui.shell.workspaces import BEHIND, EXPLORE, HIDDEN, Workspaces
from edgeviz.ui.simulator.panel import SimulatorPanel
from edgeviz.ui.start_page import StartPage
from edgeviz.ui.texts import error_text, kept, shown
from edgeviz.ui.theme_menu import ThemeMenu
from edgeviz.ui.training.workspace import TrainWorkspace
from edgeviz.ui.work import Work

Keys = QKeySequence | QKeySequence.StandardKey


class MainWindow(QMainWindow):
    """One window shows one project. ``folder`` holds untitled work and the list of recent files.

    ``work``: what goes on already, where this window takes the place of another one.
    """

    #: Another language was chosen: make the window anew.
    renewRequested = Signal()

    def __init__(self, folder: Path, settings: QSettings, work: Work | None = None) -> None:
        super().__init__()
        self.setObjectName("MainWindow")
        self.setAcceptDrops(True)
        self.settings = settings
        work = self.work = work or Work(folder)
        work.setParent(self)
        self.jobs, self.document, self.opener = work.jobs, work.document, work.opener
        self.files = Files(self.document, self.opener, settings, self)
        self.measuring, self.device_library = work.measuring, work.device_library
        self._tips: dict[str, str] = {}
        self.document.tying.restore(settings)
        self.profiling, self.probing, self.front_finder = work.profiling, work.probing, work.front_finder
        self.workspaces = Workspaces(self, settings)
        with theme.styled_at_the_end():
            self._build_panels()
            self.presenter = Presenter(self)
            self.dialogs = ModelDialogs(self)
            self._build_actions()
            self._build_menus()
            self._build_tool_bar()
        self._connect()
        self.workspaces.begin()
        self._restore_layout()
        self._refresh_recent()
        if self.document.store is not None:
            self.document.announce()

    # ---- construction

    def _build_panels(self) -> None:
        self.start_page = StartPage()
        self.layers = LayersPanel(self.document)
        self.figure_bar = FigureBar(self.document)
        self.tradeoff = TradeoffPanel(self.document)
        self.front_overlay = FrontOverlay(self.tradeoff)
        self.budget = BudgetBar(self.document)
        self.tradeoff.add_below(self.budget)
        self.pins = self.work.pins
        self.tradeoff_extras = TradeoffExtras(self.tradeoff, self.pins)
        self.parallel = ParallelPanel(self.document)
        self.compare = ComparePanel(self.document, self.jobs, self.pins)
        self.front_dialogs = FrontDialogs(self.budget, self.measuring, self)
        self.inspector = InspectorPanel(self.document, self.jobs)
        self.sensitivity = SensitivityPanel(self.document, self.probing)
        self.advisor = AdvisorPanel(self.document, self.probing)
        self.repairs = RepairsPanel(self.document, self.measuring)
        self.jobs_panel = JobsPanel(self.jobs)
        self.device_panel = DevicePanel(self.document, self.device_library)
        self.network = GraphPanel(self.document, self.settings)
        self.train = TrainWorkspace(self.work, self)
        self.search = SearchWorkspace(self.work, self)
        self.pages = Pages()
        self.pages.addWidget(self.start_page)
        self.pages.addWidget(self.layers)
        self.pages.addWidget(self.compare)
        self.pages.addWidget(self.train.curves)
        self.pages.addWidget(self.search.page)
        self.simulator = SimulatorPanel(self.document, self.jobs, self.work.adapting)
        self.pages.addWidget(self.simulator)
        self.setCentralWidget(self.pages)
        self.tradeoff_dock = self._dock(self.tr("Trade-off"), self.tradeoff, Qt.DockWidgetArea.RightDockWidgetArea)
        self.parallel_dock = self._dock(
            self.tr("Parallel coordinates"), self.parallel, Qt.DockWidgetArea.RightDockWidgetArea
        )
        self.device_dock = self._dock(self.tr("Device"), self.device_panel, Qt.DockWidgetArea.RightDockWidgetArea)
        self.tabifyDockWidget(self.tradeoff_dock, self.parallel_dock)
        self.tabifyDockWidget(self.parallel_dock, self.device_dock)
        self.tradeoff_dock.raise_()
        self.network_dock = self._dock(self.tr("Network"), self.network, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.inspector_dock = self._dock(self.tr("Inspector"), self.inspector, Qt.DockWidgetArea.BottomDockWidgetArea)
        area = Qt.DockWidgetArea.BottomDockWidgetArea
        self.sensitivity_dock = self._dock(self.tr("Sensitivity"), self.sensitivity, area)
        self.advisor_dock = self._dock(self.tr("Advisor"), self.advisor, area)
        self.repairs_dock = self._dock(self.tr("Repairs"), self.repairs, area)
        self.jobs_dock = self._dock(self.tr("Jobs"), self.jobs_panel, Qt.DockWidgetArea.BottomDockWidgetArea)
        # Networks are wide: beside the trade-off plot there is room for a few boxes only.
        self.tabifyDockWidget(self.network_dock, self.inspector_dock)
        self.tabifyDockWidget(self.inspector_dock, self.sensitivity_dock)
        self.tabifyDockWidget(self.sensitivity_dock, self.advisor_dock)
        self.tabifyDockWidget(self.advisor_dock, self.repairs_dock)
        self.tabifyDockWidget(self.repairs_dock, self.jobs_dock)
        self.network_dock.raise_()
        self.resizeDocks([self.tradeoff_dock], [508], Qt.Orientation.Horizontal)
        self.resizeDocks([self.inspector_dock], [250], Qt.Orientation.Vertical)
        self.history_dock = self._dock(
            self.tr("History"), HistoryPanel(self.document), Qt.DockWidgetArea.RightDockWidgetArea
        )
        self.history_dock.setProperty(HIDDEN, True)
        self.tabifyDockWidget(self.device_dock, self.history_dock)
        self.tradeoff_dock.raise_()
        left = Qt.DockWidgetArea.LeftDockWidgetArea
        self.train_form_dock = self._dock(self.tr("Training"), self.train.form, left)
        self.runs_dock = self._dock(self.tr("Runs"), self.train.runs, area)
        self.look_dock = self._dock(self.tr("Teacher and student"), self.train.look, area)
        self.tabifyDockWidget(self.jobs_dock, self.runs_dock)
        self.search_form_dock = self._dock(self.tr("Architecture search"), self.search.form, left)
        self.searches_dock = self._dock(self.tr("Searches"), self.search.runs, area)
        self.candidates_dock = self._dock(self.tr("Candidates"), self.search.candidates, area)
        self.search_progress_dock = self._dock(self.tr("Progress"), self.search.progress, area)
        self.matters_dock = self._dock(self.tr("What matters"), self.search.matters, area)
        self.tabifyDockWidget(self.runs_dock, self.searches_dock)
        self.tabifyDockWidget(self.look_dock, self.candidates_dock)
        self.tabifyDockWidget(self.candidates_dock, self.search_progress_dock)
        self.tabifyDockWidget(self.search_progress_dock, self.matters_dock)
        self.network_dock.raise_()
        policies = self.simulator.parts.standings.plot
        self.policies_dock = self._dock(self.tr("Policies"), policies, Qt.DockWidgetArea.RightDockWidgetArea)
        self.policies_dock.setProperty(BEHIND, True)
        self.tabifyDockWidget(self.device_dock, self.policies_dock)
        self.tradeoff_dock.raise_()
        self.workspaces.register(EXPLORE, self.tr("Explore"), page=self.layers)
        beside = (self.tradeoff_dock, self.parallel_dock)
        train_docks = (self.train_form_dock, self.runs_dock, self.look_dock)
        shared = (self.tradeoff_dock, self.network_dock)
        self.workspaces.register("train", self.tr("Train"), self.train.curves, train_docks, shared)
        found_docks = (self.candidates_dock, self.search_progress_dock, self.matters_dock)
        search_docks = (self.search_form_dock, self.searches_dock, *found_docks)
        self.workspaces.register("search", self.tr("Search"), self.search.page, search_docks)
        # Beside the strips: the trade-off plot, and in its place, when it is asked for, that of the policies.
        self.workspaces.register(
            "simulate", self.tr("Simulate"), self.simulator, (self.policies_dock,), (self.tradeoff_dock,)
        )
        self.workspaces.register("compare", self.tr("Compare"), page=self.compare, shared=beside)
        right, below = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        self.workspaces.shares = (
            Share("right", (*beside, self.history_dock), right, 508, 1280, 0.6),
            Share("bottom", (self.network_dock, *self.tabifiedDockWidgets(self.network_dock)), below, 250, 800, 0.3),
            Share("trainForm", (self.train_form_dock,), right, 300, 1280, 0.1),
            Share("look", (self.look_dock,), right, 470, 1280, 0.4),
            Share("searchForm", (self.search_form_dock,), right, 300, 1280, 0.1),
            Share("candidates", found_docks, right, 640, 1280, 0.7),
        )
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        # The form is long: it goes down to the status bar.
        self.setCorner(Qt.Corner.BottomLeftCorner, left)
        self.strip = JobsStrip(self.jobs)
        self.import_label = ImportLabel(self.document, self.measuring)
        self.setStatusBar(StatusBar(self))
        self.statusBar().addWidget(self.strip, 1)
        self.statusBar().addPermanentWidget(self.import_label)

    def _dock(self, title: str, panel: QWidget, area: Qt.DockWidgetArea) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(f"{panel.objectName() or type(panel).__name__}Dock")
        dock.setWidget(panel)
        for name, tip in (
            ("qt_dockwidget_floatbutton", self.tr("Give this panel a window of its own, or take it back")),
            ("qt_dockwidget_closebutton", self.tr("Hide this panel; the View menu shows it again")),
        ):
            button = dock.findChild(QAbstractButton, name)
            if button is not None:
                button.setToolTip(tip)
                button.setAccessibleName(tip)
        DockButtons(dock)
        self.addDockWidget(area, dock)
        self.workspaces.add_dock(dock)
        return dock

    def _action(
        self, name: str, text: str, slot: Callable[..., object], shortcut: Keys | None = None, tip: str = ""
    ) -> QAction:
        action = QAction(text, self)
        action.setObjectName(name)
        if shortcut is not None:
            action.setShortcut(shortcut)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        shown = tip or text.rstrip("…")
        self._tips[name] = f"{shown} ({keys})" if keys else shown
        action.setToolTip(self._tips[name])
        action.setStatusTip(tip)
        action.triggered.connect(slot)
        return action

    def _build_actions(self) -> None:
        tr, keys = self.tr, QKeySequence.StandardKey
        self.open_action = self._action(
            "open", tr("Open…"), self.files.choose, keys.Open, tr("Open a model or a project")
        )
        self.demo_action = self._action("demo", tr("Open the demo"), self.opener.open_demo)
        self.save_action = self._action("save", tr("Save"), self.files.save, keys.Save, tr("Save the project"))
        self.save_as_action = self._action("saveAs", tr("Save as…"), self.files.save_as, QKeySequence("Ctrl+Shift+S"))
        self.data_action = self._action("data", tr("Choose data…"), self.dialogs.choose_data, QKeySequence("Ctrl+D"))
        self.calibrate_action = self._action(
            "calibrate",
            tr("Calibration…"),
            self.dialogs.calibrate,
            QKeySequence("Ctrl+Shift+D"),
            tr("Choose how many samples set the ranges of activations, and how"),
        )
        self.export_action = self._action(
            "export",
            tr("Export model…"),
            self.dialogs.export_model,
            QKeySequence("Ctrl+E"),
            tr("Export the quantized model as ONNX"),
        )
        self.package_action = self._action(
            "exportPackage",
            tr("Export for deployment…"),
            self.dialogs.export_package,
            QKeySequence("Ctrl+Shift+E"),
            tr("Export several formats at once, each read back and compared"),
        )
        self.report_action = self._action(
            "report",
            tr("Report…"),
            self.dialogs.write_report,
            QKeySequence("Ctrl+Shift+R"),
            tr("Write a page for those who decide, a PDF and figures"),
        )
        self.import_recipe_action = self._action("importRecipe", tr("Import recipe…"), self.files.import_recipe)
        self.export_recipe_action = self._action("exportRecipe", tr("Export recipe…"), self.files.export_recipe)
        self.quit_action = self._action("quit", tr("Quit"), self.close, keys.Quit)
        self.undo_action = self.document.undo_stack.createUndoAction(self, tr("Undo"))
        self.undo_action.setShortcut(keys.Undo)
        self.undo_action.setObjectName("undo")
        self.redo_action = self.document.undo_stack.createRedoAction(self, tr("Redo"))
        self.redo_action.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.redo_action.setObjectName("redo")
        # The tool bar keeps its width whatever is undone; the menu and the tooltip say what it is.
        self.undo_action.setIconText(tr("Undo"))
        self.redo_action.setIconText(tr("Redo"))
        self.measure_action = self._action(
            "measure", tr("Measure the current recipe"), self.measuring.measure_now, QKeySequence("F9")
        )
        self.uniform_action = self._action(
            "measureUniform",
            tr("Measure uniform widths"),
            self.measure_uniform,
            QKeySequence("Shift+F9"),
            tr("Evaluate the same width in every layer, from 16 bits to 1, as points of reference"),
        )
        self.layers_action = self._action(
            "measureLayers",
            tr("Measure layers…"),
            self.dialogs.measure_layers,
            QKeySequence("Ctrl+F9"),
            tr("Time each layer in onnxruntime here, with the kernel and the widths that really compute"),
        )
        self.auto_action = self._action("autoMeasure", tr("Measure automatically"), self.measuring.set_enabled)
        self.auto_action.setCheckable(True)
        self.auto_action.setChecked(True)
        self.locate_action = self._action("locate", tr("Locate model…"), self.files.locate_model)
        self.about_action = self._action("about", tr("About EdgeViz"), self.show_about)
        self.reset_layout_action = self._action("resetLayout", tr("Reset the layout"), self.workspaces.reset)
        self.present_action = self._action(
            "present",
            tr("Present"),
            self.presenter.start,
            QKeySequence("F5"),
            tr("The story of this project on the whole screen, step by step, with live figures"),
        )
        self.model_actions = [
            self.present_action,
            self.save_action,
            self.save_as_action,
            self.data_action,
            self.calibrate_action,
            self.export_action,
            self.package_action,
            self.report_action,
            self.import_recipe_action,
            self.export_recipe_action,
            self.measure_action,
            self.uniform_action,
            self.layers_action,
            self.locate_action,
        ]

    def _build_menus(self) -> None:
        tr = self.tr
        file_menu = self.menuBar().addMenu(tr("&File"))
        file_menu.addAction(self.open_action)
        self.recent_menu = QMenu(tr("Open recent"), self)
        file_menu.addMenu(self.recent_menu)
        file_menu.addAction(self.demo_action)
        file_menu.addSeparator()
        file_menu.addActions([self.save_action, self.save_as_action, self.locate_action])
        file_menu.addSeparator()
        file_menu.addActions(
            [
                self.data_action,
                self.import_recipe_action,
                self.export_recipe_action,
                self.export_action,
                self.package_action,
                self.report_action,
            ]
        )
        file_menu.addSeparator()
        file_menu.addAction(self.quit_action)
        edit_menu = self.menuBar().addMenu(tr("&Edit"))
        edit_menu.addActions([self.undo_action, self.redo_action])
        edit_menu.addSeparator()
        edit_menu.addActions(self.layers.actions_for_menu())
        self.layers.offer(self.calibrate_action)
        view_menu = self.menuBar().addMenu(tr("&View"))
        view_menu.addActions(self.workspaces.dock_actions())
        view_menu.addSeparator()
        self.theme_menu = ThemeMenu(self.settings, self)
        view_menu.addMenu(self.theme_menu)
        view_menu.addAction(self.present_action)
        view_menu.addAction(self.reset_layout_action)
        measure_menu = self.menuBar().addMenu(tr("&Measure"))
        measure_menu.addAction(self.calibrate_action)
        measure_menu.addSeparator()
        measure_menu.addActions([self.measure_action, self.uniform_action, self.layers_action, self.auto_action])
        self.device_menu = DeviceMenu(self.document, self.jobs, self.device_library, self.opener.folder, self)
        self.device_menu.failed.connect(self.show_error)
        self.device_menu.said.connect(self.statusBar().showMessage)
        self.menuBar().addMenu(self.device_menu)
        self.menuBar().addMenu(self.train.menu)
        self.menuBar().addMenu(self.search.menu)
        self.menuBar().addMenu(self.simulator.menu)
        help_menu = self.menuBar().addMenu(tr("&Help"))
        help_menu.addAction(self.about_action)
        self.shell = Shell(self, edit_menu, view_menu, help_menu)

    def _build_tool_bar(self) -> None:
        bar = QToolBar(self.tr("Main"), self)
        bar.setObjectName("mainToolBar")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        bar.addActions([self.open_action, self.save_action])
        bar.addSeparator()
        bar.addActions([self.undo_action, self.redo_action])
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        before_device = bar.addWidget(space)
        self.device_box = DeviceBox(self.document, self.device_library)
        self.device_label = QLabel(self.tr("Device "))
        self.device_label.setBuddy(self.device_box)
        bar.addWidget(self.device_label)
        bar.addWidget(self.device_box)
        bar.addSeparator()
        bar.addActions([self.data_action, self.uniform_action, self.export_action])
        self.shell.fill_tool_bar(bar, before_device)
        self.addToolBar(bar)
        self.tool_bar = bar
        self.addToolBarBreak()
        figures = QToolBar(self.tr("Figures"), self)
        figures.setObjectName("figureToolBar")
        figures.setMovable(False)
        figures.addWidget(self.figure_bar)
        self.addToolBar(figures)
        self.figure_tool_bar = figures

    def _connect(self) -> None:
        self.start_page.demoRequested.connect(self.opener.open_demo)
        self.start_page.openRequested.connect(self.files.choose)
        self.start_page.recentRequested.connect(self.opener.open)
        self.start_page.recoverRequested.connect(self.opener.restore)
        self.start_page.discardRequested.connect(self._discard_untitled)
        self.layers.openRequested.connect(self.files.choose)
        self.network.openRequested.connect(self.files.choose)
        self.figure_bar.chooseDataRequested.connect(self.dialogs.choose_data)
        self.inspector.calibrationRequested.connect(self.dialogs.calibrate)
        self.strip.openRequested.connect(self.show_jobs)
        self.tradeoff.evaluateRequested.connect(self.measure_uniform)
        self.advisor.dataRequested.connect(self.dialogs.choose_data)
        self.advisor.uniformRequested.connect(self.measure_uniform)
        self.advisor.sensitivityStarted.connect(self.sensitivity_dock.raise_)
        self.advisor.countChanged.connect(self._count_advice)
        self.budget.verifyRequested.connect(self.verify_front)
        self.device_panel.editRequested.connect(self.device_menu.edit_profile)
        self.pins.said.connect(self._say)
        self.parallel.filtered.connect(self.tradeoff.show_only)
        self.tradeoff_extras.constraint.moved.connect(self.budget.propose)
        self.compare.failed.connect(self.show_error)
        self.train.failed.connect(self.show_error)
        self.train.shownRequested.connect(self._show_train)
        self.search.failed.connect(self.show_error)
        self.search.said.connect(self._say)
        self.search.shownRequested.connect(self._show_search)
        self.search.chooseDataRequested.connect(self.dialogs.choose_data)
        self.search.distilRequested.connect(self._distil_into)
        self.simulator.failed.connect(self.show_error)
        self.simulator.measureRequested.connect(self.measure_uniform)
        self.document.modelChanged.connect(self._show_model)
        self.workspaces.changed.connect(self._show_model)
        self.workspaces.changed.connect(self._give_run_key)
        self.document.pathChanged.connect(self._show_title)
        self.document.dataChanged.connect(self._show_title)
        self.document.writeFailed.connect(self._write_failed)
        self.opener.failed.connect(self.show_error)
        self.files.failed.connect(self.show_error)
        self.files.said.connect(self._say)
        self.files.recentChanged.connect(self._refresh_recent)
        self.recent_menu.aboutToShow.connect(self.files.list_untitled)
        self.measuring.pendingChanged.connect(self.figure_bar.set_pending)
        self.measuring.failed.connect(self._measuring_failed)
        self.profiling.failed.connect(self.show_error)
        self.network.measureRequested.connect(self.dialogs.measure_layers)

    # ---- actions

    @Slot(object)
    def verify_front(self, recipes: tuple[Recipe, ...]) -> None:
        """Measure points of the predicted front; the prediction then learns from them."""
        job = self.measuring.measure_all(recipes, kept("Verify the predicted front"))
        if job is not None:
            self.budget.follow(job)

    @Slot()
    def measure_uniform(self) -> None:
        if self.document.graph is not None and self.measuring.measure_uniform() is None:
            self.statusBar().showMessage(self.tr("All uniform widths are measured already"), 4000)

    @Slot()
    def show_jobs(self) -> None:
        self.jobs_dock.show()
        self.jobs_dock.raise_()

    @Slot()
    def _show_train(self) -> None:
        self.workspaces.switch("train")
        self.train_form_dock.show()

    @Slot()
    def _show_search(self) -> None:
        self.workspaces.switch("search")
        self.search_form_dock.show()

    @Slot(str)
    def _distil_into(self, path: str) -> None:
        """Put the file into the Train form as the student of the open model."""
        self._show_train()
        self.train.distil_into(path)

    @Slot()
    def _give_run_key(self) -> None:
        """Ctrl+Return starts what the workspace is for; in Simulate it is the key of a button there."""
        current = self.workspaces.current
        trains, searches = current not in ("simulate", "search"), current == "search"
        self.train.start_action.setShortcut(QKeySequence("Ctrl+Return" if trains else ""))
        self.search.start_action.setShortcut(QKeySequence("Ctrl+Return" if searches else ""))

    @Slot()
    def show_about(self) -> None:
        AboutDialog(self).open()

    @Slot(object)
    def show_error(self, error: Failed) -> ErrorDialog:
        dialog = ErrorDialog(error, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    # ---- following the document

    @Slot()
    def _show_model(self) -> None:
        """Start page without a model, workspace with one."""
        has_model = self.document.graph is not None
        self.pages.setCurrentWidget((self.workspaces.page or self.layers) if has_model else self.start_page)
        for action in self.model_actions:
            action.setEnabled(has_model)
        graph = self.document.graph
        missing = graph.missing_operators if graph is not None else ()
        for action in (self.measure_action, self.uniform_action, self.export_action, self.package_action):
            action.setEnabled(has_model and not missing)
            why = self.tr("Not possible: these operators are not covered: {}").format(", ".join(missing))
            action.setToolTip(why if missing else self._tips[action.objectName()])
        for widget in (self.figure_tool_bar, self.tool_bar):
            widget.setVisible(has_model)
        self.workspaces.set_available(has_model)
        self._show_title()

    @Slot()
    def _show_title(self) -> None:
        model, store = self.document.project.model, self.document.store
        if model is None:
            self.setWindowTitle("EdgeViz")
            return
        name = model.name if self.document.untitled or store is None else store.path.name
        if model.sha256 in self.document.trained and name != model.name:
            name = self.tr("{} in {}").format(model.name, name)
        self.setWindowTitle(self.tr("{} – EdgeViz").format(name))
        self.setWindowFilePath("" if self.document.untitled or store is None else str(store.path))

    @Slot(object)
    def _write_failed(self, error: Failed) -> None:
        """Say once that the disk refuses, not for every edit that follows."""
        if not any(dialog.isVisible() for dialog in self.findChildren(ErrorDialog)):
            what = self.tr("The last change is not saved. {}").format(shown(error.what))
            self.show_error(Failed("", what, error.remedy, error.details))

    @Slot(object)
    def _measuring_failed(self, event: Failed) -> None:
        for name in ("accuracy", "latency"):
            self.figure_bar.set_failed(name, error_text(event))
        self.statusBar().showMessage(error_text(event), 10_000)

    # ---- layout, drag and drop

    def _restore_layout(self) -> None:
        # Docks that are hidden by now would still ask for room, and the window open too large.
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(1280, 800)
        geometry = self.settings.value("geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        self.layers.restore_state(str(self.settings.value("layersHeader", "")))

    def keep_layout(self) -> None:
        """Put into the settings where everything is, for the next window."""
        self.presenter.end()
        if self.document.graph is not None:
            self.workspaces.save()
            self.settings.setValue("layersHeader", self.layers.save_state())
        self.settings.setValue("geometry", self.saveGeometry())
        self.network.keep_choices()

    @Slot()
    def _refresh_recent(self) -> None:
        self.files.fill_menu(self.recent_menu)
        self.start_page.set_recent(self.files.recent())

    @Slot(int)
    def _count_advice(self, count: int) -> None:
        """The tab says that there is something to read, without taking anybody's place."""
        text = self.tr("Advisor ({})").format(count) if count else self.tr("Advisor")
        self.advisor_dock.setWindowTitle(text)

    @Slot(str)
    def _say(self, text: str) -> None:
        self.statusBar().showMessage(text, 4000)

    @Slot(str)
    def _discard_untitled(self, path: str) -> None:
        recovery.discard(Path(path))
        self.look_for_untitled()

    def look_for_untitled(self) -> None:
        """List untitled work of earlier sessions. Each file is opened for it, so this waits for the first paint."""
        self.start_page.set_recovered(recovery.left_behind(self.opener.folder))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.opener.open(files[0])

    def closeEvent(self, event: QCloseEvent) -> None:
        self.keep_layout()
        self.jobs.shutdown()
        self.document.close()
        super().closeEvent(event)
