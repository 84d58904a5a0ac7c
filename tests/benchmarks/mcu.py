"""MLPerf Tiny on an STM32L4R5: the model's latency and energy beside the published ones, and against a power trace.

The published figures (MLPerf Tiny v1.0) are those the profile's constants were taken from, so agreeing with them says
little. Hence the second table: one net's figures fix the rate and the power, and the other net is predicted.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from edgeviz.core.device.demand import demand, joules, times
from edgeviz.core.device.profile import Device, Sourced
from edgeviz.core.graph import Layer, ModelGraph, Node, Tensor
from edgeviz.core.metric import Provenance
from edgeviz.core.recipe import uniform
from edgeviz.engine.load.open import open_model
from edgeviz.project.devices import load_profiles
from tests.benchmarks.table import show
from tests.material import MATERIAL

KEY = "stm32l4r5"
#: Widths of MLPerf Tiny's anomaly detection autoencoder, from input to output.
ANOMALY = (640, 128, 128, 128, 128, 8, 128, 128, 128, 128, 640)
TRACE = Path(MATERIAL) / "ref" / "power_trace_L4R5ZI_100Hz.csv"


@dataclass(frozen=True)
class Published:
    """MLPerf Tiny v1.0 on an STM32L4R5: inferences per second and joules per inference."""

    name: str
    graph: ModelGraph
    rate: float
    joules: float

    @property
    def seconds(self) -> float:
        return 1 / self.rate

    @property
    def watts(self) -> float:
        return self.joules * self.rate


def dense(widths: Sequence[int]) -> ModelGraph:
    """Linear layers with biases and a Relu behind all but the last."""
    tensors = {"x0": Tensor("x0", "float32", ("N", widths[0]))}
    nodes, layers = [], []
    source = "x0"
    for at, (before, after) in enumerate(pairwise(widths)):
        name, target, is_last = f"dense{at}", f"y{at}", at == len(widths) - 2
        weight, bias = f"{name}.weight", f"{name}.bias"
        tensors[weight] = Tensor(weight, "float32", (before, after), True)
        tensors[bias] = Tensor(bias, "float32", (after,), True)
        tensors[target] = Tensor(target, "float32", ("N", after))
        macs = before * after
        nodes.append(Node(name, "Gemm", (source, weight, bias), (target,), macs=macs))
        end = target
        if not is_last:
            end = f"x{at + 1}"
            tensors[end] = Tensor(end, "float32", ("N", after))
            nodes.append(Node(f"relu{at}", "Relu", (target,), (end,)))
        layers.append(
            Layer(
                name, name, "Gemm", "Linear", weight, (before, after), 1, source, end, bias, after,
                macs, ("N", before), ("N", after),
            )
        )  # fmt: skip
        source = end
    return ModelGraph("anomaly", "onnx", ("x0",), (source,), tuple(nodes), tensors, tuple(layers))


def nets() -> tuple[Published, Published]:
    """The key-word net as in the material, and the anomaly net."""
    words = open_model(Path(MATERIAL) / "models" / "mlperf_kws_dscnn.onnx")
    return (
        Published("key words", words, 13.32, 3372e-6),
        Published("anomaly", dense(ANOMALY), 131.95, 323e-6),
    )


def modelled(net: Published, device: Device) -> tuple[float, float]:
    """Seconds and joules of one inference with 8-bit weights and activations."""
    keys = [layer.key for layer in net.graph.layers]
    found = times(demand(net.graph, uniform(keys, 8, 8)), device)
    energy = joules(found)
    assert energy is not None
    return found.total, energy


def fitted(net: Published, device: Device) -> Device:
    """``device`` with the 8-bit rate and the static power at which ``net`` takes what is published for it.

    Both are found by bisection: latency falls with the rate, energy rises with the power.
    """

    def at_rate(rate: float) -> Device:
        efficiency = Sourced(1.0, Provenance.ASSUMED)
        return replace(device, rates={**device.rates, 8: Sourced(rate, Provenance.ASSUMED)}, efficiency=efficiency)

    low, high = 1e5, 1e10
    for _ in range(80):
        middle = (low * high) ** 0.5
        low, high = (middle, high) if modelled(net, at_rate(middle))[0] > net.seconds else (low, middle)
    found = at_rate(high)
    assert found.energy is not None
    # Energy is linear in the static power: two points give the line.
    values = []
    for watts in (0.0, 1.0):
        energy = replace(found.energy, static_power=Sourced(watts, Provenance.ASSUMED))
        values.append(modelled(net, replace(found, energy=energy))[1])
    watts = max(0.0, (net.joules - values[0]) / (values[1] - values[0]))
    return replace(found, energy=replace(found.energy, static_power=Sourced(watts, Provenance.ASSUMED)))


def trace() -> dict[str, np.ndarray]:
    """Milliwatts at 100 Hz by benchmark (the unit is inferred)."""
    found: dict[str, list[float]] = {}
    with TRACE.open(newline="", encoding="utf-8") as file:
        for row in list(csv.reader(file))[1:]:
            found.setdefault(row[0], []).append(float(row[2]))
    return {name: np.array(values) for name, values in found.items()}


def running(power: np.ndarray) -> tuple[np.ndarray, float]:
    """What is drawn while inferences run, and the level from which on they do.

    Two clusters (Lloyd's algorithm in one dimension, from near the extremes): the traces dip for a few per cent of
    their time, between windows of inferences, and no mark in them says where.
    """
    low, high = (float(value) for value in np.percentile(power, [2, 98]))
    for _ in range(100):
        level = (low + high) / 2
        new = (float(power[power < level].mean()), float(power[power >= level].mean()))
        if new == (low, high):
            break
        low, high = new
    return power[power >= level], level


def percent(found: float, published: float) -> str:
    return f"{100 * (found / published - 1):+.1f} %"


def main() -> None:
    device, both = load_profiles().shipped[KEY], nets()
    rows = []
    for net in both:
        seconds, energy = modelled(net, device)
        rows.append(_row(net, "as shipped", device, seconds, energy))
    for other, net in (both[::-1], both):
        one = fitted(other, device)
        seconds, energy = modelled(net, one)
        rows.append(_row(net, f"fitted on {other.name}", one, seconds, energy))
    header = ["net", "MACs", "constants", "8-bit rate", "static", "latency", "published", "error"]
    show([*header, "energy", "published", "error"], rows)
    load = device.load_power
    assert load is not None
    rows = []
    print("\nThe trace is of v0.7, the profile's load power from v1.0 figures; the trace's unit is inferred.\n")
    for name, power in trace().items():
        found, level = running(power)
        rows.append(
            [
                name,
                f"{len(power) / 100:.0f} s",
                f"{power.mean():.1f} mW",
                f"{level:.1f} mW",
                f"{100 * len(found) / len(power):.0f} %",
                f"{found.mean():.1f} mW",
                f"{load.value * 1e3:.1f} mW",
                percent(load.value * 1e3, float(found.mean())),
            ]
        )
    show(["trace", "length", "mean", "runs above", "of the time", "mean then", "profile", "error of the profile"], rows)


def _row(net: Published, how: str, device: Device, seconds: float, energy: float) -> list[str]:
    assert device.energy is not None
    return [
        net.name,
        f"{net.graph.macs / 1e6:.3f} M",
        how,
        f"{device.speed(8) / 1e6:.2f} MMAC/s",
        f"{device.energy.static_power.value * 1e3:.1f} mW",
        f"{seconds * 1e3:.2f} ms",
        f"{net.seconds * 1e3:.2f} ms",
        percent(seconds, net.seconds),
        f"{energy * 1e6:.0f} µJ",
        f"{net.joules * 1e6:.0f} µJ",
        percent(energy, net.joules),
    ]
