"""How bit widths and shares are painted in the table."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from edgeviz.core.spec import BITS, Spec
from edgeviz.ui import theme
from edgeviz.ui.layers.model import KEPT_ROLE, NUMBERS, OLD_ROLE, SHARE_ROLE, SPEC_ROLE, TIE_ROLE, Tie

Index = QModelIndex | QPersistentModelIndex


#: Pixels beside a chip for the sign that its width is shared with other layers.
MARK = 14
#: All that a chip may say.
_LABELS = frozenset(Spec(bits, scheme).short for scheme, widths in BITS.items() for bits in widths if bits < 32)


def chip_width() -> int:
    """All chips are of one width, so that they form a column."""
    return _chip_width(theme.font(theme.CAPTION).key())


@lru_cache(maxsize=8)
def _chip_width(font: str) -> int:
    """Measuring all labels for every cell would be the dearest part of painting the table."""
    metrics = QFontMetrics(theme.font(theme.CAPTION))
    return max(map(metrics.horizontalAdvance, _LABELS)) + 16


def chip_rect(cell: QRect) -> QRect:
    """Where the chip lies in its cell: beside it is room for the mark of a tie."""
    cell = cell.adjusted(0, 0, -MARK, 0)
    width = min(chip_width(), cell.width() - 4)
    height = min(cell.height() - 4, QFontMetrics(theme.font(theme.CAPTION)).height() + 4)
    return QRect(cell.center().x() - width // 2, cell.center().y() - height // 2, width, height)


def paint_chip(painter: QPainter, rect: QRect, bits: int, text: str, arrow: bool = True, locked: bool = False) -> None:
    """A rounded field in the colour of ``bits`` with ``text`` on it; the arrow says that it opens.

    ``locked``: a padlock in place of the arrow, for a width that is kept.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.bits_border(bits), 1))
    painter.setBrush(theme.bits_colour(bits))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    colour = theme.bits_text_colour(bits)
    painter.setPen(colour)
    room = rect.adjusted(4, 0, -12 if arrow else -4, 0)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text)
    if arrow and locked:
        _paint_lock(painter, QPointF(rect.right() - 8.0, rect.center().y() + 0.5), colour)
    elif arrow:
        x, y = rect.right() - 8.0, rect.center().y() + 0.5
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([QPointF(x - 3, y - 1.5), QPointF(x + 3, y - 1.5), QPointF(x, y + 2)]))
    painter.restore()


#: Pictures of chips kept: widths, texts, sizes and themes are few, cells are many.
_PICTURES = 256


@lru_cache(maxsize=_PICTURES)
def _chip_picture(
    size: tuple[int, int], ratio: float, bits: int, text: str, locked: bool, tie: Tie, font: str, tokens: theme.Theme
) -> QPixmap:
    """A chip with its mark, painted once: a table repaints some thirty at every selection."""
    width, height = size[0] + MARK, size[1]
    picture = QPixmap(round(width * ratio), round(height * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    chip = QRect(0, 0, *size)
    painter = QPainter(picture)
    painter.setFont(theme.font(theme.CAPTION))
    paint_chip(painter, chip, bits, text, locked=locked)
    paint_tie(painter, chip, tie)
    painter.end()
    return picture


def paint_tie(painter: QPainter, chip: QRect, tie: Tie) -> None:
    """Two links of a chain right of the chip where layers are tied; a warning sign where the recipe breaks the tie."""
    if tie is Tie.FREE:
        return
    tokens = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    x, y = chip.right() + 3.0, chip.center().y() + 0.5
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if tie is Tie.TIED:
        painter.setPen(QPen(QColor(tokens.muted), 1.4))
        # One link behind the other: at this size nothing else reads as a chain.
        painter.drawRoundedRect(QRectF(x, y - 2.5, 7, 5), 2.5, 2.5)
        painter.drawRoundedRect(QRectF(x + 4.5, y - 2.5, 7, 5), 2.5, 2.5)
    else:
        painter.setPen(QPen(QColor(tokens.warning), 1.4))
        painter.drawPolygon(QPolygonF([QPointF(x + 5.5, y - 5), QPointF(x + 11, y + 4.5), QPointF(x, y + 4.5)]))
        painter.drawLine(QPointF(x + 5.5, y - 1.5), QPointF(x + 5.5, y + 1))
        painter.drawPoint(QPointF(x + 5.5, y + 2.8))
    painter.restore()


def _paint_lock(painter: QPainter, centre: QPointF, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(QRectF(centre.x() - 2, centre.y() - 4.5, 4, 6), 0, 180 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(centre.x() - 3.5, centre.y() - 1.5, 7, 5.5), 1, 1)


def chip_icon(bits: int) -> QIcon:
    """A square of the colour of ``bits``, for menus."""
    pixmap = QPixmap(QSize(28, 28))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.bits_border(bits), 2))
    painter.setBrush(theme.bits_colour(bits))
    painter.drawRoundedRect(QRectF(2, 2, 24, 24), 6, 6)
    painter.end()
    pixmap.setDevicePixelRatio(2)
    return QIcon(pixmap)


class _Delegate(QStyledItemDelegate):
    def _background(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.selection_colour())


def shortened(name: str, metrics: QFontMetrics, room: int) -> str:
    """``name`` in at most ``room`` pixels: "block1.body.conv1.conv" becomes "block1…nv1.conv".

    The end always stays; the first part of a path too, where it takes no more than 40 % of the room.
    """
    if metrics.horizontalAdvance(name) <= room:
        return name
    # Exporters of ONNX write "/block1/conv1/Conv", and name modules with dots in between.
    mark = "/" if "/" in name.strip("/") else "."
    first, found, rest = name.lstrip(mark).partition(mark)
    taken = metrics.horizontalAdvance(first)
    if not found or taken > 0.4 * room:
        return metrics.elidedText(name, Qt.TextElideMode.ElideLeft, room)
    tail = metrics.elidedText(rest, Qt.TextElideMode.ElideLeft, room - taken)
    return f"{first}…{tail.lstrip('…./')}"


class KindDelegate(QStyledItemDelegate):
    """What kind of layer; the longest word among them in its usual short form where it does not fit."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        room = option.rect.width() - 2 * (theme.ITEM_PADDING + 3)
        if option.fontMetrics.horizontalAdvance(option.text) > room:
            option.text = option.text.replace("Depthwise", "DW")


class NameDelegate(QStyledItemDelegate):
    """A layer's name; where it does not fit the block and the end are kept, which tell layers apart."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        # Qt draws a text 3 px (the style's focus margin and one more) inside the padding.
        room = option.rect.width() - 2 * (theme.ITEM_PADDING + 3)
        option.text = shortened(option.text, option.fontMetrics, room)


