"""The model graph of a torch.export archive straight from its JSON: no torch, no weights, no conversion.

It is on screen while the conversion to ONNX runs. Layer keys, kinds and MACs are those of the converted model.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

from edgeviz.core.graph import Dim, Layer, ModelGraph, Node, Shape, Tensor
from edgeviz.engine.load.layers import conv_kind
from edgeviz.engine.load.naming import NodeName, parameter_module, scoped_key, unique
from edgeviz.engine.load.pt2_archive import SCALARS, Archive

#: Operators that pass a tensor on unchanged when a model only predicts.
_PASS = frozenset(
    ("dropout", "contiguous", "clone", "detach", "detach_", "alias", "lift_fresh_copy", "feature_dropout")
)
_NORMS = frozenset(("batch_norm", "_native_batch_norm_legit_no_training"))
_FUSED = {"Relu", "Clip", "LeakyRelu", "HardSwish", "Sigmoid", "Gelu"}
#: aten operator -> the ONNX operator it becomes, where the name alone does not tell.
_OPS = {
    "convolution": "Conv", "conv1d": "Conv", "conv2d": "Conv", "conv3d": "Conv",
    "conv_transpose1d": "ConvTranspose", "conv_transpose2d": "ConvTranspose", "conv_transpose3d": "ConvTranspose",
    "addmm": "Gemm", "mm": "MatMul", "bmm": "MatMul", "matmul": "MatMul", "embedding": "Gather",
    "relu_": "Relu", "hardtanh": "Clip", "hardtanh_": "Clip", "relu6": "Clip", "clamp": "Clip",
    "leaky_relu": "LeakyRelu", "leaky_relu_": "LeakyRelu", "hardswish": "HardSwish", "hardswish_": "HardSwish",
    "hardsigmoid": "HardSigmoid", "gelu": "Gelu", "silu": "Swish", "lstm": "LSTM", "gru": "GRU",
    "rnn_tanh": "RNN", "rnn_relu": "RNN", "add_": "Add", "mul_": "Mul", "cat": "Concat",
    "batch_norm": "BatchNormalization", "_native_batch_norm_legit_no_training": "BatchNormalization",
    "layer_norm": "LayerNormalization", "group_norm": "GroupNormalization", "view": "Reshape",
    "scaled_dot_product_attention": "Attention", "permute": "Transpose", "adaptive_avg_pool2d": "GlobalAveragePool",
    "avg_pool2d": "AveragePool", "max_pool2d": "MaxPool", "mean": "ReduceMean", "sum": "ReduceSum",
}  # fmt: skip
_GATES = {"LSTM": 4, "GRU": 3, "RNN": 1}


@dataclass(frozen=True)
class _Value:
    dtype: str
    shape: Shape
    sample: tuple[int, ...]


@dataclass
class _Step:
    """One operator on its way to a Node."""

    op: str
    arguments: dict[str, Any]
    inputs: list[str]
    output: str
    outputs: list[str]
    module: str
    weight: str = ""
    bias: str = ""
    candidate: str = ""
    has_norm: bool = False


def preview(archive: Archive) -> ModelGraph:
    """The graph of ``archive``. Raises KeyError, TypeError or ValueError for a malformed program."""
    program = archive.program
    graph = program["graph_module"]["graph"]
    parameters, users = _inputs(program["graph_module"]["signature"])
    batch = _batch_symbol(graph["tensor_values"], users)
    values = {name: _value(meta, batch) for name, meta in graph["tensor_values"].items()}
    steps = _fold_norms(_steps(graph, parameters, values), parameters)
    for step in steps:
        _find_parameters(step, parameters, values)
    keys = unique([s.candidate or s.op.lower() for s in steps], [bool(s.weight) for s in steps])
    outputs = tuple(o["as_tensor"]["name"] for o in graph["outputs"] if "as_tensor" in o)
    rename = {name: name for name in values} | parameters
    readers: dict[str, list[_Step]] = {}
    for step in steps:
        for name in dict.fromkeys(step.inputs):
            readers.setdefault(name, []).append(step)
    nodes: list[Node] = []
    layers: list[Layer] = []
    for step, key in zip(steps, keys, strict=True):
        label = NodeName(key, True)
        costs = _macs(step, values)
        inputs = tuple(rename.get(i, i) for i in step.inputs)
        nodes.append(Node(key, step.op, inputs, tuple(step.outputs), "", label.namespace, {}, sum(costs)))
        layers += _layers(step, label, costs, values, parameters, readers, outputs)
    used = [n for node in nodes for n in (*node.inputs, *node.outputs)]
    known = {rename[name]: value for name, value in values.items()}
    tensors = {
        name: Tensor(name, known[name].dtype, known[name].shape, name in parameters.values())
        for name in dict.fromkeys((*users, *outputs, *used))
        if name in known
    }
    return ModelGraph(
        name=archive.path.name,
        format="torch.export",
        inputs=tuple(users),
        outputs=outputs,
        nodes=tuple(nodes),
        tensors=tensors,
        layers=tuple(layers),
        producer=f"pytorch {program.get('torch_version', '')}".strip(),
        file_bytes=archive.path.stat().st_size,
    )


def quick_preview(archive: Archive) -> ModelGraph | None:
    """``preview``, or None for a program it cannot read: the conversion then decides."""
    try:
        return preview(archive)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        return None


def _inputs(signature: Mapping[str, Any]) -> tuple[dict[str, str], list[str]]:
    """Placeholder -> qualified name of the parameters, and the names of the user's inputs."""
    parameters: dict[str, str] = {}
    users: list[str] = []
    for spec in signature["input_specs"]:
        for kind, entry in spec.items():
            if kind == "user_input":
                argument = entry["arg"].get("as_tensor")
                if argument is not None:
                    users.append(argument["name"])
            else:
                named = next((v for k, v in entry.items() if k.endswith("_name")), None)
                if named is not None:
                    parameters[entry["arg"]["name"]] = named
    return parameters, users


