"""A package of exports: all or nothing, nothing overwritten in silence, nothing handed out that does not hold."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from edgeviz.core.errors import DataError, EdgeVizError, ModelError
from edgeviz.core.package import FORMATS, Findings, PackageReport, Part, parse_formats, total_bytes
from edgeviz.core.recipe import Recipe, uniform
from edgeviz.engine.export import package
from edgeviz.engine.export.formats import qdq
from edgeviz.jobs.context import CancelledError, Context, Untracked
from edgeviz.jobs.events import Event, Result
from tests.engine.digits_model import DATA, save

RECIPE = uniform(("conv", "fc"), 4, 8)
FEW = ("qdq", "recipe", "csv", "c_header")


def export(path: str, target: Path, *formats: str, recipe: Recipe = RECIPE, replace: bool = False) -> PackageReport:
    return package.run(
        Untracked(), path, DATA, recipe, formats or FEW, str(target), Findings(), "digits", replace_files=replace
    )


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_holds_the_files_that_the_report_names_and_nothing_else(tmp_path: Path) -> None:
    report = export(save(tmp_path), tmp_path / "out")
    files = {name: size for part in report.parts for name, size in part.files}
    assert names(tmp_path / "out") == sorted(files)
    assert all((tmp_path / "out" / name).stat().st_size == size for name, size in files.items())
    assert report.bytes == sum(files.values()) == total_bytes(report.parts)
    assert report.recipe_hash == RECIPE.hash and not report.failed
    assert all(part.checked for part in report.parts)
    assert names(tmp_path) == ["digits.onnx", "out"]


def test_a_zip_file_holds_the_same_and_is_the_same_each_time(tmp_path: Path) -> None:
    path = save(tmp_path)
    report = export(path, tmp_path / "a.zip")
    export(path, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert report.bytes == (tmp_path / "a.zip").stat().st_size
    with zipfile.ZipFile(tmp_path / "a.zip") as found:
        assert {name.removeprefix("digits/") for name in found.namelist()} == {
            name for part in report.parts for name, _ in part.files
        }
        assert Recipe.from_json(found.read("digits/digits.recipe.json").decode()) == RECIPE


def test_the_sizes_told_before_are_those_that_are_written(tmp_path: Path) -> None:
    path = save(tmp_path)
    events: list[Event] = []
    context = Context("", events.append, lambda: False)
    package.sizes(context, path, DATA, RECIPE, FEW, Findings(), "digits")
    told = {e.payload.name: e.payload.files for e in events if isinstance(e, Result) and isinstance(e.payload, Part)}
    report = export(path, tmp_path / "out")
    assert told == {part.name: part.files for part in report.parts}


def test_files_that_exist_are_replaced_only_when_that_is_allowed(tmp_path: Path) -> None:
    path, out = save(tmp_path), tmp_path / "out"
    out.mkdir()
    (out / "digits.layers.csv").write_text("mine")
    (out / "notes.txt").write_text("mine too")
    with pytest.raises(DataError, match=r"digits\.layers\.csv exists already"):
        export(path, out)
    assert names(out) == ["digits.layers.csv", "notes.txt"] and (out / "digits.layers.csv").read_text() == "mine"
    export(path, out, replace=True)
    assert (out / "digits.layers.csv").read_text() != "mine" and (out / "notes.txt").read_text() == "mine too"
    (tmp_path / "a.zip").write_text("mine")
    with pytest.raises(DataError, match=r"a\.zip exists already"):
        export(path, tmp_path / "a.zip")
    assert (tmp_path / "a.zip").read_text() == "mine"


def test_the_open_model_is_never_overwritten(tmp_path: Path) -> None:
    path = save(tmp_path)
    before = Path(path).read_bytes()
    with pytest.raises(ModelError, match="is the model that is open"):
        export(path, tmp_path, replace=True)
    assert Path(path).read_bytes() == before and names(tmp_path) == ["digits.onnx"]


@pytest.mark.parametrize("target", ["missing/out", "digits.onnx"])
def test_a_target_that_cannot_be_is_refused_before_any_work(tmp_path: Path, target: str) -> None:
    with pytest.raises(ModelError):
        export(save(tmp_path), tmp_path / target)
    assert names(tmp_path) == ["digits.onnx"]


def test_a_format_that_has_no_place_for_the_recipe_says_so_and_the_others_are_written(tmp_path: Path) -> None:
    report = export(save(tmp_path), tmp_path / "out", "aimet2", "recipe", recipe=Recipe())
    assert [part.name for part in report.failed] == ["aimet2"]
    assert "no scales" in report.failed[0].problem and report.failed[0].remedy
    assert names(tmp_path / "out") == ["digits.recipe.json"]
    with pytest.raises(ModelError, match="Nothing could be exported"):
        export(save(tmp_path), tmp_path / "none", "aimet1", "aimet2", recipe=Recipe())
    assert names(tmp_path) == ["digits.onnx", "out"]


def test_a_file_that_computes_something_else_is_not_handed_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(tmp_path)
    export(path, tmp_path / "other", "qdq", recipe=uniform(("conv", "fc"), 2, 8))
    wrong = (tmp_path / "other" / "digits.onnx").read_bytes()
    monkeypatch.setattr(qdq, "files", lambda content: {"digits.onnx": wrong})
    report = export(path, tmp_path / "out")
    assert [part.name for part in report.failed] == ["qdq"] and "something else" in report.failed[0].problem
    assert "digits.onnx" not in names(tmp_path / "out") and "digits.recipe.json" in names(tmp_path / "out")


def test_a_package_that_is_cancelled_leaves_nothing(tmp_path: Path) -> None:
    path, seen = save(tmp_path), []

    def cancelled() -> bool:
        seen.append(bool(list(tmp_path.glob(".edgeviz-export-*/*"))))
        return seen[-1]

    context = Context("", lambda event: None, cancelled)
    with pytest.raises(CancelledError):
        package.run(context, path, DATA, RECIPE, FEW, str(tmp_path / "out"), Findings(), "digits")
    assert any(seen) and names(tmp_path) == ["digits.onnx"]


FULL = """
import resource, sys
from edgeviz.core.errors import ModelError
from edgeviz.core.package import Findings
from edgeviz.core.recipe import uniform
from edgeviz.engine.export import package
from edgeviz.jobs.context import Untracked
from tests.engine.digits_model import DATA

resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))
try:
    package.run(Untracked(), sys.argv[1], DATA, uniform(("conv", "fc"), 4, 8), ("qdq", "c_header"), sys.argv[2],
                Findings(), "digits", replace_files=True)
except ModelError as error:
    print(error.what, error.remedy)
    sys.exit(9)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit of file sizes")
@pytest.mark.parametrize("target", ["out", "there", "there.zip"])
def test_a_disk_without_room_leaves_what_was_there_and_no_half_file(tmp_path: Path, target: str) -> None:
    """The first file fits, the second one does not: the system refuses it as it would on a full disk."""
    path = save(tmp_path)
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "digits.onnx").write_text("before")
    (tmp_path / "there.zip").write_text("before")
    ran = subprocess.run(
        [sys.executable, "-c", FULL, path, str(tmp_path / target)],
        cwd=Path(__file__).parents[3], capture_output=True, text=True, timeout=280,
    )  # fmt: skip
    assert ran.returncode == 9, ran.stderr
    assert "cannot be written" in ran.stdout and "free some space" in ran.stdout
    assert names(tmp_path) == ["digits.onnx", "there", "there.zip"]
    assert names(tmp_path / "there") == ["digits.onnx"]
    assert (tmp_path / "there" / "digits.onnx").read_text() == (tmp_path / "there.zip").read_text() == "before"


def test_formats_are_named_with_commas_or_all_at_once() -> None:
    assert parse_formats("csv, qdq") == ("qdq", "csv")
    assert parse_formats("all") == tuple(FORMATS)
    with pytest.raises(EdgeVizError, match="no format 'tflite'") as caught:
        parse_formats("qdq,tflite")
    assert "aimet2" in caught.value.remedy
    with pytest.raises(EdgeVizError):
        parse_formats(" ,")


def test_every_format_has_a_module_with_both_functions() -> None:
    assert set(FORMATS) == {path.stem for path in Path(qdq.__file__).parent.glob("*.py") if path.stem != "__init__"}
    assert all(callable(package.writer(name).files) and callable(package.writer(name).check) for name in FORMATS)


def test_names_from_a_stranger_s_file_are_no_formulas_and_no_commands(tmp_path: Path) -> None:
    """A model called so that a shell, a spreadsheet or a C compiler would do something with it."""
    path = Path(save(tmp_path)).rename(tmp_path / '$(touch oops)"`touch oops`*/.onnx'.replace("/", "_"))
    export(str(path), tmp_path / "out", "script", "csv", "c_header")
    subprocess.run(["sh", "-n", "digits.reproduce.sh"], cwd=tmp_path / "out", check=True)
    ran = subprocess.run(
        ["/bin/sh", "digits.reproduce.sh"], cwd=tmp_path / "out", env={"PATH": "/usr/bin:/bin"}, capture_output=True
    )
    assert ran.returncode != 0 and "oops" not in names(tmp_path / "out")
    compile((tmp_path / "out" / "digits.reproduce.py").read_text(), "reproduce", "exec")
    assert json.loads((tmp_path / "out" / "digits.recipe.json").read_text())["model"]["name"] == path.name
