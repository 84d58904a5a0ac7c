"""Early exit: classifiers attached inside the network, trained together with it or on it (BranchyNet).

The model becomes stages, each an ONNX file: what leads from one exit to the next. A program runs a stage, looks at its
answer, and goes on only where that is not sure enough.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import torch
from onnx import ModelProto, helper, numpy_helper
from torch import Tensor, nn
from torch.nn import functional

from edgeviz.core.adaptive.exits import (
    Traces,
    calibration_error,
    entropy,
    point_at,
    probabilities,
    temperature,
    thresholds,
)
from edgeviz.core.adaptive.model import AdaptiveModel, ModelFile
from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.request import Exits, Head, Rule
from edgeviz.core.blocks import can_exit, passages, suggested_exits
from edgeviz.core.errors import ModelError
from edgeviz.core.graph import ModelGraph
from edgeviz.core.metric import Metric, Provenance
from edgeviz.core.statistics import wilson
from edgeviz.engine.adaptive.common import BATCH, Cost, Ground, assembled, cost, file_graph, trained_facts
from edgeviz.engine.adaptive.gates import refuse_again
from edgeviz.engine.adaptive.pieces import piece
from edgeviz.engine.data.dataset import Split
from edgeviz.engine.evaluate import now
from edgeviz.engine.load.torch_module import OnnxModule
from edgeviz.engine.session import Floats
from edgeviz.engine.train import loop
from edgeviz.engine.train.compose import logits_name

#: Samples that the exits' linear layers are fitted to before training, and the ridge of that fit.
FITTED, RIDGE = 2000, 1e-3
#: Convolutions of an exit at most, and the side of a map that is small enough for none to follow.
MOST_CONVOLUTIONS, SMALL = 3, 8


def places_of(graph: ModelGraph, wanted: Exits) -> tuple[str, ...]:
    """The tensors that exits read, in order. Raises ModelError, naming the place, where one cannot be read."""
    order = [one.tensor for one in passages(graph) if can_exit(graph, one.tensor)]
    found = wanted.places or tuple(one.tensor for one in suggested_exits(graph, wanted.count))
    if not found:
        raise ModelError(
            f"{graph.name} has no place for an exit: nowhere inside does everything pass through one tensor.",
            "Choose another mechanism, or another model.",
        )
    for place in found:
        if place not in order:
            raise ModelError(
                f"No exit can be attached at {place[:80]}.",
                "Choose a tensor that everything passes through: " + ", ".join(order[:6]) + ".",
            )
    return tuple(sorted(found, key=order.index))


def with_exits(
    proto: ModelProto, graph: ModelGraph, places: Sequence[str], head: Head, classes: int, seed: int
) -> tuple[ModelProto, tuple[str, ...]]:
    """A copy of ``proto`` that also puts out the logits of an exit at each of ``places``, and their names.

    An exit is the means over the quarters of a map (over all of it where it cannot be quartered, or over all tokens)
    and a linear layer. With a CONV head there are 3×3 convolutions before it, each halving the map and doubling its
    channels, until it is small: early maps are large and shallow, and cost little that way.
    Weights are drawn from ``seed``: N(0, 2 / inputs) for a convolution, N(0, 1 / inputs) for a linear layer.
    """
    refuse_again(proto, "exit1.", "exits")
    made = ModelProto()
    made.CopyFrom(proto)
    random = np.random.default_rng(seed)
    names, nodes = [], []

    def weight(name: str, shape: tuple[int, ...], gain: float) -> str:
        inputs = int(np.prod(shape[1:])) if len(shape) > 1 else 0
        value = random.normal(0, np.sqrt(gain / inputs), shape) if inputs else np.zeros(shape)
        made.graph.initializer.append(numpy_helper.from_array(value.astype(np.float32), name))
        return name

    for number, place in enumerate(places, 1):
        shape = graph.tensors[place].shape or ()
        channels = shape[1 if len(shape) == 4 else -1]
        assert isinstance(channels, int)
        key, at = f"exit{number}", place

        def put(op: str, inputs: list[str], suffix: str, key: str = key, **settings: Any) -> str:
            out = f"{key}.{suffix}.out"
            nodes.append(helper.make_node(op, inputs, [out], name=f"{key}.{suffix}", **settings))
            return out

        sides = [size for size in shape[2:] if isinstance(size, int)]
        if head is Head.CONV and len(shape) == 4:
            for step in range(1, MOST_CONVOLUTIONS + 1):
                name, wider = f"conv{step}", 2 * channels
                kernel = weight(f"{key}.{name}.weight", (wider, channels, 3, 3), 2.0)
                bias = weight(f"{key}.{name}.bias", (wider,), 0.0)
                at = put("Conv", [at, kernel, bias], name, kernel_shape=[3, 3], pads=[1, 1, 1, 1], strides=[2, 2])
                at = put("Relu", [at], f"relu{step}")
                channels, sides = wider, [(size + 1) // 2 for size in sides]
                if len(sides) < 2 or max(sides) <= SMALL:
                    break
        if len(shape) == 3:
            at = put("Transpose", [at], "transpose", perm=[0, 2, 1])
        grid = 1
        if len(shape) == 4 and len(sides) == 2 and all(size >= 4 and size % 2 == 0 for size in sides):
            grid = 2
            half = [size // 2 for size in sides]
            at = put("AveragePool", [at], "pool", kernel_shape=half, strides=half)
        elif len(shape) > 2:
            at = put("GlobalAveragePool", [at], "pool")
        at = put("Flatten", [at], "flatten", axis=1)
        features = channels * grid * grid
        matrix = weight(f"{key}.linear.weight", (classes, features), 1.0)
        bias = weight(f"{key}.linear.bias", (classes,), 0.0)
        names.append(put("Gemm", [at, matrix, bias], "linear", transB=1))
    made.graph.node.extend(nodes)
    batch = (graph.tensors[graph.inputs[0]].shape or ("N",))[0]
    made.graph.output.extend(helper.make_tensor_value_info(name, 1, [batch, classes]) for name in names)
    return made, tuple(names)


def fit_heads(module: OnnxModule, count: int, split: Split, check: Callable[[], None]) -> None:
    """Let the linear layers of the exits start at the logistic regression of what they read, on up to 2,000 samples.

    Drawn weights would have to be learned at the rate that suits a network that is trained already: after four epochs
    on digits an exit was right on 47 % of the samples, with this start on over 80 %.
    """
    x, y = split.x[:FITTED], torch.from_numpy(split.y[:FITTED])
    names = [f"exit{number}.flatten.out" for number in range(1, count + 1)]
    parts: list[list[Tensor]] = [[] for _ in names]
    device = next(module.parameters()).device
    with torch.no_grad():
        for begin in range(0, len(x), BATCH):
            check()
            found = module.observe(names, torch.from_numpy(x[begin : begin + BATCH]).to(device))
            for kept, name in zip(parts, names, strict=True):
                kept.append(found[name].cpu())
    for number, part in enumerate(parts, 1):
        weight, bias = (module.weight(f"exit{number}.linear.{name}") for name in ("weight", "bias"))
        matrix, offset = logistic(torch.cat(part).double(), y, len(bias), check)
        weight.data = matrix.to(weight)
        bias.data = offset.to(bias)


def logistic(features: Tensor, labels: Tensor, classes: int, check: Callable[[], None]) -> tuple[Tensor, Tensor]:
    """(weight [classes, features], bias [classes]) of multinomial logistic regression on features float64
    [samples, features], with a ridge of RIDGE / 2 · ‖w‖² on standardised features, by L-BFGS."""
    mean, deviation = features.mean(dim=0), features.std(dim=0).clamp(min=1e-6)
    scaled = (features - mean) / deviation
    weight = torch.zeros(classes, features.shape[1], dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(classes, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weight, bias], max_iter=60, line_search_fn="strong_wolfe")

    def closure() -> float:
        check()
        optimizer.zero_grad()
        loss = functional.cross_entropy(scaled @ weight.T + bias, labels) + RIDGE / 2 * weight.square().sum()
        loss.backward()
        return float(loss.detach())

    optimizer.step(closure)
    with torch.no_grad():
        back = weight / deviation
        return back, bias - back @ mean


class Answers(nn.Module):
    """The network with its exits; ``names`` are the tensors of the logits, the network's own last."""

    def __init__(self, inner: OnnxModule, names: Sequence[str]) -> None:
        super().__init__()
        self.inner, self._names = inner, tuple(names)

    def logits(self, x: Tensor) -> list[Tensor]:
        """[samples, classes] of each exit."""
        found = self.inner.observe(self._names, x)
        return [found[name].flatten(1) for name in self._names]

    def forward(self, x: Tensor) -> Tensor:
        """What they say together, by which the best epoch is chosen: the mean of their log-probabilities."""
        return torch.stack([functional.log_softmax(one, dim=1) for one in self.logits(x)]).mean(dim=0)


