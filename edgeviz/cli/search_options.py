"""The options of search. Light: --help waits for nothing.

None has a default of its own: what is not said is as ``SearchRequest`` has it, or as the search that is resumed.
"""

from __future__ import annotations

import argparse

from edgeviz.cli.device_measure import add_timing_options
from edgeviz.cli.lab_options import add_device_option, time_of
from edgeviz.cli.options import add_data_options, positive, whole
from edgeviz.cli.remote_options import add_remote_options

SPACE, TRIALS = "mnasnet_small", 50
#: As ``core.nas`` has them; importing that would bring numpy along, which --help need not wait for.
SAMPLERS = ("evolution", "nsga2", "tpe", "local", "controller", "policy", "random")
FIDELITIES = ("short", "halving", "supernet")
PROXIES = ("none", "synflow", "naswot", "gradient")
CLOCKS = ("runtime", "remote", "table", "modelled")
#: What a search that is resumed may do differently.
CHANGEABLE = ("trials", "minutes", "workers", "scheduler")
#: What belongs to a search and is kept in its request.
FIXED = (
    *("space", "sampler", "setting", "search_seed", "hand_made", "begin", "target", "exponents", "fidelity", "epochs"),
    *("train_batch", "rate", "samples", "held_out", "proxy", "screen", "rungs", "factor", "clock", "device", "host"),
    *("round", "asynchronous", "name", "data"),
)


def _pair(text: str) -> tuple[float, float]:
    low, high = text.split(",")
    return float(low), float(high)


def _exponents(text: str) -> tuple[float, float]:
    """MnasNet's (``core.nas.reward.SOFT`` and ``HARD``), or two numbers."""
    return {"soft": (-0.07, -0.07), "hard": (0.0, -1.0)}.get(text) or _pair(text)


def _setting(text: str) -> tuple[str, float | int]:
    name, between, value = text.partition("=")
    if not between:
        raise ValueError(text)
    return name, int(value) if value.lstrip("-").isdigit() else float(value)


_exponents.__name__, _setting.__name__ = "pair of exponents", "NAME=VALUE"


def add_search_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--list-spaces", action="store_true", help="list the search spaces, and nothing else")
    group = parser.add_argument_group("search")
    group.add_argument(
        "--space",
        metavar="SPACE",
        help=f"a listed space, a .toml file, or a model whose widths and depths are searched (default {SPACE})",
    )
    group.add_argument("--sampler", choices=SAMPLERS, help="how architectures are chosen (default evolution)")
    group.add_argument(
        "--setting", action="append", type=_setting, metavar="NAME=VALUE", help="of the sampler; can be repeated"
    )
    group.add_argument("--trials", type=positive, metavar="N", help=f"candidates at most (default {TRIALS})")
    group.add_argument(
        "--minutes", type=float, metavar="X", help="after so long no candidate is begun (default: no limit)"
    )
    group.add_argument("--search-seed", type=whole, metavar="N", help="of the search (default 0)")
    group.add_argument(
        "--hand-made",
        action="store_true",
        default=None,
        help="evaluate MobileNetV2-like and ResNet-like members of the space first",
    )
    group.add_argument("--begin", action="append", metavar="KEY", help="evaluate this architecture first")
    group = parser.add_argument_group("reward: accuracy · (latency / target)^w")
    group.add_argument("--target", type=time_of, metavar="TIME", help="the latency to aim at: 2ms, 350us")
    group.add_argument(
        "--exponents",
        type=_exponents,
        metavar="W",
        help="soft (w = -0.07), hard (0 up to the target, -1 beyond), or two numbers as in --exponents=-0.07,-0.5 "
        "(default soft)",
    )
    group = parser.add_argument_group("evaluation")
    group.add_argument(
        "--fidelity",
        choices=FIDELITIES,
        help="short: every candidate is trained for --epochs; halving: only the best so long; supernet: one network "
        "is trained for all (default short)",
    )
    group.add_argument("--epochs", type=positive, metavar="N", help="of training (default 3)")
    group.add_argument("--train-batch", type=positive, metavar="N", help="samples in a step (default 128)")
    group.add_argument("--rate", type=float, metavar="X", help="learning rate (default 0.001)")
    group.add_argument("--samples", type=positive, metavar="N", help="learn from at most N samples (default all)")
    group.add_argument(
        "--held-out", type=positive, metavar="N", help="training samples that candidates are judged by (default 1000)"
    )
    group.add_argument("--proxy", choices=PROXIES, help="a score without training, by which candidates are screened")
    group.add_argument("--screen", type=positive, metavar="N", help="draw N for one that is evaluated (default 1)")
    group.add_argument("--rungs", type=positive, metavar="N", help="of --fidelity halving (default 3)")
    group.add_argument("--factor", type=positive, metavar="N", help="one of N goes on to the next rung (default 3)")
    group = parser.add_argument_group("latency of a candidate")
    group.add_argument(
        "--clock",
        choices=CLOCKS,
        help="runtime: measured here; remote: on --host; table: from the table of --device; modelled: for --device "
        "(default runtime, modelled with --device, remote with --host)",
    )
    add_device_option(parser)
    add_remote_options(parser)
    add_timing_options(parser, 0.2)
    group = parser.add_argument_group("workers")
    group.add_argument("--workers", type=positive, metavar="N", help="processes that evaluate (default 1)")
    group.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="a Dask scheduler (tcp://HOST:8786) whose workers evaluate; whoever reaches it can run programs on them",
    )
    group.add_argument("--round", type=positive, metavar="N", help="candidates asked for at once (default 8)")
    group.add_argument(
        "--asynchronous",
        action="store_true",
        default=None,
        help="no worker waits for a round to be complete; two runs then differ",
    )
    add_data_options(parser)
    group = parser.add_argument_group("result")
    group.add_argument(
        "--project", metavar="FILE", help="keep every candidate in this project (.edgeviz), which is made if need be"
    )
    group.add_argument("--resume", action="store_true", help="go on with the last search of --project")
    group.add_argument("--name", help="what the search is called")
    group.add_argument("--output", "-o", metavar="FILE", help="train the best fully and write it as this .onnx file")
    group.add_argument("--final-epochs", type=positive, metavar="N", help="of that training (default 10)")
    group.add_argument("--force", action="store_true", help="replace the file if it exists")
