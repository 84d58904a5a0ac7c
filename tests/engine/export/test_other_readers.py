"""Exports read by programs that others wrote: qonnx, AIMET, safetensors, onnxruntime's quantizer, gcc, torch, pandas.

Every export is run by onnxruntime where it is a model; here by the reference implementation of ONNX too. A reader that
is not installed is skipped; which ones were there is said by the tests that ran.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnx import helper, numpy_helper
from onnx.reference import ReferenceEvaluator

from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.package import Findings
from edgeviz.core.recipe import LayerRecipe, Recipe, uniform
from edgeviz.core.sensitivity import Cell, Method, Part, Sensitivity
from edgeviz.core.spec import Scheme, activation_spec, weight_spec
from edgeviz.engine.export.content import Content
from edgeviz.engine.export.formats import ort
from edgeviz.engine.export.package import writer
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import session
from tests.engine.digits_model import DATA, events_of, results_of, save

KEYS = ("conv", "fc")
RECIPES = {
    "w8a8": uniform(KEYS, 8, 8),
    "w4a8": uniform(KEYS, 4, 8),
    "w3a6": uniform(KEYS, 3, 6),
}


def content(folder: Path, recipe: Recipe, **settings: int) -> Content:
    opened = session(save(folder, **settings))
    return Content(opened, recipe, DATA, ready(opened, recipe, DATA), Findings(), "digits")


def write(found: Content, name: str, folder: Path) -> None:
    for file, value in writer(name).files(found).items():
        (folder / file).write_bytes(value)


def same_classes(one: np.ndarray, other: np.ndarray) -> None:  # type: ignore[type-arg]
    assert (one.argmax(axis=1) == other.argmax(axis=1)).all()
    assert np.abs(one - other).max() <= 0.05 * np.abs(other).max()


@pytest.mark.parametrize("recipe", [*RECIPES.values(), uniform(KEYS, 2, 8)], ids=[*RECIPES, "w2a8"])
def test_the_reference_implementation_of_onnx_computes_what_the_simulation_does(tmp_path: Path, recipe: Recipe) -> None:
    """Whose operators are written in numpy, from the text of the standard; DequantizeLinear only from opset 19 on."""
    found = content(tmp_path, recipe, opset=21)
    (file,) = writer("qdq").files(found).values()
    (result,) = ReferenceEvaluator(onnx.load_from_string(file)).run(None, found.feed)
    same_classes(result, found.simulated[0])


@pytest.mark.parametrize("name", ["fp16", "pruned"])
def test_the_reference_implementation_of_onnx_computes_what_the_float_model_does(tmp_path: Path, name: str) -> None:
    found = content(tmp_path, Recipe())
    (file,) = writer(name).files(found).values()
    (result,) = ReferenceEvaluator(onnx.load_from_string(file)).run(None, found.feed)
    same_classes(result, found.floats[0])


@pytest.mark.usefixtures("readers")
@pytest.mark.parametrize("name", ["fp16", "pruned", *RECIPES])
def test_openvino_computes_the_same(tmp_path: Path, name: str) -> None:
    """It has no 2-bit integers, and its own kernels for 8-bit ones."""
    openvino = pytest.importorskip("openvino")
    found = content(tmp_path, RECIPES.get(name, Recipe()))
    (file,) = writer("qdq" if name in RECIPES else name).files(found).values()
    model = openvino.compile_model(openvino.Core().read_model(file, b""), "CPU", {"INFERENCE_PRECISION_HINT": "f32"})
    (result,) = model(found.feed).values()
    same_classes(result, found.simulated[0])


@pytest.mark.parametrize("recipe", [*RECIPES.values(), uniform(KEYS, 1, 8)], ids=[*RECIPES, "w1a8"])
def test_the_qonnx_package_computes_what_the_simulation_does(tmp_path: Path, recipe: Recipe) -> None:
    pytest.importorskip("qonnx")
    from qonnx.core.modelwrapper import ModelWrapper
    from qonnx.core.onnx_exec import execute_onnx
    from qonnx.transformation.infer_shapes import InferShapes

    found = content(tmp_path, recipe)
    write(found, "qonnx", tmp_path)
    model = ModelWrapper(str(tmp_path / "digits.qonnx.onnx"))
    (x,) = found.feed.values()
    model.set_tensor_shape("x", list(x.shape))
    model = model.transform(InferShapes())
    (result,) = execute_onnx(model, {"x": x}).values()
    same_classes(result, found.simulated[0])


@pytest.mark.usefixtures("readers")
@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
@pytest.mark.parametrize("version", ["1", "2"])
def test_aimet_makes_of_the_encodings_what_the_simulation_computes(
    tmp_path: Path, version: str, recipe: Recipe
) -> None:
    aimet = pytest.importorskip("aimet_onnx.quantsim")
    found = content(tmp_path, recipe)
    write(found, f"aimet{version}", tmp_path)
    model, file = tmp_path / "digits.float.onnx", tmp_path / f"digits.{version}.encodings"
    if recipe is RECIPES["w3a6"]:
        # ONNX has no such integers: AIMET's own checks of the file are what there is.
        encodings, _ = aimet._flatten_encodings(str(file))
        assert set(found.weights) < set(encodings)
        return
    quantized = aimet.encodings_to_onnx_qdq(str(model), str(file), force_activation_as=None)
    (result,) = found.run(quantized.SerializeToString())
    same_classes(result, found.simulated[0])


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_the_quantizer_of_onnxruntime_honours_the_overrides(tmp_path: Path, recipe: Recipe) -> None:
    found = content(tmp_path, recipe)
    write(found, "ort", tmp_path)
    value = json.loads((tmp_path / "digits.overrides.json").read_text())
    assert set(value) == {"x", "r", "f", "conv.weight", "fc.weight"}
    scales = ort.quantized_scales(found, tmp_path / "digits.float.onnx", value)
    assert {"x", "conv.weight", "fc.weight"} <= set(scales)
    for name, scale in scales.items():
        assert np.atleast_1d(scale).tolist() == [np.float32(row["scale"]) for row in value[name]]


@pytest.mark.parametrize("recipe", [*RECIPES.values(), Recipe()], ids=[*RECIPES, "float"])
def test_the_safetensors_package_reads_the_weights(tmp_path: Path, recipe: Recipe) -> None:
    package = pytest.importorskip("safetensors")
    found = content(tmp_path, recipe)
    write(found, "safetensors", tmp_path)
    with package.safe_open(tmp_path / "digits.safetensors", framework="np") as file:
        assert file.metadata()["edgeviz.recipe"] == recipe.hash
        if recipe.is_float32:
            value = file.get_tensor("conv.weight")
        else:
            codes, scale = file.get_tensor("conv.weight.codes"), file.get_tensor("conv.weight.scale")
            zero = file.get_tensor("conv.weight.zero_point")
            shape = (-1, 1, 1, 1)
            value = (codes.astype(np.int32) - zero.reshape(shape)).astype(np.float32) * scale.reshape(shape)
        assert np.array_equal(value, found.values["conv.weight"])
        assert np.array_equal(file.get_tensor("fc.bias"), found.values["fc.bias"])


def test_torch_alone_runs_the_exported_program(tmp_path: Path) -> None:
    """In a process of its own, into which nothing of EdgeViz is imported."""
    found = content(tmp_path, RECIPES["w4a8"])
    write(found, "pt2", tmp_path)
    (x,) = found.feed.values()
    np.save(tmp_path / "x.npy", x[:3])
    code = (
        "import sys, numpy, torch\n"
        "module = torch.export.load('digits.pt2').module()\n"
        "numpy.save('y.npy', module(torch.from_numpy(numpy.load('x.npy'))).detach().numpy())\n"
        "assert not any(name.startswith('edgeviz') for name in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, timeout=200)
    same_classes(np.load(tmp_path / "y.npy"), found.simulated[0][:3])
    content_bytes = (tmp_path / "digits.pt2").read_bytes()
    assert str(Path(__file__).parents[3]).encode() not in content_bytes


@pytest.mark.usefixtures("readers")
def test_pandas_gets_the_very_figures_of_the_tables(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    found = content(tmp_path, RECIPES["w4a8"])
    metrics = {
        "accuracy": Metric("accuracy", 1 / 3, Provenance.MEASURED, 0.1, 0.7, 10, note='says "a, b"\nand c'),
        "size": Metric("size", 1000.0, Provenance.PREDICTED),
    }
    cells = {("fc", Part.WEIGHT, 4): Cell("fc", Part.WEIGHT, 4, 1e-300, sqnr=20.5)}
    found.findings = Findings((Evaluation(Recipe(), metrics, name="=漢字"),), (Sensitivity(Method.SQNR, cells=cells),))
    write(found, "csv", tmp_path)
    layers, evaluations, sensitivities = (
        pandas.read_csv(tmp_path / f"digits.{name}.csv") for name in ("layers", "evaluations", "sensitivities")
    )
    assert layers.set_index("layer")["weights"].to_dict() == {"conv": 54, "fc": 3840}
    assert layers["weight_bits"].tolist() == [4, 4] and layers["activation_bits"].tolist() == [8, 8]
    assert layers["seconds_measured"].isna().all()
    accuracy, size = evaluations.to_dict("records")
    assert (accuracy["value"], accuracy["low"], accuracy["samples"]) == (1 / 3, 0.1, 10)
    assert accuracy["note"] == 'says "a, b"\nand c' and pandas.isna(size["note"]) and pandas.isna(size["low"])
    # The sign keeps a spreadsheet from taking a name for a formula.
    assert {accuracy["name"], size["name"]} == {"'=漢字"}
    assert sensitivities[["layer", "part", "bits", "loss", "sqnr_db"]].values.tolist() == [
        ["fc", "weight", 4, 1e-300, 20.5]
    ]


C_TEST = """#include <stdio.h>
#include "digits.weights.h"
int main(void) {
  for (unsigned i = 0; i < 6 * 9; i++) {
    unsigned c = i / 9;
    float w = (float)(EDGEVIZ_CODE_S(CONV_CODES, i, CONV_BITS) - CONV_ZERO_POINT[c]) * CONV_SCALE[c];
    fwrite(&w, 4, 1, stdout);
  }
  fwrite(FC_BIAS, 4, sizeof FC_BIAS / 4, stdout);
  return (int)(FC_SHAPE[0] != 10 || FC_SHAPE[1] != 384);
}
"""


@pytest.mark.skipif(shutil.which("gcc") is None, reason="needs gcc")
@pytest.mark.parametrize("bits", [8, 4, 3, 2])
def test_a_c_compiler_gets_the_very_weights(tmp_path: Path, bits: int) -> None:
    found = content(tmp_path, uniform(KEYS, bits, 8))
    write(found, "c_header", tmp_path)
    (tmp_path / "main.c").write_text(C_TEST)
    flags = ["-std=c99", "-Wall", "-Wextra", "-Wno-unused-variable", "-Wno-unused-const-variable", "-Werror"]
    subprocess.run(["gcc", *flags, "main.c", "-o", "main"], cwd=tmp_path, check=True)
    out = subprocess.run(["./main"], cwd=tmp_path, check=True, capture_output=True).stdout
    values = np.frombuffer(out, "<f4")
    assert np.array_equal(values[:54], found.values["conv.weight"].reshape(-1))
    assert np.array_equal(values[54:], found.values["fc.bias"])


@pytest.mark.skipif(shutil.which("gcc") is None, reason="needs gcc")
def test_a_table_of_shared_values_compiles_too(tmp_path: Path) -> None:
    found = content(tmp_path, _kmeans())
    write(found, "c_header", tmp_path)
    (tmp_path / "main.c").write_text(
        '#include <stdio.h>\n#include "digits.weights.h"\nint main(void) {\n'
        "  for (unsigned i = 0; i < 54; i++)\n"
        "    fwrite(&CONV_TABLE[EDGEVIZ_CODE_U(CONV_CODES, i, CONV_BITS)], 4, 1, stdout);\n"
        "  return 0;\n}\n"
    )
    subprocess.run(["gcc", "-std=c99", "main.c", "-o", "main"], cwd=tmp_path, check=True)
    out = subprocess.run(["./main"], cwd=tmp_path, check=True, capture_output=True).stdout
    assert np.array_equal(np.frombuffer(out, "<f4"), found.values["conv.weight"].reshape(-1))


def _kmeans() -> Recipe:
    return Recipe(dict.fromkeys(KEYS, LayerRecipe(weight_spec(3, scheme=Scheme.KMEANS), activation_spec(8))))


def test_dead_channels_are_cut_and_live_ones_are_not(tmp_path: Path) -> None:
    """Two filters are zero, a third one is read by nobody: three of six can go."""
    path = Path(save(tmp_path))
    model = onnx.load(path)
    arrays = {tensor.name: tensor for tensor in model.graph.initializer}
    conv = numpy_helper.to_array(arrays["conv.weight"]).copy()
    conv[[1, 4]] = 0
    fc = numpy_helper.to_array(arrays["fc.weight"]).copy().reshape(10, 6, 64)
    fc[:, 2] = 0
    for name, value in (("conv.weight", conv), ("fc.weight", fc.reshape(10, 384))):
        arrays[name].CopyFrom(numpy_helper.from_array(value, name))
    onnx.save(model, path)
    opened = session(path)
    found = Content(opened, Recipe(), DATA, ready(opened, Recipe(), DATA), Findings(), "digits")
    write(found, "pruned", tmp_path)
    small = onnx.load(tmp_path / "digits.pruned.onnx")
    shapes = {tensor.name: tuple(tensor.dims) for tensor in small.graph.initializer}
    assert shapes["conv.weight"] == (3, 1, 3, 3) and shapes["fc.weight"] == (10, 192)
    assert writer("pruned").check(found, tmp_path)
    assert found.notes["pruned"][0] == "Channels cut out because they are zero or never read: 3."


def test_a_recipe_is_reproduced_by_its_script_and_by_its_command_line(tmp_path: Path) -> None:
    """With the same hash and the same accuracy."""
    recipe = RECIPES["w4a8"]
    path = save(tmp_path)
    events = events_of("edgeviz.engine.evaluate:run", path=path, data=DATA, recipes=(recipe,), latency=False)
    (evaluation,) = [found for found in results_of(events) if isinstance(found, Evaluation)]
    opened = session(path)
    found = Content(opened, recipe, DATA, ready(opened, recipe, DATA), Findings(evaluations=(evaluation,)), "digits")
    write(found, "script", tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    ran = subprocess.run(
        [sys.executable, "digits.reproduce.py"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=280,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    assert f"recipe {recipe.hash}" in ran.stdout
    assert f"accuracy {evaluation.value('accuracy')}" in ran.stdout
    # The command, as an installed one.
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin" / "edgeviz"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m edgeviz "$@"\n')
    command.chmod(0o755)
    environment["PATH"] = f"{tmp_path / 'bin'}:{environment['PATH']}"
    ran = subprocess.run(
        ["sh", "digits.reproduce.sh"], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=280
    )
    assert ran.returncode == 0, ran.stderr
    value = json.loads(ran.stdout)
    assert Recipe.from_json(json.dumps(value["recipe"])).hash == recipe.hash
    assert value["data"] == json.loads(json.dumps(DATA.to_json()))
    assert value["evaluations"][0]["metrics"]["accuracy"]["value"] == evaluation.value("accuracy")


def test_a_shape_that_the_file_computes_leaves_the_batch_of_a_program_free(tmp_path: Path) -> None:
    """As exporters write a flattening: the batch is read from the tensor, and joined with the rest."""
    path = Path(save(tmp_path))
    model = onnx.load(path)
    nodes = [
        helper.make_node("Shape", ["r"], ["shape"], name="shape"),
        helper.make_node("Gather", ["shape", "first"], ["batch"], name="gather"),
        helper.make_node("Concat", ["batch", "rest"], ["target"], name="concat", axis=0),
        helper.make_node("Reshape", ["r", "target"], ["f"], name="reshape"),
    ]
    found = [node for node in model.graph.node if node.name != "flatten"]
    del model.graph.node[:]
    model.graph.node.extend([*found[:2], *nodes, *found[2:]])
    for name, value in (("first", [0]), ("rest", [384])):
        model.graph.initializer.append(numpy_helper.from_array(np.array(value, np.int64), name))
    onnx.save(model, path)
    opened = session(path)
    recipe = RECIPES["w4a8"]
    made = Content(opened, recipe, DATA, ready(opened, recipe, DATA), Findings(), "digits")
    write(made, "pt2", tmp_path)
    assert writer("pt2").check(made, tmp_path)
    assert not any("batch is fixed" in note for note in made.notes["pt2"])
    module = torch.export.load(tmp_path / "digits.pt2").module()
    (x,) = made.feed.values()
    same_classes(module(torch.from_numpy(x[:3])).detach().numpy(), made.simulated[0][:3])


def test_half_precision_is_a_valid_model_and_half_as_large(tmp_path: Path) -> None:
    found = content(tmp_path, Recipe())
    write(found, "fp16", tmp_path)
    onnx.checker.check_model(str(tmp_path / "digits.fp16.onnx"), full_check=True)
    assert (tmp_path / "digits.fp16.onnx").stat().st_size < 0.6 * Path(found.opened.path).stat().st_size
