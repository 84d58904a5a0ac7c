"""What the documents say can be followed: links lead somewhere, pictures are there, commands and examples work."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from edgeviz.cli.main import build_parser
from edgeviz.resources import resource
from edgeviz.ui.palette.entries import actions_of, plain
from tests.benchmarks.__main__ import NAMES
from tests.docs.pages import PAGES, ROOT, TOUR, Block, anchors, blocks, commands, links, parsed, patched
from tests.screenshots.shots import make_window

DOCS = ROOT / "docs"
DEVELOPING = DOCS / "developing.md"
NAMED = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
#: Seconds, for examples that import torch on a busy machine.
PATIENCE = 280


def run(arguments: list[str], folder: Path, code: Path = ROOT) -> str:
    """Run Python in ``folder`` with the package that lies in ``code``; fails with what it printed."""
    environment = {**os.environ, "PYTHONPATH": str(code), "COLUMNS": "120", "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-P", *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip
    assert done.returncode == 0, f"{arguments}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@NAMED
def test_every_link_leads_somewhere(page: Path) -> None:
    lost = []
    for _, target in links(page):
        if target.startswith(("https://", "http://")):
            continue
        name, _, anchor = target.partition("#")
        found = (page.parent / name).resolve() if name else page
        if not found.exists() or not found.is_relative_to(ROOT) or (anchor and anchor not in anchors(found)):
            lost.append(target)
    assert lost == []


def test_every_picture_is_used_and_every_page_is_reached_from_the_index() -> None:
    shown = {(page.parent / target).resolve() for page in PAGES for picture, target in links(page) if picture}
    kept = {*(DOCS / "images").rglob("*.png"), *(TOUR.parent / "images").glob("*.png")}
    # The readme's picture has a dark twin, for whoever wants to compare.
    assert kept - shown == {DOCS / "images" / "edgeviz_dark.png"}
    index = DOCS / "README.md"
    reached = {(DOCS / target.partition("#")[0]).resolve() for _, target in links(index)}
    assert set(DOCS.rglob("*.md")) - reached - {index} == set()


def test_the_page_of_benchmarks_names_every_one() -> None:
    page = (DOCS / "benchmarks.md").read_text(encoding="utf-8")
    assert [name for name in NAMES if f"`{name}`" not in page and f"`{name} --quick`" not in page] == []


def test_menu_entries_that_are_named_exist(qapp: QApplication, tmp_path: Path) -> None:
    """Written as **Menu › Entry**; an entry may be a menu itself, or stand in one."""
    window = make_window(tmp_path)
    paths = [([*path.split(" › ")], plain(action.text()).rstrip("…")) for path, action in actions_of(window)]
    known = {(menus[0], name) for menus, text in paths for name in (*menus[1:], text)}
    lost = []
    for page in PAGES:
        for found in re.findall(r"\*\*([^*]+? ›\s[^*]+)\*\*", page.read_text(encoding="utf-8")):
            menu, _, entry = (part.strip() for part in " ".join(found.split()).partition("›"))
            if (menu, entry.rstrip("…")) not in known:
                lost.append(f"{page.name}: {found}")
    window.close()
    assert lost == []


@pytest.mark.parametrize(
    # What the guide adds is known to its own copy of the program alone, where its commands run.
    "page",
    [page for page in PAGES if page != DEVELOPING],
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_every_command_line_can_be_parsed(page: Path) -> None:
    parser = build_parser()
    for block in blocks(page):
        for arguments in commands(block) if block.language == "sh" else ():
            try:
                parser.parse_args(arguments)
            except SystemExit as error:
                pytest.fail(f"edgeviz {' '.join(arguments)}: exit code {error.code}")


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    "page",
    [page for page in PAGES if any(block.note == "run" for block in blocks(page))],
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_marked_blocks_run_on_the_demo(page: Path, tmp_path: Path) -> None:
    """One page's in their order, in one folder; ``model.onnx`` is the demo's network."""
    shutil.copy(resource("demo", "digits.onnx"), tmp_path / "model.onnx")
    for block in blocks(page):
        if block.note != "run":
            continue
        if block.language == "python":
            run(["-c", block.text], tmp_path)
        for arguments in commands(block) if block.language == "sh" else ():
            run(["-m", "edgeviz", *arguments], tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    "heading", [line[3:] for line in DEVELOPING.read_text(encoding="utf-8").splitlines() if line.startswith("## A new")]
)
def test_what_the_guide_adds_works(heading: str, tmp_path: Path) -> None:
    """A copy of the program gets the section's files and lines; then the section's other blocks run with it."""
    copy, here = tmp_path / "program", tmp_path / "here"
    ignored = shutil.ignore_patterns("__pycache__", "docs", "icons")
    for name in ("edgeviz", "resources"):
        shutil.copytree(ROOT / name, copy / name, ignore=ignored)
    here.mkdir()
    shutil.copy(resource("demo", "digits.onnx"), here / "model.onnx")
    ran = 0
    for block in section(heading):
        target = copy / block.note
        if block.language == "diff":
            target.write_text(patched(target.read_text(encoding="utf-8"), block.text), encoding="utf-8")
        elif block.note:
            assert not target.exists(), f"{block.note} is there already"
            target.write_text(block.text, encoding="utf-8")
        elif block.language == "python":
            run(["-c", block.text], here, copy)
            ran += 1
        elif block.language == "sh":
            for arguments in commands(block):
                run(["-m", "edgeviz", *arguments], here, copy)
                ran += 1
    assert ran, "nothing shows that it works"


def section(heading: str) -> list[Block]:
    text = DEVELOPING.read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return parsed(text + "\n")
