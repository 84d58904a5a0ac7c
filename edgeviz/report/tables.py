"""The tables of a report as rows of text, the same for the page and for print."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from edgeviz import __version__
from edgeviz.core.adaptive.metrics import TITLES
from edgeviz.core.adaptive.standing import Standing
from edgeviz.core.comparison import compare, verdict_text
from edgeviz.core.device.profile import Device, Sourced
from edgeviz.core.metric import QUANTITIES, Metric
from edgeviz.report.points import Point, metric_json
from edgeviz.report.replay import COLUMNS, SEEDS, Replay, contest_text, estimate_text
from edgeviz.report.report import Report
from edgeviz.report.texts import NOTHING, count_text, date_text

Row = tuple[str, ...]
#: Layers of the table; one with more is not read.
MOST_LAYERS = 2000
MARKS = {
    "●": "measured: run and timed, or counted in a file that was written",
    "○": "predicted: worked out from measurements of parts",
    "◇": "modelled: worked out from a formula or a device's profile",
    "▫": "assumed, or read in a maker's documents",
}


def model_rows(report: Report) -> list[Row]:
    """(what, value) of the model and the data."""
    project, graph = report.contents.project, report.contents.graph
    assert project.model is not None
    parameters = sum(layer.parameters for layer in graph.layers)
    rows: list[Row] = [
        ("Model", project.model.name),
        ("Its SHA-256", project.model.sha256),
        ("Layers with weights", str(len(graph.layers))),
        ("Parameters in them", count_text(parameters)),
        ("MACs of one sample", count_text(graph.macs)),
    ]
    data = project.data
    if data is None:
        return [*rows, ("Data", "none was chosen: no accuracy is known")]
    # The name alone: the folders of whoever wrote the report are nobody's business.
    source = data.source + (f" ({Path(data.path).name})" if data.path else "")
    samples = (
        f"{data.validation:,} to measure on, {data.calibration:,} others to set ranges, drawn with seed {data.seed}"
    )
    return [*rows, ("Data", source), ("Samples", samples)]


def device_rows(device: Device) -> list[Row]:
    """(what, value with its mark, source) of every figure of a device's profile that times are modelled from."""
    rows: list[Row] = []

    def add(name: str, found: Any, unit: str, factor: float = 1.0) -> None:
        if isinstance(found, Sourced):
            rows.append((name, f"{found.value * factor:.4g} {unit} {found.provenance.mark}".strip(), found.source))

    for bits, rate in sorted(device.rates.items()):
        add(f"Rate at {bits} bits", rate, "GMAC/s", 1e-9)
    if isinstance(device.efficiency, Mapping):
        for bits, share in sorted(device.efficiency.items()):
            add(f"Share that layers reach at {bits} bits", share, "")
    else:
        add("Share that layers reach", device.efficiency, "")
    add("Memory bandwidth", device.bandwidth, "GB/s", 1e-9)
    add("Overhead of a layer", device.layer_overhead, "µs", 1e6)
    add("RAM", device.memory, "MB", 1e-6)
    add("Flash", device.flash, "MB", 1e-6)
    if device.energy is not None:
        for one in fields(device.energy):
            unit = {"static_power": "W", "calibration": ""}.get(one.name, "pJ")
            factor = 1e12 if unit == "pJ" else 1.0
            add(f"Energy: {one.name.replace('_', ' ')}", getattr(device.energy, one.name), unit, factor)
    return rows


def quantities_of(points: tuple[Point, ...]) -> list[str]:
    """Names of the quantities that any of ``points`` has, in their usual order."""
    return [name for name in QUANTITIES if any(one.metric(name) is not None for one in points)]


def metric_text(metric: Metric | None) -> str:
    """ "98.8 % (97.6 to 99.4 %) ●"."""
    if metric is None:
        return NOTHING
    found = metric_json(metric)
    interval = f" ({found['interval']})" if "interval" in found else ""
    return f"{found['text']}{interval} {found['mark']}"


def chosen_rows(report: Report) -> list[Row]:
    """(quantity, a figure of each chosen point); then each one's accuracy against the reference's and the current's."""
    chosen = report.chosen
    rows = [
        (QUANTITIES[name].title, *(metric_text(one.metric(name)) for one in chosen)) for name in quantities_of(chosen)
    ]
    rows.append(("Recipe", *(one.evaluation.recipe.hash for one in chosen)))
    reference = next((one for one in chosen if one.reference), None)
    if reference is not None and len(chosen) > 1:
        rows.append((f"Accuracy against {reference.name}", *(_verdict(one, reference) for one in chosen)))
    current = report.current
    if len(chosen) > 2 and not current.reference:
        rows.append((f"Accuracy against {current.name}", *(_verdict(one, current) for one in chosen)))
    return rows


