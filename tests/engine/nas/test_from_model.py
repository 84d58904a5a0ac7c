from __future__ import annotations

import shutil

import numpy as np
import onnx
import pytest
import torch

from edgeviz.core.errors import ModelError
from edgeviz.core.nas.moves import draw, neighbours
from edgeviz.core.nas.space import SpaceError
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.nas import sizes
from edgeviz.engine.nas.builders import build
from edgeviz.engine.nas.candidate import Task, evaluate
from edgeviz.engine.nas.from_model import derive, space_of
from edgeviz.engine.session import session
from edgeviz.engine.train.students import graph_of
from edgeviz.jobs.context import Untracked
from tests.engine.nas.small_spaces import DIGITS, mnasnet, request


@pytest.fixture(scope="module")
def residual(tmp_path_factory):
    """A network with two blocks that can be left out, and channels tied across them."""
    space = mnasnet()
    values = {f"block{n}.{name}": value for n in (1, 2) for name, value in
              {"operator": "conv", "kernel": 3, "squeeze_excite": 0.0, "skip": "identity", "width": 1.0,
               "layers": 2}.items()}  # fmt: skip
    path = tmp_path_factory.mktemp("model") / "Residual net.onnx"
    onnx.save(build(space, space.encode(values), 10, 3).proto("residual"), path)
    return str(path)


def test_the_whole_model_is_a_member_and_others_are_smaller(residual):
    space = space_of(residual)
    whole = space.encode({one.name: one.values[-1] for one in space.choices})
    assert space.builder == "model" and space.settings["input"] == [1, 8, 8]
    x = torch.rand(3, 1, 8, 8, generator=torch.Generator().manual_seed(0))
    opened = session(residual)
    with torch.no_grad():
        torch.testing.assert_close(OnnxModule.from_proto(derive(space, whole))(x), opened.module(x))
    full = graph_of(opened.prepared)
    kinds = set()
    for genes in neighbours(space, whole.genes):
        made = graph_of(derive(space, space.architecture(genes)))
        assert made.parameters < full.parameters and made.classes() == 10
        kinds |= {"fewer layers" if len(made.layers) < len(full.layers) else "thinner"}
    assert kinds == {"fewer layers", "thinner"}


def test_a_model_cut_anyhow_still_runs(residual):
    space = space_of(residual)
    x = torch.rand(2, 1, 8, 8)
    for seed in range(5):
        genes = draw(space, np.random.default_rng(seed))
        with torch.no_grad():
            assert OnnxModule.from_proto(derive(space, space.architecture(genes)))(x).shape == (2, 10)


def test_a_cut_model_is_trained_further_and_judged(residual):
    space = space_of(residual)
    key = space.architecture(draw(space, np.random.default_rng(1))).key
    trial = evaluate(Task(request(space, epochs=10), key, 1, 10, DIGITS)).trial
    assert not trial.failed and trial.value("accuracy") > 0.2  # chance is 0.1


def test_the_sizes_of_a_models_space_are_those_of_the_model_and_less(residual):
    found = sizes.run(Untracked(), space_of(residual), drawn=2)
    full = graph_of(session(residual).prepared)
    assert found.parameters[0] < found.parameters[1] == full.parameters
    assert found.macs[1] == full.macs


def test_a_model_that_changed_is_no_longer_searched(residual, tmp_path):
    copy = tmp_path / "copy.onnx"
    shutil.copy(residual, copy)
    space = space_of(str(copy))
    onnx.save(build(mnasnet(), mnasnet().architecture(draw(mnasnet(), np.random.default_rng(0))), 10).proto("x"), copy)
    key = space.architecture(draw(space, np.random.default_rng(0))).key
    with pytest.raises(SpaceError, match="not the model any more"):
        evaluate(Task(request(space), key, 1, 1, DIGITS))


def test_a_model_without_anything_to_cut_makes_no_space(tmp_path):
    node = onnx.helper.make_node("Relu", ["x"], ["y"])
    info = [onnx.helper.make_tensor_value_info(name, 1, ["n", 4]) for name in ("x", "y")]
    path = tmp_path / "relu.onnx"
    opset = [onnx.helper.make_opsetid("", 17)]
    onnx.save(
        onnx.helper.make_model(onnx.helper.make_graph([node], "g", info[:1], info[1:]), opset_imports=opset), path
    )
    with pytest.raises(ModelError, match="No space can be made"):
        space_of(str(path))
