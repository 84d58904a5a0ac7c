"""The search spaces as the window knows them: one place to change them, one signal that they changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from edgeviz.core.nas.space import Space
from edgeviz.project import spaces
from edgeviz.project.spaces import Spaces


class SpaceLibrary(QObject):
    """Every change is on disk before ``changed`` tells of it. Files are read when somebody asks for the first time."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._spaces: Spaces | None = None

    @property
    def spaces(self) -> Spaces:
        if self._spaces is None:
            self._spaces = spaces.load_spaces()
        return self._spaces

    def save(self, space: Space) -> None:
        """Keep ``space`` among the user's own. Raises EdgeVizError."""
        spaces.save_own(space)
        self._reload()

    def delete(self, key: str) -> None:
        """Take an own space away. Raises EdgeVizError."""
        spaces.delete_own(key)
        self._reload()

    def _reload(self) -> None:
        self._spaces = spaces.load_spaces()
        self.changed.emit()
