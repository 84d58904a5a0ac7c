"""The lanes of a scenario's timeline and what dragging does in each: steps of ``timeline``, contention that changes at
random, and other programs with duty cycles.

All functions give a new scenario. Blocks are steps (seconds, value); of a program they are its share while it runs and
0 between, of random contention what the scenario's own seed draws. Whatever is changed in one block of those two
changes all blocks of its kind, as they come from the same few figures.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from edgeviz.core.adaptive.scenario import Program, Scenario, Signal, SignalKind
from edgeviz.core.adaptive.timeline import LANES, Lane, Steps, end_of, shifted, steps_of, with_span, with_steps
from edgeviz.core.adaptive.timeline import with_start as step_start
from edgeviz.core.adaptive.timeline import with_value as step_value
from edgeviz.core.adaptive.timeline import without as step_without
from edgeviz.core.adaptive.world import slow_down_switches

#: Contention that changes at random, and the first of a program's lane: "program:0".
RANDOM, PROGRAM = "random", "program:"
RANDOM_LANE = Lane(1.0, 20.0, 0.1, 2.0)
PROGRAM_LANE = Lane(0.01, 0.95, 0.01, 0.4)
#: More blocks than these are one.
MOST_BLOCKS = 2000


def lanes_of(scenario: Scenario | None) -> tuple[str, ...]:
    """Their names from top to bottom."""
    programs = () if scenario is None else scenario.contention.programs
    names = list(LANES)
    at = names.index("slow_down") + 1
    return (*names[:at], RANDOM, *(f"{PROGRAM}{index}" for index in range(len(programs))), *names[at:])


def kind_of(lane: str) -> Lane:
    return RANDOM_LANE if lane == RANDOM else PROGRAM_LANE if lane.startswith(PROGRAM) else LANES[lane]


def program_of(scenario: Scenario, lane: str) -> Program | None:
    """The program whose lane it is."""
    return scenario.contention.programs[int(lane.removeprefix(PROGRAM))] if lane.startswith(PROGRAM) else None


def is_random(scenario: Scenario, lane: str) -> bool:
    return lane == RANDOM and scenario.contention.slow_down.kind is SignalKind.MARKOV


def blocks_of(scenario: Scenario, lane: str) -> Steps:
    program = program_of(scenario, lane)
    if program is not None:
        return _runs(program, scenario.duration)
    if lane != RANDOM:
        return steps_of(scenario, lane)
    signal = scenario.contention.slow_down
    if signal.kind is SignalKind.CONSTANT:
        return ((0.0, signal.value),)
    if signal.kind is SignalKind.TRACE:
        return steps_of(_as_bandwidth(scenario), "bandwidth")
    edges = slow_down_switches(scenario)
    if len(edges) > MOST_BLOCKS:
        return ((0.0, signal.value),)
    return tuple((edge, signal.other if index % 2 else signal.value) for index, edge in enumerate(edges))


def with_value(scenario: Scenario, lane: str, index: int, value: float) -> Scenario:
    """Held within what the lane allows. Raises ScenarioError, as all of these do."""
    limits = kind_of(lane)
    value = min(max(value, limits.least), limits.most)
    program = program_of(scenario, lane)
    if program is not None:
        others = sum(one.share for one in scenario.contention.programs if one is not program)
        return _with_program(scenario, lane, replace(program, share=min(value, max(limits.least, 0.95 - others))))
    if is_random(scenario, lane):
        signal = scenario.contention.slow_down
        return _with_signal(scenario, replace(signal, other=value) if index % 2 else replace(signal, value=value))
    return _with_steps(scenario, lane, step_value(blocks_of(scenario, lane), index, value, limits))


def with_start(scenario: Scenario, lane: str, index: int, time: float, gap: float) -> Scenario:
    """The block begins at ``time``: of a program all of its runs begin, or end, so much later; of random contention
    the state before it lasts so much longer on average that this edge lies at ``time``."""
    blocks = blocks_of(scenario, lane)
    program = program_of(scenario, lane)
    if program is not None:
        by = time - blocks[index][0]
        if blocks[index][1]:
            return _moved(scenario, lane, by)
        if index == 0:
            return scenario
        return with_length(scenario, lane, index, program.on + by, gap)
    if is_random(scenario, lane):
        if index == 0:
            return scenario
        lengths = [b[0] - a[0] for a, b in pairwise(blocks[: index + 1])]
        mine = sum(lengths[(index - 1) % 2 :: 2])
        rest = blocks[index][0] - mine
        stay = _stay(scenario.contention.slow_down, index - 1)
        return with_length(scenario, lane, index - 1, stay * max(0.0, time - rest) / mine, gap)
    return _with_steps(scenario, lane, step_start(blocks, index, time, scenario.duration, gap))


def with_end(scenario: Scenario, lane: str, index: int, time: float, gap: float) -> Scenario:
    """Where the block ends, and so the next one begins."""
    blocks, program = blocks_of(scenario, lane), program_of(scenario, lane)
    if program is not None:
        return with_length(scenario, lane, index, time - program.start, gap)
    return with_start(scenario, lane, index + 1, time, gap) if index + 1 < len(blocks) else scenario


def with_shift(scenario: Scenario, lane: str, index: int, by: float, gap: float) -> Scenario:
    """The block moved by ``by`` s; a program with all of its runs. What comes at random stays where it is."""
    if is_random(scenario, lane):
        return scenario
    if lane.startswith(PROGRAM):
        return _moved(scenario, lane, by)
    return _with_steps(scenario, lane, shifted(blocks_of(scenario, lane), index, by, scenario.duration, gap))


def with_length(scenario: Scenario, lane: str, index: int, seconds: float, gap: float) -> Scenario:
    """How long a program runs of each period, or the state of a block of random contention lasts on average."""
    program = program_of(scenario, lane)
    seconds = max(gap, seconds)
    if program is not None:
        return _with_program(scenario, lane, replace(program, on=min(seconds, program.period)))
    signal = scenario.contention.slow_down
    return _with_signal(scenario, replace(signal, other_stay=seconds) if index % 2 else replace(signal, stay=seconds))


def with_period(scenario: Scenario, lane: str, seconds: float, gap: float) -> Scenario:
    program = program_of(scenario, lane)
    assert program is not None
    period = max(gap, seconds)
    return _with_program(scenario, lane, replace(program, period=period, on=min(program.on, period)))


def with_program(scenario: Scenario, lane: str, name: str, power: float) -> Scenario:
    """What the program is called, and watts that it draws while it runs."""
    program = program_of(scenario, lane)
    assert program is not None
    return _with_program(scenario, lane, replace(program, name=name.strip() or program.name, power=power))


def with_block(scenario: Scenario, lane: str, start: float, end: float) -> Scenario:
    """One more block of the lane's usual value. Contention that stays the same becomes random, with a busy state of a
    quarter of the time."""
    if lane == RANDOM and scenario.contention.slow_down.kind is SignalKind.CONSTANT:
        quiet, length = scenario.contention.slow_down.value, scenario.duration
        other = max(RANDOM_LANE.new, min(2 * quiet, RANDOM_LANE.most))
        return _with_signal(scenario, Signal(SignalKind.MARKOV, quiet, other, length * 3 / 32, length / 32))
    if lane == "charge" or lane.startswith(PROGRAM) or is_random(scenario, lane):
        return scenario
    steps = with_span(blocks_of(scenario, lane), start, end, kind_of(lane).new, scenario.duration)
    return _with_steps(scenario, lane, steps)


def with_another_program(scenario: Scenario, name: str) -> Scenario:
    """``name``, with a number where there is one already: a quarter of every eighth of the time."""
    programs = scenario.contention.programs
    taken, number, plain = {one.name for one in programs}, 2, name
    while name in taken:
        name, number = f"{plain} {number}", number + 1
    room = 0.95 - sum(one.share for one in programs)
    period = scenario.duration / 8
    added = Program(name, period, period / 4, min(PROGRAM_LANE.new, room), start=period / 2)
    return replace(scenario, contention=replace(scenario.contention, programs=(*programs, added)))


def without(scenario: Scenario, lane: str, index: int) -> Scenario:
    """Without the block; a program goes as a whole, and random contention becomes what it is in quiet times."""
    program = program_of(scenario, lane)
    if program is not None:
        rest = tuple(one for one in scenario.contention.programs if one is not program)
        return replace(scenario, contention=replace(scenario.contention, programs=rest))
    if is_random(scenario, lane):
        return _with_signal(scenario, Signal(value=scenario.contention.slow_down.value))
    return _with_steps(scenario, lane, step_without(blocks_of(scenario, lane), index))


def can_remove(scenario: Scenario, lane: str) -> bool:
    return lane.startswith(PROGRAM) or is_random(scenario, lane) or len(blocks_of(scenario, lane)) > 1


def can_add(scenario: Scenario, lane: str) -> bool:
    return lane != "charge" and not lane.startswith(PROGRAM) and not is_random(scenario, lane)


def end(scenario: Scenario, lane: str, index: int) -> float:
    """Seconds at which a block ends."""
    return end_of(blocks_of(scenario, lane), index, scenario.duration)


# ---- inside


def _runs(program: Program, duration: float) -> Steps:
    if (duration - program.start) / program.period > MOST_BLOCKS / 2:
        return ((0.0, program.share),)
    found: list[tuple[float, float]] = [(0.0, 0.0)]
    number = 0
    while (at := program.start + number * program.period) < duration:
        if found[-1][0] == at:
            found.pop()
        if not found or found[-1][1] != program.share:
            found.append((at, program.share))
        if program.on < program.period and at + program.on < duration:
            found.append((at + program.on, 0.0))
        number += 1
    return tuple(found)


def _moved(scenario: Scenario, lane: str, by: float) -> Scenario:
    program = program_of(scenario, lane)
    assert program is not None
    start = min(max(0.0, program.start + by), max(0.0, scenario.duration - scenario.tick))
    return _with_program(scenario, lane, replace(program, start=start))


def _stay(signal: Signal, index: int) -> float:
    return signal.other_stay if index % 2 else signal.stay


def _with_program(scenario: Scenario, lane: str, program: Program) -> Scenario:
    programs = list(scenario.contention.programs)
    programs[int(lane.removeprefix(PROGRAM))] = program
    return replace(scenario, contention=replace(scenario.contention, programs=tuple(programs)))


def _with_signal(scenario: Scenario, signal: Signal) -> Scenario:
    return replace(scenario, contention=replace(scenario.contention, slow_down=signal))


def _as_bandwidth(scenario: Scenario) -> Scenario:
    """Both are signals, and edited alike where they do not change at random."""
    return replace(scenario, bandwidth=scenario.contention.slow_down)


def _with_steps(scenario: Scenario, lane: str, steps: Steps) -> Scenario:
    if lane == RANDOM:
        return _with_signal(scenario, with_steps(_as_bandwidth(scenario), "bandwidth", steps).bandwidth)
    return with_steps(scenario, lane, steps)
