"""What the packages say of themselves, and how the bundled program starts. No bundle is needed."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import tomllib
import xml.etree.ElementTree as ElementTree
from configparser import RawConfigParser
from pathlib import Path
from types import ModuleType

import pytest

from edgeviz.project import schema

ROOT = Path(__file__).resolve().parents[2]
INSTALLER = ROOT / "packaging" / "installer"
LINUX = INSTALLER / "linux"

pytestmark = pytest.mark.skipif(not INSTALLER.is_dir(), reason="needs the checkout")


def module(name: str) -> ModuleType:
    return script(f"installer/{name}")


def script(name: str) -> ModuleType:
    """A program in packaging/."""
    spec = importlib.util.spec_from_file_location(Path(name).name, ROOT / "packaging" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@pytest.mark.parametrize(
    "command",
    [
        ["desktop-file-validate", str(LINUX / "edgeviz.desktop")],
        ["appstreamcli", "validate", "--no-net", str(LINUX / "org.edgeviz.EdgeViz.metainfo.xml")],
    ],
    ids=lambda command: command[0],
)
def test_the_desktop_files_are_valid(command: list[str]) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "hint" not in done.stdout, done.stdout + done.stderr


def test_menu_entry_file_type_and_description_name_one_another() -> None:
    entry = RawConfigParser(strict=True)
    entry.optionxform = str  # type: ignore[method-assign,assignment]
    entry.read(LINUX / "edgeviz.desktop", "utf-8")
    menu = entry["Desktop Entry"]
    mime = ElementTree.parse(LINUX / "edgeviz.xml").getroot()[0]
    about = ElementTree.parse(LINUX / "org.edgeviz.EdgeViz.metainfo.xml").getroot()
    assert menu["MimeType"] == mime.get("type", "") + ";" == about.findtext("provides/mediatype", "") + ";"
    assert about.findtext("launchable") == "edgeviz.desktop"
    assert menu["Icon"] == "edgeviz" and menu["Exec"].split() == ["edgeviz", "%f"]
    licence = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["license"]
    assert about.findtext("project_license") == licence


def test_a_project_is_known_by_its_first_bytes_too() -> None:
    values = [node.get("value") for node in ElementTree.parse(LINUX / "edgeviz.xml").iter() if node.get("offset")]
    assert values == ["SQLite format 3", f"0x{schema.APPLICATION_ID:x}"]


def test_the_icon_is_drawn_at_every_size(tmp_path: Path, qapp: object) -> None:
    from PySide6.QtGui import QImage

    build = module("build")
    build.draw_icons(tmp_path)
    for size in build.ICON_SIZES:
        image = QImage(str(tmp_path / f"{size}.png"))
        assert (image.width(), image.height()) == (size, size)
        assert image.pixelColor(0, 0).alpha() == 0 and image.pixelColor(size // 2, size // 2).alpha() == 255


def test_the_bundled_program_understands_code_as_python_does() -> None:
    code_of = module("start").code_of
    assert code_of(["-c", "print(1)", "a"]) == ("print(1)", ["-c", "a"])
    assert code_of(["-I", "-c", "pass"]) == ("pass", ["-c"])
    assert code_of(["model.onnx"]) is None and code_of([]) is None and code_of(["-c"]) is None


def test_programs_started_by_the_bundle_load_the_libraries_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    start = module("start")
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/bundle")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    start.own_libraries_for_us_only()
    assert "LD_LIBRARY_PATH" not in start.os.environ
    monkeypatch.setenv("LD_LIBRARY_PATH", "/bundle")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/mine")
    start.own_libraries_for_us_only()
    assert start.os.environ["LD_LIBRARY_PATH"] == "/mine"
