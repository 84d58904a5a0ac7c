"""Peak activation memory as a function of what is chosen: a maximum over the schedule of sums of buffers.

It is no sum over groups, so no front can be folded over it; but at every step it is linear in which option is
chosen (0 or 1), which is what integer programming needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.cost import place_bytes, places, stored_bits
from edgeviz.core.frontier import Choices
from edgeviz.core.graph import ModelGraph
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.sensitivity import Part
from edgeviz.core.ties import deciders


@dataclass(frozen=True)
class Term:
    """One buffer: its bytes for every combination of options of ``variables`` (as a rule one of them, or none)."""

    variables: tuple[int, ...]
    nbytes: Mapping[tuple[int, ...], int]


@dataclass(frozen=True)
class PeakMemory:
    """``steps`` are the sets of buffers (places in ``terms``) that exist together."""

    terms: tuple[Term, ...]
    steps: tuple[frozenset[int], ...]

    def value(self, chosen: NDArray[np.int16]) -> int:
        """Peak bytes under ``chosen``: ``core.cost.activation_memory`` of that recipe."""
        sizes = [term.nbytes[tuple(int(chosen[v]) for v in term.variables)] for term in self.terms]
        return max((sum(sizes[index] for index in step) for step in self.steps), default=0)

    @cached_property
    def largest(self) -> int:
        """No choice needs more."""
        most = [max(term.nbytes.values()) for term in self.terms]
        return max((sum(most[index] for index in step) for step in self.steps), default=0)


def peak_memory(graph: ModelGraph, choices: Choices) -> PeakMemory:
    """The peak of ``choices``' recipes. A tensor's width depends on one tied group: ``core.ties`` sees to that."""
    activations = [v for v, part in enumerate(choices.parts) if part is Part.ACTIVATION]
    home = {key: v for v in activations for key in choices.groups[v]}
    group = {tensor: home[keys[0]] for tensor, keys in deciders(graph).items() if keys[0] in home}
    widest = max((len(choices.specs[v]) for v in activations), default=1)
    bits = [stored_bits(graph, _with_option(choices, activations, option)) for option in range(widest)]
    terms = []
    every = places(graph)
    for place in every:
        found = dict.fromkeys(group[name] for name in place.tensors if name in group)
        variables = tuple(v for v in found if len(choices.specs[v]) > 1)
        sizes = {}
        for options in product(*(range(len(choices.specs[v])) for v in variables)):
            taken = dict(zip(variables, options, strict=True))
            known = {}
            for name in place.tensors:
                width = bits[taken.get(group[name], 0)].get(name) if name in group else None
                if width is not None:
                    known[name] = width
            sizes[options] = place_bytes(place, known)
        terms.append(_reduced(Term(variables, sizes)))
    steps: list[frozenset[int]] = []
    for index in range(len(graph.nodes) + 1):
        live = frozenset(b for b, place in enumerate(every) if place.first <= index <= place.last)
        # What exists beside more is never the peak alone.
        if steps and live >= steps[-1]:
            steps.pop()
        if live and not any(live <= step for step in steps[-1:]):
            steps.append(live)
    return PeakMemory(tuple(terms), tuple(steps))


def _with_option(choices: Choices, activations: list[int], option: int) -> Recipe:
    rows = {}
    for v in activations:
        spec = choices.specs[v][min(option, len(choices.specs[v]) - 1)]
        rows.update({key: LayerRecipe(activation=spec) for key in choices.groups[v]})
    return Recipe(rows)


def _reduced(term: Term) -> Term:
    """``term`` without variables that change nothing, such as the tensors that a later one overwrites."""
    for position in range(len(term.variables)):
        shorter: dict[tuple[int, ...], set[int]] = {}
        for options, nbytes in term.nbytes.items():
            shorter.setdefault((*options[:position], *options[position + 1 :]), set()).add(nbytes)
        if all(len(sizes) == 1 for sizes in shorter.values()):
            variables = (*term.variables[:position], *term.variables[position + 1 :])
            return _reduced(Term(variables, {options: sizes.pop() for options, sizes in shorter.items()}))
    return term
