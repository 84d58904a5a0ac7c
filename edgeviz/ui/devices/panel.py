"""The device seen: memory, roofline, energy against the clock, and every device side by side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from edgeviz.core.device.profile import Device
from edgeviz.ui.devices.all_page import AllPage
from edgeviz.ui.devices.constants_editing import ConstantsEditing
from edgeviz.ui.devices.energy_page import EnergyPage
from edgeviz.ui.devices.library import DeviceLibrary
from edgeviz.ui.devices.memory_page import MemoryPage
from edgeviz.ui.devices.roofline_page import RooflinePage
from edgeviz.ui.document import Document
from edgeviz.ui.sight import Sight


class _Pages(QTabWidget):
    """Qt's own paints all of a page again for every widget on it that comes or goes, even where nothing moves."""

    _room: tuple[QSize, QSize] | None = None

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            room = (self.sizeHint(), self.minimumSizeHint())
            if room == self._room:
                return True
            self._room = room
        return super().event(event)


class DevicePanel(QWidget):
    """Only the page in front is kept up to date; the others catch up when they are looked at."""

    #: The path of the profile's field that is to be edited.
    editRequested = Signal(str)

    def __init__(self, document: Document, library: DeviceLibrary, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("devicePanel")
        self.setAccessibleName(self.tr("Device"))
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.document = document
        self.library = library
        self.memory = MemoryPage(document)
        self.roofline = RooflinePage(document)
        self.energy = EnergyPage(document)
        self.all = AllPage(document)
        self._pages = (self.memory, self.roofline, self.energy, self.all)
        self._stale = set(range(len(self._pages)))
        self._unmarked = set(range(len(self._pages)))
        self.pages = _Pages()
        self.pages.setObjectName("devicePages")
        self.pages.setAccessibleName(self.tr("Pages about the device"))
        self.pages.setDocumentMode(True)
        self.pages.tabBar().setAccessibleName(self.pages.accessibleName())
        titles = (self.tr("Memory"), self.tr("Roofline"), self.tr("Energy and clock"), self.tr("All devices"))
        tips = (
            self.tr("Does it fit? Flash and RAM against the device's limits"),
            self.tr("What each layer is bound by, and where the time goes"),
            self.tr("Energy and latency at other clocks, and the constants behind them"),
            self.tr("The same recipe on every device"),
        )
        for page, title, tip in zip(self._pages, titles, tips, strict=True):
            self.pages.setTabToolTip(self.pages.addTab(page, title), tip)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        self.pages.currentChanged.connect(self._catch_up)
        self._sight = Sight(self)
        # Before it is painted, but not while docks are being arranged: then it is often behind another one at once.
        self._sight.gained.connect(self._catch_up, Qt.ConnectionType.QueuedConnection)
        for page in (self.roofline, self.energy):
            page.chooseRequested.connect(self.show_all)
        self.energy.editRequested.connect(self.editRequested)
        self.editing = ConstantsEditing(document, library, self)
        self.energy.constantTyped.connect(self.editing.set)
        self.editing.refused.connect(self.energy.refuse)
        library.changed.connect(self._reload)
        document.modelChanged.connect(self.refresh)
        document.figuresChanged.connect(self.refresh)
        document.evaluationsChanged.connect(self.refresh)
        document.selectionChanged.connect(self._select)
        self._reload()

    def show_devices(self, devices: Sequence[Device]) -> None:
        """The profiles that can be chosen."""
        self.all.show_devices(devices)
        self.refresh()

    @Slot()
    def show_all(self) -> None:
        self.pages.setCurrentWidget(self.all)
        self.all.view.setFocus()

    @Slot()
    def refresh(self) -> None:
        """Everything may have changed; the page in front shows it at once."""
        self._stale = set(range(len(self._pages)))
        self._catch_up()

    # ---- internals

    @Slot()
    def _reload(self) -> None:
        self.show_devices(list(self.library.profiles.devices.values()))

    @Slot()
    def _select(self) -> None:
        self._unmarked = set(range(len(self._pages)))
        self._catch_up()

    @Slot()
    def _catch_up(self) -> None:
        # A panel that is collected hears of its pages' end when its own attributes are gone already.
        if not self.isVisible() or not self._sight.is_there:
            return
        at = self.pages.currentIndex()
        page = self._pages[at]
        if at in self._stale:
            page.refresh()
        elif at in self._unmarked:
            page.show_selection()
        self._stale.discard(at)
        self._unmarked.discard(at)
