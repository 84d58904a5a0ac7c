"""What the inspector shows of one layer: distributions before and after quantization, as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.recipe import LayerRecipe

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Distribution:
    """Histograms of one tensor in float and quantized, over the same bins.

    edges [bins + 1]; float_counts, quantized_counts [bins]; levels: the distinct quantized values where they are
    few enough to be drawn one by one, else empty; sqnr: signal-to-quantization-noise ratio in dB,
    10·log10(Σx² / Σ(x − Q(x))²), infinite when nothing changed; samples: values counted.
    """

    edges: Floats
    float_counts: Floats
    quantized_counts: Floats
    levels: Floats
    sqnr: float
    low: float
    high: float
    samples: int


@dataclass(frozen=True, eq=False)
class LayerView:
    """One layer under one recipe.

    channel_low, channel_high [channels]: range of each output channel's weights; channel_scale [channels] or
    [1]: the quantizer's step, empty for float. activation is None where there is no data, no activation, or
    the model cannot run; ``activation_note`` then says why.
    """

    key: str
    recipe: LayerRecipe
    weight: Distribution
    channel_low: Floats
    channel_high: Floats
    channel_scale: Floats
    activation: Distribution | None = None
    activation_scale: float | None = None
    activation_zero_point: int | None = None
    activation_note: str = ""
    #: What the view leaves out, "" where it is the whole truth.
    note: str = ""
