"""Candidates as lines across their figures and across the values of their choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from edgeviz.core.metric import QUANTITIES
from edgeviz.core.nas.space import DIGITS, MOST_VALUES, Choice, Space
from edgeviz.ui import formatting, theme
from edgeviz.ui.parallel.table import Lines
from edgeviz.ui.parallel.view import ParallelView
from edgeviz.ui.plots.card import card_html
from edgeviz.ui.search.choosing import Choosing
from edgeviz.ui.search.run import Floats, SearchRun
from edgeviz.ui.search.words import architecture_text, value_text

REWARD = "reward"
#: Figures of a candidate that can be axes, as far as candidates have them and differ in them.
FIGURES = ("accuracy", "latency", "size", "macs", "activation_memory", "energy")
#: Tells the axis of a choice from that of a figure.
CHOICE = "choice/"
#: Pixels that an axis needs for its title and its values.
AXIS_ROOM = 60
#: Axes of choices that stand beside each other.
MOST_CHOICES = 8


def groups(space: Space) -> list[tuple[str, tuple[str, ...]]]:
    """Names of choices that are looked at together, and what they have in common: "kernel" of every block, then all of
    "block1", and so on. "" where that is nothing. What is too much for the room comes in several parts of one title."""
    kinds: dict[str, list[str]] = {}
    blocks: dict[str, list[str]] = {}
    for choice in space.choices:
        block, _, kind = choice.name.rpartition(".")
        kinds.setdefault(kind if block else "", []).append(choice.name)
        if block:
            blocks.setdefault(block.partition(".")[0], []).append(choice.name)
    found = []
    for title, names in (*kinds.items(), *blocks.items()):
        size = ceil(len(names) / ceil(len(names) / MOST_CHOICES))
        found += [(title, tuple(names[start : start + size])) for start in range(0, len(names), size)]
    return found


def _genes(keys: Sequence[str]) -> Floats:
    """Genes of architectures, [keys, choices], NaN for absent choices. Thousands are read at once: ``Space.decode``
    takes 0.1 ms for each, and has seen them when they came."""
    table = np.full(128, np.nan)
    table[[ord(digit) for digit in DIGITS[:MOST_VALUES]]] = np.arange(MOST_VALUES)
    return table[np.frombuffer("".join(keys).encode("ascii"), np.uint8).reshape(len(keys), -1)]


class CandidateLines(ParallelView):
    """Candidates at the full budget; a click chooses one. ``show_choices`` says which choices are axes."""

    def __init__(self, choosing: Choosing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("candidateLines")
        self.setAccessibleName(self.tr("Candidates as parallel coordinates"))
        self.setAccessibleDescription(
            self.tr("Left and Right walk along the candidates, Enter chooses one, Escape clears the ranges.")
        )
        self.choosing = choosing
        self.rows: list[int] = []
        #: Names of the choices that are axes.
        self.choices: tuple[str, ...] = ()
        self._by_axis: Mapping[str, Choice] = {}
        choosing.changed.connect(self.update)
        theme.notifier.changed.connect(self.refresh)

    def show_choices(self, names: Sequence[str]) -> None:
        """Axes for these choices, beside reward, accuracy and cost; none of them: all figures."""
        self.choices = tuple(names)
        self.refresh()

    # ---- what a line is

    @property
    def current(self) -> int | None:
        row = self.choosing.shown
        return self.rows.index(row) if row in self.rows else None

    def title(self, name: str) -> str:
        if name in self._by_axis:
            return self._by_axis[name].name.replace(".", " ").replace("_", " ")
        return self.tr("Reward") if name == REWARD else formatting.title(name)

    def text(self, name: str, value: float) -> str:
        if name in self._by_axis:
            return value_text(self._by_axis[name].values[round(value)])
        if name == REWARD:
            return formatting.number(value, 3)
        return formatting.quantity_text(QUANTITIES[name], value)

    def ticks(self, name: str) -> Sequence[float]:
        return range(len(self._by_axis[name].values)) if name in self._by_axis else ()

    def empty_text(self) -> str:
        return self.tr("Two or more candidates become lines here. Drag along an axis to filter.")

    def html(self, row: int) -> str:
        run = self.choosing.run
        if run is None:
            return ""
        trial = run.trial(self.rows[row])
        title = self.tr("Candidate {}").format(formatting.number(run.found[self.rows[row]].number + 1))
        metrics = [trial.metrics.get(name) for name in FIGURES]
        hint = architecture_text(run.record.request.space, trial.key)[:90]
        return card_html(title, "", metrics, False, hint=hint)

    def adopt(self, row: int) -> None:
        self.choosing.choose(self.rows[row])

    # ---- reading

    @Slot()
    def refresh(self) -> None:
        run = self.choosing.run
        hovered = self.rows[self.hovered] if self.hovered is not None else None
        self.rows = []
        columns: dict[str, Floats] = {}
        if run is not None and len(run.figures):
            figures = run.figures
            usable = figures.full[figures.rows] & ~np.isnan(figures.score[figures.rows])
            self.rows = [int(row) for row in figures.rows[usable]]
            columns = {name: column for name, column in self._columns(run).items() if _differs(column)}
        values = np.column_stack(list(columns.values())) if columns else np.empty((len(self.rows), 0))
        front = set(run.figures.front) if run is not None else set()
        on_front = np.array([row in front for row in self.rows], dtype=bool)
        # The values of a choice are in the order of the space: neither end is the better one.
        lines = Lines((), tuple(columns), values, frozenset({"accuracy", REWARD, *self._by_axis}))
        # Narrower, and nobody can read what the axes are; whoever holds this scrolls.
        self.setMinimumWidth(theme.px(AXIS_ROOM * max(4, len(lines.names))))
        self.show_lines(lines, on_front, self.rows.index(hovered) if hovered in self.rows else None)

    def _columns(self, run: SearchRun) -> dict[str, Floats]:
        """The choices first, which lead to the figures at the right."""
        space, goal = run.record.request.space, run.record.request.goal
        known = {choice.name: choice for choice in space.choices}
        names = [name for name in self.choices if name in known]
        self._by_axis = {f"{CHOICE}{name}": known[name] for name in names}
        columns: dict[str, Floats] = {}
        if names and self.rows:
            genes = _genes([run.trial(row).key for row in self.rows])
            columns = {f"{CHOICE}{name}": genes[:, space.positions[name]] for name in names}
        columns[REWARD] = run.figures.score[self.rows]
        for name in FIGURES if not names else ("accuracy", goal.reward.cost):
            columns[name] = np.array([run.trial(row).value(name) for row in self.rows], dtype=float)
        return columns


def _differs(column: Floats) -> bool:
    known = column[~np.isnan(column)]
    return len(known) > 0 and bool((known != known[0]).any())
