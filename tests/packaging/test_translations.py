"""The translations say what the source says, and the compiled files are those of the written ones."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"

pytestmark = pytest.mark.skipif(not (PACKAGING / "translations.py").is_file(), reason="needs the checkout")


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("edgeviz_translations", PACKAGING / "translations.py")
    assert spec is not None and spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = found
    spec.loader.exec_module(found)
    return found


@pytest.fixture(scope="module")
def texts(tool: ModuleType) -> list:
    return tool.all_texts()


def test_every_language_has_the_texts_of_the_source_and_no_others(tool: ModuleType, texts: list) -> None:
    """Mend it with: python packaging/translations.py extract"""
    wanted = {(found.context, found.source, found.comment) for found in texts}
    assert tool.languages()
    for path in tool.languages():
        known = {message.key for message in tool.read(path)}
        assert (path.name, wanted - known, known - wanted) == (path.name, set(), set())


def test_every_text_is_translated_with_its_places_keys_and_blanks(tool: ModuleType) -> None:
    """Mend it with: python packaging/translations.py split 1, and merge"""
    wrong = [
        (path.name, message.found.source, message.translation, found)
        for path in tool.languages()
        for message in tool.read(path)
        for found in tool.problems(message)
    ]
    assert wrong == []


def test_the_compiled_files_are_made_of_the_written_ones(tool: ModuleType, texts: list, tmp_path: Path) -> None:
    """Mend it with: python packaging/translations.py compile"""
    for path in tool.languages():
        tool.compiled(path, tmp_path / "new.qm")
        assert (tmp_path / "new.qm").read_bytes() == path.with_suffix(".qm").read_bytes(), path.name
    assert json.loads(tool.TEMPLATES.read_text(encoding="utf-8")) == tool.templates(texts)


@pytest.mark.parametrize(
    ("source", "translation", "wrong"),
    [
        ("{} of {}", "{1} 중 {0}", False),
        ("{} of {}", "{}", True),
        ("{name} is missing", "{name} 없음", False),
        ("{name} is missing", "{} 없음", True),
        ("&File", "파일(&F)", False),
        ("&File", "파일", True),
        ("Open…", "열기", True),
        (" and more", "외", True),
        ("Two\nlines", "한 줄", True),
        ("<b>Bold</b>", "<b>굵게</b>", False),
        ("<b>Bold</b>", "굵게", True),
        ("Save & close", "저장 후 닫기", False),
        ("Save", "", True),
    ],
)
def test_what_a_translation_must_keep_is_checked(tool: ModuleType, source: str, translation: str, wrong: bool) -> None:
    message = tool.Message(tool.Found("Somewhere", source, "", "ui/x.py"), translation)
    assert bool(tool.problems(message)) is wrong


def test_a_sentence_of_the_core_may_leave_out_a_plural(tool: ModuleType) -> None:
    message = tool.Message(tool.Found("core", "{} layer{}", "", "core/x.py"), "레이어 {0}개")
    assert tool.problems(message) == []


def test_translations_are_found_by_place_and_otherwise_by_words(tool: ModuleType) -> None:
    found = [tool.Found("A", "Left", "", "ui/a.py"), tool.Found("B", "Left", "", "ui/b.py"),
             tool.Found("B", "Left", "remaining", "ui/b.py")]  # fmt: skip
    messages = tool.merged(
        [tool.Message(one) for one in found],
        [
            {"context": None, "source": "Left", "translation": "왼쪽"},
            {"context": "B", "source": "Left", "comment": "remaining", "translation": "남음"},
        ],
    )
    assert [message.translation for message in messages] == ["왼쪽", "왼쪽", "남음"]


def test_a_written_file_reads_back_the_same(tool: ModuleType, tmp_path: Path) -> None:
    messages = [tool.Message(tool.Found("A", 'Say "<&>"\n', "why", "ui/a.py"), "말 <&>\n"),
                tool.Message(tool.Found("A", "Next", "", "ui/a.py"))]  # fmt: skip
    tool.write(tmp_path / "edgeviz_xx.ts", messages)
    assert tool.read(tmp_path / "edgeviz_xx.ts") == messages
