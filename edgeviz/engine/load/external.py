"""Where a tensor's values lie on disk, and that they lie nowhere they should not."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from pathlib import Path, PurePosixPath, PureWindowsPath

from onnx import TensorProto

from edgeviz.core.errors import ModelError
from edgeviz.engine.load.protobuf_scan import FIELD
from edgeviz.engine.load.tensors import dtype_name, nbytes


@dataclass(frozen=True, slots=True)
class Payload:
    """Bytes ``offset`` to ``offset + length`` of ``path``; ``field`` is the field of TensorProto they encode."""

    path: Path
    offset: int
    length: int
    field: str = "raw_data"


def resolve(model: Path, location: str) -> Path:
    """The file that ``location`` names, which must lie in the model's folder. Raises ModelError."""
    if not location:
        return model
    posix, windows = PurePosixPath(location), PureWindowsPath(location)
    leaves = "\0" in location or posix.is_absolute() or windows.is_absolute() or bool(windows.drive)
    if leaves or ".." in posix.parts or ".." in windows.parts:
        raise _leaves(model, location)
    folder = model.parent
    candidate = folder / location
    try:
        real = candidate.resolve()
        inside = real.is_relative_to(folder.resolve())
        exists = inside and real.exists()
        regular = exists and real.is_file()
    except (OSError, RuntimeError, ValueError) as error:
        raise ModelError(
            f"{model.name} keeps weights in {location!r}, which cannot be read: {error}.",
            "Mend the path or save the model again with its weights in one file.",
        ) from error
    if not inside:
        raise _leaves(model, location)
    if not exists:
        raise ModelError(
            f"{model.name} keeps its weights in {location}, and that file is missing.",
            f"Put {location} into the folder {folder} and open the model again.",
        )
    if not regular:
        raise ModelError(
            f"{model.name} keeps its weights in {location}, which is not a file.",
            f"Put the data file {location} into the folder {folder}.",
        )
    return real


def _leaves(model: Path, location: str) -> ModelError:
    return ModelError(
        f"{model.name} wants to read weights from {location[:200]!r}, outside its own folder.",
        "EdgeViz does not follow such paths: put the data file beside the model and save the model again.",
    )


def payload(model: Path, tensor: TensorProto, owner: str, sizes: dict[Path, int] | None = None) -> Payload:
    """Where the values of the external ``tensor`` are. Raises ModelError when they cannot be there."""
    entries = {entry.key: entry.value for entry in tensor.external_data}
    path = resolve(model, entries.get("location", ""))
    field = entries.get(FIELD, "raw_data") if not entries.get("location") else "raw_data"
    known = sizes if sizes is not None else {}
    if path not in known:
        known[path] = path.stat().st_size
    size = known[path]
    try:
        offset = int(entries.get("offset") or 0)
        length = int(entries.get("length") or size - offset)
    except ValueError as error:
        raise _does_not_fit(owner, path, "its offset or length is not a number") from error
    if offset < 0 or length < 0 or offset + length > size:
        text = f"bytes {offset:,} to {offset + length:,} of a file of {size:,} bytes"
        raise _does_not_fit(owner, path, text)
    if field == "raw_data" and length != nbytes(tensor):
        shape = " × ".join(str(d) for d in tensor.dims)
        raise _does_not_fit(owner, path, f"the shape {shape} takes {nbytes(tensor):,} bytes and {length:,} are stored")
    if not _plausible(tensor, field, length):
        raise _does_not_fit(owner, path, f"{prod(tensor.dims):,} values cannot lie in {length:,} bytes of {field}")
    return Payload(path, offset, length, field)


def _plausible(tensor: TensorProto, field: str, length: int) -> bool:
    count = prod(tensor.dims)
    if field in ("float_data", "double_data"):
        parts = 2 if dtype_name(tensor.data_type).startswith("complex") else 1
        return length == count * parts * (4 if field == "float_data" else 8)
    # Integers take at least a byte each, and one of them holds at most four two-bit values.
    return field == "raw_data" or count <= 4 * length


def _does_not_fit(owner: str, path: Path, text: str) -> ModelError:
    return ModelError(
        f"The weights of {owner} do not fit {path.name}: {text}.",
        "The file is damaged or incomplete: export or download it again.",
    )
