"""The loop of a search: ask a sampler, have candidates evaluated, tell it.

**In rounds.** A round asks for ``batch`` candidates and tells all of them when the last is known. So what is asked does
not depend on who was done first, nor on how many worked. **Asynchronously** each result is told as it comes in.

**Going on** needs nothing but the candidates found so far: the search is played from its beginning, and what is known
is not evaluated again. In rounds it asks exactly what it would have asked without the break; asynchronously too, as
long as as many candidates are in flight as before.

Successive halving is a round of its own (Jamieson and Talwalkar 2016): all candidates get the first rung's training,
the best of them more, and the sampler hears of each what its last rung came to. Asynchronously it is ASHA (Li et al.
2020).
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Future, wait
from dataclasses import dataclass, replace
from math import isnan
from typing import Protocol, TypeAlias, TypeVar

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.halving import Halving
from edgeviz.core.nas.request import End, Ended, Fidelity, Found, Proxy, SearchRequest
from edgeviz.core.nas.samplers import make
from edgeviz.core.nas.trial import Trial

#: A candidate whose worker vanished is evaluated again so often.
RETRIES = 2
#: So many failures before the first success end a search: the fault is not in the candidates.
HOPELESS = 10
#: Seconds between two looks at whether somebody wants the search to end.
LOOK = 0.1

R = TypeVar("R")

#: A trial and the training-free scores that were found beside it.
Evaluated: TypeAlias = tuple[Trial, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Ask:
    """One evaluation. budget: epochs of training. seed: of the training; the same for a key whenever it is asked."""

    number: int
    key: str
    budget: float
    seed: int
    generation: int


class Workers(Protocol):
    """Who evaluates. Futures raise BrokenExecutor where a worker vanished, EdgeVizError where none can do it."""

    @property
    def capacity(self) -> int:
        """Candidates that are handed over at once."""

    def evaluate(self, ask: Ask) -> Future[Evaluated]:
        """The trial, which may be a failed one, with the training-free scores that are known of it."""

    def score(self, ask: Ask) -> Future[float]:
        """The training-free score by which candidates are screened; larger is better, NaN where there is none."""


class _EndedError(Exception):
    def __init__(self, end: End) -> None:
        self.end = end


def halving_of(request: SearchRequest) -> Halving:
    """The rungs; a single one without successive halving."""
    evaluating = request.evaluating
    most = float(evaluating.train.epochs)
    rungs = evaluating.rungs if evaluating.fidelity is Fidelity.HALVING else 1
    return Halving(max(1.0, most / evaluating.factor ** (rungs - 1)), most, evaluating.factor)


def seed_of(request: SearchRequest, key: str) -> int:
    """The seed of a candidate's training: it depends on the search's and on the architecture alone."""
    digest = hashlib.sha256(f"{request.seed}/{key}".encode()).digest()
    return int.from_bytes(digest[:4], "big") & 0x7FFFFFFF


def drive(
    request: SearchRequest,
    workers: Workers,
    found: Callable[[Found], None],
    watch: Callable[[int], bool] = lambda candidates: False,
    known: Iterable[Found] = (),
) -> Ended:
    """Search until a limit is reached or no architecture is left.

    found: called for each candidate the moment it is known, not for ``known``. watch: called at least every ``LOOK``
    seconds with the architectures known so far; what it raises passes through at once, and where it returns True no
    further candidate is begun and the search ends as PAUSED when those in flight are known.
    Raises EdgeVizError where candidates cannot be evaluated at all.
    """
    return _Drive(request, workers, found, watch, known).run()


class _Drive:
    def __init__(
        self,
        request: SearchRequest,
        workers: Workers,
        found: Callable[[Found], None],
        watch: Callable[[int], bool],
        known: Iterable[Found],
    ) -> None:
        self.request, self.workers, self._found, self._watch = request, workers, found, watch
        self.sampler = make(request.sampler, request.space, request.goal, request.seed, request.settings)
        self.halving = halving_of(request)
        #: Whole epochs.
        self.budgets = [float(round(budget)) for budget in self.halving.budgets]
        self._known = sorted(known, key=lambda one: one.number)
        self._memo = {(one.trial.key, one.trial.budget): one.trial for one in self._known}
        self._numbers = {one.number for one in self._known}
        self._before = max((one.elapsed for one in self._known), default=0.0)
        self._begun = time.monotonic()
        #: Asks so far in this pass through the search, and the architectures that were asked for.
        self._asks = 0
        self._taken: set[str] = set()
        self._evaluated = {one.trial.key for one in self._known}
        self._facts: Mapping[str, float] = self.sampler.facts
        self._failures = 0
        self._succeeded = any(not one.trial.failed for one in self._known)

    def run(self) -> Ended:
        try:
            end = self._asynchronously() if self.request.executing.asynchronous else self._in_rounds()
        except _EndedError as error:
            end = error.end
        return Ended(end, len(self._evaluated))

    # in rounds

    def _in_rounds(self) -> End:
        size = self.request.executing.batch
        # At the full budget, also with successive halving: they are there to be compared with.
        keys = list(dict.fromkeys(self.request.begin))[: self.request.trials]
        for start in range(0, len(keys), size):
            self._tell(self._evaluate(keys[start : start + size], self.budgets[-1]))
        while (left := self.request.trials - len(self._taken)) > 0:
            keys = self._next(min(size, left))
            if not keys:
                return End.EXHAUSTED
            self._tell(self._bracket(keys))
        return End.TRIALS

    def _bracket(self, keys: Sequence[str]) -> list[Trial]:
        """What each candidate came to on its last rung."""
        latest: dict[str, Trial] = {}
        for rung, budget in enumerate(self.budgets):
            trials = self._evaluate(keys, budget)
            latest |= {one.key: one for one in trials}
            keys = self.halving.survivors(rung, {one.key: self._score(one) for one in trials})
            if not keys:
                break
        return list(latest.values())

    def _evaluate(self, keys: Sequence[str], budget: float) -> list[Trial]:
        """All of them, those that are known from before without anybody's work."""
        asks = [self._ask(key, budget) for key in keys]
        trials = {ask.key: self._memo[ask.key, budget] for ask in asks if (ask.key, budget) in self._memo}
        waiting = deque(ask for ask in asks if ask.key not in trials)

        def take(ask: Ask, result: Evaluated | Exception) -> None:
            trials[ask.key] = self._take(ask, result)

        self._pump(lambda: waiting.popleft() if waiting else None, self.workers.evaluate, take)
        return [trials[key] for key in keys]

    # asynchronously

    def _asynchronously(self) -> End:
        rungs: list[dict[str, float | None]] = [{} for _ in self.budgets]
        promoted: list[set[str]] = [set() for _ in self.budgets]
        begin = deque(dict.fromkeys(self.request.begin))
        end = End.TRIALS

        def following() -> Ask | None:
            nonlocal end
            go_on = self.halving.promotion(rungs, [frozenset(keys) for keys in promoted])
            if go_on is not None:
                promoted[go_on.rung - 1].add(go_on.key)
                return self._ask(go_on.key, self.budgets[go_on.rung])
            if len(self._taken) >= self.request.trials:
                return None
            if begin:
                return self._ask(begin.popleft(), self.budgets[-1])
            keys = self._next(1)
            if not keys:
                end = End.EXHAUSTED
                return None
            return self._ask(keys[0], self.budgets[0])

        def hear(trial: Trial) -> None:
            if trial.budget in self.budgets:
                rungs[self.budgets.index(trial.budget)][trial.key] = self._score(trial)
            self._tell([trial])

        # What was found before the break, told in the same order with as many candidates in flight.
        flying: set[tuple[str, float]] = set()
        waiting: deque[Ask] = deque()
        for one in self._known:
            while len(flying) + len(waiting) < self.workers.capacity and (ask := following()) is not None:
                if (ask.key, ask.budget) in self._memo:
                    flying.add((ask.key, ask.budget))
                else:
                    waiting.append(ask)
            flying.discard((one.trial.key, one.trial.budget))
            self._taken.add(one.trial.key)
            hear(one.trial)
        self._pump(
            lambda: waiting.popleft() if waiting else following(),
            self.workers.evaluate,
            lambda ask, result: hear(self._take(ask, result)),
        )
        return end

    # what both need

    def _next(self, count: int) -> list[str]:
        """Keys of architectures that were not taken up yet, screened; fewer where there are no more."""
        draws = self.request.evaluating.screen if self.request.evaluating.proxy is not Proxy.NONE else 1
        groups: list[list[str]] = []
        drawn: set[str] = set()
        for _ in range(count):
            group = [one.key for one in self.sampler.ask_many(draws)]
            fresh = [key for key in dict.fromkeys(group) if key not in self._taken and key not in drawn]
            drawn.update(fresh)
            if fresh:
                groups.append(fresh)
        return self._screened(groups)

    def _screened(self, groups: Sequence[Sequence[str]]) -> list[str]:
        """The most promising of each group; where one was evaluated before a break, that one."""
        chosen = [next((key for key in group if key in self._evaluated), None) for group in groups]
        pairs = list(zip(groups, chosen, strict=True))
        unknown = [key for group, known in pairs if known is None and len(group) > 1 for key in group]
        waiting = deque(Ask(-1, key, self.budgets[0], seed_of(self.request, key), 0) for key in unknown)
        scores: dict[str, float] = {}

        def take(ask: Ask, result: float | Exception) -> None:
            # What cannot even be scored is not chosen, unless there is nothing else.
            if not isinstance(result, Exception) and not isnan(result):
                scores[ask.key] = result

        self._pump(lambda: waiting.popleft() if waiting else None, self.workers.score, take)
        # The first of equals, so that the order in which scores come in is without effect.
        return [known or max(group, key=lambda key: scores.get(key, -float("inf"))) for group, known in pairs]

    def _ask(self, key: str, budget: float) -> Ask:
        self._taken.add(key)
        number = self._asks
        self._asks += 1
        if number in self._numbers and (key, budget) not in self._memo:
            # Another version of the sampler asked for something else: that candidate keeps its number.
            number = max(self._numbers) + 1
        if (key, budget) not in self._memo:
            self._numbers.add(number)
        return Ask(number, key, budget, seed_of(self.request, key), self.sampler.generation)

    def _tell(self, trials: Iterable[Trial]) -> None:
        self.sampler.tell_many(trials)
        self._facts = self.sampler.facts

    def _score(self, trial: Trial) -> float | None:
        return None if trial.failed else self.request.goal.score(trial.metrics)

    def _take(self, ask: Ask, result: Evaluated | Exception) -> Trial:
        """Make a trial of what a worker answered and hand it over."""
        proxies: Mapping[str, float] = {}
        if isinstance(result, Exception):
            lost = isinstance(result, BrokenExecutor | CancelledError)
            reason = f"Its worker vanished {RETRIES + 1} times." if lost else f"{type(result).__name__}: {result}"
            trial = Trial(ask.key, failed=reason)
        else:
            trial, proxies = result
        trial = replace(trial, budget=ask.budget, generation=ask.generation, seed=ask.seed)
        self._evaluated.add(ask.key)
        self._found(Found(ask.number, trial, dict(self._facts), dict(proxies), self._elapsed()))
        self._succeeded = self._succeeded or not trial.failed
        self._failures += bool(trial.failed)
        if not self._succeeded and self._failures >= HOPELESS:
            raise EdgeVizError(
                f"The first {self._failures} candidates failed, the last one because: {trial.failed[:200]}",
                "Mend that, then go on with the search or begin a new one.",
            )
        return trial

    def _elapsed(self) -> float:
        return self._before + time.monotonic() - self._begun

    def _closing(self) -> End | None:
        """Why no further candidate is begun, if so."""
        if self._watch(len(self._evaluated)):
            return End.PAUSED
        return End.SECONDS if 0 < self.request.seconds <= self._elapsed() else None

    def _pump(
        self,
        following: Callable[[], Ask | None],
        submit: Callable[[Ask], Future[R]],
        take: Callable[[Ask, R | Exception], None],
    ) -> None:
        """Keep the workers busy with what ``following`` gives, until it gives nothing and all is taken."""
        again: deque[Ask] = deque()
        lost: Counter[Ask] = Counter()
        flying: dict[Future[R], Ask] = {}
        while True:
            closing = self._closing()
            while closing is None and len(flying) < self.workers.capacity:
                item = again.popleft() if again else following()
                if item is None:
                    break
                flying[submit(item)] = item
            if not flying:
                if closing is not None and (again or following() is not None):
                    raise _EndedError(closing)
                return
            for future in wait(flying, LOOK, FIRST_COMPLETED).done:
                item = flying.pop(future)
                try:
                    result: R | Exception = future.result()
                except EdgeVizError:
                    raise
                except Exception as error:
                    lost[item] += 1
                    if isinstance(error, BrokenExecutor | CancelledError) and lost[item] <= RETRIES:
                        again.append(item)
                        continue
                    result = error
                take(item, result)
