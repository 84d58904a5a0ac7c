"""Device profiles: looked at, edited, copied, made anew, brought in and handed on."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.device.profile import Device
from edgeviz.core.errors import EdgeVizError
from edgeviz.project.devices import read_profile, write_profile
from edgeviz.ui import theme
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.devices import words
from edgeviz.ui.devices.draft import Draft, Row
from edgeviz.ui.devices.fields import ProfileForm
from edgeviz.ui.devices.library import DeviceLibrary
from edgeviz.ui.devices.machine_probe import MachineProbe
from edgeviz.ui.devices.words_of_errors import other_models, sentence
from edgeviz.ui.dialogs.parts import PrimaryButton, StateLabel, caption

KEY = Qt.ItemDataRole.UserRole


class ProfileDialog(QDialog):
    """Edits are drafts until they are saved; a draft stays while one looks at other profiles."""

    def __init__(
        self, library: DeviceLibrary, key: str = "", parent: QWidget | None = None, jobs: Jobs | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("profileDialog")
        self.setWindowTitle(self.tr("Device profiles"))
        self.library = library
        #: What measures this machine; None where there are no jobs.
        self.probe = MachineProbe(jobs, self) if jobs is not None else None
        self.drafts: dict[str, Draft] = {}
        self._key = ""
        self._deleted: Device | None = None
        self._build()
        self.resize(theme.px(1040), theme.px(700))
        self._fill()
        self.select(key or next(iter(library.profiles.devices), ""))

    # ---- reading

    @property
    def key(self) -> str:
        """The profile that is shown."""
        return self._key

    def device(self) -> Device | None:
        """The shown profile as saved; None for a new one."""
        return self.library.profiles.devices.get(self._key)

    def select(self, key: str) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(KEY) == key:
                self.list.setCurrentRow(row)

    # ---- construction

    def _build(self) -> None:
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self._build_list())
        split.addWidget(self._build_form())
        split.setStretchFactor(1, 1)
        split.setSizes([theme.px(290), theme.px(750)])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.PADDING, theme.PADDING, theme.PADDING, theme.PADDING)
        layout.addWidget(split, 1)
        self.status = StateLabel("profileStatus")
        self.status.setAccessibleName(self.tr("What is wrong with the profile"))
        self.undo_button = self._button("undoDelete", self.tr("Undo"), self.tr("Brings the deleted profile back"))
        self.undo_button.clicked.connect(self.undo_delete)
        self.undo_button.hide()
        self.revert_button = self._button("revertProfile", self.tr("Revert"), self.tr("Back to the profile as saved"))
        self.revert_button.clicked.connect(self.revert)
        self.save_button = PrimaryButton(self.tr("Save profile"), "saveProfile")
        self.save_button.setToolTip(self.tr("Keeps the profile; every figure of this device follows at once"))
        self.save_button.setAutoDefault(False)
        self.save_button.clicked.connect(self.save)
        close = self._button("closeProfiles", self.tr("Close"), self.tr("Close the dialog"))
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(self.status, 100)
        row.addStretch(1)
        for button in (self.undo_button, self.revert_button, self.save_button, close):
            row.addWidget(button)
        layout.addLayout(row)

    def _build_list(self) -> QWidget:
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(0, 0, 0, 0)
        self.list = QListWidget()
        self.list.setObjectName("profileList")
        self.list.setAccessibleName(self.tr("Device profiles"))
        self.list.setSpacing(3)
        self.list.currentItemChanged.connect(self._chosen)
        layout.addWidget(self.list, 1)
        self.new_button = self._button("newProfile", self.tr("New"), self.tr("A profile with nothing in it"))
        self.copy_button = self._button(
            "duplicateProfile", self.tr("Duplicate"), self.tr("A copy under another name, to edit")
        )
        self.delete_button = self._button("deleteProfile", self.tr("Delete"), "")
        self.import_button = self._button("importProfile", self.tr("Import…"), self.tr("Bring in a profile (.toml)"))
        self.export_button = self._button(
            "exportProfile", self.tr("Export…"), self.tr("Write the shown profile to a file (.toml)")
        )
        grid = QGridLayout()
        buttons = (self.new_button, self.copy_button, self.delete_button, self.import_button, self.export_button)
        slots = (self.new, self.duplicate, self.delete, self.choose_import, self.choose_export)
        for at, (button, slot) in enumerate(zip(buttons, slots, strict=True)):
            button.clicked.connect(slot)
            grid.addWidget(button, at // 3, at % 3)
        self.probe_button = self._button("probeMachine", "", "")
        grid.addWidget(self.probe_button, 2, 0, 1, 3)
        self._show_probing(False)
        if self.probe is not None:
            self.probe_button.clicked.connect(self.probe.toggle)
            self.probe.busyChanged.connect(self._show_probing)
            self.probe.found.connect(self._probed)
            self.probe.failed.connect(self._probe_failed)
            self.finished.connect(self.probe.stop)
        else:
            self.probe_button.hide()
        layout.addLayout(grid)
        return side

    def _build_form(self) -> QWidget:
        side = QWidget()
        layout = QVBoxLayout(side)
        layout.setContentsMargins(theme.PADDING, 0, 0, 0)
        self.name = QLineEdit()
        self.name.setObjectName("profileName")
        self.name.setAccessibleName(self.tr("Name of the device"))
        self.name.setToolTip(self.tr("As the device is called everywhere"))
        self.name.textChanged.connect(self._edited)
        self.note = QLineEdit()
        self.note.setObjectName("profileNote")
        self.note.setAccessibleName(self.tr("Note about the device"))
        self.note.textChanged.connect(self._edited)
        head = QGridLayout()
        for row, (title, widget) in enumerate(((self.tr("Name"), self.name), (self.tr("Note"), self.note))):
            label = QLabel(title)
            label.setBuddy(widget)
            head.addWidget(label, row, 0)
            head.addWidget(widget, row, 1)
        layout.addLayout(head)
        self.where = caption(name="profileWhere")
        layout.addWidget(self.where)
        self.form = ProfileForm()
        self.form.edited.connect(self._edited)
        layout.addWidget(self.form, 1)
        return side

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text.rstrip("…"))
        button.setToolTip(tip)
        button.setAutoDefault(False)
        return button

    # ---- what happens

    @Slot()
    def save(self) -> None:
        device, errors = self._draft().device(self._key)
        if device is None:
            self._show_errors(errors)
            return
        try:
            self.library.save(device)
        except EdgeVizError as error:
            self.status.say(str(error), "bad")
            return
        self.drafts.pop(self._key, None)
        self._again(self._key)
        self.status.say(self.tr("Saved. Every figure of {} follows it.").format(device.name), "good")

    @Slot()
    def revert(self) -> None:
        """Back to what is saved; a new profile goes."""
        self.drafts.pop(self._key, None)
        self._again(self._key)

    @Slot()
    def new(self) -> None:
        name = self.tr("New device")
        rows = {"rates.32": Row(), "efficiency": Row("0.3", source=self.tr("typical share of the peak"))}
        self._add(Draft(name, "", rows))
        self.name.setFocus()
        self.name.selectAll()

    @Slot()
    def duplicate(self) -> None:
        draft = self._draft()
        self._add(replace(draft, name=self.tr("{} (copy)").format(draft.name)))
        self.name.setFocus()

    @Slot()
    def delete(self) -> None:
        device = self.device()
        if device is None or self._key not in self.library.profiles.own:
            return
        try:
            self.library.delete(self._key)
        except EdgeVizError as error:
            self.status.say(str(error), "bad")
            return
        self._deleted = device
        self.drafts.pop(self._key, None)
        self._again(self._key)
        if self._key in self.library.profiles.shipped:
            self.status.say(self.tr("Your changes to {} are deleted: it is as shipped.").format(device.name))
        else:
            self.status.say(self.tr("{} is deleted.").format(device.name))
        self.undo_button.show()

    @Slot()
    def undo_delete(self) -> None:
        device, self._deleted = self._deleted, None
        self.undo_button.hide()
        if device is not None:
            self.library.save(device)
            self._again(device.key)

    @Slot()
    def choose_import(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Import a profile"), "", self.tr("Profiles (*.toml)"))
        if path:
            self.import_file(Path(path))

    def import_file(self, path: Path) -> None:
        """Show the profile in ``path`` as a draft: nothing is kept before it is saved."""
        try:
            device = read_profile(path)
        except EdgeVizError as error:
            self.status.say(str(error), "bad")
            return
        self._add(Draft.of(device), device.key)

    @Slot()
    def choose_export(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export the profile"), f"{self._key}.toml", self.tr("Profiles (*.toml)")
        )
        if path:
            self.export_file(Path(path))

    def export_file(self, path: Path) -> None:
        device, errors = self._draft().device(self._key)
        if device is None:
            self._show_errors(errors)
            return
        try:
            write_profile(path, device)
        except EdgeVizError as error:
            self.status.say(str(error), "bad")
            return
        self.status.say(self.tr("Written to {}.").format(path), "good")

    @Slot(bool)
    def _show_probing(self, busy: bool) -> None:
        text = self.tr("Stop measuring this machine") if busy else self.tr("Measure this machine")
        self.probe_button.setText(text)
        self.probe_button.setAccessibleName(text)
        self.probe_button.setToolTip(
            self.tr("Nothing is kept of what was measured so far")
            if busy
            else self.tr("Peak rates, bandwidth and overhead of an operator here, in a few seconds, as a draft")
        )
        if busy:
            self.status.say(self.tr("Measuring: other work on this machine makes it look slower than it is."))

    @Slot(object)
    def _probed(self, device: Device) -> None:
        self.drafts[device.key] = Draft.of(device)
        self._again(device.key)
        self.status.say(self.tr("Measured. Nothing is kept before it is saved."), "good")

    @Slot(str)
    def _probe_failed(self, text: str) -> None:
        self.status.say(text, "bad")

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self._may_close())

    def reject(self) -> None:
        if self._may_close():
            super().reject()

    # ---- internals

    def _may_close(self) -> bool:
        """Drafts are lost with the dialog, so it asks."""
        if not self.drafts:
            return True
        names = ", ".join(draft.name for draft in self.drafts.values())
        buttons = QMessageBox.StandardButton
        answer = QMessageBox.question(
            self,
            self.tr("Device profiles"),
            self.tr("These profiles are not saved: {}. Close and lose the changes?").format(names),
            buttons.Discard | buttons.Cancel,
            buttons.Cancel,
        )
        if answer == buttons.Discard:
            self.drafts.clear()
            return True
        return False

    def _draft(self) -> Draft:
        return Draft(self.name.text(), self.note.text(), self.form.rows())

    def _saved(self, key: str) -> Draft | None:
        device = self.library.profiles.devices.get(key)
        return None if device is None else Draft.of(device)

    def _add(self, draft: Draft, key: str = "") -> None:
        taken = {*self.library.profiles.devices, *self.drafts}
        key = key or slug(draft.name)
        if key in taken:
            key = next(f"{key}-{number}" for number in range(2, len(taken) + 3) if f"{key}-{number}" not in taken)
        self.drafts[key] = draft
        self._again(key)

    def _again(self, key: str) -> None:
        """Fill the list anew and show ``key``, or the first where it is gone."""
        self.status.say("")
        self.undo_button.hide()
        self._fill()
        self.select(key)
        if self.list.currentItem() is None:
            self.list.setCurrentRow(0)

    def _fill(self) -> None:
        profiles = self.library.profiles
        self.list.blockSignals(True)
        self.list.clear()
        names = {key: device.name for key, device in profiles.devices.items()}
        names |= {key: draft.name for key, draft in self.drafts.items()}
        for key in sorted(names, key=lambda key: (names[key].casefold(), key)):
            self.list.addItem(QListWidgetItem())
            self._label(self.list.item(self.list.count() - 1), key, names[key])
        self.list.blockSignals(False)

    def _label(self, item: QListWidgetItem, key: str, name: str) -> None:
        text = name or key
        if key in self.drafts:
            text = self.tr("{} · not saved").format(text)
        elif key in self.library.profiles.own:
            text = self.tr("{} · your own").format(text)
        if item.text() != text:
            item.setText(text)
            item.setToolTip(text)
        item.setData(KEY, key)

    @Slot()
    def _chosen(self) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        self._key = str(item.data(KEY))
        draft = self.drafts.get(self._key) or self._saved(self._key)
        assert draft is not None
        for field, text in ((self.name, draft.name), (self.note, draft.note)):
            field.blockSignals(True)
            field.setText(text)
            field.setCursorPosition(0)
            field.blockSignals(False)
        self.form.show_draft(draft)
        self.form.verticalScrollBar().setValue(0)
        self.status.say("")
        self.undo_button.hide()
        self._check()

    @Slot()
    def _edited(self) -> None:
        draft = self._draft()
        if draft == self._saved(self._key):
            self.drafts.pop(self._key, None)
        else:
            self.drafts[self._key] = draft
        self.undo_button.hide()
        item = self.list.currentItem()
        if item is not None:
            self._label(item, self._key, draft.name)
        self._check()

    def _check(self) -> None:
        """What is wrong is said at its field, while it is typed."""
        profiles, changed = self.library.profiles, self._key in self.drafts
        device, errors = self._draft().device(self._key)
        self._show_errors(errors)
        self.save_button.setEnabled(changed and device is not None)
        self.revert_button.setEnabled(changed)
        self.export_button.setEnabled(device is not None)
        own = self._key in profiles.own
        self.delete_button.setEnabled(own)
        if own and self._key in profiles.shipped:
            tip = self.tr("Takes your changes back: the shipped profile shows again")
        elif own:
            tip = self.tr("Takes this profile away; it can be undone")
        else:
            tip = self.tr("Only your own profiles can be deleted")
        self.delete_button.setToolTip(tip)
        self.note.setToolTip(self.note.text() or self.tr("Anything to know about the device"))
        kept = self.tr("your own") if own else self.tr("shipped") if self.device() is not None else self.tr("new")
        said = [self.tr("{}, {}. Hover over a figure for its meaning and source.").format(f"{self._key}.toml", kept)]
        device = self.device()
        if device is not None and device.timings is not None:
            said += [sentence(device.timings), other_models(device.timings)]
        self.where.setText(" ".join(said))

    def _show_errors(self, errors: dict[str, str]) -> None:
        others = self.form.show_errors(errors)
        # It may be out of sight.
        first = next((path for path in self.form.lines if path in errors), "")
        at_field = self.tr("Mend “{}” first.").format(words.title(first)) if first else ""
        self.status.say(others[0] if others else at_field, "bad" if errors else "")


def slug(name: str) -> str:
    """A key for a device called ``name``."""
    found = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:48]
    return found or "device"
