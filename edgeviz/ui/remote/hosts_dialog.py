"""Remote devices: add, edit, remove and test those that are reached over ssh."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.device.host import MAX_THREADS, Host
from edgeviz.core.errors import EdgeVizError
from edgeviz.jobs.events import Failed, Finished
from edgeviz.jobs.spec import JobSpec, Lane
from edgeviz.project.hosts import load_hosts, save_hosts
from edgeviz.ui import formatting
from edgeviz.ui.bridge import Job, Jobs
from edgeviz.ui.dialogs.parts import PrimaryButton, StateLabel, caption
from edgeviz.ui.texts import error_text, kept, shown

#: The fields of a host as they are typed; a host may be impossible until it is saved or tested.
Typed = dict[str, str | int]
NEW: Typed = {"name": "", "address": "", "port": 0, "user": "", "identity": "", "python": "python3", "threads": 0}


class HostsDialog(QDialog):
    """Show it with ``open()``. Nothing is kept before "Save devices"; ``folder`` is the user's data folder.

    Raises EdgeVizError when the file of remote devices cannot be read.
    """

    def __init__(self, jobs: Jobs, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hostsDialog")
        self.setWindowTitle(self.tr("Remote devices"))
        self.jobs = jobs
        self.folder = folder
        self._typed: list[Typed] = [host.to_toml() for host in load_hosts(folder)]
        self._job: Job | None = None
        self._fields: dict[str, QLineEdit | QSpinBox] = {}
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addLayout(self._build_list(), 2)
        columns.addWidget(self._build_form(), 5)
        self.message = StateLabel("hostMessage")
        self.message.setMinimumHeight(self.message.fontMetrics().lineSpacing() * 5)
        self.message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.message.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.message.setAccessibleName(self.tr("Result of the test"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 12)
        layout.setSpacing(12)
        layout.addWidget(
            caption(
                self.tr(
                    "Models are sent over your own ssh and timed there; nothing is installed and no port is opened. "
                    "The device needs Python 3.8 or newer, numpy and onnxruntime."
                )
            )
        )
        layout.addLayout(columns, 1)
        layout.addWidget(self.message)
        layout.addWidget(self._build_buttons())
        # A larger font needs a larger window: the layout would squeeze the labels of the form instead.
        self.resize(QSize(720, 480).expandedTo(self.sizeHint()))
        self._fill(0)
        self.finished.connect(self._cancel_test)

    # ---- construction

    def _build_list(self) -> QVBoxLayout:
        self.list = QListWidget()
        self.list.setObjectName("hostList")
        self.list.setAccessibleName(self.tr("Remote devices"))
        self.list.setToolTip(self.tr("The devices that can be measured on"))
        self.list.currentRowChanged.connect(self._show)
        self.add_button = self._button("addHost", self.tr("Add"), self.tr("Add a remote device"))
        self.add_button.clicked.connect(self.add)
        self.remove_button = self._button("removeHost", self.tr("Remove"), self.tr("Remove the selected device"))
        self.remove_button.clicked.connect(self.remove)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addWidget(self.remove_button)
        column = QVBoxLayout()
        column.addWidget(self.list, 1)
        column.addLayout(row)
        return column

    def _build_form(self) -> QWidget:
        tr = self.tr
        self.form = QWidget()
        form = QFormLayout(self.form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._text(form, "name", tr("Name"), tr("How this device is called here"), tr("Raspberry Pi in the lab"))
        about = tr("Host name, IP address, or a name of your ssh configuration")
        self._text(form, "address", tr("Address"), about, "192.168.0.20")
        self._spin(form, "port", tr("Port"), 65535, tr("Port of the ssh server"), tr("As ssh is configured"))
        self._text(form, "user", tr("User"), tr("Who logs in there"), tr("As ssh is configured"))
        browse = self._button("browseIdentity", tr("Browse…"), tr("Choose the private key"))
        browse.clicked.connect(self._browse)
        about = tr("The private key; one with a passphrase must be in ssh-agent")
        self._text(form, "identity", tr("Identity file"), about, tr("As ssh is configured"), browse)
        about = tr("The command that starts Python there, such as ~/venv/bin/python")
        self._text(form, "python", tr("Python command"), about, "python3")
        about = tr("Threads that onnxruntime uses there")
        self._spin(form, "threads", tr("Threads"), MAX_THREADS, about, tr("All cores"))
        self.test_button = self._button(
            "testHost", tr("Test connection"), tr("Connect, and look for Python, numpy and onnxruntime there")
        )
        self.test_button.clicked.connect(self.test)
        form.addRow("", self.test_button)
        return self.form

    def _build_buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.save_button = PrimaryButton(self.tr("Save devices"), "saveHosts")
        self.save_button.setToolTip(self.tr("Keep the list for every project"))
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        cancel = self._button("cancelHosts", self.tr("Cancel"), self.tr("Leave everything as it was"))
        cancel.clicked.connect(self.reject)
        buttons.addButton(self.save_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        return buttons

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        return button

    def _text(
        self, form: QFormLayout, name: str, title: str, tip: str, hint: str, beside: QWidget | None = None
    ) -> None:
        field = QLineEdit()
        field.setPlaceholderText(hint)
        field.setMaxLength(1024)
        field.textEdited.connect(self._take)
        self._named(field, name, title, tip)
        if beside is None:
            form.addRow(title, field)
            return
        row = QHBoxLayout()
        row.addWidget(field, 1)
        row.addWidget(beside)
        form.addRow(title, row)

    def _spin(self, form: QFormLayout, name: str, title: str, most: int, tip: str, zero: str) -> None:
        field = QSpinBox()
        field.setRange(0, most)
        field.setSpecialValueText(zero)
        # As high as the lines around it: by itself it cuts the letters that reach below the line.
        field.setMinimumHeight(QLineEdit().sizeHint().height())
        field.valueChanged.connect(self._take)
        self._named(field, name, title, tip)
        form.addRow(title, field)

    def _named(self, field: QLineEdit | QSpinBox, name: str, title: str, tip: str) -> None:
        field.setObjectName(f"host_{name}")
        field.setAccessibleName(title)
        field.setToolTip(tip)
        self._fields[name] = field

    # ---- what happens

    @Slot()
    def add(self) -> None:
        self._typed.append(dict(NEW))
        self._fill(len(self._typed) - 1)
        self._fields["name"].setFocus()

    @Slot()
    def remove(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            del self._typed[row]
            self._fill(min(row, len(self._typed) - 1))

    @Slot()
    def save(self) -> None:
        """Keep the list and close; what is impossible is said, and selected."""
        hosts = []
        for row in range(len(self._typed)):
            host = self._host(row)
            if host is None:
                self.list.setCurrentRow(row)
                self._host(row)
                return
            hosts.append(host)
        try:
            save_hosts(hosts, self.folder)
        except EdgeVizError as error:
            self._say(error_text(error), "bad")
            return
        self.accept()

    @Slot()
    def test(self) -> None:
        """Connect to the selected device; a second click ends a test that is running."""
        if self._job is not None:
            self._cancel_test()
            return
        host = self._host(self.list.currentRow())
        if host is None:
            return
        title = kept("Test the connection to {}").format(host.name)
        spec = JobSpec("edgeviz.engine.remote.probe:run", title, {"host": host}, light=True, lane=Lane.INTERACTIVE)
        self._job = self.jobs.submit(spec)
        self._job.changed.connect(self._tested_so_far)
        self._job.ended.connect(self._tested)
        self.test_button.setText(self.tr("Stop the test"))
        self._say(self.tr("Connecting to {}…").format(host.target))

    @Slot()
    def _tested_so_far(self) -> None:
        if self._job is not None and self.sender() is self._job and self._job.progress is not None:
            self._say(f"{shown(self._job.progress.text)}…")

    @Slot(object)
    def _tested(self, event: object) -> None:
        if self._job is None or self.sender() is not self._job:
            return
        self._job = None
        self.test_button.setText(self.tr("Test connection"))
        if isinstance(event, Finished):
            self._say(self._found(event.payload), "good")
        elif isinstance(event, Failed):
            last = event.details.strip().splitlines()[-1:] if event.details else []
            self._say("\n".join([shown(event.what), shown(event.remedy), *last]), "bad")
        else:
            self._say(self.tr("The test was stopped."))

    def _found(self, found: dict[str, object]) -> str:
        cores = int(str(found.get("cores", 0)))
        facts = [
            str(found.get("board") or found.get("cpu") or ""),
            self.tr("1 core") if cores == 1 else self.tr("{} cores").format(cores),
            self.tr("Python {}").format(found.get("python")),
            self.tr("numpy {}").format(found.get("numpy")),
            self.tr("onnxruntime {}").format(found.get("onnxruntime")),
        ]
        memory, available, degrees = (found.get(name) for name in ("memory", "available", "temperature"))
        if isinstance(memory, int) and isinstance(available, int):
            text = self.tr("{} of {} memory free")
            facts.append(text.format(formatting.size(available), formatting.size(memory)))
        if found.get("governor"):
            facts.append(self.tr("governor {}").format(found["governor"]))
        if isinstance(degrees, int | float):
            facts.append(self.tr("{} °C").format(formatting.number(degrees, 0)))
        return self.tr("Ready to measure.") + "\n" + formatting.joined(facts)

    @Slot()
    def _cancel_test(self) -> None:
        if self._job is not None:
            self._job.cancel()

    @Slot()
    def _browse(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose the private key"), str(Path.home() / ".ssh"))
        field = self._fields["identity"]
        if path and isinstance(field, QLineEdit):
            field.setText(path)
            self._take()

    @Slot()
    def _take(self) -> None:
        row = self.list.currentRow()
        if row < 0:
            return
        for name, field in self._fields.items():
            self._typed[row][name] = field.value() if isinstance(field, QSpinBox) else field.text().strip()
        self.list.item(row).setText(self._title(row))
        self._say("")

    @Slot(int)
    def _show(self, row: int) -> None:
        self._cancel_test()
        shown = self._typed[row] if 0 <= row < len(self._typed) else NEW
        for name, field in self._fields.items():
            with QSignalBlocker(field):
                if isinstance(field, QSpinBox):
                    field.setValue(int(shown[name]))
                else:
                    field.setText(str(shown[name]))
        self.form.setEnabled(row >= 0)
        self.remove_button.setEnabled(row >= 0)
        self._say("" if row >= 0 else self.tr("No remote device yet: add one."))

    # ---- internals

    def _fill(self, row: int) -> None:
        with QSignalBlocker(self.list):
            self.list.clear()
            self.list.addItems([self._title(index) for index in range(len(self._typed))])
            self.list.setCurrentRow(row if self._typed else -1)
        self._show(self.list.currentRow())

    def _title(self, row: int) -> str:
        typed = self._typed[row]
        return str(typed["name"] or typed["address"] or self.tr("New device"))

    def _host(self, row: int) -> Host | None:
        """The host of a row; None after having said why it is none. Without a name it is called as its address."""
        typed = self._typed[row]
        try:
            return Host.from_toml({**typed, "name": str(typed["name"] or typed["address"] or "?")})
        except EdgeVizError as error:
            self._say(error_text(error), "bad")
            return None

    def _say(self, text: str, state: str = "") -> None:
        self.message.say(text, state)
        # It keeps its room, so that the form does not jump while a test speaks.
        self.message.setVisible(True)
