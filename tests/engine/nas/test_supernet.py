from __future__ import annotations

import numpy as np
import pytest
import torch

from edgeviz.core.errors import EdgeVizError
from edgeviz.core.nas.moves import draw
from edgeviz.core.nas.request import Fidelity
from edgeviz.core.training import TrainSpec
from edgeviz.engine.nas import shared_weights
from edgeviz.engine.nas.candidate import Task, evaluate
from edgeviz.engine.nas.supernet import Supernet, part, sandwich
from edgeviz.engine.train.loop import Batch
from edgeviz.jobs.context import CancelledError, Context, Untracked
from tests.engine.nas.small_spaces import DIGITS, elastic, mnasnet, request


def some(space, count=20):
    return [space.architecture(draw(space, np.random.default_rng(seed))) for seed in range(count)]


@pytest.mark.parametrize("space", [mnasnet(), elastic()], ids=["mnasnet", "elastic"])
def test_every_member_is_a_slice_of_the_shared_weights(space):
    net = Supernet(space, 10)
    x = torch.rand(4, 1, 8, 8, generator=torch.Generator().manual_seed(0))
    for one in [*some(space), net.largest, net.smallest]:
        member = net.member(one)
        shared = net.state_dict()
        for name, value in member.named_parameters():
            whole = shared["weights." + name.replace(".", "/")]
            assert all(a <= b for a, b in zip(value.shape, whole.shape, strict=True))
        # Batch norms of both on the statistics of the batch.
        member.train()
        torch.testing.assert_close(net.run(one, x), member(x))


def test_a_kernel_is_the_middle_of_the_larger_one():
    weight = torch.arange(2 * 3 * 25).reshape(2, 3, 5, 5)
    assert torch.equal(part(weight, torch.Size((1, 2, 3, 3))), weight[:1, :2, 1:4, 1:4])


def test_the_smallest_member_is_smaller_than_any_other():
    space = elastic()
    net = Supernet(space, 10)
    sizes = [sum(p.numel() for p in net.member(one).parameters()) for one in some(space, 40)]
    assert sum(p.numel() for p in net.member(net.smallest).parameters()) <= min(sizes)
    assert sum(p.numel() for p in net.member(net.largest).parameters()) >= max(sizes)


def test_the_others_learn_from_the_largest_and_not_the_other_way():
    space = elastic()
    net = Supernet(space, 10, seed=1)
    x = torch.rand(8, 1, 8, 8, generator=torch.Generator().manual_seed(0))
    batch = Batch(x, torch.arange(8), torch.arange(8))
    torch.manual_seed(0)
    loss = sandwich(TrainSpec(), drawn=0)(net, batch)
    answer = net.run(net.largest, x)
    hard = torch.nn.functional.cross_entropy(answer, batch.y)
    soft = torch.nn.functional.cross_entropy(net.run(net.smallest, x), answer.detach().softmax(1))
    torch.testing.assert_close(loss, (hard + soft) / 2)


def test_a_supernet_is_trained_once_and_members_are_judged_with_its_weights(tmp_path):
    space = elastic()
    asked = request(space, epochs=4, fidelity=Fidelity.SUPERNET)
    path = shared_weights.train(Untracked(), asked, DIGITS, str(tmp_path))
    assert shared_weights.train(Untracked(), asked, DIGITS, str(tmp_path)) == path
    assert [one.name for one in tmp_path.iterdir()] == [path.rsplit("/", 1)[-1]]
    net = shared_weights.load(path, space, 10)
    accuracies = []
    for one in (net.largest, net.smallest):
        trial = evaluate(Task(asked, one.key, 1, 4, DIGITS, supernet=path)).trial
        assert not trial.failed
        assert "supernet" in trial.metrics["accuracy"].note
        accuracies.append(trial.value("accuracy"))
    assert min(accuracies) > 0.2  # chance is 0.1


def test_a_supernet_that_was_stopped_goes_on_as_if_it_had_not_been(tmp_path):
    asked = request(elastic(), epochs=2, fidelity=Fidelity.SUPERNET)
    whole = shared_weights.train(Untracked(), asked, DIGITS, str(tmp_path / "whole"))
    calls = []

    def stopped():
        calls.append(1)
        return len(calls) > 60

    with pytest.raises(CancelledError):
        shared_weights.train(Context("", lambda event: None, stopped), asked, DIGITS, str(tmp_path / "part"))
    again = shared_weights.train(Untracked(), asked, DIGITS, str(tmp_path / "part"))
    with np.load(whole) as one, np.load(again) as other:
        assert all(np.array_equal(one[name], other[name]) for name in one)


def test_a_file_that_is_no_supernet_is_refused(tmp_path):
    bad = tmp_path / "bad.npz"
    bad.write_bytes(b"PK\x03\x04 nothing")
    for path in (bad, tmp_path / "none.npz"):
        with pytest.raises(EdgeVizError, match="no weights of this space"):
            shared_weights.load(str(path), elastic(), 10)
    other = tmp_path / "other.npz"
    shared_weights.save(other, Supernet(mnasnet(), 10))
    with pytest.raises(EdgeVizError, match="no weights of this space"):
        shared_weights.load(str(other), elastic(), 10)
