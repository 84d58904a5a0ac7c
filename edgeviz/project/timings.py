"""Where tables of measured layers are kept: the user data folder's ``timings``, a JSON file for each device."""

from __future__ import annotations

import json
from pathlib import Path

import platformdirs

from edgeviz.core.device.profile_table import is_key
from edgeviz.core.device.timings import Timings
from edgeviz.core.errors import EdgeVizError, ProjectError
from edgeviz.project.model_files import write_atomically

#: No table is nearly as large; a larger file is something else.
LARGEST = 64 << 20


def folder() -> Path:
    """The folder of the tables; it need not exist."""
    return Path(platformdirs.user_data_dir("edgeviz", appauthor=False)) / "timings"


def load_timings(key: str) -> Timings | None:
    """What was measured on the device ``key``; None where nothing was. Raises ProjectError for a broken file."""
    path = _path(key)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ProjectError(f"{path} cannot be read: {error.strerror or error}.", "Check its permissions.") from error
    try:
        if len(content) > LARGEST:
            raise ValueError("it is too large")
        return Timings.from_json(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        what = f"{path} is no table of measured layers ({type(error).__name__}: {str(error)[:200]})."
        raise ProjectError(what, "Delete it and calibrate the device again.") from error


def save_timings(key: str, timings: Timings) -> Path:
    """Keep ``timings`` as those of the device ``key``, whole or not at all. Raises ProjectError."""
    path = _path(key)
    try:
        write_atomically(path, json.dumps(timings.to_json(), indent=1).encode())
    except OSError as error:
        what = f"The table could not be written to {path}: {error.strerror or error}."
        raise ProjectError(what, "Check the folder and the space left there.") from error
    return path


def delete_timings(key: str) -> None:
    """Forget what was measured on the device ``key``."""
    try:
        _path(key).unlink(missing_ok=True)
    except OSError as error:
        what = f"The table of {key} could not be deleted: {error.strerror or error}."
        raise ProjectError(what, "Check the folder's permissions.") from error


def _path(key: str) -> Path:
    if not is_key(key):
        raise EdgeVizError(f"{key[:80]!r} is no key of a device.", "Take letters, digits, hyphens and underscores.")
    return folder() / f"{key}.json"
