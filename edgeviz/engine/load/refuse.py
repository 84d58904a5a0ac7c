"""What kind of file this is, by its first bytes and members; and the way out for those that cannot be opened.

Nothing is ever unpickled: a pickle is looked at opcode by opcode, and only its beginning.
"""

from __future__ import annotations

import io
import os
import pickletools
import stat
import zipfile
from pathlib import Path
from typing import NoReturn

from edgeviz.core.errors import ModelError

ONNX = "ONNX"
TORCH_EXPORT = "torch.export"

_HEAD = 4096
#: How much of a pickle is looked at, in bytes and in opcodes.
_PICKLE_BYTES = 1 << 20
_PICKLE_OPCODES = 20_000

_ALLOWED = "Open an ONNX file (.onnx) or a torch.export archive (.pt2)."
_EXPORT = (
    "In the code that defines the network, call torch.onnx.export(model, example, 'model.onnx', dynamo=True) or "
    "torch.export.save(torch.export.export(model, example), 'model.pt2'), and open that file."
)

#: First bytes -> what such a file is, and what to do.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "an image (PNG)", _ALLOWED),
    (b"\xff\xd8\xff", "an image (JPEG)", _ALLOWED),
    (b"GIF8", "an image (GIF)", _ALLOWED),
    (b"%PDF", "a PDF document", _ALLOWED),
    (b"\x1f\x8b", "compressed with gzip", "Unpack it and open the model inside."),
    (b"BZh", "compressed with bzip2", "Unpack it and open the model inside."),
    (b"\xfd7zXZ", "compressed with xz", "Unpack it and open the model inside."),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it and open the model inside."),
    (b"\x89HDF", "a Keras or HDF5 file", "Convert it: python -m tf2onnx.convert --keras FILE --output model.onnx"),
    (b"GGUF", "a GGUF language model", _ALLOWED),
    (b"\x93NUMPY", "a NumPy array", "Open it as data; as model: " + _ALLOWED),
    (b"SQLite format 3", "a database", "If it is an EdgeViz project, use Open project."),
    (b"\x7fELF", "a program or library", _ALLOWED),
)  # fmt: skip


def check(path: Path) -> None:
    """Raise ModelError when ``path`` is no ONNX file as far as its first bytes tell."""
    if identify(path) != ONNX:
        raise ModelError(f"{path.name} is a torch.export archive, not an ONNX file.", "Open it as .pt2.")


def identify(path: Path) -> str:
    """ONNX or TORCH_EXPORT. Raises ModelError, saying what the file is and what to do, for anything else."""
    head, size = _head(path)
    name = path.name
    if size == 0:
        raise ModelError(f"{name} is empty.", "Copy or export it again.")
    if head[4:8] == b"TFL3":
        raise ModelError(
            f"{name} is a TensorFlow Lite model.",
            "Convert it to ONNX with: python -m tf2onnx.convert --tflite FILE --output model.onnx",
        )
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(path)
    for magic, what, remedy in _MAGIC:
        if head.startswith(magic):
            raise ModelError(f"{name} is {what}, not a model that EdgeViz opens.", remedy)
    if head[257:262] == b"ustar":
        _tar(path)
    if head[:1] == b"\x80" and len(head) > 1 and head[1] <= 5:
        with path.open("rb") as file:
            raise _pickled(name, _globals(file.read(_PICKLE_BYTES)), "a pickle")
    if head[8:9] == b"{" and int.from_bytes(head[:8], "little") < size:
        raise ModelError(f"{name} is a safetensors file: weights without a network.", _EXPORT)
    if _is_text(head):
        _text(path, head)
    return ONNX


def unknown(path: Path, details: str = "") -> ModelError:
    """The error for a file whose bytes are no ONNX model."""
    return ModelError(f"{path.name} is not a model that EdgeViz knows.", _ALLOWED, details)


def _head(path: Path) -> tuple[bytes, int]:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise ModelError(f"{path} is a folder.", "Choose the model file inside it: .onnx or .pt2.")
        if not stat.S_ISREG(mode):
            raise ModelError(f"{path} is not a file but a device or pipe.", _ALLOWED)
        with path.open("rb") as file:
            return file.read(_HEAD), os.fstat(file.fileno()).st_size
    except FileNotFoundError as error:
        raise ModelError(f"{path} does not exist.", "Check the name and the folder.") from error
    except PermissionError as error:
        raise ModelError(f"{path} may not be read.", "Ask for the right to read it, or copy it.") from error
    except (OSError, ValueError) as error:
        raise ModelError(f"{path} cannot be read: {error}.", "Copy it to another disk and try again.") from error