def _batch_symbol(values: Mapping[str, Any], users: list[str]) -> str:
    for name in users:
        sizes = values[name]["sizes"]
        if sizes and "as_expr" in sizes[0]:
            return str(sizes[0]["as_expr"]["expr_str"])
    return ""


def _value(meta: Mapping[str, Any], batch: str) -> _Value:
    shape: list[Dim] = []
    sample: list[int] = []
    for size in meta["sizes"]:
        if "as_int" in size:
            shape.append(int(size["as_int"]))
            sample.append(int(size["as_int"]))
            continue
        text = size["as_expr"]["expr_str"]
        # With every symbol at 1 a product is the product of its numbers; other expressions count as 1.
        numbers = [int(n) for n in re.findall(r"Integer\((\d{1,9})\)", text)] if "Add" not in text else []
        one = prod(numbers) if "Mul" in text else 1
        symbol = re.search(r"Symbol\('(\w+)'", text)
        sample.append(one)
        shape.append(one if one > 1 else "N" if text == batch else symbol[1] if symbol else None)
    return _Value(SCALARS.get(meta["dtype"], "float32"), tuple(shape), tuple(sample))


def _steps(graph: Mapping[str, Any], parameters: Mapping[str, str], values: Mapping[str, _Value]) -> list[_Step]:
    alias: dict[str, str] = {}
    steps: list[_Step] = []
    for node in graph["nodes"]:
        target = node["target"].split(".")
        name = target[3] if node["target"].startswith("torch.ops.") and len(target) > 3 else ""
        arguments = {entry["name"]: entry["arg"] for entry in node["inputs"]}
        outputs = [t for o in node["outputs"] for t in _tensor_names(o)]
        if not name or not outputs:
            continue
        inputs = [alias.get(t, t) for argument in arguments.values() for t in _tensor_names(argument)]
        if name in _PASS and inputs:
            alias[outputs[0]] = inputs[0]
            continue
        op = _OPS.get(name) or "".join(part.capitalize() for part in name.strip("_").split("_"))
        if name == "linear":
            op = "Gemm" if len(values[inputs[0]].shape) == 2 else "MatMul"
        if name == "convolution" and arguments.get("transposed", {}).get("as_bool"):
            op = "ConvTranspose"
        stack = node["metadata"].get("nn_module_stack", "").split(";")[-1].split(",")
        module = stack[1] if len(stack) > 2 else ""
        if op in _GATES:
            steps += _recurrent(op, arguments, inputs, outputs, module)
        else:
            steps.append(_Step(op, arguments, inputs, outputs[0], outputs, module))
    return steps


