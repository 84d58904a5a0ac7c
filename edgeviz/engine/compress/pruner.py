"""Masks that keep pruned weights at zero while a network trains, and the rules by which they are chosen."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from edgeviz.core.graph import Layer, ModelGraph
from edgeviz.core.pruning import check, cubic, input_axis, share_of
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_request import Pruning, Scope, Score, Structure
from edgeviz.engine.load.torch_module import OnnxModule

#: Times at most that masks are chosen anew while the sparsity rises (Zhu and Gupta 2017 do it every 100 steps).
CHOICES = 100


class Pruner(nn.Module):
    """Which weights of ``module`` are zero: a part of it from now on, so that its state holds masks and steps.

    Single weights go by their magnitude within each layer (Han et al. 2015), across the network by LAMP or by plain
    magnitude too; N:M keeps the largest ``keep`` of every ``of`` consecutive inputs, for each output and each place of
    a kernel, as sparse tensor cores read them (Mishra et al. 2021). Layers whose inputs do not come in whole groups
    are left as they are.
    With a ramp the sparsity rises by the cubic schedule, without one, or without steps, everything is pruned here.
    A weight that several layers share is pruned once, by the share of the first.
    """

    def __init__(
        self, module: OnnxModule, graph: ModelGraph, wanted: Pruning, steps: int, recipe: Recipe | None = None
    ) -> None:
        """``steps``: updates of the whole training. CHANNELS has no masks: see ``shrink``.

        ``recipe``: what the weights are trained to be, whose schemes need a zero. Raises RecipeError.
        """
        super().__init__()
        if wanted.structure is Structure.CHANNELS:
            raise ValueError("channels are cut, not masked")
        check(graph, wanted, recipe)
        self._wanted = wanted
        self._until = max(1, round(wanted.ramp * steps)) if wanted.ramp and steps else 0
        self._every = max(1, self._until // CHOICES)
        # In a tuple, because a module that is registered in one of its own parts would never end.
        self._of = (module,)
        layers: dict[str, Layer] = {}
        for layer in graph.layers:
            # The axes of a shared weight are the same for all who read it in the same way.
            if layer.key not in wanted.spare and _prunable(module, layer, wanted):
                layers.setdefault(layer.weight, layer)
        self._layers = layers
        self.step: Tensor
        self.register_buffer("step", torch.zeros((), dtype=torch.int64))
        for row, name in enumerate(layers):
            self.register_buffer(f"mask{row}", torch.ones_like(module.weight(name), dtype=torch.bool))
        module.add_module("pruner", self)
        if not self._until:
            self._choose(1.0)
        self._apply_masks()

    @property
    def settled(self) -> bool:
        """Whether the sparsity that was asked for is reached: the epochs before are no candidates for the best."""
        return int(self.step) >= self._until

    @property
    def masks(self) -> tuple[Tensor, ...]:
        """By the order of the layers that are pruned: True where a weight is kept."""
        return tuple(self.get_buffer(f"mask{row}") for row in range(len(self._layers)))

    @torch.no_grad()
    def after_step(self, module: nn.Module) -> None:
        """After every update: on along the ramp, and what is pruned is zero again."""
        self.step += 1
        step = int(self.step)
        if step <= self._until and (step % self._every == 0 or step == self._until):
            self._choose(cubic(step, self._until, 1.0))
        self._apply_masks()

    def facts(self) -> dict[str, float]:
        """What the weights are now: zeros are counted in the tensors that are pruned, and the others are left whole."""
        found: dict[str, float] = {"pruned_tensors": len(self._layers), "pruned_weights": 0.0, "pruned_zeros": 0.0}
        for name in self._layers:
            weight = self._of[0].weight(name)
            found["pruned_weights"] += weight.numel()
            found["pruned_zeros"] += int((weight == 0).sum())
        found["sparsity"] = found["pruned_zeros"] / max(1.0, found["pruned_weights"])
        return found

    # ---- inside ----

    @torch.no_grad()
    def _apply_masks(self) -> None:
        for name, mask in zip(self._layers, self.masks, strict=True):
            # Not multiplied: −1 · 0 is −0, and a NaN would stay one.
            self._of[0].weight(name).masked_fill_(~mask, 0.0)

    @torch.no_grad()
    def _choose(self, progress: float) -> None:
        """New masks; ``progress`` 0 … 1 is how much of the sparsity is reached."""
        wanted = self._wanted
        masks = self.masks
        sizes = [self._of[0].weight(name).detach().abs() for name in self._layers]
        if wanted.structure is Structure.N_OF_M:
            removed = round((wanted.of - wanted.keep) * progress)
            for layer, size, mask in zip(self._layers.values(), sizes, masks, strict=True):
                axis = input_axis(layer)
                assert axis is not None
                mask.copy_(n_of_m(size, axis, wanted.of - removed, wanted.of))
            return
        own = {key for key, _ in wanted.layers}
        alone = [wanted.scope is Scope.LAYER or layer.key in own for layer in self._layers.values()]
        for layer, size, mask, by_itself in zip(self._layers.values(), sizes, masks, alone, strict=True):
            if by_itself:
                mask.copy_(largest([size], share_of(layer.key, wanted) * progress)[0])
        together = [row for row, by_itself in enumerate(alone) if not by_itself]
        scores = [lamp(sizes[row]) if wanted.score is Score.LAMP else sizes[row] for row in together]
        for row, found in zip(together, largest(scores, wanted.sparsity * progress), strict=True):
            masks[row].copy_(found)


def lamp(size: Tensor) -> Tensor:
    """The score of layer-adaptive magnitude pruning for magnitudes of one layer, float64 of their shape, in 0 … 1.

    w² / Σ w'² over the layer's weights that are not smaller (Lee et al. 2021, eq. 4): the largest has 1, so that a
    layer never loses all. Global pruning by it minimizes an upper bound of the network's distortion.
    """
    squares, order = size.reshape(-1).double().square().sort(stable=True)
    left = squares.flip(0).cumsum(0).flip(0)
    found = torch.empty_like(squares)
    found[order] = torch.where(left > 0, squares / left, 0.0)
    return found.reshape(size.shape)


def largest(sizes: list[Tensor], sparsity: float) -> list[Tensor]:
    """Masks that are False for the smallest ``sparsity`` of all elements together, of equals for the first."""
    if not sizes:
        return []
    flat = torch.cat([size.reshape(-1) for size in sizes])
    keep = torch.ones_like(flat, dtype=torch.bool)
    keep[torch.argsort(flat, stable=True)[: round(sparsity * len(flat))]] = False
    return [part.reshape(size.shape) for part, size in zip(keep.split([s.numel() for s in sizes]), sizes, strict=True)]


def n_of_m(size: Tensor, axis: int, keep: int, of: int) -> Tensor:
    """A mask that is True for the largest ``keep`` of every ``of`` consecutive elements along ``axis``."""
    grouped = size.movedim(axis, -1).unflatten(-1, (-1, of))
    found = torch.zeros_like(grouped, dtype=torch.bool)
    found.scatter_(-1, torch.argsort(grouped, dim=-1, descending=True, stable=True)[..., :keep], True)
    return found.flatten(-2).movedim(-1, axis)


def _prunable(module: OnnxModule, layer: Layer, wanted: Pruning) -> bool:
    if layer.weight not in module.weights or not module.weight(layer.weight).is_floating_point():
        return False
    if wanted.structure is not Structure.N_OF_M:
        return share_of(layer.key, wanted) > 0
    axis = input_axis(layer)
    return axis is not None and module.weight(layer.weight).shape[axis] % wanted.of == 0
