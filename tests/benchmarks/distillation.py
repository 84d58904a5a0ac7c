"""Distillation on CIFAR-10: soft targets against none, the temperature, FitNets for a thin and deep student.

Students are cut from the ResNet-20 and start from new weights; the teacher is a ResNet-56. All arms of a seed start
from the same weights and see the same images in the same order. The accuracy is that of the test images, which took no
part; the best epoch is chosen by training images that are held out. "over seeds": Student's t for the paired
differences; "over images": bootstrap of the images on which the two disagree, all seeds together.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from math import sqrt
from typing import Any

from tests.benchmarks.table import show
from tests.material import MATERIAL

PREPARATION = {"scale": 1 / 255, "mean": (0.485, 0.456, 0.406), "std": (0.229, 0.224, 0.225)}
SAMPLES, EPOCHS, BATCH, SEEDS = 2000, 12, 32, (0, 1, 2)
TEMPERATURES = (1.0, 2.0, 4.0, 16.0)
#: The last tensors of the middle stage.
HINT = ("layer2.8.relu_1", "layer2.2.relu_1")
STUDENTS = {"shallow": {"depth": 0.0, "width": 0.5}, "deep": {"depth": 1.0, "width": 0.25}}


class Lab:
    """Runs each arm once for each seed and keeps what came of it."""

    def __init__(self, samples: int, epochs: int, seeds: Sequence[int]) -> None:
        from edgeviz.engine.data.guess import guess
        from edgeviz.engine.session import session

        self.path = str(MATERIAL / "models" / "cifar_resnet20.onnx")
        self.teacher = str(MATERIAL / "models" / "cifar_resnet56.onnx")
        found = guess(str(MATERIAL / "data" / "cifar10_dev.npz"), session(self.path).graph)
        self.data = replace(found, **PREPARATION, validation=2000)  # type: ignore[arg-type]
        self.samples, self.epochs, self.seeds = samples, epochs, seeds
        self.found: dict[str, list[Any]] = {}
        self.seconds: dict[str, float] = {}

    def run(self, name: str, student: dict[str, float], distillation: Any) -> None:
        from edgeviz.core.train_request import Start, Student, TrainedModel, TrainRequest
        from edgeviz.core.training import TrainSpec
        from edgeviz.engine.train import job
        from edgeviz.jobs.context import Untracked

        kept: list[Any] = []

        class Collected(Untracked):
            def result(self, payload: object) -> None:
                if isinstance(payload, TrainedModel):
                    kept.append(payload)

        begun = time.perf_counter()
        for seed in self.seeds:
            request = TrainRequest(
                spec=TrainSpec(epochs=self.epochs, batch=BATCH, rate=3e-3, seed=seed),
                student=Student(**student, start=Start.RANDOM),  # type: ignore[arg-type]
                distillation=distillation,
                samples=self.samples,
            )
            folder = tempfile.mkdtemp()
            try:
                job.run(Collected(), self.path, self.data, request, folder)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
        self.found[name] = kept
        self.seconds[name] = (time.perf_counter() - begun) / len(self.seeds)
        print(f"  {name}: {self.seconds[name]:.0f} s a run", file=sys.stderr, flush=True)

    def accuracies(self, name: str) -> list[float]:
        return [100 * trained.evaluations[0].metrics["accuracy"].value for trained in self.found[name]]

    def row(self, name: str, base: str) -> list[str]:
        own = self.accuracies(name)
        cells = [name, f"{statistics.mean(own):.1f}", " ".join(f"{value:.1f}" for value in own)]
        if name == base:
            return [*cells, "", "", "", f"{self.seconds[name]:.0f}"]
        differences = [a - b for a, b in zip(own, self.accuracies(base), strict=True)]
        mean = statistics.mean(differences)
        return [
            *cells,
            f"{mean:+.1f}",
            self._over_seeds(differences),
            self._over_images(name, base),
            f"{self.seconds[name]:.0f}",
        ]

    @staticmethod
    def _over_seeds(differences: Sequence[float]) -> str:
        from scipy.stats import t

        if len(differences) < 2:
            return "one seed"
        half = t.ppf(0.975, len(differences) - 1) * statistics.stdev(differences) / sqrt(len(differences))
        mean = statistics.mean(differences)
        return f"{mean - half:+.1f} … {mean + half:+.1f}"

    def _over_images(self, name: str, base: str) -> str:
        from edgeviz.core.statistics import paired_bootstrap

        gained = lost = samples = 0
        for one, other in zip(self.found[name], self.found[base], strict=True):
            _, more, less, _ = one.evaluations[0].outcomes.table(other.evaluations[0].outcomes)
            gained, lost, samples = gained + more, lost + less, samples + one.evaluations[0].outcomes.samples
        low, high = paired_bootstrap(gained, lost, samples)
        return f"{100 * low:+.1f} … {100 * high:+.1f}"


def main(quick: bool = False) -> None:
    if not MATERIAL.exists():
        print("needs the test material", file=sys.stderr)
        return
    from edgeviz.core.train_request import Distillation, Method

    lab = Lab(1000, 2, SEEDS[:2]) if quick else Lab(SAMPLES, EPOCHS, SEEDS)
    teachers = (lab.teacher,)

    def soft(temperature: float) -> Distillation:
        return Distillation(teachers=teachers, temperature=temperature)

    header = ["", "accuracy %", "by seed", "difference", "95 % over seeds", "95 % over images", "s a run"]
    lab.run("shallow, no teacher", STUDENTS["shallow"], None)
    for temperature in TEMPERATURES if not quick else (4.0,):
        lab.run(f"shallow, T {temperature:g}", STUDENTS["shallow"], soft(temperature))
    lab.run("deep, no teacher", STUDENTS["deep"], None)
    lab.run("deep, T 4", STUDENTS["deep"], soft(4.0))
    hint = Distillation(Method.HINT, teachers, pairs=(HINT,), hint_epochs=1 if quick else 3)
    lab.run("deep, FitNets", STUDENTS["deep"], hint)
    macs = {name: lab.found[f"{name}, no teacher"][0].graph for name in STUDENTS}
    sizes = "; ".join(f"{name}: {g.macs / 1e6:.2f} M MACs, {g.parameters:,} parameters" for name, g in macs.items())
    print(
        f"{lab.samples:,} training images, {lab.epochs} epochs, batches of {BATCH}, α 0.9, seeds {lab.seeds}; {sizes}"
    )
    if quick:
        print("Quick: too few images and epochs to conclude anything.")
    for kind in STUDENTS:
        base = f"{kind}, no teacher"
        show(header, [lab.row(name, base) for name in lab.found if name.startswith(kind)])
        print()
    if not quick:
        print("FitNets against soft targets alone:")
        show(header, [lab.row(name, "deep, T 4") for name in ("deep, T 4", "deep, FitNets")])
