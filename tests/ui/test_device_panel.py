"""The device panel: does it fit, what binds it, what it draws at other clocks, and what other devices make of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from edgeviz.core.device.latency import roofline_seconds
from edgeviz.core.device.profile import Device, Frequency, Levels
from edgeviz.core.device.references import trial_recipes
from edgeviz.core.device.roofline import Bound
from edgeviz.core.device.timings import Timings, Unseen, predict, signature
from edgeviz.core.device.trials import tried
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.recipe import Recipe, uniform
from edgeviz.project import devices
from edgeviz.ui import theme
from edgeviz.ui.devices.all_model import BOUND, FASTER, FLASH, LATENCY, RAM
from edgeviz.ui.devices.library import DeviceLibrary
from edgeviz.ui.devices.panel import DevicePanel
from edgeviz.ui.devices.profile_dialog import ProfileDialog
from edgeviz.ui.document import Document
from edgeviz.ui.main_window import MainWindow
from edgeviz.ui.plots.canvas import Pointer
from tests.core.devices import small_device, sourced
from tests.screenshots.shots import make_window
from tests.ui.conftest import evaluation, keys, uniform_recipe

MEMORY, ROOFLINE, ENERGY, ALL = range(4)


def clocked() -> Device:
    levels = Levels((1e8, 5e8, 1e9, 2e9), Provenance.ASSUMED, "made up")
    frequency = Frequency(levels, *map(sourced, (1e9, 1e-9, 0.4, 1.4, 0.5)))
    return replace(small_device(), key="clocked", name="Clocked", frequency=frequency)


def limited(memory: float = 4096, flash: float = 2000) -> Device:
    return replace(small_device(), memory=sourced(memory), flash=sourced(flash), on_chip=sourced(1024))


ONLY8 = replace(small_device(), key="only8", name="Only INT8", rates={8: sourced(3e6)})


@pytest.fixture
def panel(document: Document) -> Iterator[DevicePanel]:
    panel = DevicePanel(document, DeviceLibrary())
    panel.show_devices([small_device(), clocked(), ONLY8])
    panel.resize(900, 420)
    panel.show()
    QApplication.processEvents()
    yield panel
    panel.close()
    panel.deleteLater()


def turn(panel: DevicePanel, page: int) -> None:
    panel.pages.setCurrentIndex(page)
    QApplication.processEvents()


class Paintings(QObject):
    """How often a widget was painted."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_a_widget_that_comes_and_moves_nothing_has_no_page_painted_again(panel: DevicePanel) -> None:
    turn(panel, ENERGY)
    for _ in range(10):
        QApplication.processEvents()
    paintings = Paintings()
    panel.installEventFilter(paintings)
    panel.energy.updateGeometry()
    for _ in range(10):
        QApplication.processEvents()
    assert paintings.count == 0


# ---- memory


def test_without_a_device_memory_is_shown_without_a_limit(panel: DevicePanel) -> None:
    page = panel.memory
    assert page.ram.room.needed == 6144
    assert page.ram.room.limit is None and page.ram.verdict() == ""
    assert "choose a device" in page.ram.note


def test_what_does_not_fit_is_said_in_words(panel: DevicePanel, document: Document) -> None:
    document.set_device(limited())
    assert panel.memory.ram.verdict() == "does not fit: 2.05 KB too much"
    assert panel.memory.ram.figure() == "6.14 KB of 4.10 KB ▫ · 150 %"
    assert panel.memory.flash.verdict().startswith("does not fit")
    assert "do not fit on the chip" in panel.memory.ram.note
    document.adopt(uniform_recipe(document, 8, 8), "8 bits")
    assert panel.memory.ram.verdict() == "fits"
    assert panel.memory.ram.accessibleDescription().startswith("RAM at its peak: ")


