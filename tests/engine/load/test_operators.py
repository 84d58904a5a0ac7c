"""The operators, proven by the cases that onnx carries."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable

import numpy as np
import onnx
import pytest
import torch
from onnx import TensorProto, helper, numpy_helper

from edgeviz.core.errors import ModelError
from edgeviz.engine.load.operators import dtypes, expand, registry
from edgeviz.engine.load.operators.covered import COVERED, WRITTEN_OUT
from edgeviz.engine.load.torch_module import OnnxModule
from tests.engine.load import conformance
from tests.engine.load.conformance_exceptions import EXCEPTIONS
from tests.material import MATERIAL

#: Fewer cases than these would mean that they were not found.
CARRIED_BY_ONNX = 1_700
QUANTIZED = MATERIAL / "ref" / "onnx_node_tests_quant.zip"


def reason_for(name: str) -> str | None:
    return next((reason for pattern, reason in EXCEPTIONS.items() if re.fullmatch(pattern, name)), None)


def check(cases: Iterable[conformance.Case], title: str, capsys: pytest.CaptureFixture[str]) -> int:
    """Every case passes or is excepted and fails; prints the count and returns the number of cases."""
    passed, excepted, wrong = 0, Counter[str](), []
    for case in cases:
        problem, reason = conformance.run(case), reason_for(case.name)
        if problem is None and reason is None:
            passed += 1
        elif problem is not None and reason is not None:
            excepted[reason] += 1
        else:
            wrong.append(f"{case.name}: {problem or 'passes, but is listed as an exception'}")
    total = passed + excepted.total() + len(wrong)
    with capsys.disabled():
        print(f"\n{title}: {passed} passed, {excepted.total()} excepted, {len(wrong)} wrong, {total} in total")
        for reason, count in excepted.most_common():
            print(f"  {count:4d} excepted: {reason}")
    assert not wrong, "\n".join(wrong)
    return total


def test_every_node_case_of_onnx_passes_or_is_listed_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(conformance.onnx_node_cases(), "onnx node cases", capsys) >= CARRIED_BY_ONNX


def test_exports_of_old_operator_sets_pass(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(conformance.exported_cases(), "stored exports", capsys) > 100


@pytest.mark.skipif(not QUANTIZED.is_file(), reason="needs shared/material beside the checkout")
def test_every_stored_quantization_case_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(conformance.zipped_cases(QUANTIZED), "stored Q/DQ cases", capsys) == 105


def test_every_pattern_among_the_exceptions_matches_a_case() -> None:
    from onnx.backend.test.loader import load_model_tests

    names = [case.name for kind in ("node", "simple") for case in load_model_tests(kind=kind)]
    idle = [pattern for pattern in EXCEPTIONS if not any(re.fullmatch(pattern, name) for name in names)]
    assert not idle


def test_the_table_of_covered_operators_equals_the_registry() -> None:
    assert registry.registered() == COVERED


def test_operators_that_are_written_out_have_a_body_in_onnx_and_no_binder() -> None:
    for domain, name in WRITTEN_OUT:
        schema = onnx.defs.get_schema(name, domain)
        assert schema.has_function or schema.has_context_dependent_function, name
        assert (domain, name) not in COVERED


def test_missing_operators_are_listed_without_importing_torch() -> None:
    code = (
        "import sys, onnx\n"
        "from edgeviz.engine.load.operators.registry import missing\n"
        "node = onnx.helper.make_node('BipolarQuant', ['x'], ['y'], domain='onnx.brevitas')\n"
        "then = onnx.helper.make_graph([onnx.helper.make_node('StringSplit', ['x'], ['s'])], 'g', [], [])\n"
        "branch = onnx.helper.make_node('If', ['c'], ['z'], then_branch=then, else_branch=then)\n"
        "graph = onnx.helper.make_graph([onnx.helper.make_node('Relu', ['y'], ['w']), node, branch], 'g', [], [])\n"
        "print(missing(onnx.helper.make_model(graph)), 'torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "('StringSplit', 'onnx.brevitas::BipolarQuant') False"


def one_node(node: onnx.NodeProto, opset: int, functions: tuple[onnx.FunctionProto, ...] = ()) -> onnx.ModelProto:
    values = [helper.make_tensor_value_info(n, TensorProto.FLOAT, None) for n in node.input if n]
    outputs = [helper.make_tensor_value_info(n, TensorProto.FLOAT, None) for n in node.output]
    imports = [helper.make_opsetid("", opset)] + [helper.make_opsetid(f.domain, 1) for f in functions]
    graph = helper.make_graph([node], "g", values, outputs)
    return helper.make_model(graph, opset_imports=imports, functions=functions)


def test_softmax_before_version_13_counts_the_trailing_axes_as_one() -> None:
    x = torch.randn(2, 3, 4)
    old = OnnxModule.from_proto(one_node(helper.make_node("Softmax", ["x"], ["y"]), 12))
    new = OnnxModule.from_proto(one_node(helper.make_node("Softmax", ["x"], ["y"]), 13))
    torch.testing.assert_close(old(x), torch.softmax(x.reshape(2, -1), 1).reshape(x.shape))
    torch.testing.assert_close(new(x), torch.softmax(x, -1))


@pytest.mark.parametrize(
    ("name", "attributes", "opset", "expected"),
    [
        ("Clip", {"min": -0.5, "max": 0.5}, 10, lambda x: x.clamp(-0.5, 0.5)),
        ("Squeeze", {"axes": [1]}, 11, lambda x: x.squeeze(1)),
        ("Unsqueeze", {"axes": [0, -1]}, 12, lambda x: x[None, ..., None]),
        ("ReduceSum", {"axes": [0, 2], "keepdims": 0}, 11, lambda x: x.sum((0, 2))),
        ("ReduceMean", {"axes": [-1]}, 13, lambda x: x.mean(-1, keepdim=True)),
        ("Slice", {"starts": [1], "ends": [-1], "axes": [2]}, 9, lambda x: x[:, :, 1:-1]),
        ("Pad", {"pads": [0, 0, 1, 0, 0, 2], "value": 3.0}, 10, lambda x: torch.nn.functional.pad(x, (1, 2), value=3)),
        ("Upsample", {"scales": [1.0, 1.0, 2.0], "mode": "nearest"}, 7, lambda x: x.repeat_interleave(2, 2)),
        ("Dropout", {"ratio": 0.5}, 7, lambda x: x),
        ("TopK", {"k": 2}, 7, lambda x: x.topk(2).values),
        ("Hardmax", {}, 11, lambda x: torch.eye(5)[x.argmax(-1)].float()),
    ],
)
def test_attributes_of_old_versions_mean_what_they_meant(name, attributes, opset, expected) -> None:
    x = torch.randn(4, 1, 5)
    outputs = ["y", "i"] if name == "TopK" else ["y"]
    module = OnnxModule.from_proto(one_node(helper.make_node(name, ["x"], outputs, **attributes), opset))
    result = module(x)
    torch.testing.assert_close(result[0] if isinstance(result, tuple) else result, expected(x))


def test_split_before_version_13_takes_its_sizes_from_an_attribute() -> None:
    node = helper.make_node("Split", ["x"], ["a", "b"], axis=1, split=[1, 3])
    a, b = OnnxModule.from_proto(one_node(node, 11))(torch.arange(8.0).reshape(2, 4))
    assert a.shape == (2, 1)
    assert b.shape == (2, 3)


def test_a_local_function_is_written_out_with_its_attributes() -> None:
    inner = helper.make_node("LeakyRelu", ["a"], ["t"])
    reference = inner.attribute.add()
    reference.name, reference.ref_attr_name, reference.type = "alpha", "slope", onnx.AttributeProto.FLOAT
    body = [inner, helper.make_node("Add", ["t", "a"], ["b"])]
    function = helper.make_function("mine", "Leaky", ["a"], ["b"], body, [helper.make_opsetid("", 17)], ["slope"])
    node = helper.make_node("Leaky", ["x"], ["y"], domain="mine", slope=0.5)
    x = torch.tensor([-2.0, 4.0])
    assert OnnxModule.from_proto(one_node(node, 17, (function,)))(x).tolist() == [-3.0, 8.0]


def test_a_function_that_calls_itself_is_refused() -> None:
    body = [helper.make_node("Loop_", ["a"], ["b"], domain="mine")]
    function = helper.make_function("mine", "Loop_", ["a"], ["b"], body, [helper.make_opsetid("mine", 1)])
    with pytest.raises(ModelError, match="mine::Loop_"):
        OnnxModule.from_proto(one_node(helper.make_node("Loop_", ["x"], ["y"], domain="mine"), 17, (function,)))


def test_names_inside_a_body_cannot_meet_those_of_the_model() -> None:
    body = helper.make_function(
        "", "F", ["a"], ["b"], [helper.make_node("Neg", ["a"], ["x"]), helper.make_node("Abs", ["x"], ["b"])], []
    )
    nodes = expand.inline(helper.make_node("F", ["x"], ["y"]), "key", body, {})
    assert [(list(n.input), list(n.output)) for n in nodes] == [(["x"], ["key/x"]), (["key/x"], ["y"])]


@pytest.mark.parametrize(
    "kind", [TensorProto.INT2, TensorProto.UINT4, TensorProto.INT16, TensorProto.FLOAT8E5M2, TensorProto.BFLOAT16]
)
def test_small_types_survive_the_way_into_torch_and_back(kind: int) -> None:
    values = np.array([[0, 1], [-2, 1]] if kind != TensorProto.UINT4 else [[0, 1], [15, 7]])
    array = values.astype(helper.tensor_dtype_to_np_dtype(kind))
    back = dtypes.to_array(dtypes.to_tensor(numpy_helper.to_array(numpy_helper.from_array(array, "t"))), kind)
    assert back.dtype == array.dtype
    assert (back.astype(np.float32) == array.astype(np.float32)).all()


def test_unsigned_integers_wrap_as_onnx_defines_it() -> None:
    graph = helper.make_graph(
        [helper.make_node("Sub", ["a", "b"], ["c"])],
        "g",
        [helper.make_tensor_value_info(n, TensorProto.UINT32, [1]) for n in "ab"],
        [helper.make_tensor_value_info("c", TensorProto.UINT32, [1])],
    )
    module = OnnxModule.from_proto(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)]))
    result = module(torch.tensor([1], dtype=torch.uint32), torch.tensor([2], dtype=torch.uint32))
    assert result.dtype == torch.uint32
    assert result.tolist() == [2**32 - 1]


def test_a_constant_of_absurd_size_is_refused_before_memory_is_taken() -> None:
    shape = numpy_helper.from_array(np.array([1 << 20, 1 << 20], np.int64), "shape")
    output = helper.make_tensor_value_info("y", TensorProto.FLOAT, None)
    graph = helper.make_graph(
        [helper.make_node("ConstantOfShape", ["shape"], ["y"], "big")], "g", [], [output], [shape]
    )
    with pytest.raises(ModelError, match="too large"):
        OnnxModule.from_proto(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)]))


def test_a_node_without_a_required_attribute_is_refused_by_its_name() -> None:
    with pytest.raises(ModelError, match='Concat of the layer "Concat_0"'):
        OnnxModule.from_proto(one_node(helper.make_node("Concat", ["x"], ["y"]), 17))(torch.ones(2))
