"""Run-time policies, played in the project's scenario and made small enough to be replayed in a page."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from edgeviz.core.adaptive.from_evaluations import points_of
from edgeviz.core.adaptive.metrics import TITLES, Estimate, Figures, over_seeds, play
from edgeviz.core.adaptive.platform import platform_of
from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.policies import POLICIES, make_policy
from edgeviz.core.adaptive.policies.base import Policy
from edgeviz.core.adaptive.policies.static import Static
from edgeviz.core.adaptive.run import Run
from edgeviz.core.adaptive.scenario import Scenario
from edgeviz.core.adaptive.scenario_table import scenario_from_toml
from edgeviz.core.adaptive.standing import STATIC, Contest, Standing, contest
from edgeviz.core.adaptive.strips import Strips
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.pareto import front_order
from edgeviz.project.scenarios import find_points, find_scenario, presets
from edgeviz.report.contents import Contents
from edgeviz.report.language import ENGLISH, Language, marked
from edgeviz.report.points import Point
from edgeviz.report.texts import NOTHING, count_text, value_text

SETTING = "simulator"
#: The scenario where the project has none.
FIRST = "shared_board"
SEEDS = (0, 1, 2)
#: Operating points that are played; of a longer front, spread over it.
MOST_POINTS = 8
#: Policies whose runs can be replayed, and marks of each of a strip.
MOST_RUNS, MOST_MARKS, MOST_SAMPLES = 12, 160, 240
REMEDY = marked("Measure latencies, or choose a device, to play the project's own.")
COLUMNS = ("accuracy", "misses", "energy_per_answer", "life", "switches", "p99")


@dataclass(frozen=True)
class Replay:
    """standings: over ``SEEDS``; runs: those of the first seed, by policy. own: whether the operating points are the
    project's, else the scenario's. left_out: why the project's points are not played; "" where they are."""

    scenario: Scenario
    points: tuple[OperatingPoint, ...]
    standings: tuple[Standing, ...]
    runs: Mapping[str, Run]
    own: bool
    left_out: str = ""

    @property
    def contest(self) -> Contest | None:
        return contest(self.standings)


def make_replay(contents: Contents, points: Sequence[Point], progress: Callable[[int, int], None]) -> Replay | None:
    """None where neither the project nor the scenario has operating points. Raises EdgeVizError."""
    kept = contents.project.settings.get(SETTING)
    settings = kept if isinstance(kept, dict) else {}
    scenario = _scenario(settings)
    ways, why, own = _ways(contents, points, scenario, settings)
    if not ways:
        return None
    if own and contents.device is not None:
        scenario = replace(scenario, platform=platform_of(contents.device, scenario.platform.radio_power))
    policies = _policies(settings, ways)
    total = len(SEEDS) * len(policies)
    figures: dict[str, list[Figures]] = {label: [] for label in policies}
    names: dict[str, str] = {}
    runs: dict[str, Run] = {}
    progress(0, total)
    for done, (seed, label, run, found) in enumerate(play(scenario, ways, policies, SEEDS), 1):
        figures[label].append(found)
        names[label] = run.policy
        if seed == SEEDS[0]:
            runs[label] = run
        progress(done, total)
    standings = tuple(Standing(label, names[label], tuple(rows), over_seeds(rows)) for label, rows in figures.items())
    return Replay(scenario, ways, standings, runs, own, why)


def _scenario(settings: Mapping[str, Any]) -> Scenario:
    """The project's; a file that it names is not looked for: the project may come from anybody."""
    kept = settings.get("scenario")
    chosen = kept if isinstance(kept, dict) else {}
    edited = chosen.get("edited")
    scenario = None
    if isinstance(edited, dict):
        try:
            scenario = scenario_from_toml(edited)
        except EdgeVizError:
            scenario = None
    if scenario is None:
        key = chosen.get("scenario")
        scenario = find_scenario(key if isinstance(key, str) and key in presets() else FIRST)
    deadline = settings.get("deadline")
    if isinstance(deadline, int | float) and not isinstance(deadline, bool) and 0 < deadline < math.inf:
        scenario = replace(scenario, deadline=float(deadline))
    return scenario


def _ways(
    contents: Contents, points: Sequence[Point], scenario: Scenario, settings: Mapping[str, Any]
) -> tuple[tuple[OperatingPoint, ...], str, bool]:
    """(operating points, why the project's are not among them, whether they are the project's)."""
    why = marked("The project plays the scenario's own networks.")
    if settings.get("source") != "scenario":
        graphs = {"": contents.graph, **contents.graphs}
        try:
            named = [(one.name, one.evaluation) for one in points]
            found, _ = points_of(named, scenario.platform, graphs, contents.device)
        except EdgeVizError as error:
            found, why = (), f"{error.what} {REMEDY}"
        if len(found) > 1:
            return _few(found, points, settings, scenario), "", True
        if len(found) == 1:
            why = f"{marked('Only one configuration has both an accuracy and a latency.')} {REMEDY}"
    return (tuple(find_points(scenario.points)) if scenario.points else ()), why, False


def _few(
    found: Sequence[OperatingPoint], points: Sequence[Point], settings: Mapping[str, Any], scenario: Scenario
) -> tuple[OperatingPoint, ...]:
    wanted = settings.get("points")
    keys = {one for one in wanted if isinstance(one, str)} if isinstance(wanted, list) else set()
    hashes = {key.rpartition(":")[2] for key in keys}
    of = {one.name: one.evaluation.recipe.hash for one in points}
    chosen = [one for one in found if of[one.name] in hashes or one.name in keys]
    if len(chosen) < 2:
        power = scenario.platform.dynamic_power
        chosen = [found[row] for row in front_order([(-one.accuracy, one.seconds, one.joules(power)) for one in found])]
    chosen.sort(key=lambda one: (one.seconds, one.name))
    if len(chosen) > MOST_POINTS:
        step = (len(chosen) - 1) / (MOST_POINTS - 1)
        chosen = [chosen[round(step * index)] for index in range(MOST_POINTS)]
    return tuple(chosen)


