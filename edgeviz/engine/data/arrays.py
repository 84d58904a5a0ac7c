""".npz files: any arrays named like x_train, y_train, x_test, y_test. Read safely and row by row.

numpy's own reader would unpickle objects or inflate whole arrays; here a header is read, checked against the size
that the archive declares, and of the samples only the chosen rows are kept. Format: numpy.lib.format.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError
from edgeviz.engine.data.part import (
    MAX_DECLARED_BYTES,
    Labels,
    Opened,
    Part,
    Size,
    Tick,
    check_kept,
    file_of,
    read_rows,
    size_text,
)
from edgeviz.engine.data.prepare import shape_text

INPUTS = {"x", "data", "image", "images", "input", "inputs", "feature", "features", "samples", "arr0"}
TARGETS = {"y", "label", "labels", "target", "targets", "class", "arr1"}
NAMES = {"classes", "classnames", "labelnames", "targetnames", "names"}
PARTS = {"train": "train", "training": "train", "test": "test", "testing": "test", "val": "val", "valid": "val"}
PARTS |= {"validation": "val", "dev": "val"}
REMEDY = "Save it with numpy.savez(file, x_train=…, y_train=…, x_test=…, y_test=…), or with x and y."
#: Bytes of labels and class names, which are read whole.
MAX_SMALL_BYTES = 256 << 20
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


@dataclass(frozen=True)
class Member:
    """One array in the archive; ``offset`` is the length of its header."""

    file: Path
    entry: str
    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    fortran: bool
    offset: int

    @property
    def name(self) -> str:
        return self.entry.removesuffix(".npy")

    @contextmanager
    def stream(self) -> Iterator[IO[bytes]]:
        """The array's bytes. Raises DataError naming the array when the archive is damaged."""
        try:
            with zipfile.ZipFile(self.file) as archive, archive.open(self.entry) as stream:
                stream.read(self.offset)
                yield stream
        except DAMAGE as error:
            raise DataError(
                f"{self.file.name}: the array {self.name} is damaged.", "Download or save the file again.", str(error)
            ) from error

    def whole(self) -> NDArray[Any]:
        size = prod(self.shape) * self.dtype.itemsize
        if size > MAX_SMALL_BYTES:
            raise DataError(
                f"{self.file.name}: the array {self.name} takes {size_text(size)} and would be read whole.",
                "Save inputs in C order, and labels as small integers.",
            )
        with self.stream() as stream:
            data = stream.read(size)
        if len(data) != size:
            raise DataError(f"{self.file.name}: the array {self.name} is truncated.", "Save the file again.")
        return np.frombuffer(data, self.dtype).reshape(self.shape, order="F" if self.fortran else "C")


