import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgeviz.core.statistics import wilson


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
