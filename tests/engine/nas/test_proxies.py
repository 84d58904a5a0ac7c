"""Against the definitions written out with loops on a small network."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn import functional

from edgeviz.engine.nas.proxies import gradient, naswot, synflow


def network():
    torch.manual_seed(0)
    return nn.Sequential(nn.Conv2d(2, 3, 3), Act(), nn.Conv2d(3, 4, 2), Act(), nn.Flatten(), nn.Linear(16, 5))


class Act(nn.Module):
    def forward(self, x):
        return functional.relu(x)


@pytest.fixture
def batch():
    generator = torch.Generator().manual_seed(1)
    return torch.randn(6, 2, 5, 5, generator=generator), torch.tensor([0, 1, 2, 3, 4, 0])


def test_synflow_is_the_sum_of_weights_times_their_gradients(batch):
    net = network()
    weights = [net[0].weight, net[2].weight, net[5].weight]
    biases = [net[0].bias, net[2].bias, net[5].bias]

    def output(changed, index):
        a, b, c = (changed if index == i else w.detach().abs().double() for i, w in enumerate(weights))
        p, q, r = (bias.detach().abs().double() for bias in biases)
        h = functional.conv2d(torch.ones(1, 2, 5, 5).double(), a, p)
        return functional.linear(functional.conv2d(h, b, q).flatten(1), c, r).sum()

    total = 0.0
    for index, weight in enumerate(weights):
        positive = weight.detach().abs().double()
        for place in np.ndindex(*positive.shape):
            moved = positive.clone()
            moved[place] += 1e-3
            slope = (output(moved, index) - output(positive, index)) / 1e-3
            total += float(positive[place] * slope)
    assert synflow(net, batch[0]) == pytest.approx(np.log(total), rel=1e-6)


def test_naswot_counts_the_relus_in_which_samples_agree(batch):
    net = network()
    x = batch[0]
    first = net[0](x)
    second = net[2](functional.relu(first))
    codes = torch.cat([(first > 0).flatten(1), (second > 0).flatten(1)], dim=1).numpy()
    kernel = np.array([[(one == other).sum() for other in codes] for one in codes], float)
    assert naswot(net, x) == pytest.approx(np.linalg.slogdet(kernel)[1])


def test_naswot_of_two_samples_that_are_the_same_is_minus_infinity(batch):
    x = batch[0][[0, 0, 1]]
    assert naswot(network(), x) == -np.inf


def test_the_gradient_score_adds_up_the_norms_of_the_layers(batch):
    net = network()
    x, y = batch
    functional.cross_entropy(net(x), y).backward()
    expected = sum(float(p.grad.norm()) for p in net.parameters() if p.ndim > 1)
    found = gradient(network(), x, y)
    assert found == pytest.approx(expected, rel=1e-5)


def test_a_score_leaves_the_network_as_it_was(batch):
    from edgeviz.engine.nas.builders import build
    from tests.engine.nas.small_spaces import mnasnet
    from tests.engine.nas.test_networks import drawn

    space = mnasnet()
    net = build(space, drawn(space, 0), 10)
    before = {name: value.clone() for name, value in net.state_dict().items()}
    x = torch.rand(8, 1, 8, 8, generator=torch.Generator().manual_seed(0))
    for score in (synflow, naswot, gradient):
        assert np.isfinite(score(net, x, torch.arange(8)))
    assert all(torch.equal(before[name], value) for name, value in net.state_dict().items())
