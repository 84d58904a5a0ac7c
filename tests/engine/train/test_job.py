"""The training job from a request to a measured model file: digits, and what is trained is what is exported."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort
import pytest
import torch
from onnx import TensorProto, helper, numpy_helper

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import EdgeVizError, ModelError
from edgeviz.core.metric import Evaluation
from edgeviz.core.presets import keep_ends, uniform_recipe
from edgeviz.core.recipe import LayerRecipe, Recipe
from edgeviz.core.schemes import XNOR
from edgeviz.core.spec import FLOAT32, Scheme, Spec, activation_spec, weight_spec
from edgeviz.core.train_request import (
    ActivationRule,
    Augmentation,
    Pruning,
    Scope,
    Structure,
    TrainedModel,
    TrainRequest,
)
from edgeviz.core.training import TrainSpec
from edgeviz.engine import evaluate
from edgeviz.engine.data.guess import guess
from edgeviz.engine.data.training import load_training
from edgeviz.engine.session import Session, session
from edgeviz.engine.train import loop
from edgeviz.engine.train.job import run
from edgeviz.engine.train.result import REQUEST
from edgeviz.jobs.context import CancelledError, Context
from edgeviz.jobs.events import Event, Log, Result, Sample
from tests.material import MATERIAL, needs_material

DATA = DataSpec(scale=1 / 16, calibration=100, validation=300)
SPEC = TrainSpec(epochs=3, batch=64, rate=5e-3)


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    loop.limit_torch()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def network(activation: str = "Relu") -> onnx.ModelProto:
    """Three convolutions with a residual add and a linear layer; random weights."""
    random = np.random.default_rng(4)
    shapes = {"a": (12, 1, 3, 3), "b": (12, 12, 3, 3), "c": (16, 12, 3, 3), "d": (10, 256)}
    arrays = {f"{key}.weight": random.normal(0, 0.3, shape).astype(np.float32) for key, shape in shapes.items()}
    arrays["d.weight"] /= 5
    arrays |= {"a.bias": np.zeros(12, np.float32), "d.bias": np.zeros(10, np.float32)}
    make = helper.make_node
    nodes = [
        make("Conv", ["x", "a.weight", "a.bias"], ["a"], pads=[1, 1, 1, 1]),
        make(activation, ["a"], ["ar"]),
        make("Conv", ["ar", "b.weight"], ["b"], pads=[1, 1, 1, 1]),
        make("Add", ["b", "ar"], ["s"]),
        make(activation, ["s"], ["sr"]),
        make("Conv", ["sr", "c.weight"], ["c"], pads=[1, 1, 1, 1], strides=[2, 2]),
        make(activation, ["c"], ["cr"]),
        make("Flatten", ["cr"], ["f"]),
        make("Gemm", ["f", "d.weight", "d.bias"], ["y"], transB=1),
    ]
    graph = helper.make_graph(
        nodes,
        "digits",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", 1, 8, 8])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["N", 10])],
        [numpy_helper.from_array(value, name) for name, value in arrays.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "net.onnx"
    onnx.save(network(), file)
    return str(file)


class Recorder(Context):
    """Keeps the events; cancelled after so many looks."""

    def __init__(self, looks: int = 1 << 40) -> None:
        self.events: list[Event] = []
        self.looks = looks
        super().__init__("job", self.events.append, self._look)

    def _look(self) -> bool:
        self.looks -= 1
        return self.looks < 0

    def values(self, name: str) -> list[float]:
        return [e.value for e in self.events if isinstance(e, Sample) and e.name == name]


def train(path: str, folder: Path, request: TrainRequest, **more: bool) -> tuple[TrainedModel, Recorder]:
    context = Recorder()
    run(context, path, DATA, request, str(folder), **more)
    (found,) = [e.payload for e in context.events if isinstance(e, Result)]
    return found, context


def test_pixels_of_0_to_255_are_learned_from_as_well_as_those_of_0_to_1(path: str, tmp_path: Path) -> None:
    """The weights that meet such pixels are tiny, and a step of Adam is not: they would be wiped out."""
    bright = network()
    (weight,) = [tensor for tensor in bright.graph.initializer if tensor.name == "a.weight"]
    weight.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(weight) / np.float32(4080), weight.name))
    onnx.save(bright, tmp_path / "bright.onnx")
    request = TrainRequest(replace(SPEC, epochs=2))
    plain, _ = train(path, tmp_path, request)
    context = Recorder()
    run(context, str(tmp_path / "bright.onnx"), replace(DATA, scale=255.0), request, str(tmp_path))
    (found,) = [e.payload for e in context.events if isinstance(e, Result)]
    assert accuracy(plain) > 0.8
    assert accuracy(found) == pytest.approx(accuracy(plain), abs=0.03)


def test_pruning_without_an_epoch_cuts_at_once_and_trains_nothing(path: str, tmp_path: Path) -> None:
    pruning = Pruning(sparsity=0.5, ramp=0.5)
    found, context = train(path, tmp_path, TrainRequest(replace(SPEC, epochs=0), pruning=pruning))
    assert found.steps == 0 and found.accuracies == () and not context.values("loss")
    assert found.facts["sparsity"] == pytest.approx(0.5, abs=0.01)
    before, after = Session(Path(path)).module, Session(Path(found.path)).module
    for layer in found.graph.layers:
        old, new = before.weight(layer.weight).detach(), after.weight(layer.weight).detach()
        assert torch.equal(new[new != 0], old[new != 0]), "what is left is as it was"
    assert "trained" not in found.name


def test_pruning_channels_without_an_epoch_makes_a_smaller_model(path: str, tmp_path: Path) -> None:
    pruning = Pruning(Structure.CHANNELS, Scope.LAYER, 0.5)
    found, _ = train(path, tmp_path, TrainRequest(replace(SPEC, epochs=0), pruning=pruning))
    assert found.graph.parameters < Session(Path(path)).graph.parameters


def test_without_an_epoch_there_must_be_something_to_prune(path: str) -> None:
    with pytest.raises(EdgeVizError, match="only pruning"):
        TrainRequest(replace(SPEC, epochs=0))
    with pytest.raises(EdgeVizError, match="leaves the bits"):
        recipe = uniform_recipe(Session(Path(path)).graph, 4, 8)
        TrainRequest(replace(SPEC, epochs=0), recipe, pruning=Pruning())


@pytest.mark.parametrize("batch", [1, 4])
def test_a_model_whose_file_fixes_the_batch_is_trained_and_free_afterwards(tmp_path: Path, batch: int) -> None:
    fixed = network()
    for value in (*fixed.graph.input, *fixed.graph.output):
        value.type.tensor_type.shape.dim[0].dim_value = batch
    (flatten,) = [node for node in fixed.graph.node if node.op_type == "Flatten"]
    flatten.op_type = "Reshape"
    flatten.input.append("flat")
    fixed.graph.initializer.append(numpy_helper.from_array(np.array([batch, 256]), "flat"))
    onnx.save(fixed, tmp_path / "fixed.onnx")
    found, _ = train(str(tmp_path / "fixed.onnx"), tmp_path, TrainRequest(SPEC))
    assert accuracy(found) > 0.8
    assert Session(Path(found.path)).fixed_batch is None
    (exported,) = ort.InferenceSession(found.path).run(None, {"x": np.zeros((5, 1, 8, 8), np.float32)})
    assert exported.shape == (5, 10)


def test_a_model_that_mixes_its_samples_is_refused(tmp_path: Path) -> None:
    mixing = network()
    for value in (*mixing.graph.input, *mixing.graph.output):
        value.type.tensor_type.shape.dim[0].dim_value = 2
    last = mixing.graph.node[-1]
    last.output[0] = "logits"
    mixing.graph.node.append(helper.make_node("Softmax", ["logits"], ["y"], axis=0))
    onnx.save(mixing, tmp_path / "mixing.onnx")
    with pytest.raises(ModelError, match="exactly 2 samples"):
        train(str(tmp_path / "mixing.onnx"), tmp_path, TrainRequest(SPEC))


def accuracy(trained: TrainedModel, row: int = 0) -> float:
    return trained.evaluations[row].metrics["accuracy"].value


def everywhere(*rows: LayerRecipe) -> Recipe:
    return Recipe(dict(zip("abcd", rows * (4 if len(rows) == 1 else 1), strict=True)))


def test_a_trained_model_is_a_file_of_its_own_that_says_how_it_was_made(path: str, tmp_path: Path) -> None:
    before = Path(path).read_bytes()
    request = TrainRequest(SPEC)
    trained, context = train(path, tmp_path / "out", request)
    assert accuracy(trained) > 0.85 and len(trained.accuracies) == 3
    assert context.values("loss")[-1] < context.values("loss")[0] / 2
    assert context.values("accuracy") == list(trained.accuracies)
    assert Path(path).read_bytes() == before
    content = Path(trained.path).read_bytes()
    assert Path(trained.path).name == f"{hashlib.sha256(content).hexdigest()}.onnx"
    assert trained.parent == hashlib.sha256(before).hexdigest()
    props = {entry.key: entry.value for entry in onnx.load_from_string(content).metadata_props}
    assert TrainRequest.from_json(props[REQUEST]) == request
    assert not list((tmp_path / "out" / "checkpoints").iterdir())
    assert [layer.key for layer in trained.graph.layers] == list("abcd")


@pytest.mark.parametrize("rule", [ActivationRule.LSQ, ActivationRule.PACT])
def test_learned_ranges_travel_in_the_file_and_the_exported_file_agrees_with_the_simulation(
    path: str, tmp_path: Path, rule: ActivationRule
) -> None:
    recipe = everywhere(LayerRecipe(weight_spec(4), activation_spec(4)))
    trained, _ = train(path, tmp_path / "out", TrainRequest(SPEC, recipe, activations=rule))
    opened = Session(Path(trained.path))
    calibrated = replace(opened.learned, activations={})
    assert opened.learned.weights.keys() == set("abcd") and opened.learned.activations
    params = opened.activation_params(recipe, DATA)
    other = everywhere(LayerRecipe(weight_spec(4), activation_spec(5)))
    assert not opened.learned.params(opened.activation_params(other, DATA))
    opened.__dict__["learned"] = calibrated
    assert any(params[p].scale != found.scale for p, found in opened.activation_params(recipe, DATA).items()), (
        "learned ranges are others than calibrated ones"
    )
    from edgeviz.engine.export.job import run as export

    report = export(Recorder(), trained.path, DATA, recipe, str(tmp_path / "q.onnx"))
    assert report.agreement is not None and report.agreement.value == 1.0
    assert report.exported is not None and report.exported.value == accuracy(trained) > 0.8


def test_training_once_more_starts_from_what_was_learned(path: str, tmp_path: Path) -> None:
    """At a rate at which nothing moves the second training gives back the first one's accuracy and scales."""
    recipe = everywhere(LayerRecipe(weight_spec(3), activation_spec(3)))
    request = TrainRequest(SPEC, recipe, activations=ActivationRule.LSQ)
    first, _ = train(path, tmp_path / "out", request)
    still = replace(request, spec=TrainSpec(1, 64, rate=1e-12, weight_decay=0), unfold=False)
    again, _ = train(first.path, tmp_path / "out", still)
    one, other = (Session(Path(trained.path)).learned for trained in (first, again))
    for key, (_, steps) in one.weights.items():
        assert np.allclose(steps, other.weights[key][1], rtol=1e-5)
    for point, (scale, zero) in one.activations.items():
        assert other.activations[point] == (pytest.approx(float(scale), rel=1e-5), zero)
    assert abs(accuracy(again) - accuracy(first)) < 0.01


