"""A compressed model as a file: back to the ONNX model, and what is no such file."""

from __future__ import annotations

import copy
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
from onnx import numpy_helper

from edgeviz.core.compress import stream
from edgeviz.core.errors import ModelError
from edgeviz.engine.compress import archive
from edgeviz.engine.compress.accounts import stored_weights, values_of
from edgeviz.engine.compress.sharing import Sharing, share
from edgeviz.engine.measure import runtime
from edgeviz.engine.session import session
from edgeviz.jobs.context import Untracked
from tests.engine.digits_model import digits_model
from tests.material import MATERIAL, needs_material


def shared_model(bits: int = 4) -> tuple[onnx.ModelProto, list[stream.SharedLayer]]:
    model = onnx.ModelProto()
    model.CopyFrom(digits_model())
    layers = []
    for name in ("conv.weight", "fc.weight"):
        array = numpy_helper.to_array(next(t for t in model.graph.initializer if t.name == name)).copy()
        array[np.abs(array) < 0.1] = 0
        layers.append(stream.smallest(share(name, array, bits), 0))
        archive.set_weight(model, name, layers[-1].values())
    return model, layers


def test_the_decoded_model_is_the_encoded_one_and_runs(tmp_path: Path) -> None:
    model, layers = shared_model()
    file = tmp_path / "digits.edgedc"
    file.write_bytes(archive.encode(model, layers).content)
    target = tmp_path / "back.onnx"
    assert archive.run(Untracked(), str(file), str(target)) == target.stat().st_size
    back = onnx.load(target)
    onnx.checker.check_model(back)
    assert back == model
    x = {"x": np.random.default_rng(0).random((3, 1, 8, 8)).astype(np.float32)}
    one, other = (runtime.run(runtime.session(m.SerializeToString()), x)[0] for m in (model, back))
    assert np.array_equal(one, other)


def test_the_model_that_is_encoded_stays_as_it_is() -> None:
    model, layers = shared_model()
    before = model.SerializeToString(deterministic=True)
    archive.encode(model, layers)
    assert model.SerializeToString(deterministic=True) == before


def test_a_layer_that_does_not_fit_its_model_is_named() -> None:
    model, layers = shared_model()
    other = stream.SharedLayer("fc.weight", layers[1].codes[:, :5], layers[1].table)
    for wrong in (other, stream.SharedLayer("another", layers[1].codes, layers[1].table)):
        content = stream.write(model.SerializeToString(), [wrong]).content
        with pytest.raises(ModelError, match=wrong.name):
            archive.decode(content, "x.edgedc")


def test_a_file_without_a_model_is_refused() -> None:
    with pytest.raises(ModelError, match="no ONNX model"):
        archive.decode(stream.write(b"\xff\xff\xff", []).content, "x.edgedc")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not a file"):
        archive.run(Untracked(), str(tmp_path), str(tmp_path / "x.onnx"))
    (tmp_path / "x").write_bytes(b"onnx")
    with pytest.raises(ModelError, match="no compressed model"):
        archive.run(Untracked(), str(tmp_path / "x"), str(tmp_path / "x.onnx"))
    assert not (tmp_path / "x.onnx").exists()


def test_notes_of_the_exporter_are_left_out_and_names_stay() -> None:
    model = onnx.ModelProto()
    model.CopyFrom(digits_model())
    for key in ("namespace", archive.TRACE):
        entry = model.graph.node[0].metadata_props.add()
        entry.key, entry.value = key, "x" * 1000
    found = archive.slim(model)
    assert [entry.key for entry in found.graph.node[0].metadata_props] == ["namespace"]
    assert len(model.graph.node[0].metadata_props) == 2
    assert [node.name for node in found.graph.node] == [node.name for node in model.graph.node]


@needs_material
@pytest.mark.parametrize(
    "name", ["mlperf_ic_resnet8", "mlperf_kws_dscnn", "cifar_vit_6x128", "imagenet_mobilenet_v1_0.25_128"]
)
def test_real_networks_come_back_and_compute_what_the_shared_weights_computed(name: str) -> None:
    opened = session(MATERIAL / "models" / f"{name}.onnx")
    model, layers = archive.slim(opened.prepared), []
    values = values_of(opened.module, stored_weights(opened))
    for key, w in values.items():
        w[np.abs(w) < np.quantile(np.abs(w), 0.6)] = 0
        layers.append(stream.smallest(share(key, w, 4), 0))
        archive.set_weight(model, key, layers[-1].values())
    content = archive.encode(model, layers).content
    back = archive.decode(content, name)
    assert back == model
    assert len(content) < opened.file.file_bytes / 8
    sharing = Sharing(copy.deepcopy(opened.module), layers)
    feed = opened.feed(None, opened.fixed_batch or 2)
    found = runtime.run(runtime.session(back.SerializeToString()), feed)[0]
    with torch.inference_mode():
        expected = sharing.module(*[torch.from_numpy(value) for value in feed.values()])
    assert isinstance(expected, torch.Tensor)
    assert np.allclose(found, expected.numpy(), rtol=1e-3, atol=1e-3 * float(np.abs(found).max()))
