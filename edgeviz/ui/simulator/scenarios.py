"""The scenario that is played: chosen, edited with undo, saved as one's own, and kept with the project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from edgeviz.core.adaptive.scenario import Scenario
from edgeviz.core.adaptive.scenario_table import scenario_from_toml, scenario_to_toml
from edgeviz.core.errors import EdgeVizError
from edgeviz.project.scenarios import find_scenario, presets, write_scenario
from edgeviz.ui.document import Document
from edgeviz.ui.texts import shown
from edgeviz.ui.undoing import Edit

#: The scenario that is there at first.
FIRST = "shared_board"


class Scenarios(QObject):
    """``scenario`` as it is now, ``opened`` as it was read under ``key``: a preset's or a path."""

    #: Another scenario is open.
    opened_another = Signal()
    #: The one that is open has been edited.
    changed = Signal()
    failed = Signal(object)

    def __init__(self, box: QComboBox, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._box, self._document, self._window = box, document, parent
        document.shows["scenario"] = self._show
        self.scenario: Scenario | None = None
        self.opened: Scenario | None = None
        self.key = ""
        #: As it was before the drag that goes on.
        self._before: Scenario | None = None
        box.activated.connect(self.choose)

    @property
    def is_edited(self) -> bool:
        return self.scenario != self.opened

    def load(self, kept: Mapping[str, Any]) -> None:
        """Read the presets, and what the project keeps: where that cannot be read, the first preset."""
        with QSignalBlocker(self._box):
            self._box.clear()
            for preset in presets():
                try:
                    self._box.addItem(shown(find_scenario(preset).name), preset)
                except EdgeVizError as error:
                    self.failed.emit(error)
            key = str(kept.get("scenario") or "")
            if self._box.findData(key) < 0 and Path(key).suffix == ".toml":
                try:
                    self._box.addItem(shown(find_scenario(key).name), key)
                except EdgeVizError:
                    key = ""  # it has been moved; what was edited in it is kept all the same
            at = self._box.findData(key)
            self._box.setCurrentIndex(at if at >= 0 else max(0, self._box.findData(FIRST)))
        self.choose()
        table = kept.get("edited")
        if isinstance(table, Mapping) and self.scenario is not None:
            try:
                self._show(scenario_from_toml(table))
            except EdgeVizError:
                return  # the file comes from anybody: what cannot be played is not kept

    def kept(self) -> dict[str, Any]:
        """What the project keeps."""
        found: dict[str, Any] = {"scenario": self.key}
        if self.is_edited and self.scenario is not None:
            found["edited"] = scenario_to_toml(self.scenario)
        return found

    def open(self, path: str) -> None:
        """Add the scenario in the file at ``path`` to the list, and choose it."""
        try:
            scenario = find_scenario(str(Path(path).absolute()))
        except EdgeVizError as error:
            self.failed.emit(error)
            return
        if self._box.findData(path) < 0:
            self._box.addItem(shown(scenario.name), path)
        self._box.setItemText(self._box.findData(path), scenario.name)
        self._box.setCurrentIndex(self._box.findData(path))
        self.choose()

    @Slot()
    def open_file(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Open a scenario"))
        dialog.setNameFilters([self.tr("Scenarios (*.toml)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self.open)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot()
    def choose(self) -> None:
        key = str(self._box.currentData() or "")
        if not key:
            return
        try:
            scenario = find_scenario(key)
        except EdgeVizError as error:
            self._box.setCurrentIndex(self._box.findData(self.key))
            self.failed.emit(error)
            return
        self.scenario = self.opened = scenario
        self.key, self._before = key, None
        self.opened_another.emit()

    # ---- editing

    @Slot(object, bool, str)
    def edit(self, scenario: Scenario, done: bool, text: str) -> None:
        """``done``: whether it is an edit to be undone, rather than one on the way."""
        before = self._before or self.scenario
        self._before = None if done else before
        if not done:
            self._show(scenario)
        elif scenario != before:
            self._document.undo_stack.push(Edit(self._document, "scenario", before, scenario, text))

    @Slot()
    def reset(self) -> None:
        if self.opened is not None and self.is_edited:
            self.edit(self.opened, True, self.tr("Reset the scenario"))

    @Slot()
    def save_as(self) -> None:
        dialog = QFileDialog(self._window, self.tr("Save the scenario"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([self.tr("Scenarios (*.toml)")])
        dialog.setDefaultSuffix("toml")
        dialog.fileSelected.connect(self.save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def save(self, path: str) -> None:
        """Write the scenario as it is to ``path``, named after the file, and go on with that one."""
        if self.scenario is None:
            return
        name = Path(path).stem.replace("_", " ").strip() or self.scenario.name
        try:
            write_scenario(Path(path), replace(self.scenario, name=name))
        except EdgeVizError as error:
            self.failed.emit(error)
            return
        self.open(path)

    def _show(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.changed.emit()
