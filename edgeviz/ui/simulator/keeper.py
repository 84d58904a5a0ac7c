"""Keeps what is chosen in the Simulate workspace with the project, and brings it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSignalBlocker, QTimer, Slot

from edgeviz.ui.simulator.kept import SETTING, Kept

if TYPE_CHECKING:
    from edgeviz.ui.simulator.panel import SimulatorPanel

#: Milliseconds in which changes are gathered.
KEEP = 400


class Keeper(QObject):
    """is_loaded: whether the panel shows what its project keeps. is_writing: whether a setting that changes now is this
    one."""

    def __init__(self, panel: SimulatorPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self.is_loaded = self.is_writing = False
        self._timer = QTimer(self, singleShot=True, interval=KEEP)
        self._timer.timeout.connect(self.keep)

    @Slot()
    def start(self) -> None:
        self._timer.start()

    def load(self) -> None:
        """Read the presets and what the project keeps, when somebody looks here for the first time."""
        self.is_loaded = True
        panel = self._panel
        kept = Kept.read(panel.document.project.settings.get(SETTING))
        parts = panel.parts
        if kept.policies is not None:
            parts.choices.set_policies(kept.policies)
        if kept.seeds is not None:
            with QSignalBlocker(parts.seeds_spin):
                parts.seeds_spin.setValue(kept.seeds)
        if kept.points is not None:
            parts.choices.want(kept.points)
        with QSignalBlocker(parts.choices.source_box):
            parts.choices.take_source(kept.source, kept.adaptive)
        panel.show_rules(kept.rules)
        panel.scenarios.load(kept.scenario)
        if kept.deadline is not None:
            parts.deadline_spin.setValue(kept.deadline * 1e3)

    @Slot()
    def keep(self) -> None:
        """The choices go into the project."""
        panel = self._panel
        scenario, document = panel.scenario, panel.document
        if not self.is_loaded or scenario is None or panel.offer is None or not document.project.model:
            return
        parts, choices = panel.parts, panel.parts.choices
        deadline = parts.deadline_spin.value() * 1e-3
        kept = Kept(
            panel.scenarios.kept(), choices.source, tuple(choices.chosen_identities), choices.chosen_policies,
            parts.thresholds.rules, parts.seeds_spin.value(),
            None if abs(deadline / scenario.deadline - 1) < 1e-6 else deadline,
            choices.adaptive,
        )  # fmt: skip
        self.is_writing = True
        document.set_setting(SETTING, kept.to_json())
        self.is_writing = False
