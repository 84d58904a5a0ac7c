"""The network's colours, memory and files; and networks of unusual size, shape and names."""

from __future__ import annotations

import json
import threading
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.graph import ModelGraph, Node, Tensor
from edgeviz.core.graph_view import Edge, Kind
from edgeviz.core.overlay import OVERLAYS
from edgeviz.core.recipe import uniform
from edgeviz.core.sensitivity import Cell, Method, Part, Sensitivity
from edgeviz.ui import theme
from edgeviz.ui.document import Document
from edgeviz.ui.graph import laying, memory, saving
from edgeviz.ui.graph.laying import Layouts, Request, plan
from edgeviz.ui.graph.painting import DETAIL
from edgeviz.ui.graph.panel import GraphPanel
from edgeviz.ui.graph.showing import View
from tests.core.builders import residual_graph, wide_graph
from tests.core.devices import small_device
from tests.core.networks import graph_of, hub_graph, module_graph, random_graph
from tests.core.profiles import profile_of
from tests.core.sensitivities import random_sensitivity
from tests.ui.graph_panels import LEFT, click, keys, panel_for, preview, settings_in

KEYS = ["conv1", "conv2", "fc"]


@pytest.fixture
def panel(qtbot: QtBot, document: Document) -> GraphPanel:
    return panel_for(qtbot, document)


def choose(qtbot: QtBot, panel: GraphPanel, name: str) -> None:
    """As somebody picks an entry of the list."""
    chooser = panel.colours.chooser
    row = chooser.findData(name)
    assert row >= 0, name
    chooser.setFocus()
    chooser.showPopup()
    view = chooser.view()
    qtbot.waitUntil(view.isVisible)
    view.scrollTo(view.model().index(row, 0))
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(view.model().index(row, 0)).center())
    assert panel.colours.name == name


def apart(one: QImage, other: QImage) -> int:
    """Pixels that differ by more than what smooth lines differ by where a strip of them ends."""
    images = [image.convertToFormat(QImage.Format.Format_RGB888) for image in (one, other)]
    a, b = (
        np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)[:, : 3 * image.width()].astype(int)
        for image in images
    )
    return int((np.abs(a - b) > 8).sum())


def svg_texts(path: Path) -> set[str]:
    return {"".join(part.itertext()).strip() for part in ET.parse(path).iter() if part.tag.endswith("text")}


def value(panel: GraphPanel, box: str) -> str:
    assert panel.canvas.show_ is not None
    return panel.canvas.show_.looks.boxes[box].value


# ---- colours


def test_what_is_told_of_a_smaller_model_before_its_picture_is_there_does_no_harm(qtbot: QtBot) -> None:
    document = preview(random_graph(60))
    panel = panel_for(qtbot, document)
    heard: list[int] = []
    # Another panel reads the new model's sensitivity first, which the network hears of before the model.
    document.modelChanged.disconnect(panel._show_model)
    document.modelChanged.connect(panel.recolour)
    document.modelChanged.connect(panel._show_model)
    document.modelChanged.connect(lambda: heard.append(len(panel.plan.shown) if panel.plan else 0))
    preview(graph_of([Node("only", "Relu", ("x",), ("y",))]), document)
    assert heard == [3], "an input, the node and an output"


def test_every_overlay_has_a_legend_with_numbers_or_says_why_not(
    qtbot: QtBot, panel: GraphPanel, document: Document
) -> None:
    for name in OVERLAYS:
        panel.colours.choose(name)
        assert panel.colours.legend.words(), name
    document.set_device(small_device())
    document.set_sensitivity(
        Sensitivity(Method.MEASURED, 100).with_cells(
            Cell(key, part, bits, 0.1 / bits + at, sqnr=6.0 * bits)
            for at, key in enumerate(KEYS)
            for part in Part
            for bits in (4, 8)
        )
    )
    document.adopt(uniform(KEYS, 4, 8), "all")
    document.set_profile(profile_of(residual_graph(), document.recipe))
    for name, overlay in OVERLAYS.items():
        choose(qtbot, panel, name)
        looks = panel.colours.looks
        assert looks is not None and not looks.reason, name
        words = panel.colours.legend.words()
        assert any(c.isdigit() for c in words), words
        if name != "operator":
            assert value(panel, "#2"), name
        if overlay.provenance is not None:
            assert overlay.provenance.mark in words


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("latency", "Choose a device in the tool bar"),
        ("energy", "Choose a device in the tool bar"),
        ("latency_measured", "Measure the layers first"),
        ("sensitivity", "Measure the sensitivity first"),
        ("loss", "Measure the sensitivity first"),
        ("sqnr", "Measure the sensitivity first"),
    ],
)
def test_an_overlay_without_values_says_what_would_give_it_some(panel: GraphPanel, name: str, reason: str) -> None:
    panel.colours.choose(name)
    assert panel.colours.legend.words().startswith(reason) and not panel.colours.has_values
    assert panel.colours.legend.toolTip() == panel.colours.legend.words()


