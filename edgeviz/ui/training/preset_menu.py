"""The menu of presets at the top of the form: what a person wants, in their own words."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton

from edgeviz.core.train_presets import Preset, train_presets
from edgeviz.core.train_request import TrainRequest
from edgeviz.ui.document import Document
from edgeviz.ui.texts import shown


class PresetButton(QToolButton):
    """Lists the presets for the open model and its current recipe."""

    #: A Preset was chosen.
    chosen = Signal(object)

    def __init__(self, document: Document) -> None:
        super().__init__()
        self.setObjectName("trainPresets")
        self.setText(self.tr("Choose a preset…"))
        self.setAccessibleName(self.tr("Presets"))
        self.setToolTip(self.tr("Fill the form for what you want to reach; everything can still be changed"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document = document
        self.current: Preset | None = None
        self._presets: list[Preset] = []
        self._menu = QMenu(self)
        self._menu.setObjectName("trainPresetMenu")
        self._menu.setToolTipsVisible(True)
        self._menu.aboutToShow.connect(self._fill)
        self._menu.triggered.connect(self._triggered)
        self.setMenu(self._menu)

    @Slot()
    def reload(self) -> None:
        """Another model is open: what was chosen for the one before says nothing."""
        self.current = None
        self.setText(self.tr("Choose a preset…"))
        self.setEnabled(self.document.graph is not None)

    def is_chosen_unchanged(self, request: TrainRequest | None) -> bool:
        """Whether ``request`` is still what the preset says."""
        return self.current is not None and request == replace(self.current.request, name="")

    def offered(self) -> list[Preset]:
        """The presets for the open model and its current recipe."""
        graph = self.document.graph
        if graph is None:
            return []
        shape = graph.input_shape()
        return list(train_presets(graph, self.document.recipe, shape is not None and len(shape) == 4))

    def choose(self, preset: Preset) -> None:
        self.current = preset
        self.setText(preset_name(preset))
        self.chosen.emit(preset)

    @Slot()
    def _fill(self) -> None:
        self._menu.clear()
        self._presets = self.offered()
        for row, preset in enumerate(self._presets):
            action = self._menu.addAction(preset_name(preset))
            action.setObjectName(f"trainPreset_{row}")
            action.setData(row)
            action.setToolTip(preset_sentence(preset))

    @Slot(QAction)
    def _triggered(self, action: QAction) -> None:
        self.choose(self._presets[action.data()])


def preset_name(preset: Preset) -> str:
    """Its name in the window's language: a translation is found by the English text."""
    return shown(preset.name)


def preset_sentence(preset: Preset) -> str:
    return shown(preset.sentence)
