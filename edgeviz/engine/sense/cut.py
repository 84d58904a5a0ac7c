"""A graph cut at every layer: the float run in stretches, and from each cut only what depends on the change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from torch import Tensor

from edgeviz.core.graph import ModelGraph
from edgeviz.engine.load.operators.plan import Operation, Plan, needed
from edgeviz.engine.load.torch_module import OnnxModule, reading
from edgeviz.engine.sense.tables import Point

State = dict[str, Tensor]


class Switch:
    """A quantizer in a compiled branch that can be exchanged between two runs."""

    def __init__(self) -> None:
        self.now: Callable[[Tensor], Tensor] | None = None

    def __call__(self, x: Tensor) -> Tensor:
        assert self.now is not None
        return self.now(x)


@dataclass(frozen=True)
class Branch:
    """What must be computed anew when one weight, or the tensors at some points, are quantized.

    ``at``: how many operations of the float run must be over, so that all that is not computed anew is there.
    ``reads``: the tensors it takes from the float run. ``switches``: one for each point, in their order.
    """

    at: int
    reads: tuple[str, ...]
    switches: tuple[Switch, ...]
    _plan: Plan | None
    _given: tuple[str, ...]

    def run(self, module: OnnxModule, state: Mapping[str, Tensor], swapped: Mapping[str, Tensor]) -> Tensor | None:
        """The output, with the weights in ``swapped`` instead of the module's; None where nothing reaches it."""
        if self._plan is None:
            return None
        given = [state[n] if n in state else swapped[n] if n in swapped else module.weights.get(n) for n in self._given]
        output: Tensor = self._plan.run(given)[0]
        return output


def weight_branch(module: OnnxModule, *names: str) -> Branch:
    """The branch for other values of the weights ``names``; everybody who reads them sees the new ones."""
    return _branch(module, list(module.operations), set(names), ())


def point_branch(module: OnnxModule, points: Sequence[Point]) -> Branch:
    """The branch with a quantizer at each of ``points``; its ``switches`` say which."""
    operations = list(module.operations)
    switches = []
    changed = set()
    for number, point in enumerate(points):
        new = f"{point.tensor} -> point {number}"
        chosen = reading(operations, point.tensor, point.consumers)
        operations = [o.reading(point.tensor, new) if o.key in chosen else o for o in operations]
        made = next((i + 1 for i, o in enumerate(operations) if point.tensor in o.outputs), 0)
        switches.append(Switch())
        operations.insert(made, Operation(new, "quantizer", switches[-1], (point.tensor,), (new,)))
        changed.add(new)
    return _branch(module, operations, changed, tuple(switches))


def _branch(
    module: OnnxModule, operations: Sequence[Operation], changed: Collection[str], switches: tuple[Switch, ...]
) -> Branch:
    wanted = module.outputs[0]
    dirty = set(changed)
    anew = []
    for operation in operations:
        if dirty.intersection(operation.inputs) or dirty.intersection(operation.outputs):
            dirty.update(operation.outputs)
            anew.append(operation)
    if wanted not in dirty:
        return Branch(0, (), switches, None, ())
    anew = needed(anew, (wanted,))
    produced = {name for operation in anew for name in operation.outputs}
    given = tuple(dict.fromkeys(n for o in anew for n in o.inputs if n and n not in produced))
    made = {name: row + 1 for row, o in enumerate(module.operations) for name in o.outputs}
    reads = tuple(name for name in given if name in made or name in module.inputs)
    at = max((made.get(name, 0) for name in reads), default=0)
    return Branch(at, reads, switches, Plan(anew, given, (wanted,)), given)


@dataclass(frozen=True)
class _Stretch:
    plan: Plan
    given: tuple[str, ...]
    made: tuple[str, ...]


class Cuts:
    """The float run, stopped at every place where branches begin. Only the tensors that are still needed are kept."""

    def __init__(self, module: OnnxModule, branches: Sequence[Branch]) -> None:
        self._module = module
        self.places = sorted({branch.at for branch in branches})
        operations = module.operations
        producing = {name for operation in operations for name in operation.outputs}
        tensors = producing | set(module.inputs)
        self._stretches: list[_Stretch] = []
        #: Tensors alive at each place.
        self.alive: list[frozenset[str]] = []
        alive: set[str] = set()
        for index in range(len(self.places) - 1, -1, -1):
            alive |= {name for b in branches if b.at == self.places[index] for name in b.reads}
            self.alive.append(frozenset(alive))
            begin = self.places[index - 1] if index else 0
            part = operations[begin : self.places[index]]
            own = {name for operation in part for name in operation.outputs}
            made = tuple(sorted(alive & own))
            part = tuple(needed(part, made))
            own = {name for operation in part for name in operation.outputs}
            given = tuple(dict.fromkeys(n for o in part for n in o.inputs if n and n not in own))
            self._stretches.append(_Stretch(Plan(part, given, made), given, made))
            alive = (alive - set(made)) | {name for name in given if name in tensors}
        self.alive.reverse()
        self._stretches.reverse()

    def start(self, inputs: Sequence[Tensor]) -> State:
        return dict(zip(self._module.inputs, inputs, strict=True))

    def advance(self, state: State, place: int) -> State:
        """The state at the place number ``place``, from that at the one before."""
        stretch = self._stretches[place]
        get = self._module.weights.get
        found = stretch.plan.run([state[n] if n in state else get(n) for n in stretch.given])
        kept = {name: value for name, value in state.items() if name in self.alive[place]}
        return {**kept, **dict(zip(stretch.made, found, strict=True))}

    def bytes_per_sample(self, graph: ModelGraph) -> int:
        """The most that is alive at any place, for one sample; what has no known shape counts nothing."""
        sizes = {name: tensor.nbytes or 0 for name, tensor in graph.tensors.items() if not tensor.is_parameter}
        return max((sum(sizes.get(name, 0) for name in names) for names in self.alive), default=0)
