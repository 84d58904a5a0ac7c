"""Write a report: what it says, what it holds, and as which files."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from edgeviz.jobs.events import Cancelled, Event, Failed, Finished
from edgeviz.jobs.spec import JobSpec, Lane
from edgeviz.report.contents import LONGEST_QUESTION, LONGEST_TITLE, SECTIONS, Request
from edgeviz.resources import LANGUAGES
from edgeviz.ui import formatting, language, stored
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.dialogs.parts import PrimaryButton, StateLabel, caption
from edgeviz.ui.document import Document
from edgeviz.ui.jobs.texts import fraction, left_text
from edgeviz.ui.reporting.gathering import contents_of
from edgeviz.ui.reporting.spoken import spoken
from edgeviz.ui.texts import error_text, kept, shown

ENTRY = "edgeviz.ui.reporting.job:run"
#: What the project keeps of the dialog.
SETTING = "report"
SUFFIX = ".html"
STEPS = 1000


class ReportDialog(QDialog):
    """Closing it cancels what runs. What was typed is kept with the project."""

    def __init__(self, document: Document, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reportDialog")
        self.setWindowTitle(self.tr("Report"))
        self.document = document
        self.jobs = jobs
        #: What was written last, the page first.
        self.written: tuple[str, ...] = ()
        self._job: Job | None = None
        self._build(stored.mapping(document.project.settings.get(SETTING)))
        # A file may appear or vanish while the dialog is open.
        self._watch = QTimer(self, interval=500)
        self._watch.timeout.connect(self._refresh)
        self._watch.start()
        self._propose_title()
        self._refresh()

    # ---- construction

    def _build(self, kept: dict[str, Any]) -> None:
        tr = self.tr
        self.title_edit = self._line("reportTitle", tr("Title"), str(kept.get("title") or ""))
        self.question_edit = QPlainTextEdit(str(kept.get("question") or "")[:LONGEST_QUESTION])
        self.question_edit.setObjectName("reportQuestion")
        self.question_edit.setAccessibleName(tr("Question"))
        self.question_edit.setPlaceholderText(tr("What is to be decided, and within which limits"))
        self.question_edit.setTabChangesFocus(True)
        self.question_edit.setFixedHeight(72)
        self.author_edit = self._line("reportAuthor", tr("Author"), str(kept.get("author") or ""))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(tr("Title"), self.title_edit)
        form.addRow(tr("Question"), self.question_edit)
        form.addRow(tr("Author"), self.author_edit)
        self.language_box = self._build_language(str(kept.get("language") or language.current()))
        form.addRow(tr("Language"), self.language_box)
        form.addRow(tr("Holds"), self._build_sections(kept))
        form.addRow(tr("As"), self._build_kinds(kept))
        self.path_edit = self._line("reportPath", tr("File to write"), str(self._proposal()))
        self.path_edit.textChanged.connect(self._path_changed)
        self.browse_button = self._button("reportBrowse", tr("Browse…"), self._browse)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.path_edit, 1)
        where.addWidget(self.browse_button)
        form.addRow(tr("To"), where)
        self.names = caption("", "reportNames")
        # As wide as the fields: in two lines it is cut off where files exist.
        self.names.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        form.addRow("", self.names)
        self.replace_box = QCheckBox(tr("Replace files that exist there"))
        self.replace_box.setObjectName("reportReplace")
        self.replace_box.setAccessibleName(self.replace_box.text())
        self.replace_box.toggled.connect(self._refresh)
        form.addRow("", self.replace_box)
        self.state = StateLabel("reportState")
        self.state.hide()
        self.progress = QProgressBar()
        self.progress.setObjectName("reportProgress")
        self.progress.setAccessibleName(tr("Progress"))
        self.progress.setTextVisible(False)
        self.progress.setRange(0, STEPS)
        self.progress.hide()
        self.step = caption("", "reportStep")
        self.open_button = self._button("reportOpen", tr("Open"), self.open_written)
        self.open_button.setToolTip(tr("Show what was written in the program that opens such files"))
        self.open_button.hide()
        self.write_button = PrimaryButton(tr("Write report"), "reportWrite")
        self.write_button.setDefault(True)
        self.write_button.clicked.connect(self.start)
        self.close_button = self._button("reportClose", tr("Cancel"), self.stop_or_close)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.open_button)
        buttons.addStretch(1)
        buttons.addWidget(self.write_button)
        buttons.addWidget(self.close_button)
        self.form = QWidget()
        self.form.setLayout(form)
        form.setContentsMargins(0, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(12)
        layout.addWidget(self.form)
        layout.addStretch(1)
        layout.addWidget(self.state)
        layout.addWidget(self.progress)
        layout.addWidget(self.step)
        layout.addLayout(buttons)
        self.resize(640, 470)

    def _line(self, name: str, title: str, text: str) -> QLineEdit:
        longest = 4096 if name == "reportPath" else LONGEST_TITLE
        edit = QLineEdit(text[:longest])
        edit.setObjectName(name)
        edit.setAccessibleName(title)
        edit.setMaxLength(longest)
        return edit

    def _button(self, name: str, text: str, slot: object) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _box(self, name: str, text: str, tip: str, on: bool) -> QCheckBox:
        box = QCheckBox(text)
        box.setObjectName(name)
        box.setAccessibleName(text)
        box.setToolTip(tip)
        box.setChecked(on)
        box.toggled.connect(self._refresh)
        return box

    def _build_language(self, chosen: str) -> QComboBox:
        box = QComboBox()
        box.setObjectName("reportLanguage")
        box.setAccessibleName(self.tr("Language"))
        box.setToolTip(self.tr("What the report says; names of layers, files and devices stay as they are"))
        for code, name in LANGUAGES.items():
            box.addItem(name, code)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.currentIndexChanged.connect(self._propose_title)
        return box

    @Slot()
    def _propose_title(self) -> None:
        """What the title is where none is typed."""
        model = self.document.project.model
        title = spoken(self.language_box.currentData()).translate("Which version of {}?")
        self.title_edit.setPlaceholderText(title.format(model.name if model else ""))

    def _build_sections(self, kept: dict[str, Any]) -> QGridLayout:
        tr = self.tr
        texts = {
            "model": (tr("Model, data and device"), tr("What was measured, on what, and the device's profile")),
            "front": (tr("Front"), tr("The trade-off as a plot that can be clicked, with sliders for budgets")),
            "chosen": (tr("Chosen configurations"), tr("Float, the current recipe and the pinned ones side by side")),
            "layers": (tr("Layers"), tr("The widths of every layer")),
            "replay": (tr("Policies"), tr("Run-time policies played in the scenario of the Simulate workspace")),
            "provenance": (tr("Provenance"), tr("Device, samples, date and interval of every figure")),
            "reproduce": (tr("How to reproduce"), tr("The command line and the recipe with its hash")),
        }
        found = kept.get("sections")
        chosen = found if isinstance(found, list) else list(SECTIONS)
        self.section_boxes = {
            name: self._box(f"reportSection_{name}", *texts[name], name in chosen) for name in SECTIONS
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for index, box in enumerate(self.section_boxes.values()):
            grid.addWidget(box, index // 2, index % 2)
        return grid

    def _build_kinds(self, kept: dict[str, Any]) -> QHBoxLayout:
        tr = self.tr
        found = kept.get("kinds")
        chosen = found if isinstance(found, list) else ["html"]
        texts = {
            "html": (tr("Web page"), tr("One file that opens in any browser, without a network")),
            "pdf": (tr("PDF"), tr("The same on paper")),
            "figures": (tr("Figures", "pictures"), tr("Each figure as SVG and PNG, in a folder")),
        }
        self.kind_boxes = {name: self._box(f"reportKind_{name}", *texts[name], name in chosen) for name in texts}
        row = QHBoxLayout()
        row.setSpacing(16)
        for box in self.kind_boxes.values():
            row.addWidget(box)
        row.addStretch(1)
        return row

    # ---- what is going to be written

    def _proposal(self) -> Path:
        model, store = self.document.project.model, self.document.store
        saved = store.path.parent if store is not None and not self.document.untitled else None
        folder = saved or (Path(model.path).parent if model and Path(model.path).is_file() else Path.home())
        stem = Path(model.name).stem if model else "model"
        return (folder if os.access(folder, os.W_OK) else Path.home()) / f"{stem}-report{SUFFIX}"

    @property
    def target(self) -> Path:
        """The page; a name without its suffix gets it."""
        path = Path(self.path_edit.text().strip())
        with suppress(RuntimeError):
            path = path.expanduser()
        return path if path.name in ("", "..") or path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)

    def targets(self) -> dict[str, Path]:
        """Where each kind that is ticked goes."""
        page = self.target
        every = {"html": page, "pdf": page.with_suffix(".pdf"), "figures": page.with_name(f"{page.stem}-figures")}
        return {name: path for name, path in every.items() if self.kind_boxes[name].isChecked()}

    @property
    def sections(self) -> tuple[str, ...]:
        return tuple(name for name, box in self.section_boxes.items() if box.isChecked())

    def request(self) -> Request:
        where = {name: str(path.absolute()) for name, path in self.targets().items()}
        return Request(
            self.title_edit.text(),
            self.question_edit.toPlainText(),
            self.author_edit.text(),
            self.sections,
            language=self.language_box.currentData(),
            **where,
        )

    @Slot()
    def _path_changed(self) -> None:
        self.replace_box.setChecked(False)
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        """Say what is wrong, or what will be written; files that exist are replaced only when that is ticked."""
        if self._job is not None:
            return
        taken, problem = False, ""
        try:
            problem = self._problem()
            if not problem:
                taken = any(path.exists() for path in self.targets().values())
                self.names.setText(", ".join(path.name for path in self.targets().values()))
        except (OSError, ValueError) as error:
            reason = (error.strerror if isinstance(error, OSError) else "") or str(error)
            problem = self.tr("This name cannot be used: {}.").format(reason)
        self.replace_box.setVisible(taken)
        if problem:
            self.names.setText("")
            self._say(problem, "bad")
        elif self.state.property("problem"):
            self._say("")
        self.state.setProperty("problem", bool(problem))
        self.write_button.setEnabled(not problem and (not taken or self.replace_box.isChecked()))

    def _problem(self) -> str:
        if not self.path_edit.text().strip() or not self.target.name:
            return self.tr("Choose a file to write.")
        if not any(box.isChecked() for box in self.kind_boxes.values()):
            return self.tr("Tick at least one of web page, PDF and figures.")
        if not self.sections:
            return self.tr("Tick at least one part that the report holds.")
        with suppress(FileNotFoundError, NotADirectoryError):
            os.lstat(self.target)
        if self.target.is_dir():
            return self.tr("{} is a folder. Add a file name.").format(self.target)
        if not self.target.parent.is_dir():
            return self.tr("The folder {} does not exist.").format(self.target.parent)
        if not os.access(self.target.parent, os.W_OK):
            return self.tr("The folder {} may not be written to. Choose another one.").format(self.target.parent)
        return ""

    @Slot()
    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Report"), str(self.target))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # It is asked for in this dialog, in the same way for a typed name.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setNameFilter(f"HTML (*{SUFFIX})")
        dialog.setDefaultSuffix(SUFFIX[1:])
        dialog.selectFile(self.target.name)
        dialog.fileSelected.connect(self.path_edit.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # ---- writing

    @Slot()
    def start(self) -> None:
        if self._job is not None or self.document.graph is None or not self.write_button.isEnabled():
            return
        request = self.request()
        self._keep(request)
        arguments = {
            "contents": contents_of(self.document),
            "request": request,
            "replace": self.replace_box.isChecked(),
        }
        title = kept("Report {}").format(self.target.name)
        self._job = self.jobs.submit(JobSpec(ENTRY, title, arguments, light=True, lane=Lane.INTERACTIVE))
        self._job.changed.connect(self._show_progress)
        self._job.ended.connect(self._ended)
        self.form.setEnabled(False)
        self.write_button.setEnabled(False)
        self.open_button.hide()
        self.progress.show()
        self._say("")
        self._show_progress()

    def _keep(self, request: Request) -> None:
        kinds = [name for name, box in self.kind_boxes.items() if box.isChecked()]
        texts = {"title": request.title, "question": request.question, "author": request.author}
        # Only a choice is kept: otherwise the report speaks as the window does.
        if request.language != language.current():
            texts["language"] = request.language
        self.document.set_setting(SETTING, {**texts, "sections": list(request.sections), "kinds": kinds})

    @Slot()
    def _show_progress(self) -> None:
        job = self._job
        if job is None:
            return
        share = fraction(job)
        self.progress.setRange(0, 0 if share is None else STEPS)
        self.progress.setValue(round((share or 0) * STEPS))
        text = shown(job.progress.text) if job.progress else ""
        if job.cancel_event.is_set():
            text = self.tr("Cancelling…")
        left = left_text(job)
        self.step.setText(" · ".join(part for part in (text, left) if part))

    @Slot(object)
    def _ended(self, event: Event) -> None:
        self._job = None
        self.progress.hide()
        self.step.setText("")
        self.form.setEnabled(True)
        self.close_button.setEnabled(True)
        self.replace_box.setChecked(False)
        if isinstance(event, Finished):
            self.written = event.payload
            sizes = sum(Path(path).stat().st_size for path in self.written if Path(path).is_file())
            self._say(self.tr("Written, {} in all.").format(formatting.size(sizes)), "good")
            self.open_button.show()
            self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
            self.close_button.setText(self.tr("Close"))
        elif isinstance(event, Failed):
            self._say(error_text(event), "bad")
        elif isinstance(event, Cancelled):
            self._say(self.tr("The report was cancelled; nothing was written."), "warning")
        self._refresh()

    def _say(self, text: str, state: str = "") -> None:
        self.state.say(text, state)

    @Slot()
    def open_written(self) -> None:
        if self.written:
            QDesktopServices.openUrl(QUrl.fromLocalFile(self.written[0]))

    # ---- leaving

    @Slot()
    def stop_or_close(self) -> None:
        """Cancel what runs; without anything, close."""
        if self._job is not None:
            self._job.cancel()
            self.close_button.setEnabled(False)
        else:
            self.accept() if self.written else self.reject()

    def reject(self) -> None:
        """Esc: the first one cancels what runs, the next one closes."""
        if self._job is not None and not self._job.cancel_event.is_set():
            self.stop_or_close()
            return
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job is not None:
            self._job.cancel()
        super().closeEvent(event)
