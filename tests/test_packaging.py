from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path

import pytest

from edgeviz.cli import self_test

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "packaging"
SCRIPTS = [
    *(PACKAGING / name for name in ("run.sh", "test.sh", "build.sh", "common.sh", "installer/linux/appimage.sh")),
    ROOT / ".ci" / "run",
]
BASH = shutil.which("bash")

pytestmark = pytest.mark.skipif(not (ROOT / "pyproject.toml").is_file(), reason="needs the checkout")
needs_bash = pytest.mark.skipif(BASH is None, reason="needs bash")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins() -> dict[str, str]:
    found = {}
    for line in (PACKAGING / "constraints.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            name, version = line.split("==")
            found[normal(name)] = version
    return found


# ---- versions


def test_every_declared_dependency_is_pinned_exactly_and_nothing_names_a_host():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    for line in (
        project["dependencies"] + project["optional-dependencies"]["test"] + project["optional-dependencies"]["package"]
    ):
        assert normal(re.split(r"[<>=!~\[ ;]", line)[0]) in pins(), line
    assert all(re.fullmatch(r"[\w.]+", version) for version in pins().values())
    assert "://" not in (PACKAGING / "constraints.txt").read_text()


def test_the_programs_that_tests_run_are_pinned_exactly_too_and_never_stand_in_for_ours():
    lines = (PACKAGING / "readers.txt").read_text().splitlines()
    rows = [line for line in lines if line and not line.startswith("#")]
    assert rows and all(re.fullmatch(r"[\w-]+==[\w.]+(; [^/]+)?", row) for row in rows)
    assert not {normal(row.split("==")[0]) for row in rows} & pins().keys()


def test_the_pins_lie_inside_the_declared_ranges():
    for name, least in self_test.requirements().items():
        assert self_test._numbers(pins()[normal(name)]) >= self_test._numbers(least), name


# ---- scripts


@needs_bash
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda p: p.name)
def test_the_scripts_are_valid_shell(script):
    assert BASH is not None
    subprocess.run([BASH, "-n", str(script)], check=True)
    if shutil.which("shellcheck"):
        done = subprocess.run(["shellcheck", "-x", str(script)], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("script", [s for s in SCRIPTS if s.name != "common.sh"], ids=lambda p: p.name)
def test_the_scripts_can_be_started(script):
    assert os.access(script, os.X_OK)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout, in a folder with a space, whose set-up is current and whose Python only says what it was asked."""
    home = tmp_path / "a check out"
    (home / ".venv" / "bin").mkdir(parents=True)
    shutil.copytree(PACKAGING, home / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", home)
    python = home / ".venv" / "bin" / "python"
    # What sets up and checks is answered by the real Python; starting EdgeViz and pip are only reported.
    python.write_text(
        f"""#!/bin/sh
case "$1 $2 $3" in
"-P -m edgeviz") shift 3; printf 'edgeviz'; for a in "$@"; do printf ' [%s]' "$a"; done; echo; exit 0 ;;
"-m pip --version" | "-m ensurepip"*) exit 0 ;;
"-m pip "*) echo "pip $*" >&2; exit "${{PIP_EXIT:-0}}" ;;
esac
exec "{sys.executable}" "$@"
"""
    )
    python.chmod(0o755)
    return home


def script(checkout: Path, *argv: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    assert BASH is not None
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    return subprocess.run(
        [BASH, str(checkout / "packaging" / "run.sh"), *argv],
        cwd=cwd or checkout,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@needs_bash
def test_a_second_start_installs_nothing(checkout):
    first = script(checkout, "inspect", "m.onnx")
    assert "Installing EdgeViz" in first.stderr and "pip" in first.stderr
    second = script(checkout, "inspect", "m.onnx")
    assert second.stdout == "edgeviz [inspect] [m.onnx]\n" and second.stderr == ""


@needs_bash
def test_a_changed_pin_or_dependency_installs_again(checkout):
    script(checkout, "inspect", "m.onnx")
    with (checkout / "pyproject.toml").open("a") as file:
        file.write("# changed\n")
    assert "Installing EdgeViz" in script(checkout, "inspect", "m.onnx").stderr


@needs_bash
def test_an_installation_that_fails_says_what_to_do_and_is_tried_again(checkout):
    failed = script(checkout, "inspect", "m.onnx", PIP_EXIT="1")
    assert failed.returncode == 1 and failed.stdout == ""
    assert "FAILED" in failed.stderr and "network" in failed.stderr
    assert "Installing EdgeViz" in script(checkout, "inspect", "m.onnx").stderr


@needs_bash
def test_without_a_display_the_demo_runs_headless_and_a_file_is_inspected(checkout, tmp_path):
    demo = script(checkout, cwd=tmp_path)
    assert demo.stdout == f"edgeviz [demo] [--output] [{checkout}/out/demo]\n"
    assert "no display" in demo.stderr
    file = script(checkout, "my model.onnx", cwd=tmp_path)
    assert file.stdout == "edgeviz [inspect] [my model.onnx]\n" and "no display" in file.stderr


@needs_bash
def test_arguments_pass_through_unchanged(checkout):
    done = script(checkout, "evaluate", "my model.onnx", "--set", "a b=W4", "--json")
    assert done.stdout == "edgeviz [evaluate] [my model.onnx] [--set] [a b=W4] [--json]\n"
    assert script(checkout, "--version").stdout == "edgeviz [--version]\n"


def bare_machine(folder: Path, **programs: str) -> str:
    """A PATH with the basic tools and ``programs`` (name -> shell script), and nothing else."""
    tools = folder / "tools"
    tools.mkdir()
    for name in (
        "bash",
        "sh",
        "dirname",
        "sed",
        "cat",
        "cut",
        "sha256sum",
        "grep",
        "sort",
        "find",
        "mkdir",
        "rm",
        "id",
    ):
        if found := shutil.which(name):
            (tools / name).symlink_to(found)
    for name, text in programs.items():
        program = tools / name.replace("_", "-")
        program.unlink(missing_ok=True)
        program.write_text(f"#!/bin/sh\n{text}\n")
        program.chmod(0o755)
    return str(tools)


@needs_bash
def test_a_machine_without_a_new_enough_python_is_told_what_to_install(checkout, tmp_path):
    shutil.rmtree(checkout / ".venv")
    done = script(checkout, PATH=bare_machine(tmp_path, python3="exit 1", id="echo 1000"))
    assert done.returncode == 1
    assert "Python 3.11" in done.stderr and "apt-get install -y python3 python3-venv" in done.stderr


@needs_bash
def test_a_python_without_its_venv_module_is_told_the_package(checkout, tmp_path):
    shutil.rmtree(checkout / ".venv")
    python = 'case "$2" in *ensurepip*) exit 1 ;; *print*) echo 3.12 ;; esac'
    done = script(checkout, PATH=bare_machine(tmp_path, python3=python, id="echo 1000"))
    assert done.returncode == 1 and "apt-get install -y python3.12-venv" in done.stderr


@needs_bash
def test_root_gets_missing_packages_installed_and_sees_which(checkout, tmp_path):
    shutil.rmtree(checkout / ".venv")
    python = 'case "$2" in *ensurepip*) exit 1 ;; *print*) echo 3.12 ;; esac'
    machine = bare_machine(tmp_path, python3=python, id="echo 0", env='shift; "$@"', apt_get='echo "APT $*"')
    done = script(checkout, PATH=machine)
    assert "Installing system packages: python3.12-venv" in done.stderr
    assert "APT install -y" in done.stderr and done.stdout == ""


LDD = "echo '	libxcb-cursor.so.0 => not found'; echo '	libc.so.6 => /lib/libc.so.6 (0x0)'"


@needs_bash
def test_a_missing_library_of_qt_is_named_with_the_command_that_installs_it(checkout, tmp_path):
    script(checkout, "inspect", "m.onnx")
    machine = bare_machine(tmp_path, ldd=LDD, id="echo 1000")
    done = script(checkout, PATH=machine, DISPLAY=":0")
    assert done.returncode == 1 and done.stdout == ""
    assert "apt-get install -y libxcb-cursor0" in done.stderr


@needs_bash
def test_without_a_display_a_missing_library_costs_the_screenshots_only(checkout, tmp_path):
    script(checkout, "inspect", "m.onnx")
    done = script(checkout, PATH=bare_machine(tmp_path, ldd=LDD, id="echo 1000"))
    assert done.returncode == 0 and done.stdout.startswith("edgeviz [demo] [--output]")
    assert "libxcb-cursor0" in done.stderr


@needs_bash
def test_with_a_display_the_window_opens_on_the_demo_or_the_file(checkout, tmp_path):
    script(checkout, "inspect", "m.onnx")
    machine = bare_machine(tmp_path, ldd="exit 0", id="echo 1000")
    assert script(checkout, PATH=machine, DISPLAY=":0").stdout == "edgeviz [demo]\n"
    assert script(checkout, "m.onnx", PATH=machine, WAYLAND_DISPLAY="w").stdout == "edgeviz [m.onnx]\n"


@needs_bash
def test_every_library_that_qt_s_plugins_need_is_known_by_its_package(checkout):
    """What ldd lists for the windows' plugins must be nameable, or the remedy could not be exact."""
    import PySide6

    if not shutil.which("ldd"):
        pytest.skip("needs ldd")
    plugins = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
    ours = (
        "libQt6|libc.so|libm.so|libdl.so|libpthread.so|librt.so|ld-linux|linux-vdso|libgcc_s|libicu|libstdc|libpyside"
    )
    names: set[str] = set()
    for plugin in ("libqxcb.so", "libqoffscreen.so"):
        listed = subprocess.run(["objdump", "-p", str(plugins / plugin)], capture_output=True, text=True, check=False)
        names |= set(re.findall(r"NEEDED\s+(\S+)", listed.stdout))
    if not names:
        pytest.skip("needs objdump")
    command = f'. "{PACKAGING}/common.sh"; for n in "$@"; do package_of "$n" >/dev/null || echo "$n"; done'
    wanted = sorted(name for name in names if not re.match(ours, name))
    assert BASH is not None
    done = subprocess.run([BASH, "-c", command, "bash", *wanted], capture_output=True, text=True, check=True)
    assert done.stdout == ""


