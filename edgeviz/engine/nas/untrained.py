"""A member of any space as ONNX before it is trained: for its size, its operations and its latency."""

from __future__ import annotations

import onnx

from edgeviz.core.nas.space import Architecture, Space
from edgeviz.engine.nas.builders import MODEL, build
from edgeviz.engine.nas.from_model import derive


def proto_of(space: Space, architecture: Architecture, classes: int) -> onnx.ModelProto:
    """With new weights, or those of the model that the space was made of. Raises SpaceError, ModelError."""
    if space.builder == MODEL:
        return derive(space, architecture)
    return build(space, architecture, classes).proto(f"{space.key}-{architecture.key}")
