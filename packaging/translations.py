"""The program's texts in other languages: ``packaging/translations.py extract | split N | merge FILES | compile``.

extract   bring resources/translations/edgeviz_*.ts up to date with the source; what is there stays
split N   print what is not translated yet as N lists (JSON), for N people or for one
merge     take translations from such lists: [{"context": …, "source": …, "comment": …, "translation": …}]
compile   write the .qm files and templates.json, which the program reads

docs/translating.md tells how. The tests fail where a file is behind the source.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from texts import OTHER, ROOT, Found, other_texts, report_texts, window_texts

FOLDER = ROOT / "resources" / "translations"
TEMPLATES = FOLDER / "templates.json"

_PLACE = re.compile(r"\{(\w*)[^{}]*\}")
_MNEMONIC = re.compile(r"&(?=[^\s&])")
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Message:
    """A text and what it is called in another language; "" is not translated yet."""

    found: Found
    translation: str = ""

    @property
    def key(self) -> Key:
        return self.found.context, self.found.source, self.found.comment


def languages() -> list[Path]:
    return sorted(FOLDER.glob("edgeviz_*.ts"))


def all_texts() -> list[Found]:
    return sorted([*window_texts(), *other_texts(), *report_texts()], key=lambda found: (found.context, found.file))


def templates(texts: list[Found]) -> list[str]:
    """The texts of modules without Qt that have values in them."""
    return sorted(found.source for found in texts if found.context == OTHER and "{}" in found.source)


# ---- files


def read(path: Path) -> list[Message]:
    messages = []
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            place = message.find("location")
            file = "" if place is None else place.get("filename", "").removeprefix("../../edgeviz/")
            texts = [message.findtext(name) or "" for name in ("source", "comment", "translation")]
            found = Found(context.findtext("name") or "", texts[0], texts[1], file)
            messages.append(Message(found, texts[2]))
    return messages


def write(path: Path, messages: list[Message]) -> None:
    """As Qt Linguist reads it. Places are files without lines, so that an edit above a text changes nothing here."""
    root = ET.Element("TS", version="2.1", language=path.stem.removeprefix("edgeviz_"), sourcelanguage="en")
    contexts: dict[str, ET.Element] = {}
    for message in messages:
        found = message.found
        if found.context not in contexts:
            contexts[found.context] = ET.SubElement(root, "context")
            ET.SubElement(contexts[found.context], "name").text = found.context
        element = ET.SubElement(contexts[found.context], "message")
        ET.SubElement(element, "location", filename=f"../../edgeviz/{found.file}")
        ET.SubElement(element, "source").text = found.source
        if found.comment:
            ET.SubElement(element, "comment").text = found.comment
        translation = ET.SubElement(element, "translation")
        translation.text = message.translation
        if not message.translation:
            translation.set("type", "unfinished")
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8")


def updated(messages: list[Message], texts: list[Found]) -> list[Message]:
    """``texts`` with the translations that there are: those of the same place, else of the same words."""
    exact = {message.key: message.translation for message in messages}
    alike = {message.found.source: message.translation for message in messages if not message.found.comment}
    return [
        Message(found, exact.get((found.context, found.source, found.comment)) or alike.get(found.source, ""))
        for found in texts
    ]


def merged(messages: list[Message], entries: list[dict[str, str | None]]) -> list[Message]:
    """``messages`` with the translations of ``entries``; a text without a context is meant wherever it stands."""
    exact: dict[Key, str] = {}
    anywhere: dict[tuple[str, str], str] = {}
    alike: dict[str, str] = {}
    for entry in entries:
        source, translation = entry.get("source") or "", entry.get("translation") or ""
        if translation:
            context, comment = entry.get("context") or "", entry.get("comment") or ""
            exact[(context, source, comment)] = translation
            if not context:
                anywhere[(source, comment)] = translation
            alike.setdefault(source, translation)
    return [
        Message(
            message.found,
            exact.get(message.key)
            or anywhere.get((message.found.source, message.found.comment))
            or message.translation
            or alike.get(message.found.source, ""),
        )
        for message in messages
    ]


def compiled(path: Path, target: Path) -> None:
    """``path`` (.ts) as the file that the program loads."""
    import PySide6

    tool = next(Path(PySide6.__file__).parent.glob("lrelease*"))
    # A program that runs has the old file mapped into its memory, and would fall over a file that changes under it.
    written = target.with_suffix(".new")
    subprocess.run([tool, "-silent", path, "-qm", written], check=True)
    written.replace(target)


# ---- what a translation must keep


def problems(message: Message) -> list[str]:
    """What is wrong with a translation, for whoever made it; [] where nothing is."""
    source, text = message.found.source, message.translation
    if not text:
        return ["is not translated"]
    found = []
    wanted, got = Counter(_PLACE.findall(source)), Counter(_PLACE.findall(text))
    if got != wanted:
        numbers = {int(name) for name in got if name.isdigit()}
        count = wanted[""]
        is_numbered = numbers and not got[""] and set(got) == {str(n) for n in numbers} and set(wanted) == {""}
        missing = set() if message.found.context == OTHER else set(range(count)) - numbers
        if not is_numbered or missing or max(numbers) >= count:
            found.append("has other places for values")
    if "%n" in source or re.findall(r"%[\dL]", source) != re.findall(r"%[\dL]", text):
        found.append("has other places for numbers")
    if message.found.context != OTHER and len(_MNEMONIC.findall(source)) != len(_MNEMONIC.findall(text)):
        found.append("has another number of keys (&)")
    if message.found.context != OTHER and source.endswith("…") != text.endswith("…"):
        found.append("differs in the … at its end")
    for side, one, other in (
        ("begins", source[: len(source) - len(source.lstrip())], text[: len(text) - len(text.lstrip())]),
        ("ends", source[len(source.rstrip()) :], text[len(text.rstrip()) :]),
    ):
        if one != other:
            found.append(f"{side} with other blanks")
    if source.count("\n") != text.count("\n"):
        found.append("has another number of lines")
    if sorted(re.findall(r"</?\w+", source)) != sorted(re.findall(r"</?\w+", text)):
        found.append("has other tags")
    return found


# ---- commands


def extract() -> None:
    texts = all_texts()
    for path in languages():
        messages = updated(read(path), texts)
        write(path, messages)
        left = sum(not message.translation for message in messages)
        print(f"{path.name}: {len(messages)} texts, {left} not translated")


def split(count: int) -> None:
    left = [message for path in languages() for message in read(path) if not message.translation]
    size = -(-len(left) // count)
    parts = [left[start : start + size] for start in range(0, len(left), size or 1)]
    lists = [[{"context": m.key[0], "source": m.key[1], "comment": m.key[2]} for m in part] for part in parts]
    print(json.dumps(lists, ensure_ascii=False, indent=0))


def merge(paths: list[Path], language: str) -> None:
    entries = [entry for path in paths for entry in json.loads(path.read_text(encoding="utf-8"))]
    target = FOLDER / f"edgeviz_{language}.ts"
    messages = merged(read(target), entries)
    write(target, messages)
    for message in messages:
        for problem in problems(message) if message.translation else ():
            print(f"{problem}: {message.found.source!r} → {message.translation!r}")
    print(f"{target.name}: {sum(not message.translation for message in messages)} of {len(messages)} not translated")


def compile_all() -> None:
    for path in languages():
        compiled(path, path.with_suffix(".qm"))
    text = json.dumps(templates(all_texts()), ensure_ascii=False, indent=0)
    TEMPLATES.write_text(f"{text}\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    match arguments:
        case ["extract"]:
            extract()
        case ["split", count]:
            split(int(count))
        case ["merge", *paths] if paths:
            merge([Path(path) for path in paths], "ko")
        case ["compile"]:
            compile_all()
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
