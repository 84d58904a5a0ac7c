"""The form's space: which architectures there are to choose from."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.fitting import fitted
from edgeviz.core.nas.space import Space
from edgeviz.ui import theme
from edgeviz.ui.dialogs.parts import caption
from edgeviz.ui.formatting import joined
from edgeviz.ui.search.library import SpaceLibrary
from edgeviz.ui.search.words import count_text
from edgeviz.ui.texts import error_text, shown
from edgeviz.ui.training.fields import ChoiceBox, Section, allow, dress

FIRST = "mnasnet_small"
#: Spaces whose networks are rows of a published table, for benchmarks: there is nothing to build.
TABLES = ("nasbench201", "nasbench_macro")
#: The key of a space that comes from the open model or from an earlier search and is in no file.
UNFILED = "unfiled"


class SpaceFields(Section):
    """``value()`` is the space scaled to the samples."""

    changed = Signal()
    editRequested = Signal()
    modelRequested = Signal()

    def __init__(self, library: SpaceLibrary) -> None:
        super().__init__("searchSpace", "", unfolded=True)
        tr = self.tr
        self.library = library
        self.head.setText(tr("Space"))
        self.head.setAccessibleName(tr("Space"))
        self.box = ChoiceBox()
        dress(self.box, "searchSpaceBox", tr("Search space"), tr("The architectures that there are to choose from"))
        self.edit_button = QPushButton(tr("Edit…"))
        dress(
            self.edit_button, "editSpace", tr("Edit the space"), tr("Choices, values and sizes; saved as one of yours")
        )
        self.model_button = QPushButton(tr("From the open model"))
        dress(
            self.model_button, "spaceFromModel", tr("From the open model"),
            tr("Widths and depths of the open network become the choices of a space"),
        )  # fmt: skip
        self.note = caption("", "searchSpaceNote")
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.edit_button)
        row.addWidget(self.model_button, 1)
        self.add_wide(self.box)
        self.add_wide(buttons)
        self.add_wide(self.note)
        self.unfiled: Space | None = None
        self._shape: tuple[int, int, int] | None = None
        self._filled = False
        self.box.changed.connect(self._chosen)
        self.edit_button.clicked.connect(self.editRequested)
        self.model_button.clicked.connect(self.modelRequested)
        library.changed.connect(self.fill)

    @Slot()
    def fill(self) -> None:
        """List the spaces that there are now."""
        found = self.library.spaces
        rows = [(key, shown(space.name), shown(space.note)) for key, space in found.spaces.items()]
        if self.unfiled is not None:
            rows.insert(0, (UNFILED, self.unfiled.name, self.unfiled.note))
        self.box.blockSignals(True)
        self.box.set_values(rows)
        for key, space in found.spaces.items():
            if space.builder in TABLES:
                self.box.allow_value(
                    key, self.tr("Its networks are rows of a table, for benchmarks: nothing is built.")
                )
        if not self._filled:
            self.box.choose(FIRST)
            self._filled = True
        self.box.blockSignals(False)
        self._chosen()

    @property
    def chosen(self) -> Space | None:
        """As it is in its file."""
        if not self._filled:
            self.fill()
        key = self.box.chosen
        return self.unfiled if key == UNFILED else self.library.spaces.spaces.get(str(key))

    def value(self) -> Space:
        """Raises EdgeVizError."""
        space = self.chosen
        if space is None:
            raise EdgeVizError(self.tr("No search space is chosen."), self.tr("Choose one."))
        return fitted(space, self._shape) if self._shape is not None else space

    def show_space(self, space: Space) -> None:
        """Choose ``space``; one that is in no file is listed for this session."""
        if not self._filled:
            self.fill()
        for key, other in self.library.spaces.spaces.items():
            same = other.hash == space.hash or (self._shape is not None and self._fits(other, space))
            if same and self.box.choose(key):
                return
        self.unfiled = space
        self.fill()
        self.box.choose(UNFILED)

    def _fits(self, other: Space, space: Space) -> bool:
        try:
            return self._shape is not None and fitted(other, self._shape).hash == space.hash
        except EdgeVizError:
            return False

    def show_situation(self, shape: tuple[int, int, int] | None, why_no_model: str) -> None:
        """shape: of a sample, None where it is not known."""
        allow(self.model_button, why_no_model)
        if shape != self._shape:
            self._shape = shape
            if self._filled:
                self._chosen()

    def text(self) -> str:
        return self.box.currentText()

    @Slot()
    def _chosen(self) -> None:
        try:
            space = self.value()
        except EdgeVizError as error:
            self.note.setText(error_text(error))
            self.changed.emit()
            return
        side = space.settings.get("input")
        samples = "×".join(map(str, side)) if isinstance(side, list) else ""
        architectures = self.tr("{} architectures").format(count_text(space.count))
        self.note.setText(joined([architectures, samples]))
        self.note.setToolTip(f"<p>{shown(space.note)}</p>" if space.note else "")
        self.changed.emit()
