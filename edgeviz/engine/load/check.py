"""Whether a model's graph is a graph: names defined once, every input defined, no cycles, functions that end."""

from __future__ import annotations

import contextlib
import heapq
from collections.abc import Iterable, Iterator

import onnx
from onnx import GraphProto, ModelProto, NodeProto

from edgeviz.core.errors import ModelError

OLDEST_OPSET = 7
#: Nodes that a model may have after its functions are expanded, and weights, inputs, outputs and named tensors:
#: what opens in some ten seconds.
MAX_NODES = 100_000
#: Operator sets that a model may import: each costs a little at every node.
MAX_OPSETS = 100
#: Axes a tensor may have (numpy's bound); products of millions of dimensions would take hours.
MAX_RANK = 64
STANDARD_DOMAINS = ("", "ai.onnx")


@contextlib.contextmanager
def malformed(name: str) -> Iterator[None]:
    """Turn what a hostile or broken file provokes in the code inside into a ModelError about ``name``."""
    try:
        yield
    except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError) as error:
        raise ModelError(
            f"{name} holds a node with impossible inputs or attributes: {error}.",
            "The file is damaged: export or download it again.",
            f"{type(error).__name__}: {error}",
        ) from error


def check_model(model: ModelProto, name: str) -> ModelProto:
    """``model`` with functions expanded and nodes in topological order. Raises ModelError naming what is wrong."""
    opset = standard_opset(model)
    if opset is not None and opset < OLDEST_OPSET:
        raise ModelError(
            f"{name} uses opset {opset}; EdgeViz reads opset {OLDEST_OPSET} and newer.",
            "Convert it with onnx.version_converter.convert_version(model, 17), or export it again.",
        )
    if not model.graph.node:
        raise ModelError(f"{name} holds no network: its graph has no nodes.", "Export the model again.")
    _check_counts(model, name)
    if model.graph.sparse_initializer:
        raise ModelError(
            f"{name} stores the weights {model.graph.sparse_initializer[0].values.name} in sparse form.",
            "Store them as ordinary (dense) initializers and save the model again.",
        )
    for value in (*model.graph.input, *model.graph.output, *model.graph.value_info):
        if len(value.type.tensor_type.shape.dim) > MAX_RANK:
            raise ModelError(
                f"{name} declares {value.name} with {len(value.type.tensor_type.shape.dim):,} dimensions.",
                f"At most {MAX_RANK} are possible: the file is damaged.",
            )
    for node in model.graph.node:
        if node.domain == "ai.onnx":
            node.domain = ""
    if model.functions:
        model = _expand_functions(model, name)
    _sort(model.graph, name)
    return model


def _check_counts(model: ModelProto, name: str) -> None:
    graph = model.graph
    for what, entries, most in (
        ("{} nodes", graph.node, MAX_NODES),
        ("{} weights", graph.initializer, MAX_NODES),
        ("{} inputs", graph.input, MAX_NODES),
        ("{} outputs", graph.output, MAX_NODES),
        ("{} named tensors", graph.value_info, 2 * MAX_NODES),
        ("{} imported operator sets", model.opset_import, MAX_OPSETS),
    ):
        if len(entries) > most:
            raise ModelError(f"{name} has {what.format(f'{len(entries):,}')}.", f"At most {most:,} can be shown.")


def standard_opset(model: ModelProto) -> int | None:
    """The version of the standard operators that the model imports, None when it imports none."""
    return next((o.version for o in model.opset_import if o.domain in STANDARD_DOMAINS), None)


def _expand_functions(model: ModelProto, name: str) -> ModelProto:
    bodies = {(f.domain, f.name): f for f in model.functions}
    sizes: dict[tuple[str, str], int] = {}

    def size(key: tuple[str, str], active: tuple[tuple[str, str], ...]) -> int:
        if key in active or len(active) > 100:
            raise ModelError(
                f"The function {key[1]} of {name} calls itself.",
                "ONNX functions must not be recursive: export it again.",
            )
        if key not in sizes:
            sizes[key] = sum(cost(node, (*active, key)) for node in bodies[key].node)
        return sizes[key]

    def cost(node: NodeProto, active: tuple[tuple[str, str], ...]) -> int:
        key = (node.domain, node.op_type)
        total = size(key, active) if key in bodies else 1
        for graph in subgraphs(node):
            total += sum(cost(inner, active) for inner in graph.node)
        return total

    total = sum(cost(node, ()) for node in model.graph.node)
    if total > MAX_NODES:
        raise ModelError(f"{name} has {total:,} nodes once its functions are expanded.", "Export a smaller model.")
    try:
        from onnx import inliner

        return inliner.inline_local_functions(model)
    except Exception as error:
        raise ModelError(
            f"The functions in {name} cannot be expanded: {error}.", "Export the model without functions."
        ) from error


