"""The options of sensitivity, front and allocate."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path

from edgeviz.cli.options import UsageError, add_data_options, add_repair_options, positive
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import ProjectError
from edgeviz.core.sensitivity import Method
from edgeviz.core.spec import BITS, Scheme

WEIGHT_BITS = (8, 6, 4, 3, 2)
ACTIVATION_BITS = (8, 6, 4)
#: As ``core.frontier`` has them; importing that would bring numpy along, which --help need not wait for.
OBJECTIVES, DEVICE_OBJECTIVES = ("size", "bops"), ("latency", "energy")
#: Points that are evaluated for a minimum accuracy where nothing is known yet.
POINTS_FOR_ACCURACY = 6

#: Options that limit, and what they are called among the quantities.
LIMITS = {name: name for name in ("size", "ram", "latency", "energy", "bops", "loss", "accuracy")}
LIMITS["ram"] = "activation_memory"

_FACTORS = {"": 1.0, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12}


def _widths(text: str) -> tuple[int, ...]:
    found = tuple(dict.fromkeys(int(part) for part in text.split(",")))
    if any(bits not in BITS[Scheme.INTEGER] for bits in found):
        raise ValueError(text)
    return found


def amount_of(text: str) -> float:
    """120KB, 1.5M, 3e6: powers of 1000."""
    found = re.fullmatch(r"([0-9.]+(?:e[+-]?\d+)?) ?([KMGT]?)B?", text.strip(), re.IGNORECASE)
    if not found:
        raise ValueError(text)
    return float(found[1]) * _FACTORS[found[2].upper()]


def _measure(unit: str) -> Callable[[str], float]:
    """2ms, 350us, 0.3mJ: an amount with its unit, or a bare number of seconds or joules."""

    def read(text: str) -> float:
        found = re.fullmatch(r"([0-9.]+(?:e[+-]?\d+)?) ?(?:([mµun]?)" + unit + ")?", text.strip())
        if not found:
            raise ValueError(text)
        return float(found[1]) * {"": 1.0, "m": 1e-3, "µ": 1e-6, "u": 1e-6, "n": 1e-9}[found[2] or ""]

    read.__name__ = "time" if unit == "s" else "energy"
    return read


def _objectives(text: str) -> tuple[str, ...]:
    names = tuple(text.split(","))
    if len(names) > 2 or len(set(names)) < len(names) or not set(names) <= {*OBJECTIVES, *DEVICE_OBJECTIVES}:
        raise ValueError(text)
    return names


def _fraction(text: str) -> float:
    """0.91 or 91%."""
    value = float(text[:-1]) / 100 if text.endswith("%") else float(text)
    if not 0 <= value <= 1:
        raise ValueError(text)
    return value


time_of, energy_of = _measure("s"), _measure("J")

_widths.__name__, amount_of.__name__, _fraction.__name__ = "list of widths", "amount", "fraction"
_objectives.__name__ = "objective"


def add_sensitivity_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("sensitivity")
    group.add_argument(
        "--method",
        choices=[method.value for method in Method],
        default=Method.MEASURED.value,
        help="measured: every layer at every width alone (default); fisher: one backward pass; hessian: the trace of "
        "the Hessian times the weight error (HAWQ-V2); sqnr: the weight error, without data",
    )
    group.add_argument(
        "--widths", type=_widths, default=WEIGHT_BITS, metavar="BITS", help="of weights (default 8,6,4,3,2)"
    )
    group.add_argument(
        "--activation-widths",
        type=_widths,
        metavar="BITS",
        help="of activations (default 8,6,4; 8 where only the size counts)",
    )
    group.add_argument("--samples", type=positive, default=1000, metavar="N", help="to measure on (default 1000)")
    group.add_argument(
        "--sensitivity",
        metavar="FILE",
        help="keep the sensitivities in this JSON file, and go on from what it holds; a project keeps them itself",
    )
    add_data_options(parser)


def add_front_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("front")
    group.add_argument(
        "--objective",
        type=_objectives,
        default=("size",),
        metavar="COST",
        help="what is spent: size (default), bops, or latency or energy of --device; two of them, as size,latency, "
        "are weighed together, within a tolerance that is printed",
    )
    group.add_argument("--points", type=positive, default=12, metavar="N", help="rows of the table (default 12)")
    group.add_argument(
        "--verify", type=int, default=0, metavar="N", help="evaluate N points, and predict accuracy from them"
    )
    add_choice_options(parser)


def add_choice_options(parser: argparse.ArgumentParser) -> None:
    """What front and allocate choose for, and what they must not choose."""
    group = parser.add_argument_group("choice")
    add_device_option(group)
    add_repair_options(parser)


def add_device_option(parser: argparse._ActionsContainer) -> None:
    parser.add_argument(
        "--device",
        metavar="NAME",
        help="the device whose latency and energy are modelled, such as raspberry_pi_4, or a profile (.toml); "
        '"edgeviz device list" names them',
    )


def device_of(options: argparse.Namespace) -> Device | None:
    """The profile named by --device. Raises UsageError where there is none of that name."""
    name = getattr(options, "device", None)
    if name is None:
        return None
    from edgeviz.project.devices import find_device, is_file_name, load_profiles

    devices = load_profiles().devices
    if name not in devices and not is_file_name(name):
        raise UsageError(f"there is no device {name!r}; there are {', '.join(devices)}")
    return find_device(name)


def add_allocate_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("limits")
    group.add_argument(
        "--size", type=amount_of, metavar="BYTES", help="a file of at most this size (flash): 120KB, 1.5MB"
    )
    group.add_argument("--ram", type=amount_of, metavar="BYTES", help="at most these activations at once: 64KB")
    group.add_argument("--latency", type=time_of, metavar="TIME", help="at most this long on --device: 2ms")
    group.add_argument("--energy", type=energy_of, metavar="ENERGY", help="at most this much on --device: 0.3mJ")
    group.add_argument("--bops", type=amount_of, metavar="COUNT", help="at most this many bit operations: 1.2G")
    group.add_argument("--loss", type=float, metavar="NATS", help="at most this predicted loss")
    group.add_argument(
        "--accuracy",
        type=_fraction,
        metavar="SHARE",
        help="at least this predicted accuracy: 0.91 or 91%%; without another limit the smallest recipe is sought",
    )
    group.add_argument(
        "--verify",
        type=int,
        metavar="N",
        help=f"evaluate N points of the front first, to predict accuracy from (default {POINTS_FOR_ACCURACY} with "
        "--accuracy where fewer are known, else 0)",
    )
    add_choice_options(parser)
    parser.add_argument("--output", "-o", metavar="FILE", help="write the recipe to this .json file")
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")


def add_advise_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("what is looked at")
    group.add_argument(
        "--no-measure", dest="measure", action="store_false", help="use only what a project knows; evaluate nothing"
    )
    group.add_argument(
        "--sensitivity",
        choices=[method.value for method in Method],
        help="compute this sensitivity first (a project's tables are used anyway)",
    )
    parser.add_argument(
        "--output", "-o", metavar="FILE", help="write the recipe of the first change to this .json file"
    )
    parser.add_argument("--force", action="store_true", help="replace the file if it exists")


def check_recipe_output(path: str, force: bool) -> Path:
    """Where to write a recipe. Raises UsageError or ProjectError."""
    target = Path(path).resolve()
    if target.suffix.lower() != ".json":
        raise UsageError(f"--output must end in .json, not {target.name!r}")
    if target.exists() and not force:
        raise ProjectError(f"{target} exists already.", "Choose another name, or add --force to replace it.")
    if not target.parent.is_dir():
        raise ProjectError(f"The folder {target.parent} does not exist.", "Make it first, or choose another.")
    return target
