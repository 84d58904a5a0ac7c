"""A supernet on disk: trained as a part of a search's job, read by whoever evaluates its members."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import numpy as np
import torch

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.request import SearchRequest
from edgeviz.core.nas.space import Architecture, Space
from edgeviz.engine.export.job import write_atomically
from edgeviz.engine.nas.builders.settings import shape
from edgeviz.engine.nas.made import Made, judged, one_thread, reestimate, stored
from edgeviz.engine.nas.recipes import recipe_of
from edgeviz.engine.nas.samples import Samples, samples_of
from edgeviz.engine.nas.supernet import Supernet, sandwich
from edgeviz.engine.train import loop
from edgeviz.jobs.context import Context

#: The latest one.
_loaded: dict[tuple[str, int, str], Supernet] = {}


def train(context: Context, request: SearchRequest, data: DataSpec, folder: str, resume: bool = True) -> str:
    """Train the supernet of the request's space; the path of the file in ``folder``, at once where it is there already.

    Emits the samples "loss", "rate" and "accuracy" (of the largest member) by step. One that was stopped goes on from
    its checkpoint with ``resume``. Raises DataError, SpaceError, EdgeVizError.
    """
    wanted = request.evaluating
    samples = samples_of(data, shape(request.space), wanted.samples, wanted.validation)
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    path = place / f"supernet-{_key(request, data, samples)}.npz"
    if path.exists():
        return str(path)
    net = Supernet(request.space, samples.classes, wanted.train.seed)
    checkpoint = path.with_suffix(".checkpoint")
    with one_thread():
        loop.fit(
            context, net, samples.train, samples.held_out, wanted.train, sandwich(wanted.train),
            path=checkpoint, resume=resume,
        )  # fmt: skip
    save(path, net)
    checkpoint.unlink(missing_ok=True)
    return str(path)


def from_supernet(
    context: Context,
    path: str,
    space: Space,
    architecture: Architecture,
    data: DataSpec,
    samples: Samples,
    folder: Path,
) -> Made:
    """The member of the supernet at ``path``, with statistics of its own and rounded to the bits that it asks for."""
    network = load(path, space, samples.classes).member(architecture)
    reestimate(network, samples.train.x, context.check)
    opened = stored(network.proto(f"{space.key}-{architecture.key}"), folder, data, samples)
    return judged(context, opened, recipe_of(space, architecture, opened.graph), data, samples)


def save(path: Path, net: Supernet) -> None:
    """The weights as an npz file, written whole or not at all."""
    content = io.BytesIO()
    arrays = {name: value.detach().cpu().numpy() for name, value in net.weights.items()}
    np.savez(content, allow_pickle=False, **arrays)
    write_atomically(path, content.getvalue())


def load(path: str, space: Space, classes: int) -> Supernet:
    """The supernet of ``space`` with the weights at ``path``, kept for the next member. Raises EdgeVizError."""
    try:
        key = (str(path), Path(path).stat().st_mtime_ns, space.hash)
    except OSError as error:
        raise _unreadable(path, error) from error
    if key not in _loaded:
        net = Supernet(space, classes)
        try:
            with np.load(path, allow_pickle=False) as found, torch.no_grad():
                for name, weight in net.weights.items():
                    value = torch.from_numpy(found[name])
                    if value.shape != weight.shape:
                        raise ValueError(f"{name} has another shape")
                    weight.copy_(value)
        except (OSError, KeyError, ValueError, TypeError, EOFError, zipfile.BadZipFile) as error:
            raise _unreadable(path, error) from error
        _loaded.clear()
        _loaded[key] = net
    return _loaded[key]


def _unreadable(path: str, error: Exception) -> EdgeVizError:
    return EdgeVizError(
        f"{path or 'No file'} holds no weights of this space's supernet.", "Train the supernet anew.", str(error)
    )


def _key(request: SearchRequest, data: DataSpec, samples: Samples) -> str:
    """What the weights belong to."""
    train = request.evaluating.train.to_json()
    value = [request.space.hash, data.hash, train, samples.train.name, samples.held_out.name, samples.classes]
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:24]
