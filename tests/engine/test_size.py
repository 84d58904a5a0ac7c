"""The size shown before a file exists, beside the bytes of the file."""

import pytest

from edgeviz.core.presets import uniform_recipe
from edgeviz.core.recipe import Recipe
from edgeviz.core.size import size_bytes
from edgeviz.engine.session import session
from edgeviz.resources import resource
from tests.material import MATERIAL, needs_material

WIDTHS = [(8, 32), (4, 32), (2, 32), (16, 16), (32, 8), (8, 8), (4, 8), (3, 5), (2, 8)]


def errors(path: str) -> list[float]:
    opened = session(path)
    float_bytes = opened.exported(Recipe(), {}).ByteSize()
    found = []
    for widths in WIDTHS:
        recipe = uniform_recipe(opened.graph, *widths)
        exact = opened.exported(recipe, opened.activation_params(recipe, None)).ByteSize()
        found.append(size_bytes(opened.graph, recipe, float_bytes) / exact - 1)
    return found


def test_the_predicted_size_of_the_demo_is_within_two_percent() -> None:
    assert max(map(abs, errors(str(resource("demo", "digits.onnx"))))) < 0.02


@needs_material
@pytest.mark.parametrize("name", ["cifar_resnet20", "mlperf_ic_resnet8", "mlperf_kws_dscnn"])
def test_predicted_sizes_of_real_models_are_within_two_percent(name: str) -> None:
    assert max(map(abs, errors(str(MATERIAL / "models" / f"{name}.onnx")))) < 0.02
