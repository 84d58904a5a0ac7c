"""A torch.export program of the simulation: float32 arithmetic with the recipe's rounding in the graph."""

from __future__ import annotations

import contextlib
import io
import logging
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch

from edgeviz.core.errors import ModelError
from edgeviz.engine.export.content import ROUNDING, Content, compared


def files(content: Content) -> dict[str, bytes]:
    """The batch stays free where the model leaves it free. Raises ModelError where torch cannot trace the model."""
    given = tuple(torch.from_numpy(value) for value in content.feed.values())
    free = content.opened.fixed_batch is None and content.data is not None and len(given[0]) > 1
    shapes = tuple({0: torch.export.Dim("batch")} for _ in given)
    program: Any = None
    with torch.no_grad(), _quiet():
        if free:
            try:
                program = torch.export.export(content.quantized, given, dynamic_shapes={"inputs": shapes}, strict=False)
            except Exception:  # torch documents none of what it raises; a fixed batch may do
                content.note("pt2", f"The batch is fixed at {len(given[0])}: torch.export could not leave it free.")
        if program is None:
            content.check()
            try:
                program = torch.export.export(content.quantized, given, strict=False)
            except Exception as error:
                raise ModelError(
                    "torch.export cannot trace this model.",
                    "Choose another format.",
                    f"{type(error).__name__}: {error}",
                ) from error
        for node in program.graph.nodes:
            # The lines of source code of this installation are nobody's business.
            node.meta.pop("stack_trace", None)
        content.note("pt2", "Weights are float32 with the values that the recipe stores: the file is not smaller.")
        stream = io.BytesIO()
        torch.export.save(program, stream)
    return {f"{content.stem}.pt2": stream.getvalue()}


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
