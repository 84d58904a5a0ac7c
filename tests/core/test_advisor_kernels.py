"""Advice from the kernels that really run: it names the layers, the widths and the part of the time."""

from __future__ import annotations

from dataclasses import replace

from edgeviz.core.advisor import RULES, Request, Situation, kernels, whole
from edgeviz.core.device.profile import Device
from edgeviz.core.layer_profile import LayerKernel, LayerProfile, LayerTime
from edgeviz.core.presets import uniform_recipe
from edgeviz.core.recipe import Recipe
from edgeviz.core.spec import FLOAT16, activation_spec
from tests.core.builders import residual_graph
from tests.core.devices import small_device
from tests.core.profiles import PROFILE

GRAPH = residual_graph()


def profile(recipe: Recipe, **rows: tuple[str, int, bool]) -> LayerProfile:
    """Kernel, stored bits and whether it is an integer one, by layer; each takes a quarter of 4 ms."""
    found = tuple(
        LayerKernel(key, kernel, stored, stored, 8 if integer else 32, integer)
        for key, (kernel, stored, integer) in rows.items()
    )
    times = tuple(LayerTime(key, 1e-3, 1e-3, 1e-3) for key in rows)
    between = (replace(PROFILE.between[0], seconds=(4 - len(rows)) * 1e-3),)
    return replace(PROFILE, recipe=recipe.hash, kernels=found, times=times, between=between)


def situation(recipe: Recipe, found: LayerProfile | None, data: bool = True, device: Device | None = None) -> Situation:
    return Situation(GRAPH, recipe, has_data=data, device=device, profile=found)


FOUR = uniform_recipe(GRAPH, 4, 32)
FLOATS = {"conv1": ("FusedConv", 4, False), "conv2": ("FusedConv", 4, False), "fc": ("Gemm", 4, False)}


def test_four_bits_under_a_float_kernel_save_size_not_time() -> None:
    advice = kernels.narrow_floats(situation(FOUR, profile(FOUR, **FLOATS)))
    assert advice is not None and advice.layers == ("conv1", "conv2", "fc")
    text = str(advice.summary)
    assert text == ("W4 here saves size, not time: layers conv1, conv2, fc stored in 4 bits, computed in FP32.")
    assert "3.0 ms, 75 % of all kernels' time" in str(advice.why)
    assert advice.recipe is not None
    assert all(row.activation.bits == 8 and row.weight.bits == 4 for _, row in advice.recipe.rows())
    assert kernels.weight_only(situation(FOUR, profile(FOUR, **FLOATS))) is None


def test_eight_bits_beside_float_activations_are_weight_only() -> None:
    eight = uniform_recipe(GRAPH, 8, 32)
    advice = kernels.weight_only(situation(eight, profile(eight, conv1=("FusedConv", 8, False))))
    assert advice is not None and advice.rule == "weight-only" and advice.layers == ("conv1",)
    assert str(advice.summary).startswith("Weight-only: layer conv1 stored in 8 bits, computed in FP32")
    assert kernels.narrow_floats(situation(eight, profile(eight, conv1=("FusedConv", 8, False)))) is None


def test_without_data_the_advice_asks_for_it() -> None:
    advice = kernels.narrow_floats(situation(FOUR, profile(FOUR, **FLOATS), data=False))
    assert advice is not None and advice.recipe is None and advice.request is Request.CHOOSE_DATA


def test_an_integer_layer_whose_reader_takes_16_bits_lacks_an_activation() -> None:
    row = {"conv2": replace(uniform_recipe(GRAPH, 8, 8)["conv2"], activation=FLOAT16)}
    recipe = uniform_recipe(GRAPH, 8, 8).with_layers(row)
    found = profile(recipe, conv1=("Conv", 8, False), conv2=("Conv", 8, False), fc=("QGemm", 8, True))
    advice = kernels.activation_missing(situation(recipe, found))
    assert advice is not None and advice.layers == ("conv1",)
    assert "after layer conv1" in str(advice.summary) and "layer conv2" in str(advice.action)
    assert advice.recipe is not None and advice.recipe["conv2"].activation == activation_spec(8)


def test_integer_kernels_give_no_advice() -> None:
    eight = uniform_recipe(GRAPH, 8, 8)
    found = profile(eight, conv1=("QLinearConv", 8, True), conv2=("QLinearConv", 8, True), fc=("QGemm", 8, True))
    at = situation(eight, found)
    rules = (kernels.narrow_floats, kernels.weight_only, kernels.activation_missing)
    assert [rule(at) for rule in rules] == [None, None, None]
    assert set(rules) <= set(RULES)


def test_the_kernels_of_another_recipe_or_device_say_nothing() -> None:
    other = profile(uniform_recipe(GRAPH, 2, 32), **FLOATS)
    assert kernels.narrow_floats(situation(FOUR, other)) is None
    assert kernels.narrow_floats(situation(FOUR, None)) is None
    assert kernels.narrow_floats(situation(FOUR, profile(FOUR, **FLOATS), device=small_device())) is None


def test_the_rule_by_latency_alone_gives_way_to_the_facts() -> None:
    assert whole.no_time(situation(FOUR, profile(FOUR, **FLOATS))) is None
