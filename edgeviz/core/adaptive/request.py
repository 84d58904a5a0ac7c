"""What an adaptive model is asked for: the mechanism with its settings, and how it is trained."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any, ClassVar

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.space import Space
from edgeviz.core.nas.space_table import space_from_toml, space_to_toml
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_request import NO_AUGMENTATION, Augmentation
from edgeviz.core.training import TrainSpec, choice, number, whole

FORMAT = "edgeviz-adaptive-request/1"
#: Bounds of what can be chosen.
MOST_EXITS, MOST_WIDTHS, MOST_CHOICES, MOST_WAYS = 16, 32, 64, 32


class Mechanism(StrEnum):
    """How an adaptive model adapts."""

    EXITS = "exits"
    SKIPPING = "skipping"
    WIDTHS = "widths"
    SWITCHING = "switching"
    ELASTIC = "elastic"
    PARTITION = "partition"


class Head(StrEnum):
    """What an exit is: average pooling and a linear layer, or convolutions that halve the map before them."""

    POOL = "pool"
    CONV = "conv"


class Rule(StrEnum):
    """When an exit's answer is taken: its largest probability is above the threshold, or its entropy below."""

    CONFIDENCE = "confidence"
    ENTROPY = "entropy"


@dataclass(frozen=True, slots=True)
class Exits:
    """Early exit (BranchyNet, Teerapittayanon et al. 2016): Σ w_n L_n over the exits, the last one included.

    places: tensors that the exits read, none for ``count`` suggested ones. joint: the network learns with the exits;
    else only the exits do, and its own answers stay as they were. weights: w_n of the exits in order and of the
    network's own answer, none for 1 each. rule, ways: how many thresholds become operating points.
    """

    mechanism: ClassVar[Mechanism] = Mechanism.EXITS
    places: tuple[str, ...] = ()
    count: int = 2
    head: Head = Head.POOL
    joint: bool = True
    weights: tuple[float, ...] = ()
    rule: Rule = Rule.CONFIDENCE
    ways: int = 8

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", tuple(str(place) for place in self.places))
        object.__setattr__(self, "head", choice(Head, self.head, "kind of exit"))
        object.__setattr__(self, "rule", choice(Rule, self.rule, "rule for exits"))
        object.__setattr__(self, "weights", tuple(float(weight) for weight in self.weights))
        whole("exits", self.count, 1, MOST_EXITS)
        whole("operating points", self.ways, 2, MOST_WAYS)
        if len(self.places) > MOST_EXITS or len(set(self.places)) < len(self.places):
            raise EdgeVizError(
                f"{len(self.places)} exits, or two at one place.", f"Choose up to {MOST_EXITS} different places."
            )
        for weight in self.weights:
            number("weight of an exit", weight, 0.0, 100.0)
        if self.places and self.weights and len(self.weights) != len(self.places) + 1:
            raise EdgeVizError(
                f"{len(self.weights)} weights for {len(self.places)} exits and the network's own answer.",
                "Give one weight for each exit, in order, and one for the answer.",
            )


@dataclass(frozen=True, slots=True)
class Skipping:
    """Leaving out residual blocks (SkipNet, Wang et al. 2018): x + g·F(x), g 0 or 1.

    per_input: a gate looks at what each block reads; else whole subsets are trained for and one is chosen for each
    budget. target: share of the gated blocks' computation that training aims at; penalty: weight of the squared
    distance from it. ways: operating points, by thresholds of the gates or by subsets.
    """

    mechanism: ClassVar[Mechanism] = Mechanism.SKIPPING
    per_input: bool = True
    target: float = 0.5
    penalty: float = 2.0
    ways: int = 5

    def __post_init__(self) -> None:
        number("share of the computation that stays", self.target, 0.0, 1.0)
        number("penalty", self.penalty, 0.0, 1000.0)
        whole("operating points", self.ways, 2, MOST_WAYS)


@dataclass(frozen=True, slots=True)
class Widths:
    """Slimmable networks (Yu et al. 2019): one set of weights, of which each width takes a part of the channels.

    Each width has batch norms of its own. universal (Yu and Huang 2019): each step trains the smallest, the largest
    and two widths between them, which learn from the largest one's answers; norms share their factors, and statistics
    are taken for each width afterwards.
    """

    mechanism: ClassVar[Mechanism] = Mechanism.WIDTHS
    widths: tuple[float, ...] = (1.0, 0.75, 0.5, 0.25)
    universal: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "widths", tuple(sorted({float(width) for width in self.widths}, reverse=True)))
        if not 2 <= len(self.widths) <= MOST_WIDTHS:
            raise EdgeVizError(f"{len(self.widths)} different widths.", f"Choose 2 to {MOST_WIDTHS}.")
        for width in self.widths:
            number("width", width, 0.0, 1.0, above=True)


@dataclass(frozen=True, slots=True)
class Model:
    """One of the models to switch between: a recipe of the model file at ``path``, "" for the open one."""

    name: str
    recipe: Recipe = field(default_factory=Recipe)
    path: str = ""