def _verdict(one: Point, other: Point) -> str:
    if one is other:
        return NOTHING
    found = compare(one.evaluation, other.evaluation)
    if found.difference is None:
        return verdict_text(found)
    low_high = "" if found.low is None or found.high is None else f", {100 * found.low:+.1f} to {100 * found.high:+.1f}"
    return f"{100 * found.difference:+.1f} points{low_high}: {verdict_text(found)}"


def layer_rows(report: Report) -> list[Row]:
    """(number, layer, kind, weights' shape, parameters, MACs, weight bits, activation bits) of the current recipe."""
    recipe = report.contents.project.recipe
    return [
        (
            *(str(number), layer.key, layer.kind, "×".join(map(str, layer.weight_shape))),
            *(count_text(layer.parameters), count_text(layer.macs)),
            *(recipe[layer.key].weight.label, recipe[layer.key].activation.label if layer.input else NOTHING),
        )
        for number, layer in enumerate(report.contents.graph.layers[:MOST_LAYERS], 1)
    ]


def standing_rows(replay: Replay) -> list[Row]:
    """(policy, its figures in the order of ``COLUMNS``)."""
    return [(_policy(one), *(estimate_text(name, one.estimates[name]) for name in COLUMNS)) for one in replay.standings]


def _policy(one: Standing) -> str:
    """With the point that a policy chose: "Best mean (Uniform W8A8)"."""
    point = one.name.partition(": ")[2]
    return f"{one.policy} ({point})" if point and one.name != one.policy else one.policy


def standing_header() -> Row:
    return ("Policy", *(TITLES[name][0] for name in COLUMNS))


def replay_notes(replay: Replay) -> list[str]:
    scenario = replay.scenario
    notes = [" ".join(scenario.story.split())] if scenario.story.strip() else []
    notes.append(
        f"Simulated (◇): {scenario.duration:g} s with a deadline of {1000 * scenario.deadline:g} ms, seeds "
        f"{SEEDS[0]} to {SEEDS[-1]}, mean ± half the 95 % interval. A late answer counts as wrong."
    )
    if not replay.own:
        notes.append(f"The operating points are the scenario's, not this project's. {replay.left_out}".strip())
    sources = list(dict.fromkeys(one.source for one in replay.points if one.source))
    notes += [f"Source of the points: {source}." for source in sources[:3]]
    if any(one.assumed for one in replay.points):
        notes.append("▫ Which samples are right is assumed from the accuracies.")
    verdict = contest_text(replay.contest)
    return [*notes, verdict] if verdict else notes


def provenance_rows(report: Report) -> list[Row]:
    """(configuration, quantity, value, interval, how, device, samples, date, note) of every figure that was chosen."""
    rows = []
    for one in report.chosen:
        for name in quantities_of((one,)):
            found = metric_json(one.evaluation.metrics[name])
            rows.append(
                (
                    *(one.name, QUANTITIES[name].title, found["text"], found.get("interval", NOTHING)),
                    f"{found['mark']} {found['provenance']}",
                    *(str(found.get(key, NOTHING)) for key in ("device", "samples", "date", "note")),
                )
            )
    return rows


def reproduce_rows(report: Report) -> list[Row]:
    """(what, value): the command line that measures the current recipe again, and what tells that it is the same."""
    contents = report.contents
    project = contents.project
    assert project.model is not None
    file = contents.file or "PROJECT.edgeviz"
    command = ["edgeviz", "evaluate", file]
    if contents.device is not None:
        command += ["--device", contents.device.key]
    rows: list[Row] = [
        ("Measure it again", shlex.join(command)),
        ("Recipe hash", project.recipe.hash),
        ("SHA-256 of the model", project.model.sha256),
        ("Data", "none" if project.data is None else project.data.hash),
        ("Write this report again", shlex.join(["edgeviz", "report", file, "-o", "report.html"])),
        ("EdgeViz", __version__),
    ]
    return [*rows, ("Written", date_text(contents.made))] if contents.made else rows