def test_one_two_four_and_eight_bits_train_in_one_recipe(path: str, tmp_path: Path) -> None:
    rows = [LayerRecipe(weight_spec(bits), activation_spec(8)) for bits in (8, 1, 2, 4)]
    request = TrainRequest(SPEC, everywhere(*rows), augmentation=Augmentation(crop=1), balanced=True)
    trained, _ = train(path, tmp_path / "out", request)
    assert accuracy(trained) > 0.8
    assert trained.recipe == request.recipe and trained.evaluations[1].recipe.is_float32


@pytest.mark.parametrize(
    "spec", [Spec(1, Scheme.BINARY), Spec(2, Scheme.TERNARY), Spec(2, Scheme.DOREFA)], ids=lambda spec: spec.label
)
def test_weights_without_a_scale_for_each_channel_keep_their_norms_in_the_network(
    path: str, tmp_path: Path, spec: Spec
) -> None:
    """BinaryConnect's ±1 need what follows to scale them; folding it in would leave no ±1."""
    trained, _ = train(path, tmp_path / "out", TrainRequest(SPEC, everywhere(LayerRecipe(spec, FLOAT32))))
    assert accuracy(trained) > 0.7
    assert trained.facts["batch_norms_kept"] == 3
    assert [n.op for n in trained.graph.nodes].count("Mul") == 3
    again, _ = train(trained.path, tmp_path / "out", TrainRequest(replace(SPEC, epochs=1), trained.recipe))
    assert [n.op for n in again.graph.nodes].count("Mul") == again.facts["batch_norms_kept"] == 3
    assert accuracy(again) > accuracy(trained) - 0.15


