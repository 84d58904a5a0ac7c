"""Small search spaces, and made-up figures for their architectures."""

from __future__ import annotations

from hypothesis import strategies as st

from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.nas.reward import Goal, Reward
from edgeviz.core.nas.space import Architecture, Choice, Condition, Space
from edgeviz.core.nas.trial import Trial

GOAL = Goal(Reward(0.01))

#: Six architectures: a kernel only where there is a layer.
TINY = Space(
    "tiny",
    "Tiny",
    "none",
    (
        Choice("layer", (False, True)),
        Choice("kernel", (3, 5), (Condition("layer", (True,)),)),
        Choice("width", (0.5, 1.0)),
    ),
)

#: Conditions on conditions.
NESTED = Space(
    "nested",
    "Nested",
    "none",
    (
        Choice("depth", (1, 2, 3)),
        Choice("first", ("conv", "separable", "inverted")),
        Choice("second", ("conv", "inverted"), (Condition("depth", (2, 3)),)),
        Choice("second.expansion", (3, 6), (Condition("second", ("inverted",)),)),
        Choice("third", ("conv", "inverted", "pool"), (Condition("depth", (3,)), Condition("first", ("conv",)))),
        Choice("bits", (2, 4, 8)),
        Choice("fixed", ("relu",)),
    ),
)


def trial(architecture: Architecture, failing: bool = False) -> Trial:
    """Figures that depend on the genes alone; with ``failing`` some architectures cannot be built."""
    genes = architecture.genes
    if failing and sum(genes) % 5 == 0:
        return Trial(architecture.key, failed="does not fit the memory")
    accuracy = 0.4 + 0.5 * sum(gene == 1 for gene in genes) / len(genes)
    latency = 0.002 + 0.001 * sum(index % 3 + gene for index, gene in enumerate(genes) if gene >= 0)
    return Trial(
        architecture.key,
        {
            "accuracy": Metric("accuracy", accuracy, Provenance.MEASURED),
            "latency": Metric("latency", latency, Provenance.MODELLED, device="made up"),
        },
        seconds=2.0,
    )


@st.composite
def spaces(draw: st.DrawFn) -> Space:
    """Up to seven choices of up to four values; conditions on any earlier choices."""
    choices: list[Choice] = []
    for index in range(draw(st.integers(1, 7))):
        when = []
        for other in draw(st.lists(st.sampled_from(choices), max_size=2, unique=True)) if choices else []:
            allowed = draw(st.lists(st.sampled_from(other.values), min_size=1, unique=True))
            when.append(Condition(other.name, tuple(allowed)))
        kind = draw(st.sampled_from((int, float, str)))
        values = tuple(kind(value) for value in range(draw(st.integers(1, 4))))
        choices.append(Choice(f"c{index}", values, tuple(when)))
    return Space("drawn", "Drawn", "none", tuple(choices))
