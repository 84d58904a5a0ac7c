"""What somebody chose for the picture of a model, remembered in the settings of the program by the model's content."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import asdict, dataclass
from typing import Any

from PySide6.QtCore import QSettings

from edgeviz.core.graph import ModelGraph
from edgeviz.core.memo import last_answer

KEY = "graph/models"
#: Models that are remembered, and open groups of one.
MOST, MOST_GROUPS = 40, 400


@dataclass(frozen=True)
class Choices:
    """``expanded`` is None for the automatic level; ``scale`` 0 for the first view, below it for a fitted one."""

    horizontal: bool = True
    shapes: bool = False
    overlay: str = "operator"
    expanded: tuple[str, ...] | None = None
    scale: float = 0.0
    dx: float = 0.0
    dy: float = 0.0


@last_answer
def identity(graph: ModelGraph) -> str:
    """A hash of what the picture depends on. The file's own hash is not known yet when a model is first shown."""
    lines = "".join([f"{node.key}\0{node.op}\0{'/'.join(node.namespace)}\n" for node in graph.nodes])
    return hashlib.sha256(f"{lines}{graph.file_bytes}".encode("utf-8", "replace")).hexdigest()[:16]


def recall(settings: QSettings | None, key: str) -> Choices:
    """The choices for a model, or the usual ones; nonsense in the settings is no error."""
    value = _all(settings).get(key)
    try:
        found = Choices(**value) if isinstance(value, dict) else Choices()
        numbers = (found.scale, found.dx, found.dy)
        if not all(isinstance(n, int | float) and math.isfinite(n) for n in numbers) or not isinstance(
            found.overlay, str
        ):
            return Choices()
        groups = found.expanded
        if groups is not None:
            groups = tuple(str(group) for group in groups)
        return Choices(bool(found.horizontal), bool(found.shapes), found.overlay, groups, *map(float, numbers))
    except TypeError:
        return Choices()


def remember(settings: QSettings | None, key: str, choices: Choices) -> None:
    if settings is None:
        return
    found = _all(settings)
    found.pop(key, None)
    value = asdict(choices)
    if choices.expanded is not None and len(choices.expanded) > MOST_GROUPS:
        # An overview of thousands of open groups is made again faster than it is read.
        value.update(expanded=None, scale=0.0)
    found[key] = value
    for old in list(found)[:-MOST]:
        del found[old]
    settings.setValue(KEY, json.dumps(found))


def _all(settings: QSettings | None) -> dict[str, Any]:
    if settings is None:
        return {}
    try:
        found = json.loads(str(settings.value(KEY, "{}")))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