def test_measured_latency_is_dimmed_after_an_edit_and_can_be_measured_again(
    qtbot: QtBot, panel: GraphPanel, document: Document
) -> None:
    choose(qtbot, panel, "latency_measured")
    button = panel.head.buttons["measure"]
    assert button.isVisible(), "the empty state has the action that fills it"
    with qtbot.waitSignal(panel.measureRequested):
        qtbot.mouseClick(button, LEFT)
    document.set_profile(profile_of(residual_graph(), document.recipe))
    assert not button.isVisible() and value(panel, "#0") == "1.0 ms"
    fresh = panel.colours.looks
    document.adopt(uniform(KEYS, 4, 8), "all")
    old = panel.colours.looks
    assert fresh is not None and old is not None and not fresh.is_old and old.is_old
    assert fresh.boxes["#0"].fill != old.boxes["#0"].fill and button.isVisible()
    assert "measured before the last edits" in panel.colours.legend.words()
    document.undo_stack.undo()
    assert "before the last edits" not in panel.colours.legend.words()
    panel.colours.choose("operator")
    assert not button.isVisible()


def test_other_reasons_are_told_apart(panel: GraphPanel, document: Document) -> None:
    document.set_device(replace(small_device(), energy=None))
    panel.colours.choose("energy")
    assert "says nothing about energy" in panel.colours.legend.words()
    document.set_sensitivity(random_sensitivity(document.graph))
    panel.colours.choose("loss")
    assert "nothing is quantized yet" in panel.colours.legend.words()


def test_bits_follow_the_recipe_at_once_and_undo(qtbot: QtBot, panel: GraphPanel, document: Document) -> None:
    choose(qtbot, panel, "weight_bits")
    click(qtbot, panel, "#2")
    keys(qtbot, panel, Qt.Key.Key_4)
    assert (value(panel, "#0"), value(panel, "#2")) == ("32", "4")
    assert panel.colours.legend.words() == "Nodes: 1 at 4 bits · 2 at 32 bits"
    document.undo_stack.undo()
    assert value(panel, "#2") == "32"


@pytest.mark.parametrize("overlay", ["operator", "weight_bits", "activation_bits", "size"])
def test_what_is_painted_after_an_edit_is_what_painting_all_of_it_shows(
    qtbot: QtBot, panel: GraphPanel, document: Document, overlay: str
) -> None:
    panel.colours.choose(overlay)
    panel.canvas.fit()
    panel.canvas.grab()
    for bits in ((4, 32), (2, 32), (2, 8)):
        document.adopt(document.recipe.with_layers({"conv2": uniform(["conv2"], *bits)["conv2"]}), "edit")
        followed = panel.canvas.grab().toImage()
        panel.recolour()
        assert followed == panel.canvas.grab().toImage(), bits


