"""What a source hands over once its index is read: parts with labels, whose samples are decoded on demand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError

Labels = NDArray[np.int64]
#: Called with (done, total) while samples are read; it may raise to cancel.
Tick = Callable[[int, int], None]
#: (height, width)
Size = tuple[int, int]

#: Bytes that the chosen samples of both splits may take before they become float32.
MAX_KEPT_BYTES = 2 << 30
#: Bytes that one array or file may declare. More is refused before anything is read.
MAX_DECLARED_BYTES = 16 << 30
BLOCK_BYTES = 4 << 20


def no_tick(done: int, total: int) -> None:
    """For reading outside a job."""


def size_text(count: float) -> str:
    for unit in ("bytes", "KB", "MB"):
        if count < 1000:
            return f"{count:.0f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"


def check_kept(name: str, samples: int, bytes_each: int) -> None:
    """Raise DataError when ``samples`` chosen samples of ``bytes_each`` bytes would not fit in memory."""
    if samples * bytes_each > MAX_KEPT_BYTES:
        raise DataError(
            f"{name}: {samples:,} samples of {size_text(bytes_each)} are more than {size_text(MAX_KEPT_BYTES)}.",
            "Choose fewer samples or a smaller size.",
        )


def file_of(spec: DataSpec, kind: str) -> Path:
    """The file that ``spec`` names. Raises DataError when it is not there or is a folder."""
    path = Path(spec.path).expanduser()
    if not spec.path or not path.is_file():
        raise DataError(f"{spec.path or 'No file'} is not there, or is no file.", f"Choose the {kind}.")
    return path


def read_rows(
    stream: IO[bytes], rows: NDArray[np.intp], row_bytes: int, where: Callable[[int], str], tick: Tick
) -> bytearray:
    """The bytes of the ascending ``rows`` of a stream of equal rows, read once from front to back.

    Memory: the chosen rows and one block. Raises DataError naming the row at which the stream ends early.
    """
    kept = bytearray()
    block = max(1, BLOCK_BYTES // row_bytes)
    first = taken = 0
    while taken < len(rows):
        wanted = min(block, int(rows[-1]) + 1 - first)
        data = stream.read(wanted * row_bytes)
        inside = rows[taken : int(np.searchsorted(rows, first + wanted))]
        if len(data) < wanted * row_bytes:
            raise DataError(f"{where(first + len(data) // row_bytes)}: the file ends here.", "Get the file again.")
        for row in inside:
            start = (int(row) - first) * row_bytes
            kept += data[start : start + row_bytes]
        first += wanted
        taken += len(inside)
        tick(taken, len(rows))
    return kept


@dataclass(frozen=True)
class Part:
    """The train or the test part of a data set.

    labels: int64 [n].
    read: (ascending rows, resize or None, tick) -> raw samples [len(rows), ...]; images are channels last.
    where: row -> the file and row as a person finds it, for messages.
    """

    labels: Labels
    read: Callable[[NDArray[np.intp], Size | None, Tick], NDArray[Any]]
    where: Callable[[int], str]


@dataclass(frozen=True)
class Opened:
    """A data set whose labels are known and whose samples are not read yet.

    parts: "train" and "test" where the source has both, else one part under any name.
    image: samples are [height, width, channels]; otherwise they are features of any shape.
    shape: the shape of one sample; of the first where they differ from file to file.
    quantized: (scale, zero point) of integer features that the file says how to decode, else None.
    """

    name: str
    parts: Mapping[str, Part]
    image: bool
    shape: tuple[int, ...]
    dtype: str
    class_names: tuple[str, ...] = ()
    quantized: tuple[float, int] | None = None
    warnings: tuple[str, ...] = ()
