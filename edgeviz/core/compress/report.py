"""What Deep Compression came to, stage by stage and layer by layer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.compress.rates import FLOAT_BITS
from edgeviz.core.compress.request import DeepRequest
from edgeviz.core.metric import Metric
from edgeviz.core.outcomes import Outcomes

#: Bars of a picture of weights.
BARS = 81


class Stage(StrEnum):
    """As it was loaded; pruned and retrained; weights shared and trained; Huffman coded, written and read back."""

    ORIGINAL = "original"
    PRUNED = "pruned"
    SHARED = "shared"
    CODED = "coded"


@dataclass(frozen=True, slots=True)
class Histogram:
    """How a layer's weights are spread: ``counts`` of equal bars from ``low`` to ``high``, zeros apart."""

    key: str
    low: float
    high: float
    counts: tuple[int, ...]
    zeros: int


@dataclass(frozen=True, slots=True)
class StageResult:
    """One stage. accuracy: on the validation split, None without labels that fit; outcomes: which samples are right.

    weights: bytes of all weights that are compressed, with index and tables. file: bytes of the file where there is
    one. Before the last stage, bytes are what a file would take, exactly counted. seconds: what the stage took.
    """

    stage: Stage
    accuracy: Metric
    outcomes: Outcomes
    weights: float
    file: int | None
    histograms: tuple[Histogram, ...]
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class LayerRate:
    """A row of the paper's tables. kept: weights that are not zero; entries: those stored, with fillers.

    values: entries of the table, the zero included; bits: of a code before Huffman; gap: of an index entry, 0 without
    one. code_bits, gap_bits: mean bits of an entry after Huffman. pruned, shared, coded: bytes after each stage.
    """

    key: str
    elements: int
    kept: int
    entries: int
    values: int
    bits: int
    gap: int
    code_bits: float
    gap_bits: float
    pruned: float
    shared: float
    coded: int

    @property
    def original(self) -> float:
        return self.elements * FLOAT_BITS / 8

    @property
    def share(self) -> float:
        """Share of the weights that is left."""
        return self.kept / self.elements if self.elements else 0.0

    @property
    def rates(self) -> tuple[float, float, float]:
        """How many times smaller after pruning, sharing and coding."""
        return tuple(self.original / size if size else 1.0 for size in (self.pruned, self.shared, self.coded))  # type: ignore[return-value]


@dataclass(frozen=True)
class DeepReport:
    """The whole pipeline. path: the encoded file; ``file`` bytes of it, ``original`` those of the model file.

    rest: bytes of the encoded file that are no weights (graph, biases, header). agreement: how often onnxruntime, on
    the decoded file, and torch choose the same class; max_difference of their outputs.
    """

    path: str
    request: DeepRequest
    stages: tuple[StageResult, ...]
    layers: tuple[LayerRate, ...]
    original: int
    file: int
    rest: int
    agreement: Metric
    max_difference: float

    def rate(self, stage: Stage) -> float:
        """How many times smaller the weights are after ``stage`` than at first."""
        found = {one.stage: one.weights for one in self.stages}
        return found[Stage.ORIGINAL] / found[stage]

    @property
    def file_rate(self) -> float:
        return self.original / self.file


def histogram(key: str, weights: NDArray[np.float32]) -> Histogram:
    """The picture of a layer's weights, with the bars symmetric about zero so that stages can be laid over another."""
    flat = weights.reshape(-1)
    left = flat[flat != 0]
    bound = float(np.abs(left).max(initial=0.0)) or 1.0
    counts, _ = np.histogram(left, BARS, (-bound, bound))
    return Histogram(key, -bound, bound, tuple(int(count) for count in counts), int(flat.size - left.size))
