"""TPE: what the best candidates have in common and the others have not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from edgeviz.core.nas.moves import completed, draw
from edgeviz.core.nas.samplers.base import Sampler, Settings, Told, count_of, share_of
from edgeviz.core.nas.space import ABSENT, Genes

#: A kernel stays closer to its own candidate than to any other.
WIDEST = 0.5


@dataclass(frozen=True, slots=True)
class TpeSettings(Settings):
    start: int = count_of(20, 1, 100_000, "random candidates before it begins")
    share: float = share_of(0.1, 0.001, 0.9, "share of the candidates that count as good")
    good: int = count_of(25, 1, 10_000, "at most so many count as good")
    proposals: int = count_of(24, 1, 1000, "drawn from the good ones' density, the most promising of which is asked")
    changes: float = share_of(1.5, 0.01, 100.0, "choices that differ from the good candidate drawn from, on average")
    others: int = count_of(1000, 10, 100_000, "of the rest, so many of the newest are looked at")


class Tpe(Sampler):
    """A mixture of one kernel for each good candidate, l, and for each of the rest, g; it asks where l / g is largest.

    A kernel keeps each choice with probability 1 − w, so that ``changes`` of them differ on average, and spreads w over
    the other values (Aitchison and Aitken 1976). So choices that go together are proposed together. A choice that a
    candidate lacks counts as any of its values. Failed candidates belong to the rest.
    """

    key = "tpe"
    title = "TPE"
    source = "Bergstra et al. 2011, section 4, with a density over all choices at once (Falkner et al. 2018)."
    settings_type = TpeSettings
    settings: TpeSettings
    tries = 2

    def _start(self) -> None:
        sizes = np.array(self.space.sizes)
        #: The column of the first value of each choice, where all values of all choices lie side by side.
        self._first = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        self._columns = int(sizes.sum())
        free = max(1, int((sizes > 1).sum()))
        self._width = min(WIDEST, self.settings.changes / free)
        width = np.where(sizes > 1, self._width, 0.0)
        self._same = np.log1p(-width)
        self._other = np.repeat(np.log(np.where(sizes > 1, width, 1.0) / np.maximum(sizes - 1, 1)), sizes)
        self._none = -np.log(sizes)
        self._rows: dict[str, int] = {}
        self._genes = np.zeros((0, len(sizes)), dtype=np.int8)
        #: The logarithm of each known candidate's kernel at every value.
        self._kernels = np.zeros((0, self._columns), dtype=np.float32)
        self._scores = np.zeros(0)

    @property
    def facts(self) -> dict[str, float]:
        return {"good": float(self._good_count()), "known": float(len(self._rows))}

    def _good_count(self) -> int:
        found = int(np.isfinite(self._scores[: len(self._rows)]).sum())
        return min(found, self.settings.good, max(1, int(np.ceil(self.settings.share * found))))

    def _propose(self, rng: Generator) -> Genes:
        good = self._good_count()
        if max(self._asks, len(self._rows)) < self.settings.start or good == 0 or len(self._rows) <= good:
            return draw(self.space, rng)
        order = np.argsort(-self._scores[: len(self._rows)], kind="stable")
        best, rest = order[:good], np.sort(order[good:])[-self.settings.others :]
        chosen = best[rng.integers(good, size=self.settings.proposals)]
        drawn = [self._around(self._genes[row], rng) for row in chosen]
        found = [genes for genes in drawn if not self.seen(genes)] or drawn
        points = np.zeros((len(found), self._columns), dtype=np.float32)
        for row, genes in enumerate(found):
            points[
                row, self._first[[gene != ABSENT for gene in genes]] + [gene for gene in genes if gene != ABSENT]
            ] = 1
        return found[int(np.argmax(self._density(points, best) - self._density(points, rest)))]

    def _around(self, genes: NDArray[np.int8], rng: Generator) -> Genes:
        """Drawn from the kernel of one good candidate."""
        sizes = self.space.sizes
        changed = genes.tolist()
        chances = rng.random((2, len(sizes)))
        for index in np.flatnonzero(chances[0] < self._width).tolist():
            if changed[index] != ABSENT and sizes[index] > 1:
                gene = int(chances[1, index] * (sizes[index] - 1))
                changed[index] = gene + (gene >= changed[index])
        return completed(self.space, changed, rng)

    def _density(self, points: NDArray[np.float32], rows: NDArray[np.intp]) -> NDArray[np.float32]:
        """The logarithm of the mixture of these kernels at each of ``points`` (one-hot), up to one constant."""
        logs = points @ self._kernels[rows].T
        top = logs.max(axis=1)
        return np.asarray(top + np.log(np.exp(logs - top[:, None]).mean(axis=1)))

    def _learn(self, told: Told, before: Told | None) -> None:
        score = -np.inf if told.score is None else told.score
        if before is not None:
            self._scores[self._rows[told.key]] = score
            return
        row = self._rows[told.key] = len(self._rows)
        if row == len(self._scores):
            more = max(64, row)
            self._genes = np.pad(self._genes, ((0, more), (0, 0)))
            self._kernels = np.pad(self._kernels, ((0, more), (0, 0)))
            self._scores = np.pad(self._scores, (0, more))
        genes = np.array(told.genes)
        kernel = self._other.copy()
        has = genes != ABSENT
        kernel[self._first[has] + genes[has]] = self._same[has]
        for index in np.flatnonzero(~has):
            start = self._first[index]
            kernel[start : start + self.space.sizes[index]] = self._none[index]
        self._genes[row], self._kernels[row], self._scores[row] = told.genes, kernel, score
