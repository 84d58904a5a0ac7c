"""Every key of the window, as the actions have it now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from edgeviz.ui.palette.entries import actions_of, keys_text, plain


class ShortcutsDialog(QDialog):
    """Show it with ``open()``. The list is made from ``window``'s actions, so it cannot be out of date."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setObjectName("shortcutsDialog")
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.rows = [
            (plain(action.text()), path, keys_text(action)) for path, action in actions_of(window) if keys_text(action)
        ]
        self.filter = QLineEdit()
        self.filter.setObjectName("shortcutsFilter")
        self.filter.setAccessibleName(self.tr("Filter"))
        self.filter.setPlaceholderText(self.tr("Filter by command or key"))
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._filter)
        self.tree = QTreeWidget()
        self.tree.setObjectName("shortcutsTree")
        self.tree.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.tree.setHeaderLabels([self.tr("Command"), self.tr("Keys")])
        self.tree.setRootIsDecorated(False)
        self.tree.setIndentation(12)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        groups: dict[str, QTreeWidgetItem] = {}
        for text, path, keys in self.rows:
            if path not in groups:
                groups[path] = QTreeWidgetItem(self.tree, [path or self.tr("Window"), ""])
                groups[path].setFlags(Qt.ItemFlag.ItemIsEnabled)
                font = self.tree.font()
                font.setBold(True)
                groups[path].setFont(0, font)
            QTreeWidgetItem(groups[path], [text, keys])
        self.tree.expandAll()
        buttons = QDialogButtonBox()
        self.copy_button = QPushButton(self.tr("Copy"))
        self.copy_button.setObjectName("copyShortcuts")
        self.copy_button.setToolTip(self.tr("Copy the list as text"))
        self.copy_button.clicked.connect(self.copy)
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.setObjectName("closeShortcuts")
        self.close_button.setToolTip(self.tr("Close the list"))
        self.close_button.clicked.connect(self.accept)
        for button in (self.copy_button, self.close_button):
            button.setAccessibleName(button.text())
            button.setAutoDefault(button is self.close_button)
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.close_button, QDialogButtonBox.ButtonRole.AcceptRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.filter)
        layout.addWidget(self.tree, 1)
        layout.addWidget(buttons)
        self.resize(560, 600)
        self.filter.setFocus()

    @property
    def text(self) -> str:
        """The list as it is copied: keys, command and menu, separated by tabs."""
        return "\n".join("\t".join((keys, text, path)) for text, path, keys in self.rows)

    @Slot()
    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)

    @Slot(str)
    def _filter(self, typed: str) -> None:
        wanted = typed.strip().lower()
        for group in (self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount())):
            if group is None:
                continue
            rows = [row for n in range(group.childCount()) if (row := group.child(n)) is not None]
            for row in rows:
                row.setHidden(wanted not in f"{row.text(0)} {row.text(1)}".lower())
            group.setHidden(all(row.isHidden() for row in rows))