def joint_loss(logits: Sequence[Tensor], batch: loop.Batch, weights: Sequence[float], spec: Any) -> Tensor:
    """Σ w_n L_n (BranchyNet, section III), each the cross-entropy of one exit."""
    losses = [weight * loop.hard_loss(one, batch, spec) for weight, one in zip(weights, logits, strict=True) if weight]
    return torch.stack(losses).sum()


def build(ground: Ground) -> AdaptiveModel:
    """Raises ModelError, DataError, EdgeVizError."""
    wanted, opened = ground.request.how, ground.opened
    assert isinstance(wanted, Exits)
    places = places_of(opened.graph, wanted)
    classes = opened.graph.classes()
    if classes is None or classes < 2:
        raise ModelError(f"{opened.graph.name} is no classifier.", "Exits need a network that tells classes apart.")
    spec = ground.request.spec
    weights = wanted.weights or (1.0,) * (len(places) + 1)
    if len(weights) != len(places) + 1:
        raise ModelError(f"{len(weights)} weights for {len(places)} exits.", "Give one more than there are exits.")
    proto, names = with_exits(opened.prepared, opened.graph, places, wanted.head, classes, spec.seed)
    one = ground.trainable(proto, "exits", *(() if wanted.joint else (_of_exits, _of_exits)))
    own = logits_name(one.training.module)
    fit_heads(one.training.module, len(places), ground.splits[0], ground.context.check)
    module = Answers(one.training.module, (*names, own))

    def objective(trained: nn.Module, batch: loop.Batch) -> Tensor:
        assert isinstance(trained, Answers)
        found = trained.logits(batch.x)
        used = weights if wanted.joint else (*weights[:-1], 0.0)
        return joint_loss(found, batch, used, spec)

    trained = ground.fit(module, objective, [one])
    ground.context.progress(0, None, "Measuring exits")
    stages = write_stages(ground, one.result(), one.start.graph, places, (*names, own))
    return measure(ground, stages, wanted, trained)


