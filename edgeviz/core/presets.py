"""Recipes made for a whole model with one click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from edgeviz.core.graph import ModelGraph
from edgeviz.core.recipe import KEPT_BITS, Calibration, LayerRecipe, Recipe, uniform
from edgeviz.core.sensitivity import Method, Part, Sensitivity
from edgeviz.core.size import size_bytes
from edgeviz.core.spec import FLOAT16, FLOAT32, Scheme, Spec, activation_spec, weight_spec
from edgeviz.core.ties import beside_kept, lifted, no_longer_beside_kept, tied_groups

#: What the tensor cores of NVIDIA's Turing compute with: FP16, INT8, INT4 and INT1 (binary). A layer runs at the wider
#: of its two widths: INT4 weights beside INT8 activations save memory and no time.
TURING_BITS = (16, 8, 4, 1)
#: The budget of a Turing mix: this share of the size at 8 bits everywhere. Half of it cannot be kept even with 4 bits
#: everywhere, because scales, biases and the graph itself stay as they are.
TURING_SHARE = 0.75


def uniform_recipe(graph: ModelGraph, weight_bits: int, activation_bits: int) -> Recipe:
    """The same widths in every layer of ``graph``; where a layer has no activation to quantize, only its weights.

    Recurrent weights and embeddings have none: a width there would count bit operations that nobody saves.
    """
    recipe = uniform((layer.key for layer in graph.layers), weight_bits, activation_bits)
    without = [layer.key for layer in graph.layers if not layer.input]
    return recipe.with_layers({key: replace(recipe[key], activation=FLOAT32) for key in without})


class TuringKind(StrEnum):
    """How a recipe for Turing came about."""

    #: The least predicted loss within the budget.
    MIXED = "mixed"
    #: Nothing fits the budget: the smallest recipe there is.
    SMALLEST = "smallest"
    #: No sensitivity to choose by: INT4, the first and the last layer at INT8.
    FIXED = "fixed"


@dataclass(frozen=True)
class TuringChoice:
    """A recipe of Turing's widths. ``size``, ``budget`` and ``uniform`` (8 bits everywhere) are predicted bytes."""

    recipe: Recipe
    kind: TuringKind
    size: int
    budget: int
    uniform: int


def turing_rounded(graph: ModelGraph, recipe: Recipe) -> Recipe:
    """``recipe`` with every width rounded up to the next that Turing has; FP32 and INT16, which it lacks, are FP16."""
    rows = {}
    for layer in graph.layers:
        row = recipe[layer.key]
        rows[layer.key] = LayerRecipe(_turing(row.weight), _turing(row.activation) if layer.input else FLOAT32)
    return replace(recipe, layers=rows)


def _turing(spec: Spec) -> Spec:
    if spec.is_float or spec.bits > 8:
        return FLOAT16
    bits = min(bits for bits in TURING_BITS if bits >= spec.bits)
    # A table of values or three levels become a uniform grid: integer tensor cores know nothing else.
    return spec if spec.is_integer and bits == spec.bits else replace(spec, bits=bits, scheme=Scheme.INTEGER)


def turing_fixed(graph: ModelGraph, calibration: Calibration | None = None) -> Recipe:
    """INT4 everywhere, the first and the last layer at INT8, and at that width whatever is tied to them."""
    rows = {}
    last = len(graph.layers) - 1
    for index, layer in enumerate(graph.layers):
        bits = 8 if index in (0, last) else 4
        rows[layer.key] = LayerRecipe(weight_spec(bits), activation_spec(bits) if layer.input else FLOAT32)
    return lifted(Recipe(rows, calibration or Calibration()), tied_groups(graph))


def turing_recipe(
    graph: ModelGraph,
    sensitivity: Sensitivity | None,
    share: float = TURING_SHARE,
    *,
    calibration: Calibration | None = None,
    float_bytes: int | None = None,
    kept: Sequence[str] = (),
) -> TuringChoice:
    """The mix of Turing's widths that loses least within ``share`` of the size at 8 bits, by the exact front.

    Only widths that ``sensitivity`` knows for every layer are chosen from (FP16 counts as lossless). Where it lacks
    4 or 8 bits, or there is none, the recipe is ``turing_fixed``. Activations are INT8, FP16 where they were not
    measured. Layers in ``kept`` get 8 bits or more.
    """
    whole = size_bytes(graph, uniform_recipe(graph, 8, 8), float_bytes)
    budget = int(share * whole)
    known = _complete(graph, sensitivity, Part.WEIGHT, TURING_BITS) if sensitivity is not None else ()
    if sensitivity is None or not {8, 4} <= set(known):
        fixed = beside_kept(replace(turing_fixed(graph, calibration), kept=tuple(kept)), tied_groups(graph))
        return TuringChoice(fixed, TuringKind.FIXED, size_bytes(graph, fixed, float_bytes), budget, whole)
    # Imported here: a window that only lists the presets needs no front.
    from edgeviz.core.frontier import recipe_front

    integers = sensitivity.method is Method.SQNR or bool(_complete(graph, sensitivity, Part.ACTIVATION, (8,)))
    front = recipe_front(
        graph, sensitivity, "size", (16, *(bits for bits in known if bits < 16)), (8,) if integers else (16,),
        calibration=calibration, float_bytes=float_bytes, least=dict.fromkeys(kept, KEPT_BITS),
    )  # fmt: skip
    found = front.within(size=budget)
    point = front[0] if found is None else found
    kind = TuringKind.SMALLEST if found is None else TuringKind.MIXED
    return TuringChoice(front.recipe(point), kind, int(point.costs["size"]), budget, whole)


def _complete(graph: ModelGraph, sensitivity: Sensitivity, part: Part, widths: Sequence[int]) -> tuple[int, ...]:
    """The widths that are known for every layer that has such a part."""
    layers = [layer.key for layer in graph.layers if part is Part.WEIGHT or layer.input]
    return tuple(bits for bits in widths if layers and all((key, part, bits) in sensitivity.cells for key in layers))


def ends(graph: ModelGraph) -> tuple[str, ...]:
    """Keys of the first and the last layer, and of those that share a weight with one of them.

    The field keeps these at 8 bits: they read the raw input and write the answer, and they are small.
    """
    if not graph.layers:
        return ()
    weights = {graph.layers[0].weight, graph.layers[-1].weight}
    return tuple(layer.key for layer in graph.layers if layer.weight in weights)


def keep_ends(recipe: Recipe, graph: ModelGraph, kept: bool, follow_ties: bool = True) -> Recipe:
    """``recipe`` with the first and the last layer kept at 8 bits or more, or with no layer kept.

    ``follow_ties``: layers that share a tensor with a kept one get 8 bits for it too (the output of the first layer
    of a residual network is such a tensor), and take back what was chosen when it is kept no longer.
    """
    if not follow_ties:
        return replace(recipe, kept=ends(graph) if kept else ())
    ties = tied_groups(graph)
    if kept:
        return beside_kept(replace(recipe, kept=ends(graph)), ties)
    return replace(no_longer_beside_kept(recipe, ties), kept=())
