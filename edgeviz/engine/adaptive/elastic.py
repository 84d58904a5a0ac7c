"""An elastic supernet (Once-for-All, Cai et al. 2020): members of one set of weights as operating points.

Trained by the sandwich rule (``nas.supernet``). Which members become points is asked of held-out training samples: of
a random draw, the largest and the smallest those that are not beaten in both accuracy and multiplications.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from edgeviz.core.adaptive.model import AdaptiveModel
from edgeviz.core.adaptive.request import Elastic
from edgeviz.core.errors import ModelError
from edgeviz.core.nas.fitting import fitted
from edgeviz.core.nas.moves import draw
from edgeviz.core.nas.space import Architecture
from edgeviz.engine.adaptive.common import Ground, assembled, cost, file_graph, point, trained_facts
from edgeviz.engine.data.dataset import Split
from edgeviz.engine.nas.builders.settings import shape
from edgeviz.engine.nas.made import reestimate
from edgeviz.engine.nas.supernet import Supernet, sandwich
from edgeviz.engine.train import loop
from edgeviz.engine.train.students import graph_of

#: Held-out samples that members are compared on.
ASKED = 500


def build(ground: Ground) -> AdaptiveModel:
    """Raises ModelError, DataError, SpaceError, EdgeVizError."""
    wanted = ground.request.how
    assert isinstance(wanted, Elastic)
    train, held_out = ground.splits
    found = train.x.shape[1:]
    if len(found) != 3:
        raise ModelError("An elastic network is for images, channels first.", "Choose another mechanism.")
    space = fitted(wanted.space, (found[0], found[1], found[2]))
    if tuple(shape(space)) != tuple(found):
        raise ModelError(
            f"The space {space.name} is for samples of {shape(space)}, and these have {tuple(found)}.",
            "Choose another space.",
        )
    classes, spec = ground.opened.graph.classes(), ground.request.spec
    if classes is None or classes < 2:
        raise ModelError(f"{ground.opened.graph.name} is no classifier.", "Choose a model that tells classes apart.")
    net = Supernet(space, classes, spec.seed)
    checkpoint = ground.folder / "supernet.checkpoint"
    if not ground.resume:
        checkpoint.unlink(missing_ok=True)
    trained = loop.fit(
        ground.context, net, train, held_out, spec, sandwich(spec),
        path=checkpoint, resume=ground.resume, augment=ground.augment,
    )  # fmt: skip
    members = _members(ground, net, wanted.drawn)
    judged = [_judged(ground, net, one, train, held_out, (n, len(members))) for n, one in enumerate(members)]
    chosen = front(judged, wanted.ways)
    return _measured(ground, net, [members[index] for index in chosen], train, trained)


def _members(ground: Ground, net: Supernet, drawn: int) -> list[Architecture]:
    rng = np.random.default_rng(ground.request.spec.seed)
    found = {one.key: one for one in (net.largest, net.smallest)}
    for _ in range(drawn):
        one = net.space.architecture(draw(net.space, rng))
        found.setdefault(one.key, one)
    return list(found.values())


def _judged(
    ground: Ground, net: Supernet, one: Architecture, train: Split, held_out: Split, at: tuple[int, int]
) -> tuple[float, float]:
    """(multiplications, accuracy on held-out samples) of a member."""
    ground.context.progress(*at, "Members of the supernet")
    network = net.member(one)
    reestimate(network, train.x, ground.context.check)
    some = Split(held_out.x[:ASKED], held_out.y[:ASKED])
    right = loop.hits(network, some, 128, ground.context.check)
    return float(graph_of(network.proto("member")).macs), right / len(some)


def front(judged: Sequence[tuple[float, float]], ways: int) -> list[int]:
    """The members that none beats, cheapest first; of more than ``ways`` those spread evenly over their order."""
    order = sorted(range(len(judged)), key=lambda index: (judged[index][0], -judged[index][1]))
    kept: list[int] = []
    best = -1.0
    for index in order:
        if judged[index][1] > best:
            kept.append(index)
            best = judged[index][1]
    if len(kept) <= ways:
        return kept
    return [kept[round(place)] for place in np.linspace(0, len(kept) - 1, ways)]


def _measured(
    ground: Ground, net: Supernet, members: Sequence[Architecture], train: Split, trained: loop.Trained
) -> AdaptiveModel:
    split = ground.validation
    rows, files, runs = [], [], []
    for number, one in enumerate(members, 1):
        network = net.member(one)
        reestimate(network, train.x, ground.context.check)
        file = ground.write(network.proto(f"{net.space.key}-{number}"), f"member{number}.onnx")
        graph = file_graph(file)
        found = cost(graph, file.size, ground.latency(file, {graph.inputs[0]: ground.one()}), ground.device)
        (logits,) = ground.answers(file, split.x, graph.outputs[:1], f"Member {number}")
        rows.append((f"member {number}, {graph.macs / 1e6:.3g} M MACs", found, logits.reshape(len(split), -1)))
        files.append(file)
        runs.append({"file": file.name, "architecture": one.key})
    memory = sum(file.size for file in files) + max(one.metrics["activation_memory"].value for _, one, _ in rows)
    points = [point(name, found, logits, split, memory) for name, found, logits in rows]
    return assembled(ground, f"{len(files)} members", points, files, runs, trained_facts(trained))
