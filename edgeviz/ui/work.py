"""What goes on, whichever window shows it: the open project, its jobs, and whoever waits for their results.

All of it outlives a window, which is made anew when its language changes: a job that was begun keeps its listener.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from edgeviz.ui.adaptive.adapting import Adapting
from edgeviz.ui.bridge import Jobs
from edgeviz.ui.compare.pins import Pins
from edgeviz.ui.devices.library import DeviceLibrary
from edgeviz.ui.document import Document
from edgeviz.ui.front.finder import FrontFinder
from edgeviz.ui.measuring import Measuring
from edgeviz.ui.opening import Opener
from edgeviz.ui.profiling import Profiling
from edgeviz.ui.search.choosing import Choosing
from edgeviz.ui.search.making import Making
from edgeviz.ui.search.searches import Searches
from edgeviz.ui.search.tabling import Tabling
from edgeviz.ui.sensitivity.probing import Probing
from edgeviz.ui.training.compressing import Compressing
from edgeviz.ui.training.training import Training


class Work(QObject):
    """``folder`` holds untitled work and the list of recent files."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        jobs = self.jobs = Jobs(self)
        document = self.document = Document(self)
        self.opener = Opener(document, jobs, folder, self)
        self.measuring = Measuring(document, jobs, self)
        self.device_library = DeviceLibrary(self)
        self.profiling = Profiling(document, jobs, self)
        self.probing = Probing(document, jobs, self)
        self.front_finder = FrontFinder(document, self)
        self.pins = Pins(document, self)
        self.training = Training(document, jobs, folder, self)
        self.compressing = Compressing(document, jobs, folder, self)
        self.searches = Searches(document, jobs, self.device_library, folder, self)
        self.choosing = Choosing(self.searches, self)
        self.making = Making(self.choosing, jobs, folder, self)
        self.tabling = Tabling(jobs, self.device_library, self)
        self.adapting = Adapting(document, jobs, folder, self)
