"""IDX files (MNIST, Fashion-MNIST), plain or gzip-compressed; labels and the other part are found beside by name.

Format: Y. LeCun, http://yann.lecun.com/exdb/mnist: two zero bytes, type, number of dimensions, dimensions
(big-endian int32), data in C order.
"""

from __future__ import annotations

import gzip
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import IO, Any, cast

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError
from edgeviz.engine.data.arrays import channel_axis
from edgeviz.engine.data.part import (
    MAX_DECLARED_BYTES,
    Labels,
    Opened,
    Part,
    Size,
    Tick,
    check_kept,
    no_tick,
    read_rows,
    size_text,
)
from edgeviz.engine.data.prepare import shape_text

TYPES = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}
AGAIN = "Download the file again."


@dataclass(frozen=True)
class IdxFile:
    path: Path
    dtype: np.dtype[Any]
    shape: tuple[int, ...]

    @property
    def offset(self) -> int:
        return 4 + 4 * len(self.shape)

    def where(self, row: int) -> str:
        return f"{self.path.name}, row {row} (counted from 0)"

    def read(self, rows: NDArray[np.intp], tick: Tick) -> NDArray[Any]:
        """The ascending ``rows``, [len(rows), *shape[1:]]."""
        each = prod(self.shape[1:]) * self.dtype.itemsize
        with _stream(self.path) as stream:
            stream.read(self.offset)
            data = read_rows(stream, rows, each, self.where, tick)
        return np.frombuffer(data, self.dtype).reshape(len(rows), *self.shape[1:])


@contextmanager
def _stream(path: Path) -> Iterator[IO[bytes]]:
    try:
        with path.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
        with cast("IO[bytes]", gzip.open(path)) if packed else path.open("rb") as stream:
            yield stream
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"{path.name} cannot be read to its end.", AGAIN, str(error)) from error


def read_header(path: Path) -> IdxFile:
    """Type and shape of an IDX file. Raises DataError when it is none, or declares more than is sensible."""
    with _stream(path) as stream:
        head = stream.read(4)
        if len(head) < 4 or head[:2] != b"\0\0" or head[2] not in TYPES or not head[3]:
            raise DataError(f"{path.name} is not an IDX file.", "Choose a file such as train-images-idx3-ubyte.gz.")
        sizes = stream.read(4 * head[3])
    if len(sizes) < 4 * head[3]:
        raise DataError(f"{path.name} ends within its header.", AGAIN)
    shape = struct.unpack(f">{head[3]}I", sizes)
    found = IdxFile(path, np.dtype(TYPES[head[2]]), shape)
    size = prod(shape) * found.dtype.itemsize
    if size > MAX_DECLARED_BYTES or not size:
        raise DataError(f"{path.name} declares {shape_text(shape)}, {size_text(size)}.", f"It is damaged. {AGAIN}")
    return found


def is_idx(path: Path) -> bool:
    try:
        read_header(path)
    except DataError:
        return False
    return True


def labels_beside(images: Path) -> Path | None:
    """The labels file that belongs to an images file by its name, packed or not."""
    name = re.sub("images?", "labels", images.name.removesuffix(".gz"))
    name = re.sub(r"idx\d", "idx1", name)
    found = (images.with_name(name + end) for end in ("", ".gz"))
    return next((path for path in found if path != images and path.is_file()), None)


def part_of(path: Path) -> str:
    name = path.name.lower()
    return "train" if "train" in name else "test" if "t10k" in name or "test" in name else "all"


def _images_in(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if "image" in p.name.lower() and p.is_file() and is_idx(p))


def open_idx(spec: DataSpec) -> Opened:
    """The images of ``spec.path`` (a file, or a folder with them) and, where it lies beside, the other part."""
    path = Path(spec.path).expanduser()
    if spec.path and path.is_dir():
        files = _images_in(path)
        if not files:
            raise DataError(f"{path} holds no IDX file with images.", "Choose a folder with train-images-idx3-ubyte.")
    elif spec.path and path.is_file():
        read_header(path)
        files = [path]
        if part_of(path) != "all" and not spec.labels:
            files += [p for p in _images_in(path.parent) if part_of(p) not in ("all", part_of(path))]
    else:
        raise DataError(f"{spec.path or 'No file'} is not there.", "Choose an IDX file or a folder with them.")
    parts: dict[str, Part] = {}
    shapes: dict[str, tuple[IdxFile, int | None]] = {}
    for file in files:
        name = part_of(file)
        if name in parts:
            continue
        # A second part without labels is of no use, and no reason to refuse the first.
        labels = Path(spec.labels).expanduser() if spec.labels else labels_beside(file)
        if labels is None and parts:
            continue
        images = read_header(file)
        axis = channel_axis(images.shape[1:], images.dtype)
        parts[name] = Part(_labels(images, labels), _reader(images, axis), images.where)
        shapes[name] = images, axis
    first, axis = next(iter(shapes.values()))
    if len({images.shape[1:] for images, _ in shapes.values()}) > 1:
        raise DataError(f"{first.path.parent}: train and test images differ in size.", "Keep them in two folders.")
    sample = first.shape[1:]
    return Opened(
        name=path.name,
        parts=parts,
        image=axis is not None,
        shape=(*sample, 1) if axis is not None and len(sample) == 2 else sample,
        dtype="uint8" if first.dtype.itemsize == 1 and first.dtype.kind == "u" else str(first.dtype),
    )


def _labels(images: IdxFile, path: Path | None) -> Labels:
    if path is None or not path.is_file():
        wanted = re.sub("images?", "labels", images.path.name).replace("idx3", "idx1")
        raise DataError(
            f"The labels of {images.path.name} were not found.", f"Put {wanted} beside it, or choose the labels file."
        )
    file = read_header(path)
    if file.shape != images.shape[:1]:
        raise DataError(
            f"{path.name} has {shape_text(file.shape)} labels, {images.path.name} has {images.shape[0]:,} images.",
            "Choose the labels that belong to the images.",
        )
    return file.read(np.arange(file.shape[0]), no_tick).astype(np.int64)


def _reader(file: IdxFile, axis: int | None) -> Callable[[NDArray[np.intp], Size | None, Tick], NDArray[Any]]:
    def read(rows: NDArray[np.intp], resize: Size | None, tick: Tick) -> NDArray[Any]:
        check_kept(file.path.name, len(rows), prod(file.shape[1:]) * 4)
        raw = file.read(rows, tick)
        if axis is None or raw.ndim == 4:
            return raw
        return raw[..., None]

    return read
