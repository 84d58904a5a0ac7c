"""A recipe made ready to run: what the simulation and the export of it start from, repairs done."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import onnx
import torch

from edgeviz.core.dataset import DataSpec
from edgeviz.core.graph import ModelGraph
from edgeviz.core.points import QuantPoint
from edgeviz.core.recipe import Recipe
from edgeviz.engine.export.qdq import build
from edgeviz.engine.load.shapes import infer
from edgeviz.engine.load.structure import structure
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.quant.apply import apply, recipe_weights
from edgeviz.engine.quant.coding import Coding
from edgeviz.engine.quant.params import QuantParams
from edgeviz.engine.repair.base import Arrays, Base, with_biases
from edgeviz.engine.repair.correct import Corrections, Watch, corrected, learnable, normed_layers
from edgeviz.engine.repair.equalize import equalized
from edgeviz.engine.repair.kept import KeptRounding, key_of
from edgeviz.engine.session import Session

#: Repaired recipes that a session keeps.
KEPT = 3


@dataclass(frozen=True)
class Ready:
    """A float model with the codes of its weights and the parameters of its activations.

    Without repairs the model is the prepared one. ``notes`` say which repairs were done, and where they were not.
    """

    recipe: Recipe
    proto: onnx.ModelProto
    graph: ModelGraph
    load: Callable[[], OnnxModule]
    codings: Mapping[str, Coding]
    activations: Mapping[QuantPoint, QuantParams]
    notes: tuple[str, ...] = ()

    @property
    def module(self) -> OnnxModule:
        """The float model in torch. Raises ModelError where it has operators that are missing: an export needs none."""
        return self.load()

    def quantized(self) -> OnnxModule:
        """The module that simulates the recipe; the float module itself for the float recipe."""
        if self.recipe.is_float32:
            return self.module
        return apply(self.module, self.graph, self.recipe, self.activations, self.codings)

    def exported(self) -> onnx.ModelProto:
        """The model that an export of the recipe writes."""
        return build(self.proto, self.graph, self.recipe, self.codings, self.activations)


def no_watch(done: float, total: float | None, text: str) -> None:
    """For callers that report no progress."""


def ready(opened: Session, recipe: Recipe, data: DataSpec | None, watch: Watch = no_watch) -> Ready:
    """``recipe`` on the model of ``opened``, calibrated and repaired with ``data``.

    ``watch`` gets the work done, the whole (None where it is not known) and a line of text; what it raises ends the
    work, and layers that AdaRound has finished are kept. Without ``data`` activation parameters are placeholders and
    only the equalization is done: good for the exact size and the latency, not for use. Raises RecipeError, DataError.
    """
    recipe.check(opened.graph.layer_index)
    repairs = recipe.repairs

    def calibrating(seen: int) -> None:
        watch(0, None, f"Calibrating: {seen} samples")

    if not repairs or recipe.is_float32:
        activations = opened.activation_params(recipe, data, calibrating)
        codings = opened.codings(recipe)
        return Ready(recipe, opened.prepared, opened.graph, lambda: opened.module, codings, activations)
    samples = opened.calibration_samples(recipe, data) if data is not None else None
    key = (recipe.hash, "" if data is None else data.hash)
    found = opened.repaired.get(key)
    if found is None:
        base, module = _base(opened, repairs.equalize, repairs.needs_data)
        # A bias that is added changes no activation, so that ranges are shared with other recipes where they can be.
        activations = opened.activation_params(recipe, data, calibrating, module if repairs.equalize else None)
        codings = recipe_weights(module, base.graph, recipe)
        found = Ready(recipe, base.proto, base.graph, lambda: module, codings, activations, base.notes)
        if samples is not None and repairs.needs_data:
            normed = normed_layers(opened.graph, _folded(opened))
            kept = _kept(opened, recipe, samples)
            batches = list(opened.batches(samples))
            changes = corrected(base, module, recipe, codings, activations, batches, normed, kept, watch)
            found = _changed(found, changes)
        opened.repaired[key] = found
        while len(opened.repaired) > KEPT:
            opened.repaired.popitem(last=False)
    opened.repaired.move_to_end(key)
    return found


def known(opened: Session, recipe: Recipe, data: DataSpec | None) -> Recipe:
    """``recipe``, without AdaRound where what it learned is not at hand: for callers that cannot wait for it."""
    if not recipe.repairs.adaround or recipe.is_float32:
        return recipe
    without = replace(recipe, repairs=replace(recipe.repairs, adaround=0))
    if data is None:
        return without
    if (recipe.hash, data.hash) in opened.repaired:
        return recipe
    kept = _kept(opened, recipe, opened.calibration_samples(recipe, data))
    base, _ = _base(opened, recipe.repairs.equalize, True)
    rows = [opened.graph.layer_index[key] for key in learnable(base, recipe)[0]]
    return recipe if kept is not None and all(row in kept for row in rows) else without


def _changed(found: Ready, changes: Corrections) -> Ready:
    """A copy with other codes and biases."""
    proto = onnx.ModelProto()
    proto.CopyFrom(found.proto)
    arrays = Arrays(proto)
    module = copy.deepcopy(found.module)
    for name, bias in changes.biases.items():
        arrays[name] = bias
        module.weight(name).data = torch.from_numpy(bias)
    arrays.write()
    notes = (*found.notes, *changes.notes)
    return replace(found, proto=proto, load=lambda: module, codings=changes.codings, notes=notes)


def _folded(opened: Session) -> frozenset[str]:
    """Keys of the layers into which ``prepare`` folded a batch norm."""
    plan = structure(opened.file.proto, infer(opened.file.proto))
    return frozenset(plan.names[index].key for index in plan.norms)


def _kept(opened: Session, recipe: Recipe, samples: object) -> KeptRounding | None:
    if not recipe.repairs.adaround:
        return None
    return KeptRounding(key_of(opened.file.files, samples, recipe.hash))  # type: ignore[arg-type]


def _base(opened: Session, equalize: bool, biases: bool) -> tuple[Base, OnnxModule]:
    """The float model that these repairs start from, made once."""
    found = opened.bases.get((equalize, biases))
    if found is None:
        base = Base(opened.prepared, opened.graph)
        if equalize:
            base = equalized(base)
        if biases:
            base = with_biases(base)
        found = opened.bases[equalize, biases] = base, OnnxModule.from_proto(base.proto)
    return found
