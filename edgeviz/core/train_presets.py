"""Trainings that a person can name: what to do for a model and a recipe, with settings that are a good start."""

from __future__ import annotations

from dataclasses import dataclass, replace

from edgeviz.core.graph import ModelGraph
from edgeviz.core.presets import keep_ends, uniform_recipe
from edgeviz.core.recipe import NO_REPAIRS, LayerRecipe, Recipe
from edgeviz.core.spec import FLOAT32, Granularity, Scheme, Spec
from edgeviz.core.train_request import (
    ActivationRule,
    Augmentation,
    Distillation,
    Pruning,
    Student,
    TrainRequest,
)
from edgeviz.core.training import TrainSpec

#: Learning rates (Adam): what is fine already is touched lightly, few bits and new networks need more.
LIGHT, MORE, NEW = 1e-4, 5e-4, 2e-3


@dataclass(frozen=True, slots=True)
class Preset:
    """``key`` names it in settings and translations; ``name`` and ``sentence`` are English, which says what for."""

    key: str
    name: str
    sentence: str
    request: TrainRequest


def train_presets(graph: ModelGraph, recipe: Recipe, images: bool) -> tuple[Preset, ...]:
    """The presets for ``graph``, whose recipe of the moment is ``recipe``.

    ``images``: the samples are images, which may be moved by an eighth of their size; mirroring stays off because not
    every image may be (digits). A preset without bits of its own trains at those of ``recipe``.
    """
    augmentation = Augmentation(crop=_crop(graph)) if images else Augmentation()

    def made(key: str, name: str, sentence: str, epochs: int, rate: float, **parts: object) -> Preset:
        given = {"recipe": Recipe(), "augmentation": augmentation, **parts}
        return Preset(key, name, sentence, TrainRequest(TrainSpec(epochs, rate=rate), **given))  # type: ignore[arg-type]

    own = replace(recipe, repairs=NO_REPAIRS)
    found = [
        made(
            "quick", "Quick try (1 epoch)",
            "One pass over at most 2,000 samples: shows within a minute or so whether training works at all.",
            1, LIGHT, recipe=own, samples=2000,
        )
    ]  # fmt: skip
    if not own.is_float32:
        bits = min(row.weight.bits for _, row in own.rows())
        found.append(
            made(
                "recover", "Recover accuracy at the recipe's bits",
                "Trains the weights to work at the widths of the recipe, with activation ranges that are learned.",
                10, LIGHT if bits > 2 else MORE, recipe=own, activations=ActivationRule.LSQ,
            )
        )  # fmt: skip
    found += [
        made(
            "recover4", "Recover accuracy after 4-bit",
            "Weights at 4 bits and inputs at 8, the first and the last layer at 8; steps and ranges are learned (LSQ).",
            10, LIGHT, recipe=_with_ends(graph, uniform_recipe(graph, 4, 8)), activations=ActivationRule.LSQ,
        ),
        made(
            "ternary", "Ternary weights (TWN)",
            "Weights are −, 0 or + with a scale for each channel; inputs stay in float. Needs long training.",
            30, MORE, recipe=_weights(graph, Spec(2, Scheme.TERNARY, granularity=Granularity.CHANNEL)),
        ),
        made(
            "binary", "Binary weights (BinaryConnect)",
            "Weights are −1 or +1 without a scale; batch norms stay in the network to scale them. Needs long training.",
            30, NEW, recipe=_weights(graph, Spec(1, Scheme.BINARY)),
        ),
        made(
            "bwn", "Binary weights with a scale (BWN)",
            "Weights are −α or +α with one α for each filter: more accurate than plain binary weights.",
            30, MORE, recipe=_weights(graph, Spec(1, Scheme.INTEGER, granularity=Granularity.CHANNEL)),
        ),
        made(
            "half", "Distil into half the width",
            "A student with half of the channels learns from the open model's probabilities.",
            30, NEW, student=Student(width=0.5), distillation=Distillation(),
        ),
        made(
            "prune", "Prune 80 % and retrain",
            "Four of five weights become zero, step by step during the first half of the training; the rest makes up "
            "for them.",
            15, MORE, pruning=Pruning(sparsity=0.8, ramp=0.5),
        ),
        made(
            "fine", "Fine-tune in float",
            "Trains the model as it is, on the data of the project.",
            10, LIGHT,
        ),
    ]  # fmt: skip
    return tuple(found)


def _weights(graph: ModelGraph, spec: Spec) -> Recipe:
    """``spec`` for every layer's weights but the first and the last, which have 8 bits; inputs stay in float."""
    return _with_ends(graph, Recipe({layer.key: LayerRecipe(spec, FLOAT32) for layer in graph.layers}))


def _with_ends(graph: ModelGraph, recipe: Recipe) -> Recipe:
    return keep_ends(recipe, graph, True)


def _crop(graph: ModelGraph) -> int:
    """An eighth of the images' size, in pixels: 4 for those of CIFAR-10, as published networks are trained."""
    shape = graph.input_shape() or ()
    sides = [d for d in shape[1:] if isinstance(d, int)]
    return max(1, sorted(sides)[len(sides) // 2] // 8) if len(sides) == 3 else 1
