"""Which samples go to calibration and which to validation: seeded, disjoint, balanced by class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError
from edgeviz.engine.data.part import Labels, Opened

Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Drawn:
    """Part name and rows of each split, in the order in which samples are handed out."""

    calibration: tuple[str, Rows]
    validation: tuple[str, Rows]
    warnings: tuple[str, ...]


def stratified_order(labels: Labels, seed: int) -> Rows:
    """A seeded order of all rows in which every stretch holds the classes in about their proportions.

    The k-th of the n samples of a class gets the key (k + u) / n with one u in [0, 1) for the class; rows are
    sorted by key (systematic sampling with a random start).
    """
    random = np.random.default_rng(seed)
    key = np.empty(len(labels))
    for label in np.unique(labels):
        rows = np.flatnonzero(labels == label)
        key[random.permutation(rows)] = (np.arange(len(rows)) + random.random()) / len(rows)
    return np.argsort(key, kind="stable")


def draw(opened: Opened, spec: DataSpec) -> Drawn:
    """Choose the samples of both splits.

    Where the source has a train and a test part, calibration comes from train and validation from test; else
    both come from one. Too few samples make smaller splits and a warning. Raises DataError when there are fewer
    than two samples.
    """
    parts: Mapping[str, Labels] = {name: part.labels for name, part in opened.parts.items()}
    warnings: list[str] = []
    if "train" in parts and "test" in parts:
        for name in ("train", "test"):
            if not len(parts[name]):
                raise DataError(f"{opened.name}: the {name} part is empty.", "Choose a file that has samples.")
        calibration = stratified_order(parts["train"], spec.seed)[: spec.calibration]
        validation = stratified_order(parts["test"], spec.seed)[: spec.validation]
        names = ("train", "test")
    else:
        name, labels = next(iter(parts.items()))
        count = len(labels)
        if count < 2:
            raise DataError(
                f"{opened.name}: {count} labelled samples; both splits need at least one.",
                "Choose a data set with two or more samples.",
            )
        wanted = spec.calibration + spec.validation
        first = spec.calibration
        if wanted > count:
            first = min(max(round(count * spec.calibration / wanted), 1), count - 1)
        order = stratified_order(labels, spec.seed)
        calibration, validation = order[:first], order[first : first + spec.validation]
        names = (name, name)
    for split, got, asked in (
        ("calibration", calibration, spec.calibration),
        ("validation", validation, spec.validation),
    ):
        if len(got) < asked:
            warnings.append(f"{asked:,} samples were asked for {split}; the data has {len(got):,}.")
    return Drawn((names[0], calibration), (names[1], validation), tuple(warnings))
