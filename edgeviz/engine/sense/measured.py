"""Measured sensitivities: every pair of layer and width alone, without computing anything twice.

Batches are outermost. Within one the float run advances from layer to layer, and at each layer the rest of the
network runs once for every width, on what the float run has left there: about half the work of full evaluations.
Memory: the live tensors of one batch. The numbers are those of full evaluations, because the operators and the
batches are the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from edgeviz.core.dataset import DataSpec
from edgeviz.core.sensitivity import Cell, CellKey, Part
from edgeviz.core.spec import Spec
from edgeviz.engine.quant.fake import FakeQuantize
from edgeviz.engine.quant.params import QuantParams
from edgeviz.engine.sense.batches import batches
from edgeviz.engine.sense.cut import Branch, Cuts, State, point_branch, weight_branch
from edgeviz.engine.sense.likelihood import cross_entropy, divergence, ending, log_probabilities
from edgeviz.engine.sense.tables import Tables, Weight, decibels
from edgeviz.jobs.context import Context

#: Samples after which every pair has a first, provisional cell; then they double until all are seen.
FIRST = 16
#: Bytes of live tensors that a batch may leave at a cut.
LIVE_BYTES = 256 << 20
#: Bytes of quantized weights that are kept from batch to batch; more are made again.
KEPT_BYTES = 256 << 20


@dataclass
class _Pair:
    """A branch at one width, what it is for, and its sums over the samples seen."""

    layers: tuple[str, ...]
    part: Part
    bits: int
    sqnr: float | None = None
    samples: int = 0
    divergence: float = 0.0
    loss_change: float = 0.0
    hits: int = 0

    def resume(self, cell: Cell) -> None:
        self.samples, self.sqnr = cell.samples, cell.sqnr
        self.divergence = cell.loss * len(self.layers) * cell.samples
        self.loss_change = (cell.loss_change or 0.0) * cell.samples
        self.hits = round((cell.accuracy_change or 0.0) * cell.samples)

    def cells(self) -> Iterator[Cell]:
        n = self.samples
        cell = Cell(
            "", self.part, self.bits, self.divergence / n / len(self.layers), self.sqnr,
            self.loss_change / n, self.hits / n, n,
        )  # fmt: skip
        for layer in self.layers:
            yield replace(cell, layer=layer)


@dataclass(frozen=True)
class _Group:
    """A branch with its pairs, one for each width."""

    branch: Branch
    weight: Weight | None
    tensors: tuple[str, ...]
    pairs: tuple[_Pair, ...]


@dataclass(frozen=True)
class _Batch:
    """A batch with the float model's answer to it."""

    x: Tensor
    rows: int
    labels: Tensor
    log_p: Tensor
    loss: Tensor
    hits: Tensor


