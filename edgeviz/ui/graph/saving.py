"""The picture of the network as a file: PNG or SVG of the whole, in the colours that are shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgGenerator

from edgeviz.core.errors import EdgeVizError
from edgeviz.ui import theme
from edgeviz.ui.formatting import translate
from edgeviz.ui.graph.painting import paint
from edgeviz.ui.graph.showing import Show, View

MARGIN = 16
#: Pixels of the longer side and of the whole; a picture that is larger is drawn smaller.
LONGEST, LARGEST = 16_000, 120_000_000


def scale_for(width: float, height: float) -> float:
    """Twice the size on screen, or what a picture file can hold."""
    return min(2.0, LONGEST / max(width, height, 1.0), (LARGEST / max(width * height, 1.0)) ** 0.5)


def write_png(path: Path, show: Show) -> Path:
    """``path``. Raises EdgeVizError when the file cannot be written."""
    width, height = show.picture.size
    scale = scale_for(width + 2 * MARGIN, height + 2 * MARGIN)
    margin = MARGIN * scale
    size = QSize(round(width * scale + 2 * margin), round(height * scale + 2 * margin))
    image = QImage(size, QImage.Format.Format_RGB32)
    if image.isNull():
        raise _cannot(path, "memory")
    image.fill(theme.current().surface)
    painter = QPainter(image)
    paint(painter, show, View(scale, margin, margin), QRectF(image.rect()))
    painter.end()
    # Whatever the name ends in: ``QImage.save`` goes by the suffix.
    writer = QImageWriter(str(path), QByteArray(b"png"))
    if not writer.write(image):
        raise _cannot(path, writer.errorString())
    return path


def write_svg(path: Path, show: Show) -> Path:
    """``path``. Raises EdgeVizError when the file cannot be written."""
    try:
        # QSvgGenerator does not say that it failed.
        path.write_bytes(b"")
    except OSError as error:
        raise _cannot(path, error.strerror or str(error)) from error
    width, height = show.picture.size
    area = QRect(0, 0, round(width + 2 * MARGIN), round(height + 2 * MARGIN))
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(area.size())
    generator.setViewBox(area)
    generator.setTitle(show.tree.boxes[""].title[:200])
    painter = QPainter(generator)
    painter.fillRect(area, theme.current().surface)
    paint(painter, show, View(1.0, MARGIN, MARGIN), QRectF(area))
    painter.end()
    return path


def _cannot(path: Path, why: str) -> EdgeVizError:
    what = translate("Graph", "{} cannot be written").format(path)
    return EdgeVizError(f"{what}: {why}." if why else f"{what}.", translate("Graph", "Choose another folder or name."))
