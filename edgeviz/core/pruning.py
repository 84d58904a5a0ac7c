"""Pruning as formulas: how sparsity rises while a network trains, which axis N:M counts along, what is gained."""

from __future__ import annotations

from edgeviz.core.errors import RecipeError
from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.recipe import Recipe
from edgeviz.core.spec import Scheme
from edgeviz.core.train_request import Pruning, Scope, Structure

#: Schemes whose codes have no zero, at any width.
_WITHOUT_ZERO = frozenset((Scheme.BINARY, Scheme.STOCHASTIC, Scheme.DOREFA))

#: What each structure is good for, to be said wherever its sparsity is shown.
GAIN: dict[Structure, str] = {
    Structure.WEIGHTS: (
        "Single zeros save no time and no bytes in an ONNX file: they pay off in a compressed file, "
        "or in a runtime with kernels for sparse weights."
    ),
    Structure.N_OF_M: (
        "N:M zeros save no bytes in an ONNX file, and time only on hardware with kernels for them, "
        "such as 2:4 on sparse tensor cores; onnxruntime on a CPU has none."
    ),
    Structure.CHANNELS: "Channels are cut out: the network is smaller and faster everywhere.",
}


def cubic(step: int, steps: float, final: float, initial: float = 0.0) -> float:
    """Sparsity after ``step`` updates of a ramp of ``steps``: s_f + (s_i − s_f)·(1 − t/(nΔt))³.

    Zhu and Gupta 2017, eq. 1, with t₀ = 0: fast at first, while there is much that is not needed. ``final`` from the
    end of the ramp on.
    """
    if steps <= 0 or step >= steps:
        return final
    return final + (initial - final) * (1.0 - step / steps) ** 3


def input_axis(layer: Layer) -> int | None:
    """The axis of the weight that is summed over for each output, apart from a kernel's area; None where none is."""
    rank = len(layer.weight_shape)
    if layer.op == "Gather" or rank < 2:
        return None
    if layer.op in ("Conv", "ConvTranspose"):
        return 1 - layer.channel_axis
    return rank - 2 if layer.channel_axis == rank - 1 else rank - 1


def share_of(layer: str, wanted: Pruning) -> float:
    """The sparsity that is asked for of ``layer`` (its key); 0 for one that is spared."""
    return 0.0 if layer in wanted.spare else dict(wanted.layers).get(layer, wanted.sparsity)


def check(graph: ModelGraph, wanted: Pruning, recipe: Recipe | None = None) -> None:
    """Raises RecipeError where ``wanted`` names layers that are not there or would have no effect.

    With a ``recipe``: where a layer that is pruned is quantized by a scheme that has no code for zero.
    """
    for key in (*(key for key, _ in wanted.layers), *wanted.spare):
        if key not in graph.layer_index:
            raise RecipeError(f"The model has no layer {key!r}.", "Choose a layer of this model.")
    if all(layer.key in wanted.spare for layer in graph.layers):
        raise RecipeError("All layers are left whole: nothing would be pruned.", "Leave out fewer layers.")
    if recipe is None or wanted.structure is Structure.CHANNELS:
        return
    for layer in graph.layers:
        spec = recipe[layer.key].weight
        pruned = wanted.structure is Structure.N_OF_M or share_of(layer.key, wanted) > 0
        if pruned and layer.key not in wanted.spare and (spec.is_sign or spec.scheme in _WITHOUT_ZERO):
            raise RecipeError(
                f"{layer.key} has {spec.label} weights, which have no zero, and is to be pruned.",
                "Leave this layer whole, cut channels, or choose a scheme with a zero (ternary, 2 bits and more).",
            )


def summary(wanted: Pruning) -> str:
    """A line for a list: "weights, 80 % across the network"."""
    if wanted.structure is Structure.N_OF_M:
        return f"{wanted.keep}:{wanted.of} along the inputs"
    scope = "across the network" if wanted.scope is Scope.GLOBAL else "of each layer"
    return f"{wanted.structure.value}, {100 * wanted.sparsity:g} % {scope}"
