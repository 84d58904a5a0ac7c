"""The file of a compressed model: bit-exact there and back, and no byte of it changes unnoticed."""

from __future__ import annotations

import json
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edgeviz.core.compress.request import AUTOMATIC
from edgeviz.core.compress.stream import MAGIC, SharedLayer, read, smallest, write
from edgeviz.core.errors import ModelError


def layer(name: str, shape: tuple[int, ...], entries: int, share: float, gap: int, seed: int = 0) -> SharedLayer:
    rng = np.random.default_rng(seed)
    codes = np.where(rng.random(shape) < share, rng.integers(1, entries, shape), 0).astype(np.uint8)
    table = np.concatenate([[0], rng.normal(size=entries - 1)]).astype(np.float32)
    return SharedLayer(name, codes, table, gap)


LAYERS = (
    layer("conv.weight", (8, 3, 3, 3), 256, 0.4, 4),
    layer("fc.weight", (120, 90), 32, 0.08, 5),
    layer("head", (10, 7), 16, 0.9, 0),
    SharedLayer("none left", np.zeros((4, 4), np.uint8), np.zeros(1, np.float32), 3),
    SharedLayer("empty", np.zeros((0, 4), np.uint8), np.zeros(0, np.float32), 0),
)
CONTENT = write(b"the model " * 50, LAYERS, {"request": "{}"}).content


def same(one: SharedLayer, other: SharedLayer) -> bool:
    return (
        one.name == other.name
        and one.gap == other.gap
        and one.codes.shape == other.codes.shape
        and one.values().tobytes() == other.values().tobytes()
    )


def test_layers_and_model_come_back_bit_for_bit() -> None:
    archive = read(CONTENT)
    assert archive.model() == b"the model " * 50
    assert archive.about == {"request": "{}"}
    found = list(archive.layers())
    assert len(found) == len(LAYERS)
    assert all(same(one, other) for one, other in zip(LAYERS, found, strict=True))
    assert archive.elements == 8 * 27 + 120 * 90 + 70 + 16


def test_the_pieces_add_up_to_the_file() -> None:
    encoded = write(b"model", LAYERS)
    stored = struct.unpack_from("<I", encoded.content, 12)[0]
    assert len(encoded.content) == 24 + stored + encoded.model + sum(one.total for one in encoded.pieces.values())


@settings(max_examples=60)
@given(
    st.integers(0, 40),
    st.integers(0, 40),
    st.integers(2, 256),
    st.floats(0, 1),
    st.sampled_from([0, 3, 4, 5, 8]),
    st.integers(0, 1000),
)
def test_any_layer_comes_back(rows: int, columns: int, entries: int, share: float, gap: int, seed: int) -> None:
    wanted = layer("w", (rows, columns), entries, share, gap, seed)
    found = next(read(write(b"", [wanted]).content).layers())
    assert same(wanted, found)


def test_the_automatic_layout_is_the_smallest_of_all() -> None:
    for share in (0.02, 0.2, 0.9):
        wanted = layer("w", (100, 100), 32, share, 0)
        chosen = smallest(wanted, AUTOMATIC)
        sizes = {gap: write(b"", [smallest(wanted, gap)]).pieces["w"].total for gap in (3, 4, 5, 8)}
        sizes[0] = write(b"", [wanted]).pieces["w"].total
        assert sizes[chosen.gap] == min(sizes.values()), (share, sizes)


def test_weights_without_a_zero_get_no_index() -> None:
    table = np.array([-1, 1], np.float32)
    assert smallest(SharedLayer("w", np.ones((3, 3), np.uint8), table), AUTOMATIC).gap == 0
    with pytest.raises(ValueError, match="zero"):
        write(b"", [SharedLayer("w", np.ones((3, 3), np.uint8), table, 5)])


def _read_all(content: bytes) -> None:
    archive = read(content, "x.edgedc")
    archive.model()
    for _ in archive.layers():
        pass


def test_no_byte_can_change_without_an_error() -> None:
    for at in range(len(CONTENT)):
        flipped = bytearray(CONTENT)
        flipped[at] ^= 0x41
        with pytest.raises(ModelError):
            _read_all(bytes(flipped))


