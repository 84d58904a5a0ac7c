"""device: the profiles that are known, and what each says, with where it comes from."""

from __future__ import annotations

import argparse

from edgeviz.cli import tables
from edgeviz.cli.commands import print_json
from edgeviz.cli.console import Console, printable, run
from edgeviz.core.device.fields import Entry, entries
from edgeviz.core.device.profile import THIS_MACHINE, Device
from edgeviz.core.device.profile_table import device_to_toml
from edgeviz.core.metric import Provenance
from edgeviz.jobs.spec import JobSpec

LEGEND = "● measured  ▫v the maker's  ▫ assumed: not checked"
_MARKS = {Provenance.MEASURED: "●", Provenance.VENDOR: "▫v", Provenance.ASSUMED: "▫"}

#: Values of a list that are written out.
FEW = 4
_STEPS = (
    (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"), (1.0, ""), (1e-3, "m"), (1e-6, "µ"), (1e-9, "n"), (1e-12, "p"),
    (1e-15, "f"),
)  # fmt: skip


def run_list(options: argparse.Namespace, console: Console) -> None:
    from edgeviz.project.devices import folder, load_profiles

    profiles = load_profiles()
    for error in profiles.broken.values():
        console.note(printable(f"edgeviz: left out: {error}"))
    if options.json:
        rows = [
            {"key": key, "name": device.name, "own": key in profiles.own, "widths": sorted(device.rates)}
            for key, device in profiles.devices.items()
        ]
        broken = {name: str(error) for name, error in profiles.broken.items()}
        print_json({"devices": rows, "folder": folder(), "broken": broken})
        return
    lines = [
        [key, device.name, _widths(device), _range(device), "your own" if key in profiles.own else "shipped"]
        for key, device in profiles.devices.items()
    ]
    print(tables.table(["Key", "Device", "Units (bits)", "Figures", "From"], lines))
    print(f"{LEGEND}\n" + printable(f"Your own profiles are kept in {folder()}."))
    if THIS_MACHINE not in profiles.devices:
        print('This machine is timed rather than modelled: "edgeviz device measure". "edgeviz device probe" makes a '
              "profile of it, to compare with the others.")  # fmt: skip


def run_show(options: argparse.Namespace, console: Console) -> None:
    from edgeviz.project.devices import find_device

    _print(find_device(options.name), options)


def run_probe(options: argparse.Namespace, console: Console) -> None:
    from edgeviz.project.devices import save_own

    device: Device = run(JobSpec("edgeviz.engine.measure.machine:run", "Measure this machine", {}), console)
    save_own(device)
    _print(device, options)


def _print(device: Device, options: argparse.Namespace) -> None:
    if options.json:
        print_json({"key": device.key, **device_to_toml(device)})
        return
    rows = [[one.path, value_text(one), _MARKS[Provenance(one.trust)], one.source] for one in entries(device)]
    print(printable(f"{device.name} ({device.key})"))
    if device.note:
        print(printable(device.note))
    print("\n" + tables.table(["Field", "Value", "", "Source"], rows, (1,), whole=(3,)))
    print(LEGEND)


def value_text(entry: Entry) -> str:
    """A field's value with its unit, in steps of 1000."""
    if isinstance(entry.value, list):
        return _list_text(entry.value, entry.unit)
    return _scaled(entry.value, entry.unit)


def _list_text(values: list[float] | list[str], unit: str) -> str:
    """Kernels one by one; of many clocks how many and the ends, which would make the column as wide as a page."""
    texts = [one if isinstance(one, str) else _scaled(one, unit) for one in values]
    if len(texts) <= FEW or isinstance(values[0], str):
        return ", ".join(texts)
    return f"{len(texts)}: {texts[0]} … {texts[-1]}"


def _scaled(value: float, unit: str) -> str:
    if not unit:
        return f"{value:g}"
    if not value:
        return f"0 {unit}"
    for factor, prefix in _STEPS:
        if value >= factor:
            return f"{value / factor:.4g} {prefix}{unit}"
    return f"{value:g} {unit}"


def _widths(device: Device) -> str:
    return " ".join(map(str, sorted(device.rates)))


def _range(device: Device) -> str:
    """How many figures have which trust."""
    found = entries(device)
    counts = {trust: sum(one.trust == trust.value for one in found) for trust in _MARKS}
    return "  ".join(f"{count} {_MARKS[trust]}" for trust, count in counts.items() if count)
