"""Work over all cores: in order, cancelled soon, and without anybody left behind."""

from __future__ import annotations

import os
import time

import pytest

from edgeviz.core.errors import EdgeVizError
from edgeviz.jobs.context import CancelledError, Context, Untracked
from edgeviz.jobs.spread import spread


def scaled(factor: int, item: int) -> tuple[int, int]:
    time.sleep(0.02 * (item % 3))
    return factor * item, os.getpid()


def refused(shared: None, item: int) -> None:
    raise EdgeVizError(f"{item} is too many.", "Take fewer.")


def test_results_come_in_the_order_of_the_items_from_other_processes() -> None:
    found = list(spread(Untracked(), scaled, 10, range(7), 2))
    assert [value for value, _ in found] == [10 * item for item in range(7)]
    assert os.getpid() not in {process for _, process in found}


def test_an_error_arrives_with_its_remedy() -> None:
    with pytest.raises(EdgeVizError, match="3 is too many") as caught:
        list(spread(Untracked(), refused, None, [3], 2))
    assert caught.value.remedy == "Take fewer."


def test_cancelling_ends_it_between_two_items() -> None:
    seen: list[tuple[int, int]] = []
    context = Context("job", lambda event: None, lambda: len(seen) >= 2)
    with pytest.raises(CancelledError):
        seen.extend(spread(context, scaled, 1, range(1000), 2))
    assert len(seen) == 2
