"""The dialog of remote devices, and measuring on one of them over a real sshd."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from edgeviz.core.device.host import Host
from edgeviz.core.recipe import Recipe
from edgeviz.project.hosts import hosts_file, load_hosts, save_hosts
from edgeviz.project.store import Store
from edgeviz.resources import resource
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.device_box import DeviceBox
from edgeviz.ui.devices.library import DeviceLibrary
from edgeviz.ui.document import Document
from edgeviz.ui.remote.hosts_dialog import HostsDialog
from edgeviz.ui.remote.menu import RemoteMenu
from tests.engine.remote.sshd import Server, serve
from tests.ui.conftest import uniform_recipe

PATIENCE = 120_000
HOST = Host("Pi & co", "pi.local", user="pi", threads=4)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    yield from serve(tmp_path_factory.mktemp("ssh"))


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shutdown()


@pytest.fixture
def dialog(qtbot: QtBot, jobs: Jobs, tmp_path: Path) -> HostsDialog:
    save_hosts([HOST], tmp_path)
    dialog = HostsDialog(jobs, tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def write(qtbot: QtBot, dialog: HostsDialog, **texts: str) -> None:
    for name, text in texts.items():
        field = dialog.findChild(QWidget, f"host_{name}")
        field.clear()
        qtbot.keyClicks(field, text)


def test_a_device_is_added_by_typing_and_kept_when_it_is_saved(
    dialog: HostsDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    write(qtbot, dialog, name="Bench", address="10.0.0.7", user="me", port="2222")
    assert dialog.list.item(1).text() == "Bench"
    assert load_hosts(tmp_path) == [HOST]
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert load_hosts(tmp_path) == [HOST, Host("Bench", "10.0.0.7", 2222, "me")]


def test_what_is_impossible_is_said_and_nothing_is_written(dialog: HostsDialog, qtbot: QtBot, tmp_path: Path) -> None:
    write(qtbot, dialog, address="-oProxyCommand=x")
    dialog.save()
    assert dialog.isVisible()
    assert "is no address" in dialog.message.text()
    assert dialog.message.state == "bad"
    assert load_hosts(tmp_path) == [HOST]


def test_a_removed_device_is_gone_and_cancel_brings_it_back(dialog: HostsDialog, tmp_path: Path) -> None:
    dialog.remove()
    assert not dialog.form.isEnabled()
    dialog.reject()
    assert load_hosts(tmp_path) == [HOST]


def test_the_test_of_a_device_that_is_not_there_says_what_to_do(dialog: HostsDialog, qtbot: QtBot) -> None:
    write(qtbot, dialog, address="no-such-host.invalid")
    dialog.test()
    qtbot.waitUntil(lambda: dialog.message.state == "bad", timeout=PATIENCE)
    assert "is not known" in dialog.message.text()


def test_the_test_of_a_device_says_what_is_there(qtbot: QtBot, jobs: Jobs, tmp_path: Path, server: Server) -> None:
    save_hosts([server.host(sys.executable)], tmp_path)
    dialog = HostsDialog(jobs, tmp_path)
    qtbot.addWidget(dialog)
    dialog.test()
    qtbot.waitUntil(lambda: dialog.message.state != "", timeout=PATIENCE)
    assert "Ready to measure." in dialog.message.text()
    assert "onnxruntime" in dialog.message.text()


def test_a_latency_measured_there_is_in_the_project_with_its_device(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path, server: Server
) -> None:
    save_hosts([server.host(sys.executable)], tmp_path)
    document = Document()
    demo = shutil.copy(resource("demo", "digits.edgeviz"), tmp_path / "one.edgeviz")
    document.attach(Store.open(demo, tmp_path / "cache"), untitled=False)
    window = QWidget()
    qtbot.addWidget(window)
    menu = RemoteMenu(document, jobs, tmp_path, window)
    document.adopt(uniform_recipe(document, 8, 8), "8 bits")
    [action] = [action for action in menu.actions() if action.text() == "bench"]
    action.trigger()
    [job] = jobs.jobs
    qtbot.waitUntil(lambda: job.is_over, timeout=PATIENCE)
    assert job.state == "finished", job.end
    for recipe in (Recipe(), document.recipe):
        latency = document.metrics(recipe)["latency"]
        assert latency.device.startswith("bench: ")
        stored = [one for one in document.store.evaluations(document.context) if one.recipe == recipe]
        assert stored[0].elsewhere["bench"].device == latency.device
    box = DeviceBox(document, DeviceLibrary(window), window)
    assert box.currentText() == "bench (measured there)"
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert not document.place
    assert "latency" not in document.metrics(Recipe()), "never mixed with this machine's, which measured none"
    document.close()


def test_a_malformed_file_is_reported_and_never_overwritten(
    qtbot: QtBot, document: Document, jobs: Jobs, tmp_path: Path
) -> None:
    hosts_file(tmp_path).write_text("no toml")
    window = QWidget()
    qtbot.addWidget(window)
    menu = RemoteMenu(document, jobs, tmp_path, window)
    with qtbot.waitSignal(menu.failed):
        assert menu.edit_hosts() is None
    assert hosts_file(tmp_path).read_text() == "no toml"
