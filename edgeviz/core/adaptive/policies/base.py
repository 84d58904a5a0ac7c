"""What a policy is: settings, and a way to begin. Told beforehand what can be known, it hands over a player, who is
asked before each answer, with what was observed so far (``player``)."""

from __future__ import annotations

import random
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import ClassVar, TypeVar

from edgeviz.core.adaptive.platform import Platform
from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.policies.player import GOVERNOR, Choice, Player

Kind = TypeVar("Kind", bound="Policy")
Data = TypeVar("Data")


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known before the first request. deadline, duration: seconds. capacity: joules in the full battery, 0 on
    mains. base_power: watts that the device draws at the start beside computing. slowest: the largest slow-down that
    the designer foresees. bandwidth, least_bandwidth: B/s that he expects, and in the worst case."""

    points: tuple[OperatingPoint, ...]
    platform: Platform
    deadline: float
    duration: float
    queue: int
    capacity: float
    base_power: float
    slowest: float
    bandwidth: float
    least_bandwidth: float
    seed: int

    @property
    def sends(self) -> bool:
        """Whether any point sends data, so that its time and energy depend on the bandwidth."""
        return any(point.sent for point in self.points)

    def seconds(self, bandwidth: float) -> list[list[float]]:
        """[levels][points] seconds of an answer on a quiet device at ``bandwidth`` B/s."""
        return [
            [p.scaling * s + p.fixed + p.remote + p.sent / bandwidth for p in self.points]
            for s in self.platform.stretches
        ]

    def joules(self, bandwidth: float) -> list[list[float]]:
        """[levels][points] joules of an answer on a quiet device beyond waiting."""
        platform = self.platform
        found = []
        for stretch, power in zip(platform.stretches, platform.powers, strict=True):
            row = []
            for point in self.points:
                own, at_reference = point.scaling * stretch + point.fixed, point.scaling + point.fixed
                dynamic = point.joules(platform.dynamic_power) * (power * own / at_reference if at_reference else 1.0)
                sending = point.sent / bandwidth
                waiting = (platform.static_power - platform.idle_power) * (own + sending + point.remote)
                row.append(dynamic + waiting + sending * platform.radio_power)
            found.append(row)
        return found

    def choices(self) -> list[list[Choice]]:
        """[points][levels], and behind the levels, so at GOVERNOR, the choice that leaves the clock alone."""
        levels = [*range(len(self.platform.levels)), GOVERNOR]
        return [[Choice(index, level) for level in levels] for index in range(len(self.points))]

    def random(self) -> random.Random:
        return random.Random(self.seed)


@dataclass
class Policy(ABC):
    """Its fields are settings that a person may change; only they are copied and sent to other processes. A class gets
    its key and title from the decorator ``policy``."""

    key: ClassVar[str]
    title: ClassVar[str]
    #: Whether it is shown the future.
    clairvoyant: ClassVar[bool]

    @abstractmethod
    def begin(self, setting: Setting) -> Player:
        """Who plays one run, remembering no other. Raises EdgeVizError for settings that do not fit."""

    def called(self, player: Player) -> str:
        """What a run by ``player`` is called: with the choice that was made once."""
        return f"{self.title}: {player.label}" if player.label else self.title

    def __reduce__(self) -> tuple[type[Policy], tuple[object, ...]]:
        return type(self), tuple(getattr(self, one.name) for one in fields(self) if one.init)


def travels(kind: type[Data]) -> type[Data]:
    """For data that is copied and sent to other processes: to a compiler the sign that the class stays Python's."""
    return kind


def policy(key: str, title: str, clairvoyant: bool = False) -> Callable[[type[Kind]], type[Kind]]:
    """Names a kind of policy. To a compiler a decorator that it does not know is also the sign that the class must stay
    one of Python."""

    def named(kind: type[Kind]) -> type[Kind]:
        kind.key, kind.title, kind.clairvoyant = key, title, clairvoyant
        return kind

    return named
