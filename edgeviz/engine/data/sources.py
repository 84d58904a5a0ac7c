"""The registry of data sources: one function and one line for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError
from edgeviz.engine.data.digits import open_digits
from edgeviz.engine.data.part import Opened


@dataclass(frozen=True)
class Source:
    """``open`` reads labels and sizes, never all samples. It raises DataError naming the file."""

    title: str
    open: Callable[[DataSpec], Opened]


SOURCES: Mapping[str, Source] = {
    "digits": Source("scikit-learn digits (embedded)", open_digits),
}


def open_source(spec: DataSpec) -> Opened:
    """Open the data set of ``spec`` and check what every source has in common."""
    if spec.source not in SOURCES:
        raise DataError(f"The data source {spec.source!r} is unknown.", f"Choose one of {', '.join(SOURCES)}.")
    return SOURCES[spec.source].open(spec)
