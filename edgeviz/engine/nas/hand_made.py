"""Networks that people would make, as members of a MnasNet space: what a search has to beat."""

from __future__ import annotations

from typing import Any

from edgeviz.core.nas.space import Architecture, Space, Value
from edgeviz.engine.nas.builders.settings import blocks

#: What each kind takes where the space offers it; elsewhere the nearest number, or the space's last name.
KINDS: dict[str, dict[str, Value]] = {
    # Sandler et al. 2018, table 2: bottlenecks widened six times, 3×3, two or three layers a stage.
    "MobileNetV2-like": {"operator": "inverted", "expansion": 6, "kernel": 3, "squeeze_excite": 0.0, "layers": 2},
    # He et al. 2016: plain 3×3 convolutions with identity shortcuts, two a stage.
    "ResNet-like": {"operator": "conv", "kernel": 3, "squeeze_excite": 0.0, "layers": 2},
}


def hand_made(space: Space, layers: int = 0, width: float = 1.0) -> dict[str, Architecture]:
    """The architecture of each kind in ``space``; none for a space that is not MnasNet's, or without its operator.

    ``layers`` in every block, 0 for the usual two; ``width``: of every block. With both, networks of several latencies
    are to be had. Bit widths are the largest that there are.
    """
    if space.builder != "mnasnet":
        return {}
    found = {}
    for kind, wanted in KINDS.items():
        values: dict[str, Any] = {**wanted, "width": width, "skip": "identity"}
        if layers:
            values["layers"] = layers
        genes: list[int] = []
        for index, choice in enumerate(space.choices):
            exists = space.exists(index, genes)
            genes.append(_nearest(choice.values, values.get(choice.name.rpartition(".")[2])) if exists else -1)
        one = space.architecture(genes)
        has = space.values(one)
        if all(has.get(f"{block}.operator") == wanted["operator"] for block in blocks(space, "block")):
            found[kind] = one
    return found


def _nearest(values: tuple[Value, ...], wanted: Any) -> int:
    """The index of ``wanted``, or of the number nearest to it; the last one for what is not said."""
    if wanted in values:
        return values.index(wanted)
    numbers = isinstance(wanted, int | float) and all(isinstance(one, int | float) for one in values)
    if not numbers:
        return len(values) - 1
    return min(range(len(values)), key=lambda index: abs(float(values[index]) - wanted))
