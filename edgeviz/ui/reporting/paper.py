"""The report on paper: a PDF by Qt's own text layout, and figures as PNG. No window and no widget takes part.

Qt, because it is there: printing the page would need a browser on the machine of whoever writes the report.
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontInfo,
    QGuiApplication,
    QImage,
    QImageWriter,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtSvg import QSvgRenderer

from edgeviz.report.page import render
from edgeviz.report.report import Report
from edgeviz.ui.fonts import hangul

#: Pixels of a PNG for each unit of its SVG.
SCALE = 2
#: Dots per inch at which the document is laid out, and in which images are kept.
LAYOUT_DPI, IMAGE_SCALE = 96, 3
#: Millimetres around the text.
MARGIN = 18.0


def ensure_application() -> QGuiApplication:
    """Fonts need one; a worker and the command line have none, and perhaps no screen."""
    found = QGuiApplication.instance()
    if isinstance(found, QGuiApplication):
        return found
    arguments = [sys.argv[0] if sys.argv else "edgeviz"]
    if not os.environ.get("QT_QPA_PLATFORM"):
        arguments += ["-platform", "offscreen"]
    return QGuiApplication(arguments)


def _font(points: float) -> QFont:
    """With the program's own letters behind the system's: a name may be in Korean in any report."""
    ensure_application()
    font = QFont("sans-serif")
    # By its real name: the one behind an alias would be passed over.
    font.setFamilies([QFontInfo(font).family(), hangul()])
    font.setPointSizeF(points)
    return font


def image(svg: str, scale: float = SCALE) -> QImage:
    """``svg`` drawn on white."""
    ensure_application()
    # Qt takes letters that "sans-serif" lacks from any font that is loaded.
    hangul()
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    size = renderer.defaultSize() * scale
    found = QImage(size, QImage.Format.Format_RGB32)
    found.fill(0xFFFFFFFF)
    painter = QPainter(found)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
    painter.end()
    return found


def png(svg: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image(svg))
    return bytes(buffer.data().data())


def pdf(report: Report, figures: dict[str, str]) -> bytes:
    """The report as PDF, A4. ``figures``: SVG by the name under which the text shows them."""
    ensure_application()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(report.title)
    writer.setCreator("EdgeViz")
    writer.setResolution(1200)
    margins = QMarginsF(MARGIN, MARGIN, MARGIN, MARGIN)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter
        )
    )
    page = writer.pageLayout().paintRect(QPageLayout.Unit.Inch)
    text = QTextDocument()
    text.setDefaultFont(_font(9))
    text.setDocumentMargin(0)
    for name, svg in figures.items():
        text.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(name), image(svg, IMAGE_SCALE))
    width, height = page.width() * LAYOUT_DPI, page.height() * LAYOUT_DPI
    text.setHtml(render("print.html", report, image_width=int(width)))
    # A line at the foot of each page is kept for its number.
    foot = 24.0
    text.setPageSize(QSizeF(width, height - foot))
    _paint(text, writer, foot)
    return bytes(buffer.data().data())


def _paint(text: QTextDocument, writer: QPdfWriter, foot: float) -> None:
    pages, size = text.pageCount(), text.pageSize()
    painter = QPainter(writer)
    factor = writer.resolution() / LAYOUT_DPI
    font = _font(9)
    font.setPixelSize(11)
    for number in range(pages):
        if number:
            writer.newPage()
        painter.save()
        painter.scale(factor, factor)
        painter.setFont(font)
        painter.drawText(QRectF(0, size.height(), size.width(), foot), 0x0082, f"{number + 1} / {pages}")
        painter.translate(0, -number * size.height())
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = QRectF(0, number * size.height(), size.width(), size.height())
        painter.setClipRect(context.clip)
        text.documentLayout().draw(painter, context)
        painter.restore()
    painter.end()


def figure_files(figures: dict[str, str]) -> dict[str, bytes]:
    """Names and bytes of every figure as SVG and PNG."""
    found: dict[str, bytes] = {}
    for name, svg in figures.items():
        found[f"{name}.svg"] = svg.encode()
        found[f"{name}.png"] = png(svg)
    return found
