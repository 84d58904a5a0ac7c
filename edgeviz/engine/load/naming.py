"""One name for every node, the same through every format.

In this order: the name of its weight without ".weight" (or of its bias), the module that torch's exporter
recorded, a path in the node's name ("/layer1/layer1.0/conv1/Conv"), the node's name, its operator and position.
Names that occur twice get "#2", "#3" and so on; layers choose before other nodes.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass

from onnx import GraphProto, NodeProto

#: Operators with weights -> which inputs may hold them.
WEIGHT_INPUTS: dict[str, tuple[int, ...]] = {
    "Conv": (1,),
    "ConvTranspose": (1,),
    "Gemm": (1,),
    "MatMul": (1, 0),
    "Gather": (0,),
    "LSTM": (1,),
    "GRU": (1,),
    "RNN": (1,),
    "BatchNormalization": (1,),
    "LayerNormalization": (1,),
    "RMSNormalization": (1,),
    "GroupNormalization": (1,),
    "InstanceNormalization": (1,),
    "PRelu": (1,),
}
#: Operators whose first input is the same weight in another form.
SAME_WEIGHT = frozenset(
    (
        "Transpose", "Reshape", "Identity", "Cast", "Squeeze", "Unsqueeze", "Flatten", "DequantizeLinear",
        "QuantizeLinear", "Quant", "IntQuant", "BipolarQuant", "FloatQuant", "Trunc",
    )
)  # fmt: skip

_SCOPES = "pkg.torch.onnx.name_scopes"
_NO_MODULE = "_empty_nn_module_stack_from_metadata_hook"
_PARAMETER_NAME = re.compile(r"^(?P<module>.*[^.])[._](weight|bias)$")


@dataclass(frozen=True, slots=True)
class NodeName:
    """``qualified`` says that ``key`` is a path of modules rather than a label of the exporter's."""

    key: str
    qualified: bool

    @property
    def namespace(self) -> tuple[str, ...]:
        """The modules around the node: those of its key, without the last component."""
        return tuple(self.key.split(".")[:-1]) if self.qualified else ()


def parameter_module(weight: str, bias: str = "") -> str:
    """The module that owns the parameters ("a.b.weight", "a.in_proj_bias"), "" when their names do not say."""
    for name in (weight, bias):
        found = _PARAMETER_NAME.match(name)
        if found and "/" not in name and "::" not in name:
            return found["module"]
    return ""


def unique(candidates: Sequence[str], first: Sequence[bool]) -> list[str]:
    """``candidates`` made distinct with "#2", "#3"; those marked in ``first`` choose before the others."""
    taken: set[str] = set()
    counts: dict[str, int] = {}
    result = list(candidates)
    for index in sorted(range(len(result)), key=lambda i: not first[i]):
        base = key = result[index]
        while key in taken:
            counts[base] = counts.get(base, 1) + 1
            key = f"{base}#{counts[base]}"
        taken.add(key)
        result[index] = key
    return result


def node_keys(graph: GraphProto) -> list[str]:
    """The unique key of every node of ``graph``, in the order of its nodes."""
    return [name.key for name in node_names(graph)]


def node_names(graph: GraphProto) -> list[NodeName]:
    weights = {value.name for value in graph.initializer}
    producers = {output: node for node in graph.node for output in node.output if output}
    biases = _added_biases(graph, weights)
    claimed: dict[str, int] = {}
    candidates: list[str] = []
    qualified: list[bool] = []
    first: list[bool] = []
    for index, node in enumerate(graph.node):
        weight = _weight_of(node, weights, producers)
        scope = _from_scope(node, bool(weight))
        module = ""
        if weight:
            bias = node.input[2] if node.op_type in ("Conv", "ConvTranspose", "Gemm") and len(node.input) > 2 else ""
            module = parameter_module(weight, bias or biases.get(node.output[0], ""))
        # Exporters merge equal parameters, so the name of a weight may be another module's.
        if module and scope and claimed.setdefault(module, index) != index:
            module = scope
        key = module or scope
        qualified.append(bool(key))
        first.append(bool(weight))
        candidates.append(key or node.name or f"{node.op_type}_{index}")
    keys = unique(candidates, first)
    return [NodeName(key, known) for key, known in zip(keys, qualified, strict=True)]


def _added_biases(graph: GraphProto, weights: set[str]) -> dict[str, str]:
    """Tensor -> the parameter that an Add puts on it: a linear layer may be written as MatMul and Add."""
    return {
        tensor: other
        for node in graph.node
        if node.op_type == "Add" and len(node.input) == 2
        for tensor, other in (tuple(node.input), tuple(reversed(node.input)))
        if other in weights and tensor not in weights
    }


def _weight_of(node: NodeProto, weights: set[str], producers: dict[str, NodeProto]) -> str:
    """The initializer that ``node`` takes as its weight, directly or in another form; "" for none."""
    for position in WEIGHT_INPUTS.get(node.op_type, ()):
        name = node.input[position] if position < len(node.input) else ""
        for _ in range(8):
            if not name or name in weights:
                break
            source = producers.get(name)
            if source is not None and source.op_type in ("Constant", "ConstantOfShape"):
                break
            name = source.input[0] if source is not None and source.op_type in SAME_WEIGHT and source.input else ""
        if name:
            return name
    return ""


def _from_scope(node: NodeProto, has_weight: bool) -> str:
    recorded = next((entry.value for entry in node.metadata_props if entry.key == _SCOPES), "")
    scopes = _parse_scopes(recorded)
    if len(scopes) >= 2:
        return scoped_key(scopes[-2], node.op_type.lower(), has_weight)
    if "/" in node.name:
        parts = [part for part in node.name.split("/") if part]
        if parts:
            return scoped_key(_join(parts[:-1]), parts[-1].lower(), has_weight)
    return ""


def scoped_key(module: str, label: str, has_weight: bool) -> str:
    """The key of a node in ``module``: the module itself for a layer, else the module and the node's ``label``."""
    if module == _NO_MODULE:
        module = ""
    if not module:
        return label
    return module if has_weight or module.rpartition(".")[2].lower() == label else f"{module}.{label}"


def _parse_scopes(text: str) -> list[str]:
    if not text or len(text) > 10_000:
        return []
    try:
        value = ast.literal_eval(text)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return []
    return [str(part) for part in value] if isinstance(value, list) else []


def _join(parts: list[str]) -> str:
    """["layer1", "layer1.0", "conv1"] -> "layer1.0.conv1": each part may repeat the path before it."""
    path: list[str] = []
    for part in parts:
        if path and part.startswith(path[-1] + "."):
            path[-1] = part
        else:
            path.append(part)
    return ".".join(path)
