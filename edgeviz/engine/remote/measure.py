"""Job: measure how long recipes take on a remote device."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np

from edgeviz.core.dataset import DataSpec
from edgeviz.core.device.host import Host
from edgeviz.core.errors import EdgeVizError
from edgeviz.core.metric import Evaluation, Metric, Provenance
from edgeviz.core.recipe import Recipe
from edgeviz.engine.measure import runtime
from edgeviz.engine.measure.latency import BUDGET, FEWEST, MOST, WARM_UP, median_interval
from edgeviz.engine.remote.connection import Answer, Connection, Limits
from edgeviz.engine.remote.failures import garbage
from edgeviz.engine.repair.ready import ready
from edgeviz.engine.session import Session, session
from edgeviz.jobs.context import Context

Array = np.ndarray[Any, Any]
_USUAL = Limits()


@dataclass(frozen=True)
class NodeTime:
    """Seconds of one node of onnxruntime's optimized graph, for one inference."""

    name: str
    operator: str
    seconds: float


@dataclass(frozen=True)
class Measured:
    """What a device answered for one model.

    ``times`` are seconds, one a run. ``output`` is the first output's beginning (at most 65,536 values, flat) with
    the SHA-256 of all of it; None where it is no tensor of numbers. ``environment`` is as before the first run.
    """

    times: tuple[float, ...]
    threads: int
    environment: Mapping[str, Any]
    after: Mapping[str, Any]
    output: Array | None
    shape: tuple[int, ...]
    sha256: str
    nodes: tuple[NodeTime, ...] = ()

    def device(self, host: Host) -> str:
        """As this machine's: CPU, threads, onnxruntime; with the name that the person gave it."""
        some = f"{self.threads} thread{'s' if self.threads > 1 else ''}"
        runtime_version = self.environment.get("onnxruntime", "")
        return f"{host.name}: {self.environment.get('cpu', '')} · {some} · onnxruntime {runtime_version}"

    def latency(self, host: Host, batch: int) -> Metric:
        median, low, high = median_interval(np.array(self.times))
        facts = [f"batch {batch}", f"median of {len(self.times)} runs", f"Python {self.environment.get('python', '')}"]
        if self.environment.get("governor"):
            facts.append(f"governor {self.environment['governor']}")
        if self.after.get("temperature"):
            facts.append(f"{self.after['temperature']:.0f} °C")
        if isinstance(self.environment.get("load"), float):
            facts.append(f"load {self.environment['load']:.2f}")
        return Metric(
            "latency", median, Provenance.MEASURED, low=low, high=high, samples=len(self.times),
            device=self.device(host), date=datetime.now(UTC).isoformat(timespec="seconds"), note=", ".join(facts),
        )  # fmt: skip


def measure_there(
    connection: Connection,
    model: bytes,
    feed: Mapping[str, Array],
    budget: float = BUDGET,
    profile: int = 0,
    most: int = MOST,
    report: Callable[[Answer], None] = lambda answer: None,
) -> Measured:
    """Time ``model`` for ``feed`` on the device of ``connection``; ``profile`` is how many runs are profiled.

    ``budget`` is in seconds, ``most`` the number of runs that ends it earlier.
    """
    arrays = {name: np.asarray(value, order="C") for name, value in feed.items()}
    header = {
        "model": len(model),
        "inputs": [
            {"name": name, "dtype": value.dtype.str, "shape": list(value.shape), "bytes": value.nbytes}
            for name, value in arrays.items()
        ],
        "threads": connection.host.threads,
        "config": {"session.qdq_matmulnbits_accuracy_level": "1"},
        "probe": _probe(),
        "warm_up": WARM_UP, "budget": budget, "fewest": FEWEST, "most": most, "profile": profile,
    }  # fmt: skip
    pieces = [model, *(value.tobytes() for value in arrays.values())]
    answer = connection.request(header, pieces, report)
    try:
        return _measured(answer, {**connection.environment, **answer["environment"]}, profile)
    except (KeyError, TypeError, ValueError) as error:
        raise garbage(connection.host, f"{type(error).__name__}: {error}") from error


