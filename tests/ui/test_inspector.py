"""The inspector: what it asks for, what it shows meanwhile, what its settings do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from edgeviz.core.dataset import DataSpec
from edgeviz.core.layer_view import Distribution, LayerView
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.spec import Granularity, Observer, Scheme, Spec, activation_spec, weight_spec
from edgeviz.jobs.events import Failed, Finished
from edgeviz.jobs.spec import JobSpec, Lane
from edgeviz.project.store import ModelRecord, Project, Store
from edgeviz.ui.bridge import Job
from edgeviz.ui.document import Document
from edgeviz.ui.inspector.panel import ENTRY, InspectorPanel
from edgeviz.ui.inspector.plots import ChannelBlock, HistogramBlock, quantized_steps, shares
from tests.ui.small_model import small_graph

W = TypeVar("W", bound=QWidget)


class FakeJobs(QObject):
    """Takes requests; the test answers them."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[Job] = []

    def submit(self, spec: JobSpec) -> Job:
        self.jobs.append(Job(spec, self))
        return self.jobs[-1]

    def answer(self, view: LayerView, job: Job | None = None) -> None:
        job = job or self.jobs[-1]
        job.take(Finished(job.spec.id, view))


def distribution(levels: int = 0) -> Distribution:
    edges = np.linspace(-1, 1, 129)
    counts = np.exp(-((edges[:-1] * 3) ** 2)) * 1000
    found = np.linspace(-1, 0.99, levels) if levels else np.empty(0)
    quantized = np.histogram(found, edges)[0] * (counts.sum() / max(levels, 1)) if levels else counts
    return Distribution(edges, counts, quantized, found, 31.25, -1.0, 1.0, 1234)


def view_of(document: Document, key: str, activation: bool = True) -> LayerView:
    return LayerView(
        key, document.recipe[key], distribution(16), -np.ones(8), np.ones(8), np.ones(8),
        distribution() if activation else None, activation_note="" if activation else "It looks up indices.",
    )  # fmt: skip


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    model = tmp_path / "model.onnx"
    model.write_bytes(b"not read by the window")
    store = Store.create(tmp_path / "p.edgeviz", cache=tmp_path / "cache")
    store.write(Project(model=ModelRecord.of(model, small_graph(8)), data=DataSpec()))
    document = Document()
    document.attach(store, untitled=False)
    yield document
    document.close()


@pytest.fixture
def jobs(qapp: object) -> FakeJobs:
    return FakeJobs()


@pytest.fixture
def panel(qtbot: QtBot, document: Document, jobs: FakeJobs) -> InspectorPanel:
    panel = InspectorPanel(document, jobs)  # type: ignore[arg-type]
    qtbot.addWidget(panel)
    panel.resize(1280, 260)
    panel.show()
    qtbot.waitActive(panel)
    return panel


def find(panel: InspectorPanel, kind: type[W], name: str) -> W:
    found = panel.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def keys(document: Document, *rows: int) -> list[str]:
    assert document.graph is not None
    return [document.graph.layers[row].key for row in rows]


def shown_facts(panel: InspectorPanel) -> dict[str, str]:
    return {label.text(): value.text() for label, value in panel._facts._labels if label.text()}


def pick(qtbot: QtBot, combo: QComboBox, text: str) -> None:
    """Choose ``text`` with the keyboard, as a person does."""
    combo.setFocus()
    while combo.currentText() != text:
        down = combo.findText(text) > combo.currentIndex()
        qtbot.keyClick(combo, Qt.Key.Key_Down if down else Qt.Key.Key_Up)


def test_without_a_selection_it_says_what_to_do(panel: InspectorPanel, document: Document) -> None:
    assert "Select a layer" in find(panel, QLabel, "inspectorEmpty").text()
    document.select(keys(document, 0))
    assert not find(panel, QLabel, "inspectorEmpty").isVisible()
    document.select(())
    assert find(panel, QLabel, "inspectorEmpty").isVisible()


