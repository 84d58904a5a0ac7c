"""Which policies leave the simulator, and as what."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from edgeviz.core.adaptive.policies import POLICIES, make_policy
from edgeviz.core.adaptive.policies.rules import Rule, Rules
from edgeviz.core.adaptive.portable import PORTABLE, portable_policy
from edgeviz.core.adaptive.scenario import Battery
from edgeviz.core.adaptive.simulate import setting_of
from edgeviz.core.errors import EdgeVizError
from tests.core.simulated import THREE, scenario

SETTING = setting_of(scenario(battery=Battery(1.0)), THREE, 0)


@pytest.mark.parametrize("key", POLICIES)
def test_a_policy_either_is_json_or_says_why_not(key: str) -> None:
    policy = make_policy(key, {"point": THREE[1].name} if key == "static" else None)
    if isinstance(policy, PORTABLE):
        assert json.loads(json.dumps(portable_policy(policy, THREE, SETTING)))["kind"] in (
            "static", "rules", "battery", "pid",
        )  # fmt: skip
    else:
        with pytest.raises(EdgeVizError, match=f"cannot follow the policy {policy.title}"):
            portable_policy(policy, THREE, SETTING)


def test_a_choice_made_beforehand_is_the_point_that_it_comes_to() -> None:
    found = portable_policy(make_policy("safe"), THREE, SETTING)
    policy = make_policy("safe")
    choice = policy.begin(SETTING).constant
    assert choice is not None
    assert found == {"kind": "static", "point": THREE[choice.point].name, "chosen_by": "safe"}
    with pytest.raises(EdgeVizError, match="goes by the device and the deadline"):
        portable_policy(policy, THREE)


def test_what_the_program_cannot_do_is_refused() -> None:
    with pytest.raises(EdgeVizError, match="on mains"):
        portable_policy(make_policy("battery"), THREE, replace(SETTING, capacity=0.0))
    with pytest.raises(EdgeVizError, match="Rule 1 sets the clock"):
        portable_policy(Rules((Rule("queue", 1, "fastest", level=0),)), THREE)
    with pytest.raises(EdgeVizError, match="no operating point"):
        portable_policy(Rules((Rule("queue", 1, "luck"),)), THREE)
