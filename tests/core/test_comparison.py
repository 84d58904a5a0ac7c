"""The verdict on two recipes: better or worse only where the data say so."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgeviz.core.comparison import Reason, Test, Verdict, compare, compare_metrics, p_text, verdict_text
from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.outcomes import Outcomes
from edgeviz.core.recipe import Recipe, uniform
from edgeviz.core.statistics import wilson

RECIPE = uniform(["conv"], 4, 8)


def accuracy(hits: int, samples: int) -> Metric:
    return Metric("accuracy", hits / samples, Provenance.MEASURED, *wilson(hits, samples), samples)


def evaluated(
    correct: list[bool] | np.ndarray, data: str = "d", context: str = "", recipe: Recipe = RECIPE
) -> Evaluation:
    outcomes = Outcomes.of(correct, data)
    metrics = {"accuracy": accuracy(outcomes.hits, outcomes.samples)}
    return Evaluation(recipe, metrics, context=context, outcomes=outcomes)


def pair(both: int, gained: int, lost: int, neither: int) -> tuple[Evaluation, Evaluation]:
    one = np.repeat([1, 1, 0, 0], [both, gained, lost, neither])
    other = np.repeat([1, 0, 1, 0], [both, gained, lost, neither])
    order = np.random.default_rng(0).permutation(len(one))
    return evaluated(one[order]), evaluated(other[order], recipe=Recipe())


# ---- outcomes


@given(st.lists(st.booleans(), min_size=1, max_size=70))
def test_outcomes_take_one_bit_a_sample_and_come_back(correct: list[bool]) -> None:
    found = Outcomes.of(correct)
    assert len(found.bits) == (len(correct) + 7) // 8
    assert found.correct.tolist() == correct and found.hits == sum(correct)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=70))
def test_the_table_counts_every_sample_once(pairs: list[tuple[bool, bool]]) -> None:
    one, other = (Outcomes.of(column) for column in zip(*pairs, strict=True))
    counted = tuple(pairs.count(kind) for kind in ((True, True), (True, False), (False, True), (False, False)))
    assert one.table(other) == counted


@pytest.mark.parametrize(("bits", "samples"), [(b"", 0), (b"\xff", 9), (b"\xff\x00", 8), (b"\xff", 5)])
def test_bits_that_do_not_fit_the_samples_are_refused(bits: bytes, samples: int) -> None:
    with pytest.raises(ValueError, match=r"outcomes|beyond"):
        Outcomes(bits, samples)


# ---- pairs


def test_a_small_but_consistent_loss_is_clear_in_pairs_where_intervals_overlap() -> None:
    one, other = pair(1800, 3, 25, 172)
    found = compare(one, other)
    assert found.verdict is Verdict.WORSE and found.test is Test.PAIRED
    assert (found.gained, found.lost, found.samples) == (3, 25, 2000)
    assert found.difference == pytest.approx(-0.011)
    assert found.high is not None and found.high < 0
    assert compare_metrics(one.metrics["accuracy"], other.metrics["accuracy"]).verdict is Verdict.UNCLEAR
    assert compare(other, one).verdict is Verdict.BETTER


def test_the_same_loss_spread_over_many_disagreements_is_not_clear() -> None:
    found = compare(*pair(1600, 150, 172, 78))
    assert found.verdict is Verdict.UNCLEAR
    assert verdict_text(found) == "no clear difference (p = 0.24, 2,000 samples)"


COUNTS = st.integers(0, 200)


@given(st.tuples(COUNTS, COUNTS, COUNTS, COUNTS).filter(any))
def test_better_means_that_test_and_interval_agree_and_turns_with_the_pair(table: tuple[int, int, int, int]) -> None:
    one, other = pair(*table)
    found, turned = compare(one, other), compare(other, one)
    opposite = {Verdict.BETTER: Verdict.WORSE, Verdict.WORSE: Verdict.BETTER, Verdict.UNCLEAR: Verdict.UNCLEAR}
    assert turned.verdict is opposite[found.verdict]
    assert found.p_value is not None and found.low is not None and found.high is not None
    if found.is_clear:
        assert found.p_value < 0.05 and (found.low > 0 or found.high < 0)
    assert compare(one, one).verdict is Verdict.UNCLEAR


# ---- without outcomes


def bare(hits: int, samples: int, context: str = "") -> Evaluation:
    return Evaluation(RECIPE, {"accuracy": accuracy(hits, samples)}, context)


def test_without_outcomes_intervals_that_overlap_are_no_difference() -> None:
    found = compare(bare(912, 1000), bare(917, 1000))
    assert found.verdict is Verdict.UNCLEAR and found.test is Test.INTERVALS
    assert found.p_value is None and found.low is None
    assert verdict_text(found) == "no clear difference (intervals overlap, 1,000 samples)"


def test_without_outcomes_intervals_apart_are_a_difference() -> None:
    found = compare(bare(700, 1000), bare(917, 1000))
    assert found.verdict is Verdict.WORSE
    assert verdict_text(found) == "worse (intervals do not overlap, 1,000 samples)"


# ---- not comparable


def test_other_data_cannot_be_compared() -> None:
    found = compare(bare(9, 10, "a"), bare(8, 10, "b"))
    assert (found.verdict, found.reason) == (Verdict.INCOMPARABLE, Reason.OTHER_DATA)
    assert verdict_text(found) == "not comparable: they were measured on different data"


def test_data_that_changed_between_two_measurements_is_noticed() -> None:
    found = compare(evaluated([True] * 8, "one"), evaluated([True] * 8, "two"))
    assert (found.verdict, found.reason) == (Verdict.INCOMPARABLE, Reason.CHANGED_DATA)


def test_what_was_not_measured_cannot_be_compared() -> None:
    predicted = Evaluation(RECIPE, {"accuracy": Metric("accuracy", 0.9, Provenance.PREDICTED, 0.8, 0.95)})
    for other in (Evaluation(RECIPE, {}), predicted):
        assert compare(other, bare(9, 10)).reason is Reason.NOT_MEASURED
    without = Evaluation(RECIPE, {"accuracy": Metric("accuracy", 0.9, Provenance.MEASURED)})
    assert compare(without, bare(9, 10)).reason is Reason.NO_INTERVAL


def test_p_values_read_as_usual() -> None:
    assert [p_text(p) for p in (0.41, 0.0495, 0.02, 0.004, 1e-9, 1.0)] == [
        "p = 0.41", "p = 0.050", "p = 0.02", "p = 0.004", "p < 0.001", "p = 1.00",
    ]  # fmt: skip


# ---- an evaluation that is measured again


def test_measuring_a_figure_again_keeps_the_outcomes_and_measuring_accuracy_replaces_them() -> None:
    first = evaluated([True, False])
    latency = Evaluation(RECIPE, {"latency": Metric("latency", 0.1, Provenance.MEASURED)})
    assert first.updated(latency).outcomes == first.outcomes
    second = evaluated([True, True])
    assert first.updated(second).outcomes == second.outcomes
    assert first.updated(bare(1, 2)).outcomes is None