@dataclass(frozen=True, slots=True)
class Switching:
    """Model switching (MCDNN, Han et al. 2016); with recipes of one model it is switching of its precision."""

    mechanism: ClassVar[Mechanism] = Mechanism.SWITCHING
    models: tuple[Model, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= len(self.models) <= MOST_CHOICES:
            raise EdgeVizError(f"{len(self.models)} models to switch between.", f"Choose 1 to {MOST_CHOICES}.")
        if len({model.name for model in self.models}) < len(self.models):
            raise EdgeVizError("Two of the models have the same name.", "Give each its own.")


@dataclass(frozen=True, slots=True)
class Partition:
    """Offloading (Neurosurgeon, Kang et al. 2017): the rest of the network runs on a server.

    server_speed: how many times as fast as this machine it is. round_trip: seconds of a message whatever its size.
    """

    mechanism: ClassVar[Mechanism] = Mechanism.PARTITION
    server_speed: float = 8.0
    round_trip: float = 0.01

    def __post_init__(self) -> None:
        number("speed of the server", self.server_speed, 0.0, 1e6, above=True)
        number("round trip", self.round_trip, 0.0, 60.0)


@dataclass(frozen=True)
class Elastic:
    """Members of a supernet (Once-for-All, Cai et al. 2020): depth, kernel, width, resolution, as ``space`` has them.

    The network begins with new weights: of the loaded model only the data and the classes are taken. ways: operating
    points, chosen among ``drawn`` random members, the largest and the smallest.
    """

    mechanism: ClassVar[Mechanism] = Mechanism.ELASTIC
    space: Space
    ways: int = 5
    drawn: int = 24

    def __post_init__(self) -> None:
        whole("operating points", self.ways, 2, MOST_WAYS)
        whole("members drawn", self.drawn, 0, 1000)
        if self.space.builder not in ("elastic", "mnasnet"):
            raise EdgeVizError(
                f"The space {self.space.name} has no supernet.", "Choose one of the builder elastic or mnasnet."
            )


How = Exits | Skipping | Widths | Switching | Elastic | Partition
_KINDS: dict[str, type] = {
    kind.mechanism.value: kind for kind in (Exits, Skipping, Widths, Switching, Elastic, Partition)
}


@dataclass(frozen=True)
class AdaptRequest:
    """One adaptive model. spec, augmentation, samples: of the training, where the mechanism trains."""

    how: How = field(default_factory=Exits)
    spec: TrainSpec = field(default_factory=TrainSpec)
    augmentation: Augmentation = NO_AUGMENTATION
    samples: int = 0
    name: str = ""

    def __post_init__(self) -> None:
        whole("training samples", self.samples, 0, 1 << 40)

    @property
    def mechanism(self) -> Mechanism:
        return self.how.mechanism

    @property
    def trains(self) -> bool:
        return self.mechanism not in (Mechanism.SWITCHING, Mechanism.PARTITION)

    def to_json(self) -> str:
        """Canonical JSON."""
        how = {one.name: getattr(self.how, one.name) for one in fields(self.how)}
        if isinstance(self.how, Elastic):
            how["space"] = {"key": self.how.space.key, **space_to_toml(self.how.space)}
        if isinstance(self.how, Switching):
            how["models"] = [
                {"name": one.name, "path": one.path, "recipe": json.loads(one.recipe.to_json())}
                for one in self.how.models
            ]
        value = {
            "format": FORMAT,
            "mechanism": self.mechanism.value,
            "how": how,
            "spec": self.spec.to_json(),
            "augmentation": asdict(self.augmentation),
            "samples": self.samples,
            "name": self.name,
        }
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @staticmethod
    def from_json(text: str) -> AdaptRequest:
        """Raises EdgeVizError for what cannot be read; what is left out has its default."""
        try:
            value: dict[str, Any] = dict(json.loads(text))
            if value.pop("format", None) != FORMAT:
                raise EdgeVizError(
                    "These are no settings of an adaptive model.", f'They must say "format": "{FORMAT}".'
                )
            kind = _KINDS[str(value.pop("mechanism"))]
            unknown = set(value) - {one.name for one in fields(AdaptRequest)}
            if unknown:
                raise ValueError(f"unknown field {sorted(unknown)[0]!r}")
            how = value.pop("how", {})
            if not isinstance(how, dict):
                raise ValueError("how is no table")
            for name in ("places", "weights", "widths"):
                if name in how:
                    how[name] = tuple(how[name])
            if "models" in how:
                how["models"] = tuple(
                    Model(str(row["name"]), Recipe.from_json(json.dumps(row["recipe"])), str(row["path"]))
                    for row in how["models"]
                )
            if "space" in how:
                space = dict(how["space"])
                how["space"] = space_from_toml(str(space.pop("key")), space)
            made: dict[str, Any] = {"how": kind(**how)}
            if "spec" in value:
                made["spec"] = TrainSpec.from_json(value["spec"])
            if "augmentation" in value:
                made["augmentation"] = Augmentation(**value["augmentation"])
            return AdaptRequest(**made, samples=value.get("samples", 0), name=str(value.get("name", "")))
        except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            raise EdgeVizError(
                "These settings of an adaptive model cannot be read.", "Choose them again.", str(error)
            ) from error
