"""Rewards, and their lines over the plot."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.reward import HARD, SOFT, Goal, Reward


def test_the_soft_reward_pays_five_percent_of_accuracy_for_half_the_latency() -> None:
    reward = Reward(0.08, *SOFT)
    assert reward.of(0.75, 0.08) == 0.75
    assert reward.of(0.75, 0.16) * 1.05 == pytest.approx(0.75, rel=2e-3)


def test_the_hard_reward_is_the_accuracy_up_to_the_target_and_falls_with_the_latency_beyond() -> None:
    reward = Reward(0.08, *HARD)
    assert reward.of(0.75, 0.01) == reward.of(0.75, 0.08) == 0.75
    assert reward.of(0.75, 0.16) == 0.375


@given(st.floats(0.01, 1), st.floats(1e-4, 1), st.floats(-3, 0), st.floats(-3, 0))
def test_single_and_many_rewards_agree_and_a_contour_has_its_reward(
    accuracy: float, cost: float, alpha: float, beta: float
) -> None:
    reward = Reward(0.02, alpha, beta)
    assert reward.of(accuracy, cost) == pytest.approx(float(reward.value(accuracy, cost)), rel=1e-12)
    back = float(reward.contour(reward.of(accuracy, cost), [cost])[0])
    assert back == pytest.approx(accuracy, rel=1e-9)


def test_contour_lines_stay_within_the_plot_and_bend_at_the_target() -> None:
    reward = Reward(0.01, *HARD)
    lines = reward.contours((0.001, 0.1), (0.5, 0.95), count=4)
    assert len(lines) == 4
    for level, costs, accuracies in lines:
        assert 0.01 in costs
        inside = ~np.isnan(accuracies)
        assert inside.any()
        assert (accuracies[inside] >= 0.5).all() and (accuracies[inside] <= 0.95).all()
        assert reward.value(accuracies[inside], costs[inside]) == pytest.approx(level)


@pytest.mark.parametrize(
    "wrong",
    [
        {"target": 0.0},
        {"target": 1.0, "alpha": 0.1},
        {"target": 1.0, "beta": float("nan")},
        {"target": 1.0, "accuracy": "latency"},
        {"target": 1.0, "cost": "accuracy"},
        {"target": 1.0, "cost": "joy"},
    ],
)
def test_rewards_that_mean_nothing_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(EdgeVizError) as caught:
        Reward(**wrong)  # type: ignore[arg-type]
    assert caught.value.remedy


def test_a_latency_of_nought_and_a_missing_metric_are_refused() -> None:
    with pytest.raises(EdgeVizError, match="above 0"):
        Reward(1.0).of(0.5, 0.0)
    with pytest.raises(EdgeVizError, match="accuracy"):
        Goal(Reward(1.0)).score({})


def test_a_goal_comes_back_from_its_json() -> None:
    goal = Goal(Reward(0.5, -0.1, -0.2, cost="energy"), ("agreement", "size", "latency"))
    assert Goal.from_json(goal.to_json()) == goal
    with pytest.raises(EdgeVizError):
        Goal.from_json({"reward": {"target": 1.0, "colour": "red"}, "objectives": ["accuracy", "latency"]})
    with pytest.raises(EdgeVizError, match="two different"):
        Goal(Reward(1.0), ("accuracy", "accuracy"))
