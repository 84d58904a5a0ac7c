"""The trade-off plot's menu of what is shown: colours, sizes, whose points, the limit, pins."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from edgeviz.core.metric import QUANTITIES
from edgeviz.ui import formatting
from edgeviz.ui.plots.colouring import Colouring
from edgeviz.ui.plots.constraint import Constraint
from edgeviz.ui.plots.pinning import Pinning
from edgeviz.ui.plots.sizing import Sizing
from edgeviz.ui.plots.tradeoff import TradeoffPanel
from edgeviz.ui.texts import shown


class ViewMenu(QToolButton):
    """A button in the plot's header; its menu is filled when it opens, because points come and go."""

    def __init__(
        self, panel: TradeoffPanel, colouring: Colouring, sizing: Sizing, constraint: Constraint, pinning: Pinning
    ) -> None:
        super().__init__(panel)
        self.setObjectName("tradeoffView")
        self.setText(self.tr("Show"))
        self.setAccessibleName(self.tr("What the trade-off plot shows"))
        self.setToolTip(self.tr("Colour or size by a third quantity, filter by job, set a limit, pin and name points"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.panel, self.colouring, self.sizing = panel, colouring, sizing
        self.constraint, self.pinning = constraint, pinning
        menu = QMenu(self)
        menu.setObjectName("tradeoffViewMenu")
        menu.setTitle(self.text())
        menu.aboutToShow.connect(self.fill)
        # Clearing a menu leaves the menus in it: they are made once.
        self._submenus = {name: QMenu(menu) for name in ("colourBy", "sizeBy", "pointsOf")}
        for name, submenu in self._submenus.items():
            submenu.setObjectName(name)
        self.setMenu(menu)

    @Slot()
    def fill(self) -> None:
        menu = self.menu()
        menu.clear()
        self._third(self._emptied("colourBy", self.tr("Colour by")), "colour", self.colouring)
        self._third(self._emptied("sizeBy", self.tr("Size by")), "size", self.sizing)
        self._jobs(self._emptied("pointsOf", self.tr("Points of")))
        menu.addSeparator()
        limit = menu.addAction(self.tr("Limit that can be dragged"))
        limit.setObjectName("showLimit")
        limit.setCheckable(True)
        limit.setChecked(self.constraint.limit is not None and self.constraint.possible)
        limit.setEnabled(self.constraint.possible and len(self.panel.cloud) > 0)
        limit.toggled.connect(self.constraint.set_shown)
        adopt = menu.addAction(self.tr("Adopt the best within the limit"))
        adopt.setObjectName("adoptSweetSpot")
        adopt.setEnabled(self.constraint.recipe is not None)
        adopt.triggered.connect(self._adopt_best)
        menu.addSeparator()
        current = self.panel.document.recipe
        pinned = self.pinning.pins.is_pinned(current)
        pin = menu.addAction(self.tr("Unpin the current recipe") if pinned else self.tr("Pin the current recipe"))
        pin.setObjectName("pinPoint")
        pin.triggered.connect(self.pinning.pins.toggle_current)
        name = menu.addAction(self.tr("Name the current recipe…"))
        name.setObjectName("namePoint")
        name.setEnabled(self.panel.document.evaluation() is not None)
        name.triggered.connect(self._name_current)

    # ---- internals

    def _emptied(self, name: str, title: str) -> QMenu:
        """A menu in the menu, to be filled anew."""
        submenu = self._submenus[name]
        submenu.clear()
        submenu.setTitle(title)
        for group in submenu.findChildren(QActionGroup):
            group.deleteLater()
        self.menu().addMenu(submenu)
        return submenu

    def _third(self, menu: QMenu, look: str, chosen: Colouring | Sizing) -> None:
        """The quantities that ``look`` can show, and none."""
        group = QActionGroup(menu)
        names = [name for name in QUANTITIES if name in self.panel.quantities()]
        for name in ("", *names):
            action = menu.addAction(formatting.title(name) if name else self.tr("Nothing"))
            action.setObjectName(f"{look}_{name or 'nothing'}")
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name == chosen.quantity)
            group.addAction(action)
        group.triggered.connect(self._coloured if look == "colour" else self._sized)

    def _jobs(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for title in ("", *self.panel.sources()):
            action = menu.addAction(shown(title) or self.tr("All jobs"))
            action.setData(title)
            action.setCheckable(True)
            action.setChecked(title == self.panel.source)
            group.addAction(action)
        group.triggered.connect(self._filtered)

    @Slot(object)
    def _coloured(self, action: object) -> None:
        self.colouring.choose(action.data())  # type: ignore[attr-defined]

    @Slot(object)
    def _sized(self, action: object) -> None:
        self.sizing.choose(action.data())  # type: ignore[attr-defined]

    @Slot(object)
    def _filtered(self, action: object) -> None:
        self.panel.show_source(action.data())  # type: ignore[attr-defined]

    @Slot()
    def _adopt_best(self) -> None:
        recipe = self.constraint.recipe
        if recipe is not None:
            self.panel.document.adopt(recipe, self.tr("Adopt the best within the limit"))

    @Slot()
    def _name_current(self) -> None:
        self.pinning.name(self.panel.document.evaluation())
