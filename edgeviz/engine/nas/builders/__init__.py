"""From an architecture to a network: one module for each builder that a space can name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import torch

from edgeviz.core.nas.space import Architecture, Space, SpaceError
from edgeviz.engine.nas.builders import elastic, mnasnet
from edgeviz.engine.nas.parts import Network, NetworkPlan

#: The builder of spaces that are made of a model, whose networks are cut and not built (``from_model``).
MODEL = "model"
#: What a space's ``builder`` names: (space, architecture, classes) -> what to build.
BUILDERS: Mapping[str, Callable[[Space, Architecture, int], NetworkPlan]] = {
    "mnasnet": mnasnet.plan,
    "elastic": elastic.plan,
}


def plan(space: Space, architecture: Architecture, classes: int) -> NetworkPlan:
    """What the architecture is, layer by layer. Raises SpaceError for a space that cannot be built."""
    builder = BUILDERS.get(space.builder)
    if builder is None:
        if space.builder == MODEL:
            raise SpaceError(
                "A space made of a model has no training-free scores and no supernet: its networks keep their weights.",
                "Choose short training without a proxy.",
                field="builder",
            )
        remedy = f"Choose a space with the builder {' or '.join(BUILDERS)}."
        if space.builder.startswith("nasbench"):
            remedy = "It is for comparing samplers on the tables of its authors. Choose another space to build from."
        raise SpaceError(f"Nothing here builds networks of the space {space.name}.", remedy, field="builder")
    return builder(space, architecture, classes)


def build(space: Space, architecture: Architecture, classes: int, seed: int = 0) -> Network:
    """The network with weights drawn from ``seed`` (He et al. 2015); torch's own generator is left as it was."""
    wanted = plan(space, architecture, classes)
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        return Network(wanted)
