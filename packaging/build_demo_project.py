"""Make resources/demo/digits.edgeviz: the demo model with points and sensitivities measured, its front there at once.

Accuracy and size do not depend on the machine and are stored; latency does, so it is left for the machine on
which the demo is opened. Run from the top of the checkout: ``python packaging/build_demo_project.py``.
"""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Evaluation
from edgeviz.core.presets import uniform_recipe
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.sensitivity import Method
from edgeviz.core.spec import Granularity, activation_spec, weight_spec
from edgeviz.engine.data.guess import guess_for_model
from edgeviz.engine.evaluate import run
from edgeviz.engine.load.open import open_model
from edgeviz.engine.sensitivity import run as sensitivity
from edgeviz.jobs.context import Context
from edgeviz.project import sensitivities
from edgeviz.project.store import ModelRecord, Project, Store

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "demo"
UNIFORM = ((32, 32), (16, 16), (8, 8), (6, 8), (5, 8), (4, 8), (3, 8), (2, 8), (1, 8), (4, 4), (3, 3), (2, 2))


def recipes(graph: ModelGraph) -> Iterator[Recipe]:
    """Uniform widths, the same per tensor, and mixtures that spare the ends or the depthwise layers."""
    keys = [layer.key for layer in graph.layers]
    for widths in UNIFORM:
        yield uniform_recipe(graph, *widths)
    for bits in (8, 4, 3):
        row = LayerRecipe(weight_spec(bits, granularity=Granularity.TENSOR), activation_spec(8))
        yield Recipe(dict.fromkeys(keys, row))
    ends = {keys[0], keys[-1]}
    depthwise = {layer.key for layer in graph.layers if layer.kind.startswith("Depthwise")}
    largest = sorted(graph.layers, key=lambda layer: -layer.weight_elements)
    for spared, bits in itertools.product((ends, depthwise, ends | depthwise), (2, 3, 4)):
        yield Recipe({k: LayerRecipe(weight_spec(8 if k in spared else bits), activation_spec(8)) for k in keys})
    for count, bits in itertools.product((2, 4, 6), (2, 3)):
        narrow = {layer.key for layer in largest[:count]}
        yield Recipe({k: LayerRecipe(weight_spec(bits if k in narrow else 4), activation_spec(8)) for k in keys})


def main() -> None:
    model = FOLDER / "digits.onnx"
    target = FOLDER / "digits.edgeviz"
    graph = open_model(model)
    data = guess_for_model(graph)
    target.unlink(missing_ok=True)
    with Store.create(target) as store:
        # The window opens with the table of this method, and with the front that follows from it.
        project = Project(ModelRecord.of(model, graph), data, settings={"sensitivity": Method.MEASURED.value})
        store.write(project)

        def keep(event: object) -> None:
            payload = getattr(event, "payload", None)
            if isinstance(payload, Evaluation):
                store.add_evaluation(project.context, replace(payload, source="demo"))
                accuracy, size = payload.value("accuracy") or 0, payload.value("size") or 0
                print(f"{payload.recipe.hash}  {accuracy:6.1%}  {size / 1000:6.1f} KB", flush=True)

        context = Context("demo", keep, lambda: False)
        run(context, str(model), data, list(dict.fromkeys(recipes(graph))), latency=False)
        for method in (Method.SQNR, Method.FISHER, Method.MEASURED):
            sensitivities.save(store, project.context, sensitivity(context, str(model), data, method))
            print(f"sensitivity: {method.value}", flush=True)
    with contextlib.closing(sqlite3.connect(target, isolation_level=None)) as database:
        # The project carries the model; where it lay on this machine is nobody's business.
        database.execute("UPDATE models SET path = '/digits.onnx', files = '[]'")
        database.execute("VACUUM")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


if __name__ == "__main__":
    main()
