"""The last answer of a pure function, kept for whoever asks the same again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

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