def test_one_layer_shows_its_facts(panel: InspectorPanel, document: Document) -> None:
    document.select(keys(document, 1))
    facts = shown_facts(panel)
    assert facts["Kind"] == "Depthwise 3×3"
    assert facts["Weight"] == "32×16×3×3"
    assert facts["Parameters"] == "4,608"
    assert "kernel_shape 3×3" in facts["Attributes"]


def test_the_request_is_complete_and_goes_to_the_interactive_lane(
    qtbot: QtBot, panel: InspectorPanel, document: Document, jobs: FakeJobs
) -> None:
    document.select(keys(document, 1))
    qtbot.waitUntil(lambda: len(jobs.jobs) == 1)
    spec = jobs.jobs[0].spec
    assert (spec.entry, spec.lane) == (ENTRY, Lane.INTERACTIVE)
    assert set(spec.arguments) == {"path", "data", "recipe", "key"}
    assert spec.arguments["key"] == keys(document, 1)[0]
    assert Path(spec.arguments["path"]).name == "model.onnx"


def test_walking_through_layers_asks_once(
    qtbot: QtBot, panel: InspectorPanel, document: Document, jobs: FakeJobs
) -> None:
    for row in range(5):
        document.select(keys(document, row))
    qtbot.wait(250)
    assert [job.spec.arguments["key"] for job in jobs.jobs] == keys(document, 4)


def test_an_older_request_is_cancelled_and_its_answer_ignored(
    qtbot: QtBot, panel: InspectorPanel, document: Document, jobs: FakeJobs
) -> None:
    document.select(keys(document, 0))
    qtbot.waitUntil(lambda: len(jobs.jobs) == 1)
    document.select(keys(document, 1))
    assert jobs.jobs[0].cancel_event.is_set()
    qtbot.waitUntil(lambda: len(jobs.jobs) == 2)
    jobs.answer(view_of(document, keys(document, 0)[0]), jobs.jobs[0])
    assert not panel._shown
    jobs.answer(view_of(document, keys(document, 1)[0]))
    assert panel._shown


def test_histograms_and_noise_are_shown(
    qtbot: QtBot, panel: InspectorPanel, document: Document, jobs: FakeJobs
) -> None:
    document.select(keys(document, 0))
    qtbot.waitUntil(lambda: len(jobs.jobs) == 1)
    jobs.answer(view_of(document, keys(document, 0)[0]))
    for name in ("inspectorWeights", "inspectorActivations", "inspectorChannels"):
        assert find(panel, QWidget, f"{name}-plot").isVisible()
    assert find(panel, QLabel, "inspectorWeights-value").text() == "SQNR 31.3 dB"


def test_old_histograms_of_the_same_layer_are_dimmed_and_known_ones_come_back_at_once(
    qtbot: QtBot, panel: InspectorPanel, document: Document, jobs: FakeJobs
) -> None:
    (key,) = keys(document, 0)
    document.select([key])
    qtbot.waitUntil(lambda: len(jobs.jobs) == 1)
    jobs.answer(view_of(document, key))
    document.set_layers({key: LayerRecipe(weight_spec(4))}, "4 bits")
    assert find(panel, QLabel, "inspectorBusy").text() == "Updating…"
    assert find(panel, QWidget, "inspectorWeights-plot").isVisible()
    qtbot.waitUntil(lambda: len(jobs.jobs) == 2)
    document.undo_stack.undo()
    assert find(panel, QLabel, "inspectorBusy").text() == ""
    qtbot.wait(250)
    assert len(jobs.jobs) == 2


def test_a_failure_is_shown_where_the_histogram_would_be(
    qtbot: QtBot, panel: InspectorPanel, document: Document, jobs: FakeJobs
) -> None:
    document.select(keys(document, 0))
    qtbot.waitUntil(lambda: len(jobs.jobs) == 1)
    job = jobs.jobs[0]
    job.take(Failed(job.spec.id, "Cannot read model.onnx.", "Export it again."))
    assert find(panel, QLabel, "inspectorWeights-note").text() == "Cannot read model.onnx. Export it again."


