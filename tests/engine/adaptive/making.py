"""Adaptive models of the bundled digits network, made small and once for each request."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from edgeviz.core.adaptive.model import AdaptiveModel
from edgeviz.core.adaptive.request import AdaptRequest, How
from edgeviz.core.dataset import DataSpec
from edgeviz.core.training import TrainSpec
from edgeviz.engine.adaptive import bundle, common
from edgeviz.engine.adaptive.job import run
from edgeviz.engine.data.guess import guess_for_model
from edgeviz.engine.session import session
from edgeviz.jobs.context import Context, Untracked
from edgeviz.jobs.events import Event, Sample
from edgeviz.resources import resource

DEMO = str(resource("demo", "digits.onnx"))
SPEC = TrainSpec(epochs=1, batch=64, rate=5e-4)
SAMPLES = 500


@cache
def data() -> DataSpec:
    return replace(guess_for_model(session(DEMO).graph), validation=200)


def request(how: How, **more: Any) -> AdaptRequest:
    return AdaptRequest(**({"how": how, "spec": SPEC, "samples": SAMPLES} | more))


class Recorder(Context):
    """Keeps the events; cancelled once the loss was told so many times."""

    def __init__(self, losses: int = 1 << 40) -> None:
        self.events: list[Event] = []
        self.left = losses
        super().__init__("job", self._keep, lambda: self.left <= 0)

    def _keep(self, event: Event) -> None:
        self.events.append(event)
        if isinstance(event, Sample) and event.name == "loss":
            self.left -= 1


def make(how: How, folder: Path, context: Context | None = None, resume: bool = False, **more: Any) -> AdaptiveModel:
    return run(context or Untracked(), DEMO, data(), request(how, **more), str(folder), resume=resume)


def ground(how: How, folder: Path) -> common.Ground:
    folder.mkdir(parents=True, exist_ok=True)
    return common.Ground(Untracked(), session(DEMO), data(), request(how), folder)


def samples() -> tuple[np.ndarray, np.ndarray]:
    """x and labels of the validation split."""
    split = session(DEMO).data(data()).validation
    return split.x, split.y


def bundled(model: AdaptiveModel, folder: Path, **more: Any) -> Path:
    bundle.run(Untracked(), model, str(folder), **more)
    return folder


def example(folder: Path, x: np.ndarray, *options: str) -> list[dict[str, str]]:
    """What the bundle's own program prints for ``x``, in a process that does not find edgeviz."""
    import csv

    file = folder.parent / "x.npy"
    np.save(file, x)
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    found = subprocess.run(
        [sys.executable, "-P", str(folder / "run.py"), str(file), *options],
        capture_output=True, text=True, cwd=folder.parent, env=environment, timeout=300, check=False,
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    return list(csv.DictReader(found.stdout.splitlines()))


def agrees(model: AdaptiveModel, number: int, rows: Sequence[dict[str, str]], labels: np.ndarray) -> None:
    """What the example printed for the first samples is what was recorded of the point."""
    point = model.points[number]
    count = len(rows)
    right = np.array([int(row["class"]) for row in rows]) == labels[:count]
    assert np.array_equal(right, point.correct[:count])
    assert point.confidence is not None
    told = np.array([float(row["confidence"]) for row in rows])
    assert np.allclose(told, point.confidence[:count], atol=1e-4)