def _policies(settings: Mapping[str, Any], ways: Sequence[OperatingPoint]) -> dict[str, Policy]:
    wanted = settings.get("policies")
    keys = [key for key in POLICIES if not isinstance(wanted, list) or not wanted or key in wanted]
    found: dict[str, Policy] = {}
    for key in keys or POLICIES:
        if key == Static.key:
            found |= {f"{STATIC}{one.name}": Static(one.name) for one in ways}
            continue
        table = settings.get("rules") if key == "rules" else None
        try:
            rules = {name: table[name] for name in ("rules", "otherwise") if name in table} if table else {}
            policy = make_policy(key, rules)
        except (EdgeVizError, TypeError):
            policy = make_policy(key)
        found[policy.title] = policy
    return found


# ---- as text and JSON


def policy_text(label: str, language: Language) -> str:
    """A policy by its label: "Static: Uniform W8A8", "Threshold rules"."""
    if label.startswith(STATIC):
        return f"{language.translate(Static.title)}: {language.name(label.removeprefix(STATIC))}"
    return language.translate(label)


def estimate_text(name: str, found: Estimate, tr: Callable[[str], str]) -> str:
    """A figure of a policy, with half its 95 % interval."""
    if math.isnan(found.mean):
        return NOTHING
    if math.isinf(found.mean):
        return tr("mains")
    unit = TITLES[name][1]
    reach = (found.high - found.low) / 2
    if unit == "fraction":
        return f"{100 * found.mean:.2f} %" + (f" ± {100 * reach:.2f}" if reach else "")
    if name == "life":
        return f"{found.mean / 3600:.2f} h"
    if unit in ("s", "J"):
        return value_text({"s": "latency", "J": "energy"}[unit], found.mean)
    return count_text(round(found.mean, 1))


def contest_text(found: Contest | None, language: Language) -> str:
    """Whether adapting pays, on the same worlds."""
    if found is None:
        return ""
    tr = language.translate
    reach = "" if math.isnan(found.reach) else f" ± {100 * found.reach:.2f}"
    text = (
        tr("{} against the best static choice in hindsight ({}): {} points.")
        if found.is_clear or not reach
        else tr("{} against the best static choice in hindsight ({}): {} points, no clear difference.")
    )
    names = policy_text(found.adaptive, language), language.name(found.static)
    return text.format(*names, f"{100 * found.difference:+.2f}{reach}")


def best_runs(replay: Replay) -> list[str]:
    """Policies whose runs are written: the best that can be had first, then by what they get right in time."""

    def rank(one: Standing) -> tuple[bool, float]:
        mean = one.estimates["accuracy"].mean
        return one.policy != first, -mean if not math.isnan(mean) else math.inf

    found = replay.contest
    # The clairvoyant is ahead of all, and nobody can have it.
    first = found.adaptive if found is not None else ""
    return [one.policy for one in sorted(replay.standings, key=rank)][:MOST_RUNS]


def replay_json(replay: Replay, language: Language = ENGLISH) -> dict[str, Any]:
    """Marks and lines of the first seed's runs; times in s, latencies in ms."""
    end = max(Strips(run, replay.scenario).end for run in replay.runs.values())
    return {
        "scenario": language.translate(replay.scenario.name),
        "end": _short(end),
        "deadline": _short(1000 * replay.scenario.deadline),
        "points": [language.name(one.name) for one in replay.points],
        "runs": [
            {"policy": policy_text(label, language)} | _run_json(Strips(replay.runs[label], replay.scenario))
            for label in best_runs(replay)
        ],
    }


def _run_json(strips: Strips) -> dict[str, Any]:
    run, marks = strips.run, strips.marks(0.0, strips.end, MOST_MARKS)
    value: dict[str, Any] = {}
    for name in ("in_time", "late"):
        rows = getattr(marks, name)
        value[name] = [[_short(run.arrival[row]), _short(1000 * strips.latency[row])] for row in rows]
    value["lost"] = [_short(run.arrival[row]) for row in marks.lost]
    times, points = strips.points
    rows = np.arange(len(times)) if len(times) <= 4 * MOST_MARKS else _spread(len(times), 4 * MOST_MARKS)
    value["points"] = [[_short(times[row]), int(points[row])] for row in rows]
    ticks = _spread(len(run.ticks.start), MOST_SAMPLES)
    value["moments"] = [
        [int(found.came), int(found.missed)] for found in (strips.at(float(run.ticks.start[row])) for row in ticks)
    ]
    value["times"] = [_short(run.ticks.start[row]) for row in ticks]
    if strips.has_battery:
        value["charge"] = [_short(100 * run.ticks.charge[row]) for row in ticks]
    if strips.has_heat:
        value["temperature"] = [_short(run.ticks.temperature[row]) for row in ticks]
    if strips.has_contention:
        value["slow"] = [_short(run.ticks.slow[row]) for row in ticks]
    return value


def _spread(count: int, most: int) -> np.ndarray:
    return np.unique(np.linspace(0, count - 1, min(count, most)).round().astype(int)) if count else np.zeros(0, int)


def _short(value: float) -> float:
    """Four digits: a strip shows no more."""
    return float(f"{float(value):.4g}")
