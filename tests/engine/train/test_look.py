"""The live view of teacher and student: their logits on the samples asked for, and features of a pair."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest

from edgeviz.core.errors import DataError, EdgeVizError
from edgeviz.core.look import Look
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import session
from tests.engine.digits_model import DATA, digits_model, events_of, results_of, save
from tests.engine.train.networks import convolutional


def look(teacher: str, student: str, rows: tuple[int, ...], pair: tuple[str, str] | None = None) -> Look:
    from edgeviz.engine.train.look import run
    from edgeviz.jobs.context import Untracked

    return run(Untracked(), teacher, student, DATA, rows, pair)


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """A good classifier of digits, and the same with other convolution weights."""
    student = digits_model.__wrapped__()
    kernel = next(t for t in student.graph.initializer if t.name == "conv.weight")
    array = onnx.numpy_helper.to_array(kernel) + np.float32(0.05)
    kernel.CopyFrom(onnx.numpy_helper.from_array(array, kernel.name))
    (tmp_path / "s").mkdir()
    onnx.save(student, tmp_path / "s" / "student.onnx")
    return save(tmp_path), str(tmp_path / "s" / "student.onnx")


def test_both_are_seen_on_the_samples_asked_for_with_their_pictures(files: tuple[str, str]) -> None:
    found = look(*files, (5, 0, 17))
    opened = session(files[0])
    split = opened.data(DATA).validation
    assert found.teacher == pytest.approx(opened.float_outputs(DATA)[[5, 0, 17]], abs=1e-4)
    assert not np.allclose(found.teacher, found.student)
    assert found.labels.tolist() == split.y[[5, 0, 17]].tolist()
    assert found.pictures is not None and found.pictures.shape == (3, 8, 8, 3)
    assert np.corrcoef(found.pictures[0, ..., 0].ravel(), split.x[5].ravel())[0, 1] > 0.999
    assert found.features is None and found.name(3) in ("3", "three")


def test_features_of_the_pair_are_maps_of_both(files: tuple[str, str]) -> None:
    found = look(*files, (1, 2), ("r", "conv"))
    assert found.features is not None
    hint, guided = found.features
    assert hint.maps.shape == guided.maps.shape == (2, 6, 8, 8) and hint.width == 6
    assert (hint.maps >= 0).all() and (guided.maps < 0).any()
    assert hint.channels == tuple(range(6))


def test_more_channels_than_can_be_shown_are_the_strongest_sixteen(tmp_path: Path) -> None:
    from edgeviz.core.dataset import DataSpec
    from edgeviz.engine.train.look import run
    from edgeviz.jobs.context import Untracked

    rng = np.random.default_rng(0)
    data = tmp_path / "d.npz"
    np.savez(data, x=rng.normal(0, 1, (60, 2, 6, 6)).astype(np.float32), y=np.arange(60) % 3)
    paths = []
    for width in (20, 4):
        path = tmp_path / f"w{width}.onnx"
        onnx.save(convolutional(width), path)
        paths.append(str(path))
    spec = DataSpec("npz", str(data), layout="none", calibration=10, validation=40)
    found = run(Untracked(), paths[0], paths[1], spec, (0, 3), ("d", "d"))
    assert found.features is not None and found.pictures is None
    assert found.features[0].maps.shape == (2, 16, 6, 6) and found.features[0].width == 20
    assert len(found.features[0].channels) == 16 and found.features[1].width == 4


def test_it_runs_as_a_job(files: tuple[str, str]) -> None:
    events = events_of(
        "edgeviz.engine.train.look:run", teacher=files[0], student=files[1], data=DATA, rows=(0,), pair=None
    )
    assert type(events[-1]).__name__ == "Finished", events[-1]
    assert results_of(events) == []


def test_what_does_not_fit_is_refused(files: tuple[str, str], tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no validation sample 300"):
        look(*files, (0, 300))
    with pytest.raises(DataError, match="No sample"):
        look(*files, ())
    with pytest.raises(EdgeVizError, match=r"student\.onnx has no tensor 'nothing'"):
        look(*files, (0,), ("r", "nothing"))
    path = tmp_path / "other.onnx"
    onnx.save(convolutional(4), path)
    with pytest.raises(EdgeVizError, match="cannot be run on these samples"):
        look(str(path), files[1], (0,))


def test_a_model_that_was_trained_for_few_bits_is_shown_quantized(tmp_path: Path) -> None:
    """The float weights behind it are no network that anybody uses."""
    from edgeviz.core.recipe import LayerRecipe, Recipe
    from edgeviz.core.spec import FLOAT32, Scheme, Spec
    from edgeviz.core.train_request import TrainedModel, TrainRequest
    from edgeviz.core.training import TrainSpec
    from edgeviz.engine.train import job
    from edgeviz.jobs.context import Context
    from edgeviz.jobs.events import Event, Result

    path = save(tmp_path)
    recipe = Recipe({"conv": LayerRecipe(Spec(1, Scheme.BINARY), FLOAT32)})
    events: list[Event] = []
    request = TrainRequest(TrainSpec(epochs=1, batch=64), recipe)
    job.run(Context("job", events.append, lambda: False), path, DATA, request, str(tmp_path / "out"))
    (made,) = [e.payload for e in events if isinstance(e, Result) and isinstance(e.payload, TrainedModel)]
    opened, rows = session(made.path), (3, 4, 5)
    found = look(path, made.path, rows)
    x = opened.data(DATA).validation.x[list(rows)]
    quantized = opened.outputs(ready(opened, recipe, DATA).quantized(), x)
    assert found.student == pytest.approx(quantized, abs=1e-4)
    assert not np.allclose(found.student, opened.outputs(opened.module, x), atol=1e-2)
