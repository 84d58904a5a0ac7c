"""The list of jobs: what runs, what waits, what came out, and why something failed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListView,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from edgeviz.jobs.events import Failed
from edgeviz.ui import theme
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.dialogs.parts import StateLabel, caption, fixed_font
from edgeviz.ui.formatting import number
from edgeviz.ui.jobs.delegate import JobDelegate
from edgeviz.ui.jobs.model import JobsModel
from edgeviz.ui.texts import error_text


class JobsPanel(QWidget):
    """Newest first. Esc cancels the focused job; the line below says what went wrong with it."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("jobsPanel")
        self.model = JobsModel(jobs, self)
        self.list = QListView()
        self.list.setObjectName("jobsList")
        self.list.setAccessibleName(self.tr("Jobs, newest first"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(JobDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.empty = caption(self.tr("Nothing has run yet. Measuring, exporting and searching appear here."))
        self.empty.setObjectName("jobsEmpty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.empty)

        self.count = QLabel()
        self.count.setObjectName("jobsCount")
        self.count.setForegroundRole(self.palette().ColorRole.PlaceholderText)
        self.cancel_button = self._button("cancelJob", self.tr("Cancel"), self.cancel_current)
        self.cancel_button.setToolTip(self.tr("Cancel the selected job (Esc)"))
        self.clear_button = self._button("clearJobs", self.tr("Clear finished"), self._clear)
        self.clear_button.setToolTip(self.tr("Take the jobs that are over off the list; their results stay"))
        header = QHBoxLayout()
        header.setSpacing(8)
        header.addWidget(self.count)
        header.addStretch(1)
        header.addWidget(self.cancel_button)
        header.addWidget(self.clear_button)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(8)
        layout.addLayout(header)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self._build_error())
        for signal in (self.model.rowsInserted, self.model.modelReset):
            signal.connect(self._rows_changed)
        self.model.dataChanged.connect(self._data_changed)
        theme.notifier.changed.connect(self.list.viewport().update)
        self._rows_changed()

    def _build_error(self) -> QWidget:
        self.error_box = QWidget()
        self.error_box.setObjectName("jobError")
        self.what = StateLabel("jobErrorWhat")
        self.what.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details = QPlainTextEdit()
        self.details.setObjectName("jobErrorDetails")
        self.details.setAccessibleName(self.tr("Details of the error"))
        self.details.setReadOnly(True)
        self.details.setFont(fixed_font())
        self.details.setFixedHeight(96)
        self.details_button = self._button("jobDetailsButton", self.tr("Details"), self._toggle_details)
        self.details_button.setCheckable(True)
        self.copy_button = self._button("copyJobError", self.tr("Copy"), self.copy_error)
        self.copy_button.setToolTip(self.tr("Copy the whole message, details included"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.what, 1)
        row.addWidget(self.details_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self.error_box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.details)
        self.details.hide()
        self.error_box.hide()
        return self.error_box

    def _button(self, name: str, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.clicked.connect(slot)
        return button

    # ---- the current job

    @property
    def current(self) -> Job | None:
        return self.model.job(self.list.currentIndex())

    @Slot()
    def cancel_current(self) -> None:
        job = self.current
        if job is not None:
            job.cancel()

    @Slot()
    def copy_error(self) -> None:
        job = self.current
        if job is not None and isinstance(job.end, Failed):
            parts = (job.spec.title, job.end.what, job.end.remedy, job.end.details)
            QGuiApplication.clipboard().setText("\n\n".join(part.strip() for part in parts if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        job = self.current
        if event.key() == Qt.Key.Key_Escape and job is not None and not job.is_over:
            job.cancel()
            event.accept()
        else:
            super().keyPressEvent(event)

    # ---- internals

    @Slot()
    def _clear(self) -> None:
        self.model.clear_ended()

    @Slot()
    def _rows_changed(self) -> None:
        if self.model.rowCount() and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))
        self.pages.setCurrentWidget(self.list if self.model.rowCount() else self.empty)
        self._show_current()

    @Slot()
    def _data_changed(self) -> None:
        self._show_current()

    @Slot()
    def _show_current(self, *_: QModelIndex) -> None:
        job = self.current
        open_jobs = len(self.model.jobs.running)
        self.count.setText(self.tr("{} under way").format(number(open_jobs)) if open_jobs else self.tr("All done"))
        self.count.setVisible(self.model.rowCount() > 0)
        self.cancel_button.setEnabled(job is not None and not job.is_over and not job.cancel_event.is_set())
        self.clear_button.setEnabled(self.model.has_ended)
        failed = job.end if job is not None and isinstance(job.end, Failed) else None
        self.error_box.setVisible(failed is not None)
        if failed is not None:
            self.what.say(error_text(failed), "bad")
            self.details_button.setVisible(bool(failed.details))
            if self.details.toPlainText() != failed.details:
                self.details.setPlainText(failed.details)

    @Slot()
    def _toggle_details(self) -> None:
        self.details.setVisible(self.details_button.isChecked())

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        cancel = menu.addAction(self.tr("Cancel"), self.cancel_current)
        cancel.setEnabled(self.cancel_button.isEnabled())
        copy = menu.addAction(self.tr("Copy the error"), self.copy_error)
        copy.setEnabled(self.error_box.isVisible())
        menu.addAction(self.tr("Clear finished"), self._clear).setEnabled(self.clear_button.isEnabled())
        menu.popup(self.list.viewport().mapToGlobal(at))
