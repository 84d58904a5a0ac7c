"""Spaces so small that their networks are trained in a second, on the digits that come with the program."""

from __future__ import annotations

from typing import Any

from edgeviz.core.dataset import DataSpec
from edgeviz.core.nas.request import Costing, Evaluating, SearchRequest
from edgeviz.core.nas.reward import Goal, Reward
from edgeviz.core.nas.space import Space
from edgeviz.core.nas.space_table import space_from_text
from edgeviz.core.timing import Timing
from edgeviz.core.training import TrainSpec

DIGITS = DataSpec(scale=1 / 16, calibration=100, validation=300)

MNASNET = """
format = "edgeviz-space/1"
name = "Small"
builder = "mnasnet"
[settings]
input = [1, 8, 8]
stem = 8
filters = [8, 16]
strides = [1, 2]
head = 32
[[group]]
names = ["block1", "block2"]
[[group.choice]]
name = "operator"
values = ["conv", "separable", "inverted"]
[[group.choice]]
name = "expansion"
values = [2, 3]
when = { operator = ["inverted"] }
[[group.choice]]
name = "kernel"
values = [3, 5]
[[group.choice]]
name = "squeeze_excite"
values = [0.0, 0.25]
[[group.choice]]
name = "skip"
values = ["none", "identity"]
[[group.choice]]
name = "width"
values = [0.5, 1.0]
[[group.choice]]
name = "layers"
values = [1, 2]
"""

BITS = """
[[group.choice]]
name = "weight_bits"
values = [2, 4, 8]
[[group.choice]]
name = "activation_bits"
values = [4, 8]
"""

ELASTIC = """
format = "edgeviz-space/1"
name = "Small and elastic"
builder = "elastic"
[settings]
input = [1, 8, 8]
stem = 8
filters = [8, 16]
strides = [1, 2]
head = 32
[[choice]]
name = "resolution"
values = [6, 8]
[[choice]]
name = "width"
values = [0.5, 1.0]
[[group]]
names = ["stage1", "stage2"]
[[group.choice]]
name = "depth"
values = [1, 2]
[[group.choice]]
name = "layer1.kernel"
values = [3, 5]
[[group.choice]]
name = "layer1.expansion"
values = [2, 3]
[[group.choice]]
name = "layer2.kernel"
values = [3, 5]
when = { depth = [2] }
[[group.choice]]
name = "layer2.expansion"
values = [2, 3]
when = { depth = [2] }
"""


def mnasnet(bits: bool = False) -> Space:
    return space_from_text("small", MNASNET + BITS * bits)


def elastic(filters: tuple[int, int] = (8, 16)) -> Space:
    return space_from_text("small-elastic", ELASTIC.replace("filters = [8, 16]", f"filters = {list(filters)}"))


def request(space: Space, epochs: int = 1, **changes: Any) -> SearchRequest:
    """Evaluated on 300 samples, timed for a moment."""
    train = TrainSpec(epochs=epochs, batch=16, rate=1e-2)
    evaluating = Evaluating(train=train, samples=300, validation=150, **changes)
    costing = Costing(timing=Timing(1, 1, 0.01))
    return SearchRequest(space, Goal(Reward(1e-3)), evaluating=evaluating, costing=costing)
