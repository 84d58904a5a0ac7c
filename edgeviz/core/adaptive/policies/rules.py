"""Threshold rules: data, which a person edits. The first rule that holds decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from edgeviz.core.adaptive.policies.base import Policy, Setting, policy, travels
from edgeviz.core.adaptive.policies.player import GOVERNOR, Choice, Observation, Player
from edgeviz.core.errors import EdgeVizError


def slow_down(seen: Observation) -> float:
    """How many times as long as its profile the last answer took; 1 before the first."""
    return seen.seconds / seen.expected if seen.expected else 1.0


def waiting(seen: Observation) -> float:
    """How long the request has waited, in deadlines."""
    return seen.waiting / seen.deadline


def response(seen: Observation) -> float:
    """How long after its request the last answer came, in deadlines."""
    return seen.response / seen.deadline


#: What rules can look at, with units.
QUANTITIES: dict[str, tuple[str, Callable[[Observation], float]]] = {
    "charge": ("0…1", attrgetter("charge")),
    "temperature": ("°C", attrgetter("temperature")),
    "queue": ("requests", attrgetter("queue")),
    "waiting": ("deadlines", waiting),
    "response": ("deadlines", response),
    "slow_down": ("", slow_down),
    "busy": ("0…1", attrgetter("busy")),
    "confidence": ("0…1", attrgetter("confidence")),
    "bandwidth": ("B/s", attrgetter("bandwidth")),
    "time": ("s", attrgetter("now")),
}
#: Points by what they are, rather than by name. The last three start from the point before.
RELATIVE = ("fastest", "cheapest", "most accurate", "faster", "slower", "same")


@travels
@dataclass(frozen=True, slots=True)
class Rule:
    """Where ``quantity`` is above (or else below) ``value``, take ``point`` at ``level``."""

    quantity: str
    value: float
    point: str
    above: bool = True
    level: int = GOVERNOR


#: Sensible for any points: save when the battery runs low, give way to a queue, feel the way to the deadline.
DEFAULT = (
    Rule("charge", 0.1, "cheapest", above=False),
    Rule("queue", 1, "fastest"),
    Rule("response", 0.8, "faster"),
    Rule("response", 0.4, "slower", above=False),
)
_Row = tuple[Callable[[Observation], float], bool, float, list[Choice]]


@policy("rules", "Threshold rules")
@dataclass
class Rules(Policy):
    """``rules`` in order, else ``otherwise``."""

    rules: tuple[Rule, ...] = DEFAULT
    otherwise: str = "same"

    def begin(self, setting: Setting) -> Player:
        rows: list[_Row] = []
        for number, rule in enumerate(self.rules, 1):
            if rule.quantity not in QUANTITIES:
                raise EdgeVizError(
                    f"Rule {number} looks at {rule.quantity!r}.", f"Choose among {', '.join(QUANTITIES)}."
                )
            if not GOVERNOR <= rule.level < len(setting.platform.levels):
                raise EdgeVizError(f"Rule {number} takes level {rule.level}, which there is not.", "Or -1 for none.")
            get = QUANTITIES[rule.quantity][1]
            rows.append((get, rule.above, rule.value, choices(setting, rule.point, rule.level, f"Rule {number}")))
        return _Player(rows, choices(setting, self.otherwise, GOVERNOR, "The last rule"))


class _Player(Player):
    def __init__(self, rows: list[_Row], otherwise: list[Choice]) -> None:
        super().__init__()
        self.rows, self.otherwise = rows, otherwise

    def decide(self, seen: Observation) -> Choice:
        for get, above, value, found in self.rows:
            if (get(seen) > value) if above else (get(seen) < value):
                return found[seen.point]
        return self.otherwise[seen.point]


def choices(setting: Setting, text: str, level: int, what: str) -> list[Choice]:
    """What ``text`` means after each point, and, last, at first. Raises EdgeVizError."""
    points, every = setting.points, setting.choices()
    indices = range(len(points))
    seconds = setting.seconds(setting.bandwidth)[-1]
    ranks = sorted(indices, key=lambda index: (seconds[index], index))
    names = [one.name for one in points]
    if text in ("faster", "slower", "same"):
        step = {"faster": -1, "slower": 1, "same": 0}[text]
        place = {index: rank for rank, index in enumerate(ranks)}
        after = [ranks[min(max(place[index] + step, 0), len(ranks) - 1)] for index in indices]
        after.append(ranks[0])
        return [every[index][level] for index in after]
    if text in names:
        chosen = names.index(text)
    elif text == "fastest":
        chosen = ranks[0]
    elif text == "cheapest":
        joules = setting.joules(setting.bandwidth)[-1]
        chosen = min(indices, key=lambda index: joules[index])
    elif text == "most accurate":
        chosen = max(indices, key=lambda index: (points[index].accuracy, -seconds[index]))
    else:
        known = ", ".join((*names, *RELATIVE))
        raise EdgeVizError(f"{what} takes {text!r}, which is no operating point.", f"Choose among {known}.")
    return [every[chosen][level]] * (len(points) + 1)
