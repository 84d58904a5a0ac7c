"""Finds the texts that the window shows, by reading the source: nothing of the program is run.

``window_texts``: what stands in calls of ``tr`` and ``translate``, with its context. PySide's ``tr`` looks in the
contexts of all base classes, and every class that has it is a QObject, so those texts have one context, "QObject", and
one translation each. lupdate would tell classes apart, and finds nothing where ``tr`` has another name.

``other_texts``: sentences and names in the modules without Qt and in the resources, and what the window puts into
``kept("…")``, all of which ``edgeviz.ui.texts.shown`` translates. An f-string is a template with "{}" for each value.

``report_texts``: what stands in ``tr("…")`` or ``marked("…")`` in the report's modules, templates and script.
"""

from __future__ import annotations

import ast
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jinja2
from jinja2.ext import extract_from_ast

ROOT = Path(__file__).resolve().parents[1]
#: Where texts come from that are not written with ``tr``, in the order in which somebody meets them.
OTHERS = ("core", "jobs", "project", "engine")
#: Modules that write for a terminal, another machine or another program.
NOT_SHOWN = ("engine/adaptive/example.py", "engine/measure/loading.py", "engine/export/formats/script.py")
OBJECT, OTHER, REPORT = "QObject", "core", "report"

#: What is said by one word. Other single words are operators, keys and names.
WORDS = frozenset({
    "Accuracy", "Advice", "Battery-aware", "Calibrating", "Clairvoyant", "Comparing", "Decoding", "Depthwise",
    "Embedding", "Energy", "Exporting", "Float", "Gathering", "Gradients", "Hint", "Latency", "Loading", "Measuring",
    "Mixed", "Model-predictive", "Profiling", "Pruned", "Recipe", "Safe", "Sampler", "Shared", "Simulating", "Size",
    "Static", "Switches", "Uniform", "Writing", "Written",
})  # fmt: skip
#: Their messages are for programmers.
_BUILTIN = frozenset({"ValueError", "TypeError", "KeyError", "RuntimeError", "LookupError", "NotImplementedError",
                      "AssertionError", "SystemExit", "IndexError", "EOFError", "OSError", "FieldError"})  # fmt: skip
_SQL = re.compile(r"(SELECT|INSERT|CREATE|UPDATE|DELETE|ALTER|PRAGMA|BEGIN|DROP|VACUUM|ATTACH|ROLLBACK) ")
#: Written into files and sent to other machines.
_CODE = re.compile(r"#|import |static const|version https|bits=|\w+ = [A-Z0-9]+$|.* -> ")
_LETTERS = re.compile(r"[A-Za-z]{2}")


@dataclass(frozen=True)
class Found:
    """``source`` as it stands in the program, told apart from the same words elsewhere by ``comment``."""

    context: str
    source: str
    comment: str
    file: str


def _modules(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / "edgeviz" / folder).rglob("*.py")):
            yield path.relative_to(ROOT / "edgeviz").as_posix(), ast.parse(path.read_text(encoding="utf-8"))


# ---- texts of the window


def window_texts() -> list[Found]:
    """Every text that is translated where it stands. ValueError for one that is no literal."""
    found: dict[tuple[str, str, str], Found] = {}
    for file, tree in _modules("ui"):
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = getattr(call.func, "attr", None) or getattr(call.func, "id", None)
            if name == "tr":
                context, first = OBJECT, 0
            elif name == "translate" and call.args and isinstance(call.args[0], ast.Constant) and len(call.args) > 1:
                context, first = str(call.args[0].value), 1
                if not isinstance(call.args[0].value, str):
                    continue  # a painter's
            else:
                continue
            texts = [getattr(argument, "value", None) for argument in call.args[first : first + 2]]
            if not all(isinstance(text, str) for text in texts):
                if context == OTHER:
                    continue
                raise ValueError(f"{file}:{call.lineno}: a text that is translated must be written out.")
            source, comment = str(texts[0]), str(texts[1]) if len(texts) > 1 else ""
            found.setdefault((context, source, comment), Found(context, source, comment, file))
    return list(found.values())


# ---- texts that come from elsewhere


def _escaped(part: ast.Constant) -> str:
    """So that ``str.format`` gives the words themselves."""
    return str(part.value).replace("{", "{{").replace("}", "}}")


