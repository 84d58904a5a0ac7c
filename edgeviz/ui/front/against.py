"""The front beside the greedy search at the same costs: predicted at once, measured when somebody asks for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from edgeviz.core.comparison import Verdict
from edgeviz.core.metric import QUANTITIES, Metric, Provenance
from edgeviz.core.recipe import Recipe
from edgeviz.ui import formatting, theme, verdicts
from edgeviz.ui.bridge import Job
from edgeviz.ui.dialogs.parts import caption
from edgeviz.ui.document import Document
from edgeviz.ui.front.finder import like_current, recipe_of
from edgeviz.ui.front.predicted import PredictedFront

#: Costs at which both are looked at.
STEPS = 6


@dataclass(frozen=True)
class Pair:
    """What the front and what greedy offer for at most ``cost``, each with its predicted accuracy, if there is one."""

    cost: float
    exact: Recipe
    greedy: Recipe
    predicted: tuple[float, float] | None


def pairs(document: Document, front: PredictedFront) -> list[Pair]:
    """``STEPS`` costs evenly between the ends of the front, where both have a recipe."""
    walk = front.greedy
    if walk is None or not len(front) or not len(walk.costs):
        return []
    found = []
    for cost in np.linspace(front.costs[0], front.costs[-1], STEPS + 2)[1:-1]:
        best, other = front.within(float(cost)), walk.within(float(cost))
        if best is not None and other is not None:
            predicted = (float(front.accuracies[best]), float(walk.accuracies[other])) if front.has_accuracy else None
            recipes = recipe_of(document, front, best), like_current(document, walk.recipe_at(other))
            found.append(Pair(float(cost), *recipes, predicted))
    return found


class AgainstGreedy(QDialog):
    """Follows ``document.front`` and its measurements while it is open."""

    #: Recipes that are to be measured.
    measureRequested = Signal(object)

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.setObjectName("againstGreedyDialog")
        self.setWindowTitle(self.tr("The front against the greedy search"))
        self._job: Job | None = None
        self._shown: tuple[PredictedFront, Recipe] | None = None
        self._pairs: list[Pair] = []
        self._missing: list[Recipe] = []
        self.table = QTableWidget(0, 4)
        self.table.setObjectName("againstGreedyTable")
        self.table.setAccessibleName(self.windowTitle())
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.setMinimumHeight(theme.px(32 * (STEPS + 1) + 4))
        self.summary = QLabel()
        self.summary.setObjectName("againstGreedySummary")
        self.summary.setWordWrap(True)
        self.note = caption(
            self.tr(
                "● measured, ○ predicted. Both are compared on the same samples where these are known one by one, with "
                "95 % intervals. Greedy: again and again the step that loses least per cost saved."
            )
        )
        self.measure_button = QPushButton()
        self.measure_button.setObjectName("measureAgainstGreedy")
        self.measure_button.clicked.connect(self._measure)
        close = QPushButton(self.tr("Close"))
        close.setObjectName("closeButton")
        close.setAccessibleName(close.text())
        close.clicked.connect(self.close)
        buttons = QDialogButtonBox()
        buttons.addButton(self.measure_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.summary)
        layout.addWidget(self.note)
        layout.addWidget(buttons)
        self.resize(theme.px(740), theme.px(390))
        for signal in (document.frontChanged, document.evaluationsChanged, document.dataChanged):
            signal.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what is known now."""
        document, front = self.document, self.document.front
        if front is None:
            self._pairs = []
        elif self._shown is None or self._shown[0] is not front or self._shown[1] != document.recipe:
            self._shown = (front, document.recipe)
            self._pairs = pairs(document, front)
        quantity = QUANTITIES[front.quantity if front is not None else "size"]
        title = formatting.title(quantity.name)
        headers = (self.tr("{} at most").format(title), self.tr("Front"), self.tr("Greedy"), self.tr("Difference"))
        self.table.setHorizontalHeaderLabels(headers)
        self.table.setRowCount(len(self._pairs))
        better = worse = unclear = 0
        missing: dict[Recipe, None] = {}
        for row, pair in enumerate(self._pairs):
            one, other = self._accuracy(pair.exact), self._accuracy(pair.greedy)
            missing |= {r: None for r, m in ((pair.exact, one), (pair.greedy, other)) if m is None}
            guesses = pair.predicted or (None, None)
            shown, explained = self._difference(pair, one, other)
            texts = (
                formatting.quantity_text(quantity, pair.cost),
                _text(one, guesses[0]),
                _text(other, guesses[1]),
                shown,
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                item.setToolTip(explained if column == 3 else "")
                self.table.setItem(row, column, item)
            if one is not None and other is not None:
                found = self.document.comparison(pair.exact, pair.greedy)
                verdict = found.verdict if found is not None else Verdict.UNCLEAR
                better, worse = better + (verdict is Verdict.BETTER), worse + (verdict is Verdict.WORSE)
                unclear += verdict not in (Verdict.BETTER, Verdict.WORSE)
        self._missing = list(missing)
        self._sum_up(better, worse, unclear)
        self._refresh_button()

    def follow(self, job: Job) -> None:
        """Ask for nothing more until ``job``, which measures what was asked for, has ended."""
        self._job = job
        job.ended.connect(self._measured)
        self._refresh_button()

    @Slot(object)
    def _measured(self, event: object) -> None:
        self._job = None
        self.refresh()

    @Slot()
    def _measure(self) -> None:
        if self._missing:
            self.measureRequested.emit(tuple(self._missing))

    def _accuracy(self, recipe: Recipe) -> Metric | None:
        found = self.document.evaluation(recipe)
        metric = found.metrics.get("accuracy") if found is not None else None
        return metric if metric is not None and metric.provenance is Provenance.MEASURED else None

    def _difference(self, pair: Pair, one: Metric | None, other: Metric | None) -> tuple[str, str]:
        if pair.exact == pair.greedy:
            return self.tr("the same recipe"), ""
        if one is None or other is None:
            return formatting.NOTHING, self.tr("Measure both to compare them.")
        found = self.document.comparison(pair.exact, pair.greedy)
        if found is None or found.difference is None:
            return formatting.NOTHING, ""
        text = f"{100 * found.difference:+.1f}"
        if found.low is not None and found.high is not None:
            text += f" ({100 * found.low:+.1f} … {100 * found.high:+.1f})"
        tip = self.tr("Points of accuracy by which the front is better, and 95 % interval")
        return text, f"{tip}\n{verdicts.line(found)}"

    def _sum_up(self, better: int, worse: int, unclear: int) -> None:
        number = formatting.number
        if not self._pairs and self.document.front is not None:
            text = self.tr("The greedy search passes no recipe within these limits.")
        elif not self._pairs:
            text = self.tr("There is no front to compare: measure the sensitivity first.")
        elif not better + worse + unclear:
            text = self.tr("Nothing is measured yet.")
        else:
            text = self.tr(
                "Measured: the front is better at {}, worse at {}; at {} the data show no difference."
            ).format(number(better), number(worse), number(unclear))
        self.summary.setText(text)

    def _refresh_button(self) -> None:
        document, count = self.document, len(self._missing)
        runs = document.graph is not None and document.graph.runs
        many = self.tr("Measure {} recipes").format(formatting.number(count))
        text = self.tr("Measured") if not count else self.tr("Measure 1 recipe") if count == 1 else many
        if self._job is not None:
            text, tip = self.tr("Measuring…"), self.tr("Jobs shows how far that is.")
        elif not runs:
            tip = self.tr("The model cannot be executed here, so nothing can be measured.")
        elif document.data is None:
            tip = self.tr("Measuring accuracies needs data.")
        else:
            tip = self.tr("Evaluates the recipes of both in the background; what is measured already is kept.")
        self.measure_button.setText(text)
        self.measure_button.setAccessibleName(text)
        self.measure_button.setToolTip(tip)
        self.measure_button.setEnabled(bool(count and self._job is None and runs and document.data is not None))


def _text(metric: Metric | None, predicted: float | None) -> str:
    if metric is not None:
        return f"{formatting.value_text(metric)} {formatting.interval_text(metric)} ●".replace("  ", " ")
    return formatting.NOTHING if predicted is None else f"{formatting.percent(predicted)} ○"
