"""self-test: whether this installation works, one line per check, with the remedy where it does not."""

from __future__ import annotations

import argparse
import importlib
import importlib.metadata
import re
import sys
import tempfile
import tomllib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from edgeviz import __version__
from edgeviz.cli import tables
from edgeviz.cli.commands import Source, open_graph, print_json, run_evaluations, run_export
from edgeviz.cli.console import Console, FaultError
from edgeviz.cli.demo import take_screenshots
from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import EdgeVizError, ModelError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.presets import uniform_recipe

#: Import names of the distributions whose name differs.
_MODULES = {
    "scikit-learn": "sklearn",
    "pillow": "PIL",
    "ml-dtypes": "ml_dtypes",
    "fast-sugiyama": "fast_sugiyama",
    "pyside6": "PySide6",
}

#: A demo model evaluated on few samples: at 8 bits it must still be right nearly always.
FLOOR = 0.9
DATA = DataSpec(calibration=64, validation=300)

QT_REMEDY = (
    "Install the libraries that Qt needs, on Debian and Ubuntu: sudo apt-get install libegl1 libgl1 "
    "libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 "
    "libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libdbus-1-3 libfontconfig1 fonts-dejavu-core"
)


@dataclass(frozen=True)
class Check:
    name: str
    ok: bool
    detail: str
    remedy: str = ""


def self_test(options: argparse.Namespace, console: Console) -> int:
    checks: list[Check] = []

    def check(name: str, work: Callable[[], str]) -> None:
        if console.verbose:
            console.note(f"Checking {name} …")
        try:
            found = Check(name, True, work())
        except EdgeVizError as error:
            found = Check(name, False, error.what, error.remedy)
        except FaultError as error:
            found = Check(name, False, error.what, "This is a fault in EdgeViz.")
        except Exception as error:
            found = Check(name, False, f"{type(error).__name__}: {error}", "Install EdgeViz again.")
        checks.append(found)
        if not options.json:
            console.clear()
            print(f"{'ok    ' if found.ok else 'FAILED'}  {found.name}: {found.detail}", flush=True)
            if found.remedy:
                print(f"        {found.remedy}", flush=True)

    check("Python", _python)
    for name, least in requirements().items():
        check(name, lambda name=name, least=least: dependency(name, least))  # type: ignore[misc]
    with tempfile.TemporaryDirectory(prefix="edgeviz-self-test-") as folder:
        work = _Work(Path(folder), console)
        check("resources", work.resources)
        check("demo model", work.open)
        check("evaluation", work.evaluate)
        check("export", work.export)
        check("project file", work.project)
        check("window", work.window)
    ok = all(found.ok for found in checks)
    if options.json:
        print_json({"version": __version__, "ok": ok, "checks": [asdict(found) for found in checks]})
    else:
        failed = sum(not found.ok for found in checks)
        print(f"EdgeViz {__version__} works." if ok else f"{failed} of {len(checks)} checks failed.")
    return 0 if ok else 1


def _python() -> str:
    if sys.version_info < (3, 11):  # noqa: UP036 - somebody may run it with another interpreter all the same
        raise EdgeVizError(f"Python {sys.version.split()[0]} is too old.", "Use Python 3.11 or newer.")
    return sys.version.split()[0]


# ---- dependencies ----


def requirements() -> dict[str, str]:
    """Distribution -> least version, as the installed package or the checkout declares them."""
    try:
        lines = importlib.metadata.requires("edgeviz") or []
    except importlib.metadata.PackageNotFoundError:
        file = Path(__file__).resolve().parents[1] / "pyproject.toml"
        lines = tomllib.loads(file.read_text("utf-8"))["project"]["dependencies"] if file.is_file() else []
    found = {}
    for line in lines:
        if "extra ==" not in line and (parts := re.match(r"([\w.-]+)\s*>=\s*([\d.]+)", line)):
            found[parts[1]] = parts[2]
    return found


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version.partition("+")[0])[:3])


