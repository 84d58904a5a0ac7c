"""Sensitivities from the Hessian's trace (HAWQ-V2, Dong et al. 2020), by random vectors and double backward."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor
from torch.nn.attention import SDPBackend, sdpa_kernel

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import ModelError
from edgeviz.core.sensitivity import Cell, CellKey, Part, Trace
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.sense.batches import batches
from edgeviz.engine.sense.instant import no_gradient, powers
from edgeviz.engine.sense.likelihood import ending, log_probabilities
from edgeviz.engine.sense.tables import Tables, Weight, decibels
from edgeviz.engine.session import Floats, Session
from edgeviz.jobs.context import Context

#: Calibration samples that are looked at: an average over thousands of weights needs few.
HESSIAN_SAMPLES = 128
#: Vectors after which a layer's cells are handed over again.
EVERY = 8
#: Bytes of tensors that one product may keep: both gradients need what every operator took and gave.
GRAPH_BYTES = 1 << 30
#: Copies of the activations that live at once: forward, backward, and the backward of both.
COPIES = 4


def samples_taken(opened: Session, data: DataSpec, wanted: int) -> int:
    """How many samples the estimate rests on: whole batches, so that every sample counts the same."""
    return len(_inputs(opened, data, wanted)[0])


def hessian(
    context: Context, tables: Tables, data: DataSpec, samples: int, known: Mapping[CellKey, Cell]
) -> Iterator[list[Cell]]:
    """Hessian cells of the weights: Ω = mean trace · ‖Q(w) − w‖² (HAWQ-V2, eq. 10 with the trace divided by n).

    The trace is Hutchinson's estimate, the mean of zᵀHz over vectors z of random signs; H z is a gradient of the
    gradient's inner product with z (Pearlmutter 1994). One layer has a vector at a time: with all at once a layer
    would carry the noise of its coupling to every other, which in a network with one stiff layer buries the rest.

    H is that of KL(float ‖ changed) in the changed weights, at the float ones: the loss that the measured sensitivity
    measures. It needs no labels and its blocks are never negative; in a network of piecewise linear operators they
    are those of the cross-entropy with labels, whose second derivative in the logits does not know the label.

    Every vector takes the next batch of the calibration split, so that the stated standard error covers both the
    vectors and the samples. Cells come after one vector, at every doubling and every ``EVERY``. A layer is through
    when its ``Trace.is_converged`` at the end of a round over the batches. Vector i has a seed of its own, and
    ``known`` cells carry their sums: a run that goes on gives what one without a break gives. Raises ModelError,
    which names the operator where one has no second derivative.
    """
    opened = tables.opened
    x, batch = _inputs(opened, data, samples)
    parts = list(batches(opened, x, batch))
    module = _differentiable(opened, tables)
    ends_in = ending(opened.graph)
    traces = {weight.name: _known(tables, weight, known) for weight in tables.weights}
    errors = _Errors(tables, module)

    def is_through(trace: Trace) -> bool:
        return trace.is_converged and trace.vectors % len(parts) == 0

    def seen(trace: Trace) -> int:
        return min(trace.vectors * batch, len(x))

    for weight in tables.weights:
        if is_through(traces[weight.name]):
            yield errors.cells(weight, traces[weight.name], seen(traces[weight.name]))
    waiting = [weight for weight in tables.weights if not is_through(traces[weight.name])]
    missed: list[Weight] = []
    while waiting:
        number = min(traces[weight.name].vectors for weight in waiting)
        part, rows = parts[number % len(parts)]
        now = [weight for weight in waiting if traces[weight.name].vectors == number]
        slopes = _slopes(opened, module, now, part, rows, ends_in)
        missed += [weight for weight in now if weight.name not in slopes]
        for weight in (weight for weight in now if weight.name in slopes):
            _say(context, tables, traces, missed)
            draw = _draw(opened, module, weight, slopes[weight.name], part, seed=number)
            trace = traces[weight.name] = traces[weight.name].with_draw(draw)
            count = trace.vectors
            if count & (count - 1) == 0 or count % EVERY == 0 or is_through(trace):
                yield errors.cells(weight, trace, seen(trace))
        waiting = [w for w in waiting if w not in missed and not is_through(traces[w.name])]
    if missed and len(missed) == len(tables.weights):
        raise no_gradient(opened)
    if missed:
        names = ", ".join([layer.key for weight in missed for layer in weight.layers][:5])
        context.log(f"No gradient reaches the weights of {names}: measure them instead.", "warning")
    _say(context, tables, traces, list(tables.weights))


def _say(context: Context, tables: Tables, traces: Mapping[str, Trace], over: Sequence[Weight]) -> None:
    """Progress counts every layer as if it needed all vectors; one that is through early jumps ahead."""
    names = {weight.name for weight in over}
    done = sum(
        Trace.VECTORS if name in names or trace.is_converged else min(trace.vectors, Trace.VECTORS)
        for name, trace in traces.items()
    )
    context.progress(done, Trace.VECTORS * len(tables.weights), "Hessian vectors")


def _inputs(opened: Session, data: DataSpec, wanted: int) -> tuple[Floats, int]:
    """The samples, and how many make a batch."""
    x = opened.data(data).calibration.x[: min(wanted, HESSIAN_SAMPLES)]
    batch = opened.batch(x)
    if batch != opened.fixed_batch:
        sizes = sum(t.nbytes or 0 for t in opened.graph.tensors.values() if not t.is_parameter)
        batch = max(1, min(batch, len(x), GRAPH_BYTES // max(1, COPIES * sizes)))
    whole = len(x) // batch * batch if len(x) > batch else len(x)
    return x[: min(whole, Trace.VECTORS * batch)], batch


def _differentiable(opened: Session, tables: Tables) -> OnnxModule:
    module = copy.deepcopy(opened.module)
    module.requires_grad_(False)
    for weight in tables.weights:
        module.weight(weight.name).requires_grad_()
    return module


def _known(tables: Tables, weight: Weight, known: Mapping[CellKey, Cell]) -> Trace:
    """What an earlier run found of the trace, whatever the width: it does not depend on it."""
    cells = (known.get((weight.layers[0].key, Part.WEIGHT, bits)) for bits in tables.weight_specs)
    traces = [cell.trace for cell in cells if cell is not None and cell.trace is not None]
    return max(traces, key=lambda trace: trace.vectors, default=Trace())


def _slopes(
    opened: Session, module: OnnxModule, weights: Sequence[Weight], part: Tensor, rows: int, ends_in: str
) -> dict[str, Tensor]:
    """The gradient of the mean divergence over ``rows`` of a batch, ready to be differentiated again.

    Weights that it does not reach are left out.
    """
    try:
        # The other kernels of the attention operator have no second derivative.
        with torch.enable_grad(), sdpa_kernel(SDPBackend.MATH):
            output = module(part)
            log_p = log_probabilities(output[0] if isinstance(output, tuple) else output, ends_in)[:rows]
            if not log_p.requires_grad:
                return {}
            # The divergence up to a constant, which has no gradient.
            loss = -(log_p.detach().exp() * log_p).sum() / rows
            values = [module.weight(weight.name) for weight in weights]
            found = torch.autograd.grad(loss, values, create_graph=True, allow_unused=True)
    except RuntimeError as error:
        raise _no_second(opened, module, part, error) from error
    return {weight.name: slope for weight, slope in zip(weights, found, strict=True) if slope is not None}


def _draw(opened: Session, module: OnnxModule, weight: Weight, slope: Tensor, part: Tensor, seed: int) -> float:
    """zᵀHz / n for one weight and one vector."""
    value = module.weight(weight.name)
    position = next(row for row, name in enumerate(module.weights.names()) if name == weight.name)
    signs = _signs(value, torch.Generator().manual_seed((position << 32) + seed))
    try:
        with sdpa_kernel(SDPBackend.MATH):
            draw = curvature(slope, value, signs) / value.numel()
    except RuntimeError as error:
        raise _no_second(opened, module, part, error) from error
    if not math.isfinite(draw):
        raise ModelError(
            f'The second derivative at the layer "{weight.layers[0].key}" is not a finite number.',
            "Choose the measured sensitivity instead.",
        )
    return draw


def curvature(slope: Tensor, value: Tensor, direction: Tensor) -> float:
    """zᵀHz from the gradient ``slope`` of a loss in ``value``, made with ``create_graph``, and z = ``direction``."""
    if not slope.requires_grad:
        return 0.0
    with torch.enable_grad():
        inner = (slope * direction).sum()
        (product,) = torch.autograd.grad(inner, value, retain_graph=True, allow_unused=True)
    return 0.0 if product is None else float((product * direction).sum(dtype=torch.float64))


def _signs(value: Tensor, generator: torch.Generator) -> Tensor:
    bits = torch.randint(0, 2, value.shape, generator=generator, dtype=torch.int8)
    return (bits * 2 - 1).to(value.dtype)


def _no_second(opened: Session, module: OnnxModule, part: Tensor, error: Exception) -> ModelError:
    """Which operator it is: each is differentiated twice by itself, in the order of the network."""
    what = f"{opened.path.name} cannot be differentiated twice."
    for operation in module.operations:
        named = dict.fromkeys(name for name in operation.inputs if name)
        values = module.observe(tuple(named), part)
        given = [values[name].detach().clone() if name else None for name in operation.inputs]
        leaves = [v.requires_grad_() for v in given if v is not None and v.is_floating_point()]
        if not leaves:
            continue
        try:
            with torch.enable_grad(), sdpa_kernel(SDPBackend.MATH):
                result = operation.run(*given)
                outputs = [v for v in (result if isinstance(result, tuple) else (result,)) if isinstance(v, Tensor)]
                outputs = [v for v in outputs if v.requires_grad]
                if not outputs:
                    continue
                total = sum((v.square().sum() for v in outputs), torch.zeros(()))
                first = torch.autograd.grad(total, leaves, create_graph=True, allow_unused=True)
                again = sum((g.square().sum() for g in first if g is not None), torch.zeros(()))
                if again.requires_grad:
                    torch.autograd.grad(again, leaves, allow_unused=True)
        except RuntimeError:
            what = f'The operator {operation.op} of the layer "{operation.key}" has no second derivative.'
            break
    return ModelError(
        what, "Choose the Fisher or the measured sensitivity instead.", f"{type(error).__name__}: {error}"
    )


@dataclass
class _Errors:
    """The squared weight errors at every width, and cells from them. They are worked out once."""

    tables: Tables
    module: OnnxModule

    def __post_init__(self) -> None:
        self._powers: dict[tuple[str, int], tuple[float, float]] = {}

    def cells(self, weight: Weight, trace: Trace, samples: int) -> list[Cell]:
        found = []
        for bits in self.tables.weight_specs:
            noise, signal = self._of(weight, bits)
            loss = max(0.0, trace.mean) * noise / len(weight.layers)
            cell = Cell("", Part.WEIGHT, bits, loss, decibels(noise, signal), samples=samples, trace=trace)
            found += [replace(cell, layer=layer.key) for layer in weight.layers]
        return found

    def _of(self, weight: Weight, bits: int) -> tuple[float, float]:
        if (weight.name, bits) not in self._powers:
            values = self.module.weight(weight.name).detach()
            self._powers[weight.name, bits] = powers(self.tables.quantized(weight, values, bits), values)
        return self._powers[weight.name, bits]
