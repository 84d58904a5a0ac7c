"""Small files of the user's own folder (device profiles, search spaces): read with doubt, written whole."""

from __future__ import annotations

from pathlib import Path

from edgeviz.core.errors import ProjectError
from edgeviz.project.model_files import write_atomically

#: No such file is nearly as large; a larger one is something else.
LARGEST = 256 * 1024
#: Files that are looked at in a folder.
MOST = 500


def toml_files(folder: Path) -> list[Path]:
    """The TOML files in ``folder``, by name; none where it cannot be read."""
    try:
        return sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))[:MOST]
    except OSError:
        return []


def read_small(path: Path, what: str) -> bytes:
    """What is in ``path``, at most LARGEST bytes; ``what`` it should be ("A device profile"). Raises ProjectError."""
    try:
        if not path.is_file():
            raise ProjectError(f"{path} is no file.", "Check the path.")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise ProjectError(f"{path} cannot be read: {error.strerror or error}.", "Check its permissions.") from error
    if len(content) > LARGEST:
        raise ProjectError(f"{path} is larger than {LARGEST // 1024} KB.", f"{what} is a small text file.")
    return content


def write_whole(path: Path, text: str, what: str) -> None:
    """Write ``text`` to ``path``, whole or not at all; ``what`` it is ("The profile"). Raises ProjectError."""
    try:
        write_atomically(path, text.encode())
    except OSError as error:
        message = f"{what} could not be written to {path}: {error.strerror or error}."
        raise ProjectError(message, "Check the folder and the space left there.") from error


def delete(path: Path, what: str) -> None:
    """Take ``path`` away, if it is there; ``what`` it is ("The profile pi"). Raises ProjectError."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        message = f"{what} could not be deleted: {error.strerror or error}."
        raise ProjectError(message, "Check the folder's permissions.") from error
