"""What every data source promises, checked for each of them with the same tests."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError
from edgeviz.engine.data import inspect
from edgeviz.engine.data.dataset import Dataset, load
from edgeviz.engine.data.guess import guess
from edgeviz.engine.data.sources import SOURCES, open_source
from edgeviz.jobs.context import CancelledError, Untracked
from tests.engine.data.makers import MAKERS


def small(spec: DataSpec) -> DataSpec:
    return replace(spec, calibration=9, validation=9)


def keys(data: Dataset) -> tuple[set[bytes], set[bytes]]:
    return {x.tobytes() for x in data.calibration.x}, {x.tobytes() for x in data.validation.x}


def test_every_source_of_the_registry_is_under_test() -> None:
    assert {name.split()[0] if name != "sensor npz" else "npz" for name in MAKERS} == set(SOURCES)


@pytest.mark.parametrize("maker", MAKERS.values(), ids=MAKERS)
class TestEverySource:
    @pytest.fixture
    def spec(self, maker, tmp_path: Path) -> DataSpec:
        return maker(tmp_path)

    def test_samples_are_float32_labels_int64_and_both_splits_have_what_was_asked(self, spec: DataSpec) -> None:
        data = load(small(spec))
        for split in (data.calibration, data.validation):
            assert split.x.dtype == np.float32 and split.y.dtype == np.int64
            assert len(split.x) == len(split.y) == len(split) == 9
            assert split.x.shape[1:] == data.summary.sample_shape
            assert split.x.flags.c_contiguous

    def test_the_splits_share_no_sample(self, spec: DataSpec) -> None:
        calibration, validation = keys(load(small(spec)))
        assert not calibration & validation

    def test_the_same_seed_draws_the_same_samples_and_another_seed_others(self, spec: DataSpec) -> None:
        first, again, other = load(small(spec)), load(small(spec)), load(replace(small(spec), seed=1))
        assert np.array_equal(first.calibration.x, again.calibration.x)
        assert np.array_equal(first.validation.y, again.validation.y)
        assert not np.array_equal(first.calibration.x, other.calibration.x)

    def test_classes_are_balanced(self, spec: DataSpec) -> None:
        counts = np.bincount(load(replace(spec, calibration=12, validation=6)).calibration.y)
        assert counts.min() >= 1 and counts.max() - counts.min() <= 1

    def test_a_sample_does_not_depend_on_how_many_are_read(self, spec: DataSpec) -> None:
        opened = open_source(spec)
        part = next(iter(opened.parts.values()))
        few = part.read(np.array([1, 5]), None, lambda done, total: None)
        many = part.read(np.arange(6), None, lambda done, total: None)
        assert np.array_equal(few, many[[1, 5]])

    def test_too_few_samples_give_smaller_splits_and_a_warning(self, spec: DataSpec) -> None:
        data = load(replace(spec, calibration=5000, validation=5000))
        assert len(data.calibration) and len(data.validation)
        assert any("were asked for validation" in warning for warning in data.summary.warnings)
        calibration, validation = keys(data)
        assert spec.source == "digits" or not calibration & validation

    def test_the_summary_counts_every_sample_of_the_source(self, spec: DataSpec) -> None:
        summary = load(small(spec)).summary
        assert sum(summary.class_counts) == summary.samples
        assert len(summary.class_counts) == summary.classes
        assert summary.low < summary.high

    def test_a_model_with_fewer_classes_is_refused_with_the_row(self, spec: DataSpec) -> None:
        with pytest.raises(DataError, match=r"label \d is out of range; the model has classes 0 to 1") as caught:
            load(small(spec), None, 2)
        assert any(character.isdigit() for character in caught.value.what.split(":")[0])

    def test_a_model_of_another_shape_is_refused_with_both_shapes(self, spec: DataSpec) -> None:
        with pytest.raises(DataError, match="the model takes 7×5×3") as caught:
            load(small(spec), ("N", 7, 5, 3), None)
        assert caught.value.remedy

    def test_reading_can_be_cancelled(self, spec: DataSpec) -> None:
        class Stopped(Untracked):
            def check(self) -> None:
                raise CancelledError

        with pytest.raises(CancelledError):
            inspect.run(Stopped(), small(spec))

    def test_a_preview_shows_validation_samples_with_the_names_of_their_classes(self, spec: DataSpec) -> None:
        pictures, labels = inspect.preview(Untracked(), small(spec), 4)
        assert len(labels) == 4
        if spec.layout == "none":
            assert pictures is None
        else:
            assert pictures is not None and pictures.dtype == np.uint8
            assert pictures.shape[0] == 4 and pictures.shape[3] == 3

    def test_the_file_tells_its_source(self, spec: DataSpec) -> None:
        if spec.path:
            found = guess(spec.path, None)
            assert (found.source, found.layout) == (spec.source, spec.layout)
            load(found)


@pytest.mark.parametrize("source", [name for name in SOURCES if name != "digits"])
@pytest.mark.parametrize("path", ["", "nowhere/at/all"])
def test_a_path_that_is_not_there_is_named(source: str, path: str) -> None:
    with pytest.raises(DataError) as caught:
        load(DataSpec(source=source, path=path))
    assert caught.value.remedy


@pytest.mark.parametrize("source", [name for name in SOURCES if name != "digits"])
def test_random_bytes_are_refused_whatever_they_are_called(source: str, tmp_path: Path) -> None:
    path = tmp_path / "noise"
    path.write_bytes(np.random.default_rng(0).bytes(5000))
    with pytest.raises(DataError):
        load(DataSpec(source=source, path=str(path)))


def test_an_unknown_source_is_refused() -> None:
    with pytest.raises(DataError, match="'parquet' is unknown"):
        load(DataSpec(source="parquet"))


def test_the_light_jobs_import_no_torch() -> None:
    code = (
        "import sys; from edgeviz.engine.data import inspect; from edgeviz.core.dataset import DataSpec;"
        "from edgeviz.jobs.context import Untracked; inspect.run(Untracked(), DataSpec());"
        "print(sorted({'torch', 'onnx', 'onnxruntime'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
