"""Which function runs which ONNX operator.

A *binder* takes a frozen description of one node and returns a callable on tensors, so that attributes are read
once, when the model is loaded::

    @operator("LeakyRelu", since=7)
    def leaky_relu(node: NodeInfo) -> Run:
        slope = node.attribute("alpha", 0.01)
        return lambda x: functional.leaky_relu(x, slope)

The callable gets the node's inputs in order (None for an omitted optional one, then the tensors that its
subgraphs capture) and returns one value, or a tuple of them. It holds plain Python values only: tensors that
move, train or are copied belong to the module. This file imports neither torch nor the families.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from edgeviz.engine.load.operators.covered import COVERED, WRITTEN_OUT

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto, OperatorSetIdProto

Run = Callable[..., Any]
Binder = Callable[["NodeInfo"], Run]

#: The families; each registers its operators when imported.
FAMILIES = (
    "activation",
    "arithmetic",
    "attention",
    "control",
    "convolution",
    "indexing",
    "linear",
    "misc",
    "normalization",
    "pooling",
    "quantization",
    "recurrent",
    "reduction",
    "resize",
    "shape",
    "signal",
    "spatial",
)


@dataclass(frozen=True)
class NodeInfo:
    """One node as a binder sees it. Types are ONNX element types, 0 where unknown or not a tensor."""

    key: str
    op: str
    domain: str
    #: Version of the operator set of ``domain`` in the model.
    version: int
    attributes: Mapping[str, Any]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    input_types: tuple[int, ...] = ()
    output_types: tuple[int, ...] = ()
    #: Values of the small inputs that never change (shapes, axes, bounds), by position.
    constants: Mapping[int, np.ndarray] = field(default_factory=dict)
    #: Subgraphs, compiled, by attribute name, and the outer tensors which they read (after the inputs).
    subgraphs: Mapping[str, Any] = field(default_factory=dict)
    captured: tuple[str, ...] = ()

    def attribute(self, name: str, default: Any = None) -> Any:
        return self.attributes.get(name, default)

    def has_input(self, index: int) -> bool:
        return index < len(self.inputs) and self.inputs[index] != ""

    def has_output(self, index: int) -> bool:
        return index < len(self.outputs) and self.outputs[index] != ""

    def constant(self, index: int) -> np.ndarray | None:
        """The value of input ``index`` when it is known at load, else None."""
        return self.constants.get(index)

    def input_type(self, index: int) -> int:
        return self.input_types[index] if index < len(self.input_types) else 0

    def output_type(self, index: int) -> int:
        return self.output_types[index] if index < len(self.output_types) else 0


@dataclass(frozen=True)
class Entry:
    """A registered operator: the first operator set version it holds for, and its binder."""

    since: int
    bind: Binder
    #: The callable takes ``training=`` (the module's mode): BatchNormalization, Dropout.
    has_mode: bool = False
    #: Works on uint16/32/64 as they are; others get them as int64 because torch computes little with them.
    any_type: bool = False


@dataclass(frozen=True)
class Overwriting:
    """What a binder returns when its operator can also write over its first input: saves a tensor per layer."""

    run: Run
    in_place: Run

    def __call__(self, *values: Any) -> Any:
        return self.run(*values)


_REGISTRY: dict[tuple[str, str], list[Entry]] = {}


def operator(
    *names: str, since: int = 1, domain: str = "", has_mode: bool = False, any_type: bool = False
) -> Callable[[Binder], Binder]:
    """Register a binder for one or several operators from version ``since`` of the operator set on."""

    def register(bind: Binder) -> Binder:
        for name in names:
            entries = _REGISTRY.setdefault((domain, name), [])
            if any(entry.since == since for entry in entries):
                raise ValueError(f"operator {domain}::{name} is registered twice for version {since}")
            entries.append(Entry(since, bind, has_mode, any_type))
            entries.sort(key=lambda entry: entry.since)
        return bind

    return register


def plain(functions: Mapping[str, Run], since: int = 1, any_type: bool = False) -> None:
    """Register operators without attributes: the callable is the function itself."""
    for name, function in functions.items():
        operator(name, since=since, any_type=any_type)(partial(_ignoring_node, function))


def _ignoring_node(function: Run, node: NodeInfo) -> Run:
    return function


def load_families() -> None:
    """Import every family (and torch)."""
    for family in FAMILIES:
        importlib.import_module(f"{__package__}.{family}")


def find(domain: str, op: str, version: int) -> Entry | None:
    """The entry that holds for this version of the operator set, None where the operator is not covered."""
    fitting = [entry for entry in _REGISTRY.get((domain, op), ()) if entry.since <= version]
    return fitting[-1] if fitting else None


def registered() -> dict[tuple[str, str], int]:
    """(domain, operator) -> first covered version, for every registered operator."""
    load_families()
    return {name: entries[0].since for name, entries in _REGISTRY.items()}


def ints(values: Sequence[int] | np.ndarray) -> tuple[int, ...]:
    return tuple(int(v) for v in np.asarray(values).reshape(-1))


def missing(proto: ModelProto) -> tuple[str, ...]:
    """The operators of ``proto`` that cannot be executed, sorted, with their domain ("onnx.brevitas::BipolarQuant").

    Looks into subgraphs and local functions; an operator whose version is too old carries it ("Add (opset 6)").
    Reads the table in ``covered.py`` and does not import torch.
    """
    functions = {(f.domain, f.name) for f in proto.functions}
    found: set[str] = set()

    def look(nodes: Iterable[NodeProto], opsets: Mapping[str, int]) -> None:
        for node in nodes:
            for attribute in node.attribute:
                if attribute.HasField("g"):
                    look(attribute.g.node, opsets)
            domain = "" if node.domain == "ai.onnx" else node.domain
            if (node.domain, node.op_type) in functions or (domain, node.op_type) in functions:
                continue
            since = COVERED.get((domain, node.op_type))
            version = opsets.get(domain, 1)
            if since is not None and since <= version:
                continue
            if (domain, node.op_type) in WRITTEN_OUT:
                continue
            found.add(display_name(domain, node.op_type, version))

    look(proto.graph.node, _versions(proto.opset_import))
    for function in proto.functions:
        look(function.node, _versions(function.opset_import))
    return tuple(sorted(found))


def display_name(domain: str, op: str, version: int) -> str:
    """An operator's name for people: with its domain, and its version where another one is covered."""
    name = f"{domain}::{op}" if domain else op
    return f"{name} (opset {version})" if (domain, op) in COVERED else name


def _versions(imports: Iterable[OperatorSetIdProto]) -> dict[str, int]:
    return {"" if o.domain == "ai.onnx" else o.domain: o.version for o in imports}
