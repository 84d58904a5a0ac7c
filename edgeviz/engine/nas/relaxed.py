"""An architecture as probabilities that are trained by gradients, beside shared weights.

FBNet (Wu et al. 2019) mixes what all operators of a layer compute, weighed by a Gumbel-softmax; ProxylessNAS (Cai et
al. 2019, section 3.2) computes two of them at a time. Here two versions of a *block* are drawn in every step, from the
product of the softmaxes of its choices, and mixed by a Gumbel-softmax of their probabilities: a choice becomes more
likely in the versions that lower the loss. Channels that a version lacks are zeros. Weights learn from one part of each
batch, probabilities from the other, as FBNet does with two halves of the data.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache

import numpy as np
import torch
from numpy.random import Generator
from torch import Tensor, nn
from torch.func import functional_call
from torch.nn import functional

from edgeviz.core.nas import differentiable
from edgeviz.core.nas.reward import Reward
from edgeviz.core.nas.space import ABSENT, Architecture, Genes, Space
from edgeviz.core.training import TrainSpec
from edgeviz.engine.nas.builders import build, plan
from edgeviz.engine.nas.builders.settings import blocks
from edgeviz.engine.nas.parts import Network, block_of, on_batches
from edgeviz.engine.nas.supernet import Supernet
from edgeviz.engine.train.loop import Batch, Objective, hard_loss

#: Temperatures of the Gumbel-softmax at the beginning and the end (FBNet, section 4).
TEMPERATURES = (5.0, 0.1)
#: Share of the steps in which only weights are trained, and of each batch that weights learn from (FBNet: 80 %).
WARM_UP, WEIGHTS = 0.2, 0.8
#: Learning rate of the logits over that of the weights.
FASTER = 10.0

#: Seconds of an architecture of the space.
Seconds = Callable[[Architecture], float]


class Relaxed(nn.Module):
    """Shared weights and the logits of every choice. forward: the most likely architecture's logits."""

    keeps_last = True
    steps: Tensor

    def __init__(self, space: Space, classes: int, seconds: Seconds, reward: Reward, steps: int, seed: int = 0) -> None:
        """``steps``: of the whole training. Raises SpaceError where a choice belongs to no block of its own."""
        super().__init__()
        differentiable.check_space(space)
        self.space, self.reward, self.total = space, reward, steps
        self.net = Supernet(space, classes, seed)
        self.blocks = blocks(space, "block")
        owners = [differentiable.block_of(choice.name) for choice in space.choices]
        self.rows = {name: [i for i, owner in enumerate(owners) if owner == name] for name in self.blocks}
        self.logits = nn.ParameterList([nn.Parameter(torch.zeros(size)) for size in space.sizes])
        self.register_buffer("steps", torch.zeros((), dtype=torch.int64))
        base = space.decode(self.net.largest.key)
        widest = build(space, base, classes)
        self._frame: tuple[Network, ...] = (widest,)  # a tuple: it is no part of this module's state
        on_batches(widest)
        self._base, self._seconds = base, seconds
        self._block_version = cache(self._made)
        self._extra = cache(self._measured)

    # ---- the architecture ----

    def probabilities(self) -> list[Tensor]:
        """Of the values of each choice, given that it exists."""
        return [functional.softmax(FASTER * one.detach(), dim=0) for one in self.logits]

    def entropy(self) -> float:
        """Mean over the choices that have alternatives, in nats, as a share of the most that there can be."""
        found = [
            float(-(p * p.clamp(min=1e-12).log()).sum()) / math.log(len(p)) for p in self.probabilities() if len(p) > 1
        ]
        return float(np.mean(found)) if found else 0.0

    def likeliest(self) -> Architecture:
        """Every choice at its most likely value."""
        return self.space.architecture(self._walk(lambda index: int(self.logits[index].argmax())))

    def drawn(self, rng: Generator) -> Architecture:
        """One by the probabilities."""
        chances = [p.double().numpy() for p in self.probabilities()]
        return self.space.architecture(
            self._walk(lambda index: int(rng.choice(len(chances[index]), p=chances[index] / chances[index].sum())))
        )

    def _walk(self, pick: Callable[[int], int]) -> Genes:
        genes: list[int] = []
        for index in range(len(self.space.choices)):
            genes.append(pick(index) if self.space.exists(index, genes) else ABSENT)
        return tuple(genes)

    # ---- what is trained ----

    def forward(self, x: Tensor) -> Tensor:
        return self.net.run(self.likeliest(), x)

    def mixed(self, x: Tensor, rng: Generator, learn: bool) -> tuple[Tensor, Tensor]:
        """Logits [n, classes] and the expected seconds, shape (), of two versions of each block drawn by ``rng``.

        ``learn``: gradients reach the choices' logits and not the weights; else the other way round.
        """
        frame = self._frame[0]
        x = self._shared(frame.stem, "stem.", x, learn)
        seconds = torch.tensor(self._seconds_of_base())
        first, second = (self.drawn(rng).genes for _ in range(2))
        temperature = self._temperature()
        for name in self.blocks:
            rows = self.rows[name]
            pair = [tuple(genes[row] for row in rows) for genes in (first, second)]
            chances = torch.stack([self._log_probability(rows, version) for version in pair])
            noise = torch.from_numpy(rng.gumbel(size=2).astype(np.float32))
            share = functional.softmax((chances + noise) / temperature, dim=0)
            share = share if learn else share.detach()
            outputs = [self._run(name, version, x, learn) for version in pair]
            widest = frame.plan.blocks[name][-1].outputs
            wide = [functional.pad(out, (0, 0, 0, 0, 0, widest - out.shape[1])) for out in outputs]
            x = share[0] * wide[0] + share[1] * wide[1]
            extra = torch.tensor([self._extra(name, version) for version in pair], dtype=torch.float32)
            seconds = seconds + (share * extra).sum()
        x = self._shared(frame.head, "head.", x, learn).mean((2, 3))
        return self._shared(frame.classifier, "classifier.", x, learn), seconds.clamp(min=1e-9)

    def _temperature(self) -> float:
        done = min(1.0, int(self.steps) / max(1, self.total))
        return float(TEMPERATURES[0] * (TEMPERATURES[1] / TEMPERATURES[0]) ** done)

    def _log_probability(self, rows: list[int], version: Genes) -> Tensor:
        terms = [
            functional.log_softmax(FASTER * self.logits[row], dim=0)[gene]
            for row, gene in zip(rows, version, strict=True)
            if gene != ABSENT
        ]
        return torch.stack(terms).sum()

    def _run(self, name: str, version: Genes, x: Tensor, learn: bool) -> Tensor:
        return self._shared(self._block_version(name, version), f"{name}.", x, learn)

    def _shared(self, module: nn.Module, within: str, x: Tensor, learn: bool) -> Tensor:
        weights = self.net.slices(module, within)
        if learn:
            weights = {key: value.detach() for key, value in weights.items()}
        found: Tensor = functional_call(module, weights, (x,))
        return found

    def _with(self, name: str, version: Genes) -> Architecture:
        """The widest architecture with another version of one block."""
        genes = list(self._base.genes)
        for row, gene in zip(self.rows[name], version, strict=True):
            genes[row] = gene
        return self.space.architecture(genes)

    def _made(self, name: str, version: Genes) -> nn.Module:
        return on_batches(block_of(plan(self.space, self._with(name, version), self.net.classes).blocks[name]))

    def _measured(self, name: str, version: Genes) -> float:
        """Seconds that this version of the block adds to those of the widest architecture; below 0 as a rule."""
        return self._seconds(self._with(name, version)) - self._seconds_of_base()

    def _seconds_of_base(self) -> float:
        found: Mapping[str, float] = self.__dict__.setdefault("_known", {})
        if "base" not in found:
            self.__dict__["_known"] = found = {"base": self._seconds(self._base)}
        return found["base"]


def objective(spec: TrainSpec) -> Objective:
    """Cross-entropy of the weights' part of the batch, and for the probabilities the reward's logarithm.

    log(ACC · (LAT / T)^w) is −cross-entropy + w · log(E[LAT] / T) where the accuracy is taken to be the probability of
    the right class; w is that of the reward, below or beyond the target.
    """

    def loss(module: nn.Module, batch: Batch) -> Tensor:
        assert isinstance(module, Relaxed)
        rng = np.random.default_rng(int(torch.randint(1 << 31, ())))
        count = max(2, round(WEIGHTS * len(batch.y)))
        first = Batch(batch.x[:count], batch.y[:count], batch.rows[:count])
        total = hard_loss(module.mixed(first.x, rng, learn=False)[0], first, spec)
        if int(module.steps) >= WARM_UP * module.total and len(batch.y) - count >= 2:
            rest = Batch(batch.x[count:], batch.y[count:], batch.rows[count:])
            logits, seconds = module.mixed(rest.x, rng, learn=True)
            share = seconds / module.reward.target
            exponent = module.reward.alpha if float(share.detach()) <= 1 else module.reward.beta
            total = total + hard_loss(logits, rest, spec) - exponent * share.log()
        module.steps += 1
        return total

    return loss
