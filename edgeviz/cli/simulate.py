"""simulate: what happens to an adaptive model when the device is busy, hot or low on battery."""

from __future__ import annotations

import argparse
import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from edgeviz.cli import tables
from edgeviz.cli.commands import opened, print_json
from edgeviz.cli.console import Console, printable, run
from edgeviz.cli.lab_options import device_of
from edgeviz.cli.options import UsageError
from edgeviz.core.adaptive.from_evaluations import points_of
from edgeviz.core.adaptive.metrics import TITLES, Estimate, Figures
from edgeviz.core.adaptive.model import named_points
from edgeviz.core.adaptive.platform import platform_of
from edgeviz.core.adaptive.points import OperatingPoint, checked_points
from edgeviz.core.adaptive.policies import POLICIES, make_policy
from edgeviz.core.adaptive.policies.base import Policy
from edgeviz.core.adaptive.policies.static import Static
from edgeviz.core.adaptive.run import Fate, Run
from edgeviz.core.adaptive.scenario import Scenario
from edgeviz.core.adaptive.simulate import simulate
from edgeviz.core.adaptive.standing import Standing, contest
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import EdgeVizError, ProjectError
from edgeviz.jobs.spec import JobSpec
from edgeviz.project import adaptive_models
from edgeviz.project.model_files import write_atomically
from edgeviz.project.scenarios import find_points, find_policies, find_scenario, presets, read_scenario
from edgeviz.project.store import Store

#: Columns of the table, in order.
COLUMNS = ("accuracy", "misses", "energy_per_answer", "life", "switches", "p50", "p99", "regret")
SHORT = {"accuracy": "In time and right", "misses": "Missed", "energy_per_answer": "J/answer", "regret": "To ceiling"}


def run_simulate(options: argparse.Namespace, console: Console) -> None:
    if options.scenario is None:
        _list(options)
        return
    outputs = {name: _target(getattr(options, name), options.force) for name in ("csv", "requests", "ticks")}
    scenario, device = find_scenario(options.scenario), device_of(options)
    if device is not None:
        scenario = replace(scenario, platform=platform_of(device, scenario.platform.radio_power))
    points = checked_points(_points(options, scenario, device, console))
    policies = _policies(options.policy, points)
    seeds = range(options.first_seed, options.first_seed + options.seeds)
    if options.first_seed < 0:
        raise UsageError("--first-seed must not be below 0")
    arguments = {"scenario": scenario, "points": points, "policies": policies, "seeds": list(seeds)}
    entry = "edgeviz.engine.adaptive.play:run"
    standings: list[Standing] = run(JobSpec(entry, f"Simulate {scenario.name}", arguments, light=True), console)
    if outputs["csv"] is not None:
        _write(outputs["csv"], _figures_csv(standings, seeds))
    if outputs["requests"] is not None or outputs["ticks"] is not None:
        runs = {label: simulate(scenario, points, policy, seeds[0]) for label, policy in policies.items()}
        for name, text in (("requests", _requests_csv), ("ticks", _ticks_csv)):
            target = outputs[name]
            if target is not None:
                _write(target, text(runs))
    if options.json:
        print_json(_json(scenario, points, standings, list(seeds)))
    else:
        print(_text(scenario, points, standings, len(seeds)))


# ---- what is simulated


def _points(
    options: argparse.Namespace, scenario: Scenario, device: Device | None, console: Console
) -> tuple[OperatingPoint, ...]:
    if options.adaptive:
        return _adaptive(options, device, console)
    name = options.points or scenario.points
    if not name:
        raise UsageError(
            "the scenario names no operating points; name a file, a shipped set or a project with --points"
        )
    if Path(name).suffix.lower() != ".edgeviz":
        if device is not None:
            console.note(f"edgeviz: the latencies of {name} are used as they are, with the clocks of {device.name}.")
        return find_points(name)
    with opened(name, console) as source:
        assert source.store is not None
        # Measured, evaluations of all the project's models are choices; a device is modelled for the open one.
        evaluations = source.store.evaluations(None if device is None else source.context)
        named = _named([(one.name or one.recipe.hash[:8], one) for one in evaluations])
        points, left_out = points_of(named, scenario.platform, {"": source.graph}, device)
    if left_out:
        text = ", ".join(left_out[:8]) + (" …" if len(left_out) > 8 else "")
        console.note(f"edgeviz: left out, without latency, accuracy or outcomes of the same samples: {text}.")
    return points


