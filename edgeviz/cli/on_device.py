"""The figures of other commands for a device that is named with --device."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from edgeviz.cli.console import printable
from edgeviz.core.device.energy import modelled_metrics
from edgeviz.core.device.latency import cannot_run
from edgeviz.core.device.profile import Device
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Evaluation, Metric
from edgeviz.core.recipe import Recipe


def on_device(evaluation: Evaluation, graph: ModelGraph, device: Device | None) -> Evaluation:
    """``evaluation`` with the latency and energy that ``device`` is modelled to need instead of this machine's."""
    if device is None:
        return evaluation
    return replace(evaluation, metrics=figures(evaluation.metrics, graph, evaluation.recipe, device))


def figures(metrics: Mapping[str, Metric], graph: ModelGraph, recipe: Recipe, device: Device) -> dict[str, Metric]:
    kept = {name: metric for name, metric in metrics.items() if name not in ("latency", "energy")}
    return kept | modelled_metrics(graph, recipe, device, metrics.get("latency"))


def device_note(graph: ModelGraph, recipes: Sequence[Recipe], device: Device | None) -> str:
    """The line below a table that says whose latency and energy it shows, and what cannot run there."""
    if device is None:
        return ""
    lines = [f"◇ Latency and energy: modelled for {device.name}."]
    if device.timings is not None:
        lines = [
            f"Latency on {device.name}: ● measured, or ○ a sum of layers measured on {device.timings.device}; "
            "◇ energy: modelled."
        ]
    unable = next((found for recipe in recipes if (found := cannot_run(graph, recipe, device))), ())
    if unable:
        widths = ", ".join(map(str, sorted(device.rates)))
        lines.append(
            f"{device.name} cannot run {unable[0]} and {len(unable) - 1} more layers where no figure is given: it has "
            f"units of {widths} bits only."
            if len(unable) > 1
            else f"{device.name} cannot run {unable[0]} where no figure is given: it has units of {widths} bits only."
        )
    return printable("\n".join(lines))
