"""The trained model as a file: its weights, what was learned beside them, and how it was made."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import onnx

from edgeviz.core.errors import EdgeVizError, ModelError
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_request import TrainRequest
from edgeviz.engine.export.job import LARGEST, write_atomically
from edgeviz.engine.load.onnx_file import OnnxFile
from edgeviz.engine.quant.learned import LEARNED, Learned, to_json

#: The key of the file's metadata under which the request is, as JSON.
REQUEST = "edgeviz.training"


def write(proto: onnx.ModelProto, folder: Path, request: str, learned: Learned) -> Path:
    """Write ``proto`` into ``folder`` as <SHA-256>.onnx with what belongs to it. Raises ModelError."""
    found = {entry.key: entry.value for entry in proto.metadata_props}
    found[REQUEST] = request
    found.pop(LEARNED, None)
    if learned.weights or learned.activations:
        found[LEARNED] = to_json(learned)
    del proto.metadata_props[:]
    onnx.helper.set_model_props(proto, dict(sorted(found.items())))
    if proto.ByteSize() > LARGEST:
        raise ModelError("The trained model would exceed 2 GiB.", "Train a smaller one.")
    content = proto.SerializeToString(deterministic=True)
    path = folder / f"{hashlib.sha256(content).hexdigest()}.onnx"
    write_atomically(path, content)
    return path


def trained_for(proto: onnx.ModelProto) -> Recipe | None:
    """The recipe that ``proto`` was trained for; None where it was not trained here, or that cannot be read."""
    text = next((entry.value for entry in proto.metadata_props if entry.key == REQUEST), None)
    try:
        return None if text is None else TrainRequest.from_json(text).recipe
    except EdgeVizError:
        return None  # of another version, whose settings are not needed to train the weights


def parent_hash(file: OnnxFile) -> str:
    """SHA-256 of the file that was opened and of its external data, as a project knows the model."""
    opened = (file.origin or file.path).resolve()
    digest = hashlib.sha256()
    _add(digest, opened)
    if file.origin is None:
        beside = {path.relative_to(opened.parent).as_posix(): path for path in file.files - {opened}}
        for name in sorted(beside):
            digest.update(name.encode())
            _add(digest, beside[name])
    return digest.hexdigest()


def _add(digest: Any, path: Path) -> None:
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
