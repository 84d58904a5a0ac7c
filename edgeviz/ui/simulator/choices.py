"""What plays: the operating points and the policies, as lists with check marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.policies import POLICIES
from edgeviz.core.adaptive.policies.static import Static
from edgeviz.ui import formatting, theme
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.simulator.offer import Offer
from edgeviz.ui.simulator.words import policy_meaning, policy_title
from edgeviz.ui.texts import name_text, shown

KEY = Qt.ItemDataRole.UserRole
#: What a source that is an adaptive model begins with, before its id.
ADAPTIVE = "adaptive:"


class Source(StrEnum):
    PROJECT = "project"
    SCENARIO = "scenario"
    ADAPTIVE = "adaptive"


class Choices(QWidget):
    sourceChanged = Signal()
    #: Other points or policies are checked.
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("simulatorChoices")
        self.offer: Offer | None = None
        #: Identities of the points that are to be checked when they are offered.
        self._wanted: set[str] | None = None
        #: The id of an adaptive model whose points are to be offered as soon as it is listed.
        self._wanted_model = ""
        tr = self.tr
        self.source_box = QComboBox()
        self.source_box.setObjectName("pointSource")
        self.source_box.setAccessibleName(tr("Where operating points come from"))
        self.source_box.setToolTip(tr(
            "The recipes that were measured in this project, an adaptive model of it, replayed sample by sample, or the"
            " scenario's own networks: published figures, of which it is assumed which samples are right"
        ))  # fmt: skip
        self.source_box.addItem(tr("Points: this project"), Source.PROJECT.value)
        self.source_box.addItem(tr("Points: the scenario's"), Source.SCENARIO.value)
        self.source_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.source_box.activated.connect(self._source_picked)
        self.points = _list("operatingPoints", tr("Operating points that may be chosen"))
        self.points.itemChanged.connect(self._item_changed)
        self.front_button = self._button("useFront", tr("Use the front"))
        self.front_button.setToolTip(tr("Check the points that no other beats in accuracy, latency and energy"))
        self.front_button.clicked.connect(self.use_front)
        self.note = ElidedLabel()
        self.note.setObjectName("pointsNote")
        self.note.setProperty("role", "caption")
        self.policies = _list("simulatedPolicies", tr("Policies that are compared"))
        for key, kind in POLICIES.items():
            text = tr("Static, each point") if kind is Static else policy_title(kind.title)
            item = QListWidgetItem(text, self.policies)
            item.setData(KEY, key)
            item.setToolTip(policy_meaning(key))
            item.setCheckState(Qt.CheckState.Checked)
        self.policies.itemChanged.connect(self.changed)
        heading = QLabel(tr("Policies"))
        heading.setProperty("role", "title")
        heading.setBuddy(self.policies)
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        row.addWidget(self.front_button)
        row.addWidget(self.note, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, theme.GRID, 0)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self.source_box)
        layout.addWidget(self.points, 2)
        layout.addLayout(row)
        layout.addWidget(heading)
        layout.addWidget(self.policies, 3)

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAccessibleName(text)
        return button

    # ---- reading

    @property
    def source(self) -> Source:
        found = str(self.source_box.currentData())
        return Source.ADAPTIVE if self._wanted_model or found.startswith(ADAPTIVE) else Source(found)

    @property
    def adaptive(self) -> str:
        """The id of the adaptive model whose points are offered; "" where they are of something else."""
        found = str(self.source_box.currentData())
        return self._wanted_model or (found.removeprefix(ADAPTIVE) if found.startswith(ADAPTIVE) else "")

    def set_source(self, source: Source, adaptive: str = "") -> None:
        """``adaptive``: the id of a model, for that source."""
        self.take_source(source, adaptive)
        self.sourceChanged.emit()

    def take_source(self, source: Source, adaptive: str = "") -> None:
        """Without telling. An adaptive model that is not listed yet is taken when it is."""
        data = f"{ADAPTIVE}{adaptive}" if source is Source.ADAPTIVE else source.value
        index = self.source_box.findData(data)
        self._wanted_model = adaptive if index < 0 else ""
        if index >= 0:
            self.source_box.setCurrentIndex(index)

    def list_models(self, models: Mapping[str, str], is_all: bool) -> None:
        """Offer these adaptive models, names by their ids, as sources. ``is_all``: others are gone, not still being
        read."""
        before, source = self.adaptive, self.source
        with QSignalBlocker(self.source_box):
            while self.source_box.count() > 2:
                self.source_box.removeItem(2)
            for key, name in models.items():
                self.source_box.addItem(self.tr("Points: {}").format(name), f"{ADAPTIVE}{key}")
        if source is not Source.ADAPTIVE:
            return
        if before in models or not is_all:
            was_waiting = bool(self._wanted_model)
            self.take_source(source, before)
            if was_waiting and before in models:
                self.sourceChanged.emit()
        else:
            self.set_source(Source.PROJECT)

    @property
    def chosen_points(self) -> tuple[OperatingPoint, ...]:
        """Fastest first."""
        if self.offer is None:
            return ()
        return tuple(point for row, point in enumerate(self.offer.points) if self._is_checked(self.points.item(row)))

    @property
    def chosen_policies(self) -> tuple[str, ...]:
        """Keys."""
        items = (self.policies.item(row) for row in range(self.policies.count()))
        return tuple(str(item.data(KEY)) for item in items if self._is_checked(item))

    @property
    def chosen_identities(self) -> list[str]:
        """Keys of the checked points, or names of those that are none of the project's."""
        if self.offer is None:
            return []
        found = enumerate(self.offer.identities)
        return [identity for row, identity in found if self._is_checked(self.points.item(row))]

    # ---- changing

    def want(self, identities: Iterable[str]) -> None:
        """Check these points when they are offered next."""
        self._wanted = set(identities)

    def set_policies(self, keys: Iterable[str]) -> None:
        wanted = set(keys)
        with QSignalBlocker(self.policies):
            for row in range(self.policies.count()):
                item = self.policies.item(row)
                on = str(item.data(KEY)) in wanted
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self.policies.viewport().update()

    def show_offer(self, offer: Offer) -> None:
        """List the points of ``offer``. Of the same points as before the same stay checked; else the front
        is, or all of an adaptive model."""
        before = {} if self.offer is None else {
            identity: self._is_checked(self.points.item(row)) for row, identity in enumerate(self.offer.identities)
        }  # fmt: skip
        front, wanted = set(range(len(offer.points)) if offer.whole else offer.front()), self._wanted
        if wanted is not None:
            # What the project keeps, once.
            before = {identity: identity in wanted for identity in offer.identities}
            self._wanted = None if wanted & set(offer.identities) or not offer.points else wanted
            before = before if wanted & set(offer.identities) else {}
        self.offer = offer
        known = any(identity in before for identity in offer.identities)
        with QSignalBlocker(self.points):
            self.points.clear()
            for row, (point, identity) in enumerate(zip(offer.points, offer.identities, strict=True)):
                item = QListWidgetItem(name_text(point.name), self.points)
                item.setToolTip(self._tip(point))
                checked = before.get(identity, row in front) if known else row in front
                item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
        left_out = len(offer.left_out)
        self.note.setText(self.tr("{} left out").format(formatting.number(left_out)) if left_out else "")
        tip = self.tr("Without latency, accuracy or outcomes of the same samples: {}")
        self.note.explain(tip.format(formatting.joined(map(name_text, offer.left_out[:12]))) if left_out else "")

    @Slot()
    def use_front(self) -> None:
        if self.offer is not None:
            self._check(self.offer.front())

    def add_point(self, index: int) -> None:
        """Check one more."""
        if self.offer is not None and not self._is_checked(self.points.item(index)):
            self.points.item(index).setCheckState(Qt.CheckState.Checked)

    # ---- internals

    def _check(self, rows: Iterable[int]) -> None:
        wanted = set(rows)
        with QSignalBlocker(self.points):
            for row in range(self.points.count()):
                state = Qt.CheckState.Checked if row in wanted else Qt.CheckState.Unchecked
                self.points.item(row).setCheckState(state)
        self.points.viewport().update()
        self.changed.emit()

    @Slot()
    def _source_picked(self) -> None:
        self._wanted_model = ""
        self.sourceChanged.emit()

    @Slot()
    def _item_changed(self) -> None:
        self.changed.emit()

    def _is_checked(self, item: QListWidgetItem) -> bool:
        return item.checkState() == Qt.CheckState.Checked

    def _tip(self, point: OperatingPoint) -> str:
        assert self.offer is not None
        figures = [
            self.tr("Accuracy {}").format(formatting.percent(point.accuracy)),
            self.tr("Latency {}").format(formatting.seconds(point.seconds)),
        ]
        joules = point.joules(self.offer.platform.dynamic_power)
        if joules:
            figures.append(self.tr("Energy beyond static {}").format(formatting.joules(joules)))
        lines = [name_text(point.name), formatting.joined(figures)]
        if point.assumed:
            lines.append(self.tr("▫ Which samples are right is assumed from the accuracy"))
        return "\n".join([*lines, *([shown(point.source)] if point.source else [])])


def _list(name: str, about: str) -> QListWidget:
    widget = QListWidget()
    widget.setObjectName(name)
    widget.setAccessibleName(about)
    widget.setToolTip(about)
    widget.setUniformItemSizes(True)
    widget.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    widget.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    widget.setMinimumHeight(theme.px(48))
    return widget
