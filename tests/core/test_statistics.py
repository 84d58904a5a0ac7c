import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from edgeviz.core.statistics import mcnemar, paired_bootstrap, paired_interval, wilson


@pytest.mark.parametrize(
    ("successes", "samples", "low", "high"),
    [
        # Newcombe 1998, table I, method 3 (score without continuity correction).
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_intervals(successes: int, samples: int, low: float, high: float) -> None:
    assert wilson(successes, samples) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_proportion_and_stays_in_range(case: tuple[int, int]) -> None:
    successes, samples = case
    low, high = wilson(successes, samples)
    assert 0 <= low <= successes / samples + 1e-12
    assert successes / samples - 1e-12 <= high <= 1


def test_no_samples_say_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


def test_more_successes_than_samples_are_impossible() -> None:
    with pytest.raises(ValueError, match="impossible"):
        wilson(3, 2)


# ---- pairs

COUNTS = st.integers(0, 400)


@given(COUNTS, COUNTS)
def test_mcnemar_is_the_two_sided_binomial_test_of_the_discordant_pairs(gained: int, lost: int) -> None:
    expected = binomtest(gained, gained + lost).pvalue if gained + lost else 1.0
    assert mcnemar(gained, lost) == pytest.approx(expected, rel=1e-9)
    assert mcnemar(gained, lost) == mcnemar(lost, gained)


def test_mcnemar_gives_the_published_p_values() -> None:
    # Fagerland, Lydersen and Laake 2013, tables 1 and 7: airway hyper-responsiveness, complete response.
    assert mcnemar(1, 7) == pytest.approx(0.0703, abs=5e-5)
    assert mcnemar(6, 16) == pytest.approx(0.0525, abs=5e-5)


def test_mcnemar_holds_for_many_pairs() -> None:
    assert mcnemar(25_000, 25_400) == pytest.approx(binomtest(25_000, 50_400).pvalue, rel=1e-6)
    assert mcnemar(0, 5_000) == pytest.approx(0.0, abs=1e-300)


@pytest.mark.parametrize(
    ("table", "low", "high"),
    [
        # Newcombe 1998 (paired data), method 10; and the example of Fagerland, Lydersen and Laake 2014.
        ((36, 12, 2, 0), 0.0569, 0.3404),
        ((1, 1, 7, 12), -0.5069, -0.0256),
    ],
)
def test_the_paired_interval_is_the_published_one(table: tuple[int, int, int, int], low: float, high: float) -> None:
    assert paired_interval(*table) == pytest.approx((low, high), abs=6e-5)


TABLES = st.tuples(COUNTS, COUNTS, COUNTS, COUNTS).filter(any)


@given(TABLES)
def test_the_paired_interval_holds_the_difference_and_mirrors_with_the_pair(table: tuple[int, int, int, int]) -> None:
    both, gained, lost, neither = table
    low, high = paired_interval(*table)
    assert -1 <= low <= (gained - lost) / sum(table) + 1e-12
    assert (gained - lost) / sum(table) - 1e-12 <= high <= 1
    assert paired_interval(both, lost, gained, neither) == pytest.approx((-high, -low), abs=1e-12)


@given(TABLES)
def test_pairs_that_agree_do_not_make_the_interval_wider_than_independent_samples(
    table: tuple[int, int, int, int],
) -> None:
    both, gained, lost, neither = table
    if both * neither < gained * lost:
        return
    samples = sum(table)
    low1, high1 = wilson(both + gained, samples)
    low2, high2 = wilson(both + lost, samples)
    p1, p2 = (both + gained) / samples, (both + lost) / samples
    low, high = paired_interval(*table)
    assert high - low <= np.hypot(p1 - low1, high2 - p2) + np.hypot(high1 - p1, p2 - low2) + 1e-9


def test_the_bootstrap_is_seeded_and_agrees_with_the_score_interval() -> None:
    found = paired_bootstrap(60, 25, 2000)
    assert found == paired_bootstrap(60, 25, 2000)
    assert found == pytest.approx(paired_interval(1700, 60, 25, 215), abs=0.0015)
    # Resampling the pairs themselves, one by one, gives the same.
    pairs = np.r_[np.ones(60), -np.ones(25), np.zeros(1915)]
    rng = np.random.default_rng(1)
    means = [rng.choice(pairs, len(pairs)).mean() for _ in range(3000)]
    assert found == pytest.approx(tuple(np.quantile(means, [0.025, 0.975])), abs=0.0012)


def test_no_pairs_say_nothing() -> None:
    assert mcnemar(0, 0) == 1.0
    assert paired_interval(0, 0, 0, 0) == paired_bootstrap(0, 0, 0) == (-1.0, 1.0)


def test_impossible_counts_are_refused() -> None:
    for wrong in (lambda: mcnemar(-1, 2), lambda: paired_interval(1, -1, 0, 0), lambda: paired_bootstrap(2, 2, 3)):
        with pytest.raises(ValueError, match=r"impossible|negative"):
            wrong()
