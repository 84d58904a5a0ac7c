"""The project's adaptive models in the Simulate workspace: made, exported, and their points let play."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QDialog

from edgeviz.core.adaptive.model import AdaptiveModel
from edgeviz.core.adaptive.policies.base import Policy, Setting
from edgeviz.core.adaptive.policies.rules import Rules
from edgeviz.core.adaptive.simulate import setting_of
from edgeviz.ui.simulator.choices import Source
from edgeviz.ui.simulator.offer import of_adaptive
from edgeviz.ui.simulator.rehearsal import played_on

if TYPE_CHECKING:
    from edgeviz.ui.simulator.panel import SimulatorPanel


class AdaptiveModels(QObject):
    """What a person does with them beside looking at them."""

    def __init__(self, panel: SimulatorPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        adapting, view = panel.adapting, panel.parts.adaptive
        panel.parts.empty.makeRequested.connect(view.make_action.trigger)
        view.make_action.triggered.connect(self.show_make)
        view.useRequested.connect(self.use)
        view.exportRequested.connect(self.show_export)
        adapting.failed.connect(panel.failed)
        adapting.changed.connect(self.refresh)
        adapting.made.connect(self._made)

    @Slot()
    def refresh(self) -> None:
        """Offer as a source those that there are now."""
        found = self._panel.adapting
        self._panel.parts.choices.list_models({k: one.name for k, one in found.models.items()}, not found.is_reading)

    @Slot()
    def show_make(self) -> QDialog:
        """What adaptive model to make of the open one."""
        from edgeviz.ui.adaptive.dialog import AdaptDialog

        dialog = AdaptDialog(self._panel.adapting, self._panel.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    @Slot(str)
    def use(self, key: str) -> None:
        """Let the points of this adaptive model play."""
        self._panel.parts.choices.set_source(Source.ADAPTIVE, key)

    @Slot(str)
    def show_export(self, key: str) -> QDialog:
        """With which policy this model is written as a bundle, and where."""
        from edgeviz.ui.adaptive.bundle_dialog import BundleDialog

        parts, model = self._panel.parts, self._panel.adapting.models[key]
        rules = parts.thresholds.rules if parts.choices.adaptive == key else Rules()
        setting = self._told(model)
        dialog = BundleDialog(model, rules, setting, self._panel.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(partial(self._export, key, setting))
        dialog.open()
        return dialog

    def _export(self, key: str, setting: Setting | None, target: str, policy: Policy) -> None:
        self._panel.adapting.export(key, target, policy, setting)

    def _told(self, model: AdaptiveModel) -> Setting | None:
        """What a policy is told before the model's points play in the scenario that is open."""
        panel = self._panel
        if panel.scenario is None:
            return None
        platform = of_adaptive(model, panel.scenario, panel.document.device).platform
        scenario = played_on(panel.scenario, platform, panel.parts.deadline_spin.value() * 1e-3)
        return setting_of(scenario, model.points, scenario.seed)

    @Slot(str)
    def _made(self, key: str) -> None:
        """It plays at once where nothing else can."""
        if self._panel.offer is None or self._panel.parts.is_empty:
            self.use(key)
        self._panel.parts.tabs.setCurrentWidget(self._panel.parts.adaptive)
