"""Members of a supernet as operating points."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

from edgeviz.core.adaptive.request import AdaptRequest, Elastic
from edgeviz.core.nas.moves import draw
from edgeviz.core.training import TrainSpec
from edgeviz.engine.adaptive.elastic import front, store_of, taken
from edgeviz.engine.adaptive.shared import reading
from edgeviz.engine.measure import runtime
from edgeviz.engine.nas.supernet import Supernet
from edgeviz.engine.train import loop
from edgeviz.jobs.context import CancelledError
from tests.engine.adaptive.making import Recorder, agrees, bundled, example, make, samples
from tests.engine.nas.small_spaces import elastic

HOW = Elastic(elastic(), 3, 6)
SPEC = TrainSpec(epochs=4, batch=64, rate=5e-3)


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    loop.limit_torch()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def test_members_of_one_set_of_weights_are_points_with_files_that_run(tmp_path: Path) -> None:
    model = make(HOW, tmp_path / "out", spec=SPEC)
    macs = [one["macs"].value for one in model.metrics]
    assert 2 <= len(model.points) <= 3 and macs == sorted(macs)
    assert max(point.accuracy for point in model.points) > 0.3
    x, labels = samples()
    folder = bundled(model, tmp_path / "bundle")
    agrees(model, 0, example(folder, x[:30], "--point", model.points[0].name), labels)


def test_members_read_their_weights_from_one_file_and_answer_as_with_weights_of_their_own(tmp_path: Path) -> None:
    space = elastic(filters=(64, 128))
    net = Supernet(space, 10, seed=1)
    rng = np.random.default_rng(0)
    drawn = {one.key: one for one in (space.architecture(draw(space, rng)) for _ in range(3))}
    networks = [net.member(one).eval() for one in (net.largest, net.smallest, *drawn.values())]
    x = rng.standard_normal((4, 1, 8, 8)).astype(np.float32)
    for network in networks:
        for norm in network.modules():
            if isinstance(norm, torch.nn.BatchNorm2d):  # as different as trained ones are
                norm.running_mean.copy_(torch.randn(norm.num_features) / 10)
                norm.running_var.copy_(torch.rand(norm.num_features) + 0.5)
    store = store_of(net, networks)
    (tmp_path / store.name).write_bytes(store.content)
    alone = 0
    for number, network in enumerate(networks):
        plain = network.proto("member")
        shared = reading(plain, store, taken(store, network))
        assert len([t for t in shared.graph.initializer if t.external_data]) > 3
        path = tmp_path / f"member{number}.onnx"
        path.write_bytes(shared.SerializeToString())
        alone += len(plain.SerializeToString())
        with torch.no_grad():
            expected = network(torch.from_numpy(x)).numpy()
        found = runtime.run(runtime.session(path), {"input": x}, ["logits"])[0]
        np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-5)
    # The largest takes nearly all there is; what the others add is tables of positions and factors.
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 0.8 * alone


def test_a_cancelled_supernet_goes_on(tmp_path: Path) -> None:
    spec = TrainSpec(epochs=1, batch=64, rate=5e-3)
    with pytest.raises(CancelledError):
        make(HOW, tmp_path, Recorder(losses=3), spec=spec)
    resumed = make(HOW, tmp_path, resume=True, spec=spec)
    whole = make(HOW, tmp_path / "whole", spec=spec)
    assert [file.sha256 for file in resumed.files] == [file.sha256 for file in whole.files]
    assert len(whole.curves["loss"]) > 3 and resumed.curves == whole.curves, "those before the stop are there too"


def test_only_members_that_none_beats_become_points() -> None:
    judged = [(3.0, 0.9), (1.0, 0.5), (2.0, 0.5), (2.0, 0.8), (4.0, 0.85), (5.0, 0.95)]
    assert front(judged, 9) == [1, 3, 0, 5]
    assert front(judged, 2) == [1, 5]


def test_a_request_survives_json() -> None:
    request = AdaptRequest(HOW)
    assert AdaptRequest.from_json(request.to_json()) == request
