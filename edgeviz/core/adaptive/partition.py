"""Where to cut a network between device and server: Neurosurgeon (Kang et al., ASPLOS 2017).

t(k) = t_device(≤ k) + bytes_k / bandwidth + t_server(> k): after k layers the rest goes on on a server. k = 0 sends the
input, k = all sends nothing. Energy of the device: its power over its part, the radio's while it sends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from edgeviz.core.errors import EdgeVizError


@dataclass(frozen=True, slots=True)
class Cut:
    """After ``after`` layers. seconds: on the device, sending, and on the server. joules: of the device."""

    after: int
    device: float
    sending: float
    server: float
    joules: float

    @property
    def seconds(self) -> float:
        return self.device + self.sending + self.server


def cuts(
    device: Sequence[float], server: Sequence[float], sizes: Sequence[float], bandwidth: float, round_trip: float = 0.0,
    power: float = 0.0, radio_power: float = 0.0,
) -> list[Cut]:  # fmt: skip
    """Every cut, from all on the server to all on the device.

    device, server: seconds of each of n layers there. sizes: bytes to send after 0 … n − 1 layers, the input first;
    what comes back is small. bandwidth: B/s. round_trip: s that a message takes whatever its size. power, radio_power:
    watts while the device computes and while it sends. Raises EdgeVizError for lists of other lengths.
    """
    if not len(device) == len(server) == len(sizes):
        raise EdgeVizError(
            f"{len(device)} layers on the device, {len(server)} on the server and {len(sizes)} sizes do not fit.",
            "Give one of each for every layer; the first size is the input's.",
        )
    if not (bandwidth > 0 and round_trip >= 0):
        raise EdgeVizError("The bandwidth must be above 0 and the round trip not below.", "Give B/s and seconds.")
    if any(not value >= 0 for values in (device, server, sizes) for value in values):
        raise EdgeVizError("Seconds and bytes of layers must not be below 0.", "Mend the lists.")
    here = np.concatenate([[0.0], np.cumsum(device)])
    there = np.concatenate([np.cumsum(np.asarray(server, float)[::-1])[::-1], [0.0]])
    sending = [size / bandwidth + round_trip for size in sizes] + [0.0]
    return [
        Cut(k, float(here[k]), sending[k], float(there[k]), float(here[k]) * power + sending[k] * radio_power)
        for k in range(len(device) + 1)
    ]


def best_cut(found: Sequence[Cut], energy: bool = False) -> Cut:
    """The quickest cut, or that of least energy for the device; of equals the one that sends least."""
    if energy:
        return min(found, key=lambda cut: (cut.joules, -cut.after))
    return min(found, key=lambda cut: (cut.seconds, -cut.after))


def crossover(device: Sequence[float], server: Sequence[float], sizes: Sequence[float], bandwidths: ArrayLike,
              round_trip: float = 0.0) -> NDArray[np.int64]:  # fmt: skip
    """[bandwidths]: after how many layers to cut for least time at each."""
    speeds = np.asarray(bandwidths, float).ravel().tolist()
    return np.array([best_cut(cuts(device, server, sizes, one, round_trip)).after for one in speeds], np.int64)
