"""Weight sharing with trained centroids (Han et al. 2016, section 3)."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from edgeviz.core.compress.stream import SharedLayer
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.quant.schemes import centroids
from edgeviz.engine.train import estimators

Array = NDArray[np.float32]


def share(name: str, weights: Array, bits: int) -> SharedLayer:
    """``weights`` as at most 2^bits values by k-means, linearly initialized: the way that section 3.2 finds best.

    Where there are zeros they stay zeros: the first value, which takes one of the 2^bits. Values that no weight takes
    are left out.
    """
    flat = weights.reshape(-1)
    left = flat[flat != 0]
    pruned = len(left) < len(flat)
    count = (1 << bits) - pruned
    found = np.unique(left)
    if len(found) > count:
        found = np.unique(centroids(left, count).astype(np.float32))
    borders = (found[1:].astype(np.float64) + found[:-1]) / 2
    members = np.searchsorted(borders, left)
    used, members = np.unique(members, return_inverse=True)
    table = np.concatenate([np.zeros(int(pruned), np.float32), found[used]])
    codes = np.zeros(len(flat), np.uint8)
    codes[flat != 0] = members + pruned
    return SharedLayer(name, codes.reshape(weights.shape), table.astype(np.float32))


class SharedWeight(nn.Module):
    """Stands for a weight while its centroids are trained; a pruned weight stays zero.

    The gradient of a centroid is the sum of those of its members.
    """

    codes: Tensor

    def __init__(self, layer: SharedLayer, pruned: bool) -> None:
        super().__init__()
        self.pruned = pruned
        self.register_buffer("codes", torch.from_numpy(layer.codes.astype(np.int64)), persistent=False)
        self.centroids = nn.Parameter(torch.from_numpy(layer.table[int(pruned) :].copy()))

    def table(self) -> Tensor:
        """float32 [k]"""
        return torch.cat([self.centroids.new_zeros(1), self.centroids]) if self.pruned else self.centroids

    def forward(self, w: Tensor) -> Tensor:
        return estimators.shared_weights(self.table(), self.codes)


class Sharing:
    """A module whose weights share values: ``module`` goes to ``loop.fit``, ``layers`` is what it comes to."""

    def __init__(self, module: OnnxModule, layers: list[SharedLayer]) -> None:
        """``module`` is changed: ``layers`` are read in the place of its weights."""
        self.module = module
        self._layers = layers
        self._weights: dict[str, SharedWeight] = {}
        for layer in layers:
            pruned = bool((layer.codes == 0).any()) and len(layer.table) > 0 and layer.table[0] == 0
            weight = SharedWeight(layer, bool(pruned))
            readers = [one.key for one in module.operations if layer.name in one.inputs]
            module.insert(layer.name, readers, weight)
            module.weight(layer.name).requires_grad_(False)
            self._weights[layer.name] = weight

    @torch.no_grad()
    def layers(self) -> list[SharedLayer]:
        """The layers with the centroids as they are now."""
        return [
            SharedLayer(one.name, one.codes, self._weights[one.name].table().cpu().numpy().copy())
            for one in self._layers
        ]
