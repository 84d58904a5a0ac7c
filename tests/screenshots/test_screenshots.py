"""Every picture is made and shows something, and no dialog is forgotten."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

import edgeviz.ui
from edgeviz.ui import theme
from tests.screenshots import shots, tutorial


def dialog_classes() -> set[str]:
    """The names of all classes under ``edgeviz/ui`` that are dialogs, read from the source."""
    folder = Path(edgeviz.ui.__file__).parent
    bases = {
        node.name: {ast.unparse(base) for base in node.bases}
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    found: set[str] = {"QDialog"}
    while new := {name for name, parents in bases.items() if parents & found} - found:
        found |= new
    # What begins with an underscore is what others are made from.
    return {name for name in found if not name.startswith("_")} - {"QDialog"}


def is_blank(path: Path) -> bool:
    """Whether a picture has fewer than eight colours, looked at every third pixel of every third line."""
    image = QImage(str(path))
    assert not image.isNull(), path
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}) < 8


def test_the_list_has_every_dialog(qapp: QApplication, tmp_path: Path) -> None:
    window = shots.make_window(tmp_path)
    shots.open_demo(window)
    seen = set()
    for show in shots.DIALOGS.values():
        dialog = show(window)
        seen.add(type(dialog).__name__)
        dialog.close()
    window.close()
    assert dialog_classes() - seen == set()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_picture_is_produced_and_none_is_blank(qapp: QApplication, tmp_path: Path) -> None:
    """At the smaller size, light and dark; the larger one and high contrast are the same code."""
    themes = ("light", "dark")
    try:
        paths = list(shots.take(tmp_path / "shots", ["1280x800"], themes))
    finally:
        theme.apply_theme(qapp, theme.LIGHT)
    names = {path.name for path in paths}
    for chosen in themes:
        assert {f"start_{chosen}_1280x800.png", f"workspace_explore_{chosen}_1280x800.png"} <= names
        assert {f"dialog_{name}_{chosen}_1280x800.png" for name in shots.DIALOGS} <= names
    assert sum(name.startswith("dock_") for name in names) >= 5 * len(themes)
    assert [path.name for path in paths if is_blank(path)] == []


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_tutorial_can_be_followed_and_has_a_picture_of_every_step(qapp: QApplication, tmp_path: Path) -> None:
    tutorial.make(tmp_path)
    made = {path.name for path in tmp_path.iterdir()}
    assert made == {path.name for path in tutorial.FOLDER.iterdir()}
    assert [name for name in made if is_blank(tmp_path / name)] == []
