"""report: a project as a page that people can decide on, and as a PDF and figures."""

from __future__ import annotations

import argparse
from pathlib import Path

from edgeviz.cli.commands import print_json
from edgeviz.cli.console import Console, run
from edgeviz.cli.lab_options import device_of
from edgeviz.cli.options import UsageError
from edgeviz.core.errors import EdgeVizError, ProjectError
from edgeviz.jobs.spec import JobSpec
from edgeviz.project.devices import find_device, load_profiles
from edgeviz.project.store import Store
from edgeviz.project.values import now
from edgeviz.report.contents import SECTIONS, Request, gather


def run_report(options: argparse.Namespace, console: Console) -> None:
    page = Path(options.output).resolve()
    if page.suffix.lower() not in (".html", ".htm"):
        raise UsageError("the report is a page: --output must end in .html")
    pdf = page.with_suffix(".pdf") if options.pdf else None
    for path in filter(None, (page, pdf)):
        if path.exists() and not options.force:
            raise ProjectError(f"{path} exists already.", "Choose another name, or add --force to replace it.")
    if not page.parent.is_dir():
        raise ProjectError(f"The folder {page.parent} does not exist.", "Make it first, or choose another.")
    with Store.open(options.project) as store:
        device = device_of(options)
        if device is None:
            # As the window would open it, but without a word where that profile is not on this machine.
            key = store.read().settings.get("device")
            known = load_profiles().devices
            device = find_device(key) if isinstance(key, str) and key in known else None
        contents = gather(store, device, now())
    request = Request(
        options.title,
        options.question,
        options.author,
        _sections(options.sections),
        str(page),
        str(pdf or ""),
        str(Path(options.figures).resolve()) if options.figures else "",
        options.language,
    )
    arguments = {"contents": contents, "request": request, "replace": options.force}
    spec = JobSpec("edgeviz.ui.reporting.job:run", f"Report on {contents.file}", arguments, light=True)
    written: tuple[str, ...] = run(spec, console)
    if options.json:
        print_json({"written": list(written)})
        return
    print("\n".join(written))


def _sections(text: str) -> tuple[str, ...]:
    if not text:
        return tuple(SECTIONS)
    wanted = [name.strip() for name in text.split(",") if name.strip()]
    for name in wanted:
        if name not in SECTIONS:
            raise UsageError(f"there is no section {name!r}; there are {', '.join(SECTIONS)}")
    if not wanted:
        raise EdgeVizError("The report would be empty.", f"Name sections: {', '.join(SECTIONS)}.")
    return tuple(name for name in SECTIONS if name in wanted)
