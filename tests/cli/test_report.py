"""edgeviz report: the files that it writes, and what goes wrong."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from edgeviz.project.store import Store
from edgeviz.report.contents import SECTIONS
from tests.cli.test_cli import ask
from tests.report.conftest import demo_file  # noqa: F401

# A PDF makes an application without widgets where there is none, and the window's tests could then have no other.
pytestmark = pytest.mark.usefixtures("qapp")


def embedded(page: Path) -> dict:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page.read_text(encoding="utf-8"))
    assert found is not None
    return json.loads(found[1])


def test_page_pdf_and_figures_are_written(demo_file: Path, tmp_path: Path, capsys) -> None:  # noqa: F811
    page = tmp_path / "a.html"
    figures = tmp_path / "figures"
    asked = ("report", str(demo_file), "-o", str(page), "--pdf", "--figures", str(figures), "--title", "Which one?")
    assert ask(*asked, "--json") == 0
    written = json.loads(capsys.readouterr().out)["written"]
    assert [Path(path).name for path in written[:2]] == ["a.html", "a.pdf"]
    assert {path.name for path in figures.iterdir()} == {
        f"{name}.{suffix}" for name in ("front", "widths", "replay") for suffix in ("svg", "png")
    }
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
    assert (figures / "front.png").read_bytes().startswith(b"\x89PNG")
    assert "<h1>Which one?</h1>" in page.read_text(encoding="utf-8")
    assert page.stat().st_mode & 0o400


def test_the_figures_are_those_of_the_project_on_the_device_that_it_chose(demo_file, tmp_path) -> None:  # noqa: F811
    page = tmp_path / "a.html"
    assert ask("report", str(demo_file), "-o", str(page), "--sections", "front,chosen") == 0
    points = {one["hash"]: one["figures"] for one in embedded(page)["points"]}
    with Store.open(demo_file) as store:
        for one in store.evaluations(store.read().context):
            found = points[one.recipe.hash]
            assert {name: found[name]["value"] for name in one.metrics} == {k: m.value for k, m in one.metrics.items()}
            assert found["latency"]["device"] == "Raspberry Pi 4"


def test_the_report_speaks_the_language_that_was_asked_for(demo_file, tmp_path) -> None:  # noqa: F811
    page = tmp_path / "a.html"
    assert ask("report", str(demo_file), "-o", str(page), "--sections", "chosen,reproduce", "--language", "ko") == 0
    text = page.read_text(encoding="utf-8")
    assert '<html lang="ko">' in text and "선택한 구성" in text and "Chosen configurations" not in text
    assert "digits.onnx: 어느 버전을 쓸까요?" in text and "혼합 W3.3 A8" in text


def test_a_file_that_exists_is_kept_unless_asked(demo_file, tmp_path, capsys) -> None:  # noqa: F811
    page = tmp_path / "a.html"
    page.write_text("mine")
    asked = ("report", str(demo_file), "-o", str(page), "--sections", "model")
    assert ask(*asked) == 1 and page.read_text() == "mine"
    assert "--force" in capsys.readouterr().err
    assert ask(*asked, "--force") == 0 and page.read_text() != "mine"


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (("-o", "a.pdf"), 2, "must end in .html"),
        (("-o", "no/folder/a.html"), 1, "does not exist"),
        (("-o", "b.html", "--sections", "model,nonsense"), 2, ", ".join(SECTIONS)),
        (("-o", "b.html", "--device", "nonsense"), 2, "there is no device"),
        (("-o", "b.html", "--language", "tlh"), 2, "invalid choice: 'tlh'"),
    ],
)
def test_what_cannot_be_written_is_said(options, code, says, demo_file, tmp_path, capsys, monkeypatch) -> None:  # noqa: F811
    monkeypatch.chdir(tmp_path)
    assert ask("report", str(demo_file), *options) == code
    assert says in capsys.readouterr().err and not list(tmp_path.glob("*.html"))


def test_a_project_without_a_model_says_so(tmp_path, capsys) -> None:
    Store.create(tmp_path / "empty.edgeviz").close()
    assert ask("report", str(tmp_path / "empty.edgeviz"), "-o", str(tmp_path / "a.html")) == 1
    assert "holds no model" in capsys.readouterr().err
