"""The curves of a training: kept beside its checkpoint when it stops, and told again when it goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from edgeviz.core.curves import CURVES, Curve, kept
from edgeviz.core.errors import EdgeVizError
from edgeviz.engine.export.job import write_atomically
from edgeviz.jobs.context import Context
from edgeviz.jobs.events import Event, Sample


class Curves:
    """``curves``: by name, of what is sampled through ``context`` from ``with`` on. path: where they lie meanwhile."""

    def __init__(self, outer: Context, path: Path, resume: bool) -> None:
        self.curves = {name: Curve() for name in CURVES}
        self.context = outer.observed(self._see)
        self._path, self._resume = path, resume

    def __enter__(self) -> Curves:
        if self._resume:
            for name, step, value in self._stored():
                self.context.sample(name, step, value)
        else:
            self._path.unlink(missing_ok=True)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is not None:
            with suppress(EdgeVizError):  # why it stopped matters more
                write_atomically(self._path, json.dumps(kept(self.curves)).encode())

    def _see(self, event: Event) -> None:
        if isinstance(event, Sample) and event.name in self.curves:
            self.curves[event.name].add(event.step, event.value)

    def _stored(self) -> Iterator[tuple[str, int, float]]:
        """Our own file; without it, or after a crash, the curves begin where the training goes on."""
        try:
            found = json.loads(self._path.read_text())
        except (OSError, ValueError):
            return
        for name in CURVES:
            for step, value in found.get(name, ()):
                yield name, step, value
