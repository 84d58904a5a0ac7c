"""Adaptive models in the project file: a record, the recorded answers of its exits, and its ONNX files.

Each file is an artefact by its SHA-256, so that models which share one hold it once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edgeviz.core.errors import EdgeVizError, ProjectError
from edgeviz.project import codec
from edgeviz.project.model_files import MAX_EMBEDDED, write_atomically
from edgeviz.project.store import Store

if TYPE_CHECKING:
    from edgeviz.core.adaptive.exits import Traces
    from edgeviz.core.adaptive.model import AdaptiveModel

MIME, BINARY = "application/json", "application/octet-stream"
PREFIX, TRACES, FILES = "adaptive/", "adaptive-traces/", "adaptive-file/"
#: Records that were taken out and can still be put back.
REMOVED = "adaptive-removed/"
#: Adaptive models that a project lists; the oldest are not read.
MOST = 100


def save(store: Store, model: AdaptiveModel) -> str:
    """Keep ``model`` with its files, which are read from where they lie. On disk when this returns: its id.

    Raises ProjectError where it is too large, or a file is missing.
    """
    if sum(file.size for file in model.files) > MAX_EMBEDDED:
        raise ProjectError(
            f"The files of {model.name} take more than {MAX_EMBEDDED >> 20} MB: too much for a project.",
            "Export it as a bundle instead.",
        )
    contents = {}
    for file in model.files:
        try:
            contents[file.sha256] = Path(file.path).read_bytes()
        except OSError as error:
            raise ProjectError(f"{file.path} cannot be read: {error.strerror or error}.", "Make it again.") from error
    value = {
        "name": model.name,
        "parent": model.parent,
        "request": json.loads(model.request.to_json()),
        "points": [one.to_json() for one in model.points],
        "metrics": [json.loads(codec.pack_metrics(one)) for one in model.metrics],
        "files": [{"name": one.name, "sha256": one.sha256, "size": one.size} for one in model.files],
        "plan": dict(model.plan),
        "traces": None if model.traces is None else list(model.traces.correct.shape),
        "seconds": model.seconds,
        "created": model.created,
        "curves": codec.curves_to_json(model.curves),
        "facts": {str(key): float(fact) for key, fact in model.facts.items() if isfinite(fact)},
    }
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()
    if len(text) > codec.MAX_TEXT:
        raise ProjectError(
            f"What {model.name} did on every sample is too much for a project.", "Record it on fewer samples."
        )
    key = hashlib.sha256(text).hexdigest()[:16]
    for sha256, content in contents.items():
        store.put_artefact(FILES + sha256, BINARY, content)
    if model.traces is not None:
        store.put_artefact(TRACES + key, BINARY, _packed(model.traces))
    store.put_artefact(PREFIX + key, MIME, text)
    return key


def load(store: Store) -> tuple[dict[str, AdaptiveModel], list[str]]:
    """The project's adaptive models by their ids, oldest first, and a sentence for each that is damaged.

    Their files have no path until ``extract`` gives them one. Raises ProjectError.
    """
    found, damaged = {}, []
    for name in [name for name in store.artefacts() if name.startswith(PREFIX)][-MOST:]:
        try:
            found[name.removeprefix(PREFIX)] = _read(store, name)
        except (EdgeVizError, KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
            if isinstance(error, ProjectError):
                raise
            damaged.append(f"An adaptive model in {store.path.name} is damaged and not listed: {error}")
    return dict(sorted(found.items(), key=lambda item: item[1].created)), damaged


def extract(store: Store, model: AdaptiveModel, folder: Path) -> AdaptiveModel:
    """``model`` with its files written into ``folder``. Raises ProjectError where one is missing or was changed."""
    files = []
    for file in model.files:
        stored = store.artefact(FILES + file.sha256)
        if stored is None or hashlib.sha256(stored[1]).hexdigest() != file.sha256:
            raise ProjectError(f"{file.name} of {model.name} is not in the project.", "Make the model again.")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_atomically(folder / file.name, stored[1])
        except OSError as error:
            raise ProjectError(
                f"{folder / file.name} could not be written: {error.strerror or error}.", "Check the space left there."
            ) from error
        files.append(replace(file, path=str(folder / file.name)))
    return replace(model, files=tuple(files))


def remove(store: Store, key: str) -> None:
    """Take the model with this id out of the project, so that ``put_back`` can bring it back until ``purge``. Raises
    ProjectError, as the next two."""
    store.rename_artefact(PREFIX + key, REMOVED + key)


def put_back(store: Store, key: str) -> None:
    store.rename_artefact(REMOVED + key, PREFIX + key)


def purge(store: Store) -> None:
    """What was removed takes no room any more: records, traces, and the files that no other model has."""
    names = store.artefacts()
    removed = [name.removeprefix(REMOVED) for name in names if name.startswith(REMOVED)]
    if not removed:
        return
    there = {name.removeprefix(PREFIX) for name in names if name.startswith(PREFIX)}
    found, damaged = load(store)
    gone = [REMOVED + key for key in removed] + [TRACES + key for key in removed if key not in there]
    if not damaged and len(found) == len(there):  # else nobody knows which files those have that were not read
        kept = {FILES + file.sha256 for model in found.values() for file in model.files}
        gone += [name for name in names if name.startswith(FILES) and name not in kept]
    store.drop_artefact(*gone)


# ---- inside ----


def _read(store: Store, name: str) -> AdaptiveModel:
    from edgeviz.core.adaptive.model import AdaptiveModel, ModelFile
    from edgeviz.core.adaptive.points import point_from_json
    from edgeviz.core.adaptive.request import AdaptRequest

    stored = store.artefact(name)
    if stored is None or stored[0] != MIME or len(stored[1]) > codec.MAX_TEXT:
        raise ValueError("no JSON, or too long")
    value = codec.loads(stored[1].decode())
    metrics = []
    for row in value["metrics"]:
        found, _ = codec.unpack_metrics(json.dumps(row))
        metrics.append(found)
    facts = {codec.name(key): _number(fact) for key, fact in value["facts"].items()}
    if not isinstance(value["plan"], Mapping) or not value["points"]:
        raise ValueError("no plan, or no points")
    points = tuple(point_from_json(row) for row in value["points"])
    traces = _traces(store, name, value, points[0].outcomes.data) if value["traces"] is not None else None
    return AdaptiveModel(
        codec.name(value["name"]),
        codec.text(value["parent"]),
        AdaptRequest.from_json(json.dumps(value["request"])),
        points,
        tuple(metrics),
        tuple(
            ModelFile(codec.text(row["name"]), "", codec.text(row["sha256"]), int(_number(row["size"])))
            for row in value["files"]
        ),
        value["plan"],
        traces,
        _number(value["seconds"]),
        codec.text(value["created"]),
        facts,
        codec.curves_from_json(value.get("curves", {})),  # earlier versions kept none
    )


def _packed(traces: Traces) -> bytes:
    """float64 seconds and MACs [exits], float32 confidence and entropy [exits, samples], a bit each for correct."""
    import numpy as np

    wide = [np.asarray(one, "<f8").tobytes() for one in (traces.seconds, traces.macs)]
    narrow = [np.asarray(one, "<f4").tobytes() for one in (traces.confidence, traces.entropy)]
    return b"".join([*wide, *narrow, np.packbits(traces.correct).tobytes()])


def _traces(store: Store, name: str, value: Mapping[str, Any], data: str) -> Traces:
    import numpy as np

    from edgeviz.core.adaptive.exits import MOST_VALUES, Traces

    exits, samples = (int(_number(size)) for size in value["traces"])
    if not (exits > 0 and samples > 0 and exits * samples <= MOST_VALUES):
        raise ValueError("a trace of an impossible size")
    stored = store.artefact(TRACES + name.removeprefix(PREFIX))
    count = exits * samples
    if stored is None or len(stored[1]) != 16 * exits + 8 * count + (count + 7) // 8:
        raise ValueError("its trace is missing or has another size")
    raw = stored[1]
    wide = np.frombuffer(raw, "<f8", 2 * exits).astype(np.float64).reshape(2, exits)
    narrow = np.frombuffer(raw, "<f4", 2 * count, 16 * exits).astype(np.float32).reshape(2, exits, samples)
    bits = np.unpackbits(np.frombuffer(raw, np.uint8, offset=16 * exits + 8 * count), count=count)
    return Traces(bits.astype(bool).reshape(exits, samples), narrow[0], narrow[1], wide[0], wide[1], data)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise ValueError("a number is expected")
    return float(value)
