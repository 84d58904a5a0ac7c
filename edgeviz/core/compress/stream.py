"""The file of a compressed model (.edgedc): what is left of the weights, entropy coded, and the model around them.

    8 bytes   "EDGEDC" CR LF
    4 bytes   version (little endian, as all numbers here)
    4 bytes   bytes of the header as stored
    4 bytes   bytes of the header when inflated
    4 bytes   CRC-32 of all that is before, and of the stored header
    header    deflated JSON: the model and each layer, with lengths and CRC-32
    model     the model without the weights of these layers, deflated; opaque here
    layers    one after the other: table of values (float32), packed codes, packed gaps

A layer's codes are indices into its table. Where gaps are stored the entry 0 of the table is zero, and codes and gaps
are those of ``sparse.relative``; where they are not there is a code for every weight. Nothing is read or allocated
before its length is checked, and no byte of the file can change without being noticed.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.compress import huffman
from edgeviz.core.compress.request import AUTOMATIC, GAPS, MOST_BITS, SUFFIX
from edgeviz.core.compress.sparse import Relative, absolute, relative
from edgeviz.core.errors import ModelError

MAGIC = b"EDGEDC\r\n"
VERSION = 1
FORMAT = "edgeviz-deep-compression-file/1"
_HEAD = struct.Struct("<8sIIII")

#: Bounds of what is believed of a file: its header, its model without weights, and all weights together.
MOST_HEADER = 64 << 20
MOST_MODEL = 1 << 31
MOST_ELEMENTS = 1 << 29
MOST_LAYERS = 100_000


@dataclass(frozen=True, slots=True, eq=False)
class SharedLayer:
    """Weights that share values: ``table[codes]``.

    name: the tensor; codes: uint8 of the weights' shape; table: float32 [k], 1 to 2^bits values. ``gap``: bits of a
    gap of the relative index, 0 for a code for every weight. With gaps table[0] is zero.
    """

    name: str
    codes: NDArray[np.uint8]
    table: NDArray[np.float32]
    gap: int = 0

    def values(self) -> NDArray[np.float32]:
        return self.table[self.codes]


@dataclass(frozen=True, slots=True)
class Pieces:
    """Bytes of a layer in the file. entries: codes stored, with fillers; *_bits: bits of the Huffman codes alone."""

    entries: int
    table: int
    codes: int
    gaps: int
    code_bits: int
    gap_bits: int

    @property
    def total(self) -> int:
        return self.table + self.codes + self.gaps


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """content: the whole file. pieces: what each layer takes of it, by name. model: bytes of the rest, deflated."""

    content: bytes
    pieces: Mapping[str, Pieces]
    model: int


# ---- writing ----


def smallest(layer: SharedLayer, gap: int) -> SharedLayer:
    """``layer`` with gaps of ``gap`` bits, without an index where none of its values is zero.

    AUTOMATIC: the layout, with or without an index, that takes the fewest bytes.
    """
    sparse = len(layer.table) > 0 and layer.table[0] == 0
    widths = (0,) if not sparse else (0, *GAPS) if gap == AUTOMATIC else (gap,)
    tried = [SharedLayer(layer.name, layer.codes, layer.table, one) for one in widths]
    return tried[0] if len(tried) == 1 else min(tried, key=_estimate)


def _estimate(layer: SharedLayer) -> int:
    flat = layer.codes.reshape(-1)
    if not layer.gap:
        return huffman.packed_bits(np.bincount(flat, minlength=len(layer.table)))
    entries = relative(flat, layer.gap)
    gaps = np.bincount(entries.gaps, minlength=1 << layer.gap)
    codes = np.bincount(entries.codes, minlength=len(layer.table))
    table = 4 * (1 << layer.gap) + 16 * -(-len(entries.gaps) // huffman.RUN)
    return huffman.packed_bits(gaps) + huffman.packed_bits(codes) + table


def write(model: bytes, layers: Sequence[SharedLayer], about: Mapping[str, str] | None = None) -> Encoded:
    """The file of ``model`` (bytes of which nothing is assumed) and ``layers``. ``about``: texts that travel along."""
    deflated = zlib.compress(model, 9)
    rows: list[dict[str, Any]] = []
    parts: list[bytes] = []
    pieces: dict[str, Pieces] = {}
    for layer in layers:
        content, found = _layer(layer)
        pieces[layer.name] = found
        rows.append(
            {
                "name": layer.name,
                "shape": list(layer.codes.shape),
                "table": len(layer.table),
                "gap": layer.gap,
                "entries": found.entries,
                "bytes": [found.table, found.codes, found.gaps],
                "crc": zlib.crc32(content),
            }
        )
        parts.append(content)
    value = {
        "format": FORMAT,
        "about": dict(about or {}),
        "model": {"stored": len(deflated), "bytes": len(model), "crc": zlib.crc32(deflated)},
        "layers": rows,
    }
    plain = json.dumps(value, separators=(",", ":"), ensure_ascii=True).encode()
    header = zlib.compress(plain, 9)
    head = _HEAD.pack(MAGIC, VERSION, len(header), len(plain), 0)[:-4]
    check = struct.pack("<I", zlib.crc32(header, zlib.crc32(head)))
    return Encoded(b"".join([head, check, header, deflated, *parts]), pieces, len(deflated))


def _layer(layer: SharedLayer) -> tuple[bytes, Pieces]:
    flat, alphabet = np.ascontiguousarray(layer.codes).reshape(-1), max(1, len(layer.table))
    if layer.gap and (not len(layer.table) or layer.table[0] != 0):
        raise ValueError(f"{layer.name}: gaps need a zero as the first value")
    table = layer.table.astype("<f4").tobytes()
    gaps, gap_bits = b"", 0
    if layer.gap:
        entries = relative(flat, layer.gap)
        flat = entries.codes
        gaps = huffman.pack(entries.gaps, 1 << layer.gap)
        gap_bits = huffman.packed_bits(np.bincount(entries.gaps, minlength=1 << layer.gap))
    codes = huffman.pack(flat, alphabet)
    code_bits = huffman.packed_bits(np.bincount(flat, minlength=alphabet))
    found = Pieces(len(flat), len(table), len(codes), len(gaps), code_bits, gap_bits)
    return table + codes + gaps, found


# ---- reading ----


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    shape: tuple[int, ...]
    table: int
    gap: int
    entries: int
    lengths: tuple[int, int, int]
    crc: int
    begin: int


@dataclass(frozen=True, slots=True, eq=False)
class Archive:
    """A file that was opened: its header is checked, its layers are decoded one by one when they are asked for."""

    name: str
    about: Mapping[str, str]
    model_bytes: int
    _content: memoryview = field(repr=False)
    _model: tuple[int, int, int]
    _rows: tuple[_Row, ...]

    @property
    def elements(self) -> int:
        """Weights of all layers together."""
        return sum(prod(row.shape) for row in self._rows)

    def model(self) -> bytes:
        """The model without the weights of the layers. Raises ModelError where it is damaged."""
        begin, length, crc = self._model
        stored = self._content[begin : begin + length]
        if zlib.crc32(stored) != crc:
            raise _broken(self.name, "the model's checksum is wrong")
        return _inflate(stored, self.model_bytes, self.name, "the model")

    def layers(self) -> Iterator[SharedLayer]:
        """Each layer in turn. Raises ModelError naming the layer that is damaged."""
        for row in self._rows:
            try:
                yield self._decoded(row)
            except ValueError as error:
                raise _broken(self.name, f"the layer {row.name[:80]!r} cannot be decoded: {error}") from error

    def _decoded(self, row: _Row) -> SharedLayer:
        table_bytes, code_bytes, _ = row.lengths
        content = self._content[row.begin : row.begin + sum(row.lengths)]
        if zlib.crc32(content) != row.crc:
            raise ValueError("its checksum is wrong")
        table = np.frombuffer(content[:table_bytes], "<f4").astype(np.float32)
        codes = huffman.unpack(bytes(content[table_bytes : table_bytes + code_bytes]), row.entries, max(1, row.table))
        if row.gap:
            gaps = huffman.unpack(bytes(content[table_bytes + code_bytes :]), row.entries, 1 << row.gap)
            codes = absolute(Relative(gaps, codes), prod(row.shape))
        return SharedLayer(row.name, codes.reshape(row.shape), table, row.gap)


def read(content: bytes, name: str = "The file") -> Archive:
    """Open a file's bytes; ``name`` is what messages call it. Raises ModelError where it is none, or damaged."""
    if len(content) < _HEAD.size or content[: len(MAGIC)] != MAGIC:
        raise ModelError(f"{name} is no compressed model of EdgeViz.", f"Choose a file that ends in {SUFFIX}.")
    _, version, stored, plain, crc = _HEAD.unpack_from(content)
    if version != VERSION:
        raise ModelError(
            f"{name} was written by another version of EdgeViz (format {version}, not {VERSION}).",
            "Decompress it with that version.",
        )
    view = memoryview(content)
    header = view[_HEAD.size : _HEAD.size + stored]
    if len(header) != stored or plain > MOST_HEADER:
        raise _broken(name, "it ends within its header")
    if zlib.crc32(header, zlib.crc32(view[: _HEAD.size - 4])) != crc:
        raise _broken(name, "the header's checksum is wrong")
    try:
        return _archive(name, view, _inflate(header, plain, name, "the header"), _HEAD.size + stored)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise _broken(name, f"its header cannot be read ({error})") from error