def read_members(file: Path) -> dict[str, Member]:
    """The arrays of an .npz by name, headers only. Raises DataError for anything but plain numbers and text."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = [
                _read_header(file, archive, info) for info in archive.infolist() if info.filename.endswith(".npy")
            ]
    except DAMAGE as error:
        raise DataError(f"{file.name} is not a whole .npz file.", "Choose or save it again.", str(error)) from error
    return {member.name: member for member in members}


def _read_header(file: Path, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    with archive.open(info) as stream:
        version = np.lib.format.read_magic(stream)
        read = {
            (1, 0): np.lib.format.read_array_header_1_0,
            (2, 0): np.lib.format.read_array_header_2_0,
        }.get(version)
        if read is None:
            raise ValueError(f"{info.filename} has the format version {version}")
        shape, fortran, dtype = read(stream)
        offset = stream.tell()
    name = f"{file.name}: the array {info.filename.removesuffix('.npy')}"
    if dtype.hasobject:
        raise DataError(
            f"{name} holds Python objects, which could run any program when they are read.",
            "Save it as plain numbers: numpy.savez(file, x_train=x.astype('float32'), …).",
        )
    size = prod(shape) * dtype.itemsize
    if any(d < 0 for d in shape) or size != info.file_size - offset:
        raise DataError(
            f"{name} declares {shape_text(shape)} {dtype}, {size_text(size)}, but the file has "
            f"{size_text(info.file_size - offset)}.",
            "The file is damaged: save it again.",
        )
    if size > MAX_DECLARED_BYTES:
        raise DataError(
            f"{name} declares {size_text(size)}; more than {size_text(MAX_DECLARED_BYTES)} is refused.",
            "Save fewer samples.",
        )
    return Member(file, info.filename, shape, dtype, fortran, offset)


def role_of(name: str) -> tuple[str, str]:
    """(role, part) of an array's name: role "x", "y", "names" or "", part "train", "test", "val" or "all"."""
    text = re.sub(r"^(x|y)(train|test|val)", r"\1_\2", name.lower()).replace("arr_", "arr")
    if re.sub(r"[^a-z]", "", text) in NAMES:
        return "names", "all"
    tokens = [token for token in re.split(r"[^a-z0-9]+", text) if token]
    part = next((PARTS[token] for token in tokens if token in PARTS), "all")
    rest = [token for token in tokens if token not in PARTS]
    if len(rest) == 1:
        return ("x" if rest[0] in INPUTS else "y" if rest[0] in TARGETS else ""), part
    return "", part


def open_npz(spec: DataSpec) -> Opened:
    """Find inputs and labels by name; parts train and test (or val where there is no test)."""
    file = file_of(spec, ".npz file")
    members = read_members(file)
    found: dict[tuple[str, str], Member] = {}
    for name, member in members.items():
        role, part = role_of(name)
        if role:
            found.setdefault((role, part), member)
    pairs = {part: (x, found["y", part]) for (role, part), x in found.items() if role == "x" and ("y", part) in found}
    if "test" not in pairs and "train" in pairs and "val" in pairs:
        pairs["test"] = pairs.pop("val")
    if not pairs:
        have = ", ".join(f"{name} {shape_text(member.shape)}" for name, member in members.items()) or "nothing"
        raise DataError(f"{file.name} has no inputs and labels that belong together; it holds {have}.", REMEDY)
    chosen = {part: pairs[part] for part in ("train", "test") if part in pairs} or dict([next(iter(pairs.items()))])
    names = _class_names(found.get(("names", "all")))
    inputs = [x for x, _ in chosen.values()]
    for x, y in chosen.values():
        _check_pair(file, x, y)
    if len({x.shape[1:] for x in inputs}) > 1:
        raise DataError(f"{file.name}: train and test samples differ in shape.", "Save both with one shape.")
    stored = inputs[0].shape[1:]
    axis = channel_axis(stored, inputs[0].dtype)
    targets = {part: y.whole() for part, (_, y) in chosen.items()}
    if any(values.dtype.kind in "US" for values in targets.values()):
        names = tuple(sorted({str(v) for values in targets.values() for v in values.ravel()}))
    return Opened(
        name=file.name,
        parts={
            part: Part(
                _labels(file, y.name, targets[part], names), _reader(file, x, axis), _where(f"{file.name}, {x.name}")
            )
            for part, (x, y) in chosen.items()
        },
        image=axis is not None,
        shape=_image_shape(stored, axis),
        dtype=str(inputs[0].dtype),
        class_names=names,
        quantized=_quantization(members),
    )


def _where(name: str) -> Any:
    return lambda row: f"{name}, row {row} (counted from 0)"


def channel_axis(sample: tuple[int, ...], dtype: np.dtype[Any]) -> int | None:
    """The channel axis of samples that are images: 0, 2, or 2 for grey [h, w]; None for other features.

    Two axes are an image when they are bytes or a square; three when the last or the first has 1, 3 or 4 entries.
    """
    if len(sample) == 2:
        return 2 if dtype == np.uint8 or (sample[0] == sample[1] and sample[0] >= 8) else None
    if len(sample) == 3:
        return 2 if sample[2] in (1, 3, 4) else 0 if sample[0] in (1, 3, 4) else None
    return None


