"""The published schemes by name: what each makes of weights or activations, and what to expect of it untrained.

One table for the window, the command line and the export's notes. The formulas are in ``core.spec.Scheme``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from edgeviz.core.recipe import LayerRecipe
from edgeviz.core.spec import BITS, Granularity, Observer, Scheme, Spec


@dataclass(frozen=True, slots=True)
class Named:
    """A scheme with a name. ``word`` is for the command line; ``name`` is a proper name and not translated.

    ``spec`` is the scheme as published, at its first width; ``widths`` are all that it has.
    """

    word: str
    name: str
    spec: Spec
    widths: tuple[int, ...]

    def at(self, bits: int) -> Spec:
        return replace(self.spec, bits=bits)

    def has(self, spec: Spec) -> bool:
        """Whether ``spec`` is this scheme at one of its widths; granularity and rounding of scales are free."""
        if spec.scheme is not self.spec.scheme or spec.bits not in self.widths:
            return False
        if spec.is_uniform and self.spec.observer is Observer.UNIT:
            return spec.observer is Observer.UNIT
        return not spec.is_uniform or spec.is_sign


def _own(word: str, name: str, scheme: Scheme) -> Named:
    return Named(word, name, Spec(BITS[scheme][0], scheme), BITS[scheme])


BFLOAT16 = _own("bf16", "bfloat16", Scheme.BFLOAT)
BWN = Named("bwn", "BWN", Spec(1, Scheme.INTEGER, granularity=Granularity.CHANNEL), (1,))
#: sign(x)·β. The paper's K holds a β for every position of every input (Rastegari et al. 2016, eq. 11); here β is one
#: number for the tensor, mean|x| over the calibration samples. The authors' own program leaves K out altogether, and
#: a graph without K needs no pooling of magnitudes at run time.
XNOR = Named("xnor", "XNOR-Net", Spec(1, Scheme.INTEGER), (1,))
TWN = _own("twn", "TWN", Scheme.TERNARY)
TTQ = _own("ttq", "TTQ", Scheme.TRAINED_TERNARY)
DOREFA = _own("dorefa", "DoReFa", Scheme.DOREFA)
#: q_k(clip(x, 0, 1)): Zhou et al. 2016, section 2.5.
DOREFA_INPUTS = Named(
    "dorefa", "DoReFa", Spec(8, Scheme.INTEGER, False, observer=Observer.UNIT), (8, 7, 6, 5, 4, 3, 2, 1)
)
KMEANS = _own("kmeans", "k-means", Scheme.KMEANS)

#: What has a name of its own, as menus list it: binary, ternary, then the schemes of many widths.
WEIGHTS: tuple[Named, ...] = (
    BFLOAT16,
    BWN,
    _own("binaryconnect", "BinaryConnect", Scheme.BINARY),
    _own("stochastic", "BinaryConnect stochastic", Scheme.STOCHASTIC),
    TWN,
    TTQ,
    DOREFA,
    KMEANS,
)
ACTIVATIONS: tuple[Named, ...] = (BFLOAT16, XNOR, DOREFA_INPUTS)


def named(spec: Spec, weight: bool) -> Named | None:
    """The published scheme that ``spec`` is, None for floats and plain uniform quantization."""
    return next((found for found in (WEIGHTS if weight else ACTIVATIONS) if found.has(spec)), None)


def needs_training(spec: Spec) -> bool:
    """Whether a network trained in float is expected at chance level with all its weights, or inputs, like this.

    Two bits and less leave too little of weights that were not trained for them; shared weights, whose values lie
    where the weights are, keep something at two bits (14 % there, 69 % on the demo's digits).
    BinaryConnect and DoReFa have no scale: at any width they put weights of −1 … 1 where a trained layer has its own.
    DoReFa's inputs lose all beyond 0 … 1. Measured on a ResNet-20 of CIFAR-10 (``python -m tests.benchmarks
    schemes``); a small network on an easy task may keep more.
    """
    if spec.is_float:
        return False
    unscaled = spec.scheme is Scheme.DOREFA or spec.observer is Observer.UNIT
    return unscaled or spec.bits <= (1 if spec.scheme is Scheme.KMEANS else 2)


def row_needs_training(row: LayerRecipe) -> bool:
    return needs_training(row.weight) or needs_training(row.activation)
