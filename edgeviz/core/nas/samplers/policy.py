"""Reinforcement learning with one softmax for each choice: a policy without memory.

MnasNet's controller is recurrent: what it draws for one choice depends on the choices before. This one draws all of
them independently, which is plainer, needs no training framework and cannot learn which choices go together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from edgeviz.core.nas.samplers.base import Sampler, Settings, Told, count_of, share_of
from edgeviz.core.nas.space import ABSENT, Architecture, Genes


@dataclass(frozen=True, slots=True)
class PolicySettings(Settings):
    batch: int = count_of(5, 1, 10_000, "results between two updates")
    passes: int = count_of(4, 1, 100, "steps of an update (PPO); 1 is REINFORCE")
    rate: float = share_of(0.3, 1e-6, 100.0, "step of the logits")
    clip: float = share_of(0.2, 0.01, 10.0, "how far a step may move the probability of what was drawn (PPO)")
    entropy: float = share_of(0.01, 0.0, 10.0, "weight of the policy's entropy: more explores longer")
    decay: float = share_of(0.9, 0.0, 0.9999, "decay of the moving mean and spread that rewards are held against")


class SoftmaxPolicy(Sampler):
    """Rewards are held against a moving mean and divided by a moving spread; what failed has the worst reward known.

    Results that were not asked for do not move the policy, because it has no probability of having drawn them.
    """

    key = "policy"
    title = "Policy gradient, a softmax for each choice"
    source = "Williams 1992; Schulman et al. 2017 (clipped). Not MnasNet's recurrent controller: see its module."
    settings_type = PolicySettings
    settings: PolicySettings

    def _start(self) -> None:
        sizes = self.space.sizes
        self._mask = np.arange(max(sizes))[None, :] < np.array(sizes)[:, None]
        self._logits = np.where(self._mask, 0.0, -np.inf)
        self._drawn: dict[str, NDArray[np.float64]] = {}
        #: What was told since the last update, with what it was drawn with.
        self._batch: list[tuple[Told, NDArray[np.float64]]] = []
        self._mean = self._spread = self._worst = 0.0
        self._heard = self._updates = 0
        self._refresh()

    def _refresh(self) -> None:
        grown = np.exp(self._logits - self._logits.max(axis=1, keepdims=True))
        self._odds = grown / grown.sum(axis=1, keepdims=True)
        self._sums = np.cumsum(self._odds, axis=1)

    @property
    def generation(self) -> int:
        return self._updates

    @property
    def entropy(self) -> NDArray[np.float64]:
        """Entropy of each choice, in nats."""
        return -np.where(self._mask, self._odds * np.log(np.maximum(self._odds, 1e-300)), 0.0).sum(axis=1)

    @property
    def facts(self) -> dict[str, float]:
        largest = float(np.log(self.space.sizes).sum())
        share = float(self.entropy.sum()) / largest if largest else 0.0
        return {"entropy": float(self.entropy.sum()), "share of the largest entropy": share, "baseline": self._mean}

    def _propose(self, rng: Generator) -> Genes:
        genes: list[int] = []
        below = (self._sums < rng.random((len(self._sums), 1))).sum(axis=1).tolist()
        for index, (gene, size) in enumerate(zip(below, self.space.sizes, strict=True)):
            genes.append(min(gene, size - 1) if self.space.exists(index, genes) else ABSENT)
        return tuple(genes)

    def _asked(self, architecture: Architecture) -> None:
        self._drawn[architecture.key] = np.log(self._taken(self._odds, architecture.genes))

    def _learn(self, told: Told, before: Told | None) -> None:
        drawn = self._drawn.pop(told.key, None)
        if drawn is None:
            return
        if told.score is not None:
            self._worst = told.score if self._heard == 0 else min(self._worst, told.score)
            self._heard += 1
        self._batch.append((told, drawn))
        if len(self._batch) >= self.settings.batch and self._heard:
            self._update()

    def _taken(self, odds: NDArray[np.float64], genes: Genes) -> NDArray[np.float64]:
        """The probability of each gene, 1 for choices that do not exist."""
        index = np.array(genes)
        return np.where(index == ABSENT, 1.0, odds[np.arange(len(index)), index])

    def _update(self) -> None:
        scores = np.array([self._worst if told.score is None else told.score for told, _ in self._batch])
        first = self._updates == 0
        decay = 0.0 if first else self.settings.decay
        mean = float(scores.mean())
        self._mean = decay * self._mean + (1 - decay) * mean
        self._spread = decay * self._spread + (1 - decay) * float(np.abs(scores - self._mean).mean())
        gains = (scores - self._mean) / max(self._spread, 1e-12) if self._spread > 0 else np.zeros(len(scores))
        gains = np.clip(gains, -3.0, 3.0)
        genes = np.array([told.genes for told, _ in self._batch])
        before = np.array([drawn for _, drawn in self._batch])
        exists = genes != ABSENT
        rows = np.arange(genes.shape[1])
        chosen = np.zeros((*genes.shape, self._odds.shape[1]))
        chosen[np.arange(len(genes))[:, None], rows[None, :], np.maximum(genes, 0)] = 1.0
        for _ in range(self.settings.passes):
            now = np.where(exists, self._odds[rows[None, :], np.maximum(genes, 0)], 1.0)
            ratio = np.exp(np.log(np.maximum(now, 1e-300)) - before)
            # Clipped for each choice by itself: the product over fifty choices would leave the bounds at once.
            free = np.where(gains[:, None] > 0, ratio < 1 + self.settings.clip, ratio > 1 - self.settings.clip)
            weight = np.where(exists & free, gains[:, None] * ratio, 0.0)
            slope = (weight[:, :, None] * (chosen - self._odds[None])).sum(axis=0) / len(genes)
            logs = np.log(np.maximum(self._odds, 1e-300))
            bonus = -self._odds * (logs + self.entropy[:, None])
            step = self.settings.rate * (slope + self.settings.entropy * bonus)
            self._logits = np.where(self._mask, self._logits + step, -np.inf)
            self._refresh()
        self._batch = []
        self._updates += 1
