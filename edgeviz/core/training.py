"""How a network is trained: what may be chosen, complete and frozen, so that a run can be repeated and resumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from math import isfinite
from typing import Any, TypeVar

from edgeviz.core.errors import EdgeVizError


class Optimizer(StrEnum):
    """SGD with momentum, Adam (Kingma and Ba 2015), AdamW (Loshchilov and Hutter 2019)."""

    SGD = "sgd"
    ADAM = "adam"
    ADAMW = "adamw"


class Schedule(StrEnum):
    """The learning rate over the steps: as it is, half a cosine to zero, or multiplied every few epochs."""

    CONSTANT = "constant"
    COSINE = "cosine"
    STEP = "step"


E = TypeVar("E", bound=StrEnum)

#: Bounds of what can be chosen.
MOST_EPOCHS, MOST_BATCH = 100_000, 65_536
MOMENTUM = 0.9
DECAY_EPOCHS, DECAY = 30, 0.1


@dataclass(frozen=True, slots=True)
class TrainSpec:
    """One run of training.

    epochs: passes over the data, 0 trains nothing (pruning at once); batch: samples in a step. rate: learning rate at
    the start. ``momentum`` belongs to SGD, ``decay_epochs`` and ``decay`` (every so many epochs the rate is multiplied
    by it) to the STEP schedule; elsewhere they are kept at their defaults, so that runs that do the same have equal
    specs.
    clip: greatest norm of the gradient of all weights, 0 for no clipping. class_weights: one for each class, none
    for equal ones. patience: epochs without a better accuracy after which training stops, 0 for never.
    checkpoint_every: steps between two checkpoints besides those at the end of each epoch, 0 for only those.
    """

    epochs: int = 10
    batch: int = 128
    optimizer: Optimizer = Optimizer.ADAM
    rate: float = 1e-3
    schedule: Schedule = Schedule.COSINE
    weight_decay: float = 1e-4
    momentum: float = MOMENTUM
    decay_epochs: int = DECAY_EPOCHS
    decay: float = DECAY
    clip: float = 0.0
    seed: int = 0
    class_weights: tuple[float, ...] = ()
    patience: int = 0
    checkpoint_every: int = 0

    def __post_init__(self) -> None:
        # In a list or as plain text where it comes from outside.
        object.__setattr__(self, "optimizer", choice(Optimizer, self.optimizer, "optimizer"))
        object.__setattr__(self, "schedule", choice(Schedule, self.schedule, "schedule"))
        object.__setattr__(self, "class_weights", tuple(float(weight) for weight in self.class_weights))
        whole("epochs", self.epochs, 0, MOST_EPOCHS)
        whole("samples in a batch", self.batch, 1, MOST_BATCH)
        whole("epochs between two decays", self.decay_epochs, 1, MOST_EPOCHS)
        whole("seed", self.seed, 0, (1 << 31) - 1)
        whole("epochs of patience", self.patience, 0, MOST_EPOCHS)
        whole("steps between two checkpoints", self.checkpoint_every, 0, 1 << 40)
        number("learning rate", self.rate, 0.0, 100.0, above=True)
        number("weight decay", self.weight_decay, 0.0, 1.0)
        number("momentum", self.momentum, 0.0, 0.9999)
        number("decay of the learning rate", self.decay, 0.0, 1.0, above=True)
        number("gradient norm", self.clip, 0.0, 1e6)
        for weight in self.class_weights:
            number("class weight", weight, 0.0, 1e6)
        if self.class_weights and not any(self.class_weights):
            raise EdgeVizError("All class weights are 0: nothing would be learned.", "Give a class a weight above 0.")
        if self.optimizer is not Optimizer.SGD:
            object.__setattr__(self, "momentum", MOMENTUM)
        if self.schedule is not Schedule.STEP:
            object.__setattr__(self, "decay_epochs", DECAY_EPOCHS)
            object.__setattr__(self, "decay", DECAY)

    def steps_per_epoch(self, samples: int) -> int:
        """Steps in a pass over ``samples``. A last batch of one sample is left out: it has no batch statistics."""
        whole, rest = divmod(samples, self.batch)
        return max(1, whole + (rest > (1 if self.batch > 1 else 0)))

    def steps(self, samples: int) -> int:
        """Steps of the whole run, if nothing stops it early."""
        return self.epochs * self.steps_per_epoch(samples)

    def to_json(self) -> dict[str, Any]:
        value = asdict(self)
        return {
            **value,
            "optimizer": self.optimizer.value,
            "schedule": self.schedule.value,
            "class_weights": list(self.class_weights),
        }

    @staticmethod
    def from_json(value: Mapping[str, Any]) -> TrainSpec:
        """What is left out has its default. Raises EdgeVizError for a field that is unknown or out of range."""
        unknown = set(value) - {field.name for field in fields(TrainSpec)}
        if unknown:
            raise EdgeVizError(
                f"Training has no setting {sorted(unknown)[0]!r}.",
                "Remove it, or open it with the version of EdgeViz that wrote it.",
            )
        try:
            return TrainSpec(**value)
        except (TypeError, ValueError) as error:
            raise EdgeVizError("These training settings cannot be read.", "Choose them again.", str(error)) from error


def choice(kind: type[E], value: Any, name: str) -> E:
    """The member of ``kind`` that ``value`` names. Raises EdgeVizError with those that there are."""
    try:
        return kind(value)
    except ValueError as error:
        allowed = ", ".join(kind)
        raise EdgeVizError(f"There is no {name} {str(value)[:40]!r}.", f"Choose one of {allowed}.") from error


def whole(name: str, value: Any, least: int, most: int) -> None:
    """Raises EdgeVizError, naming the field, where ``value`` is no whole number from ``least`` to ``most``."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise EdgeVizError(
            f"{str(value)[:40]} is not possible for {name}.", f"Choose a whole number from {least} to {most:,}."
        )


def number(name: str, value: Any, least: float, most: float, above: bool = False) -> None:
    """As ``whole`` for real numbers; ``above``: ``least`` itself is not possible."""
    known = isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)
    if not known or not least <= value <= most or (above and value == least):
        start = "above" if above else "from"
        raise EdgeVizError(
            f"{str(value)[:40]} is not possible for {name}.", f"Choose a number {start} {least:g} to {most:g}."
        )
