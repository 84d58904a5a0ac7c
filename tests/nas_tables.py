"""Search spaces whose every architecture was trained by others: what a search finds can be held against the best.

NAS-Bench-201: 15,625 cells, CIFAR-10 validation accuracy after the short schedule of 12 epochs, latencies on
devices (the tables that come with HELP). NAS-Bench-Macro: 6,561 networks, CIFAR-10 test accuracy, mean of three
trainings, and multiply-accumulates, for want of a latency.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.nas.reward import SOFT, Goal, Reward
from edgeviz.core.nas.space import Space
from edgeviz.core.nas.space_table import space_from_text
from edgeviz.core.nas.trial import Trial
from edgeviz.resources import resource
from tests.material import MATERIAL

#: Columns of NAS-Bench-201. Eyeriss, a simulated accelerator, stands in for the edge TPU, which has no column.
DEVICES = ("raspi4", "pixel3", "eyeriss", "fpga")
MACRO = "macro"
#: pixel3 without what its measurements have of their own.
EXPECTED = "pixel3 expected"


def shipped(key: str) -> Space:
    """A space of the resources."""
    return space_from_text(key, resource("spaces", f"{key}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Table:
    """Evaluates by looking up. accuracy: fractions; cost: seconds or MACs; a row for each key."""

    name: str
    space: Space
    cost_name: str
    rows: Mapping[str, int]
    accuracy: NDArray[np.float64]
    cost: NDArray[np.float64]
    trials: Mapping[str, Trial]

    def goal(self, quantile: float = 0.5, exponents: tuple[float, float] = SOFT) -> Goal:
        """The target is the cost that this share of all architectures meet."""
        reward = Reward(float(np.quantile(self.cost, quantile)), *exponents, cost=self.cost_name)
        return Goal(reward, ("accuracy", self.cost_name))

    @property
    def costs(self) -> NDArray[np.float64]:
        """Both objectives of every row, smaller being better."""
        return np.column_stack([-self.accuracy, self.cost])


def _table(
    name: str, space: Space, cost_name: str, entries: Mapping[str, tuple[float, float]], provenance: Provenance
) -> Table:
    trials = {
        key: Trial(
            key,
            {
                "accuracy": Metric("accuracy", accuracy, Provenance.MEASURED),
                cost_name: Metric(cost_name, cost, provenance, device=name),
            },
        )
        for key, (accuracy, cost) in entries.items()
    }
    values = np.array(list(entries.values()))
    rows = {key: row for row, key in enumerate(entries)}
    return Table(name, space, cost_name, rows, values[:, 0], values[:, 1], trials)


@cache
def _cells() -> tuple[dict[str, str], ...]:
    with gzip.open(MATERIAL / "ref" / "nasbench201_acc_latency.csv.gz", "rt", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@cache
def nasbench201(device: str) -> Table:
    space = shipped("nasbench201")
    names = [choice.name for choice in space.choices]
    entries = {}
    for cell in _cells():
        operators = [edge.split("~")[0] for edge in cell["cell"].replace("+", "").split("|") if edge]
        key = space.encode(dict(zip(names, operators, strict=True))).key
        entries[key] = (float(cell["cifar10-val"]) / 100, float(cell[f"ms_{device}"]) / 1e3)
    provenance = Provenance.MODELLED if device == "eyeriss" else Provenance.MEASURED
    return _table(device, space, "latency", entries, provenance)


@cache
def expected(device: str) -> Table:
    """NAS-Bench-201 with the latency that its other 27 devices make one expect of ``device``.

    The logarithm of its latency, fitted by those of the others: least squares, in which what is off by more than a
    (robust) standard deviation counts less (Huber 1964). So the outliers of its own measurements are gone.
    """
    cells = _cells()
    names = [name for name in cells[0] if name.startswith("ms_")]
    logs = np.log([[float(cell[name]) for name in names] for cell in cells])
    own = names.index(f"ms_{device}")
    inputs = np.column_stack([np.delete(logs, own, axis=1), np.ones(len(logs))])
    weight = np.ones(len(logs))
    for _ in range(10):
        root = np.sqrt(weight)
        found = inputs @ np.linalg.lstsq(inputs * root[:, None], logs[:, own] * root, rcond=None)[0]
        off = np.abs(logs[:, own] - found)
        weight = 1 / np.maximum(1, off / (1.4826 * np.median(off)))
    measured = nasbench201(device)
    entries = {
        key: (float(measured.accuracy[row]), float(latency) / 1e3)
        for (key, row), latency in zip(measured.rows.items(), np.exp(found), strict=True)
    }
    return _table(device, measured.space, "latency", entries, Provenance.MODELLED)


@cache
def macro() -> Table:
    with gzip.open(MATERIAL / "ref" / "nas-bench-macro_cifar10.json.gz", "rt", encoding="utf-8") as file:
        found = json.load(file)
    entries = {key: (entry["mean_acc"] / 100, float(entry["flops"])) for key, entry in found.items()}
    return _table(MACRO, shipped("nasbench_macro"), "macs", entries, Provenance.MODELLED)


def table(name: str) -> Table:
    """By a device of NAS-Bench-201, ``EXPECTED`` or ``MACRO``."""
    if name == EXPECTED:
        return expected(name.split()[0])
    return macro() if name == MACRO else nasbench201(name)
