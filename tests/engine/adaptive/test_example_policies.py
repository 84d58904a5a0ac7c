"""The policies of a bundle's program decide as those of the simulator do."""

from __future__ import annotations

import random
from typing import Any

import pytest

from edgeviz.core.adaptive.policies import make_policy
from edgeviz.core.adaptive.policies.player import Observation, Player
from edgeviz.core.adaptive.portable import portable_policy
from edgeviz.core.adaptive.scenario import Battery
from edgeviz.core.adaptive.simulate import setting_of
from edgeviz.engine.adaptive import example
from tests.core.simulated import THREE, scenario

SETTING = setting_of(scenario(battery=Battery(0.05), duration=600.0), THREE, 0)
NAMES = [point.name for point in THREE]


def both(key: str, monkeypatch: pytest.MonkeyPatch, **settings: Any) -> tuple[Player, example.Policy, list[float]]:
    """The simulator's player, the program's, and a list whose entry is the charge that the latter sees."""
    policy = make_policy(key, settings)
    points = [{"name": one.name, "seconds": one.seconds, "accuracy": one.accuracy} for one in THREE]
    plan = {"policy": portable_policy(policy, THREE, SETTING), "points": points}
    charge = [1.0]
    monkeypatch.setattr(example, "sense", lambda: {
        "charge": charge[0], "temperature": 25.0, "queue": 0.0, "busy": 0.0, "bandwidth": SETTING.bandwidth,
    })  # fmt: skip
    return policy.begin(SETTING), example.KINDS[plan["policy"]["kind"]](plan, SETTING.deadline), charge


@pytest.mark.parametrize("key", ["rules", "pid", "static", "safe", "best-mean", "battery"])
def test_one_answer_after_the_other_they_choose_the_same(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = {"point": NAMES[1]} if key == "static" else {}
    player, program, charge = both(key, monkeypatch, **settings)
    draw, now, clock = random.Random(0), 0.0, [0.0]
    monkeypatch.setattr(example.time, "perf_counter", lambda: clock[0])
    program.begun = 0.0
    seen, chosen = Observation(SETTING.deadline), set()
    top = len(SETTING.platform.levels) - 1
    seen.governor = seen.cap = top
    seen.bandwidth = SETTING.bandwidth
    for index in range(400):
        now += 0.5
        charge[0] = max(0.02, 1.0 - index / 300)
        clock[0], seen.now, seen.index, seen.charge = now, now, index, charge[0]
        mine = program.choose()
        theirs = player.decide(seen).point
        assert mine == NAMES[theirs], (key, index)
        chosen.add(mine)
        seconds = THREE[theirs].seconds * draw.choice((0.9, 1.0, 1.1, 3.0 if index > 200 else 1.0))
        program.told(mine, seconds, 0.9)
        seen.point, seen.level, seen.seconds, seen.expected = theirs, top, seconds, THREE[theirs].seconds
        seen.response, seen.late, seen.confidence = seconds, seconds > SETTING.deadline, 0.9
    assert len(chosen) == 1 or key not in ("static", "safe", "best-mean")
    assert len(chosen) > 1 or key in ("static", "safe", "best-mean")
