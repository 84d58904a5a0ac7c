"""The shipped demo model is as good as it says, and has the parts that make it worth showing."""

from __future__ import annotations

import zipfile

import numpy as np
import onnx
import onnxruntime
import pytest

from edgeviz.core.dataset import DataSpec
from edgeviz.engine.data.dataset import load
from edgeviz.engine.data.digits import TEST_SIZE
from edgeviz.resources import resource

MODEL = resource("demo", "digits.onnx")


@pytest.fixture(scope="module")
def proto() -> onnx.ModelProto:
    return onnx.load(MODEL)


def accuracy(spec: DataSpec) -> float:
    data = load(spec, (None, 1, 8, 8), 10)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(MODEL, options, providers=["CPUExecutionProvider"])
    (logits,) = session.run(None, {session.get_inputs()[0].name: data.validation.x})
    return float((np.asarray(logits).argmax(1) == data.validation.y).mean())


def test_it_reaches_97_percent_on_all_digits_it_was_not_trained_on() -> None:
    assert accuracy(DataSpec(validation=TEST_SIZE)) >= 0.97


def test_another_seed_validates_on_the_same_digits_it_was_not_trained_on() -> None:
    assert accuracy(DataSpec(validation=TEST_SIZE, seed=7)) == accuracy(DataSpec(validation=TEST_SIZE))


def test_it_has_a_residual_sum_a_depthwise_convolution_batch_norms_and_a_linear_end(proto: onnx.ModelProto) -> None:
    shapes = {entry.name: tuple(entry.dims) for entry in proto.graph.initializer}
    made = {name for node in proto.graph.node for name in node.output}
    sums = [node for node in proto.graph.node if node.op_type == "Add" and set(node.input) <= made]
    groups = [
        next((a.i for a in node.attribute if a.name == "group"), 1)
        for node in proto.graph.node
        if node.op_type == "Conv" and shapes[node.input[1]][2:] == (3, 3)
    ]
    assert len(sums) == 4
    assert sum(group > 1 for group in groups) == 3
    assert sum(node.op_type == "BatchNormalization" for node in proto.graph.node) == 11
    assert proto.graph.node[-1].op_type == "Gemm"


def test_its_layers_keep_their_module_names(proto: onnx.ModelProto) -> None:
    scopes = [entry.value for node in proto.graph.node for entry in node.metadata_props if "name_scopes" in entry.key]
    assert any("'block2.body.depthwise.conv'" in scope for scope in scopes)


def test_the_batch_is_free_and_the_files_are_small(proto: onnx.ModelProto) -> None:
    batch = proto.graph.input[0].type.tensor_type.shape.dim[0]
    assert batch.dim_param
    assert MODEL.stat().st_size < 400_000
    assert resource("demo", "digits.pt2").stat().st_size < 400_000


def test_the_files_hold_no_path_of_the_machine_that_made_them() -> None:
    with zipfile.ZipFile(resource("demo", "digits.pt2")) as archive:
        texts = [MODEL.read_bytes(), *(archive.read(name) for name in archive.namelist())]
    assert not any(b"train_demo.py" in text or b"site-packages" in text for text in texts)