def _zip(path: Path) -> str:
    name = path.name
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.namelist()[:100_000]
            if archive.infolist() and min(info.header_offset for info in archive.infolist()) != 0:
                # The directory at the end is that of an archive inside this one, whose own was cut off.
                raise ModelError(f"{name} is a truncated or damaged archive.", "Copy or export it again.")
            inner = {member.split("/", 1)[-1] for member in members}
            data = next((m for m in members if m == "data.pkl" or m.endswith("/data.pkl")), "")
            if "constants.pkl" in inner or any(part.startswith("code/") for part in inner):
                raise ModelError(
                    f"{name} is a TorchScript file, which carries code instead of an open graph.",
                    f"Go back to the module it was made from. {_EXPORT}",
                )
            exported = "archive_format" in inner or any(part.startswith("models/") for part in inner)
            if exported or "serialized_exported_program.json" in members or "serialized_exported_program.json" in inner:
                return TORCH_EXPORT
            if data:
                with archive.open(data) as file:
                    raise _pickled(name, _globals(file.read(_PICKLE_BYTES)), "a PyTorch file")
            if any(member.endswith(".npy") for member in members):
                raise ModelError(f"{name} holds NumPy arrays.", "Open it as data. " + _ALLOWED)
            if "config.json" in inner and "metadata.json" in inner:
                raise ModelError(
                    f"{name} is a Keras model.",
                    "Convert it to ONNX, for instance with model.export('model.onnx', 'onnx').",
                )
            packed = next((member for member in members if member.endswith((".onnx", ".pt2"))), "")
            raise ModelError(
                f"{name} is a zip archive, not a model.", f"Unpack it and open {packed or 'the model inside'}."
            )
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise ModelError(
            f"{name} is a truncated or damaged archive.", "Copy or export it again.", f"{type(error).__name__}: {error}"
        ) from error


def _tar(path: Path) -> NoReturn:
    with path.open("rb") as file:
        start = file.read(1 << 16)
    if b"storages" in start or b"pickle" in start:
        raise ModelError(f"{path.name} is a PyTorch file of 2016: weights without an open network.", _EXPORT)
    raise ModelError(f"{path.name} is a tar archive, not a model.", "Unpack it and open the model inside.")


def _globals(data: bytes) -> list[str]:
    """Names of the classes that a pickle refers to ("collections OrderedDict"), found without running it.

    PyTorch's older files hold several pickles after one another (a magic number, a version, the system, the data).
    """
    found: list[str] = []
    texts: list[str] = []
    stream = io.BytesIO(data)
    count = 0
    try:
        while stream.tell() < len(data) and count < _PICKLE_OPCODES:
            for opcode, argument, _ in pickletools.genops(stream):
                count += 1
                if opcode.name == "GLOBAL":
                    found.append(str(argument))
                elif opcode.name == "STACK_GLOBAL":
                    found.append(" ".join(texts[-2:]))
                elif isinstance(argument, str):
                    texts.append(argument)
                    del texts[:-2]
                if count >= _PICKLE_OPCODES:
                    break
    except Exception:
        # The raw storages that follow the pickles are not opcodes; what was found until then is enough.
        return found
    return found


def _pickled(name: str, classes: list[str], container: str) -> ModelError:
    modules = {entry.split(" ", 1)[0] for entry in classes}
    plain = (
        "collections",
        "torch._utils",
        "torch",
        "builtins",
        "__builtin__",
        "numpy",
        "_codecs",
        "copyreg",
        "copy_reg",
    )
    own = sorted(m for m in modules if m not in plain and not m.startswith(("torch.storage", "numpy.")))
    details = "It refers to: " + ", ".join(sorted(set(classes))[:40]) if classes else ""
    if own:
        return ModelError(
            f"{name} is a whole module in a pickle ({own[0]}); opening it would run code from the file.",
            f"Load it in its own code, where you trust it. {_EXPORT}",
            details,
        )
    if any(entry.startswith(("torch._utils", "torch ", "torch.storage", "collections")) for entry in classes):
        return ModelError(
            f"{name} is a state_dict or checkpoint: weights without a network.",
            f"Load it into its module with load_state_dict. {_EXPORT}",
            details,
        )
    return ModelError(
        f"{name} is {container}, which may run code when it is opened, and not a model.", _EXPORT, details
    )


def _is_text(head: bytes) -> bool:
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            return False
        text = head[: error.start].decode("utf-8")
    printable = sum(character.isprintable() or character in "\r\n\t" for character in text)
    return printable == len(text)


def _text(path: Path, head: bytes) -> NoReturn:
    name = path.name
    text = head.decode("utf-8", "replace").lstrip("\ufeff \r\n\t")
    if text.startswith("version https://git-lfs"):
        raise ModelError(f"{name} is a Git LFS pointer, not the model itself.", "Fetch it with: git lfs pull")
    if text.startswith(("{", "[")):
        raise ModelError(f"{name} is a JSON text, not a model.", _ALLOWED)
    if text.lower().startswith(("<!doctype", "<html", "<?xml")):
        raise ModelError(
            f"{name} is a web page or XML, not a model.", "The download probably failed: fetch the file itself."
        )
    lines = [line for line in text.splitlines() if line.strip()][:5]
    for mark, what in ((",", "a table (CSV)"), (";", "a table (CSV)"), ("\t", "a table (TSV)")):
        counts = {line.count(mark) for line in lines[: max(1, len(lines) - 1)]}
        if len(counts) == 1 and counts.pop() > 0:
            raise ModelError(f"{name} is {what}, not a model.", "Open it as data. " + _ALLOWED)
    raise ModelError(f"{name} is a text file, not a model.", _ALLOWED)
