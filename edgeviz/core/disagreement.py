"""Where two recipes say different things about the same samples."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Disagreement:
    """The validation samples whose predicted class differs between two recipes.

    ``rows`` [n] are places in the validation split; ``truth``, ``first`` and ``second`` [n] class numbers;
    ``confidence`` [n, 2] the probability that each recipe gives its own class. Sorted: first what only the first
    recipe has right, then what only the second has, then what both have wrong, the most confident ones in front.
    ``pictures`` uint8 [k, h, w, 3] shows the first k of them, None where samples are no images. ``samples`` is how
    many were compared, ``names`` the classes' names (empty where there are none).
    """

    rows: NDArray[np.int64]
    truth: NDArray[np.int64]
    first: NDArray[np.int64]
    second: NDArray[np.int64]
    confidence: NDArray[np.float64]
    samples: int
    pictures: NDArray[np.uint8] | None = None
    names: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def lost(self) -> int:
        """Samples that only the first recipe has right."""
        return int(((self.first == self.truth) & (self.second != self.truth)).sum())

    @property
    def won(self) -> int:
        """Samples that only the second recipe has right."""
        return int(((self.second == self.truth) & (self.first != self.truth)).sum())

    def name(self, label: int) -> str:
        return self.names[label] if 0 <= label < len(self.names) else str(label)


def order(
    truth: NDArray[np.int64],
    first: NDArray[np.int64],
    second: NDArray[np.int64],
    confidence: NDArray[np.float64],
) -> NDArray[np.intp]:
    """The order of ``Disagreement``, for samples that differ."""
    group = np.where(first == truth, 0, np.where(second == truth, 1, 2))
    return np.lexsort((-confidence.max(axis=1), group))