def subgraphs(node: NodeProto) -> list[GraphProto]:
    """The bodies of If, Loop, Scan and the like."""
    found = [attribute.g for attribute in node.attribute if attribute.HasField("g")]
    for attribute in node.attribute:
        found.extend(attribute.graphs)
    return found


def captured(node: NodeProto) -> list[str]:
    """Names that the subgraphs of ``node`` read from outside, in order, once each."""
    found: dict[str, None] = {}
    for graph in subgraphs(node):
        own = {i.name for i in graph.initializer} | {i.name for i in graph.input}
        for inner in graph.node:
            for used in (*inner.input, *captured(inner)):
                if used and used not in own:
                    found[used] = None
            own.update(inner.output)
        found.update((o.name, None) for o in graph.output if o.name not in own)
    return list(found)


def _sort(graph: GraphProto, name: str) -> None:
    defined: dict[str, str] = {}
    for value in graph.initializer:
        if not value.name:
            raise ModelError(f"{name} has an initializer without a name.", "Export the model again.")
        if value.name in defined:
            raise ModelError(f"{name} defines the weights {value.name} twice.", "Export the model again.")
        defined[value.name] = "weights"
    inputs: set[str] = set()
    for value in graph.input:
        if value.name in inputs:
            raise ModelError(f"{name} has two inputs named {value.name}.", "Export the model again.")
        inputs.add(value.name)
    producer: dict[str, int] = {}
    for index, node in enumerate(graph.node):
        for output in node.output:
            if not output:
                continue
            if output in producer or output in defined or output in inputs:
                raise ModelError(
                    f"{name} writes the tensor {output} twice (the second time in {_title(node)}).",
                    "Every tensor must have one source: export the model again.",
                )
            producer[output] = index
    needs = [[used for used in (*node.input, *captured(node)) if used] for node in graph.node]
    for node, used in zip(graph.node, needs, strict=True):
        for tensor in used:
            if tensor not in producer and tensor not in defined and tensor not in inputs:
                raise ModelError(
                    f"{_title(node)} in {name} reads the tensor {tensor}, which nothing writes.",
                    "The file is damaged or was cut out of a larger model: export it again.",
                )
    for value in graph.output:
        if value.name not in producer and value.name not in defined and value.name not in inputs:
            raise ModelError(
                f"{name} declares the output {value.name}, which nothing writes.", "Export the model again."
            )
    if not graph.output:
        raise ModelError(f"{name} declares no output.", "Export the model again, naming its outputs.")
    order = _topological([[producer[t] for t in used if t in producer] for used in needs])
    if len(order) < len(graph.node):
        stuck = [graph.node[i] for i in sorted(set(range(len(graph.node))) - set(order))]
        titles = ", ".join(_title(node) for node in stuck[:3])
        raise ModelError(
            f"The graph of {name} is cyclic: {titles} wait for each other.",
            "A network must be free of cycles (recurrence belongs into LSTM, GRU, Loop or Scan): export it again.",
        )
    if order != list(range(len(order))):
        nodes = [graph.node[i] for i in order]
        copies = [NodeProto() for _ in nodes]
        for copy, node in zip(copies, nodes, strict=True):
            copy.CopyFrom(node)
        del graph.node[:]
        graph.node.extend(copies)


def _topological(needs: Iterable[Iterable[int]]) -> list[int]:
    """Kahn's algorithm; among nodes that are ready the one that comes first in the file is taken."""
    waiting: list[int] = []
    readers: dict[int, list[int]] = {}
    for index, sources in enumerate(needs):
        distinct = set(sources)
        waiting.append(len(distinct))
        for source in distinct:
            readers.setdefault(source, []).append(index)
    ready = [index for index, count in enumerate(waiting) if count == 0]
    heapq.heapify(ready)
    order: list[int] = []
    while ready:
        index = heapq.heappop(ready)
        order.append(index)
        for reader in readers.get(index, ()):
            waiting[reader] -= 1
            if waiting[reader] == 0:
                heapq.heappush(ready, reader)
    return order


def _title(node: onnx.NodeProto) -> str:
    return f"{node.op_type[:80]} {node.name[:200]}".strip() or "a node"
