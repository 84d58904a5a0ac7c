"""Options that name a remote device. Light: --help waits for nothing."""

from __future__ import annotations

import argparse
from dataclasses import replace

from edgeviz.cli.options import UsageError, whole
from edgeviz.core.device.host import Host, parse_target


def add_remote_options(parser: argparse.ArgumentParser) -> None:
    """--host and what belongs to it; the recipe's and the data's options come from ``cli.options``."""
    group = parser.add_argument_group("a remote device")
    group.add_argument(
        "--host", metavar="[USER@]ADDRESS[:PORT]", help="measure there, over ssh; or the name of a saved remote device"
    )
    group.add_argument("--identity", metavar="FILE", help="the private key for ssh (default: as ssh is configured)")
    group.add_argument("--python", metavar="COMMAND", help="what starts Python there (default: python3)")
    group.add_argument("--host-threads", type=whole, metavar="N", help="threads there, 0 for all cores (default: 0)")


def host_from(options: argparse.Namespace) -> Host:
    """The saved remote device that --host names, else the address, with the other options on top."""
    from edgeviz.project.hosts import find_host

    if not options.host:
        raise UsageError("--host is missing")
    found = find_host(options.host) or parse_target(options.host)
    given = {"identity": options.identity, "python": options.python, "threads": options.host_threads}
    return replace(found, **{name: value for name, value in given.items() if value is not None})
