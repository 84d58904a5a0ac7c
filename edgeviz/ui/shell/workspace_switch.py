"""The segmented control in the tool bar, and the actions, that go from one workspace to another."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from edgeviz.ui import theme
from edgeviz.ui.shell.workspaces import Workspaces


class WorkspaceSwitch(QWidget):
    """One button for each workspace. With fewer than two there is nothing to switch, and ``is_needed`` is False."""

    neededChanged = Signal(bool)

    def __init__(self, workspaces: Workspaces, owner: QWidget) -> None:
        super().__init__(owner)
        self.setObjectName("workspaceSwitch")
        self.setAccessibleName(self.tr("Workspace"))
        self.workspaces = workspaces
        self.menu = QMenu(self.tr("Workspace"), owner)
        self.menu.setObjectName("workspaceMenu")
        self.group = QActionGroup(self)
        self.group.triggered.connect(self._chosen)
        self._owner = owner
        self._actions: dict[str, QAction] = {}
        self._buttons: list[QToolButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4, 0, 4, 0)
        self._row.setSpacing(0)
        workspaces.changed.connect(self._refresh)
        theme.notifier.changed.connect(self._restyle)
        self._refresh()
        self._restyle()

    @property
    def is_needed(self) -> bool:
        return len(self.workspaces.names) > 1

    # ---- internals

    @Slot()
    def _refresh(self) -> None:
        names = self.workspaces.names
        if names != list(self._actions):
            self._rebuild(names)
        for name, action in self._actions.items():
            action.setChecked(name == self.workspaces.current)
        self.menu.menuAction().setVisible(self.is_needed)
        self.neededChanged.emit(self.is_needed)

    def _rebuild(self, names: list[str]) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        for action in self._actions.values():
            self._owner.removeAction(action)
            self.menu.removeAction(action)
            action.deleteLater()
        self._buttons, self._actions = [], {}
        for number, name in enumerate(names, 1):
            action = QAction(self.workspaces.title(name), self._owner)
            action.setObjectName(f"workspace_{name}")
            action.setCheckable(True)
            action.setData(name)
            # A lone workspace has no entry anywhere, so it gets no key either.
            if number <= 5 and len(names) > 1:
                action.setShortcut(QKeySequence(f"Ctrl+{number}"))
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            tip = self.tr("Go to the workspace {}").format(action.text())
            action.setToolTip(f"{tip} ({keys})" if keys else tip)
            self.group.addAction(action)
            self.menu.addAction(action)
            self._owner.addAction(action)
            self._actions[name] = action
            button = QToolButton(self)
            button.setObjectName(f"workspaceButton_{name}")
            button.setDefaultAction(action)
            button.setAccessibleName(action.text())
            button.setProperty("segment", "true")
            self._row.addWidget(button)
            self._buttons.append(button)

    @Slot(QAction)
    def _chosen(self, action: QAction) -> None:
        self.workspaces.switch(str(action.data()))

    @Slot()
    def _restyle(self) -> None:
        tokens = theme.current()
        self.setStyleSheet(
            f"QToolButton {{ border: 1px solid {tokens.border}; border-radius: 0; padding: 3px 9px;"
            f" margin-left: -1px; }}"
            f"QToolButton:checked {{ background: {tokens.accent}; color: {tokens.on_accent}; font-weight: 600; }}"
            f"QToolButton:focus {{ border: 2px solid {tokens.text}; padding: 2px 8px; }}"
        )
