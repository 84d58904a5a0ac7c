"""Jobs: what a package of exports will take, and writing it.

Every part is written to a folder beside the target, read back and compared there; the target gets all or nothing.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError, EdgeVizError, ModelError
from edgeviz.core.package import FORMATS, Findings, PackageReport, Part
from edgeviz.core.recipe import Recipe
from edgeviz.engine.export.content import Content
from edgeviz.engine.export.job import LARGEST, check_ranges
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import session
from edgeviz.jobs.context import Context

ZIP = ".zip"


def sizes(
    context: Context, path: str, data: DataSpec | None, recipe: Recipe, formats: Sequence[str], findings: Findings,
    stem: str,
) -> None:  # fmt: skip
    """Hand over a ``Part`` for each of ``formats`` as soon as its files are known, without writing anything."""
    content = _content(context, path, data, recipe, findings, stem)
    for _, part in _made(context, content, formats):
        context.result(part)


def run(
    context: Context, path: str, data: DataSpec | None, recipe: Recipe, formats: Sequence[str], target: str,
    findings: Findings, stem: str, replace_files: bool = False,
) -> PackageReport:  # fmt: skip
    """Write ``recipe`` of the model at ``path`` in ``formats`` to ``target``: a folder, or a file that ends in .zip.

    Names begin with ``stem``. A format that this model or recipe has no place for is a part with a problem, and the
    others are written; where none can be it is an error. Files that exist are replaced only with ``replace_files``.
    Nothing is left of a package that was cancelled or did not find room. Raises RecipeError, DataError, ModelError.
    """
    destination = Path(target).absolute()
    _check_target(destination)
    content = _content(context, path, data, recipe, findings, stem)
    parts: list[Part] = []
    with _beside(destination) as folder:
        for files, part in _made(context, content, formats):
            if part.problem:
                parts.append(part)
                continue
            _refuse_taken(destination, files, replace_files, content)
            context.progress(len(parts) + 0.5, len(formats), f"Checking {FORMATS[part.name].title}")
            parts.append(_checked(content, folder, files, part, {name for one in parts for name, _ in one.files}))
        if all(part.problem for part in parts):
            raise ModelError(
                "Nothing could be exported.",
                "Choose other formats.",
                "\n".join(f"{FORMATS[part.name].title}: {part.problem} {part.remedy}" for part in parts),
            )
        context.check()
        size = _put(folder, destination, content.stem, replace_files)
    return PackageReport(str(destination), size, recipe.hash, tuple(parts))


def _content(
    context: Context, path: str, data: DataSpec | None, recipe: Recipe, findings: Findings, stem: str
) -> Content:
    opened = session(path)
    recipe.check(opened.graph.layer_index)
    check_ranges(recipe, data)
    context.progress(0, None, "Reading data")
    if data is not None:
        opened.data(data)
    return Content(opened, recipe, data, ready(opened, recipe, data, context.progress), findings, stem, context.check)


def _made(context: Context, content: Content, formats: Sequence[str]) -> Iterator[tuple[dict[str, bytes], Part]]:
    """The files of each format, and its part."""
    for done, name in enumerate(formats):
        context.progress(done, len(formats), FORMATS[name].title)
        try:
            files = writer(name).files(content)
            large = next((file for file, found in files.items() if len(found) > LARGEST), "")
            if large:
                raise ModelError(f"{large} would exceed 2 GiB.", "Choose fewer bits for the largest layers.")
        except EdgeVizError as error:
            notes = tuple(content.notes.get(name, ()))
            yield {}, Part(name, (), "", notes, error.what, error.remedy, error.details)
            continue
        rows = tuple((file, len(found)) for file, found in files.items())
        yield files, Part(name, rows, notes=tuple(content.notes.get(name, ())))
    context.progress(len(formats), len(formats))


def writer(name: str) -> Any:
    """The module of a format: ``files(content)`` gives names and bytes, ``check(content, folder)`` reads them back."""
    return importlib.import_module(f"edgeviz.engine.export.formats.{name}")


def _checked(content: Content, folder: Path, files: dict[str, bytes], part: Part, kept: set[str]) -> Part:
    """``part`` written to ``folder`` and compared. ``kept``: files that other parts have as well."""
    try:
        for file, found in files.items():
            if not (folder / file).exists():
                (folder / file).write_bytes(found)
            if (folder / file).read_bytes() != found:
                raise ModelError(f"{file} does not read back as it was written.", "Choose another disk.")
    except OSError as error:
        raise _no_room(folder, error) from error
    try:
        return replace(part, checked=writer(part.name).check(content, folder))
    except EdgeVizError as error:
        # What does not compute what it should is not handed out.
        for file in set(files) - kept:
            (folder / file).unlink(missing_ok=True)
        return Part(part.name, (), "", part.notes, error.what, error.remedy, error.details)


# ---- where it goes ----


def _check_target(target: Path) -> None:
    """Before any work: the target can be. Raises ModelError."""
    try:
        if not target.parent.is_dir():
            raise ModelError(f"The folder {target.parent} does not exist.", "Choose or create a folder.")
        zipped = target.suffix.lower() == ZIP
        if zipped and target.exists() and not target.is_file():
            raise ModelError(f"{target} is not a file.", "Choose another name.")
        if not zipped and target.exists() and not target.is_dir():
            raise ModelError(f"{target} is not a folder.", "Choose a folder, or a name that ends in .zip.")
    except OSError as error:
        raise ModelError(f"{target} cannot be written: {error.strerror or error}.", "Choose another name.") from error


def _refuse_taken(target: Path, files: dict[str, bytes], replace_files: bool, content: Content) -> None:
    """Raises DataError where a file of the package exists already, ModelError where it is the open model."""
    zipped = target.suffix.lower() == ZIP
    for path in [target] if zipped else [target / file for file in files]:
        if not path.exists():
            continue
        if any(path.samefile(source) for source in content.opened.file.files):
            raise ModelError(f"{path.name} is the model that is open, or a part of it.", "Choose another folder.")
        if path.is_dir():
            raise ModelError(f"{path} is a folder.", "Choose another folder, or move it.")
        if not replace_files:
            raise DataError(f"{path} exists already.", "Choose another place, or allow it to be replaced (--force).")


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A folder on the target's own disk that is gone afterwards. Raises ModelError."""
    inside = target.is_dir()
    try:
        folder = tempfile.mkdtemp(prefix=".edgeviz-export-", dir=target if inside else target.parent)
    except OSError as error:
        raise _no_room(target, error) from error
    try:
        yield Path(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _put(folder: Path, target: Path, stem: str, replace_files: bool) -> int:
    """Give the finished ``folder`` its place; bytes of all files, or of the zip file. Raises ModelError."""
    try:
        mask = os.umask(0)
        os.umask(mask)
        files = sorted(folder.iterdir())
        size = sum(file.stat().st_size for file in files)
        for file in files:
            _sync(file)
        if target.suffix.lower() == ZIP:
            archive = folder / f"{stem}{ZIP}.part"
            _zip(archive, files, stem)
            archive.chmod(0o666 & ~mask)
            _sync(archive)
            size = archive.stat().st_size
            archive.replace(target)
            return size
        if not target.exists():
            folder.chmod(0o777 & ~mask)
            folder.rename(target)
            return size
        for file in files:
            if not replace_files and (target / file.name).exists():
                raise DataError(f"{target / file.name} exists already.", "Choose another place.")
        for file in files:
            file.replace(target / file.name)
        return size
    except OSError as error:
        raise _no_room(target, error) from error


def _zip(archive: Path, files: Sequence[Path], stem: str) -> None:
    """The same files give the same bytes: no times, in the order of names. Read back by its checksums."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
        for file in files:
            info = zipfile.ZipInfo(f"{stem}/{file.name}")
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            target.writestr(info, file.read_bytes())
    with zipfile.ZipFile(archive) as target:
        broken = target.testzip()
    if broken:
        raise ModelError(f"{broken} does not read back as it was written.", "Choose another disk.")


def _sync(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


def _no_room(target: Path, error: OSError) -> ModelError:
    return ModelError(
        f"{target.name} cannot be written: {error.strerror or error}.",
        "Choose another folder, or free some space; what was there before is untouched.",
    )
