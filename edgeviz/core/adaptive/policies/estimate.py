"""What policies estimate from what they saw: the rate of requests, and joules that an answer may cost."""

from __future__ import annotations

from math import inf
from typing import Final

from edgeviz.core.adaptive.policies.base import Setting
from edgeviz.core.adaptive.policies.player import Observation

#: Weight of the newest of the moving averages.
NEWEST: Final = 0.1


class Profile:
    """Seconds and joules of answers on a quiet device, [levels][points], at the bandwidth that is seen."""

    def __init__(self, setting: Setting) -> None:
        self._setting, self._sends, self._bandwidth = setting, setting.sends, setting.bandwidth
        self.seconds, self.joules = setting.seconds(setting.bandwidth), setting.joules(setting.bandwidth)

    def look(self, bandwidth: float) -> bool:
        """Whether the figures are others now."""
        if not self._sends or bandwidth == self._bandwidth:
            return False
        self._bandwidth = bandwidth
        self.seconds, self.joules = self._setting.seconds(bandwidth), self._setting.joules(bandwidth)
        return True


class Rate:
    """Seconds between requests, as a moving average."""

    def __init__(self) -> None:
        self.gap = inf
        self._index, self._time = 0, 0.0

    def look(self, seen: Observation) -> None:
        """Called now and then: the mean gap since the last call counts as often as requests came."""
        count, moment = seen.index - self._index, seen.now - seen.waiting
        if count > 0 and moment > self._time:
            newest = (moment - self._time) / count
            self.gap = newest if self.gap == inf else self.gap + (1 - (1 - NEWEST) ** count) * (newest - self.gap)
            self._index, self._time = seen.index, moment


class Budget:
    """Joules that one answer may cost if the battery is to last: (what is left / time that is left − power of the rest)
    · seconds between requests. The rest's power is what the charge fell by, less what the answers took."""

    def __init__(self, setting: Setting, reserve: float) -> None:
        self._setting, self._reserve = setting, reserve
        self.rate = Rate()
        self._base = setting.base_power
        self._charge, self._time = -1.0, 0.0
        #: Joules beyond waiting that answers took since the charge was looked at; whoever spends adds to it.
        self.spent = 0.0

    def joules(self, seen: Observation) -> float:
        """Infinite on mains, and where no rate is known yet."""
        self.rate.look(seen)
        setting = self._setting
        if not setting.capacity or self.rate.gap == inf:
            return inf
        if self._charge < 0:
            self._charge, self._time, self.spent = seen.charge, seen.now, 0.0
        elif seen.charge < self._charge and seen.now - self._time > 0:
            drawn = (self._charge - seen.charge) * setting.capacity
            rest = max(0.0, drawn - self.spent) / (seen.now - self._time)
            self._base += NEWEST * (rest - self._base)
            self._charge, self._time, self.spent = seen.charge, seen.now, 0.0
        left = max(0.0, seen.charge - self._reserve) * setting.capacity
        remaining = max(setting.duration - seen.now, self.rate.gap)
        return max(0.0, left / remaining - self._base) * self.rate.gap
