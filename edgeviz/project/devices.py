"""Where device profiles live: those that ship with EdgeViz, and the user's own, which come first.

The user's are TOML files in the user data folder's ``devices``; one with the key of a shipped profile stands in for
it. A file is read with doubt: it may come from anywhere.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import platformdirs

from edgeviz.core.device.calibration import Calibration
from edgeviz.core.device.profile import Device
from edgeviz.core.device.profile_table import device_from_toml, device_to_toml, is_key
from edgeviz.core.errors import EdgeVizError, ProjectError
from edgeviz.project import own_files
from edgeviz.project.timings import load_timings, save_timings
from edgeviz.resources import resource


@dataclass(frozen=True, slots=True)
class Profiles:
    """Every device by its key, in the order of their names.

    shipped: those that come with EdgeViz, also where the user's stand in for them. own: keys of the user's.
    broken: what is wrong with the user's files that cannot be read, by the file's name.
    """

    devices: Mapping[str, Device]
    shipped: Mapping[str, Device]
    own: frozenset[str] = frozenset()
    broken: Mapping[str, EdgeVizError] = field(default_factory=dict)


def folder() -> Path:
    """The folder of the user's own profiles; it need not exist."""
    return Path(platformdirs.user_data_dir("edgeviz", appauthor=False)) / "devices"


def load_profiles() -> Profiles:
    """All profiles. A broken file of the user's is told of and left out: it must not keep the window from opening."""
    shipped = {path.stem: read_profile(path) for path in sorted(resource("devices").glob("*.toml"))}
    found, broken = dict(shipped), dict[str, EdgeVizError]()
    own = set()
    for path in own_files.toml_files(folder()):
        try:
            found[path.stem] = read_profile(path)
            own.add(path.stem)
        except EdgeVizError as error:
            broken[path.name] = error
    for key in found:
        try:
            table = load_timings(key)
            if table is not None:
                name = f"{found[key].name.removesuffix(' (roofline)')} (calibrated)"
                found[key] = replace(found[key], name=name, timings=table)
        except EdgeVizError as error:
            broken[f"{key}.json"] = error
    ordered = sorted(found.values(), key=lambda device: (device.name.casefold(), device.key))
    return Profiles({device.key: device for device in ordered}, shipped, frozenset(own), broken)


def load_devices() -> list[Device]:
    """All profiles, by name."""
    return list(load_profiles().devices.values())


def find_device(name: str) -> Device:
    """The profile with the key ``name``, or in the TOML file ``name``. Raises EdgeVizError naming what there is."""
    devices = load_profiles().devices
    if name in devices:
        return devices[name]
    if is_file_name(name):
        return read_profile(Path(name))
    raise ProjectError(f"There is no device {name!r}.", f"Name a .toml file, or one of {', '.join(devices)}.")


def is_file_name(name: str) -> bool:
    """Whether ``name`` is meant as a file rather than as a key."""
    return name.endswith(".toml") or os.sep in name


def read_profile(path: Path) -> Device:
    """The profile in ``path``, whose key is the file's name. Raises EdgeVizError."""
    if not is_key(path.stem):
        remedy = "Take letters, digits, hyphens and underscores, at most 64."
        raise ProjectError(f"{path.name[:80]!r} is no name for a profile.", remedy)
    return device_from_toml(path.stem, _table(path))


def write_profile(path: Path, device: Device) -> None:
    """Write ``device`` to ``path``, whole or not at all. Raises ProjectError."""
    own_files.write_whole(path, to_text(device), "The profile")


def save_own(device: Device) -> None:
    """Keep ``device`` among the user's profiles. Raises EdgeVizError, also for what no profile may be."""
    device_from_toml(device.key, device_to_toml(device))
    write_profile(_own_path(device.key), device)


def save_calibration(found: Calibration) -> Path:
    """Keep the table, and the profile that goes with it. Raises EdgeVizError."""
    if found.device is not None:
        save_own(found.device)
    return save_timings(found.key, found.timings)


def delete_own(key: str) -> None:
    """Take the user's profile ``key`` away; a shipped one of that key shows again."""
    own_files.delete(_own_path(key), f"The profile {key}")


def to_text(device: Device) -> str:
    """``device`` as TOML: one line for each figure, with its trust and source."""
    # Only who writes a profile needs it.
    import tomlkit

    document = tomlkit.document()
    for name, value in device_to_toml(device).items():
        if isinstance(value, Mapping) and "trust" not in value:
            table = tomlkit.table()
            for inner, entry in value.items():
                table.add(inner, _inline(entry))
            document.add(name, table)
        else:
            document.add(name, _inline(value) if isinstance(value, Mapping) else value)
    return tomlkit.dumps(document)


def _inline(entry: Mapping[str, Any]) -> Any:
    import tomlkit

    found = tomlkit.inline_table()
    found.update(entry)
    return found


def _own_path(key: str) -> Path:
    if not is_key(key):
        raise ProjectError(f"{key[:80]!r} is no key of a profile.", "Take letters, digits, hyphens and underscores.")
    return folder() / f"{key}.toml"


def _table(path: Path) -> Mapping[str, Any]:
    content = own_files.read_small(path, "A device profile")
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        what = f"{path} is no TOML file: {str(error)[:200] or 'it is nested too deeply'}."
        raise ProjectError(what, "Mend it in a text editor, or export the profile again.") from error
