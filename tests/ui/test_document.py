import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import ProjectError
from edgeviz.core.metric import Provenance
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.spec import weight_spec
from edgeviz.project.store import Store
from edgeviz.ui.document import Document
from tests.ui.conftest import evaluation, uniform_recipe


def test_an_edit_of_many_layers_is_one_undo_step(document: Document) -> None:
    document.adopt(uniform_recipe(document, 8, 8), "All 8 bits")
    document.change_layers(["conv1", "conv2"], lambda row: replace(row, weight=weight_spec(4)), "4 bits")
    assert [document.recipe[key].weight.bits for key in ("conv1", "conv2", "fc")] == [4, 4, 8]
    document.undo_stack.undo()
    assert document.recipe == uniform_recipe(document, 8, 8)
    document.undo_stack.undo()
    assert document.recipe == Recipe()
    document.undo_stack.redo()
    assert document.recipe == uniform_recipe(document, 8, 8)


def test_an_edit_that_changes_nothing_is_no_undo_step(document: Document) -> None:
    document.adopt(Recipe(), "Float")
    assert document.undo_stack.count() == 0


def test_dragging_merges_into_one_step(document: Document) -> None:
    for bits in (8, 7, 6, 5):
        document.set_layers({"conv1": LayerRecipe(weight_spec(bits))}, "Bits", merge_key="drag conv1")
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    assert document.recipe == Recipe()


def test_every_edit_is_on_disk_at_once(document: Document) -> None:
    document.adopt(uniform_recipe(document, 4, 8), "4 bits")
    assert document.store is not None
    path = document.store.path
    document.close()
    store = Store.open(path)
    assert store.read().recipe == uniform_recipe(document, 4, 8)
    store.close()


def test_undo_keeps_measurements(document: Document) -> None:
    recipe = uniform_recipe(document, 8, 8)
    document.adopt(recipe, "8 bits")
    document.take_evaluation(evaluation(recipe, 0.9, 1000), document.context)
    document.undo_stack.undo()
    document.undo_stack.redo()
    found = document.evaluation()
    assert found is not None
    assert found.value("accuracy") == 0.9


def test_a_figure_goes_stale_and_comes_back(document: Document) -> None:
    document.take_evaluation(evaluation(Recipe(), 0.95, 4000), document.context)
    assert not document.figure("accuracy").stale
    document.adopt(uniform_recipe(document, 4, 8), "4 bits")
    stale = document.figure("accuracy")
    assert stale.stale
    assert stale.metric is not None
    assert stale.metric.value == 0.95
    document.undo_stack.undo()
    assert not document.figure("accuracy").stale


def test_size_is_predicted_until_it_is_measured(document: Document) -> None:
    recipe = uniform_recipe(document, 4, 8)
    document.adopt(recipe, "4 bits")
    predicted = document.figure("size").metric
    assert predicted is not None
    assert predicted.provenance is Provenance.PREDICTED
    document.take_evaluation(evaluation(recipe, 0.9, 1234), document.context)
    measured = document.figure("size").metric
    assert measured is not None
    assert (measured.value, measured.provenance) == (1234, Provenance.MEASURED)


def test_results_of_other_data_do_not_show(document: Document) -> None:
    before = document.context
    document.set_data(DataSpec(seed=1), "Other seed")
    document.take_evaluation(evaluation(Recipe(), 0.5, 4000), before)
    assert document.evaluations == ()


def test_changing_data_is_undone_with_its_evaluations(document: Document) -> None:
    assert document.store is not None
    first = evaluation(Recipe(), 0.95, 4000)
    document.store.add_evaluation(document.context, first)
    document.take_evaluation(first, document.context)
    document.set_data(DataSpec(seed=1), "Other seed")
    assert document.evaluations == ()
    document.undo_stack.undo()
    assert [found.value("accuracy") for found in document.evaluations] == [0.95]


def test_selection_tells_only_when_it_changes(document: Document, qtbot: QtBot) -> None:
    with qtbot.waitSignal(document.selectionChanged):
        document.select(["conv1"])
    with qtbot.assertNotEmitted(document.selectionChanged):
        document.select(["conv1"])