class BitsDelegate(_Delegate):
    """A bit width as a coloured chip with the number printed; a dash where there is none."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._background(painter, option)
        spec = index.data(SPEC_ROLE)
        rect: QRect = option.rect
        font = theme.font(theme.CAPTION)
        if isinstance(spec, Spec):
            chip = chip_rect(rect)
            kept, tie = bool(index.data(KEPT_ROLE)), index.data(TIE_ROLE) or Tie.FREE
            ratio = painter.device().devicePixelRatioF()
            size, text = (chip.width(), chip.height()), str(index.data())
            picture = _chip_picture(size, ratio, spec.bits, text, kept, tie, font.key(), theme.current())
            painter.drawPixmap(chip.topLeft(), picture)
        else:
            painter.setFont(font)
            painter.setPen(QColor(theme.current().muted))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), str(index.data()))


class ShareDelegate(_Delegate):
    """A number with a bar behind it: its share of the largest in the column."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._background(painter, option)
        rect: QRect = option.rect
        tokens = theme.current()
        room = rect.adjusted(4, 4, -4, -4)
        share, is_old = float(index.data(SHARE_ROLE) or 0.0), bool(index.data(OLD_ROLE))
        if share > 0:
            width = max(1, round(room.width() * share))
            colour = theme.mixed(tokens.surface, bar_colour(), 0.4) if is_old else bar_colour()
            painter.fillRect(QRect(room.left(), room.top(), width, room.height()), colour)
        painter.setPen(QColor(tokens.muted if is_old else tokens.text))
        painter.setFont(option.font)
        painter.drawText(
            rect.adjusted(6, 0, -6, 0),
            int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
            str(index.data()),
        )


class FactDelegate(_Delegate):
    """A short text that is dimmed where it belongs to an earlier recipe. Qt's own painting is slower."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._background(painter, option)
        tokens = theme.current()
        painter.setPen(QColor(tokens.muted if index.data(OLD_ROLE) else tokens.text))
        painter.setFont(option.font)
        side = Qt.AlignmentFlag.AlignRight if index.column() in NUMBERS else Qt.AlignmentFlag.AlignLeft
        # Where Qt puts the texts of the other columns.
        room = option.rect.adjusted(theme.ITEM_PADDING + 3, 0, -theme.ITEM_PADDING - 3, 0)
        text = option.fontMetrics.elidedText(str(index.data()), Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), text)


def bar_colour() -> QColor:
    """Behind text, so paler than a mark that stands alone."""
    tokens = theme.current()
    return theme.mixed(tokens.surface, tokens.accent, 0.28)
