"""A torch module made from an ONNX graph by the operators of ``engine.load.operators``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

import onnx
from torch import Tensor, nn

from edgeviz.core.errors import ModelError
from edgeviz.engine.load.operators.compile import compile_model
from edgeviz.engine.load.operators.plan import Operation, Plan

Output = Tensor | tuple[Tensor, ...]


class _Weights(nn.Module):
    """Parameters and buffers by their ONNX names. torch forbids dots in its names: they become slashes."""

    def __init__(self) -> None:
        super().__init__()
        self._slot_of: dict[str, tuple[bool, str]] = {}

    def add(self, name: str, value: Tensor, trained: bool) -> None:
        slot = name.replace(".", "/") or "_"
        while slot in self._parameters or slot in self._buffers:
            slot += "_"
        floating = value.is_floating_point() and value.dtype.itemsize >= 2
        # Set directly: an ONNX name may be any text, also that of a method such as "type".
        if floating:
            self._parameters[slot] = nn.Parameter(value, requires_grad=trained)
        else:
            self._buffers[slot] = value
        self._slot_of[name] = (floating, slot)

    def get(self, name: str) -> Tensor:
        floating, slot = self._slot_of[name]
        found = self._parameters[slot] if floating else self._buffers[slot]
        assert found is not None
        return found

    def __contains__(self, name: str) -> bool:
        return name in self._slot_of

    def names(self) -> Iterator[str]:
        return iter(self._slot_of)


class OnnxModule(nn.Module):
    """Operations in topological order over named tensors; each tensor is freed after its last use.

    Made in evaluation mode. Training mode switches BatchNormalization to batch statistics and Dropout on, as in
    torch. Float constants are parameters; scalars and settings (running statistics, bounds, scales) do not require
    gradients. Small fixed inputs that set an operator up (shapes, axes, clip bounds) are read once, at load.
    """

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]

    def __init__(self, inputs: Sequence[str], outputs: Sequence[str], operations: Sequence[Operation]) -> None:
        super().__init__()
        self.inputs = tuple(inputs)
        self.outputs = tuple(outputs)
        self.weights = _Weights()
        self.inserted = nn.ModuleList()
        self._operations = list(operations)
        self._plans: dict[tuple[str, ...], tuple[Plan, tuple[str, ...]]] = {}

    @staticmethod
    def from_proto(prepared: onnx.ModelProto, keys: Sequence[str] | None = None) -> OnnxModule:
        """The module of a complete model (all weights inline), prepared or as it comes from a file.

        ``keys`` names the nodes in order; without it they are called by their names in the file, as
        ``normalize.prepare`` sets them ("<operator>_<index>" where there is none; "#2" … where one repeats).
        Raises ModelError, which lists the operators that are not covered, or names the node or constant that
        cannot be executed.
        """
        graph = prepared.graph
        compiled = compile_model(prepared, keys)
        inputs = [value.name for value in graph.input if value.name not in compiled.constants]
        outputs = [value.name for value in graph.output]
        module = OnnxModule(inputs, outputs, compiled.operations)
        used = {name for operation in compiled.operations for name in operation.inputs} | set(outputs)
        initializers = {tensor.name for tensor in graph.initializer}
        for name, value in compiled.constants.items():
            if name in used or name in initializers:
                module.weights.add(name, value, name in compiled.trained)
        return module.eval()

    def weight(self, name: str) -> nn.Parameter:
        """The parameter of the ONNX initializer ``name`` (a plain tensor for integers). KeyError if there is none."""
        return self.weights.get(name)  # type: ignore[return-value]

    @property
    def operations(self) -> tuple[Operation, ...]:
        """The steps in the order in which they run, for callers that run parts of the model."""
        return tuple(self._operations)

    def operation(self, key: str) -> Operation:
        """The operation of the node ``key``. KeyError if there is none (folded away, or no such node)."""
        for operation in self._operations:
            if operation.key == key:
                return operation
        raise KeyError(key)

    def forward(self, *inputs: Tensor) -> Output:
        """The outputs for ``inputs``, in the order of ``self.inputs``; one output comes without a tuple."""
        values = self._run(self.outputs, inputs)
        return values[0] if len(values) == 1 else tuple(values)

    def observe(self, tensors: Collection[str], *inputs: Tensor) -> dict[str, Tensor]:
        """The named tensors for ``inputs``: intermediate ones, inputs, outputs or weights. KeyError for others."""
        names = tuple(tensors)
        return dict(zip(names, self._run(names, inputs), strict=True))

    def insert(self, tensor: str, consumers: Collection[str], module: nn.Module) -> None:
        """Let the nodes ``consumers`` (keys) read ``module(tensor)`` instead of ``tensor``.

        Works on activations and weights alike, several times for one tensor while the consumers differ. Raises
        KeyError for an unknown tensor and ValueError where one of ``consumers`` does not read it.
        """
        producer = next((i for i, o in enumerate(self._operations) if tensor in o.outputs), None)
        if producer is None and tensor not in self.inputs and tensor not in self.weights:
            raise KeyError(tensor)
        chosen = reading(self._operations, tensor, consumers)
        new = f"{tensor} -> inserted {len(self.inserted)}"
        self.inserted.append(module)
        self._operations = [o.reading(tensor, new) if o.key in chosen else o for o in self._operations]
        at = 0 if producer is None else producer + 1
        self._operations.insert(at, _Inserted(new, "inserted", module, (tensor,), (new,)))
        self._plans.clear()

    def transform(self, tensor: str, module: nn.Module) -> None:
        """Let ``tensor`` be ``module`` of what it was, for every reader, for ``observe`` and as an output.

        Raises KeyError where no operation makes ``tensor``.
        """
        at = next((i for i, o in enumerate(self._operations) if tensor in o.outputs), None)
        if at is None:
            raise KeyError(tensor)
        before = f"{tensor} -> before {len(self.inserted)}"
        self.inserted.append(module)
        made = self._operations[at]
        outputs = tuple(before if name == tensor else name for name in made.outputs)
        self._operations[at] = replace(made, outputs=outputs)
        self._operations.insert(at + 1, _Inserted(f"{made.key}.transformed", "inserted", module, (before,), (tensor,)))
        self._plans.clear()

    # ---- inside ----

    def _plan(self, wanted: tuple[str, ...]) -> tuple[Plan, tuple[str, ...]]:
        found = self._plans.get(wanted)
        if found is None:
            weights = tuple(self.weights.names())
            produced = {name for operation in self._operations for name in operation.outputs}
            lost = [n for n in wanted if n not in produced and n not in self.weights and n not in self.inputs]
            if lost:
                raise KeyError(f"the model has no tensor {lost[0]!r}")
            reads = Plan(self._operations, (*self.inputs, *weights), wanted).reads
            weights = tuple(name for name in weights if name in reads)
            found = Plan(self._operations, (*self.inputs, *weights), wanted), weights
            self._plans[wanted] = found
        return found

    def _run(self, wanted: tuple[str, ...], inputs: Sequence[Tensor]) -> list[Any]:
        if len(inputs) != len(self.inputs):
            raise ModelError(
                f"The model takes {len(self.inputs)} inputs ({', '.join(self.inputs)}), but got {len(inputs)}.",
                "Give one array for each input.",
            )
        plan, weights = self._plan(wanted)
        get = self.weights.get
        return plan.run([*inputs, *[get(name) for name in weights]], self.training)

    def __getstate__(self) -> dict[str, Any]:
        # Plans point at the inserted modules of this copy; another one makes its own.
        return {**self.__dict__, "_plans": {}}


def reading(operations: Sequence[Operation], tensor: str, consumers: Collection[str]) -> set[str]:
    """Keys of the operations by which the nodes ``consumers`` read ``tensor``. ValueError where one does not."""
    readers = {o.key for o in operations if tensor in o.inputs}
    chosen: set[str] = set()
    for key in set(consumers):
        # A node that was written out as a function's body is read by the nodes inside.
        found = {key} & readers or {reader for reader in readers if reader.startswith(f"{key}/")}
        if not found:
            raise ValueError(f"the node {key!r} does not read {tensor!r} directly")
        chosen |= found
    return chosen


class _Inserted(Operation):
    """An inserted module; copied together with the module it runs."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Operation:
        return _Inserted(self.key, self.op, deepcopy(self.run, memo), self.inputs, self.outputs)
