"""What holds for every format of a package: it is deterministic, reads back, and notices when it does not."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import pytest

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import EdgeVizError, ModelError
from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.package import FORMATS, Findings
from edgeviz.core.recipe import NO_REPAIRS, LayerRecipe, Recipe, Repairs
from edgeviz.core.sensitivity import Cell, Method, Part, Sensitivity
from edgeviz.core.spec import Scheme, activation_spec, weight_spec
from edgeviz.engine.export.content import Content
from edgeviz.engine.export.package import writer
from edgeviz.engine.load.graph_builder import build_graph
from edgeviz.engine.load.open import load_onnx
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import session
from tests.engine.export.networks import NETWORKS, network, samples

FINDINGS = Findings(
    evaluations=(
        Evaluation(Recipe(), {"size": Metric("size", 1000.0, Provenance.MEASURED)}, name='=Float, "plain"'),
        Evaluation(Recipe(), {"accuracy": Metric("accuracy", 0.5, Provenance.MEASURED, 0.4, 0.6, 10)}, name="漢字"),
    ),
    sensitivities=(
        Sensitivity(Method.SQNR, cells={("a", Part.WEIGHT, 4): Cell("a", Part.WEIGHT, 4, 0.01, sqnr=20.0)}),
    ),
)
#: Recipes by name: (weight, activation) specs of every layer.
KINDS = {
    "w8a8": (weight_spec(8), activation_spec(8)),
    "w3a5": (weight_spec(3), activation_spec(5)),
    "w4": (weight_spec(4), activation_spec(32)),
    "kmeans": (weight_spec(3, scheme=Scheme.KMEANS), activation_spec(16, scheme=Scheme.INTEGER)),
    "ternary": (weight_spec(2, scheme=Scheme.TERNARY), activation_spec(8, symmetric=True)),
    "binary": (weight_spec(1), activation_spec(1)),
    "half": (weight_spec(16), activation_spec(16)),
    "float": (weight_spec(32), activation_spec(32)),
}


@cache
def saved(folder: Path, name: str) -> tuple[str, DataSpec]:
    path = folder / f"{name}.onnx"
    if not path.exists():
        onnx.save(network(name), path)
    x = samples(name, 40)
    image = x.ndim == 4
    np.savez(folder / f"{name}.npz", x=np.moveaxis(x, 1, -1) if image else x, y=np.arange(len(x)) % 2)
    layout = "NCHW" if image else "none"
    return str(path), DataSpec("npz", str(folder / f"{name}.npz"), layout=layout, calibration=20, validation=12)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("networks")


def content(folder: Path, name: str, kind: str = "w8a8", repairs: Repairs = NO_REPAIRS) -> Content:
    path, data = saved(folder, name)
    opened = session(path)
    weight, activation = KINDS[kind]
    rows = {
        layer.key: LayerRecipe(weight, activation if layer.input else activation_spec(32))
        for layer in opened.graph.layers
    }
    recipe = Recipe(rows, repairs=repairs)
    return Content(opened, recipe, data, ready(opened, recipe, data), FINDINGS, "net")


def write(found: Content, name: str, target: Path) -> dict[str, bytes]:
    files = writer(name).files(found)
    for file, value in files.items():
        (target / file).write_bytes(value)
    return dict(files)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_reads_back_what_it_wrote_or_says_why_it_cannot(
    folder: Path, tmp_path: Path, name: str, kind: str
) -> None:
    found = content(folder, "convolutions", kind)
    try:
        files = write(found, name, tmp_path)
    except EdgeVizError as error:
        assert error.what and error.remedy
        assert (name, kind) in CANNOT
        return
    assert (name, kind) not in CANNOT
    assert all(file.startswith("net.") for file in files)
    assert {ending for ending in FORMATS[name].files if any(file.endswith(ending) for file in files)} == set(
        FORMATS[name].files
    )
    assert writer(name).check(found, tmp_path)


def test_the_torch_program_opens_in_edgeviz_and_computes_the_same(folder: Path, tmp_path: Path) -> None:
    found = content(folder, "convolutions", "w4")
    write(found, "pt2", tmp_path)
    again = load_onnx(tmp_path / "net.pt2")
    shapes = [layer.weight_shape for layer in found.opened.graph.layers]
    assert [layer.weight_shape for layer in build_graph(again).layers] == shapes
    runtime = ort.InferenceSession(str(again.path), providers=["CPUExecutionProvider"])
    (value,) = found.feed.values()
    outputs = runtime.run(None, {runtime.get_inputs()[0].name: value})
    for output, expected in zip(outputs, found.simulated, strict=True):
        np.testing.assert_allclose(output, expected, atol=1e-4)


#: Floats have no scales.
CANNOT = {(name, kind) for name in ("aimet1", "aimet2", "ort", "qonnx") for kind in ("half", "float")}


@pytest.mark.parametrize("network_name", [name for name in NETWORKS if name != "convolutions"])
@pytest.mark.parametrize("name", FORMATS)
def test_every_kind_of_layer_is_written(folder: Path, tmp_path: Path, name: str, network_name: str) -> None:
    found = content(folder, network_name, "w4" if network_name == "recurrent" else "w8a8")
    write(found, name, tmp_path)
    assert writer(name).check(found, tmp_path)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "pt2"])
def test_the_same_recipe_gives_the_same_bytes(folder: Path, name: str) -> None:
    """torch numbers its symbols anew each time, so that its archives differ."""
    first = writer(name).files(content(folder, "transposed"))
    assert first == writer(name).files(content(folder, "transposed"))


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_that_is_of_another_recipe_is_noticed(folder: Path, tmp_path: Path, name: str) -> None:
    if name in ("fp16", "pruned"):
        pytest.skip("they are of the float model, whatever the recipe")
    write(content(folder, "convolutions", "w4"), name, tmp_path)
    other = content(folder, "convolutions", "ternary")
    with pytest.raises(ModelError):
        writer(name).check(other, tmp_path)


@pytest.mark.parametrize("name", FORMATS)
def test_repairs_are_in_what_is_written(folder: Path, tmp_path: Path, name: str) -> None:
    found = content(folder, "convolutions", "w4", Repairs(equalize=True, correct_bias=True, adaround=20))
    write(found, name, tmp_path)
    assert writer(name).check(found, tmp_path)