def dependency(name: str, least: str) -> str:
    """The installed version. Raises EdgeVizError when it is missing, too old or cannot be imported."""
    remedy = f'Install it: python -m pip install "{name}>={least}"'
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError as error:
        raise EdgeVizError(f"{name} is not installed.", remedy) from error
    if _numbers(version) < _numbers(least):
        raise EdgeVizError(f"{version} is too old; {least} is needed.", remedy)
    module = _MODULES.get(name, name)
    if module != "pyqtgraph":  # it would load Qt into this process, and the window is checked in its own
        try:
            importlib.import_module(module)
        except ImportError as error:
            raise EdgeVizError(f"{version} cannot be imported: {error}.", remedy) from error
    return version


# ---- the main job ----


class _Work:
    """The checks that build on one another; each says so when what it needs failed before."""

    def __init__(self, folder: Path, console: Console) -> None:
        self._folder = folder
        self._console = console
        self._model: Path | None = None
        self._graph: ModelGraph | None = None

    def resources(self) -> str:
        from edgeviz.resources import resource

        model = Path(resource("demo", "digits.onnx"))
        if not model.is_file():
            raise EdgeVizError(f"{model} is missing.", "Install EdgeViz again.")
        devices = len(list(Path(resource("devices")).glob("*.toml")))
        self._model = model
        return f"the demo model and {devices} device profiles in {model.parents[1]}"

    def _opened(self) -> tuple[Path, ModelGraph]:
        if self._model is None or self._graph is None:
            raise EdgeVizError("The demo model could not be opened.", "See above.")
        return self._model, self._graph

    def open(self) -> str:
        if self._model is None:
            raise EdgeVizError("The demo model is missing.", "See above.")
        self._graph = open_graph(str(self._model), self._console)
        return f"{len(self._graph.layers)} layers, {tables.count_text(self._graph.parameters)} parameters"

    def evaluate(self) -> str:
        model, graph = self._opened()
        recipe = uniform_recipe(graph, 8, 8)
        (found,), check = run_evaluations(Source(str(model), graph), DATA, [recipe], self._console)
        accuracy = found.value("accuracy") or 0.0
        text = ", ".join(tables.metric_text(found.metrics.get(name)) for name in ("accuracy", "size", "latency"))
        if accuracy < FLOOR:
            raise ModelError(f"The 8-bit demo model is right in {100 * accuracy:.1f} % only.", "Install EdgeViz again.")
        if check is not None and not check.passed:
            raise ModelError(tables.import_text(check), "Install torch and onnxruntime again.")
        return f"8 bits: {text}"

    def export(self) -> str:
        import onnxruntime

        model, graph = self._opened()
        target = self._folder / "exported.onnx"
        run_export(str(model), DATA, uniform_recipe(graph, 8, 8), target, self._console)
        session = onnxruntime.InferenceSession(str(target), providers=["CPUExecutionProvider"])
        outputs = ", ".join(output.name for output in session.get_outputs())
        return f"{tables.size_text(target.stat().st_size)}, runs in onnxruntime {onnxruntime.__version__} ({outputs})"

    def project(self) -> str:
        from edgeviz.project.store import ModelRecord, Project, Store

        model, graph = self._opened()
        path = self._folder / "self-test.edgeviz"
        project = Project(ModelRecord.of(model, graph), DATA, uniform_recipe(graph, 4, 8))
        with Store.create(path, self._folder / "cache") as store:
            store.write(project)
        with Store.open(path, self._folder / "cache") as store:
            if store.read() != project:
                raise EdgeVizError("A project is not read as it was written.", "Install EdgeViz again.")
        return f"{tables.size_text(path.stat().st_size)}, read as it was written"

    def window(self) -> str:
        path = self._folder / "self-test.edgeviz"
        if not path.is_file():
            raise EdgeVizError("There is no project to show.", "See above.")
        pictures, problem = take_screenshots(path, self._folder / "pictures", self._console)
        if problem or not pictures:
            library = ".so" in problem or "plugin" in problem or not problem
            raise EdgeVizError(
                problem or "The window painted nothing.", QT_REMEDY if library else "Install EdgeViz again."
            )
        return f"opened, painted ({len(pictures)} pictures) and closed without a screen"
