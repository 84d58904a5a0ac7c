"""A search space, edited: its choices and settings, how many architectures that makes, and how large they are."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.sizes import Sizes
from edgeviz.core.nas.space import Space, SpaceError
from edgeviz.jobs.events import Failed, Finished
from edgeviz.jobs.spec import JobSpec, Lane
from edgeviz.project.spaces import read_space, write_space
from edgeviz.ui import formatting, theme
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.dialogs.parts import PrimaryButton, StateLabel, heading
from edgeviz.ui.search.library import SpaceLibrary
from edgeviz.ui.search.space_draft import ChoiceDraft, SpaceDraft
from edgeviz.ui.search.space_models import ChoicesModel, SettingsModel
from edgeviz.ui.search.words import count_text
from edgeviz.ui.texts import error_text, kept
from edgeviz.ui.training.fields import ChoiceBox, dress

ENTRY = "edgeviz.engine.nas.sizes:run"
#: Milliseconds of quiet after an edit before sizes are worked out.
QUIET = 600
BUILDERS = ("mnasnet", "elastic", "model")


class SpaceDialog(QDialog):
    """``saved`` carries the space that was kept among the user's own."""

    saved = Signal(object)

    def __init__(
        self, space: Space, classes: int, library: SpaceLibrary, jobs: Jobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("spaceDialog")
        self.setWindowTitle(self.tr("Search space"))
        self.library, self.jobs, self.classes = library, jobs, classes
        self.draft = SpaceDraft.of(space)
        self.space: Space | None = space
        self._job: Job | None = None
        self._timer = QTimer(self, singleShot=True, interval=QUIET)
        self._timer.timeout.connect(self._measure)
        self._build()
        self._show(self.draft)
        self.resize(theme.px(760), theme.px(620))

    # ---- construction

    def _build(self) -> None:
        tr = self.tr
        self.name = QLineEdit()
        dress(self.name, "spaceName", tr("Name"), tr("What the space is called in lists"))
        self.name.textEdited.connect(self._name_edited)
        builders = list(dict.fromkeys((*BUILDERS, self.draft.builder)))
        self.builder = ChoiceBox([(name, name, "") for name in builders])
        dress(self.builder, "spaceBuilder", tr("Builder"), tr("Which rules make a network of the choices"))
        self.builder.changed.connect(self._builder_chosen)
        form = QFormLayout()
        form.setHorizontalSpacing(2 * theme.GRID)
        form.setVerticalSpacing(theme.GRID)
        for title, field in ((tr("Name"), self.name), (tr("Builder"), self.builder)):
            label = QLabel(title)
            label.setBuddy(field)
            form.addRow(label, field)
        self.choices, self.settings = ChoicesModel(self.draft, self), SettingsModel(self.draft, self)
        self.choices_view = self._view("choicesView", tr("Choices"), self.choices, 190)
        self.settings_view = self._view("spaceSettingsView", tr("Settings"), self.settings, 190)
        self.choices.edited.connect(self._edited)
        self.settings.edited.connect(self._edited)
        self.add_button = self._button("addChoice", tr("Add"), tr("A choice behind the selected one"), self.add)
        self.remove_button = self._button(
            "removeChoice", tr("Remove"), tr("Take the selected choices out"), self.remove
        )
        self.up_button = self._button(
            "choiceUp", tr("Up"), tr("Before the choice above: conditions look upwards"), self.up
        )
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(heading(tr("Choices")))
        row.addStretch(1)
        for button in (self.add_button, self.remove_button, self.up_button):
            row.addWidget(button)
        self.count_label = QLabel()
        self.count_label.setObjectName("spaceCount")
        self.sizes_label = QLabel()
        self.sizes_label.setObjectName("spaceSizes")
        self.sizes_label.setProperty("role", "muted")
        self.sizes_label.setWordWrap(True)
        self.problem = StateLabel("spaceProblem")
        self.save_button = PrimaryButton(tr("Save as mine"), "saveSpace")
        self.save_button.clicked.connect(self.save)
        self.delete_button = self._button("deleteSpace", tr("Delete mine"), tr("Delete your own space"), self.delete)
        self.import_button = self._button(
            "importSpace", tr("Import…"), tr("Read a space from a TOML file"), self.choose_import
        )
        self.export_button = self._button(
            "exportSpace", tr("Export…"), tr("Write the space to a TOML file"), self.choose_export
        )
        close = self._button("closeSpace", tr("Close"), tr("Without saving what was changed since"), self.reject)
        below = QHBoxLayout()
        below.setSpacing(2 * theme.GRID)
        for button in (self.import_button, self.export_button, self.delete_button):
            below.addWidget(button)
        below.addStretch(1)
        below.addWidget(close)
        below.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.PADDING, theme.PADDING, theme.PADDING, theme.PADDING)
        layout.setSpacing(2 * theme.GRID)
        layout.addLayout(form)
        layout.addLayout(row)
        layout.addWidget(self.choices_view, 3)
        layout.addWidget(heading(tr("Settings")))
        layout.addWidget(self.settings_view, 1)
        layout.addWidget(self.count_label)
        layout.addWidget(self.sizes_label)
        layout.addWidget(self.problem)
        layout.addLayout(below)

    def _view(self, name: str, title: str, model: ChoicesModel | SettingsModel, width: int) -> QTableView:
        view = QTableView()
        view.setObjectName(name)
        view.setAccessibleName(title)
        view.setModel(model)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.setShowGrid(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(theme.px(theme.ROW_HEIGHT))
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        for column in range(model.columnCount() - 1):
            header.resizeSection(column, theme.px(width))
        view.setMinimumHeight(theme.px(90))
        return view

    def _button(self, name: str, text: str, tip: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        dress(button, name, text, tip)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    # ---- editing

    @Slot(object)
    def _edited(self, draft: SpaceDraft) -> None:
        self._show(draft)

    @Slot()
    def _name_edited(self) -> None:
        self._show(replace(self.draft, name=self.name.text()))

    @Slot()
    def _builder_chosen(self) -> None:
        if self.builder.chosen != self.draft.builder:
            self._show(replace(self.draft, builder=str(self.builder.chosen)))

    @Slot()
    def add(self) -> None:
        """A choice behind the selected one, like it but for its name."""
        rows, choices = self._selected(), self.draft.choices
        at = rows[-1] + 1 if rows else len(choices)
        names = {one.name for one in choices}
        name = next(f"choice{number}" for number in range(1, len(choices) + 2) if f"choice{number}" not in names)
        fresh = ChoiceDraft(name, "1, 2")
        self._show(replace(self.draft, choices=(*choices[:at], fresh, *choices[at:])))
        self.choices_view.selectRow(at)
        self.choices_view.scrollTo(self.choices.index(at, 0))

    @Slot()
    def remove(self) -> None:
        gone = set(self._selected())
        self._show(replace(self.draft, choices=tuple(c for row, c in enumerate(self.draft.choices) if row not in gone)))

    @Slot()
    def up(self) -> None:
        rows = self._selected()
        if rows and rows[0] > 0:
            row, choices = rows[0], list(self.draft.choices)
            choices[row - 1], choices[row] = choices[row], choices[row - 1]
            self._show(replace(self.draft, choices=tuple(choices)))
            self.choices_view.selectRow(row - 1)

    def _selected(self) -> list[int]:
        return sorted({index.row() for index in self.choices_view.selectionModel().selectedRows()})

    # ---- showing

    def _show(self, draft: SpaceDraft) -> None:
        self.draft = draft
        if self.name.text() != draft.name:
            self.name.setText(draft.name)
        self.builder.choose(draft.builder)
        error: SpaceError | None = None
        try:
            self.space = draft.space()
        except SpaceError as found:
            self.space, error = None, found
        for model in (self.choices, self.settings):
            model.show_draft(draft)
            model.show_error(error)
        self.problem.say(error_text(error) if error is not None else "", "bad")
        if self.space is not None:
            self.count_label.setText(self.tr("{} architectures").format(count_text(self.space.count)))
        else:
            self.count_label.setText(self.tr("Not a space yet"))
        for button in (self.save_button, self.export_button):
            button.setEnabled(self.space is not None)
            button.setToolTip("" if self.space is not None else self.problem.text())
        self.delete_button.setEnabled(draft.key in self.library.spaces.own)
        self.delete_button.setToolTip(
            "" if self.delete_button.isEnabled() else self.tr("Only a space that you have saved can be deleted.")
        )
        self.sizes_label.setText(self.tr("working out the sizes…") if self.space is not None else "")
        self._timer.start()

    @Slot()
    def _measure(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if self.space is None:
            return
        arguments = {"space": self.space, "classes": self.classes}
        self._job = self.jobs.submit(JobSpec(ENTRY, kept("Sizes of a space"), arguments, lane=Lane.INTERACTIVE))
        self._job.ended.connect(self._measured)

    @Slot(object)
    def _measured(self, event: object) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        if isinstance(event, Failed):
            self.sizes_label.setText(error_text(event))
        elif isinstance(event, Finished) and isinstance(event.payload, Sizes):
            found = event.payload
            text = self.tr("MACs {} to {}, parameters {} to {}: the ends of the space, and some at random: {} networks")
            parts = [formatting.count(one) for one in (*found.macs, *found.parameters)]
            self.sizes_label.setText(text.format(*parts, formatting.number(found.built)))

    def reject(self) -> None:
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
        super().reject()

    # ---- keeping

    @Slot()
    def save(self) -> None:
        """Keep it among the user's own, under a key made of its name; a shipped space is never overwritten."""
        if self.space is None:
            return
        key = self.draft.key if self.draft.key in self.library.spaces.own else self._free_key()
        try:
            self.library.save(replace(self.space, key=key))
        except EdgeVizError as error:
            self.problem.say(error_text(error), "bad")
            return
        self.saved.emit(self.library.spaces.spaces[key])
        self.accept()

    def _free_key(self) -> str:
        stem = re.sub(r"[^a-z0-9]+", "_", self.draft.name.casefold()).strip("_")[:48] or "space"
        known = self.library.spaces.spaces
        return next(key for key in (stem, *(f"{stem}_{number}" for number in range(2, 10_000))) if key not in known)

    @Slot()
    def delete(self) -> None:
        try:
            self.library.delete(self.draft.key)
        except EdgeVizError as error:
            self.problem.say(error_text(error), "bad")
            return
        self.reject()

    # ---- files

    @Slot()
    def choose_import(self) -> None:
        dialog = QFileDialog(self, self.tr("Import a search space"))
        dialog.setNameFilters([self.tr("Search spaces (*.toml)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(self.import_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def import_file(self, path: str) -> None:
        """Edit the space in a file; it is kept when it is saved."""
        try:
            space = read_space(Path(path))
        except EdgeVizError as error:
            self.problem.say(error_text(error), "bad")
            return
        # Of a key that is taken, nothing is overwritten.
        self._show(SpaceDraft.of(replace(space, key="imported")))

    @Slot()
    def choose_export(self) -> None:
        name = f"{self.draft.key}.toml"
        dialog = QFileDialog(self, self.tr("Export the search space"), name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("Search spaces (*.toml)"))
        dialog.setDefaultSuffix("toml")
        dialog.selectFile(name)
        dialog.fileSelected.connect(self.export_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def export_file(self, path: str) -> None:
        if self.space is None:
            return
        try:
            write_space(Path(path), self.space)
        except EdgeVizError as error:
            self.problem.say(error_text(error), "bad")
