"""device calibrate: measure every distinct layer of models here, once, for predicting any recipe's latency."""

from __future__ import annotations

import argparse

from edgeviz.cli import tables
from edgeviz.cli.commands import opened, print_json
from edgeviz.cli.console import Console, printable, run
from edgeviz.core.device.calibration import Calibration
from edgeviz.core.errors import EdgeVizError
from edgeviz.jobs.spec import JobSpec


def run_calibrate(options: argparse.Namespace, console: Console) -> None:
    from edgeviz.core.device.trials import errors
    from edgeviz.project.devices import load_profiles, save_calibration
    from edgeviz.project.timings import load_timings

    if options.passes < 1:
        raise EdgeVizError(f"--passes {options.passes} measures nothing.", "Give 1 or more.")
    paths = []
    for model in options.models:
        with opened(model, console, runs=True) as source:
            paths.append(source.path)
    known = None if options.fresh else load_timings(KEY)
    probe = options.fresh or KEY not in load_profiles().devices
    arguments = {"paths": paths, "known": known, "passes": options.passes, "probe": probe}
    found: Calibration = run(
        JobSpec("edgeviz.engine.measure.calibrate:run", "Calibrate this device", arguments), console
    )
    path = save_calibration(found)
    timings = found.timings
    kernels = sum(map(len, timings.layers.values()))
    if options.json:
        print_json({"key": found.key, "path": path, "timings": timings.to_json()})
        return
    rows = [
        ["Device", printable(timings.device)],
        ["Measured", timings.date],
        ["Models", printable(", ".join(timings.models))],
        ["Distinct layers", f"{len(timings.layers)}, {kernels} kernels"],
        ["A crossing", f"{tables.time_text(timings.crossing)} and {timings.crossing_element * 1e9:.3g} ns an element"],
    ]
    off = errors(timings)
    if off is not None:
        rows += [
            ["Tried", f"{off.recipes} recipes that nothing was learned from, of {printable(', '.join(off.models))}"],
            ["Within 10 %", f"{off.within:.0%} of predictions; the median error is {off.median:.1%}"],
            ["Eight of ten", f"off by {off.low:+.1%} to {off.high:+.1%}; the largest error is {off.largest:.1%}"],
        ]
    print(tables.table(["", ""], rows))
    if off is not None and not off.reaches_aim:
        print("Fewer than nine of ten predictions are within 10 %: measure recipes that are nearer than that.")
    print(printable(f"Kept in {path}. Use it with --device {found.key}."))


#: The profile of the machine that EdgeViz runs on.
KEY = "this-machine"
