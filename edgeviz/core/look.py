"""Teacher and student side by side on real samples: what the live view of a distillation draws."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: Channels of a feature map that are shown at most.
MOST_CHANNELS = 16


@dataclass(frozen=True, eq=False)
class Features:
    """Feature maps of one layer. maps: float32 [samples, channels, height, width]; ``channels`` are their numbers in
    the layer, of the ``width`` that it has; the strongest ones where there are more than MOST_CHANNELS."""

    tensor: str
    maps: NDArray[np.float32]
    channels: tuple[int, ...]
    width: int


@dataclass(frozen=True, eq=False)
class Look:
    """The samples at ``rows`` of the validation split as both networks see them.

    teacher, student: logits float32 [n, classes]; labels: int64 [n]. names: of the classes, empty where there are
    none. pictures: uint8 [n, height, width, 3], None where samples are no images. features: (teacher's, student's)
    where a pair of layers was asked for.
    """

    rows: tuple[int, ...]
    teacher: NDArray[np.float32]
    student: NDArray[np.float32]
    labels: NDArray[np.int64]
    names: tuple[str, ...] = ()
    pictures: NDArray[np.uint8] | None = None
    features: tuple[Features, Features] | None = None

    def __len__(self) -> int:
        return len(self.rows)

    def name(self, label: int) -> str:
        return self.names[label] if 0 <= label < len(self.names) else str(label)

    def divergence(self, temperature: float) -> NDArray[np.float64]:
        """KL(teacher ‖ student) of each sample's softened probabilities, in nats, [n]."""
        one, other = log_softened(self.teacher, temperature), log_softened(self.student, temperature)
        found: NDArray[np.float64] = (np.exp(one) * (one - other)).sum(axis=1)
        return np.maximum(found, 0.0)


def log_softened(logits: NDArray[np.floating], temperature: float) -> NDArray[np.float64]:
    """ln of the probabilities e^(z_i/T) / Σ_j e^(z_j/T) of ``logits`` [..., classes] (Hinton et al. 2015, eq. 1)."""
    if not temperature > 0:
        raise ValueError(f"a temperature is above 0, not {temperature}")
    z = np.asarray(logits, np.float64) / temperature
    z = z - z.max(axis=-1, keepdims=True)
    found: NDArray[np.float64] = z - np.log(np.exp(z).sum(axis=-1, keepdims=True))
    return found


def softened(logits: NDArray[np.floating], temperature: float) -> NDArray[np.float64]:
    """Probabilities of ``logits`` [..., classes] at ``temperature``; at 1 those of the network, flatter above."""
    return np.exp(log_softened(logits, temperature))


def strongest(maps: NDArray[np.float32], most: int = MOST_CHANNELS) -> tuple[int, ...]:
    """The numbers of at most ``most`` channels of ``maps`` [n, channels, …] with the largest mean square, ascending."""
    strength = np.square(maps.astype(np.float64)).mean(axis=(0, *range(2, maps.ndim)))
    return tuple(sorted(int(row) for row in np.argsort(-strength, kind="stable")[:most]))