def test_a_missing_model_file_is_an_error_with_a_remedy(
    qtbot: QtBot, panel: InspectorPanel, document: Document, tmp_path: Path
) -> None:
    record = document.project.model
    assert record is not None
    document.store.write(replace(document.project, model=replace(record, embedded=False)))  # type: ignore[union-attr]
    (tmp_path / "model.onnx").write_bytes(b"another file altogether")
    document.select(keys(document, 0))
    qtbot.waitUntil(lambda: bool(find(panel, QLabel, "inspectorWeights-note").text()))


def test_a_layer_without_activation_says_why(
    qtbot: QtBot, panel: InspectorPanel, document: Document, jobs: FakeJobs
) -> None:
    (key,) = keys(document, 6)
    document.select([key])
    qtbot.waitUntil(lambda: len(jobs.jobs) == 1)
    jobs.answer(view_of(document, key, activation=False))
    assert find(panel, QLabel, "inspectorActivations-note").text() == "It looks up indices."
    assert not find(panel, QComboBox, "activationBits").isEnabled()


def test_nothing_is_computed_while_nobody_looks(
    qtbot: QtBot, panel: InspectorPanel, document: Document, jobs: FakeJobs
) -> None:
    panel.hide()
    document.select(keys(document, 0))
    qtbot.wait(250)
    assert jobs.jobs == []
    panel.show()
    qtbot.waitUntil(lambda: len(jobs.jobs) == 1)


def test_choosing_bits_is_one_undo_step(qtbot: QtBot, panel: InspectorPanel, document: Document) -> None:
    (key,) = keys(document, 0)
    document.select([key])
    combo = find(panel, QComboBox, "weightBits")
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_End)
    assert document.recipe[key].weight == Spec(1, Scheme.KMEANS)
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert combo.currentText() == "32 float"


def test_several_layers_show_what_they_share_and_are_edited_together(
    qtbot: QtBot, panel: InspectorPanel, document: Document
) -> None:
    first, second = keys(document, 0, 1)
    document.set_layers(
        {first: LayerRecipe(weight_spec(8)), second: LayerRecipe(weight_spec(4, observer=Observer.MSE))}, "x"
    )
    document.select([first, second])
    bits = find(panel, QComboBox, "weightBits")
    assert (bits.currentIndex(), bits.placeholderText()) == (-1, "mixed")
    assert find(panel, QComboBox, "weightGranularity").currentText() == "Per channel"
    pick(qtbot, find(panel, QComboBox, "weightGranularity"), "Per tensor")
    assert {document.recipe[key].weight.granularity for key in (first, second)} == {Granularity.TENSOR}
    assert document.recipe[second].weight.observer is Observer.MSE
    assert shown_facts(panel)["Parameters"] == "6,912"


def test_settings_of_integers_are_disabled_for_float(panel: InspectorPanel, document: Document) -> None:
    document.select(keys(document, 0))
    assert find(panel, QComboBox, "weightBits").isEnabled()
    assert not find(panel, QComboBox, "weightSymmetry").isEnabled()


def test_turning_the_percentile_is_one_undo_step(qtbot: QtBot, panel: InspectorPanel, document: Document) -> None:
    (key,) = keys(document, 0)
    document.select([key])
    row = LayerRecipe(activation=activation_spec(8, observer=Observer.PERCENTILE))
    document.set_layers({key: row}, "percentile")
    spin = find(panel, QDoubleSpinBox, "activationPercentile")
    spin.setFocus()
    for _ in range(3):
        qtbot.keyClick(spin, Qt.Key.Key_Down)
    assert document.recipe[key].activation.percentile == pytest.approx(99.96)
    assert document.undo_stack.count() == 2


