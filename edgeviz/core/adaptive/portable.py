"""Policies that run outside the simulator: as JSON, which the example in a bundle follows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.policies import POLICIES, policy_table
from edgeviz.core.adaptive.policies.base import Policy, Setting
from edgeviz.core.adaptive.policies.battery import BatteryAware
from edgeviz.core.adaptive.policies.pid import Pid
from edgeviz.core.adaptive.policies.player import GOVERNOR
from edgeviz.core.adaptive.policies.rules import RELATIVE, Rules, choices
from edgeviz.core.adaptive.policies.static import BestMean, Safe, Static
from edgeviz.core.errors import EdgeVizError

#: Those that the example can follow. The others set the clock, learn, or see the future.
PORTABLE: tuple[type[Policy], ...] = (Static, BestMean, Safe, Rules, BatteryAware, Pid)


def portable_policy(policy: Policy, points: Sequence[OperatingPoint], setting: Setting | None = None) -> dict[str, Any]:
    """``policy`` for ``points``, JSON. A choice that is made beforehand is the fixed point that it comes to.

    ``setting``: what it is told beforehand, of the very points; needed by those that go by the device, the deadline or
    the battery. Raises EdgeVizError for what cannot run there, with the reason.
    """
    names = [point.name for point in points]
    if not isinstance(policy, PORTABLE):
        titles = ", ".join(POLICIES[kind.key].title for kind in PORTABLE)
        raise EdgeVizError(
            f"The program in a bundle cannot follow the policy {policy.title}: {_why(policy)}.",
            f"Choose one of these: {titles}.",
        )
    if isinstance(policy, Rules):
        return _rules(policy, names, setting)
    if isinstance(policy, Static) and policy.point not in names:
        raise EdgeVizError(f"The policy takes {policy.point!r}, which is no operating point.", "Choose another.")
    if isinstance(policy, Static | Pid):
        return policy_table(policy)
    if setting is None:
        raise EdgeVizError(
            f"The policy {policy.title} goes by the device and the deadline of a scenario.",
            "Let the points of the model play in a scenario first.",
        )
    choice = policy.begin(setting).constant
    if choice is not None:
        return {"kind": Static.key, "point": names[choice.point], "chosen_by": policy.key}
    return policy_table(policy) | _battery(setting, names)


def _why(policy: Policy) -> str:
    if policy.clairvoyant:
        return "it sees the future"
    return "it learns or plans with the clocks and the queue of the simulated device"


def _rules(policy: Rules, names: Sequence[str], setting: Setting | None) -> dict[str, Any]:
    """Which point is the cheapest is said here, as the program knows no joules; without ``setting`` the fastest."""
    for number, rule in enumerate(policy.rules, 1):
        if rule.level >= 0:
            raise EdgeVizError(
                f"Rule {number} sets the clock, which the program in a bundle cannot.", "Leave it to the governor."
            )
    for wanted in (*(rule.point for rule in policy.rules), policy.otherwise):
        if wanted not in names and wanted not in RELATIVE:
            raise EdgeVizError(f"The policy takes {wanted!r}, which is no operating point.", "Choose another.")
    cheapest = "fastest"
    if setting is not None:
        cheapest = names[choices(setting, "cheapest", GOVERNOR, "A rule")[-1].point]

    def point(wanted: str) -> str:
        return cheapest if wanted == "cheapest" and wanted not in names else wanted

    rules = tuple(replace(rule, point=point(rule.point)) for rule in policy.rules)
    return policy_table(Rules(rules, point(policy.otherwise)))


def _battery(setting: Setting, names: Sequence[str]) -> dict[str, Any]:
    """Joules of the full battery and of an answer by each point beyond waiting, watts of the rest, seconds to last."""
    if not setting.capacity:
        raise EdgeVizError(
            f"{BatteryAware.title} needs a battery, and this scenario runs on mains.",
            "Choose a scenario with a battery, or another policy.",
        )
    joules = dict(zip(names, setting.joules(setting.bandwidth)[-1], strict=True))
    if not all(map(math.isfinite, joules.values())):
        raise EdgeVizError("The energy of an operating point is not known.", "Choose a device with figures of power.")
    return {
        "capacity": setting.capacity, "lasts": setting.duration, "base_power": setting.base_power, "joules": joules,
    }  # fmt: skip
