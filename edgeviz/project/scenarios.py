"""Where scenarios, operating points and policies of the simulator live: those that ship with EdgeViz, and files.

A scenario is a TOML file; traces may be CSV files beside it, named by ``file`` in [arrivals], [bandwidth],
[contention.slow_down] or [power], which becomes the plan's. Files are read with doubt, and every error names the file,
the line and the field.
"""

from __future__ import annotations

import csv
import io
import json
import math
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from edgeviz.core.adaptive.points import (
    FIGURES,
    OperatingPoint,
    checked_points,
    point_from_json,
)
from edgeviz.core.adaptive.policies import POLICIES, make_policy
from edgeviz.core.adaptive.policies.base import Policy
from edgeviz.core.adaptive.scenario import Scenario, ScenarioError
from edgeviz.core.adaptive.scenario_table import line_of, scenario_from_toml, scenario_to_toml
from edgeviz.core.adaptive.timeline import with_steps
from edgeviz.core.errors import EdgeVizError, ProjectError
from edgeviz.core.outcomes import Outcomes
from edgeviz.project.devices import find_device
from edgeviz.project.model_files import write_atomically
from edgeviz.resources import resource

#: A scenario may hold a trace in itself; points hold a bit and a byte for each sample.
LARGEST = 64 << 20
#: Where a table may name a CSV file, and the columns that it then has.
TRACES = (("arrivals", ("times",)), ("bandwidth", ("times", "values")), ("contention.slow_down", ("times", "values")))
#: The watts of the rest of the device as a trace.
POWER = ("seconds", "watts")


def presets() -> dict[str, Path]:
    """The scenarios that ship with EdgeViz, by their keys."""
    return {path.stem: path for path in sorted(resource("scenarios").glob("*.toml"))}


def shipped_points() -> dict[str, Path]:
    """The sets of operating points that ship with EdgeViz, by their keys."""
    return {path.stem: path for path in sorted(resource("scenarios", "points").glob("*.json"))}


def find_scenario(name: str) -> Scenario:
    """The preset ``name``, or the scenario in the TOML file ``name``. Raises EdgeVizError naming what there is."""
    known = presets()
    if name in known:
        return read_scenario(known[name])
    if name.endswith(".toml") or os.sep in name:
        return read_scenario(Path(name))
    raise ProjectError(f"There is no scenario {name[:80]!r}.", f"Name a .toml file, or one of {', '.join(known)}.")


def read_scenario(path: Path) -> Scenario:
    """Raises EdgeVizError naming line and field."""
    text = _text(path, "A scenario is a text file.")
    table = _toml(path, text)
    try:
        power = table.pop("power", None)
        found = scenario_from_toml(_with_traces(table, path.parent), find_device)
        return found if power is None else _with_power(found, power, path.parent)
    except ScenarioError as error:
        line = line_of(text, error.field)
        where = f"{path}, line {line}" if line else str(path)
        raise ProjectError(f"{where}: {error.what}", error.remedy, error.details) from error


def scenario_text(scenario: Scenario) -> str:
    """``scenario`` as TOML."""
    # Only who writes a scenario needs it.
    import tomlkit

    return tomlkit.dumps(scenario_to_toml(scenario))


def write_scenario(path: Path, scenario: Scenario) -> None:
    """Write ``scenario`` to ``path``, whole or not at all. Raises ProjectError."""
    try:
        write_atomically(path, scenario_text(scenario).encode())
    except OSError as error:
        what = f"The scenario could not be written to {path}: {error.strerror or error}."
        raise ProjectError(what, "Check the folder and the space left there.") from error


# ---- operating points


def find_points(name: str) -> tuple[OperatingPoint, ...]:
    """The shipped set ``name``, or the points in the JSON or CSV file ``name``. Raises EdgeVizError."""
    known = shipped_points()
    if name in known:
        return read_points(known[name])
    if name.lower().endswith((".json", ".csv")) or os.sep in name:
        return read_points(Path(name))
    raise ProjectError(
        f"There are no operating points {name[:80]!r}.", f"Name a .json or .csv file, or one of {', '.join(known)}."
    )


