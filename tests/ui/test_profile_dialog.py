"""The dialog of device profiles: what is typed, what is wrong with it, and that every figure follows what is saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from edgeviz.core.device.energy import energy_joules
from edgeviz.core.device.profile import Device
from edgeviz.core.recipe import Recipe, uniform
from edgeviz.project import devices
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.devices.draft import Draft, Row, parse, value_text
from edgeviz.ui.devices.library import DeviceLibrary
from edgeviz.ui.devices.profile_dialog import ProfileDialog, slug
from edgeviz.ui.main_window import MainWindow
from tests.core.test_profile_table import devices as any_device

PI = "raspberry_pi_4"


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[ProfileDialog]:
    found = ProfileDialog(DeviceLibrary(), PI)
    # It would ask whether to lose them, and wait for an answer.
    qtbot.addWidget(found, before_close_func=lambda _: found.drafts.clear())
    found.show()
    yield found


@pytest.fixture
def window(tmp_path: Path) -> Iterator[MainWindow]:
    window = MainWindow(tmp_path, QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat))
    window.measuring.set_enabled(False)
    yield window
    window.close()


def retype(qtbot: QtBot, dialog: ProfileDialog, path: str, text: str) -> None:
    field = dialog.form.lines[path].value
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    qtbot.keyClicks(field, text)


@settings(max_examples=25)
@given(any_device())
def test_a_profile_survives_being_typed(device: Device) -> None:
    found, errors = Draft.of(device).device(device.key)
    assert errors == {}
    assert found == device


def test_numbers_are_shown_in_handy_units_and_read_back_exactly() -> None:
    assert value_text("rates.8", 6.5e13) == "65000"
    assert value_text("layer_overhead", 1e-5) == "10"
    assert value_text("energy.multiply", 2e-13) == "0.2"
    assert value_text("frequency.levels", [6e8, 1.5e9]) == "600, 1500"
    assert parse("energy.multiply", "0.2") == 2e-13
    for text in ("", "x", "nan", "inf", "1e999999", "1,5"):
        with pytest.raises(ValueError, match="Write a"):
            parse("bandwidth", text)


def test_the_devices_are_listed_and_the_chosen_one_is_shown(dialog: ProfileDialog) -> None:
    assert dialog.list.count() == len(dialog.library.profiles.devices)
    assert dialog.name.text() == "Raspberry Pi 4"
    assert dialog.form.lines["rates.32"].value.text() == "24"
    assert not dialog.save_button.isEnabled()
    assert not dialog.delete_button.isEnabled()
    tip = dialog.form.lines["bandwidth"].value.toolTip()
    assert "assumed" in tip and "sustained" in tip and "GB/s" in tip


@pytest.mark.parametrize(
    ("path", "text", "match"),
    [
        ("bandwidth", "-1", "Bandwidth must be above 0 and finite."),
        ("bandwidth", "fast", "Write a number of GB/s"),
        ("bandwidth", "", "Every device needs"),
        ("efficiency", "2", "at most 1"),
        ("efficiency.8", "0.5", "not both"),
        ("frequency.levels", "900, 600", "must rise"),
        ("frequency.nominal", "1", "outside"),
        ("energy.byte", "", "all of this group"),
        ("runtimes.tflite", "INT8", "no kernel"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_while_it_is_typed(
    qtbot: QtBot, dialog: ProfileDialog, path: str, text: str, match: str
) -> None:
    retype(qtbot, dialog, path, text)
    line = dialog.form.lines[path]
    assert match in line.message.text()
    assert line.message.isVisible()
    assert line.label.text() in dialog.status.text()
    assert not dialog.save_button.isEnabled()
    qtbot.mouseClick(dialog.revert_button, Qt.MouseButton.LeftButton)
    assert not line.message.isVisible()
    assert not dialog.drafts


def test_a_draft_stays_while_another_profile_is_looked_at(qtbot: QtBot, dialog: ProfileDialog) -> None:
    retype(qtbot, dialog, "bandwidth", "5")
    dialog.select("edge_tpu")
    assert dialog.name.text() == "Google Edge TPU"
    dialog.select(PI)
    assert dialog.form.lines["bandwidth"].value.text() == "5"
    assert "not saved" in dialog.list.currentItem().text()


def test_a_duplicate_is_edited_saved_deleted_and_brought_back(qtbot: QtBot, dialog: ProfileDialog) -> None:
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert dialog.key == "raspberry-pi-4-copy"
    retype(qtbot, dialog, "rates.8", "96")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    saved = devices.find_device("raspberry-pi-4-copy")
    assert saved.rates[8].value == 96e9
    assert "your own" in dialog.list.currentItem().text()
    qtbot.mouseClick(dialog.delete_button, Qt.MouseButton.LeftButton)
    assert "raspberry-pi-4-copy" not in devices.load_profiles().devices
    qtbot.mouseClick(dialog.undo_button, Qt.MouseButton.LeftButton)
    assert devices.find_device("raspberry-pi-4-copy") == saved


def test_a_new_profile_says_what_it_still_needs(qtbot: QtBot, dialog: ProfileDialog) -> None:
    qtbot.mouseClick(dialog.new_button, Qt.MouseButton.LeftButton)
    assert not dialog.save_button.isEnabled()
    assert "Peak, 32 bit" in dialog.status.text()
    needed = {path for path, line in dialog.form.lines.items() if line.message.text()}
    assert needed == {"rates.32", "bandwidth", "layer_overhead"}
    for path, text in (("rates.32", "1"), ("bandwidth", "1"), ("layer_overhead", "0")):
        retype(qtbot, dialog, path, text)
    assert dialog.save_button.isEnabled()
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert devices.find_device("new-device").rates[32].value == 1e9


def test_a_runtime_is_added_by_name(qtbot: QtBot, dialog: ProfileDialog) -> None:
    qtbot.keyClicks(dialog.form.runtime_name, "../x")
    assert not dialog.form.add_button.isEnabled()
    dialog.form.runtime_name.clear()
    qtbot.keyClicks(dialog.form.runtime_name, "ncnn")
    qtbot.mouseClick(dialog.form.add_button, Qt.MouseButton.LeftButton)
    retype(qtbot, dialog, "runtimes.ncnn", "w8a8, w16a16")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert devices.find_device(PI).runtimes["ncnn"].pairs == ((8, 8), (16, 16))


def test_export_and_import_hand_a_profile_on(dialog: ProfileDialog, tmp_path: Path) -> None:
    dialog.export_file(tmp_path / "mine.toml")
    dialog.import_file(tmp_path / "mine.toml")
    assert dialog.key == "mine"
    assert dialog.save_button.isEnabled()
    (tmp_path / "bad.toml").write_text("name = 3")
    dialog.import_file(tmp_path / "bad.toml")
    assert "name" in dialog.status.text()


def test_closing_with_drafts_asks(qtbot: QtBot, dialog: ProfileDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    retype(qtbot, dialog, "bandwidth", "5")
    answers = [QMessageBox.StandardButton.Cancel, QMessageBox.StandardButton.Discard]
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answers.pop(0))
    dialog.close()
    assert dialog.isVisible()
    dialog.close()
    assert not dialog.isVisible()


def test_a_key_is_made_of_a_name() -> None:
    assert (slug("My Board №1"), slug("日本")) == ("my-board-1", "device")


def test_an_energy_constant_saved_by_a_click_changes_every_figure_at_once(qtbot: QtBot, window: MainWindow) -> None:
    window.show()
    window.opener.open_demo()
    document = window.document
    qtbot.waitUntil(lambda: document.graph is not None)
    box = window.device_box
    row = next(row for row in range(box.count()) if box.itemData(row) and box.itemData(row).key == PI)
    box.setCurrentIndex(row)
    box.activated.emit(row)
    before = document.figure("energy").metric
    point = document.evaluations[2]
    plotted = window.tradeoff.metric_of(point, "energy")
    assert before is not None and plotted is not None
    window.device_menu.profiles_action.trigger()
    dialog = window.findChild(ProfileDialog)
    assert dialog is not None and dialog.key == PI
    retype(qtbot, dialog, "energy.static_power", "27")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    after = document.figure("energy").metric
    assert after is not None and after.value > 5 * before.value
    assert document.graph is not None and document.device is not None
    assert after.value == pytest.approx(energy_joules(document.graph, document.recipe, document.device))
    again = window.tradeoff.metric_of(point, "energy")
    assert again is not None and again.value > 5 * plotted.value
    assert box.currentData().energy.static_power.value == 27
    # Taken back, the shipped figures show again.
    qtbot.mouseClick(dialog.delete_button, Qt.MouseButton.LeftButton)
    last = document.figure("energy").metric
    assert last is not None and last.value == pytest.approx(before.value)


def test_the_figure_bar_says_what_a_device_cannot_run(qtbot: QtBot, window: MainWindow) -> None:
    window.opener.open_demo()
    document = window.document
    qtbot.waitUntil(lambda: document.graph is not None)
    document.set_device(devices.find_device("edge_tpu"))
    assert document.graph is not None
    document.adopt(Recipe(), "Float")
    assert document.figure("latency").metric is None
    state = window.figure_bar._state(document.figure("latency"))
    assert state.caption == "cannot run there"
    assert "units of 8 bits only" in state.tooltip
    document.adopt(uniform([layer.key for layer in document.graph.layers], 8, 8), "Eight")
    assert document.figure("latency").metric is not None


def test_an_empty_row_has_no_trust_to_choose(dialog: ProfileDialog) -> None:
    line = dialog.form.lines["flash"]
    assert line.row() == Row()
    assert not line.trust.isEnabled()


def test_this_machine_is_measured_into_a_draft(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(devices, "folder", lambda: tmp_path / "devices")
    jobs = Jobs()
    dialog = ProfileDialog(DeviceLibrary(), PI, jobs=jobs)
    qtbot.addWidget(dialog, before_close_func=lambda _: dialog.drafts.clear())
    dialog.show()
    assert dialog.probe is not None
    qtbot.mouseClick(dialog.probe_button, Qt.MouseButton.LeftButton)
    assert dialog.probe_button.text().startswith("Stop")
    with qtbot.waitSignal(dialog.probe.found, timeout=120_000):
        pass
    assert dialog.key == "this-machine" and dialog.save_button.isEnabled()
    row = dialog.form.lines["rates.32"].row()
    assert float(row.text) > 0 and row.trust == "measured"
    assert "this-machine" not in DeviceLibrary().profiles.devices
    dialog.save_button.click()
    assert "this-machine" in DeviceLibrary().profiles.own
    # A second run can be stopped, and changes nothing.
    before = dialog.device()
    qtbot.mouseClick(dialog.probe_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.probe_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.probe_button.text().startswith("Measure"))
    assert dialog.device() == before and not dialog.drafts
    jobs.shutdown()


def test_where_there_are_no_jobs_nothing_offers_to_measure(dialog: ProfileDialog) -> None:
    assert dialog.probe is None and not dialog.probe_button.isVisibleTo(dialog)
