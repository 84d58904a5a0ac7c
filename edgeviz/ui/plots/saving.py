"""A plot as a file: PNG at twice the screen's resolution, SVG, or its numbers as CSV."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsView

from edgeviz.core.metric import QUANTITIES, Evaluation
from edgeviz.ui.plots.cloud import Cloud, Lookup

SCALE = 2


def write_png(path: Path, view: QGraphicsView) -> None:
    """Raises OSError when the file cannot be written."""
    size = view.viewport().size()
    image = QImage(size * SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    image.fill(view.backgroundBrush().color())
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    view.render(painter, QRectF(0, 0, size.width(), size.height()), QRect(0, 0, size.width(), size.height()))
    painter.end()
    if not image.save(str(path)):
        raise OSError("the picture could not be saved")


def write_svg(path: Path, view: QGraphicsView) -> None:
    """Raises OSError when the file cannot be written."""
    # QSvgGenerator does not say that it failed.
    path.write_bytes(b"")
    size: QSize = view.viewport().size()
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    painter = QPainter(generator)
    painter.fillRect(QRect(0, 0, size.width(), size.height()), view.backgroundBrush().color())
    view.render(painter, QRectF(0, 0, size.width(), size.height()), QRect(0, 0, size.width(), size.height()))
    painter.end()


def write_csv(path: Path, cloud: Cloud, name_of: Callable[[Evaluation], str], metric: Lookup) -> None:
    """One row for each point: its recipe and every metric in stored units. Raises OSError."""
    names = [name for name in QUANTITIES if any(metric(e, name) is not None for e in cloud.evaluations)]
    head = ["recipe", "hash", "on_front"]
    for name in names:
        unit = QUANTITIES[name].unit
        head += [f"{name} ({unit})", f"{name}_low", f"{name}_high", f"{name}_provenance", f"{name}_samples"]
    on_front = {int(index) for index in cloud.front}
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        for index, evaluation in enumerate(cloud.evaluations):
            row: list[object] = [name_of(evaluation), evaluation.key, int(index in on_front)]
            for name in names:
                found = metric(evaluation, name)
                if found is None:
                    row += [""] * 5
                else:
                    row += [
                        _plain(found.value),
                        _plain(found.low),
                        _plain(found.high),
                        found.provenance.value,
                        _plain(found.samples),
                    ]
            writer.writerow(row)


def _plain(value: float | None) -> str:
    """Full precision, with a point, whatever the locale."""
    return "" if value is None else repr(int(value)) if float(value).is_integer() else repr(float(value))
