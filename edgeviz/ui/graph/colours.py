"""What the nodes are coloured by: the list of overlays, the legend beside it, and the looks of what is seen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from edgeviz.core.overlay import Known, Overlay, Scale
from edgeviz.core.overlay_files import Imported
from edgeviz.ui import theme
from edgeviz.ui.document import Document
from edgeviz.ui.graph.laying import Plan
from edgeviz.ui.graph.legend import Legend
from edgeviz.ui.graph.looks import (
    FILE,
    Looks,
    all_overlays,
    changed_boxes,
    imported_overlay,
    make_looks,
    overlay_title,
)
from edgeviz.ui.labels import ElidedComboBox

FIRST = "operator"


class Colours(QObject):
    """``looks`` are those of the last ``renew``. ``chosen`` when somebody wants another overlay."""

    chosen = Signal()

    def __init__(self, document: Document, owner: QWidget) -> None:
        super().__init__(owner)
        self._document = document
        self.name = FIRST
        self.looks: Looks | None = None
        self.overlays: dict[str, Overlay] = {}
        self._imported: list[Overlay] = []
        self.legend = Legend(owner)
        self.chooser = ElidedComboBox(owner)
        self.chooser.setObjectName("graphOverlay")
        self.chooser.setAccessibleName(self.tr("Colour the nodes by"))
        self.chooser.setToolTip(self.tr("What the nodes are coloured by"))
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.chooser.setMinimumContentsLength(10)
        self.chooser.setMaximumWidth(theme.px(164))
        self.chooser.activated.connect(self._picked)
        self.begin(FIRST)

    @property
    def has_values(self) -> bool:
        """Whether there are numbers that could be exported."""
        return self.looks is not None and bool(self.looks.values)

    @property
    def lasting_name(self) -> str:
        """The name to remember: an imported overlay is gone when its model is closed."""
        return FIRST if self.name.startswith(FILE) else self.name

    def begin(self, name: str) -> None:
        """Another model: only our own overlays, and the one of this name if there is one."""
        self._imported = []
        self.overlays = all_overlays(())
        self.name = name if name in self.overlays else FIRST
        self._fill()
        self.clear()

    def clear(self) -> None:
        """Nothing is seen."""
        self.looks = None
        self.legend.show_looks(None)

    def renew(self, plan: Plan) -> Looks:
        """Colours and numbers of what ``plan`` shows, from what is known now."""
        document = self._document
        assert document.graph is not None
        known = Known(document.graph, document.recipe, document.device, document.sensitivity, document.profile)
        looks = make_looks(self.overlays[self.name], known, plan.tree, plan.members)
        self.looks = looks
        self.legend.show_looks(looks)
        return looks

    def follow(self, plan: Plan) -> frozenset[str] | None:
        """The boxes that another recipe gives another look, after ``renew``; None where any may have one."""
        before = self.looks
        if before is None:
            return None
        if before.overlay.scale is Scale.CATEGORY:
            return frozenset()
        return changed_boxes(before, self.renew(plan))

    def choose(self, name: str) -> None:
        if name in self.overlays:
            self.name = name
            self.chooser.setCurrentIndex(self.chooser.findData(name))
            self.chosen.emit()

    def add(self, found: Iterable[Imported]) -> None:
        """Overlays of a file join the list under their names; the first of them is shown."""
        made = [imported_overlay(overlay) for overlay in found]
        names = {overlay.name for overlay in made}
        self._imported = [overlay for overlay in self._imported if overlay.name not in names] + made
        self.overlays = all_overlays(self._imported)
        self._fill()
        if made:
            self.choose(made[0].name)

    def _fill(self) -> None:
        self.chooser.clear()
        for name in self.overlays:
            self.chooser.addItem(overlay_title(name), name)
        self.chooser.setCurrentIndex(max(0, self.chooser.findData(self.name)))

    @Slot(int)
    def _picked(self, row: int) -> None:
        self.choose(str(self.chooser.itemData(row)))
