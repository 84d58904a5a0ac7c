"""The advisor: each rule speaks where the data support it, and is silent where they do not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edgeviz.core.advisor import RULES, Advice, Request, Situation, advise, layers, repairs, whole
from edgeviz.core.advisor.situation import describes, kilobytes, latency, layers_text, points
from edgeviz.core.device.profile import Device
from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.outcomes import Outcomes
from edgeviz.core.presets import uniform_recipe
from edgeviz.core.recipe import Calibration, LayerRecipe, Recipe, Repairs, uniform
from edgeviz.core.sensitivity import Cell, Method, Part, Sensitivity, settings_text
from edgeviz.core.spec import Granularity, Observer, activation_spec, weight_spec
from edgeviz.core.statistics import wilson
from tests.core.builders import residual_graph, wide_graph
from tests.core.sensitivities import random_sensitivity

GRAPH = residual_graph()
KEYS = tuple(layer.key for layer in GRAPH.layers)
SAMPLES = 2000
MEASURED = Provenance.MEASURED


def evaluated(recipe: Recipe, hits: int, size: float = 4000.0, latency: float | None = None) -> Evaluation:
    """The first ``hits`` of 2,000 samples are right, so that every difference is one of nested sets."""
    metrics = {
        "accuracy": Metric("accuracy", hits / SAMPLES, MEASURED, *wilson(hits, SAMPLES), SAMPLES),
        "size": Metric("size", size, MEASURED),
    }
    if latency is not None:
        metrics["latency"] = Metric("latency", latency, MEASURED, latency * 0.98, latency * 1.02, 50)
    return Evaluation(recipe, metrics, outcomes=Outcomes.of(np.arange(SAMPLES) < hits, "d"))


FLOAT = evaluated(Recipe(), 1828, 4000, 0.0018)


def situation(recipe: Recipe, hits: int | None = None, *more: Evaluation, **known: object) -> Situation:
    found = [FLOAT, *more] + ([evaluated(recipe, hits)] if hits is not None else [])
    return Situation(GRAPH, recipe, found, **{"has_data": True, **known})  # type: ignore[arg-type]


def table(losses: dict[tuple[str, Part, int], float], method: Method = Method.FISHER, **more: object) -> Sensitivity:
    cells = [Cell(key, part, bits, loss, samples=128) for (key, part, bits), loss in losses.items()]
    return Sensitivity(method, 128, **more).with_cells(cells)  # type: ignore[arg-type]


def plain_table(**heavy: float) -> Sensitivity:
    """Every layer loses 0.01·4^(4 − bits) nats at each width of its weights, and a hundredth of it by activations."""
    losses = {}
    for key in KEYS:
        for bits in (16, 8, 6, 4, 3, 2):
            losses[key, Part.WEIGHT, bits] = heavy.get(key, 0.01) * 4.0 ** (4 - bits)
            losses[key, Part.ACTIVATION, bits] = 1e-4 * 4.0 ** (4 - bits)
    return table(losses)


def per_tensor(bits: int) -> Recipe:
    row = LayerRecipe(weight_spec(bits, granularity=Granularity.TENSOR), activation_spec(8))
    return Recipe(dict.fromkeys(KEYS, row))


def must(found: Advice | None) -> Advice:
    assert found is not None
    for text in (found.summary, found.why, found.action, found.button):
        assert str(text) and "{" not in str(text)
    assert (found.recipe is None) != (found.request is None)
    return found


# ---- what is missing


def test_no_data_asks_for_data_and_nothing_else_is_claimed() -> None:
    at = Situation(GRAPH, uniform(KEYS, 4, 8))
    assert must(whole.no_data(at)).request is Request.CHOOSE_DATA
    assert advise(at)[0].rule == "no-data"
    assert whole.no_data(replace(at, has_data=True)) is None
    assert whole.no_data(replace(at, graph=replace(GRAPH, missing_operators=("x.Y",)))) is None


def test_without_sensitivity_it_is_to_be_estimated() -> None:
    at = situation(uniform(KEYS, 4, 8))
    found = must(whole.no_sensitivity(at))
    assert found.request is Request.SENSITIVITY and "3 layers" in str(found.summary)
    assert whole.no_sensitivity(replace(at, tables=(plain_table(),))) is None
    weights_only = table({("conv1", Part.WEIGHT, 4): 0.1}, Method.SQNR)
    assert whole.no_sensitivity(replace(at, tables=(weights_only,))) is not None
    assert whole.no_sensitivity(replace(at, tables=(weights_only,), has_data=False)) is None


def test_a_float_model_is_told_where_to_begin_unless_eight_bits_are_worse() -> None:
    at = situation(Recipe())
    found = must(whole.start(at))
    assert found.recipe == uniform_recipe(GRAPH, 8, 8)
    assert kilobytes(at.size(found.recipe)) in str(found.summary)
    measured = must(whole.start(situation(Recipe(), None, evaluated(uniform_recipe(GRAPH, 8, 8), 1827))))
    assert "no clear difference (p = 1.00, 2,000 samples)" in str(measured.why)
    assert whole.start(situation(Recipe(), None, evaluated(uniform_recipe(GRAPH, 8, 8), 1700))) is None
    assert whole.start(situation(uniform(KEYS, 8, 8))) is None
    chosen = Recipe({}, Calibration(500), Repairs(correct_bias=True), ("fc",))
    begun = must(whole.start(situation(chosen))).recipe
    assert begun == replace(chosen, layers=uniform_recipe(GRAPH, 8, 8).layers)


# ---- single layers


def test_a_layer_measured_alone_per_tensor_names_its_loss() -> None:
    recipe = per_tensor(4)
    alone = Recipe({"conv2": LayerRecipe(weight=recipe["conv2"].weight)})
    found = must(layers.per_channel(situation(recipe, 1700, evaluated(alone, 1766))))
    assert str(found.summary) == "Layer conv2 (conv 3×3) loses 3.1 points at 4 bits per tensor: use per channel."
    assert found.recipe is not None and found.recipe["conv2"].weight == weight_spec(4)
    assert set(found.layers) == set(KEYS)


def test_a_table_made_per_tensor_names_the_loss_where_it_is_more_than_chance() -> None:
    recipe = per_tensor(4)

    def known(change: float, spec: bool = True) -> Situation:
        made = settings_text(weight_spec(8, granularity=Granularity.TENSOR)) if spec else ""
        cell = Cell("conv2", Part.WEIGHT, 4, 0.2, accuracy_change=change, samples=1000)
        return situation(recipe, None, tables=(Sensitivity(Method.MEASURED, 1000, settings=made).with_cell(cell),))

    assert "conv2 (conv 3×3) loses 3.1 points" in str(must(layers.per_channel(known(-0.031))).summary)
    assert layers.per_channel(known(-0.010)) is None, "ten of a thousand samples are noise"
    assert layers.per_channel(known(-0.031, spec=False)) is None, "that table knows nothing of such scales"


def test_per_channel_that_measured_better_is_recommended_with_its_figure() -> None:
    recipe = per_tensor(4)
    twin = uniform(KEYS, 4, 8)
    found = must(layers.per_channel(situation(recipe, 1700, evaluated(twin, 1762))))
    assert "3.1 points better" in str(found.summary) and found.recipe == twin
    assert layers.per_channel(situation(recipe, 1700, evaluated(twin, 1702))) is None


def test_per_tensor_is_blamed_only_in_a_recipe_that_clearly_loses() -> None:
    assert "loses 6.4 points" in str(must(layers.per_channel(situation(per_tensor(4), 1700))).summary)
    for silent in (
        situation(per_tensor(4)), situation(per_tensor(4), 1826), situation(per_tensor(16), 1700),
        situation(uniform(KEYS, 4, 8), 1700),
    ):  # fmt: skip
        assert layers.per_channel(silent) is None


def test_the_ends_are_kept_at_8_bits_in_a_recipe_that_loses() -> None:
    found = must(layers.ends(situation(uniform(KEYS, 4, 8), 1700)))
    assert "6.4 points" in str(found.summary) and "the first layer conv1 and the last layer fc" in str(found.summary)
    assert found.recipe is not None
    assert [found.recipe[key].weight.bits for key in KEYS] == [8, 4, 8]
    for silent in (
        situation(uniform(KEYS, 4, 8), 1827),
        situation(uniform(KEYS, 4, 8)),
        situation(uniform(KEYS, 8, 8), 9),
    ):
        assert layers.ends(silent) is None


def test_a_table_decides_whether_an_end_is_to_blame() -> None:
    recipe = uniform(KEYS, 4, 8)
    known = plain_table(conv1=0.5, conv2=0.5, fc=1e-5)
    found = must(layers.ends(situation(recipe, 1700, tables=(known,))))
    assert found.layers == ("conv1",) and "50 % of the predicted loss" in str(found.why)
    assert layers.ends(situation(recipe, 1700, tables=(plain_table(conv1=1e-6, conv2=1.0, fc=1e-6),))) is None


def test_the_group_with_most_of_the_loss_gets_one_width_more() -> None:
    recipe = uniform(KEYS, 2, 8)
    found = must(layers.dominating(situation(recipe, 1500, tables=(plain_table(conv2=0.2),))))
    assert str(found.summary) == "91 % of the predicted loss is from the weights of layer conv2 at 2 bits: use 4."
    assert found.recipe is not None and found.recipe["conv2"].weight.bits == 4
    at = situation(recipe, 1500, tables=(plain_table(conv2=0.2),))
    assert f"{at.predicted_loss:.2g}" in str(found.why)
    for silent in (
        situation(recipe, 1500, tables=(plain_table(),)),
        situation(recipe, 1828, tables=(plain_table(conv2=0.2),)),
        situation(recipe, 1500),
        situation(replace(recipe, repairs=Repairs(correct_bias=True)), 1500, tables=(plain_table(conv2=0.2),)),
    ):
        assert layers.dominating(silent) is None


def test_an_activation_with_outliers_is_clipped() -> None:
    recipe = uniform(KEYS, 8, 8)
    noisy = Cell("conv1", Part.ACTIVATION, 8, 0.01, sqnr=22.0, samples=128)
    at = situation(recipe, 1700, tables=(plain_table().with_cell(noisy),))
    found = must(layers.clipping(at))
    assert "layer conv1 has an SQNR of only 22.0 dB at 8 bits" in str(found.summary)
    assert found.recipe is not None and found.recipe["conv1"].activation.observer is Observer.MSE
    assert found.recipe["fc"].activation == recipe["fc"].activation
    assert layers.clipping(replace(at, recipe=must(found).recipe)) is None
    quiet = plain_table().with_cell(replace(noisy, sqnr=40.0, loss=1e-6))
    assert layers.clipping(situation(recipe, 1700, tables=(quiet,))) is None
    assert layers.clipping(situation(recipe, 1828, tables=at.tables)) is None


def test_layers_that_cost_nothing_are_lowered() -> None:
    recipe = uniform(KEYS, 8, 8)
    known = plain_table(conv1=1.0, conv2=1e-7, fc=1.0)
    found = must(layers.lower(situation(recipe, tables=(known,))))
    assert found.layers == ("conv2",) and found.recipe is not None
    assert found.recipe["conv2"].weight.bits < 8 and found.recipe["conv1"] == recipe["conv1"]
    at = situation(recipe, tables=(known,))
    assert kilobytes(at.added(found.recipe)) in str(found.summary)
    assert layers.lower(situation(recipe, tables=(plain_table(),))) is None
    assert layers.lower(situation(recipe)) is None
    assert layers.lower(situation(replace(recipe, kept=("conv2",)), tables=(known,))) is None


def test_layers_that_share_a_tensor_get_one_width() -> None:
    apart = uniform(KEYS, 8, 8).with_layers({"conv2": LayerRecipe(weight_spec(8), activation_spec(4))})
    ties = situation(apart).ties
    assert any(len(keys) > 1 and "conv2" in keys for keys in ties.activations)
    found = must(layers.tied(situation(apart)))
    assert "activation that" in str(found.summary) and "8 and 4 bits" in str(found.summary)
    assert found.recipe is not None and found.recipe["conv2"].activation.bits == 8
    assert layers.tied(situation(uniform(KEYS, 4, 4))) is None


# ---- repairs


def test_narrow_weights_that_lose_are_to_be_rounded_with_adaround_until_it_is_on() -> None:
    recipe = uniform(KEYS, 4, 8)
    found = must(repairs.rounding(situation(recipe, 1700)))
    assert "loses 6.4 points with 4-bit weights" in str(found.summary) and "minutes" in str(found.action)
    assert found.recipe == replace(recipe, repairs=Repairs(adaround=10_000)) and found.layers == KEYS
    assert repairs.rounding(situation(replace(recipe, repairs=Repairs(adaround=500)), 1700)) is None
    for silent in (
        situation(recipe, 1828),
        situation(recipe),
        situation(uniform(KEYS, 8, 8), 1700),
        situation(uniform(KEYS, 1, 8), 1700),
        situation(recipe, 1700, has_data=False),
    ):
        assert repairs.rounding(silent) is None and repairs.bias(silent) is None


def test_what_costs_neither_time_nor_bytes_comes_before_adaround() -> None:
    rules = [advice.rule for advice in advise(situation(uniform(KEYS, 3, 8), 1700))]
    assert rules.index("free-bits") < rules.index("adaround")
    rules = [advice.rule for advice in advise(situation(per_tensor(4), 1700))]
    assert rules.index("per-channel") < rules.index("adaround")


def test_the_mean_error_of_narrow_weights_is_to_be_taken_off_until_it_is() -> None:
    recipe = uniform(KEYS, 3, 8)
    found = must(repairs.bias(situation(recipe, 1700)))
    assert found.recipe == replace(recipe, repairs=Repairs(correct_bias=True))
    on = replace(recipe, repairs=Repairs(correct_bias=True))
    assert repairs.bias(situation(on, 1700)) is None
    beside = must(repairs.rounding(situation(on, 1700))).recipe
    assert beside is not None and beside.repairs == Repairs(correct_bias=True, adaround=10_000)


def test_a_repair_that_was_measured_is_judged_by_that() -> None:
    recipe = uniform(KEYS, 4, 8)
    on = replace(recipe, repairs=Repairs(correct_bias=True))
    found = must(repairs.bias(situation(recipe, 1700, evaluated(on, 1760))))
    assert "With BC the same widths measured 3.0 points better" in str(found.summary)
    assert found.gain == pytest.approx(0.03)
    assert repairs.bias(situation(recipe, 1700, evaluated(on, 1701))) is None


def test_layers_with_one_scale_are_equalized_where_a_scale_can_be_moved() -> None:
    chain = wide_graph(4)
    keys = tuple(layer.key for layer in chain.layers)
    row = LayerRecipe(weight_spec(8, granularity=Granularity.TENSOR), activation_spec(8))
    recipe = Recipe(dict.fromkeys(keys[:2], row) | dict.fromkeys(keys[2:], LayerRecipe(weight_spec(8))))
    at = Situation(chain, recipe, [FLOAT, evaluated(recipe, 1700)], has_data=True)
    found = must(repairs.equalization(at))
    assert found.recipe == replace(recipe, repairs=Repairs(equalize=True)) and found.layers == keys[:2]
    on = replace(recipe, repairs=Repairs(equalize=True))
    assert repairs.equalization(replace(at, recipe=on, evaluations=[FLOAT, evaluated(on, 1700)])) is None
    assert repairs.equalization(replace(at, evaluations=[FLOAT, evaluated(recipe, 1828)])) is None
    fine = uniform(keys, 8, 8)
    assert repairs.equalization(Situation(chain, fine, [FLOAT, evaluated(fine, 1700)], has_data=True)) is None
    assert repairs.equalization(situation(per_tensor(4), 1700)) is None, "a shortcut reads what lies between"


# ---- the whole recipe


def test_a_float_model_that_guesses_asks_how_the_data_is_read() -> None:
    plain, recipe = evaluated(Recipe(), 204, 4000), uniform(KEYS, 8, 8)
    at = Situation(GRAPH, recipe, [plain, evaluated(recipe, 204, 2000)], has_data=True)
    found = must(whole.float_at_chance(at))
    assert str(found.summary) == "The float model is right on 10 % of 2,000 samples: guessing gives 10 %."
    assert found.request is Request.CHOOSE_DATA and advise(at)[0].rule == "float-at-chance"
    assert whole.room(at) is None, "no difference between guesses is no room to go smaller"
    assert whole.float_at_chance(situation(recipe, 1828)) is None


def test_one_bit_without_training_is_called_chance() -> None:
    found = must(whole.at_chance(situation(uniform(KEYS, 1, 8), 205)))
    assert "the accuracy is 10 %: guessing gives 10 %" in str(found.summary)
    assert found.recipe is not None and {found.recipe[key].weight.bits for key in KEYS} == {4}
    fallen = must(whole.at_chance(situation(uniform(KEYS, 2, 8), 800)))
    assert "falls to 40 %, from 91 % in float" in str(fallen.summary)
    for silent in (
        situation(uniform(KEYS, 2, 8), 1500),
        situation(uniform(KEYS, 4, 8), 205),
        situation(uniform(KEYS, 1, 8)),
    ):
        assert whole.at_chance(silent) is None


def test_bits_that_are_stored_anyway_are_free() -> None:
    at = situation(uniform(KEYS, 3, 8), tables=(plain_table(),))
    found = must(whole.free_bits(at))
    assert "3-bit weights of layers conv1, conv2, fc are stored with 4 bits" in str(found.summary)
    assert found.recipe is not None and at.added(found.recipe) == 0 and "take nothing more" in str(found.action)
    assert "predicted loss falls by 7" in str(found.why)
    assert {must(whole.free_bits(situation(uniform(KEYS, b, 8)))).recipe["fc"].weight.bits for b in (5, 6, 7)} == {8}  # type: ignore[index]
    for bits in (8, 4, 2, 1):
        assert whole.free_bits(situation(uniform(KEYS, bits, 8))) is None


def timed(recipe: Recipe, hits: int, latency: float) -> Evaluation:
    return evaluated(recipe, hits, latency=latency)


@pytest.mark.parametrize("activations", [32, 16])
def test_weights_alone_save_no_time_where_that_was_measured(activations: int) -> None:
    recipe = uniform(KEYS, 8, activations)
    found = must(whole.no_time(situation(recipe, None, timed(recipe, 1828, 0.00188))))
    assert "1.9 ms here, 1.8 ms in float" in str(found.summary)
    assert found.recipe == uniform(KEYS, 8, 8)
    assert whole.no_time(situation(recipe, None, timed(recipe, 1828, 0.0009))) is None, "it is faster"
    assert whole.no_time(situation(recipe, 1828)) is None, "nobody measured"
    eight = uniform(KEYS, 8, 8)
    assert whole.no_time(situation(eight, None, timed(eight, 1828, 0.0019))) is None
    device = Device("d", "D", {}, None, None, None)  # type: ignore[arg-type]
    assert whole.no_time(situation(recipe, None, timed(recipe, 1828, 0.00185), device=device)) is None


def test_four_bits_that_are_no_faster_and_less_accurate_than_eight_are_shown_with_all_three_figures() -> None:
    four, eight = uniform(KEYS, 4, 8), uniform(KEYS, 8, 8)
    found = must(whole.no_time_below_eight(situation(four, None, timed(four, 1790, 0.001), timed(eight, 1826, 0.001))))
    assert "(1.0 ms, 1.0 ms)" in str(found.summary) and "1.8 points" in str(found.summary) and found.recipe == eight
    for silent in (
        situation(four, None, timed(four, 1790, 0.0005), timed(eight, 1826, 0.001)),
        situation(four, None, timed(four, 1826, 0.001), timed(eight, 1826, 0.001)),
        situation(four, 1790, evaluated(eight, 1826)),
        situation(eight, None, timed(eight, 1826, 0.001)),
    ):
        assert whole.no_time_below_eight(silent) is None


def test_few_calibration_samples_are_more() -> None:
    few = replace(uniform(KEYS, 8, 8), calibration=Calibration(16))
    found = must(whole.calibration(situation(few)))
    assert "only 16 samples" in str(found.summary) and found.recipe == uniform(KEYS, 8, 8)
    assert whole.calibration(situation(uniform(KEYS, 8, 8))) is None
    assert whole.calibration(situation(replace(uniform(KEYS, 8, 32), calibration=Calibration(16)))) is None


def test_no_clear_difference_from_float_is_room_to_go_smaller() -> None:
    eight, four = uniform(KEYS, 8, 8), uniform(KEYS, 4, 8)
    at = situation(eight, 1827, evaluated(four, 1826, 2500))
    found = must(whole.room(at))
    assert "no clear difference from float (p = 1.00, 2,000 samples)" in str(found.summary).lower()
    assert "2.50 KB instead of 4.00 KB" in str(found.why) and found.recipe == four
    assert must(whole.room(situation(eight, 1827))).request is Request.UNIFORM
    unpaired = replace(evaluated(four, 1826, 2500), outcomes=None)
    assert must(whole.room(situation(eight, 1827, unpaired))).recipe == four
    assert "no clear difference (by intervals, 2,000 samples)" in str(
        must(whole.room(situation(eight, 1827, unpaired))).why
    )
    for silent in (
        situation(eight, 1827, evaluated(four, 1700, 2500)),
        situation(eight, 1700, evaluated(four, 1826, 2500)),
        situation(eight, None, evaluated(four, 1826, 2500)),
        situation(eight, None, replace(evaluated(eight, 1827), outcomes=None)),
    ):
        assert whole.room(silent) is None


def test_few_samples_that_leave_a_large_difference_possible_are_no_room() -> None:
    def small(recipe: Recipe, hits: int) -> Evaluation:
        metric = Metric("accuracy", hits / 40, MEASURED, *wilson(hits, 40), 40)
        size = Metric("size", 4000.0, MEASURED)
        return Evaluation(recipe, {"accuracy": metric, "size": size}, outcomes=Outcomes.of(np.arange(40) < hits))

    eight = uniform(KEYS, 8, 8)
    at = Situation(GRAPH, eight, [small(Recipe(), 36), small(eight, 33)], has_data=True)
    assert at.is_fine and whole.room(at) is None


# ---- all together


def test_the_largest_gain_comes_first_and_what_was_dismissed_stays_away() -> None:
    at = situation(per_tensor(1), 205, tables=(plain_table(),))
    found = advise(at)
    assert found[0].rule == "at-chance"
    assert [a.gain for a in found] == sorted((a.gain for a in found), reverse=True)
    assert found[0].key not in [a.key for a in advise(at, dismissed=[found[0].key])]
    assert len(advise(at, most=1)) == 1


def test_a_model_without_layers_needs_no_advice() -> None:
    assert advise(Situation(replace(GRAPH, layers=()), Recipe())) == ()


WIDE = wide_graph(12)


WIDTHS = st.tuples(st.sampled_from([1, 2, 3, 4, 6, 8, 16, 32]), st.sampled_from([4, 8, 16, 32]))


@settings(max_examples=60, deadline=None)
@given(st.lists(WIDTHS, min_size=12, max_size=12), st.integers(0, 2000), st.integers(0, 3))
def test_whatever_the_recipe_every_advice_is_complete_and_changes_something(
    widths: list[tuple[int, int]], hits: int, seed: int
) -> None:
    rows = {
        x.key: LayerRecipe(weight_spec(w), activation_spec(a)) for x, (w, a) in zip(WIDE.layers, widths, strict=True)
    }
    recipe = Recipe(rows)
    at = Situation(WIDE, recipe, [FLOAT, evaluated(recipe, hits)], (random_sensitivity(WIDE, seed),), True)
    for found in advise(at, most=99):
        must(found)
        assert found.recipe is None or (found.recipe != recipe and set(found.recipe.layers) <= set(WIDE.layer_index))
        assert found.gain >= 0


def test_every_rule_has_a_name_of_its_own() -> None:
    assert len({rule.__name__ for rule in RULES}) == len(RULES)
    assert all(isinstance(rule, Callable) for rule in RULES)  # type: ignore[arg-type]


def test_a_table_describes_only_the_settings_that_it_was_made_with() -> None:
    default = Sensitivity(Method.FISHER)
    assert describes(default, Part.WEIGHT, weight_spec(3)) and describes(default, Part.ACTIVATION, activation_spec(4))
    tensor = weight_spec(4, granularity=Granularity.TENSOR)
    assert not describes(default, Part.WEIGHT, tensor)
    made = Sensitivity(Method.FISHER, settings=settings_text(weight_spec(8, granularity=Granularity.TENSOR)))
    assert describes(made, Part.WEIGHT, tensor) and describes(made, Part.ACTIVATION, activation_spec(8))
    assert not describes(default, Part.WEIGHT, weight_spec(4, power_of_two=True))


def test_figures_read_well() -> None:
    assert [points(v) for v in (0.031, -0.0004)] == ["3.1 points", "0.04 points"]
    assert [kilobytes(v) for v in (41_200, -900, 1_234_567, 999_700)] == ["41.2 KB", "900 bytes", "1.23 MB", "1.00 MB"]
    assert [latency(v) for v in (0.000105, 0.0019, 0.1434)] == ["105 µs", "1.9 ms", "143 ms"]
    assert layers_text(["a"]) == "layer a" and layers_text(list("abcd")) == "4 layers (a, b …)"