@pytest.mark.parametrize("horizontal", [True, False])
def test_a_label_that_comes_in_little_by_little_is_whole(qtbot: QtBot, panel: GraphPanel, horizontal: bool) -> None:
    if panel.plan is not None and panel.plan.picture.horizontal is not horizontal:
        panel.flip()
        qtbot.waitUntil(lambda: panel.plan is not None and panel.plan.picture.horizontal is horizontal)
    canvas = panel.canvas
    across = 40 if horizontal else 400
    canvas.set_view(View(1.0, 20 - across, -200))
    canvas.grab()
    for _ in range(50):
        canvas.pan(across // 10, 5)
        canvas.grab()
    followed = canvas.grab().toImage()
    canvas.refresh()
    assert not apart(followed, canvas.grab().toImage())


def test_a_device_colours_by_its_latency_as_soon_as_it_is_chosen(panel: GraphPanel, document: Document) -> None:
    panel.colours.choose("latency")
    document.set_device(small_device())
    assert value(panel, "#2").endswith("s")


def test_a_group_shows_the_total_or_the_span_of_what_is_in_it(qtbot: QtBot) -> None:
    document = preview(wide_graph(20))
    panel = panel_for(qtbot, document)
    panel.collapse_all()
    panel.colours.choose("macs")
    assert value(panel, "/block0") == "41.0 K"
    document.adopt(uniform(["block0.linear0"], 4, 8), "one")
    panel.colours.choose("weight_bits")
    assert (value(panel, "/block0"), value(panel, "/block1")) == ("4–32", "32")


def test_edges_say_shape_and_width_and_how_many_more_tensors(panel: GraphPanel, document: Document) -> None:
    label = panel.canvas.show_.label
    assert label(Edge("#0", "#1", ("c1",))) == ("8×8×8", "")
    document.adopt(uniform(KEYS, 4, 8), "all")
    assert label(Edge("#1", "#2", ("r1",))) == ("8×8×8", "8 bits")
    assert label(Edge("#1", "#2", ("r1", "c2", "sum"))) == ("8×8×8 +2", "8 bits")
    assert label(Edge("#1", "#2", ("unknown",))) == ("", "")


def test_different_tensors_from_one_place_are_all_labelled(qtbot: QtBot, tmp_path: Path) -> None:
    nodes = [
        Node("split", "Split", ("x",), ("a", "b")),
        Node("one", "Relu", ("a",), ("y",)),
        Node("two", "Relu", ("b",), ("z",)),
    ]
    graph = graph_of(nodes, outputs=("y", "z"))
    tensors = {**graph.tensors, "a": Tensor("a", shape=("N", 5, 7)), "b": Tensor("b", shape=("N", 9, 7))}
    for horizontal in (True, False):
        panel = panel_for(qtbot, preview(replace(graph, tensors=tensors)))
        panel.set_horizontal(horizontal)
        panel.menu.save("svg", str(tmp_path / "network.svg"))
        texts = {
            "".join(e.itertext()).strip() for e in ET.parse(tmp_path / "network.svg").iter() if e.tag.endswith("text")
        }
        assert {"5×7", "9×7", "16×32×32"} <= texts


def test_labels_are_gone_before_they_would_blur(qtbot: QtBot, panel: GraphPanel) -> None:
    """Texts are painted at their own size or not at all: what was asked to be measured tells."""
    show = panel.canvas.show_

    def texts(scale: float) -> set[str]:
        show.texts.clear()
        panel.canvas.set_view(View(scale, 12, 12))
        panel.canvas.grab()
        return {key[0] for key in show.texts}

    near, middle, far = texts(1.0), texts(DETAIL - 0.2), texts(0.2)
    assert "Conv 3×3" in near and "conv1" in near
    assert "Conv 3×3" in middle and "conv1" not in middle
    assert far == set()


def test_themes_repaint_the_network(panel: GraphPanel, qapp) -> None:
    panel.colours.choose("weight_bits")
    light = panel.canvas.grab().toImage()
    theme.apply_theme(qapp, theme.DARK)
    assert panel.canvas.grab().toImage() != light


# ---- imported overlays


def overlay_file(folder: Path, data: object, name: str = "found.json") -> str:
    path = folder / name
    path.write_text(json.dumps(data), encoding="utf-8")
    return str(path)


def test_an_imported_overlay_is_in_the_list_and_shown(qtbot: QtBot, panel: GraphPanel, tmp_path: Path) -> None:
    results = {"conv1": {"value": 0.25}, "c2": {"value": 4}}
    panel.menu.import_overlay(overlay_file(tmp_path, {"name": "size", "results": results}))
    qtbot.waitUntil(lambda: panel.colours.name == "file:size")
    chooser = panel.colours.chooser
    assert chooser.currentText() == "size" and chooser.itemData(chooser.currentIndex()) == "file:size"
    assert (value(panel, "#0"), value(panel, "#2")) == ("0.250", "4.00")
    assert panel.colours.legend.words().startswith("size: 0.250 to 4.00")
    choose(qtbot, panel, "size")
    assert value(panel, "#2").endswith("B")
    panel.menu.import_overlay(overlay_file(tmp_path, {"name": "size", "results": {"conv1": 1}}))
    qtbot.waitUntil(lambda: panel.colours.name == "file:size")
    assert [chooser.itemData(row) for row in range(chooser.count())].count("file:size") == 1


def test_a_file_that_is_no_overlay_is_explained(qtbot: QtBot, panel: GraphPanel, tmp_path: Path) -> None:
    for name, content in (
        ("list.json", b"[]"),
        ("bytes.json", b"\xff\xfe\x00"),
        ("nan.json", b'{"results": {"fc": NaN}}'),
    ):
        (tmp_path / name).write_bytes(content)
        panel.menu.import_overlay(str(tmp_path / name))
        qtbot.waitUntil(lambda: bool(panel.findChildren(QDialog)))
        assert panel.colours.name == "operator"
        for dialog in panel.findChildren(QDialog):
            dialog.reject()
        qtbot.waitUntil(lambda: not panel.findChildren(QDialog))
    panel.menu.import_overlay(str(tmp_path / "gone.json"))
    qtbot.waitUntil(lambda: bool(panel.findChildren(QDialog)))


def test_another_model_has_no_overlay_of_the_one_before(qtbot: QtBot, panel: GraphPanel, tmp_path: Path) -> None:
    panel.menu.import_overlay(overlay_file(tmp_path, {"name": "mine", "results": {"conv1": 1}}))
    qtbot.waitUntil(lambda: panel.colours.name == "file:mine")
    preview(module_graph(), panel.document)
    assert panel.colours.name == "operator" and panel.colours.chooser.findData("file:mine") < 0


# ---- files


def test_an_exported_overlay_comes_back_as_it_was(qtbot: QtBot, panel: GraphPanel, tmp_path: Path) -> None:
    panel.colours.choose("macs")
    values = dict(panel.colours.looks.values)
    for kind, name in (("modelExplorer", "macs.json"), ("netron", "macs.attachment.json")):
        panel.colours.choose("macs")
        panel.menu.save(kind, str(tmp_path / name))
        panel.menu.import_overlay(str(tmp_path / name))
        qtbot.waitUntil(lambda: panel.colours.name == "file:MACs")
        assert dict(panel.colours.looks.values) == values


@pytest.mark.parametrize("name", ["network.png", "network.anything", "网络 图"])
def test_a_png_is_the_whole_picture_at_twice_its_size_whatever_its_name(
    panel: GraphPanel, tmp_path: Path, name: str
) -> None:
    panel.menu.save("png", str(tmp_path / name))
    image = QImage(str(tmp_path / name), "PNG")
    width, height = panel.canvas.show_.picture.size
    assert (image.width(), image.height()) == (round(2 * (width + 32)), round(2 * (height + 32)))
    colours = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    assert len(colours) > 5


def test_an_svg_holds_the_names_and_shapes_as_text(panel: GraphPanel, tmp_path: Path) -> None:
    panel.menu.save("svg", str(tmp_path / "network.svg"))
    root = ET.parse(tmp_path / "network.svg").getroot()
    assert {"conv1", "Conv 3×3", "8×8×8"} <= svg_texts(tmp_path / "network.svg")
    assert root.attrib["viewBox"].split()[2:] == [str(round(side + 32)) for side in panel.canvas.show_.picture.size]


def test_a_picture_of_a_huge_network_is_made_smaller_and_not_too_large_for_memory() -> None:
    for size in ((500.0, 300.0), (200_000.0, 300.0), (60_000.0, 60_000.0)):
        scale = saving.scale_for(*size)
        width, height = (side * scale for side in size)
        assert scale <= 2 and max(width, height) <= saving.LONGEST + 1 and width * height <= saving.LARGEST * 1.01


@pytest.mark.parametrize("kind", ["png", "svg", "modelExplorer", "netron"])
def test_a_file_that_cannot_be_written_is_explained(qtbot: QtBot, panel: GraphPanel, tmp_path: Path, kind: str) -> None:
    panel.colours.choose("macs")
    panel.menu.save(kind, str(tmp_path / "no folder" / "file"))
    (dialog,) = panel.findChildren(QDialog)
    assert not isinstance(dialog, QFileDialog)
    dialog.reject()


def test_overlays_without_values_and_no_picture_cannot_be_exported(panel: GraphPanel) -> None:
    def enabled() -> dict[str, bool]:
        panel.menu.build("")
        return {action.objectName().split("-")[1]: action.isEnabled() for action in panel.menu.to_files}

    assert enabled() == {"modelExplorer": False, "netron": False, "png": True, "svg": True}
    panel.colours.choose("macs")
    assert all(enabled().values())


# ---- memory


def reopened(qtbot: QtBot, graph: ModelGraph, settings: QSettings) -> GraphPanel:
    return panel_for(qtbot, preview(graph), settings)


def test_direction_colours_groups_and_view_are_remembered_for_each_model(qtbot: QtBot, tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    panel = reopened(qtbot, module_graph(), settings)
    panel.menu.flow.trigger()
    assert not panel.horizontal
    panel.set_open(["/stage0"], False)
    panel.colours.choose("macs")
    panel.canvas.set_view(View(0.75, 30, 40))
    qtbot.waitUntil(lambda: bool(settings.value(memory.KEY)))
    panel.keep_choices()
    other = reopened(qtbot, residual_graph(), settings)
    assert other.horizontal and other.colours.name == "operator"
    again = reopened(qtbot, module_graph(), settings)
    assert not again.horizontal and again.colours.name == "macs" and "/stage0" not in again.plan.expanded
    assert "/stage1" in again.plan.expanded and again.canvas.view == View(0.75, 30, 40)
    assert not again.menu.flow.isChecked()


def test_a_view_that_nobody_touched_begins_afresh_and_a_fitted_one_is_fitted(qtbot: QtBot, tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    panel = reopened(qtbot, wide_graph(30), settings)
    panel.keep_choices()
    again = reopened(qtbot, wide_graph(30), settings)
    assert again.canvas.begun
    keys(qtbot, again, Qt.Key.Key_F)
    again.keep_choices()
    assert reopened(qtbot, wide_graph(30), settings).canvas.fitted


@pytest.mark.parametrize(
    "stored",
    ["", "nonsense", "[]", "{}", '{"KEY": 3}', '{"KEY": {"horizontal": "x", "scale": "y"}}', '{"KEY": {"unknown": 1}}',
     '{"KEY": {"scale": 1e999}}', '{"KEY": {"expanded": 3}}', '{"KEY": {"expanded": ["gone", 4]}}',
     '{"KEY": {"overlay": "gone"}}'],
)  # fmt: skip
def test_nonsense_in_the_settings_is_no_error(qtbot: QtBot, tmp_path: Path, stored: str) -> None:
    settings, graph = settings_in(tmp_path), module_graph()
    settings.setValue(memory.KEY, stored.replace("KEY", memory.identity(graph)))
    panel = reopened(qtbot, graph, settings)
    assert panel.plan is not None and panel.colours.name == "operator"
    panel.keep_choices()


def test_only_the_last_models_are_remembered(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    for at in range(memory.MOST + 5):
        memory.remember(settings, f"model{at}", memory.Choices(horizontal=False))
    assert memory.recall(settings, "model0") == memory.Choices()
    assert not memory.recall(settings, f"model{memory.MOST + 4}").horizontal


# ---- off the GUI thread


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Layouts of large networks wait for this event, or for being cancelled."""
    gate, real = threading.Event(), laying.plan

    def waiting(request: Request, cancel: threading.Event | None = None) -> laying.Plan:
        if cancel is None:
            return real(request)
        while not gate.wait(0.005) and not cancel.is_set():
            pass
        return real(request, cancel)

    monkeypatch.setattr(laying, "plan", waiting)
    return gate


LARGE = random_graph(900, spaced=True)


def test_a_large_network_is_laid_out_in_a_thread_while_the_window_lives(qtbot: QtBot, slow: threading.Event) -> None:
    document = preview(LARGE)
    panel = panel_for(qtbot, document)
    assert panel.layouts.is_busy and panel.plan is None
    assert panel.busy.isVisible() and "Esc stops" in panel.busy.text()
    ticks: list[int] = []
    timer = QTimer(interval=1)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()
    qtbot.waitUntil(lambda: len(ticks) > 5)
    slow.set()
    qtbot.waitUntil(lambda: panel.plan is not None)
    timer.stop()
    assert not panel.busy.isVisible() and panel.canvas.show_ is not None


def test_escape_stops_a_layout_and_enter_begins_it_again(qtbot: QtBot, slow: threading.Event) -> None:
    panel = panel_for(qtbot, preview(LARGE))
    keys(qtbot, panel, Qt.Key.Key_Escape)
    assert not panel.layouts.is_busy and "Press Enter" in panel.busy.text() and panel.busy.isVisible()
    slow.set()
    keys(qtbot, panel, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.plan is not None)
    assert not panel.busy.isVisible()


def test_a_stopped_change_leaves_the_picture_and_its_direction(qtbot: QtBot, slow: threading.Event) -> None:
    slow.set()
    panel = panel_for(qtbot, preview(LARGE))
    qtbot.waitUntil(lambda: panel.plan is not None)
    slow.clear()
    panel.expand_all()
    panel.menu.flow.trigger()
    assert panel.layouts.is_busy and not panel.horizontal
    assert panel.layouts.pending.expanded == {box.id for box in panel.plan.tree.groups}
    picture = panel.plan.picture
    keys(qtbot, panel, Qt.Key.Key_Escape)
    assert panel.horizontal and panel.menu.flow.isChecked() and panel.canvas.show_.picture is picture


def test_the_latest_request_wins(qtbot: QtBot, slow: threading.Event) -> None:
    layouts, found = Layouts(), []
    layouts.ready.connect(found.append)
    for horizontal in (True, False, True, False):
        layouts.ask(Request(LARGE, horizontal, False))
    slow.set()
    qtbot.waitUntil(lambda: bool(found))
    qtbot.wait(50)
    assert [plan.request.horizontal for plan in found] == [False] and not layouts.is_busy


def test_a_model_that_follows_while_another_is_laid_out_is_the_one_that_is_shown(
    qtbot: QtBot, slow: threading.Event
) -> None:
    document = preview(LARGE)
    panel = panel_for(qtbot, document)
    preview(residual_graph(), document)
    assert panel.plan is not None and len(panel.plan.tree.box_of_node) == 6
    slow.set()
    qtbot.wait(60)
    assert len(panel.plan.tree.box_of_node) == 6 and not panel.busy.isVisible()


def test_a_model_that_is_announced_twice_while_it_is_laid_out_still_opens_as_remembered(
    qtbot: QtBot, slow: threading.Event, tmp_path: Path
) -> None:
    settings = settings_in(tmp_path)
    slow.set()
    panel = panel_for(qtbot, preview(LARGE), settings)
    qtbot.waitUntil(lambda: panel.plan is not None)
    panel.set_open(["/block0"], True)
    qtbot.waitUntil(lambda: "/block0" in panel.plan.expanded)
    panel.canvas.set_view(View(0.6, 5, 6))
    panel.keep_choices()
    slow.clear()
    document = preview(LARGE)
    again = panel_for(qtbot, document, settings)
    document.replace_graph(replace(LARGE))
    slow.set()
    qtbot.waitUntil(lambda: again.plan is not None)
    assert "/block0" in again.plan.expanded and again.canvas.view == View(0.6, 5, 6)
    again = panel_for(qtbot, document)
    document.replace_graph(replace(LARGE))
    qtbot.waitUntil(lambda: again.plan is not None)
    assert again.canvas.begun


def test_a_match_in_a_large_network_becomes_the_current_box_when_its_picture_is_there(
    qtbot: QtBot, slow: threading.Event
) -> None:
    slow.set()
    panel = panel_for(qtbot, preview(LARGE))
    qtbot.waitUntil(lambda: panel.plan is not None)
    panel.collapse_all()
    qtbot.waitUntil(lambda: not panel.layouts.is_busy)
    panel.open_search()
    qtbot.keyClicks(panel.search.field, "node_777")
    qtbot.keyClick(panel.search.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.current == "#777")
    assert panel.canvas.rect().contains(panel.canvas.box_rect("#777").toRect())


def test_a_panel_may_go_while_its_layout_is_under_way(qtbot: QtBot, slow: threading.Event) -> None:
    threads = threading.active_count()
    for _ in range(20):
        panel = GraphPanel(preview(LARGE))
        assert panel.layouts.is_busy
        panel.layouts._cancel = threading.Event()
        shiboken6.delete(panel)
    slow.set()
    qtbot.waitUntil(lambda: threading.active_count() <= threads)


def test_a_fault_in_a_layout_is_shown_and_not_swallowed(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(request: Request, cancel: threading.Event | None = None) -> laying.Plan:
        raise EdgeVizError("No room.", "Make some.")

    monkeypatch.setattr(laying, "plan", broken)
    panel = panel_for(qtbot, preview(LARGE))
    qtbot.waitUntil(lambda: bool(panel.findChildren(QDialog)))
    assert not panel.layouts.is_busy


# ---- unusual networks


def strange_names() -> ModelGraph:
    names = ["", "", "same", "same", "x" * 500, "узел/один", "卷积层", "طبقة", "<b>bold</b>", "a\nb", "/", "\u202egnp"]
    nodes = [Node(name, "Relu", (f"t{at - 1}" if at else "x",), (f"t{at}",)) for at, name in enumerate(names)]
    return graph_of(nodes)


def loose_graph(count: int) -> ModelGraph:
    nodes = tuple(Node(f"n{at}", "Relu", (f"x{at}",), (f"y{at}",)) for at in range(count))
    tensors = {name: Tensor(name, shape=None) for at in range(count) for name in (f"x{at}", f"y{at}")}
    inputs = tuple(f"x{at}" for at in range(count))
    return ModelGraph("loose", "onnx", inputs, (), nodes, tensors, ())


ODD = {
    "one node": graph_of([Node("only", "Relu", ("x",), ("y",))]),
    "no node": ModelGraph("", "onnx", ("x",), ("x",), (), {"x": Tensor("x")}, ()),
    "strange names": strange_names(),
    "a hub of 5,000": hub_graph(5000),
    "a hub of 60": hub_graph(60),
    "nothing connected": loose_graph(300),
    "20,000 at random": random_graph(20_000),
    "20,000 in modules": random_graph(20_000, spaced=True),
}


@pytest.mark.parametrize("name", list(ODD))
def test_unusual_networks_open_and_every_control_works(qtbot: QtBot, name: str, tmp_path: Path) -> None:
    document = preview(ODD[name])
    panel = panel_for(qtbot, document)
    ticks: list[int] = []
    timer = QTimer(interval=1)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()
    was_busy = panel.layouts.is_busy
    qtbot.waitUntil(lambda: panel.plan is not None)
    assert not was_busy or ticks, "the event loop stood still"
    assert len(panel.plan.shown) <= 150
    panel.canvas.grab()
    for command in (panel.flip, panel.collapse_all, panel.open_level, panel.automatic, panel.canvas.fit):
        command()
        qtbot.waitUntil(lambda: not panel.layouts.is_busy)
        panel.canvas.grab()
    for overlay in OVERLAYS:
        panel.colours.choose(overlay)
    panel.open_search()
    qtbot.keyClicks(panel.search.field, "relu")
    qtbot.keyClick(panel.search.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not panel.layouts.is_busy)
    keys(qtbot, panel, *(Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Minus))
    qtbot.waitUntil(lambda: not panel.layouts.is_busy)
    for box in [*panel.plan.shown[:20]]:
        panel._show_tip(box, panel.mapToGlobal(panel.rect().center()))
    with qtbot.waitSignal(panel.menu.saved):
        panel.menu.save("svg", str(tmp_path / "odd.svg"))
    ET.parse(tmp_path / "odd.svg")
    assert not panel.findChildren(QDialog)
    timer.stop()


@pytest.mark.slow
def test_all_groups_of_20000_nodes_open_at_once(qtbot: QtBot) -> None:
    panel = panel_for(qtbot, preview(ODD["20,000 at random"]))
    qtbot.waitUntil(lambda: panel.plan is not None)
    panel.expand_all()
    qtbot.waitUntil(lambda: not panel.layouts.is_busy)
    assert sum(panel.plan.tree.boxes[box].kind is Kind.NODE for box in panel.plan.shown) == 20_000
    panel.canvas.fit()
    panel.canvas.grab()


def test_no_box_covers_another_and_all_lie_in_their_frame() -> None:
    for graph in (module_graph(), random_graph(500), random_graph(500, spaced=True), hub_graph(60), loose_graph(60)):
        for horizontal in (True, False):
            made = plan(Request(graph, horizontal, True))
            every = frozenset(box.id for box in made.tree.groups)
            picture = plan(Request(graph, horizontal, True, every, made.tree)).picture
            rects, parents = picture.rects, picture.parents
            for at in range(1, len(rects)):
                frame = rects[parents[at]]
                assert (rects[at, :2] >= frame[:2] - 0.01).all()
                assert (rects[at, :2] + rects[at, 2:] <= frame[:2] + frame[2:] + 0.01).all()
            for parent in set(parents.tolist()) - {-1}:
                inside = [at for at in range(1, len(rects)) if parents[at] == parent]
                for at, one in enumerate(inside):
                    for other in inside[at + 1 :]:
                        a, b = rects[one], rects[other]
                        apart = (a[:2] + a[2:] <= b[:2] + 0.01) | (b[:2] + b[2:] <= a[:2] + 0.01)
                        assert apart.any(), (graph.name, picture.ids[one], picture.ids[other])
