"""The form's sampler with its settings, made from what the sampler says of them."""

from __future__ import annotations

from dataclasses import Field, fields
from typing import Any

from PySide6.QtCore import Signal, Slot

from edgeviz.core.nas import differentiable
from edgeviz.core.nas.samplers import SAMPLERS
from edgeviz.ui.formatting import joined, number
from edgeviz.ui.search.words import sampler_name, sampler_tip, setting_name
from edgeviz.ui.texts import shown
from edgeviz.ui.training.fields import ChoiceBox, NumberBox, Section, WholeBox, dress

MOST_SEED = (1 << 31) - 1


class SamplerFields(Section):
    """``settings()`` are those of ``key``: every sampler keeps its own while another one is looked at."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("searchSampler", "", unfolded=True)
        tr = self.tr
        self.head.setText(tr("Sampler"))
        self.head.setAccessibleName(tr("Sampler"))
        # The last one is not asked and told: it trains one network with all operators, and is a job of its own.
        keys = (*SAMPLERS, differentiable.KEY)
        self.sampler = ChoiceBox([(key, sampler_name(key), sampler_tip(key)) for key in keys])
        dress(self.sampler, "searchSamplerBox", tr("Sampler"), tr("What decides which architecture comes next"))
        self.seed = WholeBox(0, MOST_SEED, 0)
        self.seed.setGroupSeparatorShown(False)
        dress(self.seed, "searchSeed", tr("Seed"), tr("The same seed, space, data and batch give the same search"))
        self.add(tr("Sampler"), self.sampler)
        self.add(tr("Seed"), self.seed)
        self._boxes: dict[str, dict[str, WholeBox | NumberBox]] = {}
        self.sampler.changed.connect(self._chosen)
        self.seed.valueChanged.connect(self.changed)
        self._make(self.key)
        self._show_rows()

    @property
    def key(self) -> str:
        return str(self.sampler.chosen)

    @property
    def seeks_front(self) -> bool:
        return self.key in SAMPLERS and SAMPLERS[self.key].seeks_front

    def boxes(self) -> dict[str, WholeBox | NumberBox]:
        """The fields of the chosen sampler's settings by their names."""
        return self._boxes[self.key]

    def settings(self) -> dict[str, float | int]:
        """Those that differ from the sampler's defaults."""
        defaults = {one.name: one.default for one in _settings(self.key)}
        found = {name: box.value() for name, box in self.boxes().items()}
        return {name: value for name, value in found.items() if value != defaults[name]}

    def show_value(self, key: str, settings: dict[str, float | int], seed: int) -> None:
        if self.sampler.choose(key):
            self._make(key)
            for one in _settings(key):
                box = self._boxes[key][one.name]
                value: Any = settings.get(one.name, one.default)
                if isinstance(box, WholeBox):
                    box.setValue(int(value))
                else:
                    box.setValue(float(value))
        self.seed.setValue(seed)

    def text(self) -> str:
        """What the folded section says."""
        return joined([sampler_name(self.key), self.tr("seed {}").format(number(self.seed.value()))])

    # ---- internals

    @Slot()
    def _chosen(self) -> None:
        self._make(self.key)
        self._show_rows()
        self.changed.emit()

    def _make(self, key: str) -> None:
        if key in self._boxes:
            return
        self._boxes[key] = {}
        for one in _settings(key):
            low, high = one.metadata["least"], one.metadata["most"]
            default: Any = one.default
            whole = isinstance(default, int)
            box = WholeBox(low, high, default) if whole else NumberBox(low, high, default)
            title = setting_name(one.name)
            meaning = shown(str(one.metadata["meaning"]))
            bounds = self.tr("{} to {}").format(_plain(low), _plain(high))
            tip = f"{meaning[:1].upper()}{meaning[1:]} ({bounds})"
            dress(box, f"searchSetting_{key}_{one.name}", title, tip)
            box.valueChanged.connect(self.changed)
            self.add(title, box)
            self._boxes[key][one.name] = box

    def _show_rows(self) -> None:
        for key, boxes in self._boxes.items():
            for box in boxes.values():
                self.set_row_visible(box, key == self.key)


def _settings(key: str) -> tuple[Field[Any], ...]:
    """The settings that a sampler has."""
    return fields(SAMPLERS[key].settings_type) if key in SAMPLERS else ()


def _plain(value: float) -> str:
    """A bound with as many decimals as it has."""
    return number(value, next(p for p in range(9) if p == 8 or round(value, p) == value))
