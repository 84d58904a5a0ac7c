"""What a search is asked for: where it looks, what it is after, how a candidate is evaluated, and by how many at once.

A request is frozen and has a JSON form, so that a search can be kept in a project, resumed after a break and repeated
from the command line. ``Found`` is what the search's job hands over for each candidate, the moment it is known.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.reward import Goal
from edgeviz.core.nas.space import Space
from edgeviz.core.nas.space_table import space_from_toml, space_to_toml
from edgeviz.core.nas.trial import Trial
from edgeviz.core.timing import Timing
from edgeviz.core.training import TrainSpec, choice, number, whole

FORMAT = "edgeviz-search-request/1"
MOST_TRIALS, MOST_WORKERS = 1_000_000, 1024


class Fidelity(StrEnum):
    """How a candidate's accuracy is found.

    SHORT: trained from scratch for the epochs of the training. HALVING: the same in rungs, only the best go on
    (Jamieson and Talwalkar 2016; Li et al. 2020). SUPERNET: weights taken from one network trained for all of them
    (sandwich rule, Yu and Huang 2019; Cai et al. 2020).
    """

    SHORT = "short"
    HALVING = "halving"
    SUPERNET = "supernet"


class Proxy(StrEnum):
    """A score without training: SynFlow (Tanaka et al. 2020), NASWOT (Mellor et al. 2021), the norm of the gradient."""

    NONE = "none"
    SYNFLOW = "synflow"
    NASWOT = "naswot"
    GRADIENT = "gradient"


class Clock(StrEnum):
    """Where a candidate's latency comes from.

    RUNTIME: onnxruntime, measured here. REMOTE: the same on a device over ssh. TABLE: the sum of measured layers of
    the lookup table of this machine. MODELLED: the device profile.
    """

    RUNTIME = "runtime"
    REMOTE = "remote"
    TABLE = "table"
    MODELLED = "modelled"


@dataclass(frozen=True, slots=True)
class Evaluating:
    """How the accuracy of a candidate is found.

    train: of one candidate (HALVING: of the last rung; SUPERNET: of the supernet). samples: at most so many training
    samples, 0 for all. validation: at most so many samples, held out from the training ones, by which candidates are
    judged: the data's own validation split is kept for the winners. screen: architectures drawn for each one that is
    evaluated, of which ``proxy`` chooses. rungs, factor: of HALVING.
    """

    fidelity: Fidelity = Fidelity.SHORT
    train: TrainSpec = field(default_factory=lambda: TrainSpec(epochs=3))
    samples: int = 0
    validation: int = 1000
    proxy: Proxy = Proxy.NONE
    screen: int = 1
    rungs: int = 3
    factor: int = 3

    def __post_init__(self) -> None:
        object.__setattr__(self, "fidelity", choice(Fidelity, self.fidelity, "way to find an accuracy"))
        object.__setattr__(self, "proxy", choice(Proxy, self.proxy, "proxy"))
        whole("training samples", self.samples, 0, 1 << 40)
        whole("samples that candidates are judged by", self.validation, 10, 1 << 40)
        whole("architectures drawn for one that is evaluated", self.screen, 1, 1000)
        whole("rungs", self.rungs, 2, 8)
        whole("factor of a rung", self.factor, 2, 16)
        if self.screen > 1 and self.proxy is Proxy.NONE:
            raise EdgeVizError("Nothing chooses among the architectures drawn.", "Choose a proxy, or draw one.")


@dataclass(frozen=True, slots=True)
class Costing:
    """How the latency of a candidate is found. device: key of the profile (MODELLED); host: of REMOTE, as ssh knows it.

    timing: threads, batch and seconds of each measurement.
    """

    clock: Clock = Clock.RUNTIME
    device: str = ""
    host: str = ""
    timing: Timing = field(default_factory=Timing)

    def __post_init__(self) -> None:
        object.__setattr__(self, "clock", choice(Clock, self.clock, "source of latencies"))
        if self.clock is Clock.REMOTE and not self.host:
            raise EdgeVizError("No remote device is chosen.", "Choose one, or measure here.")
        if self.clock is Clock.MODELLED and not self.device:
            raise EdgeVizError("No device is chosen whose latency is modelled.", "Choose one, or measure here.")


@dataclass(frozen=True, slots=True)
class Executing:
    """Who evaluates. workers: processes of this machine; scheduler: address of a Dask cluster ("" for none).

    batch: candidates of a round; with one seed, data and batch a search is the same whatever the number of workers, as
    far as its figures are: a latency that is measured again is another one.
    asynchronous: a sampler is told each result as it comes in; no worker waits, but two runs differ.
    """

    workers: int = 1
    batch: int = 8
    asynchronous: bool = False
    scheduler: str = ""

    def __post_init__(self) -> None:
        whole("workers", self.workers, 1, MOST_WORKERS)
        whole("candidates of a round", self.batch, 1, 1000)


@dataclass(frozen=True)
class SearchRequest:
    """One search. trials: candidates evaluated at most; seconds: wall time after which none is begun, 0 for no limit.

    settings: of the sampler, by name. begin: keys of architectures evaluated first (networks made by hand).
    """

    space: Space
    goal: Goal
    sampler: str = "evolution"
    settings: Mapping[str, float | int] = field(default_factory=dict)
    seed: int = 0
    trials: int = 100
    seconds: float = 0.0
    evaluating: Evaluating = field(default_factory=Evaluating)
    costing: Costing = field(default_factory=Costing)
    executing: Executing = field(default_factory=Executing)
    begin: tuple[str, ...] = ()
    name: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "begin", tuple(str(key) for key in self.begin))
        whole("the seed", self.seed, 0, (1 << 31) - 1)
        whole("candidates", self.trials, 1, MOST_TRIALS)
        number("seconds of the search", self.seconds, 0.0, 1e9)
        for key in self.begin:
            self.space.decode(key)

    def to_json(self) -> str:
        """Canonical JSON."""
        evaluating, costing = asdict(self.evaluating), asdict(self.costing)
        value = {
            "format": FORMAT,
            "space": {"key": self.space.key, **space_to_toml(self.space)},
            "goal": self.goal.to_json(),
            "sampler": self.sampler,
            "settings": dict(self.settings),
            "seed": self.seed,
            "trials": self.trials,
            "seconds": self.seconds,
            "evaluating": {**evaluating, "train": self.evaluating.train.to_json()},
            "costing": {**costing, "timing": self.costing.timing.to_json()},
            "executing": asdict(self.executing),
            "begin": list(self.begin),
            "name": self.name,
        }
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> SearchRequest:
        """Raises EdgeVizError for what cannot be read; what is left out has its default."""
        try:
            value = dict(json.loads(text))
            if value.pop("format", None) != FORMAT:
                raise EdgeVizError("These are no settings of a search.", f'They must say "format": "{FORMAT}".')
            unknown = set(value) - {one.name for one in fields(SearchRequest)}
            if unknown:
                raise ValueError(f"unknown field {sorted(unknown)[0]!r}")
            space = dict(value["space"])
            value["space"] = space_from_toml(str(space.pop("key")), space)
            value["goal"] = Goal.from_json(value["goal"])
            evaluating = dict(value.get("evaluating", {}))
            if "train" in evaluating:
                evaluating["train"] = TrainSpec.from_json(evaluating["train"])
            costing = dict(value.get("costing", {}))
            if "timing" in costing:
                costing["timing"] = Timing.from_json(costing["timing"])
            value["evaluating"], value["costing"] = Evaluating(**evaluating), Costing(**costing)
            value["executing"] = Executing(**value.get("executing", {}))
            return SearchRequest(**value)
        except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
            raise EdgeVizError("The settings of this search cannot be read.", "Set it again.", str(error)) from error


@dataclass(frozen=True)
class Found:
    """One candidate, the moment it is known.

    number: counts evaluations from 0, in the order in which a sampler hears of them; in rounds they may arrive in
    another one. facts: what the sampler said of itself before it heard of the candidate. proxies: training-free scores
    by their names. elapsed: seconds of the search until then, breaks left out.
    """

    number: int
    trial: Trial
    facts: Mapping[str, float] = field(default_factory=dict)
    proxies: Mapping[str, float] = field(default_factory=dict)
    elapsed: float = 0.0


class End(StrEnum):
    """Why a search ended. PAUSED: it was asked to finish, and can go on."""

    TRIALS = "trials"
    SECONDS = "seconds"
    EXHAUSTED = "exhausted"
    PAUSED = "paused"


@dataclass(frozen=True)
class Ended:
    """What the search's job hands over at its end. candidates: architectures evaluated, in all sittings."""

    end: End
    candidates: int