class Measurement:
    """All pairs of ``tables`` on the first ``samples`` of the validation split. Cells come from ``run``.

    ``known`` cells with as many samples are not computed again; those with fewer are continued.
    """

    def __init__(
        self, context: Context, tables: Tables, data: DataSpec, samples: int, known: Mapping[CellKey, Cell]
    ) -> None:
        self._context, self._tables = context, tables
        self._opened = tables.opened
        split = self._opened.data(data).validation
        self._x, self._y = split.x[:samples], split.y[:samples]
        self._ends_in = ending(self._opened.graph)
        self._weights: dict[tuple[str, int], Tensor] = {}
        size = sum(layer.weight_elements * 4 for w in tables.weights for layer in w.layers[:1])
        self._keep = size * len(tables.weight_specs) <= KEPT_BYTES
        self._groups = self._make_groups(known)
        self._total = sum(len(self._x) - p.samples for g in self._groups for p in g.pairs)
        self._done = 0
        wanted = any(g.weight is None for g in self._groups)
        self._params: Mapping[tuple[str, Spec], QuantParams] = {}
        if wanted:
            self._params = tables.activation_params(data, lambda seen: self._say(f"Calibrating: {seen} samples"))
        self._quantizers: dict[tuple[str, int], FakeQuantize] = {}

    def _make_groups(self, known: Mapping[CellKey, Cell]) -> list[_Group]:
        tables, module = self._tables, self._opened.module
        found = []
        for weight in tables.weights:
            pairs = self._open_pairs(tuple(x.key for x in weight.layers), Part.WEIGHT, tables.weight_specs, known)
            if pairs:
                found.append(_Group(weight_branch(module, weight.name), weight, (), pairs))
        for key, points in tables.points.items() if tables.activation_specs else ():
            pairs = self._open_pairs((key,), Part.ACTIVATION, tables.activation_specs, known)
            if pairs and points:
                found.append(_Group(point_branch(module, points), None, tuple(p.tensor for p in points), pairs))
        return found

    def _open_pairs(
        self, layers: tuple[str, ...], part: Part, specs: Mapping[int, Spec], known: Mapping[CellKey, Cell]
    ) -> tuple[_Pair, ...]:
        pairs = []
        for bits in specs:
            pair = _Pair(layers, part, bits)
            cell = known.get((layers[0], part, bits))
            if cell is not None:
                pair.resume(cell)
            if pair.samples < len(self._x):
                pairs.append(pair)
        return tuple(pairs)

    def run(self) -> Iterator[Cell]:
        """Cells as they come: each pair's again whenever the samples have doubled."""
        if not self._groups:
            return
        opened = self._opened
        cuts = Cuts(opened.module, [group.branch for group in self._groups])
        batch = opened.batch(self._x)
        if batch != opened.fixed_batch:
            batch = max(1, min(batch, LIVE_BYTES // max(1, cuts.bytes_per_sample(opened.graph))))
        ends = self._ends()
        with torch.inference_mode():
            for number, (begin, end) in enumerate(zip([0, *ends], ends, strict=False)):
                # While there is nothing yet, one width after the other: a whole column tells more than a whole row.
                widths = max(len(g.pairs) for g in self._groups) if number == 0 else 1
                for width in range(widths):
                    chosen = slice(width, width + 1) if number == 0 else slice(None)
                    waiting = [(g, [p for p in g.pairs[chosen] if p.samples <= begin]) for g in self._groups]
                    waiting = [(group, pairs) for group, pairs in waiting if pairs]
                    if waiting:
                        yield from self._stretch(cuts, waiting, begin, end, batch)

    def _ends(self) -> list[int]:
        """Where the samples are cut: after FIRST, then at every doubling, and where known cells stopped."""
        n = len(self._x)
        first = min(FIRST, n)
        ends = {n, *(p.samples for g in self._groups for p in g.pairs if p.samples)}
        while first < n:
            ends.add(first)
            first *= 2
        return sorted(ends)

    def _stretch(
        self, cuts: Cuts, waiting: list[tuple[_Group, list[_Pair]]], begin: int, end: int, batch: int
    ) -> Iterator[Cell]:
        at = begin
        for x, rows in batches(self._opened, self._x[begin:end], batch):
            floats = self._float(x, rows, torch.from_numpy(self._y[at : at + rows]))
            at += rows
            state = cuts.start([x])
            for place, position in enumerate(cuts.places):
                here = [(group, pairs) for group, pairs in waiting if group.branch.at == position]
                if position > max(group.branch.at for group, _ in waiting):
                    break
                state = cuts.advance(state, place)
                for group, pairs in here:
                    for pair in pairs:
                        self._score(pair, self._output(group, pair, state), floats)
                        if at == end:
                            yield from pair.cells()

    def _float(self, x: Tensor, rows: int, labels: Tensor) -> _Batch:
        output = self._opened.module(x)
        log_p = self._log_p(output[0] if isinstance(output, tuple) else output, rows)
        return _Batch(x, rows, labels, log_p, cross_entropy(log_p, labels), self._hits(log_p, labels))

    def _log_p(self, output: Tensor, rows: int) -> Tensor:
        return log_probabilities(output, self._ends_in)[:rows]

    @staticmethod
    def _hits(log_p: Tensor, labels: Tensor) -> Tensor:
        return log_p.argmax(dim=1) == labels

    def _output(self, group: _Group, pair: _Pair, state: State) -> Tensor | None:
        module = self._opened.module
        if group.weight is not None:
            return group.branch.run(module, state, {group.weight.name: self._weight(group.weight, pair)})
        spec = self._tables.activation_specs[pair.bits]
        for tensor, switch in zip(group.tensors, group.branch.switches, strict=True):
            key = (tensor, pair.bits)
            if key not in self._quantizers:
                self._quantizers[key] = FakeQuantize(self._params[tensor, spec])
            switch.now = self._quantizers[key]
        return group.branch.run(module, state, {})

    def _weight(self, weight: Weight, pair: _Pair) -> Tensor:
        found = self._weights.get((weight.name, pair.bits))
        if found is None:
            values = self._opened.module.weight(weight.name).detach()
            found = self._tables.quantized(weight, values, pair.bits)
            if pair.sqnr is None:
                noise = float((found - values).square_().sum(dtype=torch.float64))
                pair.sqnr = decibels(noise, float(values.square().sum(dtype=torch.float64)))
            if self._keep:
                self._weights[weight.name, pair.bits] = found
        return found

    def _score(self, pair: _Pair, output: Tensor | None, floats: _Batch) -> None:
        if output is not None:
            log_p = self._log_p(output, floats.rows)
            pair.divergence += float(divergence(floats.log_p, log_p).sum())
            pair.loss_change += float((cross_entropy(log_p, floats.labels) - floats.loss).sum())
            hits = self._hits(log_p, floats.labels)
            pair.hits += int(hits.sum()) - int(floats.hits.sum())
        pair.samples += floats.rows
        self._done += floats.rows
        self._say(f"{pair.layers[0]}, {pair.bits} bits")

    def _say(self, text: str) -> None:
        self._context.progress(self._done, self._total, text)
