"""Every exported graph is valid, loads in onnxruntime and computes what was simulated."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from onnx import TensorProto, numpy_helper

from edgeviz.core.errors import RecipeError
from edgeviz.core.recipe import FLOAT_LAYER, LayerRecipe, Recipe, uniform
from edgeviz.core.size import stored_weight
from edgeviz.core.spec import BITS, FLOAT32, Granularity, Observer, Scheme, Spec, activation_spec, weight_spec
from edgeviz.engine.export.opset import RUNTIME_DOMAIN, opset_of
from edgeviz.engine.export.qdq import build
from edgeviz.engine.measure import runtime
from tests.engine.export.networks import NETWORKS, Prepared, network, samples

WIDTHS = [(w, a) for w in (32, 16, 8, 6, 4, 3, 2, 1) for a in (32, 16, 8, 5, 4, 2, 1)]


@pytest.fixture(scope="module", params=list(NETWORKS))
def prepared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Prepared]:
    path = tmp_path_factory.mktemp("networks") / f"{request.param}.onnx"
    return request.param, Prepared(path, network(request.param))


def exported(net: Prepared, recipe: Recipe, x: Any) -> onnx.ModelProto:
    return build(net.proto, net.graph, recipe, net.weights(recipe), net.activations(recipe, torch.from_numpy(x)))


def difference(net: Prepared, recipe: Recipe, x: Any, optimized: str = "") -> float:
    """Largest difference of simulation and exported file, as a fraction of the largest output.

    As it stands in the file, the graph computes the very numbers of the simulation, up to float rounding before a
    quantizer. That is asserted here; what is returned is the difference after onnxruntime's optimisations, whose
    integer kernels round once where the file rounds twice, so that ties fall on either side.
    """
    model = exported(net, recipe, x)
    expected = net.simulate(recipe, torch.from_numpy(x)).detach().numpy()
    largest = max(1e-3, float(np.abs(expected).max()))
    (plain,) = unoptimized(model).run(None, {"x": x})
    wide = any(row.activation.bits == 16 for row in recipe.layers.values())
    close = np.abs(plain - expected) / largest < (5e-3 if wide else 5e-5)
    # Averages of binary values cancel here and there; the sign of such a zero hangs on the order of adding up.
    signs = any(row.activation.bits == 1 for row in recipe.layers.values())
    assert close.mean() > 0.75 if signs else close.all()
    (found,) = runtime.run(runtime.session(model.SerializeToString(), optimized), {"x": x})
    return float(np.quantile(np.abs(found - expected), 0.75 if signs else 1) / largest)


def unoptimized(model: onnx.ModelProto) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return onnxruntime.InferenceSession(model.SerializeToString(), options)


@pytest.mark.parametrize(("weight", "activation"), WIDTHS)
def test_every_width_of_every_layer_exports_and_agrees(
    prepared: tuple[str, Prepared], weight: int, activation: int
) -> None:
    name, net = prepared
    # A code that falls on the other side of a tie moves the result by a step; anything worse is a fault.
    allowed = 0.6 if activation < 8 else 0.03
    assert difference(net, uniform(net.keys, weight, activation), samples(name)) < allowed


@pytest.mark.parametrize("weight_symmetric", [True, False])
@pytest.mark.parametrize("activation_symmetric", [True, False])
@pytest.mark.parametrize("granularity", list(Granularity))
@pytest.mark.parametrize("bits", [(8, 8), (4, 8), (2, 4), (1, 1), (16, 16)])
def test_every_scheme_exports_and_agrees(
    prepared: tuple[str, Prepared],
    weight_symmetric: bool,
    activation_symmetric: bool,
    granularity: Granularity,
    bits: tuple[int, int],
) -> None:
    name, net = prepared
    weight = Spec(bits[0], Scheme.INTEGER, weight_symmetric, granularity, Observer.MSE)
    activation = Spec(bits[1], Scheme.INTEGER, activation_symmetric, observer=Observer.PERCENTILE, percentile=99.0)
    recipe = Recipe(dict.fromkeys(net.keys, LayerRecipe(weight, activation)))
    assert difference(net, recipe, samples(name)) < (0.6 if bits[1] < 8 else 0.03)


STORED = [
    FLOAT32,
    Spec(16, Scheme.FLOAT),
    Spec(16, Scheme.BFLOAT),
    weight_spec(8),
    weight_spec(4),
    Spec(2, Scheme.TRAINED_TERNARY),
    Spec(4, Scheme.KMEANS),
]


@pytest.mark.parametrize("weight", STORED, ids=lambda spec: spec.label)
def test_weights_are_stored_under_the_name_that_the_inspector_says(
    prepared: tuple[str, Prepared], weight: Spec
) -> None:
    name, net = prepared
    recipe = Recipe(dict.fromkeys(net.keys, LayerRecipe(weight)))
    held = {tensor.name for tensor in exported(net, recipe, samples(name)).graph.initializer}
    assert all(stored_weight(layer, recipe[layer.key]) in held for layer in net.graph.layers)


WEIGHT_SCHEMES = [
    Spec(bits, scheme, granularity=granularity)
    for scheme in Scheme
    for bits in BITS[scheme]
    for granularity in (
        (Granularity.TENSOR, Granularity.CHANNEL) if scheme is Scheme.TERNARY else (Granularity.TENSOR,)
    )
    if scheme not in (Scheme.FLOAT, Scheme.INTEGER)
]


@pytest.mark.parametrize("activation", [32, 8, 4])
@pytest.mark.parametrize("weight", WEIGHT_SCHEMES, ids=lambda spec: f"{spec.label} {spec.granularity}")
def test_weights_of_every_other_scheme_export_and_agree(
    prepared: tuple[str, Prepared], weight: Spec, activation: int
) -> None:
    name, net = prepared
    recipe = Recipe(dict.fromkeys(net.keys, LayerRecipe(weight, activation_spec(activation))))
    assert difference(net, recipe, samples(name)) < (0.6 if activation < 8 else 0.03)


@pytest.mark.parametrize("weight", [32, 8])
def test_bfloat16_activations_and_power_of_two_scales_export_and_agree(
    prepared: tuple[str, Prepared], weight: int
) -> None:
    name, net = prepared
    for activation in (Spec(16, Scheme.BFLOAT), activation_spec(8, power_of_two=True)):
        chosen = weight_spec(weight, power_of_two=True) if weight < 32 else FLOAT32
        recipe = Recipe(dict.fromkeys(net.keys, LayerRecipe(chosen, activation)))
        assert difference(net, recipe, samples(name)) < 0.03


def test_the_float_recipe_exports_the_float_model(prepared: tuple[str, Prepared]) -> None:
    name, net = prepared
    assert difference(net, Recipe(), samples(name)) < 1e-5
    model = exported(net, Recipe(), samples(name))
    assert opset_of(model) == 17 and not any("Linear" in n.op_type for n in model.graph.node)


def test_the_same_recipe_gives_the_same_bytes(prepared: tuple[str, Prepared]) -> None:
    name, net = prepared
    recipe = uniform(net.keys, 4, 8)
    first, second = (exported(net, recipe, samples(name)).SerializeToString() for _ in range(2))
    assert first == second


def test_node_keys_survive_and_float_weights_do_not(prepared: tuple[str, Prepared]) -> None:
    name, net = prepared
    for bits in (8, 2):
        model = exported(net, uniform(net.keys, bits, 8), samples(name))
        assert {n.name for n in net.proto.graph.node} <= {n.name for n in model.graph.node}
        kept = {tensor.name for tensor in model.graph.initializer}
        assert not kept & {layer.weight for layer in net.graph.layers}
        reads = {name for node in model.graph.node for name in node.input}
        assert kept <= reads


KINDS = {
    16: TensorProto.INT16,
    8: TensorProto.INT8,
    7: TensorProto.INT8,
    5: TensorProto.INT8,
    4: TensorProto.INT4,
    3: TensorProto.INT4,
    2: TensorProto.INT2,
    1: TensorProto.INT2,
}


@pytest.mark.parametrize(("bits", "kind"), KINDS.items())
@pytest.mark.parametrize("activation", [32, 8])
def test_weights_are_stored_at_the_next_width_onnx_has(tmp_path: Path, bits: int, kind: int, activation: int) -> None:
    net = Prepared(tmp_path / "net.onnx", network("convolutions"))
    recipe = Recipe(
        dict.fromkeys(net.keys, LayerRecipe(weight_spec(bits, scheme=Scheme.INTEGER), activation_spec(activation)))
    )
    model = exported(net, recipe, samples("convolutions"))
    stored = {t.name: t for t in model.graph.initializer if t.name.endswith("weight_quantized")}
    assert len(stored) == 4 and {t.data_type for t in stored.values()} == {kind}
    limit = 1 if bits == 1 else 2 ** (bits - 1) - 1
    for tensor in stored.values():
        codes = numpy_helper.to_array(tensor).astype(np.int32)
        assert np.abs(codes).max() <= limit
        width = {TensorProto.INT16: 16, TensorProto.INT8: 8, TensorProto.INT4: 4, TensorProto.INT2: 2}[kind]
        assert len(tensor.raw_data) == -(-codes.size * width // 8)
        assert bits != 1 or set(np.unique(codes)) == {-1, 1}


def operators(path: str) -> list[str]:
    return [node.op_type for node in onnx.load(path).graph.node]


@pytest.mark.parametrize("bits", [8, 6, 4, 3, 2])
def test_narrow_weights_beside_integer_activations_run_as_integer_kernels(tmp_path: Path, bits: int) -> None:
    net = Prepared(tmp_path / "net.onnx", network("convolutions"))
    optimized = str(tmp_path / "optimized.onnx")
    assert difference(net, uniform(net.keys, bits, 8), samples("convolutions"), optimized) < 0.03
    found = operators(optimized)
    assert found.count("QLinearConv") == 3 and found.count("QGemm") == 1
    assert "Conv" not in found and "FusedConv" not in found


def test_every_mixture_of_integer_and_weight_only_layers_runs(tmp_path: Path) -> None:
    """A float layer between integer ones reads integers; onnxruntime refuses its weights unless they are widened."""
    net = Prepared(tmp_path / "net.onnx", network("chain"))
    integer = LayerRecipe(weight_spec(8), activation_spec(8))
    rows = (integer, *(LayerRecipe(weight_spec(bits)) for bits in (8, 4, 2)), FLOAT_LAYER)
    for chosen in product(rows, repeat=3):
        recipe = Recipe(dict(zip(net.keys, chosen, strict=True)))
        assert difference(net, recipe, samples("chain"), str(tmp_path / "optimized.onnx")) < 0.03


@pytest.mark.parametrize("bits", [8, 4])
def test_symmetric_activations_run_as_integer_kernels_where_no_relu_follows(tmp_path: Path, bits: int) -> None:
    net = Prepared(tmp_path / "net.onnx", network("convolutions"))
    optimized = str(tmp_path / "optimized.onnx")
    row = LayerRecipe(weight_spec(bits), Spec(8, Scheme.INTEGER, symmetric=True))
    assert difference(net, Recipe(dict.fromkeys(net.keys, row)), samples("convolutions"), optimized) < 0.03
    assert operators(optimized).count("QLinearConv") >= 1


def test_activations_below_eight_bits_run_as_integer_kernels_too(tmp_path: Path) -> None:
    net = Prepared(tmp_path / "net.onnx", network("convolutions"))
    optimized = str(tmp_path / "optimized.onnx")
    difference(net, uniform(net.keys, 8, 4), samples("convolutions"), optimized)
    assert operators(optimized).count("QLinearConv") == 3


@pytest.mark.parametrize(
    ("weight", "activation", "opset"),
    [(8, 8, 17), (8, 32, 17), (16, 16, 17), (4, 8, 21), (3, 32, 21), (2, 8, 25), (1, 32, 25)],
)
def test_the_opset_is_raised_only_as_far_as_the_types_need(
    tmp_path: Path, weight: int, activation: int, opset: int
) -> None:
    net = Prepared(tmp_path / "net.onnx", network("convolutions"))
    model = exported(net, uniform(net.keys, weight, activation), samples("convolutions"))
    assert opset_of(model) == opset
    assert model.ir_version == {17: 8, 21: 10, 25: 13}[opset]


@pytest.mark.parametrize(("bits", "opset"), [(8, 13), (4, 21), (2, 25)])
@pytest.mark.parametrize("old", [7, 9, 11, 13])
def test_old_models_are_converted(tmp_path: Path, bits: int, opset: int, old: int) -> None:
    net = Prepared(tmp_path / "net.onnx", network("convolutions", opset=old))
    assert opset_of(exported(net, uniform(net.keys, bits, 8), samples("convolutions"))) == max(opset, old)
    assert difference(net, uniform(net.keys, bits, 8), samples("convolutions")) < 0.03


def refuse_to_convert(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(model: onnx.ModelProto, target: int) -> onnx.ModelProto:
        raise RuntimeError("no adapter for this operator")

    monkeypatch.setattr("onnx.version_converter.convert_version", refuse)


@pytest.mark.parametrize(("weight", "activation"), [(4, 32), (3, 8), (4, 6), (8, 16)])
def test_a_model_that_cannot_be_converted_uses_the_runtime_s_own_operators(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, weight: int, activation: int
) -> None:
    refuse_to_convert(monkeypatch)
    net = Prepared(tmp_path / "net.onnx", network("convolutions", opset=13))
    inputs = FLOAT32 if activation == 32 else activation_spec(activation, scheme=Scheme.INTEGER)
    recipe = Recipe(dict.fromkeys(net.keys, LayerRecipe(weight_spec(weight), inputs)))
    model = exported(net, recipe, samples("convolutions"))
    assert opset_of(model) == 13
    assert {node.domain for node in model.graph.node if "Linear" in node.op_type} == {RUNTIME_DOMAIN}
    assert difference(net, recipe, samples("convolutions")) < 0.03


@pytest.mark.parametrize(("weight", "activation"), [(2, 8), (1, 32), (8, 6), (4, 32)])
def test_where_no_way_is_open_the_error_says_which_opset_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, weight: int, activation: int
) -> None:
    refuse_to_convert(monkeypatch)
    net = Prepared(tmp_path / "net.onnx", network("convolutions", opset=9))
    with pytest.raises(RecipeError, match="opset") as caught:
        exported(net, uniform(net.keys, weight, activation), samples("convolutions"))
    assert "no adapter" in caught.value.details and "Choose" in caught.value.remedy


def test_layers_that_share_a_weight_must_agree_on_it(tmp_path: Path) -> None:
    model = network("matmuls")
    model.graph.node[2].input[1] = "q.weight"
    net = Prepared(tmp_path / "net.onnx", model)
    shared = [layer.key for layer in net.graph.layers if layer.weight == "q.weight"]
    assert len(shared) == 2
    with pytest.raises(RecipeError, match=r"share one weight") as caught:
        exported(net, Recipe({shared[0]: LayerRecipe(weight_spec(4), FLOAT32)}), samples("matmuls"))
    assert shared[0] in caught.value.what and "same weight bits" in caught.value.remedy
    same = Recipe(dict.fromkeys(shared, LayerRecipe(weight_spec(4), activation_spec(8))))
    assert difference(net, same, samples("matmuls")) < 0.03
    stored = [t for t in exported(net, same, samples("matmuls")).graph.initializer if "q.weight_quantized" in t.name]
    assert len(stored) == 1


def test_a_recipe_for_another_model_is_refused_by_name(tmp_path: Path) -> None:
    net = Prepared(tmp_path / "net.onnx", network("convolutions"))
    with pytest.raises(RecipeError, match="nowhere"):
        exported(net, uniform(["nowhere"], 8, 8), samples("convolutions"))


def test_a_float16_recipe_halves_the_weights_and_rounds_the_inputs(tmp_path: Path) -> None:
    net = Prepared(tmp_path / "net.onnx", network("convolutions"))
    model = exported(net, uniform(net.keys, 16, 16), samples("convolutions"))
    halves = [t for t in model.graph.initializer if t.data_type == TensorProto.FLOAT16]
    assert len(halves) == 4
    assert difference(net, uniform(net.keys, 16, 16), samples("convolutions")) < 2e-3
