"""A model file without its weights: the wire format of an ONNX file is scanned and large payloads are left out.

protobuf can only parse a whole message, so ``onnx.load`` of a 575 MB model reads and copies 575 MB. Here the few
messages on the way to the weights (model, graph, node, attribute, tensor) are walked over a memory map; every
payload above ``INLINE`` bytes is replaced by an external-data reference into the file itself, and what remains is
small enough to be parsed. Field numbers are those of onnx.proto3.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator

from edgeviz.core.errors import ModelError

#: Payloads up to this many bytes stay in the skeleton: shapes, axes, scalars.
INLINE = 4096
#: External-data keys of a payload that lies in the model file itself: the location is empty there (which ONNX does
#: not allow), and FIELD names the field of TensorProto when it is not raw_data.
FIELD = "field"

#: Bounds that no real model comes near, so that a hostile file cannot take minutes or gigabytes.
MAX_FIELDS = 4_000_000
MAX_SKELETON = 256 << 20
MAX_DEPTH = 40
#: A skeleton below this size cannot grow to more than about a gigabyte of message objects.
COUNTED_FROM = 8 << 20

Buffer = bytes | mmap.mmap

_MODEL, _GRAPH, _NODE, _ATTRIBUTE, _TENSOR, _SPARSE, _FUNCTION = range(7)

#: Message kind -> field number -> message kind of that field, for the messages on the way to a tensor.
_NESTED: dict[int, dict[int, int]] = {
    _MODEL: {7: _GRAPH, 25: _FUNCTION},
    _GRAPH: {1: _NODE, 5: _TENSOR, 15: _SPARSE},
    _NODE: {5: _ATTRIBUTE},
    _ATTRIBUTE: {5: _TENSOR, 6: _GRAPH, 10: _TENSOR, 11: _GRAPH, 22: _SPARSE, 23: _SPARSE},
    _TENSOR: {},
    _SPARSE: {1: _TENSOR, 2: _TENSOR},
    _FUNCTION: {7: _NODE, 11: _ATTRIBUTE},
}

#: Fields of TensorProto that hold numbers.
PAYLOADS = {
    4: "float_data",
    5: "int32_data",
    7: "int64_data",
    9: "raw_data",
    10: "double_data",
    11: "uint64_data",
}


class DamagedError(Exception):
    """The bytes are not a protobuf message. ``truncated`` says that they end in the middle of one."""

    def __init__(self, text: str, truncated: bool = False) -> None:
        super().__init__(text)
        self.truncated = truncated


class _Budget:
    def __init__(self, fields: int) -> None:
        self.left = fields

    def spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise ModelError(
                f"The model file holds more than {MAX_FIELDS:,} fields.",
                "No real network does: check where the file comes from.",
            )


def _varint(buffer: Buffer, at: int, end: int) -> tuple[int, int]:
    value = 0
    shift = 0
    while at < end:
        byte = buffer[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
        if shift > 63:
            raise DamagedError(f"a number at byte {at} is longer than 64 bits")
    raise DamagedError(f"the file ends inside a number at byte {at}", truncated=True)


def fields(buffer: Buffer, start: int, end: int, budget: _Budget) -> Iterator[tuple[int, int, int, int, int]]:
    """Yield (field number, wire type, first byte of the tag, first byte of the value, end of the value)."""
    at = start
    while at < end:
        budget.spend()
        begin = at
        tag, at = _varint(buffer, at, end)
        number, wire = tag >> 3, tag & 7
        if number == 0:
            raise DamagedError(f"field number 0 at byte {begin}")
        value = at
        if wire == 0:
            _, at = _varint(buffer, at, end)
        elif wire == 2:
            length, value = _varint(buffer, at, end)
            at = value + length
        elif wire == 5:
            at += 4
        elif wire == 1:
            at += 8
        else:
            raise DamagedError(f"wire type {wire} at byte {begin}")
        if at > end:
            raise DamagedError(f"a field at byte {begin} goes {at - end:,} bytes beyond its end", truncated=True)
        yield number, wire, begin, value, at


def encode_varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def length_delimited(number: int, payload: bytes) -> bytes:
    """The wire form of a length-delimited field."""
    return encode_varint(number << 3 | 2) + encode_varint(len(payload)) + payload


def _reference(field: str, offset: int, length: int) -> bytes:
    entries = {"location": "", "offset": str(offset), "length": str(length)}
    if field != "raw_data":
        entries[FIELD] = field
    wire = b"".join(
        length_delimited(13, length_delimited(1, key.encode()) + length_delimited(2, value.encode()))
        for key, value in entries.items()
    )
    return wire + encode_varint(14 << 3) + b"\x01"  # data_location = EXTERNAL


def _tensor(buffer: Buffer, start: int, end: int, budget: _Budget) -> bytes:
    kept: list[bytes] = []
    large: list[tuple[str, int, int, int]] = []
    for number, wire, begin, value, stop in fields(buffer, start, end, budget):
        if wire == 2 and number in PAYLOADS and stop - value > INLINE:
            large.append((PAYLOADS[number], begin, value, stop))
        else:
            kept.append(buffer[begin:stop])
    if len(large) == 1:
        field, _, value, stop = large[0]
        kept.append(_reference(field, value, stop - value))
    elif large:
        # Several payloads in one tensor: legal on the wire (the last one wins, or they are joined), never seen.
        kept.extend(buffer[begin:stop] for _, begin, _, stop in large)
    return b"".join(kept)


def _message(buffer: Buffer, kind: int, start: int, end: int, budget: _Budget, depth: int) -> bytes:
    if kind == _TENSOR:
        return _tensor(buffer, start, end, budget)
    if depth > MAX_DEPTH:
        raise ModelError(
            f"The graph nests subgraphs more than {MAX_DEPTH} deep.", "Simplify the model before opening it."
        )
    nested = _NESTED[kind]
    parts: list[bytes] = []
    size = 0
    copied = start
    for number, wire, begin, value, stop in fields(buffer, start, end, budget):
        if wire != 2 or number not in nested or stop - value <= INLINE:
            continue
        inner = _message(buffer, nested[number], value, stop, budget, depth + 1)
        parts += [buffer[copied:begin], length_delimited(number, inner)]
        size += begin - copied + len(inner)
        _check_size(size)
        copied = stop
    _check_size(size + end - copied)
    parts.append(buffer[copied:end])
    return b"".join(parts)


def _check_size(size: int) -> None:
    if size > MAX_SKELETON:
        raise ModelError(
            f"The model holds more than {MAX_SKELETON >> 20} MB besides its weights.",
            "Store large constants as initializers, as exporters do.",
        )


def _count(buffer: bytes, kind: int, start: int, end: int, budget: _Budget, depth: int) -> None:
    if depth > 2 * MAX_DEPTH:
        return  # the parser itself refuses such depth
    nested = _NESTED[kind]
    for number, wire, _, value, stop in fields(buffer, start, end, budget):
        if wire == 2 and number in nested:
            _count(buffer, nested[number], value, stop, budget, depth + 1)


def skeleton(buffer: Buffer) -> bytes:
    """The serialized ModelProto in ``buffer`` without its large payloads.

    Raises DamagedError when the bytes are no protobuf message, ModelError when they exceed a bound.
    """
    result = _message(buffer, _MODEL, 0, len(buffer), _Budget(MAX_FIELDS), 0)
    if len(result) > COUNTED_FROM:
        _count(result, _MODEL, 0, len(result), _Budget(MAX_FIELDS), 0)
    return result