def test_trained_centroids_win_back_what_sharing_weights_lost(path: str, tmp_path: Path) -> None:
    """They start from a trained network: which weights share a value does not change any more."""
    whole, _ = train(path, tmp_path / "out", TrainRequest(SPEC))
    recipe = everywhere(LayerRecipe(Spec(1, Scheme.KMEANS), FLOAT32))
    context = Recorder()
    evaluate.run(context, whole.path, DATA, [recipe], latency=False)
    (shared,) = [e.payload for e in context.events if isinstance(e, Result) and isinstance(e.payload, Evaluation)]
    trained, _ = train(whole.path, tmp_path / "out", TrainRequest(SPEC, recipe, unfold=False))
    assert accuracy(trained) > shared.metrics["accuracy"].value + 0.02
    opened = Session(Path(trained.path))
    for key, (_, table) in opened.learned.weights.items():
        (weight,) = [t for t in opened.prepared.graph.initializer if t.name == f"{key}.weight"]
        assert set(np.unique(numpy_helper.to_array(weight))) <= set(table)


def test_xnor_net_trains_where_no_relu_takes_the_signs_away(tmp_path: Path) -> None:
    for activation, blind in (("Tanh", False), ("Relu", True)):
        file = tmp_path / f"{activation}.onnx"
        onnx.save(network(activation), file)
        inner = LayerRecipe(weight_spec(1), XNOR.spec)
        recipe = Recipe({"b": inner, "c": inner})
        trained, context = train(
            str(file), tmp_path / "out", TrainRequest(SPEC, recipe, activations=ActivationRule.LSQ)
        )
        warned = [e.text for e in context.events if isinstance(e, Log) and "always +" in e.text]
        assert bool(warned) is blind
        if not blind:
            assert accuracy(trained) > 0.8
            learned = Session(Path(trained.path)).learned
            assert {tensor for tensor, _ in learned.activations} == {"ar", "sr"}


