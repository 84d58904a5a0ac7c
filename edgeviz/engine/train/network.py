"""The network of a file as a teacher or a view wants it: as it was trained, for any number of samples at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.dataset import DataSpec
from edgeviz.engine.load.free_batch import with_free_batch
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import Session
from edgeviz.engine.train.result import trained_for


def network(opened: Session, data: DataSpec, x: NDArray[np.float32]) -> OnnxModule:
    """What is to be asked, for samples like ``x``.

    Where a file was trained for a recipe it is the quantized network: the float weights behind it were never a network
    of their own. Raises ModelError where the batch is fixed for good.
    """
    recipe = trained_for(opened.file.proto)
    if recipe is not None and not recipe.is_float32:
        return ready(opened, recipe, data).quantized()
    fixed = opened.fixed_batch
    if fixed is None or opened.batch(x[:4]) != fixed:
        return opened.module
    return OnnxModule.from_proto(with_free_batch(opened.prepared, fixed, x, opened.path.name))
