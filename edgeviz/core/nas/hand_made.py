"""Networks that people would make, as members of a space: what a search has to beat."""

from __future__ import annotations

from collections.abc import Mapping

from edgeviz.core.nas.space import Architecture, Space, Value

MOBILENET, RESNET = "MobileNetV2-like", "ResNet-like"
#: What each kind takes where the space offers it, by the last part of a choice's name; elsewhere the nearest number,
#: or the space's last value.
KINDS: Mapping[str, Mapping[str, Value]] = {
    # Sandler et al. 2018, table 2: bottlenecks widened six times, 3×3, two or three layers a stage.
    MOBILENET: {"operator": "inverted", "expansion": 6, "kernel": 3, "squeeze_excite": 0.0, "layers": 2, "depth": 2},
    # He et al. 2016: plain 3×3 convolutions with identity shortcuts, two a stage.
    RESNET: {"operator": "conv", "kernel": 3, "squeeze_excite": 0.0, "layers": 2},
}


def hand_made(space: Space, layers: int = 0, width: float = 1.0) -> dict[str, Architecture]:
    """The architecture of each kind in ``space``; none where the space has no choice of operator that makes its kind.

    A space without operators is of inverted bottlenecks if it has expansions (Cai et al. 2020). ``layers`` in every
    block, 0 for the usual two; ``width``: of every block. With both, networks of several latencies are to be had.
    Bit widths are the largest that there are.
    """
    found = {}
    for kind, usual in KINDS.items():
        wanted: dict[str, Value] = {**usual, "width": width, "skip": "identity"}
        if layers:
            wanted |= {"layers": layers, "depth": layers}
        genes: list[int] = []
        for index, choice in enumerate(space.choices):
            exists = space.exists(index, genes)
            genes.append(_nearest(choice.values, wanted.get(_part(choice.name))) if exists else -1)
        one = space.architecture(genes)
        if _is_of(kind, space.values(one)):
            found[kind] = one
    return found


def _is_of(kind: str, values: Mapping[str, Value]) -> bool:
    """Whether every block's operator is that of the kind."""
    operators = {name.partition(".")[0]: value for name, value in values.items() if _part(name) == "operator"}
    if not operators:
        return kind == MOBILENET and any(_part(name) == "expansion" for name in values)
    blocks = {name.partition(".")[0] for name in values if "." in name}
    return blocks == set(operators) and set(operators.values()) == {KINDS[kind]["operator"]}


def _part(name: str) -> str:
    return name.rpartition(".")[2]


def _nearest(values: tuple[Value, ...], wanted: Value | None) -> int:
    """The index of ``wanted``, or of the number nearest to it; the last one for what is not said."""
    if wanted in values:
        return values.index(wanted)
    distances = [
        abs(value - wanted) if isinstance(value, int | float) and isinstance(wanted, int | float) else None
        for value in values
    ]
    known = [one for one in distances if one is not None]
    return distances.index(min(known)) if len(known) == len(values) else len(values) - 1
