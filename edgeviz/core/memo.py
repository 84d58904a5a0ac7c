"""The last answer of a pure function, kept for whoever asks the same again, or nearly the same."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from operator import is_
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from edgeviz.core.graph import Layer, ModelGraph
    from edgeviz.core.recipe import LayerRecipe, Recipe

P = ParamSpec("P")
R = TypeVar("R")


def last_answer(function: Callable[P, R]) -> Callable[P, R]:
    """``function``, which computes again only when an argument is another object.

    For frozen values that are dear to hash, such as a graph. One answer is kept, so no model stays in memory for long.
    """
    last: list[tuple[tuple[object, ...], R]] = []

    @wraps(function)
    def remembering(*args: P.args, **kwargs: P.kwargs) -> R:
        if kwargs:
            return function(*args, **kwargs)
        # One slice is read and one assigned, so that threads see a whole pair or none.
        for given, answer in last[:1]:
            if len(given) == len(args) and all(one is other for one, other in zip(given, args, strict=True)):
                return answer
        answer = function(*args, **kwargs)
        last[:] = [(args, answer)]
        return answer

    return remembering


def each_layer(function: Callable[[Layer, LayerRecipe], R]) -> Callable[[ModelGraph, Recipe], tuple[R, ...]]:
    """[layers] ``function`` of every layer and its row of a recipe, worked out anew only for rows that are others than
    the last time: one edit of a deep network changes one row, and all figures are asked for within a frame.
    """
    last: list[tuple[tuple[Layer, ...], list[LayerRecipe], tuple[R, ...]]] = []

    def answers(graph: ModelGraph, recipe: Recipe) -> tuple[R, ...]:
        layers = graph.layers
        rows = recipe.rows_of(graph.layer_keys)
        found: list[R] | None = None
        for given, before, kept in last[:1]:
            if given is layers:
                found = list(kept)
                for at in [at for at, same in enumerate(map(is_, rows, before)) if not same]:
                    found[at] = function(layers[at], rows[at])
        answer = tuple(found if found is not None else map(function, layers, rows))
        last[:] = [(layers, rows, answer)]
        return answer

    return answers
