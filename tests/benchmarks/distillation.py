"""Distillation on CIFAR-10: soft targets against none, few labels with many unlabelled images, FitNets, temperature.

Students are cut from the ResNet-20 and start from new weights. The teachers are published networks that were trained on
the 50,000 training images, ours among them: a teacher of one's own would know less. All arms of a seed start from the
same weights and see the same images in the same order. The accuracy is that of 2,000 test images, which took no part;
the best epoch is chosen by a tenth of each arm's training images, which is held out. "over seeds": Student's t for the
paired differences; "over images": bootstrap of the images on which the two disagree, all seeds together.

Few labels: a student of 500 labelled images against one that learns the outputs of two teachers on all 8,000, whose
labels it is not told (Buciluă et al. 2006; they choose the epoch only), or on those 500 and made up ones (MUNGE).
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any

from tests.benchmarks.table import show
from tests.material import MATERIAL

PREPARATION = {"scale": 1 / 255, "mean": (0.485, 0.456, 0.406), "std": (0.229, 0.224, 0.225)}
SEEDS = (0, 1, 2)
#: Of these a tenth is held out; 0 takes all 8,000.
FEW, ALL = 500, 0
#: The last tensors of the middle stage of the ResNet-20, and of the student that has its depth.
HINT = ("layer2.2.relu_1", "layer2.2.relu_1")
SHALLOW, DEEP = {"depth": 0.0, "width": 0.5}, {"depth": 1.0, "width": 0.25}
HEADER = ["", "accuracy %", "by seed", "difference", "95 % over seeds", "95 % over images", "held out %", "s a run"]


@dataclass(frozen=True)
class Arm:
    """One way of training, which is run for each seed."""

    name: str
    student: dict[str, float]
    epochs: int
    distillation: Any = None
    samples: int = ALL
    augmented: bool = False


@dataclass(frozen=True)
class Run:
    accuracy: float
    held_out: float
    outcomes: Any
    seconds: float
    size: str


class Lab:
    """Runs arms and keeps what came of them."""

    def __init__(self, seeds: Sequence[int], images: int = 2000) -> None:
        from edgeviz.engine.data.guess import guess
        from edgeviz.engine.session import session

        self.path = str(MATERIAL / "models" / "cifar_resnet20.onnx")
        self.larger = str(MATERIAL / "models" / "cifar_resnet56.onnx")
        found = guess(str(MATERIAL / "data" / "cifar10_dev.npz"), session(self.path).graph)
        self.data = replace(found, **PREPARATION, validation=images)  # type: ignore[arg-type]
        self.seeds = seeds
        self.found: dict[tuple[str, int], Run] = {}

    def compare(self, arms: Sequence[Arm]) -> None:
        """Run all ``arms``, seed by seed, and print their table; the first one is what the others are held against."""
        for seed in self.seeds:
            for arm in arms:
                self.run(arm, seed)
        show(HEADER, [self.row(arm.name, arms[0].name) for arm in arms])
        print(flush=True)

    def run(self, arm: Arm, seed: int) -> None:
        from edgeviz.core.train_request import Augmentation, Start, Student, TrainedModel, TrainRequest
        from edgeviz.core.training import TrainSpec
        from edgeviz.engine.train import job
        from edgeviz.jobs.context import Untracked

        kept: list[TrainedModel] = []

        class Collected(Untracked):
            def result(self, payload: object) -> None:
                if isinstance(payload, TrainedModel):
                    kept.append(payload)

        request = TrainRequest(
            spec=TrainSpec(epochs=arm.epochs, batch=64, rate=3e-3, seed=seed),
            student=Student(**arm.student, start=Start.RANDOM),  # type: ignore[arg-type]
            distillation=arm.distillation,
            augmentation=Augmentation(flip=True, crop=4) if arm.augmented else Augmentation(),
            samples=arm.samples,
        )
        begun = time.perf_counter()
        folder = tempfile.mkdtemp()
        try:
            job.run(Collected(), self.path, self.data, request, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        (made,) = kept
        evaluation = made.evaluations[0]
        self.found[arm.name, seed] = Run(
            100 * evaluation.metrics["accuracy"].value,
            100 * made.accuracies[made.best],
            evaluation.outcomes,
            time.perf_counter() - begun,
            f"{made.graph.macs / 1e6:.2f} M MACs, {made.graph.parameters:,} parameters",
        )
        run = self.found[arm.name, seed]
        text = f"{run.accuracy:.2f} % (held out {run.held_out:.2f} %), epoch {made.best + 1} of {len(made.accuracies)}"
        print(f"  {arm.name}, seed {seed}: {text}, {run.seconds:.0f} s; {run.size}", file=sys.stderr, flush=True)

    def row(self, name: str, base: str) -> list[str]:
        own, other = self._runs(name), self._runs(base)
        cells = [name, f"{statistics.mean(r.accuracy for r in own):.1f}", " ".join(f"{r.accuracy:.1f}" for r in own)]
        ends = [f"{statistics.mean(r.held_out for r in own):.1f}", f"{statistics.mean(r.seconds for r in own):.0f}"]
        if name == base:
            return [*cells, "", "", "", *ends]
        differences = [a.accuracy - b.accuracy for a, b in zip(own, other, strict=True)]
        mean = statistics.mean(differences)
        return [*cells, f"{mean:+.1f}", _over_seeds(differences), _over_images(own, other), *ends]

    def _runs(self, name: str) -> list[Run]:
        return [self.found[name, seed] for seed in self.seeds]


def _over_seeds(differences: Sequence[float]) -> str:
    from scipy.stats import t

    if len(differences) < 2:
        return "one seed"
    half = t.ppf(0.975, len(differences) - 1) * statistics.stdev(differences) / sqrt(len(differences))
    mean = statistics.mean(differences)
    return f"{mean - half:+.1f} … {mean + half:+.1f}"


def _over_images(own: Sequence[Run], other: Sequence[Run]) -> str:
    from edgeviz.core.statistics import paired_bootstrap

    gained = lost = samples = 0
    for one, base in zip(own, other, strict=True):
        _, more, less, _ = one.outcomes.table(base.outcomes)
        gained, lost, samples = gained + more, lost + less, samples + one.outcomes.samples
    low, high = paired_bootstrap(gained, lost, samples)
    return f"{100 * low:+.1f} … {100 * high:+.1f}"


def groups(lab: Lab) -> dict[str, list[Arm]]:
    """What is compared, by what is said above the table."""
    from edgeviz.core.train_request import Distillation, Method

    one, two = (lab.path,), (lab.path, lab.larger)
    outputs = Distillation(Method.LOGITS, two)
    made_up = Distillation(Method.LOGITS, two, synthetic=6750)

    def soft(temperature: float, alpha: float = 0.9) -> Distillation:
        return Distillation(teachers=one, temperature=temperature, alpha=alpha)

    hint = Distillation(Method.HINT, one, pairs=(HINT,), hint_epochs=6)
    return {
        "few labels, teachers ResNet-20 and ResNet-56; shallow student of half the width": [
            Arm("500 labels, no teacher, flip and crop", SHALLOW, 60, None, FEW, True),
            Arm("teachers' outputs on all, no labels", SHALLOW, 12, outputs),
            Arm("teachers' outputs on 500 and 6,750 made up", SHALLOW, 12, made_up, FEW),
        ],
        "1,000 labels, flip and crop, teacher ResNet-20; shallow student of half the width": [
            Arm("1,000 labels, no teacher", SHALLOW, 40, None, 2 * FEW, True),
            Arm("1,000 labels, T 4, α 0.9", SHALLOW, 40, soft(4.0), 2 * FEW, True),
            Arm("1,000 labels, T 4, α 0.5", SHALLOW, 40, soft(4.0, 0.5), 2 * FEW, True),
        ],
        "all labels, flip and crop, teacher ResNet-20; shallow student of half the width": [
            Arm("no teacher", SHALLOW, 10, None, ALL, True),
            Arm("T 4, α 0.9", SHALLOW, 10, soft(4.0), ALL, True),
            Arm("T 4, α 0.5", SHALLOW, 10, soft(4.0, 0.5), ALL, True),
        ],
        "FitNets, 1,000 labels, teacher ResNet-20; student as deep, a quarter of the width": [
            Arm("deep, no teacher", DEEP, 25, None, 2 * FEW),
            Arm("deep, T 4", DEEP, 25, soft(4.0), 2 * FEW),
            Arm("deep, FitNets, 6 epochs of the hint first", DEEP, 25, hint, 2 * FEW),
        ],
        "the temperature, all labels, teacher ResNet-20, α 0.9; shallow student of half the width": [
            Arm("shallow, no teacher", SHALLOW, 8),
            *(Arm(f"shallow, T {t:g}", SHALLOW, 8, soft(t)) for t in (1.0, 2.0, 4.0, 16.0)),
        ],
    }


def main(quick: bool = False) -> None:
    if not MATERIAL.exists():
        print("needs the test material", file=sys.stderr)
        return
    lab = Lab(SEEDS[:2], 500) if quick else Lab(SEEDS)
    for title, arms in groups(lab).items():
        print(f"{title}; batches of 64, seeds {lab.seeds}, epochs {', '.join(str(arm.epochs) for arm in arms)}")
        if quick:
            print("Quick: 1,000 images at most and 2 epochs: too few to conclude anything.")
            arms = [replace(arm, epochs=2, samples=arm.samples or 1000) for arm in arms]
        lab.compare(arms)