def read_points(path: Path) -> tuple[OperatingPoint, ...]:
    """JSON: a list of points, or {"points": […]}. CSV: a header with name, latency (or scaling, fixed), accuracy and
    any of the other figures in s, J and B; correct: which samples are right, as 0 and 1. Raises EdgeVizError."""
    text = _text(path, "Operating points are a JSON or CSV file.")
    if path.suffix.lower() == ".csv":
        return checked_points(_csv_points(path, text))
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise ProjectError(f"{path}{line} is no JSON: {error}.", "Mend the file.") from error
    rows = value.get("points") if isinstance(value, Mapping) else value
    if not isinstance(rows, list) or any(not isinstance(row, Mapping) for row in rows):
        raise ProjectError(f"{path} holds no list of operating points.", 'Write {"points": [{"name": …}, …]}.')
    try:
        return checked_points([point_from_json(row) for row in rows])
    except EdgeVizError as error:
        raise ProjectError(f"{path}: {error.what}", error.remedy) from error


def write_points(path: Path, points: tuple[OperatingPoint, ...]) -> None:
    """Write ``points`` as JSON, whole or not at all. Raises ProjectError."""
    try:
        write_atomically(path, json.dumps({"points": [one.to_json() for one in points]}, indent=1).encode())
    except OSError as error:
        what = f"The operating points could not be written to {path}: {error.strerror or error}."
        raise ProjectError(what, "Check the folder and the space left there.") from error


def _csv_points(path: Path, text: str) -> list[OperatingPoint]:
    known = ("name", "latency", "accuracy", "correct", "source", *FIGURES)
    reader = csv.reader(io.StringIO(text))
    found: list[OperatingPoint] = []
    header: list[str] = []
    try:
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if not header:
                header = [cell.strip() for cell in row]
                for name in header:
                    if name not in known:
                        what = f"{path}, line {reader.line_num}: the column {name[:40]!r} is unknown."
                        raise ProjectError(what, f"Choose among {', '.join(known)}.")
                continue
            found.append(_csv_point(path, reader.line_num, header, row))
    except csv.Error as error:
        raise ProjectError(f"{path}, line {reader.line_num} is no CSV: {error}.", "Mend the file.") from error
    return found


def _csv_point(path: Path, line: int, header: list[str], row: list[str]) -> OperatingPoint:
    if len(row) != len(header):
        raise ProjectError(f"{path}, line {line} has {len(row)} cells for {len(header)} columns.", "Mend the line.")
    value: dict[str, Any] = {}
    for name, cell in zip(header, (cell.strip() for cell in row), strict=True):
        if not cell:
            continue
        if name in ("name", "source"):
            value[name] = cell
        elif name == "correct":
            if set(cell) - {"0", "1"}:
                raise ProjectError(f"{path}, line {line}: correct holds more than 0 and 1.", "One digit a sample.")
            outcomes = Outcomes.of([digit == "1" for digit in cell])
        else:
            value[name] = _cell(path, line, name, cell)
    try:
        if "correct" in header and row[header.index("correct")].strip():
            import base64

            value |= {"correct": base64.b64encode(outcomes.bits).decode(), "samples": outcomes.samples}
        return point_from_json(value)
    except EdgeVizError as error:
        raise ProjectError(f"{path}, line {line}: {error.what}", error.remedy) from error


# ---- policies


def find_policies(name: str) -> dict[str, Policy]:
    """The policy of the key ``name``, or those in the TOML file ``name``, by their labels. Raises EdgeVizError."""
    if name in POLICIES:
        policy = make_policy(name)
        return {policy.title: policy}
    if name.endswith(".toml") or os.sep in name:
        return read_policies(Path(name))
    raise ProjectError(f"There is no policy {name[:80]!r}.", f"Name a .toml file, or one of {', '.join(POLICIES)}.")


def read_policies(path: Path) -> dict[str, Policy]:
    """Policies by their labels: each a [[policy]] with its kind, its settings and, if wanted, a label."""
    text = _text(path, "Policies are a text file.")
    rows = _toml(path, text).get("policy")
    if not isinstance(rows, list) or not rows:
        raise ProjectError(f"{path} holds no policy.", 'Write each as [[policy]] and kind = "…".')
    found: dict[str, Policy] = {}
    for index, row in enumerate(rows):
        where = f"{path}, line {line_of(text, f'policy[{index}]')}"
        if not isinstance(row, Mapping) or not isinstance(row.get("kind"), str):
            raise ProjectError(f"{where}: a policy has no kind.", f"Choose among {', '.join(POLICIES)}.")
        try:
            policy = make_policy(row["kind"], {k: v for k, v in row.items() if k not in ("kind", "label")})
        except EdgeVizError as error:
            raise ProjectError(f"{where}: {error.what}", error.remedy) from error
        label = row.get("label", policy.title)
        if not isinstance(label, str) or not label.strip() or label in found:
            raise ProjectError(f"{where}: the label {str(label)[:80]!r} is empty or there already.", "Take another.")
        found[label] = policy
    return found


