"""What a person calls a recipe: a reference point by its name, anything else by its mean widths."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import IntEnum

from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.memo import last_answer
from edgeviz.core.recipe import Recipe
from edgeviz.core.schemes import BWN, XNOR, named
from edgeviz.core.spec import FLOAT32, Scheme

#: The words in names that ``describe`` gives; what stands behind them is the same in every language.
WORDS = ("Float", "Uniform", "Mixed")
_GIVEN = re.compile(
    r"(?P<before>(?:.*: )?)(?P<word>Float|(?:Uniform|Mixed)(?= W))"
    r"(?P<behind>(?: W[\d.]+ ?A[\d.]+)?(?: CLE)?(?: BC)?(?: BN)?(?: AdaRound \d+)?(?: \(\d+\))?)"
)
_OF_MODEL = re.compile(r"(?P<before>.*, )(?P<word>float)(?P<behind>(?: \(\d+\))?)")


class Kind(IntEnum):
    """What a point of the plot is: the reference kinds and the points of other models have symbols of their own."""

    MIXED = 0
    UNIFORM = 1
    FLOAT = 2
    OTHER = 3


def kind_of(recipe: Recipe, graph: ModelGraph) -> Kind:
    """FLOAT when no layer is changed, UNIFORM when all have the same widths."""
    if recipe.is_float32:
        return Kind.FLOAT
    if len(recipe.layers) < len(graph.layers):
        return Kind.MIXED
    return Kind.UNIFORM if _uniform_widths(recipe, graph) else Kind.MIXED


@last_answer
def describe(recipe: Recipe, graph: ModelGraph) -> str:
    """A short name: "Float", "FP16", "Uniform W8A8", "Mixed W4.3 A8"; repairs follow: "Uniform W4A8 BC".

    A mixed recipe is named by its mean widths, weighted by the layers' numbers of weights; layers whose input
    cannot be quantized do not count for the activations.
    """
    return f"{_widths(recipe, graph)} {recipe.repairs.label}".rstrip()


def _widths(recipe: Recipe, graph: ModelGraph) -> str:
    kind = kind_of(recipe, graph)
    if kind is Kind.FLOAT:
        return "Float"
    layers = graph.layers
    if kind is Kind.UNIFORM:
        weight = recipe[layers[0].key].weight
        if weight.scheme is Scheme.FLOAT and weight.bits == 16 and _is_half(recipe, layers):
            return "FP16"
        inputs = next((recipe[layer.key].activation for layer in layers if layer.input), FLOAT32)
        scheme = named(weight, weight=True)
        if scheme == BWN:
            return "XNOR-Net" if named(inputs, weight=False) == XNOR else f"BWN A{inputs.bits}"
        if weight.scheme is Scheme.BFLOAT and inputs.is_float:
            return "BF16"
        return f"{scheme.name if scheme else 'Uniform'} W{weight.bits}A{inputs.bits}"
    rows = list(zip(layers, recipe.rows_of(graph.layer_keys), strict=True))
    weight_mean = _mean((row.weight.bits, layer.weight_elements) for layer, row in rows)
    activation_mean = _mean((row.activation.bits, layer.weight_elements) for layer, row in rows if layer.input)
    return f"Mixed W{weight_mean} A{activation_mean}"


def _uniform_widths(recipe: Recipe, graph: ModelGraph) -> bool:
    first = recipe[graph.layers[0].key].weight
    inputs = None
    for layer in graph.layers:
        row = recipe[layer.key]
        if row.weight.bits != first.bits or row.weight.scheme is not first.scheme:
            return False
        if layer.input:
            found = (row.activation.bits, row.activation.scheme, named(row.activation, weight=False))
            if inputs is None:
                inputs = found
            elif found != inputs:
                return False
    return True


def _is_half(recipe: Recipe, layers: tuple[Layer, ...]) -> bool:
    return all(not recipe[layer.key].activation.is_integer for layer in layers)


def _mean(pairs: Iterable[tuple[int, int]]) -> str:
    total = weights = 0
    for bits, count in pairs:
        total += bits * count
        weights += count
    return f"{total / weights:.1f}".removesuffix(".0") if weights else "32"


def translated(name: str, tr: Callable[[str], str]) -> str:
    """``name`` with its word by ``tr`` if the program gave it, also behind "Model: " and before " (2)"; else as it is.

    A project stores names in English, so that rules and scripts that use them mean the same everywhere.
    """
    found = _GIVEN.fullmatch(name) or _OF_MODEL.fullmatch(name)
    return f"{found['before']}{tr(found['word'].capitalize())}{found['behind']}" if found else name
