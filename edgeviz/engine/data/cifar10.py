"""The binary version of CIFAR-10: data_batch_1.bin … data_batch_5.bin, test_batch.bin, or a folder with them.

Format: A. Krizhevsky, https://www.cs.toronto.edu/~kriz/cifar.html: records of one label byte and 3×32×32 bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError
from edgeviz.engine.data.part import Opened, Part, Size, Tick, check_kept

PIXELS = 3 * 32 * 32
RECORD = 1 + PIXELS
NAMES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")


def batches_in(folder: Path) -> list[Path]:
    return sorted([*folder.glob("data_batch*.bin"), *folder.glob("test_batch*.bin")])


def open_cifar10(spec: DataSpec) -> Opened:
    """A folder gives train and test parts; a single file gives what it holds."""
    path = Path(spec.path).expanduser()
    if spec.path and path.is_dir():
        # The archive unpacks to a folder of its own, which people choose as often as the one around it.
        files = batches_in(path) or batches_in(path / "cifar-10-batches-bin")
    else:
        files = [path] if spec.path and path.is_file() else []
    if not files:
        raise DataError(
            f"{spec.path or 'No file'} holds no CIFAR-10 batch.",
            "Choose data_batch_1.bin or the folder of the binary version.",
        )
    found: dict[str, list[Path]] = {}
    for file in files:
        name = "all" if len(files) == 1 else "test" if file.name.startswith("test") else "train"
        found.setdefault(name, []).append(file)
    return Opened(
        name=path.name,
        parts={name: _part(group) for name, group in found.items()},
        image=True,
        shape=(32, 32, 3),
        dtype="uint8",
        class_names=NAMES,
    )


def _records(file: Path) -> NDArray[np.uint8]:
    """The file mapped into memory as [records, 3073]; pages are read when their samples are."""
    size = file.stat().st_size
    if not size or size % RECORD:
        if size and size % (RECORD + 1) == 0:
            raise DataError(f"{file.name} looks like CIFAR-100, which is not read.", "Save it as .npz.")
        raise DataError(
            f"{file.name} has {size:,} bytes, which is no multiple of {RECORD:,}: the file is truncated at row "
            f"{size // RECORD:,} or is no CIFAR-10 batch.",
            "Download the binary version of CIFAR-10 again.",
        )
    return np.memmap(file, np.uint8, "r", shape=(size // RECORD, RECORD))


def _part(files: list[Path]) -> Part:
    batches = [_records(file) for file in files]
    starts = np.cumsum([0, *(len(batch) for batch in batches)])

    def locate(row: int) -> tuple[int, int]:
        batch = int(np.searchsorted(starts, row, "right")) - 1
        return batch, row - int(starts[batch])

    def read(rows: NDArray[np.intp], resize: Size | None, tick: Tick) -> NDArray[Any]:
        check_kept(files[0].name, len(rows), PIXELS * 4)
        out = np.empty((len(rows), PIXELS), np.uint8)
        for index, row in enumerate(rows):
            batch, record = locate(int(row))
            out[index] = batches[batch][record, 1:]
        tick(len(rows), len(rows))
        return out.reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)

    def where(row: int) -> str:
        batch, record = locate(row)
        return f"{files[batch].name}, row {record} (counted from 0)"

    labels = np.concatenate([batch[:, 0] for batch in batches]).astype(np.int64)
    wrong = np.flatnonzero(labels >= len(NAMES))
    if len(wrong):
        raise DataError(
            f"{where(int(wrong[0]))}: label {labels[wrong[0]]} is above 9.",
            "Choose a file of CIFAR-10.",
        )
    return Part(labels, read, where)
