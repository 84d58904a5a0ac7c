"""Feedback on latency: a PID controller moves along the points from fast to slow."""

from __future__ import annotations

from dataclasses import dataclass

from edgeviz.core.adaptive.policies.base import Policy, Setting, policy
from edgeviz.core.adaptive.policies.player import Choice, Observation, Player
from edgeviz.core.errors import EdgeVizError


@policy("pid", "PID on latency")
@dataclass
class Pid(Policy):
    """Error e = target − response / deadline. In the velocity form (Åström and Hägglund 1995) the position among the
    points, sorted by latency, moves by kp·(e − e₁) + ki·e + kd·(e − 2e₁ + e₂) after each answer; held within the list
    it cannot wind up. Starts in the middle."""

    target: float = 0.8
    kp: float = 0.3
    ki: float = 0.1
    kd: float = 0.0

    def begin(self, setting: Setting) -> Player:
        if not 0 < self.target <= 1 or any(abs(gain) > 1e6 or gain != gain for gain in (self.kp, self.ki, self.kd)):
            raise EdgeVizError("The PID needs a target above 0, at most 1, and finite gains.", "Mend its settings.")
        return _Player(self, setting)


class _Player(Player):
    def __init__(self, policy: Pid, setting: Setting) -> None:
        super().__init__()
        self.target: float = policy.target
        self.kp: float = policy.kp
        self.ki: float = policy.ki
        self.kd: float = policy.kd
        self.deadline: float = setting.deadline
        seconds = setting.seconds(setting.bandwidth)[-1]
        self.order = [Choice(index) for index in sorted(range(len(seconds)), key=lambda index: seconds[index])]
        self.top = float(len(self.order) - 1)
        self.place = self.top / 2
        #: The last two errors.
        self.last = 0.0
        self.before = 0.0

    def decide(self, seen: Observation) -> Choice:
        if seen.point >= 0:
            error, last = self.target - seen.response / self.deadline, self.last
            place = self.place + self.kp * (error - last) + self.ki * error
            if self.kd:
                place += self.kd * (error - 2 * last + self.before)
            self.before = last
            self.last = error
            self.place = 0.0 if place < 0 else self.top if place > self.top else place
        return self.order[int(self.place + 0.5)]
