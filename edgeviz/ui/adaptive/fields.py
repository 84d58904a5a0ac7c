"""The settings of each kind of adaptive model, as a form that comes to a part of the request."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.adaptive.request import (
    MOST_EXITS,
    MOST_WAYS,
    Elastic,
    Exits,
    Head,
    How,
    Mechanism,
    Model,
    Partition,
    Rule,
    Skipping,
    Switching,
    Widths,
)
from edgeviz.core.adaptive.splits import modelled_splits
from edgeviz.core.blocks import can_exit, passages, suggested_exits
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.naming import describe
from edgeviz.core.pareto import front_order
from edgeviz.core.recipe import Recipe
from edgeviz.project.spaces import load_spaces
from edgeviz.ui import formatting, theme
from edgeviz.ui.adaptive.split_view import SplitView
from edgeviz.ui.dialogs.parts import caption
from edgeviz.ui.document import Document
from edgeviz.ui.texts import name_text
from edgeviz.ui.training.fields import ChoiceBox, NumberBox, PercentBox, WholeBox, dress

VALUE = Qt.ItemDataRole.UserRole
#: Exits that are checked at first.
EXITS = 2


class HowFields(QWidget):
    """Rows of settings. ``value`` raises EdgeVizError where they make no sense."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows = QFormLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setHorizontalSpacing(2 * theme.GRID)
        self.rows.setVerticalSpacing(theme.GRID)
        self.rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.rows.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)

    def value(self) -> How:
        raise NotImplementedError

    def add(self, title: str, field: QWidget) -> None:
        label = QLabel(title)
        label.setBuddy(field)
        self.rows.addRow(label, field)

    def ways(self, name: str, value: int) -> WholeBox:
        box = WholeBox(2, MOST_WAYS, value)
        dress(box, name, self.tr("Operating points"), self.tr("How many operating points are recorded"))
        self.add(self.tr("Points"), box)
        return box


class ExitsFields(HowFields):
    def __init__(self, graph: ModelGraph) -> None:
        super().__init__()
        tr, default = self.tr, Exits()
        self.places = checks("adaptExits", tr("Where exits read"), tr(
            "Tensors that everything passes through, with the share of the multiplications up to there"))  # fmt: skip
        suggested = {one.tensor for one in suggested_exits(graph, EXITS)}
        for one in passages(graph):
            if can_exit(graph, one.tensor) and one.share < 1:
                text = tr("{} · {} of the MACs").format(one.tensor, formatting.percent(one.share, 0))
                if one.tensor in suggested:
                    text = tr("{} · suggested").format(text)
                item = add_check(self.places, text, one.tensor, one.tensor in suggested)
                item.setToolTip(one.tensor)
        self.places.itemChanged.connect(self.changed)
        self.head = ChoiceBox([
            (Head.POOL, tr("Pooling and a linear layer"), ""),
            (Head.CONV, tr("Convolutions that halve the map"), ""),
        ])  # fmt: skip
        dress(self.head, "adaptHead", tr("Kind of exit"), tr("Convolutions cost more, and suit early, shallow maps"))
        self.rule = ChoiceBox([
            (Rule.CONFIDENCE, tr("Largest probability above"), ""),
            (Rule.ENTROPY, tr("Entropy below"), ""),
        ])  # fmt: skip
        dress(self.rule, "adaptRule", tr("Rule"), tr("When the answer of an exit is taken"))
        self.joint = QCheckBox(tr("The network learns with its exits"))
        self.joint.setChecked(default.joint)
        dress(self.joint, "adaptJoint", self.joint.text(), tr("Else only the exits do, and its own answers stay"))
        self.add(tr("Exits"), self.places)
        self.add(tr("Each is"), self.head)
        self.add(tr("Taken if"), self.rule)
        self.points = self.ways("adaptExitWays", default.ways)
        self.rows.addRow(self.joint)

    def value(self) -> Exits:
        places = tuple(str(one) for one in checked(self.places))
        if not places:
            raise EdgeVizError(self.tr("No exit is chosen."), self.tr("Check at least one place."))
        if len(places) > MOST_EXITS:
            raise EdgeVizError(self.tr("These are too many exits."), self.tr("Check at most {}.").format(MOST_EXITS))
        return Exits(
            places, head=self.head.chosen, joint=self.joint.isChecked(), rule=self.rule.chosen, ways=self.points.value()
        )


