"""Sensitivities without a run per layer: weight SQNR, and the diagonal of the Fisher information."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import replace

import torch
from torch import Tensor, nn

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import ModelError
from edgeviz.core.sensitivity import Cell, Part
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.quant.fake import FakeQuantize
from edgeviz.engine.sense.batches import batches
from edgeviz.engine.sense.likelihood import ending, fisher_direction, log_probabilities
from edgeviz.engine.sense.tables import Tables, decibels
from edgeviz.engine.session import Session
from edgeviz.jobs.context import Context

#: Samples that the Fisher diagonal takes: its sums run over thousands of weights, so few are enough.
FISHER_SAMPLES = 128
#: Elements of an activation that are looked at together: the few passes for every width then stay in the cache.
BLOCK = 1 << 16


def weight_errors(context: Context, tables: Tables) -> Iterator[Cell]:
    """SQNR cells: ‖Q(w) − w‖² / ‖w‖² of every weight at every width. Needs no data, and no model that runs."""
    values = {weight.name: tables.stored(weight) for weight in tables.weights}
    for bits in tables.weight_specs:
        for weight in tables.weights:
            context.check()
            noise, signal = powers(tables.quantized(weight, values[weight.name], bits), values[weight.name])
            loss = noise / signal if signal else 0.0
            for layer in weight.layers:
                yield Cell(layer.key, Part.WEIGHT, bits, loss / len(weight.layers), decibels(noise, signal))


def fisher(context: Context, tables: Tables, data: DataSpec, samples: int) -> Iterator[list[Cell]]:
    """Fisher cells, twice: a first estimate after one batch, then that from all samples.

    ½ Σ_j F_jj δ_j² is the second-order term of KL(float ‖ quantized) with the weights' (or activations') errors
    taken as uncorrelated. F = E_x E_y~p [∇log p ∇log pᵀ], of the model's own predictions: unlike the empirical
    Fisher it needs no labels and does not vanish where the model is right (Kunstner et al. 2019). One backward pass
    of a random direction (``fisher_direction``) gives it for a whole batch: the directions of two samples are
    independent, so that the square of the summed gradient has the expectation of the summed squares.
    Raises ModelError where no gradient reaches any layer.
    """
    opened = tables.opened
    split = opened.data(data).validation
    x = split.x[: min(samples, FISHER_SAMPLES)]
    params = tables.activation_params(data, lambda seen: context.progress(0, len(x), f"Calibrating: {seen} samples"))
    module, taps = _tapped(opened, tables)
    for key, taps_of_layer in taps.items():
        for tap in taps_of_layer:
            tap.quantizers = {b: FakeQuantize(params[tap.tensor, s]) for b, s in tables.activation_specs.items()}
            tap.key = key
    squares = {weight.name: torch.zeros_like(module.weight(weight.name)) for weight in tables.weights}
    reached: set[str] = set()
    ends_in = ending(opened.graph)
    generator = torch.Generator().manual_seed(0)
    done = 0
    for part, rows in batches(opened, x, opened.batch(x)):
        context.progress(done, len(x), "Gradients")
        for weight in tables.weights:
            module.weight(weight.name).grad = None
        with torch.enable_grad():
            output = module(part)
            log_p = log_probabilities(output[0] if isinstance(output, tuple) else output, ends_in)
            direction = fisher_direction(log_p.detach(), generator)
            direction[rows:] = 0.0  # rows that only fill up a fixed batch
            for tap in (tap for found in taps.values() for tap in found):
                tap.rows = rows
            if not log_p.requires_grad:
                raise no_gradient(opened)
            # log p has the gradient J_z (I − 1pᵀ); v sums to 0 over the classes, so this is J_zᵀ v of the logits z.
            log_p.backward(direction)
        for weight in tables.weights:
            grad = module.weight(weight.name).grad
            if grad is not None:
                reached.add(weight.name)
                squares[weight.name].addcmul_(grad, grad)
        first = done == 0
        done += rows
        if first and done < len(x):
            yield _fisher_cells(tables, module, squares, reached, taps, done)
    if not reached and not any(tap.samples for found in taps.values() for tap in found):
        raise no_gradient(opened)
    missed = [layer.key for weight in tables.weights if weight.name not in reached for layer in weight.layers]
    if missed:
        context.log(f"No gradient reaches the weights of {', '.join(missed[:5])}: measure them instead.", "warning")
    yield _fisher_cells(tables, module, squares, reached, taps, done)
    context.progress(len(x), len(x), "Gradients")


def no_gradient(opened: Session) -> ModelError:
    return ModelError(
        f"{opened.path.name} has no gradient: its operators round or compare.",
        "Choose the measured sensitivity instead.",
    )


class _Tap(nn.Module):
    """Passes a tensor on; on the way back sums up ½ Σ g² δ² for every width."""

    def __init__(self, tensor: str) -> None:
        super().__init__()
        self.tensor = tensor
        self.key = ""
        self.quantizers: dict[int, FakeQuantize] = {}
        self.rows = 0
        self.samples = 0
        self.totals: dict[int, float] = {}
        self.noise: dict[int, float] = {}
        self.signal = 0.0

    def forward(self, x: Tensor) -> Tensor:
        if not torch.is_grad_enabled() or not x.is_floating_point():
            return x
        passed = x.view_as(x) if x.requires_grad else x.detach().requires_grad_()
        kept = passed.detach()
        passed.register_hook(lambda grad: self._collect(kept, grad))
        return passed

    @torch.no_grad()
    def _collect(self, x: Tensor, grad: Tensor) -> None:
        if x.ndim < 2 or len(x) < self.rows:  # the batch is not the first axis: all of it is one block
            blocks = [(x, grad)]
        else:
            step = max(1, BLOCK * len(x) // max(1, x.numel()))
            x, grad = x[: self.rows], grad[: self.rows]
            blocks = list(zip(x.split(step), grad.split(step), strict=True))
        self.samples += self.rows
        for values, slope in blocks:
            self.signal += _power(values)
            for bits, quantizer in self.quantizers.items():
                error = quantizer(values).sub_(values)
                self.noise[bits] = self.noise.get(bits, 0.0) + _power(error)
                self.totals[bits] = self.totals.get(bits, 0.0) + _power(error.mul_(slope)) / 2


def _tapped(opened: Session, tables: Tables) -> tuple[OnnxModule, dict[str, list[_Tap]]]:
    """A copy of the module with gradients for the layers' weights only, and a tap at every point."""
    module = copy.deepcopy(opened.module)
    module.requires_grad_(False)
    for weight in tables.weights:
        module.weight(weight.name).requires_grad_()
    taps: dict[str, list[_Tap]] = {}
    if tables.activation_specs:
        for key, points in tables.points.items():
            for point in points:
                tap = _Tap(point.tensor)
                module.insert(point.tensor, point.consumers, tap)
                taps.setdefault(key, []).append(tap)
    return module, taps


