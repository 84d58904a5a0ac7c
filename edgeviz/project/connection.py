"""Opening a project's SQLite file: exclusively, durably, and without trusting what is in it."""

from __future__ import annotations

import contextlib
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from edgeviz.core.errors import EdgeVizError, ProjectError
from edgeviz.project import schema

#: Bytes of the longest row: an embedded model and its graph are well below it.
MAX_ROW = 512 << 20

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_MISMATCH)


def damaged(path: Path, details: str) -> ProjectError:
    return ProjectError(
        f"{path.name} is damaged and cannot be read.",
        "Restore it from a backup, or start a new project from the model; the file itself is left as it is.",
        details,
    )


def translate(error: sqlite3.Error, path: Path) -> ProjectError:
    """The project error that says what ``error`` means for the file and what to do about it."""
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    details = f"{type(error).__name__}: {error} ({path})"
    if code == sqlite3.SQLITE_NOTADB:
        return ProjectError(f"{path.name} is not an EdgeViz project.", "Choose one that EdgeViz saved.", details)
    if code in _BUSY:
        return ProjectError(
            f"{path.name} is open in another EdgeViz.", "Close it there first, or open a copy of the file.", details
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return ProjectError(
            f"{path.name} is read-only.", f"Make the file and its folder {path.parent} writable, or copy it.", details
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return ProjectError(
            f"{path.name} cannot be opened.", f"Check that the folder {path.parent} exists and is writable.", details
        )
    if code == sqlite3.SQLITE_FULL:
        return ProjectError(f"The disk is full: {path.name} was not saved.", "Free some space and save again.", details)
    if code == sqlite3.SQLITE_IOERR:
        return ProjectError(
            f"{path.name} could not be read or written.", "Check the disk, or save the project elsewhere.", details
        )
    if code in _DAMAGED or code == 0:  # no code: sqlite3 could not decode what SQLite gave it
        return damaged(path, details)
    return ProjectError(f"{path.name}: {error}.", "Save the project under another name and try again.", details)


@contextlib.contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn SQLite's errors, and those of a malformed value, into ProjectError."""
    try:
        yield
    except sqlite3.Error as error:
        raise translate(error, path) from error
    except ProjectError:
        raise
    except (EdgeVizError, LookupError, TypeError, ValueError, RecursionError, AttributeError, ArithmeticError) as error:
        raise damaged(path, f"{type(error).__name__}: {error}") from error


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """``mode`` is "rw" (must exist) or "rwc". The connection locks the file for itself at its first access."""
    db = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode={mode}",
        uri=True,
        timeout=0.5,
        isolation_level=None,
        check_same_thread=False,
    )
    db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_ROW)
    db.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    if sys.version_info >= (3, 12):
        db.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)
        db.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_TRIGGER, False)
        db.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW, False)
    # Exclusive: two windows must not write one project; a killed process leaves no lock behind.
    for pragma in ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "locking_mode = EXCLUSIVE"):
        db.execute(f"PRAGMA {pragma}")
    return db


def open_checked(path: Path) -> sqlite3.Connection:
    """A connection to an existing project in the newest schema, locked. Raises ProjectError; closes what it opened."""
    if path.is_dir():
        raise ProjectError(f"{path.name} is a folder, not a project.", "Choose a file that ends in .edgeviz.")
    if not path.is_file():
        raise ProjectError(f"{path} does not exist.", "Check the path, or create a new project.")
    with guarded(path):
        db = connect(path, "rw")
        try:
            _check(db, path)
        except BaseException:
            db.close()
            raise
    return db


def _check(db: sqlite3.Connection, path: Path) -> None:
    # Nothing is written before it is certain that the file is ours.
    if db.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise ProjectError(
            f"{path.name} is not an EdgeViz project.", "Choose one that EdgeViz saved.", "wrong application_id"
        )
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version > schema.newest():
        raise ProjectError(
            f"{path.name} was written by a newer EdgeViz (schema {version}; this one reads up to {schema.newest()}).",
            "Update EdgeViz to open it.",
        )
    if version < 1:
        raise damaged(path, f"schema version {version}")
    if foreign := schema.foreign_parts(db):
        raise ProjectError(
            f"{path.name} contains something that EdgeViz never writes ({foreign[:80]}), so it is not opened.",
            "Use a copy from a source that you trust.",
        )
    problem = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if problem != "ok":
        raise damaged(path, str(problem))
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("BEGIN IMMEDIATE")  # takes the lock, and fails on a read-only file
    db.execute("ROLLBACK")
    schema.migrate(db, version)
    if missing := schema.missing_parts(db):
        raise damaged(path, f"missing {missing}")


def create_file(path: Path) -> None:
    """Write an empty project of the newest schema to ``path``, which must not exist. Raises ProjectError."""
    with guarded(path):
        db = connect(path, "rwc")
        try:
            schema.migrate(db, 0)
            db.execute("PRAGMA journal_mode = WAL")
        finally:
            db.close()
