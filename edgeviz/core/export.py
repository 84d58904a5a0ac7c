"""What an export wrote and how well it agrees with what was simulated."""

from __future__ import annotations

from dataclasses import dataclass

from edgeviz.core.metric import Metric


@dataclass(frozen=True, slots=True)
class ImportCheck:
    """The torch module made from a file, compared with onnxruntime on the same ``samples``.

    ``max_difference`` is the largest absolute difference of any output value; up to ``tolerance`` it is rounding.
    """

    max_difference: float
    tolerance: float
    samples: int

    @property
    def passed(self) -> bool:
        return self.max_difference <= self.tolerance


@dataclass(frozen=True, slots=True)
class ExportReport:
    """One exported file. ``accuracy`` figures and differences are None where there was no data to measure with.

    simulated: accuracy of the fake-quantized torch module; exported: of the file in onnxruntime, on the same
    samples; agreement: fraction of samples for which both predict the same class; max_difference: the largest
    absolute difference of an output value.
    """

    path: str
    bytes: int
    recipe_path: str
    recipe_hash: str
    opset: int
    simulated: Metric | None = None
    exported: Metric | None = None
    agreement: Metric | None = None
    max_difference: float | None = None
    samples: int = 0
    warnings: tuple[str, ...] = ()
