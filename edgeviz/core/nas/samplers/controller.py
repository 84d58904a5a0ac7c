"""MnasNet's recurrent controller: what it draws for one choice depends on those before."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from edgeviz.core.nas.samplers.base import Sampler, Settings, Told, count_of, share_of
from edgeviz.core.nas.samplers.recurrent import Array, Recurrent, Trace, slopes
from edgeviz.core.nas.space import Architecture, Genes

#: Architectures drawn at most for one that is asked for, which is the first that is new.
DRAWS = 4
#: Adam's (Kingma and Ba 2015).
MOMENTS, TINY = (0.9, 0.999), 1e-8


@dataclass(frozen=True, slots=True)
class ControllerSettings(Settings):
    hidden: int = count_of(32, 1, 512, "width of the LSTM")
    batch: int = count_of(5, 1, 10_000, "results between two updates")
    passes: int = count_of(4, 1, 100, "steps of an update (PPO); 1 is REINFORCE")
    rate: float = share_of(0.03, 1e-6, 10.0, "step of the weights (Adam)")
    clip: float = share_of(0.2, 0.01, 10.0, "how far an update may move the probability of what was drawn (PPO)")
    entropy: float = share_of(0.01, 0.0, 10.0, "weight of the policy's entropy: more explores longer")
    decay: float = share_of(0.9, 0.0, 0.9999, "decay of the moving mean and spread that rewards are held against")


@dataclass
class _Batch:
    """Results that an update learns from. genes, drawn: batch × choices and × steps. passes: still to be done."""

    genes: NDArray[np.int_]
    drawn: Array
    gains: Array
    passes: int


class RecurrentController(Sampler):
    """An LSTM draws gene by gene; after every ``batch`` results its weights climb PPO's objective ``passes`` times.

    Rewards are held against a moving mean and divided by a moving spread; what failed has the worst reward known.
    Results that were not asked for do not move it, because it has no probability of having drawn them.
    """

    key = "controller"
    title = "Recurrent controller (reinforcement learning)"
    source = (
        "Tan et al. 2019 (MnasNet): an LSTM trained by PPO (Schulman et al. 2017), as in Zoph et al. 2018. Sizes and "
        "step are ours, for hundreds of candidates instead of thousands; a clip for each choice."
    )
    settings_type = ControllerSettings
    settings: ControllerSettings
    # Each proposal is the first new one of many already.
    tries = 1

    def _start(self) -> None:
        self._network = Recurrent(self.space, self.settings.hidden)
        self._weights = self._network.weights(np.random.default_rng((self.seed, 0xC0)))
        self._moments = {name: (np.zeros_like(one), np.zeros_like(one)) for name, one in self._weights.items()}
        self._steps = 0
        #: With which probabilities what is open was drawn; None until the weights first change after that.
        self._drawn: dict[str, Array | None] = {}
        #: What was told and not learned from yet, by its key.
        self._waiting: dict[str, Told] = {}
        self._batch: _Batch | None = None
        self._mean = self._spread = self._worst = 0.0
        self._heard = self._updates = 0
        self._facts: dict[str, float] = {}

    @property
    def generation(self) -> int:
        return self._updates

    @property
    def facts(self) -> dict[str, float]:
        return dict(self._facts)

    def _propose(self, rng: Generator) -> Genes:
        first = genes = self._network.draw(self._weights, rng)
        for _ in range(DRAWS - 1):
            if not self.seen(genes):
                return genes
            genes = self._network.draw(self._weights, rng)
        return first if self.seen(genes) else genes

    def _asked(self, architecture: Architecture) -> None:
        self._drawn[architecture.key] = None

    def _learn(self, told: Told, before: Told | None) -> None:
        if told.key not in self._drawn:
            return
        if told.score is not None:
            self._worst = told.score if self._heard == 0 else min(self._worst, told.score)
            self._heard += 1
        self._waiting[told.key] = told
        if self._batch is not None:
            self._climb_on(self._batch)
        if self._batch is None and len(self._waiting) >= self.settings.batch and self._heard:
            self._batch = self._begun()
            if self.settings.batch == 1:
                self._climb_on(self._batch)

    def _climb_on(self, batch: _Batch) -> None:
        """A part of an update: it is spread over the tells up to the next one, so that none of them takes long."""
        for _ in range(min(batch.passes, math.ceil(self.settings.passes / max(1, self.settings.batch - 1)))):
            self._pass(batch)
        if batch.passes == 0:
            self._batch = None
            self._updates += 1

    def _begun(self) -> _Batch:
        """The next update, with all that was told."""
        unknown = [key for key, drawn in self._drawn.items() if drawn is None]
        if unknown:
            trace = self._network.trace(self._weights, np.array([self.space.decode(key).genes for key in unknown]))
            self._drawn |= dict(zip(unknown, trace.drawn, strict=True))
            self._facts = self._described(trace)
        told = list(self._waiting.values())
        gains = self._gains(np.array([self._worst if one.score is None else one.score for one in told]))
        genes = np.array([one.genes for one in told])
        drawn = np.array([self._drawn.pop(one.key) for one in told])
        self._waiting = {}
        return _Batch(genes, drawn, gains, self.settings.passes)

    def _described(self, trace: Trace) -> dict[str, float]:
        """The policy's entropy along what it drew last, in nats, and its share of the largest there can be."""
        entropy = float(trace.entropy.sum(axis=1).mean())
        sizes = np.isfinite(trace.logs).sum(axis=2)
        largest = float(np.where(trace.exists, np.log(sizes), 0.0).sum(axis=1).mean())
        share = entropy / largest if largest else 0.0
        return {"entropy": entropy, "share of the largest entropy": share, "baseline": self._mean}

    def _gains(self, scores: Array) -> Array:
        """How far each reward is above what is usual, in units of the usual spread."""
        decay = 0.0 if self._updates == 0 else self.settings.decay
        self._mean = decay * self._mean + (1 - decay) * float(scores.mean())
        self._spread = decay * self._spread + (1 - decay) * float(np.abs(scores - self._mean).mean())
        if self._spread <= 0:
            return np.zeros(len(scores))
        return np.clip((scores - self._mean) / max(self._spread, 1e-12), -3.0, 3.0)

    def _pass(self, batch: _Batch) -> None:
        trace = self._network.trace(self._weights, batch.genes)
        upwards = slopes(trace, batch.drawn, batch.gains, self.settings.clip, self.settings.entropy)
        self._climb(self._network.backward(self._weights, trace, upwards))
        batch.passes -= 1

    def _climb(self, gradient: dict[str, Array]) -> None:
        """One step of Adam."""
        self._steps += 1
        first, second = MOMENTS
        # Both means begin at 0, which is made up for.
        rate = self.settings.rate / (1 - first**self._steps)
        scale = 1 / math.sqrt(1 - second**self._steps)
        for name, slope in gradient.items():
            mean, square = self._moments[name]
            mean += (1 - first) * (slope - mean)
            square += (1 - second) * (slope**2 - square)
            root = np.sqrt(square)
            root *= scale
            root += TINY
            self._weights[name] += rate * mean / root
