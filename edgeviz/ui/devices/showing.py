"""From a figure to the field of the profile it comes from."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from edgeviz.ui.devices.profile_dialog import ProfileDialog


def show_field(dialog: ProfileDialog, path: str) -> None:
    """Scroll the profile to the field ``path`` and put the keyboard there; nothing where it has none."""
    field = dialog.form.findChild(QLineEdit, f"value_{path.replace('.', '_')}")
    if field is not None:
        layout = dialog.layout()
        if layout is not None:
            layout.activate()
        dialog.form.ensureWidgetVisible(field, 0, 200)
        field.setFocus()
        field.selectAll()
