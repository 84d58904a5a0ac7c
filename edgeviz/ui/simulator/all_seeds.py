"""The policies that are checked over all seeds, as a job in the background, and the table of what they came to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from edgeviz.core.adaptive.policies import policy_table
from edgeviz.core.adaptive.policies.base import Policy
from edgeviz.core.adaptive.standing import Table
from edgeviz.jobs.events import Cancelled, Event, Failed
from edgeviz.jobs.spec import JobSpec, Lane
from edgeviz.ui.bridge import Job
from edgeviz.ui.texts import shown

if TYPE_CHECKING:
    from edgeviz.ui.simulator.panel import SimulatorPanel

ENTRY = "edgeviz.engine.adaptive.play:run"


class AllSeeds(QObject):
    """job: the one that goes on, if any. table: what there is so far of it, or of the last one."""

    def __init__(self, panel: SimulatorPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self.job: Job | None = None
        self.table: Table | None = None
        #: What the table was worked out from.
        self._played: object = None
        parts = panel.parts
        parts.run_button.clicked.connect(self.run)
        parts.cancel_button.clicked.connect(self.cancel)
        parts.seeds_spin.valueChanged.connect(self.show_state)

    @property
    def seeds(self) -> list[int]:
        """The first is that of the strips."""
        scenario = self._panel.scenario
        first = scenario.seed if scenario is not None else 0
        return list(range(first, first + self._panel.parts.seeds_spin.value()))

    @Slot()
    def run(self) -> None:
        """Play every chosen policy with every seed."""
        panel = self._panel
        scenario, points, policies = panel.current, panel.points, panel.policies()
        if self.job is not None or scenario is None or not points or not policies:
            return
        arguments = {"scenario": scenario, "points": points, "policies": policies, "seeds": self.seeds}
        title = self.tr("Simulate {}").format(shown(scenario.name))
        self._played = self._signature(policies)
        self._follow(panel.jobs.submit(JobSpec(ENTRY, title, arguments, light=True, lane=Lane.COMPUTE)))
        self._show_table(None)
        self.show_state()

    @Slot()
    def cancel(self) -> None:
        if self.job is not None:
            self.job.cancel()

    def take_over(self, other: AllSeeds) -> None:
        """Go on with what an earlier window played, and is playing."""
        self._played = other._played
        if other.job is not None:
            self._follow(other.job)
        self._show_table(other.table)
        self.show_state()

    @Slot()
    def show_state(self) -> None:
        panel, parts = self._panel, self._panel.parts
        is_running = self.job is not None
        parts.show_running(is_running)
        ready = panel.current is not None and bool(panel.points) and bool(parts.choices.chosen_policies)
        parts.run_button.setEnabled(not is_running and ready)
        if not is_running and self.table is not None:
            seeds = self._played[3] if isinstance(self._played, tuple) else self.table.seeds
            parts.standings.say(seeds, self._old())
            parts.life.set_old(self._old())

    # ---- internals

    def _follow(self, job: Job) -> None:
        self.job = job
        job.resulted.connect(self._resulted)
        job.changed.connect(self._show_progress)
        job.ended.connect(self._ended)

    @Slot(object)
    def _resulted(self, payload: object) -> None:
        if isinstance(payload, Table):
            self._show_table(payload)

    def _show_table(self, table: Table | None) -> None:
        self.table = table
        panel, parts = self._panel, self._panel.parts
        parts.standings.show_table(table, parts.seeds_spin.value() if table else 0, self._old())
        parts.standings.select(panel.shown)
        parts.life.show_table(table, panel.scenario.duration if panel.scenario is not None else 0.0)
        parts.life.set_old(self._old())
        parts.life.select(panel.shown)

    @Slot()
    def _show_progress(self) -> None:
        progress = self.job.progress if self.job is not None else None
        if progress is not None and progress.total:
            bar = self._panel.parts.progress
            bar.setRange(0, round(progress.total))
            bar.setValue(round(progress.done))

    @Slot(object)
    def _ended(self, event: Event) -> None:
        self.job = None
        self.show_state()
        if isinstance(event, Failed):
            self._panel.failed.emit(event)
        elif isinstance(event, Cancelled) and self.table is None:
            self._panel.parts.standings.verdict.setText(self.tr("Cancelled before the first seed was played."))

    def _old(self) -> str:
        if self.table is None or self._played == self._signature(self._panel.policies()):
            return ""
        return self.tr("Of earlier settings: run again.")

    def _signature(self, policies: Mapping[str, Policy]) -> object:
        panel = self._panel
        points = tuple((one.name, one.seconds, one.accuracy, one.energy) for one in panel.points)
        tables = tuple((label, repr(policy_table(policy))) for label, policy in policies.items())
        return panel.current, points, tables, panel.parts.seeds_spin.value()
