"""The commands of the group "device": a further one is a call of ``command`` here. Light: --help waits for nothing."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from edgeviz.cli import device_measure
from edgeviz.cli.options import whole


def add_device_commands(parser: argparse.ArgumentParser, finish: Callable[[argparse.ArgumentParser], None]) -> None:
    """The commands of the group. ``finish`` adds what every command has; a further one is a call of ``command``."""
    commands = parser.add_subparsers(dest="device_command", metavar="COMMAND", title="commands", required=True)

    def command(name: str, text: str, handler: str) -> argparse.ArgumentParser:
        found = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        found.set_defaults(handler=handler)
        finish(found)
        return found

    command("list", "list the device profiles, those that ship and your own", "device:run_list")
    command("probe", "measure this machine's peaks and keep them as your own profile this-machine", "device:run_probe")
    show = command("show", "show what a profile says, with the source of every figure", "device:run_show")
    show.add_argument("name", metavar="NAME", help="a device's key, such as raspberry_pi_4, or a profile (.toml)")
    calibrate = command(
        "calibrate",
        "measure every distinct layer of models here once, and predict any recipe from them",
        "device_calibrate:run_calibrate",
    )
    calibrate.add_argument("models", nargs="+", metavar="MODEL", help="models or projects whose layers are measured")
    calibrate.add_argument("--passes", type=int, default=3, metavar="N", help="how often each is measured (default 3)")
    calibrate.add_argument(
        "--threads",
        type=whole,
        default=0,
        metavar="N",
        help="threads (default: all cores but one); what was measured with another number is forgotten",
    )
    calibrate.add_argument("--fresh", action="store_true", help="forget what was measured before")
    device_measure.add_parser(commands, finish)
