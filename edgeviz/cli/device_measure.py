"""device measure: what each layer of a recipe takes in onnxruntime, and the kernel that really runs it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from edgeviz.cli.options import add_data_options, add_recipe_options, positive, whole
from edgeviz.cli.remote_options import add_remote_options
from edgeviz.core.timing import Timing

if TYPE_CHECKING:
    from edgeviz.cli.console import Console
    from edgeviz.core.layer_profile import LayerProfile

#: Kernels between layers that are printed one by one.
MOST_BETWEEN = 10


def add_parser(
    subparsers: argparse._SubParsersAction[argparse.ArgumentParser],
    finish: Callable[[argparse.ArgumentParser], None],
) -> argparse.ArgumentParser:
    """The command "measure" of the group "device". ``finish`` adds what every command has."""
    text = "time a recipe in onnxruntime, layer by layer, with the kernels that really run"
    found = subparsers.add_parser("measure", help=text, description=text[0].upper() + text[1:] + ".")
    found.set_defaults(handler="device_measure:run_measure")
    finish(found)
    found.add_argument("model", metavar="MODEL", help="a model (.onnx, .pt2) or a project (.edgeviz)")
    add_timing_options(found)
    found.add_argument("--layers", action="store_true", help="print every layer, its kernel, widths and time")
    add_recipe_options(found)
    add_data_options(found)
    add_remote_options(found)
    return found


def add_timing_options(parser: argparse.ArgumentParser, budget: float = 1.0) -> None:
    """How an inference is timed; ``timing_of`` reads it."""
    group = parser.add_argument_group("timing")
    group.add_argument("--threads", type=whole, default=0, metavar="N", help="threads (default: all cores but one)")
    group.add_argument("--batch", type=positive, default=1, metavar="N", help="samples in one inference (default 1)")
    group.add_argument(
        "--budget", type=float, default=budget, metavar="SECONDS", help=f"seconds of timed runs (default {budget:g})"
    )


def timing_of(options: argparse.Namespace) -> Timing:
    """Raises EdgeVizError where the options cannot be."""
    return Timing(options.threads, options.batch, options.budget)


def run_measure(options: argparse.Namespace, console: Console) -> None:
    from edgeviz.cli.commands import opened, print_json, resolve_data, turing, warn_of_repairs
    from edgeviz.cli.console import run
    from edgeviz.cli.options import recipe_from
    from edgeviz.core.layer_profile import profile_to_json
    from edgeviz.jobs.spec import JobSpec

    if options.host:
        from edgeviz.cli.device_remote import measure_remote

        measure_remote(options, console)
        return
    timing = timing_of(options)
    with opened(options.model, console, runs=True) as source:
        recipe = recipe_from(options, source.graph, source.recipe, lambda: turing(source, console))
        warn_of_repairs(recipe, console)
        data = resolve_data(options, source, recipe, console)
        arguments = {"path": source.path, "data": data, "recipe": recipe, "timing": timing}
        spec = JobSpec("edgeviz.engine.measure.layers:run", f"Measure the layers of {source.name}", arguments)
        profile: LayerProfile = run(spec, console)
        if source.store is not None:
            from edgeviz.project import layer_profiles

            model = source.store.read().model
            if model is not None:
                layer_profiles.save(source.store, model.sha256, profile)
    if options.json:
        print_json(profile_to_json(profile))
        return
    print(profile_text(profile, options.layers))


def profile_text(profile: LayerProfile, layers: bool = True) -> str:
    """The tables that are printed, and what they mean."""
    from edgeviz.cli import tables
    from edgeviz.cli.console import printable

    time, metric, about, count = tables.time_text, profile.latency, profile.environment, len(profile.kernels)
    low, high = metric.low or metric.value, metric.high or metric.value
    parts = [
        printable(f"{profile.device}, batch {about.batch}{about.words}, {about.date}"),
        f"Latency {time(metric.value)} ● ({time(low)}–{time(high)}), median of {metric.samples} runs; "
        f"with the profiler {time(profile.profiled_seconds)} ({profile.overhead:+.0%}), "
        f"of that kernels {time(profile.kernel_seconds)}.",
    ]
    if layers:
        parts.append(_layers(profile))
        if profile.between:
            parts.append(_between(profile))
    parts.append(_operators(profile))
    size_only = [kernel for kernel in profile.kernels if kernel.saves_size_only]
    if size_only:
        widths = ", ".join(f"W{bits}" for bits in sorted({kernel.stored_bits for kernel in size_only}))
        parts.append(
            f"{widths} here saves size, not time: {len(size_only)} of {count} layers are stored in fewer bits than "
            "they compute in."
        )
    parts += [printable(note) for note in profile.notes]
    return "\n\n".join(parts)


def _layers(profile: LayerProfile) -> str:
    from edgeviz.cli import tables

    whole = profile.layer_seconds + profile.between_seconds
    rows = []
    for kernel in profile.kernels:
        found = profile.time_of.get(kernel.key)
        share = profile.share(kernel.key)
        timed = found is not None and found.seconds is not None
        rows.append([
            kernel.key,
            _micro(found.seconds or 0.0) if found is not None and timed else "–",
            f"{100 * share:.1f} %" if share is not None else "–",
            f"{kernel.stored_bits}",
            kernel.computes or "–",
            f"with {kernel.shared_with}" if kernel.shared_with else kernel.kernel or "not found",
            f"unpacks {_micro(found.unpacking)}" if found is not None and kernel.unpacks else "",
        ])  # fmt: skip
    share = profile.between_seconds / whole if whole else 0.0
    rows.append(["between layers", _micro(profile.between_seconds), f"{100 * share:.1f} %", "", "", "", ""])
    header = ["Layer", "Time ●", "Share", "Stored (bits)", "Computes", "Kernel", ""]
    return str(tables.table(header, rows, (1, 2, 3)))


def _between(profile: LayerProfile) -> str:
    from edgeviz.cli import tables

    rows = [[each.name, each.op, _micro(each.seconds)] for each in profile.between[:MOST_BETWEEN]]
    rest = profile.between[MOST_BETWEEN:]
    if rest:
        rows.append([f"{len(rest)} more", "", _micro(sum(each.seconds for each in rest))])
    return str(tables.table(["Between layers", "Operator", "Time ●"], rows, (2,)))


def _operators(profile: LayerProfile) -> str:
    from edgeviz.cli import tables

    rows = [
        [each.op, str(each.count), _micro(each.seconds), f"{_micro(each.low)}–{_micro(each.high)}"]
        for each in profile.operators
    ]
    return str(tables.table(["Operator", "Count", "Time ●", "95 %"], rows, (1, 2, 3)))


def _micro(seconds: float) -> str:
    """The profiler counts whole microseconds: no decimals below a millisecond."""
    return f"{seconds * 1e6:.0f} µs" if seconds < 1e-3 else f"{seconds * 1e3:.2f} ms"
