"""A network that is run one operation at a time over all samples, so that it can be changed on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import torch
from torch import Tensor

from edgeviz.engine.load.operators.plan import Operation, needed
from edgeviz.engine.load.torch_module import OnnxModule

Check = Callable[[], None]


class Walk:
    """Holds, for every batch, the tensors that are still to be read; each is let go after its last use.

    Every operation runs once, when something asks for what it gives; so the whole costs one pass, whatever is
    measured and changed at how many layers. What it costs in memory is the largest sum of tensors alive at one
    time, for all samples (``peak_bytes``).
    """

    def __init__(self, module: OnnxModule, batches: Sequence[Tensor], wanted: Iterable[str], check: Check) -> None:
        self._module = module
        self._check = check
        self.operations = needed(module.operations, wanted)
        self._producers = {name: i for i, o in enumerate(self.operations) for name in o.outputs if name}
        self._pending = set(range(len(self.operations)))
        self._readers = Counter(name for operation in self.operations for name in set(operation.inputs))
        self._values: list[dict[str, Any]] = [{module.inputs[0]: batch} for batch in batches]

    def before(self, key: str) -> Operation | None:
        """Run what the operation ``key`` reads and return that one; None where it is not ahead."""
        found = next((i for i in sorted(self._pending) if self.operations[i].key == key), None)
        if found is None:
            return None
        self._run(self.operations[found].inputs)
        return self.operations[found]

    def through(self, tensor: str) -> None:
        """Run what ``tensor`` depends on; it can be read until the next operation runs, or until its last use."""
        self._run((tensor,))

    def __getitem__(self, tensor: str) -> list[Tensor]:
        return [self._value(values, tensor) for values in self._values]

    def change(self, tensor: str, change: Callable[[Tensor], Tensor]) -> None:
        """Let later operations see ``change(tensor)``."""
        for values in self._values:
            values[tensor] = change(values[tensor])

    def live_bytes(self) -> int:
        return sum(v.numel() * v.itemsize for vs in self._values for v in vs.values() if isinstance(v, Tensor))

    def _value(self, values: dict[str, Any], name: str) -> Any:
        if name in values:
            return values[name]
        return self._module.weights.get(name).detach() if name else None

    def _run(self, tensors: Iterable[str]) -> None:
        wanted: set[int] = set()
        ahead = list(tensors)
        while ahead:
            index = self._producers.get(ahead.pop())
            if index is not None and index in self._pending and index not in wanted:
                wanted.add(index)
                ahead += self.operations[index].inputs
        for index in sorted(wanted):
            self._step(index)

    @torch.no_grad()
    def _step(self, index: int) -> None:
        operation = self.operations[index]
        more = {"training": False} if operation.has_mode else {}
        self._pending.discard(index)
        for values in self._values:
            self._check()
            # What an earlier step wrote and nobody reads was kept until now, to be looked at.
            for name in [n for n in values if not self._readers[n]]:
                del values[name]
            result = operation.run(*[self._value(values, name) for name in operation.inputs], **more)
            results = result if isinstance(result, tuple) else (result,)
            values.update(zip(operation.outputs, results, strict=False))
        self._readers.subtract(set(operation.inputs))
        for values in self._values:
            for name in set(operation.inputs):
                if not self._readers[name]:
                    values.pop(name, None)


def peak_bytes(module: OnnxModule, batch: Tensor, wanted: Iterable[str], check: Check) -> int:
    """The most bytes that a walk holds for ``batch`` between two operations."""
    walk = Walk(module, [batch], wanted, check)
    most = walk.live_bytes()
    for operation in walk.operations:
        walk.through(operation.outputs[0])
        most = max(most, walk.live_bytes())
    return most
