"""The options of simulate. Light: --help waits for nothing."""

from __future__ import annotations

import argparse

from edgeviz.cli.lab_options import add_device_option
from edgeviz.cli.options import positive


def add_simulate_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "scenario", metavar="SCENARIO", nargs="?", help="a scenario (.toml) or a preset; without one, the presets"
    )
    parser.add_argument(
        "--points",
        metavar="POINTS",
        help="operating points: a .json or .csv file, a shipped set, or a project (.edgeviz) whose evaluations are "
        "taken; without it those that the scenario names",
    )
    parser.add_argument(
        "--adaptive",
        metavar="NAME",
        action="append",
        help="an adaptive model of the project that --points names, by its name or id, instead of its evaluations; may "
        "be given several times",
    )
    parser.add_argument(
        "--policy",
        metavar="POLICY",
        action="append",
        help="a policy's key, static:POINT, or policies in a .toml file; may be given several times; without it all, "
        "and static for every point",
    )
    parser.add_argument(
        "--seeds", type=positive, default=10, metavar="N", help="how many worlds are played (default 10)"
    )
    parser.add_argument("--first-seed", type=int, default=0, metavar="K", help="the seed of the first (default 0)")
    parser.add_argument("--csv", metavar="FILE", help="write the figures of every run: a line for each seed and policy")
    parser.add_argument("--requests", metavar="FILE", help="write every request of the first seed as CSV")
    parser.add_argument("--ticks", metavar="FILE", help="write the device's state over time in the first seed as CSV")
    parser.add_argument("--force", action="store_true", help="replace files that exist")
    add_device_option(parser)
