"""Feedback on latency: a PID controller moves along the points from fast to slow."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from edgeviz.core.adaptive.policies.base import Choice, Observation, Policy, Setting
from edgeviz.core.errors import EdgeVizError


@dataclass
class Pid(Policy):
    """Error e = target − response / deadline. In the velocity form (Åström and Hägglund 1995) the position among the
    points, sorted by latency, moves by kp·(e − e₁) + ki·e + kd·(e − 2e₁ + e₂) after each answer; held within the list
    it cannot wind up. Starts in the middle."""

    key: ClassVar[str] = "pid"
    title: ClassVar[str] = "PID on latency"
    target: float = 0.8
    kp: float = 0.3
    ki: float = 0.1
    kd: float = 0.0
    _order: list[Choice] = field(default_factory=list, init=False, repr=False)
    _place: float = field(default=0.0, init=False, repr=False)
    _last: float = field(default=0.0, init=False, repr=False)
    _before: float = field(default=0.0, init=False, repr=False)
    _deadline: float = field(default=1.0, init=False, repr=False)

    def begin(self, setting: Setting) -> None:
        if not 0 < self.target <= 1 or any(abs(gain) > 1e6 or gain != gain for gain in (self.kp, self.ki, self.kd)):
            raise EdgeVizError("The PID needs a target above 0, at most 1, and finite gains.", "Mend its settings.")
        seconds = setting.seconds(setting.bandwidth)[-1]
        self._order = [Choice(index) for index in sorted(range(len(seconds)), key=lambda index: seconds[index])]
        self._place, self._last, self._before = (len(self._order) - 1) / 2, 0.0, 0.0
        self._deadline = setting.deadline

    def decide(self, seen: Observation) -> Choice:
        if seen.point >= 0:
            error, last = self.target - seen.response / self._deadline, self._last
            place = self._place + self.kp * (error - last) + self.ki * error
            if self.kd:
                place += self.kd * (error - 2 * last + self._before)
            self._before, self._last = last, error
            top = len(self._order) - 1
            self._place = 0.0 if place < 0 else top if place > top else place
        return self._order[int(self._place + 0.5)]