def test_the_observer_is_chosen_with_the_keyboard(qtbot: QtBot, panel: InspectorPanel, document: Document) -> None:
    (key,) = keys(document, 0)
    document.set_layers({key: LayerRecipe(activation=activation_spec(8))}, "x")
    document.select([key])
    pick(qtbot, find(panel, QComboBox, "activationObserver"), "MSE")
    pick(qtbot, find(panel, QComboBox, "activationSymmetry"), "Symmetric")
    assert document.recipe[key].activation.observer is Observer.MSE
    assert document.recipe[key].activation.symmetric


def test_every_level_keeps_its_share_of_the_values() -> None:
    found = distribution(16)
    edges, heights = quantized_steps(found)
    width = found.edges[1] - found.edges[0]
    assert len(heights) == 16
    assert float((heights * np.diff(edges)).sum() / width) == pytest.approx(100)


def test_shares_of_nothing_are_nothing() -> None:
    assert not shares(np.zeros(3)).any()


def test_logarithmic_counts_survive_empty_bins(qtbot: QtBot) -> None:
    block = HistogramBlock("histogram", "Weights")
    qtbot.addWidget(block)
    counts = np.zeros(4)
    counts[1] = 5
    empty = Distribution(np.linspace(0, 1, 5), counts, np.zeros(4), np.empty(0), float("inf"), 0, 1, 5)
    block.show_distribution(empty, "Weight", "8 bits")
    block.set_log(True)
    block.resize(200, 200)
    block.show()
    block.grab()
    assert block.value.text() == "SQNR ∞ dB"


def test_axes_show_plain_values(qtbot: QtBot) -> None:
    block = ChannelBlock("channels", "Channels")
    qtbot.addWidget(block)
    block.resize(250, 250)
    block.show()
    block.show_ranges(-np.full(8, 0.3), np.full(8, 0.3))
    block.grab()
    axis = block.plot.getPlotItem().getAxis("left")
    assert axis.autoSIPrefixScale * axis.scale == 1


def test_the_panel_takes_any_width(qtbot: QtBot, panel: InspectorPanel, document: Document) -> None:
    document.select(keys(document, 0))
    for width in (320, 480, 640, 960, 1100, 1280):
        panel.resize(width, 500)
        inner = find(panel, QWidget, "inspectorInner")
        assert inner.minimumSizeHint().width() <= max(width, 320)


def test_a_new_recipe_does_not_ask_again_for_a_layer_that_did_not_change(
    qtbot: QtBot, panel: InspectorPanel, document: Document, jobs: FakeJobs
) -> None:
    first, second = keys(document, 0, 1)
    document.select([first])
    qtbot.waitUntil(lambda: len(jobs.jobs) == 1)
    jobs.answer(view_of(document, first))
    document.adopt(Recipe({second: LayerRecipe(weight_spec(8))}), "other")
    qtbot.wait(250)
    assert len(jobs.jobs) == 1


def test_plots_stand_beside_the_facts_in_a_window_of_1280_pixels(
    qtbot: QtBot, panel: InspectorPanel, document: Document
) -> None:
    panel.resize(640, 220)
    document.select(keys(document, 0))
    panel.resize(1280, 220)
    facts, weights = find(panel, QWidget, "inspectorFacts"), find(panel, QWidget, "inspectorWeights")
    qtbot.waitUntil(lambda: weights.mapTo(panel, QPoint(0, 0)).x() > facts.mapTo(panel, QPoint(0, 0)).x() + 200)


def test_values_that_are_not_rounded_are_drawn_as_the_float_ones_however_few_they_are() -> None:
    """Pixels of 0 to 16 are 17 levels in float already."""
    counts = np.array([50.0, 0, 0, 10, 0, 0, 40])
    found = Distribution(np.linspace(0, 7, 8), counts, counts, np.array([0.0, 3, 6]), float("inf"), 0, 7, 100)
    edges, heights = quantized_steps(found)
    assert list(edges) == list(found.edges) and list(heights) == list(shares(counts))
