"""A small network and evaluated recipes for the tests of plots and dialogs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from edgeviz.core.cost import predicted_metrics
from edgeviz.core.graph import Layer, ModelGraph, Node, Tensor
from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.recipe import LayerRecipe, Recipe, uniform
from edgeviz.core.spec import activation_spec, weight_spec
from edgeviz.project.store import ModelRecord, Project, Store
from edgeviz.ui.document import Document


def chain(layers: int = 6) -> ModelGraph:
    """A chain of 3×3 convolutions of 16 channels on 8×8 images."""
    nodes, rows = [], []
    tensors = {"x0": Tensor("x0", shape=("N", 16, 8, 8))}
    for i in range(layers):
        key, w = f"layer{i // 2}.conv{i % 2}", f"w{i}"
        tensors[w] = Tensor(w, shape=(16, 16, 3, 3), is_parameter=True)
        tensors[f"x{i + 1}"] = Tensor(f"x{i + 1}", shape=("N", 16, 8, 8))
        nodes.append(Node(key, "Conv", (f"x{i}", w), (f"x{i + 1}",), macs=147456))
        rows.append(Layer(key, key, "Conv", "Conv 3×3", w, (16, 16, 3, 3), 0, f"x{i}", f"x{i + 1}", macs=147456))
    return ModelGraph(
        "chain", "onnx", ("x0",), (f"x{layers}",), tuple(nodes), tensors, tuple(rows), 20, file_bytes=60_000
    )


def evaluation(graph: ModelGraph, recipe: Recipe, accuracy: float, samples: int = 600) -> Evaluation:
    found = predicted_metrics(graph, recipe)
    found["size"] = replace(found["size"], provenance=Provenance.MEASURED, note="")
    found["latency"] = Metric(
        "latency", 0.0012 + found["size"].value * 1e-9, Provenance.MEASURED, device="this machine"
    )
    found["accuracy"] = Metric(
        "accuracy", accuracy, Provenance.MEASURED, accuracy - 0.012, min(1, accuracy + 0.009), samples
    )
    return Evaluation(recipe, found)


def mixed(graph: ModelGraph, widths: list[int], activation: int = 8) -> Recipe:
    rows = zip(graph.layers, widths, strict=True)
    return Recipe({layer.key: LayerRecipe(weight_spec(w), activation_spec(activation)) for layer, w in rows})


def sample_evaluations(graph: ModelGraph, count: int = 40) -> list[Evaluation]:
    """Float, three uniform recipes and ``count`` mixed ones, all different."""
    keys = [layer.key for layer in graph.layers]
    found = [evaluation(graph, Recipe(), 0.975)]
    for bits, accuracy in ((8, 0.973), (4, 0.955), (2, 0.62)):
        found.append(evaluation(graph, uniform(keys, bits, 8), accuracy))
    random = np.random.default_rng(1)
    seen = {e.recipe.hash for e in found}
    while len(found) < count + 4:
        widths = [int(b) for b in random.choice((2, 3, 4, 5, 6, 8), len(keys))]
        recipe = mixed(graph, widths, int(random.choice((4, 8, 16))))
        if recipe.hash not in seen:
            seen.add(recipe.hash)
            loss = 0.35 * np.mean([2.0 ** (-1.5 * (b - 1)) for b in widths])
            found.append(evaluation(graph, recipe, float(0.973 - loss - abs(random.normal(0, 0.02)))))
    return found


def document_with(folder: Path, evaluations: list[Evaluation], graph: ModelGraph) -> Document:
    """A document on a project file in ``folder`` that holds ``evaluations``."""
    document = Document()
    store = Store.create(folder / "sample.edgeviz")
    store.write(Project(model=ModelRecord("chain.onnx", str(folder / "chain.onnx"), "0" * 64, graph)))
    context = store.read().context
    for row in evaluations:
        store.add_evaluation(context, row)
    document.attach(store, untitled=True)
    return document
