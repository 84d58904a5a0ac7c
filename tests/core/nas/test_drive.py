"""The loop of a search, with candidates whose figures are computed from their genes."""

from __future__ import annotations

import random
import threading
import time
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from dataclasses import replace

import pytest

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.nas.drive import Ask, Evaluated, drive
from edgeviz.core.nas.request import End, Ended, Evaluating, Executing, Fidelity, Found, Proxy, SearchRequest
from edgeviz.core.nas.samplers import SAMPLERS
from edgeviz.core.nas.space import Choice, Space
from edgeviz.core.nas.trial import Trial
from edgeviz.core.training import TrainSpec
from tests.core.nas.spaces import GOAL, TINY

WIDE = Space("wide", "Wide", "none", tuple(Choice(f"c{index}", (0, 1, 2, 3)) for index in range(12)))
REQUEST = SearchRequest(
    WIDE, GOAL, settings={"population": 8, "sample": 4}, trials=40, executing=Executing(workers=3, batch=6)
)
HALVING = Evaluating(Fidelity.HALVING, TrainSpec(epochs=9), rungs=3, factor=3)


def figures(ask: Ask) -> Trial:
    genes = WIDE.decode(ask.key).genes if len(ask.key) == 12 else tuple(map(ord, ask.key))
    if sum(genes) % 7 == 0:
        return Trial(ask.key, failed="does not fit the memory")
    accuracy = (0.9 - 0.5 / (1 + sum(genes))) * (1 - 0.1 / ask.budget)
    return Trial(
        ask.key,
        {
            "accuracy": Metric("accuracy", accuracy, Provenance.MEASURED),
            "latency": Metric("latency", 1e-4 * (1 + sum(genes)), Provenance.MODELLED, device="made up"),
        },
    )


class Threads:
    """Evaluates in threads, in an order that nobody can foresee."""

    def __init__(self, capacity: int = 3, shuffled: bool = True) -> None:
        self.capacity, self.shuffled = capacity, shuffled
        self.pool = ThreadPoolExecutor(capacity)
        self.asked: list[Ask] = []
        self.scored: list[Ask] = []

    def evaluate(self, ask: Ask) -> Future[Evaluated]:
        self.asked.append(ask)
        return self.pool.submit(self._evaluated, ask)

    def score(self, ask: Ask) -> Future[float]:
        self.scored.append(ask)
        return self.pool.submit(lambda: float(sum(WIDE.decode(ask.key).genes)))

    def _evaluated(self, ask: Ask) -> Evaluated:
        if self.shuffled:
            time.sleep(random.random() * 0.001)
        return figures(ask), {"made up": float(len(ask.key))}


def search(
    request: SearchRequest, workers: Threads, known: list[Found] | None = None, most: int | None = None
) -> tuple[list[Found], Ended]:
    """All that is found by the end, or by the ``most``-th evaluation, after which it is asked to finish."""
    found: list[Found] = []
    with workers.pool:
        end = drive(request, workers, found.append, lambda _: most is not None and len(found) >= most, known or [])
    return found, end


def plain(found: list[Found]) -> list[tuple[object, ...]]:
    """In the order of their numbers, without what depends on the clock."""
    return [(one.number, one.trial, one.facts, one.proxies) for one in sorted(found, key=lambda one: one.number)]


