"""Whatever is wrong with data is told before a job starts, with the file and the row."""

from __future__ import annotations

import io
import os
import re
import struct
import tracemalloc
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from edgeviz.core.dataset import DataSpec
from edgeviz.core.errors import DataError
from edgeviz.engine.data import part
from edgeviz.engine.data.dataset import load
from tests.engine.data.makers import colours, make_cifar10, make_csv, make_folder, make_idx, make_npz, write_idx


def refused(spec: DataSpec, *words: str, shape=None, classes=None) -> DataError:
    with pytest.raises(DataError) as caught:
        load(spec, shape, classes)
    for word in words:
        assert word in caught.value.what + caught.value.details
    assert caught.value.remedy
    return caught.value


def npz(path: Path, **arrays) -> DataSpec:
    np.savez(path / "data.npz", **arrays)
    return DataSpec(source="npz", path=str(path / "data.npz"), layout="none")


# ---- .npz ----


def test_an_array_of_python_objects_is_never_unpickled(tmp_path: Path) -> None:
    class Bomb:
        def __reduce__(self):
            return (Path.touch, (tmp_path / "exploded",))

    spec = npz(tmp_path, x=np.array([Bomb(), Bomb()], object), y=np.zeros(2, int))
    refused(spec, "data.npz", "array x", "Python objects")
    assert not (tmp_path / "exploded").exists()


def raw_npz(path: Path, header: str, data: bytes) -> DataSpec:
    text = header.encode().ljust(117) + b"\n"
    array = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + data
    good = io.BytesIO()
    np.save(good, np.zeros(4, np.int64))
    with zipfile.ZipFile(path / "data.npz", "w") as archive:
        archive.writestr("x.npy", array)
        archive.writestr("y.npy", good.getvalue())
    return DataSpec(source="npz", path=str(path / "data.npz"))


def test_a_declared_size_that_the_file_does_not_have_is_refused_without_allocating_it(tmp_path: Path) -> None:
    spec = raw_npz(tmp_path, "{'descr': '<f4', 'fortran_order': False, 'shape': (4, 1000000, 1000000)}", b"\0" * 64)
    refused(spec, "array x", "4×1000000×1000000", "16000.0 GB")


def test_a_header_that_is_no_literal_is_not_evaluated(tmp_path: Path) -> None:
    refused(raw_npz(tmp_path, "__import__('os').abort()", b""), "data.npz is not a whole .npz file")


def test_a_negative_shape_is_refused(tmp_path: Path) -> None:
    refused(raw_npz(tmp_path, "{'descr': '<f4', 'fortran_order': False, 'shape': (-4, -4)}", b"\0" * 64), "array x")


def test_a_highly_compressed_array_is_read_in_blocks_and_not_inflated_whole(tmp_path: Path) -> None:
    x = np.zeros((40_000, 32, 32, 3), np.uint8)
    np.savez_compressed(tmp_path / "data.npz", x=x, y=np.arange(40_000) % 10)
    del x
    tracemalloc.start()
    load(DataSpec(source="npz", path=str(tmp_path / "data.npz"), calibration=16, validation=16))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40e6


def test_more_declared_than_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from edgeviz.engine.data import arrays

    monkeypatch.setattr(arrays, "MAX_DECLARED_BYTES", 100)
    refused(npz(tmp_path, x=np.zeros((40, 3)), y=np.zeros(40, int)), "array x declares 960 bytes")


def test_samples_that_would_not_fit_in_memory_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part, "MAX_KEPT_BYTES", 1000)
    refused(make_npz(tmp_path), "data.npz", "samples of")


def test_a_truncated_npz_is_named(tmp_path: Path) -> None:
    spec = make_npz(tmp_path)
    file = Path(spec.path)
    file.write_bytes(file.read_bytes()[:-200])
    refused(spec, "data.npz is not a whole .npz file")


def test_flipped_bytes_inside_an_array_are_told(tmp_path: Path) -> None:
    x, y = colours()
    np.savez_compressed(tmp_path / "data.npz", x=x, y=y)
    data = bytearray((tmp_path / "data.npz").read_bytes())
    data[6000:6400] = b"\xff" * 400
    (tmp_path / "data.npz").write_bytes(data)
    refused(DataSpec(source="npz", path=str(tmp_path / "data.npz")), "data.npz", "array x")


def test_an_npz_without_labels_says_what_it_holds_and_what_to_save(tmp_path: Path) -> None:
    error = refused(npz(tmp_path, x_train=np.zeros((4, 3)), foo=np.zeros(2)), "x_train 4×3", "foo 2")
    assert "y_train" in error.remedy


