"""What a person prefers, in every project: kept in the settings file, read through names and types."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Signal, Slot

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.timing import Timing
from edgeviz.project.recovery import MAX_RECENT
from edgeviz.ui import language
from edgeviz.ui.theme import THEMES

SYSTEM = "system"
CALIBRATION = DataSpec().calibration
MAX_CALIBRATION = 1_000_000


class Preferences(QObject):
    """Typed access to the settings. A damaged or foreign value counts as the default."""

    #: The name of the preference that has another value now.
    changed = Signal(str)

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings

    # ---- what there is

    @property
    def theme(self) -> str:
        """A name in ``theme.THEMES``, or "system"."""
        name = str(self.settings.value("theme", SYSTEM))
        return name if name in THEMES else SYSTEM

    @property
    def language(self) -> str:
        """A key of ``language.LANGUAGES``, or "system"."""
        return language.chosen(self.settings)

    @property
    def reduced_motion(self) -> bool:
        """True: nothing moves. False: as the system says."""
        return self._flag("reducedMotion", False)

    @property
    def auto_measure(self) -> bool:
        """Whether a recipe is measured by itself after an edit."""
        return self._flag("autoMeasure", True)

    @property
    def recent_files(self) -> int:
        """How many recent files are listed, 0 to ``MAX_RECENT``."""
        return self._count("recentFiles", MAX_RECENT, 0, MAX_RECENT)

    @property
    def calibration_samples(self) -> int:
        """Samples that set the activation ranges, where data is found or chosen anew."""
        return self._count("calibrationSamples", CALIBRATION, 1, MAX_CALIBRATION)

    @property
    def timing(self) -> Timing:
        """How latency is timed."""
        try:
            threads, batch, budget = str(self.settings.value("timing", "")).split()
            return Timing(int(threads), int(batch), float(budget))
        except (ValueError, EdgeVizError):
            return Timing()

    # ---- setting it

    def set_value(self, name: str, value: object) -> None:
        """Keep ``value`` under ``name``, one of the keys used above."""
        if self.settings.value(name) != value:
            self.settings.setValue(name, value)
            self.changed.emit(name)

    @Slot(object)
    def set_timing(self, timing: Timing) -> None:
        self.set_value("timing", f"{timing.threads} {timing.batch} {timing.budget:g}")

    # ---- internals

    def _flag(self, name: str, default: bool) -> bool:
        text = str(self.settings.value(name, default)).lower()
        return text == "true" if text in ("true", "false") else default

    def _count(self, name: str, default: int, low: int, high: int) -> int:
        try:
            value = int(str(self.settings.value(name, default)))
        except ValueError:
            return default
        return value if low <= value <= high else default
