"""Latency from a table of measured layers: what was put in comes out, and the rest is said to be an estimate."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgeviz.core.device.latency import latency_metric, latency_seconds
from edgeviz.core.device.learn_timings import Observation, learn, leave_one_out
from edgeviz.core.device.references import reference_recipes, trial_recipes
from edgeviz.core.device.timings import (
    FLOAT,
    INTEGER,
    WIDENED,
    Timings,
    kernel_of,
    predict,
    signature,
    work_of,
)
from edgeviz.core.device.trials import errors, errors_for, transfer, tried
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Provenance
from edgeviz.core.recipe import FLOAT_LAYER, LayerRecipe, Recipe
from edgeviz.core.spec import FLOAT32, activation_spec, weight_spec
from tests.core.builders import residual_graph, wide_graph
from tests.core.devices import small_device

W8A8 = LayerRecipe(weight_spec(8), activation_spec(8))
W4A8 = LayerRecipe(weight_spec(4), activation_spec(8))
W4 = LayerRecipe(weight_spec(4), FLOAT32)
W8A16 = LayerRecipe(weight_spec(8), activation_spec(16))
ROWS = (FLOAT_LAYER, W8A8, W4A8, W4)


def recipe_of(graph: ModelGraph, rows: list[LayerRecipe]) -> Recipe:
    return Recipe({layer.key: row for layer, row in zip(graph.layers, rows, strict=False)})


def true_seconds(graph: ModelGraph, recipe: Recipe) -> dict[str, float]:
    """A machine whose layers take what we say."""
    cost = {FLOAT: 1e-9, INTEGER: 4e-10, WIDENED: 3e-10, "float, 4-bit weights": 1.3e-9, "float, 8-bit weights": 1.2e-9}
    found = {}
    for layer in graph.layers:
        found[layer.key] = layer.macs * cost[kernel_of(layer, recipe[layer.key])]
    return found


def observe(graph: ModelGraph, recipe: Recipe) -> Observation:
    layers = true_seconds(graph, recipe)
    work = work_of(graph, recipe)
    total = 0.9 * sum(layers.values()) + 5e-6 * len(work.crossings) + 1e-9 * sum(work.crossings) + 2e-5
    return Observation(graph, recipe, layers, {}, total)


def references(graph: ModelGraph) -> list[Recipe]:
    count = len(graph.layers)
    mixed = [W8A8 if index % 2 else FLOAT_LAYER for index in range(count)]
    other = [FLOAT_LAYER if index % 2 else W8A8 for index in range(count)]
    return [recipe_of(graph, rows) for rows in ([row] * count for row in ROWS)] + [
        recipe_of(graph, mixed),
        recipe_of(graph, other),
    ]


@pytest.fixture(scope="module")
def graph() -> ModelGraph:
    return residual_graph()


@pytest.fixture(scope="module")
def table(graph: ModelGraph) -> Timings:
    return learn([observe(graph, recipe) for recipe in references(graph)], "a machine", "2026-11-25")


def test_the_kernels_are_those_that_onnxruntime_builds(graph: ModelGraph) -> None:
    layer = graph.layers[0]
    kernels = {row: kernel_of(layer, row) for row in (*ROWS, W8A16)}
    assert kernels[W8A8] == INTEGER and kernels[W4A8] == WIDENED
    assert kernels[FLOAT_LAYER] == FLOAT
    assert kernels[W4] == "float, 4-bit weights"
    assert kernels[W8A16] == "float, 8-bit weights", "no integer kernel takes 16-bit activations"


@given(rows=st.lists(st.sampled_from(ROWS), min_size=3, max_size=3))
def test_a_recipe_that_was_not_measured_is_the_sum_of_its_parts(rows: list[LayerRecipe]) -> None:
    graph = residual_graph()
    table = learn([observe(graph, recipe) for recipe in references(graph)])
    recipe = recipe_of(graph, rows)
    found = predict(graph, recipe, table)
    assert found.measured == 1.0
    assert found.seconds == pytest.approx(observe(graph, recipe).total, rel=0.1)


def test_layers_of_another_model_with_the_same_shapes_are_known(graph: ModelGraph, table: Timings) -> None:
    renamed = replace(graph, layers=tuple(replace(layer, key=f"other.{layer.key}") for layer in graph.layers))
    assert all(table.is_measured(layer, W8A8) for layer in renamed.layers)
    assert len({signature(layer) for layer in graph.layers}) <= len(graph.layers)


def test_layers_that_were_not_measured_are_estimated_and_said_to_be(graph: ModelGraph) -> None:
    wide = wide_graph(12)
    table = learn([observe(wide, recipe) for recipe in references(wide)])
    found = predict(graph, Recipe(), table)
    assert found.measured < 1.0 and math.isfinite(found.seconds) and found.seconds > 0
    assert found.measured < 0.5
    assert latency_metric(graph, Recipe(), replace(small_device(), timings=table)) is None, "no figure made of guesses"


def test_without_any_layer_there_is_no_figure(graph: ModelGraph) -> None:
    empty = replace(small_device(), timings=Timings({}, {}))
    assert latency_metric(graph, Recipe(), empty) is None


def test_nothing_measured_is_no_table() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        learn([])


def test_a_device_with_a_table_predicts_instead_of_modelling(graph: ModelGraph, table: Timings) -> None:
    calibrated = replace(small_device(), timings=table)
    metric = latency_metric(graph, Recipe(), calibrated)
    assert metric is not None and metric.provenance is Provenance.PREDICTED
    assert metric.device == "a machine" and metric.date == "2026-11-25" and "100%" in metric.note
    assert metric.value == latency_seconds(graph, Recipe(), calibrated)
    plain = latency_metric(graph, Recipe(), small_device())
    assert plain is not None and plain.provenance is Provenance.MODELLED


def test_learning_more_keeps_what_was_known(graph: ModelGraph, table: Timings) -> None:
    wide = wide_graph(6)
    more = learn([observe(wide, recipe) for recipe in references(wide)], known=table)
    assert set(table.layers) <= set(more.layers)
    assert set(table.models) <= set(more.models)
    assert all(more.is_measured(layer, W8A8) for layer in (*graph.layers, *wide.layers))


def test_a_table_comes_back_from_json_as_it_was(table: Timings) -> None:
    assert Timings.from_json(json.loads(json.dumps(table.to_json()))) == table


@pytest.mark.parametrize(
    "change",
    [
        {"format": "another"},
        {"scale": float("nan")},
        {"scale": 0},
        {"totals": [[1.0, 2.0]]},
        {"trials": [["m", 1.0, 2, 3, 4]]},
        {"trials": [["m", 1.0, 2, 3, 4, 0.0]]},
        {"trials": [["m", float("nan"), 2, 3, 4, 1.0]]},
        {"unseen": [["m", 1.0, 0.5]]},
        {"unseen": [["m", 1.0, 1.5, 1.0]]},
        {"unseen": [["m", 1.0, 0.5, 0.0]]},
        {"layers": {"no macs": {"float": 1.0}}},
        {"layers": {"Conv|1|2": {"float": -1.0}}},
        {"operators": {"Add": {"float": float("inf")}}},
    ],
)
def test_a_malformed_table_is_refused(table: Timings, change: dict) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        Timings.from_json({**table.to_json(), **change})


def test_trials_say_how_far_predictions_of_recipes_never_seen_are_off(graph: ModelGraph, table: Timings) -> None:
    recipes = trial_recipes(graph, 5)
    assert len({recipe.hash for recipe in recipes}) == 5
    assert not {recipe.hash for recipe in recipes} & {recipe.hash for recipe in reference_recipes(graph)}
    assert trial_recipes(graph, 5) == recipes, "drawn with a seed"
    assert errors(table) is None
    # Measured as predicted, but for one that took twice as long and one that took half.
    exact = [predict(graph, recipe, table).seconds for recipe in recipes]
    measured = [exact[0] * 2, exact[1] / 2, *exact[2:]]
    known = tried(table, list(zip([graph] * 5, recipes, measured, strict=True)))
    found = errors(known)
    assert found is not None and found.recipes == 5 and found.models == (graph.name,)
    assert found.within == pytest.approx(0.6) and not found.reaches_aim
    assert found.median == pytest.approx(0, abs=1e-9) and found.largest == pytest.approx(1.0)
    assert found.low == pytest.approx(np.quantile([-0.5, 1, 0, 0, 0], 0.1))
    assert found.high == pytest.approx(np.quantile([-0.5, 1, 0, 0, 0], 0.9))
    assert Timings.from_json(json.loads(json.dumps(known.to_json()))) == known
    metric = latency_metric(graph, Recipe(), replace(small_device(), timings=known))
    assert metric is not None and "5 recipes not learned from" in metric.note
    # Measured again, a model's trials are those of the new table; another model's stay.
    again = tried(table, [(graph, recipes[2], exact[2])], known.trials)
    assert len(again.trials) == 1
    wide = wide_graph(6)
    other = tried(table, [(wide, Recipe(), 1.0)], known.trials)
    assert len(other.trials) == 6 and len({one.model for one in other.trials}) == 2


def test_a_model_is_first_predicted_from_the_other_models_alone(graph: ModelGraph, table: Timings) -> None:
    twin = replace(graph, name="twin")
    wide = wide_graph(12)
    seen = {one.name: [observe(one, recipe) for recipe in references(one)] for one in (graph, twin, wide)}
    everything = [row for rows in seen.values() for row in rows]
    measured = [(one, recipe, observe(one, recipe).total) for one in (graph, wide) for recipe in references(one)[:5]]
    assert transfer(table) is None and errors_for(table, "another") is None
    found = replace(table, unseen=leave_one_out(everything, measured))
    said = transfer(found)
    assert said is not None and said.recipes == 10 and said.models == (graph.name, wide.name)
    # Its twin has every layer of the one; the other's are all new, so no figure would be shown.
    assert said.withheld == 5 and said.errors is not None and said.errors.models == (graph.name,)
    assert said.errors.within == 1.0
    assert errors_for(found, "another") == said.errors
    metric = latency_metric(twin, Recipe(), replace(small_device(), timings=found))
    assert metric is not None and "5 recipes of models that were not measured" in metric.note
    assert Timings.from_json(json.loads(json.dumps(found.to_json()))) == found


def test_what_was_said_of_a_new_model_stays_when_it_is_measured_again(graph: ModelGraph, table: Timings) -> None:
    own = [observe(graph, recipe) for recipe in references(graph)]
    trials = [(graph, Recipe(), 1.0)]
    assert leave_one_out(own, trials) == (), "nothing else was ever measured"
    wide = wide_graph(12)
    other = learn([observe(wide, recipe) for recipe in references(wide)])
    new = leave_one_out(own, trials, other)
    assert [one.model for one in new] == [graph.name]
    both = replace(learn(own, known=other), unseen=new)
    assert leave_one_out(own, [(graph, Recipe(), 2.0)], both) == new


def test_tables_from_before_there_were_trials_are_read(table: Timings) -> None:
    old = {name: value for name, value in table.to_json().items() if name not in ("trials", "unseen")}
    assert Timings.from_json(old) == table


def test_crossings_are_where_float_and_integers_meet(graph: ModelGraph) -> None:
    assert work_of(graph, Recipe()).crossings == ()
    inside = work_of(graph, recipe_of(graph, [W8A8] * 3)).crossings
    mixed = work_of(graph, recipe_of(graph, [W8A8, FLOAT_LAYER, W8A8])).crossings
    assert 0 < len(inside) < len(mixed)
