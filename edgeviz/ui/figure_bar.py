"""The bar with the current recipe's figures: value, change against float, and where each figure comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from edgeviz.core.comparison import Comparison, Verdict, compare_metrics
from edgeviz.core.metric import Metric
from edgeviz.ui import formatting, theme, verdicts
from edgeviz.ui.document import Document, Figure
from edgeviz.ui.labels import ElidedLabel

#: The figures from left to right, each with the widest texts its value, interval and change can have.
#: Where no interval is given it stays in the tooltip.
FIGURES: Mapping[str, tuple[str, str, str]] = {
    "accuracy": ("100.0 %", "±88.8", "▼88.8"),
    "size": ("88.8 MB", "", "▼88.8 %"),
    "latency": ("88.8 ms", "", "▼88.8 %"),
    "activation_memory": ("88.8 MB", "", "▼88.8 %"),
    "energy": ("88.8 mJ", "", "▼88.8 %"),
    "bops": ("88.8 G", "", "▼88.8 %"),
    "macs": ("88.8 M", "", "▼88 %"),
}
#: How many of them are shown in a window of any width.
ALWAYS = 4
#: Figures that exist only after the model has run on data.
MEASURED = frozenset(("accuracy", "latency"))


@dataclass(frozen=True, slots=True)
class State:
    """What one cell shows. ``link`` makes the caption a button that leads to the data dialog."""

    value: str = formatting.NOTHING
    interval: str = ""
    change: str = ""
    better: bool | None = None
    caption: str = ""
    tooltip: str = ""
    stale: bool = False
    failed: bool = False
    link: bool = False


class FigureCell(QWidget):
    """One figure. Its texts have room reserved, so that nothing beside it moves while it is measured."""

    linkActivated = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.state = State()
        self.setObjectName(f"figure-{name}")
        self._title = self._label("title", "caption")
        self._value = self._label("value", "figure")
        self._interval = self._label("interval", "caption")
        self._change = self._label("change", "muted")
        self._caption = ElidedLabel(parent=self)
        self._caption.setObjectName(f"figure-{name}-caption")
        self._caption.setProperty("role", "caption")
        self._link = QPushButton(self)
        self._link.setObjectName(f"figure-{name}-link")
        self._link.setProperty("role", "link")
        self._link.setCursor(Qt.CursorShape.PointingHandCursor)
        self._link.clicked.connect(self.linkActivated)
        self._link.setAutoDefault(True)
        self._link.hide()

        row = QHBoxLayout()
        row.setSpacing(2 * theme.GRID)
        for label in (self._value, self._interval, self._change):
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignBaseline)
        self._interval.setVisible(bool(FIGURES[name][1]))
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.PADDING, 6, theme.PADDING, 6)
        layout.setSpacing(0)
        layout.addWidget(self._title)
        layout.addLayout(row)
        layout.addWidget(self._caption)
        layout.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeft)
        self._reserve()
        self._set_texts()

    def show_state(self, state: State) -> None:
        if state == self.state:
            return
        self.state = state
        self._value.setText(state.value)
        self._interval.setText(state.interval)
        self._change.setText(state.change)
        self._caption.setText("" if state.link else state.caption)
        self._caption.setVisible(not state.link)
        self._link.setText(state.caption)
        self._link.setVisible(state.link)
        theme.set_role(self._value, "figure-stale" if state.stale or state.value == formatting.NOTHING else "figure")
        quality = {True: "good", False: "bad", None: "muted"}[state.better]
        theme.set_role(self._change, "muted" if state.stale else quality)
        theme.set_role(self._caption, "error-caption" if state.failed else "caption")
        self.setToolTip(state.tooltip)
        self._caption.explain(state.tooltip)
        self._link.setToolTip(state.tooltip)
        title = self._title.text()
        spoken = formatting.joined((state.value, state.interval, state.change, state.caption))
        self.setAccessibleName(f"{title}: {spoken}")
        self._link.setAccessibleName(f"{title}: {state.caption}")
        self.setAccessibleDescription(state.tooltip)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._set_texts()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._reserve()

    def _label(self, part: str, role: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(f"figure-{self.name}-{part}")
        label.setProperty("role", role)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _set_texts(self) -> None:
        self._title.setText(formatting.title(self.name))

    def _reserve(self) -> None:
        value, interval, change = FIGURES[self.name]
        texts = ((self._value, value, theme.FIGURE), (self._interval, interval, theme.CAPTION))
        for label, text, size in texts:
            label.setMinimumWidth(QFontMetrics(theme.font(size)).horizontalAdvance(text))
        bold = theme.font(weight=theme.STRONG)
        self._change.setMinimumWidth(QFontMetrics(bold).horizontalAdvance(change))


class FigureBar(QWidget):
    """All figures of the current recipe in one row that fits 1280 px, or those of ``names``."""

    #: A figure needs data and there is none: the person asked to choose some.
    chooseDataRequested = Signal()

    def __init__(
        self, document: Document, parent: QWidget | None = None, names: Iterable[str] = tuple(FIGURES)
    ) -> None:
        super().__init__(parent)
        self.setObjectName("figureBar")
        self.setAccessibleName(self.tr("Figures of the current recipe"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._document = document
        self._pending: frozenset[str] = frozenset()
        self._failed: dict[str, str] = {}
        #: What each cell's words were made of.
        self._said: dict[str, tuple[Figure, bool, str | None, bool]] = {}
        self.cells: dict[str, FigureCell] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for name in names:
            cell = self.cells[name] = FigureCell(name, self)
            cell.linkActivated.connect(self.chooseDataRequested)
            # The caption of the accuracy says how sure its change is: the longest of all.
            layout.addWidget(cell, 2 if name == "accuracy" else 1)
        document.figuresChanged.connect(self.refresh)
        document.dataChanged.connect(self._forget_failures)
        document.recipeChanged.connect(self._forget_failures)
        document.modelChanged.connect(self._forget_failures)
        theme.notifier.changed.connect(self.update)
        self.refresh()

    def set_pending(self, names: Collection[str]) -> None:
        """These figures are being measured now; an empty collection says that none is."""
        self._pending = frozenset(names)
        for name in self._pending:
            self._failed.pop(name, None)
        self.refresh()

    def set_failed(self, name: str, why: str) -> None:
        """The measurement of ``name`` failed: ``why`` is shown until the recipe, data or model change."""
        self._failed[name] = why
        self._pending -= {name}
        self.refresh()

    def refresh(self) -> None:
        """Read every figure anew."""
        for name, cell in self.cells.items():
            figure = self._document.figure(name)
            # An edit leaves most figures what they were. An accuracy's words depend on what else was evaluated.
            asked = (figure, name in self._pending, self._failed.get(name), self._document.is_reference)
            if figure.metric is None or name == "accuracy" or asked != self._said.get(name):
                cell.show_state(self._state(figure))
                self._said[name] = asked
        self._show_fitting()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.LocaleChange):
            self._said.clear()
            self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        painter.fillRect(self.rect(), QColor(tokens.surface))
        painter.setPen(QColor(tokens.border))
        for cell in [cell for cell in self.cells.values() if cell.isVisible()][1:]:
            painter.drawLine(cell.x(), 12, cell.x(), self.height() - 13)

    def minimumSizeHint(self) -> QSize:
        """Room for the figures that are always shown."""
        widths = [cell.minimumSizeHint().width() for cell in self.cells.values()]
        return QSize(sum(widths[:ALWAYS]), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the last figures leave, instead of cutting the first ones."""
        super().resizeEvent(event)
        self._show_fitting()

    # ---- internals

    def _show_fitting(self) -> None:
        device = self._document.device
        taken = 0
        for position, (name, cell) in enumerate(self.cells.items()):
            if name == "energy" and (device is None or device.energy is None):
                # Only a device's profile says anything about energy.
                cell.hide()
                continue
            taken += cell.minimumSizeHint().width()
            cell.setVisible(position < ALWAYS or taken <= self.width())

    def _forget_failures(self) -> None:
        if self._failed:
            self._failed.clear()
            self.refresh()

    def _state(self, figure: Figure) -> State:
        metric, pending = figure.metric, figure.name in self._pending
        why = self._failed.get(figure.name)
        if metric is None:
            return self._nothing(figure.name, pending, why)
        comparison = self._comparison(figure)
        change = verdicts.change(comparison) if comparison else self._change(metric, figure.baseline)
        caption = formatting.provenance_text(metric)
        if comparison is not None and comparison.verdict is Verdict.UNCLEAR:
            caption = f"{metric.provenance.mark} {verdicts.line(comparison)}"
        if figure.name in ("latency", "energy") and metric.device:
            caption = formatting.joined((caption, metric.device))
        facts = verdicts.facts(comparison) if comparison else ()
        tooltip = formatting.metric_tooltip(metric, figure.baseline, facts)
        stale = figure.stale or pending
        if why is not None and figure.stale:
            caption, tooltip = self.tr("failed: {}").format(why), f"{why}\n\n{tooltip}"
        elif pending:
            caption = self.tr("measuring…")
            tooltip = self.tr("Being measured; this is the value before.") + f"\n\n{tooltip}"
        elif stale:
            caption = self.tr("of an earlier recipe")
            tooltip = self.tr("This value belongs to an earlier recipe.") + f"\n\n{tooltip}"
        return State(
            formatting.value_text(metric),
            formatting.interval_text(metric) if FIGURES[figure.name][1] else "",
            change.text,
            change.better,
            caption,
            tooltip,
            stale,
            failed=why is not None and figure.stale,
        )

    def _comparison(self, figure: Figure) -> Comparison | None:
        """How sure the change of an accuracy is; None for other figures, and for float itself."""
        if figure.name != "accuracy" or figure.baseline is None or figure.metric is None:
            return None
        if self._document.is_reference:
            return None
        found = None if figure.stale else self._document.comparison()
        return found or compare_metrics(figure.metric, figure.baseline)

    def _change(self, metric: Metric, baseline: Metric | None) -> formatting.Change:
        # Against itself there is no change worth a mark; MACs change only when the network does.
        nothing = formatting.Change("", None)
        if baseline is None or self._document.is_reference:
            return nothing
        if metric.name == "latency" and metric.device != baseline.device:
            return nothing  # a faster device is no merit of the recipe
        change = formatting.change(metric.quantity, metric.value, baseline.value)
        return nothing if metric.name == "macs" and change.better is None else change

    def _nothing(self, name: str, pending: bool, why: str | None) -> State:
        document = self._document
        graph = document.graph
        about = formatting.explanation(name)
        if graph is None:
            return State(tooltip=self.tr("{} Open a model to see it.").format(about))
        if pending:
            return State(caption=self.tr("measuring…"), tooltip=about, stale=True)
        if why is not None:
            return State(caption=self.tr("failed: {}").format(why), tooltip=f"{why}\n{about}", failed=True)
        unable, device = document.cannot_run(), document.device
        if unable and device is not None and name in ("latency", "energy"):
            widths = ", ".join(map(str, sorted(device.rates)))
            text = self.tr("{} cannot run {} of the {} layers: it has units of {} bits only. The first is {}.").format(
                device.name, len(unable), len(graph.layers), widths, unable[0]
            )
            return State(caption=self.tr("cannot run there"), tooltip=f"{text}\n{about}")
        if not graph.runs and name in MEASURED:
            missing = ", ".join(graph.missing_operators)
            text = self.tr("The model cannot be run here: these operators are missing: {}.").format(missing)
            return State(caption=self.tr("not possible"), tooltip=f"{text}\n{about}")
        if document.data is None and name in MEASURED:
            text = self.tr("There is no data to measure with: choose some.")
            return State(caption=self.tr("Choose data…"), tooltip=f"{text}\n{about}", link=True)
        return State(caption=self.tr("not measured yet"), tooltip=about)