def _adaptive(options: argparse.Namespace, device: Device | None, console: Console) -> tuple[OperatingPoint, ...]:
    """The points of the project's adaptive models that are asked for; they may be called by their ids."""
    if Path(options.points or "").suffix.lower() != ".edgeviz":
        raise UsageError("--adaptive names a model of a project: name the project (.edgeviz) with --points")
    with Store.open(options.points) as store:
        found, damaged = adaptive_models.load(store)
    for what in damaged:
        console.note(f"edgeviz: {what}")
    chosen = []
    for name in options.adaptive:
        fits = [one for key, one in found.items() if name in (key, one.name)]
        if not fits:
            names = ", ".join(f"{one.name} ({key})" for key, one in found.items())
            raise ProjectError(
                f"{options.points} holds no adaptive model {name[:80]!r}.",
                f"Choose among {names}." if names else "Make one: edgeviz adapt.",
            )
        chosen.append(fits[-1])
    if device is not None:
        console.note(f"edgeviz: the latencies are used as they are, with the clocks of {device.name}.")
    return named_points(chosen)


def _named(rows: Sequence[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Rows whose names are distinct: a number is put behind those that are there already."""
    seen: dict[str, int] = {}
    found = []
    for name, value in rows:
        seen[name] = seen.get(name, 0) + 1
        found.append((name if seen[name] == 1 else f"{name} ({seen[name]})", value))
    return found


def _policies(texts: Sequence[str] | None, points: Sequence[OperatingPoint]) -> dict[str, Policy]:
    found: dict[str, Policy] = {}
    for text in texts or POLICIES:
        if text == Static.key:
            new: Mapping[str, Policy] = {f"Static: {one.name}": Static(one.name) for one in points}
        elif text.startswith(f"{Static.key}:"):
            name = text.partition(":")[2]
            new = {f"Static: {name}": make_policy(Static.key, {"point": name})}
        else:
            new = find_policies(text)
        found |= new
    return found


# ---- output


def _list(options: argparse.Namespace) -> None:
    found = {key: read_scenario(path) for key, path in presets().items()}
    if options.json:
        print_json({"presets": [{"key": key, "name": one.name, "story": one.story} for key, one in found.items()]})
        return
    print(tables.table(["Preset", "Scenario", "Operating points"], [[k, s.name, s.points] for k, s in found.items()]))


def _text(scenario: Scenario, points: Sequence[OperatingPoint], standings: Sequence[Standing], seeds: int) -> str:
    rows = []
    for one in standings:
        label = one.policy if one.name in (one.policy, "") else f"{one.policy} ({one.name.partition(': ')[2]})"
        label = one.policy if label.endswith(" ()") else label
        rows.append([label, *(_estimate(column, one.estimates[column]) for column in COLUMNS)])
    header = ["Policy", *(SHORT.get(column, TITLES[column][0]) for column in COLUMNS)]
    lines = [scenario.name, *([scenario.story.strip()] if scenario.story.strip() else []), ""]
    lines.append(tables.table(header, rows, range(1, len(header))))
    lines.append(verdict(standings))
    lines.append(
        (f"{seeds} seeds, mean ± half the 95 % interval; " if seeds > 1 else "One seed; ")
        + "a late answer counts as wrong. The ceiling is what no policy can exceed."
    )
    sources = dict.fromkeys(one.source for one in points if one.source)
    lines += [f"Operating points: {source}." for source in list(sources)[:3]]
    if any(one.assumed for one in points):
        lines.append("▫ Which samples are right is assumed from the accuracies: the points bring no recorded outcomes.")
    return printable("\n".join(lines))


def verdict(standings: Sequence[Standing]) -> str:
    """Whether an adaptive policy beats the best static one, on the same worlds (paired by seed)."""
    found = contest(standings)
    if found is None:
        return ""
    text = f"{found.adaptive} against the best static choice in hindsight ({found.static}): "
    text += f"{100 * found.difference:+.2f} points"
    if not math.isnan(found.reach):
        text += f" ± {100 * found.reach:.2f}"
        text += "" if found.is_clear else ", no clear difference"
    return text + "."


def _estimate(name: str, found: Estimate) -> str:
    if math.isnan(found.mean):
        return "–"
    if math.isinf(found.mean):
        return "mains"
    unit = TITLES[name][1]
    reach = (found.high - found.low) / 2
    if unit == "fraction":
        return f"{100 * found.mean:.2f} %" + (f" ± {100 * reach:.2f}" if reach else "")
    if name == "life":
        return f"{found.mean / 3600:.2f} h"
    return {"s": tables.time_text, "J": tables.joule_text}.get(unit, tables.count_text)(found.mean)


def _json(
    scenario: Scenario, points: Sequence[OperatingPoint], standings: Sequence[Standing], seeds: list[int]
) -> dict[str, Any]:
    return {
        "scenario": scenario.name,
        "seeds": seeds,
        "points": [
            {"name": one.name, "latency": one.seconds, "accuracy": one.accuracy, "assumed_outcomes": one.assumed}
            for one in points
        ],
        "units": {name: unit for name, (_, unit, _) in TITLES.items()},
        "policies": [
            {
                "policy": one.policy,
                "name": one.name,
                "mean": {name: _plain(asdict(found)) for name, found in one.estimates.items()},
                "runs": [_plain(asdict(row)) for row in one.figures],
            }
            for one in standings
        ],
        "verdict": verdict(standings),
    }


def _plain(row: Mapping[str, float]) -> dict[str, float | None]:
    """JSON knows neither infinity nor NaN."""
    return {name: value if math.isfinite(value) else None for name, value in row.items()}


def _figures_csv(standings: Sequence[Standing], seeds: Sequence[int]) -> str:
    names = [one.name for one in fields(Figures)]
    rows = (
        [one.policy, seed, *(getattr(row, name) for name in names)]
        for one in standings
        for seed, row in zip(seeds, one.figures, strict=True)
    )
    return _csv(["policy", "seed", *names], rows)


def _requests_csv(runs: Mapping[str, Run]) -> str:
    def rows() -> Iterable[list[Any]]:
        for label, one in runs.items():
            names = [*one.points, ""]
            columns = (one.arrival, one.start, one.end, one.point, one.level, one.sample, one.fate, one.right)
            for arrival, start, end, point, level, sample, fate, right in zip(
                *(column.tolist() for column in columns), strict=True
            ):
                yield [label, arrival, start, end, names[point], level, sample, Fate(fate).name.lower(), int(right)]

    header = ["policy", "arrival_s", "start_s", "end_s", "point", "level", "sample", "fate", "right"]
    return _csv(header, rows())


def _ticks_csv(runs: Mapping[str, Run]) -> str:
    def rows() -> Iterable[list[Any]]:
        for label, one in runs.items():
            columns = (getattr(one.ticks, name).tolist() for name in names)
            yield from ([label, *row] for row in zip(*columns, strict=True))

    names = ["start", "level", "cap", "charge", "temperature", "power", "busy", "slow", "bandwidth", "ambient"]
    units = {"start": "s", "temperature": "c", "power": "w", "bandwidth": "b_per_s", "ambient": "c"}
    return _csv(["policy", *(f"{name}_{units[name]}" if name in units else name for name in names)], rows())


def _csv(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _target(path: str | None, force: bool) -> Path | None:
    if path is None:
        return None
    target = Path(path).resolve()
    if target.exists() and not force:
        raise ProjectError(f"{target} exists already.", "Choose another name, or add --force to replace it.")
    if not target.parent.is_dir():
        raise ProjectError(f"The folder {target.parent} does not exist.", "Make it first, or choose another.")
    return target


def _write(path: Path, text: str) -> None:
    try:
        write_atomically(path, text.encode())
    except OSError as error:
        raise EdgeVizError(f"{path} could not be written: {error.strerror or error}.", "Check the folder.") from error