def test_a_device_without_flash_loads_the_weights_into_ram(panel: DevicePanel, document: Document) -> None:
    document.set_device(replace(small_device(), memory=sourced(1e6)))
    size = int(document.metrics()["size"].value)
    assert panel.memory.ram.parts == (6144, size)
    assert "loaded into RAM" in panel.memory.flash.note


def test_a_step_of_the_schedule_selects_its_layer_and_follows_the_selection(
    panel: DevicePanel, document: Document
) -> None:
    plot = panel.memory.plot
    plot.clicked.emit(Pointer(3.2, 0.0, QPointF()))
    # The add has no weights: the layer before it.
    assert document.selection == ("conv2",)
    assert plot.chosen == (2,)
    QTest.keyClick(plot, Qt.Key.Key_Right)
    QTest.keyClick(plot, Qt.Key.Key_Right)
    assert document.selection == ("fc",)
    document.select(["conv1"])
    assert plot.chosen == (0,)
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert document.selection == ("conv1",)


def test_the_peak_is_named(panel: DevicePanel) -> None:
    assert panel.memory.plot.peak_text.text == "peak 6.14 KB at add"
    assert panel.memory.plot._node_text(3.0) == "add · 6.14 KB"


# ---- roofline


def test_the_roofline_has_a_point_for_each_layer_and_marks_the_selected_one(
    panel: DevicePanel, document: Document
) -> None:
    document.set_device(small_device())
    turn(panel, ROOFLINE)
    plot = panel.roofline.plot
    assert [point.key for point in plot.points] == keys(document)
    found = document.times()
    assert found is not None and found.plain > 0
    whole = sum(point.seconds for point in plot.points) + found.plain
    assert whole == pytest.approx(document.metrics()["latency"].value)
    drawn = {bound: len(item.data) for bound, item in plot.marks.items()}
    assert drawn == {Bound.ARITHMETIC: 2, Bound.MEMORY: 1, Bound.OVERHEAD: 0}
    document.select(["fc"])
    assert len(plot.ring.data) == 1
    place = plot.to_pixels(float(plot._x[0]), float(plot._y[0]))
    plot.clicked.emit(Pointer(0.0, 0.0, place))
    assert document.selection == ("conv1",)
    QTest.keyClick(plot, Qt.Key.Key_Right)
    assert document.selection == ("conv2",)


def test_a_point_says_everything_about_its_layer(panel: DevicePanel, document: Document) -> None:
    document.set_device(small_device())
    turn(panel, ROOFLINE)
    plot = panel.roofline.plot
    html = plot.card_html(plot.points[0])
    for text in ("conv1", "Conv 3×3", "13.8 K", "3.68 KB", "3.76 MAC/B", "19.8 ms ◇ modelled", "FP32 · compute-bound"):
        assert text in html
    plot._hover(Pointer(0.0, 0.0, plot.to_pixels(float(plot._x[0]), float(plot._y[0]))))
    assert plot.card.isVisible()
    plot._hover(None)
    assert not plot.card.isVisible()


def test_time_is_shown_by_kind(panel: DevicePanel, document: Document) -> None:
    document.set_device(small_device())
    turn(panel, ROOFLINE)
    assert [(kind.name, kind.layers) for kind in panel.roofline.bars.kinds] == [
        ("Conv 3×3", 2),
        ("Without weights", 2),
        ("Linear", 1),
    ]
    assert sum(kind.share for kind in panel.roofline.bars.kinds) == pytest.approx(1)
    assert "2 operators" in panel.roofline.bars.accessibleDescription()
    assert "Conv 3×3: 2 layers" in panel.roofline.bars.accessibleDescription()
    panel.roofline.bars.setFixedHeight(40)
    assert [kind.name for kind in panel.roofline.bars.shown()] == ["3 other kinds"]