def test_samples_and_labels_of_different_number_are_told(tmp_path: Path) -> None:
    refused(npz(tmp_path, x=np.zeros((5, 3)), y=np.zeros(4, int)), "x has 5 samples", "y has 4 labels")


def test_nan_is_told_with_its_row(tmp_path: Path) -> None:
    x = np.ones((6, 3), np.float32)
    x[4, 1] = np.nan
    refused(npz(tmp_path, x=x, y=np.zeros(6, int)), "data.npz, x, row 4", "NaN")


@pytest.mark.parametrize("labels", [[0, 1.5, 1, 0], [0, np.nan, 1, 0]])
def test_a_label_that_is_no_whole_number_is_told_with_its_row(tmp_path: Path, labels) -> None:
    refused(npz(tmp_path, x=np.zeros((4, 3)), y=np.array(labels)), "y, row 1")


def test_a_negative_label_is_told_with_its_row(tmp_path: Path) -> None:
    refused(npz(tmp_path, x=np.zeros((4, 3)), y=np.array([0, 0, -1, 0])), "x, row 2", "label -1")


@pytest.mark.parametrize("labels", [[[1, 0], [0, 1], [1, 0], [0, 1]], [[0], [1], [0], [1]], [0.0, 1.0, 0.0, 1.0]])
def test_one_hot_column_and_float_labels_are_understood(tmp_path: Path, labels) -> None:
    data = load(npz(tmp_path, x=np.random.default_rng(0).normal(size=(4, 3)), y=np.array(labels)))
    assert data.summary.class_counts == (2, 2)


def test_text_labels_become_classes_in_order(tmp_path: Path) -> None:
    data = load(npz(tmp_path, x=np.random.default_rng(0).normal(size=(4, 3)), y=np.array(["no", "go", "no", "go"])))
    assert data.summary.class_names == ("go", "no")


def test_a_val_part_stands_in_for_test(tmp_path: Path) -> None:
    x = np.arange(20.0)[:, None]
    spec = npz(
        tmp_path, train_images=x[:10], train_labels=np.zeros(10, int), val_images=x[10:], val_labels=np.zeros(10, int)
    )
    data = load(spec)
    assert data.calibration.x.max() == 9 and data.validation.x.min() == 10


# ---- IDX, CIFAR-10 ----


def test_missing_idx_labels_are_asked_for_by_name(tmp_path: Path) -> None:
    spec = make_idx(tmp_path)
    (tmp_path / "t10k-labels-idx1-ubyte.gz").unlink()
    error = refused(spec, "labels of t10k-images-idx3-ubyte.gz")
    assert "t10k-labels-idx1-ubyte" in error.remedy


def test_idx_labels_of_another_number_are_told(tmp_path: Path) -> None:
    spec = make_idx(tmp_path)
    write_idx(tmp_path / "t10k-labels-idx1-ubyte.gz", np.zeros(5, np.uint8))
    refused(spec, "t10k-labels-idx1-ubyte.gz has 5 labels", "18 images")


@pytest.mark.parametrize("keep", [1, 3, 10, 40, 500])
def test_a_truncated_idx_file_is_named(tmp_path: Path, keep: int) -> None:
    spec = make_idx(tmp_path)
    for name in ("t10k-images-idx3-ubyte.gz", "train-images-idx3-ubyte"):
        data = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(data[:keep])
        refused(
            replace(
                spec,
                path=str(tmp_path / name),
                labels=str(tmp_path / name.replace("images", "labels").replace("idx3", "idx1")),
            ),
            name,
        )
        (tmp_path / name).write_bytes(data)


def test_an_idx_file_that_declares_terabytes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x-images").write_bytes(struct.pack(">BBBB3I", 0, 0, 8, 3, 2**32 - 1, 2**16, 2**16))
    refused(DataSpec(source="idx", path=str(tmp_path / "x-images")), "x-images declares 4294967295×65536×65536")


def test_a_truncated_cifar_batch_is_told_with_its_row(tmp_path: Path) -> None:
    spec = make_cifar10(tmp_path)
    file = tmp_path / "data_batch_2.bin"
    file.write_bytes(file.read_bytes()[:-100])
    refused(spec, "data_batch_2.bin", "truncated at row 11")


def test_a_cifar_label_above_nine_is_told_with_file_and_row(tmp_path: Path) -> None:
    spec = make_cifar10(tmp_path)
    data = bytearray((tmp_path / "data_batch_2.bin").read_bytes())
    data[3073 * 5] = 77
    (tmp_path / "data_batch_2.bin").write_bytes(data)
    refused(spec, "data_batch_2.bin, row 5", "label 77")


