"""The card beside a point: its name and both figures with their provenance."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from edgeviz.core.comparison import Comparison, Verdict
from edgeviz.core.metric import Metric
from edgeviz.ui import formatting, theme, verdicts

translate = QCoreApplication.translate
#: Pixels between the point and the card.
GAP = 14


class PointCard(QLabel):
    """Floats over a plot, beside a point, and never takes the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("pointCard")
        self.setAccessibleName(translate("PointCard", "Point"))
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.notifier.changed.connect(self.restyle)
        self.restyle()
        self.hide()

    def restyle(self) -> None:
        tokens = theme.current()
        self.setStyleSheet(
            f"#pointCard {{ background: {tokens.surface}; color: {tokens.text}; border: 1px solid {tokens.border};"
            " border-radius: 4px; padding: 6px 8px; }"
        )

    def show_at(self, point: QPoint, html: str) -> None:
        """Show ``html`` beside ``point`` (pixels of the parent), on whichever side there is room."""
        self.setText(html)
        self.adjustSize()
        parent = self.parentWidget()
        assert parent is not None
        area = parent.rect()
        x = point.x() + GAP
        if x + self.width() > area.right():
            x = point.x() - GAP - self.width()
        y = point.y() - self.height() - GAP // 2
        if y < area.top():
            y = point.y() + GAP // 2
        self.move(max(0, min(x, area.right() - self.width())), max(0, min(y, area.bottom() - self.height())))
        self.show()
        self.raise_()


def card_html(
    name: str,
    summary: str,
    metrics: Iterable[Metric | None],
    is_current: bool,
    comparisons: Iterable[tuple[str, Comparison]] = (),
    hint: str = "",
) -> str:
    """Name, summary, one row for each metric, how sure changes of accuracy are, and what a click does.

    hint: what a click does where it does not adopt a recipe.
    """
    muted = theme.current().muted
    rows = []
    for metric in metrics:
        if metric is None:
            continue
        value = " ".join(t for t in (formatting.value_text(metric), formatting.interval_text(metric)) if t)
        rows.append(
            f"<tr><td style='padding-right:8px; color:{muted}'>{escape(formatting.title(metric.name))}</td>"
            f"<td align='right' style='padding-right:8px'>{escape(value)}</td>"
            f"<td style='color:{muted}'>{escape(formatting.provenance_text(metric))}</td></tr>"
        )
    hint = hint or (
        translate("PointCard", "The current recipe")
        if is_current
        else translate("PointCard", "Click or Enter adopts it")
    )
    head = f"<b>{escape(name)}</b>"
    if summary:
        head += f"&nbsp; <span style='color:{muted}'>{escape(summary)}</span>"
    for against, found in comparisons:
        colour = {Verdict.BETTER: theme.current().good, Verdict.WORSE: theme.current().bad}.get(found.verdict, muted)
        said = f"{verdicts.change(found).text} {verdicts.line(found)}".strip()
        rows.append(
            f"<tr><td style='padding-right:8px; color:{muted}'>{escape(against)}</td>"
            f"<td colspan='2' style='color:{colour}'>{escape(said)}</td></tr>"
        )
    table = f"<table cellspacing='0' cellpadding='1'>{''.join(rows)}</table>"
    return f"{head}{table}<span style='color:{muted}'>{escape(hint)}</span>"