def test_a_device_that_cannot_run_the_recipe_says_why_and_one_button_mends_it(
    panel: DevicePanel, document: Document
) -> None:
    turn(panel, ROOFLINE)
    document.set_device(ONLY8)
    page = panel.roofline
    assert page.is_empty
    assert page.empty.label.text() == (
        "Only INT8 cannot run this recipe: 3 layers need a unit for FP32; it has INT8 only."
    )
    page.empty.button.click()
    assert not page.is_empty
    assert document.recipe == uniform_recipe(document, 8, 8)
    document.undo_stack.undo()
    assert page.is_empty and document.recipe == Recipe()


def test_this_machine_has_no_roofline_and_leads_to_the_devices(panel: DevicePanel) -> None:
    turn(panel, ROOFLINE)
    assert "measured, not modelled" in panel.roofline.empty.label.text()
    panel.roofline.empty.button.click()
    assert panel.pages.currentWidget() is panel.all


# ---- energy


def test_energy_against_the_clock_has_its_minimum_between_the_levels(panel: DevicePanel, document: Document) -> None:
    turn(panel, ENERGY)
    document.set_device(clocked())
    shown = panel.energy.plot.shown
    assert shown is not None and shown.inside
    assert shown.least.joules[0] < shown.levels.joules.min()
    assert shown.nominal.seconds[0] == pytest.approx(document.metrics()["latency"].value)
    assert panel.energy.plot.least_words().startswith("least: ")
    assert "below nominal" in panel.energy.plot.least_words()
    assert "from operations and bytes" in panel.energy.note.text()


def test_the_constants_are_shown_with_their_trust_and_computed_ones_lead_to_the_profile(
    panel: DevicePanel, document: Document
) -> None:
    turn(panel, ENERGY)
    document.set_device(clocked())
    lines = {line.title: line for line in panel.energy.table.constants.lines}
    assert lines["Levels"].value == "4 from 100 to 2000 MHz"
    assert lines["Static power"].trust is Provenance.ASSUMED
    volts = 0.4 + 1.0 * 0.9e9 / 1.9e9
    assert lines["C·V²·f at the nominal clock"].value == f"{volts**2:.3f} W"
    spy = QSignalSpy(panel.editRequested)
    panel.energy.edit_button.click()
    computed = [line.title for line in panel.energy.table.constants.lines].index("C·V²·f at the nominal clock")
    panel.energy.table.selectRow(computed)
    panel.energy.table.setFocus()
    QTest.keyClick(panel.energy.table, Qt.Key.Key_Return)
    assert panel.energy.table.findChild(QLineEdit, "constantEditor") is None
    assert [spy.at(row)[0] for row in range(spy.count())] == ["frequency.capacitance"] * 2


def test_a_constant_that_changes_changes_every_figure(panel: DevicePanel, document: Document) -> None:
    turn(panel, ENERGY)
    document.set_device(clocked())
    shown = panel.energy.plot.shown
    assert shown is not None
    before, energy = float(shown.nominal.static[0]), document.metrics()["energy"].value
    one = clocked()
    assert one.frequency is not None and one.energy is not None
    frequency = replace(one.frequency, static_power=sourced(1.0))
    document.set_device(replace(one, frequency=frequency, energy=replace(one.energy, static_power=sourced(0.6))))
    after = panel.energy.plot.shown
    assert after is not None
    assert float(after.nominal.static[0]) == pytest.approx(2 * before)
    assert document.metrics()["energy"].value > energy


def test_a_profile_without_clocks_asks_for_them(panel: DevicePanel, document: Document) -> None:
    turn(panel, ENERGY)
    document.set_device(small_device())
    assert panel.energy.plot_page.is_empty
    # What it costs to multiply and to wait can be edited all the same.
    assert not panel.energy.is_empty and panel.energy.table.constants.rowCount() == 7
    spy = QSignalSpy(panel.editRequested)
    panel.energy.plot_page.empty.button.click()
    assert spy.at(0)[0] == "frequency.levels"


# ---- all devices


