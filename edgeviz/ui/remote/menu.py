"""Measure on…: the remote devices that are known, and the dialog for them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from edgeviz.core.device.host import Host
from edgeviz.core.errors import EdgeVizError
from edgeviz.jobs.events import Failed
from edgeviz.project.hosts import load_hosts
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.remote.hosts_dialog import HostsDialog
from edgeviz.ui.remote.measuring import RemoteMeasuring


class RemoteMenu(QMenu):
    """Reads the file anew whenever it is opened. ``folder`` is the user's data folder."""

    failed = Signal(object)

    def __init__(self, document: Document, jobs: Jobs, folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("remoteMenu")
        self.setTitle(self.tr("Measure on a remote device"))
        self.setToolTipsVisible(True)
        self.document = document
        self.jobs = jobs
        self.folder = folder
        self.measuring = RemoteMeasuring(document, jobs, self)
        self.measuring.failed.connect(self.failed)
        # It belongs to the window: a menu that is cleared deletes its own actions.
        self.hosts_action = QAction(self.tr("Remote devices…"), parent)
        self.hosts_action.setObjectName("remoteDevices")
        self.hosts_action.setToolTip(self.tr("Add, edit and test devices that are reached over ssh"))
        self.hosts_action.triggered.connect(self.edit_hosts)
        self._error: Failed | None = None
        self.refresh()
        self.aboutToShow.connect(self.refresh)
        document.modelChanged.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        try:
            hosts, self._error = load_hosts(self.folder), None
        except EdgeVizError as error:
            hosts, self._error = [], Failed("", error.what, error.remedy, error.details)
        graph = self.document.graph
        self.clear()
        for host in hosts:
            # An & in a name would be taken for the mark of a shortcut.
            action = QAction(host.name.replace("&", "&&"), self)
            action.setObjectName(f"measureOn_{host.name}")
            action.setData(host)
            action.setToolTip(
                self.tr("Measure the latency, in seconds, of the float model and the current recipe on {}").format(
                    host.target
                )
            )
            action.setEnabled(graph is not None and graph.runs)
            action.triggered.connect(self._chosen)
            self.addAction(action)
        if hosts:
            self.addSeparator()
        self.addAction(self.hosts_action)

    @Slot()
    def _chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction) and isinstance(action.data(), Host):
            self.measuring.measure(action.data())

    @Slot()
    def edit_hosts(self) -> HostsDialog | None:
        """None where the file of remote devices cannot be read: it is not overwritten."""
        self.refresh()
        if self._error is not None:
            self.failed.emit(self._error)
            return None
        parent = self.parentWidget()
        dialog = HostsDialog(self.jobs, self.folder, parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.refresh)
        dialog.open()
        return dialog