def template(node: ast.expr) -> str | None:
    """The text of a literal, with "{}" for each value of an f-string; None for anything else."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(_escaped(part) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = template(node.left), template(node.right)
        return None if left is None or right is None else left + right
    return None


def _is_prose(text: str) -> bool:
    words = re.sub(r"\{\w*\}", "", text).strip()
    if not _LETTERS.search(words) or _SQL.match(text.lstrip()) or _CODE.match(text) or text.count("\n") > 1:
        return False
    if " " in words or (" " in text.strip() and words[:1].isupper()):
        return True
    # A noun with its value: "{} points", "layer {}".
    return words in WORDS or ("{}" in text and " " in text.strip() and bool(re.fullmatch(r"[a-z]{4,}", words)))


def _skipped(node: ast.AST) -> bool:
    """What is not shown: docstrings, messages for programmers, comparisons, annotations."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Assert() | ast.Compare() | ast.MatchValue() | ast.Subscript():
            return True
        case ast.Raise(exc=ast.Call(func=ast.Name(id=name))) if name in _BUILTIN:
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id=owner))) if owner in ("log", "re", "logging"):
            return True
        case ast.Call(func=ast.Attribute(attr=name)) if name in ("execute", "executemany", "add_argument", "strftime"):
            return True
    return False


def _strings(node: ast.AST) -> Iterator[str]:
    if _skipped(node):
        return
    text = template(node) if isinstance(node, ast.expr) else None
    if text is not None:
        yield text
        if isinstance(node, ast.JoinedStr):  # words chosen within it: f"{'a file' if one else 'files'}"
            for part in node.values:
                yield from _strings(part.value) if isinstance(part, ast.FormattedValue) else ()
        return
    for child in ast.iter_child_nodes(node):
        yield from _strings(child)


def _steps(tree: ast.Module) -> Iterator[str]:
    """What a job of the window's own says that it is at: it runs in a worker, which knows no language."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="context"), attr="progress"), args=[_, _, text]):
                yield from _strings(text)


def _raised(tree: ast.Module) -> Iterator[str]:
    """What an error says that the window or a report makes, as the core makes its own: in English."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name), args=texts) if name.endswith("Error") and name not in _BUILTIN:
                for text in texts:
                    yield from _strings(text) if template(text) is not None else ()


def _kept(tree: ast.Module) -> Iterator[str]:
    """What the window makes in English and translates whenever it is on screen."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="kept"), args=[ast.Constant(value=str(text))]):
                yield text


def _of_tables() -> Iterator[tuple[str, str]]:
    """Names and descriptions in the TOML files of the resources."""
    for folder in ("devices", "scenarios", "spaces"):
        for path in sorted((ROOT / "resources" / folder).glob("*.toml")):
            for text in _described(tomllib.loads(path.read_text(encoding="utf-8"))):
                yield f"{folder}/{path.name}", text


def _described(table: object) -> Iterator[str]:
    if isinstance(table, list):
        for item in table:
            yield from _described(item)
    elif isinstance(table, dict):
        for key, value in table.items():
            if key in ("name", "note", "story", "source", "label") and isinstance(value, str):
                yield value
            else:
                yield from _described(value)


def other_texts() -> list[Found]:
    """Every sentence and name that is shown and not written in a call of ``tr``."""
    found: dict[str, Found] = {}

    def add(text: str, file: str) -> None:
        if _is_prose(text):
            found.setdefault(text, Found(OTHER, text, "", file))

    for file, text in _of_tables():
        add(text, file)
    for file, tree in _modules(*OTHERS):
        if file not in NOT_SHOWN:
            for text in _strings(tree):
                add(text, file)
    for file, tree in _modules("ui", "report"):
        for text in (*_steps(tree), *_raised(tree)):
            add(text, file)
        for text in _kept(tree):
            found.setdefault(text, Found(OTHER, text, "", file))
    return list(found.values())


# ---- texts of the report


def report_texts() -> list[Found]:
    """Every text that is translated where it stands in a report."""
    found: dict[str, Found] = {}
    # The core says a few things piece by piece, with the function that translates handed to it.
    for file, tree in _modules("report", "core"):
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args):
            name = getattr(call.func, "id", None) or getattr(call.func, "attr", None)
            text = getattr(call.args[0], "value", None)
            if name in ("tr", "marked", "translate") and isinstance(text, str):
                found.setdefault(text, Found(REPORT, text, "", file))
    folder = ROOT / "resources" / "report"
    for path in sorted(folder.glob("*.html")):
        tree = jinja2.Environment().parse(path.read_text(encoding="utf-8"))
        for _, _, text in extract_from_ast(tree, gettext_functions=("tr",)):
            if isinstance(text, str):
                found.setdefault(text, Found(REPORT, text, "", f"report/{path.name}"))
    script = (folder / "report.js").read_text(encoding="utf-8")
    for text in re.findall(r'\btr\(("(?:[^"\\]|\\.)*")', script):
        found.setdefault(json.loads(text), Found(REPORT, json.loads(text), "", "report/report.js"))
    return list(found.values())
