"""Adaptive models of CIFAR-10 networks: accuracy against computation for every mechanism, beside what papers report.

Each is built by its job from a ResNet-20 (early exit from a ResNet-56 and the bundled digits network too), trained
briefly on CIFAR-10 images, and recorded in onnxruntime on test images that took no part in training. The papers'
figures are of other networks, data and budgets of training: they say what to hope for, not what to expect of so few
images. ``--quick``: fewer images, and no ResNet-56.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.benchmarks.table import show
from tests.material import MATERIAL

#: What the papers say (METHODS, section 2d), read in the paper or its repository, or (BranchyNet) in a later one.
PAPERS = {
    "exits": "BranchyNet: 2 to 6 times as fast",
    "skipping": "SkipNet: 30 to 90 % less computation; BlockDrop, ResNet-101: 20 % less at 76.4 % top-1",
    "widths": "Slimmable MobileNetV1 1/0.75/0.5/0.25: 100/57/26/7 % of the MACs, error 28.5/30.5/35.2/46.9 %",
    "switching": "ALERT: over 13 % less energy, 27 % less error than one fixed choice",
    "elastic": "Once-for-All, Note 10: 8 ms/71.4 %, 16 ms/75.5 %, 30 ms/78.4 %, 64 ms/80.2 % top-1",
    "partition": "no accuracy is lost; what it is worth depends on bandwidth and server",
}


def measured(path: str, data: Any, request: Any) -> Any:
    from edgeviz.engine.adaptive.job import run
    from edgeviz.jobs.context import Untracked

    with tempfile.TemporaryDirectory() as folder:
        return run(Untracked(), path, data, request, folder)


def float_accuracy(path: str, data: Any) -> float:
    from edgeviz.engine.session import session

    opened = session(path)
    found = opened.predictions(opened.float_outputs(data))
    return float((found == opened.data(data).validation.y).mean())


def saving(model: Any, reference: float) -> str:
    """What early exit saves within a point of the network's accuracy as it was loaded, or why it does not."""
    best = None
    for point, metrics in zip(model.points, model.metrics, strict=True):
        share = metrics["macs"].value / model.facts["macs"]
        if point.accuracy >= reference - 0.01 and (best is None or share < best[0]):
            best = share, point
    if best is None:
        return f"No threshold stays within a point of {100 * reference:.1f} %: training with the exits cost that much."
    share, point = best
    text = f"Within one point of {100 * reference:.1f} %: {100 * (1 - share):.0f} % of the computation saved"
    text += f" ({point.name}, {100 * point.accuracy:.1f} %). "
    if 1 - share >= 1 / 3:
        return text + "That is more than a third."
    accuracies = ", ".join(f"{100 * row.mean():.1f} %" for row in model.traces.correct)
    return text + f"That is less than a third: the exits by themselves are right on {accuracies}."


def rows_of(name: str, model: Any) -> list[list[str]]:
    rows = []
    for point, metrics in zip(model.points, model.metrics, strict=True):
        found = metrics["accuracy"]
        macs = metrics.get("macs")
        share = "–" if macs is None else f"{100 * macs.value / model.facts['macs']:.0f} %"
        reach = f"{100 * found.value:.1f} ({100 * found.low:.1f} … {100 * found.high:.1f})"
        rows.append([name, point.name, share, reach, f"{1e3 * point.seconds:.2f} ms", f"{1e3 * point.load:.0f} ms"])
        name = ""
    return rows


def main(quick: bool = False, only: str = "") -> None:
    if not MATERIAL.exists():
        print("needs the test material", file=sys.stderr)
        return
    import torch

    from edgeviz.core.adaptive.request import (
        AdaptRequest,
        Elastic,
        Exits,
        Head,
        Model,
        Partition,
        Skipping,
        Switching,
        Widths,
    )
    from edgeviz.core.presets import uniform_recipe
    from edgeviz.core.train_request import Augmentation
    from edgeviz.core.training import TrainSpec
    from edgeviz.engine.data.guess import guess_for_model
    from edgeviz.engine.load.open import open_model
    from edgeviz.engine.threads import limit_torch
    from edgeviz.project.spaces import load_spaces
    from edgeviz.resources import resource
    from tests.benchmarks.training import prepared

    limit_torch()
    torch.set_num_threads(1)
    path, graph, data = prepared(300 if quick else 1000)
    large = str(MATERIAL / "models" / "cifar_resnet56.onnx")
    samples = 600 if quick else 3000

    def asked(how: Any, epochs: int, rate: float, images: int = samples) -> AdaptRequest:
        spec = TrainSpec(epochs=1 if quick else epochs, batch=64, rate=rate)
        return AdaptRequest(how, spec, Augmentation(flip=True, crop=4), images)

    whole, eight = uniform_recipe(graph, 32, 32), uniform_recipe(graph, 8, 8)
    models = Model("float", whole), Model("8 bits", eight), Model("4 bits", uniform_recipe(graph, 4, 8))
    exits, frozen = Exits(count=2, head=Head.CONV), Exits(count=2, head=Head.CONV, joint=False)
    digits = str(resource("demo", "digits.onnx"))
    own = guess_for_model(open_model(digits))
    space = load_spaces().spaces["elastic_small"]
    plans: list[tuple[str, str, Any]] = [
        ("early exit, digits", digits, AdaptRequest(Exits(count=2), TrainSpec(epochs=2, batch=64, rate=5e-4))),
        ("early exit", path, asked(exits, 2, 5e-4)),
        ("early exit, network as it is", path, asked(frozen, 2, 1e-3)),
        ("blocks, by input", path, asked(Skipping(), 2, 5e-4)),
        ("blocks, by budget", path, asked(Skipping(per_input=False), 1, 5e-4)),
        ("widths, switchable", path, asked(Widths(), 2, 1e-3)),
        ("widths, universal", path, asked(Widths(universal=True), 1, 1e-3)),
        ("switching", path, asked(Switching(models), 1, 1e-3)),
        ("elastic", path, asked(Elastic(space), 3, 3e-3)),
        ("partition", path, asked(Partition(), 1, 1e-3)),
    ]
    if not quick:
        plans.insert(3, ("early exit, ResNet-56 as it is", large, asked(frozen, 2, 1e-3)))
    table, said = [], []
    known: dict[str, float] = {}
    for name, file, request in plans:
        if only and only not in name:
            continue
        used = own if file == digits else data
        known.setdefault(file, float_accuracy(file, used))
        model = measured(file, used, replace(request, name=name))
        table += rows_of(name, model)
        line = f"{name}: {model.seconds:,.0f} s. "
        said.append(line + (saving(model, known[file]) if model.traces is not None else PAPERS[model.mechanism.value]))
        print(said[-1], file=sys.stderr, flush=True)
        for row in rows_of(name, model):
            print(" · ".join(row), file=sys.stderr, flush=True)
    for file, accuracy in known.items():
        print(f"{Path(file).name} as loaded: {100 * accuracy:.1f} %")
    print()
    show(["mechanism", "operating point", "of its MACs", "accuracy, %", "latency", "changing to it"], table)
    print("\n" + "\n".join(said))
    print(f"{PAPERS['exits']} (BranchyNet, of networks and data of its own).")


if __name__ == "__main__":
    main("--quick" in sys.argv, next((one for one in sys.argv[1:] if not one.startswith("-")), ""))
