"""The options of adapt. Light: --help waits for nothing."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from edgeviz.cli.lab_options import add_device_option
from edgeviz.cli.options import UsageError, add_data_options, positive
from edgeviz.cli.train_options import add_spec_options, train_spec
from edgeviz.core.adaptive.request import (
    AdaptRequest,
    Elastic,
    Exits,
    Head,
    How,
    Mechanism,
    Model,
    Partition,
    Rule,
    Skipping,
    Switching,
    Widths,
)
from edgeviz.core.errors import ProjectError
from edgeviz.core.nas.space import Space
from edgeviz.core.train_request import Augmentation

#: The space whose supernet is trained where none is named.
SPACE = "elastic_small"
#: Which option belongs to which mechanism.
OWN = {
    "exits": (Mechanism.EXITS,), "place": (Mechanism.EXITS,), "head": (Mechanism.EXITS,),
    "rule": (Mechanism.EXITS,), "frozen": (Mechanism.EXITS,), "exit_weights": (Mechanism.EXITS,),
    "ways": (Mechanism.EXITS, Mechanism.SKIPPING, Mechanism.ELASTIC), "per_budget": (Mechanism.SKIPPING,),
    "target": (Mechanism.SKIPPING,), "penalty": (Mechanism.SKIPPING,), "widths": (Mechanism.WIDTHS,),
    "universal": (Mechanism.WIDTHS,), "bits": (Mechanism.SWITCHING,), "also": (Mechanism.SWITCHING,),
    "space": (Mechanism.ELASTIC,), "members": (Mechanism.ELASTIC,),
    "server_speed": (Mechanism.PARTITION,), "round_trip": (Mechanism.PARTITION,),
}  # fmt: skip


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(float(part) for part in text.split(","))


def _bits(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


_numbers.__name__, _bits.__name__ = "list of numbers", "list of bits"


def add_adapt_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--mechanism", required=True, choices=[*Mechanism], help="how it adapts")
    group = parser.add_argument_group("early exit")
    group.add_argument("--exits", type=positive, metavar="N", help="how many, spread over the network (default 2)")
    group.add_argument("--place", action="append", metavar="TENSOR", help="an exit reads this tensor; can be repeated")
    group.add_argument("--head", choices=[*Head], help="pooling and a linear layer, or convolutions before (pool)")
    group.add_argument("--rule", choices=[*Rule], help="what the threshold is of (default confidence)")
    group.add_argument("--frozen", action="store_true", default=None, help="only the exits learn, not the network")
    group.add_argument("--exit-weights", type=_numbers, metavar="W,W,…", help="of the losses, the network's own last")
    group.add_argument("--ways", type=positive, metavar="N", help="operating points by thresholds (8, of gates 5)")
    group = parser.add_argument_group("skipping")
    group.add_argument("--per-budget", action="store_true", default=None, help="subsets of blocks instead of gates")
    group.add_argument("--target", type=float, metavar="X", help="share of the blocks that stays (default 0.5)")
    group.add_argument("--penalty", type=float, metavar="X", help="weight of the distance from it (default 2)")
    group = parser.add_argument_group("widths")
    group.add_argument("--widths", type=_numbers, metavar="X,X,…", help="(default 1,0.75,0.5,0.25)")
    group.add_argument("--universal", action="store_true", default=None, help="sandwich rule, in-place distillation")
    group = parser.add_argument_group("switching")
    group.add_argument("--bits", type=_bits, metavar="B,B,…", help="weights of the same model (default 32,8,4)")
    group.add_argument("--also", action="append", metavar="FILE", help="another model, in float; can be repeated")
    group = parser.add_argument_group("elastic")
    group.add_argument("--space", metavar="SPACE", help="a search space, or a .toml file (default elastic_small)")
    group.add_argument("--members", type=positive, metavar="N", help="drawn, of which points are chosen (default 24)")
    group = parser.add_argument_group("partition")
    group.add_argument("--server-speed", type=float, metavar="X", help="times as fast as this machine (default 8)")
    group.add_argument("--round-trip", type=float, metavar="S", help="seconds of a message (default 0.01)")
    add_data_options(parser)
    add_spec_options(parser)
    group = parser.add_argument_group("result")
    group.add_argument("--output", "-o", metavar="BUNDLE", help="a new folder, or .zip: ONNX files and a program")
    group.add_argument("--points", metavar="FILE", help="write the operating points, for simulate --points (.json)")
    group.add_argument("--force", action="store_true", help="replace the file of the points if it exists")
    group.add_argument("--name", default="", help="what the adaptive model is called")
    group.add_argument("--resume", action="store_true", help="go on where the same command was stopped")
    add_device_option(group)


def adapt_request(options: argparse.Namespace, models: tuple[Model, ...] = ()) -> AdaptRequest:
    """``models``: what is switched between. Raises UsageError where an option would do nothing, EdgeVizError."""
    mechanism = Mechanism(options.mechanism)
    for name, belongs in OWN.items():
        if getattr(options, name) is not None and mechanism not in belongs:
            raise UsageError(f"--{name.replace('_', '-')} is for --mechanism {' or '.join(belongs)}")
    return AdaptRequest(
        _how(options, mechanism, models),
        train_spec(options),
        Augmentation(options.flip, options.crop, options.mixup),
        options.train_samples or 0,
        options.name,
    )


def _how(options: argparse.Namespace, mechanism: Mechanism, models: tuple[Model, ...]) -> How:
    def given(**names: Any) -> dict[str, Any]:
        return {name: value for name, value in names.items() if value is not None}

    match mechanism:
        case Mechanism.EXITS:
            if options.place and options.exits:
                raise UsageError("--exits and --place both say where the exits are")
            places = None if options.place is None else tuple(options.place)
            joint = None if options.frozen is None else False
            own = given(places=places, count=options.exits, head=options.head, joint=joint, rule=options.rule)
            return Exits(**own, **given(weights=options.exit_weights, ways=options.ways))
        case Mechanism.SKIPPING:
            per_input = None if options.per_budget is None else False
            return Skipping(
                **given(per_input=per_input, target=options.target, penalty=options.penalty, ways=options.ways)
            )
        case Mechanism.WIDTHS:
            return Widths(**given(widths=options.widths, universal=options.universal))
        case Mechanism.ELASTIC:
            return Elastic(space_of(options), **given(ways=options.ways, drawn=options.members))
        case Mechanism.PARTITION:
            return Partition(**given(server_speed=options.server_speed, round_trip=options.round_trip))
        case _:
            return Switching(models)


def space_of(options: argparse.Namespace) -> Space:
    """Raises EdgeVizError naming what there is."""
    from edgeviz.project.spaces import load_spaces, read_space

    name = options.space or SPACE
    if name.endswith(".toml"):
        return read_space(Path(name))
    known = load_spaces().spaces
    if name not in known:
        raise ProjectError(f"There is no space {name[:80]!r}.", f"Name a .toml file, or one of {', '.join(known)}.")
    return known[name]