# ---- internals


def _with_traces(table: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """``table`` with the columns of CSV files in the place of their names."""
    found = dict(table)
    for path, columns in TRACES:
        outer, _, inner = path.partition(".")
        part = found.get(outer)
        if inner and isinstance(part, Mapping):
            part = part.get(inner)
        if not isinstance(part, Mapping) or "file" not in part:
            continue
        name = part["file"]
        if not isinstance(name, str):
            raise ScenarioError(f"{path}.file", "is no file's name")
        read = _trace(_beside(folder, name, path), columns)
        filled = {key: value for key, value in part.items() if key != "file"} | read
        found[outer] = {**found[outer], inner: filled} if inner else filled
    return found


def _with_power(scenario: Scenario, table: Any, folder: Path) -> Scenario:
    """With the power of a CSV file in its plan: of each tick the mean; what holds before the first is the plan's."""
    name = table.get("file") if isinstance(table, Mapping) else None
    if not isinstance(name, str) or len(table) > 1:
        raise ScenarioError("power", "names no file", 'Write file = "….csv", with seconds and watts in each line.')
    read = _trace(_beside(folder, name, "power"), POWER)
    ticks: dict[int, list[float]] = {}
    for seconds, watts in zip(*read.values(), strict=True):
        if not seconds >= 0 or not watts >= 0:
            raise ScenarioError("power", f"has {watts:g} W at {seconds:g} s", "Neither may be below 0.")
        if seconds < scenario.duration:
            ticks.setdefault(int(seconds / scenario.tick + 1e-9), []).append(watts)
    means = [(tick * scenario.tick, sum(found) / len(found)) for tick, found in sorted(ticks.items())]
    if not means or means[0][0] > 0:
        means.insert(0, (0.0, scenario.plan[0].power))
    return with_steps(scenario, "power", tuple(means))


def _beside(folder: Path, name: str, field: str) -> Path:
    """The file ``name`` in ``folder``. A scenario comes from anybody: it reads nothing from elsewhere."""
    path = folder / name
    if "\0" in name or not path.resolve().is_relative_to(folder.resolve()):
        raise ScenarioError(f"{field}.file", "leads out of the scenario's folder", "Put the trace beside the scenario.")
    return path


def _trace(path: Path, columns: tuple[str, ...]) -> dict[str, list[float]]:
    """Columns of numbers; a first line without numbers is a header."""
    text = _text(path, "A trace is a CSV file of numbers.")
    reader = csv.reader(io.StringIO(text))
    rows: list[list[float]] = []
    try:
        for number, row in enumerate(reader):
            if not any(cell.strip() for cell in row):
                continue
            if number == 0 and not any(_is_number(cell) for cell in row):
                continue
            if len(row) != len(columns):
                what = f"{path}, line {reader.line_num} has {len(row)} cells, not {len(columns)}."
                raise ProjectError(what, f"Write {' and '.join(columns)} in each line.")
            line = reader.line_num
            rows.append([_cell(path, line, name, cell) for name, cell in zip(columns, row, strict=True)])
    except csv.Error as error:
        raise ProjectError(f"{path}, line {reader.line_num} is no CSV: {error}.", "Mend the file.") from error
    return {name: [row[index] for row in rows] for index, name in enumerate(columns)}


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _cell(path: Path, line: int, name: str, cell: str) -> float:
    if not _is_number(cell) or not math.isfinite(float(cell)):
        raise ProjectError(f"{path}, line {line}: {name} is {cell[:40]!r}.", "Write a finite number.")
    return float(cell)


def _toml(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        # The message ends in the line and the column.
        raise ProjectError(f"{path} is no TOML: {error}.", "Mend the file.") from error


def _text(path: Path, remedy: str) -> str:
    try:
        if not path.is_file():
            raise ProjectError(f"{path} is no file.", "Check the path.")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise ProjectError(f"{path} cannot be read: {error.strerror or error}.", "Check its permissions.") from error
    if len(content) > LARGEST:
        raise ProjectError(f"{path} is larger than {LARGEST >> 20} MB.", remedy)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProjectError(f"{path} is no text: {error}.", remedy) from error
