"""Builds the bundle (PyInstaller, one folder) and packs it as .tar.gz and, on Debian and Ubuntu, as .deb.

packaging/build.sh runs it. On Windows a .zip is made and on macOS an .app; neither was tried. What the packages say of
themselves is checked with desktop-file-validate, appstreamcli, update-mime-database and lintian, those of them that are
installed.
"""

from __future__ import annotations

import argparse
import gzip
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
#: Seconds for lintian, which reads every file of the bundle: on two cores ten minutes were not enough.
LINTIAN = 300
CHECKOUT = HERE.parents[1]
LINUX = HERE / "linux"
SVG = CHECKOUT / "resources" / "icons" / "edgeviz.svg"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
MAINTAINER = "The EdgeViz developers <edgeviz@localhost>"


def version() -> str:
    found = re.search(r'^__version__ = "(.+)"', (CHECKOUT / "edgeviz" / "__init__.py").read_text("utf-8"), re.MULTILINE)
    assert found, "edgeviz/__init__.py names no version"
    return found[1]


def run(*command: str | Path, **options: object) -> None:
    print("$", *command, flush=True)
    subprocess.run([str(part) for part in command], check=True, **options)  # type: ignore[call-overload]


def draw_icons(folder: Path) -> None:
    """The program's icon at every usual size, from its SVG."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication.instance() or QGuiApplication([])
    drawing = QSvgRenderer(str(SVG))
    folder.mkdir(parents=True, exist_ok=True)
    for size in ICON_SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        image.save(str(folder / f"{size}.png"))
    del application


def compiled_copy(work: Path) -> Path:
    """Where the package is taken from: a copy with compiled modules, or the checkout where there is no compiler."""
    compiler = (sysconfig.get_config_var("CC") or "cc").split()[0]
    header = Path(sysconfig.get_path("include"), "Python.h")
    if sys.platform != "linux" or shutil.which(compiler) is None or not header.is_file():
        print(f"NOT compiled, so the simulator is slower: that takes Linux, {compiler} and {header}.", flush=True)
        return CHECKOUT
    run(sys.executable, "-P", HERE.parent / "compiled.py", work / "compiled")
    return work / "compiled"


def make_bundle(work: Path) -> None:
    """work/dist/edgeviz."""
    source = compiled_copy(work)
    environment = {**os.environ, "PYTHONPATH": str(source), "EDGEVIZ_SOURCE": str(source)}
    run(
        sys.executable, "-P", "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
        "--distpath", work / "dist", "--workpath", work / "work", HERE / "edgeviz.spec", env=environment,
    )  # fmt: skip


# ---- what is in it


def files_of(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def print_sizes(bundle: Path) -> None:
    sizes: Counter[str] = Counter()
    for path in files_of(bundle):
        parts = path.relative_to(bundle).parts
        sizes[parts[1] if len(parts) > 2 else "programs and libraries"] += path.stat().st_size
    print(f"\n{sum(sizes.values()) / 1e6:8.0f} MB  {bundle}")
    for name, size in sizes.most_common(14):
        print(f"{size / 1e6:8.1f} MB  {name}")
    print(flush=True)


# ---- what it needs of the system


def needed(bundle: Path) -> tuple[set[str], str]:
    """(libraries that the bundle does not bring, the newest glibc that it asks for), from every ELF file in it."""
    wanted: set[str] = set()
    glibc = (2, 0)
    for path in files_of(bundle):
        with path.open("rb") as file:
            if file.read(4) != b"\x7fELF":
                continue
        text = subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=True).stdout
        wanted |= set(re.findall(r"^\s*NEEDED\s+(\S+)", text, re.MULTILINE))
        glibc = max([glibc, *((int(a), int(b)) for a, b in re.findall(r"GLIBC_(\d+)\.(\d+)", text))])
    brought = {path.name for path in bundle.rglob("*.so*")}
    return wanted - brought, f"{glibc[0]}.{glibc[1]}"


def debian_packages(libraries: set[str]) -> set[str]:
    """The installed packages that hold these libraries."""
    found = set()
    for name in sorted(libraries):
        done = subprocess.run(["dpkg", "-S", f"*/{name}"], capture_output=True, text=True, check=False)
        lines = [line for line in done.stdout.splitlines() if line.endswith(f"/{name}")]
        owners = {line.partition(":")[0] for line in lines if not line.startswith("diversion ")}
        if not owners:
            raise SystemExit(f"No installed package holds {name}, which the bundle needs.")
        found |= owners
    return found


# ---- packages


def add_share(root: Path, icons: Path) -> None:
    """root/share: menu entry, file type, icons, description and manual page, where a desktop looks for them."""

    def put(source: Path, *target: str) -> None:
        path = root.joinpath("share", *target)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, path)
        path.chmod(0o644)

    put(LINUX / "edgeviz.desktop", "applications", "edgeviz.desktop")
    put(LINUX / "edgeviz.xml", "mime", "packages", "edgeviz.xml")
    put(LINUX / "org.edgeviz.EdgeViz.metainfo.xml", "metainfo", "org.edgeviz.EdgeViz.metainfo.xml")
    put(SVG, "icons", "hicolor", "scalable", "apps", "edgeviz.svg")
    for size in ICON_SIZES:
        put(icons / f"{size}.png", "icons", "hicolor", f"{size}x{size}", "apps", "edgeviz.png")
    manual = root / "share" / "man" / "man1" / "edgeviz.1.gz"
    manual.parent.mkdir(parents=True)
    manual.write_bytes(gzip.compress((LINUX / "edgeviz.1").read_bytes(), 9, mtime=0))


def validate(share: Path, scratch: Path) -> None:
    """Raises CalledProcessError where a tool finds an error; says which tools are not installed."""
    mime = scratch / "mime"
    shutil.copytree(share / "mime", mime, dirs_exist_ok=True)
    for command in (
        ["desktop-file-validate", share / "applications" / "edgeviz.desktop"],
        ["appstreamcli", "validate", "--no-net", share / "metainfo" / "org.edgeviz.EdgeViz.metainfo.xml"],
        ["update-mime-database", mime],
    ):
        if shutil.which(str(command[0])):
            run(*command)
        else:
            print(f"NOT checked: {command[0]} is not installed.", flush=True)


def as_root(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    return member


def make_tarball(bundle: Path, icons: Path, scratch: Path, target: Path) -> None:
    name = target.name.removesuffix(".tar.gz")
    add_share(scratch / "tar", icons)
    with tarfile.open(target, "w:gz", compresslevel=6) as packed:
        packed.add(bundle, name, filter=as_root)
        packed.add(scratch / "tar" / "share", f"{name}/share", filter=as_root)


def make_deb(bundle: Path, icons: Path, scratch: Path, target: Path) -> None:
    tree = scratch / "deb"
    shutil.copytree(bundle, tree / "usr" / "lib" / "edgeviz", symlinks=True)
    (tree / "usr" / "bin").mkdir()
    (tree / "usr" / "bin" / "edgeviz").symlink_to("../lib/edgeviz/edgeviz")
    add_share(tree / "usr", icons)
    documents = tree / "usr" / "share" / "doc" / "edgeviz"
    documents.mkdir(parents=True)
    shutil.copyfile(LINUX / "copyright", documents / "copyright")
    changes = (CHECKOUT / "CHANGELOG.md").read_bytes()
    (documents / "changelog.gz").write_bytes(gzip.compress(changes, 9, mtime=0))
    for path in tree.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    libraries, glibc = needed(bundle)
    packages = debian_packages(libraries) - {"libc6"}
    control = tree / "DEBIAN" / "control"
    control.parent.mkdir()
    size = sum(path.stat().st_size for path in files_of(tree)) // 1024
    control.write_text(
        f"Package: edgeviz\nVersion: {version()}\nArchitecture: {architecture()}\nMaintainer: {MAINTAINER}\n"
        f"Section: science\nPriority: optional\nInstalled-Size: {size}\n"
        f"Depends: {', '.join([f'libc6 (>= {glibc})', *sorted(packages)])}\nRecommends: fonts-dejavu-core\n"
        "Description: workbench for putting neural networks on edge devices\n"
        " Opens ONNX and torch.export models and shows what fewer bits, pruning,\n"
        " distillation and other architectures do to accuracy, size, memory, latency\n"
        " and energy. Brings its own Python, Qt, PyTorch (CPU) and ONNX Runtime.\n",
        encoding="utf-8",
    )
    run("dpkg-deb", "--root-owner-group", "-Zzstd", "-z9", "--build", tree, target)
    if shutil.which("lintian"):
        try:
            subprocess.run(["lintian", "--tag-display-limit", "5", str(target)], check=False, timeout=LINTIAN)
        except subprocess.TimeoutExpired:
            print(f"NOT checked: lintian was not through after {LINTIAN} s.", flush=True)
    else:
        print("NOT checked: lintian is not installed.", flush=True)


def architecture() -> str:
    return subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True).stdout.strip()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=CHECKOUT / "out" / "installer", metavar="DIR")
    parser.add_argument("--keep-bundle", action="store_true", help="pack the bundle that is there, without a new one")
    options = parser.parse_args()
    work: Path = options.output.absolute()
    bundle, icons, scratch = work / "dist" / "edgeviz", work / "icons", work / "scratch"
    if options.keep_bundle and not bundle.is_dir():
        parser.error(f"--keep-bundle: there is no bundle in {bundle}")
    draw_icons(icons)
    if not options.keep_bundle:
        make_bundle(work)
    print_sizes(bundle)
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    if sys.platform == "linux":
        name = f"edgeviz-{version()}-linux-{platform.machine()}.tar.gz"
        make_tarball(bundle, icons, scratch, work / name)
        validate(scratch / "tar" / "share", scratch)
        if shutil.which("dpkg-deb"):
            make_deb(bundle, icons, scratch, work / f"edgeviz_{version()}_{architecture()}.deb")
    elif sys.platform == "win32":  # not tried
        shutil.make_archive(str(work / f"edgeviz-{version()}-windows"), "zip", bundle.parent, bundle.name)
    for path in sorted(path for kind in ("tar.gz", "deb", "zip") for path in work.glob(f"*.{kind}")):
        print(f"{path.stat().st_size / 1e6:8.1f} MB  {path}")
    shutil.rmtree(scratch)
    return 0


if __name__ == "__main__":
    sys.exit(main())
