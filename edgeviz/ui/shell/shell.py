"""What surrounds the panels: palette, settings, history, log, help. The window makes it once, with its menus."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QDockWidget, QMenu, QToolBar, QWidget

from edgeviz.ui.dialogs.crash_dialog import CrashDialog
from edgeviz.ui.language_menu import LanguageMenu
from edgeviz.ui.palette.buttons import Place, button_entries
from edgeviz.ui.palette.dialog import PaletteDialog
from edgeviz.ui.palette.entries import entries_of, plain
from edgeviz.ui.palette.layers import layer_entries
from edgeviz.ui.plots import motion
from edgeviz.ui.shell import log_file
from edgeviz.ui.shell.preferences import Preferences
from edgeviz.ui.shell.workspace_switch import WorkspaceSwitch
from edgeviz.ui.theme_menu import apply_chosen_theme, show_theme

if TYPE_CHECKING:
    from edgeviz.ui.main_window import MainWindow


_Dialog = TypeVar("_Dialog", bound=QDialog)


class Shell(QObject):
    """Adds its actions to the menus of ``window``, which are not empty. Dialogs are made when they are asked for."""

    def __init__(self, window: MainWindow, edit: QMenu, view: QMenu, help_menu: QMenu) -> None:
        super().__init__(window)
        self.window = window
        self.preferences = Preferences(window.settings, self)
        self.preferences.changed.connect(self._preference_changed)
        self.job_log = log_file.JobLog(window.jobs, self)
        self.switch = WorkspaceSwitch(window.workspaces, window)
        tip = self.tr("Find and run any command, or go to a layer")
        text = self.tr("Command palette…")
        self.palette_action = self._action("palette", text, self.show_palette, "Ctrl+Shift+P", tip)
        # The tool bar has room for a short word.
        self.palette_action.setIconText(self.tr("Commands"))
        tip = self.tr("Give the panel that has the focus a window of its own, or take it back")
        self.float_action = self._action("floatPanel", self.tr("Undock or dock the panel"), self.float_panel, "", tip)
        self.settings_action = self._action("settings", self.tr("Settings…"), self.show_settings, "Ctrl+,")
        self.tour_action = self._action("tour", self.tr("Tour"), self.show_tour, "F1")
        tip = self.tr("A page for each lab with its methods, sources and benchmarks, in English")
        self.documents_action = self._action("documents", self.tr("Documents"), self.show_documents, "", tip)
        self.shortcuts_action = self._action("shortcuts", self.tr("Keyboard shortcuts"), self.show_shortcuts, "Ctrl+F1")
        self.log_action = self._action("log", self.tr("Log…"), self.show_log)
        edit.addSeparator()
        edit.addAction(self.settings_action)
        first = view.actions()[0]
        view.insertAction(first, self.palette_action)
        view.insertMenu(first, self.switch.menu)
        view.insertSeparator(first)
        self.language_menu = LanguageMenu(self.preferences, window)
        view.insertMenu(window.present_action, self.language_menu)
        view.addAction(self.float_action)
        about = help_menu.actions()[0]
        help_menu.insertActions(
            about, [self.tour_action, self.documents_action, self.shortcuts_action, self.log_action]
        )
        help_menu.insertSeparator(about)
        window.auto_action.toggled.connect(self._auto_toggled)
        for name in ("reducedMotion", "autoMeasure", "recentFiles", "calibrationSamples", "timing"):
            self._preference_changed(name)

    def fill_tool_bar(self, bar: QToolBar, before: QAction | None) -> None:
        """Put the workspaces in front of ``before`` and the search at the end."""
        place = bar.insertWidget(before, self.switch) if before is not None else bar.addWidget(self.switch)
        place.setVisible(self.switch.is_needed)
        self.switch.neededChanged.connect(place.setVisible)
        bar.addAction(self.palette_action)
        # Five workspaces fit into 1280 pixels beside them; menus and tooltips have the whole words.
        for action, text in (
            (self.window.data_action, self.tr("Data")),
            (self.window.uniform_action, self.tr("Uniform")),
            (self.window.export_action, self.tr("Export")),
        ):
            action.setIconText(text)

    @property
    def log_path(self) -> Path:
        return self.window.opener.folder / log_file.NAME

    # ---- actions

    @Slot()
    def show_palette(self) -> PaletteDialog:
        entries = [e for e in entries_of(self.window, self.reason) if e.text != plain(self.palette_action.text())]
        if self.window.document.graph is not None:
            # Asking for the actions again would fill menus anew, and the ones that are listed would be gone.
            taken = {entry.text for entry in entries}
            entries += button_entries(self._places(), taken, self.tr("Not possible as things are"))
        dialog = PaletteDialog(entries, layer_entries(self.window.document), self.window)
        return self._open(dialog)

    def _places(self) -> list[Place]:
        """The panels of every workspace."""
        found: dict[QWidget, Place] = {}
        workspaces = self.window.workspaces
        for name in workspaces.names:
            page = workspaces.page_of(name)
            if page is not None:
                found[page] = Place(workspaces.title(name), page, partial(workspaces.switch, name))
            for dock in workspaces.docks(name):
                if dock.widget() is not None:
                    place = Place(dock.windowTitle(), dock.widget(), partial(self._reach, name, dock))
                    found.setdefault(dock.widget(), place)
        return list(found.values())

    def _reach(self, workspace: str, dock: QDockWidget) -> None:
        """Bring a dock to the front, in the current workspace where it is part of that."""
        workspaces = self.window.workspaces
        if dock not in workspaces.docks(workspaces.current):
            workspaces.switch(workspace)
        dock.show()
        dock.raise_()

    def reason(self, action: QAction) -> str:
        """Why a disabled action is disabled, and what enables it."""
        document = self.window.document
        if action in (self.window.undo_action, self.window.redo_action):
            return self.tr("Nothing to undo") if action is self.window.undo_action else self.tr("Nothing to redo")
        if document.graph is None:
            return self.tr("Open a model first")
        if action.toolTip() != plain(action.text()) and action.toolTip() != action.text():
            # What the window says about it: an operator that is not covered, a job that is running.
            tip = action.toolTip()
            if not tip.startswith(plain(action.text())):
                return tip
        if action in self.window.layers.actions():
            if document.selection:
                return self.tr("Not possible for the selected layers")
            return self.tr("Select a layer first")
        return self.tr("Not possible as things are")

    @Slot()
    def float_panel(self) -> None:
        """What a dock's button does, for those who use no mouse."""
        at: QWidget | None = self.window.focusWidget()
        while at is not None and not isinstance(at, QDockWidget):
            at = at.parentWidget()
        if isinstance(at, QDockWidget):
            at.setFloating(not at.isFloating())
        else:
            self.window.statusBar().showMessage(self.tr("Go into a panel first, by Tab or a click"), 4000)

    @Slot()
    def show_settings(self) -> QDialog:
        from edgeviz.ui.dialogs.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self.preferences, self.window.opener.folder, self.window)
        dialog.previewed.connect(self._preview_theme)
        return self._open(dialog)

    @Slot()
    def show_tour(self) -> QDialog:
        from edgeviz.ui.help.tour_dialog import TourDialog

        return self._show_beside(TourDialog)

    @Slot()
    def show_documents(self) -> QDialog:
        from edgeviz.ui.help.tour_dialog import DocumentsDialog

        return self._show_beside(DocumentsDialog)

    def _show_beside(self, kind: type[QDialog]) -> QDialog:
        """One dialog of this kind, beside the window."""
        found = self.window.findChild(kind)
        if found is not None:
            found.raise_()
            found.activateWindow()
            return found
        dialog = kind(self.window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        return dialog

    @Slot()
    def show_shortcuts(self) -> QDialog:
        from edgeviz.ui.help.shortcuts_dialog import ShortcutsDialog

        return self._open(ShortcutsDialog(self.window))

    @Slot()
    def show_log(self) -> QDialog:
        from edgeviz.ui.dialogs.log_dialog import LogDialog

        return self._open(LogDialog(self.log_path, self.window))

    def show_crash(self, error: str) -> CrashDialog:
        """``error`` is the traceback of something that the program did not expect."""
        return self._open(CrashDialog(error, self.log_path, self.window))

    # ---- internals

    @Slot(str)
    def _preview_theme(self, name: str) -> None:
        show_theme(name)

    @Slot(bool)
    def _auto_toggled(self, enabled: bool) -> None:
        self.preferences.set_value("autoMeasure", enabled)

    @Slot(str)
    def _preference_changed(self, name: str) -> None:
        """Let a preference take effect."""
        window, preferences = self.window, self.preferences
        if name == "theme":
            apply_chosen_theme(window.settings)
            window.theme_menu.refresh()
        elif name == "language":
            window.renewRequested.emit()
        elif name == "reducedMotion":
            motion.set_reduced(preferences.reduced_motion)
        elif name == "autoMeasure":
            window.auto_action.setChecked(preferences.auto_measure)
            if window.measuring.enabled != preferences.auto_measure:
                window.measuring.set_enabled(preferences.auto_measure)
        elif name == "recentFiles":
            window.files.most_recent = preferences.recent_files
            window.files.recentChanged.emit()
        elif name == "calibrationSamples":
            window.document.calibration_samples = preferences.calibration_samples
        elif name == "timing":
            window.measuring.set_timing(preferences.timing)
            window.device_menu.calibrating.threads = preferences.timing.threads

    def _open(self, dialog: _Dialog) -> _Dialog:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _action(self, name: str, text: str, slot: Callable[..., object], keys: str = "", tip: str = "") -> QAction:
        action = QAction(text, self.window)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(keys))
        shown = tip or plain(text)
        native = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{shown} ({native})" if native else shown)
        action.setStatusTip(tip)
        action.triggered.connect(slot)
        return action