def _image_shape(sample: tuple[int, ...], axis: int | None) -> tuple[int, ...]:
    if axis is None:
        return sample
    if len(sample) == 2:
        return (*sample, 1)
    return sample if axis == 2 else (sample[1], sample[2], sample[0])


def _check_pair(file: Path, x: Member, y: Member) -> None:
    if x.dtype.kind not in "buif" or len(x.shape) < 2 or not prod(x.shape):
        raise DataError(
            f"{file.name}: {x.name} is {shape_text(x.shape)} {x.dtype}, which cannot be fed to a model.",
            "Inputs are numbers with the samples along the first axis, and at least one of them.",
        )
    if not y.shape or y.shape[0] != x.shape[0]:
        raise DataError(
            f"{file.name}: {x.name} has {x.shape[0]:,} samples, {y.name} has {shape_text(y.shape)} labels.",
            "Save one label for each sample.",
        )


def _reader(file: Path, x: Member, axis: int | None) -> Any:
    each = prod(x.shape[1:])

    def read(rows: NDArray[np.intp], resize: Size | None, tick: Tick) -> NDArray[Any]:
        check_kept(file.name, len(rows), each * 4)
        if x.fortran and len(x.shape) > 1:
            raw = x.whole()[rows]
        else:
            with x.stream() as stream:
                data = read_rows(stream, rows, each * x.dtype.itemsize, _where(f"{file.name}, {x.name}"), tick)
            raw = np.frombuffer(data, x.dtype).reshape(len(rows), *x.shape[1:])
        if axis is None:
            return raw
        return raw[..., None] if raw.ndim == 3 else raw if axis == 2 else raw.transpose(0, 2, 3, 1)

    return read


def _labels(file: Path, name: str, values: NDArray[Any], names: tuple[str, ...]) -> Labels:
    """Labels from integers, whole floats, one-hot rows or text."""
    if values.dtype.kind in "US":
        index = {text: label for label, text in enumerate(names)}
        return np.array([index[str(v)] for v in values.ravel()], np.int64)
    if values.ndim == 2 and values.shape[1] > 1 and values.dtype.kind in "buif":
        bad = np.flatnonzero(((values != 0).sum(axis=1) != 1) | (values.max(axis=1) != 1))
        if len(bad):
            raise DataError(
                f"{file.name}, {name}, row {bad[0]} (counted from 0) is not one-hot.", "Save one whole number each."
            )
        return values.argmax(axis=1).astype(np.int64)
    flat = values.reshape(len(values), -1)
    if flat.shape[1] != 1 or values.dtype.kind not in "buif":
        raise DataError(
            f"{file.name}: {name} is {shape_text(values.shape)} {values.dtype}, which are no class labels.",
            "Save one whole number for each sample.",
        )
    column = flat[:, 0]
    if values.dtype.kind == "f":
        bad = np.flatnonzero(~np.isfinite(column) | (column != np.rint(column)))
        if len(bad):
            raise DataError(
                f"{file.name}, {name}, row {bad[0]} (counted from 0): {column[bad[0]]} is no class label.",
                "Labels are whole numbers from 0.",
            )
    return column.astype(np.int64)


def _class_names(member: Member | None) -> tuple[str, ...]:
    if member is None or member.dtype.kind not in "US" or len(member.shape) != 1:
        return ()
    return tuple(v.decode("utf-8", "replace") if isinstance(v, bytes) else str(v) for v in member.whole().tolist())


def _quantization(members: dict[str, Member]) -> tuple[float, int] | None:
    """(scale, zero point) where the file says how its integers stand for real values."""
    scale, zero = members.get("scale"), members.get("zero_point")
    if scale is None or zero is None or prod(scale.shape) != 1 or prod(zero.shape) != 1:
        return None
    return float(scale.whole().ravel()[0]), int(zero.whole().ravel()[0])
