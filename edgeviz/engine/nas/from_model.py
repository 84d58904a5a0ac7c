"""A space made of a model: how wide its channels are that hang together, and how many of its blocks are left.

Widths are shares of the channels of a group (``compress.channels``: what is tied is cut together), those with the
greatest norm stay. Depths count the blocks of a stage that could be left out (``core.blocks``). What is left keeps its
weights and is trained further, so that a candidate is a pruned model and not a new one.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import onnx

from edgeviz.core import blocks
from edgeviz.core.errors import ModelError
from edgeviz.core.nas.space import Architecture, Choice, Space, SpaceError
from edgeviz.engine.compress.channels import ChannelGroup, cut, groups
from edgeviz.engine.nas.builders import MODEL
from edgeviz.engine.session import Session, session
from edgeviz.engine.train.result import parent_hash
from edgeviz.engine.train.students import graph_of, strongest, without
from edgeviz.jobs.context import Context

WIDTHS = (0.25, 0.5, 0.75, 1.0)
#: Groups that get a choice, those with the most weights; others stay whole.
MOST_GROUPS = 120
#: Fewer channels than this are not worth a choice.
FEWEST_CHANNELS = 8


def run(context: Context, path: str) -> Space:
    """Job: the space of the model at ``path``. The result is emitted and returned. Raises ModelError."""
    found = space_of(path)
    context.result(found)
    return found


def space_of(path: str) -> Space:
    """Widths and depths of the model at ``path``, all of it being a member. Raises ModelError where there are none."""
    opened = session(path)
    choices = [Choice(name, WIDTHS) for name in _widths(opened.prepared)]
    choices += [
        Choice(f"depth.stage{number}", tuple(range(len(run) + 1)))
        for number, run in enumerate(blocks.runs(graph_of(opened.prepared)), 1)
    ]
    sample = (opened.graph.input_shape() or ())[1:]
    if not choices or not sample or not all(isinstance(size, int) for size in sample):
        raise ModelError(
            f"No space can be made of {opened.path.name}: "
            + ("its input has no fixed size." if choices else "no channel and no block of it can be left out."),
            "Choose another model, or one of the spaces that ship.",
        )
    settings: dict[str, Any] = {
        "input": list(sample),
        "model": str(Path(path).absolute()),
        "sha256": parent_hash(opened.file),
    }
    stem = re.sub(r"[^a-z0-9_-]+", "-", opened.path.stem.lower()).strip("-_")[:40] or "model"
    note = "Made of a model: shares of the channels that hang together, and the blocks of each stage that are left."
    return Space(
        f"model-{stem}", f"{opened.path.stem[:60]}, thinner and shallower", MODEL, tuple(choices), settings, note
    )


def derive(space: Space, architecture: Architecture) -> onnx.ModelProto:
    """The model of ``space``, cut as ``architecture`` says. Raises SpaceError where it is another one now."""
    opened = opened_model(space)
    values = space.values(architecture)
    named = _widths(opened.prepared)
    shares = {group.id: _number(space, values, name) for name, group in named.items() if name in values}
    keep = strongest(opened.prepared, named.values(), shares)
    made = cut(opened.prepared, keep) if keep else opened.prepared
    graph = graph_of(made)
    gone: list[blocks.Block] = []
    for number, run in enumerate(blocks.runs(graph), 1):
        stay = values.get(f"depth.stage{number}", len(run))
        if isinstance(stay, int) and stay < len(run):
            gone += blocks.left_out([run], max(0, stay) / len(run))
    return without(made, graph, gone)


def opened_model(space: Space) -> Session:
    """The model that ``space`` was made of. Raises SpaceError where it is not there any more, or another one."""
    path = space.settings.get("model")
    if not isinstance(path, str) or not Path(path).is_file():
        raise SpaceError(
            f"The model of the space {space.name} is not there.",
            "Make the space again from the open model.",
            str(path),
            field="settings.model",
        )
    opened = session(path)
    if parent_hash(opened.file) != space.settings.get("sha256"):
        raise SpaceError(
            f"{path} is not the model any more that the space {space.name} was made of.",
            "Make the space again from the open model.",
            field="settings.sha256",
        )
    return opened


def _widths(proto: onnx.ModelProto) -> dict[str, ChannelGroup]:
    """The groups of channels that can be cut, by the name of their choice, in the order of the graph."""
    free = [one for one in groups(proto) if not one.fixed and one.channels >= FEWEST_CHANNELS and one.layers]
    largest = sorted(free, key=lambda one: -sum(place.positions.size for place in one.slices))[:MOST_GROUPS]
    ids = {one.id for one in largest}
    found: dict[str, ChannelGroup] = {}
    for group in free:
        if group.id in ids:
            found[_name(group.layers[0], found)] = group
    return found


def _name(layer: str, taken: dict[str, ChannelGroup]) -> str:
    """ "width." and the layer's key, made a name."""
    key = re.sub(r"\.\.+", ".", re.sub(r"[^A-Za-z0-9_.-]", "_", layer)).strip(".-")[-50:].strip(".-") or "layer"
    name, count = f"width.{key}", 1
    while name in taken:
        count += 1
        name = f"width.{key}_{count}"
    return name


def _number(space: Space, values: dict[str, Any], name: str) -> float:
    value = values[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
        raise SpaceError(f"{name} cannot be {str(value)[:40]}.", "Use shares above 0, at most 1.", field=name)
    return float(value)
