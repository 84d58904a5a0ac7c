"""What a differentiable search needs: blocks that are independent of each other, and the latency of single layers.

It is none of the samplers: nothing is asked and told, probabilities are trained beside shared weights.
"""

from __future__ import annotations

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.request import Clock, Fidelity, SearchRequest
from edgeviz.core.nas.space import Space, SpaceError

#: Key of this way to search, beside those of the samplers.
KEY = "differentiable"


def check(request: SearchRequest) -> None:
    """Raises SpaceError or EdgeVizError where ``request`` cannot be searched by gradients."""
    check_space(request.space)
    if request.goal.reward.cost != "latency":
        raise EdgeVizError(
            "The differentiable search trades accuracy against latency alone.",
            "Choose the latency as the cost, or another sampler.",
        )
    if request.costing.clock not in (Clock.TABLE, Clock.MODELLED):
        raise EdgeVizError(
            "The differentiable search needs the latency of layers, not of whole networks.",
            "Choose the table of measured layers, or a modelled device.",
        )
    if request.evaluating.fidelity is Fidelity.HALVING or request.evaluating.screen > 1 or request.begin:
        raise EdgeVizError(
            "The differentiable search chooses among candidates by its probabilities alone.",
            "Leave out successive halving, screening and given architectures, or choose another sampler.",
        )


def check_space(space: Space) -> None:
    """Raises SpaceError where ``space`` is not one of independent blocks, as MnasNet's is."""
    if space.builder != "mnasnet":
        raise SpaceError(
            f"The space {space.name} cannot be searched by gradients: its choices are not all those of a block.",
            "Choose a space of the builder mnasnet, or another sampler.",
            field="builder",
        )
    for choice in space.choices:
        others = {block_of(one.name) for one in choice.when} - {block_of(choice.name)}
        if "." not in choice.name or others:
            raise SpaceError(
                f"{choice.name} does not depend on its own block alone.",
                "Choose another sampler for this space.",
                field=choice.name,
            )


def block_of(choice: str) -> str:
    """The block that a choice belongs to, by its name."""
    return choice.partition(".")[0]
