"""Where search spaces live: those that ship with EdgeViz, and the user's own, which come first.

The user's are TOML files in the user data folder's ``spaces``. A file is read with doubt: it may come from anywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import platformdirs

from edgeviz.core.device.profile_table import is_key
from edgeviz.core.errors import EdgeVizError, ProjectError
from edgeviz.core.nas.space import Space
from edgeviz.core.nas.space_table import space_from_text, space_from_toml, space_to_toml
from edgeviz.project import own_files
from edgeviz.resources import resource


@dataclass(frozen=True)
class Spaces:
    """Every space by its key, in the order of their names. own: keys of the user's. broken: what is wrong, by file."""

    spaces: Mapping[str, Space]
    own: frozenset[str] = frozenset()
    broken: Mapping[str, EdgeVizError] = field(default_factory=dict)


def folder() -> Path:
    """The folder of the user's own spaces; it need not exist."""
    return Path(platformdirs.user_data_dir("edgeviz", appauthor=False)) / "spaces"


def load_spaces() -> Spaces:
    """All spaces. A broken file of the user's is told of and left out."""
    found = {path.stem: read_space(path) for path in sorted(resource("spaces").glob("*.toml"))}
    broken: dict[str, EdgeVizError] = {}
    own = set()
    for path in own_files.toml_files(folder()):
        try:
            found[path.stem] = read_space(path)
            own.add(path.stem)
        except EdgeVizError as error:
            broken[path.name] = error
    ordered = sorted(found.values(), key=lambda space: (space.name.casefold(), space.key))
    return Spaces({space.key: space for space in ordered}, frozenset(own), broken)


def read_space(path: Path) -> Space:
    """The space in ``path``, whose key is the file's name. Raises EdgeVizError."""
    if not is_key(path.stem):
        remedy = "Take letters, digits, hyphens and underscores, at most 64."
        raise ProjectError(f"{path.name[:80]!r} is no name for a search space.", remedy)
    content = own_files.read_small(path, "A search space")
    try:
        return space_from_text(path.stem, content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ProjectError(f"{path} is no text in UTF-8.", "Save it as UTF-8.", str(error)) from error


def write_space(path: Path, space: Space) -> None:
    """Write ``space`` to ``path``, whole or not at all. Raises ProjectError."""
    own_files.write_whole(path, to_text(space), "The search space")


def save_own(space: Space) -> None:
    """Keep ``space`` among the user's. Raises EdgeVizError, also for what no file can hold."""
    space_from_toml(space.key, space_to_toml(space))
    write_space(_own_path(space.key), space)


def delete_own(key: str) -> None:
    """Take the user's space ``key`` away; a shipped one of that key shows again."""
    own_files.delete(_own_path(key), f"The search space {key}")


def to_text(space: Space) -> str:
    """``space`` as TOML, one table for each choice."""
    # Only who writes a space needs it.
    import tomlkit

    document = tomlkit.document()
    for name, value in space_to_toml(space).items():
        if name != "choice":
            document.add(name, value)
    choices = tomlkit.aot()
    for entry in space_to_toml(space)["choice"]:
        choices.append(_table(entry))
    document.add("choice", choices)
    return tomlkit.dumps(document)


def _table(entry: Mapping[str, Any]) -> Any:
    import tomlkit

    table = tomlkit.table()
    for name, value in entry.items():
        if name == "when":
            inline = tomlkit.inline_table()
            inline.update(value)
            table.add(name, inline)
        else:
            table.add(name, value)
    return table


def _own_path(key: str) -> Path:
    if not is_key(key):
        raise ProjectError(f"{key[:80]!r} is no key of a search space.", "Take letters, digits, hyphens, underscores.")
    return folder() / f"{key}.toml"