def _archive(name: str, view: memoryview, plain: bytes, at: int) -> Archive:
    value = json.loads(plain)
    if value["format"] != FORMAT:
        raise ValueError("another format")
    stored, size = _whole(value["model"]["stored"], len(view)), _whole(value["model"]["bytes"], MOST_MODEL)
    model = (at, stored, _whole(value["model"]["crc"], (1 << 32) - 1))
    at += stored
    if len(value["layers"]) > MOST_LAYERS:
        raise ValueError("too many layers")
    rows: list[_Row] = []
    total = 0
    for found in value["layers"]:
        row = _row(found, at, len(view))
        total += prod(row.shape)
        if total > MOST_ELEMENTS:
            raise ValueError(f"more than {MOST_ELEMENTS:,} weights")
        at += sum(row.lengths)
        rows.append(row)
    if at != len(view):
        raise ValueError(f"it has {len(view):,} bytes instead of {at:,}")
    if len({row.name for row in rows}) != len(rows):
        raise ValueError("a layer is there twice")
    about = {str(key): str(text) for key, text in value["about"].items()}
    return Archive(name, about, size, view, model, tuple(rows))


def _row(found: Mapping[str, Any], begin: int, size: int) -> _Row:
    name = str(found["name"])
    shape = tuple(_whole(dim, MOST_ELEMENTS) for dim in found["shape"])
    elements, table, gap = prod(shape), _whole(found["table"], 1 << MOST_BITS), _whole(found["gap"], MOST_BITS)
    entries = _whole(found["entries"], elements)
    one, two, three = (_whole(length, size) for length in found["bytes"])
    if len(shape) > 32 or elements > MOST_ELEMENTS:
        raise ValueError(f"the layer {name[:80]!r} is too large")
    if one != 4 * table or (three and not gap) or (elements and not table) or (not gap and entries != elements):
        raise ValueError(f"the lengths of the layer {name[:80]!r} contradict one another")
    return _Row(name, shape, table, gap, entries, (one, two, three), _whole(found["crc"], (1 << 32) - 1), begin)


def _whole(value: Any, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise ValueError(f"{str(value)[:20]} is out of range")
    return value


def _inflate(stored: bytes | memoryview, size: int, name: str, what: str) -> bytes:
    """``stored`` inflated to exactly ``size`` bytes, and never to more."""
    machine = zlib.decompressobj()
    try:
        found = machine.decompress(stored, size + 1)
    except zlib.error as error:
        raise _broken(name, f"{what} cannot be inflated ({error})") from error
    if len(found) != size or not machine.eof or machine.unused_data:
        raise _broken(name, f"{what} has another length than it says")
    return found


def _broken(name: str, why: str) -> ModelError:
    return ModelError(f"{name} is damaged: {why}.", "Get it again from where it came from, or compress the model anew.")
