"""The form's pruning: what is removed, how much of it, and where not."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from edgeviz.core.train_request import Pruning, Scope, Score, Structure
from edgeviz.ui import theme
from edgeviz.ui.formatting import joined, number, percent
from edgeviz.ui.labels import ElidedLabel
from edgeviz.ui.training.fields import ChoiceBox, PercentBox, Section, WholeBox, allow, choices, dress
from edgeviz.ui.training.words import scope_name, score_name, structure_name, structure_tip

_DEFAULT = Pruning()


class PruningFields(Section):
    """``value()`` is the Pruning, None for none."""

    changed = Signal()
    #: How much each layer can lose is to be looked at.
    suggestRequested = Signal()

    def __init__(self) -> None:
        super().__init__("trainPruning", "", unfolded=True)
        tr = self.tr
        self.head.setText(tr("Pruning"))
        self.head.setAccessibleName(tr("Pruning"))
        self._spare: tuple[str, ...] = ()
        self._layers: tuple[tuple[str, float], ...] = ()
        self._selection: tuple[str, ...] = ()
        kinds = (None, *Structure)
        self.structure = ChoiceBox((kind, structure_name(kind), structure_tip(kind)) for kind in kinds)
        dress(self.structure, "trainStructure", tr("What is removed"), tr("What is removed together"))
        self.sparsity = PercentBox(0.0, 0.999, _DEFAULT.sparsity)
        dress(self.sparsity, "trainSparsity", tr("Sparsity"), tr("Share that is removed, of weights or of channels"))
        self.suggest_button = QPushButton(tr("Suggest…"))
        dress(
            self.suggest_button, "suggestSparsity", tr("Suggest a sparsity"),
            tr("Measure how much each layer can lose, and choose from that"),
        )  # fmt: skip
        self.suggest_button.clicked.connect(self.suggestRequested)
        self.share_row = QWidget()
        row = QHBoxLayout(self.share_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.sparsity, 1)
        row.addWidget(self.suggest_button)
        self.keep, self.of = WholeBox(1, 63, _DEFAULT.keep), WholeBox(2, 64, _DEFAULT.of)
        dress(self.keep, "trainKeep", tr("Weights kept of a group"), tr("N: weights that stay of every M inputs"))
        dress(
            self.of, "trainOf", tr("Weights of a group"), tr("M: consecutive inputs; sparse tensor cores take 2 of 4")
        )
        self.group_row = QWidget()
        row = QHBoxLayout(self.group_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.keep, 1)
        row.addWidget(QLabel(tr("of")))
        row.addWidget(self.of, 1)
        self.scope = ChoiceBox(choices(Scope, scope_name))
        dress(
            self.scope, "trainScope", tr("Where magnitudes compete"),
            tr("Across the network, so that insensitive layers lose more, or the same share in every layer"),
        )  # fmt: skip
        self.score = ChoiceBox(choices(Score, score_name))
        dress(
            self.score, "trainScore", tr("How weights of different layers compare"),
            tr("LAMP (Lee et al. 2021) weighs each against the larger ones of its layer, so that a layer's scale means "
               "nothing; the plain magnitude takes them as they are."),
        )  # fmt: skip
        self.ramp = PercentBox(0.0, 1.0, _DEFAULT.ramp)
        dress(
            self.ramp, "trainRamp", tr("Ramp"),
            tr("Share of the training over which the sparsity rises (Zhu and Gupta 2017); 0 removes all at once"),
        )  # fmt: skip
        self.spare_label = ElidedLabel()
        self.spare_label.setObjectName("sparedLayers")
        self.spare_button, self.clear_button = QPushButton(tr("Selected")), QPushButton(tr("Clear"))
        dress(self.spare_button, "spareSelected", tr("Spare the selected layers"), tr("Leave these layers whole"))
        dress(self.clear_button, "spareNone", tr("Spare no layer"), tr("Forget spared layers and shares of their own"))
        self.spare_button.clicked.connect(self._spare_selected)
        self.clear_button.clicked.connect(self._clear)
        self.spare_row = QWidget()
        row = QHBoxLayout(self.spare_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.spare_label, 1)
        row.addWidget(self.spare_button)
        row.addWidget(self.clear_button)
        self.add(tr("Remove"), self.structure)
        self.add(tr("Sparsity"), self.share_row, self.sparsity)
        self.add(tr("Keep"), self.group_row, self.keep)
        self.add(tr("Scope"), self.scope)
        self.add(tr("Score"), self.score)
        self.add(tr("Ramp"), self.ramp)
        self.add(tr("Spare"), self.spare_row, self.spare_button)
        self.structure.changed.connect(self._structure_changed)
        self.scope.changed.connect(self._structure_changed)
        self.score.changed.connect(self.changed)
        for box in (self.sparsity, self.keep, self.of, self.ramp):
            box.valueChanged.connect(self.changed)
        self.of.valueChanged.connect(self._limit_keep)
        self._limit_keep(self.of.value())
        self._show_rows()
        self._show_spared()

    # ---- values

    def value(self) -> Pruning | None:
        structure = self.structure.chosen
        if structure is None:
            return None
        given: dict[str, object] = {"structure": structure, "spare": self._spare}
        if structure is Structure.N_OF_M:
            given |= {"keep": self.keep.value(), "of": self.of.value()}
        else:
            given |= {"sparsity": self.sparsity.share, "scope": self.scope.chosen, "layers": self._layers}
        if structure is Structure.WEIGHTS and self.scope.chosen is Scope.GLOBAL:
            given["score"] = self.score.chosen
        if structure is not Structure.CHANNELS:
            given["ramp"] = self.ramp.share
        return Pruning(**given)  # type: ignore[arg-type]

    def show_value(self, value: Pruning | None) -> None:
        self.structure.choose(value.structure if value is not None else None)
        if value is None:
            return
        self.sparsity.set_share(value.sparsity)
        self.scope.choose(value.scope)
        self.score.choose(value.score)
        self.of.setValue(value.of)
        self.keep.setValue(value.keep)
        self.ramp.set_share(value.ramp)
        self._spare, self._layers = value.spare, value.layers
        self._show_spared()
        self.changed.emit()

    @Slot(object)
    def set_shares(self, shares: tuple[tuple[str, float], ...]) -> None:
        """Shares of their own for layers, as they were suggested."""
        self._layers = shares
        self.scope.choose(Scope.LAYER)
        self._show_spared()
        self.changed.emit()

    def show_selection(self, keys: tuple[str, ...]) -> None:
        self._selection = keys
        self._show_spared()

    def text(self) -> str:
        """What the folded section says."""
        structure = self.structure.chosen
        if structure is None:
            return structure_name(None)
        if structure is Structure.N_OF_M:
            return f"{self.keep.value()}:{self.of.value()}"
        return joined([structure_name(structure), percent(self.sparsity.share, 0)])

    # ---- internals

    @Slot()
    def _structure_changed(self) -> None:
        self._show_rows()
        self.changed.emit()

    def _show_rows(self) -> None:
        structure = self.structure.chosen
        some = structure is not None
        shares = structure in (Structure.WEIGHTS, Structure.CHANNELS)
        for field, shown in (
            (self.share_row, shares),
            (self.group_row, structure is Structure.N_OF_M),
            (self.scope, shares),
            (self.score, structure is Structure.WEIGHTS and self.scope.chosen is Scope.GLOBAL),
            (self.ramp, some and structure is not Structure.CHANNELS),
            (self.spare_row, some),
        ):
            self.set_row_visible(field, shown)

    @Slot(int)
    def _limit_keep(self, of: int) -> None:
        self.keep.setMaximum(of - 1)

    @Slot()
    def _spare_selected(self) -> None:
        self._spare = tuple(sorted({*self._spare, *self._selection}))
        self._show_spared()
        self.changed.emit()

    @Slot()
    def _clear(self) -> None:
        self._spare, self._layers = (), ()
        self._show_spared()
        self.changed.emit()

    def _show_spared(self) -> None:
        parts = []
        if self._spare:
            parts.append(self.tr("{} layers").format(number(len(self._spare))))
        if self._layers:
            parts.append(self.tr("{} shares").format(number(len(self._layers))))
        self.spare_label.setText(joined(parts) or self.tr("none"))
        lines = [*self._spare, *(f"{key}: {percent(share, 0)}" for key, share in self._layers)]
        self.spare_label.explain("\n".join(lines[:40]))
        none = self.tr("Select layers in the network or in the table first.")
        allow(self.spare_button, "" if self._selection else none)
        allow(self.clear_button, "" if self._spare or self._layers else self.tr("No layer is spared."))