def _fisher_cells(
    tables: Tables,
    module: OnnxModule,
    squares: dict[str, Tensor],
    reached: set[str],
    taps: dict[str, list[_Tap]],
    samples: int,
) -> list[Cell]:
    cells = []
    for bits in tables.weight_specs:
        for weight in tables.weights:
            if weight.name not in reached:
                continue
            values = module.weight(weight.name).detach()
            quantized = tables.quantized(weight, values, bits)
            noise, signal = powers(quantized, values)
            error = quantized.sub_(values).square_().mul_(squares[weight.name])
            loss = float(error.sum(dtype=torch.float64)) / (2 * samples)
            cell = Cell("", Part.WEIGHT, bits, loss / len(weight.layers), decibels(noise, signal), samples=samples)
            cells += [replace(cell, layer=layer.key) for layer in weight.layers]
    for bits in tables.activation_specs:
        for key, found in taps.items():
            if not all(tap.samples for tap in found) or not found:
                continue
            loss = sum(tap.totals[bits] / tap.samples for tap in found)
            noise, signal = sum(tap.noise[bits] for tap in found), sum(tap.signal for tap in found)
            cells.append(Cell(key, Part.ACTIVATION, bits, loss, decibels(noise, signal), samples=samples))
    return cells


def powers(quantized: Tensor, values: Tensor) -> tuple[float, float]:
    """Noise and signal: the summed squares of the error and of the values."""
    return _power(quantized - values), _power(values)


def _power(values: Tensor) -> float:
    return float(torch.linalg.vector_norm(values, dtype=torch.float32)) ** 2
