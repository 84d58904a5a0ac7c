"""The options of search. Light: --help waits for nothing.

None has a default of its own: what is not said is as ``SearchRequest`` has it, or as the search that is resumed.
"""

from __future__ import annotations

import argparse

from edgeviz.cli.device_measure import add_timing_options
from edgeviz.cli.lab_options import add_device_option, amount_of, energy_of, time_of
from edgeviz.cli.options import UsageError, add_data_options, positive, whole
from edgeviz.cli.remote_options import add_remote_options

SPACE, TRIALS = "mnasnet_small", 50
#: As ``core.nas`` has them; importing that would bring numpy along, which --help need not wait for.
DIFFERENTIABLE = "differentiable"
SAMPLERS = ("evolution", "nsga2", "tpe", "local", "controller", "policy", "random", DIFFERENTIABLE)
COSTS = ("latency", "size", "macs", "activation_memory", "energy")
FIDELITIES = ("short", "halving", "supernet")
PROXIES = ("none", "synflow", "naswot", "gradient")
CLOCKS = ("runtime", "remote", "table", "modelled")
#: What a search that is resumed may do differently.
CHANGEABLE = ("trials", "minutes", "workers", "scheduler")
#: What belongs to a search and is kept in its request.
FIXED = (
    *("space", "sampler", "setting", "search_seed", "hand_made", "begin", "cost", "target", "exponents"),
    *("further_cost", "fidelity", "epochs", "train_batch", "rate", "samples", "held_out", "proxy", "screen", "rungs"),
    *("factor", "clock", "device", "host", "round", "asynchronous", "name", "data"),
)
#: How the target of a cost is read, and what one looks like.
_TARGETS = {
    "latency": (time_of, "2ms"),
    "size": (amount_of, "500KB"),
    "macs": (amount_of, "20M"),
    "activation_memory": (amount_of, "200KB"),
    "energy": (energy_of, "1mJ"),
}


def target_of(text: str | None, cost: str) -> float:
    """--target in the unit that ``cost`` is stored in. Raises UsageError where it is missing or none."""
    read, example = _TARGETS[cost]
    name = cost.replace("_", " ")
    if text is None:
        raise UsageError(f"name the {name} to aim at with --target, as in --target {example}")
    try:
        return read(text)
    except ValueError:
        raise UsageError(f"--target {text} is no {name}; write it as in --target {example}") from None


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
    group.add_argument(
        "--sampler",
        choices=SAMPLERS,
        help="how architectures are chosen (default evolution); differentiable: probabilities are trained beside "
        "shared weights, with the latency in the loss, and the likeliest architectures evaluated",
    )
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
    group = parser.add_argument_group("goal: the reward is accuracy · (cost / target)^w")
    group.add_argument(
        "--cost",
        choices=COSTS,
        help="what accuracy is traded against (default latency); activation_memory: the peak of activations; energy: "
        "modelled for --device",
    )
    group.add_argument(
        "--target", metavar="COST", help="what a network may cost: 2ms or 350us, 500KB, 20M MACs, 1mJ, by --cost"
    )
    group.add_argument(
        "--exponents",
        type=_exponents,
        metavar="W",
        help="soft (w = -0.07), hard (0 up to the target, -1 beyond), or two numbers as in --exponents=-0.07,-0.5 "
        "(default soft)",
    )
    group.add_argument(
        "--further-cost",
        action="append",
        choices=COSTS,
        help="another objective of the front, beside accuracy and --cost; can be repeated. NSGA-II seeks that front, "
        "the other samplers follow the reward alone",
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
