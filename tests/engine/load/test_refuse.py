"""Files that are not models: what they are, and the way out."""

from __future__ import annotations

import io
import os
import pickle
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

from edgeviz.core.errors import ModelError
from edgeviz.engine.load.open import open_model
from tests.material import MATERIAL, needs_material

BYTES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "tflite": (b"\x1c\0\0\0TFL3" + bytes(100), "TensorFlow Lite.*tf2onnx"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(100), "image"),
    "csv": (b"id,label\n1,2\n3,4\n5,6\n", "table"),
    "json": (b'{"a": 1}', "JSON"),
    "text": ("Grüße\nan alle\n".encode(), "text file"),
    "html": (b"<!DOCTYPE html><html>", "web page"),
    "lfs": (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "git lfs pull"),
    "gzip": (b"\x1f\x8b\x08" + bytes(50), "gzip"),
    "hdf5": (b"\x89HDF\r\n\x1a\n" + bytes(50), "Keras"),
    "safetensors": ((40).to_bytes(8, "little") + b'{"a": {"dtype": "F32", "shape": [1]}}   ' + bytes(8), "safetensors"),
    "zip damaged": (b"PK\x03\x04" + bytes(60), "damaged archive"),
    "nothing": (b"\x08\x07\xff\xfe\x00garbage" * 5, "m.onnx"),
}


@pytest.mark.parametrize("name", BYTES)
def test_other_files_renamed_to_onnx_are_named_for_what_they_are(tmp_path: Path, name: str) -> None:
    data, match = BYTES[name]
    path = tmp_path / "m.onnx"
    path.write_bytes(data)
    with pytest.raises(ModelError, match=match) as caught:
        open_model(path)
    assert caught.value.remedy


def test_folders_missing_files_and_devices_are_refused(tmp_path: Path) -> None:
    for path, match in (
        (tmp_path, "is a folder"),
        (tmp_path / "no.onnx", "does not exist"),
        (Path(os.devnull), "device"),
    ):
        with pytest.raises(ModelError, match=match):
            open_model(path)


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "m.onnx")
    with pytest.raises(ModelError, match="pipe"):
        open_model(tmp_path / "m.onnx")


class Trap:
    """Unpickling it would leave a mark."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(Trap.mark),)

    mark = Path()


@pytest.mark.parametrize("form", ["bare", "torch zip"])
def test_a_pickle_is_never_run(tmp_path: Path, form: str) -> None:
    Trap.mark = tmp_path / "mark"
    data = pickle.dumps(Trap())
    path = tmp_path / "m.pt"
    if form == "bare":
        path.write_bytes(data)
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("archive/data.pkl", data)
    with pytest.raises(ModelError, match="run code"):
        open_model(path)
    assert not Trap.mark.exists()


def test_whole_modules_and_checkpoints_of_torch_are_told_apart(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    module = torch.nn.Sequential(torch.nn.Linear(3, 2))
    for legacy in (False, True):
        torch.save(module, tmp_path / "module.pt", _use_new_zipfile_serialization=not legacy)
        with pytest.raises(ModelError, match="whole module"):
            open_model(tmp_path / "module.pt")
        torch.save(module.state_dict(), tmp_path / "state.pth", _use_new_zipfile_serialization=not legacy)
        with pytest.raises(ModelError, match=r"weights without a network.*load_state_dict.*torch.export.save"):
            open_model(tmp_path / "state.pth")
        torch.save({"epoch": 3, "state_dict": module.state_dict()}, tmp_path / "c.pth")
        with pytest.raises(ModelError, match="checkpoint"):
            open_model(tmp_path / "c.pth")


def test_a_bomb_of_opcodes_is_looked_at_only_in_part(tmp_path: Path) -> None:
    path = tmp_path / "m.pt"
    path.write_bytes(b"\x80\x02" + b"]" * (50 << 20))
    with pytest.raises(ModelError, match="pickle"):
        open_model(path)


def test_numpy_archives_are_data(tmp_path: Path) -> None:
    np.savez(tmp_path / "d.npz", x=np.zeros(3))
    with pytest.raises(ModelError, match="NumPy arrays"):
        open_model(tmp_path / "d.npz")


def test_a_zip_around_a_model_is_unpacked_by_hand(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("net/model.onnx", b"x")
    (tmp_path / "m.zip").write_bytes(buffer.getvalue())
    with pytest.raises(ModelError, match=r"open net/model.onnx"):
        open_model(tmp_path / "m.zip")


@needs_material
@pytest.mark.parametrize(
    ("name", "match"),
    [
        ("models/cifar_resnet20_torchscript.pt", "TorchScript.*torch.onnx.export"),
        ("models/cifar_resnet20_akamaster.th", "weights without a network"),
        ("ref/mlperf_kws_ref_model_int8.tflite", "TensorFlow Lite"),
        ("ref/battery_devices.csv", "table"),
        ("ref/hawq_v3_layers.json", "JSON"),
    ],
)
def test_the_material_that_is_no_model_is_refused(name: str, match: str) -> None:
    with pytest.raises(ModelError, match=match):
        open_model(MATERIAL / name)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a user whom file rights stop")
def test_a_file_without_the_right_to_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.onnx"
    path.write_bytes(b"x")
    path.chmod(0)
    with pytest.raises(ModelError, match="may not be read"):
        open_model(path)
