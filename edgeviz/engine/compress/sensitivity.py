"""Job: how much the network suffers from pruning each layer alone, single weights or channels, before any retraining.

As in ``sense.measured`` a batch runs through the network once, and at each layer the rest runs once for every
sparsity. A channel is cut by setting all that makes and reads it to zero, which computes the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError, EdgeVizError, ModelError
from edgeviz.core.prune_sensitivity import SPARSITIES, PruneCell, PruneSensitivity
from edgeviz.core.train_request import Pruning, Structure
from edgeviz.core.training import number
from edgeviz.engine.compress.shrink import Channels, candidates
from edgeviz.engine.evaluate import now
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.sense.batches import batches
from edgeviz.engine.sense.cut import Branch, Cuts, weight_branch
from edgeviz.engine.sense.likelihood import cross_entropy, divergence, ending, log_probabilities
from edgeviz.engine.session import Session, session
from edgeviz.jobs.context import Context

#: Samples after which every cell has a first value; then they double until all are seen.
FIRST = 64
#: Bytes of live tensors that a batch may leave at a cut.
LIVE_BYTES = 256 << 20


class _Part:
    """What is pruned alone: ``swapped`` gives the tensors of a sparsity."""

    layers: tuple[str, ...]
    branch: Branch

    def swapped(self, sparsity: float) -> Mapping[str, Tensor]:
        raise NotImplementedError

    def removed(self, sparsity: float) -> int:
        raise NotImplementedError


class _Weights(_Part):
    """The smallest weights of a tensor, as ``pruner.largest`` takes them (equals of the last one go with it)."""

    def __init__(self, module: OnnxModule, name: str, layers: tuple[str, ...]) -> None:
        self.layers, self.branch = layers, weight_branch(module, name)
        self._name, self._weight = name, module.weight(name).detach()
        self._sizes = self._weight.abs()
        self._sorted = self._sizes.reshape(-1).sort().values

    def removed(self, sparsity: float) -> int:
        return round(sparsity * len(self._sorted))

    def swapped(self, sparsity: float) -> Mapping[str, Tensor]:
        count = self.removed(sparsity)
        if not count:
            return {self._name: self._weight}
        return {self._name: self._weight.masked_fill(self._sizes <= self._sorted[count - 1], 0.0)}


class _Group(_Part):
    """The least important channels of a group of layers."""

    def __init__(self, module: OnnxModule, channels: Channels) -> None:
        self.layers, self._channels = channels.group.layers, channels
        self._slices = [s for s in channels.group.slices if s.parameter in module.weights]
        self.branch = weight_branch(module, *dict.fromkeys(s.parameter for s in self._slices))
        self._weights = {s.parameter: module.weight(s.parameter).detach() for s in self._slices}
        self._order = np.argsort(channels.importance, kind="stable")

    def _gone(self, sparsity: float) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        count = min(round(sparsity * len(self._order)), len(self._order) - 1)
        return self._order[:count]

    def removed(self, sparsity: float) -> int:
        swapped = self._masks(sparsity)
        return sum(int((~mask).sum()) for mask in swapped.values())

    def _masks(self, sparsity: float) -> dict[str, Tensor]:
        gone = self._gone(sparsity)
        masks = {name: torch.ones_like(weight, dtype=torch.bool) for name, weight in self._weights.items()}
        for part in self._slices:
            rows = torch.from_numpy(np.ascontiguousarray(part.positions[gone].ravel()))
            masks[part.parameter].index_fill_(part.axis, rows, False)
        return masks

    def swapped(self, sparsity: float) -> Mapping[str, Tensor]:
        return {name: self._weights[name] * mask for name, mask in self._masks(sparsity).items()}


@dataclass
class _Sum:
    samples: int = 0
    divergence: float = 0.0
    loss: float = 0.0
    hits: int = 0


def run(
    context: Context,
    path: str,
    data: DataSpec | None,
    structure: Structure = Structure.WEIGHTS,
    sparsities: Sequence[float] = SPARSITIES,
    samples: int = 1000,
    known: PruneSensitivity | None = None,
) -> PruneSensitivity:
    """The sensitivity to pruning of the model at ``path``; every cell is also emitted through ``context.result``.

    On at most ``samples`` of the validation split. A cell comes several times, each time from more samples: the last
    one holds. ``known``: an earlier table; its cells from as many samples are not computed again.
    Raises ModelError, DataError, EdgeVizError.
    """
    if structure is Structure.N_OF_M:
        raise EdgeVizError("N:M has one sparsity for every layer.", "Look at single weights or at channels.")
    for share in sparsities:
        number("sparsity", share, 0.0, 0.999, above=True)
    if not sparsities or samples < 1:
        raise EdgeVizError("There is nothing to try.", "Choose at least one sparsity and one sample.")
    opened = session(path)
    if opened.graph.missing_operators:
        raise ModelError(
            f"{opened.path.name} cannot be run: it uses {', '.join(opened.graph.missing_operators)}.",
            "Choose a model whose operators EdgeViz covers.",
        )
    if data is None:
        raise DataError("This sensitivity runs the model on data.", "Choose a data set.")
    context.progress(0, None, "Reading data")
    held = opened.data(data, lambda done, total: context.progress(done, total, "Reading data")).validation
    samples = min(samples, len(held))
    table = PruneSensitivity(structure, samples, {}, now())
    if known is not None and known.structure is structure:
        table = table.with_cells(cell for cell in known.cells.values() if cell.samples >= samples)
    parts = _weights(opened) if structure is Structure.WEIGHTS else _groups(context, opened)
    new = []
    for cell in _measure(context, opened, parts, held.x[:samples], held.y[:samples], tuple(sparsities), table):
        context.result(cell)
        new.append(cell)
    return table.with_cells(new)


def _weights(opened: Session) -> list[_Part]:
    by_weight: dict[str, list[str]] = {}
    for layer in opened.graph.layers:
        if layer.weight in opened.module.weights and opened.module.weight(layer.weight).is_floating_point():
            by_weight.setdefault(layer.weight, []).append(layer.key)
    return [_Weights(opened.module, name, tuple(layers)) for name, layers in by_weight.items()]


def _groups(context: Context, opened: Session) -> list[_Part]:
    found = candidates(opened.prepared, opened.graph, Pruning(Structure.CHANNELS))
    left = [channels.group.layers[0] for channels in found if not channels.group.exact]
    if left:
        context.log(
            f"Left out: {', '.join(left[:3])}{' …' * (len(left) > 3)}. A layer norm is over these channels, so that "
            "setting them to zero is not what cutting them does.",
            "warning",
        )
    parts: list[_Part] = [_Group(opened.module, channels) for channels in found if channels.group.exact]
    if not parts:
        raise ModelError(f"{opened.path.name} has no channels that could be cut.", "Look at single weights instead.")
    return parts


def _measure(
    context: Context,
    opened: Session,
    parts: list[_Part],
    x: np.ndarray[tuple[int, ...], np.dtype[np.float32]],
    y: np.ndarray[tuple[int], np.dtype[np.int64]],
    sparsities: tuple[float, ...],
    table: PruneSensitivity,
) -> Iterator[PruneCell]:
    sums = {
        (row, s): _Sum() for row, part in enumerate(parts) for s in sparsities if (part.layers, s) not in table.cells
    }
    if not sums:
        return
    removed = {(row, s): parts[row].removed(s) for row, s in sums}
    module, ends_in = opened.module, ending(opened.graph)
    cuts = Cuts(module, [part.branch for part in parts])
    batch = opened.batch(x)
    if batch != opened.fixed_batch:
        batch = max(1, min(batch, LIVE_BYTES // max(1, cuts.bytes_per_sample(opened.graph))))
    begin, done, total = 0, 0, len(sums) * len(x)
    with torch.inference_mode():
        while begin < len(x):
            end = min(len(x), max(FIRST, 2 * begin))
            at = begin
            for inputs, rows in batches(opened, x[begin:end], batch):
                labels = torch.from_numpy(y[at : at + rows])
                whole = module(inputs)
                log_p = log_probabilities(whole[0] if isinstance(whole, tuple) else whole, ends_in)[:rows]
                loss, right = cross_entropy(log_p, labels), log_p.argmax(dim=1) == labels
                state = cuts.start([inputs])
                for place, position in enumerate(cuts.places):
                    state = cuts.advance(state, place)
                    for (row, s), found in sums.items():
                        part = parts[row]
                        if part.branch.at != position:
                            continue
                        output = part.branch.run(module, state, part.swapped(s))
                        if output is not None:
                            pruned = log_probabilities(output, ends_in)[:rows]
                            found.divergence += float(divergence(log_p, pruned).sum())
                            found.loss += float((cross_entropy(pruned, labels) - loss).sum())
                            found.hits += int((pruned.argmax(dim=1) == labels).sum()) - int(right.sum())
                        found.samples += rows
                        done += rows
                        context.progress(done, total, f"{part.layers[0]}, {100 * s:g} %")
                at += rows
            begin = end
            for (row, s), found in sums.items():
                n = found.samples
                yield PruneCell(
                    parts[row].layers, s, found.divergence / n, found.loss / n, found.hits / n, n, removed[row, s]
                )
