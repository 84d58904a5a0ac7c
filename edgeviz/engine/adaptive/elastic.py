"""An elastic supernet (Once-for-All, Cai et al. 2020): members of one set of weights as operating points.

Trained by the sandwich rule (``nas.supernet``). Which members become points is asked of held-out training samples: of
a random draw, the largest and the smallest those that are not beaten in both accuracy and multiplications. Their
files read their weights from one file (``shared``): each takes the first channels and the middle of kernels, scaled by
its own batch norms.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from edgeviz.core.adaptive.model import AdaptiveModel
from edgeviz.core.adaptive.request import Elastic
from edgeviz.core.errors import ModelError
from edgeviz.core.nas.fitting import fitted
from edgeviz.core.nas.moves import draw
from edgeviz.core.nas.space import Architecture
from edgeviz.engine.adaptive.common import Ground, assembled, cost, file_graph, point, trained_facts
from edgeviz.engine.adaptive.shared import Store, reading
from edgeviz.engine.data.dataset import Split
from edgeviz.engine.nas.builders.settings import shape
from edgeviz.engine.nas.made import reestimate
from edgeviz.engine.nas.parts import Network, written_name
from edgeviz.engine.nas.supernet import Supernet, sandwich, slices
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
    networks = [net.member(one) for one in members]
    store = store_of(net, networks)
    rows, files, runs, alone = [], [], [], 0
    if store.weights:
        files.append(ground.keep(store.content, store.name))
    for number, (one, network) in enumerate(zip(members, networks, strict=True), 1):
        reestimate(network, train.x, ground.context.check)
        proto, name = network.proto(f"{net.space.key}-{number}"), f"member{number}.onnx"
        plain = ground.write(proto, name)
        graph, alone = file_graph(plain), alone + plain.size
        shared = reading(proto, store, taken(store, network))
        file = ground.keep(shared.SerializeToString(deterministic=True), name)
        # In memory each member has weights of its own: that is its size.
        found = cost(graph, plain.size, ground.latency(file, {graph.inputs[0]: ground.one()}), ground.device)
        (logits,) = ground.answers(file, split.x, graph.outputs[:1], f"Member {number}")
        rows.append((f"member {number}, {graph.macs / 1e6:.3g} M MACs", found, logits.reshape(len(split), -1)))
        files.append(file)
        runs.append({"file": file.name, "architecture": one.key})
    memory = alone + max(one.metrics["activation_memory"].value for _, one, _ in rows)
    points = [point(name, found, logits, split, memory) for name, found, logits in rows]
    sizes = {"bytes_on_disk": float(sum(file.size for file in files)), "bytes_alone": float(alone)}
    return assembled(ground, f"{len(runs)} members", points, files, runs, {**trained_facts(trained), **sizes})


@torch.no_grad()
def store_of(net: Supernet, networks: Sequence[Network]) -> Store:
    """What the largest of ``networks``, which are members, need of each shared weight, by its name in their files."""
    sizes: dict[str, tuple[int, ...]] = {}
    for network in networks:
        for name, value in network.named_parameters():
            shape = tuple(value.shape)
            sizes[name] = tuple(map(max, sizes.get(name, shape), shape))
    shared = {name: net.shared(name, torch.Size(shape)) for name, shape in sizes.items()}
    return Store.of("weights.bin", {written_name(name): one.cpu().numpy() for name, one in shared.items()})


def taken(store: Store, network: Network) -> dict[str, dict[int, NDArray[np.int64]]]:
    """By the names in the file of ``network`` the positions along each axis that it takes, where not all."""
    found: dict[str, dict[int, NDArray[np.int64]]] = {}
    for name, value in network.named_parameters():
        if (key := written_name(name)) in store.weights:
            have = store.weights[key].shape
            parts = zip(slices(have, value.shape), have, strict=True)
            found[key] = {axis: np.arange(n)[one] for axis, (one, n) in enumerate(parts) if one != slice(0, n)}
    return found
