"""What all samplers share: ask for an architecture, tell how it was, keep and restore the whole.

A sampler is a machine that changes only with what it is asked and told, and it keeps the list of both: that list is its
state. Restoring plays it back, so a search that goes on after a break draws what it would have drawn without one.
The random numbers of the n-th ask depend on the seed and n alone.

**Order.** Tells may come in any order, and any number of asks may be open: no sampler waits. But what is asked next
depends on what was told before, in which order. Where candidates are evaluated at the same time and told as they come
in, two searches with one seed differ. Where the same search is wanted whatever the number of workers, ask in batches of
a fixed size (``ask_many``) and tell each batch when it is complete (``tell_many`` puts it in the order of the asks).

**Duplicates.** An architecture is asked for once, until a space has no others. What is told without being asked (a
network made by hand, one from another search) is learned from too; told again, the newer result replaces the older.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, ClassVar, TypeVar

import numpy as np
from numpy.random import Generator

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.moves import draw, mutate
from edgeviz.core.nas.reward import Goal
from edgeviz.core.nas.space import Architecture, Genes, Space
from edgeviz.core.nas.trial import Trial
from edgeviz.core.training import number, whole

FORMAT = "edgeviz-sampler/1"
#: Steps away from a proposal that is known already.
STEPS = 40
#: A space that is nearly used up is listed, if it has no more architectures.
MOST_LISTED = 100_000


def count_of(default: int, least: int, most: int, meaning: str) -> Any:
    """A field of settings: a whole number with its bounds and what it means."""
    return field(default=default, metadata={"least": least, "most": most, "meaning": meaning})


def share_of(default: float, least: float, most: float, meaning: str) -> Any:
    """The same for a real number."""
    return field(default=default, metadata={"least": least, "most": most, "meaning": meaning})


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set of a sampler. Raises EdgeVizError, naming the field, for a value that is out of its bounds."""

    def __post_init__(self) -> None:
        for one in fields(self):
            check = whole if isinstance(one.default, int) else number
            check(one.name.replace("_", " "), getattr(self, one.name), one.metadata["least"], one.metadata["most"])


@dataclass(frozen=True, slots=True)
class Told:
    """One result as samplers see it. ``score``: larger is better, ``costs``: smaller is; None where it failed."""

    key: str
    genes: Genes
    score: float | None
    costs: tuple[float, ...] | None


S = TypeVar("S", bound="Sampler")


