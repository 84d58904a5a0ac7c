"""Untitled projects, the ones a crash left behind, and the list of recent ones.

Every function takes the directory to work in, ``data_directory()`` by default, so that tests stay out of the home.
"""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import platformdirs

from edgeviz.core.errors import ProjectError
from edgeviz.project.model_files import write_atomically
from edgeviz.project.store import Store

MAX_RECENT = 10


def data_directory() -> Path:
    return Path(platformdirs.user_data_dir("edgeviz", appauthor=False))


# ---- untitled projects ----


def _untitled(directory: Path | None) -> Path:
    return (directory or data_directory()) / "untitled"


def new_untitled(directory: Path | None = None, cache: Path | None = None) -> Store:
    """A project that has no name yet; it is on disk from the first moment, so that a crash loses nothing."""
    folder = _untitled(directory)
    stamp = datetime.now().strftime("%Y-%m-%d %H-%M-%S")
    for number in range(1, 100):
        target = folder / (f"{stamp}.edgeviz" if number == 1 else f"{stamp} ({number}).edgeviz")
        if not target.exists():
            return Store.create(target, cache)
    raise ProjectError(f"{folder} is full of untitled projects.", "Delete the ones that are not needed.")


def is_untitled(path: Path, directory: Path | None = None) -> bool:
    return path.absolute().parent == _untitled(directory).absolute()


@dataclass(frozen=True)
class LeftBehind:
    """An untitled project that was not closed properly. ``modified`` is in seconds since the epoch."""

    path: Path
    modified: float
    model: str
    evaluations: int


def left_behind(directory: Path | None = None, but: Path | None = None) -> list[LeftBehind]:
    """Untitled projects that a crash left behind, or another model displaced, newest first; all ``but`` one.

    Those open in a running EdgeViz are locked and not listed; those in which nothing was chosen or measured are
    removed; damaged ones are skipped.
    """
    found = []
    folder = _untitled(directory)
    for path in sorted(folder.glob("*.edgeviz")) if folder.is_dir() else []:
        if path == but:
            continue
        try:
            log = path.with_name(path.name + "-wal")
            modified = max(file.stat().st_mtime for file in (path, log) if file.exists())
            with Store.open(path) as store:
                project, evaluations = store.read(), len(store.evaluations())
        except (ProjectError, OSError):
            continue
        if project.model is None or (project.recipe.is_float32 and not evaluations):
            discard(path)
        else:
            found.append(LeftBehind(path, modified, project.model.name, evaluations))
    return sorted(found, key=lambda item: -item.modified)


def discard(path: Path) -> None:
    """Delete a closed project file and what SQLite may have left beside it."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


# ---- recent projects ----


def recent(directory: Path | None = None) -> list[Path]:
    """Projects and models opened lately, newest first, as far as they still exist."""
    try:
        value = json.loads(((directory or data_directory()) / "recent.json").read_text("utf-8"))
        return [Path(text) for text in value[:MAX_RECENT] if isinstance(text, str) and Path(text).exists()]
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return []  # the list is a convenience: without it nothing is lost


def add_recent(path: Path, directory: Path | None = None) -> list[Path]:
    """Put ``path`` first in the list and return the list. That it cannot be saved is no reason to stop anybody."""
    path = path.absolute()
    rows = [path, *(other for other in recent(directory) if other != path)][:MAX_RECENT]
    text = json.dumps([str(row) for row in rows], ensure_ascii=False, indent=1)
    with contextlib.suppress(OSError):
        write_atomically((directory or data_directory()) / "recent.json", text.encode())
    return rows


def clear_recent(directory: Path | None = None) -> None:
    ((directory or data_directory()) / "recent.json").unlink(missing_ok=True)
