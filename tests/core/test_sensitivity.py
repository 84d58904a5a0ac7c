"""Sensitivity as a value: what is added up, what is stored, and what is refused."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from edgeviz.core.recipe import Calibration, LayerRecipe, Recipe, uniform
from edgeviz.core.sensitivity import Cell, Method, Part, Sensitivity, Trace, by_usefulness, settings_text
from edgeviz.core.spec import Granularity, Observer, Scheme, Spec, weight_spec

CELLS = (
    Cell("conv", Part.WEIGHT, 4, 0.25, 21.5, 0.125, -0.0625, 16),
    Cell("conv", Part.ACTIVATION, 8, 0.5, samples=16),
    Cell("fc", Part.WEIGHT, 4, 1.0),
    Cell("fc", Part.ACTIVATION, 8, 2.0),
)


def table() -> Sensitivity:
    return Sensitivity(Method.MEASURED, 16, date="2026-01-01T00:00:00+00:00", settings="s").with_cells(CELLS)


def test_the_predicted_loss_is_the_sum_over_layers_and_parts() -> None:
    assert table().predicted_loss(uniform(("conv", "fc"), 4, 8)) == 3.75
    assert table().predicted_loss(Recipe({"conv": LayerRecipe(weight=weight_spec(4))})) == 0.25
    assert table().predicted_loss(Recipe()) == 0.0


def test_nothing_is_predicted_from_an_incomplete_table() -> None:
    assert table().predicted_loss(uniform(("conv", "fc"), 3, 8)) is None


def test_a_newer_cell_takes_the_place_of_the_older_one() -> None:
    refined = table().with_cell(replace(CELLS[0], loss=0.3, samples=32))
    assert len(refined.cells) == 4 and table().get("conv", Part.WEIGHT, 4) == CELLS[0]
    found = refined.get("conv", Part.WEIGHT, 4)
    assert found is not None and (found.loss, found.samples) == (0.3, 32)
    assert (refined.method, refined.samples, refined.date, refined.settings) == ("measured", 16, table().date, "s")


def test_json_gives_the_same_table_back() -> None:
    assert Sensitivity.from_json(json.loads(json.dumps(table().to_json(), allow_nan=False))) == table()


def test_a_table_without_settings_or_with_newer_fields_is_read() -> None:
    value = table().to_json()
    del value["settings"]
    value["cells"][0]["colour"] = "red"
    assert Sensitivity.from_json(value) == replace(table(), settings="")


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("loss", float("nan")), ("loss", float("inf")), ("loss", -1.0), ("loss", "1"), ("loss", None), ("loss", True),
        ("bits", 0), ("bits", 32), ("bits", 4.0), ("bits", "4"), ("bits", [4]), ("layer", 3), ("layer", ["conv"]),
        ("part", "bias"), ("samples", -1), ("samples", 1.5), ("samples", 1 << 60), ("sqnr", float("inf")),
        ("accuracy_change", "0"), ("loss_change", float("nan")),
    ],
)  # fmt: skip
def test_a_malformed_cell_is_refused(name: str, wrong: object) -> None:
    value = table().to_json()
    value["cells"][0][name] = wrong
    with pytest.raises((KeyError, TypeError, ValueError)):
        Sensitivity.from_json(value)


@pytest.mark.parametrize(
    "change",
    [{"method": "guess"}, {"samples": None}, {"cells": {}, "date": 3}, {"cells": 5}, {"cells": [5]}, {"settings": []}],
)
def test_a_malformed_table_is_refused(change: dict[str, object]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        Sensitivity.from_json({**table().to_json(), **change})


def test_settings_are_named_when_they_are_not_the_defaults() -> None:
    assert settings_text() == settings_text(weight_spec(2)) == ""
    percentile = weight_spec(4, observer=Observer.PERCENTILE, percentile=99.5)
    assert "percentile 99.5" in settings_text(percentile)
    assert settings_text(calibration=Calibration(64)) != settings_text(calibration=Calibration(32))


def test_widths_come_in_the_order_in_which_they_help() -> None:
    assert by_usefulness((8, 6, 4, 3, 2)) == (4, 2, 8, 3, 6)
    assert by_usefulness((8, 8, 6, 4)) == (4, 8, 6)


# ---- traces


def test_a_trace_has_the_mean_and_the_standard_error_of_its_draws():
    draws = [3.0, 5.0, 4.0, 8.0]
    trace = Trace()
    assert trace.error is None and not trace.is_converged
    for draw in draws:
        trace = trace.with_draw(draw)
    mean = sum(draws) / 4
    deviation = (sum((draw - mean) ** 2 for draw in draws) / 3) ** 0.5
    assert trace.vectors == 4 and trace.mean == pytest.approx(mean)
    assert trace.error == pytest.approx(deviation / 2)


def test_a_trace_is_good_enough_by_its_error_or_by_its_vectors():
    steady, noisy = Trace(), Trace()
    for row in range(Trace.VECTORS):
        assert steady.is_converged == (row >= Trace.LEAST) and not noisy.is_converged
        steady, noisy = steady.with_draw(1.0), noisy.with_draw((-1.0) ** row)
    assert steady.is_converged and noisy.is_converged


def test_a_trace_survives_json_and_makes_its_cell_provisional_until_it_has_converged():
    trace = Trace().with_draw(1.0).with_draw(3.0)
    cell = Cell("a", Part.WEIGHT, 4, 0.5, samples=100, trace=trace)
    table = Sensitivity(Method.HESSIAN, 100).with_cell(cell)
    assert Sensitivity.from_json(json.loads(json.dumps(table.to_json()))) == table
    assert table.is_provisional(cell)
    settled = replace(cell, trace=Trace(1.0, 0.0, Trace.VECTORS))
    assert not table.is_provisional(settled) and table.is_provisional(replace(settled, samples=99))
    assert table.is_provisional(replace(cell, trace=None))


@pytest.mark.parametrize("trace", [[], {"mean": 1.0}, {"mean": 1.0, "squares": -1.0, "vectors": 3}, {"mean": "x"}])
def test_a_malformed_trace_is_refused(trace):
    row = {"layer": "a", "part": "weight", "bits": 4, "loss": 0.1, "trace": trace}
    value = {"method": "hessian", "samples": 1, "date": "", "settings": "", "cells": [row]}
    with pytest.raises((KeyError, TypeError, ValueError)):
        Sensitivity.from_json(value)


def test_a_loss_that_was_measured_with_another_scheme_predicts_nothing() -> None:
    cells = [Cell("a", Part.WEIGHT, bits, 0.5) for bits in (4, 2)]
    uniform_table = Sensitivity(Method.FISHER).with_cells(cells)
    shared = Recipe({"a": LayerRecipe(Spec(4, Scheme.KMEANS))})
    assert uniform_table.predicted_loss(shared) is None
    assert uniform_table.predicted_loss(Recipe({"a": LayerRecipe(weight_spec(4))})) == 0.5
    settings = settings_text(Spec(4, Scheme.KMEANS))
    assert settings != settings_text() and settings != settings_text(Spec(4, Scheme.DOREFA))
    shared_table = Sensitivity(Method.FISHER, settings=settings).with_cells(cells)
    assert shared_table.predicted_loss(shared) == 0.5
    assert shared_table.predicted_loss(Recipe({"a": LayerRecipe(weight_spec(4))})) is None


def test_settings_tell_schemes_and_roundings_of_scales_apart() -> None:
    ternary = Spec(2, Scheme.TERNARY)
    found = [ternary, replace(ternary, granularity=Granularity.CHANNEL), weight_spec(8, power_of_two=True)]
    assert len({settings_text(spec) for spec in (*found, weight_spec(8))}) == 4
    assert "power of two" in settings_text(found[-1])
