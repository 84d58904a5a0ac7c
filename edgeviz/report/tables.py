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
from edgeviz.report.language import ENGLISH, Language, marked
from edgeviz.report.points import Point, metric_json
from edgeviz.report.replay import COLUMNS, SEEDS, Replay, contest_text, estimate_text, policy_text
from edgeviz.report.report import Report
from edgeviz.report.texts import NOTHING, count_text, date_text

Row = tuple[str, ...]
#: Layers of the table; one with more is not read.
MOST_LAYERS = 2000
#: What each mark of a figure means: in a word, and in a sentence.
MARKS = {
    "●": (marked("measured"), marked("measured: run and timed, or counted in a file that was written")),
    "○": (marked("predicted"), marked("predicted: worked out from measurements of parts")),
    "◇": (marked("modelled"), marked("modelled: worked out from a formula or a device's profile")),
    "▫": (marked("assumed"), marked("assumed, or read in a maker's documents")),
}
#: The constants of a device's energy.
ENERGY = {
    "multiply": marked("Energy: 8-bit multiplication"),
    "add": marked("Energy: addition"),
    "mac_fp32": marked("Energy: FP32 multiply-accumulate"),
    "mac_fp16": marked("Energy: FP16 multiply-accumulate"),
    "byte": marked("Energy: byte of main memory"),
    "static_power": marked("Energy: static power"),
    "calibration": marked("Energy: calibration factor"),
}


def model_rows(report: Report) -> list[Row]:
    """(what, value) of the model and the data."""
    project, graph, tr = report.contents.project, report.contents.graph, report.language.translate
    assert project.model is not None
    parameters = sum(layer.parameters for layer in graph.layers)
    rows: list[Row] = [
        (tr("Model"), project.model.name),
        (tr("Its SHA-256"), project.model.sha256),
        (tr("Layers with weights"), str(len(graph.layers))),
        (tr("Parameters in them"), count_text(parameters)),
        (tr("MACs of one sample"), count_text(graph.macs)),
    ]
    data = project.data
    if data is None:
        return [*rows, (tr("Data"), tr("none was chosen: no accuracy is known"))]
    # The name alone: the folders of whoever wrote the report are nobody's business.
    source = data.source + (f" ({Path(data.path).name})" if data.path else "")
    samples = tr("{} to measure on, {} others to set ranges, drawn with seed {}")
    samples = samples.format(f"{data.validation:,}", f"{data.calibration:,}", data.seed)
    return [*rows, (tr("Data"), source), (tr("Samples"), samples)]


def device_rows(device: Device, language: Language) -> list[Row]:
    """(what, value with its mark, source) of every figure of a device's profile that times are modelled from."""
    rows: list[Row] = []
    tr = language.translate

    def add(name: str, found: Any, unit: str, factor: float = 1.0) -> None:
        if isinstance(found, Sourced):
            value = " ".join(filter(None, (f"{found.value * factor:.4g}", unit, found.provenance.mark)))
            rows.append((name, value, tr(found.source)))

    for bits, rate in sorted(device.rates.items()):
        add(tr("Rate at {} bits").format(bits), rate, "GMAC/s", 1e-9)
    if isinstance(device.efficiency, Mapping):
        for bits, share in sorted(device.efficiency.items()):
            add(tr("Share that layers reach at {} bits").format(bits), share, "")
    else:
        add(tr("Share that layers reach"), device.efficiency, "")
    add(tr("Memory bandwidth"), device.bandwidth, "GB/s", 1e-9)
    add(tr("Overhead of a layer"), device.layer_overhead, "µs", 1e6)
    add(tr("RAM"), device.memory, "MB", 1e-6)
    add(tr("Flash"), device.flash, "MB", 1e-6)
    if device.energy is not None:
        for one in fields(device.energy):
            unit = {"static_power": "W", "calibration": ""}.get(one.name, "pJ")
            factor = 1e12 if unit == "pJ" else 1.0
            add(tr(ENERGY[one.name]), getattr(device.energy, one.name), unit, factor)
    return rows


def quantities_of(points: tuple[Point, ...]) -> list[str]:
    """Names of the quantities that any of ``points`` has, in their usual order."""
    return [name for name in QUANTITIES if any(one.metric(name) is not None for one in points)]


def metric_text(metric: Metric | None, language: Language) -> str:
    """ "98.8 % (97.6 to 99.4 %) ●"."""
    if metric is None:
        return NOTHING
    found = metric_json(metric, language)
    interval = f" ({found['interval']})" if "interval" in found else ""
    return f"{found['text']}{interval} {found['mark']}"