def test_a_cifar100_file_is_recognized(tmp_path: Path) -> None:
    (tmp_path / "train.bin").write_bytes(b"\0" * 3074 * 2)
    refused(DataSpec(source="cifar10", path=str(tmp_path / "train.bin")), "CIFAR-100")


# ---- images ----


def test_an_empty_class_folder_is_named(tmp_path: Path) -> None:
    spec = make_folder(tmp_path)
    (Path(spec.path) / "d").mkdir()
    refused(spec, "class folder d holds no image")


def test_a_class_that_only_one_part_has_is_named(tmp_path: Path) -> None:
    for name in ("train/a/1.png", "train/b/1.png", "test/a/1.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (8, 8)).save(tmp_path / name)
    refused(DataSpec(source="folder", path=str(tmp_path)), "test/b holds no image")


@pytest.mark.parametrize("keep", [0, 10, 200])
def test_a_truncated_image_is_named(tmp_path: Path, keep: int) -> None:
    spec = make_folder(tmp_path)
    file = Path(spec.path) / "b" / "14.png"
    file.write_bytes(file.read_bytes()[:keep])
    refused(spec, "b/14.png")


def test_an_image_with_too_many_pixels_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    spec = make_folder(tmp_path)
    Image.new("1", (20_000, 20_000)).save(Path(spec.path) / "b" / "14.png")
    refused(spec, "14.png", "more than 64,000,000 pixels")


def test_images_of_different_sizes_need_a_resize(tmp_path: Path) -> None:
    spec = make_folder(tmp_path)
    Image.new("RGB", (40, 30)).save(Path(spec.path) / "b" / "14.png")
    assert "Set resize" in refused(spec, "b/14.png", "30×40", "10×12").remedy
    assert load(replace(spec, resize=(16, 20))).summary.sample_shape == (3, 16, 20)


def test_a_folder_of_loose_images_says_how_to_label_them(tmp_path: Path) -> None:
    Image.new("RGB", (8, 8)).save(tmp_path / "1.png")
    assert "labels.csv" in refused(DataSpec(source="folder", path=str(tmp_path)), "no folder for each class").remedy


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "1", "I;16"])
def test_images_of_every_mode_become_three_bytes(tmp_path: Path, mode: str) -> None:
    suffix = ".tif" if mode in ("CMYK", "I;16") else ".png"
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        for row in range(2):
            Image.new(mode, (9, 8)).save(tmp_path / name / f"{row}{suffix}")
    assert load(DataSpec(source="folder", path=str(tmp_path))).summary.sample_shape == (3, 8, 9)


def change(spec: DataSpec, old: str, new: str) -> None:
    file = Path(spec.path) / "labels.csv"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("05.png,0", "nothing.png,0", ("labels.csv, row 7", "nothing.png is not there")),
        ("05.png,0", "../05.png,0", ("labels.csv, row 7", "leads outside")),
        ("05.png,0", "/etc/passwd,0", ("labels.csv, row 7", "leads outside")),
        ("05.png,0", "..\\..\\05.png,0", ("labels.csv, row 7", "leads outside")),
        ("05.png,0", "C:/05.png,0", ("labels.csv, row 7", "leads outside")),
        ("05.png,0", "05.png,cat", ("labels.csv, row 7", "'cat' is no number")),
        ("05.png,0", "05.png", ("labels.csv, row 7", "missing")),
        ("05.png,0", "05.png,", ("labels.csv, row 7", "missing")),
        ("05.png,0", "05.png,-3", ("labels.csv, row 7", "label -3")),
        ("05.png,0", "05.png,999", ("labels.csv, row 7", "label 999")),
        ("file,label\r\n", "", ("labels.csv, row 1", "no column file and label")),
        ("file,label", "file,colour", ("labels.csv, row 1", "no column label")),
    ],
)
def test_a_wrong_row_of_the_csv_is_told_with_its_number(tmp_path: Path, old: str, new: str, words) -> None:
    spec = make_csv(tmp_path)
    file = tmp_path / "labels.csv"
    data = file.read_bytes().replace(old.encode(), new.encode())
    file.write_bytes(data)
    refused(spec, *words, classes=3)


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    spec = make_csv(inside)
    (tmp_path / "secret.png").write_bytes((inside / "05.png").read_bytes())
    (inside / "05.png").unlink()
    (inside / "05.png").symlink_to(tmp_path / "secret.png")
    refused(spec, "labels.csv, row 7", "leads outside")


