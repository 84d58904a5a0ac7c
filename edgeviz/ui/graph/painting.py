"""Paints a picture of the network, or the part of it that is seen, at any zoom: on screen, as PNG and as SVG.

What is too small to be read is not drawn: first the second lines go, then the texts, then the edges within small
frames, and a frame of a few pixels is one filled box. So the cost follows what is seen, not the size of the network.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from edgeviz.core.graph_view import Box, Kind
from edgeviz.ui import theme
from edgeviz.ui.graph.edges import paint_routes, route_path
from edgeviz.ui.graph.layout import TITLE
from edgeviz.ui.graph.looks import Look, foot, head
from edgeviz.ui.graph.picture import Picture
from edgeviz.ui.graph.showing import Show, View, elided

#: From this zoom on a box has two lines that grow with it; below, one line of constant size while it fits.
DETAIL = 0.85
#: Pixels of height that one line of text needs, and of a frame below which its content is not drawn.
LINE = 14.0
SMALL = 12.0
RADIUS = 5.0
#: Marks that are drawn with round corners; of more than these nobody sees the corners.
MOST_ROUND = 600


class _Fonts:
    """Fonts and metrics of one painting."""

    def __init__(self) -> None:
        self.strong = theme.font(theme.BODY, theme.STRONG)
        self.body = theme.font(theme.BODY)
        self.caption = theme.font(theme.CAPTION)
        self.caption_strong = theme.font(theme.CAPTION, theme.STRONG)


def paint(painter: QPainter, show: Show, view: View, clip: QRectF) -> None:
    """Everything but the marks of selection, within ``clip`` (pixels)."""
    picture, tokens = show.picture, theme.current()
    rects = view.rects(picture.rects)
    drawn, open_frames = _visible(picture, rects, clip, view.scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    frames = [i for i in drawn if picture.frames[i] and open_frames[i]]
    _paint_frames(painter, frames, rects, tokens)
    paint_routes(painter, show, view, clip, open_frames, tokens)
    boxes = [i for i in drawn if not (picture.frames[i] and open_frames[i])]
    fonts = _Fonts()
    _paint_boxes(painter, show, boxes, rects, view.scale, fonts, tokens)
    for i in frames:
        _paint_frame_title(painter, show, rects[i], picture.ids[i], view.scale, fonts, tokens)


def drawn_frames(picture: Picture, scale: float) -> np.ndarray:
    """Which boxes [n] are frames that are drawn with what they hold: large enough, as are those around them."""
    found: np.ndarray = picture.frames & (np.minimum(picture.rects[:, 2], picture.rects[:, 3]) * scale >= SMALL)
    found[0] = True
    # Parents come first, so one pass settles the whole nesting.
    for i in np.flatnonzero(picture.frames)[1:]:
        found[i] &= found[picture.parents[i]]
    return found


def _visible(picture: Picture, rects: np.ndarray, clip: QRectF, scale: float) -> tuple[list[int], np.ndarray]:
    """Indices of the boxes to draw, and which frames are drawn with what they hold."""
    left, top = rects[:, 0], rects[:, 1]
    # Outlines reach beyond the boxes, and into a strip that is painted for itself.
    clip = clip.adjusted(-2, -2, 2, 2)
    inside = (
        (left < clip.right()) & (left + rects[:, 2] > clip.left())
        & (top < clip.bottom()) & (top + rects[:, 3] > clip.top())
    )  # fmt: skip
    open_frames = drawn_frames(picture, scale)
    shown = inside & open_frames[np.maximum(picture.parents, 0)]
    shown[0] = False
    return [int(i) for i in np.flatnonzero(shown)], open_frames


def _paint_frames(painter: QPainter, frames: Iterable[int], rects: np.ndarray, tokens: theme.Theme) -> None:
    fill = theme.mixed(tokens.background, tokens.muted, 0.07)
    painter.setPen(QPen(theme.mixed(tokens.border, tokens.muted, 0.35), 1))
    fill.setAlpha(150)
    painter.setBrush(fill)
    for i in frames:
        painter.drawRoundedRect(QRectF(*rects[i]), RADIUS + 3, RADIUS + 3)


def _paint_frame_title(
    painter: QPainter, show: Show, rect: np.ndarray, box_id: str, scale: float, fonts: _Fonts, tokens: theme.Theme
) -> None:
    x, y, width, height = (float(v) for v in rect)
    if width < 36 or height < LINE + 4:
        return
    box = show.tree.boxes[box_id]
    room = TITLE * scale
    font = fonts.caption_strong
    text = elided(show, font, box.title, min(width - 16, 320), middle=True)
    extent = QFontMetricsF(font).horizontalAdvance(text)
    painter.setFont(font)
    if room >= LINE:
        painter.setPen(QColor(tokens.muted))
        area = QRectF(x + 8, y + 1, width - 16, room)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
        return
    # Like the name of a district on a map: on a plate, over what is too small to be read.
    if extent + 10 > width or 40 * scale >= LINE:
        return
    plate = QRectF(x + (width - extent) / 2 - 5, y + (height - LINE - 2) / 2, extent + 10, LINE + 2)
    painter.setPen(Qt.PenStyle.NoPen)
    surface = QColor(tokens.surface)
    surface.setAlpha(225)
    painter.setBrush(surface)
    painter.drawRoundedRect(plate, 3, 3)
    painter.setPen(QColor(tokens.text))
    painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), text)


# ---- boxes


def _paint_boxes(
    painter: QPainter,
    show: Show,
    boxes: list[int],
    rects: np.ndarray,
    scale: float,
    fonts: _Fonts,
    tokens: theme.Theme,
) -> None:
    fallback = Look(QColor(tokens.surface), QColor(tokens.text), QColor(tokens.border))
    looks, ids = show.looks.boxes, show.picture.ids
    by_fill: dict[int, list[int]] = {}
    for i in boxes:
        # Looks are shared or few; equal colours are painted in one go.
        look = looks.get(ids[i], fallback)
        by_fill.setdefault((look.fill.rgba() << 32) | look.border.rgba(), []).append(i)
    plain = scale < 0.3
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not plain)
    for rows in by_fill.values():
        look = looks.get(ids[rows[0]], fallback)
        strong = look.stripe if plain and look.stripe is not None else look.fill
        painter.setBrush(QBrush(strong))
        painter.setPen(QPen(look.border, 1) if scale > 0.12 else Qt.PenStyle.NoPen)
        if plain:
            painter.drawRects([QRectF(*rects[i]) for i in rows])
            continue
        for i in rows:
            _paint_box(painter, show, QRectF(*rects[i]), ids[i], look, scale)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    if 40 * scale >= LINE:
        for i in boxes:
            if scale >= DETAIL:
                _paint_two_lines(painter, show, rects[i], ids[i], looks.get(ids[i], fallback), scale, fonts, tokens)
            else:
                _paint_one_line(painter, show, rects[i], ids[i], looks.get(ids[i], fallback), fonts)


def _paint_box(painter: QPainter, show: Show, rect: QRectF, box_id: str, look: Look, scale: float) -> None:
    kind = show.tree.boxes[box_id].kind
    radius = min(RADIUS * max(scale, 0.6), rect.height() / 4)
    if kind is Kind.GROUP:
        # A stack: there is more behind.
        shift = max(2.0, 3 * scale)
        painter.drawRoundedRect(rect.adjusted(shift, shift, 0, 0), radius, radius)
        rect = rect.adjusted(0, 0, -shift, -shift)
    if kind in (Kind.INPUT, Kind.OUTPUT):
        radius = rect.height() / 2
    painter.drawRoundedRect(rect, radius, radius)
    if look.stripe is not None:
        stripe = QRectF(rect.left() + 0.5, rect.top() + radius, max(2.0, 3.0 * scale), rect.height() - 2 * radius)
        painter.fillRect(stripe, look.stripe)


def _headline(show: Show, font: QFont, box: Box, width: float) -> str:
    """The first line of a box. Groups side by side differ in the ends of their names: "layers.0", "layers.1"."""
    return elided(show, font, head(box), width, middle=box.kind is Kind.GROUP)


def _paint_one_line(painter: QPainter, show: Show, rect: np.ndarray, box_id: str, look: Look, fonts: _Fonts) -> None:
    x, y, width, height = (float(v) for v in rect)
    box = show.tree.boxes[box_id]
    room = width - 10
    if room < 24:
        return
    painter.setFont(fonts.caption)
    painter.setPen(look.ink)
    area = QRectF(x + 5, y, room, height)
    middle = int(Qt.AlignmentFlag.AlignVCenter)
    if look.value:
        value = elided(show, fonts.caption_strong, look.value, room)
        painter.setFont(fonts.caption_strong)
        extent = QFontMetricsF(fonts.caption_strong).horizontalAdvance(value)
        if room - extent < 30:
            painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), value)
            return
        painter.drawText(area, middle | int(Qt.AlignmentFlag.AlignRight), value)
        painter.setFont(fonts.caption)
        room -= extent + 6
    text = _headline(show, fonts.caption, box, room)
    painter.drawText(area, middle | int(Qt.AlignmentFlag.AlignLeft), text)


def _paint_two_lines(
    painter: QPainter,
    show: Show,
    rect: np.ndarray,
    box_id: str,
    look: Look,
    scale: float,
    fonts: _Fonts,
    tokens: theme.Theme,
) -> None:
    box = show.tree.boxes[box_id]
    grow = max(scale, 1.0)
    painter.save()
    painter.translate(float(rect[0]), float(rect[1]))
    painter.scale(grow, grow)
    width, height = float(rect[2]) / grow, float(rect[3]) / grow
    if box.kind is Kind.GROUP:
        width, height = width - 3, height - 3
    left, right = int(Qt.AlignmentFlag.AlignLeft), int(Qt.AlignmentFlag.AlignRight)
    middle = int(Qt.AlignmentFlag.AlignVCenter)
    room = width - 16
    upper = QRectF(9, height * 0.08, room, height * 0.46)
    lower = QRectF(9, height * 0.5, room, height * 0.42)
    painter.setPen(look.ink)
    if box.kind in (Kind.INPUT, Kind.OUTPUT):
        painter.setFont(fonts.caption)
        text = _headline(show, fonts.caption, box, width - 20)
        painter.drawText(QRectF(10, 0, width - 20, height), int(Qt.AlignmentFlag.AlignCenter), text)
        painter.restore()
        return
    if look.value:
        painter.setFont(fonts.strong)
        value = elided(show, fonts.strong, look.value, room)
        painter.drawText(upper, middle | right, value)
        room -= QFontMetricsF(fonts.strong).horizontalAdvance(value) + 6
    first = fonts.body if look.value else fonts.strong
    if room > 16:
        painter.setFont(first)
        painter.drawText(upper, middle | left, _headline(show, first, box, room))
    painter.setFont(fonts.caption)
    # Quiet where the fill allows it: on a coloured fill only the full ink can be read.
    if theme.contrast(QColor(tokens.muted), look.fill) >= 4.5:
        painter.setPen(QColor(tokens.muted))
    painter.drawText(lower, middle | left, elided(show, fonts.caption, foot(box), width - 16, middle=True))
    painter.restore()


# ---- marks


def paint_marks(painter: QPainter, show: Show, view: View, hovered: str, clip: QRectF) -> None:
    """Selection, matches of a search, the box under the keyboard, and the edges of what is marked."""
    picture, tokens = show.picture, theme.current()
    accent = QColor(tokens.accent)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    lit = {show.current, hovered} | (show.selected if len(show.selected) <= 8 else frozenset())
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(accent, max(1.4, min(2.2, 2 * view.scale))))
    for box_id in lit:
        for i in picture.routes_of.get(picture.index.get(box_id, -1), ())[:400]:
            points = view.points(picture.routes[i].points)
            painter.drawPath(route_path(points, picture.horizontal))
    selected = show.selected
    _outline(painter, show, view, show.matches - selected, QPen(QColor(tokens.warning), 2), clip)
    _outline(painter, show, view, selected, QPen(accent, 2.5), clip)
    if show.current and show.current not in selected:
        _outline(painter, show, view, {show.current}, QPen(accent, 1.5, Qt.PenStyle.DashLine), clip)
    if hovered and hovered not in selected and hovered not in show.matches:
        pen = QPen(theme.mixed(tokens.border, tokens.accent, 0.7), 1.5)
        _outline(painter, show, view, {hovered}, pen, clip)


def _outline(painter: QPainter, show: Show, view: View, boxes: Collection[str], pen: QPen, clip: QRectF) -> None:
    index = show.picture.index
    rows = [index[box] for box in boxes if box in index]
    if not rows:
        return
    found = view.rects(show.picture.rects[rows]) + np.array([-2.0, -2.0, 4.0, 4.0])
    # Never smaller than can be seen.
    grow = np.maximum(0.0, 6.0 - found[:, 2:].min(axis=1)) / 2
    found += np.stack([-grow, -grow, 2 * grow, 2 * grow], axis=1)
    seen = (
        (found[:, 0] < clip.right()) & (found[:, 0] + found[:, 2] > clip.left())
        & (found[:, 1] < clip.bottom()) & (found[:, 1] + found[:, 3] > clip.top())
    )  # fmt: skip
    painter.setPen(pen)
    rects = [QRectF(*row) for row in found[seen].tolist()]
    if len(rects) > MOST_ROUND:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.drawRects(rects)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        return
    for rect in rects:
        radius = min(RADIUS + 2, rect.height() / 3)
        painter.drawRoundedRect(rect, radius, radius)
