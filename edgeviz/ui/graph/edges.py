"""Paints the edges of the network, and the shape and width of what flows."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from edgeviz.ui import theme
from edgeviz.ui.graph.picture import Route
from edgeviz.ui.graph.showing import Show, View, elided

#: From this zoom on edges are labelled, in letters of constant size, where there is room for them.
LABELS = 0.62
#: From top to bottom: pixels of the widest label, and by how many one lies above the end of its edge.
WIDEST, ABOVE = 150, 20


def route_path(points: np.ndarray, horizontal: bool) -> QPainterPath:
    """A smooth line: straight through its lanes, curved between them."""
    path = QPainterPath(QPointF(*points[0]))
    for a, b in pairwise(points):
        if horizontal:
            half = (b[0] - a[0]) / 2
            path.cubicTo(a[0] + half, a[1], b[0] - half, b[1], b[0], b[1])
        else:
            half = (b[1] - a[1]) / 2
            path.cubicTo(a[0], a[1] + half, b[0], b[1] - half, b[0], b[1])
    return path


def _arrow(points: np.ndarray, horizontal: bool, size: float) -> QPolygonF:
    x, y = (float(v) for v in points[-1])
    sign = 1.0 if (points[-1][0] >= points[-2][0] if horizontal else points[-1][1] >= points[-2][1]) else -1.0
    back, side = size * sign, size * 0.5
    if horizontal:
        return QPolygonF([QPointF(x, y), QPointF(x - back, y - side), QPointF(x - back, y + side)])
    return QPolygonF([QPointF(x, y), QPointF(x - side, y - back), QPointF(x + side, y - back)])


def paint_routes(
    painter: QPainter, show: Show, view: View, clip: QRectF, open_frames: np.ndarray, tokens: theme.Theme
) -> None:
    picture = show.picture
    if not picture.routes:
        return
    found = picture.route_rects * view.scale + np.array([view.dx, view.dy, view.dx, view.dy])
    # A label reaches beyond its edge: where only a strip is painted, that may be all of it that is seen.
    across, along = _reach(view, picture.horizontal)
    seen = (
        (found[:, 0] < clip.right() + 2) & (found[:, 2] > clip.left() - across)
        & (found[:, 1] < clip.bottom() + along) & (found[:, 3] > clip.top() - along)
    )  # fmt: skip
    seen &= open_frames[picture.route_groups]
    seen &= np.maximum(found[:, 2] - found[:, 0], found[:, 3] - found[:, 1]) >= 3.0
    rows = np.flatnonzero(seen)
    colour = theme.mixed(tokens.border, tokens.muted, 0.6)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, max(0.7, min(1.6, 1.3 * view.scale + 0.3))))
    if view.scale < 0.3 or len(rows) > 1500:
        # Far out a curve is its chord.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(rows) < 600)
        lines = []
        for i in rows:
            points = view.points(picture.routes[i].points)
            lines += [QLineF(*a, *b) for a, b in pairwise(points)]
        painter.drawLines(lines)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        return
    arrows = []
    for i in rows:
        route = picture.routes[i]
        points = view.points(route.points)
        painter.drawPath(route_path(points, picture.horizontal))
        if view.scale >= 0.45 and route.target >= 0:
            arrows.append(_arrow(points, picture.horizontal, 6 * max(0.7, min(view.scale, 1.4))))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for arrow in arrows:
        painter.drawPolygon(arrow)
    if view.scale >= LABELS:
        _paint_labels(painter, show, view, [picture.routes[i] for i in rows], tokens)


def _reach(view: View, horizontal: bool) -> tuple[float, float]:
    """Pixels by which labels reach beyond their edges: to the right, and up or down."""
    if view.scale < LABELS:
        return 2.0, 2.0
    grow = max(view.scale, 1.0)
    height = QFontMetricsF(theme.font(theme.CAPTION)).height() + 4
    return (2.0, grow * height) if horizontal else (grow * (5 + WIDEST), grow * height + ABOVE)


def _paint_labels(painter: QPainter, show: Show, view: View, routes: Iterable[Route], tokens: theme.Theme) -> None:
    """The shape and width of what flows, once for each place from which it flows."""
    grow = max(view.scale, 1.0)
    font = theme.font(theme.CAPTION)
    painter.setFont(font)
    painter.setPen(QColor(tokens.muted))
    horizontal = show.picture.horizontal
    said: dict[tuple[float, float], tuple[str, str]] = {}
    for route in routes:
        if route.source < 0 or route.target < 0:
            # At the frame's border the edge goes on, and is labelled there.
            continue
        label = show.label(route.edge)
        if not label[0]:
            continue
        points = view.points(route.points)
        start = (float(points[0][0]), float(points[0][1]))
        if said.setdefault(start, label) is not label:
            if said[start] == label:
                continue
            # Another tensor from the same place: said where it arrives, once as well.
            end = (float(points[-1][0]), float(points[-1][1]))
            if said.setdefault(end, label) is not label:
                continue
            at, room = (points[-2][0], end[1]), abs(end[0] - points[-2][0])
            _paint_label(painter, show, font, label, at if horizontal else (end[0], end[1] - ABOVE), room, grow)
            continue
        _paint_label(painter, show, font, label, start, abs(points[1][0] - start[0]), grow)


def _paint_label(
    painter: QPainter,
    show: Show,
    font: QFont,
    label: tuple[str, str],
    at: tuple[float, float],
    room: float,
    grow: float,
) -> None:
    """From left to right the shape is above the edge and the width below, if ``room`` pixels are enough for them."""
    shape, width = label
    metrics = QFontMetricsF(font)
    painter.save()
    painter.translate(float(at[0]), float(at[1]))
    painter.scale(grow, grow)
    if show.picture.horizontal:
        room = room / grow - 6
        for text, y in ((shape, -4.0), (width, metrics.ascent() + 3)):
            extent = metrics.horizontalAdvance(text)
            if text and extent <= room:
                painter.drawText(QPointF(3 + (room - extent) / 2, y), text)
    else:
        text = f"{shape} · {width}" if width else shape
        painter.drawText(QPointF(5, 4 + metrics.ascent()), elided(show, font, text, WIDEST))
    painter.restore()
