"""The precision advisor: rules that look at a recipe and what is known of it, and say what to try next and why.

A rule is a function from a ``Situation`` to an ``Advice`` or None; a new one is that function and its line in
``RULES``. Rules are pure and cheap, and silent about what no value supports.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from edgeviz.core.advisor import kernels, layers, repairs, whole
from edgeviz.core.advisor.situation import Advice, Request, Situation, Text

__all__ = ["MOST", "RULES", "Advice", "Request", "Situation", "Text", "advise"]

#: Advice that is shown at a time.
MOST = 5

RULES: tuple[Callable[[Situation], Advice | None], ...] = (
    whole.no_data,
    whole.float_at_chance,
    whole.no_sensitivity,
    whole.start,
    whole.at_chance,
    layers.per_channel,
    layers.ends,
    layers.dominating,
    layers.clipping,
    repairs.rounding,
    repairs.equalization,
    repairs.bias,
    whole.calibration,
    layers.tied,
    whole.free_bits,
    kernels.narrow_floats,
    kernels.weight_only,
    kernels.activation_missing,
    whole.no_time,
    whole.no_time_below_eight,
    whole.room,
    layers.lower,
)


def advise(at: Situation, dismissed: Collection[str] = (), most: int = MOST) -> tuple[Advice, ...]:
    """At most ``most`` pieces of advice, what is expected to gain most first; ``dismissed`` holds keys to leave out."""
    if not at.graph.layers:
        return ()
    found = [advice for rule in RULES if (advice := rule(at)) is not None and advice.key not in dismissed]
    # A change that leads back to the same recipe is none.
    found = [advice for advice in found if advice.recipe is None or advice.recipe.hash != at.recipe.hash]
    return tuple(sorted(found, key=lambda advice: -advice.gain)[:most])
