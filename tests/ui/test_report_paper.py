"""The report on paper, read back by somebody else's reader."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from edgeviz.report.contents import Contents, Request
from edgeviz.report.page import figures
from edgeviz.report.points import metric_json
from edgeviz.report.report import Report, make_report
from edgeviz.ui.reporting import paper
from edgeviz.ui.reporting.spoken import spoken
from tests.report.conftest import contents, demo_file, nothing, renamed, report  # noqa: F401
from tests.report.test_page import HOSTILE

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not on this machine")


def read(data: bytes, folder: Path) -> str:
    path = folder / "report.pdf"
    path.write_bytes(data)
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout


@needs_poppler
def test_the_pdf_holds_the_figures_of_the_chosen_ones(qapp: QApplication, report: Report, tmp_path: Path) -> None:  # noqa: F811
    text = read(paper.pdf(report, figures(report)), tmp_path)
    assert "The title" in text and "A. Engineer" in text and "In 50 KB." in text
    for one in report.chosen:
        for metric in one.evaluation.metrics.values():
            assert metric_json(metric)["text"] in text
    assert report.current.evaluation.recipe.hash in text
    pages = text.count("\f")
    assert pages > 3 and f"1/{pages}" in text.replace(" ", "") and f"{pages}/{pages}" in text.replace(" ", "")


@needs_poppler
def test_hostile_names_are_printed_as_they_are(qapp: QApplication, contents: Contents, tmp_path: Path) -> None:  # noqa: F811
    found = make_report(renamed(contents, HOSTILE), Request(HOSTILE, HOSTILE, HOSTILE, sections=("chosen",)), nothing)
    assert "<script>alert(1)" in read(paper.pdf(found, figures(found)), tmp_path)


def test_a_korean_report_is_printed_in_letters_that_every_machine_has(
    qapp: QApplication,
    report: Report,  # noqa: F811
    tmp_path: Path,
) -> None:
    pdf = pytest.importorskip("PySide6.QtPdf")
    found = replace(report, language=spoken("ko"))
    path = tmp_path / "report.pdf"
    path.write_bytes(paper.pdf(found, figures(found)))
    document = pdf.QPdfDocument()
    assert document.load(str(path)) == pdf.QPdfDocument.Error.None_
    text = "".join(document.getAllText(page).text() for page in range(document.pageCount()))
    assert "현재 선택: 혼합 W3.3 A8" in text and "수치의 출처" in text and "The title" in text
    assert b"NanumSquare" in path.read_bytes()


def test_every_figure_is_drawn(qapp: QApplication, report: Report) -> None:  # noqa: F811
    for name, svg in figures(report).items():
        image = paper.image(svg, 1)
        colours = {
            QColor(image.pixel(x, y)).rgb() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
        }
        assert image.width() == 760 and len(colours) > 5, name
    assert set(paper.figure_files(figures(report))) == {
        f"{name}.{suffix}" for name in ("front", "widths", "replay") for suffix in ("svg", "png")
    }