class Sampler(ABC):
    """Subclasses propose and learn. ``_propose`` must change nothing; ``_asked`` and ``_learn`` may."""

    key: ClassVar[str]
    title: ClassVar[str]
    #: Where the method comes from, and what is different here.
    source: ClassVar[str]
    #: Whether it seeks the front of the goal's objectives rather than the best reward.
    seeks_front: ClassVar[bool] = False
    settings_type: ClassVar[type[Settings]] = Settings
    #: Proposals that may be known already before a step away from the first is taken.
    tries: ClassVar[int] = 24

    def __init__(self, space: Space, goal: Goal, seed: int = 0, settings: Mapping[str, Any] | None = None) -> None:
        """Raises EdgeVizError for settings that the sampler does not have or cannot use."""
        whole("the seed", seed, 0, (1 << 31) - 1)
        names = [one.name for one in fields(self.settings_type)]
        for name in settings or {}:
            if name not in names:
                raise EdgeVizError(
                    f"{self.title} has no setting {str(name)[:40]!r}.", f"It has {', '.join(names) or 'none'}."
                )
        self.space, self.goal, self.seed = space, goal, seed
        self.settings = self.settings_type(**(settings or {}))
        #: Everything known by its key; failed candidates too.
        self.known: dict[str, Told] = {}
        #: Asked and not told yet, in the order of the asks.
        self.pending: dict[str, Architecture] = {}
        self._order: dict[str, int] = {}
        self._asks = 0
        self._log: list[list[Any]] = []
        #: What was never asked for, in a space that is nearly used up.
        self._left: list[Architecture] | None = None
        self._start()

    # properties

    @property
    def asked(self) -> int:
        """How often it was asked."""
        return self._asks

    @property
    def generation(self) -> int:
        """Rounds completed, for those methods that have rounds; otherwise how many results are known."""
        return len(self.known)

    @property
    def facts(self) -> dict[str, float]:
        """What the method can say of itself, by name: a population's spread, a policy's entropy."""
        return {}

    # asking and telling

    def ask(self) -> Architecture:
        """The next architecture to evaluate."""
        rng = np.random.default_rng((self.seed, self._asks))
        architecture = self._unseen(rng)
        self._note_ask(architecture)
        return architecture

    def ask_many(self, count: int) -> list[Architecture]:
        return [self.ask() for _ in range(count)]

    def tell(self, trial: Trial) -> None:
        """Learn of one result. Raises EdgeVizError for another space's architecture, or a metric that is missing."""
        architecture = self.pending.get(trial.key) or self.space.decode(trial.key)
        if trial.failed:
            told = Told(trial.key, architecture.genes, None, None)
        else:
            score, costs = self.goal.score(trial.metrics), self.goal.costs(trial.metrics)
            told = Told(trial.key, architecture.genes, score, costs)
        self._note_tell(told)

    def tell_many(self, trials: Iterable[Trial]) -> None:
        """The same in the order of the asks, what was not asked for last: the order given has no effect."""
        last = len(self._order)
        for trial in sorted(trials, key=lambda one: (self._order.get(one.key, last), one.key)):
            self.tell(trial)

    # keeping

    def state(self) -> dict[str, Any]:
        """All of it as JSON values."""
        return {
            "format": FORMAT,
            "sampler": self.key,
            "space": self.space.hash,
            "goal": self.goal.to_json(),
            "seed": self.seed,
            "settings": asdict(self.settings),
            "log": [list(entry) for entry in self._log],
        }

    @classmethod
    def restored(cls: type[S], space: Space, state: Mapping[str, Any]) -> S:
        """The sampler with that state. Raises EdgeVizError for a state that is damaged or of another space."""
        try:
            if state["format"] != FORMAT or state["sampler"] != cls.key:
                raise EdgeVizError("This is no state of that sampler.", f"It must say {FORMAT} and {cls.key}.")
            if state["space"] != space.hash:
                raise EdgeVizError(
                    f"This search was made in another version of the space {space.name}.",
                    "Start a new search; the candidates found so far can be told to it.",
                )
            sampler = cls(space, Goal.from_json(state["goal"]), state["seed"], state["settings"])
            for key, *result in state["log"]:
                if not result:
                    sampler._note_ask(space.decode(key))
                    continue
                score, costs = result
                known = score is not None
                if known and len(costs) != len(sampler.goal.objectives):
                    raise ValueError(f"{key} has {len(costs)} objectives")
                told = Told(
                    key,
                    space.decode(key).genes,
                    float(score) if known else None,
                    tuple(float(one) for one in costs) if known else None,
                )
                sampler._note_tell(told)
            return sampler
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise EdgeVizError("The state of this search is damaged.", "Start a new search.", str(error)) from error

    # for subclasses

    def _start(self) -> None:  # noqa: B027  (most need nothing)
        """Make what the method keeps, empty."""

    @abstractmethod
    def _propose(self, rng: Generator) -> Genes:
        """A candidate; one that is known already is refused and asked for again."""

    def _asked(self, architecture: Architecture) -> None:  # noqa: B027
        """It was decided on."""

    @abstractmethod
    def _learn(self, told: Told, before: Told | None) -> None:
        """It is known now. ``before``: what it was known as until now."""

    def seen(self, genes: Genes) -> bool:
        """Whether the architecture was asked for or told."""
        key = self.space.architecture(genes).key
        return key in self._order or key in self.known

    def scored(self) -> Sequence[Told]:
        """All that did not fail, in the order in which they became known."""
        return [told for told in self.known.values() if told.score is not None]

    # internals

    def _note_ask(self, architecture: Architecture) -> None:
        self._log.append([architecture.key])
        self._order.setdefault(architecture.key, self._asks)
        self._asks += 1
        self.pending[architecture.key] = architecture
        self._asked(architecture)

    def _note_tell(self, told: Told) -> None:
        self._log.append([told.key, told.score, None if told.costs is None else list(told.costs)])
        self.pending.pop(told.key, None)
        before = self.known.get(told.key)
        self.known[told.key] = told
        self._learn(told, before)

    def _unseen(self, rng: Generator) -> Architecture:
        """A proposal that is new: the method's own, or one near it, or any; a known one only if there is no other."""
        genes = proposal = self._propose(rng)
        for _ in range(self.tries):
            if not self.seen(proposal):
                return self.space.architecture(proposal)
            proposal = self._propose(rng)
        walking = genes
        for _ in range(STEPS):
            walking = mutate(self.space, walking, rng)
            if not self.seen(walking):
                return self.space.architecture(walking)
        if self.space.count > MOST_LISTED:
            fresh = draw(self.space, rng)
            return self.space.architecture(genes if self.seen(fresh) else fresh)
        left = self.space.all() if self._left is None else self._left
        self._left = [one for one in left if not self.seen(one.genes)]
        return self._left[int(rng.integers(len(self._left)))] if self._left else self.space.architecture(genes)
