"""The whole way through the program, by real clicks, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from edgeviz.ui import language
from tests.screenshots import journey
from tests.screenshots.test_screenshots import is_blank


@pytest.mark.slow
@pytest.mark.usefixtures("english_again")
@pytest.mark.timeout(900)
@pytest.mark.parametrize("spoken", language.LANGUAGES)
def test_from_the_demo_to_the_report_with_nothing_but_a_mouse_and_a_keyboard(spoken: str, tmp_path: Path) -> None:
    pictures = journey.go(tmp_path / "pictures", spoken, tmp_path)
    assert len(pictures) == 14
    assert [path.name for path in pictures if is_blank(path)] == []
    assert {path.suffix for path in (tmp_path / "package").iterdir()} >= {".onnx"}
    assert "<svg" in (tmp_path / "report.html").read_text(encoding="utf-8")