def test_saving_under_a_name_goes_on_there(document: Document, tmp_path: Path) -> None:
    target = tmp_path / "named.edgeviz"
    document.save_as(str(target))
    document.adopt(uniform_recipe(document, 8, 8), "8 bits")
    document.close()
    store = Store.open(target)
    assert store.read().recipe.layers
    store.close()


def test_undo_after_the_project_file_was_made_keeps_the_model_s_identity_and_data(
    document: Document, tmp_path: Path
) -> None:
    model = document.project.model
    assert model is not None
    fresh = Document()
    fresh.show_preview(replace(model, sha256=""))
    fresh.adopt(uniform_recipe(fresh, 8, 8), "8 bits")
    fresh.adopt_store(Store.create(tmp_path / "fresh.edgeviz"), model)
    fresh.offer_data(DataSpec())
    fresh.set_setting("x", "size")
    fresh.undo_stack.undo()
    assert fresh.recipe == Recipe()
    assert fresh.project.model == model
    assert fresh.data == DataSpec()
    assert fresh.project.settings["x"] == "size"
    fresh.undo_stack.redo()
    fresh.close()
    store = Store.open(tmp_path / "fresh.edgeviz")
    assert store.read().model is not None
    store.close()


def test_looking_at_recovered_work_does_not_delete_it(document: Document, tmp_path: Path) -> None:
    assert document.store is not None
    document.store.add_evaluation(document.context, evaluation(Recipe(), 0.9, 1000))
    document.save_as(str(tmp_path / "kept.edgeviz"))
    document.close()
    again = Document()
    again.attach(Store.open(tmp_path / "kept.edgeviz"), untitled=True)
    again.close()
    assert (tmp_path / "kept.edgeviz").exists()


def test_an_untouched_demo_is_not_kept_and_an_edited_one_is(document: Document, tmp_path: Path) -> None:
    for name, edited in (("looked", False), ("edited", True)):
        document.save_as(str(tmp_path / f"{name}.edgeviz"))
        other = Document()
        document.close()
        other.attach(Store.open(tmp_path / f"{name}.edgeviz"), untitled=True, disposable=True)
        if edited:
            other.adopt(uniform_recipe(other, 8, 8), "8 bits")
        other.close()
        assert (tmp_path / f"{name}.edgeviz").exists() == edited
        if not edited:
            document.attach(_copy_of(tmp_path), untitled=False)


def _copy_of(folder: Path) -> Store:
    return Store.open(next(folder.glob("residual.edgeviz")))


def test_a_project_that_cannot_be_read_leaves_the_open_one_alone(document: Document, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.edgeviz"
    document.save_as(str(tmp_path / "good.edgeviz"))
    with sqlite3.connect(shutil.copy(tmp_path / "residual.edgeviz", damaged)) as database:
        database.execute("UPDATE models SET graph = x'00'")
    database.close()
    before = damaged.read_bytes()
    with pytest.raises(ProjectError, match="damaged"):
        document.attach(Store.open(damaged), untitled=False)
    document.adopt(uniform_recipe(document, 8, 8), "8 bits")
    assert document.store is not None
    assert document.store.path.name == "good.edgeviz"
    assert document.store.read().recipe.layers
    assert Path(damaged).stat().st_size == len(before)


def test_a_disk_that_refuses_is_said_and_the_window_goes_on(document: Document, qtbot: QtBot) -> None:
    assert document.store is not None
    document.store.close()
    with qtbot.waitSignal(document.writeFailed) as failed, qtbot.waitSignal(document.recipeChanged):
        document.adopt(uniform_recipe(document, 8, 8), "8 bits")
    assert failed.args[0].what
    assert document.recipe.layers


def test_a_project_with_a_damaged_figure_leaves_the_open_one_as_it_is(document: Document, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.edgeviz"
    with Store.create(damaged, cache=tmp_path / "cache") as store:
        store.write(document.project)
        store.add_evaluation(document.context, evaluation(Recipe(), 0.9, 1000.0))
    with closing(sqlite3.connect(damaged)) as db, db:
        db.execute("UPDATE evaluations SET metrics = '{\"size\": 5}'")
    before, project, shown = document.store, document.project, document.evaluations
    with pytest.raises(ProjectError):
        document.attach(Store.open(damaged), untitled=False)
    assert document.store is before and document.project == project and document.evaluations == shown
    document.adopt(uniform_recipe(document, 8, 8), "still written to the open one")
    Store.open(damaged).close()
