"""The files of a model as a project sees them: which they are, whether they changed, and a copy when they are gone."""

from __future__ import annotations

import hashlib
import mmap
import os
import re
import tempfile
from pathlib import Path
from typing import Any

from edgeviz.core.errors import ProjectError

#: Larger models are not copied into the project.
MAX_EMBEDDED = 32 << 20

#: How protobuf writes the key of an ONNX tensor's external_data entry: field 1, 8 bytes, then field 2.
_LOCATION = b"\x0a\x08location\x12"


def external_files(path: Path) -> list[str]:
    """Names of the files beside ``path`` that hold its weights, found without parsing the model.

    Names that leave the folder are ignored: the loader refuses such models.
    """
    if path.suffix.lower() != ".onnx" or path.stat().st_size == 0:
        return []
    names: set[str] = set()
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
        at = view.find(_LOCATION)
        while at >= 0:
            start = at + len(_LOCATION)
            length = view[start] if start < len(view) else 0
            if length >= 0x80 and start + 1 < len(view):  # a two-byte varint
                length = (length & 0x7F) | view[start + 1] << 7
                start += 1
            names.add(view[start + 1 : start + 1 + length].decode("utf-8", "replace"))
            at = view.find(_LOCATION, start)
    folder = path.parent.resolve()
    return sorted(n for n in names if n and "\0" not in n and (folder / n).resolve().is_relative_to(folder))


def _add_file(digest: Any, path: Path) -> None:
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)


#: Path -> (its files as they were, hash): what this process has hashed once is not hashed again while unchanged.
_hashed: dict[Path, tuple[list[list[Any]], str]] = {}


def model_sha256(path: Path) -> str:
    """SHA-256 of the model's file, followed by its external data where it has any: new weights are a new model."""
    before = fingerprint(path)
    digest = hashlib.sha256()
    _add_file(digest, path)
    for name, *_ in before[1:]:
        digest.update(name.encode())
        _add_file(digest, path.parent / name)
    _hashed[path] = before, digest.hexdigest()
    return digest.hexdigest()


def fingerprint(path: Path) -> list[list[Any]]:
    """[name, size, modification time in ns] of every file of the model: equal means unchanged, without reading all."""
    rows = []
    for name in [path.name, *external_files(path)]:
        if (path.parent / name).is_file():
            found = (path.parent / name).stat()
            rows.append([name, found.st_size, found.st_mtime_ns])
    return rows


def files_of(path: Path, sha256: str) -> list[list[Any]] | None:
    """The fingerprint of ``path`` if it is the model ``sha256``, else None. Raises OSError."""
    if not path.is_file():
        return None
    known = _hashed.get(path)
    if known is None or not _unchanged(path, known[0]):
        model_sha256(path)
    files, found = _hashed[path]
    return files if found == sha256 else None


def can_embed(path: Path) -> bool:
    """Whether the model is one file of at most 32 MiB."""
    return path.stat().st_size <= MAX_EMBEDDED and not external_files(path)


def _unchanged(path: Path, files: list[Any]) -> bool:
    try:
        found = [(path if row == 0 else path.parent / str(entry[0])).stat() for row, entry in enumerate(files)]
        return bool(files) and [[s.st_size, s.st_mtime_ns] for s in found] == [entry[1:] for entry in files]
    except (OSError, TypeError, LookupError, ValueError):
        return False  # a file is gone, or the list came malformed out of a project: the content decides


def matches(path: Path, sha256: str, files: list[Any]) -> bool:
    """Whether ``path`` is the model ``sha256``: by size and time first, by content where those differ."""
    try:
        return path.is_file() and (_unchanged(path, files) or files_of(path, sha256) is not None)
    except (OSError, ValueError):
        return False


def write_atomically(path: Path, data: bytes) -> None:
    """``path`` holds either what it held before or all of ``data``, whatever happens. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def extract(data: bytes, sha256: str, name: str, cache: Path) -> Path:
    """Write an embedded model into ``cache``, once. Its name there is made safe: it came with the project."""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise ProjectError(
            f"The copy of {name} inside the project is damaged.", "Locate the original model file with Locate model…"
        )
    plain = re.sub(r"[^\w.\- ]", "_", name.replace("\\", "/").rpartition("/")[2]).lstrip(". ")[-80:] or "model.onnx"
    target = cache / sha256 / plain
    try:
        if not (target.is_file() and target.stat().st_size == len(data) and model_sha256(target) == sha256):
            write_atomically(target, data)
    except OSError as error:
        raise ProjectError(
            f"The model {name} cannot be unpacked into {cache}: {error.strerror or error}.",
            "Free some space there, or make the folder writable.",
        ) from error
    return target
