"""device calibrate: measure every distinct layer of models here, once, for predicting any recipe's latency."""

from __future__ import annotations

import argparse

from edgeviz.cli import tables
from edgeviz.cli.commands import opened, print_json
from edgeviz.cli.console import Console, printable, run
from edgeviz.core.device.calibration import Calibration
from edgeviz.core.device.profile import THIS_MACHINE
from edgeviz.core.device.trials import Errors
from edgeviz.core.errors import EdgeVizError
from edgeviz.jobs.spec import JobSpec


def run_calibrate(options: argparse.Namespace, console: Console) -> None:
    from edgeviz.core.device.trials import errors, transfer
    from edgeviz.project.devices import load_profiles, save_calibration
    from edgeviz.project.timings import load_timings

    if options.passes < 1:
        raise EdgeVizError(f"--passes {options.passes} measures nothing.", "Give 1 or more.")
    paths = []
    for model in options.models:
        with opened(model, console, runs=True) as source:
            paths.append(source.path)
    known = None if options.fresh else load_timings(THIS_MACHINE)
    probe = options.fresh or THIS_MACHINE not in load_profiles().devices
    arguments = {"paths": paths, "known": known, "passes": options.passes, "probe": probe}
    arguments["threads"] = options.threads
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
    tried = errors(timings)
    if tried is not None:
        names = printable(", ".join(tried.models))
        rows += [["Tried", f"{tried.recipes} recipes that nothing was learned from, of {names}"], *_quantiles(tried)]
    new = transfer(timings)
    if new is not None:
        rows += [
            ["New models", f"{new.recipes} recipes of {printable(', '.join(new.models))}, before they were measured"]
        ]
        if new.withheld:
            rows += [["No figure", f"for {new.withheld} of them: most of their time is in layers that nobody measured"]]
        if new.errors is not None:
            rows += [
                [
                    "Within 10 %",
                    f"{new.errors.within:.0%} of the other {new.errors.recipes}; median {new.errors.median:.1%}",
                ],
                ["Eight of ten", f"off by {new.errors.low:+.1%} to {new.errors.high:+.1%}"],
            ]
    else:
        rows += [["New models", "how far predictions of a model that was not measured are off needs two models"]]
    print(tables.table(["", ""], rows))
    if tried is not None and not tried.reaches_aim:
        print("Fewer than nine of ten predictions are within 10 %: measure recipes that are nearer than that.")
    print(printable(f"Kept in {path}. Use it with --device {found.key}."))


def _quantiles(off: Errors) -> list[list[str]]:
    return [
        ["Within 10 %", f"{off.within:.0%} of {off.recipes} predictions; the median error is {off.median:.1%}"],
        ["Eight of ten", f"off by {off.low:+.1%} to {off.high:+.1%}; the largest error is {off.largest:.1%}"],
    ]