def _tensor_names(argument: Mapping[str, Any]) -> list[str]:
    if "as_tensor" in argument:
        return [argument["as_tensor"]["name"]]
    if "as_tensors" in argument:
        return [entry["name"] for entry in argument["as_tensors"]]
    if "as_optional_tensors" in argument:
        return [e["as_tensor"]["name"] for e in argument["as_optional_tensors"] if "as_tensor" in e]
    return []


def _recurrent(
    op: str, arguments: Mapping[str, Any], inputs: list[str], outputs: list[str], module: str
) -> list[_Step]:
    """One step for each stacked layer, as the converted model has one node for each."""
    names = _tensor_names(arguments["params"])
    per_layer = (4 if arguments["has_biases"]["as_bool"] else 2) * (2 if arguments["bidirectional"]["as_bool"] else 1)
    steps = []
    source = inputs[0]
    for start in range(0, len(names), per_layer):
        last = start + per_layer >= len(names)
        output = outputs[0] if last else f"{outputs[0]}.{start // per_layer}"
        steps.append(
            _Step(
                op,
                dict(arguments),
                [source, *names[start : start + per_layer]],
                output,
                outputs if last else [output],
                module,
            )
        )
        source = output
    return steps


def _fold_norms(steps: list[_Step], parameters: Mapping[str, str]) -> list[_Step]:
    producers = {step.output: step for step in steps}
    counts: dict[str, int] = {}
    for step in steps:
        for name in step.inputs:
            counts[name] = counts.get(name, 0) + 1
    kept: list[_Step] = []
    for step in steps:
        source = producers.get(step.inputs[0]) if step.inputs else None
        foldable = source is not None and source.op in ("Conv", "ConvTranspose", "Gemm")
        if step.op == "BatchNormalization" and foldable and source is not None and counts[source.output] == 1:
            source.output = step.output
            source.outputs = [step.output]
            source.has_norm = True
        else:
            kept.append(step)
    return kept


def _find_parameters(step: _Step, parameters: Mapping[str, str], values: Mapping[str, _Value]) -> None:
    names = [name for name in step.inputs if name in parameters]
    weighted = ("Conv", "ConvTranspose", "Gemm", "MatMul", "Gather", "LSTM", "GRU", "RNN", "BatchNormalization")
    label = step.op.lower()
    if step.op in weighted or step.op.endswith("Normalization"):
        operands = [n for n in names if len(values[n].shape) >= 2] or names
        biases = [n for n in names if n not in operands]
        step.weight = operands[0] if operands else ""
        step.bias = biases[0] if biases and step.op in ("Conv", "ConvTranspose", "Gemm", "MatMul") else ""
    weight = parameters.get(step.weight, "")
    # A linear layer on more than two axes becomes MatMul, whose transposed weight loses its name.
    if step.op == "MatMul" and "weight" in step.arguments:
        weight = ""
    module = parameter_module(weight, parameters.get(step.bias, "")) if step.weight and step.op not in _GATES else ""
    step.candidate = module or scoped_key(step.module, label, bool(step.weight))