def _of_exits(key: str) -> bool:
    return key.startswith("exit") and key.partition(".")[0][4:].isdigit()


def write_stages(
    ground: Ground, proto: ModelProto, graph: ModelGraph, places: Sequence[str], names: Sequence[str]
) -> list[ModelFile]:
    """One file for each exit: from the place of the one before to its logits and, but for the last, its own place."""
    inputs = (graph.inputs[0], *places)
    outputs = [(name, *((place,) if place else ())) for name, place in zip(names, (*places, ""), strict=True)]
    return [
        ground.write(piece(proto, graph, [given], found), f"stage{number}.onnx")
        for number, (given, found) in enumerate(zip(inputs, outputs, strict=True), 1)
    ]


def run_stages(ground: Ground, stages: Sequence[ModelFile], x: Floats, text: str) -> list[Floats]:
    """Logits [samples, classes] of every exit for all of ``x``."""
    found, carried = [], x
    for file in stages:
        names = [value.name for value in file_graph_outputs(file)]
        answers = ground.answers(file, carried, names, text)
        found.append(answers[0].reshape(len(x), -1))
        carried = answers[-1]
    return found


def file_graph_outputs(file: ModelFile) -> Any:
    import onnx

    return onnx.load(file.path).graph.output


def measure(ground: Ground, stages: list[ModelFile], wanted: Exits, trained: loop.Trained) -> AdaptiveModel:
    _, held_out = ground.splits
    validation = ground.validation
    held = run_stages(ground, stages, held_out.x, "Exits on held-out samples")
    logits = run_stages(ground, stages, validation.x, "Exits on validation samples")
    temperatures = [temperature(one, held_out.y) for one in held]
    costs = stage_costs(ground, stages)
    before = traces_of(held, held_out, temperatures, costs)
    after = traces_of(logits, validation, temperatures, costs)
    chosen = thresholds(before, wanted.rule, wanted.ways)
    totals = _totals(costs)
    memory = sum(file.size for file in stages) + max(one.metrics["activation_memory"].value for one in costs)
    energies = None if costs[0].joules is None else np.cumsum([one.joules or 0.0 for one in costs]).tolist()
    made: list[tuple[OperatingPoint, dict[str, Metric]]] = []
    for name, threshold in zip(names_of(wanted.rule, chosen), chosen, strict=True):
        one = point_at(
            after,
            wanted.rule,
            threshold,
            name,
            scaling=totals.share,
            energies=energies,
            memory=memory,
            source=totals.source,
        )
        made.append((one, _metrics(one, after, wanted.rule, threshold, costs)))
    facts = trained_facts(trained) | {"held_out_samples": float(len(held_out))}
    for number, (found, raw) in enumerate(zip(temperatures, logits, strict=True), 1):
        plain = probabilities(raw).max(axis=1)
        facts[f"temperature_{number}"] = found
        facts[f"accuracy_{number}"] = float(after.correct[number - 1].mean())
        right = after.correct[number - 1]
        facts[f"calibration_error_{number}"] = calibration_error(after.confidence[number - 1], right)
        facts[f"calibration_error_before_{number}"] = calibration_error(plain, right)
    return assembled(
        ground,
        f"{len(stages) - 1} exits",
        made,
        stages,
        [{"threshold": threshold} for threshold in chosen],
        facts,
        after,
        rule=wanted.rule.value,
        stages=[
            {"file": file.name, "temperature": t, "macs": one.metrics["macs"].value}
            for file, t, one in zip(stages, temperatures, costs, strict=True)
        ],
    )


