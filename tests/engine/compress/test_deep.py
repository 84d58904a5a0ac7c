"""Deep Compression from a model to a file and back: stages, figures, cancelling and going on."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from edgeviz.core.compress.report import DeepReport, Stage, StageResult
from edgeviz.core.compress.request import DeepRequest
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.train_request import TrainedModel
from edgeviz.core.training import TrainSpec
from edgeviz.engine.compress import archive, deep
from edgeviz.engine.measure import runtime
from edgeviz.engine.session import session
from edgeviz.engine.train.result import parent_hash
from edgeviz.jobs.context import CancelledError, Context, run_job
from edgeviz.jobs.events import Cancelled, Event, Failed, Finished, Result, Sample
from edgeviz.jobs.spec import JobSpec
from tests.engine.digits_model import DATA, save

ENTRY = "edgeviz.engine.compress.deep:run"
REQUEST = DeepRequest(
    conv_sparsity=0.2,
    dense_sparsity=0.8,
    conv_bits=5,
    dense_bits=4,
    retrain=TrainSpec(epochs=3, batch=64, rate=3e-3),
    tune=TrainSpec(epochs=2, batch=64, rate=1e-3, weight_decay=0.0),
)


def compress(path: str, folder: Path, request: DeepRequest = REQUEST, **settings: object) -> list[Event]:
    found: list[Event] = []
    arguments = {"path": path, "data": DATA, "request": request, "folder": str(folder), **settings}
    run_job(JobSpec(ENTRY, "test", arguments), found.append)
    return found


@cache
def done() -> tuple[str, Path, list[Event]]:
    folder = Path(mkdtemp())
    path = save(folder)
    return path, folder, compress(path, folder / "out")


def payloads(events: list[Event], kind: type) -> list:  # type: ignore[type-arg]
    return [event.payload for event in events if isinstance(event, Result) and isinstance(event.payload, kind)]


def report(events: list[Event]) -> DeepReport:
    end = events[-1]
    assert isinstance(end, Finished), end
    assert isinstance(end.payload, DeepReport)
    return end.payload


def test_every_stage_is_measured_and_smaller_than_the_one_before() -> None:
    _, _, events = done()
    stages = payloads(events, StageResult)
    assert [one.stage for one in stages] == list(Stage)
    assert tuple(stages) == report(events).stages
    sizes = [one.weights for one in stages]
    assert sizes == sorted(sizes, reverse=True)
    assert stages[0].weights == 4 * (54 + 3840)
    assert report(events).rate(Stage.CODED) > 10
    assert all(one.accuracy.samples == DATA.validation for one in stages)
    assert stages[-1].accuracy.value > stages[0].accuracy.value - 0.05


def test_the_rows_are_the_layers_and_their_bytes_those_of_the_file() -> None:
    _, _, events = done()
    found = report(events)
    conv, fc = found.layers
    assert (conv.key, fc.key) == ("conv", "fc")
    assert (conv.kept, fc.kept) == (54 - 11, 3840 - 3072)
    assert conv.coded + fc.coded == found.stages[-1].weights
    assert found.file == Path(found.path).stat().st_size == found.stages[-1].file
    assert found.rest + conv.coded + fc.coded == found.file
    assert fc.values <= 16
    assert 0 < fc.code_bits <= 4
    assert fc.rates[2] == pytest.approx(4 * 3840 / fc.coded)


def test_pictures_show_what_is_left_and_how_few_values_it_has() -> None:
    _, _, events = done()
    by_stage = {one.stage: one.histograms[1] for one in report(events).stages}
    assert sum(by_stage[Stage.ORIGINAL].counts) + by_stage[Stage.ORIGINAL].zeros == 3840
    assert by_stage[Stage.PRUNED].zeros == 3072
    assert sum(1 for count in by_stage[Stage.SHARED].counts if count) <= 15
    assert by_stage[Stage.SHARED] == by_stage[Stage.CODED]


def test_the_file_decodes_to_the_trained_model_which_computes_what_was_measured() -> None:
    path, folder, events = done()
    found = report(events)
    (trained,) = payloads(events, TrainedModel)
    model = archive.decode(Path(found.path).read_bytes(), "x")
    assert model.SerializeToString(deterministic=True) == Path(trained.path).read_bytes()
    assert found.agreement.value == 1.0
    assert found.max_difference < 1e-3
    split = session(path).data(DATA).validation
    ran = runtime.session(trained.path)
    rows = [runtime.run(ran, {"x": split.x})[0]]
    accuracy = float((np.concatenate(rows).argmax(axis=1) == split.y).mean())
    assert accuracy == found.stages[-1].accuracy.value
    assert not (folder / "out" / "checkpoints").exists() or not list((folder / "out" / "checkpoints").iterdir())


def test_the_trained_model_says_where_it_came_from_and_how_large_its_file_is() -> None:
    path, _, events = done()
    (trained,) = payloads(events, TrainedModel)
    assert [layer.key for layer in trained.graph.layers] == ["conv", "fc"]
    assert trained.parent == parent_hash(session(path).file)
    (evaluation,) = trained.evaluations
    assert evaluation.metrics["compressed"].value == report(events).file == trained.facts["compressed_bytes"]
    assert evaluation.metrics["compressed"].quantity.unit == "bytes"
    assert {"accuracy", "size", "latency"} <= set(evaluation.metrics)
    assert evaluation.metrics["accuracy"].value == report(events).stages[-1].accuracy.value
    assert len(np.unique(_weight(trained.path, "fc.weight"))) == report(events).layers[1].values
    assert 0 <= trained.best < len(trained.accuracies) == 5


def _weight(path: str, name: str) -> np.ndarray:
    return numpy_helper.to_array(next(t for t in onnx.load(path).graph.initializer if t.name == name))


class Stopping(Context):
    """Cancelled in the middle of an epoch of the centroids, or of the retraining."""

    def __init__(self, stages: int, steps: int) -> None:
        super().__init__("test", self.take, lambda: self.steps >= steps)
        self.steps, self.stages, self._until = 0, 0, stages

    def take(self, event: Event) -> None:
        self.stages += isinstance(event, Result) and isinstance(event.payload, StageResult)
        self.steps += isinstance(event, Sample) and event.name == "loss" and self.stages == self._until


@pytest.mark.parametrize("stages", [1, 2])
def test_a_run_that_was_cancelled_goes_on_to_the_same_file_without_doing_a_stage_again(
    tmp_path: Path, stages: int
) -> None:
    path, _, events = done()
    with pytest.raises(CancelledError):
        deep.run(Stopping(stages, 12), path, DATA, REQUEST, str(tmp_path))
    assert not list(tmp_path.glob("*.onnx"))
    again = compress(path, tmp_path, resume=True)
    assert Path(report(again).path).name == Path(report(events).path).name
    steps = [event.step for event in again if isinstance(event, Sample) and event.name == "loss"]
    whole = [event.step for event in events if isinstance(event, Sample) and event.name == "loss"]
    (trained,) = payloads(events, TrainedModel)
    retraining = trained.steps * REQUEST.retrain.epochs // (REQUEST.retrain.epochs + REQUEST.tune.epochs)
    assert steps[0] == 12 + 1 + (0 if stages == 1 else retraining)
    assert steps == whole[-len(steps) :]


def test_the_same_request_gives_the_same_file(tmp_path: Path) -> None:
    path, _, events = done()
    assert Path(report(compress(path, tmp_path)).path).name == Path(report(events).path).name


def test_a_layer_without_a_zero_gets_no_index(tmp_path: Path) -> None:
    path, _, _ = done()
    request = replace(REQUEST, conv_sparsity=0.0, dense_sparsity=0.0, conv_index=8, dense_index=5)
    found = report(compress(path, tmp_path, request))
    assert (found.layers[0].gap, found.layers[0].kept) == (0, 54)
    # The pixels of the border are never lit: their weights are zero from the start.
    assert found.layers[1].kept < 3840
    assert found.layers[1].gap == 5


def test_gaps_that_were_asked_for_are_used(tmp_path: Path) -> None:
    path, _, _ = done()
    found = report(compress(path, tmp_path, replace(REQUEST, conv_index=8, dense_index=3)))
    assert [row.gap for row in found.layers] == [8, 3]
    assert found.layers[1].entries > found.layers[1].kept  # gaps of 3 bits need fillers


def test_a_layer_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    path, _, _ = done()
    end = compress(path, tmp_path, replace(REQUEST, layers=(("nothing", 0.5),)))[-1]
    assert isinstance(end, Failed)
    assert "'nothing'" in end.what


def test_cancelling_at_once_leaves_nothing_but_checkpoints(tmp_path: Path) -> None:
    path, _, _ = done()
    found: list[Event] = []
    arguments = {"path": path, "data": DATA, "request": REQUEST, "folder": str(tmp_path / "out")}
    run_job(JobSpec(ENTRY, "test", arguments), found.append, lambda: True)
    assert isinstance(found[-1], Cancelled)
    assert not (tmp_path / "out").exists()


def test_a_model_with_half_precision_weights_is_refused(tmp_path: Path) -> None:
    model = onnx.load(done()[0])
    for tensor in model.graph.initializer:
        tensor.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float16), tensor.name))
    for value in (*model.graph.input, *model.graph.output):
        value.type.tensor_type.elem_type = onnx.TensorProto.FLOAT16
    onnx.save(model, tmp_path / "half.onnx")
    with pytest.raises(EdgeVizError, match="32-bit float"):
        deep.run(
            Context("", lambda event: None, lambda: False), str(tmp_path / "half.onnx"), DATA, REQUEST, str(tmp_path)
        )
