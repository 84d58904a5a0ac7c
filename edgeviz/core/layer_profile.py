"""What a runtime really does with each layer: the kernel, its widths, and the time it takes.

Storage bits are not compute bits. A weight stored in 4 bits that is unpacked before a float kernel reads it makes the
file smaller and the model no faster; here both widths stand side by side, with the kernel that was really built.
``engine.measure`` produces these values, the project stores them as JSON, window and command line show them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import cached_property
from typing import Any

from edgeviz.core.metric import Metric


@dataclass(frozen=True, slots=True)
class Environment:
    """Where and how something was timed. What the system does not tell is "" or None.

    cores: those that the process may use; governor: how the CPU chooses its frequency, as the kernel names it;
    load: running processes, averaged over the last minute, when the timing began.
    """

    cpu: str
    cores: int
    threads: int
    batch: int
    runtime: str
    date: str
    governor: str = ""
    load: float | None = None
    system: str = ""
    #: onnxruntime's execution providers that ran kernels.
    provider: str = ""

    @property
    def device(self) -> str:
        """As ``Metric.device`` names it: CPU, threads and runtime."""
        return f"{self.cpu} · {self.threads} thread{'s' if self.threads > 1 else ''} · {self.runtime}"

    @property
    def words(self) -> str:
        """What the system tells beyond the device, to follow a figure: ", governor performance, load 0.4"."""
        governor = f", governor {self.governor}" if self.governor else ""
        return governor + (f", load {self.load:g}" if self.load is not None else "")


@dataclass(frozen=True, slots=True)
class LayerKernel:
    """How one layer runs.

    kernel: the operator in the optimized graph, "" where none could be told to be the layer's own.
    stored_bits: of the weights in the file; resident_bits: of the weights that the runtime keeps in memory, which
    differ where it widens them while it loads; compute_bits: of the wider operand of the multiplication.
    integer: whether integers are multiplied. unpacks: whether weights are unpacked again at every run.
    shared_with: the layer whose kernel does this layer's work too, "" where it has its own.
    """

    key: str
    kernel: str
    stored_bits: int
    resident_bits: int
    compute_bits: int
    integer: bool
    unpacks: bool = False
    shared_with: str = ""

    @property
    def computes(self) -> str:
        """ "INT8", "FP32"; "" where no kernel is known."""
        return f"{'INT' if self.integer else 'FP'}{self.compute_bits}" if self.kernel else ""

    @property
    def saves_size_only(self) -> bool:
        """Whether weights narrower than 32 bits are multiplied as floats of 32: "W4 here saves size, not time"."""
        return bool(self.kernel) and not self.integer and self.stored_bits < self.compute_bits


@dataclass(frozen=True, slots=True)
class LayerTime:
    """Seconds of one layer in one inference: median over runs, 95 % interval of it. None where it shares a kernel.

    ``unpacking`` is the part of ``seconds`` in which weights are unpacked.
    """

    key: str
    seconds: float | None
    low: float | None = None
    high: float | None = None
    unpacking: float = 0.0


@dataclass(frozen=True, slots=True)
class OperatorTime:
    """Seconds of all kernels of one type in one inference."""

    op: str
    count: int
    seconds: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class BetweenTime:
    """A kernel that belongs to no layer: quantizing, reordering, pooling … ``node`` is a node of the graph or ""."""

    name: str
    op: str
    seconds: float
    node: str = ""


@dataclass(frozen=True)
class LayerProfile:
    """One recipe's kernels, timed on one device.

    kernel_seconds: median over runs of the sum of all kernels; latency: of the same model without the profiler;
    profiled_seconds: median of a whole run with it. ``overhead`` is what the profiler adds. Kernel times come in
    whole microseconds: a kernel of less than that may read 0.
    """

    recipe: str
    environment: Environment
    kernels: tuple[LayerKernel, ...]
    times: tuple[LayerTime, ...]
    operators: tuple[OperatorTime, ...]
    between: tuple[BetweenTime, ...]
    kernel_seconds: float
    profiled_seconds: float
    latency: Metric
    runs: int
    notes: tuple[str, ...] = field(default=())

    @cached_property
    def kernel_of(self) -> dict[str, LayerKernel]:
        return {kernel.key: kernel for kernel in self.kernels}

    @cached_property
    def time_of(self) -> dict[str, LayerTime]:
        return {time.key: time for time in self.times}

    @property
    def device(self) -> str:
        return self.environment.device

    @property
    def overhead(self) -> float:
        """By which fraction a run takes longer with the profiler than without."""
        return self.profiled_seconds / self.latency.value - 1 if self.latency.value else 0.0

    @cached_property
    def layer_seconds(self) -> float:
        return sum(time.seconds or 0.0 for time in self.times)

    @cached_property
    def between_seconds(self) -> float:
        return sum(time.seconds for time in self.between)

    def share(self, key: str) -> float | None:
        """The layer's part of all kernels' time, a fraction; None where it was not timed by itself."""
        time = self.time_of.get(key)
        whole = self.layer_seconds + self.between_seconds
        return None if time is None or time.seconds is None or not whole else time.seconds / whole


# ---- JSON ----


def profile_to_json(profile: LayerProfile) -> dict[str, Any]:
    """A JSON value that ``profile_from_json`` turns back into an equal profile."""
    value = {item.name: getattr(profile, item.name) for item in fields(profile)}
    for name in ("kernels", "times", "operators", "between"):
        value[name] = [list(asdict(row).values()) for row in value[name]]
    return {**value, "environment": asdict(profile.environment), "latency": profile.latency.to_json()}


def profile_from_json(value: Mapping[str, Any]) -> LayerProfile:
    """The inverse. Raises KeyError, TypeError or ValueError on a malformed value."""
    return LayerProfile(
        recipe=str(value["recipe"]),
        environment=Environment(**value["environment"]),
        kernels=tuple(LayerKernel(*row) for row in value["kernels"]),
        times=tuple(LayerTime(*row) for row in value["times"]),
        operators=tuple(OperatorTime(*row) for row in value["operators"]),
        between=tuple(BetweenTime(*row) for row in value["between"]),
        kernel_seconds=float(value["kernel_seconds"]),
        profiled_seconds=float(value["profiled_seconds"]),
        latency=Metric.from_json(value["latency"]),
        runs=int(value["runs"]),
        notes=tuple(value["notes"]),
    )
