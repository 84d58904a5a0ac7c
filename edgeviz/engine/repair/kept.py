"""What AdaRound learned, on disk: minutes of work that a restart or a second evaluation need not do again."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
from numpy.typing import NDArray

#: Raised when AdaRound would find something else, so that older results are not used any more.
REVISION = 1
#: Bytes of all results kept; the oldest go first.
LIMIT = 256 << 20
#: What reading a damaged or hostile file can raise.
DAMAGED = (
    OSError, KeyError, ValueError, EOFError, RuntimeError, MemoryError, OverflowError, zipfile.BadZipFile, zlib.error
)  # fmt: skip


def cache_folder() -> Path:
    """Where rounding is kept; it may be deleted at any time."""
    return Path(platformdirs.user_cache_dir("edgeviz", appauthor=False)) / "rounding"


def key_of(files: Iterable[Path], samples: NDArray[Any], recipe: str) -> str:
    """One key for the model's files, the calibration samples and the recipe's hash."""
    digest = hashlib.sha256()
    for file in sorted(files):
        with file.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    digest.update(hashlib.sha256(np.ascontiguousarray(samples).data).digest())
    digest.update(recipe.encode())
    return f"{digest.hexdigest()[:40]}-{REVISION}"


class KeptRounding:
    """The layers of one model, data and recipe that are finished: one file each, written whole or not at all."""

    def __init__(self, key: str) -> None:
        self._folder = cache_folder() / key

    def __contains__(self, row: int) -> bool:
        return self._file(row).is_file()

    def load(self, row: int, low: NDArray[np.int32], high: NDArray[np.int32]) -> NDArray[np.int32] | None:
        """Codes of the layer in ``row`` of the graph; None where there are none, or none between low and high.

        Rounding can only choose between the code below a weight and the one above: whatever the file says, it
        cannot change a weight by more than a step.
        """
        try:
            with zipfile.ZipFile(self._file(row)) as archive:
                if archive.getinfo("codes.npy").file_size > 4 * low.size + 1024:
                    return None
                with archive.open("codes.npy") as stream:
                    codes = np.lib.format.read_array(stream, allow_pickle=False)
        except DAMAGED:
            return None  # not there, or damaged: it is learned again
        if codes.shape != low.shape or codes.dtype.kind != "i" or not ((codes >= low) & (codes <= high)).all():
            return None
        with contextlib.suppress(OSError):
            os.utime(self._folder)
        return codes.astype(np.int32)

    def store(self, row: int, codes: NDArray[Any]) -> None:
        """Keep the codes of a finished layer. A disk that is full or read-only costs the memory, not the work."""
        small = codes.astype(np.int8 if np.abs(codes).max(initial=0) < 128 else np.int32)
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._sweep()
            handle, name = tempfile.mkstemp(dir=self._folder, prefix=".learned-")
            try:
                with os.fdopen(handle, "wb") as stream:
                    np.savez(stream, codes=small)
                Path(name).replace(self._file(row))
            finally:
                Path(name).unlink(missing_ok=True)

    def _file(self, row: int) -> Path:
        return self._folder / f"{row}.npz"

    def _sweep(self) -> None:
        """Remove the results that were used longest ago, until the others fit into LIMIT."""
        folders = [(f.stat().st_mtime, f) for f in self._folder.parent.iterdir() if f.is_dir() and f != self._folder]
        sizes = {f: sum(file.stat().st_size for file in f.iterdir()) for _, f in folders}
        whole = sum(sizes.values()) + sum(file.stat().st_size for file in self._folder.iterdir())
        for _, folder in sorted(folders):
            if whole <= LIMIT:
                break
            shutil.rmtree(folder, ignore_errors=True)
            whole -= sizes[folder]