@pytest.mark.parametrize("evaluating", [Evaluating(), HALVING, Evaluating(proxy=Proxy.NASWOT, screen=3)])
@pytest.mark.parametrize("sampler", SAMPLERS)
def test_a_search_in_rounds_is_the_same_whatever_the_number_of_workers(sampler: str, evaluating: Evaluating) -> None:
    request = replace(REQUEST, sampler=sampler, settings={}, evaluating=evaluating, begin=("0" * 12, "3" * 12))
    first, end = search(request, Threads(1, shuffled=False))
    assert end == Ended(End.TRIALS, 40)
    for workers in (2, 3, 6):
        other, _ = search(request, Threads(workers))
        assert plain(other) == plain(first)


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize("evaluating", [Evaluating(), HALVING, Evaluating(proxy=Proxy.NASWOT, screen=3)])
@pytest.mark.parametrize("sampler", SAMPLERS)
def test_a_search_that_goes_on_asks_what_it_would_have_asked(
    sampler: str, evaluating: Evaluating, asynchronous: bool
) -> None:
    # Asynchronously only one worker at a time makes two runs comparable.
    workers = 1 if asynchronous else 3
    request = replace(
        REQUEST, sampler=sampler, settings={}, evaluating=evaluating,
        executing=Executing(workers=workers, batch=6, asynchronous=asynchronous),
    )  # fmt: skip
    whole, _ = search(request, Threads(workers))
    known: list[Found] = []
    for most in (7, 8, 11, None):
        found, end = search(request, Threads(workers), known, most)
        assert not {(one.trial.key, one.trial.budget) for one in known} & {(f.trial.key, f.trial.budget) for f in found}
        known += found
        assert end.end is (End.PAUSED if most else End.TRIALS)
    assert plain(known) == plain(whole)


def test_what_is_lost_in_flight_is_evaluated_again_and_keeps_its_number() -> None:
    whole, _ = search(REQUEST, Threads())
    lost = {9, 10, 13}
    kept = [one for one in whole if one.number < 15 and one.number not in lost]
    again, _ = search(REQUEST, Threads(), kept)
    assert {one.number for one in again} == lost | set(range(15, 40))
    assert plain(kept + again) == plain(whole)


def test_more_candidates_can_be_asked_for_later() -> None:
    short, _ = search(replace(REQUEST, trials=20), Threads())
    more, end = search(REQUEST, Threads(), short)
    assert end == Ended(End.TRIALS, 40) and len(more) == 20
    assert {one.number for one in short + more} == set(range(40))


def test_a_small_space_is_searched_whole_and_then_the_search_ends() -> None:
    for asynchronous in (False, True):
        request = SearchRequest(TINY, GOAL, trials=100, executing=Executing(2, 4, asynchronous))
        found, end = search(request, Threads(2))
        assert end == Ended(End.EXHAUSTED, TINY.count)
        assert len({one.trial.key for one in found}) == len(found) == TINY.count


def test_networks_made_by_hand_are_evaluated_first_with_the_whole_budget_and_learned_from() -> None:
    begin = ("0" * 12, "1" * 12, "2" * 12, "3" * 12, "0" * 11 + "1", "0" * 11 + "2", "0" * 11 + "3")
    found, _ = search(replace(REQUEST, evaluating=HALVING, begin=begin), Threads())
    first = sorted(found, key=lambda one: one.number)[: len(begin)]
    assert tuple(one.trial.key for one in first) == begin
    assert {one.trial.budget for one in first} == {9.0}
    assert sum(one.trial.key in begin for one in found) == len(begin)


def test_successive_halving_trains_few_to_the_end() -> None:
    found, _ = search(replace(REQUEST, evaluating=HALVING, executing=Executing(3, 9), trials=36), Threads())
    budgets = [one.trial.budget for one in found]
    assert (budgets.count(1.0), budgets.count(3.0), budgets.count(9.0)) == (36, 12, 4)
    first = {one.trial.key: GOAL.score(one.trial.metrics) for one in found if one.number < 9 and one.trial.metrics}
    (whole,) = [one.trial.key for one in found if one.number < 13 and one.trial.budget == 9.0]
    assert first[whole] == max(first.values())


def test_asynchronous_halving_trains_few_to_the_end_too() -> None:
    request = replace(REQUEST, evaluating=HALVING, executing=Executing(3, 9, asynchronous=True), trials=36)
    found, end = search(request, Threads())
    budgets = [one.trial.budget for one in found]
    assert end == Ended(End.TRIALS, 36)
    # More than a third where candidates become better all the time: the best so far are promoted, nobody waits.
    assert 36 == budgets.count(1.0) > budgets.count(3.0) > budgets.count(9.0) >= 2