def test_a_file_that_is_cut_anywhere_is_an_error() -> None:
    for length in range(0, len(CONTENT), 7):
        with pytest.raises(ModelError):
            _read_all(CONTENT[:length])
    with pytest.raises(ModelError, match=r"x\.edgedc is damaged"):
        _read_all(CONTENT + b"\0")


def test_a_damaged_layer_is_named() -> None:
    encoded = write(b"the model " * 50, LAYERS, {"request": "{}"})
    after = sum(encoded.pieces[name].total for name in ("head", "none left", "empty"))
    flipped = bytearray(encoded.content)
    flipped[len(flipped) - after - 3] ^= 1
    with pytest.raises(ModelError, match=r"fc\.weight"):
        _read_all(bytes(flipped))


def _forged(change: dict[str, object], row: dict[str, object] | None = None, payload: bytes = b"") -> bytes:
    """A file whose checksums are right and whose header says what it likes."""
    model = zlib.compress(b"")
    one = {
        "name": "w",
        "shape": [4],
        "table": 1,
        "gap": 0,
        "entries": 4,
        "bytes": [4, 1, 0],
        "crc": zlib.crc32(payload),
    }
    value = {
        "format": "edgeviz-deep-compression-file/1",
        "about": {},
        "model": {"stored": len(model), "bytes": 0, "crc": zlib.crc32(model)},
        "layers": [one | (row or {})],
    } | change
    plain = json.dumps(value).encode()
    header = zlib.compress(plain)
    head = struct.pack("<8sIII", MAGIC, 1, len(header), len(plain))
    return head + struct.pack("<I", zlib.crc32(header, zlib.crc32(head))) + header + model + payload


PAYLOAD = struct.pack("<f", 1.0) + b"\x10"


def test_the_forged_file_is_read_where_it_is_right() -> None:
    assert next(read(_forged({}, payload=PAYLOAD)).layers()).values().tolist() == [1.0] * 4


@pytest.mark.parametrize(
    "row",
    [
        {"shape": [1 << 62]},
        {"shape": [1 << 20, 1 << 20]},
        {"shape": [-4]},
        {"shape": [True]},
        {"shape": [1.5]},
        {"shape": [1] * 100},
        {"entries": 1 << 60},
        {"entries": 3},
        {"table": 300},
        {"table": 0},
        {"gap": 9},
        {"gap": -1},
        {"bytes": [4, 1]},
        {"bytes": [4, 1 << 40, 0]},
        {"bytes": [0, 5, 0]},
        {"bytes": [4, 0, 1]},
        {"crc": "x"},
        {"shape": None},
    ],
)
def test_a_header_that_lies_is_refused_before_anything_is_allocated(row: dict[str, object]) -> None:
    with pytest.raises(ModelError, match="damaged"):
        _read_all(_forged({}, row, PAYLOAD))


@pytest.mark.parametrize(
    "change", [{"layers": 3}, {"format": "another"}, {"model": {}}, {"about": []}, {"layers": [[]]}]
)
def test_a_header_of_another_form_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ModelError, match="damaged"):
        _read_all(_forged(change, payload=PAYLOAD))


def test_a_bomb_is_not_inflated() -> None:
    bomb = zlib.compress(bytes(50_000_000))
    head = struct.pack("<8sIII", MAGIC, 1, len(bomb), 100)
    content = head + struct.pack("<I", zlib.crc32(bomb, zlib.crc32(head))) + bomb
    with pytest.raises(ModelError, match="another length"):
        read(content)


@given(st.binary(max_size=300))
def test_any_bytes_are_no_compressed_model(data: bytes) -> None:
    for content in (data, MAGIC + data, CONTENT[:24] + data):
        with pytest.raises(ModelError):
            _read_all(content)


def test_a_newer_file_says_so() -> None:
    newer = CONTENT[:8] + struct.pack("<I", 2) + CONTENT[12:]
    with pytest.raises(ModelError, match="another version"):
        read(newer)
