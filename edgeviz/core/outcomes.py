"""Which validation samples a recipe classified correctly, a bit for each: recipes can then be compared in pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Only where it is used: every command imports this module, and most of them need no numpy.
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

#: Samples that one evaluation may have: a bit each, so 8 MB.
MAX_SAMPLES = 64_000_000


@dataclass(frozen=True, slots=True)
class Outcomes:
    """``samples`` bits, the first sample in the highest bit of the first byte (``numpy.packbits``); 1 is correct.

    ``data`` names the samples themselves: outcomes are pairs only where it agrees. Raises ValueError for bits that
    do not fit the number of samples.
    """

    bits: bytes
    samples: int
    data: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.samples <= MAX_SAMPLES or len(self.bits) != (self.samples + 7) // 8:
            raise ValueError(f"{len(self.bits)} bytes cannot hold the outcomes of {self.samples} samples")
        if self.samples % 8 and self.bits[-1] & (0xFF >> self.samples % 8):
            raise ValueError("bits are set beyond the last sample")

    @staticmethod
    def of(correct: ArrayLike, data: str = "") -> Outcomes:
        """The outcomes of samples in order: [samples] of true where the class was found."""
        import numpy as np

        flags = np.asarray(correct, bool)
        return Outcomes(np.packbits(flags).tobytes(), len(flags), data)

    @property
    def correct(self) -> NDArray[np.bool_]:
        """[samples], true where the class was found."""
        import numpy as np

        return np.unpackbits(np.frombuffer(self.bits, np.uint8), count=self.samples).astype(bool)

    @property
    def hits(self) -> int:
        return int.from_bytes(self.bits).bit_count()

    def table(self, other: Outcomes) -> tuple[int, int, int, int]:
        """Samples that both have right, only this one, only ``other``, and neither. Raises ValueError for others."""
        if (self.samples, self.data) != (other.samples, other.data):
            raise ValueError("the outcomes are of different samples")
        both = (int.from_bytes(self.bits) & int.from_bytes(other.bits)).bit_count()
        gained, lost = self.hits - both, other.hits - both
        return both, gained, lost, self.samples - both - gained - lost
