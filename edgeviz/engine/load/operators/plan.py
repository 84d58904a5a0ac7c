"""Operations over named tensors, and the plan that runs them with numbered slots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from edgeviz.core.errors import ModelError


@dataclass(frozen=True)
class Operation:
    """One step. ``run`` takes the input values (None for "") and returns a value or a tuple of them."""

    key: str
    op: str
    run: Callable[..., Any]
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    has_mode: bool = False
    #: Like ``run``, but writes over the first input, where nothing else sees that one.
    in_place: Callable[..., Any] | None = None

    def __deepcopy__(self, memo: dict[int, Any]) -> Operation:
        return self  # nothing in it changes; a copy would cost one object per node

    def reading(self, old: str, new: str) -> Operation:
        return replace(self, inputs=tuple(new if name == old else name for name in self.inputs))


#: Operators whose result is new memory that their own gradient does not look at again.
FRESH = frozenset({"Conv", "ConvTranspose", "Gemm", "BatchNormalization", "Add"})


def needed(operations: Sequence[Operation], wanted: Iterable[str]) -> list[Operation]:
    """The operations on which ``wanted`` depends, in the same order."""
    alive = set(wanted)
    kept = []
    for operation in reversed(operations):
        if alive.intersection(operation.outputs):
            kept.append(operation)
            alive.update(operation.inputs)
    return kept[::-1]


class Plan:
    """Operations in order with slots instead of names; a value is let go after its last use."""

    def __init__(self, operations: Sequence[Operation], given: Sequence[str], wanted: Sequence[str]) -> None:
        operations = needed(operations, wanted)
        slots: dict[str, int] = {"": 0}
        for name in (*given, *(n for o in operations for n in o.outputs), *wanted):
            slots.setdefault(name, len(slots))
        last_use: dict[str, int] = {}
        for index, operation in enumerate(operations):
            last_use.update(dict.fromkeys((*operation.outputs, *operation.inputs), index))
        kept = {"", *wanted}
        uses = Counter(name for operation in operations for name in operation.inputs)
        fresh = {o.outputs[0] for o in operations if o.op in FRESH and len(o.outputs) == 1}
        fresh = {name for name in fresh if uses[name] == 1 and name not in kept}
        self._count = len(slots)
        self._given = tuple(slots[name] for name in given)
        self._wanted = tuple(slots[name] for name in wanted)
        self._names = [(operation.key, operation.op) for operation in operations]
        self._steps = []
        for index, o in enumerate(operations):
            frees = {n for n in (*o.inputs, *o.outputs) if n not in kept and last_use[n] == index}
            outputs = tuple(slots[n] for n in o.outputs)
            self._steps.append(
                (
                    o.in_place if o.in_place is not None and o.inputs[0] in fresh else o.run,
                    tuple(slots[n] for n in o.inputs),
                    outputs[0] if len(outputs) == 1 else -1,
                    outputs,
                    tuple(slots[n] for n in frees),
                    o.has_mode,
                )
            )
        #: Which of the given values are read at all.
        self.reads = frozenset(n for o in operations for n in o.inputs) | frozenset(wanted)

    def run(self, given: Sequence[Any], training: bool = False) -> list[Any]:
        """The wanted values, from the given ones. ModelError names the operation that failed."""
        values: list[Any] = [None] * self._count
        for slot, value in zip(self._given, given, strict=True):
            values[slot] = value
        done = 0
        try:
            for run, inputs, single, outputs, frees, has_mode in self._steps:
                if has_mode:
                    result = run(*[values[i] for i in inputs], training=training)
                else:
                    result = run(*[values[i] for i in inputs])
                if single >= 0:
                    values[single] = result[0] if type(result) is tuple else result
                else:
                    for slot, value in zip(outputs, result, strict=False):
                        values[slot] = value
                values[0] = None
                for slot in frees:
                    values[slot] = None
                done += 1
        except ModelError:
            raise
        except Exception as error:
            key, op = self._names[done]
            raise ModelError(
                f'The operator {op} of the layer "{key}" cannot be computed: {error}',
                "Check that the input has the shape and the type which the model declares.",
                f"{type(error).__name__}: {error}",
            ) from error
        return [values[i] for i in self._wanted]


@dataclass(frozen=True)
class Program:
    """A compiled subgraph (a branch or a loop's body): constants inside, outer tensors handed over by name."""

    inputs: tuple[str, ...]
    captured: tuple[str, ...]
    outputs: tuple[str, ...]
    plan: Plan
    constants: tuple[Any, ...]

    def __call__(self, values: Sequence[Any], captured: Sequence[Any]) -> list[Any]:
        return self.plan.run([*values, *captured, *self.constants])


def program(
    operations: Sequence[Operation],
    inputs: Sequence[str],
    captured: Sequence[str],
    outputs: Sequence[str],
    constants: Mapping[str, Any],
) -> Program:
    plan = Plan(operations, [*inputs, *captured, *constants], outputs)
    return Program(tuple(inputs), tuple(captured), tuple(outputs), plan, tuple(constants.values()))
