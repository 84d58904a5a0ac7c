"""Job: write an adaptive model as a folder (or .zip) that runs by itself: ONNX files, adaptive.json and an example."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import onnx

from edgeviz.core.adaptive.model import AdaptiveModel
from edgeviz.core.adaptive.policies.base import Policy, Setting
from edgeviz.core.adaptive.policies.rules import Rules
from edgeviz.core.adaptive.portable import portable_policy
from edgeviz.core.adaptive.request import Mechanism
from edgeviz.core.errors import EdgeVizError, ProjectError
from edgeviz.engine.adaptive.pieces import piece
from edgeviz.engine.export.job import write_atomically
from edgeviz.engine.train.students import graph_of
from edgeviz.jobs.context import Context

#: The example, which is copied as it is.
EXAMPLE = Path(__file__).with_name("example.py")
#: Seconds for an answer where no scenario says; the example has an option for another.
DEADLINE = 0.1


def run(
    context: Context, model: AdaptiveModel, target: str, policy: Policy | None = None, setting: Setting | None = None
) -> tuple[str, ...]:
    """Write ``model`` to the new folder ``target``, or to a file that ends in .zip; returns the names inside.

    ``policy``: one of ``portable.PORTABLE``, None for the usual rules; ``setting``: what it is told beforehand, of the
    model's points in their order. It appears whole or not at all. Raises ProjectError where it exists or cannot be
    written, EdgeVizError for another policy or where a file of the model is missing or was changed.
    """
    place = Path(target).absolute()
    if place.exists():
        raise ProjectError(f"{place} exists already.", "Choose another name.")
    if not place.parent.is_dir():
        raise ProjectError(f"The folder {place.parent} does not exist.", "Make it first, or choose another.")
    contents = _contents(context, model, policy or Rules(), setting)
    try:
        if place.suffix.lower() == ".zip":
            memory = io.BytesIO()
            with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as packed:
                for name, content in contents.items():
                    context.check()
                    packed.writestr(name, content)
            write_atomically(place, memory.getvalue())
            return tuple(contents)
        made = Path(tempfile.mkdtemp(prefix=f".{place.name}.", dir=place.parent))
        try:
            for name, content in contents.items():
                context.check()
                (made / name).write_bytes(content)
            made.chmod(0o755)
            made.rename(place)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise ProjectError(
            f"{place} could not be written: {error.strerror or error}.", "Check the folder and the space left there."
        ) from error
    return tuple(contents)


def _contents(context: Context, model: AdaptiveModel, policy: Policy, setting: Setting | None) -> dict[str, bytes]:
    followed = portable_policy(policy, model.points, setting)
    found: dict[str, bytes] = {}
    for file in model.files:
        context.check()
        try:
            content = Path(file.path).read_bytes()
        except OSError as error:
            raise EdgeVizError(f"{file.path} cannot be read: {error.strerror or error}.", "Make it again.") from error
        if hashlib.sha256(content).hexdigest() != file.sha256:
            raise EdgeVizError(f"{file.path} is not what was recorded.", "Make the adaptive model again.")
        found[file.name] = content
    plan: dict[str, Any] = json.loads(json.dumps(model.plan))
    if model.mechanism is Mechanism.PARTITION:
        _cut(context, plan, found)
    value = {
        "name": model.name,
        **plan,
        "policy": followed,
        "deadline": DEADLINE if setting is None else setting.deadline,
        "made_from": model.parent,
        "measured_with": model.points[0].source,
        "samples": model.points[0].outcomes.samples,
    }
    found["adaptive.json"] = json.dumps(value, indent=1, ensure_ascii=False).encode()
    found["run.py"] = EXAMPLE.read_bytes()
    return found


def _cut(context: Context, plan: dict[str, Any], found: dict[str, bytes]) -> None:
    """The halves of a partitioned network, from the whole one."""
    proto = onnx.load_from_string(found[plan["file"]])
    graph = graph_of(proto)
    given, answer = graph.inputs[0], graph.outputs[0]
    whole = plan.pop("file")
    for number, point in enumerate(plan["points"]):
        context.progress(number, len(plan["points"]), "Cutting the network")
        carry = point["carry"]
        if carry == given:
            point["server"] = whole
            continue
        if not carry:
            point["device"] = whole
            continue
        for where, ends in (("device", (given, carry)), ("server", (carry, answer))):
            name = f"{where}{number}.onnx"
            part = piece(proto, graph, [ends[0]], [ends[1]])
            found[name] = part.SerializeToString(deterministic=True)
            point[where] = name
