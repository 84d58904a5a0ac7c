"""The best architecture, or the chosen one, beside a MobileNet-like one: stages as bars, as long as they are wide."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from edgeviz.core.nas.hand_made import MOBILENET, hand_made
from edgeviz.core.nas.picture import Stage, stages, whole_model
from edgeviz.core.nas.space import Space
from edgeviz.ui import formatting, theme
from edgeviz.ui.accessible import mark_chart
from edgeviz.ui.search.choosing import Choosing
from edgeviz.ui.search.words import operator_name, part_name, value_text

translate = QCoreApplication.translate
#: Pixels: a layer's bar by its kernel, room between layers, stages and the two columns.
THICK = {0: 6, 1: 4, 3: 6, 5: 9, 7: 12}
GAP, STAGE_GAP, COLUMN_GAP = 2, 6, 20
#: Which of the theme's categories an operator has; others take what is left.
OPERATORS = {"inverted": 0, "separable": 2, "conv": 1, "": 0}


@dataclass(frozen=True)
class Column:
    title: str
    subtitle: str
    stages: tuple[Stage, ...]


class ArchitectureView(QWidget):
    """A bar is a layer: its length the channels, its thickness the kernel, its colour the operator, said beside it."""

    def __init__(self, choosing: Choosing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark_chart(self)
        self.setObjectName("architectureView")
        self.setAccessibleName(self.tr("Architectures"))
        self.setMinimumSize(220, 140)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setToolTip(
            self.tr(
                "<p>A bar is a layer: its length the channels, its thickness the kernel, its colour the operator</p>"
            )
        )
        self.choosing = choosing
        self.columns: tuple[Column, ...] = ()
        self._key: object = None
        choosing.changed.connect(self.refresh)
        theme.notifier.changed.connect(self.update)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Draw what is chosen now."""
        run, trial = self.choosing.run, self.choosing.trial
        key = (id(run), trial.key if trial is not None else "", self.choosing.row)
        if key == self._key:
            return
        self._key = key
        found: list[Column] = []
        if run is not None and trial is not None:
            space = run.record.request.space
            title = self.tr("Best so far") if self.choosing.row is None else self.tr("Chosen candidate")
            said = [formatting.value_text(trial.metrics.get(name)) for name in ("accuracy", "latency", "macs")]
            figures = [text for text in said if text != formatting.NOTHING]
            found.append(_column(space, trial.key, title, formatting.joined(figures) or trial.failed))
            like, whole = hand_made(space).get(MOBILENET), whole_model(space)
            other = like or whole
            if other is not None:
                known = next((one.trial for one in run.found if one.trial.key == other.key), None)
                said = [] if known is None else [formatting.value_text(known.metrics.get("accuracy"))]
                subtitle = formatting.joined([self.tr("for comparison"), *said])
                title = self.tr("MobileNetV2-like") if like is not None else self.tr("The whole model")
                found.append(_column(space, other.key, title, subtitle))
        self.columns = tuple(found)
        # Nothing to be read: Tab passes by.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if found else Qt.FocusPolicy.NoFocus)
        self.setAccessibleDescription("\n".join(_sentence(column) for column in found))
        self.update()

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = theme.current()
        painter.fillRect(self.rect(), QColor(tokens.surface))
        if not self.columns:
            painter.setPen(QColor(tokens.muted))
            text = self.tr("The best architecture is drawn here, beside a MobileNet-like one.")
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(12, 12, -12, -12), flags, text)
        else:
            width = (self.width() - 2 * theme.GRID - COLUMN_GAP * (len(self.columns) - 1)) / len(self.columns)
            most = max((stage.channels for column in self.columns for stage in column.stages), default=0)
            left = float(theme.GRID)
            for column in self.columns:
                self._paint_column(painter, column, QRectF(left, 0, width, self.height()), most)
                left += width + COLUMN_GAP
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QColor(tokens.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_column(self, painter: QPainter, column: Column, area: QRectF, most: int) -> None:
        tokens = theme.current()
        body, small = theme.font(theme.BODY, theme.STRONG), theme.font(theme.CAPTION)
        line, caption = QFontMetricsF(body).height(), QFontMetricsF(small).height()
        metrics = QFontMetricsF(small)
        y = area.top() + 2
        for text, font, colour in ((column.title, body, tokens.text), (column.subtitle, small, tokens.muted)):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(QPointF(area.left(), y + QFontMetricsF(font).ascent()), shown)
            y += line if font is body else caption
        y += STAGE_GAP
        # Two lines where there is room for them; thinner bars where not all of them fit.
        wanted = sum(THICK.get(kernel, 12) + GAP for stage in column.stages for kernel in stage.kernels)
        free = area.bottom() - y - len(column.stages) * STAGE_GAP
        lines = 2 if free - 2 * caption * len(column.stages) >= 0.7 * wanted else 1
        room = free - lines * caption * len(column.stages)
        scale = min(1.0, max(0.3, room / wanted)) if wanted else 1.0
        painter.setFont(small)
        for stage in column.stages:
            first, second = _stage_texts(stage)
            texts = (first, second) if lines == 2 else (formatting.joined([first, second]),)
            for text, colour in zip(texts, (tokens.text, tokens.muted), strict=False):
                painter.setPen(QColor(colour))
                shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
                painter.drawText(QPointF(area.left(), y + metrics.ascent()), shown)
                y += caption
            length = area.width() * (stage.share or (stage.channels / most if most else 0.5))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.categories[OPERATORS.get(stage.operator, 3)]))
            for kernel in stage.kernels:
                height = max(2.0, THICK.get(kernel, 12) * scale)
                painter.drawRoundedRect(QRectF(area.left(), y, max(4.0, length), height), 2, 2)
                y += height + GAP * scale
            y += STAGE_GAP


def _column(space: Space, key: str, title: str, subtitle: str) -> Column:
    return Column(title, subtitle, stages(space, space.decode(key)))


def _stage_texts(stage: Stage) -> tuple[str, str]:
    """("block1  inverted · ×6", "3×3 · 24 ch · no skip"): what the bars show, and what they do not."""
    kernels = list(dict.fromkeys(kernel for kernel in stage.kernels if kernel))
    said = {name: part_name(name, value_text(value)) for name, value in stage.notes}
    first = [operator_name(stage.operator) if stage.operator else "", said.pop("expansion", "")]
    second = ["/".join(f"{kernel}×{kernel}" for kernel in kernels)]
    if stage.channels:
        second.append(translate("Search", "{} ch").format(formatting.number(stage.channels)))
    second += said.values()
    head = formatting.joined([part for part in first if part])
    return f"{stage.name}  {head}".rstrip(), formatting.joined([part for part in second if part])


def _sentence(column: Column) -> str:
    said = "; ".join(f"{', '.join(_stage_texts(stage))}, {len(stage.kernels)}" for stage in column.stages)
    return f"{column.title} ({column.subtitle}): {said}"