def names_of(rule: Rule, values: Sequence[float]) -> list[str]:
    """Such as "first exit", "exit above 0.91", "exit below 0.31 nats": with as many digits as tell them apart."""
    for digits in range(2, 17):
        texts = [f"{v:.{digits}{'f' if rule is Rule.CONFIDENCE else 'g'}}" for v in values]
        if len(set(texts)) == len(texts):
            break
    if rule is Rule.ENTROPY:
        return ["last exit" if v <= 0 else f"exit below {text} nats" for v, text in zip(values, texts, strict=True)]
    ends = {0.0: "first exit", 1.0: "last exit"}
    return [ends.get(v, f"exit above {text}") for v, text in zip(values, texts, strict=True)]


def stage_costs(ground: Ground, stages: Sequence[ModelFile]) -> list[Cost]:
    """Of each stage by itself, for one sample."""
    found, carried = [], ground.one()
    for file in stages:
        graph = file_graph(file)
        feed = {graph.inputs[0]: carried}
        found.append(cost(graph, file.size, ground.latency(file, feed), ground.device))
        carried = ground.answers(file, carried, list(graph.outputs), "Measuring exits")[-1]
    return found


def traces_of(logits: Sequence[Floats], split: Split, temperatures: Sequence[float], costs: Sequence[Cost]) -> Traces:
    """What the exits say of ``split``, their confidences calibrated."""
    p = [probabilities(one, t) for one, t in zip(logits, temperatures, strict=True)]
    return Traces(
        np.stack([one.argmax(axis=1) == split.y for one in p]),
        np.stack([one.max(axis=1) for one in p]).astype(np.float32),
        np.stack([entropy(one) for one in p]).astype(np.float32),
        np.cumsum([one.seconds for one in costs]),
        np.cumsum([one.metrics["macs"].value for one in costs]),
        split.name,
    )


def _totals(costs: Sequence[Cost]) -> Cost:
    scaling, fixed = sum(one.scaling for one in costs), sum(one.fixed for one in costs)
    return Cost(scaling, fixed, None, costs[0].metrics)


def _metrics(made: Any, traces: Traces, rule: Rule, threshold: float, costs: Sequence[Cost]) -> dict[str, Metric]:
    left = traces.taken(rule, threshold)
    samples = len(left)
    low, high = wilson(made.outcomes.hits, samples)
    first = costs[0].metrics["latency"]
    latency = replace(
        first, value=made.seconds, low=None, high=None, samples=samples,
        note="mean over the samples of the stages each ran, each stage timed by itself, batch 1",
    )  # fmt: skip
    found = {
        "accuracy": Metric("accuracy", made.accuracy, Provenance.MEASURED, low, high, samples, "onnxruntime", now()),
        "latency": latency,
        "macs": replace(costs[0].metrics["macs"], value=float(traces.macs[left].mean()), note="mean over the samples"),
        "size": replace(costs[0].metrics["size"], value=sum(one.metrics["size"].value for one in costs)),
        "activation_memory": max((one.metrics["activation_memory"] for one in costs), key=lambda one: one.value),
    }
    if made.energy is not None:
        found["energy"] = replace(costs[0].metrics["energy"], value=float(np.cumsum(
            [one.metrics["energy"].value for one in costs])[left].mean()), note="mean over the samples")  # fmt: skip
    return found
