"""Measured layers in the project file: one artefact for each model, recipe and device.

Latency depends on the model and the recipe and not on the data, so the model's hash is the key and not the context.
"""

from __future__ import annotations

import hashlib
import json

from edgeviz.core.errors import ProjectError
from edgeviz.core.layer_profile import LayerProfile, profile_from_json, profile_to_json
from edgeviz.project import codec
from edgeviz.project.store import Store

MIME = "application/json"
PREFIX = "layer-profile"
#: Kernels that one profile may hold.
MAX_ROWS = 100_000


def save(store: Store, model: str, profile: LayerProfile) -> None:
    """Keep ``profile`` for the model with this SHA-256, in place of an earlier one on the same device.

    On disk when this returns. Raises ProjectError.
    """
    rows = len(profile.kernels) + len(profile.between)
    if rows > MAX_ROWS:
        raise ProjectError(f"A profile of {rows:,} kernels is too large for a project.", "Measure a smaller model.")
    text = json.dumps(profile_to_json(profile), separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    store.put_artefact(_name(model, profile.recipe, profile.device), MIME, text.encode())


def load(store: Store, model: str, recipe: str) -> LayerProfile | None:
    """The newest profile of the recipe with this hash on any device, None when there is none.

    Raises ProjectError when it is damaged.
    """
    beginning = f"{PREFIX}/{model}/{recipe}/"
    found = [_read(store, name) for name in store.artefacts() if name.startswith(beginning)]
    return max(found, key=lambda profile: profile.environment.date, default=None)


def recipes(store: Store, model: str) -> frozenset[str]:
    """Hashes of the recipes of this model whose layers were measured. Raises ProjectError."""
    beginning = f"{PREFIX}/{model}/"
    names = (name.removeprefix(beginning) for name in store.artefacts() if name.startswith(beginning))
    return frozenset(name.partition("/")[0] for name in names)


def _read(store: Store, name: str) -> LayerProfile:
    try:
        stored = store.artefact(name)
        if stored is None or stored[0] != MIME or len(stored[1]) > codec.MAX_TEXT:
            raise ValueError("no JSON, or too long")
        profile = profile_from_json(codec.loads(stored[1].decode()))
        if name.split("/")[2] != profile.recipe:
            raise ValueError("it is of another recipe")
        _check(profile)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError) as error:
        raise ProjectError(
            f"Measured layers in {store.path.name} are damaged.",
            "Measure the layers again: that replaces them.",
            f"{type(error).__name__}: {error}",
        ) from error
    return profile


def _check(profile: LayerProfile) -> None:
    """A file may hold anything: the window works with numbers and texts. Raises ValueError."""
    numbers = [profile.kernel_seconds, profile.profiled_seconds, profile.latency.value]
    numbers += [time.seconds for time in profile.times if time.seconds is not None]
    numbers += [time.unpacking for time in profile.times]
    numbers += [each.seconds for each in profile.between]
    numbers += [each.seconds for each in profile.operators]
    texts = [
        profile.environment.cpu,
        profile.environment.runtime,
        profile.environment.date,
        profile.environment.provider,
    ]
    texts += profile.notes
    texts += [text for kernel in profile.kernels for text in (kernel.key, kernel.kernel, kernel.shared_with)]
    texts += [text for each in profile.between for text in (each.name, each.op, each.node)]
    texts += [each.op for each in profile.operators] + [time.key for time in profile.times]
    widths = [profile.environment.threads, profile.environment.batch, profile.environment.cores]
    widths += [
        bits for kernel in profile.kernels for bits in (kernel.stored_bits, kernel.resident_bits, kernel.compute_bits)
    ]
    if not all(isinstance(number, int | float) and 0 <= number < float("inf") for number in numbers):
        raise ValueError("a time is no number of seconds")
    if not all(isinstance(text, str) for text in texts) or not all(isinstance(bits, int) for bits in widths):
        raise ValueError("a kernel is malformed")


def _name(model: str, recipe: str, device: str) -> str:
    return f"{PREFIX}/{model}/{recipe}/{hashlib.sha256(device.encode()).hexdigest()[:16]}"
