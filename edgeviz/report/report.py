"""A report before it has a form: HTML, PDF and figures are all made from this value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from edgeviz.core.errors import EdgeVizError
from edgeviz.report.contents import LONGEST_TITLE, Contents, Request
from edgeviz.report.language import ENGLISH, Language, marked
from edgeviz.report.points import Point, axes_of, make_points
from edgeviz.report.replay import Replay, make_replay


@dataclass(frozen=True)
class Report:
    """without: why the replay is missing; "" where it is there or was not asked for.

    What is written is in English until it is shown, in ``language``."""

    request: Request
    contents: Contents
    points: tuple[Point, ...]
    replay: Replay | None = None
    without: str = ""
    language: Language = ENGLISH

    @property
    def chosen(self) -> tuple[Point, ...]:
        """The reference, the current one and the pinned ones, in this order."""
        chosen = (one for one in self.points if one.chosen)
        return tuple(sorted(chosen, key=lambda one: (not one.reference, not one.current)))

    @property
    def current(self) -> Point:
        return next(one for one in self.points if one.current)

    @property
    def axes(self) -> tuple[str, str]:
        return axes_of(self.contents)

    @property
    def title(self) -> str:
        model = self.contents.project.model
        if title := self.request.title.strip()[:LONGEST_TITLE]:
            return title
        return self.language.translate("Which version of {}?").format(model.name if model else "")


def make_report(
    contents: Contents, request: Request, progress: Callable[[int, int], None], language: Language = ENGLISH
) -> Report:
    """``progress`` is told of the simulation, which takes longest, and may raise to stop it."""
    points = make_points(contents)
    if "replay" not in request.sections:
        return Report(request, contents, points, language=language)
    try:
        replay = make_replay(contents, points, progress)
    except EdgeVizError as error:
        return Report(request, contents, points, None, f"{error.what} {error.remedy}".strip(), language)
    why = "" if replay is not None else marked("Neither the project nor the scenario has operating points to play.")
    return Report(request, contents, points, replay, why, language)