def test_an_empty_csv_and_one_in_another_encoding_are_told(tmp_path: Path) -> None:
    spec = make_csv(tmp_path)
    (tmp_path / "labels.csv").write_bytes(b"")
    refused(spec, "labels.csv, row 1")
    (tmp_path / "labels.csv").write_bytes(b"file,label\n\xff\xfe\x00,1\n")
    refused(spec, "labels.csv is not a CSV in UTF-8")
    (tmp_path / "labels.csv").write_bytes(b"file,label\n")
    refused(spec, "no row below its header")


def test_a_zip_entry_that_leads_outside_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr("../outside.png", b"")
    refused(DataSpec(source="folder", path=str(tmp_path / "evil.zip")), "'../outside.png' leads outside")
    assert not (tmp_path.parent / "outside.png").exists()


def test_a_csv_with_semicolons_names_and_a_split_column_is_read(tmp_path: Path) -> None:
    make_csv(tmp_path)
    rows = "".join(f"{i:02}.png;{'cat' if i % 2 else 'dog'};{'test' if i >= 24 else 'train'}\n" for i in range(36))
    (tmp_path / "labels.csv").write_text("﻿Filename;Class;Split\n" + rows, encoding="utf-8")
    data = load(DataSpec(source="csv", path=str(tmp_path / "labels.csv")))
    assert data.summary.class_names == ("cat", "dog")
    assert (len(data.calibration), len(data.validation)) == (24, 12)


# ---- shapes ----


@pytest.mark.parametrize(
    ("layout", "shape", "remedy"),
    [
        ("NHWC", ("N", 3, 10, 12), r"layout to NCHW"),
        ("NCHW", ("N", 10, 12, 3), r"layout to NHWC"),
        ("NCHW", ("N", 3, 32, 32), r"resize to 32×32"),
        ("NHWC", ("N", 32, 32, 3), r"resize to 32×32"),
    ],
)
def test_a_wrong_shape_says_what_to_set(tmp_path: Path, layout: str, shape, remedy: str) -> None:
    spec = replace(make_npz(tmp_path), layout=layout)
    assert re.search(remedy, refused(spec, "a sample is", "the model takes", shape=shape).remedy)


def test_a_mean_of_the_wrong_length_is_refused(tmp_path: Path) -> None:
    refused(replace(make_npz(tmp_path), mean=(0.1, 0.2)), "mean has 2 numbers", "3 channels")


def test_resizing_what_is_no_image_is_refused(tmp_path: Path) -> None:
    spec = replace(npz(tmp_path, x=np.ones((4, 9, 128)), y=np.zeros(4, int)), resize=(8, 8))
    refused(spec, "resize is for images")


def test_a_single_sample_cannot_be_split(tmp_path: Path) -> None:
    refused(npz(tmp_path, x=np.ones((1, 3)), y=np.zeros(1, int)), "1 labelled samples")


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"seed": -1}, "seed"),
        ({"label_offset": 1 << 70}, "Labels"),
        ({"label_offset": -(1 << 63)}, "Labels"),
        ({"resize": (0, 8)}, "0×8"),
        ({"resize": (10**30, 8)}, "resized"),
        ({"scale": float("nan")}, "scale"),
        ({"mean": (float("inf"),)}, "mean"),
        ({"std": (float("nan"),)}, "std"),
    ],
)
def test_a_setting_that_no_data_can_meet_is_named(change, word: str) -> None:
    refused(replace(DataSpec(calibration=2, validation=2), **change), word)


def test_a_resize_that_would_fill_the_memory_is_refused_before_it_is_tried() -> None:
    refused(DataSpec(resize=(8000, 8000)), "more than")


def test_a_pipe_among_the_images_does_not_hang(tmp_path: Path) -> None:
    spec = make_folder(tmp_path)
    folder = next(place for place in Path(spec.path).rglob("*") if place.is_dir() and any(place.glob("*.png")))
    os.mkfifo(folder / "pipe.png")
    refused(replace(spec, calibration=1000, validation=1000), "pipe.png", "not a file")


def test_a_csv_with_a_name_that_no_file_can_have_is_told_with_its_row(tmp_path: Path) -> None:
    spec = make_csv(tmp_path)
    table = next(Path(spec.path).rglob("*.csv")) if Path(spec.path).is_dir() else Path(spec.path)
    table.write_text(table.read_text().replace("05.png", "0\0.png", 1))
    refused(spec, "row", "is not there")
