"""A torch.export program of the simulation: float32 arithmetic with the recipe's rounding in the graph."""

from __future__ import annotations

import contextlib
import io
import logging
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import numpy_helper

from edgeviz.core.errors import ModelError
from edgeviz.engine.export.content import ROUNDING, Content, compared
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.quant.apply import apply

#: Inputs by operator that say a shape or a place: torch.export wants numbers there, not tensors that are computed.
SHAPES = {
    "Reshape": (1,), "Expand": (1,), "Tile": (1,), "ConstantOfShape": (0,), "Slice": (1, 2, 3, 4), "Pad": (1,),
    "Resize": (2, 3), "Unsqueeze": (1,), "Squeeze": (1,), "Split": (1,), "Range": (0, 1, 2),
}  # fmt: skip


def files(content: Content) -> dict[str, bytes]:
    """The batch stays free where the model leaves it free. Raises ModelError where torch cannot trace the model."""
    given = tuple(torch.from_numpy(value) for value in content.feed.values())
    free = content.opened.fixed_batch is None and content.data is not None and len(given[0]) > 1
    shapes = tuple({0: torch.export.Dim("batch")} for _ in given)
    program: Any = None
    with torch.no_grad(), _quiet():
        module, same = _with_numbers(content, given, free)
        if free and same:
            try:
                program = torch.export.export(module, given, dynamic_shapes={"inputs": shapes}, strict=False)
            except Exception:  # torch documents none of what it raises; a fixed batch may do
                content.check()
        if program is None:
            if free:
                content.note("pt2", f"The batch is fixed at {len(given[0])}: torch.export could not leave it free.")
            try:
                program = torch.export.export(module, given, strict=False)
            except Exception as error:
                details = f"{type(error).__name__}: {error}"
                raise ModelError("torch.export cannot trace this model.", "Choose another format.", details) from error
        for node in program.graph.nodes:
            # The lines of source code of this installation are nobody's business.
            node.meta.pop("stack_trace", None)
        content.note("pt2", "Weights are float32 with the values that the recipe stores: the file is not smaller.")
        stream = io.BytesIO()
        torch.export.save(program, stream)
    return {f"{content.stem}.pt2": stream.getvalue()}


def _with_numbers(content: Content, given: tuple[torch.Tensor, ...], free: bool) -> tuple[OnnxModule, bool]:
    """The simulation with numbers where the file computes shapes, and whether they are right for every batch.

    The numbers are those that come out for ``given``. Of a Reshape the one that goes with the batch becomes -1.
    """
    constants = {tensor.name for tensor in content.ready.proto.graph.initializer}
    wanted: dict[str, bool] = {}
    for node in content.ready.proto.graph.node:
        for place in SHAPES.get(node.op_type, ()):
            name = node.input[place] if place < len(node.input) else ""
            if name and name not in constants:
                wanted[name] = wanted.get(name, True) and node.op_type == "Reshape"
    if not wanted:
        return content.quantized, True
    found = content.quantized.observe(wanted, *given)
    fewer = content.quantized.observe(wanted, *[value[:-1] for value in given]) if free else found
    model = onnx.ModelProto()
    model.CopyFrom(content.ready.proto)
    same = True
    for name, reshapes in wanted.items():
        value = found[name].numpy().copy()
        differs = value != fewer[name].numpy() if fewer[name].shape == found[name].shape else None
        if differs is None or differs.any():
            if differs is not None and reshapes and differs.sum() == 1 and (value > 0).all():
                value[differs] = -1
            else:
                same = False
        for node in model.graph.node:
            for place, other in enumerate(node.input):
                if other == name and place in SHAPES.get(node.op_type, ()):
                    node.input[place] = f"{name} as numbers"
        model.graph.initializer.append(numpy_helper.from_array(value, f"{name} as numbers"))
    module = OnnxModule.from_proto(model)
    ready = content.ready
    if ready.recipe.is_float32:
        return module, same
    return apply(module, ready.graph, ready.recipe, ready.activations, ready.codings), same


def check(content: Content, folder: Path) -> str:
    name = f"{content.stem}.pt2"
    with _quiet():
        module = torch.export.load(folder / name).module()
        found = content.computed(module)
    return compared(found, content.simulated, "torch.export.load", name, ROUNDING)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """torch's remarks on its own internals mean nothing to a person who exports."""
    logger = logging.getLogger("torch")
    level = logger.level
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        logger.setLevel(logging.ERROR)
        try:
            yield
        finally:
            logger.setLevel(level)
