"""Files by name in a folder or in a .zip, read where they lie: nothing is unpacked and nothing outside is touched."""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from edgeviz.core.errors import DataError
from edgeviz.engine.data.part import size_text

MAX_FILE_BYTES = 256 << 20
MAX_FILES = 2_000_000


@dataclass(frozen=True)
class Tree:
    """``names`` are relative, with forward slashes, sorted; ``read`` gives a file's bytes or raises DataError."""

    title: str
    names: tuple[str, ...]
    read: Callable[[str], bytes]
    #: Folders without a file in them, as their names.
    empty: tuple[str, ...] = ()


def leaves_folder(name: str) -> bool:
    """True for a name that could point outside the folder it is relative to."""
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in (path.parts[0] if path.parts else "")


def _hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))


def open_tree(path: Path) -> Tree:
    """The tree of a folder or of a .zip. Raises DataError when it is neither or is damaged."""
    if path.is_dir():
        return _folder(path)
    if path.is_file():
        return _archive(path)
    raise DataError(f"{path} is not there.", "Choose a folder or a .zip file.")


def _folder(root: Path) -> Tree:
    names: list[str] = []
    empty: list[str] = []
    for place, folders, files in os.walk(root):
        relative = Path(place).relative_to(root).as_posix()
        prefix = "" if relative == "." else relative + "/"
        names += [prefix + file for file in files]
        if not folders and not files and prefix:
            empty.append(relative)
        if len(names) > MAX_FILES:
            raise DataError(f"{root} holds more than {MAX_FILES:,} files.", "Choose the folder of the data set itself.")

    def read(name: str) -> bytes:
        file = root / name
        try:
            state = file.stat()
            if not stat.S_ISREG(state.st_mode):
                raise DataError(f"{name} is not a file but a device or pipe.", "Remove it.")
            if state.st_size > MAX_FILE_BYTES:
                raise DataError(f"{name} is larger than {size_text(MAX_FILE_BYTES)}.", "Leave it out.")
            return file.read_bytes()
        except OSError as error:
            raise DataError(f"{name} cannot be read.", "Check that it is there and may be read.", str(error)) from error

    return Tree(root.name, tuple(sorted(n for n in names if not _hidden(n))), read, tuple(sorted(empty)))


def _archive(path: Path) -> Tree:
    try:
        # Kept open while the tree is in use: a large archive takes long to list, once for every image would be slow.
        archive = zipfile.ZipFile(path)
        entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise DataError(f"{path.name} is not a whole .zip file.", "Choose or download it again.", str(error)) from error
    for entry in entries:
        if leaves_folder(entry.filename):
            raise DataError(
                f"{path.name}: the entry {entry.filename!r} leads outside the archive.", "Do not use this file."
            )
    if len(entries) > MAX_FILES:
        raise DataError(f"{path.name} holds more than {MAX_FILES:,} files.", "Choose a smaller one.")
    sizes = {entry.filename: entry.file_size for entry in entries if not entry.is_dir()}

    def read(name: str) -> bytes:
        if sizes[name] > MAX_FILE_BYTES:
            raise DataError(
                f"{path.name}: {name} declares {size_text(sizes[name])}, more than {size_text(MAX_FILE_BYTES)}.",
                "Leave it out.",
            )
        try:
            # zipfile never gives more than the declared size.
            with archive.open(name) as stream:
                return stream.read(sizes[name])
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
            raise DataError(
                f"{path.name}: {name} cannot be read.", "Make the archive again, without a password.", str(error)
            ) from error

    folders = {entry.filename.rstrip("/") for entry in entries if entry.is_dir()}
    used = {str(parent) for name in sizes for parent in PurePosixPath(name).parents}
    return Tree(
        path.name, tuple(sorted(n for n in sizes if not _hidden(n))), read, tuple(sorted(folders - used - {"__MACOSX"}))
    )


def subtree(tree: Tree, folder: str) -> Tree:
    """The files under ``folder``, named from there; ``read`` keeps naming them in full."""
    prefix = folder + "/"
    return Tree(
        tree.title,
        tuple(name.removeprefix(prefix) for name in tree.names if name.startswith(prefix)),
        lambda name: tree.read(prefix + name),
        tuple(name.removeprefix(prefix) for name in tree.empty if name.startswith(prefix)),
    )