class SkippingFields(HowFields):
    def __init__(self) -> None:
        super().__init__()
        tr, default = self.tr, Skipping()
        self.per_input = ChoiceBox([
            (True, tr("A gate looks at each sample"), ""), (False, tr("Subsets for budgets"), ""),
        ])  # fmt: skip
        dress(self.per_input, "adaptGates", tr("What decides"), tr("Which residual blocks run"))
        self.target = PercentBox(0.0, 1.0, default.target)
        dress(self.target, "adaptTarget", tr("Share that stays"), tr("Share of the blocks' multiplications aimed at"))
        self.penalty = NumberBox(0.0, 1000.0, default.penalty, 3)
        dress(self.penalty, "adaptPenalty", tr("Penalty"), tr("Weight of the squared distance from that share"))
        self.add(tr("Decided by"), self.per_input)
        self.add(tr("Stays"), self.target)
        self.add(tr("Penalty"), self.penalty)
        self.points = self.ways("adaptSkipWays", default.ways)

    def value(self) -> Skipping:
        return Skipping(self.per_input.chosen, self.target.share, self.penalty.value(), self.points.value())


class WidthsFields(HowFields):
    def __init__(self) -> None:
        super().__init__()
        tr = self.tr
        self.widths = QLineEdit("100 75 50 25")
        dress(self.widths, "adaptWidths", tr("Widths (percent)"), tr("Shares of the channels in percent, with spaces"))
        self.widths.textChanged.connect(self.changed)
        self.kind = ChoiceBox([
            (False, tr("Only these (switchable)"), ""), (True, tr("Any between them (universal)"), ""),
        ])  # fmt: skip
        dress(self.kind, "adaptUniversal", tr("Trained for"), tr(
            "Universal: each step trains the smallest, the largest and two between, which learn from the largest"
        ))  # fmt: skip
        self.add(tr("Widths (%)"), self.widths)
        self.add(tr("Trained for"), self.kind)

    def value(self) -> Widths:
        try:
            found = tuple(float(text) / 100 for text in self.widths.text().replace("%", " ").split())
        except ValueError:
            raise EdgeVizError(
                self.tr("The widths cannot be read."), self.tr("Give percents with spaces between, such as 100 50 25.")
            ) from None
        return Widths(found, self.kind.chosen)


