"""What a file and a model's input say about the right preprocessing, and what they do not say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError
from edgeviz.core.graph import ModelGraph, Shape, Tensor
from edgeviz.engine.data import inspect
from edgeviz.engine.data.dataset import load
from edgeviz.engine.data.guess import guess, guess_for_model
from edgeviz.jobs.context import Untracked
from tests.engine.data.makers import make_csv, make_folder, make_npz, make_sensor_npz
from tests.material import MATERIAL, needs_material


def model(shape: Shape, classes: int = 10) -> ModelGraph:
    tensors = {"in": Tensor("in", shape=shape), "out": Tensor("out", shape=("N", classes))}
    return ModelGraph("model", "onnx", ("in",), ("out",), (), tensors, ())


def saved(folder: Path, x: np.ndarray, **more: object) -> str:
    np.savez(folder / "data.npz", x=x, y=np.arange(len(x)) % 3, **more)
    return str(folder / "data.npz")


def random(*shape: int, dtype: str = "uint8") -> np.ndarray:
    return np.random.default_rng(0).integers(0, 120, shape).astype(dtype)


@pytest.mark.parametrize(
    ("stored", "wanted", "layout", "resize"),
    [
        ((28, 28), ("N", 1, 28, 28), "NCHW", None),
        ((28, 28), ("N", 28, 28, 1), "NHWC", None),
        ((28, 28), ("N", 28, 28), "none", None),
        ((28, 28), ("N", 784), "NCHW", None),
        ((28, 28), ("N", 3, 32, 32), "NCHW", (32, 32)),
        ((32, 32, 3), ("N", 3, 32, 32), "NCHW", None),
        ((32, 32, 3), (1, 32, 32, 3), "NHWC", None),
        ((3, 32, 32), ("N", 32, 32, 3), "NHWC", None),
        ((32, 32, 3), (None, 3, 96, 128), "NCHW", (96, 128)),
        ((32, 32, 3), ("N", 3, "height", "width"), "NCHW", None),
        ((32, 32, 3), ("N", 1, 32, 32), "NCHW", None),
        ((49, 10, 1), ("N", 1, 49, 10), "NCHW", None),
        ((49, 10, 1), ("N", 49, 10, 1), "NHWC", None),
        ((49, 10, 1), ("N", 490), "NCHW", None),
    ],
)
def test_images_are_guessed_into_the_shape_of_the_model(
    tmp_path: Path, stored: tuple[int, ...], wanted: Shape, layout: str, resize: tuple[int, int] | None
) -> None:
    graph = model(wanted)
    spec = guess(saved(tmp_path, random(12, *stored)), graph)
    assert (spec.layout, spec.resize) == (layout, resize)
    data = load(spec, graph.input_shape(), graph.classes())
    assert all(not isinstance(w, int) or w == s for w, s in zip(wanted[1:], data.summary.sample_shape, strict=True))


@pytest.mark.parametrize("wanted", [("N", 9, 128), ("N", 128, 9), ("N", 1, 9, 128), ("N", 9, 128, 1), ("N", 1152)])
def test_sensor_windows_are_guessed_into_the_shape_of_the_model(tmp_path: Path, wanted: Shape) -> None:
    make_sensor_npz(tmp_path)
    spec = guess(str(tmp_path / "windows.npz"), model(wanted))
    assert load(spec, wanted, 10).summary.sample_shape == wanted[1:]
    assert spec.scale == 1


def test_flat_images_keep_the_order_that_the_layout_says(tmp_path: Path) -> None:
    x = random(4, 2, 2, 3)
    spec = DataSpec(source="npz", path=saved(tmp_path, x))
    both = [np.sort(load(replace(spec, layout=layout), ("N", 12)).calibration.x[:1]) for layout in ("NCHW", "NHWC")]
    assert np.array_equal(*both)
    planes = load(spec, ("N", 3, 2, 2)).calibration.x
    assert np.array_equal(load(spec, ("N", 12)).calibration.x, planes.reshape(len(planes), -1))


def test_grey_is_repeated_for_a_colour_model_with_a_warning(tmp_path: Path) -> None:
    data = load(DataSpec(source="npz", path=saved(tmp_path, random(6, 8, 8))), ("N", 3, 8, 8))
    assert np.array_equal(data.calibration.x[:, 0], data.calibration.x[:, 2])
    assert any("repeated" in warning for warning in data.summary.warnings)


def test_bytes_are_scaled_by_255_and_the_missing_normalisation_is_said(tmp_path: Path) -> None:
    spec = guess(saved(tmp_path, random(12, 32, 32, 3)), model(("N", 3, 32, 32)))
    assert (spec.scale, spec.mean, spec.std) == (1 / 255, (), ())
    assert any("mean and standard deviation" in warning for warning in load(spec).summary.warnings)
    own = replace(spec, mean=(0.5,), std=(0.25,))
    assert not any("standard deviation" in warning for warning in load(own).summary.warnings)


def test_normalisation_is_scale_then_mean_then_std_per_channel(tmp_path: Path) -> None:
    x = random(6, 4, 4, 3)
    spec = DataSpec(source="npz", path=saved(tmp_path, x), scale=0.5, mean=(1.0, 2.0, 3.0), std=(1.0, 2.0, 4.0))
    plain = load(replace(spec, scale=1.0, mean=(), std=())).validation.x
    mean, std = (np.array(v, np.float32).reshape(1, 3, 1, 1) for v in (spec.mean, spec.std))
    np.testing.assert_allclose(load(spec).validation.x, (plain * 0.5 - mean) / std, rtol=1e-6)


def test_integer_features_are_decoded_with_the_scale_and_zero_point_of_their_file(tmp_path: Path) -> None:
    x = random(12, 49, 10, 1, dtype="int8")
    spec = guess(saved(tmp_path, x, scale=np.float32(0.5), zero_point=np.int32(83)), model(("N", 1, 49, 10)))
    data = load(spec, ("N", 1, 49, 10))
    assert data.summary.low == 0.5 * (float(x.min()) - 83)


def test_the_split_sizes_are_what_the_data_has(tmp_path: Path) -> None:
    make_npz(tmp_path)
    spec = guess(str(tmp_path / "data.npz"), None)
    assert (spec.calibration, spec.validation) == (18, 18)
    assert not any("asked" in warning for warning in load(spec).summary.warnings)


def test_numbered_labels_are_moved_for_a_model_with_a_background_class(tmp_path: Path) -> None:
    make_csv(tmp_path)
    spec = guess(str(tmp_path), model(("N", 3, 10, 12), 1001))
    data = load(spec, ("N", 3, 10, 12), 1001)
    assert spec.label_offset == 1
    assert data.summary.class_counts == (0, 12, 12, 12)
    assert any("moved by +1" in warning for warning in data.summary.warnings)
    assert guess(str(tmp_path), model(("N", 3, 10, 12), 1000)).label_offset == 0


def test_class_folders_that_are_numbers_are_the_labels(tmp_path: Path) -> None:
    root = Path(make_folder(tmp_path).path)
    for old, new in (("a", "2"), ("b", "10"), ("c", "4")):
        (root / old).rename(root / new)
    counts = load(DataSpec(source="folder", path=str(root))).summary.class_counts
    assert [label for label, count in enumerate(counts) if count] == [2, 4, 10]


def test_a_digits_model_gets_the_digits_and_all_that_it_was_not_trained_on() -> None:
    for shape in (("N", 1, 8, 8), ("N", 64), ("N", 8, 8, 1)):
        spec = inspect.guess_for_model_run(Untracked(), model(shape))
        assert spec == inspect.guess_run(Untracked(), "", model(shape))
        assert spec is not None
        data = load(spec, shape, 10)
        assert spec.source == "digits" and not data.summary.warnings
        assert len(data.validation) == 596


@pytest.mark.parametrize("graph", [model(("N", 3, 32, 32)), model(("N", 1, 28, 28)), model(("N", 1, 8, 8), 5)])
def test_another_model_is_asked_for_data_instead_of_getting_digits(graph: ModelGraph) -> None:
    with pytest.raises(DataError, match="no data is embedded"):
        guess_for_model(graph)
    assert inspect.guess_for_model_run(Untracked(), graph) is None


def test_an_unknown_file_says_what_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "data.parquet").write_bytes(b"PAR1")
    with pytest.raises(DataError, match=r"data\.parquet is not a data set") as caught:
        guess(str(tmp_path / "data.parquet"), None)
    assert ".npz" in caught.value.remedy


# ---- real files ----


@needs_material
@pytest.mark.parametrize(
    ("name", "wanted", "classes", "samples"),
    [
        ("cifar10_dev.npz", ("N", 3, 32, 32), 10, 10_000),
        ("fashion_mnist_dev.npz", ("N", 1, 28, 28), 10, 14_000),
        ("fsdd_logmel_dev.npz", ("N", 1, 32, 61), 10, 2500),
        ("kws01_dev.npz", ("N", 1, 49, 10), 12, 400),
        ("mnist_train6k.npz", ("N", 784), 10, 6000),
        ("uci_har_dev.npz", ("N", 9, 128), 6, 3676),
        ("t10k-images-idx3-ubyte.gz", (1, 1, 28, 28), 10, 10_000),
        ("imagenet300_dev.zip", ("N", 3, 64, 64), 1001, 300),
    ],
)
def test_real_files_are_read_without_a_hand_on_the_settings(
    name: str, wanted: Shape, classes: int, samples: int
) -> None:
    graph = model(wanted, classes)
    spec = replace(guess(str(MATERIAL / "data" / name), graph), calibration=16, validation=32)
    summary = load(spec, graph.input_shape(), classes).summary
    assert summary.samples == samples and summary.sample_shape == wanted[1:]


@needs_material
@pytest.mark.parametrize(
    ("network", "name", "preprocessing", "least"),
    [
        ("mlperf_kws_dscnn.onnx", "kws01_dev.npz", {}, 0.86),
        ("mnist_cntk_opset7.onnx", "t10k-images-idx3-ubyte.gz", {"scale": 1.0}, 0.97),
        ("mlperf_ic_resnet8.onnx", "cifar10_dev.npz", {"scale": 1.0}, 0.83),
    ],
)
def test_published_networks_reach_their_accuracy_on_what_is_read(
    network: str, name: str, preprocessing: dict[str, float], least: float
) -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(MATERIAL / "models" / network, options, providers=["CPUExecutionProvider"])
    entry = session.get_inputs()[0]
    graph = model(tuple(entry.shape), 12)
    data = load(replace(guess(str(MATERIAL / "data" / name), graph), **preprocessing), graph.input_shape())
    logits = [session.run(None, {entry.name: x[None]})[0][0] for x in data.validation.x]
    assert (np.argmax(logits, axis=1) == data.validation.y).mean() >= least
