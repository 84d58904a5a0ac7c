"""A search space as data: named discrete choices, some of which exist only where another has a certain value.

An architecture is a tuple of *genes*, one for each choice in order: the index of the value taken, or ``ABSENT`` where
the choice does not exist. Its *key* writes the same as one character for each choice ("02-1"), so that two
architectures are the same network description exactly if their keys are equal. What a choice does to a network is known
to the space's *builder* alone. Reading and writing spaces is in ``space_table``, changing architectures in ``moves``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from edgeviz.core.errors import EdgeVizError

#: What a choice can be: a name, a number or yes and no.
Value: TypeAlias = str | int | float | bool
Genes: TypeAlias = tuple[int, ...]

#: The gene of a choice that does not exist in an architecture.
ABSENT = -1
#: One character for each value; the last one, which ``ABSENT`` finds, is for none.
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz-"
MOST_VALUES = len(DIGITS) - 1
MOST_CHOICES = 400
#: Combinations of values that later choices depend on, kept at once while architectures are counted.
MOST_STATES = 200_000


class SpaceError(EdgeVizError):
    """A search space that cannot be used. ``field`` is the path of what is wrong, such as "choice.3.values"."""

    def __init__(self, what: str, remedy: str = "", details: str = "", field: str = "") -> None:
        super().__init__(what, remedy, details)
        self.field = field

    def __reduce__(self) -> tuple[type[SpaceError], tuple[str, str, str, str]]:  # type: ignore[override]
        return type(self), (self.what, self.remedy, self.details, self.field)


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds where the choice ``name`` exists and has one of ``values``."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision. It exists only where all of ``when`` hold; without conditions it always does."""

    name: str
    values: tuple[Value, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Architecture:
    """One member of a space: its canonical key and its genes. What they mean is ``Space.values``."""

    key: str
    genes: Genes


def index_of(value: Value, values: tuple[Value, ...]) -> int:
    """Where ``value`` is in ``values``, or ``ABSENT``. 1, 1.0 and true are three different values."""
    for index, other in enumerate(values):
        if type(other) is type(value) and other == value:
            return index
    return ABSENT


@dataclass(frozen=True)
class Space:
    """What is searched. ``choices``: a condition refers only to choices before its own.

    key: the name of its file. builder: which rules make a network of an architecture. settings: what those need besides
    the choices (input size, filters, strides), plain JSON values. Raises SpaceError, naming the field, when created.
    """

    key: str
    name: str
    builder: str
    choices: tuple[Choice, ...]
    settings: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""

    def __post_init__(self) -> None:
        check(self)

    @cached_property
    def sizes(self) -> Genes:
        """How many values each choice has."""
        return tuple(len(choice.values) for choice in self.choices)

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """The index of each choice by its name."""
        return {choice.name: index for index, choice in enumerate(self.choices)}

    @cached_property
    def needs(self) -> tuple[tuple[tuple[int, frozenset[int]], ...], ...]:
        """For each choice, the earlier choices it depends on with the genes under which it exists."""
        return tuple(
            tuple(
                (
                    self.positions[condition.name],
                    frozenset(
                        index_of(value, self.choices[self.positions[condition.name]].values)
                        for value in condition.values
                    ),
                )
                for condition in choice.when
            )
            for choice in self.choices
        )

    @cached_property
    def count(self) -> int:
        """How many architectures there are, exactly. Raises SpaceError where too much hangs on too much."""
        return sum(_states(self).values())

    @cached_property
    def hash(self) -> str:
        """SHA-256 of all that decides which networks there are: builder, settings and choices, not the names."""
        value = [
            self.builder,
            dict(self.settings),
            [
                [choice.name, list(choice.values), [[one.name, list(one.values)] for one in choice.when]]
                for choice in self.choices
            ],
        ]
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def exists(self, index: int, genes: Genes | list[int]) -> bool:
        """Whether the choice at ``index`` exists, by the genes before it."""
        return all(genes[parent] in allowed for parent, allowed in self.needs[index])

    def architecture(self, genes: Genes | list[int]) -> Architecture:
        """With its key. The genes must belong to this space; ``valid`` tells."""
        return Architecture("".join([DIGITS[gene] for gene in genes]), tuple(genes))

    def valid(self, genes: Genes | list[int]) -> bool:
        """Whether ``genes`` describe an architecture of this space."""
        return len(genes) == len(self.choices) and all(
            (0 <= gene < size) if self.exists(index, genes) else gene == ABSENT
            for index, (gene, size) in enumerate(zip(genes, self.sizes, strict=True))
        )

    def decode(self, key: str) -> Architecture:
        """The architecture whose key it is. Raises SpaceError for the key of another space."""
        genes = tuple(DIGITS.find(one) if one != "-" else ABSENT for one in key)
        if any(one not in DIGITS for one in key) or not self.valid(genes):
            raise SpaceError(
                f"{key[:80]!r} is no architecture of the space {self.name}.",
                "Open it with the space that it was found in.",
                field="key",
            )
        return Architecture(key, genes)

    def values(self, architecture: Architecture) -> dict[str, Value]:
        """The value of every choice that exists, by its name, in order."""
        pairs = zip(self.choices, architecture.genes, strict=True)
        return {choice.name: choice.values[gene] for choice, gene in pairs if gene != ABSENT}

    def encode(self, values: Mapping[str, Value]) -> Architecture:
        """The architecture with these values. Raises SpaceError naming the choice that is missing, unknown or wrong."""
        genes: list[int] = []
        for index, choice in enumerate(self.choices):
            found = values.get(choice.name)
            if not self.exists(index, genes):
                if found is not None:
                    raise SpaceError(
                        f"{choice.name} does not exist beside the other values.", "Leave it out.", field=choice.name
                    )
                genes.append(ABSENT)
                continue
            gene = ABSENT if found is None else index_of(found, choice.values)
            if gene == ABSENT:
                allowed = ", ".join(map(str, choice.values))
                no_value = f"{choice.name} has no value."
                what = no_value if found is None else f"{choice.name} cannot be {str(found)[:40]}."
                raise SpaceError(what, f"Choose one of {allowed}.", field=choice.name)
            genes.append(gene)
        unknown = sorted(set(values) - set(self.positions))
        if unknown:
            raise SpaceError(
                f"The space {self.name} has no choice {unknown[0][:60]!r}.", "Leave it out.", field=unknown[0]
            )
        return self.architecture(genes)

    def all(self) -> Iterator[Architecture]:
        """Every architecture in the order of the genes. Look at ``count`` first."""
        yield from map(self.architecture, self._continued([]))

    def _continued(self, genes: list[int]) -> Iterator[Genes]:
        index = len(genes)
        if index == len(self.choices):
            yield tuple(genes)
            return
        for gene in range(self.sizes[index]) if self.exists(index, genes) else (ABSENT,):
            yield from self._continued([*genes, gene])


def _states(space: Space) -> dict[Genes, int]:
    """Architectures by the values that still matter after the last choice (none: one entry).

    Choice by choice, partial architectures that agree in everything later conditions look at are counted together.
    Raises SpaceError where a choice can never exist, or where more than ``MOST_STATES`` differ.
    """
    last = dict.fromkeys(range(len(space.choices)), -1)
    for index, needs in enumerate(space.needs):
        last |= {parent: index for parent, _ in needs}
    live: list[int] = []
    states: dict[Genes, int] = {(): 1}
    for index, size in enumerate(space.sizes):
        places = [(live.index(parent), allowed) for parent, allowed in space.needs[index]]
        matters = last[index] > index
        kept = [place for place, one in enumerate(live) if last[one] > index]
        following: dict[Genes, int] = {}
        ever = False
        for state, count in states.items():
            exists = all(state[place] in allowed for place, allowed in places)
            ever = ever or exists
            rest = tuple(state[place] for place in kept)
            if not matters:
                following[rest] = following.get(rest, 0) + count * (size if exists else 1)
                continue
            for gene in range(size) if exists else (ABSENT,):
                longer = (*rest, gene)
                following[longer] = following.get(longer, 0) + count
        name = space.choices[index].name
        if not ever:
            raise SpaceError(
                f"The choice {name} never exists: its conditions cannot hold together.",
                "Mend its conditions, or take it out.",
                field=f"choice.{index}.when",
            )
        if len(following) > MOST_STATES:
            raise SpaceError(
                f"At the choice {name} too many combinations matter to later conditions.",
                "Let conditions refer to choices close before their own.",
                field=f"choice.{index}",
            )
        states = following
        live = [live[place] for place in kept] + ([index] if matters else [])
    return states


def check(space: Space) -> None:
    """Raises SpaceError for the first thing wrong with ``space``, with its field and the remedy."""
    if not space.choices:
        raise SpaceError(f"The space {space.name} has no choices.", "Add at least one.", field="choice")
    if len(space.choices) > MOST_CHOICES:
        raise SpaceError(
            f"The space {space.name} has {len(space.choices)} choices.", f"Take at most {MOST_CHOICES}.", field="choice"
        )
    seen: dict[str, Choice] = {}
    for index, choice in enumerate(space.choices):
        path = f"choice.{index}"
        if choice.name in seen:
            raise SpaceError(f"Two choices are called {choice.name}.", "Rename one.", field=f"{path}.name")
        _check_values(choice.values, f"the choice {choice.name}", f"{path}.values")
        for condition in choice.when:
            _check_condition(choice, condition, seen, f"{path}.when.{condition.name}")
        if len({condition.name for condition in choice.when}) < len(choice.when):
            raise SpaceError(
                f"The choice {choice.name} has two conditions on one choice.",
                "Put their values into one.",
                field=f"{path}.when",
            )
        seen[choice.name] = choice
    _ = space.count


def _check_values(values: tuple[Value, ...], what: str, path: str) -> None:
    if not 1 <= len(values) <= MOST_VALUES:
        raise SpaceError(f"{what.capitalize()} has {len(values)} values.", f"Give it 1 to {MOST_VALUES}.", field=path)
    for index, value in enumerate(values):
        if index_of(value, values) != index:
            raise SpaceError(f"{what.capitalize()} has {value} twice.", "Take one out.", field=path)


def _check_condition(choice: Choice, condition: Condition, seen: Mapping[str, Choice], path: str) -> None:
    if condition.name not in seen:
        raise SpaceError(
            f"The choice {choice.name} depends on {condition.name}, which is not before it.",
            "Put that choice before it, or mend the name.",
            field=path,
        )
    if not condition.values:
        raise SpaceError(
            f"The condition of {choice.name} on {condition.name} has no values.",
            "Name the values under which it exists, or take the condition out.",
            field=path,
        )
    allowed = seen[condition.name].values
    for value in condition.values:
        if index_of(value, allowed) == ABSENT:
            raise SpaceError(
                f"The choice {choice.name} depends on {condition.name} being {value}, which it never is.",
                f"Choose among {', '.join(map(str, allowed))}.",
                field=path,
            )
