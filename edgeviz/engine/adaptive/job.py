"""Job: make an adaptive model of the loaded one, by whatever mechanism is asked for, and record what it does."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from edgeviz.core.adaptive.model import AdaptiveModel
from edgeviz.core.adaptive.request import AdaptRequest, Mechanism
from edgeviz.core.curves import kept
from edgeviz.core.dataset import DataSpec
from edgeviz.core.device.profile import Device
from edgeviz.core.errors import EdgeVizError, ModelError
from edgeviz.engine.adaptive import elastic, exits, partition, skipping, switching, widths
from edgeviz.engine.adaptive.common import Ground
from edgeviz.engine.adaptive.curves import Curves
from edgeviz.engine.session import session
from edgeviz.engine.train.result import parent_hash
from edgeviz.jobs.context import Context

BUILDERS: dict[Mechanism, Callable[[Ground], AdaptiveModel]] = {
    Mechanism.EXITS: exits.build,
    Mechanism.WIDTHS: widths.build,
    Mechanism.SKIPPING: skipping.build,
    Mechanism.SWITCHING: switching.build,
    Mechanism.ELASTIC: elastic.build,
    Mechanism.PARTITION: partition.build,
}


def run(
    context: Context,
    path: str,
    data: DataSpec,
    request: AdaptRequest,
    folder: str,
    device: Device | None = None,
    resume: bool = False,
) -> AdaptiveModel:
    """Build ``request`` from the model at ``path``; its files lie in a folder of their own below ``folder``.

    Emits what training emits ("loss", "rate", "accuracy" of held-out training samples), and one ``AdaptiveModel``,
    recorded on the validation split of ``data``. Latencies are measured in onnxruntime here, or with ``device``
    modelled for it, as energies are. A run that was stopped goes on with ``resume`` from its last checkpoint, and tells
    its curves from their beginning.
    Raises ModelError, DataError, EdgeVizError.
    """
    opened = session(path)
    if opened.graph.missing_operators:
        raise ModelError(
            f"{opened.path.name} cannot be run: it uses {', '.join(opened.graph.missing_operators)}.",
            "Choose a model whose operators EdgeViz covers.",
        )
    own = Path(folder) / f"adaptive-{_key(parent_hash(opened.file), data, request)}"
    try:
        own.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EdgeVizError(
            f"Nothing can be written into {folder}: {error.strerror or error}.", "Choose another folder."
        ) from error
    begun = time.monotonic()
    with Curves(context, own / "curves.json", resume) as curves:
        made = BUILDERS[request.mechanism](Ground(curves.context, opened, data, request, own, device, resume))
    made = replace(made, seconds=time.monotonic() - begun, curves=kept(curves.curves))
    files = {file.name for file in made.files}
    for left in own.iterdir():
        if left.name not in files:
            shutil.rmtree(left) if left.is_dir() else left.unlink(missing_ok=True)
    context.result(made)
    return made


def _key(parent: str, data: DataSpec, request: AdaptRequest) -> str:
    """What a checkpoint belongs to; how the model is called makes no difference."""
    value = {"parent": parent, "data": data.hash, "request": replace(request, name="").to_json()}
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:24]