@pytest.mark.parametrize("looks", [60, 75, 90])
def test_a_run_that_was_cancelled_and_resumed_gives_the_very_same_file(path: str, tmp_path: Path, looks: int) -> None:
    """Norms, learned ranges, augmentation and their clock included."""
    recipe = everywhere(LayerRecipe(weight_spec(2), activation_spec(4)))
    request = TrainRequest(
        replace(SPEC, checkpoint_every=4),
        recipe,
        augmentation=Augmentation(True, 1, 0.2),
        activations=ActivationRule.LSQ,
    )
    whole, _ = train(path, tmp_path / "whole", request)
    stopped = Recorder(looks)
    with pytest.raises(CancelledError):
        run(stopped, path, DATA, request, str(tmp_path / "out"))
    assert list((tmp_path / "out" / "checkpoints").glob("*/*.checkpoint"))
    resumed, context = train(path, tmp_path / "out", replace(request, name="another name"), resume=True)
    assert any("goes on after step" in e.text for e in context.events if isinstance(e, Log))
    assert len(context.values("loss")) < whole.steps
    one, other = (Session(Path(trained.path)) for trained in (whole, resumed))
    for tensor, same in zip(one.prepared.graph.initializer, other.prepared.graph.initializer, strict=True):
        assert tensor == same
    assert one.learned.activations == other.learned.activations


def test_training_samples_are_apart_from_validation_and_a_tenth_is_held_out(path: str) -> None:
    train_split, held = load_training(DATA, session(path).graph.input_shape(), 10)
    validation = session(path).data(DATA).validation
    rows = {row.tobytes() for row in validation.x}
    assert not rows & {row.tobytes() for row in (*train_split.x, *held.x)}
    assert len(train_split) + len(held) == 1201 and len(held) == 120
    few, some = load_training(DATA, None, 10, samples=200)
    assert (len(few), len(some)) == (150, 50) and np.bincount(few.y, minlength=10).min() >= 10


