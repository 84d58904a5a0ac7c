"""One set of weights for every network of a space: trained once, any member is a slice of it.

A weight that several members have (its name is the same) is stored at its largest shape. A member takes the first
channels and the middle of kernels, as slimmable and Once-for-All networks do (Yu and Huang 2019; Cai et al. 2020).
Batch norms' gains are shared; their statistics are not: a member gets its own from a few batches.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.func import functional_call
from torch.nn import functional

from edgeviz.core.nas.moves import draw
from edgeviz.core.nas.space import ABSENT, Architecture, Space
from edgeviz.core.training import TrainSpec
from edgeviz.engine.nas.builders import build
from edgeviz.engine.nas.parts import Network, on_batches
from edgeviz.engine.train.loop import Batch, Objective, hard_loss

#: Members drawn at random in every step, besides the largest and the smallest (Yu and Huang 2019, section 3.1).
DRAWN = 2
#: Members whose modules are kept, without weights of their own.
KEPT = 64


class Supernet(nn.Module):
    """The shared weights of ``space``. forward: the largest member's logits, batch norms on the batch's statistics."""

    keeps_last = True

    def __init__(self, space: Space, classes: int, seed: int = 0) -> None:
        super().__init__()
        self.space, self.classes = space, classes
        most, least = extremes(space, largest=True), extremes(space, largest=False)
        weights: dict[str, Tensor] = {}
        sizes: dict[str, int] = {}
        for one in most:
            network = build(space, one, classes, seed)
            sizes[one.key] = _size(network)
            for name, value in network.named_parameters():
                weights.setdefault(name, value.detach())
        # Dots are not for names of parameters.
        named = {name.replace(".", "/"): nn.Parameter(value) for name, value in weights.items()}
        self.weights = nn.ParameterDict(named)
        self.largest = max(most, key=lambda one: sizes[one.key])
        self.smallest = min(least, key=lambda one: _size(build(space, one, classes)))
        self._skeletons: OrderedDict[str, nn.Module] = OrderedDict()

    def forward(self, x: Tensor) -> Tensor:
        return self.run(self.largest, x)

    def run(self, architecture: Architecture, x: Tensor) -> Tensor:
        """The member's logits [n, classes]; gradients reach the shared weights."""
        skeleton = self._skeleton(architecture)
        found: Tensor = functional_call(skeleton, self.slices(skeleton), (x,))
        return found

    def slices(self, network: nn.Module, within: str = "") -> dict[str, Tensor]:
        """For each weight of ``network`` the part of the shared one that it is; ``within``: its place in a member."""
        return {name: self.shared(f"{within}{name}", value.shape) for name, value in network.named_parameters()}

    def shared(self, name: str, shape: torch.Size) -> Tensor:
        """The part of this ``shape`` of the weight ``name``, as a network of the space calls it."""
        return part(self.weights[name.replace(".", "/")], shape)

    @torch.no_grad()
    def member(self, architecture: Architecture) -> Network:
        """A network of its own with a copy of its weights; its batch norms have no statistics yet."""
        network = build(self.space, architecture, self.classes)
        for name, value in self.slices(network).items():
            network.get_parameter(name).copy_(value)
        return network

    def _skeleton(self, architecture: Architecture) -> nn.Module:
        found = self._skeletons.get(architecture.key)
        if found is None:
            # In a dictionary, so that it is no part of this module and of its state.
            found = self._skeletons[architecture.key] = on_batches(build(self.space, architecture, self.classes))
            while len(self._skeletons) > KEPT:
                self._skeletons.popitem(last=False)
        self._skeletons.move_to_end(architecture.key)
        return found


def sandwich(spec: TrainSpec, drawn: int = DRAWN) -> Objective:
    """The mean loss of the largest member, the smallest and ``drawn`` others (the sandwich rule).

    The largest learns from the labels, the others from what it answers (in-place distillation, Yu and Huang 2019,
    section 3.3). Which are drawn comes from torch's generator, which the loop keeps.
    """

    def loss(module: nn.Module, batch: Batch) -> Tensor:
        assert isinstance(module, Supernet)
        answer = module.run(module.largest, batch.x)
        total = hard_loss(answer, batch, spec)
        target = functional.softmax(answer.detach(), dim=1)
        rng = np.random.default_rng(int(torch.randint(1 << 31, ())))
        others = [module.smallest]
        others += [module.space.architecture(draw(module.space, rng)) for _ in range(drawn)]
        for one in others:
            total = total + functional.cross_entropy(module.run(one, batch.x), target)
        return total / (1 + len(others))

    return loss


def part(weight: Tensor, shape: torch.Size) -> Tensor:
    """The first channels of ``weight`` and the middle of its kernel."""
    return weight[slices(weight.shape, shape)]


def slices(have: Sequence[int], want: Sequence[int]) -> tuple[slice, ...]:
    """Which part along each axis that is."""
    found = []
    for axis, (whole, some) in enumerate(zip(have, want, strict=True)):
        begin = (whole - some) // 2 if axis >= 2 else 0
        found.append(slice(begin, begin + some))
    return tuple(found)


def extremes(space: Space, largest: bool) -> list[Architecture]:
    """Members in which every choice among numbers is at its largest (or smallest), one for each place of a name.

    In the i-th every choice among names takes its i-th name, so that together they have every weight there is.
    """
    count = max([1, *(len(one.values) for one in space.choices if not _numbers(one.values))])
    pick: Callable[..., int] = np.argmax if largest else np.argmin
    found: dict[str, Architecture] = {}
    for place in range(count):
        genes: list[int] = []
        for index, choice in enumerate(space.choices):
            if not space.exists(index, genes):
                genes.append(ABSENT)
            elif _numbers(choice.values):
                genes.append(int(pick(choice.values)))
            else:
                genes.append(min(place, len(choice.values) - 1))
        one = space.architecture(genes)
        found.setdefault(one.key, one)
    return list(found.values())


def _numbers(values: tuple[object, ...]) -> bool:
    return all(isinstance(one, int | float) and not isinstance(one, bool) for one in values)


def _size(network: nn.Module) -> int:
    return sum(p.numel() for p in network.parameters())
