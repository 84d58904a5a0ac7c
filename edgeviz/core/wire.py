"""How many bytes the pieces of an ONNX file take: the protobuf wire format, counted without writing anything.

Field numbers are those of onnx.proto. All that a quantizer adds has numbers below 16, whose tag is one byte, apart
from an attribute's type. Lengths are those of UTF-8.
"""

from __future__ import annotations


def varint(value: int) -> int:
    """Bytes of a base-128 number."""
    return max(1, (value.bit_length() + 6) // 7)


def field(length: int) -> int:
    """Bytes of a text, some bytes or a message of ``length`` bytes, with its tag and its length."""
    return 1 + varint(length) + length


def text(value: str) -> int:
    return field(len(value.encode()))


def node(op: str, name: str, inputs: tuple[str, ...], output: str, attribute: str = "") -> int:
    """Bytes of a node with one output and at most one attribute, a small integer, in its graph."""
    length = text(op) + text(name) + text(output) + sum(map(text, inputs))
    if attribute:
        length += field(text(attribute) + 2 + 3)  # the value, and the type with its tag of two bytes
    return field(length)


def tensor(name: str, shape: tuple[int, ...], payload: int) -> int:
    """Bytes of an initializer whose packed values take ``payload`` bytes, in its graph."""
    return field(sum(1 + varint(dim) for dim in shape) + 2 + text(name) + field(payload))
