"""A torch.export archive converted to ONNX, once: the result is kept in the cache under the file's SHA-256."""

from __future__ import annotations

import contextlib
import hashlib
import io
import logging
import os
import re
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import onnx
import platformdirs

from edgeviz.core.errors import ModelError
from edgeviz.engine.load.onnx_file import MAX_COMPLETE, OnnxFile, read_onnx
from edgeviz.engine.load.pt2_archive import Archive, read_archive

OPSET = 20
#: Raised when a conversion gives another result, so that older ones are not used any more.
REVISION = 1


class ConversionError(ModelError):
    """A safe archive that this PyTorch cannot turn into ONNX; ``cause`` says why in a few words."""

    @property
    def cause(self) -> str:
        return self.details.strip().splitlines()[0][:200] if self.details.strip() else self.what


def cache_folder() -> Path:
    """Where converted models are kept; it may be deleted at any time."""
    return Path(platformdirs.user_cache_dir("edgeviz", appauthor=False)) / "converted"


def convert(path: Path, archive: Archive | None = None) -> OnnxFile:
    """The .pt2 file at ``path`` as an ONNX file. Raises ModelError when it is unsafe or cannot be converted."""
    archive = archive or read_archive(path)
    folder = cache_folder()
    target = folder / f"{_sha256(path)}-{REVISION}.onnx"
    try:
        return replace(read_onnx(target), origin=path, format="torch.export")
    except ModelError:
        pass  # not there yet, or damaged: it is made again
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        with tempfile.TemporaryDirectory(dir=folder, prefix=f"converting-{os.getpid()}-") as work:
            fresh = Path(work) / "model.onnx"
            fresh.write_bytes(_to_onnx(path, archive, Path(work)))
            fresh.replace(target)
    except OSError as error:
        raise ModelError(
            f"{path.name} cannot be converted: {error.strerror or error}.",
            f"Make room or grant rights in {folder}.",
        ) from error
    return replace(read_onnx(target), origin=path, format="torch.export")


def _sweep(folder: Path) -> None:
    """Delete what conversions left behind whose process was ended in the middle: a cancelled job is killed."""
    if not Path("/proc/self").exists():
        return  # here it cannot be told whether a process still runs
    for left in folder.glob("converting-*-*"):
        if not Path("/proc", left.name.split("-")[1]).exists():
            shutil.rmtree(left, ignore_errors=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _to_onnx(path: Path, archive: Archive, work: Path) -> bytes:
    safe = work / "model.pt2"
    archive.write_safe(safe)
    with _quiet():
        try:
            import torch

            program = torch.export.load(safe)
        except Exception as error:
            raise ConversionError(
                f"{path.name} cannot be loaded by PyTorch {_torch_version()}: {_first_line(error)}.",
                "Export it again with this version of PyTorch, or convert it with torch.onnx.export(dynamo=True).",
                str(error),
            ) from error
        try:
            converted = torch.onnx.export(program, (), dynamo=True, opset_version=OPSET, verbose=False)
            if converted is None:
                raise ValueError("the exporter gave no model")
            model: onnx.ModelProto = converted.model_proto
        except Exception as error:
            raise ConversionError(
                f"{path.name} cannot be converted to ONNX: {_first_line(error)}.",
                "Replace the operator in the module, or convert the module yourself and open the .onnx file.",
                str(error),
            ) from error
    _rename_batch(model)
    if model.ByteSize() > MAX_COMPLETE:
        raise ModelError(f"{path.name} exceeds 2 GiB.", "Convert it to ONNX with external data and open that.")
    return bytes(model.SerializeToString())


def _torch_version() -> str:
    try:
        import torch
    except ImportError:
        return "(not installed)"
    return str(torch.__version__)


def _first_line(error: Exception) -> str:
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[0][:200] if text else ''}".rstrip(".: ")


def _rename_batch(model: onnx.ModelProto) -> None:
    """Call the batch "N" instead of the symbol that the exporter numbered ("s77")."""
    dims = [value.type.tensor_type.shape.dim for value in model.graph.input]
    symbol = next((shape[0].dim_param for shape in dims if shape and shape[0].dim_param), "")
    if not re.fullmatch(r"[A-Za-z_]\w*", symbol):
        return
    pattern = re.compile(rf"\b{symbol}\b")
    for value in (*model.graph.input, *model.graph.output, *model.graph.value_info):
        for dim in value.type.tensor_type.shape.dim:
            if dim.dim_param:
                dim.dim_param = pattern.sub("N", dim.dim_param)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """The exporter prints and warns a great deal; what matters arrives as an exception."""
    level = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(level)
