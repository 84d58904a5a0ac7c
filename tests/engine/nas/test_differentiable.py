from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.request import Clock, Costing, End, Ended
from edgeviz.core.nas.reward import Goal, Reward
from edgeviz.core.training import TrainSpec
from edgeviz.engine.nas import differentiable
from edgeviz.engine.nas.relaxed import Relaxed, objective
from edgeviz.engine.train.loop import Batch
from edgeviz.jobs.context import Context, Untracked
from edgeviz.jobs.events import Result
from tests.engine.nas.searching import DEVICE
from tests.engine.nas.small_spaces import DIGITS, elastic, mnasnet, request


def listening(finish_after=None):
    """What is found, and a context that collects it; asked to finish when so many candidates are known."""
    found = []

    def take(event):
        if isinstance(event, Result):
            found.append(event.payload)

    return found, Context("", take, lambda: False, lambda: finish_after is not None and len(found) >= finish_after)


def layers_in(space):
    """A latency that is simple to know: layers in all."""

    def seconds(architecture):
        values = space.values(architecture)
        return 1e-3 * sum(values[f"block{n}.layers"] for n in (1, 2))

    return seconds


def relaxed(reward=None):
    space = mnasnet()
    return Relaxed(space, 10, layers_in(space), reward or Reward(1e-3), 10, seed=1)


def test_weights_and_probabilities_learn_from_different_samples():
    one = relaxed()
    one.steps += 5  # past the warm-up
    x = torch.rand(20, 1, 8, 8, generator=torch.Generator().manual_seed(0))
    for learn in (False, True):
        one.zero_grad(set_to_none=True)
        logits, seconds = one.mixed(x, np.random.default_rng(0), learn)
        (logits.logsumexp(1).mean() + seconds).backward()
        trained = [p.grad is not None for p in one.net.parameters()]
        chosen = [p.grad is not None and bool(p.grad.abs().sum() > 0) for p in one.logits]
        assert any(trained) is not learn and any(chosen) is learn


def test_the_expected_latency_is_that_of_the_versions_that_were_drawn():
    one = relaxed()
    with torch.no_grad():
        for logits, choice in zip(one.logits, one.space.choices, strict=True):
            logits[0 if choice.name.endswith("layers") else -1] = 50.0
    _, seconds = one.mixed(torch.rand(4, 1, 8, 8), np.random.default_rng(0), True)
    assert float(seconds.detach()) == pytest.approx(2e-3)
    assert one.entropy() < 1e-6
    assert one.drawn(np.random.default_rng(1)) == one.likeliest()


def test_a_latency_that_costs_much_makes_the_network_shallow():
    one = relaxed(Reward(1e-3, alpha=-50.0, beta=-50.0))
    optimizer = torch.optim.Adam(one.parameters(), 1e-2)
    loss = objective(TrainSpec())
    torch.manual_seed(0)
    generator = torch.Generator().manual_seed(0)
    for _ in range(40):
        x = torch.rand(10, 1, 8, 8, generator=generator)
        optimizer.zero_grad()
        loss(one, Batch(x, torch.arange(10), torch.arange(10))).backward()
        optimizer.step()
    values = one.space.values(one.likeliest())
    assert [values[f"block{n}.layers"] for n in (1, 2)] == [1, 1]


def asked(**changes):
    wanted = replace(
        request(mnasnet(), epochs=2),
        costing=Costing(Clock.MODELLED, DEVICE.key),
        trials=2,
        goal=Goal(Reward(1e-4)),
    )
    return replace(wanted, **changes)


def test_a_search_by_gradients_ends_in_candidates_that_are_evaluated(tmp_path):
    found, context = listening()
    ended = differentiable.run(context, asked(), DIGITS, str(tmp_path), device=DEVICE)
    assert ended == Ended(End.TRIALS, 2)
    assert [one.number for one in found] == [0, 1] and len({one.trial.key for one in found}) == 2
    assert all(one.trial.value("accuracy") > 0.05 and 0 <= one.facts["entropy"] <= 1 for one in found)
    assert found[0].elapsed < found[1].elapsed
    assert not list(tmp_path.iterdir())


def test_a_search_by_gradients_that_was_paused_goes_on_and_evaluates_nothing_twice(tmp_path):
    whole, context = listening()
    differentiable.run(context, asked(trials=3), DIGITS, str(tmp_path / "whole"), device=DEVICE)
    # Asked to finish while it trains, and again after the first candidate.
    found, context = listening(finish_after=0)
    arguments = (asked(trials=3), DIGITS, str(tmp_path))
    assert differentiable.run(context, *arguments, device=DEVICE) == Ended(End.PAUSED, 0)
    first, context = listening(finish_after=1)
    assert differentiable.run(context, *arguments, device=DEVICE) == Ended(End.PAUSED, 1)
    rest, context = listening()
    assert differentiable.run(context, *arguments, first, device=DEVICE) == Ended(End.TRIALS, 3)
    assert not found and len(first) == 1 and [one.number for one in rest] == [1, 2]
    assert [one.trial.key for one in (*first, *rest)] == [one.trial.key for one in whole]
    assert [one.trial.value("accuracy") for one in (*first, *rest)] == [one.trial.value("accuracy") for one in whole]


def test_what_cannot_be_searched_by_gradients_says_so(tmp_path):
    for wanted, what in (
        (asked(space=elastic()), "by gradients"),
        (asked(costing=Costing()), "latency of layers"),
        (asked(evaluating=replace(asked().evaluating, fidelity="halving")), "probabilities alone"),
        (asked(begin=("0-000000-00000",)), "probabilities alone"),
        (asked(goal=Goal(Reward(1e4, cost="size"), ("accuracy", "size"))), "latency alone"),
    ):
        with pytest.raises(EdgeVizError, match=what):
            differentiable.run(Untracked(), wanted, DIGITS, str(tmp_path))
