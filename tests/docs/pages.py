"""The project's Markdown pages: their links, anchors, pictures and fenced blocks."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOUR = ROOT / "resources" / "docs" / "tour.md"
PAGES = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")), TOUR)
_FENCE = re.compile(r"^```(\w*)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the rest of the line that opens it (a file's path, or "run"), what is in it."""

    language: str
    note: str
    text: str


def parsed(text: str) -> list[Block]:
    """The fenced blocks of some Markdown."""
    return [Block(found[1], found[2].strip(), found[3]) for found in _FENCE.finditer(text)]


def blocks(page: Path) -> list[Block]:
    return parsed(page.read_text(encoding="utf-8"))


def links(page: Path) -> Iterator[tuple[bool, str]]:
    """(is a picture, where to) of every link outside of code."""
    prose = re.sub(r"`[^`\n]*`", "", _FENCE.sub("", page.read_text(encoding="utf-8")))
    for found in _LINK.finditer(prose):
        yield bool(found[1]), found[2]


def anchors(page: Path) -> set[str]:
    """What headings are called in links, as GitHub does it."""
    prose = _FENCE.sub("", page.read_text(encoding="utf-8"))
    titles = re.findall(r"^#{1,6} +(.+)$", prose, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.strip().lower()).replace(" ", "-") for title in titles}


def commands(block: Block) -> list[list[str]]:
    """The arguments of every ``edgeviz …`` line of a shell block; a backslash goes on in the next line."""
    lines = block.text.replace("\\\n", " ").splitlines()
    found = [shlex.split(line, comments=True) for line in lines if line.strip().startswith("edgeviz")]
    return [words[1:] for words in found]


def patched(text: str, change: str) -> str:
    """``text`` with a block of "-" and "+" lines and lines of context applied; it must fit in exactly one place.

    An empty line parts changes of one file. Raises ValueError for one that fits nowhere, or twice.
    """
    for hunk in change.strip("\n").split("\n\n"):
        lines = hunk.splitlines()
        old = "".join(f"{line[1:]}\n" for line in lines if line[:1] in " -")
        new = "".join(f"{line[1:]}\n" for line in lines if line[:1] in " +")
        if text.count(old) != 1:
            raise ValueError(f"fits {text.count(old)} times:\n{hunk}")
        text = text.replace(old, new)
    return text
