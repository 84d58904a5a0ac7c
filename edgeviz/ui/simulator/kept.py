"""What the project keeps of the Simulate workspace. It comes from a file: what does not fit is taken as not set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from edgeviz.core.adaptive.points import MOST_POINTS
from edgeviz.core.adaptive.policies import POLICIES, make_policy, policy_table
from edgeviz.core.adaptive.policies.rules import Rules
from edgeviz.core.errors import EdgeVizError
from edgeviz.ui import stored
from edgeviz.ui.simulator.choices import Source
from edgeviz.ui.simulator.thresholds import RANGES

SETTING = "simulator"


@dataclass(frozen=True)
class Kept:
    """scenario: as ``Scenarios.kept`` has it. points: identities (``Offer.identities``); policies: keys. deadline:
    seconds, None for the scenario's own. None elsewhere: not set. adaptive: id of the adaptive model that plays."""

    scenario: Mapping[str, Any] = field(default_factory=dict)
    source: Source = Source.PROJECT
    points: tuple[str, ...] | None = None
    policies: tuple[str, ...] | None = None
    rules: Rules = field(default_factory=Rules)
    seeds: int | None = None
    deadline: float | None = None
    adaptive: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "scenario": dict(self.scenario),
            "source": self.source.value,
            "points": list(self.points or ()),
            "policies": list(self.policies or ()),
            "rules": policy_table(self.rules),
            "seeds": self.seeds,
            "deadline": self.deadline,
            "adaptive": self.adaptive,
        }

    @classmethod
    def read(cls, value: Any) -> Kept:
        found = stored.mapping(value)
        seeds, deadline = stored.number(found.get("seeds")), stored.number(found.get("deadline"))
        source = stored.name(found.get("source"), list(Source))
        points, policies = _names(found.get("points")), _names(found.get("policies"))
        adaptive = found.get("adaptive")
        adaptive = adaptive[:64] if isinstance(adaptive, str) and source == Source.ADAPTIVE else ""
        if source == Source.ADAPTIVE and not adaptive:
            source = None
        return cls(
            stored.mapping(found.get("scenario")),
            Source(source) if source else Source.PROJECT,
            points[:MOST_POINTS] if points else None,
            tuple(key for key in policies if key in POLICIES) if policies is not None else None,
            _rules(found.get("rules")),
            int(seeds) if seeds is not None and seeds >= 1 else None,
            deadline if deadline is not None and deadline > 0 else None,
            adaptive,
        )


def _names(value: Any) -> tuple[str, ...] | None:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else None


def _rules(value: Any) -> Rules:
    table = {name: one for name, one in stored.mapping(value).items() if name in ("rules", "otherwise")}
    try:
        found = make_policy(Rules.key, table)
    except EdgeVizError:
        return Rules()
    assert isinstance(found, Rules)
    return found if all(rule.quantity in RANGES for rule in found.rules) else Rules()
