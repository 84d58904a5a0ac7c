"""Layers that must share a width.

A weight that several layers use is stored once: such layers share everything. An activation is stored once too,
so all layers that quantize the same tensor (see ``core.points``: as its readers, or as its writer for an operator
beside them) share their activation width, and so do the operands of an addition or a concatenation, which an
integer kernel can only join at one width. With these ties a recipe's size is a sum over the groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from edgeviz.core.graph import ModelGraph
from edgeviz.core.memo import last_answer
from edgeviz.core.recipe import KEPT_BITS, LayerRecipe, Recipe
from edgeviz.core.sensitivity import Part
from edgeviz.core.spec import Spec, at_least

#: Operators that join tensors element by element or end to end.
JOINS = frozenset(("Add", "Sub", "Sum", "Mean", "Max", "Min", "Mul", "Concat"))


@dataclass(frozen=True)
class Ties:
    """Partitions of layer keys, in the order of the graph. Groups of one are layers that are free.

    ``weights`` holds every layer once; ``activations`` every layer whose input can be quantized.
    """

    weights: tuple[tuple[str, ...], ...]
    activations: tuple[tuple[str, ...], ...]

    def groups(self, part: Part) -> tuple[tuple[str, ...], ...]:
        return self.weights if part is Part.WEIGHT else self.activations

    def partners(self, key: str, part: Part) -> tuple[str, ...]:
        """The other layers of the group that ``key`` belongs to."""
        return tuple(other for other in self._home.get((part, key), ()) if other != key)

    @cached_property
    def bound(self) -> tuple[tuple[Part, tuple[str, ...]], ...]:
        """The groups of more than one layer."""
        return tuple((part, group) for part in Part for group in self.groups(part) if len(group) > 1)

    @cached_property
    def _home(self) -> dict[tuple[Part, str], tuple[str, ...]]:
        return {(part, key): group for part, group in self.bound for key in group}


def spec_of(row: LayerRecipe, part: Part) -> Spec:
    return row.weight if part is Part.WEIGHT else row.activation


def with_ties(recipe: Recipe, changes: Mapping[str, LayerRecipe], ties: Ties) -> dict[str, LayerRecipe]:
    """``changes`` to ``recipe``, and the same change in every layer that is tied to a changed one.

    A group gets one whole representation, and not only one width: its tensor is stored once, with one scale. Where
    several of its layers are changed differently, that is the widest of theirs (the first of equals). Where one of
    them is kept at 8 bits the others do not fall below that either: its tensor is theirs.
    """
    found = dict(changes)
    for part, group in ties.bound:
        new = [spec_of(changes[key], part) for key in group if key in changes]
        old = [spec_of(recipe.chosen(key), part) for key in group if key in changes]
        changed = [spec for spec, before in zip(new, old, strict=True) if spec != before]
        if changed:
            chosen = max(changed, key=lambda spec: spec.bits)
            beside = at_least(chosen, KEPT_BITS) if has_kept(recipe, group) else chosen
            for key in group:
                row = found.get(key) or recipe.chosen(key)
                found[key] = replace(row, **{part.value: chosen if key in recipe.kept else beside})
    return {key: row for key, row in found.items() if row != recipe.chosen(key)}


def has_kept(recipe: Recipe, group: Iterable[str]) -> bool:
    """Whether ``recipe`` keeps a layer of ``group`` at 8 bits or more."""
    return any(key in recipe.kept for key in group)


def beside_kept(recipe: Recipe, ties: Ties) -> Recipe:
    """``recipe`` with the layers that are tied to a kept one at 8 bits or more, where they are tied."""
    rows: dict[str, LayerRecipe] = {}
    for part, group in ties.bound:
        for key in group if has_kept(recipe, group) else ():
            if key not in recipe.kept:
                row = rows.get(key) or recipe.chosen(key)
                rows[key] = replace(row, **{part.value: at_least(spec_of(row, part), KEPT_BITS)})
    return recipe.with_layers(rows)


def no_longer_beside_kept(recipe: Recipe, ties: Ties) -> Recipe:
    """What ``beside_kept`` raised takes again what was chosen for the kept layer: the group is to have one width."""
    rows: dict[str, LayerRecipe] = {}
    for part, group in ties.bound:
        chosen = next((spec_of(recipe.chosen(key), part) for key in group if key in recipe.kept), None)
        for key in group if chosen is not None else ():
            row = rows.get(key) or recipe.chosen(key)
            if chosen is not None and key not in recipe.kept and spec_of(row, part) == at_least(chosen, KEPT_BITS):
                rows[key] = replace(row, **{part.value: chosen})
    return recipe.with_layers(rows)


def lifted(recipe: Recipe, ties: Ties) -> Recipe:
    """``recipe`` with every group at the widest representation that one of its layers has: nothing gets narrower."""
    rows = dict(recipe.layers)
    for part, group in ties.bound:
        chosen = max((spec_of(recipe[key], part) for key in group), key=lambda spec: spec.bits)
        for key in group:
            rows[key] = replace(rows.get(key, LayerRecipe()), **{part.value: chosen})
    return replace(recipe, layers=rows)


def disagreeing(recipe: Recipe, ties: Ties) -> dict[Part, frozenset[str]]:
    """The layers whose ties ``recipe`` breaks: weights that differ at all, activations that differ in width."""
    found: dict[Part, set[str]] = {part: set() for part in Part}
    for part, group in ties.bound:
        specs = [spec_of(recipe[key], part) for key in group]
        kinds = specs if part is Part.WEIGHT else [(spec.bits, spec.scheme) for spec in specs]
        if len(set(kinds)) > 1:
            found[part].update(group)
    return {part: frozenset(keys) for part, keys in found.items()}


@last_answer
def tied_groups(graph: ModelGraph) -> Ties:
    """The groups of ``graph``'s layers whose weights, and whose activations, must share a width."""
    by_weight = _grouped((layer.weight, layer.key) for layer in graph.layers)
    quantize = {layer.key for layer in graph.layers if layer.input}
    nodes = {layer.node for layer in graph.layers if layer.input}
    decide = deciders(graph)
    bound: list[Sequence[str]] = [[key for key in keys if key in quantize] for keys in by_weight]
    bound += decide.values()
    for node in graph.nodes:
        if node.op in JOINS and node.key not in nodes:
            bound.append([key for tensor in node.inputs for key in decide.get(tensor, ())])
    order = [layer.key for layer in graph.layers]
    return Ties(_partition(order, by_weight), _partition([key for key in order if key in quantize], bound))


def deciders(graph: ModelGraph) -> dict[str, tuple[str, ...]]:
    """Tensor -> the layers of which any may decide its quantizer: its readers, and its writer for other readers."""
    layers = [layer for layer in graph.layers if layer.input]
    nodes = {layer.node for layer in layers}
    found: dict[str, list[str]] = {}
    for layer in layers:
        found.setdefault(layer.input, []).append(layer.key)
    for layer in layers:
        if any(graph.nodes[row].key not in nodes for row in graph.consumers.get(layer.output, ())):
            found.setdefault(layer.output, []).append(layer.key)
    return {tensor: tuple(keys) for tensor, keys in found.items()}


def _grouped(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    found: dict[str, list[str]] = {}
    for group, key in pairs:
        found.setdefault(group, []).append(key)
    return list(found.values())


def _partition(keys: Sequence[str], bound: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """The finest partition of ``keys`` that keeps each of ``bound`` together."""
    parent = {key: key for key in keys}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = key = parent[parent[key]]
        return key

    for group in bound:
        for key in group[1:]:
            parent[root(key)] = root(group[0])
    return tuple(tuple(group) for group in _grouped((root(key), key) for key in keys))
