"""A constant of the chosen device's profile edited in place, as an undo step.

A profile that comes with EdgeViz stays as it is: the user's own of the same key stands in for it from the first edit
on, as after saving in the profile dialog, and goes again with the undo that makes the two equal.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from edgeviz.core.device.profile import Device
from edgeviz.core.errors import EdgeVizError
from edgeviz.ui.devices import words
from edgeviz.ui.devices.draft import Draft, Row
from edgeviz.ui.devices.library import DeviceLibrary
from edgeviz.ui.document import Document
from edgeviz.ui.undoing import Edit


class ConstantsEditing(QObject):
    """Every change is on disk, and in every figure, before ``set`` returns."""

    #: Why a value was not taken.
    refused = Signal(str)

    def __init__(self, document: Document, library: DeviceLibrary, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._library = library
        document.shows["constant"] = self._apply

    @Slot(str, str)
    def set(self, path: str, text: str) -> None:
        """Give the field ``path`` of the chosen device the value ``text``, in the unit shown. Its source is gone."""
        device = self._document.device
        if device is None:
            return
        device = self._library.profiles.devices.get(device.key, device)
        old, new = Draft.of(device).row(path), Row(text, source=self.tr("set by hand"))
        _, errors = _with_row(device, path, new)
        if errors:
            self.refused.emit(next(iter(errors.values())))
            return
        what = self.tr("{} of {}").format(words.title(path), device.name)
        before, after = (device.key, path, old), (device.key, path, new)
        self._document.undo_stack.push(Edit(self._document, "constant", before, after, what))

    def _apply(self, change: tuple[str, str, Row]) -> None:
        """One field of a profile gets another value; what else is edited of the profile meanwhile stays."""
        key, path, row = change
        chosen = self._document.device
        device = self._library.profiles.devices.get(key, chosen if chosen is not None and chosen.key == key else None)
        if device is None:
            self.refused.emit(self.tr("The profile {} is gone: bring it back in the profile dialog.").format(key))
            return
        found, errors = _with_row(device, path, row)
        if found is None:
            self.refused.emit(next(iter(errors.values())))
            return
        shipped = self._library.profiles.shipped.get(key)
        try:
            if shipped is not None and Draft.of(shipped) == Draft.of(found):
                self._library.delete(key)
            else:
                self._library.save(found)
        except EdgeVizError as error:
            self.refused.emit(str(error))
            return
        known = self._library.profiles.devices.get(key)
        if chosen is not None and chosen.key == key and known is not None and known != self._document.device:
            self._document.set_device(known)


def _with_row(device: Device, path: str, row: Row) -> tuple[Device | None, dict[str, str]]:
    draft = Draft.of(device)
    return replace(draft, rows={**draft.rows, path: row}).device(device.key)
