"""Writing a report as a job: the page, the PDF and the figures are all made before the first is written."""

from __future__ import annotations

import os
from pathlib import Path

from edgeviz.core.errors import EdgeVizError
from edgeviz.jobs.context import Context
from edgeviz.project.model_files import write_atomically
from edgeviz.report.contents import Contents, Request
from edgeviz.report.language import ENGLISH
from edgeviz.report.page import figures, html
from edgeviz.report.report import make_report

#: Steps behind the simulation.
STEPS = 3


def run(context: Context, contents: Contents, request: Request, replace: bool = False) -> tuple[str, ...]:
    """The paths that were written. Raises EdgeVizError; then nothing was replaced that is not named in it.

    ``replace``: whether files that exist may be replaced.
    """
    total = 10

    def playing(done: int, of: int) -> None:
        context.progress(done / max(1, of) * (total - STEPS), total, "Playing the policies")

    context.progress(0, total, "Gathering")
    language = ENGLISH
    if request.language != ENGLISH.code:
        # English needs no Qt, which takes a moment to import.
        from edgeviz.ui.reporting.spoken import spoken

        language = spoken(request.language)
    report = make_report(contents, request, playing, language)
    files: dict[Path, bytes] = {}
    context.progress(total - STEPS, total, "Writing the page")
    drawn = figures(report) if request.pdf or request.figures else {}
    if request.html:
        files[Path(request.html)] = html(report).encode()
    if drawn:
        # Nor does the page.
        from edgeviz.ui.reporting import paper

        context.progress(total - 2, total, "Laying out the pages")
        if request.pdf:
            files[Path(request.pdf)] = paper.pdf(report, drawn)
        if request.figures:
            folder = Path(request.figures)
            files |= {folder / name: data for name, data in paper.figure_files(drawn).items()}
    if not files:
        raise EdgeVizError("There is nothing to write.", "Choose a page, a PDF or figures.")
    for path in files:
        if path.exists() and not replace:
            raise EdgeVizError(f"{path} exists already.", "Choose another name, or allow it to be replaced.")
    context.progress(total - 1, total, "Writing")
    mask = os.umask(0)
    os.umask(mask)
    for path, data in files.items():
        try:
            write_atomically(path, data)
            # It is for others to read, as far as this person's files are.
            path.chmod(0o666 & ~mask)
        except OSError as error:
            raise EdgeVizError(
                f"{path} could not be written: {error.strerror or error}.", "Choose another folder, or free some space."
            ) from error
    context.progress(total, total, "")
    return tuple(map(str, files))
