"""The form of a training run: what its fields say is the request, and what is impossible says why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from pytestqt.qtbot import QtBot

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_request import (
    ActivationRule,
    Augmentation,
    Distillation,
    Method,
    Pruning,
    Scope,
    Start,
    Structure,
    Student,
    TrainRequest,
)
from edgeviz.core.training import Optimizer, Schedule, TrainSpec
from edgeviz.project.store import Store
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.document import Document
from edgeviz.ui.training.estimating import Estimating
from edgeviz.ui.training.form import SETTING, FormPanel
from edgeviz.ui.training.graphs import Graphs
from edgeviz.ui.training.training import Training
from edgeviz.ui.training.words import about, run_title
from tests.ui.conftest import keys, uniform_recipe


class NoJobs(Jobs):
    """Nothing runs: these tests are about the fields."""

    def submit(self, spec, record=None):  # type: ignore[no-untyped-def]
        raise AssertionError(f"{spec.title} was started")


@pytest.fixture
def form(document: Document, tmp_path: Path, qtbot: QtBot) -> Iterator[FormPanel]:
    jobs = NoJobs()
    training = Training(document, jobs, tmp_path)
    form = FormPanel(document, training, Graphs(jobs), Estimating(document, jobs))
    qtbot.addWidget(form)
    yield form
    form._timer.stop()


def requests(document: Document) -> list[TrainRequest]:
    w4, w1 = uniform_recipe(document, 4, 8), uniform_recipe(document, 1, 32)
    first, second = keys(document)[:2]
    graph = document.graph
    assert graph is not None
    pair = (graph.layers[0].output, graph.layers[1].output)
    spec = TrainSpec(3, 32, Optimizer.SGD, 0.05, Schedule.STEP, 5e-4, 0.8, 7, 0.2, 1.5, 42, (), 4, 100)
    return [
        TrainRequest(),
        TrainRequest(spec, w4, activations=ActivationRule.LSQ, unfold=False, freeze=0.5, balanced=True, samples=500),
        TrainRequest(recipe=w1, student=Student(width=0.5, depth=0.25, start=Start.RANDOM), name="Half"),
        TrainRequest(student=Student("/models/small.onnx"), distillation=Distillation(teachers=("/a.onnx", "/b.onnx"))),
        TrainRequest(distillation=Distillation(Method.LOGITS, synthetic=2000)),
        TrainRequest(distillation=Distillation(Method.HINT, pairs=(pair,), hint_epochs=2, temperature=2.5, alpha=0.5)),
        TrainRequest(distillation=Distillation(Method.ATTENTION, pairs=(pair, ("typed", "by hand")), beta=12.5)),
        TrainRequest(pruning=Pruning(Structure.WEIGHTS, Scope.LAYER, 0.8, ((first, 0.3),), ramp=0.5, spare=(second,))),
        TrainRequest(pruning=Pruning(Structure.N_OF_M, keep=1, of=8, ramp=0.25)),
        TrainRequest(pruning=Pruning(Structure.CHANNELS, sparsity=0.25)),
        TrainRequest(augmentation=Augmentation(True, 4, 0.2)),
    ]


def test_whatever_is_asked_for_can_be_shown_and_read_back(form: FormPanel, document: Document) -> None:
    for request in requests(document):
        form.show_request(request)
        assert form.request() == request


def test_the_form_is_there_again_when_the_project_is_opened_again(
    form: FormPanel, document: Document, tmp_path: Path
) -> None:
    wanted = requests(document)[2]
    form.show_request(wanted)
    form._settle()
    store = document.store
    assert store is not None and SETTING in document.project.settings
    form.show_request(TrainRequest())
    path = store.path
    document.close()
    document.attach(Store.open(path, tmp_path / "cache"), untitled=False)
    # The recipe is the project's own and no part of the form.
    assert form.request().student == wanted.student and form.request().name == "Half"


@pytest.mark.parametrize("setting", [7, {"request": "x"}, {"request": {"spec": 3}}, {"bits": [], "request": None}])
def test_a_damaged_setting_gives_the_defaults(
    form: FormPanel, document: Document, tmp_path: Path, setting: object
) -> None:
    document.set_setting(SETTING, setting)
    store = document.store
    assert store is not None
    path = store.path
    document.close()
    document.attach(Store.open(path, tmp_path / "cache"), untitled=False)
    assert form.request().spec == TrainSpec()


def test_the_current_bits_are_the_default_as_soon_as_there_are_some(form: FormPanel, document: Document) -> None:
    form.show()
    assert form.request().recipe == Recipe()
    assert not enabled(form, 0) and "float" in str(form.student.bits.itemData(0, Qt.ItemDataRole.ToolTipRole))
    recipe = uniform_recipe(document, 4, 8)
    document.adopt(recipe, "Four bits")
    assert enabled(form, 0) and form.request().recipe == recipe
    document.undo_stack.undo()
    assert form.request().recipe == Recipe()


def test_what_is_edited_elsewhere_is_known_when_the_form_is_asked(form: FormPanel, document: Document) -> None:
    assert not form.isVisible()
    recipe = uniform_recipe(document, 4, 8)
    document.adopt(recipe, "Four bits")
    assert form.request().recipe == recipe
    document.undo_stack.undo()
    form.show()
    assert not enabled(form, 0)


def enabled(form: FormPanel, row: int) -> bool:
    model = form.student.bits.model()
    assert isinstance(model, QStandardItemModel)
    return model.item(row).isEnabled()


def test_ranges_are_learned_only_where_activations_are_quantized(form: FormPanel, document: Document) -> None:
    form.show()
    document.adopt(uniform_recipe(document, 4, 8), "Four bits")
    form.student.rule_box.choose(ActivationRule.PACT)
    assert form.request().activations is ActivationRule.PACT
    document.adopt(uniform_recipe(document, 4, 32), "Weights alone")
    assert not form.student.rule_box.isEnabled() and "No activation" in form.student.rule_box.toolTip()
    assert form.request().activations is ActivationRule.CALIBRATED


def test_what_hinders_a_start_is_said(form: FormPanel, document: Document) -> None:
    assert form.obstacle() == ""
    form.show_request(TrainRequest(distillation=Distillation()))
    assert "same network" in form.obstacle()
    form.student.kind.choose("smaller")
    assert form.obstacle() == ""
    form.student.width_box.set_share(1.0)
    assert "100 %" in form.obstacle()
    form.student.kind.choose("file")
    assert "Choose the student's file" in form.obstacle()
    form.student.kind.choose("open")
    form.teacher.method.choose(Method.HINT)
    assert "one pair" in form.obstacle()
    form._show_state()
    assert not form.start_button.isEnabled() and "one pair" in form.problem.text()
    form.teacher.method.choose(None)
    document.edit("No data", data=None)
    assert "Ctrl+D" in form.obstacle()


def test_a_pair_is_taken_from_the_selection(form: FormPanel, document: Document, qtbot: QtBot) -> None:
    graph = document.graph
    assert graph is not None
    form.show()
    form.teacher.method.choose(Method.HINT)
    row = form.teacher.pairs.rows[0]
    assert not row.take_teacher.isEnabled() and "Select a layer" in row.take_teacher.toolTip()
    document.select([graph.layers[1].key])
    qtbot.mouseClick(row.take_teacher, Qt.MouseButton.LeftButton)
    document.select([graph.layers[0].key])
    qtbot.mouseClick(row.take_student, Qt.MouseButton.LeftButton)
    assert row.teacher.currentText() == graph.layers[1].key
    found = form.request().distillation
    assert found is not None and found.pairs == ((graph.layers[1].output, graph.layers[0].output),)


def test_images_alone_are_augmented(form: FormPanel) -> None:
    form.augmentation.flip.setChecked(True)
    assert form.request().augmentation.flip
    form.augmentation.show_possible("no images")
    assert not form.request().augmentation and "no images" in form.augmentation.crop.toolTip()


def test_momentum_belongs_to_sgd(form: FormPanel) -> None:
    form._settle()
    assert not form.advanced.momentum.isEnabled()
    form.loop.optimizer.choose(Optimizer.SGD)
    form._settle()
    assert form.advanced.momentum.isEnabled()


def test_rates_can_be_typed_as_one_writes_them(form: FormPanel, qtbot: QtBot) -> None:
    box = form.loop.rate
    for text, value in (("1e-4", 1e-4), ("0.05", 0.05), ("3", 3.0)):
        box.selectAll()
        qtbot.keyClicks(box, text)
        box.interpretText()
        assert box.value() == pytest.approx(value)
    assert box.text() == "3"


def test_folded_sections_say_what_is_chosen_in_them(form: FormPanel, qtbot: QtBot) -> None:
    form.show_request(TrainRequest(TrainSpec(epochs=7), pruning=Pruning(sparsity=0.8)))
    form._settle()
    assert form.loop.summary.text() == ""
    form.loop.head.setChecked(False)
    form.pruning.head.setChecked(False)
    assert "7 epochs" in form.loop.summary.text() and "80 %" in form.pruning.summary.text()


def test_a_preset_fills_the_form_and_its_sentence_goes_with_the_first_change(form: FormPanel) -> None:
    preset = form.presets.offered()[0]
    form.presets.choose(preset)
    assert form.request() == preset.request
    assert form.sentence.text() == preset.sentence and not form.sentence.isHidden()
    form.loop.epochs.setValue(form.loop.epochs.value() + 1)
    assert form.sentence.isHidden()


def test_every_preset_can_be_started_on_this_model(form: FormPanel) -> None:
    for preset in form.presets.offered():
        form.presets.choose(preset)
        assert form.obstacle() == "", preset.name


def test_several_pairs_are_for_attention_alone(form: FormPanel) -> None:
    pairs = (("a", "b"), ("c", "d"))
    form.show_request(TrainRequest(distillation=Distillation(Method.ATTENTION, pairs=pairs)))
    assert not form.teacher.pairs.add_button.isHidden()
    form.teacher.method.choose(Method.HINT)
    found = form.request().distillation
    assert found is not None and found.pairs == pairs[:1]
    assert form.teacher.pairs.add_button.isHidden()


def test_titles_say_what_is_unusual(document: Document) -> None:
    titles = [run_title(request, document.graph) for request in requests(document)]
    assert titles[0] == "Fine-tune · float"
    assert titles[2] == "Half"
    assert titles[3].startswith("Distil · T 4.0 · small.onnx")
    # An augmentation alone is no other kind of run.
    assert len(set(titles)) == len(titles) - 1


def test_times_are_said_as_roughly_as_they_are_known() -> None:
    assert [about(seconds) for seconds in (1, 33, 70, 610, 3000, 7200, 40_000)] == [
        "about 5 s", "about 35 s", "about 1 min", "about 10 min", "about 50 min", "about 2.0 h", "about 11 h",
    ]  # fmt: skip


def test_a_number_that_cannot_be_is_said_with_its_remedy(form: FormPanel) -> None:
    form.teacher.method.choose(Method.ATTENTION)
    with pytest.raises(EdgeVizError, match="pairs"):
        form.request()