def chosen_rows(report: Report) -> list[Row]:
    """(quantity, a figure of each chosen point); then each one's accuracy against the reference's and the current's."""
    chosen, language, tr = report.chosen, report.language, report.language.translate
    rows = [
        (tr(QUANTITIES[name].title), *(metric_text(one.metric(name), language) for one in chosen))
        for name in quantities_of(chosen)
    ]
    rows.append((tr("Recipe"), *(one.evaluation.recipe.hash for one in chosen)))
    reference = next((one for one in chosen if one.reference), None)
    if reference is not None and len(chosen) > 1:
        title = tr("Accuracy against {}").format(language.name(reference.name))
        rows.append((title, *(_verdict(one, reference, language) for one in chosen)))
    current = report.current
    if len(chosen) > 2 and not current.reference:
        title = tr("Accuracy against {}").format(language.name(current.name))
        rows.append((title, *(_verdict(one, current, language) for one in chosen)))
    return rows


def _verdict(one: Point, other: Point, language: Language) -> str:
    if one is other:
        return NOTHING
    found = compare(one.evaluation, other.evaluation)
    tr = language.translate
    verdict = verdict_text(found, tr)
    if found.difference is None:
        return verdict
    points = f"{100 * found.difference:+.1f}"
    if found.low is None or found.high is None:
        return tr("{} points: {}").format(points, verdict)
    return tr("{} points, {} to {}: {}").format(points, f"{100 * found.low:+.1f}", f"{100 * found.high:+.1f}", verdict)


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


def standing_rows(replay: Replay, language: Language) -> list[Row]:
    """(policy, its figures in the order of ``COLUMNS``)."""
    tr = language.translate
    return [
        (_policy(one, language), *(estimate_text(name, one.estimates[name], tr) for name in COLUMNS))
        for one in replay.standings
    ]


def _policy(one: Standing, language: Language) -> str:
    """With the point that a policy chose: "Best mean (Uniform W8A8)"."""
    point = one.name.partition(": ")[2]
    label = policy_text(one.policy, language)
    return f"{label} ({language.name(point)})" if point and one.name != one.policy else label


def standing_header(language: Language) -> Row:
    return (language.translate("Policy"), *(language.translate(TITLES[name][0]) for name in COLUMNS))


def replay_notes(replay: Replay, language: Language) -> list[str]:
    scenario, tr = replay.scenario, language.translate
    notes = [" ".join(tr(scenario.story).split())] if scenario.story.strip() else []
    text = tr("Simulated (◇): {} s with a deadline of {} ms, seeds {} to {}, mean ± half the 95 % interval.")
    text = text.format(f"{scenario.duration:g}", f"{1000 * scenario.deadline:g}", SEEDS[0], SEEDS[-1])
    notes.append(f"{text} {tr('A late answer counts as wrong.')}")
    if not replay.own:
        why = tr(replay.left_out) if replay.left_out else ""
        whose = tr("The operating points are the scenario's, not this project's.")
        notes.append(f"{whose} {why}".strip())
    sources = list(dict.fromkeys(one.source for one in replay.points if one.source))
    notes += [tr("Source of the points: {}.").format(tr(source)) for source in sources[:3]]
    if any(one.assumed for one in replay.points):
        notes.append(tr("▫ Which samples are right is assumed from the accuracies."))
    verdict = contest_text(replay.contest, language)
    return [*notes, verdict] if verdict else notes


def provenance_rows(report: Report) -> list[Row]:
    """(configuration, quantity, value, interval, how, device, samples, date, note) of every figure that was chosen."""
    rows = []
    language = report.language
    for one in report.chosen:
        for name in quantities_of((one,)):
            found = metric_json(one.evaluation.metrics[name], language)
            title = language.translate(QUANTITIES[name].title)
            rows.append(
                (
                    *(language.name(one.name), title, found["text"], found.get("interval", NOTHING)),
                    f"{found['mark']} {found['provenance']}",
                    *(str(found.get(key, NOTHING)) for key in ("device", "samples", "date", "note")),
                )
            )
    return rows


def reproduce_rows(report: Report) -> list[Row]:
    """(what, value): the command line that measures the current recipe again, and what tells that it is the same."""
    contents, language, tr = report.contents, report.language, report.language.translate
    project = contents.project
    assert project.model is not None
    file = contents.file or "PROJECT.edgeviz"
    command = ["edgeviz", "evaluate", file]
    if contents.device is not None:
        command += ["--device", contents.device.key]
    again = ["edgeviz", "report", file, "-o", "report.html"]
    if language.code != ENGLISH.code:
        again += ["--language", language.code]
    rows: list[Row] = [
        (tr("Measure it again"), shlex.join(command)),
        (tr("Recipe hash"), project.recipe.hash),
        (tr("SHA-256 of the model"), project.model.sha256),
        (tr("Data"), tr("none") if project.data is None else project.data.hash),
        (tr("Write this report again"), shlex.join(again)),
        ("EdgeViz", __version__),
    ]
    return [*rows, (tr("Written"), date_text(contents.made, tr))] if contents.made else rows
