"""The size shown before a file exists, beside the bytes of the file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Evaluation
from edgeviz.core.presets import uniform_recipe
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.size import size_bytes
from edgeviz.core.spec import BITS, FLOAT32, Scheme, Spec, activation_spec, weight_spec
from edgeviz.engine.data.guess import guess_for_model
from edgeviz.engine.evaluate import run as evaluate
from edgeviz.engine.export.job import run as export
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import session
from edgeviz.jobs.context import Untracked
from edgeviz.resources import resource
from tests.material import MATERIAL, needs_material

WIDTHS = [(8, 32), (4, 32), (2, 32), (16, 16), (32, 8), (8, 8), (4, 8), (3, 5), (2, 8)]
#: Every scheme at its widths, per tensor; what differs per channel is covered by WIDTHS.
SPECS = [Spec(bits, scheme) for scheme in Scheme for bits in BITS[scheme] if bits not in (32, 7, 6, 5)]
INPUTS = (FLOAT32, activation_spec(8), Spec(16, Scheme.BFLOAT), activation_spec(1))


def recipes(graph: ModelGraph) -> Iterator[Recipe]:
    for widths in WIDTHS:
        yield uniform_recipe(graph, *widths)
    for spec in SPECS:
        for inputs in INPUTS:
            rows = {layer.key: LayerRecipe(spec, inputs if layer.input else FLOAT32) for layer in graph.layers}
            yield Recipe(rows)


def errors(path: str) -> list[float]:
    opened = session(path)
    float_bytes = ready(opened, Recipe(), None).exported().ByteSize()
    found = []
    for recipe in recipes(opened.graph):
        exact = ready(opened, recipe, None).exported().ByteSize()
        found.append(size_bytes(opened.graph, recipe, float_bytes) / exact - 1)
    return found


def test_the_predicted_size_of_the_demo_is_within_two_percent() -> None:
    assert max(map(abs, errors(str(resource("demo", "digits.onnx"))))) < 0.02


@needs_material
@pytest.mark.parametrize("name", ["cifar_resnet20", "mlperf_ic_resnet8", "mlperf_kws_dscnn"])
def test_predicted_sizes_of_real_models_are_within_two_percent(name: str) -> None:
    assert max(map(abs, errors(str(MATERIAL / "models" / f"{name}.onnx")))) < 0.02


@pytest.mark.parametrize(
    "spec",
    [weight_spec(2), weight_spec(1), *(Spec(BITS[scheme][-1], scheme) for scheme in Scheme if BITS[scheme][-1] <= 2)],
    ids=lambda spec: f"{spec.label} {spec.granularity}",
)
def test_the_size_shown_after_evaluation_is_that_of_the_file(tmp_path: Path, spec: Spec) -> None:
    path = str(resource("demo", "digits.onnx"))
    graph = session(path).graph
    recipe = Recipe({layer.key: LayerRecipe(spec, activation_spec(8)) for layer in graph.layers})
    found: list[Evaluation] = []

    class Collected(Untracked):
        def result(self, payload: object) -> None:
            if isinstance(payload, Evaluation):
                found.append(payload)

    data = guess_for_model(graph)
    evaluate(Collected(), path, data, [recipe], latency=False)
    report = export(Untracked(), path, data, recipe, str(tmp_path / "small.onnx"))
    assert found[0].metrics["size"].value == (tmp_path / "small.onnx").stat().st_size
    assert any("chance level" in warning for warning in report.warnings)