def _macs(step: _Step, values: Mapping[str, _Value]) -> tuple[int, ...]:
    """MACs of the step: two figures (input, recurrent) for recurrent cells, else one."""
    shapes = [values[name].sample for name in step.inputs if name in values]
    out = values[step.output].sample if step.output in values else ()
    weight = values[step.weight].sample if step.weight else ()
    if step.op == "Conv" and weight:
        return (prod(out) * prod(weight[1:]),)
    if step.op == "ConvTranspose" and weight:
        return (prod(shapes[0]) * prod(weight[1:]),)
    if step.op in ("Gemm", "MatMul"):
        first = shapes[1] if step.op == "Gemm" and "mat1" in step.arguments else shapes[0]
        return (prod(out) * first[-1],)
    if step.op == "Attention":
        q, k, v = shapes[:3]
        return (prod(q[:-1]) * k[-2] * (q[-1] + v[-1]),)
    if step.op in _GATES:
        x = values[step.inputs[0]].sample if step.inputs[0] in values else None
        weights = [values[n].sample for n in step.inputs[1:] if len(values[n].sample) == 2]
        tokens = prod(x[:-1]) if x is not None else prod(out[:-1])
        return tokens * sum(prod(w) for w in weights[0::2]), tokens * sum(prod(w) for w in weights[1::2])
    return (0,)


def _layers(
    step: _Step,
    name: NodeName,
    costs: tuple[int, ...],
    values: Mapping[str, _Value],
    parameters: Mapping[str, str],
    readers: Mapping[str, list[_Step]],
    outputs: tuple[str, ...],
) -> list[Layer]:
    if not step.weight or step.op.endswith("Normalization"):
        return []
    source = "" if step.op == "Gather" else next((n for n in step.inputs if n not in parameters), "")
    output = step.output
    after = readers.get(output, [])
    if step.op not in _GATES and len(after) == 1 and after[0].op in _FUSED and output not in outputs:
        output = after[0].output

    def layer(key: str, kind: str, weight: str, shape: tuple[int, ...], axis: int, cost: int, data: str) -> Layer:
        bias = step.bias if data == source else ""
        return Layer(
            key=key,
            node=name.key,
            op=step.op,
            kind=kind,
            weight=weight,
            weight_shape=shape,
            channel_axis=axis,
            input=data,
            output=output,
            bias=parameters.get(bias),
            bias_elements=shape[axis] if step.has_norm else prod(values[bias].sample) if bias else 0,
            macs=cost,
            input_shape=values[data].shape if data in values else None,
            output_shape=values[step.output].shape if step.output in values else None,
            namespace=name.namespace,
            torch_name=name.key,
        )

    shape = values[step.weight].sample
    weight = parameters[step.weight]
    if step.op in _GATES:
        matrices = [n for n in step.inputs[1:] if len(values[n].sample) == 2]
        directions = len(matrices) // 2
        return [
            layer(
                f"{name.key}.{label}",
                step.op,
                parameters[matrices[at]],
                (directions, *values[matrices[at]].sample),
                1,
                costs[at],
                source if at == 0 else "",
            )
            for at, label in enumerate(("weight_ih", "weight_hh"))
        ]
    if step.op in ("Conv", "ConvTranspose"):
        groups = step.arguments.get("groups", {}).get("as_int", 1)
        axis = 0 if step.op == "Conv" else 1
        return [layer(name.key, conv_kind(step.op, shape, groups), weight, shape, axis, costs[0], source)]
    if step.op == "Gather":
        return [layer(name.key, "Embedding", weight, shape, 0, 0, "")] if len(shape) == 2 else []
    if step.op == "MatMul" and "weight" in step.arguments:
        shape = shape[::-1]  # the converted model multiplies by the transposed weight
    axis = len(shape) - 1 if step.op == "MatMul" or "mat2" in step.arguments else 0
    return [layer(name.key, "Linear" if len(shape) == 2 else "MatMul", weight, shape, axis, costs[0], source)]
