"""The built bundle at work: its self-test, its processes, and its window on a screen of its own (Xvfb).

A build takes many minutes, so these run where there is one already in out/installer (or in the folder named by
EDGEVIZ_BUNDLE), or where EDGEVIZ_TEST_BUNDLE=1 asks for a new one.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OUTPUT = Path(os.environ.get("EDGEVIZ_BUNDLE", ROOT / "out" / "installer"))
ASKED = os.environ.get("EDGEVIZ_TEST_BUNDLE") == "1"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(3600 if ASKED else 600),
    pytest.mark.xdist_group("bundle"),
    pytest.mark.skipif(sys.platform != "linux", reason="the bundle is tried on Linux only"),
    pytest.mark.skipif(
        not ASKED and not (OUTPUT / "dist" / "edgeviz" / "edgeviz").is_file(),
        reason="no bundle is built: run packaging/build.sh, or set EDGEVIZ_TEST_BUNDLE=1 (takes many minutes)",
    ),
]

#: Takes a picture of the whole screen, from a process of its own as a person's tool would.
SNAP = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication([])
picture = app.primaryScreen().grabWindow(0).toImage()
colours = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
picture.save(sys.argv[1])
print(len(colours))
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as the .deb puts it into the system, unpacked into a folder; the bundle itself without dpkg."""
    if ASKED:
        subprocess.run([str(ROOT / "packaging" / "build.sh")], check=True)
    packages = list(OUTPUT.glob("*.deb"))
    if not packages or shutil.which("dpkg-deb") is None:
        return OUTPUT / "dist" / "edgeviz" / "edgeviz"
    root = tmp_path_factory.mktemp("root")
    subprocess.run(["dpkg-deb", "-x", str(packages[0]), str(root)], check=True)
    return root / "usr" / "bin" / "edgeviz"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Of somebody who has neither Python nor settings."""
    kept = {name: os.environ[name] for name in ("LANG", "TMPDIR") if name in os.environ}
    return {**kept, "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}


def printed(program: Path, *arguments: str, environment: dict[str, str]) -> dict[str, object]:
    done = subprocess.run(
        [str(program), *arguments, "--json"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_the_self_test_of_the_bundle_passes(installed: Path, environment: dict[str, str]) -> None:
    found = printed(installed, "self-test", environment=environment)
    checks = found["checks"]
    assert isinstance(checks, list) and found["ok"]
    names = {check["name"] for check in checks}
    assert {"torch", "onnxruntime", "pyside6", "evaluation", "export", "window"} <= names


def test_a_search_runs_in_processes_of_the_bundle(installed: Path, environment: dict[str, str], tmp_path: Path) -> None:
    options = ("--data", "digits", "--target", "1ms", "--trials", "2", "--workers", "2", "--epochs", "1")
    printed(installed, "search", *options, "--project", str(tmp_path / "s.edgeviz"), environment=environment)


def test_texts_that_the_program_sends_and_copies_are_in_the_bundle(installed: Path) -> None:
    sources = installed.resolve().parent / "_internal" / "edgeviz" / "engine"
    assert (sources / "remote" / "agent.py").read_text("utf-8").startswith('"""')
    assert (sources / "adaptive" / "example.py").is_file()


def test_no_path_of_the_building_machine_is_written_into_the_packages_metadata(installed: Path) -> None:
    internal = installed.resolve().parent / "_internal"
    assert not list(internal.glob("*.dist-info/direct_url.json"))


@contextlib.contextmanager
def screen(size: str = "1280x800") -> Iterator[str]:
    """A display of its own, as in DISPLAY."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            yield ":" + pipe.readline().strip()
    finally:
        server.terminate()
        server.wait()


def shown(name: str, environment: dict[str, str]) -> bool:
    """Whether a visible window has ``name`` in its title."""
    search = ["xdotool", "search", "--onlyvisible", "--name", name]
    return subprocess.run(search, env=environment, capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed")
@pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool is not installed")
def test_the_window_of_the_bundle_opens_the_demo_and_paints_it(
    installed: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    project = shutil.copy(ROOT / "resources" / "demo" / "digits.edgeviz", tmp_path / "digits.edgeviz")
    # A pipe that nobody reads would hold up a program with much to say.
    said = (tmp_path / "stderr").open("w+")
    picture = Path(os.environ.get("EDGEVIZ_BUNDLE_PICTURE", tmp_path / "window.png"))
    with screen() as display:
        environment["DISPLAY"] = display
        begun = time.monotonic()
        program = subprocess.Popen([str(installed), str(project)], env=environment, stderr=said)
        try:
            while not shown("EdgeViz", environment):
                assert program.poll() is None, Path(said.name).read_text()
                time.sleep(0.05)
            print(f"\nThe window is there after {time.monotonic() - begun:.2f} s.")
            colours = 0
            while colours < 100 or not shown("digits", environment):
                time.sleep(1)
                assert program.poll() is None, Path(said.name).read_text()
                snapped = subprocess.run(
                    [sys.executable, "-c", SNAP, str(picture)],
                    env={**environment, "QT_QPA_PLATFORM": "xcb"}, capture_output=True, text=True, check=True,
                )  # fmt: skip
                colours = int(snapped.stdout)
            program.send_signal(signal.SIGTERM)
            assert program.wait(60) == 0, Path(said.name).read_text()
        finally:
            if program.poll() is None:
                program.kill()
            program.wait()
            said.close()
