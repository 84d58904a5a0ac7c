"""One small data set of every source: 3 classes, 12 samples each, in files of its own."""

from __future__ import annotations

import csv
import gzip
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from edgeviz.core.dataset import DataSpec

CLASSES, EACH = 3, 12


def colours(height: int = 10, width: int = 12) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Images [36, h, w, 3], every one different, and their labels."""
    labels = np.repeat(np.arange(CLASSES), EACH)
    images = np.random.default_rng(1).integers(0, 256, (len(labels), height, width, 3)).astype(np.uint8)
    return images, labels


def make_digits(folder: Path) -> DataSpec:
    return DataSpec()


def make_npz(folder: Path) -> DataSpec:
    x, y = colours()
    np.savez(
        folder / "data.npz", x_train=x[::2], y_train=y[::2], x_test=x[1::2], y_test=y[1::2], classes=["a", "b", "c"]
    )
    return DataSpec(source="npz", path=str(folder / "data.npz"))


def make_sensor_npz(folder: Path) -> DataSpec:
    y = np.repeat(np.arange(CLASSES), EACH)
    x = np.random.default_rng(2).normal(size=(len(y), 9, 128)).astype(np.float16)
    np.savez_compressed(folder / "windows.npz", x=x, y=y)
    return DataSpec(source="npz", path=str(folder / "windows.npz"), layout="none")


def write_idx(path: Path, values: NDArray[np.uint8]) -> None:
    data = struct.pack(f">BBBB{values.ndim}I", 0, 0, 8, values.ndim, *values.shape) + values.tobytes()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)


def make_idx(folder: Path) -> DataSpec:
    x, y = colours()
    write_idx(folder / "train-images-idx3-ubyte", x[::2, ..., 0])
    write_idx(folder / "train-labels-idx1-ubyte", y[::2].astype(np.uint8))
    write_idx(folder / "t10k-images-idx3-ubyte.gz", x[1::2, ..., 0])
    write_idx(folder / "t10k-labels-idx1-ubyte.gz", y[1::2].astype(np.uint8))
    return DataSpec(source="idx", path=str(folder / "t10k-images-idx3-ubyte.gz"))


def make_cifar10(folder: Path) -> DataSpec:
    x, y = colours(32, 32)
    records = np.concatenate([y[:, None].astype(np.uint8), x.transpose(0, 3, 1, 2).reshape(len(x), -1)], axis=1)
    (folder / "data_batch_1.bin").write_bytes(records[::3].tobytes())
    (folder / "data_batch_2.bin").write_bytes(records[1::3].tobytes())
    (folder / "test_batch.bin").write_bytes(records[2::3].tobytes())
    return DataSpec(source="cifar10", path=str(folder))


def make_folder(folder: Path) -> DataSpec:
    x, y = colours()
    for row, (image, label) in enumerate(zip(x, y, strict=True)):
        place = folder / "pictures" / "abc"[label]
        place.mkdir(parents=True, exist_ok=True)
        Image.fromarray(image).save(place / f"{row:02}.png")
    return DataSpec(source="folder", path=str(folder / "pictures"))


def make_csv(folder: Path) -> DataSpec:
    x, y = colours()
    with (folder / "labels.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(["file", "label"])
        for row, (image, label) in enumerate(zip(x, y, strict=True)):
            Image.fromarray(image).save(folder / f"{row:02}.png")
            table.writerow([f"{row:02}.png", int(label)])
    return DataSpec(source="csv", path=str(folder))


def packed(make: Callable[[Path], DataSpec]) -> Callable[[Path], DataSpec]:
    """The same data set, in a .zip."""

    def make_zip(folder: Path) -> DataSpec:
        inside = folder / "inside"
        inside.mkdir()
        spec = make(inside)
        path = folder / "packed.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for file in sorted(inside.rglob("*")):
                archive.write(file, file.relative_to(inside))
        return DataSpec(source=spec.source, path=str(path))

    return make_zip


MAKERS: dict[str, Callable[[Path], DataSpec]] = {
    "digits": make_digits,
    "npz": make_npz,
    "sensor npz": make_sensor_npz,
    "idx": make_idx,
    "cifar10": make_cifar10,
    "folder": make_folder,
    "folder zip": packed(make_folder),
    "csv": make_csv,
    "csv zip": packed(make_csv),
}