class SwitchingFields(HowFields):
    """The evaluated recipes of the project's models, to check; the front with one click."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        tr = self.tr
        self.document = document
        self.models = checks("adaptModels", tr("Models to switch between"), tr("Evaluated recipes of this project"))
        self._costs: list[tuple[float, float]] = []
        names: set[str] = set()
        for found in document.points + document.family:
            graph, accuracy = document.graph_of(found.model), found.value("accuracy")
            cost = document.latency_of(found) or found.metrics.get("size")
            if graph is None or accuracy is None or cost is None:
                continue
            name = found.name or describe(found.recipe, graph)
            name = f"{document.model_name(found.model)}: {name}" if found.model else name
            number, plain = 2, name[:100]
            name = plain
            while name in names:
                name, number = f"{plain} ({number})", number + 1
            names.add(name)
            text = tr("{} · {}").format(name_text(name), formatting.percent(accuracy))
            add_check(self.models, text, (name, found.recipe, found.model), False)
            self._costs.append((-accuracy, found.value("size") or cost.value))
        self.models.itemChanged.connect(self.changed)
        self.front_button = QPushButton(tr("Take the front"))
        self.front_button.setObjectName("adaptFront")
        self.front_button.setToolTip(tr("Check the recipes that no other beats in accuracy and size"))
        self.front_button.setEnabled(bool(self._costs))
        self.front_button.clicked.connect(self.take_front)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.models)
        column.addWidget(self.front_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(tr("Models"), box)
        self.take_front()

    @Slot()
    def take_front(self) -> None:
        front = set(front_order(self._costs)) if self._costs else set()
        for row in range(self.models.count()):
            self.models.item(row).setCheckState(_state(row in front))

    def value(self) -> Switching:
        store, models = self.document.store, []
        for name, recipe, model in checked(self.models):
            models.append(Model(name, recipe, str(store.model_file(model)) if model and store is not None else ""))
        if len(models) < 2:
            raise EdgeVizError(
                self.tr("Fewer than two models are chosen."), self.tr("Check two or more, or measure recipes first.")
            )
        return Switching(tuple(models))


class ElasticFields(HowFields):
    def __init__(self) -> None:
        super().__init__()
        tr = self.tr
        spaces = [one for one in load_spaces().spaces.values() if one.builder in ("elastic", "mnasnet")]
        self.space = ChoiceBox([(one, one.name, "") for one in spaces])
        dress(self.space, "adaptSpace", tr("Search space"), tr("What depth, kernel, width and resolution may be"))
        self.drawn = WholeBox(0, 1000, 24)
        dress(self.drawn, "adaptDrawn", tr("Members drawn"), tr("Random members, of which the points are chosen"))
        self.add(tr("Space"), self.space)
        self.add(tr("Drawn"), self.drawn)
        self.points = self.ways("adaptElasticWays", 5)

    def value(self) -> Elastic:
        return Elastic(self.space.chosen, self.points.value(), self.drawn.value())


class PartitionFields(HowFields):
    """With a device chosen, the splits that its roofline expects are drawn below."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        tr, default = self.tr, Partition()
        self.document = document
        self.speed = NumberBox(0.01, 1e6, default.server_speed, 2, " ×")
        dress(self.speed, "adaptServer", tr("Speed of the server"), tr("Times as fast as this machine; assumed (▫)"))
        self.trip = NumberBox(0.0, 60_000.0, default.round_trip * 1e3, 3, tr(" ms"))
        dress(self.trip, "adaptTrip", tr("Round trip (ms)"), tr("Of a message, whatever its size; assumed (▫)"))
        self.add(tr("Server"), self.speed)
        self.add(tr("Round trip"), self.trip)
        self.note = caption(name="adaptPartitionNote")
        self.rows.addRow(self.note)
        self.splits = SplitView()
        self.splits.setFixedHeight(theme.px(240))
        self.rows.addRow(self.splits)
        self.speed.valueChanged.connect(self._show_splits)
        self.trip.valueChanged.connect(self._show_splits)
        self._show_splits()

    @Slot()
    def _show_splits(self) -> None:
        tr, graph, times = self.tr, self.document.graph, self.document.times(Recipe())
        is_known = graph is not None and times is not None and math.isfinite(times.total)
        self.splits.setVisible(is_known)
        if is_known and graph is not None and times is not None:
            ends = (tr("all on the server"), tr("all here"))
            seconds = [float(one) for one in times.layers]
            found = modelled_splits(graph, seconds, times.plain, self.trip.value() / 1e3, ends)
            self.splits.show_splits(found, self.speed.value())
            self.splits.speed.setValue(self.speed.value())
            text = tr("◇ What the roofline of {} expects in float; making the model times every split on this machine.")
            self.note.setText(text.format(times.device.name))
        else:
            self.note.setText(tr("Bandwidth is chosen afterwards, in the plot and by the scenario. With a device "
                                 "chosen in the tool bar, what is expected on it is drawn here."))  # fmt: skip

    def value(self) -> Partition:
        return Partition(self.speed.value(), self.trip.value() / 1e3)


def fields_for(mechanism: Mechanism, document: Document) -> HowFields:
    """The form of a kind; the document has a model."""
    graph = document.graph
    assert graph is not None
    match mechanism:
        case Mechanism.EXITS:
            return ExitsFields(graph)
        case Mechanism.SKIPPING:
            return SkippingFields()
        case Mechanism.WIDTHS:
            return WidthsFields()
        case Mechanism.SWITCHING:
            return SwitchingFields(document)
        case Mechanism.ELASTIC:
            return ElasticFields()
        case Mechanism.PARTITION:
            return PartitionFields(document)


# ---- lists with check marks


def checks(name: str, title: str, tip: str) -> QListWidget:
    found = QListWidget()
    dress(found, name, title, tip)
    found.setUniformItemSizes(True)
    found.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    found.setFixedHeight(theme.px(132))
    return found


def add_check(found: QListWidget, text: str, value: object, on: bool) -> QListWidgetItem:
    item = QListWidgetItem(text, found)
    item.setData(VALUE, value)
    item.setCheckState(_state(on))
    item.setToolTip(text)
    return item


def checked(found: QListWidget) -> list:
    items = [found.item(row) for row in range(found.count())]
    return [item.data(VALUE) for item in items if item.checkState() == Qt.CheckState.Checked]


def _state(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