def test_screening_evaluates_the_one_with_the_best_score_of_each_draw() -> None:
    workers = Threads()
    found, _ = search(
        replace(REQUEST, sampler="random", settings={}, evaluating=Evaluating(proxy=Proxy.NASWOT, screen=4)), workers
    )
    plainly, _ = search(replace(REQUEST, sampler="random", settings={}), Threads())
    assert len(workers.scored) == 160
    assert _mean(found) > _mean(plainly) + 2


def _mean(found: list[Found]) -> float:
    return sum(sum(WIDE.decode(one.trial.key).genes) for one in found) / len(found)


class Vanishing(Threads):
    """Loses some of its workers: those that have one of ``keys`` each time, others once."""

    def __init__(self, always: frozenset[int] = frozenset()) -> None:
        super().__init__()
        self.always, self.once = always, set(range(0, 40, 5))

    def _evaluated(self, ask: Ask) -> Evaluated:
        if ask.number in self.always or ask.number in self.once:
            self.once.discard(ask.number)
            raise BrokenExecutor("out of memory")
        return super()._evaluated(ask)


def test_a_candidate_whose_worker_vanished_is_evaluated_again() -> None:
    whole, _ = search(REQUEST, Threads())
    found, _ = search(REQUEST, Vanishing())
    assert plain(found) == plain(whole)


def test_a_candidate_that_ends_every_worker_fails_and_the_search_goes_on() -> None:
    found, end = search(REQUEST, Vanishing(frozenset({8})))
    (failed,) = [one for one in found if one.number == 8]
    assert failed.trial.failed == "Its worker vanished 3 times."
    assert end == Ended(End.TRIALS, 40)


class Failing(Threads):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def _evaluated(self, ask: Ask) -> Evaluated:
        raise self.error


def test_a_search_none_of_whose_candidates_can_be_evaluated_ends_with_the_reason() -> None:
    workers = Failing(EdgeVizError("There is no data."))
    with pytest.raises(EdgeVizError, match="There is no data"):
        search(REQUEST, workers)
    assert len(workers.asked) <= workers.capacity
    with pytest.raises(EdgeVizError, match=r"first 10 candidates failed.*ZeroDivisionError: what"):
        search(REQUEST, Failing(ZeroDivisionError("what")))


def test_after_its_time_no_candidate_is_begun_and_those_in_flight_are_kept() -> None:
    class Slow(Threads):
        def _evaluated(self, ask: Ask) -> Evaluated:
            time.sleep(0.05)
            return figures(ask), {}

    found, end = search(replace(REQUEST, seconds=0.2), Slow())
    assert end.end is End.SECONDS and end.candidates == len(found) < 40
    again, end = search(replace(REQUEST, seconds=0.2), Slow(), [*found[:-1], replace(found[-1], elapsed=0.3)])
    assert not again and end.end is End.SECONDS


def test_whoever_watches_can_end_it_at_once() -> None:
    release = threading.Event()

    class Stuck(Threads):
        def _evaluated(self, ask: Ask) -> Evaluated:
            release.wait(60)
            return figures(ask), {}

    class StopError(BaseException):
        pass

    def watch(candidates: int) -> bool:
        if workers.asked:
            raise StopError
        return False

    workers = Stuck()
    with pytest.raises(StopError):
        drive(REQUEST, workers, lambda found: None, watch)
    release.set()
    workers.pool.shutdown()


def test_a_candidate_that_another_version_found_keeps_its_number() -> None:
    stranger = Found(2, figures(Ask(2, "012301230120", 3.0, 0, 0)))
    stranger = replace(stranger, trial=replace(stranger.trial, budget=3.0))
    found, _ = search(REQUEST, Threads(), [stranger])
    numbers = [one.number for one in found]
    assert 2 not in numbers and len(set(numbers)) == len(numbers) == 40
