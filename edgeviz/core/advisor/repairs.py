"""Rules about repairs: switches that win accuracy back after quantization, without training.

They speak where a recipe clearly loses, the switch is off and the weights are of the kind it helps; where the recipe
was measured with the switch on already, that decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from edgeviz.core.advisor.situation import Advice, Situation, Text, bits_text, layers_text, points, say
from edgeviz.core.comparison import Verdict, compare
from edgeviz.core.graph import ModelGraph
from edgeviz.core.recipe import ADAROUND, Recipe, Repairs
from edgeviz.core.spec import Granularity

#: Bits at and below which rounding costs so much that how it is done matters.
NARROW = 4
#: Operators through which a channel's scale can be moved on: as ``engine.repair.equalize`` has them.
HOMOGENEOUS = frozenset(
    (
        "Relu",
        "LeakyRelu",
        "PRelu",
        "Identity",
        "MaxPool",
        "AveragePool",
        "GlobalAveragePool",
        "GlobalMaxPool",
        "Flatten",
    )
)


def rounding(at: Situation) -> Advice | None:
    """Weights of few bits that are rounded to the nearest code, in a recipe that loses."""
    keys = _narrow(at)
    if not keys or at.recipe.repairs.adaround or not _can_repair(at):
        return None
    known = _known(at, replace(at.recipe.repairs, adaround=ADAROUND))
    if known is None:
        return None
    better, gain, measured = known
    return Advice(
        "adaround",
        measured or say(
            "The recipe loses {points} with {bits}-bit weights of {layers} rounded to the nearest code: use AdaRound.",
            points=points(at.lost), bits=bits_text(at.recipe[key].weight for key in keys), layers=layers_text(keys),
        ),
        say("It learns for each weight whether to round up or down, so that the layer's output stays as it was."),
        say("Switches it on with {count} iterations for each layer. That takes minutes: it is measured only when "
            "you ask for it.", count=f"{ADAROUND:,}"),
        say("Round with AdaRound"), gain or 0.45 * at.lost, better, layers=keys,
    )  # fmt: skip


def bias(at: Situation) -> Advice | None:
    """Weights of few bits whose mean error nobody takes off, in a recipe that loses."""
    keys = _narrow(at)
    if not keys or at.recipe.repairs.correct_bias or not _can_repair(at):
        return None
    known = _known(at, replace(at.recipe.repairs, correct_bias=True))
    if known is None:
        return None
    better, gain, measured = known
    return Advice(
        "bias-correction",
        measured or say(
            "The recipe loses {points} with {bits}-bit weights of {layers}: correct the biases.",
            points=points(at.lost), bits=bits_text(at.recipe[key].weight for key in keys), layers=layers_text(keys),
        ),
        say("Rounding to few levels shifts the mean of what a channel computes, and a bias can take that off again."),
        say("Switches bias correction on: it takes about as long as calibrating, and the file stays as large."),
        say("Correct biases"), gain or 0.3 * at.lost, better, layers=keys,
    )  # fmt: skip


def equalization(at: Situation) -> Advice | None:
    """One scale for a whole weight beside others that it could be balanced with, in a recipe that loses."""
    if at.recipe.repairs.equalize or not at.lost:
        return None
    found = {}
    for first, second in _pairs(at.graph):
        for key in (first, second):
            spec = at.recipe[key].weight
            if spec.is_uniform and 1 < spec.bits <= 8 and spec.granularity is Granularity.TENSOR:
                found[key] = at.layer(key)
    known = _known(at, replace(at.recipe.repairs, equalize=True)) if found else None
    if known is None:
        return None
    better, gain, measured = known
    keys = tuple(layer.key for layer in at.graph.layers if layer.key in found)
    depthwise = [key for key in keys if found[key].kind.startswith("Depthwise")]
    named = depthwise or keys
    return Advice(
        "equalize",
        measured or say(
            "The recipe loses {points}, and {layers} one scale for all channels: equalize them.",
            points=points(at.lost), layers=layers_text(named) + (" has" if len(named) == 1 else " have"),
        ),
        say("Scale is moved from channels with large weights to the layer beside; the float network stays the same."),
        say("Switches cross-layer equalization on: it needs no data and no time, and the file stays as large."),
        say("Equalize layers"), gain or 0.4 * at.lost, better, layers=keys,
    )  # fmt: skip


def _narrow(at: Situation) -> tuple[str, ...]:
    """Layers with uniform weights of two to ``NARROW`` bits: the sign of a weight cannot be rounded otherwise."""
    specs = {layer.key: at.recipe[layer.key].weight for layer in at.graph.layers}
    return tuple(key for key, spec in specs.items() if spec.is_uniform and 1 < spec.bits <= NARROW)


def _can_repair(at: Situation) -> bool:
    return bool(at.lost) and at.has_data and at.graph.runs


def _known(at: Situation, repairs: Repairs) -> tuple[Recipe, float, Text | None] | None:
    """The recipe with ``repairs``, and where it was measured what it gains, in a sentence; None: it gains nothing."""
    better = replace(at.recipe, repairs=repairs)
    measured = at.evaluation_of(better)
    if measured is None or at.evaluation is None:
        return better, 0.0, None
    found = compare(measured, at.evaluation)
    if found.verdict is not Verdict.BETTER or found.difference is None:
        return None
    text = say("With {repairs} the same widths measured {points} better.", repairs=repairs.label,
               points=points(found.difference))  # fmt: skip
    return better, found.difference, text


def _pairs(graph: ModelGraph) -> Sequence[tuple[str, str]]:
    """Convolutions and linear layers with nothing between but operators that pass a scale on, and no other reader."""
    layers = {layer.node: layer for layer in graph.layers if layer.op in ("Conv", "Gemm")}
    nodes = {node.key: node for node in graph.nodes}
    found = []
    for layer in layers.values():
        tensor = nodes[layer.node].outputs[0]
        while len(readers := graph.consumers.get(tensor, ())) == 1 and tensor not in graph.outputs:
            reader = graph.nodes[readers[0]]
            if reader.key in layers:
                found.append((layer.key, layers[reader.key].key))
                break
            if reader.op not in HOMOGENEOUS:
                break
            tensor = reader.outputs[0]
    return found
