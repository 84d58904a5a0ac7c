"""A search in a stated budget against hand-made networks of equal measured latency, after equal training, 3 seeds.

Regularized evolution with the hard reward at the latency of a MobileNetV2-like network, measured in onnxruntime, every
candidate trained for a few epochs and judged by samples held out. The ResNet-like network is the one whose depth and
width bring it nearest to that latency. All three are then trained alike from new weights on more samples, and compared
on test images that took no part. Latencies are measured again in turns at the end.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from tests.benchmarks import nas_common
from tests.benchmarks.table import show

CANDIDATES, SAMPLES, EPOCHS = 64, 3000, 4
FULL_SAMPLES, FULL_EPOCHS, SEEDS = 8000, 8, (1, 2, 3)


def main(quick: bool = False) -> None:
    if not nas_common.ready():
        return
    from edgeviz.core.nas.hand_made import hand_made
    from edgeviz.core.nas.request import Costing, Evaluating, SearchRequest
    from edgeviz.core.nas.reward import HARD, Goal, Reward
    from edgeviz.core.nas.samplers import make
    from edgeviz.core.timing import Timing
    from edgeviz.core.training import TrainSpec
    from edgeviz.engine.nas.candidate import Task, evaluate

    count = 16 if quick else CANDIDATES
    samples, epochs = (1000, 3) if quick else (SAMPLES, EPOCHS)
    full_samples, full_epochs, seeds = (2000, 4, SEEDS) if quick else (FULL_SAMPLES, FULL_EPOCHS, SEEDS)
    space, data = nas_common.space(), nas_common.data()
    mobile = hand_made(space)["MobileNetV2-like"]
    kinds = [hand_made(space, layers, width)["ResNet-like"] for layers in (1, 2, 3) for width in (0.5, 0.75, 1.0, 1.5)]
    times = measured(space, [mobile, *kinds], 3)
    target = times[0]
    resnet = kinds[int(np.argmin(np.abs(np.log(times[1:] / target))))]
    train = TrainSpec(epochs=epochs, batch=32, rate=5e-3)
    request = SearchRequest(
        space,
        Goal(Reward(target, *HARD)),
        trials=count,
        evaluating=Evaluating(train=train, samples=samples, validation=1000),
        costing=Costing(timing=Timing(1, 1, 0.1)),
    )
    sampler = make("evolution", space, request.goal, seed=0)
    begun, spent = time.monotonic(), time.process_time()
    trials: list[Any] = []
    while len(trials) < count:
        batch = sampler.ask_many(min(8, count - len(trials)))
        found = [evaluate(Task(request, one.key, 1000 + len(trials), epochs, data)).trial for one in batch]
        sampler.tell_many(found)
        trials += found
    spent, wall = time.process_time() - spent, time.monotonic() - begun
    known = [one for one in trials if not one.failed]
    best = max(known, key=lambda one: request.goal.score(one.metrics))
    print(
        f"Target {target * 1e6:.0f} µs. {count} candidates ({len(trials) - len(known)} failed), {samples:,} samples "
        f"and {epochs} epochs each: {spent / 60:.1f} min of processor, {wall / 60:.1f} min by the clock."
    )
    nets = {"found": space.decode(best.key), "MobileNetV2-like": mobile, "ResNet-like": resnet}
    again = measured(space, list(nets.values()), 9)
    accuracies = {
        name: [full(space, one.key, data, seed, full_samples, full_epochs) for seed in seeds]
        for name, one in nets.items()
    }
    rows = []
    for (name, one), seconds in zip(nets.items(), again, strict=True):
        _, macs, parameters = accuracies[name][0]
        right = np.array([row[0] for row in accuracies[name]])
        spread = f" ± {right.std(ddof=1):.1%}" if len(right) > 1 else ""
        rows.append(
            [name, one.key, f"{seconds * 1e6:.0f} µs", f"{macs / 1e6:.2f} M", f"{parameters / 1e3:.1f} k",
             f"{right.mean():.1%}{spread}", " ".join(f"{value:.1%}" for value in right)]
        )  # fmt: skip
    print(f"\nTrained on {full_samples:,} samples for {full_epochs} epochs, {len(seeds)} seeds; 2,000 test images:")
    show(["network", "key", "latency", "MACs", "parameters", "accuracy", "by seed"], rows)


def full(space: Any, key: str, data: Any, seed: int, samples: int, epochs: int) -> tuple[float, float, float]:
    """Accuracy on the test images, MACs and parameters."""
    from edgeviz.core.train_request import Augmentation
    from edgeviz.core.training import TrainSpec
    from edgeviz.engine.nas import open as opening
    from edgeviz.jobs.context import Untracked

    with tempfile.TemporaryDirectory() as folder:
        spec = TrainSpec(epochs=epochs, batch=32, rate=5e-3, seed=seed)
        augmentation = Augmentation(flip=True)
        found = opening.run(Untracked(), space, key, data, spec, str(Path(folder)), samples, augmentation=augmentation)
        metrics = found.evaluations[0].metrics
    return metrics["accuracy"].value, metrics["macs"].value, float(found.graph.parameters)


def measured(space: Any, architectures: list[Any], passes: int) -> Any:
    """Seconds of each on one thread: the least of ``passes`` medians, taken in turns."""
    from edgeviz.engine.measure.latency import measure_latency
    from edgeviz.engine.nas.builders import build
    from edgeviz.engine.nas.builders.settings import shape

    made = [build(space, one, 10).proto(one.key).SerializeToString() for one in architectures]
    feed = {"input": np.random.default_rng(0).standard_normal((1, *shape(space))).astype(np.float32)}
    rows = [[measure_latency(one, feed, budget=0.1, count=1).value for one in made] for _ in range(passes)]
    return np.array(rows).min(axis=0)