# ---- the wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("build")
    target = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(target.glob("*.whl"))


def test_the_wheel_holds_the_package_its_resources_and_its_licence(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"edgeviz/__main__.py", "edgeviz/_resources/demo/digits.onnx"} <= names
    in_checkout = {p.relative_to(ROOT / "resources").as_posix() for p in (ROOT / "resources").rglob("*") if p.is_file()}
    assert {f"edgeviz/_resources/{name}" for name in in_checkout if "__pycache__" not in name} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not any(name.startswith(("tests/", "packaging/")) for name in names)


@pytest.mark.slow
def test_the_installed_wheel_passes_its_self_test(wheel, tmp_path):
    """In a venv of its own that sees this one's packages: fetching them again would take minutes and a network."""
    venv = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    python = venv / "bin" / "python"
    site = Path(
        subprocess.run(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
    )
    install = [sys.executable, "-m", "pip", f"--python={python}", "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    # A plain path line: unlike a real site directory its own .pth files, such as an editable install, do not count.
    (site / "packages.pth").write_text(sysconfig.get_path("purelib") + "\n")
    empty = tmp_path / "an empty folder"
    empty.mkdir()
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    found = subprocess.run(
        [python, "-c", "import edgeviz; print(edgeviz.__file__)"],
        cwd=empty,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert str(site) in found.stdout, found.stdout + found.stderr
    done = subprocess.run(
        [venv / "bin" / "edgeviz", "self-test"], cwd=empty, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "works" in done.stdout and "FAILED" not in done.stdout
    assert list(empty.iterdir()) == []
