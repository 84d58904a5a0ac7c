"""What the trade-off plot has beside its points: colours, sizes, a limit, pins and the menu that switches them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from edgeviz.ui.compare.pins import Pins
from edgeviz.ui.plots.colouring import Colouring
from edgeviz.ui.plots.constraint import Constraint
from edgeviz.ui.plots.pinning import Pinning
from edgeviz.ui.plots.sizing import Sizing
from edgeviz.ui.plots.tradeoff import TradeoffPanel
from edgeviz.ui.plots.view_menu import ViewMenu


class TradeoffExtras(QObject):
    """Puts them on ``panel``, each on its own; the panel knows none of them."""

    def __init__(self, panel: TradeoffPanel, pins: Pins) -> None:
        super().__init__(panel)
        self.colouring = Colouring(panel)
        self.sizing = Sizing(panel, self.colouring)
        self.constraint = Constraint(panel)
        self.pinning = Pinning(panel, pins)
        self.menu = ViewMenu(panel, self.colouring, self.sizing, self.constraint, self.pinning)
        panel.add_to_header(self.menu)
