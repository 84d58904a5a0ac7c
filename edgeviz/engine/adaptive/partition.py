"""Offloading: the first layers run on the device, what they come to is sent, and a server does the rest (Neurosurgeon).

Every cut is made for real: two files, run one after the other and compared with the whole network.
"""

from __future__ import annotations

import numpy as np

from edgeviz.core.adaptive.model import AdaptiveModel, ModelFile
from edgeviz.core.adaptive.points import OperatingPoint
from edgeviz.core.adaptive.request import Partition
from edgeviz.core.blocks import passages
from edgeviz.core.errors import ModelError
from edgeviz.core.metric import Metric
from edgeviz.core.outcomes import Outcomes
from edgeviz.engine.adaptive.common import Ground, as_logits, assembled, cost, file_graph, judged
from edgeviz.engine.adaptive.pieces import piece
from edgeviz.engine.evaluate import accuracy
from edgeviz.engine.session import Floats

#: Samples on which the two halves are compared with the whole, and the difference that is allowed.
COMPARED, ALLOWED = 32, 1e-3
#: Bytes that a message has beside what it carries: its label, and what comes back.
ENVELOPE = 64


def build(ground: Ground) -> AdaptiveModel:
    """Raises ModelError, DataError."""
    wanted, opened = ground.request.how, ground.opened
    assert isinstance(wanted, Partition)
    graph, proto = opened.graph, opened.prepared
    split, given, answer = ground.validation, opened.graph.inputs[0], opened.graph.outputs[:1]
    whole = ground.write(piece(proto, graph, [given], answer), "whole.onnx")
    raw = ground.answers(whole, split.x, answer, "The whole network")[0].reshape(len(split), -1)
    logits = as_logits(raw)
    correct, confidence = judged(logits, split.y)
    outcomes = Outcomes.of(correct, split.name)
    reached = accuracy(logits.argmax(axis=1), split.y, "onnxruntime")
    local = ground.latency(whole, {given: ground.one()})
    full = cost(file_graph(whole), whole.size, local, ground.device)

    def made(name: str, **figures: float) -> OperatingPoint:
        return OperatingPoint(
            name,
            outcomes=outcomes,
            confidence=confidence,
            source=full.source,
            **figures,  # type: ignore[arg-type]
        )

    sample = float(ground.one().nbytes)
    rows: list[tuple[OperatingPoint, dict[str, Metric]]] = []
    runs: list[dict[str, object]] = []
    remote = wanted.round_trip + local.value / wanted.server_speed
    point = made("all on the server", scaling=0.0, fixed=0.0, energy=0.0, sent=sample + ENVELOPE, remote=remote)
    rows.append((point, {"accuracy": reached}))
    runs.append({"carry": given, "bytes": sample + ENVELOPE})
    worst = 0.0
    for number, passage in enumerate(passages(graph), 1):
        ground.context.progress(number, len(passages(graph)), "Cutting the network")
        if passage.share >= 1:
            continue
        try:
            parts = piece(proto, graph, [given], [passage.tensor]), piece(proto, graph, [passage.tensor], answer)
        except ModelError as error:
            ground.context.log(f"Not cut behind {passage.tensor}: {error.what}")
            continue
        first, second = (
            ground.write(part, f"{where}{number}.onnx") for part, where in zip(parts, ("device", "server"), strict=True)
        )
        sent, difference = _joined(ground, first, second, passage.tensor, answer[0], raw)
        worst = max(worst, difference)
        here = cost(file_graph(first), first.size, ground.latency(first, {given: ground.one()}), ground.device)
        there = ground.latency(second, {passage.tensor: sent[:1]})
        remote = wanted.round_trip + there.value / wanted.server_speed
        carried = float(sent[:1].nbytes) + ENVELOPE
        point = made(
            f"{number} of {len(passages(graph))} parts here",
            scaling=here.scaling,
            fixed=here.fixed,
            energy=here.joules,  # type: ignore[arg-type]
            memory=here.memory,
            sent=carried,
            remote=remote,
        )
        rows.append((point, {**here.metrics, "accuracy": reached}))
        # The halves are not kept: they are cut anew from the whole when a bundle is written.
        runs.append({"carry": passage.tensor, "bytes": carried})
    point = made("all here", scaling=full.scaling, fixed=full.fixed, energy=full.joules, memory=full.memory)  # type: ignore[arg-type]
    rows.append((point, {**full.metrics, "accuracy": reached}))
    runs.append({"carry": "", "bytes": 0})
    facts = {"largest_difference": worst, "server_speed": wanted.server_speed, "round_trip": wanted.round_trip}
    return assembled(ground, f"{len(rows)} cuts", rows, [whole], runs, facts, file=whole.name)


def _joined(
    ground: Ground, first: ModelFile, second: ModelFile, carry: str, answer: str, whole: Floats
) -> tuple[Floats, float]:
    """What goes across for some samples, and how far both halves together are off the whole. Raises ModelError."""
    x = ground.validation.x[:COMPARED]
    (sent,) = ground.answers(first, x, [carry], "Comparing")
    (found,) = ground.answers(second, sent, [answer], "Comparing")
    expected = whole[: len(x)]
    difference = float(np.abs(found.reshape(expected.shape) - expected).max() / max(1.0, float(np.abs(expected).max())))
    if not difference <= ALLOWED:
        raise ModelError(
            f"Cut behind {carry} the network computes something else (by {difference:.2g}).", "Report this model."
        )
    return sent, difference
