"""If, Loop and Scan, sequences (as Python lists) and optional values (None or the value)."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from edgeviz.engine.load.operators.registry import NodeInfo, Run, operator


@operator("If", any_type=True)
def if_(node: NodeInfo) -> Run:
    then, otherwise = node.subgraphs["then_branch"], node.subgraphs["else_branch"]

    def run(condition: Tensor, *captured: Any) -> tuple[Any, ...]:
        return tuple((then if bool(condition) else otherwise)([], captured))

    return run


@operator("Loop", any_type=True)
def loop(node: NodeInfo) -> Run:
    body, count = node.subgraphs["body"], len(node.inputs)

    def run(limit: Tensor | None, condition: Tensor | None = None, *rest: Any) -> tuple[Any, ...]:
        carried, captured = list(rest[: max(count - 2, 0)]), rest[max(count - 2, 0) :]
        scanned: list[list[Tensor]] = [[] for _ in body.outputs[1 + len(carried) :]]
        going = True if condition is None else bool(condition)
        step = 0
        while going and (limit is None or step < int(limit)):
            results = body([torch.tensor(step), torch.tensor(going), *carried], captured)
            going = bool(results[0])
            carried = results[1 : 1 + len(carried)]
            for column, value in zip(scanned, results[1 + len(carried) :], strict=True):
                column.append(value)
            step += 1
        return (*carried, *(torch.stack(column) if column else torch.zeros(0) for column in scanned))

    return run


@operator("Scan", since=9, any_type=True)
def scan(node: NodeInfo) -> Run:
    body, scans = node.subgraphs["body"], node.attribute("num_scan_inputs")
    states = len(node.inputs) - scans
    outputs = len(node.outputs) - states
    in_axes, out_axes = (
        node.attribute("scan_input_axes", (0,) * scans),
        node.attribute("scan_output_axes", (0,) * outputs),
    )
    in_turned = node.attribute("scan_input_directions", (0,) * scans)
    out_turned = node.attribute("scan_output_directions", (0,) * outputs)

    def run(*values: Any) -> tuple[Any, ...]:
        carried = list(values[:states])
        sequences = [
            x.flip(axis).unbind(axis) if turned else x.unbind(axis)
            for x, axis, turned in zip(values[states : states + scans], in_axes, in_turned, strict=True)
        ]
        captured = values[states + scans :]
        columns: list[list[Tensor]] = [[] for _ in range(outputs)]
        for step in zip(*sequences, strict=True):
            results = body([*carried, *step], captured)
            carried = results[:states]
            for column, value in zip(columns, results[states:], strict=True):
                column.append(value)
        stacked = [
            torch.stack(column[::-1] if turned else column, axis)
            for column, axis, turned in zip(columns, out_axes, out_turned, strict=True)
        ]
        return (*carried, *stacked)

    return run


@operator("Scan", since=8, any_type=True)
def scan_batched(node: NodeInfo) -> Run:
    """Version 8: a leading batch axis in all inputs and an optional input of sequence lengths."""
    body, scans = node.subgraphs["body"], node.attribute("num_scan_inputs")
    states = len(node.inputs) - 1 - scans
    turned = node.attribute("directions", (0,) * scans)

    def run(lengths: Tensor | None, *values: Any) -> tuple[Any, ...]:
        batch = values[0].shape[0]
        captured = values[states + scans :]
        finals: list[list[Any]] = []
        for b in range(batch):
            carried = [v[b] for v in values[:states]]
            columns: list[list[Tensor]] = []
            total = values[states].shape[1]
            length = total if lengths is None else int(lengths[b])
            sequences = [
                v[b][:length].flip(0) if way else v[b][:length]
                for v, way in zip(values[states : states + scans], turned, strict=True)
            ]
            for t in range(length):
                results = body([*carried, *(s[t] for s in sequences)], captured)
                carried = results[:states]
                columns.append(results[states:])
            stacked = [torch.stack(column) for column in zip(*columns, strict=True)]
            padded = [torch.cat([s, s.new_zeros(total - length, *s.shape[1:])]) for s in stacked]
            finals.append([*carried, *padded])
        return tuple(torch.stack(column) for column in zip(*finals, strict=True))

    return run


# ---- sequences ----


@operator("SequenceEmpty", since=11, any_type=True)
def sequence_empty(node: NodeInfo) -> Run:
    return list


@operator("SequenceConstruct", since=11, any_type=True)
def sequence_construct(node: NodeInfo) -> Run:
    return lambda *values: list(values)


@operator("SequenceAt", since=11, any_type=True)
def sequence_at(node: NodeInfo) -> Run:
    return lambda values, position: values[int(position)]


@operator("SequenceInsert", since=11, any_type=True)
def sequence_insert(node: NodeInfo) -> Run:
    def run(values: list[Any], value: Any, position: Tensor | None = None) -> list[Any]:
        at = len(values) if position is None else int(position)
        at = at + len(values) if at < 0 else at
        return [*values[:at], value, *values[at:]]

    return run


@operator("SequenceErase", since=11, any_type=True)
def sequence_erase(node: NodeInfo) -> Run:
    def run(values: list[Any], position: Tensor | None = None) -> list[Any]:
        at = (-1 if position is None else int(position)) % len(values)
        return [*values[:at], *values[at + 1 :]]

    return run


@operator("SequenceLength", since=11, any_type=True)
def sequence_length(node: NodeInfo) -> Run:
    return lambda values: torch.tensor(len(values))


@operator("ConcatFromSequence", since=11, any_type=True)
def concat_from_sequence(node: NodeInfo) -> Run:
    axis, new = node.attribute("axis"), node.attribute("new_axis", 0)
    return lambda values: torch.stack(values, axis) if new else torch.cat(values, axis)


@operator("SplitToSequence", since=11, any_type=True)
def split_to_sequence(node: NodeInfo) -> Run:
    axis, keep = node.attribute("axis", 0), node.attribute("keepdims", 1)

    def run(x: Tensor, sizes: Tensor | None = None) -> list[Tensor]:
        if sizes is None:
            return list(x.split(1, axis)) if keep else list(x.unbind(axis))
        return list(torch.split(x, int(sizes) if sizes.dim() == 0 else sizes.tolist(), axis))

    return run


# ---- optional values ----


@operator("Optional", since=15, any_type=True)
def optional(node: NodeInfo) -> Run:
    return lambda value=None: value


@operator("OptionalGetElement", since=15, any_type=True)
def optional_get_element(node: NodeInfo) -> Run:
    return lambda value: value


@operator("OptionalHasElement", since=15, any_type=True)
def optional_has_element(node: NodeInfo) -> Run:
    return lambda value=None: torch.tensor(value is not None)
