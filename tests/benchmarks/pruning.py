"""What pruning costs a CIFAR-10 ResNet-20, at once and after retraining.

1,000 test images measure; retraining takes 1,500 training images for two epochs (SGD, rate 0.002, cosine), far less
than a person would: figures after longer retraining are better. ``--quick`` retrains one epoch of 500. Weights: LAMP
across the network, and plain magnitude beside it; the file has its batch norms folded. Channels: of each group.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from edgeviz.core.cost import macs
from edgeviz.core.dataset import DataSpec
from edgeviz.core.recipe import Recipe
from edgeviz.core.train_request import Pruning, Scope, Score, Structure, TrainedModel, TrainRequest
from edgeviz.core.training import Optimizer, TrainSpec
from edgeviz.engine.compress.pruner import Pruner
from edgeviz.engine.compress.shrink import shrink
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.session import Session, session
from edgeviz.engine.train import job
from edgeviz.jobs.context import Context
from edgeviz.jobs.events import Event, Result
from tests.benchmarks.table import show
from tests.material import MATERIAL

#: What is pruned how, and whether it is retrained.
CASES: tuple[tuple[str, Pruning | None, bool], ...] = (
    ("nothing", None, True),
    *((f"weights {s:.0%}", Pruning(sparsity=s), True) for s in (0.5, 0.7, 0.8, 0.9)),
    ("weights 80%, rising", Pruning(sparsity=0.8, ramp=0.5), True),
    *((f"weights {s:.0%}, magnitude", Pruning(sparsity=s, score=Score.MAGNITUDE), False) for s in (0.5, 0.7, 0.8, 0.9)),
    ("2:4", Pruning(Structure.N_OF_M), True),
    *((f"channels {s:.0%}", Pruning(Structure.CHANNELS, Scope.LAYER, s), True) for s in (0.25, 0.5)),
)


def main(quick: bool = False) -> None:
    if not MATERIAL.is_dir():
        print("skipped: needs the models and data of shared/material beside the checkout")
        return
    data = DataSpec(
        "npz", str(MATERIAL / "data" / "cifar10_dev.npz"), scale=1 / 255, mean=(0.485, 0.456, 0.406),
        std=(0.229, 0.224, 0.225), calibration=256, validation=1000,
    )  # fmt: skip
    epochs, samples = (1, 500) if quick else (2, 1500)
    spec = TrainSpec(epochs, 64, Optimizer.SGD, 0.002)
    path = str(MATERIAL / "models" / "cifar_resnet20.onnx")
    with tempfile.TemporaryDirectory() as folder:
        rows = list(_rows(path, data, spec, samples, folder))
    print(f"retrained: {epochs} epochs of {samples:,} images")
    show(["pruned", "at once", "retrained", "zeros", "parameters", "MMACs", "latency", "seconds"], rows)


def _rows(path: str, data: DataSpec, spec: TrainSpec, samples: int, folder: str) -> Iterator[list[str]]:
    opened = session(path)
    for name, pruning, retrained in CASES:
        row = [name, f"{_at_once(opened, data, pruning):.1%}"]
        if retrained:
            row += _retrained(path, data, TrainRequest(spec, pruning=pruning, samples=samples), folder)
        else:
            row += ["–"] * 6
        print("   ", " | ".join(row), flush=True)
        yield row


def _at_once(opened: Session, data: DataSpec, pruning: Pruning | None) -> float:
    held = opened.data(data).validation
    channels = pruning is not None and pruning.structure is Structure.CHANNELS
    proto = shrink(opened.prepared, opened.graph, pruning) if pruning is not None and channels else opened.prepared
    module = OnnxModule.from_proto(proto)
    if pruning is not None and not channels:
        Pruner(module, opened.graph, replace(pruning, ramp=0.0), 1)
    return float(np.mean(opened.predictions(opened.outputs(module, held.x)) == held.y))


def _retrained(path: str, data: DataSpec, request: TrainRequest, folder: str) -> list[str]:
    events: list[Event] = []
    begun = time.monotonic()
    job.run(Context("benchmark", events.append, lambda: False), path, data, request, folder)
    seconds = time.monotonic() - begun
    made = next(e.payload for e in events if isinstance(e, Result) and isinstance(e.payload, TrainedModel))
    found = next(e for e in made.evaluations if e.recipe == Recipe())
    weights = [session(made.path).module.weight(layer.weight) for layer in made.graph.layers]
    zeros = sum(int((w == 0).sum()) for w in weights) / sum(w.numel() for w in weights)
    latency = found.metrics["latency"].value * 1e3 if "latency" in found.metrics else float("nan")
    return [
        f"{found.metrics['accuracy'].value:.1%}", f"{zeros:.1%}", f"{made.graph.parameters:,}",
        f"{macs(made.graph) / 1e6:.1f}", f"{latency:.2f} ms", f"{seconds:.0f}",
    ]  # fmt: skip