def table_of(graph: ModelGraph | None) -> Timings:
    """A table with a time for each layer of ``graph`` in float."""
    assert graph is not None
    layers = {signature(layer): {"float": 1e-3 * (at + 1)} for at, layer in enumerate(graph.layers)}
    return Timings(layers, {"else": {"float": 1e-9}}, device="here", date="2026-01-01", models=(graph.name,))


def cell(panel: DevicePanel, key: str, column: int) -> str:
    model = panel.all.model
    row = model.row_of(key)
    assert row is not None
    return str(model.index(row, column).data())


def test_every_device_stands_beside_the_float_model(panel: DevicePanel, document: Document) -> None:
    turn(panel, ALL)
    document.adopt(uniform_recipe(document, 8, 8), "8 bits")
    graph, recipe, device = document.graph, document.recipe, small_device()
    assert graph is not None
    faster = roofline_seconds(graph, Recipe(), device) / roofline_seconds(graph, recipe, device)
    assert cell(panel, "small", FASTER) == f"×{faster:.2f}"
    assert cell(panel, "only8", FASTER) == "–"
    assert cell(panel, "only8", BOUND) == "compute-bound"
    document.undo_stack.undo()
    assert cell(panel, "only8", LATENCY) == "cannot run"
    assert cell(panel, "only8", BOUND) == "cannot run: INT8 only"
    assert cell(panel, "", BOUND) == "not measured yet"


def test_a_click_or_enter_makes_a_device_the_current_one(panel: DevicePanel, document: Document) -> None:
    turn(panel, ALL)
    view, proxy, model = panel.all.view, panel.all.proxy, panel.all.model
    row = model.row_of("clocked")
    assert row is not None
    view.clicked.emit(proxy.mapFromSource(model.index(row, 2)))
    assert document.device == clocked()
    assert cell(panel, "clocked", 0) == "✓ Clocked"
    assert view.currentIndex().row() == proxy.mapFromSource(model.index(row, 0)).row()
    here = model.row_of("")
    assert here is not None
    view.setCurrentIndex(proxy.mapFromSource(model.index(here, 0)))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert document.device is None
    assert cell(panel, "", 0) == "✓ This machine"


def test_what_is_not_known_sorts_last(panel: DevicePanel) -> None:
    turn(panel, ALL)
    panel.all.view.sortByColumn(LATENCY, Qt.SortOrder.AscendingOrder)
    proxy = panel.all.proxy
    keys_now = [panel.all.model.rows[proxy.mapToSource(proxy.index(r, 0)).row()].key for r in range(4)]
    assert set(keys_now[:2]) == {"small", "clocked"}


def test_room_is_told_in_the_table(panel: DevicePanel, document: Document) -> None:
    panel.show_devices([limited(), ONLY8])
    turn(panel, ALL)
    assert cell(panel, "small", RAM) == "2.05 KB too much"
    assert cell(panel, "small", FLASH).endswith("too much")
    assert cell(panel, "only8", RAM) == "–"


