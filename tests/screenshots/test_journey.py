"""The whole way through the program, by real clicks, in every language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from edgeviz.ui import language, theme
from tests.screenshots import journey
from tests.screenshots.test_screenshots import is_blank


@pytest.fixture(autouse=True)
def _english_again(qapp: QApplication) -> Iterator[None]:
    yield
    language.apply_language(language.ENGLISH)
    QLocale.setDefault(QLocale.system())
    theme.set_fallback("")
    theme.apply_theme(qapp, theme.LIGHT)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("spoken", language.LANGUAGES)
def test_from_the_demo_to_the_report_with_nothing_but_a_mouse_and_a_keyboard(spoken: str, tmp_path: Path) -> None:
    pictures = journey.go(tmp_path / "pictures", spoken, tmp_path)
    assert len(pictures) == 14
    assert [path.name for path in pictures if is_blank(path)] == []
    assert {path.suffix for path in (tmp_path / "package").iterdir()} >= {".onnx"}
    assert "<svg" in (tmp_path / "report.html").read_text(encoding="utf-8")
