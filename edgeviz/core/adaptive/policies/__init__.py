"""The policies by their keys: a new one is a file here and a line in ``POLICIES``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from edgeviz.core.adaptive.policies.alert import Alert
from edgeviz.core.adaptive.policies.base import Policy
from edgeviz.core.adaptive.policies.battery import BatteryAware
from edgeviz.core.adaptive.policies.oracle import Clairvoyant
from edgeviz.core.adaptive.policies.pid import Pid
from edgeviz.core.adaptive.policies.predictive import Predictive
from edgeviz.core.adaptive.policies.qlearning import QLearning
from edgeviz.core.adaptive.policies.rules import Rule, Rules
from edgeviz.core.adaptive.policies.static import BestMean, Safe, Static
from edgeviz.core.errors import EdgeVizError

POLICIES: dict[str, type[Policy]] = {
    kind.key: kind
    for kind in (
        Static, BestMean, Safe, Rules, BatteryAware, Pid, Alert, QLearning, Predictive, Clairvoyant,
    )
}  # fmt: skip


def make_policy(key: str, settings: Mapping[str, Any] | None = None) -> Policy:
    """The policy ``key`` with ``settings``, as a table of TOML has them. Raises EdgeVizError naming the setting."""
    if key not in POLICIES:
        raise EdgeVizError(f"There is no policy {key[:80]!r}.", f"Choose among {', '.join(POLICIES)}.")
    kind = POLICIES[key]
    known = {one.name: one for one in fields(kind) if one.init}
    found: dict[str, Any] = {}
    for name, value in (settings or {}).items():
        if name not in known:
            choose = f"Choose among {', '.join(known)}." if known else "It has none."
            raise EdgeVizError(f"The policy {key} has no setting {str(name)[:40]!r}.", choose)
        found[name] = _rules(value) if name == "rules" else _setting(key, name, value, known[name].default)
    return kind(**found)


def policy_table(policy: Policy) -> dict[str, Any]:
    """``policy`` as a table, which ``make_policy`` reads but for its "kind"."""
    table: dict[str, Any] = {"kind": policy.key}
    for one in fields(policy):
        if one.init:
            value = getattr(policy, one.name)
            table[one.name] = [_rule_table(rule) for rule in value] if one.name == "rules" else value
    return table


def _rule_table(rule: Rule) -> dict[str, Any]:
    return {one.name: getattr(rule, one.name) for one in fields(rule)}


def _setting(key: str, name: str, value: Any, default: Any) -> Any:
    """``value`` in the type of ``default``."""
    if isinstance(default, bool) or isinstance(value, bool):
        fits = isinstance(value, bool) and isinstance(default, bool)
    elif isinstance(default, str):
        fits, value = isinstance(value, str | int), str(value)
    elif isinstance(default, int):
        fits = isinstance(value, int)
    else:
        fits = isinstance(value, int | float)
        value = float(value) if fits else value
    if not fits:
        kind = type(default).__name__.replace("str", "text").replace("bool", "true or false")
        raise EdgeVizError(f"The setting {name} of the policy {key} is {value!r}.", f"It must be of the kind: {kind}.")
    return value


def _rules(value: Any) -> tuple[Rule, ...]:
    if not isinstance(value, list) or len(value) > 100:
        raise EdgeVizError("rules is no list, or has over 100 rules.", "Write each as [[policy.rules]].")
    defaults = {"quantity": "", "value": 0.0, "point": "", "above": True, "level": -1}
    found = []
    for number, table in enumerate(value, 1):
        if not isinstance(table, Mapping):
            raise EdgeVizError(f"Rule {number} is no table.", "Write each as [[policy.rules]].")
        for name in ("quantity", "value", "point"):
            if name not in table:
                raise EdgeVizError(f"Rule {number} has no {name}.", "It needs quantity, value and point.")
        for name in table:
            if name not in defaults:
                raise EdgeVizError(f"Rule {number}: {str(name)[:40]} is unknown.", f"Choose of {', '.join(defaults)}.")
        found.append(Rule(**{n: _setting("rules", n, v, defaults[n]) for n, v in table.items()}))
    return tuple(found)
