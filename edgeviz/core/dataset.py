"""What to read as data, and how: frozen, so that a job's input is complete and a result can name it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from edgeviz.core.errors import DataError


@dataclass(frozen=True, slots=True)
class DataSpec:
    """A labelled data set and its preprocessing.

    source: "digits", "npz", "idx", "cifar10", "folder" or "csv" (a key of the registry in ``engine.data``).
    path: file or folder; labels: the file with the labels where they are apart (idx, csv), else "".
    resize: (height, width) that images are resized to, None keeps their size.
    layout: "NCHW" or "NHWC" for images, "none" for anything else; it is the layout the *model* takes.
    scale: values are multiplied by it first (1/255 for bytes); then (x - mean) / std per channel.
    calibration, validation: samples in each split, drawn with ``seed``; the two never share a sample.
    label_offset: added to every label; 1 where the model counts a background class first (1,001 ImageNet classes).
    """

    source: str = "digits"
    path: str = ""
    labels: str = ""
    resize: tuple[int, int] | None = None
    layout: str = "NCHW"
    scale: float = 1.0
    mean: tuple[float, ...] = ()
    std: tuple[float, ...] = ()
    calibration: int = 256
    validation: int = 1000
    seed: int = 0
    label_offset: int = 0

    def __post_init__(self) -> None:
        if self.layout not in ("NCHW", "NHWC", "none"):
            raise DataError(f"The layout {self.layout!r} is unknown.", "Choose NCHW, NHWC or none.")
        if self.calibration < 1 or self.validation < 1:
            raise DataError("Both splits need at least one sample.", "Choose 1 or more.")
        if any(value == 0 for value in self.std):
            raise DataError("A standard deviation of 0 cannot be divided by.", "Choose a value above 0.")
        if self.mean and self.std and len(self.mean) != len(self.std):
            raise DataError("Mean and standard deviation differ in length.", "Give one number per channel in both.")

    @property
    def hash(self) -> str:
        text = json.dumps(self.to_json(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> DataSpec:
        fields = dict(value)
        for name in ("mean", "std", "resize"):
            if fields.get(name) is not None:
                fields[name] = tuple(fields[name])
        return DataSpec(**fields)


@dataclass(frozen=True, slots=True)
class DataSummary:
    """What a data set turned out to hold. ``sample_shape`` excludes the batch, after preprocessing."""

    samples: int
    classes: int
    sample_shape: tuple[int, ...]
    class_counts: tuple[int, ...]
    class_names: tuple[str, ...] = ()
    low: float = 0.0
    high: float = 0.0
    warnings: tuple[str, ...] = ()