def _measured(answer: Answer, environment: Answer, profile: int) -> Measured:
    times = tuple(float(one) for one in answer["times"])
    if not times or not np.isfinite(times).all() or min(times) <= 0:
        raise ValueError("times that are none")
    told = answer["output"]
    output = np.frombuffer(base64.b64decode(told["values"]), dtype=np.dtype(told["dtype"])) if told else None
    nodes = [
        NodeTime(name, str(node["operator"]), float(node["seconds"]) / max(1, profile))
        for name, node in answer.get("nodes", {}).items()
    ]
    return Measured(
        times, int(answer["threads"]), environment, answer["after"], output,
        tuple(told.get("shape", ())), str(told.get("sha256", "")), tuple(nodes),
    )  # fmt: skip


def _probe() -> Answer:
    model, shape, value, expected = runtime.saturation_probe()
    text = base64.b64encode(model).decode()
    return {"model": text, "name": "a", "shape": list(shape), "value": value, "expected": expected}


def run(
    context: Context,
    host: Host,
    path: str,
    data: DataSpec | None,
    recipes: Sequence[Recipe],
    limits: Limits = _USUAL,
) -> None:
    """Job: the latency of ``recipes`` on ``host``, an ``Evaluation`` with that one metric for each."""
    opened = session(path)
    for recipe in recipes:
        recipe.check(opened.graph.layer_index)
    context.progress(0, None, f"Connecting to {host.target}")
    with Connection(host, context.check, limits) as connection:
        context.log(_summary(connection.environment))
        for number, recipe in enumerate(recipes):
            measured, model, feed = measure_recipe(context, opened, connection, recipe, data, number, len(recipes))
            _compare(context, host, measured, model, feed)
            batch = max((len(value) for value in feed.values() if value.ndim), default=1)
            metric = measured.latency(host, batch)
            context.result(Evaluation(recipe, {}, created=metric.date, source="remote", elsewhere={host.name: metric}))


def measure_recipe(
    context: Context,
    opened: Session,
    connection: Connection,
    recipe: Recipe,
    data: DataSpec | None,
    number: int = 0,
    count: int = 1,
    profile: int = 0,
) -> tuple[Measured, bytes, Mapping[str, Array]]:
    """``recipe`` as it is exported, timed on the device of ``connection``: with the model's bytes and its inputs."""
    prepared = ready(opened, recipe, data, context.progress)
    model = prepared.exported().SerializeToString()
    sample = None if data is None else opened.data(data).validation.x[: opened.fixed_batch or 1]
    feed = opened.feed(sample, 1)
    host = connection.host.name
    steps = {
        "receive": f"Sending the model to {host}",
        "load": f"Loading on {host}",
        "measure": f"Measuring on {host}",
        "profile": f"Profiling on {host}",
    }

    def report(answer: Answer) -> None:
        done = float(answer["done"]) / max(1.0, float(answer["total"]))
        share = {"receive": 0.5 * done, "load": 0.5}.get(str(answer["stage"]), 0.5 + 0.5 * done)
        context.progress(number + share, count, steps.get(str(answer["stage"]), ""))

    return measure_there(connection, model, feed, profile=profile, report=report), model, feed


def difference(measured: Measured, model: bytes, feed: Mapping[str, Array]) -> float | None:
    """The largest difference of the device's output to this machine's, relative to the largest value here."""
    if measured.output is None:
        return None
    running = runtime.session(model)
    here = runtime.run(running, feed, [running.get_outputs()[0].name])[0]
    if not isinstance(here, np.ndarray) or here.shape != measured.shape:
        return None
    ours = here.reshape(-1)[: measured.output.size].astype(np.float64)
    if not ours.size:
        return 0.0
    size = max(float(np.abs(ours).max()), 1e-12)
    return float(np.abs(ours - measured.output.astype(np.float64)).max()) / size


def _compare(context: Context, host: Host, measured: Measured, model: bytes, feed: Mapping[str, Array]) -> None:
    try:
        found = difference(measured, model, feed)
    except EdgeVizError as error:
        context.log(f"Not compared with this machine: {error.what}", "warning")
        return
    if found is not None:
        level = "warning" if not found <= 0.05 else "info"
        context.log(f"The first output on {host.name} is within {found:.2g} of this machine's, relatively.", level)


def _summary(environment: Answer) -> str:
    return (
        f"{environment.get('cpu', '')}, {environment.get('cores', '?')} cores, Python {environment.get('python', '')}, "
        f"numpy {environment.get('numpy', '')}, onnxruntime {environment.get('onnxruntime', '')}"
    )