def test_the_table_is_copied_in_its_order_and_in_stored_units(panel: DevicePanel, document: Document) -> None:
    turn(panel, ALL)
    panel.all.view.setFocus()
    QTest.keyClick(panel.all.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["device", "latency_s", "float_latency_s"]
    assert [line.split("\t")[0] for line in lines[1:]] == ["Clocked", "Only INT8", "Small", "This machine"]
    asked = document.demand()
    assert asked is not None
    expected = asked.macs.sum() / 0.7e6 + asked.plain.sum() / 3e6
    assert float(lines[3].split("\t")[1]) == pytest.approx(expected, rel=0.01)
    panel.all.csv_button.click()
    assert QGuiApplication.clipboard().text().splitlines()[2].startswith("Only INT8,,")


def test_what_was_measured_here_stands_in_the_row_of_this_machine(panel: DevicePanel, document: Document) -> None:
    turn(panel, ALL)
    recipe = uniform(keys(document), 8, 8)
    for one, latency in ((Recipe(), 4e-3), (recipe, 1e-3)):
        document.take_evaluation(evaluation(one, 0.9, 4000, latency), document.context)
    document.adopt(recipe, "8 bits")
    assert cell(panel, "", FASTER) == "×4.00"
    assert cell(panel, "", BOUND) == "● measured"


def test_what_was_measured_on_another_device_has_a_row_that_chooses_it(panel: DevicePanel, document: Document) -> None:
    turn(panel, ALL)
    there = Metric("latency", 5e-3, Provenance.MEASURED, device="bench")
    document.take_evaluation(replace(evaluation(Recipe(), 0.9, 4000), elsewhere={"bench": there}), document.context)
    assert cell(panel, "place:bench", LATENCY).startswith("● 5")
    assert cell(panel, "place:bench", BOUND) == "● measured there"
    row = panel.all.model.row_of("place:bench")
    assert row is not None
    panel.all.view.clicked.emit(panel.all.proxy.mapFromSource(panel.all.model.index(row, 0)))
    assert document.place == "bench"
    assert cell(panel, "place:bench", 0) == "✓ bench"
    turn(panel, ROOFLINE)
    assert panel.roofline.empty.label.text().startswith("bench is measured")
    document.set_device(small_device())
    turn(panel, ALL)
    assert cell(panel, "small", 0) == "✓ Small" and cell(panel, "place:bench", 0) == "bench"


def test_a_calibrated_device_shows_the_sum_of_its_measured_layers(panel: DevicePanel, document: Document) -> None:
    timings = table_of(document.graph)
    panel.show_devices([replace(small_device(), timings=timings)])
    document.set_device(replace(small_device(), timings=timings))
    turn(panel, ALL)
    latency = document.metrics()["latency"]
    assert latency.provenance is Provenance.PREDICTED
    row = panel.all.model.rows[panel.all.model.row_of("small") or 0]
    assert row.seconds == pytest.approx(latency.value)
    assert row.joules == pytest.approx(document.metrics()["energy"].value)
    assert cell(panel, "small", LATENCY).startswith("○ ")
    turn(panel, ROOFLINE)
    assert "sum of measured layers" in panel.roofline.note.text()
    assert "not known" in panel.roofline.trials.text()
    graph = document.graph
    assert graph is not None
    for factor, missed in ((1.05, False), (1.5, True)):
        rows = [(graph, recipe, factor * predict(graph, recipe, timings).seconds) for recipe in trial_recipes(graph, 4)]
        document.set_device(replace(small_device(), timings=tried(timings, rows)))
        said = panel.roofline.trials.text()
        assert panel.roofline.trials.isVisible() and said.startswith("Tried on 4 recipes")
        assert ("misses the aim" in said) == missed
        assert "4 recipes not learned from" in document.metrics()["latency"].note
    assert "when a second model is calibrated with" in panel.roofline.trials.text()
    new = (Unseen("one", 1.2, 0.9, 1.0), Unseen("one", 1.05, 0.6, 1.0), Unseen("two", 9.0, 0.1, 1.0))
    for unseen, words in ((new, "50.0 % of the predictions within"), (new[2:], "None got a figure")):
        document.set_device(replace(small_device(), timings=replace(timings, unseen=unseen)))
        assert words in panel.roofline.trials.text()
    document.set_device(small_device())
    assert not panel.roofline.trials.isVisible()


# ---- the panel


def test_only_the_page_in_front_is_worked_out(panel: DevicePanel, document: Document) -> None:
    turn(panel, MEMORY)
    document.set_device(clocked())
    assert panel.energy.plot.shown is None
    turn(panel, ENERGY)
    assert panel.energy.plot.shown is not None
    panel.hide()
    document.set_device(small_device())
    # In sight for a moment only, while docks are arranged: nothing is worked out for it.
    panel.show()
    panel.hide()
    QApplication.processEvents()
    assert not panel.energy.plot_page.is_empty
    panel.show()
    QApplication.processEvents()
    assert panel.energy.plot_page.is_empty


@pytest.mark.parametrize("width", [420, 1100])
def test_every_page_is_painted_in_every_theme_and_width(
    panel: DevicePanel, document: Document, qapp: QApplication, width: int
) -> None:
    document.set_device(replace(clocked(), on_chip=sourced(1024), on_chip_bandwidth=sourced(9e6), memory=sourced(5000)))
    panel.resize(width, 380)
    for chosen in theme.THEMES.values():
        theme.apply_theme(qapp, chosen)
        for page in range(4):
            turn(panel, page)
            assert not panel.grab().isNull()


@pytest.mark.parametrize("page", ["memory.plot", "roofline.plot", "energy.plot"])
def test_a_plot_is_saved_as_numbers_and_pictures(
    panel: DevicePanel, document: Document, tmp_path: Path, page: str
) -> None:
    document.set_device(clocked())
    name, _, plot = page.partition(".")
    turn(panel, [MEMORY, ROOFLINE, ENERGY][["memory", "roofline", "energy"].index(name)])
    canvas = getattr(getattr(panel, name), plot)
    for suffix in ("csv", "png", "svg"):
        path = tmp_path / f"plot.{suffix}"
        canvas.menu.save(str(path))
        assert path.stat().st_size > 50
    assert len((tmp_path / "plot.csv").read_text().splitlines()) > 3


def test_a_switch_of_the_device_changes_no_figure_but_the_devices(document: Document) -> None:
    document.set_device(small_device())
    first = document.metrics()
    document.set_device(clocked())
    second = document.metrics()
    assert {name: first[name] for name in ("size", "bops", "macs")} == {
        name: second[name] for name in ("size", "bops", "macs")
    }
    document.set_device(replace(small_device(), bandwidth=sourced(1e5)))
    assert document.metrics()["latency"].value > first["latency"].value


# ---- in the window


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    monkeypatch.setattr(devices, "folder", lambda: tmp_path / "devices")
    window = make_window(tmp_path)
    window.opener.open_demo()
    window.device_dock.show()
    window.device_dock.raise_()
    yield window
    window.close()


def test_a_constant_is_one_click_from_its_field_and_what_is_saved_there_changes_the_plot(window: MainWindow) -> None:
    window.document.set_device(window.device_library.profiles.devices["raspberry_pi_4"])
    panel = window.device_panel
    turn(panel, ENERGY)
    shown = panel.energy.plot.shown
    assert shown is not None
    before = float(shown.nominal.static[0])
    panel.energy.edit_button.click()
    dialog = window.findChild(ProfileDialog)
    assert dialog is not None and dialog.key == "raspberry_pi_4"
    field = dialog.form.findChild(QLineEdit, "value_frequency_capacitance")
    assert field is not None and dialog.focusWidget() is field
    line = dialog.form.findChild(QLineEdit, "value_frequency_static_power")
    assert line is not None
    line.setText(str(2 * float(line.text())))
    dialog.save_button.click()
    dialog.close()
    after = panel.energy.plot.shown
    assert after is not None
    assert float(after.nominal.static[0]) == pytest.approx(2 * before)


def type_constant(panel: DevicePanel, path: str, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    table = panel.energy.table
    row = next(row for row, line in enumerate(table.constants.lines) if (line.path, line.text is None) == (path, False))
    table.selectRow(row)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    editor = table.findChildren(QLineEdit, "constantEditor")[-1]
    assert editor.text() == table.constants.lines[row].text
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, end)
    # Qt commits what was typed a moment later, and the profile follows a moment after that.
    for _ in range(4):
        QApplication.processEvents()


def test_a_constant_typed_in_place_changes_every_figure_and_is_undone(window: MainWindow) -> None:
    library, document, panel = window.device_library, window.document, window.device_panel
    document.set_device(library.profiles.devices["raspberry_pi_4"])
    turn(panel, ENERGY)
    shown = panel.energy.plot.shown
    assert shown is not None
    static, energy = float(shown.nominal.static[0]), document.metrics()["energy"].value
    type_constant(panel, "frequency.static_power", "99", Qt.Key.Key_Escape)
    assert "raspberry_pi_4" not in library.profiles.own and document.undo_stack.count() == 0
    old = shown.frequency.static_power.value
    type_constant(panel, "frequency.static_power", repr(2 * old))
    type_constant(panel, "energy.calibration", "1000")
    after = panel.energy.plot.shown
    assert after is not None and float(after.nominal.static[0]) == pytest.approx(2 * static)
    assert document.metrics()["energy"].value > 2 * energy
    own = devices.load_profiles().devices["raspberry_pi_4"]
    assert own.energy is not None and own.energy.calibration.value == 1000
    assert own.energy.calibration.provenance is Provenance.ASSUMED and own.energy.calibration.source == "set by hand"
    assert own == document.device
    assert document.undo_stack.undoText().startswith("Calibration factor of Raspberry Pi 4")
    # What is shipped was never written to, and shows again when nothing of one's own is left.
    document.undo_stack.undo()
    assert document.metrics()["energy"].value == pytest.approx(energy)
    assert "raspberry_pi_4" in library.profiles.own
    document.undo_stack.undo()
    assert "raspberry_pi_4" not in library.profiles.own
    assert document.device == library.profiles.shipped["raspberry_pi_4"]
    document.undo_stack.redo()
    found = document.device
    assert found is not None and found.frequency is not None
    assert found.frequency.static_power.value == pytest.approx(2 * old)


@pytest.mark.parametrize("text", ["-1", "much", "1e999", ""])
def test_a_constant_that_cannot_be_is_refused_with_a_reason(window: MainWindow, text: str) -> None:
    document, panel = window.document, window.device_panel
    document.set_device(window.device_library.profiles.devices["raspberry_pi_4"])
    turn(panel, ENERGY)
    before = document.device
    table = panel.energy.table
    row = next(row for row, line in enumerate(table.constants.lines) if line.path == "energy.byte")
    table.constants.setData(table.constants.index(row, 1), text)
    QApplication.processEvents()
    said = panel.energy.status.text()
    assert panel.energy.status.isVisibleTo(panel) and len(said) > 10
    assert "energy.byte" not in said and "Mend" not in said
    assert document.device == before and document.undo_stack.count() == 0
    type_constant(panel, "energy.byte", "123")
    assert not panel.energy.status.isVisibleTo(panel)


def test_an_undone_constant_leaves_what_was_edited_in_the_dialog_meanwhile(window: MainWindow) -> None:
    library, document, panel = window.device_library, window.document, window.device_panel
    document.set_device(library.profiles.devices["stm32l4r5"])
    turn(panel, ENERGY)
    type_constant(panel, "energy.calibration", "3")
    own = library.profiles.devices["stm32l4r5"]
    library.save(replace(own, name="My board"))
    document.undo_stack.undo()
    found = document.device
    assert found is not None and found.name == "My board" and found.energy is not None
    assert found.energy.calibration == library.profiles.shipped["stm32l4r5"].energy.calibration


def test_a_selection_in_the_roofline_is_the_tables_too(window: MainWindow) -> None:
    window.document.set_device(window.device_library.profiles.devices["raspberry_pi_4"])
    panel = window.device_panel
    turn(panel, ROOFLINE)
    key = panel.roofline.plot.points[3].key
    panel.roofline.plot.layerChosen.emit(key)
    assert window.document.selection == (key,)
    assert panel.roofline.plot.chosen == (key,)
    assert [layer.key for layer in window.document.selected_layers] == [key]
