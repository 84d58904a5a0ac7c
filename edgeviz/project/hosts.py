"""The remote devices that a person has entered, in hosts.toml of the user's data folder."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path

from edgeviz.core.device.host import Host
from edgeviz.core.errors import EdgeVizError
from edgeviz.project.model_files import write_atomically
from edgeviz.project.recovery import data_directory

NAME = "hosts.toml"
_HEAD = "# Remote devices of EdgeViz. A port of 0, and no user or identity: as in the configuration of ssh.\n"


def hosts_file(directory: Path | None = None) -> Path:
    return (directory or data_directory()) / NAME


def load_hosts(directory: Path | None = None) -> list[Host]:
    """All remote devices in their order; none where there is no file. Raises EdgeVizError where it is malformed."""
    path = hosts_file(directory)
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise EdgeVizError(f"{path} cannot be read.", "Mend or delete it.", str(error)) from error
    tables = found.get("host", [])
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise EdgeVizError(f"{path} is malformed.", "Write each remote device as a [[host]] table.")
    try:
        hosts = [Host.from_toml(one) for one in tables]
    except EdgeVizError as error:
        raise EdgeVizError(f"{path}: {error.what}", error.remedy, error.details) from error
    _distinct(hosts)
    return hosts


def save_hosts(hosts: Iterable[Host], directory: Path | None = None) -> None:
    """Replaces the file as a whole. Raises EdgeVizError when two hosts share a name or the disk refuses."""
    hosts = list(hosts)
    _distinct(hosts)
    # A JSON string without control characters, which Host refuses, is a TOML string.
    tables = (
        "[[host]]\n"
        + "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in host.to_toml().items())
        for host in hosts
    )
    path = hosts_file(directory)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, "\n".join([_HEAD, *tables]).encode())
    except OSError as error:
        raise EdgeVizError(f"{path} cannot be written.", "Check disk and rights of the folder.", str(error)) from error


def find_host(name: str, directory: Path | None = None) -> Host | None:
    return next((host for host in load_hosts(directory) if host.name == name), None)


def _distinct(hosts: list[Host]) -> None:
    names = [host.name for host in hosts]
    for name in names:
        if names.count(name) > 1:
            raise EdgeVizError(f"Two remote devices are called {name}.", "Give each a name of its own.")
