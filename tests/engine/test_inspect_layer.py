"""The inspector's view of a layer: the same bins before and after."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from edgeviz.core.errors import RecipeError
from edgeviz.core.recipe import Recipe, Repairs, uniform
from edgeviz.engine import inspect_layer
from edgeviz.engine.inspect_layer import MOST_LEVELS, distribution
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import session
from edgeviz.jobs.context import Untracked
from tests.engine.digits_model import DATA, save

KEYS = ("conv", "fc")


def test_histograms_count_every_value_before_and_after(tmp_path: Path) -> None:
    view = inspect_layer.run(Untracked(), save(tmp_path), DATA, uniform(KEYS, 4, 4), "fc")
    assert view.activation is not None and view.activation_note == ""
    for part in (view.weight, view.activation):
        assert len(part.edges) == len(part.float_counts) + 1 == len(part.quantized_counts) + 1
        assert part.float_counts.sum() == part.quantized_counts.sum() == part.samples
        assert np.isfinite(part.sqnr) and part.sqnr > 5
    assert len(view.channel_low) == len(view.channel_high) == len(view.channel_scale) == 10
    assert len(view.activation.levels) <= 16 and 0.0 in view.activation.levels
    assert view.activation_scale is not None and view.activation_zero_point == 0


def test_float_layers_show_one_distribution_twice(tmp_path: Path) -> None:
    view = inspect_layer.run(Untracked(), save(tmp_path), DATA, Recipe(), "conv")
    assert view.weight.sqnr == float("inf") and view.channel_scale.size == 0
    assert np.array_equal(view.weight.float_counts, view.weight.quantized_counts)
    assert view.activation is not None and view.activation.sqnr == float("inf")


def test_more_bits_mean_less_noise_by_six_decibels_each(tmp_path: Path) -> None:
    path = save(tmp_path)
    noise = [
        inspect_layer.run(Untracked(), path, None, uniform(KEYS, bits, 32), "fc").weight.sqnr
        for bits in (4, 5, 6, 7, 8)
    ]
    assert np.all(np.abs(np.diff(noise) - 6.02) < 1.5)


def test_without_data_the_weights_are_shown_all_the_same(tmp_path: Path) -> None:
    view = inspect_layer.run(Untracked(), save(tmp_path), None, uniform(KEYS, 2, 8), "conv")
    assert view.activation is None and "data set" in view.activation_note
    assert view.weight.samples == 54


def test_a_layer_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="'pool'"):
        inspect_layer.run(Untracked(), save(tmp_path), None, Recipe(), "pool")


def test_the_noise_ratio_by_hand_and_constant_tensors() -> None:
    found = distribution(np.array([3.0, -4.0]), np.array([3.0, -3.0]))
    assert found.sqnr == pytest.approx(10 * np.log10(25 / 1))
    flat = distribution(np.zeros(5), np.zeros(5))
    assert flat.float_counts.sum() == 5 and flat.sqnr == float("inf")
    assert distribution(np.arange(200.0), np.arange(200.0)).levels.size == 0 < MOST_LEVELS


def test_the_view_shows_repaired_weights_but_does_not_wait_for_adaround(tmp_path: Path) -> None:
    path = save(tmp_path)
    recipe = replace(uniform(KEYS, 4, 8), repairs=Repairs(equalize=True, adaround=40))
    plain = inspect_layer.run(Untracked(), path, DATA, uniform(KEYS, 4, 8), "fc")
    before = inspect_layer.run(Untracked(), path, DATA, recipe, "fc")
    assert "before AdaRound" in before.note and plain.note == ""
    assert not np.array_equal(before.channel_high, plain.channel_high), "equalized weights have other ranges"
    ready(session(path), recipe, DATA)
    after = inspect_layer.run(Untracked(), path, DATA, recipe, "fc")
    assert after.note == "" and after.weight.sqnr < before.weight.sqnr, "nearest rounding has the least weight error"
    assert after.activation is not None and after.activation_scale == before.activation_scale


def test_repairs_without_data_show_the_weights_all_the_same(tmp_path: Path) -> None:
    recipe = replace(uniform(KEYS, 4, 8), repairs=Repairs(correct_bias=True))
    view = inspect_layer.run(Untracked(), save(tmp_path), None, recipe, "fc")
    assert view.weight.sqnr > 5 and view.activation is None
