"""Raising the opset of a model just far enough for the integer types its export needs."""

from __future__ import annotations

from collections.abc import Iterator

import onnx
from onnx import defs, helper, version_converter

from edgeviz.core.errors import RecipeError

#: The first opset whose QuantizeLinear/DequantizeLinear take an integer of this many bits. For 8 bits it is the
#: first with an axis; opset 10 has per-tensor only.
FIRST_OPSET = {8: 13, 4: 21, 16: 21, 2: 25}
#: Widths that onnxruntime's own operators (domain com.microsoft) take, whatever the model's opset.
RUNTIME_WIDTHS = frozenset((4, 8, 16))
RUNTIME_DOMAIN = "com.microsoft"
#: From this opset on: optimising such a graph, onnxruntime writes a DequantizeLinear with an axis for the bias.
RUNTIME_OPSET = 13


def opset_of(model: onnx.ModelProto) -> int:
    return next((entry.version for entry in model.opset_import if entry.domain in ("", "ai.onnx")), 1)


def nodes_of(graph: onnx.GraphProto) -> Iterator[onnx.NodeProto]:
    """All nodes, those of nested graphs (If, Loop, Scan) included."""
    for node in graph.node:
        yield node
        for attribute in node.attribute:
            if attribute.type == onnx.AttributeProto.GRAPH:
                yield from nodes_of(attribute.g)
            for nested in attribute.graphs:
                yield from nodes_of(nested)


def raise_opset(model: onnx.ModelProto, widths: frozenset[int], least: int = 0) -> tuple[onnx.ModelProto, str]:
    """``model`` at the lowest opset that has integers of all ``widths``, and the domain for their Q/DQ operators.

    ``least`` is the opset that other new operators need, whatever the domain.

    A model whose operators did not change in between only gets the new number; else onnx's version converter
    rewrites it. Where that fails the model keeps its opset and onnxruntime's own operators are used, if they have
    the widths. Raises RecipeError when neither way is open.
    """
    target = max((FIRST_OPSET[width] for width in widths), default=least)
    target = max(target, least)
    present = opset_of(model)
    if present >= target:
        return model, ""
    if _unchanged(model, present, target):
        _set_opset(model, target)
        return model, ""
    try:
        return _converted(model, target), ""
    except Exception as error:  # the converter raises many kinds, none documented
        if widths <= RUNTIME_WIDTHS and present >= max(least, RUNTIME_OPSET):
            return model, RUNTIME_DOMAIN
        raise RecipeError(
            f"These bit widths need ONNX opset {target}, and this model (opset {present}) cannot be converted to it.",
            f"Choose 8 bits (or 3 to 8 for weights), or export the model again from its framework with opset {target}.",
            str(error),
        ) from error


def _set_opset(model: onnx.ModelProto, version: int) -> None:
    for entry in model.opset_import:
        if entry.domain in ("", "ai.onnx"):
            entry.version = version


def _unchanged(model: onnx.ModelProto, present: int, target: int) -> bool:
    for node in nodes_of(model.graph):
        if node.domain not in ("", "ai.onnx"):
            continue
        try:
            old = defs.get_schema(node.op_type, present).since_version
            new = defs.get_schema(node.op_type, target).since_version
        except defs.SchemaError:
            return False
        if old != new:
            return False
    return not model.functions


def _converted(model: onnx.ModelProto, target: int) -> onnx.ModelProto:
    outputs = {tuple(node.output): node.name for node in model.graph.node}
    converted: onnx.ModelProto = version_converter.convert_version(model, target)
    check(converted, model)
    # The converter may drop names, and the names are the layers' keys.
    for node in converted.graph.node:
        node.name = outputs.pop(tuple(node.output), node.name)
    lost = [name for names, name in outputs.items() if name]
    if lost:
        raise ValueError(f"the conversion lost the nodes {', '.join(lost[:3])}")
    converted.metadata_props.extend(p for p in model.metadata_props if p not in converted.metadata_props)
    return converted


def check(model: onnx.ModelProto, original: onnx.ModelProto) -> None:
    """Raise onnx's ValidationError when ``model`` is invalid and ``original`` was not.

    Some files that every runtime reads break a rule (an output without a shape, say); they stay as they are.
    """
    try:
        onnx.checker.check_model(model)
    except onnx.checker.ValidationError:
        try:
            onnx.checker.check_model(original)
        except onnx.checker.ValidationError:
            return
        raise


def set_ir_version(model: onnx.ModelProto) -> None:
    """The lowest IR version that the opsets in use allow, but no lower than the model had."""
    model.ir_version = max(model.ir_version, helper.find_min_ir_version_for(model.opset_import, ignore_unknown=True))