def test_the_command_line_stops_after_a_step_and_goes_on_with_resume(path: str, tmp_path: Path) -> None:
    target = tmp_path / "trained.onnx"
    command = [sys.executable, "-m", "edgeviz", "qat", path, "-o", str(target), "--weights", "4", "--epochs", "60"]
    command += ["--data", "digits", "--scale", "0.0625", "--validation", "100", "--no-reference", "--batch", "32"]
    command += ["--train-samples", "300", "--verbose"]
    child = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert child.stderr is not None
    for line in child.stderr:
        if line.startswith("Epoch"):
            break
    child.send_signal(signal.SIGINT)
    _, noted = child.communicate(timeout=60)
    assert child.returncode == 130 and "--resume goes on" in noted and not target.exists()
    kept = list((tmp_path / ".trained.training" / "checkpoints").glob("*/*.checkpoint"))
    assert len(kept) == 1
    done = subprocess.run([*command, "--resume"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0 and "Training goes on after step" in done.stderr
    assert target.exists() and "480 steps" in done.stdout


def test_the_command_line_trains_and_prints_before_and_after(path: str, tmp_path: Path, capsys) -> None:
    from edgeviz.cli import main as cli

    target = tmp_path / "trained.onnx"
    options = [
        "qat",
        path,
        "-o",
        str(target),
        "--weights",
        "2",
        "--activations",
        "8",
        "--epochs",
        "2",
        "--rate",
        "0.01",
    ]
    options += ["--data", "digits", "--scale", "0.0625", "--validation", "100", "--batch", "64", "--ranges", "lsq"]
    assert cli.main(options) == 0
    out = capsys.readouterr().out
    assert "W2 A8, before" in out and "W2 A8, trained" in out and f"written: {target}" in out
    assert target.exists() and not (tmp_path / ".trained.training").exists()
    assert cli.main(options) == 1 and "exists already" in capsys.readouterr().err


def test_the_estimate_is_of_the_order_of_what_the_training_takes(path: str) -> None:
    from edgeviz.engine.train import estimate

    request = TrainRequest(replace(SPEC, epochs=8), everywhere(LayerRecipe(weight_spec(4), activation_spec(8))))
    found = estimate.run(Recorder(), path, DATA, request)
    assert 0 < found - estimate.MEASURING < 60
    with pytest.raises(CancelledError):
        estimate.run(Recorder(8), path, DATA, request)
    longer = estimate.run(Recorder(), path, DATA, replace(request, spec=replace(SPEC, epochs=800)))
    assert longer > 10 * (found - estimate.MEASURING)


@needs_material
@pytest.mark.slow
@pytest.mark.parametrize("name", ["cifar_resnet20.onnx", "cifar_resnet20_export.pt2"])
def test_a_resnet_from_either_format_wins_back_what_two_bits_cost(tmp_path: Path, name: str) -> None:
    file = str(MATERIAL / "models" / name)
    graph = session(file).graph
    data = replace(
        guess(str(MATERIAL / "data" / "cifar10_dev.npz"), graph),
        scale=1 / 255, mean=(0.485, 0.456, 0.406), std=(0.229, 0.224, 0.225), validation=200,
    )  # fmt: skip
    recipe = keep_ends(uniform_recipe(graph, 2, 32), graph, True)
    context = Recorder()
    evaluate.run(context, file, data, [recipe], latency=False)
    (rounded,) = [e.payload for e in context.events if isinstance(e, Result) and isinstance(e.payload, Evaluation)]
    run(context, file, data, TrainRequest(TrainSpec(epochs=2, batch=64, rate=1e-3), recipe, samples=800), str(tmp_path))
    trained = context.events[-1].payload  # type: ignore[union-attr]
    losses = context.values("loss")
    assert np.mean(losses[-4:]) < np.mean(losses[:4])
    assert trained.facts["batch_norms"] == 19 and [layer.key for layer in trained.graph.layers] == [
        layer.key for layer in graph.layers
    ]
    assert accuracy(trained) > rounded.metrics["accuracy"].value + 0.2
